import type { Instant } from '../../src/base/clock.js'
import { dateOf, dawn, weekdayOf } from './calendar.js'

/* The freezes of docs/decisions.md#freezes, implemented independently of `src/`. */

const HOUR = 60 * 60_000
const DAY = 24 * HOUR

/** A stretch of time, or one that comes back, in which nothing is refreshed. Days count from 1970-01-01. */
export type WorldFreeze =
  | {
      readonly kind: 'dates'
      readonly first: number
      readonly last: number
      readonly timezone: string | null
    }
  | {
      readonly kind: 'cron'
      /** The last day of each month, or a day of the week as in cron: Sunday is 0. */
      readonly on: 'L' | number
      readonly at: '18:00' | '04:30'
      readonly hours: number
      readonly timezone: string | null
    }

/** As in the input `freeze` and in `meta`. */
export function freezeText(freeze: WorldFreeze): string {
  const zone = freeze.timezone === null ? '' : ` ${freeze.timezone}`
  if (freeze.kind === 'dates') return `${isoDay(freeze.first)}..${isoDay(freeze.last)}${zone}`
  const [hour, minute] = freeze.at.split(':').map(Number)
  const days = freeze.on === 'L' ? 'L * *' : `* * ${freeze.on}`
  return `${minute} ${hour} ${days} for ${freeze.hours}h${zone}`
}

/** When the freezes that are on at `instant`, one after the other, end; `instant` itself if none is on. */
export function thawOf(freezes: readonly WorldFreeze[], instant: Instant): Instant {
  const end = Math.max(instant, ...freezes.map((freeze) => endOf(freeze, instant)))
  return end > instant ? thawOf(freezes, end) : instant
}

/** -Infinity if this freeze is not on. */
function endOf(freeze: WorldFreeze, instant: Instant): Instant {
  const { timezone } = freeze
  const today = dateOf(instant, timezone)
  if (freeze.kind === 'dates')
    return freeze.first <= today && today <= freeze.last
      ? dawn(freeze.last + 1, '00:00', timezone)
      : -Infinity
  const length = freeze.hours * HOUR
  const days = Array.from({ length: Math.ceil(freeze.hours / 24) + 1 }, (_, ago) => today - ago)
  const starts = days.filter((day) => isOn(day, freeze.on)).map((day) => dawn(day, freeze.at, timezone))
  return Math.max(
    -Infinity,
    ...starts.filter((start) => start <= instant && instant < start + length).map((start) => start + length),
  )
}

function isOn(day: number, on: 'L' | number): boolean {
  return on === 'L' ? new Date((day + 1) * DAY).getUTCDate() === 1 : weekdayOf(day) === on
}

function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
