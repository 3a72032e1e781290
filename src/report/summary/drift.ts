import type { RootContent } from 'mdast'

import type { Drift } from '../../exposures/discovery/drift.js'
import { cappedTable, nameWidth } from './cells.js'
import { linkOf } from '../link.js'
import {
  type Column,
  type Phrase,
  folded,
  heading,
  inlineCode,
  link,
  own,
  paragraph,
  small,
  words,
} from '../markdown.js'
import type { Report } from '../report.js'
import type { Room } from './size.js'

/** With more of them than these, dashboards without an exposure are folded away: the other differences come first. */
const READ_AT_ONCE = 10

const WORD: Readonly<Record<Drift['kind'], string>> = {
  dead: 'leads nowhere',
  renamed: 'renamed',
  'not-declared': 'not declared',
  'not-read': 'not read',
  'no-exposure': 'no exposure',
}

/** How exposures differ from Tableau; nothing where all agree, or where nobody asked. */
export function driftBlocks(report: Report, room: Room): RootContent[] {
  const { drift: check } = report
  if (check === null || check.drift.length === 0) return []
  const without = check.drift.filter(({ kind }) => kind === 'no-exposure')
  const fold = without.length > READ_AT_ONCE
  const main = fold ? check.drift.filter(({ kind }) => kind !== 'no-exposure') : check.drift
  const tableOf = (drift: readonly Drift[]): RootContent[] =>
    cappedTable(columns(report, room), drift, room.rows, (left) => `… and ${left} more, in the output drift.`)
  return [
    heading(3, own('Drift')),
    ...tableOf(main),
    ...(fold ? folded(`${without.length} dashboards without an exposure`, tableOf(without)) : []),
    ...(check.incomplete ? [paragraph(...small(own(INCOMPLETE)))] : []),
  ]
}

const INCOMPLETE =
  "Tableau's answer was incomplete: what exposures declare and Tableau does not read was not looked for, and dashboards without an exposure may be missing here."

function columns(report: Report, room: Room): Column<Drift>[] {
  return [
    { title: 'Drift', cell: ({ kind }) => [own(WORD[kind])] },
    { title: 'Exposure', cell: ({ exposure }) => (exposure === null ? [own('–')] : [inlineCode(exposure)]) },
    { title: 'In Tableau', cell: (each) => contentCell(each, report, room) },
    { title: 'What to do', cell: ({ message }) => [words(message, room.text)] },
  ]
}

function contentCell({ content }: Drift, { tableau }: Report, room: Room): Phrase[] {
  if (content === null) return [own('–')]
  const path = content.project === null ? content.name : `${content.project}/${content.name}`
  const name = words(path, nameWidth(room))
  const url = linkOf(content, tableau)
  return [url === null ? name : link(url, name)]
}
