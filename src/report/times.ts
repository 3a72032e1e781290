import { DateTime } from 'luxon'

import type { Instant } from '../clock.js'

const HOUR = 3600
const DAY = 24 * HOUR

/** `45 s`, `1 min 13 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < HOUR) return pair(whole, 60, 'min', 's')
  const minutes = Math.round(whole / 60)
  if (whole < DAY) return pair(minutes, 60, 'h', 'min')
  return pair(Math.round(minutes / 60), 24, 'd', 'h')
}

function pair(total: number, base: number, large: string, small: string): string {
  const rest = total % base
  const first = `${(total - rest) / base} ${large}`
  return rest === 0 ? first : `${first} ${rest} ${small}`
}

/** `just now`, `12 min ago`, `5 h ago`, `3 days ago`. */
export function ago(instant: Instant, now: Instant): string {
  const seconds = (now - instant) / 1000
  if (seconds < 60) return 'just now'
  if (seconds < HOUR) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h ago`
  return `${Math.floor(seconds / DAY)} days ago`
}

/** For sentences: `06:02 UTC`, `06:00 UTC tomorrow (2026-11-25)`, `06:00 UTC on 2026-11-20`. */
export function at(instant: Instant, now: Instant): string {
  const moment = utc(instant)
  const time = `${moment.toFormat('HH:mm')} UTC`
  const date = moment.toFormat('yyyy-MM-dd')
  switch (daysAhead(instant, now)) {
    case 0:
      return time
    case 1:
      return `${time} tomorrow (${date})`
    case -1:
      return `${time} yesterday (${date})`
    default:
      return `${time} on ${date}`
  }
}

/** For cells, whose column says UTC: `today 06:02`, `23 Nov 06:02`, `23 Nov 2025`. */
export function shortly(instant: Instant, now: Instant): string {
  const moment = utc(instant)
  if (daysAhead(instant, now) === 0) return `today ${moment.toFormat('HH:mm')}`
  return moment.toFormat(moment.year === utc(now).year ? 'd MMM HH:mm' : 'd MMM yyyy')
}

/** `Tue 24 Nov 2026`. */
export function day(instant: Instant): string {
  return utc(instant).toFormat('ccc d MMM yyyy')
}

/** `06:02`, or `06:02:11` where a log wants it, in UTC. */
export function clockTime(instant: Instant, precision: 'minutes' | 'seconds' = 'minutes'): string {
  return utc(instant).toFormat(precision === 'minutes' ? 'HH:mm' : 'HH:mm:ss')
}

function daysAhead(instant: Instant, now: Instant): number {
  return Math.round(utc(instant).startOf('day').diff(utc(now).startOf('day'), 'days').days)
}

function utc(instant: Instant): DateTime {
  return DateTime.fromMillis(instant, { zone: 'utc', locale: 'en-GB' })
}
