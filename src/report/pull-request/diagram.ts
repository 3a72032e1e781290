import { APART, type BoxStyle, type Diagram, Drawing, isReadableOnPhone, textOf } from '../diagram/mermaid.js'
import { reach } from '../../dbt/lineage.js'
import type { UniqueId } from '../../dbt/types.js'
import {
  type ChangedNode,
  type Impact,
  isBreaking,
  reachedAndEdited,
  type ReachedExposure,
} from '../../impact/impact.js'
import { dataSourcesOf } from '../../plan/refresh-order.js'
import type { ExtractKey } from '../../state/state.js'
import { type AfterMerge, afterMerge, changedText, impactWordingContext } from './impact-text.js'
import type { Names } from '../names.js'
import { breakingFirst, mostImportantFirst } from './order.js'
import type { ExtractRow } from '../../plan/types.js'

/** More boxes are not readable on a phone; the table has everything. */
const MAX_BOXES = 18
const MAX_CHARACTERS = 12_000
const MAX_EXPOSURES = 8
const MAX_CAUSES = 6

/** Changed nodes → extracts → the most important exposures, up to a readable size; null if there is nothing to draw, or all is grey. */
export function impactDiagram(impact: Impact): (Diagram & { readonly leftOut: number }) | null {
  const exposures = mostImportantFirst(reachedAndEdited(impact).reached)
  const { names } = impactWordingContext(impact)
  const changed = new Map(impact.changed.map((node) => [node.id, node]))
  for (let drawn = Math.min(exposures.length, MAX_EXPOSURES); drawn > 0; drawn -= 1)
    for (const changes of ['all', 'nearest'] as const) {
      const drawing = new Drawing()
      for (const exposure of exposures.slice(0, drawn))
        draw(exposure, { drawing, impact, changed, changes, names })
      const mermaid = textOf(drawing, APART)
      if (drawing.edges.size === 0 || drawing.classNames.every((name) => name === 'quiet')) return null
      const fits = drawing.boxes.size <= MAX_BOXES && mermaid.length <= MAX_CHARACTERS
      if (fits && isReadableOnPhone(drawing, APART))
        return { mermaid, legend: drawing.legend, leftOut: exposures.length - drawn }
    }
  return null
}

interface DrawingContext {
  readonly drawing: Drawing
  readonly impact: Impact
  readonly changed: ReadonlyMap<UniqueId, ChangedNode>
  /** Whether to draw the changed nodes behind the nearest ones too. */
  readonly changes: 'all' | 'nearest'
  readonly names: Names
}

function draw(exposure: ReachedExposure, context: DrawingContext): void {
  const { id, extracts } = exposure
  const { drawing } = context
  const boxes = new Map(
    extracts.map((row) => [row.extract.key, drawing.box(`extract ${row.extract.key}`, extractLook(row))]),
  )
  const workbook = extracts.find((row) => isNamesake(row, exposure))?.extract.key
  const page =
    (workbook === undefined ? undefined : boxes.get(workbook)) ??
    drawing.box(`exposure ${id}`, exposureLook(exposure))
  const read = new Set(extracts.flatMap(({ extract }) => dataSourcesOf(extract)))
  for (const { extract } of extracts) {
    const box = boxes.get(extract.key) ?? page
    for (const key of dataSourcesOf(extract)) drawEdge(boxes.get(key), box, drawing)
    if (box !== page && !read.has(extract.key)) drawing.edge(box, page)
  }
  drawCauses(exposure, { boxes, page }, context)
}

function drawEdge(from: string | undefined, to: string, drawing: Drawing): void {
  if (from !== undefined) drawing.edge(from, to)
}

interface Targets {
  readonly boxes: ReadonlyMap<ExtractKey, string>
  readonly page: string
}

/** The nearest changed nodes of each extract, as Tableau shows what it reads; then what that leaves out of the exposure. */
function drawCauses(exposure: ReachedExposure, { boxes, page }: Targets, context: DrawingContext): void {
  const causes = exposure.extracts.map(({ extract }) => {
    const direct = extract.upstream.filter(
      ({ via }) => via === null || via === extract.key || !boxes.has(via),
    )
    const ids = direct.map(({ node }) => node)
    return { nodes: nearestChanged(ids, context), to: boxes.get(extract.key) ?? page }
  })
  for (const { nodes, to } of causes) drawChanges(nodes, to, context)
  const left = causes.some(({ nodes }) => nodes.length > 0)
    ? exposure.changedUpstream.filter((node) => isBreaking(node) && !context.drawing.boxes.has(boxKey(node)))
    : causesOf(exposure, context)
  const behind = [...boxes.values()].filter((box) => box !== page)
  for (const to of behind.length > 0 ? behind : [page]) drawChanges(left, to, context)
}

/** The nearest changed nodes of the exposure itself; all of them where its parents are not known. */
function causesOf({ id, changedUpstream }: ReachedExposure, context: DrawingContext): readonly ChangedNode[] {
  const nearest = nearestChanged(context.impact.parentsOf(id), context)
  return nearest.length > 0 ? nearest : changedUpstream
}

function boxKey({ id }: ChangedNode): string {
  return `node ${id}`
}

/** The changed nodes at or above these, without those behind another changed one. */
function nearestChanged(
  nodes: readonly UniqueId[],
  { changed, impact }: Pick<DrawingContext, 'changed' | 'impact'>,
): ChangedNode[] {
  const above = reach(nodes, (id) => (changed.has(id) ? [] : impact.parentsOf(id)))
  return [...above].flatMap((id) => changed.get(id) ?? [])
}

/** Changed nodes with arrows to a box; behind each the nearest changed nodes upstream of it. */
function drawChanges(nodes: readonly ChangedNode[], to: string, context: DrawingContext): void {
  const { drawing, impact, changes, names } = context
  const shown = breakingFirst(nodes).slice(0, MAX_CAUSES)
  for (const node of shown) {
    const isDrawn = drawing.boxes.has(boxKey(node))
    const box = drawing.box(boxKey(node), nodeLook(node, names))
    drawing.edge(box, to)
    if (!isDrawn && changes === 'all' && drawing.boxes.size <= MAX_BOXES)
      drawChanges(nearestChanged(impact.parentsOf(node.id), context), box, context)
  }
  const more = nodes.length - shown.length
  if (more <= 0) return
  const style: BoxStyle = { label: `… ${more} more`, shape: 'model', className: 'quiet', meaning: null }
  drawing.edge(drawing.box(`more of ${to}`, style), to)
}

/** Whether the extract is the workbook with the name of the dashboard, which then share a box. */
function isNamesake({ extract: { lineage } }: ExtractRow, { label }: ReachedExposure): boolean {
  const { kind, name } = lineage.content
  return kind === 'workbook' && name.toLowerCase() === label.toLowerCase()
}

const CHANGED = { className: 'refreshed', meaning: 'changed' } as const
const READS = { className: 'quiet', meaning: 'dashboard' } as const

function exposureLook({ label, changed }: ReachedExposure): BoxStyle {
  const look = changed === null || changed === 'file-edited' ? READS : CHANGED
  return { ...look, label, shape: 'dashboard' }
}

function nodeLook(node: ChangedNode, names: Names): BoxStyle {
  return { ...changeLook(node), label: changedText(node, names), shape: 'model' }
}

function changeLook(node: ChangedNode): Pick<BoxStyle, 'className' | 'meaning'> {
  if (!isBreaking(node)) return CHANGED
  return { className: 'failed', meaning: node.how === 'removed' ? 'removed' : 'breaking contract change' }
}

function extractLook(row: ExtractRow): BoxStyle {
  const look = AFTER_MERGE[afterMerge(row).kind]
  const icon = ICONS[look.className] ?? ''
  return { ...look, label: `${icon}${row.extract.lineage.content.name}`, shape: 'extract' }
}

/** A second sign beside the colour. */
const ICONS: Readonly<Partial<Record<BoxStyle['className'], string>>> = { open: '🔵 ', held: '⚠️ ' }

const AFTER_MERGE: Readonly<Record<AfterMerge['kind'], Pick<BoxStyle, 'className' | 'meaning'>>> = {
  'next-build': { className: 'open', meaning: 'refreshes with the next build' },
  waits: { className: 'quiet', meaning: 'refreshes later' },
  follows: { className: 'quiet', meaning: 'refreshes later' },
  'waits-for': { className: 'quiet', meaning: 'waits for other new data' },
  held: { className: 'held', meaning: 'held back' },
  live: { className: 'quiet', meaning: 'live connection' },
  empty: { className: 'quiet', meaning: 'stays as it is' },
  unrelated: { className: 'quiet', meaning: 'stays as it is' },
  'as-it-is': { className: 'quiet', meaning: 'stays as it is' },
}
