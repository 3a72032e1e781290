import type { RefreshResult } from '../refresh/outcome.js'
import type { FailingStart } from '../state/request-history.js'
import type { ReportRow } from './report.js'
import { type Moment, shortly, when } from './times.js'

/** What earlier failures of an extract mean for its row. */
export interface FailingHistory extends FailingStart {
  readonly kind: 'failing' | 'recovered'
}

/** Null if the extract had not failed before this run, or if this run did not try to refresh it. */
export function failingHistory({ row, result }: ReportRow): FailingHistory | null {
  const { decision, known } = row
  if (result === null) return decision.reason === 'failing' ? { ...decision, kind: 'failing' } : null
  if (known.failing === null) return null
  if (result.outcome === 'refreshed') return { ...known.failing, kind: 'recovered' }
  return isStillFailing(result) ? { ...known.failing, kind: 'failing' } : null
}

/**
 * The row as row 10 shows one that fails, if an earlier refresh failed, nothing has succeeded since, and this run does not know
 * better: a window, a freeze or a refresh that was only requested mends nothing. Else the row itself.
 */
export function withOngoingFailure(reportRow: ReportRow): ReportRow {
  const { row, result } = reportRow
  const { failing } = row.known
  if (failing === null || hasEnded(result) || row.decision.reason === 'no-extract') return reportRow
  const { failure, since, orEarlier } = failing
  const decision = { kind: 'skip', reason: 'failing', failure, since, orEarlier } as const
  return { row: { ...row, decision }, result: null }
}

function hasEnded(result: RefreshResult | null): boolean {
  switch (result?.outcome) {
    case 'refreshed':
    case 'failed':
    case 'cancelled':
    case 'blocked':
      return true
    case 'timed-out':
    case 'requested':
    case 'deferred':
    case undefined:
      return false
  }
}

/** Whether the failures before this run count on: this attempt failed too, or its end is not known yet. */
function isStillFailing({ outcome, failure }: RefreshResult): boolean {
  switch (outcome) {
    case 'failed':
    case 'requested':
    case 'timed-out':
      return true
    case 'cancelled':
      return failure !== null
    case 'refreshed':
    case 'blocked':
    case 'deferred':
      return false
    default:
      return outcome satisfies never
  }
}

/** `failing since 06:04 UTC yesterday (2026-11-29)`, `recovered: had failed since 06:04 UTC on 2026-11-20 or earlier`. */
export function historyText(
  history: FailingHistory,
  moment: Moment,
  length: 'long' | 'short' = 'long',
): string {
  const since = length === 'long' ? when(history.since, moment) : shortly(history.since, moment.now)
  const lead = history.kind === 'failing' ? 'failing since' : 'recovered: had failed since'
  return `${lead} ${since}${history.orEarlier ? ' or earlier' : ''}`
}
