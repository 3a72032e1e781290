import * as z from 'zod'
import { LONGEST_DURATION, MINUTE } from '../base/clock.js'
import { once } from '../base/once.js'
import { keysWithin, oneOf, oneOrMore, strict } from './meta-schema.js'
import { type BuildAfter, type Weekday, WEEKDAYS, type WeeklyTime } from './types.js'

/* Reads `build_after` of an exposure, and `state`, which has dbt State's names for the same settings. */

const MINUTES = { minute: 1, hour: 60, day: 1440 }
const MINUTES_OF_A_WEEK = 7 * 1440

/** YAML reads an unquoted 06:30 as a number. */
const timeSchema = once(() =>
  z.string().refine((text) => timeOf(text) !== null, {
    error: "must be a quoted time of day such as '06:30' or 'fri 16:00'",
  }),
)

const daySchema = once(() =>
  z.string().refine((text) => daysOf(text).length > 0, {
    error: 'must be a day of the week such as mon, or days such as mon-fri',
  }),
)

const timezone = once(() =>
  z
    .string({ error: 'must be a text' })
    .refine(isTimezone, { error: 'is not an IANA time zone such as Europe/Berlin' }),
)

const A_DURATION = "must be a duration such as '30m', '4h' or '1d'"
const TOO_LONG = 'is longer than 400 days'
const NOT_WITH_A_LENGTH = 'cannot be combined with count and period: each window lasts until the next time'

/** dbt State's durations: https://docs.getdbt.com/reference/resource-configs/lag-tolerance */
const durationSchema = once(() =>
  z
    .string({ error: A_DURATION })
    .refine((text) => minutesOf(text) !== null, { error: A_DURATION })
    .refine((text) => (minutesOf(text) ?? 0) * MINUTE <= LONGEST_DURATION, { error: TOO_LONG }),
)

export const stateSchema = once(() =>
  strict({
    lag_tolerance: durationSchema().optional(),
    require_fresh_data_from: oneOf(['any', 'all']).optional(),
  }),
)

type GivenState = z.output<ReturnType<typeof stateSchema>>

const count = once(() => z.int({ error: 'must be a whole number' }).min(0, { error: 'must be 0 or more' }))
const period = once(() => oneOf(['minute', 'hour', 'day']))
const NEEDS_BOTH = 'needs both count and period'
const EXAMPLE = ' such as {count: 6, period: hour}'

/** `stale_after`, in minutes: a duration in the words of `build_after`. */
export const staleAfterSchema = once(() =>
  strict({ count: count().optional(), period: period().optional() }, {}, EXAMPLE)
    .refine((given) => given.count !== undefined && given.period !== undefined, { error: NEEDS_BOTH })
    .transform((given) => (given.count ?? 0) * MINUTES[given.period ?? 'minute'])
    .refine((minutes) => minutes * MINUTE <= LONGEST_DURATION, { error: TOO_LONG }),
)

const keys = once(() =>
  strict(
    {
      count: count().optional(),
      period: period().optional(),
      updates_on: oneOf(['any', 'all']).optional(),
      at: oneOrMore(
        timeSchema(),
        "must be a quoted time of day such as '06:30', or a list of them",
      ).optional(),
      days: oneOrMore(daySchema(), 'must be a list of days of the week such as [mon, wed-fri]').optional(),
      timezone: timezone().optional(),
    },
    keysWithin('state', stateSchema()),
    EXAMPLE,
  ),
)

type Given = z.output<ReturnType<typeof keys>>

export const buildAfterSchema = once(() =>
  keys()
    .refine((window) => (window.count === undefined) === (window.period === undefined), { error: NEEDS_BOTH })
    .refine((window) => window.timezone === undefined || window.at !== undefined, {
      error: 'has a timezone, which has no effect without at',
    })
    .refine((window) => window.days === undefined || window.at !== undefined, {
      error: 'has days, which have no effect without at',
    })
    .refine((window) => window.days === undefined || window.at === undefined || hasUnnamedDays(window.at), {
      path: ['days'],
      error: 'have no effect, because each time of at names its own days',
    })
    .refine((window) => window.days === undefined || !hasLength(window), {
      path: ['days'],
      error: NOT_WITH_A_LENGTH,
    })
    .refine((window) => !Array.isArray(startsOf(window)) || !hasLength(window), {
      path: ['at'],
      error: `has several times or days, which ${NOT_WITH_A_LENGTH}`,
    })
    .refine(({ count = 0, period = 'minute' }) => count * MINUTES[period] * MINUTE <= LONGEST_DURATION, {
      error: TOO_LONG,
    }),
)

interface Written {
  readonly build_after?: Given | undefined
  readonly state?: GivenState | undefined
}

/** The key of `state` that sets the same as keys of `build_after`, and those keys; null if there is none. */
export function duplicateSetting({
  build_after = {},
  state = {},
}: Written): readonly [string, string] | null {
  if (state.require_fresh_data_from !== undefined && build_after.updates_on !== undefined)
    return ['require_fresh_data_from', 'build_after.updates_on']
  if (state.lag_tolerance === undefined) return null
  if (hasLength(build_after)) return ['lag_tolerance', 'build_after.count and period']
  return Array.isArray(startsOf(build_after))
    ? ['lag_tolerance', 'several times or days of build_after']
    : null
}

/** `build_after` with the settings of `state` added under its own names; undefined if nothing is set. */
export function joinAliases({ build_after, state }: Written): Given | undefined {
  if (state === undefined) return build_after
  const minutes = minutesOf(state.lag_tolerance ?? '')
  return {
    ...build_after,
    ...(minutes !== null && { count: minutes, period: 'minute' as const }),
    ...(state.require_fresh_data_from !== undefined && { updates_on: state.require_fresh_data_from }),
  }
}

/** The windows of an exposure; null if the inputs decide. `defaultMinutes` is their length if only a time of day is set. */
export function buildAfterOf(given: Given, defaultMinutes: number): BuildAfter | null {
  const { count, period, timezone: zone = null } = given
  const at = startsOf(given)
  if (at !== null && typeof at !== 'string')
    return { minutes: MINUTES_OF_A_WEEK / at.flatMap(({ days }) => days).length, at, timezone: zone }
  if (count !== undefined && period !== undefined)
    return { minutes: count * MINUTES[period], at, timezone: zone }
  return at === null ? null : { minutes: defaultMinutes, at, timezone: zone }
}

function hasLength({ count, period }: Pick<Given, 'count' | 'period'>): boolean {
  return count !== undefined || period !== undefined
}

/** Whether a time applies to the days of `days`. */
function hasUnnamedDays(at: string | readonly string[]): boolean {
  return [at].flat().some((text) => timeOf(text)?.days === null)
}

/** A text for one time on every day, since that may have a length; anything else as times of a week. */
function startsOf({ at = [], days }: Pick<Given, 'at' | 'days'>): BuildAfter['at'] {
  const usual = days === undefined ? WEEKDAYS : [days].flat().flatMap(daysOf)
  const starts = [at].flat().flatMap((text) => timeOf(text) ?? [])
  const [time = null, ...more] = [...new Set(starts.map((start) => start.time))].sort()
  const isDaily = days === undefined && starts.every((start) => start.days === null)
  if (time === null || (isDaily && more.length === 0)) return time
  const daysAt = (one: string): Set<Weekday> =>
    new Set(starts.flatMap((start) => (start.time === one ? (start.days ?? usual) : [])))
  return [time, ...more].map((one) => ({
    time: one,
    days: WEEKDAYS.filter((day) => daysAt(one).has(day)),
  }))
}

/** Reads `06:30`, with `days` null, or `mon-fri 06:30`; null for any other text. */
function timeOf(text: string): { readonly time: string; readonly days: WeeklyTime['days'] | null } | null {
  const [, named, time] = /^(?:(\D*[^\d ]) +)?((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? []
  if (time === undefined) return null
  if (named === undefined) return { time, days: null }
  const days = daysOf(named)
  return days.length === 0 ? null : { time, days }
}

/** The days of `mon`, `Monday` or a range (`fri-mon` has four days); empty for any other text. */
function daysOf(text: string): readonly Weekday[] {
  const [first = null, last = first, ...more] = text.split('-').map(dayNamed)
  if (first === null || last === null || more.length > 0) return []
  const from = WEEKDAYS.indexOf(first)
  const count = ((WEEKDAYS.indexOf(last) - from + 7) % 7) + 1
  return [...WEEKDAYS, ...WEEKDAYS].slice(from, from + count)
}

const FULL_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

function dayNamed(text: string): Weekday | null {
  const name = text.trim().toLowerCase()
  return WEEKDAYS.find((day, index) => name === day || name === FULL_NAMES[index]) ?? null
}

const MINUTES_OF_UNIT = { s: 1 / 60, m: 1, h: 60, d: 1440, w: 7 * 1440 }

/** Reads `4h`, `30 minutes` … Null for any other text. */
export function minutesOf(text: string): number | null {
  const [, count, unit] = /^(\d+) ?(s|m|h|d|w|seconds?|minutes?|hours?|days?|weeks?)$/.exec(text.trim()) ?? []
  const first = unit?.[0] as keyof typeof MINUTES_OF_UNIT | undefined
  return first === undefined ? null : Number(count) * MINUTES_OF_UNIT[first]
}

export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
