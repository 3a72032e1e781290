/* Which problems the reader of a run should fix. On a pull request these are not the problems of production. */

import type { Unresolved } from '../exposures/types.js'
import { isOfPullRequest, type Report, type ReportRow } from './report.js'
import { statusOf } from './status.js'

/** Whether the row is held back for something that the reader of this run should fix. */
export function isHeldForReader(reportRow: ReportRow, report: Report): boolean {
  const { reason } = reportRow.row.decision
  const isOfProduction = reason === 'upstream-failed' || reason === 'failing'
  return statusOf(reportRow, report.mode) === 'held' && !(isOfProduction && isOfPullRequest(report))
}

/** Whether the reader of this run should fix the exposure: on a pull request, only one that it changes. */
export function isUnresolvedForReader({ exposure }: Unresolved, report: Report): boolean {
  const { impact } = report
  if (impact === null || !isOfPullRequest(report)) return true
  return impact.exposures.some(({ name, changed }) => name === exposure && changed !== null)
}
