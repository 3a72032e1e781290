import { DAY, type Instant, type Milliseconds, MINUTE } from '../base/clock.js'
import type { BuildAfter } from '../exposures/types.js'
import type { WindowUse } from '../state/request-history.js'
import { type DailyGrid, dailyGrid } from './daily-grid.js'
import { type CalendarWindows, weeklyWindows } from './weekly-windows.js'

/** A used window that has not ended, and its end. */
export type Held = WindowUse & { readonly end: Instant }

/** The windows of one extract: they follow each other without gaps (docs/decisions.md#windows). */
export interface Windows {
  /** Whether the window that started at `start` still holds back a run of this slot. */
  readonly holds: (start: Instant, slot: Instant) => boolean
  /** Where the window that started at `start` ends and the next begins. */
  readonly endOf: (start: Instant) => Instant
  /** Start of the window that a request of this slot uses; `last` is the last used window's start. */
  readonly next: (last: Instant | null, slot: Instant) => Instant
  /**
   * When a refresh is due if no used window holds it back: `slot` itself, or the end of the days that `days` leaves out.
   */
  readonly dueFrom: (slot: Instant) => Instant
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
  const { endOf, newest, dueFrom, isTimed } = layoutOf(buildAfter, length)
  const wanted =
    toleranceMinutes === null ? automatic(length, isTimed) : Math.max(toleranceMinutes, 0) * MINUTE
  // An early run uses the window only if no run of the same cron follows soon: that one will use it.
  const isAwaited = (begin: Instant): boolean =>
    toleranceMinutes === null && nextSlot !== null && nextSlot <= begin + wanted
  /** Whether a run of this slot may use the window that follows the one from `start`. */
  const isNextOpen = (start: Instant, slot: Instant): boolean => {
    const begin = endOf(start)
    // At most half a window: an earlier run is nearer to the current window than to the next one.
    const tolerance = Math.min(wanted, (begin - start) / 2)
    return begin <= slot || (begin <= slot + tolerance && !isAwaited(begin))
  }
  return {
    endOf,
    holds: (start, slot) => !isNextOpen(start, slot),
    next: (last, slot) => {
      const newestBegun = newest(last, slot)
      return isNextOpen(newestBegun, slot) ? endOf(newestBegun) : newestBegun
    },
    // A run that is early for a window counts as a run of that window's day.
    dueFrom: (slot) => (isNextOpen(newest(null, slot), slot) ? slot : dueFrom(slot)),
  }
}

/**
 * 5 % of the window, at most 60 minutes. None with a time of day: it asks for data from then on, and such windows do not
 * drift.
 */
function automatic(length: Milliseconds, isTimed: boolean): Milliseconds {
  return isTimed ? 0 : Math.min(length / 20, 60 * MINUTE)
}

/** How windows follow each other. */
interface Layout {
  readonly endOf: (start: Instant) => Instant
  /** The newest window that has begun by `by` and is later than `last`. Without times of day, the first one begins at `by`. */
  readonly newest: (last: Instant | null, by: Instant) => Instant
  /** `instant`; later only on a day on which nothing is due. */
  readonly dueFrom: (instant: Instant) => Instant
  /** Whether windows start at times of day. */
  readonly isTimed: boolean
}

const ON_EVERY_DAY: Pick<Layout, 'dueFrom'> = { dueFrom: (instant) => instant }

function layoutOf({ at, timezone }: BuildAfter, length: Milliseconds): Layout {
  if (at !== null && typeof at !== 'string') return ofTheCalendar(weeklyWindows(at, timezone))
  const grid = at === null ? null : dailyGrid(at, timezone)
  if (grid === null) return endToEnd(length)
  return length < DAY
    ? ofTheCalendar({ ...ON_EVERY_DAY, around: partsOfDays(length, grid) })
    : wholeDays(Math.ceil(length / DAY), grid)
}

/** Windows without a time of day: each starts at the end of the one before. */
function endToEnd(length: Milliseconds): Layout {
  return {
    endOf: (start) => start + length,
    newest: (last, by) =>
      last === null ? by : last + length * Math.max(1, Math.floor((by - last) / length)),
    isTimed: false,
    ...ON_EVERY_DAY,
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
    isTimed: true,
    ...ON_EVERY_DAY,
  }
}

/** Windows that begin at the same instants for every extract, whichever of them it used. */
function ofTheCalendar({ around, dueFrom }: CalendarWindows): Layout {
  const endOf = (start: Instant): Instant => around(start).end
  return {
    endOf,
    newest: (last, by) => Math.max(around(by).start, last === null ? -Infinity : endOf(last)),
    dueFrom,
    isTimed: true,
  }
}

/**
 * Windows shorter than a day, counted from `at` each day. A day has the number of windows that fits best. The last one is
 * lengthened, or shortened by at most half, so that it ends at the next `at`, also on days of 23 or 25 hours.
 */
function partsOfDays(length: Milliseconds, grid: DailyGrid): CalendarWindows['around'] {
  return (instant) => {
    const day = grid.dayOf(instant)
    const [dayStart, dayEnd] = [grid.on(day), grid.on(day + 1)]
    const count = Math.max(1, Math.round((dayEnd - dayStart) / length))
    const index = Math.min(Math.floor((instant - dayStart) / length), count - 1)
    return {
      start: dayStart + index * length,
      end: index === count - 1 ? dayEnd : dayStart + (index + 1) * length,
    }
  }
}
