import type { UniqueId } from '../../dbt/types.js'
import type { ExtractToPlan } from '../../exposures/types.js'
import { dataSourcesOf } from '../../plan/refresh-order.js'
import type { ExtractRow } from '../../plan/types.js'
import type { ExtractKey } from '../../state/state.js'
import { type BoxStyle, type Diagram, Drawing, isReadableOnPhone, textOf } from './mermaid.js'
import { nameIn, type Names, namesOf } from '../names.js'
import { type Report, type ReportRow } from '../report.js'
import { worstInPlanOrder } from '../ranking.js'
import { type Status, STATUS, statusOf } from '../status.js'
import type { Content } from '../../tableau/types.js'
import { classOf } from './colour.js'

/** More boxes are not readable, least of all on a phone: then a list says more. */
const MAX_BOXES = 24
/** Long labels in other scripts become many times longer when escaped; GitHub's Mermaid allows 50,000 (docs/facts/github-actions.md#output-limits). */
const MAX_CHARACTERS = 20_000

/** How many neighbours of each extract are drawn. */
const MAX_NEIGHBOURS = 4

/**
 * Models → extracts → dashboards as Mermaid text, coloured by status and framed by Tableau project; null if there is nothing
 * to draw, or too much. Content without an extract is left out. Of the rows that are not drawn, only the data sources are that
 * drawn extracts read.
 */
export function lineageDiagram(
  report: Pick<Report, 'rows' | 'mode'>,
  drawn: readonly ReportRow[] = report.rows,
): Diagram | null {
  const rows = worstInPlanOrder({ ...report, rows: drawn }).filter(
    ({ row }) => row.decision.reason !== 'no-extract',
  )
  if (rows.length === 0 || rows.length > MAX_BOXES) return null
  const drawing = draw(
    rows.map(({ row }) => row),
    report,
  )
  const mermaid = textOf(drawing)
  if (drawing.boxes.size > MAX_BOXES || mermaid.length > MAX_CHARACTERS) return null
  if (!isReadableOnPhone(drawing)) return null
  return { mermaid, legend: drawing.legend }
}

function draw(rows: readonly ExtractRow[], { rows: all, mode }: Pick<Report, 'rows' | 'mode'>): Drawing {
  const drawing = new Drawing()
  const context = {
    drawing,
    names: namesOf(rows),
    statuses: new Map(all.map((each) => [each.row.extract.key, statusOf(each, mode)])),
    contents: contentsOf(all),
    workbooks: new Set(rows.flatMap(({ extract }) => namesakes(extract))),
  }
  for (const { extract } of rows) extractBox(extract, context)
  for (const row of rows) {
    drawUpstream(row, context)
    drawExposures(row, context)
  }
  return drawing
}

interface DrawingContext {
  readonly drawing: Drawing
  readonly names: Names
  /** Of all extracts, also of those that are not drawn. */
  readonly statuses: ReadonlyMap<ExtractKey, Status>
  readonly contents: ReadonlyMap<ExtractKey, Content>
  /** The dashboards that the box of a workbook stands for. */
  readonly workbooks: ReadonlySet<UniqueId>
}

/** All extracts, and the data sources without a row that they read. What has no extract is not drawn: data goes through it at once. */
function contentsOf(rows: readonly ReportRow[]): Map<ExtractKey, Content> {
  const contents = new Map(rows.flatMap(({ row }) => [...row.dataSources]))
  for (const { row } of rows) {
    const { key, lineage } = row.extract
    if (row.decision.reason === 'no-extract') contents.delete(key)
    else contents.set(key, lineage.content)
  }
  return contents
}

function extractBox({ key, lineage }: ExtractToPlan, context: DrawingContext): string {
  return context.drawing.box(`extract ${key}`, extractLook(key, lineage.content, context))
}

/** An extract without a row is coloured like a model: by whether it has new data. */
function extractLook(
  key: ExtractKey,
  { name, project: group }: Content,
  { statuses }: DrawingContext,
  hasLanded = false,
): BoxStyle {
  const status = statuses.get(key)
  if (status === undefined) return { ...newsLook(hasLanded), label: name, shape: 'extract', group }
  const { icon, word: meaning } = STATUS[status]
  return { className: classOf(status), meaning, label: `${icon} ${name}`, shape: 'extract', group }
}

function newsLook(hasLanded: boolean): Look {
  return hasLanded
    ? { className: 'refreshed', meaning: 'new data' }
    : { className: 'quiet', meaning: 'nothing new' }
}

function drawUpstream(row: ExtractRow, context: DrawingContext): void {
  const { extract, known } = row
  const { drawing, names, contents } = context
  const to = extractBox(extract, context)
  const landed = new Set(known.landed.map(({ id }) => id))
  const direct = extract.upstream.filter(
    ({ via }) => via === null || via === extract.key || !contents.has(via),
  )
  const problems = problemsOf(row, names)
  const models =
    problems.length > 0
      ? problems
      : direct.map(({ node }) => modelBox(node, modelLook(node, row, landed.has(node)), names))
  const shown = shownCount(models.length)
  for (const { boxKey, style } of models.slice(0, shown)) drawing.edge(drawing.box(boxKey, style), to)
  const more = models.length - shown
  if (more > 0) drawing.edge(drawing.box(`upstream of ${extract.key}`, moreBox(more)), to)
  for (const key of dataSourcesOf(extract)) {
    const content = contents.get(key)
    if (content === undefined) continue
    const look = extractLook(key, content, context, landed.has(key))
    drawing.edge(drawing.box(`extract ${key}`, look), to)
  }
}

interface UpstreamBox {
  readonly boxKey: string
  readonly style: BoxStyle
}

type Look = Pick<BoxStyle, 'className' | 'meaning'>

/** What another environment has built is no news for Tableau; a source is the same in each environment. */
function modelLook(node: UniqueId, { decision }: ExtractRow, hasLanded: boolean): Look {
  return decision.reason === 'other-environment' && !node.startsWith('source.')
    ? { className: 'quiet', meaning: 'built where Tableau does not read' }
    : newsLook(hasLanded)
}

function modelBox(node: UniqueId, look: Look, names: Names): UpstreamBox {
  const label = names.get(node) ?? node
  return { boxKey: `node ${node}`, style: { ...look, label, shape: 'model' } }
}

/** The failed tests and nodes that hold the extract back; they are drawn instead of the models directly upstream. */
function problemsOf({ decision }: ExtractRow, names: Names): UpstreamBox[] {
  if (decision.reason !== 'upstream-failed') return []
  return decision.problems.map(({ node, kind }) => {
    const label = `❌ ${kind === 'test' || kind === 'unit-test' ? 'test ' : ''}${nameIn(node, names)}`
    const meaning = kind === 'freshness' ? 'too old by dbt source freshness' : 'failed'
    return {
      boxKey: `node ${node}`,
      style: { label, shape: 'model', className: 'failed', meaning },
    }
  })
}

function drawExposures({ extract }: ExtractRow, context: DrawingContext): void {
  const { drawing, workbooks } = context
  const { key, lineage } = extract
  const from = extractBox(extract, context)
  const look = extractLook(key, lineage.content, context)
  const status = context.statuses.get(key)
  const icon = status === undefined ? '' : `${STATUS[status].icon} `
  const exposures = extract.exposures.filter(({ uniqueId }) => !workbooks.has(uniqueId))
  const shown = shownCount(exposures.length)
  for (const { uniqueId, label, name } of exposures.slice(0, shown)) {
    const style = { ...look, label: `${icon}${label ?? name}`, shape: 'dashboard' } as const
    drawing.edge(from, drawing.box(`exposure ${uniqueId}`, style))
  }
  const more = exposures.length - shown
  const { project: group } = lineage.content
  if (more > 0) drawing.edge(from, drawing.box(`exposures of ${key}`, { ...moreBox(more), group }))
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
  return { label: `… ${count} more`, shape: 'model', className: 'quiet', meaning: null }
}
