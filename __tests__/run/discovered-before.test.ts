import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { deserialise, serialise } from '../../src/state/state-file.js'
import { datasource, type SiteInput, workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage, type Stage } from '../support/tableau.js'

const ORDERS = 'ANALYTICS.MARTS.ORDERS'
const GOALS = 'ANALYTICS.MARTS.GOALS'

const SITE: Partial<SiteInput> = {
  datasources: [datasource('Finance/Monthly/Sales', { tables: [ORDERS] })],
  workbooks: [
    workbook('Finance/Monthly/KPIs', { reads: ['Finance/Monthly/Sales'], embedded: [{ tables: [ORDERS] }] }),
    workbook('Ops/Menu', { views: ['Overview'], embedded: [{ tables: [ORDERS] }] }),
    workbook('Ops/Goals', { embedded: [{ tables: [GOALS] }] }),
  ],
}
const ALL = ['Finance/Monthly/KPIs', 'Finance/Monthly/Sales', 'Ops/Goals', 'Ops/Menu']

let stage: Stage
let store: ReturnType<typeof storeInMemory>

function begin(site: Partial<SiteInput> = SITE): void {
  stage = onStage(site, { start: '2026-08-20T06:31:00Z' })
  store = storeInMemory()
}

beforeEach(() => begin())

const declared = (workbookName: string): object => ({
  name: workbookName,
  package_name: 'shop',
  original_file_path: 'models/e.yml',
  url: `https://10ax.online.tableau.com/#/site/acme/views/${workbookName}/Overview`,
  depends_on: { nodes: ['model.shop.orders'] },
})

interface Built {
  readonly inputs?: Record<string, string>
  /** The nodes that the build ran, with their status. */
  readonly models?: Record<string, string>
  readonly exposures?: Record<string, object>
}

/** A build that ended a minute ago, of a project that declares nothing. */
function build({
  inputs = {},
  models = { orders: 'success', goals: 'success' },
  exposures = {},
}: Built = {}): Promise<Used> {
  const ended = new Date(stage.clock.now() - 60_000).toISOString()
  const results = rawResults(
    'build',
    Object.fromEntries(Object.entries(models).map(([name, status]) => [`model.shop.${name}`, status])),
  )
  const workspace = artifactsFolder({
    'manifest.json': rawManifest({ 'model.shop.orders': {}, 'model.shop.goals': {} }, { exposures }),
    'run_results.json': {
      ...results,
      metadata: { ...results.metadata, generated_at: ended },
      results: results.results.map((result) => ({
        ...result,
        timing: [{ name: 'execute', started_at: ended, completed_at: ended }],
      })),
    },
  })
  return use({ ...stage, store, workspace, inputs: { discover: 'true', ...inputs }, event: { name: 'push' } })
}

function withoutFiles(inputs: Record<string, string> = {}): Promise<Used> {
  const workspace = mkdtempSync(join(tmpdir(), 'empty-'))
  const event = { name: 'workflow_dispatch' }
  return use({ ...stage, store, workspace, inputs: { 'dbt-artifacts': 'none', ...inputs }, event })
}

function pass(hours: number): void {
  stage.clock.advance({ seconds: hours * 3600 })
}

/** The refreshes that `run` causes. */
async function refreshedBy(run: () => Promise<Used>): Promise<string[]> {
  const before = stage.simulator.record.jobs.length
  await run()
  return stage.simulator.record.jobs
    .slice(before)
    .map(({ path }) => path)
    .sort()
}

describe('a run without dbt files', () => {
  test('refreshes the discovered extracts that a quota deferred, each once', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `Ops/B${index + 10}`)
    begin({
      workbooks: many.map((path) => workbook(path, { embedded: [{ tables: [ORDERS] }], seconds: 60 })),
      quotas: { refreshesPerHour: 4 },
    })
    const { counts } = await build({ inputs: { timeout: '20' } })
    expect(counts).toEqual({ refreshed: 4, deferred: 8 })
    for (let hour = 0; hour < 3; hour += 1) {
      pass(1)
      await withoutFiles({ timeout: '20', 'fail-on': 'never' })
    }
    expect(stage.simulator.record.jobs.map(({ path }) => path).sort()).toEqual(many)
    pass(1)
    expect((await withoutFiles()).counts).toEqual({ 'up-to-date': 12 })
  })

  test.each<[Record<string, string>, string[]]>([
    [{}, []],
    [{ force: 'true' }, ALL],
    [{ force: 'true', select: 'workbook:Ops/Menu' }, ['Ops/Menu']],
    [{ force: 'true', select: 'workbook:Finance/**' }, ['Finance/Monthly/KPIs', 'Finance/Monthly/Sales']],
    [{ force: 'true', exclude: 'workbook:Ops/* datasource:*' }, ['Finance/Monthly/KPIs']],
    [{ force: 'true', discover: 'Ops' }, ['Ops/Goals', 'Ops/Menu']],
  ])('refreshes by hand what was discovered: %j', async (inputs, expected) => {
    await build()
    pass(1)
    expect(await refreshedBy(() => withoutFiles(inputs))).toEqual(expected)
  })

  test('makes no lineage call to Tableau', async () => {
    await build()
    const before = stage.simulator.record.calls.length
    await withoutFiles()
    expect(stage.simulator.record.calls.slice(before).map(({ route }) => route)).toEqual([
      'server-info',
      'sign-in',
      'sign-out',
    ])
  })

  test('holds a discovered extract back only for its own upstream', async () => {
    await build()
    pass(24)
    expect(
      (await build({ models: { orders: 'error', goals: 'success' }, inputs: { 'dry-run': 'true' } }))
        .exitCode,
    ).toBe(0)
    expect((await withoutFiles()).counts).toEqual({ 'upstream-failed': 3, refreshed: 1 })
  })

  test('plans nothing that an earlier run without discover could not find', async () => {
    await build({ inputs: { discover: 'false' } })
    const { exitCode, counts } = await withoutFiles({ force: 'true' })
    expect({ exitCode, counts }).toMatchObject({ exitCode: 1, counts: {} })
  })
})

describe('the discovered content in state', () => {
  const forced = (): Promise<string[]> => {
    pass(24)
    return refreshedBy(() => withoutFiles({ force: 'true' }))
  }

  test('survives a build of other nodes', async () => {
    await build()
    pass(24)
    await build({ models: { goals: 'success' } })
    expect(await forced()).toEqual(ALL)
  })

  test('is dropped when Tableau no longer shows it as a reader of its nodes', async () => {
    await build()
    const gone = stage.simulator.workbook('Ops/Menu')
    const site = stage.simulator.site('acme')
    Object.assign(site, { workbooks: site.workbooks.filter((one) => one !== gone) })
    pass(24)
    await build({ models: { goals: 'success' } })
    expect(serialise(deserialise(store.text()).state)).toContain('Menu')
    pass(24)
    await build({ models: { orders: 'success' } })
    expect(await forced()).toEqual(ALL.filter((path) => path !== 'Ops/Menu'))
  })

  test.each([
    [
      'discover is narrowed',
      { inputs: { discover: 'Finance/**' } },
      ['Finance/Monthly/KPIs', 'Finance/Monthly/Sales'],
    ],
    [
      'discover is switched off',
      { inputs: { discover: 'false' }, exposures: { 'exposure.shop.goals': declared('Goals') } },
      ['Ops/Goals'],
    ],
    [
      'an exposure points at it, also one that is switched off',
      {
        exposures: {
          'exposure.shop.menu': {
            ...declared('Menu'),
            meta: { active_exposure: { enabled: false } },
          },
        },
      },
      ALL.filter((path) => path !== 'Ops/Menu'),
    ],
  ])('ends if %s', async (_, change, expected) => {
    await build()
    pass(24)
    await build({ models: { goals: 'success' }, ...change })
    expect(await forced()).toEqual(expected)
  })

  test('is empty in a catalogue of an earlier release', async () => {
    await build()
    const { state } = deserialise(store.text())
    const { catalogue } = state
    const kept = catalogue && {
      ...catalogue,
      builtAt: catalogue.builtAt + 1,
      content: catalogue.content.replace('"format":3', '"format":2'),
    }
    await store.save({ ...state, catalogue: kept })
    expect(await forced()).toEqual([])
    await build()
    expect(await forced()).toEqual(ALL)
  })
})

describe('a run with dbt files that selects content of nodes it did not build', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['by hand', { select: 'workbook:Ops/Goals', force: 'true' }, ['Ops/Goals']],
    ['with all the rest', { force: 'true' }, ALL],
    ['without an effect, because it is up to date', { select: 'workbook:Ops/Goals' }, []],
    ['in what it excludes', { exclude: 'workbook:Ops/Goals workbook:Finance/**' }, ['Ops/Menu']],
  ])('refreshes it %s', async (_, inputs, expected) => {
    await build()
    pass(48)
    let run: Used | null = null
    const refreshed = await refreshedBy(
      async () => (run = await build({ models: { orders: 'success' }, inputs })),
    )
    expect(refreshed).toEqual(expected)
    expect(run).toMatchObject({ exitCode: 0 })
    expect((run as Used | null)?.log).not.toContain('matches nothing')
  })

  test('finds it without state too', async () => {
    const inputs = { select: 'workbook:Ops/Goals' }
    const { exitCode, counts } = await build({ models: { orders: 'success' }, inputs })
    expect({ exitCode, counts }).toEqual({ exitCode: 0, counts: { 'never-landed': 1 } })
  })
})
