import { type BoxStyle, Drawing, textOf } from '../diagram/mermaid.js'
import type { ChangedNode, Impact, ReachedExposure } from '../../impact/impact.js'
import { afterMerge, changedText, impactWordingContext } from './impact-text.js'
import type { Names } from '../names.js'
import type { ExtractRow } from '../../plan/types.js'

const MAX_EDGES = 120
const MAX_CHARACTERS = 12_000
const MAX_EXPOSURES = 12
const MAX_CAUSES = 6

/** Changed nodes → extracts → exposures, up to a readable size; null if there is nothing to draw. */
export function impactDiagram(impact: Impact): { mermaid: string; leftOut: number } | null {
  const { exposures } = impact
  const { names } = impactWordingContext(impact)
  for (let drawn = Math.min(exposures.length, MAX_EXPOSURES); drawn > 0; drawn -= 1) {
    const drawing = new Drawing()
    for (const exposure of exposures.slice(0, drawn)) draw(drawing, exposure, names)
    const mermaid = textOf(drawing)
    if (drawing.edges.size === 0) return null
    if (drawing.edges.size <= MAX_EDGES && mermaid.length <= MAX_CHARACTERS)
      return { mermaid, leftOut: exposures.length - drawn }
  }
  return null
}

function draw(drawing: Drawing, exposure: ReachedExposure, names: Names): void {
  const { id, label, extracts, changedUpstream } = exposure
  const className = exposure.changed ? 'refreshed' : 'quiet'
  const page = drawing.box(`exposure ${id}`, { label, shape: 'dashboard', className })
  const boxes = extracts.map((row) => drawing.box(`extract ${row.extract.key}`, extractLook(row)))
  for (const box of boxes) drawing.edge(box, page)
  const targets = boxes.length > 0 ? boxes : [page]
  for (const node of changedUpstream.slice(0, MAX_CAUSES))
    for (const target of targets) drawing.edge(drawing.box(`node ${node.id}`, nodeLook(node, names)), target)
  const more = changedUpstream.length - MAX_CAUSES
  if (more <= 0) return
  const style: BoxStyle = { label: `… ${more} more`, shape: 'model', className: 'quiet' }
  for (const target of targets) drawing.edge(drawing.box(`more of ${id}`, style), target)
}

function nodeLook(node: ChangedNode, names: Names): BoxStyle {
  return { label: changedText(node, names), shape: 'model', className: 'refreshed' }
}

function extractLook(row: ExtractRow): BoxStyle {
  const { kind } = afterMerge(row)
  const className = kind === 'next-build' ? 'open' : kind === 'held' ? 'held' : 'quiet'
  return { label: row.extract.lineage.content.name, shape: 'extract', className }
}

export const IMPACT_LEGEND =
  'green: changed · blue: refreshes with the next build · amber: held back · grey: waits, or only reads'
