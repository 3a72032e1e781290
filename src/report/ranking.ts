import type { Instant } from '../base/clock.js'
import { compareNames } from '../base/order.js'
import type { RefreshResult } from '../refresh/outcome.js'
import { type Status, STATUS, statusOf, rankOf } from './status.js'
import type { Report, ReportRow } from './report.js'

/** The numbers in the outputs and the headline. */
export interface Counts {
  readonly refreshed: number
  /** As intended, without those held back. */
  readonly skipped: number
  readonly held: number
  /** Failed, cancelled, timed out and blocked. */
  readonly failed: number
}

export function counts(report: Pick<Report, 'rows' | 'mode'>): Counts {
  const statuses = report.rows.map((row) => statusOf(row, report.mode))
  const count = (group: string): number => statuses.filter((each) => STATUS[each].group === group).length
  const held = statuses.filter((each) => each === 'held').length
  return { refreshed: count('refreshed'), skipped: count('skipped') - held, held, failed: count('failed') }
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

/** Rows that need a person come first, then open ones, then successes; equal rows in the order of their names. */
export function worstFirst(report: Pick<Report, 'rows' | 'mode'>): ReportRow[] {
  const byName = [...report.rows].sort((a, b) => compareNames(nameOf(a), nameOf(b)))
  return worstInPlanOrder({ ...report, rows: byName })
}

/** The same, with equal rows in the plan's order, in which data sources come before what reads them. */
export function worstInPlanOrder({ rows, mode }: Pick<Report, 'rows' | 'mode'>): ReportRow[] {
  return [...rows].sort((a, b) => rankOf(a, mode) - rankOf(b, mode))
}

/** The name of the row's extract in Tableau. */
export function nameOf({ row }: Pick<ReportRow, 'row'>): string {
  return row.extract.lineage.content.name
}

/** `Workbook failed: Menu`, `7 extracts held back`. */
export function titleOfRows(rows: readonly ReportRow[], word: string): string {
  const [first] = rows
  if (first === undefined || rows.length > 1) return `${rows.length} extracts ${word}`
  const isWorkbook = first.row.extract.lineage.content.kind === 'workbook'
  return `${isWorkbook ? 'Workbook' : 'Data source'} ${word}: ${nameOf(first)}`
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
