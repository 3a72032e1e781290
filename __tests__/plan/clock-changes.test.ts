import { describe, expect, test } from '@jest/globals'
import { DateTime } from 'luxon'

import type { Instant } from '../../src/base/clock.js'
import { nextSlotOf } from '../../src/plan/slot.js'
import { windowsOf } from '../../src/plan/window.js'
import { DAY } from './build.js'

const utc = (text: string): Instant => Date.parse(`${text}Z`)
const iso = (instant: Instant): string => new Date(instant).toISOString().slice(0, 16)

/** When `count` windows in a row begin, the first being that of the slot `from`. */
function begins(at: string, timezone: string, from: string, count: number): string[] {
  const made = windowsOf({ minutes: 1440, at, timezone }, null)
  if (made === null) throw new Error('no windows')
  const seen = [made.next(null, utc(from))]
  while (seen.length < count) seen.push(made.endOf(seen.at(-1) ?? 0))
  return seen.map(iso)
}

describe('a time of day on days when clocks change', () => {
  test.each([
    {
      change: 'spring in Berlin: 02:00 becomes 03:00, 02:30 does not exist',
      zone: 'Europe/Berlin',
      at: '02:30',
      begin: ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30'],
    },
    {
      change: 'autumn in Berlin: 03:00 becomes 02:00, 02:30 comes twice',
      zone: 'Europe/Berlin',
      at: '02:30',
      begin: ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
    },
    {
      change: 'spring in New York: 02:00 becomes 03:00, 02:15 does not exist',
      zone: 'America/New_York',
      at: '02:15',
      begin: ['2026-03-07T07:15', '2026-03-08T07:00', '2026-03-09T06:15'],
    },
    {
      change: 'autumn in New York: 02:00 becomes 01:00, 01:30 comes twice',
      zone: 'America/New_York',
      at: '01:30',
      begin: ['2026-10-31T05:30', '2026-11-01T05:30', '2026-11-02T06:30'],
    },
    {
      change: 'half an hour on Lord Howe, in spring: 02:00 becomes 02:30',
      zone: 'Australia/Lord_Howe',
      at: '02:15',
      begin: ['2026-10-02T15:45', '2026-10-03T15:30', '2026-10-04T15:15'],
    },
    {
      change: 'half an hour on Lord Howe, in autumn: 02:00 becomes 01:30, 01:45 comes twice',
      zone: 'Australia/Lord_Howe',
      at: '01:45',
      begin: ['2026-04-03T14:45', '2026-04-04T14:45', '2026-04-05T15:15'],
    },
    {
      change: 'midnight itself in Beirut: 00:00 becomes 01:00, the day begins an hour late',
      zone: 'Asia/Beirut',
      at: '00:00',
      begin: ['2026-03-27T22:00', '2026-03-28T22:00', '2026-03-29T21:00'],
    },
    {
      change: 'midnight again in Beirut: 00:00 becomes 23:00 of the day before',
      zone: 'Asia/Beirut',
      at: '23:30',
      begin: ['2026-10-23T20:30', '2026-10-24T20:30', '2026-10-25T21:30'],
    },
    {
      change: 'summer time that ends for Ramadan in Casablanca',
      zone: 'Africa/Casablanca',
      at: '06:00',
      begin: ['2026-02-14T05:00', '2026-02-15T06:00', '2026-02-16T06:00'],
    },
    {
      change: 'two hours at Troll, in spring: 01:00 becomes 03:00',
      zone: 'Antarctica/Troll',
      at: '02:30',
      begin: ['2026-03-28T02:30', '2026-03-29T01:00', '2026-03-30T00:30'],
    },
    {
      change: 'a zone without summer time: nothing happens',
      zone: 'Asia/Kathmandu',
      at: '06:00',
      begin: ['2026-03-28T00:15', '2026-03-29T00:15', '2026-03-30T00:15'],
    },
  ])('$change', ({ zone, at, begin }) => {
    expect(begins(at, zone, begin[0] ?? '', begin.length)).toEqual(begin)
  })
})

/** When the extract is refreshed, in local time, in a year in which every run of this cron brings new data. */
function year(
  cron: string,
  rhythm: { readonly at: string; readonly timezone: string },
  toleranceMinutes: number | null = null,
): DateTime[] {
  const refreshed: DateTime[] = []
  let last: Instant | null = null
  let slot = nextSlotOf({ cron, slot: utc('2026-01-10T00:00') }) ?? NaN
  while (slot < utc('2027-01-10T00:00')) {
    const nextSlot = nextSlotOf({ cron, slot }) ?? NaN
    const made = windowsOf({ minutes: 1440, ...rhythm }, toleranceMinutes, nextSlot)
    if (made !== null && (last === null || !made.holds(last, slot))) {
      last = made.next(last, slot)
      refreshed.push(DateTime.fromMillis(slot, { zone: rhythm.timezone }))
    }
    slot = nextSlot
  }
  return refreshed
}

/** The days of the year without a refresh or with more than one, except the first two days. */
function wrongDays(refreshed: readonly DateTime[]): string[] {
  const days = refreshed.map((time) => time.toISODate() ?? '')
  const all = Array.from({ length: 363 }, (_, index) =>
    iso(utc('2026-01-12T00:00') + index * DAY).slice(0, 10),
  )
  return all.filter((day) => days.filter((each) => each === day).length !== 1)
}

describe('a year of builds with a UTC cron and a time of day in a zone with summer time', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Australia/Lord_Howe']

  test.each(zones)(
    'eight builds a day, 06:30 in %s: one refresh a day, at the first build from 06:30 on',
    (zone) => {
      const refreshed = year('0 */3 * * *', { at: '06:30', timezone: zone })
      expect(wrongDays(refreshed)).toEqual([])
      const times = refreshed.slice(2).map((time) => time.toFormat('HH:mm'))
      expect(times.filter((time) => time < '06:30' || time >= '09:30')).toEqual([])
    },
  )

  test('a cron after 06:30 local time all year refreshes once a day', () => {
    expect(wrongDays(year('30 5 * * *', { at: '06:30', timezone: 'Europe/Berlin' }))).toEqual([])
  })

  // 04:30 UTC is 06:30 in Berlin in summer, but 05:30 in winter, which is in the window of the day before. With one build
  // a day, a time of day has no use; with several, a later build on that day refreshes.
  test('a cron before 06:30 local time in winter skips the day when clocks go back', () => {
    expect(wrongDays(year('30 4 * * *', { at: '06:30', timezone: 'Europe/Berlin' }))).toEqual(['2026-10-25'])
  })

  test.each([
    { remedy: 'an earlier time of day', at: '05:00', tolerance: null },
    { remedy: 'a tolerance', at: '06:30', tolerance: 60 },
  ])('… which $remedy prevents', ({ at, tolerance }) => {
    expect(wrongDays(year('30 4 * * *', { at, timezone: 'Europe/Berlin' }, tolerance))).toEqual([])
  })
})
