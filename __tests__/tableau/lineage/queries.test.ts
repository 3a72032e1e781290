import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql'
import { metadataSchema } from '../../../simulators/tableau/metadata/schema.js'
import {
  documentOf,
  PagedQuery,
  type Filter,
  type MetadataQuery,
} from '../../../src/tableau/lineage/paged-query.js'
import * as questions from '../../../src/tableau/lineage/queries.js'

/* Every document that the program can send, checked against the schema of the simulator and, on request, a real one. */

/** A file with the schema of a Metadata API: `METADATA_SCHEMA=schema.graphql npm test -- lineage/queries`. */
const REAL_SCHEMA = process.env['METADATA_SCHEMA'] ?? ''

const FILTERS: Readonly<Record<string, readonly Filter[]>> = {
  workbooksConnection: [{ luidWithin: ['a'] }, { vizportalUrlIdWithin: ['1'] }],
  publishedDatasourcesConnection: [{ luidWithin: ['a'] }, { vizportalUrlIdWithin: ['1'] }],
  databaseTablesConnection: [{ nameWithin: ['a'] }],
  customSQLTablesConnection: [{ isUnsupportedCustomSqlWithin: [true] }],
}

const ALL = Object.entries(questions as Readonly<Record<string, MetadataQuery<unknown>>>)

function problemsOf(schema: GraphQLSchema, question: MetadataQuery<unknown>): readonly string[] {
  const filters = [{}, ...(FILTERS[question.connection] ?? [])]
  const document = documentOf(filters.map((filter) => new PagedQuery(question, filter)))
  return validate(schema, parse(document)).map(({ message }) => message)
}

describe('every query is valid', () => {
  const simulated = metadataSchema({ validate: true })
  test.each(ALL)('%s, for the simulator', (_, question) => {
    expect(problemsOf(simulated, question)).toEqual([])
  })

  const testReal = REAL_SCHEMA === '' ? test.skip : test
  testReal.each(ALL)('%s, for the Metadata API', (_, question) => {
    expect(problemsOf(buildSchema(readFileSync(REAL_SCHEMA, 'utf8')), question)).toEqual([])
  })

  test('an invalid query is noticed', () => {
    const wrong = { ...questions.WORKBOOKS, fields: 'luid nonsense' }
    expect(problemsOf(simulated, wrong)).not.toEqual([])
  })
})
