import { IANAZone } from 'luxon'

import { DAY, type Instant, type Milliseconds, MINUTE } from '../base/clock.js'

/** Days counted from 1970-01-01 by the calendar of a time zone. */
export type CalendarDay = number

/** One instant a day: a time of day in a time zone. Days have 23, 24 or 25 hours. */
export interface DailyGrid {
  /** The grid's instant on that calendar day. */
  readonly on: (day: CalendarDay) => Instant
  /** The newest calendar day whose instant is at or before `instant`. */
  readonly dayOf: (instant: Instant) => CalendarDay
}

/**
 * The grid of `at` (`HH:MM`) in `timezone` (IANA name; null or unknown means UTC). Null for an `at` of another form.
 * A time that clocks skip means the first instant after the gap; one that occurs twice means the first.
 */
export function dailyGrid(at: string, timezone: string | null): DailyGrid | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(at) ?? []
  if (hours === undefined || minutes === undefined) return null
  return gridOf((Number(hours) * 60 + Number(minutes)) * MINUTE, timezone)
}

/** The grid of the instants at which calendar days begin in `timezone`. */
export function midnights(timezone: string | null): DailyGrid {
  return gridOf(0, timezone)
}

function gridOf(timeOfDay: Milliseconds, timezone: string | null): DailyGrid {
  const offsetAt = offsetsOf(timezone ?? 'UTC')
  const known = new Map<CalendarDay, Instant>()
  const on = (day: CalendarDay): Instant => {
    // Called many times for the same few days, and offsets are slow to compute.
    const instant = known.get(day) ?? instantOf(day * DAY + timeOfDay, offsetAt)
    known.set(day, instant)
    return instant
  }
  const dayOf = (instant: Instant): CalendarDay => {
    // Clocks can change at midnight, so start one day late and go back.
    let day = Math.floor((instant + offsetAt(instant)) / DAY) + 1
    while (on(day) > instant) day -= 1
    return day
  }
  return { on, dayOf }
}

/** How far the clocks of a zone are ahead of UTC at an instant. */
type OffsetAt = (instant: Instant) => Milliseconds

function offsetsOf(timezone: string): OffsetAt {
  const zone = IANAZone.create(timezone)
  return zone.isValid ? (instant) => zone.offset(instant) * MINUTE : () => 0
}

/** The first instant at which clocks show `local` (milliseconds as if in UTC), or the end of the gap that skips it. */
function instantOf(local: number, offsetAt: OffsetAt): Instant {
  const candidates = [local - offsetAt(local - DAY), local - offsetAt(local + DAY)].sort((a, b) => a - b)
  const shown = candidates.find((instant) => instant + offsetAt(instant) === local)
  return shown ?? endOfGap(local, candidates, offsetAt)
}

function endOfGap(local: number, [before, after]: readonly Instant[], offsetAt: OffsetAt): Instant {
  let [low, high] = [before ?? local, after ?? local]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (middle + offsetAt(middle) < local) low = middle
    else high = middle
  }
  return high
}
