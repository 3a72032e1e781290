import * as z from 'zod'
import { rowFields } from '../outputs/rows-schema.js'

/** As that of rows: the second number grows with a new field. */
export const NEWS_VERSION = '1.0'

const { extract, exposures, owners, messageId } = rowFields

const newsItemSchema = z
  .strictObject({
    kind: z
      .enum(['failed', 'held-back', 'stale', 'recovered'])
      .describe('The worst of what is new; recovered: nothing of what was told before is wrong any more'),
    extract: extract.unwrap(),
    exposures,
    owners: owners.describe('Owners of these exposures, each once, with the e-mail addresses that dbt has'),
    messageId,
    message: z.string().describe('What is new and why, one line'),
    remedy: z.string().nullable().describe('What to do, in one sentence; null if there is nothing to do'),
    since: z.iso
      .datetime()
      .nullable()
      .describe('Since when it has failed or its data is older than promised, where that is known'),
  })
  .describe('One extract with something new')

/** The `notify-file`; docs/notify.schema.json is generated from it. */
export const newsSchema = z
  .strictObject({
    version: z.string().describe('Version of this schema'),
    run: z.string().nullable().describe('Link to the run; null outside of GitHub'),
    text: z.string().describe('The counts in one line'),
    news: z.array(newsItemSchema).describe('What was not told before, worst first; empty if nothing is new'),
  })
  .describe('What is new for owners since the last run of Active Exposures that told them')

export type NewsFile = z.infer<typeof newsSchema>
export type NewsEntry = NewsFile['news'][number]
