import type { Instant } from '../base/clock.js'
import { CONTENT_NOUNS } from '../tableau/content-names.js'
import { nameIn } from '../report/names.js'
import { lastRefreshOf } from '../report/ranking.js'
import type { ReportRow, WordingContext } from '../report/report.js'
import { lineagePicture } from './lineage-picture.js'
import { type Markup, markup } from './markup.js'
import { instant, pageText } from './page.js'
import type { Period } from './period.js'
import type { Tile, Tiles } from './tiles.js'
import { rowSentence } from './words.js'

/** A longer list is cut: the lineage of dbt's docs has it all. */
const MOST_NODES = 50

/** The page of one exposure. Its upper part fits into a small frame in a dashboard. */
export function exposurePage(tile: Tile, { names }: Tiles, period: Period): string {
  return pageText({
    title: `${tile.health}: ${tile.label}`,
    period,
    header: markup`<h1>${tile.label}</h1>
<span class="pill ${tile.health}">${tile.health}</span>`,
    main: markup`<p class="reason">${tile.reason}</p>
<dl>
${fact('Last refresh', tile.lastRefreshedAt)}${fact('Shows data of', tile.newestDataAt)}${date('Fresh until', tile.freshUntil)}${date('Not before', tile.notBefore)}${owners(tile)}</dl>
${extractsMarkup(tile, { names, now: period.writtenAt })}
${nodesMarkup(tile, names)}
${lineageMarkup(tile, names)}`,
    footer: markup`<p><a href="../index.html">All exposures</a> · <a href="${tile.fileName}.svg">Badge</a> · <a href="${tile.fileName}.json">JSON</a> · dbt exposure <code>${tile.name}</code></p>`,
  })
}

function fact(name: string, at: Instant | null): Markup {
  return markup`<dt>${name}</dt><dd>${at === null ? 'not known to this action' : instant(at)}</dd>
`
}

/** An instant to come, or none. */
function date(name: string, at: Instant | null): Markup | null {
  if (at === null) return null
  return markup`<dt>${name}</dt><dd>${instant(at, 'without age')}</dd>
`
}

function owners({ owners: names }: Tile): Markup | null {
  if (names.length === 0) return null
  return markup`<dt>${names.length === 1 ? 'Owner' : 'Owners'}</dt><dd>${names.join(', ')}</dd>
`
}

/** With one extract, the tile has said everything. */
function extractsMarkup({ rows }: Tile, context: WordingContext): Markup | null {
  if (rows.length < 2) return null
  return markup`<h2>What Tableau refreshes</h2>
<ul class="list">
${rows.map((row) => extractMarkup(row, context))}</ul>`
}

function extractMarkup(row: ReportRow, context: WordingContext): Markup {
  const { name, kind } = row.row.extract.lineage.content
  const at = lastRefreshOf(row)
  return markup`<li><span>${name}</span> <span class="soft">${CONTENT_NOUNS[kind]}</span> <span class="why">${rowSentence(row, 1, context)}${at === null ? null : markup` Last refresh: ${instant(at, 'without age')}.`}</span></li>
`
}

function nodesMarkup({ nodes }: Tile, names: Tiles['names']): Markup | null {
  if (nodes.length === 0) return null
  const shown = nodes.slice(0, MOST_NODES).map(
    (node) => markup`<li>${nameIn(node, names)}</li>
`,
  )
  const more = nodes.length - shown.length
  return markup`<h2>What it reads</h2>
<ul>
${shown}${more === 0 ? null : markup`<li>… and ${more} more</li>`}</ul>`
}

function lineageMarkup(tile: Tile, names: Tiles['names']): Markup | null {
  const picture = lineagePicture([tile], names)
  if (picture === null) return null
  return markup`<h2>Lineage</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${picture}</div>`
}
