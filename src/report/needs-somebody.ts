/* On a pull request, what is wrong in production is no matter of the pull request. */

import type { Unresolved } from '../exposures/types.js'
import { isOfPullRequest, type Report, type ReportRow } from './report.js'
import { statusOf } from './status.js'

/** Whether the row is held back for something that the reader of this run should mend. */
export function isHeldForReader(reportRow: ReportRow, report: Report): boolean {
  const { reason } = reportRow.row.decision
  const isOfProduction = reason === 'upstream-failed' || reason === 'failing'
  return statusOf(reportRow, report.mode) === 'held' && !(isOfProduction && isOfPullRequest(report))
}

/** Whether the exposure is one that the reader of this run should mend: on a pull request, one that it changes. */
export function isUnresolvedForReader({ exposure }: Unresolved, report: Report): boolean {
  const { impact } = report
  if (impact === null || !isOfPullRequest(report)) return true
  return impact.exposures.some(({ name, changed }) => name === exposure && changed !== null)
}
