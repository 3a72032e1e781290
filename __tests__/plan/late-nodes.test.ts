import { describe, expect, test } from '@jest/globals'

import { MINUTE } from '../../src/base/clock.js'
import { lateNodeOf, overtakenRefreshes } from '../../src/plan/late-nodes.js'
import type { Known, PlanInput, Policy } from '../../src/plan/types.js'
import { join } from '../../src/state/join.js'
import { EMPTY_STATE } from '../../src/state/state.js'
import type { UniqueId } from '../../src/dbt/types.js'
import {
  april,
  DAY,
  exposure,
  extract,
  input,
  nodes,
  POLICY,
  refreshed,
  requests,
  status,
  Week,
} from './build.js'

const SALES = 'workbook:sales'
const sales = extract(SALES, { upstream: ['orders', 'customers'] })
const WINDOW = april('14 06:00')

/** The node that overtook a refresh requested at 06:05, and when, if these were the last landings. */
function overtakenBy(
  landed: { readonly orders?: string; readonly customers?: string },
  changes: Partial<PlanInput> = {},
): string | null {
  const at = (text: string | undefined) => status(text === undefined ? null : april(text))
  const facts = overtakenRefreshes(
    input({
      extracts: [sales],
      nodes: nodes({ orders: at(landed.orders), customers: at(landed.customers) }),
      requests: requests({ [SALES]: [refreshed(april('14 06:05'), WINDOW)] }),
      slot: april('14 06:40'),
      ...changes,
    }),
  )
  const [job] = facts.get(sales.key)?.values() ?? []
  const by = job?.overtakenBy
  return by === undefined ? null : `${by.node} ${new Date(by.at).toISOString().slice(11, 16)}`
}

describe('a refresh was overtaken by a late node', () => {
  test.each([
    {
      orders: '14 06:03',
      customers: '14 06:42',
      by: 'model.shop.customers 06:42',
      why: 'half an hour later',
    },
    {
      orders: '14 06:03',
      customers: '14 12:05',
      by: 'model.shop.customers 12:05',
      why: 'at most a quarter of the window later',
    },
    { orders: '14 06:03', customers: '14 12:06', by: null, why: 'more than a quarter of the window later' },
    { orders: '14 06:45', customers: '14 06:42', by: null, why: 'all landed again, so builds are frequent' },
    { orders: '14 06:03', customers: '14 06:01', by: null, why: 'all landed before' },
    { orders: '13 12:00', customers: '14 06:42', by: null, why: 'nothing had landed shortly before' },
    { orders: undefined, customers: '14 06:42', by: null, why: 'no landing of the other is known' },
  ])('$by, orders $orders, customers $customers: $why', ({ by, ...landed }) => {
    const known = Object.fromEntries(Object.entries(landed).filter(([, at]) => at !== undefined))
    expect(overtakenBy(known)).toBe(by)
  })

  test.each([
    { why: 'refreshed manually', one: refreshed(april('14 06:05'), null) },
    { why: 'not refreshed at all', one: { ...refreshed(april('14 06:05'), WINDOW), outcome: null } },
  ])('but not if it was $why', ({ one }) => {
    const landed = { orders: '14 06:03', customers: '14 06:42' }
    expect(overtakenBy(landed, { requests: requests({ [SALES]: [one] }) })).toBeNull()
  })

  test('but not by a node that it reads through a published data source, which is refreshed first', () => {
    const extracts = [extract(SALES, { upstream: ['orders', 'customers via datasource:crm'] })]
    expect(overtakenBy({ orders: '14 06:03', customers: '14 06:42' }, { extracts })).toBeNull()
  })
})

/** Two workflows: one builds orders at 06:00 every day, the other customers at 06:40. */
class Days {
  readonly #week = new Week({ extracts: [sales] })
  readonly refreshes: string[] = []

  /** Plans both runs of `days` days; returns the late node that the last one reports. */
  runs(from: number, days: number, changes: Partial<Policy> = {}): Known['lateNode'] {
    let lateNode: Known['lateNode'] = null
    for (let day = from; day < from + days; day += 1) {
      for (const time of ['06:00', '06:40']) {
        const slot = april('01 00:00') + (day - 1) * DAY + (time === '06:00' ? 360 : 400) * MINUTE
        const orders = status(slot - (time === '06:00' ? 0 : 40 * MINUTE) + 2 * MINUTE)
        const before = day === 1 ? null : slot - DAY + 42 * MINUTE
        const customers = status(time === '06:40' ? slot + 2 * MINUTE : before)
        const policy = { ...POLICY, ...changes }
        const run = { nodes: nodes({ orders, customers }), policy, nextSlot: slot + DAY }
        const facts = overtakenRefreshes(
          input({ extracts: [sales], requests: this.#week.requests, slot, ...run }),
        )
        this.#week.requests = join(
          { ...EMPTY_STATE, requests: this.#week.requests },
          { ...EMPTY_STATE, requests: facts },
        ).requests
        const [row] = this.#week.run(slot, { ...run, delay: 5 * MINUTE }).extracts
        if (row?.decision.kind === 'refresh') this.refreshes.push(`${day} ${time}`)
        lateNode = row?.known.lateNode ?? null
      }
    }
    return lateNode
  }
}

describe('customers land every day 37 minutes after the refresh', () => {
  test('is reported from the third day on', () => {
    const days = new Days()
    expect(days.runs(1, 2)).toBeNull()
    expect(days.runs(3, 1)).toEqual({ node: 'model.shop.customers', times: 3, of: 3, after: 37 * MINUTE })
    expect(days.refreshes).toEqual(['1 06:00', '2 06:00', '3 06:00'])
  })

  test('is no longer reported two days after a time of day was set between the two runs', () => {
    const days = new Days()
    days.runs(1, 4)
    const at = { buildAfter: { minutes: 1440, at: '06:20', timezone: null } }
    expect(days.runs(5, 3, at)).toBeNull()
    expect(days.refreshes.slice(4)).toEqual(['5 06:00', '5 06:40', '6 06:40', '7 06:40'])
  })

  // At 06:00 customers, too, have landed since the last refresh: yesterday at 06:42. So the extract waits for nothing.
  test('is still reported after a change to updates_on: all, which keeps the hour of the first window', () => {
    const days = new Days()
    days.runs(1, 4)
    expect(days.runs(5, 3, { updatesOn: 'all' })).not.toBeNull()
    expect(days.refreshes.slice(4)).toEqual(['5 06:00', '6 06:00', '7 06:00'])
  })

  test('does not happen with updates_on: all from the first refresh on', () => {
    const days = new Days()
    expect(days.runs(1, 4, { updatesOn: 'all' })).toBeNull()
    expect(days.refreshes).toEqual(['1 06:40', '2 06:40', '3 06:40', '4 06:40'])
  })
})

test('manual refreshes do not count, neither for nor against', () => {
  const late = (day: number) => ({
    ...refreshed(april(`${day} 06:05`), april(`${day} 06:00`)),
    overtakenBy: { node: 'model.shop.customers' as UniqueId, at: april(`${day} 06:42`) },
  })
  const manual = [refreshed(april('13 11:00'), null), refreshed(april('14 15:00'), null)]
  const all = requests({ [SALES]: [late(12), late(13), late(14), ...manual] })
  expect(lateNodeOf(all.get(sales.key))).toEqual({
    node: 'model.shop.customers',
    times: 3,
    of: 3,
    after: 37 * MINUTE,
  })
})

test('the window is that of the exposure', () => {
  const hourly = { buildAfter: { minutes: 60, at: null, timezone: null } }
  const extracts = [
    extract(SALES, { upstream: ['orders', 'customers'], exposures: [exposure('kpis', hourly)] }),
  ]
  expect(overtakenBy({ orders: '14 06:03', customers: '14 06:42' }, { extracts })).toBeNull()
  expect(overtakenBy({ orders: '14 06:03', customers: '14 06:20' }, { extracts })).not.toBeNull()
})

test('of the refreshes that state knows, only those that the same node overtook are counted', () => {
  const by = (node: string, day: string) => ({
    ...refreshed(april(`${day} 06:00`), april(`${day} 06:00`)),
    overtakenBy: { node: node as UniqueId, at: april(`${day} 06:20`) },
  })
  const late = 'model.shop.late'
  const known = requests({
    [SALES]: [
      by(late, '10'),
      refreshed(april('11 06:00'), april('11 06:00')),
      by('model.shop.other', '12'),
      by(late, '13'),
      by(late, '14'),
    ],
  }).get(sales.key)
  expect(lateNodeOf(known)).toEqual({ node: late, times: 3, of: 5, after: 20 * MINUTE })
})

describe('with a daily window, six hours before and after a refresh at 06:05 are soon', () => {
  test.each([
    { orders: '14 00:05', customers: '14 06:42', by: 'customers', why: 'six hours before is in time' },
    { orders: '14 00:04', customers: '14 06:42', by: null, why: 'a minute earlier is another build' },
    {
      orders: '14 06:05',
      customers: '14 06:42',
      by: 'customers',
      why: 'what lands with the request is in time',
    },
    { orders: '14 06:05', customers: '14 06:05', by: null, why: 'and not late' },
  ])('orders at $orders, customers at $customers: overtaken by $by ($why)', ({ orders, customers, by }) => {
    expect(overtakenBy({ orders, customers })?.split(' ')[0] ?? null).toBe(by && `model.shop.${by}`)
  })

  test('the first of several late nodes counts, in whatever order Tableau shows them', () => {
    const landed = nodes({
      a: status(april('14 06:03')),
      b: status(april('14 07:00')),
      c: status(april('14 06:30')),
      d: status(null),
    })
    for (const upstream of [
      ['a', 'b', 'c', 'd', 'unheard_of'],
      ['unheard_of', 'd', 'c', 'b', 'a'],
    ]) {
      const extracts = [extract(SALES, { upstream })]
      expect(overtakenBy({}, { extracts, nodes: landed })).toBe('model.shop.c 06:30')
    }
  })

  test('nothing overtakes where nothing is known to have landed', () => {
    const extracts = [extract(SALES, { upstream: ['d', 'unheard_of'] })]
    expect(overtakenBy({}, { extracts, nodes: nodes({ d: status(null) }) })).toBeNull()
  })
})

test('a failed refresh that was overtaken tells nothing about the node', () => {
  const by = (day: string, outcome: 'refreshed' | 'failed') => ({
    ...refreshed(april(`${day} 06:00`), april(`${day} 06:00`)),
    outcome,
    overtakenBy: { node: 'model.shop.late' as UniqueId, at: april(`${day} 06:20`) },
  })
  const known = (outcome: 'refreshed' | 'failed') =>
    requests({ [SALES]: [by('12', outcome), by('13', 'refreshed'), by('14', 'refreshed')] }).get(sales.key)
  expect(lateNodeOf(known('refreshed'))?.times).toBe(3)
  expect(lateNodeOf(known('failed'))).toBeNull()
})

test('a node that a data source reads itself can overtake its refresh', () => {
  const source = extract('datasource:s', {
    upstream: ['orders via datasource:s', 'customers via datasource:s'],
  })
  const facts = overtakenRefreshes(
    input({
      extracts: [source],
      nodes: nodes({ orders: status(april('14 06:03')), customers: status(april('14 06:42')) }),
      requests: requests({ 'datasource:s': [refreshed(april('14 06:05'), WINDOW)] }),
    }),
  )
  expect([...(facts.get(source.key)?.values() ?? [])][0]?.overtakenBy?.node).toBe('model.shop.customers')
})
