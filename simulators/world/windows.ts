import type { Instant, Milliseconds } from '../../src/base/clock.js'
import { dateOf, dawn, weekdayOf } from './calendar.js'
import type { Project, WeeklyTimes } from './project.js'
import type { Scenario } from './story.js'

/* The windows of docs/decisions.md, implemented independently of `src/plan`. */

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** The settings that decide about one content. */
export interface Rhythm {
  readonly minutes: number
  readonly at: string | null
  /** Times of a week instead of a length. */
  readonly weekly: WeeklyTimes | null
  readonly timezone: string | null
  readonly updatesOn: 'any' | 'all'
  readonly refreshesUnhealthy: boolean
}

/** A week divided by the number of its times. */
function minutesOf({ times }: WeeklyTimes): number {
  return (7 * 1440) / times.flatMap(({ days }) => days).length
}

/** No window of the rhythm is longer. */
export function longestOf({ minutes, weekly }: Rhythm): number {
  return weekly === null ? minutes : Math.max(minutes, weekly.longestDays * 1440)
}

/** The exposures of a content, and of the workbooks that read or show it. */
export function served(path: string, { exposures, contents }: Project): Project['exposures'] {
  const readers = contents
    .filter(({ reads, shows }) => reads.includes(path) || shows.includes(path))
    .map((content) => content.path)
  return exposures.filter(({ shows }) => shows === path || readers.includes(shows))
}

/** The smallest window of its exposures counts; refreshing in spite of a failure needs the consent of all. */
export function rhythmOf(path: string, { project, buildAfter, updatesOn }: Scenario): Rhythm {
  const wishes = served(path, project).map(({ settings }) => ({
    minutes: settings.weekly === null ? (settings.minutes ?? buildAfter) : minutesOf(settings.weekly),
    at: settings.at,
    weekly: settings.weekly,
    timezone: settings.timezone,
    updatesOn: settings.updatesOn ?? updatesOn,
    refreshesUnhealthy: settings.onUpstreamFailure === 'refresh',
  }))
  const rank = (one: (typeof wishes)[number]): string =>
    [
      String(one.minutes).padStart(9, '0'),
      one.updatesOn === 'any' ? 0 : 1,
      one.weekly?.at.join() ?? one.at ?? '~',
      one.timezone ?? '',
    ].join(' ')
  const [first] = [...wishes].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  if (first === undefined) throw new Error(`${path} serves no exposure`)
  return { ...first, refreshesUnhealthy: wishes.every((one) => one.refreshesUnhealthy) }
}

/**
 * How early a run may be. `every`: the interval of its cron; null without one. The automatic tolerance is zero with a time of
 * day, and if the next run is due within it.
 */
export function toleranceOf(
  { minutes, at, weekly }: Rhythm,
  given: number | null,
  every: Milliseconds | null,
): Milliseconds {
  const length = minutes * MINUTE
  // Times of a week are two hours apart at least, so that half a window is no less than any given tolerance.
  if (given !== null) return weekly === null ? Math.min(given * MINUTE, length / 2) : given * MINUTE
  if (at !== null || weekly !== null) return 0
  const usual = Math.min(length / 20, 60 * MINUTE)
  return every === null ? usual : Math.max(0, Math.min(usual, every - usual - 1))
}

export function endOf(start: Instant, { minutes, at, weekly, timezone }: Rhythm): Instant {
  if (weekly !== null) return Math.min(...timesAround(start, weekly, timezone).filter((time) => time > start))
  if (at === null) return start + minutes * MINUTE
  return dawn(dayOf(start, at, timezone) + 1, at, timezone)
}

/** The start of the window that a request uses; `last`: the start of the last used window. */
export function windowOf(
  last: Instant | null,
  slot: Instant,
  rhythm: Rhythm,
  tolerance: Milliseconds,
): Instant {
  const { minutes, at, weekly, timezone } = rhythm
  if (weekly !== null) {
    const begun = timesAround(slot, weekly, timezone).filter((time) => time <= slot + tolerance)
    return Math.max(...begun, last === null ? -Infinity : endOf(last, rhythm))
  }
  if (at !== null) {
    const today = dayOf(slot + tolerance, at, timezone)
    const next = last === null ? today : Math.max(today, dayOf(last, at, timezone) + 1)
    return dawn(next, at, timezone)
  }
  if (last === null) return slot
  const length = minutes * MINUTE
  return last + length * Math.max(1, Math.floor((slot + tolerance - last) / length))
}

/** The first midnight from which something is due again; `slot` itself on a day that has a time, or just before one. */
export function dueFrom(slot: Instant, { weekly, timezone }: Rhythm, tolerance: Milliseconds): Instant {
  if (weekly === null) return slot
  const today = dateOf(slot, timezone)
  const isEarly = timesAround(slot, weekly, timezone).some((time) => time > slot && time <= slot + tolerance)
  let day = today
  while (!weekly.times.some(({ days }) => days.includes(weekdayOf(day)))) day += 1
  return day === today || isEarly ? slot : dawn(day, '00:00', timezone)
}

/** All its times within the eight days before and after `instant`. */
function timesAround(instant: Instant, { times }: WeeklyTimes, timezone: string | null): Instant[] {
  const today = dateOf(instant, timezone)
  const days = Array.from({ length: 17 }, (_, index) => today - 8 + index)
  return days.flatMap((day) =>
    times.filter((one) => one.days.includes(weekdayOf(day))).map(({ time }) => dawn(day, time, timezone)),
  )
}

/** The newest day, in the time zone, whose time of day is at or before `instant`. */
function dayOf(instant: Instant, at: string, timezone: string | null): number {
  let day = Math.floor(instant / DAY) + 1
  while (dawn(day, at, timezone) > instant) day -= 1
  return day
}

/** The newest instant of the cron at or before `start`. */
export function slotOf({ rhythm, minute, start: begin }: Scenario, start: Instant): Instant {
  const every = rhythm === 'hourly' ? 60 * MINUTE : DAY
  const first = Math.floor(begin / DAY) * DAY + minute * MINUTE
  return first + Math.floor((start - first) / every) * every
}
