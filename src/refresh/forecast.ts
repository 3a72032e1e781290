import type { Instant } from '../base/clock.js'
import type { ExtractRow } from '../plan/types.js'
import { pastSeconds } from '../state/request-history.js'
import type { RefreshState } from '../state/state.js'
import { rememberedLimit } from './site-quota.js'

/** What the refreshes of a plan will take of the site, as far as earlier runs know. */
export interface Forecast {
  readonly starts: number
  /** How many of them have succeeded before. */
  readonly timed: number
  /** How long those took together when they last succeeded. */
  readonly seconds: number
  /** When the site's daily quota comes back, if Tableau's answers to earlier runs say that it is used up; else null. */
  readonly quotaBackAt: Instant | null
}

/** Null if the plan starts nothing. Tableau tells that a quota is used up, never how large it is. */
export function forecastOf(
  rows: readonly ExtractRow[],
  requests: RefreshState['requests'],
  now: Instant,
): Forecast | null {
  const starting = rows.filter(({ decision }) => decision.kind === 'refresh')
  if (starting.length === 0) return null
  const last = starting.flatMap(({ extract }) => pastSeconds(requests.get(extract.key)).slice(0, 1))
  const isForced = starting.some(({ decision }) => decision.reason === 'forced')
  return {
    starts: starting.length,
    timed: last.length,
    seconds: last.reduce((sum, seconds) => sum + seconds, 0),
    quotaBackAt: isForced ? null : (rememberedLimit(requests, now)?.until ?? null),
  }
}
