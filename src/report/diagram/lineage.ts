import type { UniqueId } from '../../dbt/types.js'
import type { ExtractRow } from '../../plan/types.js'
import type { ExtractKey } from '../../state/state.js'
import { type ClassName, type BoxStyle, type Diagram, Drawing, textOf } from './mermaid.js'
import { nameIn, type Names, namesOf } from '../names.js'
import { type Report, type ReportRow } from '../report.js'
import { worstInPlanOrder } from '../ranking.js'
import { STATUS, statusOf } from '../status.js'
import { classOf } from './colour.js'

/** More boxes are not readable, least of all on a phone: then a list says more. */
const MAX_BOXES = 24
/** Long labels in other scripts become many times longer when escaped; GitHub's Mermaid allows 50,000 (docs/facts/github-actions.md#output-limits). */
const MAX_CHARACTERS = 20_000

/** How many neighbours of each extract are drawn. */
const MAX_NEIGHBOURS = 4

const MEANINGS: Readonly<Record<ClassName, string>> = {
  failed: 'red: failed',
  held: 'amber: held back',
  open: 'blue: open',
  refreshed: 'green: new data',
  quiet: 'grey: nothing new',
}

/**
 * Models → extracts → dashboards as Mermaid text, coloured by status and framed by Tableau project; null if there is nothing
 * to draw, or too much. Content without an extract is left out.
 */
export function lineageDiagram(report: Pick<Report, 'rows' | 'mode'>): Diagram | null {
  const rows = worstInPlanOrder(report).filter(({ row }) => row.decision.reason !== 'no-extract')
  if (rows.length === 0 || rows.length > MAX_BOXES) return null
  const drawing = draw(rows, report, namesOf(rows.map(({ row }) => row)))
  const mermaid = textOf(drawing)
  if (drawing.boxes.size > MAX_BOXES || mermaid.length > MAX_CHARACTERS) return null
  return { mermaid, legend: drawing.legend(MEANINGS) }
}

function draw(rows: readonly ReportRow[], { mode }: Pick<Report, 'mode'>, names: Names): Drawing {
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
  const workbooks = new Set(rows.flatMap(({ row: { extract } }) => namesakes(extract)))
  for (const reportRow of rows) {
    const className = classOf(statusOf(reportRow, mode))
    drawUpstream(drawing, reportRow.row, { extracts, workbooks, className, names })
    drawExposures(drawing, reportRow.row, { extracts, workbooks, className, names })
  }
  return drawing
}

interface DrawingContext {
  readonly extracts: ReadonlyMap<ExtractKey, string>
  /** The dashboards that the box of a workbook stands for. */
  readonly workbooks: ReadonlySet<UniqueId>
  readonly className: ClassName
  readonly names: Names
}

function drawUpstream(drawing: Drawing, row: ExtractRow, { extracts, names }: DrawingContext): void {
  const { key, upstream, reads } = row.extract
  const to = extracts.get(key) ?? ''
  const direct = upstream.filter(({ via }) => via === null || !extracts.has(via))
  const problems = problemsOf(row, names)
  const landed = landedIn(row)
  const models =
    problems.length > 0 ? problems : direct.map(({ node }) => modelBox(node, landed.has(node), names))
  const shown = shownCount(models.length)
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
  { extracts, workbooks, className }: DrawingContext,
): void {
  const from = extracts.get(extract.key) ?? ''
  const group = extract.lineage.content.project
  const exposures = extract.exposures.filter(({ uniqueId }) => !workbooks.has(uniqueId))
  const shown = shownCount(exposures.length)
  for (const { uniqueId, label, name } of exposures.slice(0, shown)) {
    const style = { label: label ?? name, shape: 'dashboard', className, group } as const
    drawing.edge(from, drawing.box(`exposure ${uniqueId}`, style))
  }
  const more = exposures.length - shown
  if (more > 0) drawing.edge(from, drawing.box(`exposures of ${extract.key}`, { ...moreBox(more), group }))
}

/** The dashboards with the same name as their workbook, which share its box. */
function namesakes({ exposures, lineage: { content } }: ExtractRow['extract']): UniqueId[] {
  const own = content.name.toLowerCase()
  return exposures
    .filter(({ label, name }) => content.kind === 'workbook' && (label ?? name).toLowerCase() === own)
    .map(({ uniqueId }) => uniqueId)
}

/** How many neighbours are drawn. A box "1 more" would take as much space as the neighbour itself. */
function shownCount(count: number): number {
  return count === MAX_NEIGHBOURS + 1 ? count : MAX_NEIGHBOURS
}

function moreBox(count: number): BoxStyle {
  return { label: `… ${count} more`, shape: 'model', className: 'quiet' }
}
