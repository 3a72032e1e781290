import { z } from 'zod'

import { NEWS_VERSION, newsSchema } from '../src/report/news/news-schema.js'
import { ROWS_VERSION } from '../src/report/outputs/outputs.js'
import { rowsSchema } from '../src/report/outputs/rows-schema.js'
import { TILE_VERSION, tileSchema } from '../src/site/tile-schema.js'

/** An `$id` has the major version of the action: within it, files only gain fields. */
const IDS = 'https://raw.githubusercontent.com/active-exposures/active-exposures/v0/docs'

/** docs/rows.schema.json: the schema of the output `rows` and of the plan file. */
export function rowsJsonSchema(): string {
  return jsonSchema(rowsSchema, { file: 'rows', version: ROWS_VERSION, title: 'Rows of Active Exposures' })
}

/** docs/notify.schema.json: the schema of the `notify-file`. */
export function newsJsonSchema(): string {
  return jsonSchema(newsSchema, {
    file: 'notify',
    version: NEWS_VERSION,
    title: 'News of Active Exposures for owners',
  })
}

/** docs/tile.schema.json: the schema of the site's JSON files. */
export function tileJsonSchema(): string {
  return jsonSchema(tileSchema, { file: 'tile', version: TILE_VERSION, title: 'Health of a dbt exposure' })
}

interface About {
  readonly file: string
  readonly version: string
  readonly title: string
}

function jsonSchema(from: z.ZodType, { file, version, title }: About): string {
  const { $schema, ...schema } = z.toJSONSchema(from, { target: 'draft-2020-12' })
  const head = { $schema, $id: `${IDS}/${file}.schema.json`, $comment: `Version ${version}`, title }
  return `${JSON.stringify({ ...head, ...schema }, null, 2)}\n`
}
