import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ProjectRelations } from '../../../src/exposures/discovery/project-relations.js'
import { splitName } from '../../../src/exposures/relations.js'
import { tablesInSql } from '../../../src/tableau/lineage/custom-sql.js'
import type { TableauTable } from '../../../src/tableau/types.js'
import { manifestOf } from '../../support/dbt.js'

/*
 * Measures how well names are matched, on a set labelled by hand: names and custom SQL in the forms that Tableau gives
 * (docs/facts/tableau.md#table-names), and similar names.
 */

interface LabelledTable extends TableauTable {
  readonly project: string
  /** The relation that it names; null for none or an ambiguous name. */
  readonly is: string | null
  /** Whether the full name is given. */
  readonly certain: boolean | null
}

interface LabelledQuery {
  readonly connectionType: string
  readonly query: string
  readonly database: string | null
  /** The relations that it reads. */
  readonly reads: readonly string[]
  /** Whether it must be reported as not completely read. */
  readonly unreadable?: true
}

interface Labelled {
  readonly projects: Readonly<
    Record<string, { adapter: string; relations: Readonly<Record<string, string>> }>
  >
  readonly tables: readonly LabelledTable[]
  readonly queries: readonly LabelledQuery[]
}

const SET = JSON.parse(readFileSync(join(import.meta.dirname, '../matching-set.json'), 'utf8')) as Labelled

function relationsOf({ adapter, relations }: Labelled['projects'][string]): ProjectRelations {
  const sources = Object.entries(relations).map(([id, relation]) => {
    const [name, schema, database] = relation.split('.').toReversed()
    return [
      `source.shop.wh.${id}`,
      {
        resource_type: 'source',
        name: id,
        package_name: 'shop',
        database: database ?? null,
        schema,
        identifier: name,
      },
    ]
  })
  const manifest = manifestOf({}, { sources: Object.fromEntries(sources) })
  return new ProjectRelations({ ...manifest, adapterType: adapter })
}

const PROJECTS = new Map(Object.entries(SET.projects).map(([name, project]) => [name, relationsOf(project)]))

interface Verdict {
  readonly found: readonly string[]
  readonly wanted: readonly string[]
  readonly label: unknown
}

/** The shares of wrong matches among those found, and of missed ones among all. */
function score(verdicts: readonly Verdict[]) {
  const wrong = verdicts.filter(({ found, wanted }) => found.some((one) => !wanted.includes(one)))
  const missed = verdicts.filter(({ found, wanted }) => wanted.some((one) => !found.includes(one)))
  const count = (of: 'found' | 'wanted'): number => verdicts.reduce((sum, one) => sum + one[of].length, 0)
  const right = verdicts.reduce(
    (sum, { found, wanted }) => sum + found.filter((one) => wanted.includes(one)).length,
    0,
  )
  return {
    precision: right / count('found'),
    recall: right / count('wanted'),
    wrong: wrong.map(({ label }) => label),
    missed: missed.map(({ label }) => label),
  }
}

describe('table names', () => {
  const verdicts = SET.tables.map((table) => {
    const match = PROJECTS.get(table.project)?.match(table) ?? { kind: 'none' as const }
    const found = match.kind === 'match' ? match.nodes.map((id) => id.split('.').slice(3).join('.')) : []
    return { found, wanted: table.is === null ? [] : [table.is], label: table, match }
  })

  test('of at least 200 names, every match is right and few are missed', () => {
    expect(SET.tables.length).toBeGreaterThanOrEqual(200)
    const { precision, recall, wrong, missed } = score(verdicts)
    expect(wrong).toEqual([])
    expect(missed).toEqual([])
    expect(precision).toBe(1)
    expect(recall).toBeGreaterThanOrEqual(0.95)
  })

  test('only a match by the full name is certain', () => {
    const misjudged = verdicts.filter(
      ({ match, label }) => match.kind === 'match' && (match.given === 'full') !== label.certain,
    )
    expect(misjudged.map(({ label }) => label)).toEqual([])
  })
})

describe('custom SQL', () => {
  test('of at least 90 texts, every table found is read and few are missed', async () => {
    expect(SET.queries.length).toBeGreaterThanOrEqual(90)
    const verdicts = await Promise.all(
      SET.queries.map(async (label) => {
        const read = await tablesInSql(label)
        const found = (read?.tables ?? []).map(({ fullName }) => splitName(fullName ?? '').join('.'))
        return { found, wanted: label.reads, label, isComplete: read?.isComplete === true }
      }),
    )
    const { precision, recall, wrong } = score(verdicts)
    expect(wrong).toEqual([])
    expect(precision).toBe(1)
    expect(recall).toBeGreaterThanOrEqual(0.9)
    const dropped = verdicts.filter(
      ({ isComplete, found, wanted }) => isComplete && wanted.some((one) => !found.includes(one)),
    )
    expect(dropped.map(({ label }) => label.query)).toEqual([])
    const guessed = verdicts.filter(({ isComplete, label }) => isComplete === (label.unreadable === true))
    expect(guessed.map(({ label }) => label.query)).toEqual([])
  })
})

describe('a wildcard table of BigQuery', () => {
  const relations = (adapter: string) =>
    relationsOf({ adapter, relations: { events: 'p.app.events_*', live: 'p.app.events_live_*' } })
  const match = (name: string, adapter = 'bigquery'): readonly string[] => {
    const table = { name, schema: 'app', database: null, fullName: `p.app.${name}`, connectionType: adapter }
    const found = relations(adapter).match(table)
    return found.kind === 'match' ? found.nodes : []
  }

  test.each([
    ['events_*', 'events'],
    ['events_2024*', 'events'],
    ['events_20240101', 'events'],
    ['events_live_2024*', 'live'],
  ])('%s is %s', (name, node) => {
    expect(match(name)).toEqual([`source.shop.wh.${node}`])
  })

  test.each([
    ['event*', 'bigquery'],
    ['old_events_2024', 'bigquery'],
    ['events_2024', 'snowflake'],
  ])('%s on %s is none of them', (name, adapter) => {
    expect(match(name, adapter)).toEqual([])
  })
})

describe('names with dots', () => {
  const match = (dbt: { database: string; schema: string; alias: string }, shown: Partial<TableauTable>) => {
    const manifest = manifestOf({ 'model.shop.orders': dbt })
    const none = { name: null, schema: null, fullName: null, database: null, connectionType: null }
    const table = { ...none, ...shown }
    const relations = new ProjectRelations({ ...manifest, adapterType: null })
    const found = relations.match(table)
    const elsewhere = relations.namesakes(table).map(({ tableau }) => tableau)
    return found.kind === 'match' ? found.given : elsewhere
  }
  const SALES = { database: 'DW', schema: 'dbo', alias: 'Sales.Orders' }
  const FOLDER = { database: 'Space', schema: 'a.b', alias: 'orders' }

  test.each<[string, Parameters<typeof match>[0], Partial<TableauTable>, unknown]>([
    [
      'a table',
      SALES,
      { name: 'Sales.Orders', schema: 'dbo', database: 'DW', fullName: '[dbo].[Sales.Orders]' },
      'full',
    ],
    ['a table, with the database', SALES, { fullName: '[DW].[dbo].[Sales.Orders]' }, 'full'],
    ['a table, as custom SQL has it', SALES, { fullName: '"dbo"."Sales.Orders"', schema: 'dbo' }, 'schema'],
    ['a table, alone', SALES, { name: 'Sales.Orders' }, 'name'],
    ['a table in another schema', SALES, { fullName: '[old].[Sales.Orders]' }, ['old."sales.orders"']],
    ['not the last part of it', SALES, { fullName: '[dbo].[Orders]' }, []],
    [
      'not a table whose name has the dot, for one without',
      { ...SALES, alias: 'Orders' },
      { fullName: '"dbo"."Sales.Orders"' },
      [],
    ],
    ['a schema', FOLDER, { name: 'orders', schema: 'Space.a.b', fullName: '[Space.a.b].[orders]' }, 'full'],
    ['a schema beside the name', FOLDER, { name: 'orders', schema: 'Space.a.b' }, 'full'],
    ['a schema in quotes', FOLDER, { fullName: '"Space"."a"."b"."orders"' }, 'full'],
    ['another schema', FOLDER, { fullName: '[Space.a.c].[orders]' }, ['a.c.orders']],
    [
      'a project of a domain',
      { database: 'acme.com:dw', schema: 'marts', alias: 'orders' },
      { fullName: '[acme.com:dw.marts].[orders]', connectionType: 'bigquery' },
      'full',
    ],
  ])('%s: %j and %j', (_, dbt, shown, expected) => {
    expect(match(dbt, shown)).toEqual(expected)
  })
})
