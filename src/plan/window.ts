import { DAY, type Instant, type Milliseconds, MINUTE } from '../base/clock.js'
import type { BuildAfter } from '../exposures/types.js'
import type { WindowUse } from '../state/request-history.js'
import { type DailyGrid, dailyGrid } from './daily-grid.js'

/** A used window that is not over, and where it ends. */
export type Held = WindowUse & { readonly end: Instant }

/** The windows of one extract: stretches of `build-after` minutes, end to end (docs/decisions.md). */
export interface Windows {
  /** Whether the window that started at `start` still holds back a run of this slot. */
  readonly holds: (start: Instant, slot: Instant) => boolean
  /** Where the window that started at `start` ends and the next begins. */
  readonly endOf: (start: Instant) => Instant
  /** Start of the window that a request of this slot uses; `last` is the last used window's start. */
  readonly next: (last: Instant | null, slot: Instant) => Instant
}

/**
 * The windows of `buildAfter`; null for 0 minutes, which means no window. `toleranceMinutes` null means automatic;
 * `nextSlot` is when the next run of this run's cron is due, null where nobody knows.
 */
export function windowsOf(
  buildAfter: BuildAfter,
  toleranceMinutes: number | null,
  nextSlot: Instant | null = null,
): Windows | null {
  const length = buildAfter.minutes * MINUTE
  if (length <= 0) return null
  const grid = buildAfter.at === null ? null : dailyGrid(buildAfter.at, buildAfter.timezone)
  const { endOf, newest } = layout(length, grid)
  const tolerance = toleranceMinutes === null ? automatic(length, grid) : asGiven(length, toleranceMinutes)
  // An early run stands in for one that does not come; one that is about to come needs nobody to.
  const isAwaited = (begin: Instant): boolean =>
    toleranceMinutes === null && nextSlot !== null && nextSlot <= begin + tolerance
  const isOpen = (begin: Instant, slot: Instant): boolean =>
    begin <= slot || (begin <= slot + tolerance && !isAwaited(begin))
  return {
    endOf,
    holds: (start, slot) => !isOpen(endOf(start), slot),
    next: (last, slot) => {
      const early = newest(last, slot + tolerance, slot)
      return isOpen(early, slot) ? early : newest(last, slot, slot)
    },
  }
}

/**
 * 5 % of the window, at most 60 minutes. None with a time of day: who names one does not want older data, and
 * windows that a calendar holds in place need no play.
 */
function automatic(length: Milliseconds, grid: DailyGrid | null): Milliseconds {
  return grid === null ? Math.min(length / 20, 60 * MINUTE) : 0
}

/** Never more than half a window: a run earlier than that is nearer to the window it lies in than to the next one. */
function asGiven(length: Milliseconds, minutes: number): Milliseconds {
  return Math.min(Math.max(minutes, 0) * MINUTE, length / 2)
}

interface Layout {
  readonly endOf: (start: Instant) => Instant
  /** The newest window that has begun by `by` and is later than `last`; `first` where nothing tells where windows begin. */
  readonly newest: (last: Instant | null, by: Instant, first: Instant) => Instant
}

function layout(length: Milliseconds, grid: DailyGrid | null): Layout {
  if (grid === null) return endToEnd(length)
  return length < DAY ? partsOfDays(length, grid) : wholeDays(Math.ceil(length / DAY), grid)
}

/** Windows without a time of day: counted on from the first one. */
function endToEnd(length: Milliseconds): Layout {
  return {
    endOf: (start) => start + length,
    newest: (last, by, first) =>
      last === null ? first : last + length * Math.max(1, Math.floor((by - last) / length)),
  }
}

/** Windows of whole calendar days, each from `at` to `at`: counted on from the first one, so that weeks keep their weekday. */
function wholeDays(days: number, grid: DailyGrid): Layout {
  return {
    endOf: (start) => grid.on(grid.dayOf(start) + days),
    newest: (last, by) => {
      if (last === null) return grid.on(grid.dayOf(by))
      const first = grid.dayOf(last)
      const passed = Math.floor((grid.dayOf(by) - first) / days)
      return grid.on(first + days * Math.max(1, passed))
    },
  }
}

/**
 * Windows shorter than a day: counted from `at`, anew each day. A day holds as many as fit best, and its last one is
 * stretched or cut (to no less than half) to end at the next `at`: no crumb of a window on days of 25 hours.
 */
function partsOfDays(length: Milliseconds, grid: DailyGrid): Layout {
  const around = (instant: Instant): { start: Instant; end: Instant } => {
    const day = grid.dayOf(instant)
    const [dawn, dusk] = [grid.on(day), grid.on(day + 1)]
    const count = Math.max(1, Math.round((dusk - dawn) / length))
    const index = Math.min(Math.floor((instant - dawn) / length), count - 1)
    return { start: dawn + index * length, end: index === count - 1 ? dusk : dawn + (index + 1) * length }
  }
  const endOf = (start: Instant): Instant => around(start).end
  const newest = (last: Instant | null, by: Instant): Instant =>
    last === null ? around(by).start : Math.max(endOf(last), around(by).start)
  return { endOf, newest }
}
