import { expect, test } from '@jest/globals'
import type { RelationMapping } from '../../src/exposures/relations.js'
import { unusedMappings } from '../../src/exposures/unused-mappings.js'
import { manifestOf } from '../support/dbt.js'

const PROJECT = manifestOf({
  'model.shop.orders': { database: 'Analytics', schema: 'marts' },
  'source.shop.raw.goals': { database: 'landing', schema: 'finance' },
})

function mapping(database: string, schema: string | null = null): RelationMapping {
  return { dbt: { database, schema }, tableau: { database: 'prod', schema: null } }
}

test.each<[string, RelationMapping, unknown[]]>([
  ['a database', mapping('analytics'), []],
  ['a schema', mapping('analytics', 'marts'), []],
  ['a schema of a source', mapping('landing', 'finance'), []],
  [
    'a misspelt database',
    mapping('analytiks'),
    [
      'relation-map: analytiks is no database or schema of this dbt project, so its line changes nothing. Check its spelling, or remove the line; this project has analytics.',
    ],
  ],
  [
    'a misspelt schema',
    mapping('analytics', 'mart'),
    [
      expect.stringMatching(
        /^relation-map: analytics\.mart is no .*; this project has analytics\.marts, analytics\.$/,
      ),
    ],
  ],
  [
    'nothing like it',
    mapping('zzzzzzzzzzzzzzzzzzzzzz'),
    [expect.stringMatching(/this project has analytics, analytics\.marts, landing\.$/)],
  ],
])('a line of relation-map for %s', (_, one, expected) => {
  expect(unusedMappings(PROJECT, [one]).map(({ message }) => message)).toEqual(expected)
})

test('in a warehouse without databases, the left side is a schema', () => {
  const project = manifestOf({ 'model.shop.orders': { database: null, schema: 'marts' } })
  expect(unusedMappings(project, [mapping('marts')])).toEqual([])
  expect(unusedMappings(project, [mapping('mart')]).map(({ id }) => id)).toEqual(['AE-RELATION-MAP-UNUSED'])
})

test('with BigQuery, a line may name another project, whose display name it explains', () => {
  expect(unusedMappings({ ...PROJECT, adapterType: 'bigquery' }, [mapping('acme-prod')])).toEqual([])
})
