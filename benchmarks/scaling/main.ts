import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { nameOfBuild, presentBuild } from '../../scripts/measured-dist.js'
import { projectHealth } from '../../src/dbt/health.js'
import type { DbtNode, Manifest } from '../../src/dbt/manifest.js'
import type { NodeFacts, NodeKey, UniqueId } from '../../src/dbt/types.js'
import { declaredExposures } from '../../src/exposures/declared.js'
import { extractKey } from '../../src/exposures/content-graph.js'
import { type FoundExposure, findExtracts } from '../../src/exposures/extracts.js'
import { plan } from '../../src/plan/plan.js'
import type { Plan, PlanInput } from '../../src/plan/types.js'
import { annotationsOf } from '../../src/report/outputs/annotations.js'
import { createRunLog } from '../../src/report/log/log.js'
import { outputsOf } from '../../src/report/outputs/outputs.js'
import { type Report, wordingContext } from '../../src/report/report.js'
import { summaryMarkdown } from '../../src/report/summary/summary.js'
import { type ContentLineage, type Luid, NO_READING } from '../../src/tableau/types.js'
import type { RequestKey } from '../../src/state/request-id.js'

/*
 * How lineage, plan and report grow with the project: exposures and extracts are each a tenth of the nodes. Once as usual,
 * and once with everything that may cause quadratic work: tests that fail at the roots, one data source behind everything,
 * data sources that are the least urgent, and everything held back for the same reason.
 */

const ROOT = join(import.meta.dirname, '../..')
const DOCUMENT = join(ROOT, 'docs/benchmarks-scaling.md')
const SIZES = [1_000, 10_000, 50_000]
const ROUNDS = 3
/** With ten times the nodes, each node may take this many times as long, because of caches and garbage collection. */
const NEAR_LINEAR = 2.5
const NOW = Date.parse('2026-04-13T06:00:00Z')
const SERVER = 'https://tableau.example.com'

const STEPS = ['lineage', 'plan', 'report'] as const
type Step = (typeof STEPS)[number]

const modelId = (index: number): UniqueId => `model.shop.m${index}` as UniqueId

const SHAPES = ['usual', 'hard'] as const
type Shape = (typeof SHAPES)[number]

/** A quarter are models, with three tests each; every model reads two others, so that all are connected. */
function project(size: number, shape: Shape): { manifest: Manifest; facts: Map<NodeKey, NodeFacts> } {
  const nodes = new Map<UniqueId, DbtNode>()
  const facts = new Map<NodeKey, NodeFacts>()
  const models = size / 4
  for (let index = 0; index < size; index += 1) {
    const isModel = index < models
    const of = index % models
    const id = isModel ? modelId(index) : (`test.shop.t${index}` as UniqueId)
    const key = `${id}@db.marts` as NodeKey
    // Every fiftieth test fails, so that problems spread through the whole project.
    const failed = !isModel && (shape === 'usual' ? index % 50 === 0 : of < models / 16)
    facts.set(key, failed ? { failedAt: NOW } : { landedAt: NOW, okAt: NOW })
    nodes.set(id, {
      id,
      key,
      resourceType: isModel ? 'model' : 'test',
      name: isModel ? `m${index}` : `t${index}`,
      packageName: 'shop',
      database: 'db',
      schema: 'marts',
      identifier: `m${index}`,
      latestPointer: null,
      materialized: index % 4 === 0 ? 'view' : 'table',
      parents: isModel ? PARENTS[shape](of, models) : testedBy(of),
      path: '',
      access: null,
      tags: [],
      canFail: true,
      codeHash: null,
    })
  }
  return { manifest: { ...EMPTY, nodes, exposures: exposures(size / 10, models) }, facts }
}

const PARENTS: Readonly<Record<Shape, (index: number, models: number) => UniqueId[]>> = {
  /** Areas of forty models, which are independent of each other. */
  usual: (index) => (index % 40 === 0 ? [] : [...new Set([index - 1, index - (index % 40)])].map(modelId)),
  /** Sixteen layers, each model reads two of the layer before: the first layer is upstream of nearly all. */
  hard: (index, models) => {
    const layer = Math.ceil(models / 16)
    const above = index - layer
    return above < 0 ? [] : [above, above - (above % layer) + ((above * 3 + 1) % layer)].map(modelId)
  },
}

/** One test in ten reads two models, as a relationships test does. */
function testedBy(index: number): UniqueId[] {
  return index % 10 === 1 ? [index, index - 1].map(modelId) : [modelId(index)]
}

const EMPTY: Manifest = {
  path: 'target/manifest.json',
  projectName: 'shop',
  invocationId: null,
  generatedAt: NOW,
  nodes: new Map(),
  semantics: new Map(),
  exposures: [],
  disabledExposures: [],
  adapterType: null,
  exposureLinks: [],
}

function exposures(count: number, models: number): Manifest['exposures'] {
  return Array.from({ length: count }, (_, index) => ({
    id: `exposure.shop.e${index}` as UniqueId,
    name: `e${index}`,
    label: null,
    type: 'dashboard',
    url: `${SERVER}/#/views/W${index}/Overview`,
    maturity: null,
    owner: null,
    owners: [],
    tags: [],
    path: 'models/exposures.yml',
    dependsOn: [modelId(index % models), modelId((index * 7) % models)],
    meta: {},
  }))
}

/** Nine workbooks to each published data source; all show the table of their model. */
function lineages(count: number, models: number, shape: Shape): ContentLineage[] {
  return Array.from({ length: count }, (_, index) => ({
    content: {
      kind: index % 10 === 0 ? ('datasource' as const) : ('workbook' as const),
      luid: luid(index),
      name: `W${index}`,
      project: 'Finance',
      url: null,
      owner: null,
    },
    hasExtract: true,
    tables: [table(`${shape === 'hard' && index % 10 !== 0 ? 'x' : 'm'}${index % models}`)],
    reads: index % 10 === 0 ? [] : readsOf(index, shape),
    gaps: [],
    live: NO_READING,
    extractUpdatedAt: null,
    viaBridge: false,
  }))
}

function readsOf(index: number, shape: Shape): Luid[] {
  const own = luid(index - (index % 10))
  return shape === 'hard' && index > 9 ? [own, luid(0)] : [own]
}

function luid(index: number): Luid {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` as Luid
}

function table(name: string) {
  return { name, schema: 'marts', fullName: null, database: 'db', connectionType: 'postgres' }
}

/** Milliseconds of each step at one size. */
function measure(size: number, shape: Shape): Record<Step, number> {
  const { manifest, facts } = project(size, shape)
  const all = lineages(size / 10, size / 4, shape)
  const requests = shape === 'hard' ? requestsOf(all) : new Map<never, never>()
  const [lineage, input] = timed(() => ({ ...inputOf(manifest, facts, all), requests }))
  const [planning, planned] = timed(() => plan(input))
  const [report] = timed(() => tell(planned))
  return { lineage, plan: planning, report }
}

const NO_REQUESTS: PlanInput['requests'] = new Map()

/** Data sources were refreshed after everything else, so everything that reads them is more urgent. */
function requestsOf(all: readonly ContentLineage[]): PlanInput['requests'] {
  return new Map(
    all.map((lineage, index) => {
      const requestedAt = NOW - 86_400_000 + (lineage.content.kind === 'datasource' ? 1000 : -index)
      const request = { requestedAt, window: null, outcome: 'refreshed', failure: null, seconds: 60 } as const
      return [extractKey(lineage), new Map([['job' as RequestKey, request]])]
    }),
  )
}

function inputOf(
  manifest: Manifest,
  facts: ReadonlyMap<NodeKey, NodeFacts>,
  all: readonly ContentLineage[],
): PlanInput {
  const declared = declaredExposures(manifest, { server: SERVER, site: '' }, 1440)
  if (declared.ours.length !== all.length) throw new Error('the exposures are not all ours')
  const found: FoundExposure[] = declared.ours.map(({ exposure }, index) => ({
    exposure,
    contents: [luid(index)],
  }))
  const { extracts } = findExtracts(found, { manifest, lineages: all, relationMap: [] })
  const upstream = extracts.flatMap((extract) => extract.upstream.map(({ node }) => node))
  const { statuses, jointTests } = projectHealth(upstream, manifest, facts)
  return {
    exposures: declared,
    extracts,
    others: [],
    nodes: statuses,
    jointTests,
    requests: NO_REQUESTS,
    warned: new Map(),
    policy: {
      buildAfter: { minutes: 1440, at: null, timezone: null },
      toleranceMinutes: null,
      updatesOn: 'any',
      onUpstreamFailure: 'skip',
      force: false,
      freezes: [],
      staleAfter: 0,
      manual: false,
    },
    slot: NOW,
    expected: new Map(),
    now: NOW,
    nextSlot: null,
  }
}

function tell(planned: Plan): void {
  const mode = { kind: 'dry', why: 'this is a measurement', onProduction: false } as const
  const log = createRunLog({ info: () => undefined, debug: () => undefined }, { now: () => NOW })
  log.planned(planned, mode)
  const told: Omit<Report, 'wording'> = {
    mode,
    run: {
      event: 'schedule',
      actor: null,
      attempt: 1,
      options: { manual: false, force: false, select: '', exclude: '', timeout: null },
      slot: NOW,
      startedAt: NOW,
      endedAt: NOW,
    },
    tableau: { server: SERVER, site: '' },
    catalogueOf: null,
    owned: [],
    freshness: [],
    builds: [],
    warnedBefore: new Set(),
    belowWarned: new Map(),
    rows: planned.extracts.map((row) => ({ row, result: null })),
    unresolved: [],
    leftOut: [],
    endedSince: [],
    failedSince: [],
    mended: null,
    misdirected: 0,
    notices: [],
    drift: null,
    exposuresFile: null,
    forecast: null,
    siteFolder: null,
    newsCount: 0,
    impact: null,
    error: null,
    cancelled: false,
  }
  const report = { ...told, wording: wordingContext(told) }
  annotationsOf(report)
  outputsOf(report, { plan: null, summary: null })
  summaryMarkdown(report)
}

function timed<T>(work: () => T): [number, T] {
  const started = performance.now()
  const result = work()
  return [performance.now() - started, result]
}

/** The minimum of several rounds, because other load only adds. */
function best(size: number, shape: Shape): Record<Step, number> {
  const rounds = Array.from({ length: ROUNDS }, () => measure(size, shape))
  const least = (step: Step): number => Math.min(...rounds.map((round) => round[step]))
  return { lineage: least('lineage'), plan: least('plan'), report: least('report') }
}

interface Curve {
  readonly shape: Shape
  readonly points: readonly { readonly size: number; readonly times: Record<Step, number> }[]
  /** The cost per node at the largest size, relative to the middle one: below that, fixed costs dominate. */
  readonly growth: readonly number[]
}

function curveOf(shape: Shape): Curve {
  const points = SIZES.map((size) => ({ size, times: best(size, shape) }))
  const [, middle, last] = points
  const each = (at: typeof middle, step: Step): number => (at === undefined ? NaN : at.times[step] / at.size)
  return { shape, points, growth: STEPS.map((step) => each(last, step) / each(middle, step)) }
}

function rowsOf({ shape, points, growth }: Curve): string[] {
  const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    ...points.map(({ size, times }) => {
      const [nodes, tenth] = [size, size / 10].map((count) => count.toLocaleString('en'))
      return row(shape, nodes ?? '', tenth ?? '', ...STEPS.map((step) => `${times[step].toFixed(1)} ms`))
    }),
    row(shape, 'a node, against 10,000', '', ...growth.map((factor) => `${factor.toFixed(2)} times`)),
  ]
}

function documentOf(curves: readonly Curve[]): string {
  return `# Large projects

Made by \`npx tsx benchmarks/scaling/main.ts\` from the source of ${nameOfBuild(presentBuild(ROOT))} on Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? ''}: how lineage (from the manifest
and Tableau's answers to extracts with the health of their upstream), the plan, and the report (log, summary, annotations,
outputs) grow with the project. Exposures and extracts are each a tenth of the nodes. _Hard_ is everything that invites quadratic work: tests that
fail at the roots, one data source behind everything, everything held back for one reason. Minimum of ${ROUNDS} turns. The command fails
if a node of the largest project costs more than ${NEAR_LINEAR} times as much as one of the middle.

| project | nodes | exposures, extracts | lineage | plan | report |
| --- | --: | --: | --: | --: | --: |
${curves.flatMap(rowsOf).join('\n')}

Times for reading the manifest: [benchmarks-manifest.md](benchmarks-manifest.md).
`
}

best(SIZES[0] ?? 0, 'usual')
const curves = SHAPES.map(curveOf)
const text = documentOf(curves)
console.log(text)
writeFileSync(DOCUMENT, text)
process.exitCode = curves.every(({ growth }) => growth.every((factor) => factor <= NEAR_LINEAR)) ? 0 : 1
