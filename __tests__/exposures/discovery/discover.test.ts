import { message } from '../../../src/messages/message.js'
import { describe, expect, test } from '@jest/globals'
import { acme, datasource, workbook, type SiteInput } from '../../../simulators/tableau/index.js'
import type { SettingsChange } from '../../../simulators/tableau/settings.js'
import { readDbtProject } from '../../../src/dbt/artifacts/artifacts.js'
import type { Manifest } from '../../../src/dbt/manifest.js'
import type { UniqueId } from '../../../src/dbt/types.js'
import { discover } from '../../../src/exposures/discovery/discover.js'
import type { Discovery } from '../../../src/exposures/discovery/types.js'
import { unpack } from '../../support/artifacts.js'
import { manifestOf } from '../../support/dbt.js'
import { acmeWith, onStage, type Stage } from '../../tableau/stage.js'

const MODELS = ['orders', 'customers', 'payments', 'refunds']

/** Models `analytics.marts.<name>` of Snowflake. */
const SHOP = manifestOf(Object.fromEntries(MODELS.map((name) => [`model.shop.${name}`, {}])))

interface Given {
  readonly manifest?: Manifest
  readonly asked?: readonly string[]
  readonly settings?: SettingsChange
  readonly isWanted?: (project: string) => boolean
  readonly before?: (stage: Stage) => void
  /** Signs in as a user who is not an administrator. */
  readonly asAnn?: boolean
}

async function discoverOn(
  site: SiteInput,
  given: Given = {},
): Promise<Discovery & { readonly asks: number }> {
  const { manifest = SHOP, settings = {}, isWanted = () => true, before, asAnn = false } = given
  const searchFrom = given.asked?.map((name) => `model.shop.${name}` as UniqueId) ?? [
    ...manifest.nodes.keys(),
  ]
  return onStage({ sites: [site], settings }, async (stage) => {
    before?.(stage)
    const { discovery } = await stage.session(
      (tableau) => discover({ manifest, relationMap: [], searchFrom, isWanted, tableau }),
      asAnn ? { credentials: { kind: 'token', name: 'ann', secret: 's3cret' } } : {},
    )
    return {
      ...discovery,
      asks: stage.simulator.record.calls.filter(({ route }) => route === 'metadata').length,
    }
  })
}

/** For each content its name, its upstream (`~` uncertain, `*` through custom SQL) and the number of its extracts. */
function shown({ dashboards, datasources }: Discovery): Record<string, string> {
  const all = [
    ...dashboards.map(({ workbook: one, ...rest }) => ({ name: one.name, ...rest })),
    ...datasources.map(({ datasource: one, ...rest }) => ({ name: `data source ${one.name}`, ...rest })),
  ]
  return Object.fromEntries(
    all.map(({ name, upstream, extracts }) => [
      name,
      `${upstream
        .map(({ node, certain, through }) => {
          const marks = `${certain ? '' : '~'}${through === 'table' ? '' : '*'}`
          return `${marks}${node.split('.').slice(2).join('.')}`
        })
        .join(' ')} → ${extracts.length}`,
    ]),
  )
}

const ORDERS = 'analytics.marts.orders'

test('the dashboards of the example project are found with their models', async () => {
  const { manifest } = await readDbtProject(['target'], unpack('core-1.12', 'build-ok'))
  const { dashboards, datasources, incomplete } = await discoverOn(acme(), { manifest })
  expect(incomplete).toEqual([])
  expect(datasources).toEqual([])
  expect(dashboards.map(({ workbook: { projectPath, name } }) => [...projectPath, name].join('/'))).toContain(
    'Marketing/Campaigns',
  )
  expect(dashboards.find(({ workbook: { name } }) => name === 'Revenue Metrics')).toMatchObject({
    upstream: [{ node: 'model.acme.fct_orders', through: 'custom-sql', certain: true }],
  })
  expect(dashboards.find(({ workbook: { name } }) => name === 'Open Orders')).toMatchObject({
    workbook: {
      projectPath: ['Operations', 'Fulfilment'],
      url: expect.stringMatching(/\/workbooks\/\d+$/),
      sheets: [{ path: 'OpenOrders/Today' }],
    },
    owner: { name: 'CI', email: 'ci@example.com' },
  })
  // Content in Personal Spaces, and content that reads a development schema, is not discovered.
  expect(dashboards.map(({ workbook: { name } }) => name)).not.toContain('My Orders')
  expect(dashboards.map(({ workbook: { name } }) => name)).not.toContain('Sandbox KPIs')
})

describe('content is found that reads a table by', () => {
  test.each<[string, Partial<SiteInput>, Record<string, string>]>([
    [
      'an embedded extract, with everything else that it reads',
      {
        workbooks: [
          workbook('F/W', { embedded: [{ tables: [ORDERS, 'analytics.marts.customers', 'x.y.z'] }] }),
        ],
      },
      { W: 'customers orders → 1' },
    ],
    [
      'a published data source, and content that reads it',
      {
        datasources: [datasource('F/P', { tables: [ORDERS] })],
        workbooks: [workbook('F/W', { reads: ['F/P'] })],
      },
      { W: 'orders → 1' },
    ],
    [
      'a chain of published data sources',
      {
        datasources: [
          datasource('F/P', { tables: [ORDERS] }),
          datasource('F/Q', { reads: ['F/P'], tables: ['analytics.marts.customers'] }),
        ],
        workbooks: [workbook('F/W', { reads: ['F/Q'] })],
      },
      { W: 'customers orders → 2' },
    ],
    [
      'a published data source that no workbook reads',
      { datasources: [datasource('F/P', { tables: [ORDERS] })] },
      { 'data source P': 'orders → 1' },
    ],
    [
      'a live data source that no workbook reads: nothing, as there is nothing to refresh',
      { datasources: [datasource('F/P', { tables: [ORDERS], extract: false })] },
      {},
    ],
    [
      'a live workbook, which is a dashboard without an extract',
      { workbooks: [workbook('F/W', { embedded: [{ tables: [ORDERS], extract: false }] })] },
      { W: 'orders → 0' },
    ],
    [
      'a workbook that also reads a data source of other data, whose extract is left out',
      {
        datasources: [datasource('F/Other', { tables: ['x.y.z'] })],
        workbooks: [workbook('F/W', { reads: ['F/Other'], embedded: [{ tables: [ORDERS] }] })],
      },
      { W: 'orders → 1' },
    ],
    [
      'a virtual connection',
      {
        virtualConnections: [{ path: 'F/VC', tables: [{ name: 'ORDERS', reads: ORDERS }] }],
        workbooks: [workbook('F/W', { embedded: [{ virtualTables: ['VC/ORDERS'] }] })],
      },
      { W: 'orders → 1' },
    ],
    [
      'custom SQL that Tableau parsed, with the schema from its text',
      {
        workbooks: [
          workbook('F/W', {
            embedded: [
              { customSql: [{ query: `select * from ${ORDERS} where a << 1`, tables: ['orders'] }] },
            ],
          }),
        ],
      },
      { W: '*orders → 1' },
    ],
    [
      'custom SQL with another schema: nothing, although Tableau gives only the name',
      {
        workbooks: [
          workbook('F/W', {
            embedded: [{ customSql: [{ query: 'select * from analytics.dev.orders', tables: ['orders'] }] }],
          }),
        ],
      },
      {},
    ],
    [
      'custom SQL that Tableau could not parse',
      {
        workbooks: [
          workbook('F/W', {
            embedded: [
              {
                customSql: [
                  {
                    query: `with orders as (select * from analytics.marts.payments) select * from orders qualify row_number() over (partition by <[Parameters].[By]> order by 1) = 1`,
                    unsupported: true,
                  },
                ],
              },
            ],
          }),
        ],
      },
      { W: '*payments → 1' },
    ],
    [
      'a two-part name, which is an uncertain match',
      {
        workbooks: [
          workbook('F/W', { embedded: [{ tables: [{ name: 'ORDERS', schema: 'MARTS', database: null }] }] }),
        ],
      },
      { W: '~orders → 1' },
    ],
    [
      'a published data source that a workbook reads live next to an extract of other data, which is left out',
      {
        datasources: [datasource('F/P', { tables: [ORDERS] })],
        workbooks: [workbook('F/W', { reads: ['F/P'], embedded: [{ tables: ['x.y.z'] }] })],
      },
      { W: 'orders → 1' },
    ],
    [
      'a table joined to a published data source in one extract, with both extracts',
      {
        datasources: [datasource('F/P', { tables: [ORDERS] })],
        workbooks: [
          workbook('F/W', { embedded: [{ reads: ['F/P'], tables: ['analytics.marts.customers'] }] }),
        ],
      },
      { W: 'customers orders → 2' },
    ],
    [
      'a live data source of the workbook only, whose extract is left out',
      {
        workbooks: [
          workbook('F/W', { embedded: [{ tables: [ORDERS], extract: false }, { tables: ['x.y.z'] }] }),
        ],
      },
      { W: 'orders → 0' },
    ],
    [
      'a file with the name of the table: nothing',
      {
        workbooks: [
          workbook('F/W', {
            embedded: [
              { tables: [{ name: 'orders', fullName: '[orders]', connectionType: 'excel-direct' }] },
            ],
          }),
        ],
      },
      {},
    ],
  ])('%s', async (_, site, expected) => {
    const discovery = await discoverOn(acmeWith({ connectionType: 'snowflake', projects: ['F'], ...site }))
    expect(shown(discovery)).toEqual(expected)
    expect(discovery.incomplete).toEqual([])
  })

  test('the search has the tables that were looked for, and the tables of these names that did not match', async () => {
    const table = (schema: string, connectionType: string) => ({ name: 'orders', schema, connectionType })
    const site = acmeWith({
      projects: ['F'],
      workbooks: [
        workbook('F/A', { embedded: [{ tables: [table('X', 'excel-direct')] }] }),
        workbook('F/B', { embedded: [{ tables: [table('OTHER', 'snowflake')] }] }),
      ],
    })
    const { search } = await discoverOn(site, { asked: ['orders'] })
    expect(search?.tables).toEqual(['orders'])
    expect(search?.nearMisses.map(({ kind }) => kind).sort()).toEqual(['elsewhere', 'other-connector'])
    expect((await discoverOn(site, { asked: [] })).search).toBeNull()
  })

  test('the search lists ends of the graph first, and tables without parents and children last', async () => {
    const manifest = manifestOf({
      'model.shop.metricflow_time_spine': {},
      'model.shop.stg_orders': {},
      'model.shop.orders': { reads: ['model.shop.stg_orders'] },
    })
    const asked = ['metricflow_time_spine', 'stg_orders', 'orders']
    const { search } = await discoverOn(acmeWith({ projects: ['F'], workbooks: [] }), { manifest, asked })
    expect(search?.tables).toEqual(['orders', 'stg_orders', 'metricflow_time_spine'])
  })

  test('only content in wanted projects is found', async () => {
    const site = acmeWith({
      projects: ['F', 'F/Sub', 'G'],
      workbooks: ['F/A', 'F/Sub/B', 'G/C'].map((path) =>
        workbook(path, { embedded: [{ tables: [ORDERS] }] }),
      ),
    })
    const discovery = await discoverOn(site, { isWanted: (project) => project === 'F/Sub' })
    expect(shown(discovery)).toEqual({ B: 'orders → 1' })
  })

  test('a name that matches two relations is reported and matches neither', async () => {
    const manifest = manifestOf(
      { 'model.shop.orders': {}, 'source.shop.raw.orders': { schema: 'raw' } },
      {
        sources: {
          'source.shop.raw.orders': {
            resource_type: 'source',
            name: 'orders',
            package_name: 'shop',
            database: 'analytics',
            schema: 'raw',
            identifier: 'orders',
          },
        },
      },
    )
    const site = acmeWith({
      projects: ['F'],
      workbooks: [
        workbook('F/W', { embedded: [{ tables: [{ name: 'orders', schema: '', database: null }] }] }),
      ],
    })
    const discovery = await discoverOn(site, { manifest })
    expect(shown(discovery)).toEqual({})
    expect(discovery.notices.map(({ message }) => message)).toEqual([
      message('AE-DISCOVERY-TABLE-AMBIGUOUS', {
        table: '[orders]',
        relations: 'analytics.marts.orders or analytics.raw.orders',
      }).message,
    ])
  })
})

describe('an incomplete answer', () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    workbook(`F/W${index}`, {
      views: ['A', 'B'],
      embedded: [{ tables: [ORDERS, 'analytics.marts.customers'] }],
    }),
  )
  const site = acmeWith({ projects: ['F'], workbooks: many })

  test('is requested again in smaller pages until it is complete', async () => {
    const { dashboards, incomplete, asks } = await discoverOn(site, {
      settings: { metadata: { nodeLimit: 100 } },
    })
    expect(dashboards).toHaveLength(40)
    expect(incomplete).toEqual([])
    expect(asks).toBeGreaterThan(5)
  })

  test('that stays incomplete gives what it has, and a warning about what may be missing', async () => {
    const { dashboards, incomplete } = await discoverOn(site, { settings: { metadata: { nodeLimit: 30 } } })
    expect(dashboards.length).toBeLessThan(40)
    expect(incomplete[0]?.message).toMatch(
      /^Tableau cut its answer off .* \(NODE_LIMIT_EXCEEDED\), so what reads .*orders.* may be missing .*metadata\.query\.limits\.count\.$/,
    )
  })

  test.each(['coded', 'bare'] as const)('a time limit, with a %s error', async (timeLimitShape) => {
    const metadata = { secondsPerNode: 1, timeLimitSeconds: 30, timeLimitShape }
    const { incomplete } = await discoverOn(site, { settings: { metadata } })
    expect(incomplete[0]?.message).toMatch(
      /\(TIME_LIMIT_EXCEEDED\), so .* may be missing from discovery\. The next run asks again\.$/,
    )
  })

  test('after a short rate limit, the request is repeated', async () => {
    const { dashboards, incomplete } = await discoverOn(site, {
      before: ({ simulator }) =>
        simulator.faults.add({
          match: { path: 'metadata' },
          times: 2,
          effect: { kind: 'metadata', code: 'RATE_EXCEEDED', message: 'Too much.', data: 'empty' },
        }),
    })
    expect(dashboards).toHaveLength(40)
    expect(incomplete).toEqual([])
  })

  test('while Tableau builds its lineage, nothing is found and a warning says why', async () => {
    const { dashboards, incomplete } = await discoverOn(site, {
      settings: { metadata: { backfill: 'running' } },
    })
    expect(dashboards).toEqual([])
    expect(incomplete[0]?.message).toMatch(
      /still building its lineage \(BACKFILL_RUNNING\), so .* may be missing/,
    )
  })

  test('if Tableau refuses a filter, the whole site is read and a notice says so', async () => {
    const { dashboards, incomplete, notices } = await discoverOn(site, {
      before: ({ simulator }) =>
        simulator.faults.add({
          match: { path: 'metadata' },
          effect: { kind: 'metadata', code: 'INVALID_ARGUMENT', message: 'No such filter.', data: 'absent' },
        }),
    })
    expect(dashboards).toHaveLength(40)
    expect(incomplete).toEqual([])
    expect(notices).toMatchObject([{ id: 'AE-DISCOVERY-WHOLE-SITE' }])
  })

  test.each([
    ['select * from identifier($x) join analytics.marts.orders', ['orders']],
    ["select * from openquery(DWH, 'select * from analytics.marts.orders')", []],
    ['select * from analytics.marts.orders where', []],
  ])('custom SQL that cannot be read completely is reported by name: %s', async (query, nodes) => {
    const { dashboards, incomplete } = await discoverOn(
      acmeWith({
        projects: ['F'],
        workbooks: [
          workbook('F/Odd', { embedded: [{ customSql: [{ name: 'My SQL', query, unsupported: true }] }] }),
        ],
      }),
    )
    const found = dashboards.flatMap(({ upstream }) => upstream.map(({ node }) => node))
    expect(found).toEqual(nodes.map((name) => `model.shop.${name}`))
    expect(incomplete).toEqual([message('AE-DISCOVERY-CUSTOM-SQL', { name: 'My SQL', readers: 'Odd' })])
  })

  test('a published data source that is hidden from the user is reported', async () => {
    const secret = acmeWith({
      projects: ['F', 'Secret'],
      datasources: [datasource('Secret/P', { tables: ['analytics.marts.customers'] })],
      workbooks: [workbook('F/W', { reads: ['Secret/P'], embedded: [{ tables: [ORDERS] }] })],
    })
    const users = secret.users?.map((user) => (user.admin === true ? user : { ...user, sees: ['F'] }))
    const { incomplete } = await discoverOn(
      { ...secret, users },
      { asAnn: true, settings: { metadata: { nonAdmins: 'everything' } } },
    )
    expect(incomplete).toContainEqual(
      message('AE-DISCOVERY-SOURCE-HIDDEN', { contents: '1 workbook or data source' }),
    )
  })

  test('names that are hidden from the user', async () => {
    const { dashboards, incomplete } = await discoverOn(site, { asAnn: true })
    expect(dashboards).toEqual([])
    expect(incomplete[0]?.message).toMatch(
      /leaves out what the signed-in user may not see .*orders.* may be missing/,
    )
  })

  test.each(['feature-disabled', 'not-found'] as const)('a lineage that is %s', async (service) => {
    const { dashboards, incomplete } = await discoverOn(site, { settings: { metadata: { service } } })
    expect(dashboards).toEqual([])
    expect(incomplete.map(({ id }) => id)).toEqual(['AE-DISCOVERY-OFF'])
  })
})

test('content is found that reads a table with a dot in its name, directly or in custom SQL', async () => {
  const manifest = manifestOf({
    'model.shop.orders': { database: 'DW', schema: 'dbo', alias: 'Sales.Orders' },
  })
  const place = { name: 'Sales.Orders', schema: 'dbo', database: 'DW', fullName: '[dbo].[Sales.Orders]' }
  const query = 'select * from [dbo].[Sales.Orders]'
  const workbooks = [
    workbook('F/W', { embedded: [{ tables: [place] }] }),
    workbook('F/Q', {
      embedded: [{ customSql: [{ query, unsupported: true, connectionType: 'sqlserver', database: null }] }],
    }),
  ]
  const found = await discoverOn(acmeWith({ connectionType: 'sqlserver', projects: ['F'], workbooks }), {
    manifest: { ...manifest, adapterType: 'sqlserver' },
  })
  expect(shown(found)).toEqual({ Q: '~*orders → 1', W: 'orders → 1' })
})
