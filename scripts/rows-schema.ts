import { z } from 'zod'

import { rowsSchema } from '../src/report/outputs/rows-schema.js'

/** docs/rows.schema.json: the schema of the output `rows` and of the plan file. */
export function rowsJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(rowsSchema, { target: 'draft-2020-12' })
  return `${JSON.stringify({ $schema, title: 'Rows of Active Exposures', ...schema }, null, 2)}\n`
}
