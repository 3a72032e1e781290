import { Cron } from 'croner'

import { DAY, dateOf, LONGEST_DURATION, MINUTE } from '../base/clock.js'
import { isTimezone, minutesOf } from './build-after.js'
import type { Freeze } from './types.js'

/** What a freeze looks like, for messages. */
export const FREEZE_FORMS =
  "dates such as '2026-12-24..2027-01-01', or a cron and a length such as '0 18 28 * * for 3d', each with a time zone behind it if it is not UTC"

/** Why a freeze whose length is at least the interval of its cron is refused, for messages. */
export const FREEZE_WITHOUT_END =
  'never pauses: each stretch lasts until the next one begins; choose a shorter length'

export type ParsedFreeze = { readonly freeze: Freeze } | { readonly problem: 'form' | 'without end' }

/** Reads `2026-12-24`, `2026-12-24..2027-01-01` or `0 18 28 * * for 3d`, with a time zone (IANA name) behind it or UTC. */
export function parseFreeze(text: string): ParsedFreeze {
  const freeze = dates(text.trim()) ?? recurring(text.trim())
  if (freeze === null) return { problem: 'form' }
  return freeze.kind === 'cron' && !pauses(freeze) ? { problem: 'without end' } : { freeze }
}

function dates(text: string): Freeze | null {
  const [, from, to = from, zone] =
    /^(\d{4}-\d{2}-\d{2})(?: ?\.\. ?(\d{4}-\d{2}-\d{2}))?(?: +(\S+))?$/.exec(text) ?? []
  const [first, last] = [dayOf(from), dayOf(to)]
  if (first === null || last === null || last < first || !isZone(zone)) return null
  return { kind: 'dates', firstDay: first, lastDay: last, timezone: zone ?? null }
}

/** Days since 1970-01-01; null for a date that no month has. */
function dayOf(date: string | undefined): number | null {
  const instant = Date.parse(`${date ?? ''}T00:00:00Z`)
  const exists = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date ?? '')
  return exists ? instant / DAY : null
}

function recurring(text: string): Freeze | null {
  const [, cron, length = '', zone] = /^(\S+(?: +\S+){4}) +for +(\d+ ?[a-z]+)(?: +(\S+))?$/.exec(text) ?? []
  const minutes = minutesOf(length)
  if (cron === undefined || minutes === null || !isZone(zone) || !isCron(cron)) return null
  const isPossible = minutes > 0 && minutes * MINUTE <= LONGEST_DURATION
  return isPossible ? { kind: 'cron', cron, minutes, timezone: zone ?? null } : null
}

function isZone(name: string | undefined): boolean {
  return name === undefined || isTimezone(name)
}

/** Whether the cron has an instant at all: `0 0 31 2 *` has none. */
function isCron(cron: string): boolean {
  try {
    return new Cron(cron, { mode: '5-part' }).nextRun() !== null
  } catch {
    return false
  }
}

/** More stretches in a row than any real freeze has: one of an hour on each hour of five days has 120. */
const MOST_IN_A_ROW = 200

/** Whether a stretch ends before the next one begins. Stretches of a day from Monday to Friday pause on Saturday. */
function pauses({ cron, minutes }: Extract<Freeze, { kind: 'cron' }>): boolean {
  const job = new Cron(cron, { mode: '5-part', timezone: 'UTC' })
  let start = job.nextRun(dateOf(0))
  for (let steps = 0; start !== null && steps < MOST_IN_A_ROW; steps += 1) {
    const end = start.getTime() + minutes * MINUTE
    const [last = start] = job.previousRuns(1, dateOf(end + MINUTE))
    if (last.getTime() <= start.getTime()) return true
    start = last
  }
  return start === null
}
