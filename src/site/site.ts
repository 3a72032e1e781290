import { badge } from './badge.js'
import { exposurePage } from './exposure-page.js'
import { type HealthSignal, SIGNALS } from './health.js'
import { overviewPage } from './overview-page.js'
import { periodOf } from './period.js'
import { tileJson } from './tile-file.js'
import { type SiteSource, tilesOf } from './tiles.js'

/** A file of the site; its path is relative to the folder, with `/`. */
export interface SiteFile {
  readonly path: string
  readonly content: string
}

export interface Site {
  readonly files: Iterable<SiteFile>
  /** How many exposures have each state. */
  readonly counts: Readonly<Record<HealthSignal, number>>
}

/** The folder of all files but the overview. */
export const EXPOSURES = 'exposures'

/** The whole site of a run. Pure; the pages of exposures are made one by one, as they are read. */
export function siteOf(source: SiteSource): Site {
  const tiles = tilesOf(source)
  const period = periodOf(source.report.run.endedAt, source.nextRunAt)
  const count = (health: HealthSignal): number => tiles.all.filter((tile) => tile.health === health).length
  return {
    files: files(),
    counts: Object.fromEntries(SIGNALS.map((health) => [health, count(health)])) as Site['counts'],
  }

  function* files(): Iterable<SiteFile> {
    for (const tile of tiles.all) {
      const path = `${EXPOSURES}/${tile.fileName}`
      yield { path: `${path}.html`, content: exposurePage(tile, tiles, period) }
      yield { path: `${path}.svg`, content: badge(tile, period).text }
      yield { path: `${path}.json`, content: tileJson(tile, period) }
    }
    yield { path: 'index.html', content: overviewPage(tiles, period) }
  }
}
