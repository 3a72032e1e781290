import { describe, expect, test } from '@jest/globals'
import { readDbtProject } from '../../src/dbt/artifacts/artifacts.js'
import type { Manifest } from '../../src/dbt/manifest.js'
import { declaredExposures } from '../../src/exposures/declared.js'
import { chooseExposures, type ChosenExposures } from '../../src/exposures/select/select.js'
import { type Resolved, resolveExposures } from '../../src/exposures/resolve.js'
import {
  acme,
  datasource,
  type SettingsChange,
  type SiteInput,
  workbook,
} from '../../simulators/tableau/index.js'
import { ENGINES, unpack } from '../support/artifacts.js'
import { manifestOf } from '../support/dbt.js'
import { ADDRESS, onStage } from '../support/tableau.js'

/** Extracts by path, each with its exposures and its upstream. */
function shown({ extracts }: Resolved): Record<string, { serves: string[]; upstream: string[] }> {
  return Object.fromEntries(
    extracts.map(({ lineage: { content }, exposures, upstream }) => [
      `${content.kind} ${content.project ?? ''}/${content.name}`,
      {
        serves: exposures.map(({ name }) => name),
        upstream: upstream
          .map(
            ({ node, via }) =>
              `${node.split('.').slice(2).join('.')}${via === null ? '' : ' via data source'}`,
          )
          .sort(),
      },
    ]),
  )
}

describe.each(ENGINES)('the example project of %s and its site', (engine) => {
  test('every exposure has its extracts, each with its confirmed upstream', async () => {
    const { manifest } = await readDbtProject(['target'], unpack(engine, 'build-ok'))
    const chosen = everything(manifest)
    const { session } = onStage(acme())
    const resolved = await session((tableau) =>
      resolveExposures(chosen, tableau, { manifest, relationMap: [] }),
    )
    expect(resolved.unresolved).toEqual([])
    expect(shown(resolved)).toEqual({
      'workbook Executive/Weekly KPIs': { serves: ['weekly_kpis'], upstream: ['agg_weekly_kpis'] },
      'workbook Finance/Revenue Explorer': {
        serves: ['revenue_explorer'],
        upstream: ['dim_products', 'fct_revenue_daily'],
      },
      'datasource Service/Customers': { serves: ['customer_360'], upstream: ['dim_customers.v2'] },
      'workbook Service/Customer 360': {
        serves: ['customer_360'],
        upstream: ['dim_customers.v2 via data source', 'fct_orders'],
      },
      'datasource Finance/Orders': { serves: ['order_details', 'order_overview'], upstream: ['fct_orders'] },
      'workbook Operations/Fulfilment/Open Orders': {
        serves: ['open_orders'],
        upstream: ['rpt_open_orders'],
      },
      'workbook Operations/Menu': { serves: ['menu'], upstream: ['rpt_menu'] },
      'workbook Finance/Payments Monitor': { serves: ['payments_monitor'], upstream: ['shop.payments'] },
      'workbook Executive/Board Targets': { serves: ['board_targets'], upstream: ['finance.goals'] },
      'workbook Executive/Revenue Metrics': { serves: ['revenue_metrics'], upstream: ['fct_orders'] },
      'workbook Default/Data Platform Tour': { serves: ['data_platform_tour'], upstream: [] },
    })
  })
})

/** Without select and exclude. */
function everything(manifest: Manifest): ChosenExposures {
  return chooseExposures(declaredExposures(manifest, ADDRESS, 1440), manifest, { select: [], exclude: [] })
}

const LUID = '11111111-2222-4333-8444-555555555555'

interface Pointing {
  readonly url?: string
  readonly extracts?: readonly object[]
  /** Further settings in meta.active_exposure. */
  readonly more?: object
}

/** Resolves exposures of `model.shop.orders` with these URLs and extracts on a simulated site. */
async function resolve(
  asked: Readonly<Record<string, Pointing>>,
  site: Partial<SiteInput>,
  settings: SettingsChange = {},
): Promise<Resolved> {
  const exposures = Object.entries(asked).map(([name, { url, extracts, more = {} }]) => [
    `exposure.shop.${name}`,
    {
      name,
      package_name: 'shop',
      original_file_path: 'models/exposures.yml',
      type: 'dashboard',
      url,
      depends_on: { nodes: ['model.shop.orders'] },
      meta: { active_exposure: { ...(extracts !== undefined && { extracts }), ...more } },
    },
  ])
  const manifest = manifestOf({ 'model.shop.orders': {} }, { exposures: Object.fromEntries(exposures) })
  const { session } = onStage(site, { settings })
  return session((tableau) => resolveExposures(everything(manifest), tableau, { manifest, relationMap: [] }))
}

const ORDERS = ['analytics.marts.orders']
const SITE: Partial<SiteInput> = {
  projects: ['Default', 'Finance', 'Marketing'],
  datasources: [datasource('Finance/Orders', { tables: ORDERS })],
  workbooks: [
    workbook('Finance/KPIs', {
      luid: LUID,
      number: 4711,
      views: ['Overview'],
      embedded: [{ tables: ORDERS }],
    }),
    workbook('Marketing/KPIs', { views: ['Overview'], embedded: [{ tables: ORDERS }] }),
    workbook('Finance/Live', { views: ['Now'], embedded: [{ tables: ORDERS, extract: false }] }),
  ],
}
const page = (path: string): string => `${ADDRESS.server}/#/site/${ADDRESS.site}/${path}`

describe('content that an exposure links to is found', () => {
  test.each<[string, Pointing, string]>([
    ['by a view', { url: page('views/KPIs/Overview?:iid=1') }, 'workbook Finance/KPIs'],
    ['by the number in the address bar', { url: page('workbooks/4711/views') }, 'workbook Finance/KPIs'],
    ['by project and name', { extracts: [{ workbook: 'Marketing/KPIs' }] }, 'workbook Marketing/KPIs'],
    [
      'by a name that is unique on the site',
      { extracts: [{ datasource: 'Orders' }] },
      'datasource Finance/Orders',
    ],
    ['by LUID', { extracts: [{ workbook: LUID.toUpperCase() }] }, 'workbook Finance/KPIs'],
    [
      'even without an extract, so that its row can say so',
      { url: page('views/Live/Now') },
      'workbook Finance/Live',
    ],
  ])('%s', async (_, asked, found) => {
    const resolved = await resolve({ kpis: asked }, SITE)
    expect(shown(resolved)).toEqual({ [found]: { serves: ['kpis'], upstream: ['orders'] } })
    expect(resolved.unresolved).toEqual([])
  })

  test('as one extract for two exposures that reference it in different ways', async () => {
    const resolved = await resolve(
      {
        kpis: { url: page('views/KPIs/Overview') },
        same: { url: page('views/KPIs/Overview') },
        other: { extracts: [{ workbook: LUID }, { workbook: 'Finance/KPIs' }] },
      },
      SITE,
    )
    expect(shown(resolved)).toEqual({
      'workbook Finance/KPIs': { serves: ['kpis', 'other', 'same'], upstream: ['orders'] },
    })
  })
})

describe('content that is not found is reported with a remedy', () => {
  const none = (thing: string, place = 'meta.active_exposure.extracts'): string =>
    `Tableau has no ${thing} that the signed-in user may see. Correct the exposure's ${place}, or let the signed-in user view the content.`
  const GONE = '00000000-2222-4333-8444-555555555555'

  test.each<[string, Pointing, string]>([
    ['a view', { url: page('views/Gone/Overview') }, none('workbook with the content URL "Gone"', 'url')],
    ['a number', { url: page('workbooks/1') }, none('workbook with the number 1', 'url')],
    ['a data source by number', { url: page('datasources/2') }, none('data source with the number 2', 'url')],
    ['a LUID', { extracts: [{ datasource: GONE }] }, none(`data source ${GONE}`)],
    ['a LUID of another kind of content', { extracts: [{ datasource: LUID }] }, none(`data source ${LUID}`)],
    ['a path', { extracts: [{ workbook: 'Finance/Gone' }] }, none('workbook "Finance/Gone"')],
  ])('%s', async (_, asked, message) => {
    const resolved = await resolve({ kpis: asked }, SITE)
    expect(resolved.unresolved).toMatchObject([
      { exposure: 'kpis', reason: 'not-found', message, candidates: [] },
    ])
    expect(resolved.extracts).toEqual([])
  })

  test('with the candidates of that name in other projects', async () => {
    const { unresolved } = await resolve({ kpis: { extracts: [{ workbook: 'Sales/KPIs' }] } }, SITE)
    expect(unresolved).toEqual([
      {
        exposure: 'kpis',
        uniqueId: 'exposure.shop.kpis',
        reason: 'not-found',
        message: none('workbook "Sales/KPIs"'),
        candidates: [
          { name: 'Finance/KPIs', address: LUID },
          { name: 'Marketing/KPIs', address: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        ],
      },
    ])
  })

  test('with the most similar content, and the URL to paste for a mistyped one', async () => {
    const { unresolved } = await resolve({ kpis: { url: page('views/KPI/Overview') } }, SITE)
    expect(unresolved).toMatchObject([
      {
        message: none('workbook with the content URL "KPI"', 'url'),
        candidates: [
          { name: 'Finance/KPIs', address: expect.stringMatching(/#.*\/workbooks\/\d+$/) },
          { name: 'Marketing/KPIs', address: expect.stringMatching(/#.*\/workbooks\/\d+$/) },
        ],
      },
    ])
  })

  test('an ambiguous name, with all candidates', async () => {
    const { unresolved, extracts } = await resolve({ kpis: { extracts: [{ workbook: 'KPIs' }] } }, SITE)
    expect(extracts).toEqual([])
    expect(unresolved).toEqual([
      {
        exposure: 'kpis',
        uniqueId: 'exposure.shop.kpis',
        reason: 'ambiguous',
        message:
          'Tableau has more than one workbook "KPIs". Name one by its LUID in meta.active_exposure.extracts.',
        candidates: [
          { name: 'Finance/KPIs', address: LUID },
          { name: 'Marketing/KPIs', address: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        ],
      },
    ])
  })

  test('without effect on other exposures, even of the same content', async () => {
    const resolved = await resolve(
      {
        broken: { extracts: [{ workbook: 'Finance/KPIs' }, { datasource: 'Gone' }] },
        fine: { extracts: [{ workbook: 'Finance/KPIs' }] },
      },
      SITE,
    )
    expect(resolved.unresolved.map(({ exposure, message }) => [exposure, message])).toEqual([
      ['broken', none('data source "Gone"')],
    ])
    expect(shown(resolved)).toEqual({ 'workbook Finance/KPIs': { serves: ['fine'], upstream: ['orders'] } })
  })
})

test('if the lineage is switched off, all declared nodes count, and a notice says so', async () => {
  const resolved = await resolve({ kpis: { url: page('views/KPIs/Overview') } }, SITE, {
    metadata: { service: 'feature-disabled' },
  })
  expect(shown(resolved)).toEqual({
    'workbook Finance/KPIs': { serves: ['kpis'], upstream: ['orders'] },
  })
  expect(resolved.notices.map(({ id }) => id)).toEqual(['AE-LINEAGE-OFF'])
})

test('without references Tableau is not queried', async () => {
  const { session, simulator } = onStage(SITE)
  const manifest = manifestOf({})
  const resolved = await session((tableau) =>
    resolveExposures(everything(manifest), tableau, { manifest, relationMap: [] }),
  )
  expect(resolved).toMatchObject({ extracts: [], others: [], unresolved: [], notices: [] })
  expect(simulator.record.calls.map(({ route }) => route)).toEqual(['server-info', 'sign-in', 'sign-out'])
})

describe('an exposure that asks for a freeze, but is misconfigured', () => {
  const KPIS = page('views/KPIs/Overview?:iid=1')

  test.each([
    ['a wrong freeze', { freeze: '2026-13-01' }],
    ['a freeze with a typo in its key', { freezes: '2026-12-24' }],
    [
      'a valid freeze beside another mistake',
      { freeze: '2026-12-24', build_afer: { count: 1, period: 'day' } },
    ],
  ])('%s: nothing refreshes the extract that it shares, and others are planned', async (_, more) => {
    const resolved = await resolve(
      {
        frozen: { url: KPIS, more },
        shares: { url: KPIS },
        both: { extracts: [{ workbook: LUID }, { datasource: 'Orders' }] },
      },
      SITE,
    )
    expect(Object.keys(shown(resolved))).toEqual(['datasource Finance/Orders'])
    expect(resolved.others.map(({ lineage }) => lineage.content.name)).toEqual(['KPIs'])
    expect(
      resolved.unresolved.map(({ exposure, reason, message }) => [exposure, reason, message]).sort(),
    ).toEqual(
      ['both', 'shares'].map((name) => [
        name,
        'misconfigured',
        'models/exposures.yml: nothing refreshes workbook Finance/KPIs until the settings of exposure frozen, which may freeze it, are corrected.',
      ]),
    )
  })

  test('with a mistake in something else it holds back nobody', async () => {
    const more = { build_afer: { count: 1, period: 'day' } }
    const resolved = await resolve({ wrong: { url: KPIS, more }, shares: { url: KPIS } }, SITE)
    expect(Object.keys(shown(resolved))).toEqual(['workbook Finance/KPIs'])
    expect(resolved.unresolved).toEqual([])
  })
})
