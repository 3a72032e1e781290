import type { RootContent } from 'mdast'

import type { Instant } from '../../base/clock.js'
import type { ExtractRow } from '../../plan/types.js'
import {
  breakable,
  lineBreak,
  literal,
  paragraph,
  type Phrase,
  safeText,
  small,
  strong,
  table,
} from '../markdown.js'
import { failingHistory, historyText } from '../failing-history.js'
import { lastRefreshOf, secondsOf } from '../ranking.js'
import { list } from '../lists.js'
import type { Report, ReportRow } from '../report.js'
import { isStale } from '../staleness.js'
import { shownStatus, STATUS } from '../status.js'
import { duration, shortly } from '../times.js'
import { contentName, placeText } from './cells.js'
import { type RowGroup, rowsIn } from './groups.js'
import { notBefore, notBeforeText } from './not-before.js'
import { type SizeBudget, WHOLE } from './size-budget.js'

/** Extracts in one cell; the whole summary and the output `plan-file` have them all. */
const MAX_IN_CELL = 50

/** A row for each status and cause. Two columns, so that a phone shows status, reason and extract without scrolling. */
export function groupTable(groups: readonly RowGroup[], report: Report, budget: SizeBudget): RootContent[] {
  const shown = fitting(groups, budget.rows)
  const left = rowsIn(groups).length - shown.reduce((sum, { most }) => sum + most, 0)
  const columns = [
    { title: 'Status', cell: ({ group }: Shown) => statusCell(group, report, budget) },
    { title: 'Extract', cell: ({ group, most }: Shown) => extractsCell(group, most, report, budget) },
  ]
  return [
    ...(shown.length === 0 ? [] : [table(columns, shown)]),
    ...(left === 0 ? [] : [paragraph(literal(`… and ${left} more; the plan-file output has them all.`))]),
  ]
}

interface Shown {
  readonly group: RowGroup
  /** How many of its rows are listed. */
  readonly most: number
}

/** The first groups, with at most this many rows together. */
function fitting(groups: readonly RowGroup[], most: number): Shown[] {
  const shown: Shown[] = []
  let left = most
  for (const group of groups) {
    if (left <= 0) break
    const rows = Math.min(group.rows.length, left, most === WHOLE.rows ? left : MAX_IN_CELL)
    shown.push({ group, most: rows })
    left -= rows
  }
  return shown
}

function statusCell({ status, cause, rows }: RowGroup, report: Report, budget: SizeBudget): Phrase[] {
  const { icon } = STATUS[status]
  const count = rows.length === 1 ? '' : `${rows.length} `
  return [
    literal(`${icon} `),
    strong(literal(`${count}${STATUS[shownStatus(status, report)].word}`)),
    lineBreak,
    ...breakable(cause, budget.text),
  ]
}

function extractsCell({ rows }: RowGroup, most: number, report: Report, budget: SizeBudget): Phrase[] {
  const left = rows.length - most
  const lines = rows.slice(0, most).map((row) => extractLine(row, report, budget))
  return [
    ...lines.flatMap((line, index) => (index === 0 ? line : [lineBreak, ...line])),
    ...(left === 0 ? [] : [lineBreak, literal(`… and ${left} more`)]),
  ]
}

/** The extract's name, with a link if `linkOf` allows it; small: kind, project, what it serves, and its times. */
function extractLine(reportRow: ReportRow, report: Report, budget: SizeBudget): Phrase[] {
  const { extract } = reportRow.row
  const times = timesOf(reportRow, report).map((each) => ` · ${each}`)
  return [
    strong(...contentName(extract.lineage.content, report.tableau, budget)),
    literal(' '),
    ...small(safeText(`${placeText(extract)}${servesText(extract)}`, budget.text), literal(times.join(''))),
  ]
}

/** The exposures it serves; nothing if all have the extract's own name. */
function servesText({ exposures, lineage }: ExtractRow['extract']): string {
  const names = exposures.map(({ label, name }) => label ?? name)
  const own = lineage.content.name.toLowerCase()
  return names.every((name) => name.toLowerCase() === own) ? '' : ` · for ${list(names)}`
}

function timesOf(reportRow: ReportRow, { mode, run }: Report): string[] {
  const now = run.endedAt
  const seconds = reportRow.result === null ? null : secondsOf(reportRow.result)
  const due = notBefore(reportRow, mode, now)
  const last = lastRefreshOf(reportRow)
  const history = failingHistory(reportRow)
  return [
    ...(seconds === null ? [] : [`took ${duration(seconds)}`]),
    ...(tellsLast(reportRow) ? [lastText(last, now)] : []),
    ...(history === null ? [] : [historyText(history, { now }, 'short')]),
    ...(isStale(reportRow, { run }) ? [staleTime(reportRow, now)] : []),
    ...(due === null ? [] : [notBeforeText(due, now)]),
  ]
}

function staleTime({ row }: ReportRow, now: Instant): string {
  const { staleSince } = row.known.freshness
  return staleSince === null ? '' : `stale since ${shortly(staleSince, now)}`
}

/** Whether to show the last refresh: not if this run refreshed it, or if it has no extract. */
function tellsLast({ row, result }: ReportRow): boolean {
  return result?.outcome !== 'refreshed' && row.decision.reason !== 'no-extract'
}

function lastText(last: Instant | null, now: Instant): string {
  return last === null ? 'never refreshed by this action' : `last refreshed ${shortly(last, now)}`
}
