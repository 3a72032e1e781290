import { badge } from './badge.js'
import { exposurePage } from './exposure-page.js'
import { type HealthSignal, SIGNALS } from './health.js'
import { overviewPage } from './overview-page.js'
import { type Period, periodOf } from './period.js'
import { tileJson } from './tile-file.js'
import { type SiteSource, type Tile, type Tiles, tilesOf } from './tiles.js'

/** A file of the site; its path is relative to the folder, with `/`. */
export interface SiteFile {
  readonly path: string
  /** Made when it is written: with thousands of exposures all pages together are large. */
  readonly content: () => string
}

export interface Site {
  readonly files: readonly SiteFile[]
  /** How many exposures have each state. */
  readonly counts: Readonly<Record<HealthSignal, number>>
}

/** The folder of all files but the overview. */
export const EXPOSURES = 'exposures'

/** The whole site of a run. Pure. */
export function siteOf(source: SiteSource): Site {
  const tiles = tilesOf(source)
  const period = periodOf(source.report.run.endedAt, source.nextRunAt)
  const count = (health: HealthSignal): number => tiles.all.filter((tile) => tile.health === health).length
  return {
    files: [
      ...tiles.all.flatMap((tile) => filesOf(tile, tiles, period)),
      { path: 'index.html', content: () => overviewPage(tiles, period) },
    ],
    counts: Object.fromEntries(SIGNALS.map((health) => [health, count(health)])) as Site['counts'],
  }
}

function filesOf(tile: Tile, tiles: Tiles, period: Period): SiteFile[] {
  const path = `${EXPOSURES}/${tile.fileName}`
  return [
    { path: `${path}.html`, content: () => exposurePage(tile, tiles, period) },
    { path: `${path}.svg`, content: () => badge(tile, period).text },
    { path: `${path}.json`, content: () => tileJson(tile, period) },
  ]
}
