import type { PhrasingContent, RootContent } from 'mdast'

import type { Drift } from '../../exposures/discovery/drift.js'
import { contentPath } from '../../tableau/content-names.js'
import type { Content } from '../../tableau/types.js'
import { cappedTable, nameWidth } from './cells.js'
import {
  type Column,
  type Phrase,
  folded,
  heading,
  breakable,
  lineBreak,
  link,
  linkOf,
  literal,
  paragraph,
  small,
  strong,
} from '../markdown.js'
import { DRIFT_WORDS } from '../drift-text.js'
import type { Report } from '../report.js'
import type { SizeBudget } from './size-budget.js'

/** More dashboards without an exposure than this are folded, so that the other differences stay visible. */
const MAX_UNFOLDED = 10

/** The section "Drift"; empty if the run did not check, or found no difference. */
export function driftSection(report: Report, budget: SizeBudget): RootContent[] {
  const { drift: check } = report
  if (check === null || check.drift.length === 0) return []
  const without = check.drift.filter(({ kind }) => kind === 'no-exposure')
  const fold = without.length > MAX_UNFOLDED
  const main = fold ? check.drift.filter(({ kind }) => kind !== 'no-exposure') : check.drift
  const tableOf = (drift: readonly Drift[]): RootContent[] =>
    cappedTable(
      columns(report, budget),
      drift,
      budget.rows,
      (left) => `… and ${left} more, in the output drift.`,
    )
  return [
    heading(3, literal('Drift')),
    ...tableOf(main),
    ...(fold ? folded(`${without.length} dashboards without an exposure`, tableOf(without)) : []),
    ...(check.incomplete ? [paragraph(...small(literal(INCOMPLETE)))] : []),
  ]
}

const INCOMPLETE =
  "Tableau's answer was incomplete: what exposures declare and Tableau does not read was not looked for, and dashboards without an exposure may be missing here."

/** Two columns of words that may break, so that a phone shows both without scrolling. */
function columns(report: Report, budget: SizeBudget): Column<Drift>[] {
  return [
    { title: 'Drift', cell: (each) => driftCell(each, report, budget) },
    { title: 'What to do', cell: ({ message }) => breakable(message, budget.text) },
  ]
}

/** The exposure, else the content that has none; what differs; and the content. */
function driftCell({ kind, exposure, content }: Drift, { tableau }: Report, budget: SizeBudget): Phrase[] {
  const width = nameWidth(budget)
  const shown = content === null ? [] : linked(content, tableau, width)
  return [
    strong(...(exposure === null ? shown : breakable(exposure, width))),
    lineBreak,
    literal(DRIFT_WORDS[kind]),
    ...(exposure === null || content === null ? [] : [lineBreak, ...small(...shown)]),
  ]
}

function linked(content: Content, tableau: Report['tableau'], width: number): PhrasingContent[] {
  const name = breakable(contentPath(content), width)
  const url = linkOf(content, tableau)
  return url === null ? name : [link(url, ...name)]
}
