import { expect, test } from '@jest/globals'
import { workbook, type SiteInput } from '../../simulators/tableau/index.js'
import { storeInMemory, use } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage } from '../support/tableau.js'

/*
 * Tableau names the tables of custom SQL without their schemas (docs/facts/tableau.md#table-names). The text of the query
 * has them, for declared dashboards as for discovered ones.
 */

type Embedded = NonNullable<NonNullable<SiteInput['workbooks']>[number]['embedded']>[number]

/** The outcome of a dashboard on this custom SQL after a build of orders in two layers, in which the test of staging failed. */
async function planned(query: string, { schema = 'marts', unsupported = false } = {}) {
  const embedded: Embedded[] = [
    { customSql: [{ query, tables: ['ORDERS'], unsupported, database: 'ANALYTICS' }] },
  ]
  const stage = onStage(
    { workbooks: [workbook('Ops/Orders', { embedded })] },
    { start: '2026-08-20T06:31:00Z' },
  )
  const at = '06:30:00'
  const exposure = {
    name: 'orders',
    package_name: 'shop',
    original_file_path: 'models/exposures.yml',
    depends_on: { nodes: ['model.shop.orders', 'model.shop.stg_orders'] },
    meta: { active_exposure: { extracts: [{ workbook: 'Ops/Orders' }] } },
  }
  const workspace = artifactsFolder({
    'manifest.json': rawManifest(
      {
        'model.shop.orders': { schema },
        'model.shop.stg_orders': { schema: `${schema}_staging`, alias: 'orders' },
        'test.shop.is_plausible': { reads: ['model.shop.stg_orders'], severity: 'ERROR' },
      },
      { exposures: { 'exposure.shop.orders': exposure } },
    ),
    'run_results.json': rawResults('build', {
      'model.shop.orders': { status: 'success', at },
      'model.shop.stg_orders': { status: 'success', at },
      'test.shop.is_plausible': { status: 'fail', at },
    }),
  })
  return use({ ...stage, store: storeInMemory(), workspace, inputs: {}, event: { name: 'push' } })
}

test.each<[string, string, object, string]>([
  [
    'is held back by the table that its text names',
    'select * from ANALYTICS.MARTS_STAGING.ORDERS',
    {},
    'upstream-failed',
  ],
  [
    'and not by a namesake in another schema',
    'select * from "ANALYTICS"."MARTS"."ORDERS" o',
    {},
    'refreshed',
  ],
  [
    'nor by one in the same database',
    'with o as (select * from marts.orders) select * from o',
    {},
    'refreshed',
  ],
  ['if the text has no schema, by either', 'select * from ORDERS', {}, 'upstream-failed'],
  [
    'of production is not refreshed by a development build',
    'select * from ANALYTICS.MARTS.ORDERS',
    { schema: 'dbt_ada' },
    'other-environment',
  ],
  [
    'nor where Tableau itself cannot read it',
    'select * from ANALYTICS.MARTS.ORDERS qualify 1 = 1',
    { schema: 'dbt_ada', unsupported: true },
    'other-environment',
  ],
])('a declared dashboard on custom SQL %s: %s', async (_, query, change, expected) => {
  const { counts } = await planned(query, change)
  expect(counts).toEqual({ [expected]: 1 })
})
