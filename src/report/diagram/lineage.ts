import type { UniqueId } from '../../dbt/types.js'
import type { Exposure } from '../../exposures/types.js'
import type { ExtractRow } from '../../plan/types.js'
import type { ExtractKey } from '../../state/state.js'
import { type ClassName, type BoxStyle, Drawing, textOf } from './mermaid.js'
import { drawFolds, foldsOf } from './folds.js'
import { nameIn, type Names, namesOf } from '../names.js'
import { type Report, type ReportRow } from '../report.js'
import { worstFirst } from '../ranking.js'
import { STATUS, statusOf } from '../status.js'
import { classOf } from './colour.js'

/** Mermaid's own limits, as GitHub runs it (docs/facts/github-actions.md#output-limits). */
const MAX_EDGES = 500
const MAX_CHARACTERS = 50_000

/** More are not readable; the table has them all. */
const MAX_EXTRACTS = 15

/** With more extracts than that, successes are folded, except a few as examples. */
const MAX_DRAWN_OF_MANY = 10
const MIN_DRAWN_OF_MANY = 5

/** How many neighbours of each extract are drawn; fewer in a large diagram. */
interface NeighbourLimits {
  readonly upstream: number
  readonly exposures: number
}

const WIDE: NeighbourLimits = { upstream: 12, exposures: 12 }
const NARROW: NeighbourLimits = { upstream: 2, exposures: 2 }

export interface Diagram {
  readonly mermaid: string
  /** Rows with a box of their own, the worst ones. */
  readonly drawn: number
  /** Rows that share one box with others of their Tableau project. */
  readonly folded: number
  readonly leftOut: number
}

/**
 * Models → extracts → dashboards, coloured by status and framed by Tableau project; null if there is nothing to draw.
 * Content without an extract is left out. With many rows, the worst are drawn and the others folded by project.
 */
export function lineageDiagram(report: Pick<Report, 'rows' | 'mode'>): Diagram | null {
  const rows = worstFirst(report).filter(({ row }) => row.decision.reason !== 'no-extract')
  const names = namesOf(rows.map(({ row }) => row))
  for (let drawn = mostDrawn(rows, report); drawn > 0; drawn -= 1) {
    const folds = foldsOf(rows.slice(drawn), report.mode)
    const width = rows.length > MAX_EXTRACTS ? NARROW : WIDE
    const drawing = draw(rows.slice(0, drawn), report, { width, names })
    drawFolds(drawing, folds, names)
    const mermaid = textOf(drawing)
    if (drawing.edges.size <= MAX_EDGES && mermaid.length <= MAX_CHARACTERS) {
      const folded = folds.reduce((sum, fold) => sum + fold.rows.length, 0)
      return { mermaid, drawn, folded, leftOut: rows.length - drawn - folded }
    }
  }
  return null
}

function mostDrawn(rows: readonly ReportRow[], { mode }: Pick<Report, 'mode'>): number {
  if (rows.length <= MAX_EXTRACTS) return rows.length
  const classes = rows.map((row) => classOf(statusOf(row, mode)))
  const failedOrHeld = classes.filter((name) => name === 'failed' || name === 'held').length
  return Math.min(Math.max(failedOrHeld, MIN_DRAWN_OF_MANY), MAX_DRAWN_OF_MANY)
}

function draw(
  rows: readonly ReportRow[],
  { mode }: Pick<Report, 'mode'>,
  style: Pick<DrawingContext, 'width' | 'names'>,
): Drawing {
  const drawing = new Drawing()
  const extracts = new Map<ExtractKey, string>()
  for (const reportRow of rows) {
    const { key, lineage } = reportRow.row.extract
    const { name, project: group } = lineage.content
    const status = statusOf(reportRow, mode)
    const label = `${STATUS[status].icon} ${name}`
    extracts.set(
      key,
      drawing.box(`extract ${key}`, { label, shape: 'extract', className: classOf(status), group }),
    )
  }
  for (const reportRow of rows) {
    const className = classOf(statusOf(reportRow, mode))
    drawUpstream(drawing, reportRow.row, { extracts, className, ...style })
    drawExposures(drawing, reportRow.row, { extracts, className, ...style })
  }
  return drawing
}

interface DrawingContext {
  readonly extracts: ReadonlyMap<ExtractKey, string>
  readonly className: ClassName
  readonly width: NeighbourLimits
  readonly names: Names
}

function drawUpstream(drawing: Drawing, row: ExtractRow, { extracts, width, names }: DrawingContext): void {
  const { key, upstream, reads } = row.extract
  const to = extracts.get(key) ?? ''
  const direct = upstream.filter(({ via }) => via === null || !extracts.has(via))
  const problems = problemsOf(row, names)
  const landed = landedIn(row)
  const models =
    problems.length > 0 ? problems : direct.map(({ node }) => modelBox(node, landed.has(node), names))
  const shown = shownCount(models.length, width.upstream)
  for (const { boxKey, style } of models.slice(0, shown)) drawing.edge(drawing.box(boxKey, style), to)
  const more = models.length - shown
  if (more > 0) drawing.edge(drawing.box(`upstream of ${key}`, moreBox(more)), to)
  for (const id of reads.map((read) => extracts.get(read))) if (id !== undefined) drawing.edge(id, to)
}

interface UpstreamBox {
  readonly boxKey: string
  readonly style: BoxStyle
}

function modelBox(node: UniqueId, hasLanded: boolean, names: Names): UpstreamBox {
  const label = names.get(node) ?? node
  const className = hasLanded ? 'refreshed' : 'quiet'
  return { boxKey: `node ${node}`, style: { label, shape: 'model', className } }
}

/** The failed tests and nodes that hold the extract back; they are drawn instead of the models directly upstream. */
function problemsOf({ decision }: ExtractRow, names: Names): UpstreamBox[] {
  if (decision.reason !== 'upstream-failed') return []
  return decision.problems.map(({ node, kind }) => {
    const label = `❌ ${kind === 'test' || kind === 'unit-test' ? 'test ' : ''}${nameIn(node, names)}`
    return { boxKey: `node ${node}`, style: { label, shape: 'model', className: 'failed' } }
  })
}

function landedIn({ decision }: ExtractRow): Set<UniqueId | ExtractKey> {
  return new Set(decision.kind === 'refresh' ? decision.landed.map(({ id }) => id) : [])
}

function drawExposures(
  drawing: Drawing,
  { extract }: ExtractRow,
  { extracts, className, width }: DrawingContext,
): void {
  const from = extracts.get(extract.key) ?? ''
  const group = extract.lineage.content.project
  const exposures = extract.exposures.filter((exposure) => !isItself(exposure, extract))
  const shown = shownCount(exposures.length, width.exposures)
  for (const { uniqueId, label, name } of exposures.slice(0, shown)) {
    const style = { label: label ?? name, shape: 'dashboard', className, group } as const
    drawing.edge(from, drawing.box(`exposure ${uniqueId}`, style))
  }
  const more = exposures.length - shown
  if (more > 0) drawing.edge(from, drawing.box(`exposures of ${extract.key}`, { ...moreBox(more), group }))
}

/** A discovered workbook and its embedded extract have the same name: one box is enough. */
function isItself({ origin, label, name }: Exposure, { lineage }: ExtractRow['extract']): boolean {
  return origin === 'discovered' && (label ?? name) === lineage.content.name
}

/** A box that says "1 more" takes as much space as the one that it stands for. */
function shownCount(count: number, most: number): number {
  return count === most + 1 ? count : most
}

function moreBox(count: number): BoxStyle {
  return { label: `… ${count} more`, shape: 'model', className: 'quiet' }
}
