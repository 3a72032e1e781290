import { describe, expect, test } from '@jest/globals'

import { plan, planExtract } from '../../src/plan/plan.js'
import {
  april,
  decisionOn,
  exposure,
  extract,
  failed,
  input,
  key,
  nodes,
  POLICY,
  problem,
  refreshed,
  requests,
  running,
  status,
  verdict,
} from './build.js'

const ORDERS = 'datasource:orders'
const BOOK = 'workbook:sales'
const orders = extract(ORDERS)
const book = extract(BOOK, { upstream: [`fct_orders via ${ORDERS}`], reads: [ORDERS] })
const both = [book, orders]
const yesterday = [refreshed(april('13 06:20'), april('13 06:00'))]

describe('a workbook whose data comes through a published data source', () => {
  test('is refreshed after the data source if this run refreshes that too', () => {
    const made = plan(
      input({ extracts: both, requests: requests({ [ORDERS]: yesterday, [BOOK]: yesterday }) }),
    )
    expect(made.extracts.map((row) => row.extract.key)).toEqual([ORDERS, BOOK])
    expect(decisionOn(BOOK, made)).toMatchObject({
      reason: 'new-data',
      landed: [{ id: ORDERS, at: april('14 06:00') }],
      after: [ORDERS],
    })
  })

  test('gets its new data only after the merge if a pull request changes what the data source reads', () => {
    const given = input({ extracts: both, requests: requests({ [ORDERS]: yesterday, [BOOK]: yesterday }) })
    const made = plan({ ...given, expected: new Map([...given.nodes.keys()].map((id) => [id, [id]])) })
    expect(decisionOn(BOOK, made)).toMatchObject({
      landed: [{ id: ORDERS, changed: ['model.shop.fct_orders'] }],
    })
  })

  test('is refreshed after a data source that is being refreshed already', () => {
    const history = requests({ [ORDERS]: [...yesterday, running(april('14 05:55'))], [BOOK]: yesterday })
    const made = plan(input({ extracts: both, requests: history }))
    expect(verdict(ORDERS, made)).toBe('wait in-flight')
    expect(decisionOn(BOOK, made)).toMatchObject({ kind: 'refresh', after: [ORDERS] })
  })

  test('has nothing new while the data source is skipped, even if dbt nodes landed', () => {
    const used = [refreshed(april('14 02:00'), april('14 02:00'))]
    const history = requests({ [ORDERS]: used, [BOOK]: [refreshed(april('14 02:10'), april('13 06:00'))] })
    const made = plan(input({ extracts: both, requests: history }))
    expect(verdict(ORDERS, made)).toBe('skip build-after')
    expect(decisionOn(BOOK, made)).toMatchObject({
      reason: 'up-to-date',
      landedAt: april('14 02:01'),
    })
  })

  describe('lists a pending data source and when it is due', () => {
    const refreshedOnce = [refreshed(april('14 02:10'), april('13 06:00'))]
    const bySix = april('15 02:00')
    test.each([
      {
        name: 'its window is used up',
        history: [refreshed(april('14 02:00'), april('14 02:00'))],
        upstream: ['fct_orders'],
        said: 'skip build-after',
        pendingDataSources: [{ key: ORDERS, dueAt: bySix }],
      },
      {
        name: 'its credentials were refused',
        history: [
          refreshed(april('13 02:00'), april('13 02:00')),
          failed(april('14 02:00'), april('14 02:00'), 'credentials'),
        ],
        upstream: ['fct_orders'],
        said: 'skip failing',
        pendingDataSources: [{ key: ORDERS, dueAt: bySix }],
      },
      {
        name: 'it waits for another node (updates_on: all)',
        history: [refreshed(april('13 02:00'), april('13 02:00'))],
        upstream: ['fct_orders', 'dim_dates'],
        said: 'skip waiting-for-upstream',
        pendingDataSources: [{ key: ORDERS, dueAt: null }],
      },
    ])('$name', ({ history, upstream, said, pendingDataSources }) => {
      const all = { minutes: 1440, at: null, timezone: null }
      const source = extract(ORDERS, {
        upstream,
        exposures: [exposure('all', { buildAfter: all, updatesOn: 'all' })],
      })
      const made = plan(
        input({ extracts: [book, source], requests: requests({ [ORDERS]: history, [BOOK]: refreshedOnce }) }),
      )
      expect(verdict(ORDERS, made)).toBe(said)
      expect(decisionOn(BOOK, made)).toMatchObject({ reason: 'up-to-date', pendingDataSources })
    })

    test('a data source that is not known is not pending', () => {
      const reader = extract(BOOK, { reads: ['datasource:hidden'] })
      const history = requests({ [BOOK]: [refreshed(april('14 05:58'), april('14 02:00'))] })
      expect(decisionOn(BOOK, input({ extracts: [reader], requests: history }))).toMatchObject({
        reason: 'up-to-date',
        pendingDataSources: [],
      })
    })

    test('a data source that is up to date is not pending', () => {
      const history = requests({
        [ORDERS]: [refreshed(april('14 05:55'), april('14 02:00'))],
        [BOOK]: [refreshed(april('14 05:58'), april('14 02:00'))],
      })
      expect(decisionOn(BOOK, input({ extracts: both, requests: history }))).toMatchObject({
        pendingDataSources: [],
      })
    })

    test('data sources that read each other in a circle are not pending', () => {
      const circle = [
        extract('datasource:a', { upstream: ['x via datasource:b'], reads: ['datasource:b'] }),
        extract('datasource:b', { upstream: ['x via datasource:a'], reads: ['datasource:a'] }),
      ]
      const history = requests({ 'datasource:a': yesterday, 'datasource:b': yesterday })
      expect(verdict('datasource:a', input({ extracts: circle, requests: history }))).toBe('refresh new-data')
    })
  })

  test.each([
    { seconds: 60, requested: '14 05:01', said: 'skip up-to-date' },
    { seconds: 61, requested: '14 05:01', said: 'refresh new-data' },
    { seconds: null, requested: '14 05:00', said: 'skip up-to-date' },
    { seconds: null, requested: '14 04:59', said: 'refresh new-data' },
  ])(
    'data source requested at 05:00, done after $seconds s, workbook requested at $requested: $said',
    (given) => {
      const history = requests({
        [ORDERS]: [refreshed(april('14 05:00'), april('14 05:00'), given.seconds)],
        [BOOK]: [refreshed(april(given.requested), null)],
      })
      expect(verdict(BOOK, input({ extracts: both, requests: history }))).toBe(given.said)
    },
  )

  test('is never-landed until the data source was refreshed once', () => {
    const history = requests({ [ORDERS]: [failed(april('14 05:00'), april('14 05:00'), 'credentials')] })
    const made = plan(input({ extracts: both, requests: history }))
    expect(verdict(ORDERS, made)).toBe('skip failing')
    expect(decisionOn(BOOK, made)).toMatchObject({ reason: 'never-landed', upstream: [ORDERS] })
  })

  test('counts an upcoming refresh as new even if the slot is older than its last refresh', () => {
    const history = requests({
      [ORDERS]: [refreshed(april('14 05:40'), null)],
      [BOOK]: [refreshed(april('14 06:30'), null)],
    })
    expect(verdict(BOOK, input({ extracts: both, requests: history }))).toBe('refresh new-data')
  })

  test('depends on dbt directly if the data source has no extract', () => {
    const live = [book, extract(ORDERS, { hasExtract: false })]
    expect(verdict(BOOK, input({ extracts: live }))).toBe('refresh new-data')
    const refused = requests({ [ORDERS]: [failed(april('14 05:00'), april('14 05:00'), 'no-extract')] })
    const unknown = [book, extract(ORDERS, { hasExtract: null })]
    expect(verdict(BOOK, input({ extracts: unknown, requests: refused }))).toBe('refresh first-refresh')
  })

  test('no longer waits for the data source when planned again after it', () => {
    const done = requests({ [ORDERS]: [refreshed(april('14 06:20'), april('14 06:00'))], [BOOK]: yesterday })
    const again = input({ extracts: both, requests: done })
    expect(planExtract(again, book).decision).toMatchObject({
      reason: 'new-data',
      landed: [{ id: ORDERS, at: april('14 06:21') }],
      after: [],
    })
    expect(planExtract(again, book, new Set([key(ORDERS)])).decision).toMatchObject({ after: [ORDERS] })
  })

  test('is identified by its key if it is not in the plan', () => {
    const history = requests({ [ORDERS]: [refreshed(april('14 05:00'), null, null)] })
    expect(decisionOn(BOOK, input({ extracts: [book], requests: history }))).toMatchObject({
      landed: [{ id: ORDERS }],
    })
  })
})

describe('updates_on: all', () => {
  const policy = { ...POLICY, updatesOn: 'all' } as const
  const mixed = extract(BOOK, { upstream: ['dim_dates', `fct_orders via ${ORDERS}`], reads: [ORDERS] })
  const history = requests({ [ORDERS]: yesterday, [BOOK]: yesterday })
  const fresh = status(april('14 05:50'))
  const old = status(april('12 05:50'))

  test.each([
    { name: 'both', dates: fresh, facts: fresh, said: 'refresh new-data', waitingFor: undefined },
    {
      name: 'only the data source',
      dates: old,
      facts: fresh,
      said: 'skip waiting-for-upstream',
      waitingFor: ['model.shop.dim_dates'],
    },
  ])('$name landed: $said', ({ dates, facts, said, waitingFor }) => {
    const given = input({
      extracts: [mixed, orders],
      policy,
      requests: history,
      nodes: nodes({ dim_dates: dates, fct_orders: facts }),
    })
    expect(verdict(BOOK, given)).toBe(said)
    expect(decisionOn(BOOK, given)).toMatchObject(waitingFor === undefined ? {} : { waitingFor })
  })

  test('a data source that is not refreshed is one it waits for', () => {
    const given = input({
      extracts: [mixed, orders],
      policy,
      requests: requests({ [ORDERS]: yesterday, [BOOK]: [refreshed(april('13 06:22'), null)] }),
      nodes: nodes({ dim_dates: fresh, fct_orders: old }),
    })
    expect(decisionOn(BOOK, given)).toMatchObject({ waitingFor: [ORDERS] })
  })

  test('a data source whose window holds its new data back is one whose refresh it waits for', () => {
    const given = input({
      extracts: [mixed, orders],
      policy,
      requests: requests({
        [ORDERS]: [refreshed(april('14 05:40'), april('14 05:00'))],
        [BOOK]: [refreshed(april('14 05:45'), null)],
      }),
      nodes: nodes({ dim_dates: fresh, fct_orders: fresh }),
    })
    expect(decisionOn(BOOK, given)).toMatchObject({
      waitingFor: [ORDERS],
      pendingDataSources: [{ key: ORDERS, dueAt: april('15 05:00') }],
    })
  })

  test('a data source outside depends_on counts when it lands, and is not waited for', () => {
    const beside = extract(BOOK, { upstream: ['fct_orders'], reads: [ORDERS] })
    const landed = nodes({ fct_orders: fresh })
    const known = input({
      extracts: [beside],
      policy,
      nodes: landed,
      requests: requests({ [BOOK]: yesterday }),
    })
    expect(verdict(BOOK, known)).toBe('refresh new-data')
    const later = requests({
      [ORDERS]: [refreshed(april('14 05:58'), null)],
      [BOOK]: [refreshed(april('14 05:55'), null)],
    })
    expect(verdict(BOOK, input({ extracts: [beside], nodes: landed, requests: later }))).toBe(
      'refresh new-data',
    )
  })
})

test('a chain of data sources is refreshed in order, the workbook last', () => {
  const chain = [
    extract('workbook:z', { upstream: ['fct_orders via datasource:b'], reads: ['datasource:b'] }),
    extract('datasource:b', { upstream: ['fct_orders via datasource:c'], reads: ['datasource:c'] }),
    extract('datasource:c'),
  ]
  const made = plan(input({ extracts: chain, requests: requests({}) }))
  expect(made.extracts.map((row) => [row.extract.key, row.decision.reason])).toEqual([
    ['datasource:c', 'first-refresh'],
    ['datasource:b', 'first-refresh'],
    ['workbook:z', 'first-refresh'],
  ])
})

describe('data sources that read each other', () => {
  const circle = [
    extract('datasource:b', { upstream: ['fct_orders via datasource:a', 'x'], reads: ['datasource:a'] }),
    extract('datasource:a', { upstream: ['fct_orders via datasource:b'], reads: ['datasource:b'] }),
    extract('datasource:c', { upstream: ['fct_orders via datasource:c'], reads: ['datasource:c'] }),
  ]
  const known = nodes({ fct_orders: status(april('14 05:50')), x: status(april('14 05:50')) })

  test('are planned in the same order, whatever the order of the input', () => {
    const given = input({ extracts: circle, nodes: known, requests: requests({}) })
    const turned = { ...given, extracts: [...circle].reverse() }
    const summary = ['datasource:c first-refresh', 'datasource:a never-landed', 'datasource:b first-refresh']
    for (const made of [plan(given), plan(turned)])
      expect(made.extracts.map((row) => `${row.extract.key} ${row.decision.reason}`)).toEqual(summary)
  })
})

test('a failure upstream of one dashboard does not hold back the data source that it shares', () => {
  const good = extract('workbook:good', { upstream: [`fct_orders via ${ORDERS}`], reads: [ORDERS] })
  const bad = extract('workbook:bad', {
    upstream: [`fct_orders via ${ORDERS}`, 'fct_returns'],
    reads: [ORDERS],
  })
  const made = plan(
    input({
      extracts: [good, bad, orders],
      requests: requests({ [ORDERS]: yesterday }),
      nodes: nodes({
        fct_orders: status(april('14 05:50')),
        fct_returns: status(april('13 05:50'), {
          problems: [problem('fct_returns', 'node', april('14 05:45'))],
        }),
      }),
    }),
  )
  expect(verdict(ORDERS, made)).toBe('refresh new-data')
  expect(verdict('workbook:good', made)).toBe('refresh first-refresh')
  expect(decisionOn('workbook:bad', made)).toMatchObject({
    reason: 'upstream-failed',
    problems: [{ node: 'model.shop.fct_returns' }],
  })
})
