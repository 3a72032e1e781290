import { z } from 'zod'

import { ROWS_VERSION, rowsSchema } from '../src/report/outputs/rows-schema.js'

/** The `$id` has the major version of the action: within it, rows only gain fields. */
const ID = 'https://raw.githubusercontent.com/active-exposures/active-exposures/v0/docs/rows.schema.json'

/** docs/rows.schema.json: the schema of the output `rows` and of the plan file. */
export function rowsJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(rowsSchema, { target: 'draft-2020-12' })
  return `${JSON.stringify({ $schema, $id: ID, $comment: `Version ${ROWS_VERSION}`, title: 'Rows of Active Exposures', ...schema }, null, 2)}\n`
}
