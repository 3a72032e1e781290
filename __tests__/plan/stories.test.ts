import { describe, expect, test } from '@jest/globals'

import { MINUTE } from '../../src/base/clock.js'
import type { NodeStatus } from '../../src/dbt/types.js'
import { nextSlotOf, slotOf } from '../../src/plan/slot.js'
import type { PlanInput } from '../../src/plan/types.js'
import {
  april,
  DAY,
  decisionOn,
  extract,
  HOUR,
  nodes,
  POLICY,
  problem,
  refreshed,
  requests,
  status,
  SUCCESS,
  verdict,
  Week,
  windowOf,
} from './build.js'

const SALES = 'workbook:sales'
const healthy = (landed: string): PlanInput['nodes'] => nodes({ fct_orders: status(april(landed)) })
const broken = (landed: string, kind: 'node' | 'test', failedAt: string): PlanInput['nodes'] =>
  nodes({ fct_orders: status(april(landed), { problems: [problem('orders', kind, april(failedAt))] }) })

/** The slots of `made` in which the extract was refreshed. */
const refreshedIn = (made: ReturnType<Week['run']>[], id = SALES): string[] =>
  made.filter((one) => decisionOn(id, one).kind === 'refresh').map((one) => label(one.slot))
const label = (slot: number): string => new Date(slot).toISOString().slice(8, 16).replace('T', ' ')

describe('a build that fails on Monday morning', () => {
  test('after a manual refresh at 14:00, Tuesday 06:00 refreshes as usual', () => {
    const week = new Week()
    week.run(april('12 06:00'), { nodes: healthy('12 05:50') })
    const monday = week.run(april('13 06:00'), { nodes: broken('12 05:50', 'node', '13 05:50') })
    expect(verdict(SALES, monday)).toBe('skip upstream-failed')
    const manual = week.run(april('13 14:00'), {
      nodes: healthy('13 13:50'),
      policy: { ...POLICY, manual: true },
    })
    expect(decisionOn(SALES, manual)).toMatchObject({ reason: 'new-data', window: null })
    const tuesday = week.run(april('14 06:00'), { nodes: healthy('14 05:50') })
    expect(decisionOn(SALES, tuesday)).toMatchObject({ reason: 'new-data', window: april('14 06:00') })
  })

  test('after a fix, the build at 09:00 refreshes it, and Tuesday 06:00 too', () => {
    const week = new Week()
    week.run(april('12 06:00'), { nodes: healthy('12 05:50') })
    week.run(april('13 06:00'), { nodes: broken('12 05:50', 'node', '13 05:50') })
    const fixed = week.run(april('13 09:00'), { nodes: healthy('13 08:50') })
    expect(decisionOn(SALES, fixed)).toMatchObject({ kind: 'refresh', window: april('13 06:00') })
    expect(verdict(SALES, week.run(april('14 06:00'), { nodes: healthy('14 05:50') }))).toBe(
      'refresh new-data',
    )
  })
})

test('the example week of docs/decisions.md', () => {
  const week = new Week()
  const failing = broken('12 05:50', 'test', '13 05:55')
  const manual = { ...POLICY, manual: true }
  const told = [
    { slot: '12 06:00', run: {}, reason: 'first-refresh', window: '12 06:00', dueAt: '13 06:00' },
    { slot: '13 06:00', run: { nodes: failing }, reason: 'upstream-failed', window: null, dueAt: null },
    { slot: '13 14:00', run: { policy: manual }, reason: 'new-data', window: null, dueAt: null },
    { slot: '14 05:40', run: {}, reason: 'new-data', window: '14 06:00', dueAt: '15 06:00' },
    { slot: '14 12:00', run: {}, reason: 'build-after', window: null, dueAt: '15 06:00' },
    { slot: '15 09:10', run: {}, reason: 'new-data', window: '15 06:00', dueAt: '16 06:00' },
    { slot: '16 06:00', run: {}, reason: 'new-data', window: '16 06:00', dueAt: '17 06:00' },
  ]
  for (const { slot, run, reason, window, dueAt } of told) {
    const landed = nodes({ fct_orders: status(april(slot) - 10 * MINUTE) })
    const [row] = week.run(april(slot), { nodes: landed, ...run }).extracts
    const used = row?.decision.kind === 'refresh' ? row.decision.window : null
    expect({ slot, reason: row?.decision.reason, window: used, dueAt: row?.dueAt }).toEqual({
      slot,
      reason,
      window: window === null ? null : april(window),
      dueAt: dueAt === null ? null : april(dueAt),
    })
  }
})

describe('hourly builds with a daily window', () => {
  const everyHour = '0 * * * *'
  const refreshes = (policy: Partial<PlanInput['policy']>, cron: string | null = everyHour): string[] => {
    const week = new Week({ policy: { ...POLICY, ...policy } })
    const slots = Array.from({ length: 14 * 24 + 1 }, (_, hour) => april('01 06:00') + hour * HOUR)
    const made = slots.map((slot) =>
      week.run(slot, {
        nodes: nodes({ fct_orders: status(slot - 10 * MINUTE) }),
        nextSlot: nextSlotOf({ cron, slot }),
      }),
    )
    return refreshedIn(made)
  }
  const days = Array.from({ length: 14 }, (_, index) => String(index + 2).padStart(2, '0'))
  const daily = (time: string): string[] => days.map((day) => `${day} ${time}`)
  const at = { minutes: 1440, at: '09:30', timezone: null }

  // If an early run could use the next window although the run that is due follows, the 05:00 build would use the window of
  // 06:00 every day, and the 06:00 build never, although the report says that the extract is due at 06:00.
  test('refresh at the hour of the first refresh: the run that is due uses its own window', () => {
    expect(refreshes({})).toEqual(['01 06:00', ...daily('06:00')])
  })

  test('without a cron the next run is unknown, so the run before the window uses it', () => {
    expect(refreshes({}, null)).toEqual(['01 06:00', ...daily('05:00')])
  })

  test('a tolerance that is set applies unchanged', () => {
    expect(refreshes({ toleranceMinutes: 60 })).toEqual(['01 06:00', ...daily('05:00')])
    expect(refreshes({ toleranceMinutes: 0 }, null)).toEqual(['01 06:00', ...daily('06:00')])
  })

  // Why there is no automatic tolerance before a time of day: if the nightly load ends at 09:15 and the exposure says 09:30,
  // the 09:00 build would use the window, and the dashboard would show yesterday's load all day.
  test.each([everyHour, null])(
    'with a time of day, at the first build from then on and never before (cron %s)',
    (cron) => {
      // The first refresh uses the window that began the morning before.
      const expected = ['01 06:00', '01 10:00', ...daily('10:00')]
      expect(refreshes({ buildAfter: at }, cron)).toEqual(expected.slice(0, 15))
    },
  )

  test('a tolerance that is set also applies before a time of day', () => {
    const expected = ['01 06:00', '01 09:00', ...daily('09:00')]
    expect(refreshes({ buildAfter: at, toleranceMinutes: 60 })).toEqual(expected.slice(0, 15))
  })
})

test.each([
  { moved: 'half an hour earlier', slot: '05:30', cron: '30 5 * * *' },
  { moved: 'half an hour later', slot: '06:30', cron: '30 6 * * *' },
])('a daily cron that is moved $moved still refreshes every day', ({ slot, cron }) => {
  const week = new Week()
  const slots = [april('12 06:00'), ...['13', '14', '15', '16'].map((day) => april(`${day} ${slot}`))]
  const made = slots.map((one) =>
    week.run(one, {
      nodes: nodes({ fct_orders: status(one - 10 * MINUTE) }),
      nextSlot: nextSlotOf({ cron, slot: one }),
    }),
  )
  expect(refreshedIn(made)).toHaveLength(5)
})

describe('runs that start hours late, or never', () => {
  const cron = '0 6 * * *'
  const startedAt = (week: Week, ...starts: string[]): string[] =>
    starts.filter((text) => {
      const start = april(text)
      const slot = slotOf({ cron, start })
      const made = week.run(slot, {
        nodes: nodes({ fct_orders: status(start + 5 * MINUTE) }),
        nextSlot: nextSlotOf({ cron, slot }),
        delay: start + 8 * MINUTE - slot,
      })
      return decisionOn(SALES, made).kind === 'refresh'
    })

  test('a run six and a half hours late does not delay the next', () => {
    const starts = ['12 06:31', '13 12:30', '14 06:02', '15 06:40']
    expect(startedAt(new Week(), ...starts)).toEqual(starts)
  })

  test('a run a whole day late has the newer slot, which is not refreshed twice', () => {
    expect(startedAt(new Week(), '12 06:31', '14 06:05', '14 06:40')).toEqual(['12 06:31', '14 06:05'])
  })

  test('after dropped runs, the next one refreshes on time', () => {
    expect(startedAt(new Week(), '12 06:31', '16 06:20', '17 06:05')).toEqual([
      '12 06:31',
      '16 06:20',
      '17 06:05',
    ])
  })
})

describe('a landing that was held back is not lost', () => {
  test('the next run refreshes it, although it rebuilds nothing', () => {
    const week = new Week()
    week.run(april('13 06:00'), { nodes: healthy('13 05:50') })
    expect(verdict(SALES, week.run(april('13 12:00'), { nodes: healthy('13 11:50') }))).toBe(
      'skip build-after',
    )
    expect(verdict(SALES, week.run(april('14 06:00'), { nodes: healthy('13 11:50') }))).toBe(
      'refresh new-data',
    )
    expect(verdict(SALES, week.run(april('15 06:00'), { nodes: healthy('13 11:50') }))).toBe(
      'skip up-to-date',
    )
  })

  test('a view whose code changed lands like any other node', () => {
    const week = new Week()
    week.run(april('13 06:00'), { nodes: healthy('13 05:50') })
    expect(verdict(SALES, week.run(april('14 06:00'), { nodes: healthy('13 05:50') }))).toBe(
      'skip up-to-date',
    )
    expect(verdict(SALES, week.run(april('15 06:00'), { nodes: healthy('15 05:50') }))).toBe(
      'refresh new-data',
    )
  })
})

test('a development build in another schema adds no facts about production nodes', () => {
  // Keys in state contain the schema, so a development build adds no landing to the production node.
  const week = new Week()
  week.run(april('13 06:00'), { nodes: healthy('13 05:50') })
  expect(verdict(SALES, week.run(april('14 06:00'), { nodes: healthy('13 05:50') }))).toBe('skip up-to-date')
  const pairs = [{ dbt: 'analytics.dev_ada.fct_orders', tableau: 'analytics.prod.fct_orders' }]
  const dev = week.run(april('14 06:00'), {
    extracts: [extract(SALES, { otherEnvironment: pairs, elsewhere: pairs })],
    nodes: healthy('14 05:50'),
  })
  expect(decisionOn(SALES, dev)).toMatchObject({ reason: 'other-environment', pairs })
})

describe('tests', () => {
  test('a failed test that is not run again holds back until it passes', () => {
    const week = new Week()
    week.run(april('12 06:00'), { nodes: healthy('12 05:50') })
    for (const day of ['13', '14', '15']) {
      const made = week.run(april(`${day} 06:00`), { nodes: broken(`${day} 05:50`, 'test', '13 05:55') })
      expect(decisionOn(SALES, made)).toMatchObject({
        reason: 'upstream-failed',
        problems: [{ kind: 'test', failedAt: april('13 05:55') }],
      })
    }
    expect(verdict(SALES, week.run(april('15 14:00'), { nodes: healthy('15 05:50') }))).toBe(
      'refresh new-data',
    )
  })

  test('a relationships test holds back the child only, not the parent', () => {
    const failing = status(april('14 05:50'), {
      problems: [problem('relationships_orders_customers', 'test', april('14 05:55'))],
    })
    const given = new Week().run(april('14 06:00'), {
      extracts: [extract(SALES), extract('workbook:customers', { upstream: ['dim_customers'] })],
      nodes: nodes({ fct_orders: failing, dim_customers: status(april('14 05:50')) }),
    })
    expect(verdict(SALES, given)).toBe('skip upstream-failed')
    expect(verdict('workbook:customers', given)).toBe('refresh first-refresh')
  })
})

test('a workbook with its own extract over a data source over a weekly model: both are refreshed once a week', () => {
  const extracts = [
    extract(SALES, { upstream: ['weekly via datasource:weekly'], reads: ['datasource:weekly'] }),
    extract('datasource:weekly', { upstream: ['weekly'] }),
  ]
  const week = new Week({ extracts })
  const builds = (slot: number): NodeStatus =>
    status(slot - ((slot - april('06 06:00')) % (7 * DAY)) - 10 * MINUTE)
  const made = Array.from({ length: 21 }, (_, day) => april('06 06:00') + day * DAY).map((slot) =>
    week.run(slot, { nodes: nodes({ weekly: builds(slot) }) }),
  )
  const mondays = ['06 06:00', '13 06:00', '20 06:00']
  expect(refreshedIn(made, 'datasource:weekly')).toEqual(mondays)
  expect(refreshedIn(made, SALES)).toEqual(mondays)
  expect(verdict(SALES, made[1] ?? new Week().run(0))).toBe('skip up-to-date')
})

test('a late data source is refreshed together with its workbook', () => {
  const extracts = [
    extract(SALES, { upstream: ['fct_orders via datasource:orders'], reads: ['datasource:orders'] }),
    extract('datasource:orders'),
  ]
  const week = new Week({ extracts })
  week.run(april('13 06:00'), { nodes: healthy('13 05:50') })
  const busy = { outcome: 'failed', failure: 'bridge' } as const
  week.run(april('14 06:00'), { nodes: healthy('14 05:50'), ending: () => busy })
  const noon = week.run(april('14 12:00'), { nodes: healthy('14 05:50') })
  expect(noon.extracts.map(({ decision }) => decision.reason)).toEqual(['new-data', 'new-data'])
  expect(noon.extracts.map(({ decision }) => windowOf(decision))).toEqual([
    april('14 06:00'),
    april('14 06:00'),
  ])
})

describe('embedded credentials that expired', () => {
  const expired = { outcome: 'failed', failure: 'credentials' } as const

  test('are tried once a day by hourly builds, and a manual run after the fix is not held back', () => {
    const week = new Week()
    const slots = Array.from({ length: 47 }, (_, hour) => april('13 06:00') + hour * HOUR)
    const made = slots.map((slot) =>
      week.run(slot, { nodes: nodes({ fct_orders: status(slot - 10 * MINUTE) }), ending: () => expired }),
    )
    expect(refreshedIn(made)).toEqual(['13 06:00', '14 05:00'])
    const after = { nodes: healthy('15 05:50'), ending: () => SUCCESS }
    const mended = week.run(april('15 05:55'), { ...after, policy: { ...POLICY, manual: true } })
    expect(verdict(SALES, mended)).toBe('refresh first-refresh')
  })

  test('a manual run in a window used by the failure needs force', () => {
    const week = new Week()
    week.run(april('13 06:00'), { nodes: healthy('13 05:50'), ending: () => expired })
    const run = { nodes: healthy('13 08:50') }
    const manual = { ...POLICY, manual: true }
    expect(verdict(SALES, week.run(april('13 09:00'), { ...run, policy: manual }))).toBe('skip failing')
    const forced = week.run(april('13 09:00'), { ...run, policy: { ...manual, force: true } })
    expect(verdict(SALES, forced)).toBe('refresh forced')
    expect(verdict(SALES, week.run(april('14 06:00'), { nodes: healthy('14 05:50') }))).toBe(
      'refresh new-data',
    )
  })
})

test("Tableau's own schedule an hour before dbt does not keep the extract from its refresh", () => {
  const ours = requests({ [SALES]: [refreshed(april('13 06:20'), april('13 06:00'))] })
  const sales = extract(SALES)
  const scheduled = { ...sales, lineage: { ...sales.lineage, extractUpdatedAt: april('14 05:55') } }
  const week = new Week({ extracts: [scheduled] })
  week.requests = ours
  expect(verdict(SALES, week.run(april('14 06:00'), { nodes: healthy('14 05:50') }))).toBe('refresh new-data')
})
