import {
  datasource,
  workbook,
  type DatasourceInput,
  type SiteInput,
  type WorkbookInput,
} from './content/input.js'

interface AcmeOptions {
  /** How long every refresh takes. Default: durations as in the field (docs/facts/field-data.md#durations). */
  readonly seconds?: number
}

/**
 * The Tableau site of `examples/acme-analytics`: the content of its exposures, with the names, numbers and LUIDs of
 * `models/exposures.yml`, and some content that no exposure declares.
 */
export function acme({ seconds }: AcmeOptions = {}): SiteInput {
  const timed = <T extends DatasourceInput | WorkbookInput>(content: T): T =>
    seconds === undefined ? content : { ...content, seconds }
  return {
    contentUrl: 'acme',
    name: 'Acme',
    connectionType: 'duckdb_jdbc',
    users: USERS,
    connectedApps: [
      { clientId: 'client-1', secrets: [{ id: 'secret-1', value: 'connected-app-secret-value' }] },
    ],
    projects: [
      'Default',
      'Executive',
      'Finance',
      'Marketing',
      'Operations',
      'Operations/Fulfilment',
      'Service',
    ],
    datasources: DATASOURCES.map(timed),
    workbooks: [...DECLARED, ...UNDECLARED].map(timed),
    tasks: [{ refreshes: 'Executive/Board Targets', frequency: 'Daily', at: '05:30' }],
  }
}

/** The credentials with which the proof, the demo and the tests sign in. */
const USERS: SiteInput['users'] = [
  {
    name: 'ci@example.com',
    fullName: 'CI',
    admin: true,
    password: 'pw',
    tokens: [{ name: 'ci', secret: 's3cret' }],
  },
  {
    name: 'ann@example.com',
    fullName: 'Ann Analyst',
    password: 'pw',
    tokens: [{ name: 'ann', secret: 's3cret' }],
  },
]

const DATASOURCES: readonly DatasourceInput[] = [
  datasource('Finance/Orders', {
    tables: ['acme.analytics.fct_orders'],
    seconds: 73,
    incremental: 'supported',
  }),
  datasource('Service/Customers', {
    luid: '3f1b6c0e-8d52-4a7e-9c1f-2b7d5e90a4c8',
    tables: ['acme.analytics.dim_customers_v2'],
    seconds: 38,
  }),
]

const DECLARED: readonly WorkbookInput[] = [
  workbook('Executive/Weekly KPIs', {
    views: ['Overview'],
    embedded: [{ tables: ['acme.analytics.agg_weekly_kpis'] }],
    seconds: 27,
  }),
  workbook('Finance/Revenue Explorer', {
    number: 265605,
    views: ['By Day', 'By Product', { name: 'Draft', type: 'view', hidden: true }],
    embedded: [
      { name: 'Revenue', tables: ['acme.analytics.fct_revenue_daily', 'acme.analytics.dim_products'] },
    ],
    seconds: 102,
  }),
  workbook('Service/Customer 360', {
    luid: '9f7c2a3e-41d6-4b8a-8e05-c3a1f6b2d974',
    views: ['Customer'],
    // One extract of a published data source and a table of its own.
    embedded: [{ reads: ['Service/Customers'], tables: ['acme.analytics.fct_orders'] }],
    seconds: 53,
  }),
  workbook('Finance/Order Overview', { views: ['Orders'], reads: ['Finance/Orders'] }),
  workbook('Finance/Order Details', {
    views: ['Lines'],
    reads: ['Finance/Orders'],
    embedded: [{ tables: ['acme.analytics.dim_customers_v1'], extract: false }],
  }),
  workbook('Operations/Fulfilment/Open Orders', {
    views: ['Today'],
    embedded: [{ tables: ['acme.analytics.rpt_open_orders'] }],
    seconds: 38,
  }),
  workbook('Operations/Menu', {
    views: ['Prices'],
    embedded: [{ tables: ['acme.analytics.rpt_menu'] }],
    seconds: 15,
  }),
  workbook('Finance/Payments Monitor', {
    views: ['Live'],
    embedded: [{ tables: ['acme.shop.payments'] }],
    seconds: 73,
  }),
  workbook('Executive/Board Targets', {
    views: ['Targets'],
    embedded: [{ tables: ['acme.finance.goals'] }],
    seconds: 15,
  }),
  workbook('Executive/Revenue Metrics', {
    views: ['Metrics'],
    embedded: [
      {
        name: 'Revenue per order',
        customSql: [
          {
            query: 'select sum(amount) / count(*) from acme.analytics.fct_orders where amount << 10000',
            tables: ['fct_orders'],
            database: 'acme',
          },
        ],
      },
    ],
    seconds: 27,
  }),
  workbook('Default/Data Platform Tour', { views: ['Start'] }),
  workbook('Default/Sandbox KPIs', {
    views: ['Overview'],
    embedded: [{ tables: ['acme.dbt_ada.agg_weekly_kpis'] }],
  }),
  workbook('Finance/Forecast', {
    views: ['Forecast'],
    embedded: [{ tables: ['acme.analytics.fct_revenue_daily'] }],
    seconds: 193,
  }),
  workbook('Service/Customer History', {
    views: ['History'],
    embedded: [{ tables: ['acme.analytics_snapshots.customers_snapshot'] }],
    seconds: 53,
  }),
]

const UNDECLARED: readonly WorkbookInput[] = [
  // The same name in a second project: its contentUrl has a suffix (docs/facts/tableau.md#content-urls).
  workbook('Marketing/Weekly KPIs', {
    views: ['Overview'],
    embedded: [{ tables: ['acme.analytics.agg_weekly_kpis'] }],
    seconds: 27,
  }),
  workbook('Marketing/Campaigns', {
    owner: 'ann@example.com',
    views: ['Spend', 'Orders'],
    embedded: [{ tables: ['acme.analytics.fct_orders', 'acme.analytics.dim_customers_v2'] }],
    seconds: 132,
  }),
  workbook('Default/My Orders', {
    owner: 'ann@example.com',
    personalSpace: true,
    views: ['Sheet 1'],
    reads: ['Finance/Orders'],
  }),
]
