import { describe, expect, test } from '@jest/globals'
import { Cron } from 'croner'
import fc from 'fast-check'
import { DateTime } from 'luxon'

import { type Instant, MINUTE } from '../../src/base/clock.js'
import { type BuildAfter, type Weekday, WEEKDAYS, type WeeklyTime } from '../../src/exposures/types.js'
import { parseSettings } from '../../src/exposures/settings.js'
import { plan } from '../../src/plan/plan.js'
import type { ExtractRow, Policy } from '../../src/plan/types.js'
import { slotOf } from '../../src/plan/slot.js'
import { windowsOf } from '../../src/plan/window.js'
import { runs } from '../support/runs.js'
import {
  april,
  DAY,
  failed,
  HOUR,
  input,
  nodes,
  POLICY,
  problem,
  refreshed,
  requests,
  status,
  Week,
} from './build.js'

const utc = (text: string): Instant => Date.parse(`${text}Z`)
const iso = (instant: Instant): string => new Date(instant).toISOString().slice(0, 16)

/** The window that an exposure with this `build_after` has. */
function written(build_after: object): BuildAfter {
  const parsed = parseSettings({ active_exposure: { build_after } }, 1440)
  if (!('settings' in parsed) || parsed.settings.buildAfter === null) throw new Error(JSON.stringify(parsed))
  return parsed.settings.buildAfter
}

const THRICE = { at: ['07:00', '13:00', '18:00'], days: ['mon', 'tue', 'wed', 'thu', 'fri'] }

interface Life {
  readonly buildAfter: BuildAfter
  readonly slots: readonly Instant[]
  readonly policy?: Partial<Policy>
}

/** The row of each slot, if every run has new data and every refresh succeeds. */
function rowsOf({ buildAfter, slots, policy = {} }: Life): (ExtractRow & { readonly slot: Instant })[] {
  let known = requests({})
  return slots.map((slot) => {
    const [row] = plan(
      input({
        policy: { ...POLICY, buildAfter, ...policy },
        nodes: nodes({ fct_orders: status(slot) }),
        requests: known,
        slot,
      }),
    ).extracts
    if (row === undefined) throw new Error('no row')
    if (row.decision.kind === 'refresh')
      known = requests({ 'workbook:sales': [refreshed(slot, row.decision.window)] })
    return { ...row, slot }
  })
}

/** `13 06:00 → 10 18:00`: the slot of each refresh, and the start of the window that it uses. */
const usesOf = (life: Life): string[] =>
  rowsOf(life).flatMap(({ slot, decision }) =>
    decision.kind === 'refresh'
      ? [
          `${iso(slot).slice(8).replace('T', ' ')} → ${iso(decision.window ?? NaN)
            .slice(8)
            .replace('T', ' ')}`,
        ]
      : [],
  )

const every = (step: number, from: string, until: string): Instant[] =>
  Array.from(
    { length: Math.floor((april(until) - april(from)) / step) + 1 },
    (_, n) => april(from) + n * step,
  )

describe('three times on workdays', () => {
  const buildAfter = written(THRICE)

  test.each([
    { slot: '13 06:59', window: '10 18:00', end: '13 07:00', why: 'from Friday to Monday' },
    { slot: '13 07:00', window: '13 07:00', end: '13 13:00', why: 'at its start' },
    { slot: '13 12:59', window: '13 07:00', end: '13 13:00', why: 'until the next time' },
    { slot: '14 03:00', window: '13 18:00', end: '14 07:00', why: 'over the night' },
    { slot: '17 23:59', window: '17 18:00', end: '20 07:00', why: 'over the weekend' },
  ])('$slot uses $window until $end: $why', ({ slot, window, end }) => {
    const windows = windowsOf(buildAfter, null)
    const used = windows?.next(null, april(slot)) ?? NaN
    expect(iso(used)).toBe(iso(april(window)))
    expect(iso(windows?.endOf(used) ?? NaN)).toBe(iso(april(end)))
  })

  // 10 April is a Friday. The refresh on Monday at 06:00 uses the window from Friday 18:00, which no run at the weekend used.
  test('a run at 06:00 on every day refreshes on Monday, and not on Saturday and Sunday', () => {
    expect(usesOf({ buildAfter, slots: every(DAY, '10 06:00', '15 06:00') })).toEqual([
      '10 06:00 → 09 18:00',
      '13 06:00 → 10 18:00',
      '14 06:00 → 13 18:00',
      '15 06:00 → 14 18:00',
    ])
  })

  test('hourly runs refresh at each time, but not at the weekend', () => {
    expect(usesOf({ buildAfter, slots: every(HOUR, '10 06:00', '13 23:00') })).toEqual([
      '10 06:00 → 09 18:00',
      ...['10 07:00', '10 13:00', '10 18:00', '13 07:00', '13 13:00', '13 18:00'].map(
        (at) => `${at} → ${at}`,
      ),
    ])
  })

  test('an extract that was never refreshed waits for Monday too', () => {
    expect(usesOf({ buildAfter, slots: every(DAY, '11 12:00', '13 12:00') })).toEqual(['13 12:00 → 13 07:00'])
  })

  test.each([
    { runs: 'Friday 17:00', last: '10 17:00', due: '13 00:00', isDayOff: true },
    { runs: 'Friday 18:30', last: '10 18:30', due: '13 07:00', isDayOff: undefined },
  ])('after a refresh on $runs, Saturday says that it is due at $due', ({ last, due, isDayOff }) => {
    const [, saturday] = rowsOf({ buildAfter, slots: [april(last), april('11 09:00')] })
    expect(saturday?.decision).toEqual({
      kind: 'skip',
      reason: 'build-after',
      ...(isDayOff === true && { isDayOff }),
    })
    expect(iso(saturday?.dueAt ?? NaN)).toBe(iso(april(due)))
  })

  test('days end at midnight of their time zone', () => {
    const berlin = { ...buildAfter, timezone: 'Europe/Berlin' }
    const slots = [april('10 21:59'), april('10 22:00'), april('12 21:59'), april('12 22:00')]
    expect(rowsOf({ buildAfter: berlin, slots }).map(({ decision }) => decision.kind)).toEqual([
      'refresh',
      'skip',
      'skip',
      // Monday in Berlin, but the refresh on Friday used the window that lasts until 07:00.
      'skip',
    ])
    expect(usesOf({ buildAfter: berlin, slots: slots.slice(1) })).toEqual(['12 22:00 → 10 16:00'])
  })

  test('a manual or forced refresh uses no window; on a day off it has to be forced', () => {
    const slots = [april('11 09:00')]
    const decisions = [{ manual: true }, { manual: true, force: true }].map(
      (policy) => rowsOf({ buildAfter, slots, policy })[0]?.decision,
    )
    expect(decisions).toMatchObject([
      { kind: 'skip', reason: 'build-after', isDayOff: true },
      {
        reason: 'forced',
        window: null,
        overriddenSkip: { kind: 'skip', reason: 'build-after', isDayOff: true },
      },
    ])
  })

  test.each([
    { failure: 'credentials', due: '13 07:00' },
    // Tried on Friday until 23:50; the next attempt would be due on Saturday.
    { failure: 'unreachable', due: '13 00:00' },
  ] as const)('an extract that fails ($failure) is failing on a day off too', ({ failure, due }) => {
    const attempts = ['22:00', '23:00', '23:50'].map((time) =>
      failed(april(`10 ${time}`), april('10 18:00'), failure),
    )
    const [row] = plan(
      input({
        policy: { ...POLICY, buildAfter },
        requests: requests({ 'workbook:sales': attempts }),
        slot: april('11 00:10'),
      }),
    ).extracts
    expect(row?.decision.reason).toBe('failing')
    expect(iso(row?.dueAt ?? NaN)).toBe(iso(april(due)))
  })

  test('a tolerance covers at most half of the window before, also on a day off', () => {
    const early = { ...written({ at: ['00:30', '16:00', '18:00'], days: 'mon-fri' }) }
    const uses = (...slots: string[]): string[] =>
      usesOf({ buildAfter: early, slots: slots.map(april), policy: { toleranceMinutes: 300 } })
    expect(uses('13 16:00', '13 16:59', '13 17:00')).toEqual(['13 16:00 → 13 16:00', '13 17:00 → 13 18:00'])
    expect(uses('13 10:59', '13 11:00')).toEqual(['13 10:59 → 13 00:30', '13 11:00 → 13 16:00'])
    expect(uses('12 19:29', '12 19:30')).toEqual(['12 19:30 → 13 00:30'])
  })

  test('a window used before the times were set ends at the next time', () => {
    const windows = windowsOf(buildAfter, null)
    expect(iso(windows?.endOf(april('11 09:17')) ?? NaN)).toBe(iso(april('13 07:00')))
  })
})

test('the example of docs/decisions.md#windows', () => {
  const berlin = (text: string): Instant =>
    DateTime.fromISO(`2026-04-${text}`, { zone: 'Europe/Berlin' }).toMillis()
  const buildAfter = written({
    at: ['07:00', '13:00', '18:00'],
    days: ['mon-fri'],
    timezone: 'Europe/Berlin',
  })
  const week = new Week({ policy: { ...POLICY, buildAfter } })
  const expected = [
    { slot: '10T13:00', reason: 'first-refresh', window: '10T13:00', dueAt: '10T18:00' },
    { slot: '10T17:00', reason: 'build-after', window: null, dueAt: '10T18:00' },
    { slot: '10T18:00', isFailed: true, reason: 'upstream-failed', window: null, dueAt: null },
    { slot: '11T09:00', reason: 'build-after', window: null, dueAt: '13T00:00' },
    { slot: '13T00:00', reason: 'new-data', window: '10T18:00', dueAt: '13T07:00' },
    { slot: '13T07:00', reason: 'new-data', window: '13T07:00', dueAt: '13T13:00' },
  ]
  for (const { slot, isFailed, reason, window, dueAt } of expected) {
    const problems = isFailed === true ? [problem('orders', 'test', berlin(slot))] : []
    const landed = nodes({ fct_orders: status(berlin(slot), { problems }) })
    const [row] = week.run(berlin(slot), { nodes: landed, delay: 0 }).extracts
    const used = row?.decision.kind === 'refresh' ? row.decision.window : null
    expect({ slot, reason: row?.decision.reason, window: used, dueAt: row?.dueAt }).toEqual({
      slot,
      reason,
      window: window === null ? null : berlin(window),
      dueAt: dueAt === null ? null : berlin(dueAt),
    })
  }
})

describe('times that fall on one instant count as one', () => {
  test.each([
    {
      at: ['02:00', '02:15', '02:30', '03:00'],
      zone: 'Europe/Berlin',
      from: '2026-03-28T02:00',
      to: '2026-03-29T01:00',
    },
    { at: ['01:30', '02:30'], zone: 'America/New_York', from: '2026-03-08T06:30', to: '2026-03-08T07:00' },
  ])('$at in $zone', ({ at, zone, from, to }) => {
    const windows = windowsOf(written({ at, timezone: zone }), null)
    expect(iso(windows?.endOf(utc(from)) ?? NaN)).toBe(to)
    expect(iso(windows?.endOf(utc(to)) ?? NaN).slice(0, 10)).not.toBe(to.slice(0, 10))
  })
})

/**
 * The times of a week in local time, found in steps of a quarter of an hour (all are multiples of it): a time has come when
 * clocks first show it or have passed it. Uses nothing of `src/plan`.
 */
function observed(
  { at: times, timezone: zone }: { readonly at: readonly WeeklyTime[]; readonly timezone: string },
  slots: readonly Instant[],
) {
  const from = Math.floor((slots[0] ?? NaN) / DAY - 10) * DAY
  const until = (slots.at(-1) ?? NaN) + 9 * DAY
  const starts: Instant[] = []
  const daysOn: { readonly from: Instant; readonly isOn: boolean }[] = []
  const localOf = (instant: Instant): DateTime => DateTime.fromMillis(instant, { zone })
  let shown = localOf(from).toFormat("yyyy-MM-dd'T'HH:mm")
  const isOn = (date: string): boolean => times.some(({ days }) => days.includes(weekdayOf(date)))
  for (let instant = from + 15 * MINUTE; instant < until; instant += 15 * MINUTE) {
    const now = localOf(instant).toFormat("yyyy-MM-dd'T'HH:mm")
    if (now <= shown) continue
    for (const date of new Set([shown, now].map((text) => text.slice(0, 10)))) {
      const has = times.some(({ time, days }) => {
        const planned = `${date}T${time}`
        return days.includes(weekdayOf(date)) && shown < planned && planned <= now
      })
      if (has && starts.at(-1) !== instant) starts.push(instant)
    }
    if (now.slice(0, 10) !== shown.slice(0, 10)) daysOn.push({ from: instant, isOn: isOn(now.slice(0, 10)) })
    shown = now
  }
  return { starts, isDayOn: (slot: Instant) => daysOn.findLast((day) => day.from <= slot)?.isOn ?? true }
}

const weekdayOf = (date: string): Weekday =>
  WEEKDAYS[DateTime.fromISO(date, { zone: 'utc' }).weekday - 1] ?? 'mon'

describe('in any week, time zone and rhythm of runs', () => {
  const quarter = fc
    .nat(95)
    .map((n) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`)
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/Nuuk',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Asia/Beirut',
    'Asia/Kathmandu',
  ]
  /** Days around those in 2026 on which clocks change in one of the zones, and others. */
  const dates = [
    '2026-03-05',
    '2026-03-24',
    '2026-04-02',
    '2026-04-20',
    '2026-10-01',
    '2026-10-22',
    '2026-10-29',
  ]
  const anyLife = fc
    .record({
      at: fc.uniqueArray(fc.record({ time: quarter, days: fc.subarray([...WEEKDAYS], { minLength: 1 }) }), {
        minLength: 1,
        maxLength: 4,
        selector: ({ time }) => time,
      }),
      timezone: fc.constantFrom(...zones),
      from: fc.constantFrom(...dates).map((date) => utc(`${date}T00:00`)),
      gaps: fc.array(fc.integer({ min: 1, max: 30 * 60 }), { minLength: 10, maxLength: 20 }),
    })
    .map(({ at, timezone, from, gaps }) => {
      const slots = gaps.map(
        (_, index) => from + gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0) * MINUTE,
      )
      return { buildAfter: { minutes: 1440, at, timezone }, slots, ...observed({ at, timezone }, slots) }
    })

  test('every window is used once, by the first run in it on a day that is not off, and by no other', () => {
    fc.assert(
      fc.property(anyLife, ({ buildAfter, slots, starts, isDayOn }) => {
        const windowOf = (slot: Instant): Instant => starts.findLast((one) => one <= slot) ?? NaN
        const expected = new Map<Instant, Instant>()
        for (const slot of slots.filter(isDayOn))
          if (!expected.has(windowOf(slot))) expected.set(windowOf(slot), slot)

        const used = rowsOf({ buildAfter, slots }).flatMap(({ slot, decision }): [Instant, Instant][] =>
          decision.kind === 'refresh' ? [[decision.window ?? NaN, slot]] : [],
        )
        const asText = (uses: Iterable<[Instant, Instant]>): string[] =>
          [...uses].map(([window, slot]) => `${iso(slot)} → ${iso(window)}`)
        expect(asText(used)).toEqual(asText(expected))
      }),
      { numRuns: runs(15, 5) },
    )
  })

  test('a run at the moment at which a row says that it is due refreshes, and none before does', () => {
    fc.assert(
      fc.property(anyLife, fc.option(fc.nat(600)), ({ buildAfter, slots }, toleranceMinutes) => {
        const policy = { toleranceMinutes }
        const [first = NaN, ...others] = slots
        for (const slot of others) {
          const [, row] = rowsOf({ buildAfter, slots: [first, slot], policy })
          const due = row?.dueAt ?? null
          if (row?.decision.kind !== 'skip' || due === null) continue
          const at = (instant: Instant) =>
            rowsOf({ buildAfter, slots: [first, slot, instant], policy })[2]?.decision.kind
          expect(at(due)).toBe('refresh')
          if (toleranceMinutes === null) expect(at(due - 1)).toBe('skip')
        }
      }),
      { numRuns: runs(15, 5) },
    )
  })

  test('with a tolerance, used windows are windows of the week, each later than the one before', () => {
    fc.assert(
      fc.property(anyLife, fc.nat(3000), ({ buildAfter, slots, starts }, toleranceMinutes) => {
        let last = -Infinity
        for (const { slot, decision } of rowsOf({ buildAfter, slots, policy: { toleranceMinutes } })) {
          if (decision.kind !== 'refresh') continue
          const window = decision.window ?? NaN
          const index = starts.indexOf(window)
          expect(index).toBeGreaterThanOrEqual(0)
          expect(window).toBeGreaterThan(last)
          expect(slot).toBeLessThan(starts[index + 1] ?? NaN)
          const halfway = (window + (starts[index - 1] ?? NaN)) / 2
          expect(slot).toBeGreaterThanOrEqual(Math.max(halfway, window - toleranceMinutes * MINUTE))
          last = window
        }
      }),
      { numRuns: runs(15, 5) },
    )
  })
})

// A public site drives one exposure by three crons: 01:00 and 18:00 daily, and 16:00 on Friday.
describe('a year of an exposure at 01:00 and 18:00 daily, and at 16:00 on Friday', () => {
  test.each(['Europe/Berlin', 'America/New_York'])(
    'hourly builds in %s refresh it at each of these times, and at no other',
    (timezone) => {
      const windows = windowsOf(written({ at: ['01:00', '18:00', 'fri 16:00'], timezone }), null)
      const localOf = (instant: Instant): DateTime => DateTime.fromMillis(instant, { zone: timezone })
      const [from, until] = [utc('2026-01-10T12:00'), utc('2027-01-10T12:00')]
      const refreshed: DateTime[] = []
      let last = windows?.next(null, from) ?? NaN
      for (let slot = from + HOUR; slot < until; slot += HOUR) {
        if (windows === null || windows.holds(last, slot) || windows.dueFrom(slot) > slot) continue
        last = windows.next(last, slot)
        refreshed.push(localOf(slot))
      }
      const days = Array.from({ length: 366 }, (_, day) => localOf(from).startOf('day').plus({ days: day }))
      const expected = days
        .flatMap((day) => [1, ...(day.weekday === 5 ? [16] : []), 18].map((hour) => day.set({ hour })))
        .filter((time) => from < time.toMillis() && time.toMillis() < until)
      const asText = (times: readonly DateTime[]): string[] =>
        times.map((time) => time.toFormat('yyyy-MM-dd HH:mm'))
      expect(asText(refreshed)).toEqual(asText(expected))
      expect(refreshed).toHaveLength(2 * 365 + 52)
    },
  )
})

describe('a year of the three crons themselves, which count in UTC, each run up to 50 minutes late', () => {
  const crons = ['0 1 * * *', '0 18 * * *', '0 16 * * 5']
  const slots = crons
    .flatMap((cron, index) => {
      const instants = new Cron(cron, { timezone: 'UTC' }).nextRuns(400, new Date('2026-01-10T12:00Z'))
      return instants.map((instant, day) => {
        const late = ((7 * day + 3 * index) % 51) * MINUTE
        return slotOf({ cron, start: instant.getTime() + late })
      })
    })
    .filter((slot) => slot < utc('2027-01-10T12:00'))
    .sort((a, b) => a - b)

  test.each([
    { timezone: undefined, held: 0 },
    { timezone: 'America/New_York', held: 52 },
  ])('with timezone $timezone holds back $held of 782 runs', ({ timezone, held }) => {
    const buildAfter = written({ at: ['01:00', '18:00', 'fri 16:00'], ...(timezone && { timezone }) })
    const rows = rowsOf({ buildAfter, slots })
    expect(rows).toHaveLength(782)
    expect(rows.filter(({ decision }) => decision.kind !== 'refresh')).toHaveLength(held)
  })
})

test('a run exactly at one of the times uses the window that begins then', () => {
  const windows = windowsOf(written(THRICE), 0)
  expect(windows?.next(null, april('13 07:00'))).toBe(april('13 07:00'))
  expect(windows?.next(null, april('13 13:00') - 1)).toBe(april('13 07:00'))
})
