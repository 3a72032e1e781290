import type { Instant, Milliseconds } from '../../src/base/clock.js'
import type { KnownRequest } from './knowledge.js'

/* When a request is in vain by docs/decisions.md (row 10) and docs/failures.md, worked out once more from their words. */

const HOUR = 60 * 60_000
const DAY = 24 * HOUR

/** After so many runs that failed alike. */
const RUNS = 3

/** An eighth of the window, at least an hour, and not so long that an outage of an hour could cost a day. */
export function spacingOf(minutes: number): Milliseconds {
  return Math.min(Math.max((minutes * 60_000) / 8, HOUR), 21 * HOUR)
}

/** What the last three runs that tried it ended with, if that was the same failure, and when the last of them tried. */
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

/** Whether a run may have seen three of its runs fail, whatever the order: enough to excuse that it does not try now. */
export function mayPause(requests: readonly KnownRequest[], minutes: number, now: Instant): boolean {
  const failed = requests.filter(({ isSuccess }) => !isSuccess)
  const newest = Math.max(...failed.map(({ late }) => late))
  return new Set(failed.map(({ run }) => run)).size >= RUNS && now < newest + spacingOf(minutes)
}

/** What Tableau says of a refresh that the capacity of the day was too small for. */
export const CUT_OFF = 'cancelled No more non-interactive quota remaining for your site'

export function isSameDay(a: Instant, b: Instant): boolean {
  return Math.floor(a / DAY) === Math.floor(b / DAY)
}
