import type { UniqueId } from '../../dbt/types.js'
import { type ClassName, type Drawing, worse } from './mermaid.js'
import type { Names } from '../names.js'
import type { Mode, ReportRow } from '../report.js'
import { type Status, STATUS, statusOf } from '../status.js'
import { classOf } from './colour.js'

/** Extracts of one Tableau project that are drawn as one box. */
export interface Fold {
  /** Null for extracts whose project is not known. */
  readonly project: string | null
  readonly rows: readonly ReportRow[]
  readonly statuses: readonly Status[]
  readonly className: ClassName
}

const MAX_FOLDS = 8
const NODES_SHOWN = 2

/** The rows by project, the largest projects first. Projects beyond the limit are not drawn. */
export function foldsOf(rows: readonly ReportRow[], mode: Mode): Fold[] {
  const byProject = new Map<string | null, ReportRow[]>()
  for (const row of rows) {
    const { project } = row.row.extract.lineage.content
    const known = byProject.get(project)
    if (known === undefined) byProject.set(project, [row])
    else known.push(row)
  }
  return [...byProject]
    .map(([project, ofProject]): Fold => {
      const statuses = ofProject.map((row) => statusOf(row, mode))
      return { project, rows: ofProject, statuses, className: statuses.map(classOf).reduce(worse) }
    })
    .sort((a, b) => b.rows.length - a.rows.length)
    .slice(0, MAX_FOLDS)
}

/** Draws each fold in the frame of its project, with arrows from the nodes that most of its extracts read. */
export function drawFolds(drawing: Drawing, folds: readonly Fold[], names: Names): void {
  for (const fold of folds) {
    const { project, rows, className } = fold
    const nodes = mostRead(rows)
    const label = labelOf(fold, drawing.hasGroup(project))
    const box = drawing.box(`fold ${project ?? ''}`, { label, shape: 'fold', className, group: project })
    for (const node of nodes.slice(0, NODES_SHOWN)) {
      const style = { label: names.get(node) ?? node, shape: 'model', className: 'quiet' } as const
      drawing.edge(drawing.box(`node ${node}`, style), box)
    }
  }
}

/** `38 more: ❌ 1 ✅ 30 ⏭️ 7`, the worst first. */
function labelOf({ rows, statuses }: Fold, isMore: boolean): string {
  const counts = new Map<string, number>()
  for (const status of [...statuses].sort((a, b) => STATUS[a].rank - STATUS[b].rank)) {
    const { icon } = STATUS[status]
    counts.set(icon, (counts.get(icon) ?? 0) + 1)
  }
  const shown = [...counts].map(([icon, count]) => `${icon} ${count}`).join('  ')
  return `${rows.length} ${isMore ? 'more' : rows.length === 1 ? 'extract' : 'extracts'}: ${shown}`
}

function mostRead(rows: readonly ReportRow[]): UniqueId[] {
  const counts = new Map<UniqueId, number>()
  for (const { node } of rows.flatMap(({ row }) => row.extract.upstream)) {
    counts.set(node, (counts.get(node) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([node]) => node)
}
