import type { Instant, Milliseconds } from '../base/clock.js'

/** When the pages of a site were written, and when they count as old. */
export interface Period {
  readonly writtenAt: Instant
  readonly oldAfter: Instant
  /** When the next run is due; null if that is not known. */
  readonly nextRunAt: Instant | null
}

const HOUR: Milliseconds = 3_600_000

/** For a late start by GitHub, the build before this action, the refreshes and the publication. */
const GRACE = 4 * HOUR

/** Without a cron: a day, and some. */
const WITHOUT_CRON = 26 * HOUR

export function periodOf(writtenAt: Instant, nextRunAt: Instant | null): Period {
  const oldAfter = nextRunAt === null ? writtenAt + WITHOUT_CRON : Math.max(nextRunAt, writtenAt) + GRACE
  return { writtenAt, oldAfter, nextRunAt }
}
