import { DAY, type Instant, latestOf, type Milliseconds, MINUTE, toMinute } from '../base/clock.js'
import type { RefreshState } from '../state/state.js'
import type { Failure } from '../tableau/failures/failures.js'
import { classOfText } from '../tableau/failures/texts.js'
import type { RefreshedRow } from './outcome.js'

/** Until when the site accepts no refresh, and what Tableau answered. */
export interface SiteLimit {
  readonly until: Instant
  readonly failure: Failure
  /** A daily quota: later runs need to know. */
  readonly isDaily: boolean
}

/** Whether this is the daily quota. Other rate limits end within an hour, and their answers say when. */
export function isDailyQuota(failure: Failure | null): failure is Failure {
  return failure?.class === 'quota' && classOfText(failure.text) === 'quota'
}

/** An answer this soon after 24:00 is about the day before: clocks differ, and Tableau may reset the quota a little late. */
const STILL_YESTERDAY: Milliseconds = MINUTE

/** The limit until Tableau resets the daily quota, at 24:00 UTC (docs/facts/tableau.md#daily-quota). */
export function dailyLimit(saidAt: Instant, failure: Failure): SiteLimit {
  const back = (Math.floor((saidAt - STILL_YESTERDAY) / DAY) + 1) * DAY
  return { until: saidAt < back ? back : back + STILL_YESTERDAY, failure, isDaily: true }
}

/**
 * The daily limit that an earlier run reached on this site, from the newest request that failed, was cancelled or deferred
 * because of it. Null if there is none, if it has ended, or if a later refresh succeeded (the quota was raised).
 */
export function rememberedLimit(requests: RefreshState['requests'], now: Instant): SiteLimit | null {
  const all = [...requests.values()].flatMap((jobs) => [...jobs.values()])
  const saidAt = latestOf(all.filter(({ failure }) => failure === 'quota').map((one) => one.requestedAt))
  const succeededAt = latestOf(
    all.filter(({ outcome }) => outcome === 'refreshed').map((one) => one.requestedAt),
  )
  if (saidAt === -Infinity || succeededAt > saidAt) return null
  const text = `The site's daily quota was used up at ${toMinute(saidAt)}.`
  const limit = dailyLimit(saidAt, { class: 'quota', text })
  return limit.until > now ? limit : null
}

/** The row as a daily limit leaves it: no run without force starts a refresh before the limit ends. */
export function heldByLimit(settled: RefreshedRow, limit: SiteLimit | null): RefreshedRow {
  const { row, result } = settled
  if (limit === null || row.decision.reason === 'no-extract') return settled
  if (limit.until <= (row.dueAt ?? -Infinity)) return settled
  return { row: { ...row, dueAt: limit.until, dueWithoutQuota: row.dueAt }, result }
}
