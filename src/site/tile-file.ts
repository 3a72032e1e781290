import { type Instant, toIso } from '../base/clock.js'
import { oneLine } from '../base/untrusted-text.js'
import { TILE_VERSION, type TileFile } from './tile-schema.js'
import type { Tile } from './tiles.js'
import type { Period } from './period.js'

const LONGEST_NAME = 400

/** The JSON file of one exposure. */
export function tileJson(tile: Tile, { writtenAt, oldAfter }: Period): string {
  const file: TileFile = {
    version: TILE_VERSION,
    exposure: oneLine(tile.name, LONGEST_NAME),
    label: oneLine(tile.label, LONGEST_NAME),
    health: tile.health,
    reason: tile.reason,
    messageId: tile.messageId,
    lastRefreshedAt: isoOrNull(tile.lastRefreshedAt),
    newestDataAt: isoOrNull(tile.newestDataAt),
    freshUntil: isoOrNull(tile.freshUntil),
    notBefore: isoOrNull(tile.notBefore),
    owners: [...tile.owners],
    writtenAt: toIso(writtenAt),
    oldAfter: toIso(oldAfter),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : toIso(instant)
}
