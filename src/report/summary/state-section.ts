import type { RootContent } from 'mdast'

import type { ExtractRow, LateNode, UpstreamId } from '../../plan/types.js'
import { isPermanent } from '../../state/request-history.js'
import { compareNames } from '../../base/order.js'
import { oneLine } from '../../base/untrusted-text.js'
import { cappedTable, LONGEST_NAME, nameWidth } from './cells.js'
import {
  type Column,
  type Phrase,
  breakable,
  bullets,
  folded,
  inlineCode,
  lineBreak,
  literal,
  paragraph,
  small,
  strong,
  safeText,
} from '../markdown.js'
import { nextRefreshText, notBeforeNoteOfState } from './not-before.js'
import { isDiscovered, nameIn, type Names } from '../names.js'
import { type Report, type ReportRow } from '../report.js'
import { lastRefreshOf, nameOf } from '../ranking.js'
import type { SizeBudget } from './size-budget.js'
import { duration, shortly } from '../times.js'
import { list } from '../lists.js'

/** Extracts shown here; the cache has the whole state. */
const MAX_ROWS = 100

/** The section "State of the extracts": what state holds of each extract, and hints about nodes that land too late for a window. */
export function stateSection(report: Report, budget: SizeBudget): RootContent[] {
  if (report.rows.length === 0) return []
  const byName = [...report.rows].sort((a, b) => compareNames(nameOf(a), nameOf(b)))
  const hints = hintsOf(report.rows)
  const { names } = report.wording
  return folded(
    hints.length === 0 ? 'State of the extracts' : 'State of the extracts, and what comes too late',
    [
      ...hintBlocks(hints, names, budget),
      ...cappedTable(
        columns(report, names, budget),
        byName,
        Math.min(MAX_ROWS, budget.rows),
        (left) => `… and ${left} more.`,
      ),
      ...unresolvedNote(report),
      ...measuredNote(report.rows),
      ...notBeforeNoteOfState(report),
    ],
  )
}

/** Which extracts have no row, since it is not known what they are. */
function unresolvedNote({ unresolved }: Report): RootContent[] {
  if (unresolved.length === 0) return []
  const names = list(unresolved.map(({ exposure }) => exposure))
  const what = unresolved.length === 1 ? 'what the unresolved exposure ' : 'what the unresolved exposures '
  const shows = unresolved.length === 1 ? ' shows.' : ' show.'
  return [
    paragraph(
      ...small(literal(`Not in this table, and not planned: ${what}`), safeText(names), literal(shows)),
    ),
  ]
}

/** Explains why the time of a source is later than that of its newest row, which a freshness error quotes. */
function measuredNote(rows: readonly ReportRow[]): RootContent[] {
  const isMeasured = rows.some(({ row }) => row.known.newest?.id.startsWith('source.') === true)
  const text =
    'New data upstream: when a node was built, or when new rows in a source were first noticed. The rows themselves may be older.'
  return isMeasured ? [paragraph(...small(literal(text)))] : []
}

/** Three columns of short words, so that a phone shows them without scrolling. */
function columns(report: Report, names: Names, budget: SizeBudget): Column<ReportRow>[] {
  const now = report.run.endedAt
  const width = nameWidth(budget)
  return [
    {
      title: 'Extract',
      cell: (row) => [
        ...breakable(nameIn(row.row.extract.key, names), width),
        ...originAndRefresh(row, now),
        ...windowUsed(row, now),
      ],
    },
    { title: 'New data upstream', cell: ({ row }) => newestLanding(row, report, width) },
    { title: 'Next refresh', cell: (row) => breakable(nextRefreshText(row, report), width) },
  ]
}

/** Nothing about refreshes of what has no extract. */
function originAndRefresh(row: ReportRow, now: number): Phrase[] {
  const last = lastRefreshOf(row)
  const facts = [
    ...(isDiscovered(row.row.extract) ? ['discovered'] : []),
    ...(last === null && row.row.decision.reason === 'no-extract' ? [] : [lastRefreshText(last, now)]),
  ]
  return facts.length === 0 ? [] : [lineBreak, ...small(literal(facts.join(' · ')))]
}

function lastRefreshText(instant: number | null, now: number): string {
  return instant === null ? 'never refreshed by this action' : `refreshed ${shortly(instant, now)}`
}

function newestLanding(
  { known: { newest }, decision, dataSources }: ExtractRow,
  { rows, run: { endedAt: now }, wording: { names } }: Report,
  width: number,
): Phrase[] {
  if (newest === null) return [literal(decision.reason === 'no-extract' ? '–' : 'not known')]
  const isDataSource = [...dataSources.keys()].some((key) => key === newest.id)
  return [
    literal(shortly(newest.at, now)),
    lineBreak,
    ...small(
      ...breakable(nameIn(newest.id, names), width),
      literal(isDataSource ? ` (data source, refreshed then${dataInside(newest.id, rows, now)})` : ''),
    ),
  ]
}

/** `; data from today 06:03`: what a data source shows is older than its refresh. */
function dataInside(id: UpstreamId, rows: readonly ReportRow[], now: number): string {
  const read = rows.find(({ row }) => row.extract.key === id)
  const dataAt = read?.row.known.freshness.newestDataAt ?? null
  return dataAt === null ? '' : `; data from ${shortly(dataAt, now)}`
}

function windowUsed({ row, result }: ReportRow, now: number): Phrase[] {
  const used = row.known.window
  if (used === null) return []
  const by = isPermanent(result?.failure?.class ?? null) ? ', used by the failed refresh' : ''
  const window = `window: ${shortly(used.start, now)} to ${shortly(used.end, now)}${by}`
  return [lineBreak, ...small(literal(window))]
}

interface Hint {
  readonly lateNode: LateNode
  readonly rows: readonly ReportRow[]
}

/** One hint for each node that lands late, with the extracts that miss it. */
function hintsOf(rows: readonly ReportRow[]): Hint[] {
  const hints = new Map<string, Hint>()
  for (const row of rows) {
    const { lateNode } = row.row.known
    if (lateNode === null) continue
    const known = hints.get(lateNode.node)
    hints.set(lateNode.node, {
      lateNode: known !== undefined && known.lateNode.after >= lateNode.after ? known.lateNode : lateNode,
      rows: [...(known?.rows ?? []), row],
    })
  }
  return [...hints.values()].sort((a, b) => b.rows.length - a.rows.length)
}

function hintBlocks(hints: readonly Hint[], names: Names, budget: SizeBudget): RootContent[] {
  const shown = hints.slice(0, budget.notes)
  const left = hints.length - shown.length
  return [
    ...(shown.length === 0 ? [] : [bullets(shown.map((hint) => hintText(hint, names, budget)))]),
    ...(left === 0 ? [] : [paragraph(literal(`… and ${left} more hints.`))]),
  ]
}

function hintText(
  { lateNode: { node, times, of, after }, rows }: Hint,
  names: Names,
  budget: SizeBudget,
): Phrase[] {
  const exposures = rows.flatMap(({ row }) => row.extract.exposures.map(({ name }) => name))
  const seen = `${times} of the last ${of} refreshes, by up to ${duration(after / 1000)}`
  return [
    literal('💡 '),
    inlineCode(oneLine(names.get(node) ?? node, LONGEST_NAME)),
    literal(' landed too late for '),
    strong(safeText(list(rows.map(nameOf), 3), budget.text)),
    literal(`: after ${seen}, and then waits for the next window. In `),
    inlineCode('build_after'),
    literal(' of '),
    safeText(list([...new Set(exposures)], 5), budget.text),
    literal(' set '),
    inlineCode('at'),
    literal(' to a time after the run that it follows now and before the run that builds this node; '),
    inlineCode('updates_on: all'),
    literal(' then waits for both.'),
  ]
}
