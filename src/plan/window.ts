import { DAY, type Instant, type Milliseconds, MINUTE } from '../base/clock.js'
import type { BuildAfter } from '../exposures/types.js'
import type { WindowUse } from '../state/request-history.js'
import { type DailyGrid, dailyGrid } from './daily-grid.js'

/** A used window that has not ended, and its end. */
export type Held = WindowUse & { readonly end: Instant }

/** The windows of one extract: periods of `build-after` minutes without gaps (docs/decisions.md). */
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
 * `nextSlot` is when the next run of this run's cron is due; null if unknown.
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
  // An early run uses the window only if no run of the same cron follows soon: that one will use it.
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
 * 5 % of the window, at most 60 minutes. None with a time of day: it asks for data from then on, and such windows do not
 * drift.
 */
function automatic(length: Milliseconds, grid: DailyGrid | null): Milliseconds {
  return grid === null ? Math.min(length / 20, 60 * MINUTE) : 0
}

/** At most half a window: an earlier run is nearer to the current window than to the next one. */
function asGiven(length: Milliseconds, minutes: number): Milliseconds {
  return Math.min(Math.max(minutes, 0) * MINUTE, length / 2)
}

interface Layout {
  readonly endOf: (start: Instant) => Instant
  /** The newest window that has begun by `by` and is later than `last`; `first` if there is no last window and no time of day. */
  readonly newest: (last: Instant | null, by: Instant, first: Instant) => Instant
}

function layout(length: Milliseconds, grid: DailyGrid | null): Layout {
  if (grid === null) return endToEnd(length)
  return length < DAY ? partsOfDays(length, grid) : wholeDays(Math.ceil(length / DAY), grid)
}

/** Windows without a time of day: each starts at the end of the one before. */
function endToEnd(length: Milliseconds): Layout {
  return {
    endOf: (start) => start + length,
    newest: (last, by, first) =>
      last === null ? first : last + length * Math.max(1, Math.floor((by - last) / length)),
  }
}

/** Windows of whole calendar days, each from `at` to `at`. Counted from the first one, so that weekly windows keep their weekday. */
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
 * Windows shorter than a day: counted from `at` each day. A day has as many as fit best. The last one is lengthened, or cut
 * to no less than half, so that it ends at the next `at`, also on days of 23 or 25 hours.
 */
function partsOfDays(length: Milliseconds, grid: DailyGrid): Layout {
  const around = (instant: Instant): { start: Instant; end: Instant } => {
    const day = grid.dayOf(instant)
    const [dayStart, dayEnd] = [grid.on(day), grid.on(day + 1)]
    const count = Math.max(1, Math.round((dayEnd - dayStart) / length))
    const index = Math.min(Math.floor((instant - dayStart) / length), count - 1)
    return {
      start: dayStart + index * length,
      end: index === count - 1 ? dayEnd : dayStart + (index + 1) * length,
    }
  }
  const endOf = (start: Instant): Instant => around(start).end
  const newest = (last: Instant | null, by: Instant): Instant =>
    last === null ? around(by).start : Math.max(endOf(last), around(by).start)
  return { endOf, newest }
}
