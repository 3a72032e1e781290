import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { datasource, workbook, type SiteInput } from '../../simulators/tableau/index.js'
import { unpack } from '../support/artifacts.js'
import { annotations, rowsOf, Stage } from './stage.js'

/*
 * The upstream of an extract comes from Tableau's lineage: no dependency is dropped because another one is confirmed, and
 * none counts only because an exposure names it.
 */

let stage: Stage

afterEach(async () => {
  await stage.close()
})

type Datasources = NonNullable<SiteInput['datasources']>
type Workbooks = NonNullable<SiteInput['workbooks']>

/** The example's site, with some content replaced by path. */
function replacing(given: { readonly datasources?: Datasources; readonly workbooks?: Workbooks }) {
  const replaced = <T extends { readonly path: string }>(
    all: readonly T[] = [],
    some: readonly T[] = [],
  ): T[] => all.map((one) => ({ ...one, ...some.find(({ path }) => path === one.path) }))
  return (site: SiteInput): SiteInput => ({
    ...site,
    datasources: replaced(site.datasources, given.datasources),
    workbooks: replaced(site.workbooks, given.workbooks),
  })
}

const failedTest = expect.objectContaining({
  decision: 'skip',
  reason: 'upstream-failed',
  message: expect.stringContaining('assert_order_amount_is_plausible'),
})

describe('an extract of unhealthy data is not refreshed if only a dependency is not confirmed', () => {
  // dim_products is healthy; the test of fct_orders failed, and revenue reads it.
  test.each<[string, Workbooks[number]['embedded']]>([
    [
      'a view that a person created over the failed node',
      [{ tables: ['acme.analytics.dim_products', 'acme.analytics.revenue_by_hand'] }],
    ],
    [
      'a .hyper file that may contain it',
      [
        {
          tables: [
            'acme.analytics.dim_products',
            { name: 'Extract', schema: 'Extract', connectionType: 'hyper', database: 'x.hyper' },
          ],
        },
      ],
    ],
    [
      'custom SQL that Tableau cannot read',
      [
        {
          tables: ['acme.analytics.dim_products'],
          customSql: [{ query: 'select * from identifier($table)', unsupported: true }],
        },
      ],
    ],
  ])('next to a known table there is %s', async (_, embedded) => {
    stage = await Stage.open('build-test-failure', {
      change: replacing({ workbooks: [workbook('Finance/Revenue Explorer', { embedded: embedded ?? [] })] }),
    })
    const main = await stage.main()
    expect(rowsOf(main)['Revenue Explorer']).toEqual(failedTest)
    expect(stage.refreshes.join()).not.toContain('Revenue Explorer')
  })

  test('a dependency that nothing reads does not hold back, and is reported', async () => {
    stage = await Stage.open('build-test-failure', {
      change: replacing({
        workbooks: [
          workbook('Finance/Revenue Explorer', { embedded: [{ tables: ['acme.analytics.dim_products'] }] }),
        ],
      }),
    })
    const main = await stage.main()
    expect(rowsOf(main)['Revenue Explorer']).toMatchObject({ outcome: 'refreshed' })
    expect(annotations(main, 'notice').join('\n')).toContain('revenue_explorer names fct_revenue_daily')
  })
})

describe('an extract of a published data source and a table of its own', () => {
  test.each<[string, Partial<Workbooks[number]>]>([
    ['joined', { embedded: [{ reads: ['Service/Customers'], tables: ['acme.analytics.fct_orders'] }] }],
    [
      'blended, and credited with its neighbour',
      {
        reads: ['Service/Customers'],
        embedded: [{ tables: ['acme.analytics.fct_orders'], credits: ['Service/Customers'] }],
      },
    ],
  ])('is held back by its own table (%s), while the data source is refreshed', async (_, rest) => {
    stage = await Stage.open('build-test-failure', {
      change: replacing({
        datasources: [datasource('Service/Customers', { tables: ['acme.analytics.rpt_menu'] })],
        workbooks: [workbook('Service/Customer 360', rest)],
      }),
    })
    const main = await stage.main()
    expect(rowsOf(main)['Customer 360']).toEqual(failedTest)
    expect(rowsOf(main)['Customers']).toMatchObject({ outcome: 'refreshed' })
  })

  test('an extract of other data next to a live data source of the project is left alone', async () => {
    stage = await Stage.open('build-ok', {
      change: replacing({
        workbooks: [
          workbook('Service/Customer 360', {
            reads: ['Service/Customers'],
            embedded: [{ tables: ['crm.public.accounts'] }],
          }),
        ],
        datasources: [
          datasource('Service/Customers', {
            tables: ['acme.analytics.dim_customers_v2', 'acme.analytics.fct_orders'],
          }),
        ],
      }),
    })
    const main = await stage.main()
    expect(rowsOf(main)['Customer 360']).toMatchObject({
      decision: 'skip',
      reason: 'no-extract',
      message: 'its extract reads no table of this dbt project, only [public].[accounts]',
    })
    expect(stage.refreshes).toContain('Service/Customers success')
    expect(stage.refreshes.join()).not.toContain('Customer 360')
  })
})

describe("a development build that shares a seed's table with production", () => {
  const SEED = 'seed.acme.raw_products'

  interface Manifest {
    readonly nodes: Record<string, { schema: string }>
    readonly exposures: Record<string, { name: string; depends_on: { nodes: string[] } }>
  }

  /** The seed is in `shared` for every target, and an exposure names it. */
  function shareSeed(workspace: string): void {
    const path = join(workspace, 'target/manifest.json')
    const text = readFileSync(path, 'utf8').replaceAll('https://10ax.online.tableau.com', stage.server.url)
    const manifest = JSON.parse(text) as Manifest
    const seed = manifest.nodes[SEED]
    if (seed !== undefined) seed.schema = 'shared'
    for (const { name, depends_on } of Object.values(manifest.exposures))
      if (name === 'weekly_kpis' || name === 'revenue_explorer') depends_on.nodes.push(SEED)
    writeFileSync(path, JSON.stringify(manifest))
  }

  test('neither refreshes what production shows nor uses up its window', async () => {
    stage = await Stage.open('build-ok', {
      change: replacing({
        workbooks: [
          workbook('Executive/Weekly KPIs', {
            embedded: [{ tables: ['acme.analytics.agg_weekly_kpis', 'acme.shared.raw_products'] }],
          }),
          // In addition to the shared table, something unknown.
          workbook('Finance/Revenue Explorer', {
            embedded: [
              {
                tables: ['acme.shared.raw_products'],
                customSql: [{ query: 'select * from identifier($table)', unsupported: true }],
              },
            ],
          }),
        ],
      }),
    })
    const dev = unpack('core-1.12', 'dev-schema')
    shareSeed(dev)
    shareSeed(stage.workspace)

    const development = await stage.main({ workspace: dev })
    expect(stage.refreshes).toEqual([])
    const rows = rowsOf(development)
    expect(rows['Weekly KPIs']).toMatchObject({
      reason: 'other-environment',
      message: expect.stringMatching(
        /^dbt builds acme\.dbt_ada\.agg_weekly_kpis, but Tableau reads acme\.analytics\.agg_weekly_kpis\..*relation-map/,
      ),
    })
    expect(rows['Revenue Explorer']).toMatchObject({ reason: 'other-environment' })

    stage.clock.advance({ minutes: 30 })
    const production = await stage.main()
    expect(rowsOf(production)['Weekly KPIs']).toMatchObject({ outcome: 'refreshed' })
    expect(rowsOf(production)['Revenue Explorer']).toMatchObject({ outcome: 'refreshed' })
  })
})

describe('a published data source that is hidden from the user', () => {
  test('is not called a live connection: the row says who can see it, and depends_on counts', async () => {
    stage = await Stage.open('build-ok')
    stage.tableau.configure({ metadata: { service: 'feature-disabled' } })
    stage.tableau.faults.add({
      match: { path: '/connections' },
      times: 'always',
      effect: { kind: 'error', code: '403004' },
    })
    stage.edit('target/manifest.json', (text) => {
      const manifest = JSON.parse(text) as {
        exposures: Record<string, { name: string; config: unknown; meta: unknown }>
      }
      for (const exposure of Object.values(manifest.exposures))
        if (exposure.name === 'order_overview') Object.assign(exposure, { config: {}, meta: {} })
      return JSON.stringify(manifest)
    })
    const main = await stage.main()
    const row = rowsOf(main)['Order Overview']
    expect(row).toMatchObject({ decision: 'skip', reason: 'not-visible' })
    expect(row?.message).toMatch(
      /not visible to the signed-in user, so new data in fct_orders .* Sign in as a site administrator/,
    )
    expect(annotations(main, 'warning').join('\n')).toContain('Order Overview')
    expect(main.summary).not.toContain('live connection')
    expect(main.exitCode).toBe(0)
  })
})
