import type { RootContent } from 'mdast'

import type { ExtractRow, Latecomer } from '../../plan/types.js'
import { oneLine } from '../../base/untrusted-text.js'
import { cappedTable, LONGEST_NAME, nameWidth } from './cells.js'
import {
  type Column,
  type Phrase,
  bullets,
  compact,
  folded,
  inlineCode,
  lineBreak,
  own,
  ownCompact,
  paragraph,
  small,
  strong,
  words,
} from '../markdown.js'
import { nextDue } from './next-due.js'
import { nameIn, type Names } from '../names.js'
import { type Report, type ReportRow, type Speaking, speakingOf } from '../report.js'
import { lastRefreshOf } from '../ranking.js'
import type { Room } from './size.js'
import { duration, shortly } from '../times.js'
import { list } from '../words.js'

/** Extracts shown: a look, not the whole state, which lies in the cache. */
const MOST = 100

/** Folded away: what the action remembers of each extract, and where that shows a rhythm that costs freshness. */
export function stateBlocks(report: Report, room: Room): RootContent[] {
  if (report.rows.length === 0) return []
  const byName = [...report.rows].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const hints = hintsOf(report.rows)
  const { names } = speakingOf(report)
  return folded(hints.length === 0 ? 'What is remembered' : 'What is remembered and what comes too late', [
    ...hintBlocks(hints, names, room),
    ...cappedTable(
      columns(report, names, room),
      byName,
      Math.min(MOST, room.rows),
      (left) => `… and ${left} more.`,
    ),
  ])
}

function nameOf({ row }: ReportRow): string {
  return row.extract.lineage.content.name
}

function columns({ run, mode }: Report, names: Names, room: Room): Column<ReportRow>[] {
  const now = run.endedAt
  const width = nameWidth(room)
  return [
    { title: 'Extract', cell: (row) => [compact(nameOf(row), width)] },
    { title: 'Last refreshed by us', cell: (row) => [ownCompact(moment(lastRefreshOf(row), now))] },
    { title: 'Newest landing', cell: ({ row }) => newestLanding(row, { now, names }, width) },
    { title: 'Window used', cell: (row) => windowUsed(row, now) },
    { title: 'Next due', cell: (row) => [ownCompact(nextDue(row, mode, now))] },
  ]
}

function moment(instant: number | null, now: number): string {
  return instant === null ? 'never' : shortly(instant, now)
}

function newestLanding({ known: { newest } }: ExtractRow, { now, names }: Speaking, width: number): Phrase[] {
  if (newest === null) return [own('not known')]
  return [ownCompact(shortly(newest.at, now)), lineBreak, ...small(compact(nameIn(newest, names), width))]
}

/** The window of this run's refresh, where it used one, else the last one that state knows. */
function windowUsed({ row, result }: ReportRow, now: number): Phrase[] {
  const { decision, dueAt, known } = row
  const planned = decision.decision === 'refresh' && result?.outcome === 'refreshed' ? decision.window : null
  const used = planned !== null && dueAt !== null ? { start: planned, end: dueAt } : known.window
  if (used === null) return [own('none')]
  return [
    ownCompact(shortly(used.start, now)),
    lineBreak,
    ...small(ownCompact(`to ${shortly(used.end, now)}`)),
  ]
}

interface Hint {
  readonly latecomer: Latecomer
  readonly rows: readonly ReportRow[]
}

/** One hint for each node that comes late, with all the extracts that it comes too late for. */
function hintsOf(rows: readonly ReportRow[]): Hint[] {
  const hints = new Map<string, Hint>()
  for (const row of rows) {
    const { latecomer } = row.row.known
    if (latecomer === null) continue
    const known = hints.get(latecomer.node)
    hints.set(latecomer.node, {
      latecomer:
        known !== undefined && known.latecomer.after >= latecomer.after ? known.latecomer : latecomer,
      rows: [...(known?.rows ?? []), row],
    })
  }
  return [...hints.values()].sort((a, b) => b.rows.length - a.rows.length)
}

function hintBlocks(hints: readonly Hint[], names: Names, room: Room): RootContent[] {
  const shown = hints.slice(0, room.notes)
  const left = hints.length - shown.length
  return [
    ...(shown.length === 0 ? [] : [bullets(shown.map((hint) => hintWords(hint, names, room)))]),
    ...(left === 0 ? [] : [paragraph(own(`… and ${left} more hints.`))]),
  ]
}

function hintWords(
  { latecomer: { node, times, of, after }, rows }: Hint,
  names: Names,
  room: Room,
): Phrase[] {
  const exposures = rows.flatMap(({ row }) => row.extract.exposures.map(({ name }) => name))
  const seen = `${times} of the last ${of} refreshes, by up to ${duration(after / 1000)}`
  return [
    own('💡 '),
    inlineCode(oneLine(names.get(node) ?? node, LONGEST_NAME)),
    own(' landed too late for '),
    strong(words(list(rows.map(nameOf), 3), room.text)),
    own(`: after ${seen}, and then waits for the next window. In `),
    inlineCode('build_after'),
    own(' of '),
    words(list([...new Set(exposures)], 5), room.text),
    own(' set '),
    inlineCode('at'),
    own(' to a time after the run that it follows now and before the run that builds this node; '),
    inlineCode('updates_on: all'),
    own(' then waits for both.'),
  ]
}
