import { earliestOf, type Instant, latestOf } from '../base/clock.js'
import { type Weekday, WEEKDAYS, type WeeklyTime } from '../exposures/types.js'
import { type CalendarDay, dailyGrid, midnights } from './daily-grid.js'

/** Windows that begin at the same instants for every extract. */
export interface CalendarWindows {
  /** The window that an instant is in. */
  readonly around: (instant: Instant) => { readonly start: Instant; readonly end: Instant }
  /** `instant`; on a day on which nothing is due, the midnight at which the next day with a time begins. */
  readonly dueFrom: (instant: Instant) => Instant
}

/**
 * The windows between successive times of a week, in a time zone (IANA name; null or unknown means UTC). Two times that fall on
 * one instant count as one. Nothing is due on a day without a time.
 */
export function weeklyWindows(times: readonly WeeklyTime[], timezone: string | null): CalendarWindows {
  const { dayOf, on: midnightOf } = midnights(timezone)
  const grids = times.map(({ time, days }) => ({ days, grid: dailyGrid(time, timezone) }))
  const startsOn = (day: CalendarDay): Instant[] =>
    grids.flatMap(({ days, grid }) => (days.includes(weekdayOf(day)) ? (grid?.on(day) ?? []) : []))
  const hasTime = (day: CalendarDay): boolean => times.some(({ days }) => days.includes(weekdayOf(day)))
  const neighbour = (day: CalendarDay, step: 1 | -1): CalendarDay =>
    DAYS_AWAY.map((days) => day + days * step).find(hasTime) ?? day
  return {
    around: (instant) => {
      const day = dayOf(instant)
      return {
        start: latestOf([neighbour(day, -1), day].flatMap(startsOn).filter((start) => start <= instant)),
        end: earliestOf([day, neighbour(day, 1)].flatMap(startsOn).filter((start) => start > instant)),
      }
    },
    dueFrom: (instant) => {
      const day = dayOf(instant)
      return hasTime(day) ? instant : midnightOf(neighbour(day, 1))
    },
  }
}

const DAYS_AWAY = [1, 2, 3, 4, 5, 6, 7]

/** Day 0, 1970-01-01, was a Thursday. */
function weekdayOf(day: CalendarDay): Weekday {
  return WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'mon'
}
