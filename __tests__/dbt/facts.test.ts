import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type Artifacts,
  factsOf,
  firstExecution,
  isOnlyCompiled,
  joinNodeFacts,
  notAfter,
} from '../../src/dbt/facts.js'
import type { Manifest } from '../../src/dbt/manifest.js'
import type { NodeFacts, NodeKey } from '../../src/dbt/types.js'
import { at, manifestOf, rawManifest, resultsOf, sourcesOf } from '../support/dbt.js'

const ORDERS = 'model.shop.orders'
const MARTS = manifestOf({
  [ORDERS]: { reads: ['source.shop.raw.orders', 'model.platform.dates'] },
  'model.shop.orders_view': { reads: [ORDERS], materialized: 'view', code: 'select 1' },
  'model.shop.events': { materialized: 'incremental' },
  'model.shop.int_orders': { materialized: 'ephemeral' },
  'model.platform.dates': { materialized: 'view', path: '' },
  'source.shop.raw.orders': { schema: 'raw' },
  'test.shop.unique_orders': { reads: [ORDERS], schema: 'dbt_test__audit' },
})

function build(parts: Partial<Artifacts>): Artifacts {
  return { manifest: MARTS, runResults: [], sources: [], ...parts }
}

function keyOf(id: string, manifest: Manifest = MARTS): NodeKey {
  return [...manifest.nodes.values()].find((node) => node.id === id)?.key ?? ('' as NodeKey)
}

function of(id: string, facts: ReadonlyMap<NodeKey, NodeFacts>, manifest: Manifest = MARTS): NodeFacts {
  const node = [...manifest.nodes.values()].find((candidate) => candidate.id === id)
  return node === undefined ? {} : (facts.get(node.key) ?? {})
}

describe('a table lands', () => {
  const T = at('06:05:00')
  const landed = { okAt: T, landedAt: T }
  const reused = { okAt: T }
  const skipped = { failedAt: T }
  test.each([
    ['when it was rebuilt', 'build', { status: 'success', message: 'SELECT 12' }, landed],
    ['when v2 reports a warning', 'build', { status: 'warn', message: 'Succeeded' }, landed],
    ['when cloned by dbt clone', 'clone', { status: 'success', message: 'CREATE TABLE' }, landed],
    ['not when the clone already existed', 'clone', { status: 'success', message: 'No-op' }, reused],
    [
      'not when reused by dbt State on Core',
      'build',
      { status: 'success', message: 'NO-OP (within tolerance)' },
      reused,
    ],
    ['not when dbt State cloned it', 'build', { status: 'success', message: 'CLONE' }, reused],
    [
      'not when the adapter found it unchanged',
      'build',
      { status: 'success', message: 'skip "db"."marts"."orders"' },
      reused,
    ],
    [
      'when its message only resembles a skip',
      'build',
      { status: 'success', message: 'skipped_rows is now filled' },
      landed,
    ],
    ['not with status reused', 'build', { status: 'reused', message: 'No new changes' }, reused],
    ['not when v2 reused it', 'build', { status: 'reused', message: 'Cloned from cached relation' }, reused],
    ['not when it failed', 'build', { status: 'error', message: 'boom' }, { failedAt: T }],
    ['not when skipped because of a failure', 'build', { status: 'skipped', message: null }, skipped],
    [
      'not when skipped by fail-fast, which is only a warning',
      'build',
      { status: 'skipped', message: 'Skipping due to fail_fast' },
      { warnedAt: T },
    ],
    ['not with an unknown status', 'build', { status: 'pending' }, {}],
    ['not by compile, which reports success for every node', 'compile', { status: 'success' }, {}],
    ['not by docs generate', 'generate', { status: 'success' }, {}],
    ['not by show', 'show', { status: 'success' }, {}],
  ])('%s', (_, command, result, expected) => {
    const runResults = [resultsOf(command, { [ORDERS]: { at: '06:05:00', ...result } })]
    expect(of(ORDERS, factsOf(build({ runResults }), new Map()))).toEqual(expected)
  })

  test.each([
    ['all of whose batches succeeded', 'success', { successful: [[]], failed: [] }, landed],
    [
      'some of whose batches failed, lands and is unhealthy',
      'partial success',
      { successful: [[]], failed: [[]] },
      { failedAt: T, landedAt: T },
    ],
    [
      'some of whose batches failed, is unhealthy even if v2 reports success',
      'success',
      { successful: [[]], failed: [[]] },
      { failedAt: T, landedAt: T },
    ],
    ['without a batch to run', 'success', { successful: [], failed: [] }, reused],
  ])('a microbatch model %s', (_, status, batch_results, expected) => {
    const runResults = [
      resultsOf('build', { 'model.shop.events': { status, at: '06:05:00', message: '', batch_results } }),
    ]
    expect(of('model.shop.events', factsOf(build({ runResults }), new Map()))).toEqual(expected)
  })

  test.each<[string, NodeFacts]>([
    ['success', {}],
    ['error', { failedAt: T }],
  ])('not with --empty, where only failures count: %s', (status, expected) => {
    const runResults = [resultsOf('build', { [ORDERS]: { status, at: '06:05:00' } }, { empty: true })]
    expect(of(ORDERS, factsOf(build({ runResults }), new Map()))).toEqual(expected)
  })

  test('with --full-refresh as a full refresh', () => {
    const runResults = [
      resultsOf('build', { [ORDERS]: { status: 'success', at: '06:05:00' } }, { full_refresh: true }),
    ]
    expect(of(ORDERS, factsOf(build({ runResults }), new Map()))).toEqual({ ...landed, fullRefreshAt: T })
  })

  test('when the file was written, if dbt gives no timing', () => {
    const facts = factsOf(build({ runResults: [resultsOf('build', { [ORDERS]: 'success' })] }), new Map())
    expect(of(ORDERS, facts).landedAt).toBe(at('06:30:00'))
  })
})

describe('a node without data', () => {
  const run = (code: string, time = '06:05:00') =>
    build({
      runResults: [
        resultsOf('build', {
          'model.shop.orders_view': { status: 'success', at: time, compiled_code: code },
        }),
      ],
    })

  test('a view does not land when first seen, nor when unchanged', () => {
    const first = factsOf(run('select a'), new Map())
    expect(of('model.shop.orders_view', first).landedAt).toBeUndefined()
    expect(of('model.shop.orders_view', factsOf(run('select a', '07:05:00'), first)).landedAt).toBeUndefined()
  })

  test('a view lands when its code has changed', () => {
    const first = factsOf(run('select a'), new Map())
    expect(of('model.shop.orders_view', factsOf(run('select b', '07:05:00'), first)).landedAt).toBe(
      at('07:05:00'),
    )
  })

  const VIEW = 'model.shop.orders_view'
  const results = (status: string, code: string | null, time: string, message = '') =>
    resultsOf('build', {
      [VIEW]: { status, message, at: time, ...(code !== null && { compiled_code: code }) },
    })
  const notRebuilt: [string, string][] = [
    ['success', 'skip `main`.`gold`.`v`'],
    ['success', 'NO-OP'],
    ['reused', 'No new changes'],
    ['no-op', ''],
  ]

  test.each(notRebuilt)(
    'a view that was not rebuilt (%s, %s) still lands when its code changes',
    (...how) => {
      const [status, text] = how
      let facts = factsOf(build({ runResults: [results(status, 'select a', '06:05:00', text)] }), new Map())
      expect(of(VIEW, facts).landedAt).toBeUndefined()
      facts = factsOf(build({ runResults: [results(status, 'select a', '07:05:00', text)] }), facts)
      expect(of(VIEW, facts).landedAt).toBeUndefined()
      expect(of(VIEW, factsOf(run('select a', '08:05:00'), facts)).landedAt).toBeUndefined()
      expect(of(VIEW, factsOf(run('select b', '08:05:00'), facts)).landedAt).toBe(at('08:05:00'))
    },
  )

  test.each(notRebuilt)(
    'a view that was not rebuilt (%s, %s) keeps the fingerprint of its last build',
    (...how) => {
      const [status, text] = how
      const first = factsOf(run('select a'), new Map())
      for (const code of ['select b', null]) {
        const runResults = [results(status, code, '07:05:00', text)]
        const then = factsOf(build({ runResults }), first)
        expect(of(VIEW, then)).toEqual({ okAt: at('07:05:00'), fingerprint: of(VIEW, first).fingerprint })
        expect(of(VIEW, factsOf(run('select b', '08:05:00'), then)).landedAt).toBe(at('08:05:00'))
      }
    },
  )

  test.each([
    ['success', 'CLONE'],
    ['reused', 'Cloned from other environment'],
    ['reused', 'New changes detected within freshness tolerance of 6 hours'],
    ['success', 'NO-OP (within tolerance)'],
    ['error', ''],
  ])('a view of which dbt does not say that it has this code (%s, %s) has no fingerprint', (status, text) => {
    const runResults = [results(status, 'select a', '06:05:00', text)]
    expect(of(VIEW, factsOf(build({ runResults }), new Map())).fingerprint).toBeUndefined()
  })

  test('a view that a later file of the same build did not rebuild keeps the fingerprint of that build', () => {
    const first = factsOf(run('select a'), new Map())
    const rebuilt = { ...results('success', 'select b', '07:05:00'), generatedAt: at('07:06:00') }
    const reused = {
      ...results('reused', 'select b', '07:10:00', 'No new changes'),
      generatedAt: at('07:11:00'),
    }
    const { fingerprint } = of(VIEW, factsOf(run('select b'), new Map()))
    for (const runResults of [
      [rebuilt, reused],
      [reused, rebuilt],
    ]) {
      expect(of(VIEW, factsOf(build({ runResults }), first))).toEqual({
        okAt: at('07:10:00'),
        landedAt: at('07:05:00'),
        fingerprint,
      })
    }
  })

  test('without compiled code, the raw code counts', () => {
    const result = resultsOf('build', { 'model.shop.orders_view': { status: 'success', at: '06:05:00' } })
    const before = factsOf(build({ runResults: [result] }), new Map())
    const changed = manifestOf({ 'model.shop.orders_view': { materialized: 'view', code: 'select 2' } })
    const after = factsOf({ manifest: changed, runResults: [result], sources: [] }, before)
    expect(of('model.shop.orders_view', after, changed).landedAt).toBe(at('06:05:00'))
  })

  test('a view without any code has no fingerprint', () => {
    const { nodes } = rawManifest({ 'model.shop.empty': { materialized: 'view' } })
    const manifest = manifestOf(
      {},
      { nodes: { 'model.shop.empty': { ...nodes['model.shop.empty'], raw_code: null } } },
    )
    const runResults = [resultsOf('build', { 'model.shop.empty': { status: 'success', at: '06:05:00' } })]
    const facts = factsOf({ manifest, runResults, sources: [] }, new Map())
    expect(of('model.shop.empty', facts, manifest)).toStrictEqual({ okAt: at('06:05:00') })
  })

  test('an ephemeral model that v2 reports as skipped is not a failure', () => {
    const runResults = [
      resultsOf('build', { 'model.shop.int_orders': { status: 'skipped', message: 'Skipped' } }),
    ]
    expect(of('model.shop.int_orders', factsOf(build({ runResults }), new Map()))).toEqual({})
  })
})

describe('a source', () => {
  const SOURCE = 'source.shop.raw.orders'
  const runResults = [resultsOf('build', { [ORDERS]: { status: 'success', at: '06:20:00' } })]
  const checked = (status: string, loaded: string, time = '06:10:00') =>
    build({ sources: [sourcesOf({ [SOURCE]: { status, loaded, checked: `2026-08-20T${time}Z` } })] })

  test('lands with a build that ran a node reading it, if its freshness is not measured', () => {
    expect(of(SOURCE, factsOf(build({ runResults }), new Map()))).toEqual({ landedAt: at('06:20:00') })
  })

  const behind = (...middle: string[]) =>
    manifestOf({
      [SOURCE]: { schema: 'raw' },
      ...Object.fromEntries(
        middle.map((name, index) => [
          name,
          { reads: [middle[index - 1] ?? SOURCE], materialized: 'ephemeral' },
        ]),
      ),
      [ORDERS]: { reads: [middle.at(-1) ?? SOURCE], materialized: 'view' },
    })

  test.each([
    ['an ephemeral model', ['model.shop.a']],
    ['two ephemeral models', ['model.shop.a', 'model.shop.b']],
  ])(
    'lands with a build that ran a view reading it through %s, which Core omits from the results',
    (_, middle) => {
      const manifest = behind(...middle)
      expect(of(SOURCE, factsOf({ manifest, runResults, sources: [] }, new Map()), manifest)).toEqual({
        landedAt: at('06:20:00'),
      })
    },
  )

  test('lands like that also if v2 lists the ephemeral model as skipped', () => {
    const manifest = behind('model.shop.a')
    const results = resultsOf('build', {
      'model.shop.a': { status: 'skipped', message: 'Skipped', at: '06:19:00' },
      [ORDERS]: { status: 'success', at: '06:20:00' },
    })
    const facts = factsOf({ manifest, runResults: [results], sources: [] }, new Map())
    expect(of(SOURCE, facts, manifest).landedAt).toBe(at('06:20:00'))
  })

  test.each<[string, Record<string, { reads: string[]; materialized?: string }>]>([
    ['no node', {}],
    ['a test only', { 'test.shop.t': { reads: [SOURCE] } }],
    ['an ephemeral model only', { 'model.shop.a': { reads: [SOURCE], materialized: 'ephemeral' } }],
  ])('that %s reads lands with every build', (_, readers) => {
    const manifest = manifestOf({ [SOURCE]: { schema: 'raw' }, 'model.shop.other': {}, ...readers })
    const results = resultsOf('build', { 'model.shop.other': { status: 'error', at: '06:20:00' } })
    const facts = factsOf({ manifest, runResults: [results], sources: [] }, new Map())
    expect(of(SOURCE, facts, manifest)).toEqual({ landedAt: at('06:30:00') })
  })

  test.each([
    ['a test of it that warns', 'test.shop.t', 'warn'],
    ['a unit test that warns', 'unit_test.shop.u', 'warn'],
    ['a hook that reads it', 'operation.shop.hook', 'success'],
  ])('does not land with %s', (_, id, status) => {
    const manifest = manifestOf({
      [SOURCE]: { schema: 'raw' },
      [ORDERS]: { reads: [SOURCE] },
      [id]: { reads: [SOURCE] },
    })
    const results = resultsOf('build', { [id]: { status, at: '06:20:00' } })
    const facts = factsOf({ manifest, runResults: [results], sources: [] }, new Map())
    expect(of(SOURCE, facts, manifest).landedAt).toBeUndefined()
  })

  test('does not land when the node reading it was reused', () => {
    const reused = [resultsOf('build', { [ORDERS]: { status: 'reused', at: '06:20:00' } })]
    expect(of(SOURCE, factsOf(build({ runResults: reused }), new Map()))).toEqual({})
  })

  test('lands only when its load time is new', () => {
    const first = factsOf(checked('pass', '2026-08-20T05:00:00Z'), new Map())
    expect(of(SOURCE, first).landedAt).toBe(at('06:10:00'))
    const again = factsOf(checked('pass', '2026-08-20T05:00:00Z', '07:10:00'), first)
    expect(of(SOURCE, again)).toEqual({ okAt: at('07:10:00'), fingerprint: '2026-08-20T05:00:00.000Z' })
    const later = factsOf(checked('pass', '2026-08-20T06:40:00Z', '08:10:00'), first)
    expect(of(SOURCE, later).landedAt).toBe(at('08:10:00'))
  })

  test('with a measured load time does not land with a build that reads it', () => {
    const known = factsOf(checked('pass', '2026-08-20T05:00:00Z'), new Map())
    const both = { ...checked('pass', '2026-08-20T05:00:00Z', '07:10:00'), runResults }
    expect(of(SOURCE, factsOf(both, known)).landedAt).toBeUndefined()
  })

  test.each(['runtime error', 'pass'])(
    'whose load time dbt could not read (%s) still lands with a build that reads it',
    (status) => {
      const sources = [sourcesOf({ [SOURCE]: { status } })]
      expect(of(SOURCE, factsOf(build({ runResults, sources }), new Map())).landedAt).toBe(at('06:20:00'))
    },
  )

  test.each([
    ['runtime error', { failedAt: at('06:10:00') }],
    ['pass', { okAt: at('06:10:00') }],
  ])('whose load time dbt could not read (%s) has no landing of its own', (status, expected) => {
    const sources = [sourcesOf({ [SOURCE]: { status } }, '2026-08-20T06:10:00Z')]
    expect(of(SOURCE, factsOf(build({ sources }), new Map()))).toStrictEqual(expected)
  })

  test('that is stale does not land again with the load time of its last landing', () => {
    const loaded = '2026-08-20T05:00:00Z'
    const known = new Map([[keyOf(SOURCE), { landedAt: Date.parse(loaded) }]])
    const landedAt = (load: string) => of(SOURCE, factsOf(checked('error', load), known)).landedAt
    expect(landedAt(loaded)).toBeUndefined()
    expect(landedAt('2026-08-20T05:00:01Z')).toBe(at('06:10:00'))
  })

  test('that is not in the manifest is ignored', () => {
    const sources = [sourcesOf({ 'source.shop.raw.gone': { status: 'error' } })]
    expect(factsOf(build({ sources }), new Map()).size).toBe(0)
  })

  test.each<[string, string, string, boolean]>([
    ['built', 'build', 'success', true],
    ['in error', 'build', 'error', false],
    ['only compiled', 'compile', 'success', false],
  ])('read by a dynamic table that was %s', (_, command, status, lands) => {
    const manifest = manifestOf({
      [SOURCE]: {},
      'model.shop.reader': { reads: [SOURCE], materialized: 'dynamic_table' },
    })
    const results = [
      resultsOf(command, {
        'model.shop.reader': { status, at: '06:02:00', message: 'skip "db"."s"."reader"' },
      }),
    ]
    const facts = factsOf({ manifest, runResults: results, sources: [] }, new Map())
    expect(of(SOURCE, facts, manifest).landedAt !== undefined).toBe(lands)
  })

  test.each(['error', 'Error', 'runtime error'])('is unhealthy with status %s (v2 capitalises)', (status) => {
    expect(of(SOURCE, factsOf(checked(status, '2026-08-20T05:00:00Z'), new Map())).failedAt).toBe(
      at('06:10:00'),
    )
  })

  test('that is stale lands once per load time, not with every measurement', () => {
    const first = factsOf(checked('error', '2026-08-17T05:00:00Z'), new Map())
    expect(of(SOURCE, first).landedAt).toBe(at('06:10:00'))
    expect(
      of(SOURCE, factsOf(checked('error', '2026-08-17T05:00:00Z', '07:10:00'), first)).landedAt,
    ).toBeUndefined()
  })
})

describe('a sources.json', () => {
  const SOURCE = 'source.shop.raw.orders'
  const runResults = [resultsOf('build', { [ORDERS]: { status: 'success', at: '08:00:00' } })]
  const file = (generated: string, status: string) =>
    sourcesOf(
      { [SOURCE]: { status, loaded: '2026-08-20T04:00:00Z', checked: '2026-08-20T06:10:00Z' } },
      `2026-08-20T${generated}Z`,
    )
  const factsWith = (generated: string, status = 'pass', known = new Map<NodeKey, NodeFacts>()) =>
    of(SOURCE, factsOf(build({ runResults, sources: [file(generated, status)] }), known))
  const fingerprint = '2026-08-20T04:00:00.000Z'

  test('of an hour before the first execution is of this build, and only it decides what landed', () => {
    expect(factsWith('07:00:00')).toEqual({ okAt: at('06:10:00'), landedAt: at('06:10:00'), fingerprint })
  })

  test('generated after the build is of this build too', () => {
    expect(factsWith('09:00:00').landedAt).toBe(at('06:10:00'))
  })

  test('that is older shows no landing: the source lands with the build', () => {
    expect(factsWith('06:59:59')).toEqual({ okAt: at('06:10:00'), landedAt: at('08:00:00') })
  })

  test('that is older still reports a stale source, at its own time', () => {
    expect(factsWith('06:59:59', 'error')).toEqual({ failedAt: at('06:10:00'), landedAt: at('08:00:00') })
  })

  test('that is days old does not remove facts that it gave earlier', () => {
    const first = new Map([
      ['source.shop.raw.orders@analytics.raw.orders' as NodeKey, { okAt: at('06:10:00'), fingerprint }],
    ])
    const again = factsOf(build({ runResults, sources: [file('06:10:00', 'pass')] }), first)
    const joined = joinNodeFacts([...first.values()][0] ?? {}, of(SOURCE, again))
    expect(joined).toEqual({ okAt: at('06:10:00'), landedAt: at('08:00:00'), fingerprint })
  })

  test('counts if the build executed nothing', () => {
    const facts = factsOf(build({ sources: [file('06:10:00', 'pass')] }), new Map())
    expect(of(SOURCE, facts).landedAt).toBe(at('06:10:00'))
  })

  test('without results is valid and has no facts', () => {
    expect(factsOf(build({ sources: [sourcesOf({})] }), new Map()).size).toBe(0)
  })
})

describe('a node of another project', () => {
  const dates = 'model.platform.dates'
  const ran = { status: 'success', at: '06:20:00' }
  const runResults = [resultsOf('build', { [ORDERS]: ran })]

  test('lands with a build that ran a node reading it, although dbt lists it as a view', () => {
    expect(of(dates, factsOf(build({ runResults }), new Map()))).toEqual({ landedAt: at('06:20:00') })
  })

  test('lands like that also after its own project reported it', () => {
    const known = new Map([
      [
        'model.platform.dates@analytics.marts.dates' as NodeKey,
        { okAt: at('05:00:00'), landedAt: at('05:00:00') },
      ],
    ])
    expect(of(dates, factsOf(build({ runResults }), known)).landedAt).toBe(at('06:20:00'))
  })

  test.each(['error', 'skipped', 'reused'])('does not land when the node reading it is %s', (status) => {
    const results = [resultsOf('build', { [ORDERS]: { status, at: '06:20:00' } })]
    expect(of(dates, factsOf(build({ runResults: results }), new Map()))).toEqual({})
  })

  const stub = { materialized: 'view', path: '' }

  test('lands through an ephemeral model', () => {
    const manifest = manifestOf({
      [dates]: stub,
      'model.shop.int_dates': { reads: [dates], materialized: 'ephemeral' },
      [ORDERS]: { reads: ['model.shop.int_dates'] },
    })
    const facts = factsOf({ manifest, runResults, sources: [] }, new Map())
    expect(of(dates, facts, manifest).landedAt).toBe(at('06:20:00'))
  })

  test.each<[string, Record<string, string>]>([
    ['which selects nothing', {}],
    ['whose results list the exposures', { 'exposure.shop.kpis': 'no-op' }],
  ])('lands with every build of a project with only exposures, %s', (_, results) => {
    const manifest = manifestOf({ [dates]: stub })
    const facts = factsOf({ manifest, runResults: [resultsOf('build', results)], sources: [] }, new Map())
    expect(of(dates, facts, manifest)).toEqual({ landedAt: at('06:30:00') })
  })

  test.each([
    ['compile', {}],
    ['test', {}],
    ['build', { empty: true }],
  ])('does not land with dbt %s %j', (command, args) => {
    const manifest = manifestOf({ [dates]: stub })
    const artifacts = { manifest, runResults: [resultsOf(command, {}, args)], sources: [] }
    expect(factsOf(artifacts, new Map()).size).toBe(0)
  })

  test('is not a node of an installed package, which has files', () => {
    const manifest = manifestOf({ [dates]: {}, [ORDERS]: { reads: [dates] } })
    expect(of(dates, factsOf({ manifest, runResults, sources: [] }, new Map()), manifest)).toEqual({})
  })
})

test('of a build and its retry, the later result of a node counts', () => {
  const first = resultsOf('build', { [ORDERS]: { status: 'error', at: '06:05:00' } })
  const retry = resultsOf(
    'build',
    { [ORDERS]: { status: 'success', at: '06:15:00' } },
    { invocation_command: 'dbt retry' },
  )
  for (const runResults of [
    [first, retry],
    [retry, first],
  ]) {
    expect(of(ORDERS, factsOf(build({ runResults }), new Map()))).toEqual({
      failedAt: at('06:05:00'),
      okAt: at('06:15:00'),
      landedAt: at('06:15:00'),
    })
  }
})

test.each([
  ['dbt retry', true],
  ['dbt retry --target prod', true],
  ['dbt --no-use-colors --quiet retry --state target', true],
  ['dbt --log-format json --log-level debug retry', true],
  ['dbt --warn-error-options {"include": ["NoNodesForSelectionCriteria"]} retry', true],
  ['dbt --profile build retry', true],
  ['dbt build --select retry', false],
  ['dbt build --exclude retry', false],
  ['dbt --profile retry build', false],
  ['dbt --project-dir retry build', false],
  ['dbt build --project-dir retry', false],
  ['dbt --target retry --quiet build', false],
  ['dbt run-operation retry', false],
  ['', false],
])('%j is a retry: %j', (invocation_command, expected) => {
  expect(resultsOf('build', {}, { invocation_command }).isRetry).toBe(expected)
})

test.each([
  ['of a table has the schema of the table in its key', [ORDERS], 'marts.orders'],
  [
    'of a source and a table has, too, the schema of the table',
    ['source.shop.raw.orders', ORDERS],
    'marts.orders',
  ],
  ['of a source, which all environments share, has its own schema', ['source.shop.raw.orders'], 'audit.t'],
])('a test %s', (_, reads, place) => {
  const manifest = manifestOf({
    [ORDERS]: { schema: 'marts' },
    'source.shop.raw.orders': { schema: 'raw' },
    'test.shop.t': { reads, schema: 'audit' },
  })
  const runResults = [resultsOf('build', { 'test.shop.t': { status: 'fail', at: '06:05:00' } })]
  const facts = factsOf({ manifest, runResults, sources: [] }, new Map())
  const keys = [...facts.keys()].filter((key) => key.startsWith('test.'))
  expect(keys).toEqual([`test.shop.t@analytics.${place}`])
})

test('a development build has different keys, also if the database is null', () => {
  const dev = manifestOf({ [ORDERS]: { schema: 'DEV_Ann', database: null } })
  const facts = factsOf(
    { manifest: dev, runResults: [resultsOf('build', { [ORDERS]: 'success' })], sources: [] },
    new Map(),
  )
  expect([...facts.keys()]).toEqual(['model.shop.orders@.dev_ann.orders'])
})

test('nodes built under another alias in the same schema have different keys, and so have their tests', () => {
  const keysOf = (alias: string) => {
    const manifest = manifestOf({ [ORDERS]: { alias }, 'test.shop.unique_orders': { reads: [ORDERS] } })
    const results = resultsOf('build', { [ORDERS]: 'success', 'test.shop.unique_orders': 'fail' })
    return [...factsOf({ manifest, runResults: [results], sources: [] }, new Map()).keys()]
  }
  expect(keysOf('STG_orders')).toEqual([
    'model.shop.orders@analytics.marts.stg_orders',
    'test.shop.unique_orders@analytics.marts.stg_orders',
  ])
  expect(keysOf('orders').filter((key) => keysOf('stg_orders').includes(key))).toEqual([])
})

test('the key of a source has its identifier', () => {
  const facts = factsOf(
    build({ sources: [sourcesOf({ 'source.shop.raw.orders': { status: 'error' } })] }),
    new Map(),
  )
  expect([...facts.keys()]).toEqual(['source.shop.raw.orders@analytics.raw.orders'])
})

test('a test has no landing, also if it warns', () => {
  const TEST = 'test.shop.unique_orders'
  const runResults = [resultsOf('build', { [TEST]: { status: 'warn', at: '06:05:00' } })]
  expect(of(TEST, factsOf(build({ runResults }), new Map()))).toStrictEqual({
    okAt: at('06:05:00'),
    warnedAt: at('06:05:00'),
  })
})

test('a result that shows nothing adds nothing', () => {
  const passed = { 'test.shop.unique_orders': { status: 'pass', at: '06:05:00' } }
  expect(factsOf(build({ runResults: [resultsOf('build', passed, { empty: true })] }), new Map()).size).toBe(
    0,
  )
})

test('results of nodes that are not in the manifest are ignored', () => {
  const runResults = [
    resultsOf('build', {
      'model.shop.gone': 'success',
      'exposure.shop.x': 'no-op',
      'operation.shop.hook': 'success',
    }),
  ]
  expect(factsOf(build({ runResults }), new Map()).size).toBe(0)
})

test.each<[string[], boolean]>([
  [['compile'], true],
  [['compile', 'build'], false],
  [['build'], false],
])('artifacts of %j were only compiled: %j', (commands, expected) => {
  const runResults = commands.map((command) => resultsOf(command, {}))
  expect(isOnlyCompiled(build({ runResults }))).toBe(expected)
})

test('the first execution is the earliest start of all results', () => {
  const a = resultsOf('seed', { 'seed.shop.s': { status: 'success', at: '06:01:00' } })
  const b = resultsOf('build', { [ORDERS]: { status: 'success', at: '06:02:00' }, 'model.shop.x': 'skipped' })
  expect(firstExecution([b, a])).toBe(at('06:01:00'))
  expect(firstExecution([resultsOf('build', {})])).toBeNull()
  const c = resultsOf('seed', { 'seed.shop.t': { status: 'success', at: '06:03:00' } })
  expect(firstExecution([a, b, c])).toBe(at('06:01:00'))
  expect(firstExecution([c, b, a])).toBe(at('06:01:00'))
})

describe('joining facts', () => {
  const instant = fc.integer({ min: 1, max: 4 })
  const facts: fc.Arbitrary<NodeFacts> = fc.record(
    {
      landedAt: instant,
      okAt: instant,
      failedAt: instant,
      fullRefreshAt: instant,
      fingerprint: fc.constantFrom('a', 'b'),
    },
    { requiredKeys: [] },
  )
  test.each<[string, NodeFacts, NodeFacts]>([
    ['of a later success', { okAt: 5, fingerprint: 'a' }, { okAt: 3, fingerprint: 'b' }],
    ['that is known, of one success', { okAt: 5, fingerprint: 'a' }, { okAt: 5 }],
    ['that is greater, of one success', { okAt: 5, fingerprint: 'b' }, { okAt: 5, fingerprint: 'a' }],
  ])('keeps the fingerprint %s', (_, kept, other) => {
    expect(joinNodeFacts(kept, other)).toStrictEqual(kept)
    expect(joinNodeFacts(other, kept)).toStrictEqual(kept)
  })

  test('has no field that neither has', () => {
    expect(joinNodeFacts({ landedAt: 3 }, { landedAt: 5 })).toStrictEqual({ landedAt: 5 })
  })

  test('is idempotent, commutative and associative', () => {
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        expect(joinNodeFacts(a, a)).toEqual(a)
        expect(joinNodeFacts(a, b)).toEqual(joinNodeFacts(b, a))
        expect(joinNodeFacts(joinNodeFacts(a, b), c)).toEqual(joinNodeFacts(a, joinNodeFacts(b, c)))
      }),
    )
  })
})

describe('instants later than now', () => {
  test.each<[string, NodeFacts, NodeFacts]>([
    [
      'become now; others, and the fingerprint, stay',
      { landedAt: 12, okAt: 9, fullRefreshAt: 11, fingerprint: 'f' },
      { landedAt: 10, okAt: 9, fullRefreshAt: 10, fingerprint: 'f' },
    ],
    ['a failure that was later stays later', { okAt: 11, failedAt: 12 }, { okAt: 9, failedAt: 10 }],
    ['a failure after an older success too', { okAt: 3, failedAt: 12 }, { okAt: 3, failedAt: 10 }],
    ['a success that was later stays later', { okAt: 12, failedAt: 11 }, { okAt: 10, failedAt: 10 }],
    ['a success of the same instant wins', { okAt: 12, failedAt: 12 }, { okAt: 10, failedAt: 10 }],
    ['without a success there is none', { failedAt: 12 }, { failedAt: 10 }],
    ['without a failure there is none', { okAt: 12 }, { okAt: 10 }],
  ])('%s', (_, facts, expected) => {
    expect(notAfter(10, facts)).toStrictEqual(expected)
  })

  test('facts without one are returned as they are', () => {
    const facts = { landedAt: 10, okAt: 9, failedAt: 10 }
    expect(notAfter(10, facts)).toBe(facts)
  })
})
