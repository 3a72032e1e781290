import { describe, expect, test } from '@jest/globals'

import { datedRefreshes, freshnessFor, withFreshness } from '../../src/plan/freshness.js'
import { plan } from '../../src/plan/plan.js'
import type { ExtractRow, Freshness, PlanInput } from '../../src/plan/types.js'
import {
  april,
  DAY,
  exposure,
  extract,
  failed,
  HOUR,
  input,
  nodes,
  POLICY,
  refreshed,
  requests,
  status,
} from './build.js'

/** Promised: at most 12 hours old. The workbook was refreshed on Monday at 06:20. */
const PROMISED = { policy: { ...POLICY, staleAfter: 720 } }

function freshness(changes: Partial<PlanInput> = {}, id = 'workbook:sales'): Freshness {
  const row = plan(input({ ...PROMISED, ...changes })).extracts.find((one) => one.extract.key === id)
  if (row === undefined) throw new Error(`no row for ${id}`)
  return row.known.freshness
}

const landed = (text: string): Partial<PlanInput> => ({ nodes: nodes({ fct_orders: status(april(text)) }) })

describe('the age of the data in an extract', () => {
  test.each([
    {
      name: 'counts from the landing that its last refresh has read',
      changes: { ...landed('13 05:50'), now: april('13 17:00') },
      newestDataAt: april('13 05:50'),
      staleSince: null,
    },
    {
      name: 'is not made younger by a refresh without new data',
      changes: { ...landed('12 05:50'), now: april('13 06:30') },
      newestDataAt: april('12 05:50'),
      staleSince: april('12 17:50'),
    },
    {
      name: 'is that of the refresh at most, if a later landing has replaced the one that it read',
      changes: { ...landed('14 05:50'), now: april('14 06:00') },
      newestDataAt: april('13 06:20'),
      staleSince: april('13 18:20'),
    },
    {
      name: 'is as promised at the last moment of the promise',
      changes: { ...landed('13 05:50'), now: april('13 17:50') },
      newestDataAt: april('13 05:50'),
      staleSince: null,
    },
    {
      name: 'and a moment later it is stale',
      changes: { ...landed('13 05:50'), now: april('13 17:50') + 1 },
      newestDataAt: april('13 05:50'),
      staleSince: april('13 17:50'),
    },
    {
      name: 'does not count a refresh that failed',
      changes: {
        ...landed('14 05:50'),
        requests: requests({
          'workbook:sales': [
            refreshed(april('13 06:20'), april('13 06:00')),
            failed(april('14 06:20'), april('14 06:00'), 'bridge'),
          ],
        }),
        now: april('14 07:00'),
      },
      newestDataAt: april('13 06:20'),
      staleSince: april('13 18:20'),
    },
    {
      name: 'of an extract that nobody is known to have refreshed is unknown, and stale once new data has waited too long',
      changes: { ...landed('13 05:50'), requests: new Map(), now: april('13 18:00') },
      newestDataAt: null,
      staleSince: april('13 17:50'),
    },
    {
      name: 'is unknown without any landing and any refresh',
      changes: { nodes: nodes({ fct_orders: status(null) }), requests: new Map() },
      newestDataAt: null,
      staleSince: null,
    },
  ])('$name', ({ changes, newestDataAt, staleSince }) => {
    expect(freshness(changes)).toEqual({ newestDataAt, promised: 12 * HOUR, staleSince })
  })

  test('is what the last refresh noted, after a later landing has replaced what it read', () => {
    const first = { ...input({ ...PROMISED, ...landed('13 05:50') }), now: april('13 06:30') }
    const rows = withFreshness(
      plan(first).extracts.map((row) => ({ row, result: null })),
      first,
    )
    const noted = datedRefreshes(rows, first)
    expect(freshness({ ...landed('14 05:50'), requests: noted })).toMatchObject({
      newestDataAt: april('13 05:50'),
      staleSince: april('13 17:50'),
    })
    // Landed before the refresh, but known only later, from another workflow.
    expect(freshness({ ...landed('13 06:10'), requests: noted }).newestDataAt).toBe(april('13 06:10'))
    expect(datedRefreshes(rows, { requests: noted }).size).toBe(0)
  })

  test('is not noted if a later landing has replaced what was read', () => {
    const late = input({ ...PROMISED, ...landed('14 05:50') })
    const rows = plan(late).extracts.map((row) => ({ row }))
    expect(datedRefreshes(rows, late).size).toBe(0)
  })

  test('counts a refresh by somebody else, which Tableau shows', () => {
    const workbook = extract('workbook:sales')
    const updated = { ...workbook, lineage: { ...workbook.lineage, extractUpdatedAt: april('14 05:00') } }
    expect(freshness({ extracts: [updated], ...landed('13 22:00'), now: april('14 06:00') })).toMatchObject({
      newestDataAt: april('13 22:00'),
      staleSince: null,
    })
  })

  test('is known without a promise', () => {
    expect(freshness({ policy: POLICY, ...landed('1 05:50') })).toEqual({
      newestDataAt: april('1 05:50'),
      promised: null,
      staleSince: null,
    })
  })

  test('of what reads a published data source is the age of the data in that', () => {
    const shared = {
      extracts: [
        extract('datasource:orders', { upstream: ['fct_orders via datasource:orders'] }),
        extract('workbook:sales', {
          upstream: ['fct_orders via datasource:orders'],
          reads: ['datasource:orders'],
        }),
      ],
      requests: requests({
        'datasource:orders': [refreshed(april('13 06:10'), april('13 06:00'))],
        'workbook:sales': [refreshed(april('13 06:20'), april('13 06:00'))],
      }),
    }
    expect(freshness({ ...shared, ...landed('12 05:50') })).toMatchObject({ newestDataAt: april('12 05:50') })
    expect(freshness({ ...shared, ...landed('14 05:50') })).toMatchObject({ newestDataAt: april('13 06:10') })
  })

  test('ends for data sources that read each other in a circle', () => {
    const circle = [
      extract('datasource:a', { reads: ['datasource:b'], upstream: [] }),
      extract('datasource:b', { reads: ['datasource:a'] }),
    ]
    const all = requests({
      'datasource:a': [refreshed(april('13 06:20'), null)],
      'datasource:b': [refreshed(april('13 06:10'), null)],
    })
    expect(
      freshness({ extracts: circle, requests: all, ...landed('12 05:50') }, 'datasource:a').newestDataAt,
    ).toBe(april('12 05:50'))
  })

  test.each([
    ['a live connection', extract('workbook:sales', { hasExtract: false })],
    ['data of another project', extract('workbook:sales', { unrelated: ['other.table'] })],
    [
      'another environment',
      extract('workbook:sales', { otherEnvironment: [{ dbt: 'dev.t', tableau: 'prod.t' }] }),
    ],
  ])('is unknown for %s', (_, one) => {
    expect(freshness({ extracts: [one], ...landed('1 05:50') })).toMatchObject({
      newestDataAt: null,
      staleSince: null,
    })
  })
})

describe('the promise', () => {
  test.each([
    { own: [null, null], minutes: 0, promised: null },
    { own: [null, null], minutes: 1440, promised: DAY },
    { own: [60, null], minutes: 1440, promised: HOUR },
    { own: [2880, null], minutes: 1440, promised: DAY },
    { own: [0, 0], minutes: 1440, promised: null },
    { own: [0, 2880], minutes: 1440, promised: 2 * DAY },
  ])('is the strictest of $own, with $minutes minutes as the input', ({ own, minutes, promised }) => {
    const exposures = own.map((staleAfter, index) => exposure(`kpis_${index}`, { staleAfter }))
    const given = {
      extracts: [extract('workbook:sales', { exposures })],
      policy: { ...POLICY, staleAfter: minutes },
    }
    expect(freshness(given).promised).toBe(promised)
  })
})

test('a refresh of this run ends it: the rows are judged again after the refreshes', () => {
  const before = input({ ...PROMISED, ...landed('14 05:50') })
  const rows = plan(before).extracts.map((row) => ({ row, result: null }))
  const after = { ...before, requests: requests({ 'workbook:sales': [refreshed(april('14 06:01'), null)] }) }
  expect(rows.map(({ row }) => row.known.freshness.staleSince)).toEqual([april('13 18:20')])
  expect(withFreshness(rows, after).map(({ row }) => row.known.freshness)).toEqual([
    { newestDataAt: april('14 05:50'), promised: 12 * HOUR, staleSince: null },
  ])
})

describe('by the promise of one exposure', () => {
  /** The workbook's data is of Monday 05:50; the strictest exposure promises one hour. */
  const exposures = [
    exposure('hourly', { staleAfter: 60 }),
    exposure('daily', { staleAfter: 1440 }),
    exposure('none', { staleAfter: 0 }),
  ]
  const given = { extracts: [extract('workbook:sales', { exposures })], ...landed('13 05:50') }
  const by = (name: string, now: number): Freshness => {
    const [row] = plan(input({ ...PROMISED, ...given, now })).extracts
    if (row === undefined) throw new Error('no row')
    return freshnessFor(exposure(name).uniqueId, row, { policy: PROMISED.policy, now })
  }
  const newestDataAt = april('13 05:50')

  test('the data is stale for each of them at its own time', () => {
    const hourly = { newestDataAt, promised: HOUR, staleSince: april('13 06:50') }
    const daily = { newestDataAt, promised: DAY, staleSince: null }
    expect(by('hourly', april('13 07:00'))).toEqual(hourly)
    expect(by('daily', april('13 07:00'))).toEqual(daily)
    expect(by('hourly', april('14 05:50'))).toEqual(hourly)
    expect(by('daily', april('14 05:50'))).toEqual(daily)
    expect(by('daily', april('14 05:50') + 1)).toEqual({ ...daily, staleSince: april('14 05:50') })
  })

  test('one without a promise is never stale, and none is before its time', () => {
    expect(by('none', april('20 00:00'))).toEqual({ newestDataAt, promised: null, staleSince: null })
    expect(by('hourly', april('13 06:50'))).toEqual({ newestDataAt, promised: HOUR, staleSince: null })
  })
})

test('data that landed in the moment of the refresh was read by it', () => {
  expect(freshness(landed('13 06:20')).newestDataAt).toBe(april('13 06:20'))
  expect(freshness({ ...landed('14 05:50'), requests: new Map() }).newestDataAt).toBeNull()
})

test('after the refreshes the data of a data source that others refresh is known too', () => {
  const source = extract('datasource:orders', { upstream: ['fct_orders'] })
  const reader = extract('workbook:sales', {
    upstream: ['fct_orders via datasource:orders'],
    reads: ['datasource:orders'],
  })
  const done = requests({
    'datasource:orders': [refreshed(april('13 06:10'), null)],
    'workbook:sales': [refreshed(april('13 06:20'), null)],
  })
  const all = input({
    ...PROMISED,
    ...landed('12 05:50'),
    extracts: [reader],
    others: [source],
    requests: done,
  })
  const rows = plan(all).extracts.map((row) => ({ row }))
  expect(withFreshness(rows, all).map(({ row }) => row.known.freshness.newestDataAt)).toEqual([
    april('12 05:50'),
  ])
  // Of a data source that the run does not look at, only its refresh is known.
  const alone = { ...all, others: [] }
  expect(withFreshness(rows, alone).map(({ row }) => row.known.freshness.newestDataAt)).toEqual([
    april('13 06:10'),
  ])
  const never = { ...alone, requests: requests({ 'workbook:sales': [refreshed(april('13 06:20'), null)] }) }
  expect(withFreshness(rows, never).map(({ row }) => row.known.freshness.newestDataAt)).toEqual([
    april('13 06:20'),
  ])
})

test('nothing is noted of an extract without a refresh, or without known data', () => {
  const rowsFor = (given: PlanInput): { readonly row: ExtractRow }[] =>
    plan(given).extracts.map((row) => ({ row }))
  const never = input({ ...PROMISED, ...landed('13 05:50'), requests: new Map() })
  expect(datedRefreshes(rowsFor(never), never).size).toBe(0)
  const live = input({ extracts: [extract('workbook:sales', { hasExtract: false })], ...landed('13 05:50') })
  expect(datedRefreshes(rowsFor(live), live).size).toBe(0)
})
