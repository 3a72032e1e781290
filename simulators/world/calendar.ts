import type { Instant } from '../../src/base/clock.js'

/* Dates and times of day in a time zone (an IANA name; null means UTC), implemented independently of `src/`. */

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** The date that a calendar of the zone shows, in days since 1970-01-01. */
export function dateOf(instant: Instant, timezone: string | null): number {
  return Math.floor(localOf(instant, timezone) / DAY)
}

/** Sunday is 0, and day 0 was a Thursday. */
export function weekdayOf(day: number): number {
  return (day + 4) % 7
}

const dawns = new Map<string, Instant>()

/** The first minute of that day at which the clocks show or have skipped the time of day. */
export function dawn(day: number, at: string, timezone: string | null): Instant {
  const key = `${day} ${at} ${timezone ?? 'UTC'}`
  const known = dawns.get(key)
  if (known !== undefined) return known
  const [hours, minutes] = at.split(':').map(Number)
  const shown = day * DAY + ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE
  let instant = shown - 15 * 60 * MINUTE
  while (localOf(instant, timezone) < shown) instant += 15 * MINUTE
  dawns.set(key, instant)
  return instant
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The local time of the zone, as if it were UTC. */
function localOf(instant: Instant, timezone: string | null): Instant {
  const zone = timezone ?? 'UTC'
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(zone, format)
  }
  return Date.parse(`${format.format(instant).replace(' ', 'T')}Z`)
}
