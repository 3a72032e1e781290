import { describe, expect, test } from '@jest/globals'
import { type Artifacts, factsOf, joinNodeFacts } from '../../src/dbt/facts.js'
import { nodeStatuses, projectHealth } from '../../src/dbt/health.js'
import { expandSemantics } from '../../src/dbt/lineage.js'
import type { Manifest } from '../../src/dbt/manifest.js'
import { warningOf } from '../../src/dbt/problems.js'
import type { RunResults } from '../../src/dbt/artifacts/run-results.js'
import { type NodeFacts, type NodeKey, nodeName } from '../../src/dbt/types.js'
import { at, manifestOf, resultsOf, sourcesOf, uid } from '../support/dbt.js'

/** raw → stg (view) → customers, orders → revenue (view on an ephemeral model that reads orders and customers). */
const SHOP = manifestOf({
  'source.shop.raw.orders': { schema: 'raw' },
  'model.shop.stg_orders': { reads: ['source.shop.raw.orders'], materialized: 'view' },
  'model.shop.customers': {},
  'model.shop.orders': { reads: ['model.shop.stg_orders'] },
  'model.shop.int_revenue': {
    reads: ['model.shop.orders', 'model.shop.customers'],
    materialized: 'ephemeral',
  },
  'model.shop.revenue': { reads: ['model.shop.int_revenue'], materialized: 'view' },
  'test.shop.unique_orders': { reads: ['model.shop.orders'] },
  'test.shop.relationships_orders_customers': { reads: ['model.shop.orders', 'model.shop.customers'] },
})
const NAMES = ['customers', 'int_revenue', 'orders', 'revenue', 'stg_orders']

/** Facts after these commands, one after another. */
function after(...commands: RunResults[]): Map<NodeKey, NodeFacts> {
  const known = new Map<NodeKey, NodeFacts>()
  for (const command of commands) {
    for (const [key, facts] of factsOf({ manifest: SHOP, runResults: [command], sources: [] }, known)) {
      known.set(key, joinNodeFacts(known.get(key) ?? {}, facts))
    }
  }
  return known
}

function problems(
  facts: ReadonlyMap<NodeKey, NodeFacts>,
  manifest: Manifest = SHOP,
): Record<string, string[]> {
  const statuses = nodeStatuses([...manifest.nodes.keys()], manifest, facts)
  const sick = NAMES.map(
    (name) =>
      [
        name,
        statuses.get(uid(`model.shop.${name}`))?.problems.map((problem) => nodeName(problem.node)) ?? [],
      ] as const,
  )
  return Object.fromEntries(sick.filter(([, names]) => names.length > 0))
}

const ok = (at: string) => ({ status: 'success', at })
const allOk = resultsOf('build', {
  'model.shop.stg_orders': ok('06:01:00'),
  'model.shop.customers': ok('06:02:00'),
  'model.shop.orders': ok('06:03:00'),
  'model.shop.revenue': ok('06:04:00'),
  'test.shop.unique_orders': { status: 'pass', at: '06:05:00' },
  'test.shop.relationships_orders_customers': { status: 'pass', at: '06:05:00' },
})
const test_ = (name: string, status: string, at: string) =>
  resultsOf('test', { [`test.shop.${name}`]: { status, at } })

describe('a node has the problems of all its ancestors', () => {
  test('a build without failures has none', () => {
    expect(problems(after(allOk))).toEqual({})
  })

  test('a failed model holds back itself and everything downstream; skips that it caused are not listed', () => {
    const failed = resultsOf('build', {
      'model.shop.stg_orders': { status: 'error', at: '07:01:00' },
      'model.shop.orders': 'skipped',
      'model.shop.revenue': 'skipped',
    })
    const names = ['stg_orders']
    expect(problems(after(allOk, failed))).toEqual({
      int_revenue: names,
      orders: names,
      revenue: names,
      stg_orders: names,
    })
  })

  test('a failed test holds back its node and everything downstream', () => {
    const names = ['unique_orders']
    expect(problems(after(allOk, test_('unique_orders', 'fail', '07:00:00')))).toEqual({
      int_revenue: names,
      orders: names,
      revenue: names,
    })
  })

  test('a relationships test blocks neither of its two tables, only what is built from both', () => {
    const names = ['relationships_orders_customers']
    expect(problems(after(allOk, test_('relationships_orders_customers', 'fail', '07:00:00')))).toEqual({
      int_revenue: names,
      revenue: names,
    })
  })

  test('a stale source holds back everything downstream', () => {
    const stale: Artifacts = {
      manifest: SHOP,
      runResults: [],
      sources: [sourcesOf({ 'source.shop.raw.orders': { status: 'error', loaded: '2026-08-17T00:00:00Z' } })],
    }
    expect(Object.keys(problems(factsOf(stale, after(allOk))))).toEqual([
      'int_revenue',
      'orders',
      'revenue',
      'stg_orders',
    ])
  })

  test('tests with severity warn hold nothing back', () => {
    expect(problems(after(allOk, test_('unique_orders', 'warn', '07:00:00')))).toEqual({})
  })
})

describe('warnings', () => {
  const warned = (...commands: RunResults[]): string[] => {
    const { statuses } = projectHealth([uid('model.shop.revenue')], SHOP, after(...commands), warningOf)
    return statuses.get(uid('model.shop.revenue'))?.problems.map(({ node }) => nodeName(node)) ?? []
  }

  test('are those of ancestors too, and last until a plain success or a failure', () => {
    expect(warned(allOk)).toEqual([])
    const warning = test_('unique_orders', 'warn', '07:05:00')
    expect(warned(allOk, warning)).toEqual(['unique_orders'])
    expect(warned(allOk, warning, test_('unique_orders', 'pass', '08:05:00'))).toEqual([])
    expect(warned(allOk, warning, test_('unique_orders', 'fail', '08:05:00'))).toEqual([])
  })

  test('include a node that fail-fast skipped, until it is built', () => {
    const skipped = resultsOf('build', {
      'model.shop.orders': { status: 'skipped', message: 'Skipping due to fail_fast', at: '07:00:00' },
    })
    expect(warned(allOk, skipped)).toEqual(['orders'])
    expect(warned(allOk, skipped, resultsOf('run', { 'model.shop.orders': ok('08:00:00') }))).toEqual([])
  })

  test('include a source that is older than warn_after', () => {
    const sources = [sourcesOf({ 'source.shop.raw.orders': { status: 'warn' } })]
    const facts = factsOf({ manifest: SHOP, runResults: [], sources }, new Map())
    const { statuses } = projectHealth([uid('model.shop.orders')], SHOP, facts, warningOf)
    expect(statuses.get(uid('model.shop.orders'))?.problems).toEqual([
      { node: 'source.shop.raw.orders', kind: 'freshness', failedAt: at('06:10:00') },
    ])
  })
})

describe('health persists across builds', () => {
  const failing = test_('unique_orders', 'fail', '07:00:00')
  test.each([
    ['a test that fails and is not run again still holds back its node', [failing], true],
    [
      'a rebuild does not clear a failed test',
      [failing, resultsOf('run', { 'model.shop.orders': ok('08:00:00') })],
      true,
    ],
    ['its own pass clears it', [failing, test_('unique_orders', 'pass', '08:00:00')], false],
    ['its own warn clears it', [failing, test_('unique_orders', 'warn', '08:00:00')], false],
    ['a skip of the test does not clear it', [failing, test_('unique_orders', 'skipped', '08:00:00')], true],
  ])('%s', (_, commands, held) => {
    expect('orders' in problems(after(allOk, ...commands))).toBe(held)
  })

  test('the failure of a test that was removed from the manifest does not count', () => {
    const without = manifestOf({ 'model.shop.orders': {} })
    expect(problems(after(allOk, failing), without)).toEqual({})
  })

  test('a development build changes only its own schema', () => {
    const dev = manifestOf({ 'model.shop.orders': { schema: 'dev_ann' } })
    const failed = resultsOf('build', { 'model.shop.orders': { status: 'error', at: '07:00:00' } })
    const facts = factsOf({ manifest: dev, runResults: [failed], sources: [] }, after(allOk))
    expect(problems(new Map([...after(allOk), ...facts]))).toEqual({})
    expect(problems(new Map([...after(allOk), ...facts]), dev)).toEqual({ orders: ['orders'] })
  })
})

test('a test that passes with --empty clears no failure', () => {
  const passes = { 'test.shop.unique_orders': { status: 'pass', at: '08:00:00' } }
  const failed = test_('unique_orders', 'fail', '07:00:00')
  const held = { orders: ['unique_orders'], int_revenue: ['unique_orders'], revenue: ['unique_orders'] }
  expect(problems(after(failed, resultsOf('build', passes, { empty: true })))).toEqual(held)
  expect(problems(after(failed, resultsOf('build', passes)))).toEqual({})
})

describe('a failure whose rule is gone does not count', () => {
  const chain = (nodes: Parameters<typeof manifestOf>[0]) =>
    manifestOf({ 'model.shop.orders': { reads: ['model.shop.stg_orders'] }, ...nodes })
  const factsFor = (manifest: Manifest, facts: Record<string, NodeFacts>) =>
    new Map(
      Object.entries(facts).map(([id, fact]) => [manifest.nodes.get(uid(id))?.key ?? ('' as NodeKey), fact]),
    )
  const FAILED = { failedAt: at('07:00:00') }
  const STG = 'model.shop.stg_orders'
  const RAW = 'source.shop.raw.orders'
  const TEST = 'test.shop.unique_stg_orders'
  const onSource = (freshness: unknown) => chain({ [RAW]: { freshness }, [STG]: { reads: [RAW] } })
  const tested = (severity: string) => chain({ [STG]: {}, [TEST]: { reads: [STG], severity } })

  test.each<[string, string, Manifest, boolean]>([
    ['a model', STG, chain({ [STG]: { materialized: 'view' } }), true],
    ['a model that is ephemeral now', STG, chain({ [STG]: { materialized: 'ephemeral' } }), false],
    ['a source', RAW, onSource({ error_after: { count: 1, period: 'day' }, warn_after: null }), true],
    [
      'a source whose error_after is null',
      RAW,
      onSource({ error_after: { count: null, period: null } }),
      false,
    ],
    ['a source without freshness', RAW, onSource(null), false],
    [
      'a source that only warns now',
      RAW,
      onSource({ warn_after: { count: 1, period: 'day' }, error_after: null }),
      false,
    ],
    ['a test', TEST, tested('ERROR'), true],
    ['a test that only warns now', TEST, tested('WARN'), false],
    ['a test that only warns now, in lower case', TEST, tested('warn'), false],
  ])('of %s', (_, id, manifest, counts) => {
    expect('orders' in problems(factsFor(manifest, { [id]: FAILED }), manifest)).toBe(counts)
  })

  const UNIT = 'unit_test.shop.stg_orders.adds_up'
  const unitTested = (materialized: string) => chain({ [STG]: { materialized }, [UNIT]: { reads: [STG] } })

  const [BEFORE, LATER] = [{ okAt: at('06:00:00') }, { okAt: at('08:00:00') }]
  const FAILED_AT = { okAt: at('07:00:00') }

  test.each<[string, string, Record<string, NodeFacts>, boolean]>([
    ['whose model was built later', 'table', { [STG]: LATER }, false],
    ['whose model was built before', 'table', { [STG]: BEFORE }, true],
    ['when only a node that reads its model was built later', 'table', { 'model.shop.orders': LATER }, true],
    [
      'of an ephemeral model, when a node that reads the model was built later',
      'ephemeral',
      { 'model.shop.orders': LATER },
      false,
    ],
    [
      'of an ephemeral model, when a node that reads the model was built before',
      'ephemeral',
      { 'model.shop.orders': BEFORE },
      true,
    ],
  ])('of a unit test %s', (_, materialized, built, counts) => {
    const manifest = unitTested(materialized)
    const facts = factsFor(manifest, { [UNIT]: FAILED, ...built })
    expect('orders' in problems(facts, manifest)).toBe(counts)
  })

  test.each<[string, Record<string, NodeFacts>, boolean]>([
    ['one of two models that it reads was built later', { [STG]: LATER }, true],
    ['both were', { [STG]: LATER, 'model.shop.other': LATER }, false],
    [
      'they were built at the instant of the failure',
      { [STG]: FAILED_AT, 'model.shop.other': FAILED_AT },
      true,
    ],
  ])('of a unit test over two models counts unless both were built later: %s', (_, built, counts) => {
    const manifest = chain({
      [STG]: {},
      'model.shop.other': { reads: [STG] },
      [UNIT]: { reads: [STG, 'model.shop.other'] },
    })
    const facts = factsFor(manifest, { [UNIT]: FAILED, ...built })
    const { jointTests } = projectHealth([], manifest, facts)
    expect(jointTests.map(({ problem }) => problem.node)).toEqual(counts ? [UNIT] : [])
  })

  test('of a unit test counts also where a model that it reads is gone', () => {
    const manifest = chain({ [STG]: {}, [UNIT]: { reads: [STG, 'model.shop.gone'] } })
    const facts = factsFor(manifest, { [UNIT]: FAILED, [STG]: LATER })
    expect(projectHealth([], manifest, facts).jointTests).toHaveLength(1)
  })

  test('the failure of a data test still counts after its model was rebuilt', () => {
    const manifest = tested('error')
    const facts = factsFor(manifest, { [TEST]: FAILED, [STG]: LATER })
    expect(problems(facts, manifest)['orders']).toEqual(['unique_stg_orders'])
  })

  test('facts are kept: if a rule returns, its last result counts again', () => {
    const warns = tested('warn')
    const failing = resultsOf('test', { [TEST]: { status: 'fail', at: '07:00:00' } })
    const facts = factsOf({ manifest: warns, runResults: [failing], sources: [] }, new Map())
    expect(problems(facts, warns)).toEqual({})
    expect('orders' in problems(facts, tested('error'))).toBe(true)
  })
})

describe('a failed test that reads several nodes', () => {
  const names = (facts: ReadonlyMap<NodeKey, NodeFacts>) =>
    projectHealth([...SHOP.nodes.keys()], SHOP, facts).jointTests.map(({ problem, downstream }) => [
      nodeName(problem.node),
      ...downstream.map((ids) => [...ids].map((id) => id.split('.').at(-1)).sort()),
    ])

  test('is listed with the nodes downstream of each of them', () => {
    const failing = test_('relationships_orders_customers', 'fail', '07:00:00')
    expect(names(after(allOk, failing))).toEqual([
      [
        'relationships_orders_customers',
        ['int_revenue', 'orders', 'revenue'],
        ['customers', 'int_revenue', 'revenue'],
      ],
    ])
  })

  test('is a joint test only while it fails; a test of one node never is', () => {
    expect(names(after(allOk, test_('unique_orders', 'fail', '07:00:00')))).toEqual([])
    expect(names(after(allOk))).toEqual([])
  })
})

describe('nodes without data have the landings of their parents', () => {
  const landing = (name: string, facts: ReadonlyMap<NodeKey, NodeFacts>) =>
    nodeStatuses([uid(`model.shop.${name}`)], SHOP, facts).get(uid(`model.shop.${name}`))

  test('a view on an ephemeral model has the newest landing of the tables behind it', () => {
    expect(landing('revenue', after(allOk))?.landedAt).toBe(at('06:03:00'))
  })

  test('a view on a source has the landing of the source', () => {
    expect(landing('stg_orders', after(allOk))?.landedAt).toBe(at('06:01:00'))
  })

  test('a table has only its own landing', () => {
    const customersLater = resultsOf('run', { 'model.shop.stg_orders': ok('09:00:00') })
    expect(landing('orders', after(allOk, customersLater))?.landedAt).toBe(at('06:03:00'))
  })

  test('the same holds for full refreshes', () => {
    const full = resultsOf('run', { 'model.shop.orders': ok('09:00:00') }, { full_refresh: true })
    expect(landing('revenue', after(allOk, full))?.fullRefreshAt).toBe(at('09:00:00'))
  })

  /** orders is built at 06:03; its readers, if dbt built them at all, at 06:02. */
  const readerOf = (materialized: string, message = 'SUCCESS 1') => {
    const manifest = manifestOf({
      'model.shop.orders': {},
      'model.shop.reader': { reads: ['model.shop.orders'], materialized },
    })
    const results = resultsOf('build', {
      'model.shop.orders': ok('06:03:00'),
      'model.shop.reader': { status: 'success', at: '06:02:00', message },
    })
    const reader = uid('model.shop.reader')
    const facts = factsOf({ manifest, runResults: [results], sources: [] }, new Map())
    return nodeStatuses([reader], manifest, facts).get(reader)
  }

  test.each([
    'dynamic_table',
    'materialized_view',
    'streaming_table',
    'interactive_table',
    'materializedview',
    'MATERIALIZED_VIEW',
  ])('a %s refreshes itself, so landings of its parents count', (materialized) => {
    expect(readerOf(materialized)?.landedAt).toBe(at('06:03:00'))
    expect(readerOf(materialized, 'skip "db"."s"."reader"')?.landedAt).toBe(at('06:03:00'))
  })

  test.each(['SUCCESS 1', 'skip "db"."s"."reader"'])(
    'the source of a node that refreshes itself lands with every build that reports success: %s',
    (message) => {
      const manifest = manifestOf({
        'source.shop.raw.orders': {},
        'model.shop.reader': { reads: ['source.shop.raw.orders'], materialized: 'streaming_table' },
      })
      const results = resultsOf('build', {
        'model.shop.reader': { status: 'success', at: '06:02:00', message },
      })
      const facts = factsOf({ manifest, runResults: [results], sources: [] }, new Map())
      const reader = uid('model.shop.reader')
      expect(nodeStatuses([reader], manifest, facts).get(reader)?.landedAt).toBe(at('06:02:00'))
    },
  )

  test('a node that refreshes itself also lands when it was rebuilt', () => {
    const manifest = manifestOf({
      'source.shop.raw.orders': {},
      'model.shop.reader': { reads: ['source.shop.raw.orders'], materialized: 'dynamic_table' },
    })
    const built = (message: string) => {
      const results = resultsOf('build', {
        'model.shop.reader': { status: 'success', at: '06:02:00', message },
      })
      return factsOf({ manifest, runResults: [results], sources: [] }, new Map())
    }
    const key = manifest.nodes.get(uid('model.shop.reader'))?.key ?? ('' as NodeKey)
    expect(built('SUCCESS 1').get(key)?.landedAt).toBe(at('06:02:00'))
    expect(built('skip "db"."s"."reader"').get(key)).toEqual({ okAt: at('06:02:00') })
  })

  test.each(['secure_view', 'labelled_view', 'VIEW'])('a custom %s has no data', (materialized) => {
    expect(readerOf(materialized)?.landedAt).toBe(at('06:03:00'))
  })

  test.each(['table', 'incremental', 'view_like_table', 'external_table'])(
    'a %s has only its own landing',
    (materialized) => {
      expect(readerOf(materialized)?.landedAt).toBe(at('06:02:00'))
    },
  )

  test('without facts nothing has landed, also for an id that is not in the manifest', () => {
    expect(landing('revenue', new Map())).toEqual({ landedAt: null, fullRefreshAt: null, problems: [] })
    expect(nodeStatuses([uid('model.shop.gone')], SHOP, new Map()).get(uid('model.shop.gone'))).toEqual({
      landedAt: null,
      fullRefreshAt: null,
      problems: [],
    })
  })
})

test('a metric is expanded, through other metrics and semantic models, to models', () => {
  const manifest = manifestOf(
    { 'model.shop.orders': {} },
    {
      metrics: {
        'metric.shop.ratio': { depends_on: { nodes: ['metric.shop.revenue', 'metric.shop.revenue'] } },
        'metric.shop.revenue': { depends_on: { nodes: ['semantic_model.shop.orders'] } },
      },
      semantic_models: { 'semantic_model.shop.orders': { depends_on: { nodes: ['model.shop.orders'] } } },
    },
  )
  expect(expandSemantics([uid('metric.shop.ratio')], manifest)).toEqual(['model.shop.orders'])
})

test('a cycle, which dbt does not allow, causes neither an endless loop nor an error', () => {
  const manifest = manifestOf({
    'model.shop.a': { reads: ['model.shop.b'] },
    'model.shop.b': { reads: ['model.shop.a'] },
  })
  expect(nodeStatuses([uid('model.shop.a')], manifest, new Map()).size).toBe(2)
})

describe('the problems of a node', () => {
  const FAILED_AT = at('07:00:00')
  const problemsOf = (manifest: Manifest, facts: Record<string, NodeFacts>) => {
    const byKey = new Map(
      Object.entries(facts).map(([id, fact]) => [manifest.nodes.get(uid(id))?.key ?? ('' as NodeKey), fact]),
    )
    return nodeStatuses([uid('model.shop.top')], manifest, byKey).get(uid('model.shop.top'))?.problems
  }

  test.each([
    ['model.shop.stg', 'node'],
    ['seed.shop.codes', 'node'],
    ['source.shop.raw.orders', 'freshness'],
    ['test.shop.unique_stg', 'test'],
    ['unit_test.shop.stg.adds_up', 'unit-test'],
  ])('%s that failed is a problem of kind %s', (id, kind) => {
    const manifest = manifestOf({
      'source.shop.raw.orders': {},
      'seed.shop.codes': {},
      'model.shop.stg': { reads: ['source.shop.raw.orders', 'seed.shop.codes'] },
      'model.shop.top': { reads: ['model.shop.stg'] },
      'test.shop.unique_stg': { reads: ['model.shop.stg'] },
      'unit_test.shop.stg.adds_up': { reads: ['model.shop.stg'] },
    })
    const tested = kind.endsWith('test') ? { tested: ['model.shop.stg'] } : {}
    const expected = [{ node: id, kind, failedAt: FAILED_AT, ...tested }]
    expect(problemsOf(manifest, { [id]: { failedAt: FAILED_AT } })).toEqual(expected)
    // A failure that is not newer than the last success is none.
    expect(problemsOf(manifest, { [id]: { failedAt: FAILED_AT, okAt: FAILED_AT } })).toEqual([])
  })

  test('are listed once each, at most ten', () => {
    const seeds = Array.from({ length: 12 }, (_, index) => `seed.shop.s${index}`)
    const manifest = manifestOf({
      ...Object.fromEntries(seeds.map((id) => [id, {}])),
      'model.shop.left': { reads: seeds.slice(0, 2) },
      'model.shop.right': { reads: seeds.slice(0, 2) },
      'model.shop.top': { reads: ['model.shop.left', 'model.shop.right', ...seeds.slice(2)] },
    })
    const failed = (ids: readonly string[]) =>
      problemsOf(manifest, Object.fromEntries(ids.map((id) => [id, { failedAt: FAILED_AT }])))
    expect(failed(seeds.slice(0, 2))?.map(({ node }) => node)).toEqual(seeds.slice(0, 2))
    expect(failed(seeds)).toHaveLength(10)
  })

  test('include a failed test only below everything that it reads', () => {
    const seeds = ['seed.shop.a', 'seed.shop.b', 'seed.shop.c']
    const below = (...reads: readonly string[]) =>
      manifestOf({
        ...Object.fromEntries(seeds.map((id) => [id, {}])),
        'test.shop.adds_up': { reads: seeds },
        'model.shop.top': { reads },
      })
    const failed = { 'test.shop.adds_up': { failedAt: FAILED_AT } }
    expect(problemsOf(below('seed.shop.a', 'seed.shop.b'), failed)).toEqual([])
    expect(problemsOf(below(...seeds), failed)).toHaveLength(1)
  })
})

test('only the nodes that were asked for, and their ancestors, have a status', () => {
  const manifest = manifestOf({
    'seed.shop.a': {},
    'model.shop.b': { reads: ['seed.shop.a'] },
    'model.shop.c': {},
  })
  expect([...nodeStatuses([uid('model.shop.b')], manifest, new Map()).keys()].sort()).toEqual([
    'model.shop.b',
    'seed.shop.a',
  ])
  expect([...nodeStatuses([uid('model.shop.gone')], manifest, new Map()).keys()]).toEqual(['model.shop.gone'])
})
