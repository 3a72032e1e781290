import { message } from '../../src/messages/message.js'
import { describe, expect, test } from '@jest/globals'
import type { Manifest } from '../../src/dbt/manifest.js'
import { findExtracts } from '../../src/exposures/extracts.js'
import type { Exposure, ExtractToPlan } from '../../src/exposures/types.js'
import { upstreamNotices } from '../../src/exposures/upstream-notices.js'
import type { ContentLineage, Luid } from '../../src/tableau/types.js'
import { manifestOf, uid } from '../support/dbt.js'
import { content, dashboard, models, table } from './lineage.js'

const ORDERS = 'analytics.marts.orders'
const CUSTOMERS = 'analytics.marts.customers'
const VIEW_BY_HAND = 'analytics.marts.orders_by_hand'
const SHOP: Manifest = {
  ...models('orders', 'customers', 'products', 'stg_orders'),
  adapterType: 'snowflake',
}

const shows = (exposure: Exposure, ...contents: readonly string[]) => ({
  exposure,
  contents: contents as readonly Luid[],
})

function look(
  found: readonly ReturnType<typeof shows>[],
  lineages: readonly ContentLineage[],
  manifest = SHOP,
) {
  const behind = findExtracts(found, { manifest, lineages, relationMap: [] })
  return {
    ...behind,
    of: (key: string): ExtractToPlan | undefined => behind.extracts.find((extract) => extract.key === key),
    upstream: (key: string): string[] | undefined =>
      behind.extracts
        .find((extract) => extract.key === key)
        ?.upstream.map(
          ({ node, via }) => `${node.split('.').slice(2).join('.')}${via === null ? '' : ` via ${via}`}`,
        )
        .sort(),
    unread: behind.notRead.map(
      ({ exposure, nodes }) =>
        `${exposure.name}: ${nodes.map((id) => id.split('.').slice(2).join('.')).join(', ')}`,
    ),
  }
}

describe('an extract that reads a published data source and a table', () => {
  const kpis = [shows(dashboard('kpis', 'orders', 'customers'), 'kpis')]
  const sales = content('datasource:sales', { tables: [ORDERS] })

  // Otherwise new customers would cause no refresh, and failed ones would not hold it back.
  test('has the upstream of both', () => {
    const { upstream } = look(kpis, [
      content('workbook:kpis', { tables: [CUSTOMERS], reads: ['sales'] }),
      sales,
    ])
    expect(upstream('workbook:kpis')).toEqual(['customers', 'orders via datasource:sales'])
  })

  test('has the upstream of both sides of a blend, and reports declared nodes that nothing reads', () => {
    const { upstream, unread } = look(
      [shows(dashboard('kpis', 'orders', 'customers', 'products'), 'kpis')],
      [
        content('workbook:kpis', { tables: [CUSTOMERS], reads: ['sales'], live: { reads: ['sales'] } }),
        sales,
      ],
    )
    expect(upstream('workbook:kpis')).toEqual(['customers', 'orders via datasource:sales'])
    expect(unread).toEqual(['kpis: products'])
  })
})

describe('an extract that reads a known table and something unknown', () => {
  const kpis = [shows(dashboard('kpis', 'orders', 'customers'), 'kpis')]

  test.each<[string, Parameters<typeof content>[1]]>([
    ['a .hyper file', { tables: [ORDERS, table('Extract.Extract', 'hyper')] }],
    ['the data engine', { tables: [ORDERS, table('Extract.Extract', 'dataengine')] }],
    ['a text file', { tables: [ORDERS, table('sales.csv', 'textscan')] }],
    ['an Excel file', { tables: [ORDERS, table('Orders', 'excel-direct')] }],
    ['a Google sheet', { tables: [ORDERS, table('Targets', 'google-sheets')] }],
    ['another engine', { tables: [ORDERS, table('crm.dbo.accounts', 'sqlserver')] }],
    ['a table that is not a node, perhaps a view made by hand', { tables: [ORDERS, VIEW_BY_HAND] }],
    ['custom SQL that cannot be parsed', { tables: [ORDERS], gaps: ['custom-sql'] }],
    ['a hidden table', { tables: [ORDERS, null] }],
    ['a data source that shows nothing', { tables: [ORDERS], gaps: ['nothing-shown'] }],
    ['a hidden published data source', { tables: [ORDERS], reads: ['hidden'] }],
  ])('(%s) also has the declared nodes that nothing else is shown to read', (_, shape) => {
    const { upstream, unread } = look(kpis, [content('workbook:kpis', shape)])
    expect(upstream('workbook:kpis')).toEqual(['customers', 'orders'])
    expect(unread).toEqual([])
  })

  test('does not have nodes that other content of the exposure is shown to read', () => {
    const { upstream } = look(
      [shows(dashboard('kpis', 'orders', 'customers', 'products'), 'kpis')],
      [
        content('workbook:kpis', { tables: [ORDERS], gaps: ['custom-sql'], live: { reads: ['sales'] } }),
        content('datasource:sales', { tables: [CUSTOMERS] }),
      ],
    )
    expect(upstream('workbook:kpis')).toEqual(['orders', 'products'])
    expect(upstream('datasource:sales')).toEqual(['customers'])
  })

  test('does not have nodes that it reads live itself', () => {
    const { upstream } = look(kpis, [
      content('workbook:kpis', { tables: [ORDERS, VIEW_BY_HAND], live: { tables: [CUSTOMERS] } }),
    ])
    expect(upstream('workbook:kpis')).toEqual(['orders'])
  })

  test.each<[string, readonly string[], readonly string[]]>([
    ['whose tables Tableau shows: declared nodes among these do not count', [CUSTOMERS], ['orders']],
    ['that shows nothing: all declared nodes count', [], ['customers', 'orders']],
  ])('and reads a hidden data source live, %s', (_, tables, expected) => {
    const live = { tables, reads: ['hidden'], gaps: ['hidden-source' as const] }
    const { upstream } = look(kpis, [content('workbook:kpis', { tables: [ORDERS, VIEW_BY_HAND], live })])
    expect(upstream('workbook:kpis')).toEqual(expected)
  })

  test('has declared nodes even if content of another exposure reads them', () => {
    const { upstream } = look(
      [...kpis, shows(dashboard('other', 'customers'), 'other')],
      [
        content('workbook:kpis', { tables: [ORDERS, VIEW_BY_HAND] }),
        content('workbook:other', { tables: [CUSTOMERS] }),
      ],
    )
    expect(upstream('workbook:kpis')).toEqual(['customers', 'orders'])
  })

  test('has all declared nodes if none were left otherwise', () => {
    const { upstream } = look(kpis, [
      content('workbook:kpis', { tables: [table('Extract.Extract', 'hyper')], live: { reads: ['sales'] } }),
      content('datasource:sales', { tables: [ORDERS, CUSTOMERS] }),
    ])
    expect(upstream('workbook:kpis')).toEqual(['customers', 'orders'])
  })

  test('gets them through the one data source with an unknown part', () => {
    const { upstream } = look(
      [shows(dashboard('kpis', 'orders', 'customers', 'products'), 'kpis')],
      [
        content('workbook:kpis', { tables: [ORDERS], reads: ['sales', 'more'] }),
        content('datasource:sales', { tables: [CUSTOMERS] }),
        content('datasource:more', { gaps: ['custom-sql'] }),
      ],
    )
    expect(upstream('workbook:kpis')).toEqual([
      'customers via datasource:sales',
      'orders',
      'products via datasource:more',
    ])
  })
})

describe('only data in the extract counts for the extract', () => {
  test('nodes of a live data source neither refresh it nor hold it back', () => {
    const { upstream, of } = look(
      [shows(dashboard('kpis', 'orders', 'customers', 'products'), 'kpis')],
      [
        content('workbook:kpis', { tables: [ORDERS], live: { tables: [CUSTOMERS], reads: ['sales'] } }),
        content('datasource:sales', { tables: ['analytics.marts.products'] }),
      ],
    )
    expect(upstream('workbook:kpis')).toEqual(['orders'])
    expect(of('workbook:kpis')?.reads).toEqual([])
    expect(upstream('datasource:sales')).toEqual(['products'])
  })

  test('an extract over a live published data source has the tables of that upstream', () => {
    const { upstream } = look(
      [shows(dashboard('kpis', 'orders'), 'kpis')],
      [
        content('workbook:kpis', { reads: ['sales'] }),
        content('datasource:sales', { hasExtract: false, tables: [ORDERS] }),
      ],
    )
    expect(upstream('workbook:kpis')).toEqual(['orders'])
  })
})

describe('a node matches all its names in the warehouse', () => {
  const versioned = (pointer: object) =>
    manifestOf({
      'model.shop.dim.v1': { name: 'dim', alias: 'dim_v1', version: [1, 2], pointer },
      'model.shop.dim.v2': { name: 'dim', alias: 'dim_v2', version: [2, 2], pointer },
      'model.shop.other': {},
    })
  const found = [shows({ ...dashboard('kpis'), upstream: [uid('model.shop.dim.v2')] }, 'kpis')]

  test.each<[string, object, string]>([
    ['the pointer to a latest version', { enabled: true, alias: null }, 'dim'],
    ['the alias of that pointer', { enabled: true, alias: 'dim_latest' }, 'dim_latest'],
  ])('%s is the latest version', (_, pointer, name) => {
    const { upstream, unread } = look(
      found,
      [content('workbook:kpis', { tables: [`analytics.marts.${name}`] })],
      versioned(pointer),
    )
    expect(upstream('workbook:kpis')).toEqual(['dim.v2'])
    expect(unread).toEqual([])
  })

  // A macro may name the pointer and a project flag may enable it, which the manifest does not show.
  test.each<[string, object, readonly string[]]>([
    ['switched off', { enabled: false, alias: null }, ['analytics.marts.dim']],
    [
      'under another name',
      { enabled: true, alias: null },
      ['analytics.marts.dim_newest', 'analytics.marts.other'],
    ],
  ])('a pointer %s is unknown, so declared nodes count', (_, pointer, tables) => {
    const { upstream } = look(found, [content('workbook:kpis', { tables })], versioned(pointer))
    expect(upstream('workbook:kpis')).toContain('dim.v2')
  })
})

describe('if everything that is read is known', () => {
  test('a wrong depends_on in one of fifty exposures has no effect on their shared extract', () => {
    const fifty = Array.from({ length: 50 }, (_, index) =>
      shows(dashboard(`e${index}`, 'orders', ...(index === 7 ? ['products'] : [])), `w${index}`),
    )
    const { upstream, unread } = look(fifty, [
      ...fifty.map((_, index) => content(`workbook:w${index}`, { hasExtract: false, reads: ['sales'] })),
      content('datasource:sales', { tables: [ORDERS] }),
    ])
    expect(upstream('datasource:sales')).toEqual(['orders'])
    expect(unread).toEqual(['e7: products'])
  })

  test('only the mart counts, not its declared ancestors', () => {
    const chain = manifestOf({
      'source.shop.raw.orders': { schema: 'raw' },
      'model.shop.stg_orders': { reads: ['source.shop.raw.orders'] },
      'model.shop.orders': { reads: ['model.shop.stg_orders'] },
    })
    const exposure = { ...dashboard('kpis'), upstream: [...chain.nodes.keys()] }
    const { upstream, unread } = look(
      [shows(exposure, 'kpis')],
      [content('workbook:kpis', { tables: [ORDERS] })],
      chain,
    )
    expect(upstream('workbook:kpis')).toEqual(['orders'])
    expect(unread).toEqual(['kpis: stg_orders, raw.orders'])
  })

  test('declared nodes behind a view count as read', () => {
    const views = manifestOf({
      'model.shop.orders': {},
      'model.shop.customers': {},
      'model.shop.step': { materialized: 'ephemeral', reads: ['model.shop.orders'] },
      'model.shop.report': { materialized: 'view', reads: ['model.shop.step', 'model.shop.customers'] },
    })
    const { upstream, unread, of } = look(
      [shows(dashboard('kpis', 'orders'), 'kpis')],
      [content('workbook:kpis', { tables: ['analytics.marts.report'] })],
      views,
    )
    expect(upstream('workbook:kpis')).toEqual(['orders', 'report'])
    expect(unread).toEqual([])
    expect(of('workbook:kpis')?.upstream.filter(({ declared }) => declared)).toHaveLength(1)
  })

  test('ephemeral models and functions are never reported as not read', () => {
    const manifest = manifestOf({
      'model.shop.orders': {},
      'model.shop.step': { materialized: 'ephemeral', reads: ['model.shop.orders'] },
      'model.shop.report': { materialized: 'view', reads: ['model.shop.step'] },
    })
    const exposure = dashboard('kpis', 'step', 'report')
    const upstreamOfIt = [...exposure.upstream, uid('function.shop.to_euro')]
    const { upstream, unread } = look(
      [shows({ ...exposure, upstream: upstreamOfIt }, 'kpis')],
      [content('workbook:kpis', { tables: [ORDERS] })],
      manifest,
    )
    expect(upstream('workbook:kpis')).toEqual(['orders'])
    expect(unread).toEqual(['kpis: report'])
  })

  test('nodes that other content of the exposure reads are not reported', () => {
    const { unread } = look(
      [shows(dashboard('kpis', 'orders', 'customers'), 'kpis')],
      [content('workbook:kpis', { tables: [ORDERS], live: { tables: [CUSTOMERS] } })],
    )
    expect(unread).toEqual([])
  })

  test('nothing is reported if a URL next to named extracts may show more', () => {
    const found = { ...shows(dashboard('kpis', 'orders', 'customers'), 'sales'), showsMore: true }
    const { upstream, unread } = look([found], [content('datasource:sales', { tables: [ORDERS] })])
    expect(upstream('datasource:sales')).toEqual(['orders'])
    expect(unread).toEqual([])
  })

  test.each<[string, Parameters<typeof content>[1]]>([
    ['a live data source may read it', { tables: [ORDERS], live: { gaps: ['custom-sql'] } }],
    [
      'a live data source reads a table that is not a node',
      { tables: [ORDERS], live: { tables: [VIEW_BY_HAND] } },
    ],
  ])('a node is left out but not reported if %s', (_, shape) => {
    const { upstream, unread } = look(
      [shows(dashboard('kpis', 'orders', 'customers'), 'kpis')],
      [content('workbook:kpis', shape)],
    )
    expect(upstream('workbook:kpis')).toEqual(['orders'])
    expect(unread).toEqual([])
  })

  test('if a name matches two nodes, the declared one counts', () => {
    const twice = manifestOf({ 'model.shop.orders': {}, 'model.legacy.orders': { schema: 'legacy' } })
    const { upstream } = look(
      [shows(dashboard('kpis', 'orders'), 'kpis')],
      [content('workbook:kpis', { tables: ['orders'] })],
      twice,
    )
    expect(upstream('workbook:kpis')).toEqual(['orders'])
  })
})

describe('an extract that reads nothing of the project', () => {
  const kpis = [shows(dashboard('kpis', 'orders'), 'kpis')]
  const sales = content('datasource:sales', { tables: [ORDERS] })

  test('in a workbook that shows a data source of the project live is not refreshed', () => {
    const { of, upstream } = look(kpis, [
      content('workbook:kpis', { tables: ['crm.public.accounts'], live: { reads: ['sales'] } }),
      sales,
    ])
    expect(of('workbook:kpis')).toMatchObject({ upstream: [], unrelated: ['[public].[accounts]'] })
    expect(of('datasource:sales')?.unrelated).toBeNull()
    expect(upstream('datasource:sales')).toEqual(['orders'])
  })

  test('that is a published data source is not refreshed', () => {
    const { of } = look(kpis, [
      content('workbook:kpis', { hasExtract: false, reads: ['sales', 'crm'] }),
      content('datasource:crm', { tables: ['crm.public.accounts'] }),
      sales,
    ])
    expect(of('datasource:crm')?.unrelated).toEqual(['[public].[accounts]'])
  })

  test('may read a view made by hand if nothing else reads the declared nodes', () => {
    const { of, upstream } = look(kpis, [content('workbook:kpis', { tables: [VIEW_BY_HAND] })])
    expect(of('workbook:kpis')?.unrelated).toBeNull()
    expect(upstream('workbook:kpis')).toEqual(['orders'])
  })

  test('is never assumed if Tableau may not have shown everything', () => {
    const { of, upstream } = look(kpis, [
      content('workbook:kpis', {
        tables: ['crm.public.accounts'],
        gaps: ['custom-sql'],
        live: { reads: ['sales'] },
      }),
      sales,
    ])
    expect(of('workbook:kpis')?.unrelated).toBeNull()
    expect(upstream('workbook:kpis')).toEqual(['orders'])
  })
})

describe('content without an extract', () => {
  const kpis = [shows(dashboard('kpis', 'orders'), 'kpis')]

  test.each<[string, readonly ContentLineage[]]>([
    ['reads tables only', [content('workbook:kpis', { hasExtract: false, tables: [ORDERS] })]],
    [
      'reads custom SQL that cannot be parsed',
      [content('workbook:kpis', { hasExtract: false, gaps: ['custom-sql'] })],
    ],
    [
      'shows a live data source',
      [
        content('workbook:kpis', { hasExtract: false, reads: ['live'] }),
        content('datasource:live', { hasExtract: false, tables: [ORDERS] }),
      ],
    ],
  ])('is known to have nothing to refresh if it %s', (_, lineages) => {
    const { extracts, of } = look(kpis, lineages)
    expect(extracts).toHaveLength(1)
    expect(of('workbook:kpis')).toMatchObject({ mayHideSources: false, lineage: { hasExtract: false } })
  })

  test.each<[string, readonly ContentLineage[]]>([
    [
      'its connections are refused',
      [content('workbook:kpis', { hasExtract: false, gaps: ['connections-refused'] })],
    ],
    [
      'it reads a hidden data source',
      [content('workbook:kpis', { hasExtract: false, gaps: ['hidden-source'] })],
    ],
    [
      'one of its data sources shows nothing',
      [content('workbook:kpis', { hasExtract: false, gaps: ['nothing-shown'] })],
    ],
    [
      'a live data source behind it reads a hidden one',
      [
        content('workbook:kpis', { hasExtract: false, reads: ['live'] }),
        content('datasource:live', { hasExtract: false, reads: ['hidden'] }),
      ],
    ],
  ])('may have something to refresh if %s, so depends_on counts', (_, lineages) => {
    const { of, upstream } = look(kpis, lineages)
    expect(of('workbook:kpis')).toMatchObject({ mayHideSources: true, unrelated: null })
    expect(upstream('workbook:kpis')).toEqual(['orders'])
  })

  test('has its own row in addition to that of the visible data source', () => {
    const { extracts } = look(kpis, [
      content('workbook:kpis', { hasExtract: false, reads: ['sales'], gaps: ['hidden-source'] }),
      content('datasource:sales', { tables: [ORDERS] }),
    ])
    expect(extracts.map(({ key, mayHideSources }) => [key, mayHideSources])).toEqual([
      ['workbook:kpis', true],
      ['datasource:sales', false],
    ])
  })
})

describe('nodes that do not count are reported', () => {
  const unread = (count: number) =>
    upstreamNotices(
      look(
        Array.from({ length: count }, (_, index) =>
          shows(dashboard(`e${index}`, 'orders', 'products'), 'kpis'),
        ),
        [content('workbook:kpis', { tables: [ORDERS] })],
      ),
    )

  test('in one sentence for any number of exposures', () => {
    expect(unread(0)).toEqual([])
    expect(unread(1)).toEqual([message('AE-NOT-READ', { exposures: 'e0 names products' })])
    const [fifty, ...others] = unread(50)
    expect(others).toEqual([])
    expect(fifty?.message).toContain('e4 names products; and 45 more exposures')
  })

  test('with both names if Tableau reads them elsewhere', () => {
    const behind = look(
      [shows(dashboard('kpis', 'orders', 'customers'), 'kpis')],
      [content('workbook:kpis', { tables: [ORDERS, 'analytics.legacy.customers'] })],
    )
    expect(behind.upstream('workbook:kpis')).toEqual(['orders'])
    expect(behind.of('workbook:kpis')?.otherEnvironment).toEqual([])
    expect(upstreamNotices(behind)).toEqual([
      message('AE-READ-ELSEWHERE', {
        tables: 'kpis reads analytics.legacy.customers, while dbt builds analytics.marts.customers',
      }),
    ])
  })
})

describe('a table that may be one of two models', () => {
  const shop = manifestOf({
    'model.shop.a': { schema: 'one', alias: 'x' },
    'model.shop.b': { schema: 'two', alias: 'x' },
    'model.shop.orders': {},
    'model.shop.products': {},
  })
  const lineages = [content('workbook:kpis', { tables: ['x'] })]

  test('is the declared one, and nothing is unknown', () => {
    const { upstream } = look([shows(dashboard('kpis', 'a', 'orders'), 'kpis')], lineages, shop)
    expect(upstream('workbook:kpis')).toEqual(['a'])
  })

  test('is unknown if neither is declared, and proves nothing', () => {
    const { of, upstream, unread } = look(
      [shows(dashboard('kpis', 'orders', 'products'), 'kpis')],
      [content('workbook:kpis', { tables: [ORDERS, 'x'] })],
      shop,
    )
    expect(upstream('workbook:kpis')).toEqual(['orders', 'products'])
    expect(unread).toEqual([])
    expect(of('workbook:kpis')?.unrelated).toBeNull()
    expect(look([shows(dashboard('kpis'), 'kpis')], lineages, shop).of('workbook:kpis')?.unrelated).toBeNull()
  })
})

test('what may contain a declared node counts as declared, and comes through the data source that reads it', () => {
  const { of } = look(
    [shows(dashboard('kpis', 'orders', 'customers'), 'kpis')],
    [
      content('workbook:kpis', { tables: [CUSTOMERS], reads: ['sales'] }),
      content('datasource:sales', { tables: [VIEW_BY_HAND] }),
    ],
  )
  expect(of('workbook:kpis')?.upstream).toEqual([
    { node: 'model.shop.customers', via: null, declared: true },
    { node: 'model.shop.orders', via: 'datasource:sales', declared: true },
  ])
})

describe('a node that Tableau shows in another place', () => {
  const found = [shows(dashboard('kpis', 'orders', 'customers'), 'kpis')]
  const reading = (...tables: (string | null)[]) => look(found, [content('workbook:kpis', { tables })])

  test('is not among the unknown, if all tables are shown', () => {
    expect(reading(CUSTOMERS, 'prod.marts.orders', VIEW_BY_HAND).upstream('workbook:kpis')).toEqual([
      'customers',
    ])
  })

  test('may be read here too, if a table is hidden', () => {
    expect(reading(CUSTOMERS, 'prod.marts.orders', null).upstream('workbook:kpis')).toEqual([
      'customers',
      'orders',
    ])
  })

  test('is unknown if no exposure names it', () => {
    const { of, upstream } = reading(CUSTOMERS, 'prod.marts.products')
    expect(upstream('workbook:kpis')).toEqual(['customers', 'orders'])
    expect(of('workbook:kpis')?.elsewhere).toEqual([])
  })

  test('is read: only others of depends_on are reported', () => {
    const more = [shows(dashboard('kpis', 'orders', 'products'), 'kpis')]
    const { unread } = look(more, [content('workbook:kpis', { tables: ['prod.marts.orders'] })])
    expect(unread).toEqual(['kpis: products'])
  })
})

test('if nothing is left, the nodes of declared exposures count, not those that discovery found', () => {
  const discovered = { ...dashboard('found', 'customers'), origin: 'discovered' as const }
  const { upstream } = look(
    [shows(dashboard('kpis', 'orders'), 'kpis', 'a'), shows(discovered, 'kpis', 'b')],
    [
      content('workbook:kpis', { tables: null }),
      content('workbook:a', { tables: [ORDERS] }),
      content('workbook:b', { tables: [CUSTOMERS] }),
    ],
  )
  expect(upstream('workbook:kpis')).toEqual(['orders'])
})

test('of content without any extract, nothing is reported as not read', () => {
  const found = [shows(dashboard('kpis', 'orders', 'products'), 'kpis')]
  const { unread } = look(found, [content('workbook:kpis', { hasExtract: false, tables: [ORDERS] })])
  expect(unread).toEqual([])
})
