import { describe, expect, test } from '@jest/globals'
import { readDbtProject } from '../../src/dbt/artifacts/artifacts.js'
import { declaredExposures, type DeclaredExposures } from '../../src/exposures/declared.js'
import type { SiteAddress } from '../../src/tableau/server-address.js'
import { ENGINES, type Engine, unpack } from '../support/artifacts.js'
import { manifestOf } from '../support/dbt.js'

const ACME: SiteAddress = { server: 'https://10ax.online.tableau.com', site: 'acme' }
const DEFAULT_MINUTES = 720

async function example(engine: Engine, address: SiteAddress | null = ACME): Promise<DeclaredExposures> {
  const { manifest } = await readDbtProject(['target'], unpack(engine, 'build-ok'))
  return declaredExposures(manifest, address, DEFAULT_MINUTES)
}

/** The references of each exposure, such as `workbook by content-url WeeklyKPIs`, by its name. */
function references({ ours }: DeclaredExposures): Record<string, string[]> {
  return Object.fromEntries(
    ours.map(({ exposure, references: all }) => [
      exposure.name,
      all.map(({ of, ...named }) => [of, ...Object.values(named)].join(' ')),
    ]),
  )
}

const byName = (a: { exposure: string }, b: { exposure: string }): number =>
  a.exposure < b.exposure ? -1 : 1

describe.each(ENGINES)('the example project, as %s writes it', (engine) => {
  test('links to Tableau content in every way', async () => {
    expect(references(await example(engine))).toEqual({
      weekly_kpis: ['workbook content-url WeeklyKPIs'],
      revenue_explorer: ['workbook number 265605'],
      customer_360: [
        'datasource luid 3f1b6c0e-8d52-4a7e-9c1f-2b7d5e90a4c8',
        'workbook luid 9f7c2a3e-41d6-4b8a-8e05-c3a1f6b2d974',
      ],
      order_overview: ['datasource path Finance/Orders'],
      order_details: ['datasource path Finance/Orders'],
      open_orders: ['workbook path Operations/Fulfilment/Open Orders'],
      menu: ['workbook content-url Menu'],
      payments_monitor: ['workbook content-url PaymentsMonitor'],
      board_targets: ['workbook content-url BoardTargets'],
      revenue_metrics: ['workbook content-url RevenueMetrics'],
      data_platform_tour: ['workbook content-url DataPlatformTour'],
    })
  })

  test('has models, versions, views and sources upstream, and models instead of metrics', async () => {
    const { ours } = await example(engine)
    const upstream = ours.map(({ exposure }) => [exposure.name, [...exposure.upstream].sort()])
    expect(Object.fromEntries(upstream)).toEqual({
      weekly_kpis: ['model.acme.agg_weekly_kpis'],
      revenue_explorer: ['model.acme.dim_products', 'model.acme.fct_revenue_daily'],
      customer_360: ['model.acme.dim_customers.v2', 'model.acme.fct_orders'],
      order_overview: ['model.acme.fct_orders'],
      order_details: ['model.acme.dim_customers.v1', 'model.acme.fct_orders'],
      open_orders: ['model.acme.rpt_open_orders'],
      menu: ['model.acme.rpt_menu'],
      payments_monitor: ['source.acme.shop.payments'],
      board_targets: ['source.acme.finance.goals'],
      revenue_metrics: ['model.acme.fct_orders'],
      data_platform_tour: [],
    })
  })

  test('has the properties of each exposure', async () => {
    const { ours } = await example(engine)
    const exposures = Object.fromEntries(ours.map(({ exposure }) => [exposure.name, exposure]))
    expect(exposures['customer_360']).toEqual({
      uniqueId: 'exposure.acme.customer_360',
      name: 'customer_360',
      label: 'Customer 360',
      origin: 'declared',
      owner: 'Service Desk',
      maturity: 'high',
      path: 'models/exposures.yml',
      upstream: expect.any(Array),
      settings: {
        buildAfter: { minutes: 1440, at: '06:30', timezone: 'Europe/Berlin' },
        updatesOn: 'all',
        onUpstreamFailure: null,
        incremental: false,
        freezes: [],
        staleAfter: null,
      },
    })
    expect(exposures['order_overview']?.settings).toMatchObject({
      buildAfter: { minutes: 240, at: null, timezone: null },
      incremental: true,
    })
    expect(exposures['menu']?.settings).toMatchObject({ onUpstreamFailure: 'refresh', buildAfter: null })
  })

  test('leaves out disabled exposures and those of other tools, and says why', async () => {
    expect([...(await example(engine)).leftOut].sort(byName)).toEqual([
      { exposure: 'marketing_funnel', reason: 'not-ours', why: 'the URL is on acme.looker.com' },
      { exposure: 'retired_forecast', reason: 'switched-off', why: 'enabled: false in dbt' },
      {
        exposure: 'sandbox_kpis',
        reason: 'switched-off',
        why: 'enabled: false in meta.active_exposure',
      },
    ])
  })

  test('reports the file, the key and the nearest valid key of a wrong setting, without effect on other exposures', async () => {
    expect((await example(engine)).unresolved).toEqual([
      {
        exposure: 'customer_history',
        uniqueId: 'exposure.acme.customer_history',
        reason: 'misconfigured',
        message:
          'models/exposures.yml: meta.active_exposure has no key build_afer; did you mean build_after?',
        candidates: [],
      },
    ])
  })

  test.each([
    ['on another site of the server', { ...ACME, site: 'other' }, 'the URL is on another site, acme'],
    ['on another site, if the input names none', { ...ACME, site: '' }, 'the URL is on another site, acme'],
    [
      'on another server',
      { server: 'https://tableau.acme.example', site: 'acme' },
      'the URL is on another server, 10ax.online.tableau.com',
    ],
  ])('is not ours with its URLs %s, except for the extracts it names', async (_, address, why) => {
    const { ours, leftOut } = await example(engine, address)
    expect(ours.map(({ exposure }) => exposure.name).sort()).toEqual([
      'customer_360',
      'open_orders',
      'order_details',
      'order_overview',
    ])
    expect(leftOut).toContainEqual({ exposure: 'weekly_kpis', reason: 'not-ours', why })
  })

  test('is ours without a configured server, so that the run fails because the server is missing', async () => {
    const { ours, leftOut } = await example(engine, null)
    expect(ours).toHaveLength(11)
    expect(leftOut.filter(({ reason }) => reason === 'not-ours').map(({ exposure }) => exposure)).toEqual([
      'marketing_funnel',
    ])
  })
})

describe('one exposure', () => {
  const declare = (
    exposure: Readonly<Record<string, unknown>>,
    address: SiteAddress | null = ACME,
  ): DeclaredExposures => {
    const raw = {
      name: 'kpis',
      resource_type: 'exposure',
      package_name: 'shop',
      original_file_path: 'models/exposures.yml',
      type: 'dashboard',
      owner: { email: ['bi@example.com', 'cfo@example.com'] },
      depends_on: { nodes: ['model.shop.orders'] },
      ...exposure,
    }
    const manifest = manifestOf({ 'model.shop.orders': {} }, { exposures: { 'exposure.shop.kpis': raw } })
    return declaredExposures(manifest, address, DEFAULT_MINUTES)
  }
  const NAMED = { meta: { active_exposure: { extracts: [{ workbook: 'Finance/KPIs' }] } } }

  test.each<[string, string | null, SiteAddress | null, string]>([
    ['no url', null, ACME, 'it has neither a url nor meta.active_exposure.extracts'],
    ['a url that is not a web address', 'see the wiki', ACME, 'the URL is not a web address'],
    [
      'a url that is not a web address, without a server',
      'see the wiki',
      null,
      'the URL is not a web address',
    ],
    ['another tool', 'https://app.powerbi.com/groups/1', ACME, 'the URL is on app.powerbi.com'],
    [
      'another server',
      'https://bi.example.com/#/site/acme/views/K/O',
      ACME,
      'the URL is on another server, bi.example.com',
    ],
    [
      'Tableau Cloud without a site',
      'https://10ax.online.tableau.com/#/views/K/O',
      ACME,
      'the URL names no site',
    ],
    [
      'the default site of the server',
      'https://tableau.example.com/#/views/K/O',
      { server: 'https://tableau.example.com', site: 'acme' },
      'the URL is on the default site',
    ],
  ])('is not ours: %s', (_, url, address, why) => {
    const { ours, leftOut } = declare({ url }, address)
    expect({ ours, leftOut }).toEqual({
      ours: [],
      leftOut: [{ exposure: 'kpis', reason: url === null ? 'without-address' : 'not-ours', why }],
    })
    expect(declare({ url, ...NAMED }, address).ours).toHaveLength(1)
  })

  test.each([
    [
      'https://10ax.online.tableau.com/#/site/acme/home',
      'the URL names neither a view nor a workbook nor a data source: use the address that a browser shows for the dashboard',
    ],
    [
      'https://10ax.online.tableau.com/t/acme/redirect_to_view/7',
      'the URL is a redirect (redirect_to_view), whose target Tableau shows only to a browser: open it and use the address it leads to',
    ],
  ])('is misconfigured with the url %s, unless it names its extracts', (url, why) => {
    const { ours, leftOut, unresolved } = declare({ url })
    expect({ ours, leftOut }).toEqual({
      ours: [],
      leftOut: [],
    })
    const message = `models/exposures.yml: ${why}, or name the content in meta.active_exposure.extracts.`
    expect(unresolved).toMatchObject([{ exposure: 'kpis', reason: 'misconfigured', message, candidates: [] }])
    expect(declare({ url, ...NAMED }).ours).toHaveLength(1)
  })

  test.each([
    ['config.meta', { config: { meta: NAMED.meta } }, 'Finance/KPIs'],
    ['meta, as dbt before 1.10 wrote it', { config: { enabled: true }, ...NAMED }, 'Finance/KPIs'],
    [
      'config.meta before meta',
      { config: { meta: NAMED.meta }, meta: { active_exposure: { extracts: [{ workbook: 'Old' }] } } },
      'Finance/KPIs',
    ],
  ])('is configured in %s', (_, exposure, path) => {
    expect(declare(exposure).ours[0]?.references).toEqual([{ by: 'path', of: 'workbook', path }])
  })

  test('may name an extract by its LUID in upper or lower case', () => {
    const extracts = [{ datasource: '3F1B6C0E-8D52-4A7E-9C1F-2B7D5E90A4C8' }]
    expect(declare({ meta: { active_exposure: { extracts } } }).ours[0]?.references).toEqual([
      { by: 'luid', of: 'datasource', luid: '3f1b6c0e-8d52-4a7e-9c1f-2b7d5e90a4c8' },
    ])
  })

  test('has the e-mail address as its owner if there is no name', () => {
    expect(declare(NAMED).ours[0]?.exposure.owner).toBe('bi@example.com')
  })

  test('of an installed package is neither ours nor left out', () => {
    expect(declare({ ...NAMED, package_name: 'vendor' })).toMatchObject({
      ours: [],
      leftOut: [],
      unresolved: [],
    })
  })

  test('with a time of day but no window length takes the length from the input', () => {
    const active_exposure = { build_after: { at: '06:30' }, extracts: [{ workbook: 'Finance/KPIs' }] }
    expect(declare({ meta: { active_exposure } }).ours[0]?.exposure.settings.buildAfter).toEqual({
      minutes: DEFAULT_MINUTES,
      at: '06:30',
      timezone: null,
    })
  })
})
