import { describe, expect, test } from '@jest/globals'
import { mayShare } from '../../src/exposures/connectors.js'
import {
  compareRelations,
  isFullNameMatch,
  relationOf,
  relationOfTable,
  relationsOf,
  type RelationMapping,
  showRelation,
  splitName,
} from '../../src/exposures/relations.js'
import type { DbtNode } from '../../src/dbt/manifest.js'
import type { TableauTable } from '../../src/tableau/types.js'
import { manifestOf, uid } from '../support/dbt.js'

/** A dbt model `database.schema.name`; `-` for a database that dbt does not give. */
function model(place: string): DbtNode {
  const [database = '', schema = '', name = ''] = place.split('.')
  const id = `model.shop.${name}`
  const shape = { database: database === '-' ? null : database, schema }
  const node = manifestOf({ [id]: shape }).nodes.get(uid(id))
  if (node === undefined) throw new Error(`no node ${id}`)
  return node
}

function table(parts: Partial<TableauTable>): TableauTable {
  return { name: null, schema: null, fullName: null, database: null, connectionType: null, ...parts }
}

function compare(
  place: string,
  parts: Partial<TableauTable>,
  mappings: readonly RelationMapping[] = [],
): string {
  const given = table(parts)
  const relation = relationOfTable(given, mappings)
  if (relation === null) throw new Error('Tableau told no name')
  return compareRelations(relationOf(model(place), mappings), relation, given.connectionType)
}

describe('a full name is split into its parts', () => {
  test.each([
    ['[PUBLIC].[ORDERS]', ['public', 'orders']],
    ['[DB.SCHEMA].[T]', ['db', 'schema', 't']],
    ['[DB].[SCHEMA].[T]', ['db', 'schema', 't']],
    ['DB.SCHEMA.T', ['db', 'schema', 't']],
    ['[project-id.dataset].[table]', ['project-id', 'dataset', 'table']],
    ['`project-id.schema.table`', ['project-id', 'schema', 'table']],
    ['`project-id`.`schema`.`table`', ['project-id', 'schema', 'table']],
    ['"Db"."Schema"."T"', ['db', 'schema', 't']],
    ["'db'.'schema'.'t'", ['db', 'schema', 't']],
    ['db."dotted.schema".t', ['db', 'dotted.schema', 't']],
    ['"he said ""hi"""."t"', ['he said "hi"', 't']],
    ["'it''s'.'t'", ["it's", 't']],
    ["johns.o'orders", ['johns', "o'orders"]],
    ['customer', ['customer']],
    ['[Orders$]', ['orders$']],
    ['', []],
    ['[].[t]', ['t']],
    ['[a"b.c`d].[t]', ['a"b', 'c`d', 't']],
    ['`p.d.t[1]`', ['p', 'd', 't[1]']],
    ['[ marts ].[ orders ]', ['marts', 'orders']],
  ])('%s', (name, parts) => {
    expect(splitName(name)).toEqual(parts)
  })
})

describe('every form of the name of db.marts.orders matches', () => {
  test.each<[string, Partial<TableauTable>]>([
    [
      'Snowflake, two parts and a database',
      {
        connectionType: 'snowflake',
        name: 'ORDERS',
        schema: 'MARTS',
        fullName: '[MARTS].[ORDERS]',
        database: 'DB',
      },
    ],
    [
      'Snowflake, brackets that hold two parts',
      { connectionType: 'snowflake', name: 'ORDERS', schema: 'MARTS', fullName: '[DB.MARTS].[ORDERS]' },
    ],
    [
      'Snowflake, three brackets',
      { connectionType: 'snowflake', name: 'ORDERS', fullName: '[DB].[MARTS].[ORDERS]' },
    ],
    ['Snowflake, dotted', { connectionType: 'snowflake', name: 'ORDERS', fullName: 'DB.MARTS.ORDERS' }],
    [
      'Snowflake, database null',
      { connectionType: 'snowflake', name: 'ORDERS', schema: 'MARTS', fullName: '[MARTS].[ORDERS]' },
    ],
    [
      'BigQuery, the project inside the brackets',
      {
        connectionType: 'bigquery',
        name: 'orders',
        schema: 'marts',
        fullName: '[db.marts].[orders]',
        database: 'Our Friendly Project',
      },
    ],
    [
      'BigQuery, back quotes',
      {
        connectionType: 'bigquery',
        name: '`db.marts.orders`',
        schema: '',
        fullName: '`db.marts.orders`',
        database: 'Our Friendly Project',
      },
    ],
    [
      'BigQuery, a display name instead of the project, which is ignored',
      {
        connectionType: 'bigquery',
        name: 'orders',
        schema: 'marts',
        fullName: '[marts].[orders]',
        database: 'Our Friendly Project',
      },
    ],
    [
      'Redshift, upper case',
      {
        connectionType: 'redshift',
        name: 'ORDERS',
        schema: 'MARTS',
        fullName: '[MARTS].[ORDERS]',
        database: 'DB',
      },
    ],
    [
      'Redshift, the schema inside the name',
      {
        connectionType: 'redshift',
        name: 'marts.orders',
        schema: '',
        fullName: 'marts.orders',
        database: 'db',
      },
    ],
    [
      'Postgres',
      {
        connectionType: 'postgres',
        name: 'orders',
        schema: 'marts',
        fullName: '[marts].[orders]',
        database: 'db',
      },
    ],
    [
      'Databricks, three parts',
      { connectionType: 'databricks', name: 'orders', schema: 'marts', fullName: '[db].[marts].[orders]' },
    ],
    [
      'Databricks, two parts',
      {
        connectionType: 'databricks',
        name: 'orders',
        schema: 'marts',
        fullName: '[marts].[orders]',
        database: 'db',
      },
    ],
    [
      'Databricks without a catalog',
      {
        connectionType: 'databricks',
        name: 'orders',
        schema: '',
        fullName: '[marts].[orders]',
        database: 'marts',
      },
    ],
    [
      'custom SQL, only the table name',
      { connectionType: 'snowflake', name: 'orders', schema: '', fullName: 'orders' },
    ],
    ['no full name', { connectionType: 'snowflake', name: 'ORDERS', schema: 'MARTS', database: 'DB' }],
  ])('%s', (_, parts) => {
    expect(compare('db.marts.orders', parts)).toBe('same')
    expect(compare('DB.Marts.ORDERS', parts)).toBe('same')
  })
})

describe('the same name in another database or schema is elsewhere', () => {
  test.each<[string, Partial<TableauTable>]>([
    ['another schema', { connectionType: 'snowflake', fullName: '[DEV].[ORDERS]', database: 'DB' }],
    ['another database', { connectionType: 'snowflake', fullName: '[DEV_DB.MARTS].[ORDERS]' }],
    [
      'another database, given separately',
      { connectionType: 'postgres', fullName: '[marts].[orders]', database: 'dev' },
    ],
    [
      'another BigQuery project',
      { connectionType: 'bigquery', fullName: '[dev-project.marts].[orders]', database: 'db' },
    ],
    [
      'another Databricks catalog',
      { connectionType: 'databricks', fullName: '[dev].[marts].[orders]', database: 'dev' },
    ],
    [
      'another Databricks catalog, given separately',
      { connectionType: 'databricks', schema: 'marts', fullName: '[marts].[orders]', database: 'dev' },
    ],
    [
      'another database of a connector with two tiers',
      { connectionType: 'clickhouse', fullName: '[dev].[orders]', database: 'dev' },
    ],
  ])('%s', (_, parts) => {
    expect(compare('db.marts.orders', parts)).toBe('elsewhere')
  })
})

describe('only the whole table name counts', () => {
  test.each(['orders_old', 'old_orders', 'order', 'order s', 'stg.orders_old'])(
    'orders is not %s',
    (name) => {
      expect(compare('db.marts.orders', { name, fullName: name, database: 'db' })).toBe('other')
    },
  )

  test('a hidden name matches nothing', () => {
    expect(
      relationOfTable(table({ database: 'db', schema: 'marts', connectionType: 'snowflake' })),
    ).toBeNull()
    expect(relationOfTable(table({ name: '', fullName: '' }))).toBeNull()
  })
})

test('a name of more than 6000 characters is none', () => {
  expect(splitName('x'.repeat(6000))).toHaveLength(1)
  expect(splitName('x'.repeat(6001))).toEqual([])
})

test('a model with versions has two names, if dbt keeps a view on the latest one', () => {
  const orders = { ...model('db.marts.orders_v2'), latestPointer: null }
  const names = (latestPointer: string | null) =>
    relationsOf({ ...orders, latestPointer }, []).map(showRelation)
  expect(names(null)).toEqual(['db.marts.orders_v2'])
  expect(names('Orders')).toEqual(['db.marts.orders_v2', 'db.marts.orders'])
})

test('the full name counts where the name has as many parts', () => {
  expect(relationOfTable(table({ name: 'copy', fullName: '[orders]' }))?.name).toBe('orders')
  expect(relationOfTable(table({ name: 'marts.copy', fullName: '[orders]' }))?.name).toBe('copy')
})

test('a part that dbt does not know cannot differ', () => {
  const found = relationOfTable(table({ name: 'orders', schema: 'marts', database: 'db' }))
  expect(
    found && compareRelations({ database: 'db', schema: null, name: 'orders' }, found, 'snowflake'),
  ).toBe('same')
})

describe('where Tableau gives one part only', () => {
  test.each<[string, string, Partial<TableauTable>, 'same' | 'elsewhere']>([
    [
      "Databricks' may be the schema",
      'db.marts.orders',
      { connectionType: 'databricks', database: 'marts' },
      'same',
    ],
    [
      'so also if it is given twice',
      'db.marts.orders',
      { connectionType: 'databricks', database: 'marts', schema: 'marts' },
      'same',
    ],
    [
      'but not beside another schema',
      'db.marts.orders',
      { connectionType: 'databricks', database: 'marts', schema: 'dev' },
      'elsewhere',
    ],
    [
      "Snowflake's is the database",
      'db.marts.orders',
      { connectionType: 'snowflake', database: 'marts' },
      'elsewhere',
    ],
    [
      'a catalog that dbt names is none',
      'db.marts.orders',
      { connectionType: 'databricks', database: 'dev' },
      'elsewhere',
    ],
    ['MySQL with no part matches', '-.marts.orders', { connectionType: 'mysql' }, 'same'],
    [
      'MySQL with another part does not',
      '-.marts.orders',
      { connectionType: 'mysql', database: 'dev' },
      'elsewhere',
    ],
    [
      'a generic driver may name the schema as the database, if dbt has none',
      '-.marts.orders',
      { connectionType: 'genericjdbc', database: 'marts', schema: 'public' },
      'same',
    ],
  ])('%s: %s', (_, place, parts, expected) => {
    expect(compare(place, { name: 'orders', ...parts })).toBe(expected)
  })
})

describe('a full name', () => {
  const match = (dbt: string, parts: Partial<TableauTable>, schema?: null): boolean => {
    const given = table({ name: 'orders', ...parts })
    const found = relationOfTable(given)
    const relation = relationOf(model(dbt), [])
    return (
      found !== null &&
      isFullNameMatch({ ...relation, ...(schema === null && { schema }) }, found, given.connectionType)
    )
  }

  test.each<[string, Partial<TableauTable>, boolean]>([
    ['db.marts.orders', { connectionType: 'snowflake', schema: 'marts', database: 'db' }, true],
    ['db.marts.orders', { connectionType: 'snowflake', schema: 'marts', database: 'dev' }, false],
    ['db.marts.orders', { connectionType: 'snowflake', schema: 'dev', database: 'db' }, false],
    ['db.marts.orders', { connectionType: 'snowflake', schema: 'marts' }, false],
    ['db.marts.orders', { connectionType: null, database: 'marts' }, false],
    ['-.marts.orders', { connectionType: 'mysql', database: 'marts' }, true],
    ['-.marts.orders', { connectionType: 'mysql', schema: 'marts' }, true],
    ['-.marts.orders', { connectionType: 'mysql', database: 'dev' }, false],
    ['-.marts.orders', { connectionType: 'mysql', schema: 'marts', database: 'dev' }, false],
    ['-.marts.orders', { connectionType: 'mysql', fullName: '[marts].[orders]', database: 'dev' }, true],
    ['db.marts.orders', { connectionType: 'athena', database: 'marts' }, true],
  ])('%s agrees in every part with %j: %s', (dbt, parts, expected) => {
    expect(match(dbt, parts)).toBe(expected)
  })

  test('needs a schema in dbt', () => {
    expect(match('db.marts.orders', { connectionType: 'snowflake', database: 'db' }, null)).toBe(false)
    expect(match('-.marts.orders', { connectionType: 'mysql' }, null)).toBe(false)
  })
})

test.each<[string | null, string | null, boolean]>([
  ['snowflake', 'snowflake', true],
  ['Snowflake', 'SNOWFLAKE', true],
  ['snowflake', 'sqlserver', false],
  ['SNOWFLAKE', 'sqlserver', false],
  ['postgres', 'redshift', true],
  ['spark', 'databricks', true],
  ['snowflake', 'genericjdbc', true],
  ['my-own-adapter', 'snowflake', true],
  [null, 'snowflake', true],
  ['snowflake', null, true],
  ['snowflake', 'hyper', false],
  ['my-own-adapter', 'excel-direct', false],
  ['bigquery', 'google-sheets', false],
  ...['saphana', 'db2', 'netezza', 'exasol', 'splunk', 'mongodb_bi', 'sap-bw', 'impala', 'amazonaurora'].map(
    (connector): [string, string, boolean] => ['snowflake', connector, false],
  ),
  ...['genericodbc', 'denodo', 'dremio', ''].map((connector): [string, string, boolean] => [
    'snowflake',
    connector,
    true,
  ]),
  ['exasol', 'exasol', true],
  ['mysql', 'google-cloud-sql', true],
  ['mysql', 'amazonaurora', true],
  ['starrocks', 'mysql', true],
  ['impala', 'hadoophive', true],
  ['glue', 'awsathena', true],
  ['snowflake and bigquery', 'bigquery', true],
  ['snowflake and bigquery', 'snowflake', true],
  ['snowflake and bigquery', 'sqlserver', false],
])('what the adapter %s built may be a table of the connector %s: %s', (adapter, connector, expected) => {
  expect(mayShare(adapter, connector)).toBe(expected)
})

describe("with two-part names, dbt's schema is Tableau's database", () => {
  test.each<[string, string, Partial<TableauTable>]>([
    [
      'ClickHouse, with an empty database in dbt',
      '.marts.orders',
      {
        connectionType: 'clickhouse',
        name: 'orders',
        schema: '',
        fullName: '[marts].[orders]',
        database: 'marts',
      },
    ],
    [
      'ClickHouse by a generic driver',
      '.marts.orders',
      { connectionType: 'genericjdbc', name: 'orders', schema: 'marts', database: 'anything' },
    ],
    [
      'Spark, without a database in dbt',
      '-.marts.orders',
      { connectionType: 'spark', name: 'orders', schema: 'marts', database: 'spark' },
    ],
    [
      'MySQL, only the database given',
      '-.marts.orders',
      { connectionType: 'mysql', name: 'orders', schema: '', fullName: '[orders]', database: 'marts' },
    ],
    [
      'Athena, with its catalog in dbt',
      'awsdatacatalog.marts.orders',
      {
        connectionType: 'athena',
        name: 'orders',
        schema: 'marts',
        fullName: '[marts].[orders]',
        database: 'AwsDataCatalog',
      },
    ],
    [
      'Athena, the database is the schema',
      'awsdatacatalog.marts.orders',
      { connectionType: 'athena', name: 'orders', schema: '', fullName: '[orders]', database: 'marts' },
    ],
  ])('%s', (_, place, parts) => {
    expect(compare(place, parts)).toBe('same')
  })

  test('Athena by the name of its own connector', () => {
    const parts = { connectionType: 'awsathena', name: 'orders', schema: '', database: 'marts' }
    expect(compare('awsdatacatalog.marts.orders', { ...parts, fullName: '[orders]' })).toBe('same')
  })

  test.each(['athena', 'spark', 'hive'])('%s: a catalog inside the name counts', (connectionType) => {
    const orders = (catalog: string) => ({
      connectionType,
      name: 'orders',
      schema: 'marts',
      fullName: `[${catalog}].[marts].[orders]`,
    })
    expect(compare('dev.marts.orders', orders('dev'))).toBe('same')
    expect(compare('dev.marts.orders', orders('prod'))).toBe('elsewhere')
    expect(compare('-.marts.orders', orders('prod'))).toBe('same')
  })

  test('another database is elsewhere', () => {
    const parts = { connectionType: 'mysql', name: 'orders', schema: 'dev', database: 'dev' }
    expect(compare('-.marts.orders', parts)).toBe('elsewhere')
  })
})

describe('in two-part names, the part before the name counts, not the default database of the connection', () => {
  test.each<[string, string, Partial<TableauTable>, 'same' | 'elsewhere']>([
    [
      'ClickHouse',
      '.default.orders',
      { schema: 'marts', database: 'default', fullName: '[marts].[orders]' },
      'elsewhere',
    ],
    [
      'MySQL',
      '-.marts.orders',
      { schema: 'archive', database: 'marts', fullName: '[archive].[orders]' },
      'elsewhere',
    ],
    ['MySQL', '-.dev.orders', { schema: '', database: 'dev', fullName: '[prod].[orders]' }, 'elsewhere'],
    ['MySQL', '-.prod.orders', { schema: '', database: 'dev', fullName: '[prod].[orders]' }, 'same'],
    [
      'Databricks',
      '-.default.orders',
      { schema: 'gold', database: 'default', fullName: '[gold].[orders]' },
      'elsewhere',
    ],
    [
      'Athena',
      'awsdatacatalog.dev.orders',
      { schema: 'prod', database: 'dev', fullName: '[prod].[orders]' },
      'elsewhere',
    ],
  ])('%s: %s and %j are %s', (connector, place, parts, expected) => {
    expect(compare(place, { connectionType: connector.toLowerCase(), name: 'orders', ...parts })).toBe(
      expected,
    )
  })
})

describe('relation-map', () => {
  const map = (dbt: string, tableau: string): RelationMapping => {
    const place = (text: string) => {
      const [database = null, schema = null] = text.split('.')
      return { database, schema }
    }
    return { dbt: place(dbt), tableau: place(tableau) }
  }

  test.each([
    ['a database', 'db.marts.orders', [map('db', 'prod')], 'prod.marts.orders'],
    [
      'a database, but not a table in another one',
      'other.marts.orders',
      [map('db', 'prod')],
      'other.marts.orders',
    ],
    ['one schema', 'db.marts.orders', [map('db.marts', 'prod.public')], 'prod.public.orders'],
    [
      'one schema, but not a table in another one',
      'db.staging.orders',
      [map('db.marts', 'prod.public')],
      'db.staging.orders',
    ],
    ['a whole database into one schema', 'db.marts.orders', [map('db', 'prod.public')], 'prod.public.orders'],
    [
      'one schema into another database with the same schemas',
      'db.marts.orders',
      [map('db.marts', 'prod')],
      'prod.marts.orders',
    ],
    [
      'by schema before by database, in any order',
      'db.marts.orders',
      [map('db', 'prod'), map('db.marts', 'special.public')],
      'special.public.orders',
    ],
    ['a database in any case', 'DB.Marts.Orders', [map('db', 'prod')], 'prod.marts.orders'],
    [
      'the schema, if dbt gives no database',
      '-.marts_dev.orders',
      [map('marts_dev', 'marts')],
      'marts.orders',
    ],
    [
      'nothing, if dbt gives no database but the line does',
      '-.marts.orders',
      [map('marts.marts', 'prod.public')],
      'marts.orders',
    ],
    [
      'nothing, if dbt gives no database and the schema is another one',
      '-.marts.orders',
      [map('marts_dev', 'marts')],
      'marts.orders',
    ],
  ])('renames %s', (_, place, mappings, shown) => {
    expect(showRelation(relationOf(model(place), mappings))).toBe(shown)
  })

  test.each<[string, string, string, string]>([
    ['orcl', 'orcl.example.com', '[MARTS].[ORDERS]', '"orcl.example.com".marts.orders'],
    ['acme-1', 'Acme Production', '`Acme Production.marts.orders`', '"acme production".marts.orders'],
    ['main', '/sql/1.0/abc', '[marts].[orders]', '"/sql/1.0/abc".marts.orders'],
  ])('shows how to write the database %s as %s', (database, inTableau, fullName, shown) => {
    const given = { name: 'orders', schema: 'marts', database: inTableau, fullName, connectionType: 'oracle' }
    const place = relationOfTable(given)
    expect(place === null ? null : showRelation(place)).toBe(shown)
    const tableau = { database: inTableau.toLowerCase(), schema: null }
    const mappings = [{ dbt: { database, schema: null }, tableau }]
    expect(compare(`${database}.marts.orders`, given)).toBe('elsewhere')
    expect(compare(`${database}.marts.orders`, given, mappings)).toBe('same')
  })

  test.each<[string, Partial<TableauTable>, RelationMapping, 'same' | 'elsewhere']>([
    [
      'acme-1',
      { fullName: '[acme-1.marts].[orders]', database: null },
      map('acme-1', 'acme production'),
      'same',
    ],
    ['acme-1', { fullName: '[acme-1.marts].[orders]' }, map('acme-1', 'acme production'), 'same'],
    ['acme-1', { fullName: '[marts].[orders]' }, map('acme-1', 'acme production'), 'same'],
    ['acme-dev', { fullName: '[marts].[orders]' }, map('acme-1', 'acme production'), 'elsewhere'],
    ['acme-dev', { fullName: '[acme-1.marts].[orders]' }, map('acme-1', 'acme production'), 'elsewhere'],
    ['acme-dev', { fullName: '[acme-1.marts].[orders]' }, map('acme-dev', 'acme-1'), 'same'],
    ['acme-dev', { fullName: '[marts].[orders]' }, map('acme-dev', 'acme dev'), 'same'],
  ])(
    'with BigQuery, if dbt builds in %s and Tableau gives %j with the line %j',
    (project, parts, line, expected) => {
      const given = {
        connectionType: 'bigquery',
        name: 'orders',
        schema: 'marts',
        database: 'Acme Production',
      }
      expect(compare(`${project}.marts.orders`, { ...given, ...parts }, [line])).toBe(expected)
    },
  )

  test('shows a quote in a name twice', () => {
    expect(showRelation({ database: null, schema: 'marts', name: 'say "hi"' })).toBe('marts."say ""hi"""')
  })

  test('makes a table elsewhere the same, and the same one elsewhere', () => {
    const prod = { connectionType: 'snowflake', fullName: '[PROD.PUBLIC].[ORDERS]' }
    const mappings = [map('db.marts', 'prod.public')]
    expect(compare('db.marts.orders', prod)).toBe('elsewhere')
    expect(compare('db.marts.orders', prod, mappings)).toBe('same')
    expect(compare('db.marts.orders', { fullName: 'db.marts.orders' }, mappings)).toBe('elsewhere')
  })
})
