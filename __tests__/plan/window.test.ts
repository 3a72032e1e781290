import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DateTime } from 'luxon'

import { type Instant, MINUTE } from '../../src/base/clock.js'
import type { BuildAfter } from '../../src/exposures/types.js'
import { type Windows, windowsOf } from '../../src/plan/window.js'
import { april, DAY, HOUR } from './build.js'
import { runs } from '../support/runs.js'

function windows(buildAfter: Partial<BuildAfter>, tolerance: number | null = 0): Windows {
  const made = windowsOf({ minutes: 1440, at: null, timezone: null, ...buildAfter }, tolerance)
  if (made === null) throw new Error('no windows')
  return made
}

const utc = (text: string): Instant => Date.parse(`${text}Z`)
const iso = (instant: Instant): string => new Date(instant).toISOString().slice(0, 16)

describe('windows without a time of day', () => {
  test.each([
    { slot: '14 05:59', holds: true },
    { slot: '14 06:00', holds: false },
  ])('a day from Monday 06:00 holds back $slot: $holds', ({ slot, holds }) => {
    expect(windows({}).holds(april('13 06:00'), april(slot))).toBe(holds)
  })

  test.each([
    { last: null, slot: '14 09:17', window: '14 09:17', why: 'the first one starts the row' },
    { last: '13 06:00', slot: '14 06:00', window: '14 06:00', why: 'in time' },
    { last: '13 06:00', slot: '14 09:17', window: '14 06:00', why: 'a late one does not push the next' },
    { last: '13 06:00', slot: '17 05:59', window: '16 06:00', why: 'days without a run are left out' },
  ])('after $last, $slot uses $window: $why', ({ last, slot, window }) => {
    const used = windows({}).next(last === null ? null : april(last), april(slot))
    expect(iso(used)).toBe(iso(april(window)))
  })

  test.each([
    { slot: '14 05:30', window: '14 06:00', why: 'the next one, which does not move' },
    { slot: '17 05:30', window: '17 06:00', why: 'also after days without a run' },
    { slot: '17 05:29', window: '16 06:00', why: 'too early for it' },
  ])('with 30 minutes of tolerance, $slot uses $window: $why', ({ slot, window }) => {
    expect(iso(windows({}, 30).next(april('13 06:00'), april(slot)))).toBe(iso(april(window)))
  })
})

test.each([
  { minutes: 1440, at: null, window: '14 06:30' },
  { minutes: 1440, at: '06:30', window: '14 06:30' },
  { minutes: 60, at: '06:30', window: '13 07:30' },
])('asked while a window of $minutes minutes ($at) is in use, the next is the one after it', (given) => {
  const { minutes, at, window } = given
  expect(iso(windows({ minutes, at }).next(april('13 06:30'), april('13 06:40')))).toBe(iso(april(window)))
})

describe('tolerance', () => {
  test.each([
    { minutes: 1440, given: null, tolerance: 60, why: '5 % would be 72, at most 60' },
    { minutes: 600, given: null, tolerance: 30, why: '5 %' },
    { minutes: 60, given: null, tolerance: 3, why: '5 %' },
    { minutes: 1440, given: 0, tolerance: 0, why: 'as given' },
    { minutes: 1440, given: 120, tolerance: 120, why: 'as given' },
    { minutes: 60, given: 45, tolerance: 30, why: 'never more than half a window' },
    { minutes: 60, given: -5, tolerance: 0, why: 'never negative' },
  ])('of $minutes minutes, given $given: $tolerance ($why)', ({ minutes, given, tolerance }) => {
    const { holds } = windows({ minutes }, given)
    const start = april('13 06:00')
    const end = start + minutes * MINUTE
    expect(holds(start, end - tolerance * MINUTE)).toBe(false)
    expect(holds(start, end - tolerance * MINUTE - 1)).toBe(true)
  })

  test.each([
    { given: null, tolerance: 0, why: 'a time of day has no automatic tolerance' },
    { given: 30, tolerance: 30, why: 'as given' },
  ])('of a day from 06:30, given $given: $tolerance ($why)', ({ given, tolerance }) => {
    const { holds } = windows({ at: '06:30' }, given)
    const end = april('14 06:30')
    expect(holds(april('13 06:30'), end - tolerance * MINUTE)).toBe(false)
    expect(holds(april('13 06:30'), end - tolerance * MINUTE - 1)).toBe(true)
  })

  describe('leaves the next window to the next run, if that is due within the tolerance', () => {
    const holds = (slot: string, next: string | null, given: number | null = null): boolean => {
      const made = windowsOf(
        { minutes: 1440, at: null, timezone: null },
        given,
        next === null ? null : april(next),
      )
      return made?.holds(april('13 06:00'), april(slot)) ?? false
    }

    test.each([
      { slot: '14 05:00', next: '14 06:00', held: true, why: 'the next run is the one that is due' },
      {
        slot: '14 05:45',
        next: '14 06:15',
        held: true,
        why: 'the next run comes within the tolerance after',
      },
      {
        slot: '14 05:45',
        next: '14 07:00',
        held: true,
        why: 'the next run comes at the end of the tolerance',
      },
      { slot: '14 05:45', next: '14 07:01', held: false, why: 'the next run comes after the tolerance' },
      { slot: '14 05:30', next: '15 05:30', held: false, why: 'the next run comes tomorrow' },
      { slot: '14 05:00', next: null, held: false, why: 'no next run is known' },
      { slot: '14 06:00', next: '14 07:00', held: false, why: 'a run that is due uses its window' },
    ])('$slot, next $next: held $held ($why)', ({ slot, next, held }) => {
      expect(holds(slot, next)).toBe(held)
    })

    test('but not if a tolerance is given', () => {
      expect(holds('14 05:00', '14 06:00', 60)).toBe(false)
    })

    test('a run that may not use the next window uses the current one', () => {
      const made = windowsOf({ minutes: 1440, at: null, timezone: null }, null, april('15 06:00'))
      expect(made?.next(april('13 06:00'), april('15 05:00'))).toBe(april('14 06:00'))
    })
  })

  test('0 minutes mean no window', () => {
    expect(windowsOf({ minutes: 0, at: '06:00', timezone: null }, null)).toBeNull()
  })
})

describe('windows with a time of day', () => {
  test.each([
    { minutes: 1440, slot: '14 06:29', window: '13 06:30', end: '14 06:30', why: 'daily' },
    { minutes: 1440, slot: '14 06:30', window: '14 06:30', end: '15 06:30', why: 'daily' },
    { minutes: 10080, slot: '14 08:00', window: '14 06:30', end: '21 06:30', why: 'weekly' },
    { minutes: 2160, slot: '14 08:00', window: '14 06:30', end: '16 06:30', why: '36 hours become two days' },
    { minutes: 1800, slot: '14 08:00', window: '14 06:30', end: '16 06:30', why: '30 hours, too' },
    { minutes: 60, slot: '14 06:00', window: '14 05:30', end: '14 06:30', why: 'hourly' },
    { minutes: 720, slot: '14 20:00', window: '14 18:30', end: '15 06:30', why: 'twice a day' },
    {
      minutes: 300,
      slot: '14 06:00',
      window: '14 02:30',
      end: '14 06:30',
      why: 'seam: the fifth of 5 h is cut',
    },
    {
      minutes: 1000,
      slot: '14 06:00',
      window: '13 06:30',
      end: '14 06:30',
      why: 'seam: stretched over the rest',
    },
  ])(
    '$minutes minutes from 06:30, $slot uses $window until $end ($why)',
    ({ minutes, slot, window, end }) => {
      const { next, endOf } = windows({ minutes, at: '06:30' })
      const used = next(null, april(slot))
      expect(iso(used)).toBe(iso(april(window)))
      expect(iso(endOf(used))).toBe(iso(april(end)))
    },
  )

  test('a window used before `at` was set ends with the daily window that contains it', () => {
    const { endOf } = windows({ at: '06:30' })
    expect(iso(endOf(april('13 05:00')))).toBe(iso(april('13 06:30')))
    expect(iso(endOf(april('13 10:00')))).toBe(iso(april('14 06:30')))
  })

  test.each([
    { last: '06 06:30', slot: '13 07:00', window: '13 06:30' },
    { last: '06 06:30', slot: '15 07:00', window: '13 06:30' },
    { last: '06 06:30', slot: '22 07:00', window: '20 06:30' },
  ])(
    'a weekly window from Monday $last, run on $slot: window of Monday $window',
    ({ last, slot, window }) => {
      const used = windows({ minutes: 10080, at: '06:30' }).next(april(last), april(slot))
      expect(iso(used)).toBe(iso(april(window)))
    },
  )

  test('the tolerance reaches back before the time of day', () => {
    const { next, holds } = windows({ at: '06:30' }, 60)
    expect(holds(april('13 06:30'), april('14 05:29'))).toBe(true)
    expect(holds(april('13 06:30'), april('14 05:30'))).toBe(false)
    expect(iso(next(april('13 06:30'), april('14 05:30')))).toBe(iso(april('14 06:30')))
  })

  test.each(['6h', '', 'noon', '106:30', '06:300'])('a malformed time of day is ignored: %j', (at) => {
    expect(windows({ at }).next(null, april('14 09:17'))).toBe(april('14 09:17'))
  })

  test('an unknown time zone means UTC', () => {
    expect(iso(windows({ at: '06:30', timezone: 'Mars/Olympus' }).next(null, april('14 08:00')))).toBe(
      iso(april('14 06:30')),
    )
  })
})

describe('days of 23 and 25 hours', () => {
  const berlin = 'Europe/Berlin'

  test.each([
    {
      at: '02:30',
      day: 'the gap: 02:30 does not exist',
      slot: '2026-03-29T12:00',
      start: '2026-03-29T01:00',
      end: '2026-03-30T00:30',
    },
    {
      at: '02:30',
      day: 'the fold: the first of two',
      slot: '2026-10-25T00:30',
      start: '2026-10-25T00:30',
      end: '2026-10-26T01:30',
    },
    {
      at: '02:30',
      day: 'the fold: the second is no new window',
      slot: '2026-10-25T01:30',
      start: '2026-10-25T00:30',
      end: '2026-10-26T01:30',
    },
    {
      at: '06:00',
      day: '23 hours',
      slot: '2026-03-29T02:00',
      start: '2026-03-28T05:00',
      end: '2026-03-29T04:00',
    },
    {
      at: '06:00',
      day: '25 hours',
      slot: '2026-10-25T04:59',
      start: '2026-10-24T04:00',
      end: '2026-10-25T05:00',
    },
  ])('daily at $at in Berlin, $day', ({ at, slot, start, end }) => {
    const { next, endOf } = windows({ at, timezone: berlin })
    expect(iso(next(null, utc(slot)))).toBe(start)
    expect(iso(endOf(next(null, utc(slot))))).toBe(end)
  })

  test.each([
    {
      minutes: 720,
      from: '2026-10-24T04:00',
      starts: ['2026-10-24T04:00', '2026-10-24T16:00', '2026-10-25T05:00'],
    },
    {
      minutes: 720,
      from: '2026-03-28T05:00',
      starts: ['2026-03-28T05:00', '2026-03-28T17:00', '2026-03-29T04:00'],
    },
  ])(
    'twice a day from 06:00 in Berlin, the last window is an hour longer or shorter: $starts',
    ({ minutes, from, starts }) => {
      const { endOf } = windows({ minutes, at: '06:00', timezone: berlin })
      const seen = [utc(from)]
      while (seen.length < starts.length) seen.push(endOf(seen.at(-1) ?? 0))
      expect(seen.map(iso)).toEqual(starts)
    },
  )

  test('a day that a country skipped (Samoa, 30 December 2011)', () => {
    const { next, endOf } = windows({ at: '06:00', timezone: 'Pacific/Apia' })
    const eve = next(null, utc('2011-12-29T20:00'))
    expect(iso(eve)).toBe('2011-12-29T16:00')
    expect(iso(endOf(eve))).toBe('2011-12-30T10:00')
    expect(iso(endOf(endOf(eve)))).toBe('2011-12-30T16:00')
  })
})

test.each([
  { timezone: 'Pacific/Kiritimati', start: '2026-04-14T10:30', end: '2026-04-15T10:30' },
  { timezone: 'Pacific/Pago_Pago', start: '2026-04-14T11:30', end: '2026-04-15T11:30' },
])('a zone may be far from UTC: $timezone', ({ timezone, start, end }) => {
  const { next, endOf } = windows({ at: '00:30', timezone })
  expect(iso(next(null, utc('2026-04-14T12:00')))).toBe(start)
  expect(iso(endOf(utc('2026-04-14T12:00')))).toBe(end)
})

test('clocks set back across midnight do not repeat the window of yesterday (Newfoundland, 7 November 2010, 00:01)', () => {
  const { next } = windows({ at: '00:00', timezone: 'America/St_Johns' })
  expect(iso(next(null, utc('2010-11-07T02:30')))).toBe('2010-11-07T02:30')
  expect(iso(next(null, utc('2010-11-07T03:00')))).toBe('2010-11-07T02:30')
})

describe('properties in any time zone', () => {
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'Asia/Beirut',
  )
  const time = fc
    .nat(1439)
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
  const length = fc.constantFrom(60, 90, 120, 300, 480, 720, 1000, 1440, 2880, 10080)
  const instant = fc.integer({ min: utc('2017-01-01T00:00'), max: utc('2027-12-31T00:00') })
  const timed = fc.record({ minutes: length, at: time, timezone: zone })

  test('every slot is in exactly one window, and windows have no gaps between them', () => {
    fc.assert(
      fc.property(timed, instant, (buildAfter, slot) => {
        const { next, endOf } = windows(buildAfter)
        const start = next(null, slot)
        const end = endOf(start)
        expect(start).toBeLessThanOrEqual(slot)
        expect(slot).toBeLessThan(end)
        expect(next(start, end)).toBe(end)
        expect(next(null, end)).toBe(end)
        if (buildAfter.minutes <= 1440) expect(next(null, end - 1)).toBe(start)
      }),
      { numRuns: runs(100) },
    )
  })

  test('a later slot never uses an earlier window', () => {
    fc.assert(
      fc.property(timed, instant, fc.nat(3 * DAY), (buildAfter, slot, more) => {
        const { next } = windows(buildAfter)
        expect(next(null, slot)).toBeLessThanOrEqual(next(null, slot + more))
      }),
      { numRuns: runs(100) },
    )
  })

  test('daily windows start at their time of day, or at the first instant after a gap', () => {
    fc.assert(
      fc.property(time, zone, instant, (at, timezone, slot) => {
        const start = windows({ at, timezone }).next(null, slot)
        const local = DateTime.fromMillis(start, { zone: timezone })
        const shows = local.toFormat('HH:mm') === at
        const afterGap =
          local.minus({ milliseconds: 1 }).offset < local.offset && local.toFormat('HH:mm') > at
        expect(shows || afterGap).toBe(true)
        // The first of two such instants: an hour earlier, clocks showed another time.
        expect(local.minus({ hours: 1 }).toFormat('HH:mm')).not.toBe(at)
      }),
      { numRuns: runs(100) },
    )
  })

  test.each([null, 0])(
    'hourly slots use every window once, none is skipped and none drifts (tolerance %s)',
    (tolerance) => {
      const long = fc.constantFrom(120, 180, 300, 480, 720, 1000, 1440, 2880, 10080)
      const place = fc.record({ minutes: long, at: fc.option(time), timezone: zone })
      fc.assert(
        fc.property(place, instant, (buildAfter, begin) => {
          const { next, endOf, holds } = windows(buildAfter, tolerance)
          let last = next(null, begin)
          for (let slot = begin + HOUR; slot < begin + 30 * DAY; slot += HOUR) {
            if (holds(last, slot)) continue
            const used = next(last, slot)
            expect(used).toBe(endOf(last))
            last = used
          }
          expect(endOf(last)).toBeGreaterThan(begin + 30 * DAY - HOUR)
        }),
        { numRuns: runs(5) },
      )
    },
  )

  test('with irregular slots, each used window is later than the last by whole windows', () => {
    const gaps = fc.array(fc.integer({ min: MINUTE, max: 60 * HOUR }), { maxLength: 60 })
    const tolerance = fc.option(fc.nat(3000))
    fc.assert(
      fc.property(
        fc.record({ minutes: length, at: fc.option(time), timezone: zone }),
        instant,
        gaps,
        tolerance,
        (buildAfter, begin, steps, minutes) => {
          const { next, endOf, holds } = windows(buildAfter, minutes)
          let [last, slot] = [next(null, begin), begin]
          for (const step of steps) {
            slot += step
            if (holds(last, slot)) continue
            const used = next(last, slot)
            let walked = endOf(last)
            while (walked < used) walked = endOf(walked)
            expect(walked).toBe(used)
            last = used
          }
        },
      ),
      { numRuns: runs(50) },
    )
  })
})
