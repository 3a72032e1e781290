import type { Instant } from '../base/clock.js'
import type { RefreshResult } from '../refresh/outcome.js'
import { type Status, STATUS, statusOf, rankOf } from './status.js'
import type { Report, ReportRow } from './report.js'

/** The numbers in the outputs and the headline. */
export interface Counts {
  readonly refreshed: number
  readonly skipped: number
  /** Failed, cancelled, timed out and blocked. */
  readonly failed: number
}

export function counts(report: Pick<Report, 'rows' | 'mode'>): Counts {
  const groups = report.rows.map((row) => STATUS[statusOf(row, report.mode)].group)
  const count = (group: string): number => groups.filter((each) => each === group).length
  return { refreshed: count('refreshed'), skipped: count('skipped'), failed: count('failed') }
}

/** How many of the failed rows have each status, the worst first. */
export function failuresByStatus(report: Pick<Report, 'rows' | 'mode'>): ReadonlyMap<Status, number> {
  const found = new Map<Status, number>()
  for (const row of worstFirst(report)) {
    const status = statusOf(row, report.mode)
    if (STATUS[status].group === 'failed') found.set(status, (found.get(status) ?? 0) + 1)
  }
  return found
}

/** Rows that need a person come first, then open ones, then successes; equal rows keep the plan's order. */
export function worstFirst(report: Pick<Report, 'rows' | 'mode'>): ReportRow[] {
  return [...report.rows].sort((a, b) => rankOf(a, report.mode) - rankOf(b, report.mode))
}

/** How long the refresh took; null if that is not known, or if it was cancelled before it began. */
export function secondsOf({ outcome, seconds }: RefreshResult): number | null {
  return outcome === 'cancelled' && seconds === 0 ? null : seconds
}

/** When the newest successful refresh was requested, this run's included. The next run reads the same instant from state. */
export function lastRefreshOf({ row, result }: ReportRow): Instant | null {
  if (result?.outcome !== 'refreshed' || result.endedAt === null) return row.lastRefreshedAt
  return Math.round(result.endedAt - (result.seconds ?? 0) * 1000)
}
