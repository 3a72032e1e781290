import type { RootContent } from 'mdast'

import type { Instant } from '../../base/clock.js'
import type { ExtractRow } from '../../plan/types.js'
import { cappedTable, contentPhrases, nameWidth } from './cells.js'
import {
  type Column,
  type Phrase,
  compactText,
  compactLiteral,
  folded,
  lineBreak,
  literal,
  small,
  strong,
  safeText,
} from '../markdown.js'
import { nextDue } from './next-due.js'
import { type Report, type ReportRow, type WordingContext, wordingContext } from '../report.js'
import { lastRefreshOf, worstFirst } from '../ranking.js'
import type { SizeBudget } from './size-budget.js'
import { STATUS, statusOf } from '../status.js'
import { ago, duration, shortly } from '../times.js'
import { reasonOf } from '../reason-text.js'

/** With more rows than this, those skipped as intended are folded. */
const MAX_ROWS_WITH_SKIPS = 15
const EXPOSURES_SHOWN = 3

/** One row per extract, worst first; routine skips are folded if there are many rows. */
export function tableBlocks(report: Report, budget: SizeBudget): RootContent[] {
  const rows = worstFirst(report)
  if (rows.length === 0) return []
  const all = columns(report, wordingContext(report), budget)
  const routine =
    rows.length > MAX_ROWS_WITH_SKIPS ? rows.filter((row) => statusOf(row, report.mode) === 'skipped') : []
  const main = rows.slice(0, rows.length - routine.length)
  return [
    ...cappedTable(all, main, budget.rows, rest),
    ...(routine.length === 0
      ? []
      : folded(
          `${routine.length} skipped in the normal course of things`,
          cappedTable(all, routine, budget.rows, rest),
        )),
  ]
}

const rest = (left: number): string => `… and ${left} more; the plan-file output has them all.`

function columns(report: Report, context: WordingContext, budget: SizeBudget): Column<ReportRow>[] {
  const { now } = context
  return [
    { title: 'Status', cell: (row) => statusCell(row, report) },
    { title: 'Extract', cell: ({ row }) => extractCell(row, report, budget) },
    { title: 'Why', cell: (row) => [safeText(whyOf(row, context), budget.text)] },
    { title: 'Last refreshed', cell: (row) => [compactLiteral(lastRefreshText(lastRefreshOf(row), now))] },
    { title: 'Next due', cell: (row) => [compactLiteral(nextDue(row, report.mode, now))] },
  ]
}

function statusCell(row: ReportRow, { mode }: Report): Phrase[] {
  const { icon, word } = STATUS[statusOf(row, mode)]
  const seconds = row.result?.seconds ?? null
  const took = seconds === null ? [] : [lineBreak, ...small(compactLiteral(`took ${duration(seconds)}`))]
  return [compactLiteral(`${icon} ${word}`), ...took]
}

/** The exposures it serves; nothing if all have the extract's own name. */
function servesLine({ exposures, lineage }: ExtractRow['extract'], budget: SizeBudget): Phrase[] {
  const names = exposures.map(({ label, name }) => label ?? name)
  const extractName = lineage.content.name.toLowerCase()
  if (names.every((name) => name.toLowerCase() === extractName)) return []
  const shown = names.slice(0, EXPOSURES_SHOWN)
  const more = names.length - shown.length
  const phrases = shown.flatMap((name, index): Phrase[] => [
    literal(index === 0 ? 'for\u00A0' : ', '),
    compactText(name, nameWidth(budget)),
  ])
  return [lineBreak, ...small(...phrases, literal(more === 0 ? '' : ` and ${more} more`))]
}

function extractCell({ extract }: ExtractRow, { tableau }: Report, budget: SizeBudget): Phrase[] {
  const { name, place } = contentPhrases(extract.lineage.content, tableau, budget)
  return [strong(name), lineBreak, ...place, ...servesLine(extract, budget)]
}

/** The reason, without the due time: the next column shows it. */
function whyOf(row: ReportRow, context: WordingContext): string {
  const { decision, lastRefreshedAt, dueAt } = row.row
  return decision.reason === 'build-after' && lastRefreshedAt !== null && dueAt !== null
    ? `refreshed ${ago(lastRefreshedAt, context.now)}, not due yet`
    : reasonOf(row, context)
}

function lastRefreshText(instant: Instant | null, now: Instant): string {
  return instant === null ? 'never by us' : shortly(instant, now)
}
