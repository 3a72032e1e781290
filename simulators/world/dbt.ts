import type { Instant } from '../../src/base/clock.js'
import { freezeText } from './freezes.js'
import {
  heldByTest,
  isBuiltHere,
  readersOfSources,
  SERVER,
  withKinds,
  type Kinds,
  type Project,
  type WorldExposure,
  type WorldSettings,
  type WorldNode,
  type WorldTest,
} from './project.js'
import { NO_CODE, type NodeFact } from './knowledge.js'
import type { BuildSpec } from './story.js'

/** What a build did to one node, as in its artifacts. */
export interface BuildFact {
  readonly node: string
  readonly kind: NodeFact
  readonly at: Instant
  /** The version of the code of a view that was built; `NO_CODE` of another node. */
  readonly code?: number
  /** When a source was last loaded, as a measurement of this build shows. */
  readonly loadedAt?: Instant
}

/** The content of `sources.json`. */
interface Freshness {
  readonly generatedAt: Instant
  readonly checkedAt: Instant
  readonly sources: readonly {
    readonly id: string
    readonly loadedAt: Instant | null
    readonly isStale: boolean
  }[]
}

/** A measurement that is this much older than the build's first execution is from an earlier job (docs/artifacts.md#what-landed). */
const OF_THIS_BUILD = 60 * 60_000

export interface BuildOutput {
  /** By path relative to the workspace. */
  readonly files: ReadonlyMap<string, string>
  readonly schema: BuildSpec['schema']
  readonly warnOnly: BuildSpec['warnOnly']
  readonly kinds: Kinds
  readonly facts: readonly BuildFact[]
  readonly startedAt: Instant
  readonly endedAt: Instant
  /** The earliest execution in the results; null if they show neither success nor failure. */
  readonly firstExecution: Instant | null
}

interface Result {
  readonly id: string
  readonly status: 'success' | 'error' | 'skipped' | 'pass' | 'warn' | 'fail'
  readonly startedAt: Instant
  readonly completedAt: Instant | null
  readonly code?: number
  /** True for a dynamic table whose definition did not change. */
  readonly isAsBefore?: boolean
}

/** A dbt command that has ended. */
interface Run {
  readonly results: readonly Result[]
  readonly end: Instant
}

/** A running dbt command. */
interface Going {
  readonly spec: BuildSpec
  readonly only: ReadonlySet<string> | null
  now: Instant
  readonly results: Result[]
  readonly bad: Set<string>
  readonly done: Set<string>
}

function execute(
  going: Going,
  id: string,
  status: Result['status'],
  more: Pick<Result, 'code' | 'isAsBefore'> = {},
): void {
  const completedAt = status === 'skipped' ? null : going.now + going.spec.secondsPerNode * 1000
  going.results.push({ id, status, startedAt: going.now, completedAt, ...more })
  if (completedAt !== null) going.now = completedAt
  if (BAD.has(status)) going.bad.add(id)
}

const DATABASE = 'analytics'

/** dbt for one project. Its only memory are the versions of the views' code and the dynamic tables that exist. */
export class Dbt {
  readonly #initial: Project
  readonly #heldBy: ReturnType<typeof heldByTest>
  /** With the kinds that the nodes have by now. */
  #project: Project
  #kinds: Kinds = {}
  #readers: ReturnType<typeof readersOfSources> = new Map()
  readonly #versions = new Map<string, number>()
  /** Existing dynamic tables, by schema and node. */
  readonly #dynamic = new Set<string>()
  readonly #loadedAt = new Map<string, Instant>()
  /** The newest `sources.json`. */
  #freshness: Freshness | null = null
  #invocations = 0

  constructor(project: Project) {
    this.#initial = project
    this.#project = project
    this.#heldBy = heldByTest(project)
  }

  /** One `dbt build` that begins at `start`, followed by `dbt retry` if the spec says so. */
  build(spec: BuildSpec, start: Instant): BuildOutput {
    this.#change(spec)
    const finance = financeBuild(spec, start)
    this.#readers = readersOfSources(this.#project, finance.nodes)
    const freshness = this.#measure(spec, start)
    const first = this.#run(spec, finance.end, null)
    const again = this.#retry(spec, first)
    const runs = [first, ...again]
    const last = again[0] ?? first
    const firstExecution = firstOf([...finance.results, ...first.results])
    const own = spec.compileOnly ? [] : this.#factsOfAll(runs, spec, freshnessOf(freshness, firstExecution))
    const facts = [...own, ...finance.facts]
    return {
      files: new Map([...this.#filesOf(spec, runs, freshness), ...finance.files]),
      schema: spec.schema,
      warnOnly: spec.warnOnly,
      kinds: this.#kinds,
      facts,
      startedAt: start,
      endedAt: last.end,
      firstExecution: facts.length > 0 ? firstExecution : null,
    }
  }

  /** New code, and new kinds of nodes. */
  #change({ changed, becomes }: BuildSpec): void {
    for (const id of changed) this.#versions.set(id, this.#version(id) + 1)
    this.#kinds = { ...this.#kinds, ...becomes }
    this.#project = withKinds(this.#initial, this.#kinds)
  }

  /** `dbt retry`, if something has failed and the spec says so. */
  #retry(spec: BuildSpec, { results, end }: Run): Run[] {
    const bad = results.filter(({ status }) => BAD.has(status)).map(({ id }) => id)
    return spec.retry && bad.length > 0 ? [this.#run({ ...spec, failing: [] }, end, new Set(bad))] : []
  }

  #filesOf(
    spec: BuildSpec,
    [first, again]: readonly Run[],
    freshness: Freshness | null,
  ): (readonly [string, string])[] {
    this.#invocations += 1
    const invocation = `invocation-${this.#invocations}`
    const last = again ?? first
    if (first === undefined || last === undefined) return []
    return [
      ['target/manifest.json', this.#manifest(spec, invocation, last.end)],
      ['target/run_results.json', runResults(spec, last, invocation, again !== undefined)],
      ...(freshness === null ? [] : [['target/sources.json', sourcesFile(freshness)] as const]),
      ...(again === undefined
        ? []
        : [['first/run_results.json', runResults(spec, first, 'before', false)] as const]),
    ]
  }

  #factsOfAll(runs: readonly Run[], { fullRefresh }: BuildSpec, measured: readonly BuildFact[]): BuildFact[] {
    const isMeasured = (id: string): boolean =>
      measured.some(({ node, loadedAt }) => node === id && loadedAt !== undefined)
    const built = runs.flatMap((run) => this.#factsOf(run, fullRefresh))
    return [...measured, ...built.filter(({ node, kind }) => kind !== 'landed' || !isMeasured(node))]
  }

  /** `dbt source freshness`, right before the build. */
  #measure({ freshness, loaded, stale }: BuildSpec, start: Instant): Freshness | null {
    const { measured, untimed } = this.#project
    for (const id of loaded) this.#loadedAt.set(id, start - 600_000)
    if (freshness === 'measured')
      this.#freshness = {
        checkedAt: start + 1_000,
        generatedAt: start + 2_000,
        sources: measured.map((id) => ({
          id,
          loadedAt: untimed.includes(id) ? null : (this.#loadedAt.get(id) ?? FIRST_LOAD),
          isStale: stale.includes(id),
        })),
      }
    return freshness === 'not measured' ? null : this.#freshness
  }

  #version(id: string): number {
    return this.#versions.get(id) ?? 0
  }

  /** `only`: the nodes and tests that a retry runs. */
  #run(
    spec: BuildSpec,
    start: Instant,
    only: ReadonlySet<string> | null,
  ): { results: Result[]; end: Instant } {
    const going: Going = { spec, only, now: start + 5_000, results: [], bad: new Set(), done: new Set() }
    for (const node of this.#project.nodes) {
      this.#runNode(node, going)
      going.done.add(node.id)
      for (const test of this.#project.tests) if (test.parents.includes(node.id)) this.#runTest(test, going)
    }
    return { results: going.results, end: going.now + 2_000 }
  }

  #runNode(node: WorldNode, going: Going): void {
    const { id, name, kind, parents } = node
    const { spec, only, bad } = going
    const isSelected = only?.has(id) ?? spec.select?.includes(name) ?? true
    if (kind === 'ephemeral') {
      if (parents.some((parent) => bad.has(parent))) bad.add(id)
    } else if (isBuiltHere(id) && isSelected) {
      const fate = spec.failing.includes(id) ? 'error' : 'success'
      const status = this.#isHeld(node, bad) ? 'skipped' : fate
      execute(going, id, status, status === 'success' ? this.#madeOf(node, spec) : {})
    }
  }

  /** dbt recreates a view in every build, and a dynamic table only if it is missing or the build is a full refresh. */
  #madeOf({ id, kind }: WorldNode, { schema, fullRefresh }: BuildSpec): Pick<Result, 'code' | 'isAsBefore'> {
    if (kind === 'view') return { code: this.#version(id) }
    if (kind !== 'dynamic_table') return {}
    const isAsBefore = this.#dynamic.has(`${schema} ${id}`) && !fullRefresh
    this.#dynamic.add(`${schema} ${id}`)
    return { isAsBefore }
  }

  /** A test runs as soon as everything it reads is built. */
  #runTest({ id, parents }: WorldTest, going: Going): void {
    const { spec, only, bad, done, results } = going
    if (!parents.every((parent) => done.has(parent)) || results.some((result) => result.id === id)) return
    const names = this.#project.nodes.filter((node) => parents.includes(node.id)).map(({ name }) => name)
    if (!(only?.has(id) ?? spec.select?.some((name) => names.includes(name)) ?? true)) return
    const failure = spec.warnOnly.includes(id) ? 'warn' : 'fail'
    const fate = spec.failing.includes(id) ? failure : 'pass'
    execute(going, id, parents.some((parent) => bad.has(parent)) ? 'skipped' : fate)
  }

  #isHeld({ id, parents }: WorldNode, bad: ReadonlySet<string>): boolean {
    if (parents.some((parent) => bad.has(parent))) return true
    // A test of the node itself runs after the node, so it cannot hold it back.
    return (this.#heldBy.get(id) ?? []).some((test) => {
      const reads = this.#project.tests.find((one) => one.id === test)?.parents ?? []
      return bad.has(test) && !reads.includes(id)
    })
  }

  #factsOf({ results, end }: Run, isFull: boolean): BuildFact[] {
    const unread = [...this.#readers].filter(([, readers]) => readers.length === 0)
    return [
      ...results.flatMap((result) => this.#healthOf(result, end)),
      ...results.flatMap((result) => this.#landingsOf(result, end)),
      ...(isFull ? results.flatMap((result) => this.#rewrittenBy(result, end)) : []),
      ...unread.map(([source]) => ({ node: source, kind: 'landed' as const, at: end })),
    ]
  }

  #healthOf({ id, status, completedAt, code = NO_CODE }: Result, end: Instant): BuildFact[] {
    const isTest = this.#project.tests.some((test) => test.id === id)
    if (status === 'skipped' && isTest) return []
    const kind = BAD.has(status) ? 'failed' : 'ok'
    return [{ node: id, kind, at: completedAt ?? end, ...(status === 'success' && { code }) }]
  }

  /** The nodes that were built, and the sources that they read. */
  #landingsOf({ id, status, completedAt, isAsBefore = false }: Result, end: Instant): BuildFact[] {
    const node = this.#project.nodes.find((one) => one.id === id)
    if (node === undefined || status !== 'success') return []
    const read = [...this.#readers].filter(([, readers]) => readers.includes(id)).map(([source]) => source)
    const own = node.kind === 'view' || isAsBefore ? [] : [id]
    return [...own, ...read].map((landed) => ({ node: landed, kind: 'landed', at: completedAt ?? end }))
  }

  /** Views hold no data. */
  #rewrittenBy({ id, status, completedAt, isAsBefore = false }: Result, end: Instant): BuildFact[] {
    const node = this.#project.nodes.find((one) => one.id === id)
    const isRewritten = node !== undefined && status === 'success' && node.kind !== 'view' && !isAsBefore
    return isRewritten ? [{ node: id, kind: 'full', at: completedAt ?? end }] : []
  }

  #manifest({ schema, warnOnly }: BuildSpec, invocation: string, end: Instant): string {
    const { nodes, tests, exposures } = this.#project
    const raw = {
      metadata: {
        dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
        dbt_version: '1.10.5',
        generated_at: iso(end - 1_500),
        invocation_id: invocation,
        project_name: 'shop',
        adapter_type: 'snowflake',
      },
      nodes: Object.fromEntries([
        ...nodes
          .filter(({ kind }) => kind !== 'source')
          .map((node) => [node.id, this.#node(node, schema)] as const),
        ...tests.map((test) => [test.id, testNode(test, schema, warnOnly)] as const),
      ]),
      sources: Object.fromEntries(
        nodes
          .filter(({ kind }) => kind === 'source')
          .map((node) => [node.id, sourceNode(node, this.#project.measured.includes(node.id))]),
      ),
      exposures: Object.fromEntries(
        exposures
          .filter(({ isDeclared }) => isDeclared)
          .map((exposure) => [`exposure.shop.${exposure.name}`, exposureNode(exposure, this.#project)]),
      ),
      metrics: {},
      semantic_models: {},
      saved_queries: {},
      unit_tests: {},
      disabled: {},
    }
    return JSON.stringify(raw)
  }

  #node({ id, name, kind, parents }: WorldNode, schema: string): object {
    if (kind === 'mesh') return meshNode(id, name)
    return {
      unique_id: id,
      resource_type: id.split('.')[0],
      name,
      package_name: 'shop',
      database: DATABASE,
      schema,
      alias: name,
      config: { materialized: kind, enabled: true, meta: {} },
      depends_on: { macros: [], nodes: parents },
      original_file_path: `models/${name}.sql`,
      raw_code: `select ${this.#version(id)} as version`,
    }
  }
}

function firstOf(results: readonly Result[]): Instant | null {
  const executed = results.filter(({ completedAt }) => completedAt !== null).map(({ startedAt }) => startedAt)
  return executed.length === 0 ? null : Math.min(...executed)
}

const BAD: ReadonlySet<string> = new Set(['error', 'fail', 'skipped'])

function testNode(
  { id, name, parents }: { id: string; name: string; parents: readonly string[] },
  schema: string,
  warnOnly: readonly string[],
): object {
  return {
    unique_id: id,
    resource_type: 'test',
    name,
    package_name: 'shop',
    database: DATABASE,
    schema: `${schema}_dbt_test__audit`,
    config: { materialized: 'test', severity: warnOnly.includes(id) ? 'warn' : 'ERROR' },
    depends_on: { macros: [], nodes: parents },
    original_file_path: 'models/schema.yml',
    raw_code: '{{ test_not_null(**_dbt_generic_test_kwargs) }}',
  }
}

/** A stub, as dbt-loom writes it (docs/facts/dbt.md#nodes-of-other-projects). */
function meshNode(id: string, name: string): object {
  return {
    unique_id: id,
    resource_type: 'model',
    name,
    package_name: 'finance',
    database: DATABASE,
    schema: 'finance',
    alias: name,
    config: { materialized: 'view', enabled: true, meta: {} },
    depends_on: { macros: [], nodes: [] },
    original_file_path: '',
    raw_code: '',
  }
}

/** The nodes of the other project. */
const FINANCE: readonly string[] = ['model.finance.ledger']

interface FinanceBuild extends Run {
  readonly nodes: readonly string[]
  readonly facts: readonly BuildFact[]
  readonly files: readonly (readonly [string, string])[]
}

/** The build of the project that the mesh nodes belong to, before that of this one. */
function financeBuild({ finance, secondsPerNode }: BuildSpec, start: Instant): FinanceBuild {
  if (finance === 'not built') return { nodes: [], results: [], end: start, facts: [], files: [] }
  const [id = ''] = FINANCE
  const result: Result = {
    id,
    status: finance,
    startedAt: start + 5_000,
    completedAt: start + 5_000 + secondsPerNode * 1000,
  }
  const at = result.completedAt ?? start
  const run = { results: [result], end: at + 2_000 }
  const invocation = `finance-${start}`
  const spec = { compileOnly: false, fullRefresh: false }
  const kinds: readonly NodeFact[] = finance === 'success' ? ['ok', 'landed'] : ['failed']
  return {
    ...run,
    nodes: FINANCE,
    facts: kinds.map((kind): BuildFact => ({ node: id, kind, at })),
    files: [
      ['finance/manifest.json', financeManifest(id, invocation, run.end)],
      ['finance/run_results.json', runResults(spec, run, invocation, false)],
    ],
  }
}

function financeManifest(id: string, invocation: string, end: Instant): string {
  const name = id.split('.').at(-1) ?? ''
  const ledger = {
    ...meshNode(id, name),
    config: { materialized: 'table', enabled: true, meta: {} },
    original_file_path: `models/${name}.sql`,
    raw_code: 'select 1 as amount',
  }
  return JSON.stringify({
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      dbt_version: '1.10.5',
      generated_at: iso(end - 1_500),
      invocation_id: invocation,
      project_name: 'finance',
      adapter_type: 'snowflake',
    },
    nodes: { [id]: ledger },
    sources: {},
    exposures: {},
    metrics: {},
    semantic_models: {},
    saved_queries: {},
    unit_tests: {},
    disabled: {},
  })
}

const FIRST_LOAD = Date.parse('2026-01-01T00:00:00Z')

/** One that is not of this build tells its health only, at the time of the measurement. */
function freshnessOf(freshness: Freshness | null, firstExecution: Instant | null): BuildFact[] {
  if (freshness === null) return []
  const { generatedAt, checkedAt, sources } = freshness
  const counts = generatedAt >= (firstExecution ?? -Infinity) - OF_THIS_BUILD
  return sources.map(({ id, loadedAt, isStale }) => ({
    node: id,
    kind: isStale ? 'failed' : 'ok',
    at: checkedAt,
    ...(counts && loadedAt !== null && { loadedAt }),
  }))
}

function sourcesFile({ generatedAt, checkedAt, sources }: Freshness): string {
  return JSON.stringify({
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/sources/v3.json',
      dbt_version: '1.10.5',
      generated_at: iso(generatedAt),
    },
    results: sources.map(({ id, loadedAt, isStale }) => ({
      unique_id: id,
      status: isStale ? 'error' : 'pass',
      max_loaded_at: loadedAt === null ? null : iso(loadedAt),
      snapshotted_at: iso(checkedAt),
    })),
  })
}

function sourceNode({ id, name }: WorldNode, isMeasured: boolean): object {
  return {
    unique_id: id,
    resource_type: 'source',
    name,
    package_name: 'shop',
    source_name: 'raw',
    database: DATABASE,
    schema: 'raw',
    identifier: name,
    original_file_path: 'models/sources.yml',
    ...(isMeasured && {
      loaded_at_field: 'loaded_at',
      freshness: { warn_after: null, error_after: { count: 1, period: 'day' } },
    }),
  }
}

function windowMeta({ minutes, at, weekly, timezone, updatesOn }: WorldSettings): object {
  return {
    ...(minutes !== null && { count: minutes, period: 'minute' }),
    ...(at !== null && { at, timezone }),
    ...(weekly !== null && { at: weekly.at, timezone, ...(weekly.days !== null && { days: weekly.days }) }),
    ...(updatesOn !== null && { updates_on: updatesOn }),
  }
}

function exposureNode(
  { name, shows, dependsOn, settings }: WorldExposure,
  { contents }: Pick<Project, 'contents'>,
): object {
  const { site = 'acme' } = contents.find(({ path }) => path === shows) ?? {}
  const { onUpstreamFailure, incremental, freezes, staleAfter } = settings
  const window = windowMeta(settings)
  const isWorkbook = shows.startsWith('Shop/Board')
  const meta = {
    ...(Object.keys(window).length > 0 && { build_after: window }),
    ...(onUpstreamFailure !== null && { on_upstream_failure: onUpstreamFailure }),
    ...(incremental && { incremental }),
    ...(staleAfter !== null && { stale_after: { count: staleAfter, period: 'minute' } }),
    ...(freezes.length > 0 && { freeze: freezes.map(freezeText) }),
    ...(!isWorkbook && { extracts: [{ datasource: shows }] }),
  }
  return {
    unique_id: `exposure.shop.${name}`,
    name,
    package_name: 'shop',
    type: 'dashboard',
    url: isWorkbook
      ? `${SERVER}/#/site/${site}/views/${(shows.split('/')[1] ?? '').replaceAll(' ', '')}/Overview`
      : null,
    owner: { name: 'Ada' },
    tags: [],
    original_file_path: 'models/exposures.yml',
    depends_on: { macros: [], nodes: dependsOn },
    config: { enabled: true, meta: { active_exposure: meta } },
  }
}

function runResults(
  { compileOnly, fullRefresh }: Pick<BuildSpec, 'compileOnly' | 'fullRefresh'>,
  { results, end }: { results: readonly Result[]; end: Instant },
  invocation: string,
  isRetry: boolean,
): string {
  return JSON.stringify({
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
      dbt_version: '1.10.5',
      generated_at: iso(end),
      invocation_id: invocation,
    },
    args: {
      which: compileOnly ? 'compile' : 'build',
      full_refresh: fullRefresh,
      invocation_command: isRetry ? 'dbt retry' : 'dbt build',
    },
    results: results.map(({ id, status, startedAt, completedAt, isAsBefore = false }) => ({
      unique_id: id,
      status: compileOnly ? 'success' : status,
      message: isAsBefore ? `skip "analytics"."${id}"` : status === 'success' ? 'SUCCESS 1' : null,
      timing:
        completedAt === null
          ? []
          : [{ name: 'execute', started_at: iso(startedAt), completed_at: iso(completedAt) }],
    })),
  })
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString().replace('Z', '000Z')
}
