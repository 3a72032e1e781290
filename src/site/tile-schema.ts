import * as z from 'zod'
import { SIGNALS } from './health.js'

const instant = z.iso.datetime().nullable()

/** Version of the schema: the second number grows with a new field, the first if a field is removed or changes its meaning. */
export const TILE_VERSION = '1.0'

/** The JSON file of one exposure; docs/tile.schema.json is generated from it. */
export const tileSchema = z
  .strictObject({
    version: z.literal(TILE_VERSION).describe('Version of this schema'),
    exposure: z.string().describe('Name of the dbt exposure'),
    label: z.string().describe('Its label, else its name'),
    health: z.enum(SIGNALS).describe("dbt's four states of an exposure"),
    reason: z.string().describe('Why, in one sentence'),
    messageId: z
      .templateLiteral(['AE-', z.string()])
      .nullable()
      .describe('Stable id of the message, listed with its remedy in docs/messages.md'),
    lastRefreshedAt: instant.describe(
      'When the newest successful refresh of its oldest extract was requested, or when Tableau finished it if this action did not request it',
    ),
    newestDataAt: instant.describe('When the newest data that it shows landed in dbt'),
    freshUntil: instant.describe(
      'When that data is older than stale_after promises; null if nothing is promised',
    ),
    notBefore: instant.describe('Nothing of it is refreshed before this instant; null if nothing holds it'),
    owners: z.array(z.string()).describe('Names of its owners; empty without site-owners'),
    writtenAt: z.iso.datetime().describe('The end of the run that wrote this file'),
    oldAfter: z.iso
      .datetime()
      .describe('A newer file was due by then: what this one says may no longer be true'),
  })
  .describe('The health of one dbt exposure')

export type TileFile = z.infer<typeof tileSchema>
