import { worstFirst } from '../ranking.js'
import { causeKeyOf, causeOf } from '../reason-text.js'
import { type Report, type ReportRow } from '../report.js'
import { type Status, STATUS, statusOf } from '../status.js'

/** Rows of one status for one cause. */
export interface RowGroup {
  readonly status: Status
  readonly cause: string
  readonly rows: readonly ReportRow[]
}

/** The rows by status and cause, the worst first. */
export function groupsOf(report: Report): RowGroup[] {
  const context = report.wording
  const groups = new Map<string, RowGroup & { readonly rows: ReportRow[] }>()
  for (const row of worstFirst(report)) {
    const status = statusOf(row, report.mode)
    const key = JSON.stringify([status, causeKeyOf(row, context)])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { status, cause: causeOf(row, context), rows: [row] })
    else known.rows.push(row)
  }
  return [...groups.values()]
}

/** Whether nobody has to look at rows of this status. */
export function isFine(status: Status): boolean {
  return status === 'requested' || status === 'skipped' || STATUS[status].group === 'refreshed'
}

/** Whether there are rows and all of them were skipped as intended. */
export function isQuiet(groups: readonly RowGroup[]): boolean {
  return groups.length > 0 && groups.every(({ status }) => status === 'skipped')
}

export function rowsIn(groups: readonly RowGroup[]): ReportRow[] {
  return groups.flatMap(({ rows }) => rows)
}
