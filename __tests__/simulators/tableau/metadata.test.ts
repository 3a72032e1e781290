import { describe, expect, test } from '@jest/globals'
import { validateSchema } from 'graphql'

import {
  datasource,
  workbook,
  type SettingsChange,
  type SiteInput,
} from '../../../simulators/tableau/index.js'
import { CODES } from '../../../simulators/tableau/metadata/codes.js'
import { metadataSchema } from '../../../simulators/tableau/metadata/schema.js'
import { ask, signedIn, tableau, type GraphqlAnswer } from './kit.js'

const MANY: Partial<SiteInput> = {
  workbooks: Array.from({ length: 7 }, (_, index) =>
    workbook(`Finance/Workbook ${index}`, { embedded: [{ tables: [`DB.S.T${index}`, 'DB.S.SHARED'] }] }),
  ),
}

const ORDERED = 'orderBy: { field: NAME, direction: ASC }'

function metadata(site: Partial<SiteInput>, settings: SettingsChange['metadata'] = {}) {
  const { simulator, clock } = tableau(site, { metadata: settings })
  return { simulator, clock, client: signedIn(simulator) }
}

function codesOf({ errors = [] }: GraphqlAnswer): unknown[] {
  return errors.map(({ extensions }) => extensions?.code ?? extensions)
}

function namesOf(nodes: readonly { name: string | null }[]): (string | null)[] {
  return nodes.map(({ name }) => name)
}

test('the schema is a valid one', () => {
  expect(validateSchema(metadataSchema({ validate: true }))).toEqual([])
})

test('a query for workbooks, their data sources and their tables works', () => {
  const { client } = metadata({
    workbooks: [
      workbook('Finance/Orders', {
        number: 265605,
        embedded: [{ name: 'Orders', tables: ['SAMPLE_DB.PUBLIC.ORDERS'] }],
      }),
    ],
  })
  const query = `query W($first:Int!,$after:String){ workbooksConnection(first:$first,after:$after,orderBy:{field:NAME,direction:ASC}){
    nodes{ id luid name projectName vizportalUrlId uri owner{name email}
      embeddedDatasources{ id name hasExtracts extractLastRefreshTime extractLastIncrementalUpdateTime extractLastUpdateTime
        upstreamDatasources{luid name} upstreamTables{id luid name schema fullName connectionType database{name connectionType}} } }
    pageInfo{hasNextPage endCursor} totalCount } }`
  const answer = client.graphql(query, { first: 100 })
  expect(answer.errors).toBeUndefined()
  expect(answer.data).toMatchObject({
    workbooksConnection: {
      nodes: [
        {
          name: 'Orders',
          projectName: 'Finance',
          vizportalUrlId: '265605',
          uri: 'sites/15038/workbooks/265605',
          owner: { name: 'Ann Analyst', email: 'ann@example.com' },
          embeddedDatasources: [
            {
              name: 'Orders',
              hasExtracts: true,
              extractLastRefreshTime: '2025-01-02T03:04:05Z',
              extractLastIncrementalUpdateTime: null,
              extractLastUpdateTime: '2025-01-02T03:04:05Z',
              upstreamDatasources: [],
              upstreamTables: [
                {
                  name: 'ORDERS',
                  schema: 'PUBLIC',
                  fullName: '[PUBLIC].[ORDERS]',
                  connectionType: 'snowflake',
                  database: { name: 'SAMPLE_DB', connectionType: 'snowflake' },
                },
              ],
            },
          ],
        },
      ],
      pageInfo: { hasNextPage: false },
      totalCount: 1,
    },
  })
})

describe('Metadata paging by cursor and offset, `orderBy` honoured, shuffled order without it, `totalCount`', () => {
  const page = (args: string): string =>
    `{ workbooksConnection(${args}) { nodes { name } pageInfo { hasNextPage endCursor } totalCount } }`

  test('by cursor', () => {
    const { client } = metadata(MANY)
    const seen: string[] = []
    let after = ''
    for (let turn = 0; turn < 4; turn += 1) {
      const { data } = client.graphql(page(`first: 2, after: "${after}", ${ORDERED}`))
      expect(data.workbooksConnection.totalCount).toBe(7)
      seen.push(...namesOf(data.workbooksConnection.nodes).map(String))
      expect(data.workbooksConnection.pageInfo.hasNextPage).toBe(turn < 3)
      after = data.workbooksConnection.pageInfo.endCursor
    }
    expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => `Workbook ${index}`))
    expect(JSON.parse(Buffer.from(after, 'base64').toString())).toMatchObject({
      type: 'Workbook',
      scope: 'sites/15038',
    })
  })

  test('by offset, and downwards', () => {
    const { client } = metadata(MANY)
    const { data } = client.graphql(page('first: 2, offset: 1, orderBy: { field: NAME, direction: DESC }'))
    expect(namesOf(data.workbooksConnection.nodes)).toEqual(['Workbook 5', 'Workbook 4'])
  })

  test('without orderBy the order changes from query to query', () => {
    const { simulator, client } = metadata(MANY)
    const orders = (): Set<string> =>
      new Set(Array.from({ length: 5 }, () => JSON.stringify(client.graphql('{ workbooks { name } }').data)))
    expect(orders().size).toBeGreaterThan(1)
    simulator.configure({ metadata: { unordered: 'stable' } })
    expect(orders().size).toBe(1)
  })

  test('an invalid cursor is an INVALID_ARGUMENT', () => {
    expect(codesOf(metadata(MANY).client.graphql(page('after: "nonsense"')))).toEqual(['INVALID_ARGUMENT'])
  })
})

describe('Metadata partial data, always HTTP 200', () => {
  const QUERY = `{ workbooksConnection(first: 7, ${ORDERED}) { nodes { name embeddedDatasources { upstreamTables { name } } } } }`

  test('with NODE_LIMIT_EXCEEDED; Smaller pages make the node limit go away', () => {
    const { client } = metadata(MANY, { nodeLimit: 20 })
    const answer = client.graphql(QUERY)
    expect(answer.status).toBe(200)
    expect(codesOf(answer)).toEqual(['NODE_LIMIT_EXCEEDED'])
    expect(answer.errors?.[0]?.path).toBeNull()
    expect(answer.data.workbooksConnection.nodes).toHaveLength(7)
    const tables = answer.data.workbooksConnection.nodes.flatMap((one) =>
      one.embeddedDatasources.flatMap((each) => each.upstreamTables),
    )
    expect(tables.length).toBeLessThan(14)
    expect(client.graphql(QUERY.replace('first: 7', 'first: 4')).errors).toBeUndefined()
    client.simulator.configure({ metadata: { nodeLimit: 3 } })
    expect(client.graphql(QUERY).data.workbooksConnection.nodes).toHaveLength(3)
  })

  test('with TIME_LIMIT_EXCEEDED, and null `path`/`extensions`', () => {
    const { simulator, client } = metadata(MANY, { timeLimitSeconds: 5, secondsPerNode: 0.5 })
    expect(client.graphql(QUERY).errors).toEqual([
      { message: 'Reached time limit of PT5S for query execution.', path: null, extensions: null },
    ])
    simulator.configure({ metadata: { timeLimitShape: 'coded' } })
    const answer = client.graphql(QUERY)
    expect([answer.status, codesOf(answer)]).toEqual([200, ['TIME_LIMIT_EXCEEDED']])
    simulator.configure({ metadata: { secondsPerNode: 0.1 } })
    expect(client.graphql(QUERY).errors).toBeUndefined()
  })

  test('with BACKFILL_RUNNING', () => {
    const answer = metadata(MANY, { backfill: 'running' }).client.graphql(QUERY)
    expect(answer.data).toEqual({ workbooksConnection: { nodes: [] } })
    expect(answer.errors?.[0]?.extensions).toEqual({ severity: 'WARNING', code: 'BACKFILL_RUNNING' })
  })

  test('with MAX_PAGE_SIZE_EXCEEDED', () => {
    const answer = metadata(MANY).client.graphql(QUERY.replace('first: 7', 'first: 1001'))
    expect(codesOf(answer)).toEqual(['MAX_PAGE_SIZE_EXCEEDED'])
    expect(answer.data.workbooksConnection.nodes).toHaveLength(7)
  })

  test('with RATE_EXCEEDED and anything else a test injects', () => {
    const { simulator, client } = metadata(MANY)
    const inject = (data: 'kept' | 'first-half' | 'empty' | 'absent', code?: string): GraphqlAnswer => {
      const effect = { kind: 'metadata', message: 'Too costly', data } as const
      simulator.faults.add({
        match: { path: '/metadata/graphql' },
        effect: code === undefined ? effect : { ...effect, code },
      })
      return client.graphql(QUERY)
    }
    expect(inject('absent', 'RATE_EXCEEDED')).toEqual({
      status: 200,
      errors: [
        { message: 'Too costly', path: null, extensions: { severity: 'ERROR', code: 'RATE_EXCEEDED' } },
      ],
    })
    const half = inject('first-half')
    expect(half.data.workbooksConnection.nodes).toHaveLength(4)
    expect(half.errors).toEqual([{ message: 'Too costly', path: null, extensions: null }])
    expect(inject('empty').data.workbooksConnection.nodes).toEqual([])
    expect(inject('kept').data.workbooksConnection.nodes).toHaveLength(7)
    expect(client.graphql(QUERY).errors).toBeUndefined()
  })

  test.each(Object.entries(CODES))('with %s, in its real severity: %s', (code, [severity]) => {
    const { simulator, client } = metadata(MANY)
    simulator.faults.add({ match: { path: '/metadata/graphql' }, effect: { kind: 'metadata', code } })
    const answer = client.graphql(QUERY)
    expect(answer.status).toBe(200)
    expect(answer.errors?.[0]).toMatchObject({ path: null, extensions: { severity, code } })
  })

  test('about one part alone, which then has no data', () => {
    const { simulator, client } = metadata(MANY)
    simulator.faults.add({
      match: { path: '/metadata/graphql' },
      effect: { kind: 'metadata', code: 'ACCESS_DENIED', path: ['b'], data: 'absent' },
    })
    const answer = client.graphql('{ a: workbooks { name } b: databaseTables { name } }')
    expect(answer.errors?.[0]).toMatchObject({ path: ['b'] })
    expect(answer.data).toMatchObject({ a: expect.any(Array), b: null })
  })

  test.each([
    ['site-disabled', 'SITE_DISABLED'],
    ['access-denied', 'ACCESS_DENIED'],
  ] as const)('never: %s', (service, code) => {
    const answer = metadata(MANY, { service }).client.graphql(QUERY)
    expect([answer.status, codesOf(answer), answer.data]).toEqual([200, [code], undefined])
  })

  test('an invalid query, or one for a field that does not exist', () => {
    const { client } = metadata(MANY)
    for (const query of ['{ workbooks { nonsense } }', '{', '']) {
      const answer = client.graphql(query)
      expect(answer.status).toBe(200)
      expect(answer.errors).toHaveLength(1)
    }
    const reply = ask(client.simulator, '/api/metadata/graphql', {
      method: 'POST',
      body: 'no JSON',
      token: client.token,
    })
    expect(reply.status).toBe(200)
    expect(ask(client.simulator, '/api/metadata/graphql', { method: 'POST', body: '{}' })).toMatchObject({
      status: 401,
      code: '401000',
    })
  })
})

describe('Non-admin: redacted tables (nulls) in one mode, missing rows in the other', () => {
  const USERS = [
    { name: 'root', admin: true },
    { name: 'ann', password: 'pw', sees: ['Finance/Workbook 1'] },
  ]
  const asAnn = (settings: SettingsChange['metadata'] = {}) => {
    const { simulator } = metadata(
      {
        ...MANY,
        users: [{ ...USERS[0], name: 'root', tokens: [{ name: 'ci', secret: 's3cret' }] }, ...USERS.slice(1)],
      },
      settings,
    )
    return signedIn(simulator, { credentials: { name: 'ann', password: 'pw' } })
  }

  test('redacted: ids only', () => {
    const { data, errors } = asAnn().graphql(
      '{ databaseTables { id luid name schema fullName connectionType database { id name } } workbooks { luid name } }',
    )
    expect(errors).toBeUndefined()
    expect(data.databaseTables).toHaveLength(8)
    for (const table of data.databaseTables) {
      expect(table).toMatchObject({ name: null, schema: null, fullName: null, database: { name: null } })
      expect(typeof table.id).toBe('string')
      expect(typeof table.database.id).toBe('string')
    }
    expect(namesOf(data.workbooks).filter((name) => name !== null)).toEqual(['Workbook 1'])
  })

  test('filtered: no rows, in the whole service or by permissionMode', () => {
    const query = '{ databaseTables { name } workbooks { name upstreamTables { name } } }'
    expect(asAnn({ nonAdmins: 'filtered' }).graphql(query).data).toEqual({
      databaseTables: [],
      workbooks: [{ name: 'Workbook 1', upstreamTables: [] }],
    })
    const { data } = asAnn().graphql('{ workbooks(permissionMode: FILTER_RESULTS) { name } }')
    expect(data.workbooks).toEqual([{ name: 'Workbook 1' }])
  })

  test('a filter that would reveal hidden values switches the mode: PERMISSIONS_MODE_SWITCHED', () => {
    const answer = asAnn().graphql(
      '{ workbooksConnection(filter: { projectNameWithin: ["Finance"] }) { nodes { name } } }',
    )
    expect(answer.data.workbooksConnection.nodes).toEqual([{ name: 'Workbook 1' }])
    expect(answer.errors?.[0]?.extensions).toEqual({
      severity: 'ERROR',
      code: 'PERMISSIONS_MODE_SWITCHED',
      properties: { workbooksConnection: ['projectNameWithin'] },
    })
  })

  test('a list of custom SQL without a filter is refused: FILTER_REQUIRED, and the whole answer with it', () => {
    const query = '{ workbooks { name } customSQLTablesConnection { nodes { id } } }'
    const answer = asAnn().graphql(query)
    expect(codesOf(answer)).toEqual(['FILTER_REQUIRED'])
    expect(answer.errors?.[0]).toMatchObject({ path: ['customSQLTablesConnection'] })
    expect(answer.data).toBeNull()
    const filtered = '{ customSQLTablesConnection(filter: { nameWithin: ["q"] }) { nodes { id } } }'
    expect(asAnn().graphql(filtered).errors).toBeUndefined()
    expect(asAnn({ filterRequired: false }).graphql(query).errors).toBeUndefined()
  })

  test('a sort by what is hidden is left out: USER_VISIBILITY_IS_LIMITED', () => {
    const by = (field: string) =>
      asAnn().graphql(`{ workbooks(orderBy: { field: ${field}, direction: ASC }) { name } }`)
    expect(codesOf(by('NAME'))).toEqual(['USER_VISIBILITY_IS_LIMITED'])
    expect(by('ID').errors).toBeUndefined()
  })

  test('everything, if the site allows it', () => {
    const { data } = asAnn({ nonAdmins: 'everything' }).graphql('{ databaseTables { name } }')
    expect(namesOf(data.databaseTables)).toContain('SHARED')
  })
})

test('Hidden sheets with `luid: ""`', () => {
  const { client } = metadata({
    workbooks: [workbook('A/B', { views: ['Shown', { name: 'Hidden', type: 'view', hidden: true }] })],
  })
  const { data } = client.graphql(
    '{ workbooks { views { name luid } sheets { luid } dashboards { name path } } }',
  )
  const [one] = data.workbooks
  expect(one?.sheets).toEqual([{ luid: '' }])
  expect(one?.dashboards).toEqual([{ name: 'Shown', path: 'B/Shown' }])
  expect(one?.views.find((view) => view.name === 'Shown')?.luid).not.toBe('')
})

test('Embedded data source wrapping a published one repeats its `upstreamTables`; chained published data sources', () => {
  const { simulator, client } = metadata({
    datasources: [
      datasource('P/Mart', { reads: ['P/Base'], tables: ['DB.S.GOALS'] }),
      datasource('P/Base', { tables: ['DB.S.ORDERS'] }),
    ],
    workbooks: [workbook('P/Book', { reads: ['P/Mart'] })],
  })
  const { data } = client.graphql(`{
    embeddedDatasources { name hasExtracts upstreamTables(${ORDERED}) { name }
      upstreamDatasources(${ORDERED}) { name } parentPublishedDatasources { name } }
    publishedDatasources(filter: { name: "Base" }) { downstreamDatasources { name } downstreamWorkbooks { luid } } }`)
  expect(data.embeddedDatasources).toEqual([
    {
      name: 'Mart',
      hasExtracts: false,
      upstreamTables: [{ name: 'GOALS' }, { name: 'ORDERS' }],
      upstreamDatasources: [{ name: 'Base' }, { name: 'Mart' }],
      parentPublishedDatasources: [{ name: 'Mart' }],
    },
  ])
  expect(data.publishedDatasources).toEqual([
    {
      downstreamDatasources: [{ name: 'Mart' }],
      downstreamWorkbooks: [{ luid: simulator.workbook('P/Book').luid }],
    },
  ])
})

test('Custom SQL with `<<`, `<[Parameters].[X]>`, entities, unsupported flag, empty `tables`', () => {
  const query = 'select * from db.s.customer where a << 1 and b = <[Parameters].[X]> and c = &apos;d&apos;'
  const { simulator, client } = metadata({
    datasources: [
      datasource('P/Published', { customSql: [{ query, tables: ['customer'], database: 'DB' }] }),
    ],
    workbooks: [
      workbook('P/Book', {
        embedded: [{ customSql: [{ query: 'exec odd()', tables: ['x'], unsupported: true }] }],
      }),
    ],
  })
  const { data } = client.graphql(`{ customSQLTables(${ORDERED}) {
    query isUnsupportedCustomSql connectionType database { name } tables { name schema fullName database { name } }
    downstreamWorkbooks { luid } downstreamDatasources { luid }
    columnsConnection(first: 1) { nodes { ... on Column { referencedByFields { datasource { id } } } } } }
    workbooks { embeddedDatasources { containsUnsupportedCustomSql upstreamTables { name } } } }`)
  const published = simulator.datasource('P/Published')
  const known = data.customSQLTables.find((one) => one.query === query)
  expect(known).toEqual({
    query,
    isUnsupportedCustomSql: false,
    connectionType: 'snowflake',
    database: { name: 'DB' },
    tables: [{ name: 'customer', schema: '', fullName: 'customer', database: null }],
    downstreamWorkbooks: [],
    downstreamDatasources: [{ luid: published.luid }],
    columnsConnection: { nodes: [{ referencedByFields: [{ datasource: { id: published.id } }] }] },
  })
  const odd = data.customSQLTables.find((one) => one.query === 'exec odd()')
  expect(odd).toMatchObject({ isUnsupportedCustomSql: true, tables: [], database: null })
  expect(odd?.downstreamWorkbooks).toEqual([{ luid: simulator.workbook('P/Book').luid }])
  expect(data.workbooks).toEqual([
    { embeddedDatasources: [{ containsUnsupportedCustomSql: true, upstreamTables: [] }] },
  ])
})

describe('All shapes of table names, null database, empty `upstreamTables`, virtual connection tables', () => {
  test.each([
    [
      'DB.PUBLIC.ORDERS',
      { name: 'ORDERS', schema: 'PUBLIC', fullName: '[PUBLIC].[ORDERS]', database: { name: 'DB' } },
    ],
    [
      { name: 'T', schema: 'S', fullName: '[DB.S].[T]', database: null },
      { name: 'T', schema: 'S', fullName: '[DB.S].[T]', database: null },
    ],
    [
      {
        name: 't',
        schema: 'dataset',
        fullName: '`project-id.dataset.t`',
        connectionType: 'bigquery',
        database: 'My Project',
      },
      { fullName: '`project-id.dataset.t`', connectionType: 'bigquery', database: { name: 'My Project' } },
    ],
    [
      { name: 'berlin.cycle_hire', schema: 'berlin', connectionType: 'redshift', database: 'acme' },
      { name: 'berlin.cycle_hire', connectionType: 'redshift', database: { name: 'acme' } },
    ],
    [
      { name: 't', schema: 's', fullName: '[catalog].[s].[t]', connectionType: 'databricks' },
      { fullName: '[catalog].[s].[t]', connectionType: 'databricks', database: null },
    ],
    [
      {
        name: 'Extract',
        schema: 'Extract',
        connectionType: 'hyper',
        database: { name: 'guid', kind: 'file' },
      },
      { fullName: '[Extract].[Extract]', database: { __typename: 'File', name: 'guid' } },
    ],
    [
      {
        name: 'Orders',
        fullName: '[Orders$]',
        connectionType: 'excel-direct',
        database: { name: 'a.xlsx', kind: 'cloud-file', provider: 'x' },
      },
      { schema: '', fullName: '[Orders$]', database: { __typename: 'CloudFile', name: 'a.xlsx' } },
    ],
    [
      {
        name: 'Activity',
        connectionType: 'webdata-direct:x',
        database: { name: 'X', kind: 'web-data-connector', connectorUrl: 'https://x' },
      },
      {
        schema: '',
        fullName: '[Activity]',
        database: { __typename: 'WebDataConnector', connectorUrl: 'https://x' },
      },
    ],
  ] as const)('%j', (table, shown) => {
    const { client } = metadata({ datasources: [datasource('P/D', { tables: [table] })] })
    const { data } = client.graphql(`{ publishedDatasources { upstreamTables {
      name schema fullName connectionType database { __typename name connectionType ... on WebDataConnector { connectorUrl } } } } }`)
    expect(data.publishedDatasources).toMatchObject([{ upstreamTables: [shown] }])
  })

  test('a server’s host, and the database’s tables', () => {
    const database = { name: 'DB', hostName: 'x.example.com', port: 443 }
    const { client } = metadata({
      datasources: [
        datasource('P/D', {
          tables: [
            { name: 'A', database },
            { name: 'B', database },
          ],
        }),
      ],
    })
    const { data } = client.graphql(
      `{ databases { name tables(${ORDERED}) { name } ... on DatabaseServer { hostName port } } }`,
    )
    expect(data.databases).toEqual([
      { name: 'DB', hostName: 'x.example.com', port: 443, tables: [{ name: 'A' }, { name: 'B' }] },
    ])
  })

  test('empty `upstreamTables` although tables are read', () => {
    const { client } = metadata({
      datasources: [datasource('P/D', { tables: ['DB.S.T'], hideUpstreamTables: true })],
    })
    const { data } = client.graphql(
      '{ publishedDatasources { upstreamTables { name } } databaseTables { downstreamDatasources { name } } }',
    )
    expect(data).toEqual({
      publishedDatasources: [{ upstreamTables: [] }],
      databaseTables: [{ downstreamDatasources: [] }],
    })
  })

  test('virtual connection tables', () => {
    const { client } = metadata({
      virtualConnections: [
        {
          path: 'P/Warehouse',
          tables: [{ name: 'ORDERS', reads: 'DB.S.ORDERS', extracted: true }, { name: 'LIVE' }],
        },
      ],
      datasources: [datasource('P/D', { virtualTables: ['Warehouse/ORDERS'] })],
      workbooks: [workbook('P/W', { reads: ['P/D'] })],
    })
    const { data } =
      client.graphql(`{ workbooks { upstreamVirtualConnections { name } upstreamVirtualConnectionTables { name isExtracted
      extractLastRefreshedAt extractLastRefreshType upstreamTables { name } upstreamVirtualConnections { name } } }
      virtualConnections { name tables(${ORDERED}) { name isExtracted extractLastRefreshedAt } downstreamWorkbooks { name } } }`)
    expect(data.workbooks).toEqual([
      {
        upstreamVirtualConnections: [{ name: 'Warehouse' }],
        upstreamVirtualConnectionTables: [
          {
            name: 'ORDERS',
            isExtracted: true,
            extractLastRefreshedAt: '2025-01-02T03:04:05Z',
            extractLastRefreshType: 'FULL',
            upstreamTables: [{ name: 'ORDERS' }],
            upstreamVirtualConnections: [{ name: 'Warehouse' }],
          },
        ],
      },
    ])
    expect(data.virtualConnections[0]).toMatchObject({
      tables: [
        { name: 'LIVE', isExtracted: false, extractLastRefreshedAt: null },
        { name: 'ORDERS', isExtracted: true },
      ],
      downstreamWorkbooks: [{ name: 'W' }],
    })
  })
})

test('`vizportalUrlId` filter resolves the number in `webpageUrl`', () => {
  const { simulator, client } = metadata({
    workbooks: [workbook('A/B', { number: 265605 }), workbook('A/C')],
    datasources: [datasource('A/D', { number: 3566752 })],
  })
  const { data } = client.graphql(`{ workbooks(filter: { vizportalUrlId: "265605" }) { luid }
    publishedDatasources(filter: { vizportalUrlId: "3566752" }) { luid } }`)
  expect(data).toEqual({
    workbooks: [{ luid: simulator.workbook('A/B').luid }],
    publishedDatasources: [{ luid: simulator.datasource('A/D').luid }],
  })
})

test.each([
  ['{ databaseTables(filter: { nameWithin: ["T1", "T2"] }) { name } }', 2],
  ['{ databaseTables(filter: { name: "t1" }) { name } }', 0],
  ['{ databaseTables(filter: { schema: "S", connectionType: "snowflake" }) { name } }', 8],
  ['{ databaseTables(filter: { text: "share" }) { name } }', 1],
  ['{ databaseTables(filter: { isEmbedded: false }) { name } }', 0],
])('filters: %s', (query, found) => {
  expect(metadata(MANY).client.graphql(query).data.databaseTables).toHaveLength(found)
})

test('nested lists take filters too', () => {
  const { data } = metadata(MANY).client.graphql(
    '{ workbooks(filter: { name: "Workbook 1" }) { upstreamTables(filter: { name: "SHARED" }) { name downstreamWorkbooks { name } } } }',
  )
  expect(data.workbooks[0]?.upstreamTables).toHaveLength(1)
  expect(data.workbooks[0]?.upstreamTables[0]?.downstreamWorkbooks).toHaveLength(7)
})

test('`extractLast*` times move after a successful refresh (full vs incremental field), not after a failed one', () => {
  const { simulator, clock, client } = metadata({
    datasources: [
      datasource('P/D', {
        seconds: 60,
        outcomes: ['success', 'success', 'failed'],
        lastRefreshedAt: '2026-04-12T00:00:00Z',
      }),
    ],
    workbooks: [workbook('P/Live', { embedded: [{ extract: false }] })],
  })
  const { luid } = simulator.datasource('P/D')
  const times = (): unknown => {
    const { data } = client.graphql(
      '{ publishedDatasources { extractLastRefreshTime extractLastIncrementalUpdateTime extractLastUpdateTime } }',
    )
    return Object.values(data.publishedDatasources[0] as object)
  }
  const refresh = (incremental: boolean): void => {
    client.refresh(
      `/datasources/${luid}/refresh`,
      `<tsRequest><extractRefresh incremental="${incremental}"/></tsRequest>`,
    )
    clock.advance({ minutes: 2 })
  }
  expect(times()).toEqual(['2026-04-12T00:00:00Z', null, '2026-04-12T00:00:00Z'])
  refresh(false)
  expect(times()).toEqual(['2026-04-13T06:01:00Z', null, '2026-04-13T06:01:00Z'])
  refresh(true)
  expect(times()).toEqual(['2026-04-13T06:01:00Z', '2026-04-13T06:03:00Z', '2026-04-13T06:03:00Z'])
  refresh(false)
  expect(times()).toEqual(['2026-04-13T06:01:00Z', '2026-04-13T06:03:00Z', '2026-04-13T06:03:00Z'])
  const { data } = client.graphql('{ embeddedDatasources { hasExtracts extractLastUpdateTime } }')
  expect(data.embeddedDatasources).toEqual([{ hasExtracts: false, extractLastUpdateTime: null }])
})

test('Status endpoints for backfill and eventing answer; metadata switched off → FEATURE_DISABLED or 404', () => {
  const { simulator, client } = metadata(MANY)
  const status = (what: string) =>
    ask(simulator, `/api/metadata/v1/control/${what}/status`, { token: client.token })
  expect(JSON.parse(status('backfill').text)).toEqual({ backfillComplete: true })
  expect(status('eventing').status).toBe(200)
  expect(status('nonsense').status).toBe(404)
  simulator.configure({ metadata: { service: 'feature-disabled' } })
  const off = client.graphql('{ workbooks { luid } }')
  expect([off.status, codesOf(off), off.data]).toEqual([200, ['FEATURE_DISABLED'], undefined])
  simulator.configure({ metadata: { service: 'not-found' } })
  expect(
    ask(simulator, '/api/metadata/graphql', { method: 'POST', body: '{}', token: client.token }).status,
  ).toBe(404)
})

test('a Personal Space workbook names its space in Metadata', () => {
  const { client } = metadata({ workbooks: [workbook('P/Mine', { personalSpace: true })] })
  const { data } = client.graphql('{ workbooks { projectName projectLuid containerType } }')
  expect(data.workbooks).toEqual([
    { projectName: 'Personal Space', projectLuid: null, containerType: 'personalSpace' },
  ])
})

test('content has people, tags, sites and flows', () => {
  const { client } = metadata({
    datasources: [datasource('P/D', { tags: ['daily'] })],
    flows: [{ path: 'P/F', reads: ['P/D'] }],
    workbooks: [workbook('P/W', { reads: ['P/D'], views: ['V'] })],
  })
  const { data } = client.graphql(`{ tableauUsers { username } flows { name upstreamDatasources { name } }
    publishedDatasources { tags { name } site { name } downstreamOwners { email } downstreamDashboards { name parent: workbook { name } } }
    datasources { __typename } tables { name } views { __typename } }`)
  expect(data).toEqual({
    tableauUsers: [{ username: 'ann' }],
    flows: [{ name: 'F', upstreamDatasources: [{ name: 'D' }] }],
    publishedDatasources: [
      {
        tags: [{ name: 'daily' }],
        site: { name: 'acme' },
        downstreamOwners: [{ email: 'ann@example.com' }],
        downstreamDashboards: [{ name: 'V', parent: { name: 'W' } }],
      },
    ],
    datasources: expect.arrayContaining([
      { __typename: 'PublishedDatasource' },
      { __typename: 'EmbeddedDatasource' },
    ]),
    tables: [],
    views: [{ __typename: 'Dashboard' }],
  })
})
