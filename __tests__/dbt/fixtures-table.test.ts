import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readDbtProject } from '../../src/dbt/artifacts/artifacts.js'
import { type Artifacts, factsOf } from '../../src/dbt/facts.js'
import { type DbtNode, holdsData, isOfAnotherProject, isTest } from '../../src/dbt/manifest.js'
import { nodeStatuses } from '../../src/dbt/health.js'
import { artifactNotices } from '../../src/dbt/notices.js'
import { type NodeFacts, type NodeKey, nodeName } from '../../src/dbt/types.js'
import { type Engine, ENGINES, unpack } from '../support/artifacts.js'

interface Row {
  readonly scenario: string
  readonly lands: string
  readonly unhealthy: string
  readonly told: string
}

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/artifacts.md'), 'utf8')

/** The last table of docs/artifacts.md is the expectation. */
const ROWS: readonly Row[] = PAGE.slice(PAGE.indexOf('| scenario'))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| scenario'))
  .map((line) => {
    const [scenario = '', lands = '', unhealthy = '', told = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    return { scenario, lands, unhealthy, told }
  })

/** The rows for this engine; its own row takes precedence over the common one. */
function rowsFor(engine: Engine): Row[] {
  const own = ROWS.filter((row) => row.scenario.endsWith(`(${engine})`)).map((row) => ({
    ...row,
    scenario: row.scenario.replace(` (${engine})`, ''),
  }))
  const common = ROWS.filter((row) => !/\((v2|core-[\d.]+)\)$/.test(row.scenario))
  return [...own, ...common.filter((row) => !own.some(({ scenario }) => scenario === row.scenario))]
}

describe.each(ENGINES)('artifacts of %s', (engine) => {
  test.each(rowsFor(engine))('$scenario: lands $lands', async (row) => {
    const known = row.scenario.endsWith('after build-ok') ? await factsAfter(engine, 'build-ok') : new Map()
    const { build, facts } = await read(engine, row.scenario, known)
    expect(landed(build, facts, row.lands)).toEqual(expectedLandings(row.lands))
    expect(unhealthy(build, facts, row.unhealthy)).toBe(row.unhealthy)
    const notices = artifactNotices(build, { news: facts.size > 0, now: Infinity }).map(
      (notice) => notice.message,
    )
    expect(notices).toHaveLength(row.told === '' ? 0 : 1)
    expect(notices.join()).toContain(row.told)
  })

  test('the retry of a build that state has warns of nothing; the retry of another build warns', async () => {
    const { build } = await read(engine, 'build-then-retry', new Map())
    const told = (known: ReadonlyMap<NodeKey, NodeFacts>) =>
      artifactNotices(build, { news: true, now: Infinity, known }).map(({ id }) => id)
    const attempt = (await read(engine, 'build-then-retry, before', new Map())).facts
    expect(told(attempt)).toEqual([])
    const dayBefore = new Map(
      [...attempt].map(([key, { failedAt }]) => [
        key,
        failedAt === undefined ? {} : { failedAt: failedAt - 24 * 60 * 60_000 },
      ]),
    )
    // v2 does not record that a run was a retry.
    const warned = engine === 'v2' ? [] : ['AE-RESULTS-OF-RETRY']
    expect([told(dayBefore), told(new Map())]).toEqual([warned, warned])
  })

  test('nodeName finds the name of every test and unit test in its unique id', async () => {
    const { build } = await read(engine, 'build-ok', new Map())
    const tests = [...build.manifest.nodes.values()].filter(({ resourceType }) => isTest(resourceType))
    expect(tests.length).toBeGreaterThan(5)
    expect(tests.map(({ id }) => nodeName(id))).toEqual(tests.map((node) => node.name))
  })
})

async function read(engine: Engine, scenario: string, known: ReadonlyMap<NodeKey, NodeFacts>) {
  const [name = '', variant = ''] = scenario.split(', ')
  const paths = {
    'both files': ['target', 'target/before'],
    before: ['target/manifest.json', 'target/before'],
    'with its owner': ['target', 'target/platform'],
  }[variant] ?? ['target']
  const project = await readDbtProject(paths, unpack(engine, name))
  const build = project.builds[0]
  if (build === undefined) throw new Error('no build')
  const facts = new Map(project.builds.flatMap((one) => [...factsOf(one, known)]))
  return { build, facts }
}

async function factsAfter(engine: Engine, scenario: string): Promise<Map<NodeKey, NodeFacts>> {
  return (await read(engine, scenario, new Map())).facts
}

/** What landed, in the form of the table. */
function landed(build: Artifacts, facts: ReadonlyMap<NodeKey, NodeFacts>, as: string): string[] {
  const known = dataNodes(build)
  const lands = known.filter((node) => facts.get(node.key)?.landedAt !== undefined)
  if (!as.startsWith('everything')) return lands.map(name).sort()
  const hasData = (node: DbtNode): boolean => holdsData(node) || isOfAnotherProject(node, build.manifest)
  const views = lands.filter((node) => !hasData(node))
  const missing = known.filter((node) => hasData(node) && !lands.includes(node))
  return [
    'everything',
    ...missing.map((node) => `but ${name(node)}`),
    ...views.map((node) => `and ${name(node)}`),
  ].sort()
}

function expectedLandings(cell: string): string[] {
  if (cell === 'nothing') return []
  const [, but, and] = /^everything(?: but (.*?))?(?: and the changed view (.*))?$/.exec(cell) ?? []
  if (!cell.startsWith('everything')) return cell.split(', ').sort()
  const list = (text: string | undefined, word: string): string[] =>
    text === undefined ? [] : text.split(', ').map((node) => `${word} ${node}`)
  return ['everything', ...list(but, 'but'), ...list(and, 'and')].sort()
}

/** Unhealthy nodes that an exposure may depend on, with their problems. */
function unhealthy(build: Artifacts, facts: ReadonlyMap<NodeKey, NodeFacts>, as: string): string {
  const nodes = dataNodes(build)
  const statuses = nodeStatuses(
    nodes.map((node) => node.id),
    build.manifest,
    facts,
  )
  const sick = nodes.filter((node) => (statuses.get(node.id)?.problems.length ?? 0) > 0)
  const built = nodes.filter((node) => node.resourceType !== 'source')
  if (as === 'everything' && built.every((node) => sick.includes(node))) return as
  const causes = new Set(
    sick.flatMap((node) => statuses.get(node.id)?.problems.map((problem) => nodeName(problem.node)) ?? []),
  )
  return sick.length === 0
    ? ''
    : `${sick.map(name).sort().join(', ')} (because of ${[...causes].sort().join(', ')})`
}

function dataNodes(build: Artifacts): DbtNode[] {
  return [...build.manifest.nodes.values()].filter(
    (node) => !isTest(node.resourceType) && node.resourceType !== 'operation',
  )
}

function name(node: DbtNode): string {
  return nodeName(node.id)
}
