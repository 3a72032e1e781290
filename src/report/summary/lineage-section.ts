import type { RootContent } from 'mdast'

import { nameWidth } from './cells.js'
import { isFine } from './groups.js'
import type { SizeBudget } from './size-budget.js'
import { lineageDiagram } from '../diagram/lineage.js'
import {
  bullets,
  codeBlock,
  folded,
  heading,
  literal,
  paragraph,
  type Phrase,
  safeText,
  small,
  strong,
} from '../markdown.js'
import { nameIn, type Names } from '../names.js'
import { worstInPlanOrder } from '../ranking.js'
import { type Report, type ReportRow } from '../report.js'
import { STATUS, statusOf } from '../status.js'
import type { UpstreamId } from '../../plan/types.js'

const READERS_SHOWN = 10

/** A diagram of the extracts that are not fine, if it is small enough to read. */
export function lineagePicture(report: Report, budget: SizeBudget): RootContent[] {
  const rows = report.rows.filter((row) => !isFine(statusOf(row, report.mode)))
  const diagram = budget.diagram && report.impact === null ? lineageDiagram(report, rows) : null
  if (diagram === null) return []
  return [
    heading(3, literal('Lineage')),
    codeBlock(diagram.mermaid.split('\n'), 'mermaid'),
    paragraph(...small(literal(diagram.legend))),
  ]
}

/** The whole lineage as a list: what each extract reads directly, by dbt node or published data source. */
export function lineageList(report: Report, budget: SizeBudget): RootContent[] {
  const { names } = report.wording
  const readers = readersOf(report)
  const dataSources = new Set<UpstreamId>(report.rows.flatMap(({ row }) => row.extract.reads))
  const width = nameWidth(budget)
  if (readers.size === 0) return []
  const shown = [...readers].slice(0, budget.notes)
  const left = readers.size - shown.length
  return folded('Lineage', [
    bullets(
      shown.map(([id, rows]): Phrase[] => [
        literal(dataSources.has(id) ? 'data source ' : ''),
        strong(safeText(nameIn(id, names), width)),
        literal(' → '),
        ...readersText(rows, { names, mode: report.mode }, budget),
      ]),
    ),
    ...(left === 0 ? [] : [paragraph(literal(`… and ${left} more.`))]),
  ])
}

/** The extracts that read each node or data source; those with the most readers first. */
function readersOf(report: Report): Map<UpstreamId, ReportRow[]> {
  const readers = new Map<UpstreamId, ReportRow[]>()
  for (const row of worstInPlanOrder(report)) {
    const { upstream, reads } = row.row.extract
    const direct = upstream.flatMap(({ node, via }) => (via === null ? [node] : []))
    for (const id of [...direct, ...reads]) readers.set(id, [...(readers.get(id) ?? []), row])
  }
  return new Map([...readers].sort(([, a], [, b]) => b.length - a.length))
}

function readersText(
  rows: readonly ReportRow[],
  { names, mode }: { readonly names: Names; readonly mode: Report['mode'] },
  budget: SizeBudget,
): Phrase[] {
  const shown = rows.slice(0, READERS_SHOWN)
  const left = rows.length - shown.length
  return [
    ...shown.flatMap((row, index): Phrase[] => [
      literal(`${index === 0 ? '' : ', '}${STATUS[statusOf(row, mode)].icon} `),
      safeText(nameIn(row.row.extract.key, names), nameWidth(budget)),
    ]),
    literal(left === 0 ? '' : ` and ${left} more`),
  ]
}
