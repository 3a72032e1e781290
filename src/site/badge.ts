import type { HealthSignal } from './health.js'
import { type Markup, markup } from './markup.js'
import type { Period } from './period.js'
import type { Tile } from './tiles.js'
import { cut, oneLine } from '../base/untrusted-text.js'
import { shortDate } from './words.js'

/** White text on these has a contrast of 4.5 at least. */
const COLOURS: Readonly<Record<HealthSignal, string>> = {
  healthy: '#1a7f37',
  caution: '#9a6700',
  degraded: '#cf222e',
  unknown: '#57606a',
}

const HEIGHT = 20
const PADDING = 6
/** A wide letter at this font size; `textLength` makes every text fit exactly. */
const LETTER = 6.5
const LONGEST_LABEL = 40

/** A badge as SVG: label, health, and when it was written, since a picture cannot know its age. */
export function badge(tile: Pick<Tile, 'label' | 'health'>, { writtenAt }: Period): Markup {
  const label = cut(oneLine(tile.label), LONGEST_LABEL)
  const state = `${tile.health} · ${shortDate(writtenAt)}`
  const [left, right] = [widthOf(label), widthOf(state)]
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${label}: ${state}">
<title>${label}: ${state}</title>
<clipPath id="r"><rect width="${left + right}" height="${HEIGHT}" rx="3"/></clipPath>
<g clip-path="url(#r)"><path fill="#24292f" d="M0 0h${left}v${HEIGHT}H0z"/><path fill="${COLOURS[tile.health]}" d="M${left} 0h${right}v${HEIGHT}H${left}z"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(label, 0, left)}${text(state, left, right)}</g>
</svg>
`
}

function widthOf(label: string): number {
  return Math.max(1, Math.round(Array.from(label).length * LETTER)) + 2 * PADDING
}

function text(shown: string, x: number, width: number): Markup {
  return markup`<text x="${x + PADDING}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${shown}</text>`
}
