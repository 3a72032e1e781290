import type { UniqueId } from '../dbt/types.js'
import { nodeName } from '../dbt/types.js'
import type { ExtractRow } from '../plan/types.js'
import type { ExtractKey } from '../state/state.js'
import type { ClassName, Look } from './drawing.js'
import { Drawing, textOf } from './drawing.js'
import type { Report, ReportRow } from './report.js'
import { worstFirst } from './report.js'
import type { Status } from './status.js'
import { STATUS, statusOf } from './status.js'

/** Mermaid's own limits in GitHub: 50 000 characters, 500 edges (facts/actions-platform.md §7). */
const MAX_EDGES = 500
const MAX_CHARACTERS = 50_000

/** More than these nobody can read; the table has them all. */
const MAX_EXTRACTS = 15
const MAX_UPSTREAM = 12
const MAX_EXPOSURES = 12

export interface Diagram {
  readonly mermaid: string
  /** Rows that are drawn, those that matter most first. */
  readonly drawn: number
  readonly leftOut: number
}

/** Models → extracts → dashboards, coloured by status; null when there is nothing to draw. What has no extract is not drawn. */
export function lineageDiagram(report: Pick<Report, 'rows' | 'mode'>): Diagram | null {
  const rows = worstFirst(report).filter(({ row }) => row.decision.reason !== 'no-extract')
  for (let drawn = Math.min(rows.length, MAX_EXTRACTS); drawn > 0; drawn -= 1) {
    const drawing = draw(rows.slice(0, drawn), report)
    const mermaid = textOf(drawing)
    if (drawing.edges.size <= MAX_EDGES && mermaid.length <= MAX_CHARACTERS) {
      return { mermaid, drawn, leftOut: rows.length - drawn }
    }
  }
  return null
}

function draw(rows: readonly ReportRow[], { mode }: Pick<Report, 'mode'>): Drawing {
  const drawing = new Drawing()
  const extracts = new Map<ExtractKey, string>()
  for (const reportRow of rows) {
    const { key, lineage } = reportRow.row.extract
    const status = statusOf(reportRow, mode)
    const label = `${STATUS[status].icon} ${lineage.content.name}`
    extracts.set(key, drawing.box(`extract ${key}`, { label, shape: 'extract', className: classOf(status) }))
  }
  for (const reportRow of rows) {
    drawUpstream(drawing, reportRow.row, extracts)
    drawExposures(drawing, reportRow.row, { extracts, className: classOf(statusOf(reportRow, mode)) })
  }
  return drawing
}

function drawUpstream(drawing: Drawing, row: ExtractRow, extracts: ReadonlyMap<ExtractKey, string>): void {
  const { key, upstream, reads } = row.extract
  const to = extracts.get(key) ?? ''
  const direct = upstream.filter(({ via }) => via === null || !extracts.has(via))
  const problems = problemsOf(row)
  const models = problems.length > 0 ? problems : direct.map(({ node }) => modelBox(node, landedNames(row)))
  for (const { what, look } of models.slice(0, MAX_UPSTREAM)) drawing.edge(drawing.box(what, look), to)
  const more = models.length - MAX_UPSTREAM
  if (more > 0) drawing.edge(drawing.box(`upstream of ${key}`, moreBox(more)), to)
  for (const id of reads.map((read) => extracts.get(read))) if (id !== undefined) drawing.edge(id, to)
}

interface Model {
  readonly what: string
  readonly look: Look
}

function modelBox(node: UniqueId, landed: ReadonlySet<string>): Model {
  const label = nodeName(node)
  const className = landed.has(label) ? 'refreshed' : 'quiet'
  return { what: `node ${node}`, look: { label, shape: 'model', className } }
}

/** What makes the upstream unhealthy, a test or a node far above, is drawn in place of the models it holds back. */
function problemsOf({ decision }: ExtractRow): Model[] {
  if (decision.reason !== 'upstream-failed') return []
  return decision.problems.map(({ node, name, kind }) => {
    const label = `❌ ${kind === 'test' ? 'test ' : ''}${name}`
    return { what: `node ${node}`, look: { label, shape: 'model', className: 'failed' } }
  })
}

function landedNames({ decision }: ExtractRow): Set<string> {
  return new Set(decision.decision === 'refresh' ? decision.landed.map(({ name }) => name) : [])
}

interface Placed {
  readonly extracts: ReadonlyMap<ExtractKey, string>
  readonly className: ClassName
}

function drawExposures(drawing: Drawing, { extract }: ExtractRow, { extracts, className }: Placed): void {
  const from = extracts.get(extract.key) ?? ''
  for (const { uniqueId, label, name } of extract.exposures.slice(0, MAX_EXPOSURES)) {
    const look = { label: label ?? name, shape: 'dashboard', className } as const
    drawing.edge(from, drawing.box(`exposure ${uniqueId}`, look))
  }
  const more = extract.exposures.length - MAX_EXPOSURES
  if (more > 0) drawing.edge(from, drawing.box(`exposures of ${extract.key}`, moreBox(more)))
}

function moreBox(count: number): Look {
  return { label: `… ${count} more`, shape: 'model', className: 'quiet' }
}

function classOf(status: Status): ClassName {
  if (status === 'held') return 'held'
  const { group } = STATUS[status]
  switch (group) {
    case 'failed':
    case 'refreshed':
      return group
    case 'open':
    case 'would-refresh':
      return 'open'
    case 'skipped':
      return 'quiet'
  }
}
