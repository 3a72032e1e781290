import { describe, expect, test } from '@jest/globals'
import type { UniqueId } from '../../../src/dbt/types.js'
import { linkedContent } from '../../../src/exposures/declared.js'
import {
  type DiscoveredDashboard,
  type Discovery,
  NOTHING_DISCOVERED,
} from '../../../src/exposures/discovery/types.js'
import { discoveredExposures } from '../../../src/exposures/discovery/merge.js'
import type { ExtractKey, Luid } from '../../../src/tableau/types.js'
import { manifestOf } from '../../support/dbt.js'

const ADDRESS = { server: 'https://10ax.online.tableau.com', site: 'acme' }
const SITE = 'https://10ax.online.tableau.com/#/site/acme'
const LUID = '9f7c2a3e-41d6-4b8a-8e05-c3a1f6b2d974'

const DASHBOARD: DiscoveredDashboard = {
  workbook: {
    luid: LUID as Luid,
    name: 'KPIs',
    projectPath: ['Finance'],
    url: `${SITE}/workbooks/265605`,
    description: null,
    sheets: [{ path: '' }, { path: 'KPIs_17/Overview' }],
  },
  owner: { name: 'Ann', email: 'ann@example.com' },
  upstream: [{ node: 'model.shop.orders' as UniqueId, through: 'table', certain: true }],
  extracts: [`workbook:${LUID}` as ExtractKey],
}

const DISCOVERY: Discovery = { ...NOTHING_DISCOVERED, dashboards: [DASHBOARD] }

/** The names of the exposures that discovery adds if dbt has this exposure. */
function beside(exposure: Record<string, unknown>, { disabled = false } = {}): string[] {
  const raw = {
    name: 'kpis',
    package_name: 'shop',
    type: 'dashboard',
    depends_on: { nodes: [] },
    ...exposure,
  }
  const extra = disabled
    ? { disabled: { 'exposure.shop.kpis': [raw] } }
    : { exposures: { 'exposure.shop.kpis': raw } }
  const all = linkedContent(manifestOf({}, extra).exposureLinks, ADDRESS)
  return discoveredExposures(DISCOVERY, { found: [], linkedContent: all }).map(
    ({ exposure: { name } }) => name,
  )
}

test('an undeclared dashboard becomes an exposure, without any e-mail address', () => {
  const [added] = discoveredExposures(DISCOVERY, { found: [], linkedContent: [] })
  expect(added).toMatchObject({
    exposure: {
      origin: 'discovered',
      name: 'Finance/KPIs',
      label: 'KPIs',
      owner: 'Ann',
      upstream: ['model.shop.orders'],
    },
    contents: [LUID],
    extracts: [`workbook:${LUID}`],
  })
  expect(JSON.stringify(added)).not.toContain('ann@example.com')
})

describe('a declared dashboard is not discovered again', () => {
  const off = { active_exposure: { enabled: false } }
  test.each<[string, Record<string, unknown>]>([
    ['by the URL of a view', { url: `${SITE}/views/KPIs_17/Overview` }],
    ['by the number in the URL', { url: `${SITE}/workbooks/265605/views` }],
    ['switched off in meta', { url: `${SITE}/views/KPIs_17/Overview`, meta: off }],
    ['by a LUID in meta', { meta: { active_exposure: { extracts: [{ workbook: LUID }] } } }],
    [
      'by its path, switched off',
      { meta: { active_exposure: { enabled: false, extracts: [{ workbook: 'Finance/KPIs' }] } } },
    ],
    [
      'with a mistake in meta',
      { url: `${SITE}/workbooks/265605`, meta: { active_exposure: { enable: true } } },
    ],
  ])('%s', (_, exposure) => {
    expect(beside(exposure)).toEqual([])
  })

  test('disabled in dbt', () => {
    expect(beside({ url: `${SITE}/views/KPIs_17/Overview` }, { disabled: true })).toEqual([])
  })

  test('found in any way, by its LUID', () => {
    const found = [{ exposure: {} as never, contents: [LUID as Luid] }]
    expect(discoveredExposures(DISCOVERY, { found, linkedContent: [] })).toEqual([])
  })

  test('linked to by its LUID in upper case', () => {
    const linkedContent = [{ by: 'luid', of: 'workbook', luid: LUID.toUpperCase() }] as const
    expect(discoveredExposures(DISCOVERY, { found: [], linkedContent })).toEqual([])
  })

  test.each<[string, Record<string, unknown>]>([
    ['another workbook', { url: `${SITE}/views/KPIs/Overview` }],
    ['another tool', { url: 'https://acme.looker.com/dashboards/42' }],
    ['nothing', {}],
  ])('not by %s', (_, exposure) => {
    expect(beside(exposure)).toEqual(['Finance/KPIs'])
  })
})

test('a dashboard without an extract is not added', () => {
  const discovery = { ...DISCOVERY, dashboards: [{ ...DASHBOARD, extracts: [] }] }
  expect(discoveredExposures(discovery, { found: [], linkedContent: [] })).toEqual([])
})
