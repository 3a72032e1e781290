import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql'
import { metadataSchema } from '../../../simulators/tableau/metadata/schema.js'
import { documentOf, Listing, type Filter, type Question } from '../../../src/tableau/lineage/paged-query.js'
import * as questions from '../../../src/tableau/lineage/queries.js'

/* Every document that the program can send, checked against the schemas of the simulator and of the facts. */

/** Not part of the repository: the schema of a live service, where the facts lie beside it. */
const FACTS = join(import.meta.dirname, '../../../shared/facts/metadata-schema.graphql')

const FILTERS: Readonly<Record<string, readonly Filter[]>> = {
  workbooksConnection: [{ luidWithin: ['a'] }, { vizportalUrlIdWithin: ['1'] }],
  publishedDatasourcesConnection: [{ luidWithin: ['a'] }, { vizportalUrlIdWithin: ['1'] }],
  databaseTablesConnection: [{ nameWithin: ['a'] }],
  customSQLTablesConnection: [{ isUnsupportedCustomSqlWithin: [true] }],
}

const ALL = Object.entries(questions as Readonly<Record<string, Question<unknown>>>)

function problemsOf(schema: GraphQLSchema, question: Question<unknown>): readonly string[] {
  const filters = [{}, ...(FILTERS[question.connection] ?? [])]
  const document = documentOf(filters.map((filter) => new Listing(question, filter)))
  return validate(schema, parse(document)).map(({ message }) => message)
}

describe('every question is one', () => {
  const simulated = metadataSchema({ validate: true })
  test.each(ALL)('%s, to the simulator', (_, question) => {
    expect(problemsOf(simulated, question)).toEqual([])
  })

  const facts = existsSync(FACTS) ? buildSchema(readFileSync(FACTS, 'utf8')) : null
  const testWithFacts = facts === null ? test.skip : test
  testWithFacts.each(ALL)('%s, to the Metadata API', (_, question) => {
    expect(facts === null ? [] : problemsOf(facts, question)).toEqual([])
  })

  test('a wrong one would be told', () => {
    const wrong = { ...questions.WORKBOOKS, fields: 'luid nonsense' }
    expect(problemsOf(simulated, wrong)).not.toEqual([])
  })
})
