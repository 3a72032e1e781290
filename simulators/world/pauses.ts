import type { Instant, Milliseconds } from '../../src/base/clock.js'
import type { KnownRequest } from './knowledge.js'

/* When a request is useless by docs/decisions.md (row 10) and docs/failures.md, implemented independently of `src/`. */

const HOUR = 60 * 60_000
const DAY = 24 * HOUR

/** Number of runs with the same failure after which attempts are spaced. */
const RUNS = 3

/** An eighth of the window, at least an hour, and short enough that an outage of an hour cannot cost a day. */
export function spacingOf(minutes: number): Milliseconds {
  return Math.min(Math.max((minutes * 60_000) / 8, HOUR), 21 * HOUR)
}

/** The failure that the last three attempts have in common, and the time of the newest; null if they differ. */
export function failedAlike(
  requests: readonly KnownRequest[],
): { readonly failure: string; readonly at: Instant } | null {
  const newestFirst = [...requests].sort((a, b) => b.late - a.late)
  const runs = new Map<number, KnownRequest>()
  for (const one of newestFirst) if (!runs.has(one.run)) runs.set(one.run, one)
  const [last, ...others] = [...runs.values()].slice(0, RUNS)
  if (last === undefined || others.length < RUNS - 1 || last.failure === null) return null
  const { failure, early: at } = last
  return others.every((one) => one.failure === failure) ? { failure, at } : null
}

/** Whether a run may know of three failures in any order, which excuses that it does not try now. */
export function mayPause(requests: readonly KnownRequest[], minutes: number, now: Instant): boolean {
  const failed = requests.filter(({ isSuccess }) => !isSuccess)
  const newest = Math.max(...failed.map(({ late }) => late))
  return new Set(failed.map(({ run }) => run)).size >= RUNS && now < newest + spacingOf(minutes)
}

/** Tableau's notes on a job that exceeded the daily quota. */
export const CUT_OFF = 'cancelled No more non-interactive quota remaining for your site'

/** When a daily quota comes back: at 24:00 UTC. */
export function nextDay(now: Instant): Instant {
  return (Math.floor(now / DAY) + 1) * DAY
}

export function isSameDay(a: Instant, b: Instant): boolean {
  return Math.floor(a / DAY) === Math.floor(b / DAY)
}
