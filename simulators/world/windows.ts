import type { Instant, Milliseconds } from '../../src/base/clock.js'
import type { Project } from './project.js'
import type { Scenario } from './story.js'

/* The windows of docs/decisions.md, implemented independently of `src/plan`. */

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** The settings that decide about one content. */
export interface Rhythm {
  readonly minutes: number
  readonly at: string | null
  readonly timezone: string | null
  readonly updatesOn: 'any' | 'all'
  readonly refreshesUnhealthy: boolean
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
    minutes: settings.minutes ?? buildAfter,
    at: settings.at,
    timezone: settings.timezone,
    updatesOn: settings.updatesOn ?? updatesOn,
    refreshesUnhealthy: settings.onUpstreamFailure === 'refresh',
  }))
  const rank = (one: (typeof wishes)[number]): string =>
    [
      String(one.minutes).padStart(9, '0'),
      one.updatesOn === 'any' ? 0 : 1,
      one.at ?? '~',
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
  { minutes, at }: Rhythm,
  given: number | null,
  every: Milliseconds | null,
): Milliseconds {
  const length = minutes * MINUTE
  if (given !== null) return Math.min(given * MINUTE, length / 2)
  if (at !== null) return 0
  const usual = Math.min(length / 20, 60 * MINUTE)
  return every === null ? usual : Math.max(0, Math.min(usual, every - usual - 1))
}

export function endOf(start: Instant, { minutes, at, timezone }: Rhythm): Instant {
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
  const { minutes, at, timezone } = rhythm
  if (at !== null) {
    const today = dayOf(slot + tolerance, at, timezone)
    const next = last === null ? today : Math.max(today, dayOf(last, at, timezone) + 1)
    return dawn(next, at, timezone)
  }
  if (last === null) return slot
  const length = minutes * MINUTE
  return last + length * Math.max(1, Math.floor((slot + tolerance - last) / length))
}

/** The newest day, in the time zone, whose time of day is at or before `instant`. */
function dayOf(instant: Instant, at: string, timezone: string | null): number {
  let day = Math.floor(instant / DAY) + 1
  while (dawn(day, at, timezone) > instant) day -= 1
  return day
}

const dawns = new Map<string, Instant>()

/** The first minute of that day at which the clocks show or have skipped the time of day. */
function dawn(day: number, at: string, timezone: string | null): Instant {
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

/** The newest instant of the cron at or before `start`. */
export function slotOf({ rhythm, minute, start: begin }: Scenario, start: Instant): Instant {
  const every = rhythm === 'hourly' ? 60 * MINUTE : DAY
  const first = Math.floor(begin / DAY) * DAY + minute * MINUTE
  return first + Math.floor((start - first) / every) * every
}
