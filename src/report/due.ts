import type { Instant } from '../base/clock.js'
import type { Mode } from '../github/event.js'
import type { ReportRow } from './report.js'
import { STATUS, statusOf } from './status.js'

/**
 * When a window that is used up, a pause between attempts or the site's quota allows the next refresh; null if that is not
 * in the future, or if nothing is used up yet: the refresh has not ended, has not started, or would be that of a dry run.
 */
export function dueAtOf(reportRow: ReportRow, mode: Mode, now: Instant): Instant | null {
  const { dueAt } = reportRow.row
  return dueAt !== null && dueAt > now && isSettled(reportRow, mode) ? dueAt : null
}

function isSettled(reportRow: ReportRow, mode: Mode): boolean {
  const status = statusOf(reportRow, mode)
  const { group } = STATUS[status]
  return status === 'deferred' || (group !== 'open' && group !== 'would-refresh')
}
