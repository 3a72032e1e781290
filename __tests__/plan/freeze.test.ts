import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { type Instant, MINUTE } from '../../src/base/clock.js'
import { parseFreeze } from '../../src/exposures/freeze.js'
import type { Freeze } from '../../src/exposures/types.js'
import { rememberedFreezes } from '../../src/plan/freeze.js'
import { plan } from '../../src/plan/plan.js'
import type { ExtractRow, PlanInput } from '../../src/plan/types.js'
import { runs } from '../support/runs.js'
import {
  april,
  DAY,
  exposure,
  extract,
  HOUR,
  input,
  nodes,
  POLICY,
  problem,
  refreshed,
  requests,
  running,
  status,
  Week,
} from './build.js'

const frozenUntil = rememberedFreezes()
const iso = (instant: Instant | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().slice(0, 16)

function freezes(...texts: string[]): Freeze[] {
  return texts.map((text) => {
    const parsed = parseFreeze(text)
    if (!('freeze' in parsed)) throw new Error(text)
    return parsed.freeze
  })
}

describe('a freeze is on', () => {
  test.each([
    { given: ['2026-12-24..2027-01-01'], at: '2026-12-23T23:59', until: null },
    { given: ['2026-12-24..2027-01-01'], at: '2026-12-24T00:00', until: '2027-01-02T00:00' },
    { given: ['2026-12-24..2027-01-01'], at: '2027-01-01T23:59', until: '2027-01-02T00:00' },
    { given: ['2026-12-24..2027-01-01'], at: '2027-01-02T00:00', until: null },
    // Berlin's days: 29 March has 23 hours, 25 October has 25.
    { given: ['2026-03-29 Europe/Berlin'], at: '2026-03-28T23:00', until: '2026-03-29T22:00' },
    { given: ['2026-10-25 Europe/Berlin'], at: '2026-10-24T21:59', until: null },
    { given: ['2026-10-25 Europe/Berlin'], at: '2026-10-24T22:00', until: '2026-10-25T23:00' },
    { given: ['0 18 L * * for 14h'], at: '2026-04-30T17:59', until: null },
    { given: ['0 18 L * * for 14h'], at: '2026-04-30T18:00', until: '2026-05-01T08:00' },
    { given: ['0 18 L * * for 14h'], at: '2026-05-01T08:00', until: null },
    { given: ['0 18 L * * for 14h America/New_York'], at: '2026-04-30T22:00', until: '2026-05-01T12:00' },
    { given: ['2026-04-30', '0 0 1 * * for 2d'], at: '2026-04-30T12:00', until: '2026-05-03T00:00' },
    { given: ['2026-04-30', '2026-05-02'], at: '2026-04-30T12:00', until: '2026-05-01T00:00' },
    // In Cairo the clocks skip the first hour of 24 April, in Berlin that from 2 to 3 on 29 March.
    { given: ['2026-04-23 Africa/Cairo'], at: '2026-04-23T21:59', until: '2026-04-23T22:00' },
    { given: ['2026-04-23 Africa/Cairo'], at: '2026-04-23T22:00', until: null },
    { given: ['2026-04-24 Africa/Cairo'], at: '2026-04-23T22:00', until: '2026-04-24T21:00' },
    { given: ['30 2 29 3 * for 2h Europe/Berlin'], at: '2026-03-29T02:00', until: '2026-03-29T03:00' },
    { given: ['0 18 28 3 * for 9h Europe/Berlin'], at: '2026-03-29T01:59', until: '2026-03-29T02:00' },
    { given: [], at: '2026-04-30T12:00', until: null },
  ])('$given at $at: until $until', ({ given, at, until }) => {
    expect(iso(frozenUntil(freezes(...given), Date.parse(`${at}Z`)))).toBe(until)
  })

  test('for a long time if two of them take turns', () => {
    const now = april('14 06:00')
    expect(frozenUntil(freezes('0 0 1-31/2 * * for 1d', '0 0 2-30/2 * * for 1d'), now)).toBeGreaterThan(
      now + 90 * DAY,
    )
  })
})

const MONTH_END = freezes('2026-04-14')
const frozen = { policy: { ...POLICY, freezes: MONTH_END } }

function rowOf(changes: Partial<PlanInput>): ExtractRow {
  const [row] = plan(input(changes)).extracts
  if (row === undefined) throw new Error('no row')
  return row
}

describe('a frozen extract', () => {
  test('is skipped, until the freeze ends', () => {
    expect(rowOf(frozen)).toMatchObject({
      decision: { kind: 'skip', reason: 'frozen', until: april('15 00:00') },
      dueAt: april('15 00:00'),
    })
  })

  test('is skipped by the time of planning, not by the slot of a late run', () => {
    expect(rowOf({ ...frozen, slot: april('13 23:30'), now: april('14 00:10') }).decision.reason).toBe(
      'frozen',
    )
    expect(rowOf({ ...frozen, slot: april('14 23:30'), now: april('15 00:10') }).decision.reason).toBe(
      'new-data',
    )
  })

  test.each([
    {
      name: 'after a job that runs already',
      changes: { requests: requests({ 'workbook:sales': [running(april('14 05:55'))] }) },
      reason: 'in-flight',
    },
    {
      name: 'before a failed upstream',
      changes: {
        nodes: nodes({
          fct_orders: status(april('14 05:50'), { problems: [problem('orders', 'test', april('14 05:55'))] }),
        }),
      },
      reason: 'frozen',
    },
    {
      name: 'before no new data',
      changes: { nodes: nodes({ fct_orders: status(april('13 05:50')) }) },
      reason: 'frozen',
    },
    {
      name: 'and force does not override it',
      changes: { policy: { ...frozen.policy, force: true, manual: true } },
      reason: 'frozen',
    },
  ])('$name', ({ changes, reason }) => {
    expect(rowOf({ ...frozen, ...changes }).decision.reason).toBe(reason)
  })

  const oneOfTwo = [
    extract('workbook:sales', { exposures: [exposure('kpis'), exposure('close', { freezes: MONTH_END })] }),
  ]

  test('is frozen if any of its exposures is', () => {
    expect(rowOf({ extracts: oneOfTwo }).decision.reason).toBe('frozen')
  })

  test('is not, with the input freeze: none', () => {
    expect(rowOf({ extracts: oneOfTwo, policy: { ...POLICY, freezes: 'none' } }).decision.reason).toBe(
      'new-data',
    )
  })

  test.each([
    { name: 'the end of the window, if that is later', used: '14 05:00', buildAfter: null, due: '15 05:00' },
    { name: 'the end of the freeze, if that is later', used: '13 05:00', buildAfter: null, due: '15 00:00' },
    {
      name: 'the next day with a time, if the freeze ends on a day off',
      used: '13 05:00',
      buildAfter: {
        minutes: 10080,
        at: [{ time: '06:00', days: ['fri' as const] }],
        timezone: null,
      },
      due: '17 00:00',
    },
  ])('is due at $name', ({ used, buildAfter, due }) => {
    const row = rowOf({
      policy: { ...frozen.policy, ...(buildAfter !== null && { buildAfter }) },
      requests: requests({
        'workbook:sales': [refreshed(april(used), buildAfter === null ? april(used) : april('03 06:00'))],
      }),
    })
    expect([row.decision.reason, iso(row.dueAt)]).toEqual(['frozen', iso(april(due))])
  })

  test('a refresh before a freeze says when the next one is due: after it', () => {
    const row = rowOf({ policy: { ...POLICY, freezes: freezes('2026-04-15..2026-04-16') } })
    expect([row.decision.reason, iso(row.dueAt)]).toEqual(['new-data', iso(april('17 00:00'))])
  })

  test('a workbook waits for a frozen data source with new data', () => {
    const extracts = [
      extract('workbook:sales', {
        upstream: ['fct_orders via datasource:orders'],
        reads: ['datasource:orders'],
      }),
      extract('datasource:orders', { exposures: [exposure('close', { freezes: MONTH_END })] }),
    ]
    const known = requests({
      'workbook:sales': [refreshed(april('13 06:20'), april('13 06:00'))],
      'datasource:orders': [refreshed(april('13 06:10'), april('13 06:00'))],
    })
    const pendingOf = (landed: string): unknown =>
      plan(input({ extracts, requests: known, nodes: nodes({ fct_orders: status(april(landed)) }) }))
        .extracts.map(({ decision }) => decision)
        .find(({ reason }) => reason === 'up-to-date')
    expect(pendingOf('14 05:50')).toMatchObject({
      pendingDataSources: [{ key: 'datasource:orders', dueAt: april('15 00:00') }],
    })
    expect(pendingOf('13 05:50')).toMatchObject({ pendingDataSources: [] })
  })
})

test('a freeze loses nothing: the first run after it refreshes what is new, and every other as without a freeze', () => {
  const anyFreeze = fc.record({
    first: fc.integer({ min: 2, max: 12 }),
    days: fc.integer({ min: 0, max: 5 }),
  })
  const hours = fc.constantFrom(1, 3, 6, 24)
  fc.assert(
    fc.property(anyFreeze, hours, fc.nat(59), ({ first, days }, step, minute) => {
      const last = first + days
      const pad = (day: number): string => String(day).padStart(2, '0')
      const policy = { ...POLICY, freezes: freezes(`2026-04-${pad(first)}..2026-04-${pad(last)}`) }
      const [from, until] = [april(`${first} 00:00`), april(`${last + 1} 00:00`)]
      const week = new Week({ policy })
      let refreshesAfter = 0
      for (let slot = april('01 00:00') + minute * MINUTE; slot < until + 2 * DAY; slot += step * HOUR) {
        // Data lands in the freeze, and never after it.
        const landed = Math.min(slot, until - 1)
        const [row] = week.run(slot, { nodes: nodes({ fct_orders: status(landed) }), delay: 0 }).extracts
        const isFrozen = from <= slot && slot < until
        expect(row?.decision.reason === 'frozen').toBe(isFrozen)
        if (slot >= until && row?.decision.kind === 'refresh') refreshesAfter += 1
        if (slot >= until && slot < until + step * HOUR) expect(row?.decision.reason).not.toBe('up-to-date')
      }
      expect(refreshesAfter).toBe(1)
    }),
    { numRuns: runs(40) },
  )
})

test('what was asked once is remembered: with thousands of extracts a cron would take seconds', () => {
  const ask = rememberedFreezes()
  const both = freezes('0 18 28 * * for 3d Europe/Berlin', '0 0 * * sat for 2d')
  const started = performance.now()
  const answers = new Set(Array.from({ length: 20_000 }, () => ask(both, april('28 19:00'))))
  expect([...answers].map(iso)).toEqual(['2026-05-01T16:00'])
  expect(performance.now() - started).toBeLessThan(2000)
})
