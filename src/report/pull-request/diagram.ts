import { APART, type BoxStyle, type Diagram, Drawing, textOf } from '../diagram/mermaid.js'
import type { ChangedNode, Impact, ReachedExposure } from '../../impact/impact.js'
import { type AfterMerge, afterMerge, changedText, impactWordingContext } from './impact-text.js'
import type { Names } from '../names.js'
import { mostImportantFirst } from './order.js'
import type { ExtractRow } from '../../plan/types.js'

/** More boxes are not readable on a phone; the table has everything. */
const MAX_BOXES = 18
const MAX_CHARACTERS = 12_000
const MAX_EXPOSURES = 8
const MAX_CAUSES = 6

/** Changed nodes → extracts → the most important exposures, up to a readable size; null if there is nothing to draw. */
export function impactDiagram(impact: Impact): (Diagram & { readonly leftOut: number }) | null {
  const exposures = mostImportantFirst(impact.exposures)
  const { names } = impactWordingContext(impact)
  for (let drawn = Math.min(exposures.length, MAX_EXPOSURES); drawn > 0; drawn -= 1) {
    const drawing = new Drawing()
    for (const exposure of exposures.slice(0, drawn)) draw(drawing, exposure, names)
    const mermaid = textOf(drawing, APART)
    if (drawing.edges.size === 0) return null
    if (drawing.boxes.size <= MAX_BOXES && mermaid.length <= MAX_CHARACTERS)
      return { mermaid, legend: drawing.legend, leftOut: exposures.length - drawn }
  }
  return null
}

function draw(drawing: Drawing, exposure: ReachedExposure, names: Names): void {
  const { id, extracts, changedUpstream } = exposure
  const boxes = extracts.map((row) => drawing.box(`extract ${row.extract.key}`, extractLook(row)))
  const workbook = boxes[extracts.findIndex((row) => isNamesake(row, exposure))]
  const page = workbook ?? drawing.box(`exposure ${id}`, exposureLook(exposure))
  const behind = boxes.filter((box) => box !== page)
  for (const box of behind) drawing.edge(box, page)
  // Nodes that reach the dashboard through its data sources have no arrow to it.
  const targets = behind.length > 0 ? behind : [page]
  for (const node of changedUpstream.slice(0, MAX_CAUSES))
    for (const target of targets) drawing.edge(drawing.box(`node ${node.id}`, nodeLook(node, names)), target)
  const more = changedUpstream.length - MAX_CAUSES
  if (more <= 0) return
  const style: BoxStyle = { label: `… ${more} more`, shape: 'model', className: 'quiet', meaning: null }
  for (const target of targets) drawing.edge(drawing.box(`more of ${id}`, style), target)
}

/** Whether the extract is the workbook with the name of the dashboard, which then share a box. */
function isNamesake({ extract: { lineage } }: ExtractRow, { label }: ReachedExposure): boolean {
  const { kind, name } = lineage.content
  return kind === 'workbook' && name.toLowerCase() === label.toLowerCase()
}

const CHANGED = { className: 'refreshed', meaning: 'changed' } as const
const READS = { className: 'quiet', meaning: 'only reads' } as const

function exposureLook({ label, changed }: ReachedExposure): BoxStyle {
  const look = changed === null || changed === 'file-edited' ? READS : CHANGED
  return { ...look, label, shape: 'dashboard' }
}

function nodeLook(node: ChangedNode, names: Names): BoxStyle {
  return { ...CHANGED, label: changedText(node, names), shape: 'model' }
}

function extractLook(row: ExtractRow): BoxStyle {
  return { ...AFTER_MERGE[afterMerge(row).kind], label: row.extract.lineage.content.name, shape: 'extract' }
}

const AFTER_MERGE: Readonly<Record<AfterMerge['kind'], Pick<BoxStyle, 'className' | 'meaning'>>> = {
  'next-build': { className: 'open', meaning: 'refreshes with the next build' },
  waits: { className: 'quiet', meaning: 'waits' },
  'waits-for': { className: 'quiet', meaning: 'waits' },
  held: { className: 'held', meaning: 'held back' },
  live: { className: 'quiet', meaning: 'live' },
  empty: { className: 'quiet', meaning: 'stays as it is' },
  unrelated: { className: 'quiet', meaning: 'stays as it is' },
  'as-it-is': { className: 'quiet', meaning: 'stays as it is' },
}
