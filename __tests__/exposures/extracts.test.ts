import { describe, expect, test } from '@jest/globals'
import { findExtracts } from '../../src/exposures/extracts.js'
import type { RelationMapping } from '../../src/exposures/relations.js'
import type { Exposure, ExtractToPlan } from '../../src/exposures/types.js'
import type { ContentLineage, ExtractKey, Luid, TableauTable } from '../../src/tableau/types.js'
import { manifestOf, uid } from '../support/dbt.js'
import { content, dashboard, models, table } from './lineage.js'

const ORDERS = 'analytics.marts.orders'
const CUSTOMERS = 'analytics.marts.customers'
const PRODUCTS = 'analytics.marts.products'
const MANIFEST = models('orders', 'customers', 'products')

const lookedUp = (exposure: Exposure, ...contents: readonly string[]) => ({
  exposure,
  contents: contents as readonly Luid[],
})

const behind = (...given: Parameters<typeof findExtracts>) => findExtracts(...given).extracts

function extracts(
  found: readonly ReturnType<typeof lookedUp>[],
  lineages: readonly ContentLineage[],
  relationMap: readonly RelationMapping[] = [],
): Record<string, ExtractToPlan> {
  const { extracts: all } = findExtracts(found, { manifest: MANIFEST, lineages, relationMap })
  const byKey = Object.fromEntries(all.map((extract) => [extract.key, extract]))
  // Every key is unique.
  expect(Object.keys(byKey)).toHaveLength(all.length)
  return byKey
}

/** The upstream, sorted, each as `orders` or `orders via datasource:x`. */
function upstream(extract: ExtractToPlan | undefined): string[] | undefined {
  return extract?.upstream
    .map(({ node, via }) => `${node.replace('model.shop.', '')}${via === null ? '' : ` via ${via}`}`)
    .sort()
}

const names = (extract: ExtractToPlan | undefined): string[] | undefined =>
  extract?.exposures.map(({ name }) => name)

describe('a workbook with its own extract', () => {
  const kpis = [lookedUp(dashboard('kpis', 'orders', 'customers'), 'kpis')]

  test('is refreshed, with the models that Tableau confirms as upstream', () => {
    const all = extracts(kpis, [content('workbook:kpis', { tables: [ORDERS] })])
    expect(Object.keys(all)).toEqual(['workbook:kpis'])
    expect(upstream(all['workbook:kpis'])).toEqual(['orders'])
    expect(all['workbook:kpis']).toMatchObject({ reads: [], otherEnvironment: [] })
  })

  test('has a confirmed model upstream that its exposure does not declare', () => {
    const all = extracts(kpis, [content('workbook:kpis', { tables: [ORDERS, PRODUCTS] })])
    expect(all['workbook:kpis']?.upstream).toEqual([
      { node: 'model.shop.orders', via: null, declared: true },
      { node: 'model.shop.products', via: null, declared: false },
    ])
  })

  test('does not read orders because it reads orders_old', () => {
    const all = extracts(
      [lookedUp(dashboard('kpis', 'customers'), 'kpis')],
      [content('workbook:kpis', { tables: ['analytics.marts.orders_old', CUSTOMERS] })],
    )
    expect(upstream(all['workbook:kpis'])).toEqual(['customers'])
  })

  test.each<[string, readonly (string | null)[] | null]>([
    ['the lineage is off', null],
    ['one table has no name', [ORDERS, null]],
    ['Tableau knows none of the names', ['analytics.marts.unheard_of']],
    ['Tableau shows no tables', []],
  ])('counts every declared node if %s', (_, tables) => {
    const { 'workbook:kpis': extract } = extracts(kpis, [content('workbook:kpis', { tables })])
    expect(upstream(extract)).toEqual(['customers', 'orders'])
    expect(extract?.otherEnvironment).toEqual([])
  })

  test.each<[string, readonly string[], string]>([
    [
      'counts a node that dbt no longer has if nothing is confirmed',
      ['analytics.marts.unheard_of'],
      'deleted',
    ],
    ['does not count it if everything that is read is known', [ORDERS], 'orders'],
  ])('%s', (_, tables, counted) => {
    const found = [lookedUp(dashboard('kpis', 'deleted'), 'kpis')]
    const all = extracts(found, [content('workbook:kpis', { tables })])
    expect(upstream(all['workbook:kpis'])).toEqual([counted])
  })
})

describe('a workbook that reads a published data source', () => {
  const kpis = [lookedUp(dashboard('kpis', 'orders'), 'kpis')]

  test('live over a data source with an extract: the data source is refreshed', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { hasExtract: false, reads: ['sales'] }),
      content('datasource:sales', { tables: [ORDERS] }),
    ])
    expect(Object.keys(all)).toEqual(['datasource:sales'])
    expect(upstream(all['datasource:sales'])).toEqual(['orders'])
    expect(names(all['datasource:sales'])).toEqual(['kpis'])
  })

  test('live over a live data source: it is included, so that its row can say that there is no extract', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { hasExtract: false, reads: ['sales'] }),
      content('datasource:sales', { hasExtract: false, tables: [ORDERS] }),
    ])
    expect(Object.keys(all)).toEqual(['workbook:kpis'])
    expect(all['workbook:kpis']?.lineage.hasExtract).toBe(false)
    expect(all['workbook:kpis']?.reads).toEqual([])
  })

  test('with an extract of its own too: both are refreshed, and each has its own upstream', () => {
    const all = extracts(
      [lookedUp(dashboard('kpis', 'orders', 'customers'), 'kpis')],
      [
        content('workbook:kpis', { tables: [CUSTOMERS], reads: ['sales'] }),
        content('datasource:sales', { tables: [ORDERS] }),
      ],
    )
    expect(Object.keys(all).sort()).toEqual(['datasource:sales', 'workbook:kpis'])
    expect(upstream(all['datasource:sales'])).toEqual(['orders'])
    expect(upstream(all['workbook:kpis'])).toEqual(['customers', 'orders via datasource:sales'])
    expect(all['workbook:kpis']?.reads).toEqual(['datasource:sales'])
  })

  test('an embedded copy with an extract gets its data only through the data source', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { tables: [], reads: ['sales'] }),
      content('datasource:sales', { tables: [ORDERS] }),
    ])
    expect(upstream(all['workbook:kpis'])).toEqual(['orders via datasource:sales'])
  })

  test('an extract over a live data source reads the tables of that data source', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { tables: [], reads: ['sales'] }),
      content('datasource:sales', { hasExtract: false, tables: [ORDERS] }),
    ])
    expect(Object.keys(all)).toEqual(['workbook:kpis'])
    expect(upstream(all['workbook:kpis'])).toEqual(['orders'])
    expect(all['workbook:kpis']?.reads).toEqual([])
  })

  test('a table read directly and through a data source counts as read directly', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { tables: [ORDERS], reads: ['sales'] }),
      content('datasource:sales', { tables: [ORDERS] }),
    ])
    expect(upstream(all['workbook:kpis'])).toEqual(['orders'])
  })

  test('a data source that may have an extract counts as one that has', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { hasExtract: false, reads: ['sales'] }),
      content('datasource:sales', { hasExtract: null, tables: null }),
    ])
    expect(Object.keys(all)).toEqual(['datasource:sales'])
    expect(upstream(all['datasource:sales'])).toEqual(['orders'])
  })

  test('with a hidden data source, all declared nodes count', () => {
    const all = extracts(
      [lookedUp(dashboard('kpis', 'orders', 'customers'), 'kpis')],
      [content('workbook:kpis', { tables: [ORDERS], reads: ['hidden'] })],
    )
    expect(upstream(all['workbook:kpis'])).toEqual(['customers', 'orders'])
    expect(all['workbook:kpis']?.reads).toEqual([])
  })
})

describe('a workbook over a data source over another data source', () => {
  const kpis = [lookedUp(dashboard('kpis', 'orders'), 'kpis')]
  const chain = [
    content('workbook:kpis', { tables: [], reads: ['mart'] }),
    content('datasource:mart', { tables: [], reads: ['base'] }),
    content('datasource:base', { tables: [ORDERS] }),
  ]

  test('each gets the data through the next one', () => {
    const all = extracts(kpis, chain)
    expect(upstream(all['datasource:base'])).toEqual(['orders'])
    expect(upstream(all['datasource:mart'])).toEqual(['orders via datasource:base'])
    expect(upstream(all['workbook:kpis'])).toEqual(['orders via datasource:mart'])
    expect(all['workbook:kpis']?.reads).toEqual(['datasource:mart'])
  })

  test('a live data source in the chain is skipped', () => {
    const [workbook, , base] = chain
    const live = content('datasource:mart', { hasExtract: false, reads: ['base'] })
    const all = extracts(
      kpis,
      [workbook, live, base].flatMap((one) => one ?? []),
    )
    expect(Object.keys(all).sort()).toEqual(['datasource:base', 'workbook:kpis'])
    expect(upstream(all['workbook:kpis'])).toEqual(['orders via datasource:base'])
    expect(all['workbook:kpis']?.reads).toEqual(['datasource:base'])
  })

  test('two data sources that read each other cause no endless loop', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { hasExtract: false, reads: ['a'] }),
      content('datasource:a', { tables: [ORDERS], reads: ['b'] }),
      content('datasource:b', { tables: [], reads: ['a'] }),
    ])
    expect(upstream(all['datasource:a'])).toEqual(['orders'])
    expect(upstream(all['datasource:b'])).toEqual(['orders via datasource:a'])
    expect(all['datasource:a']?.reads).toEqual(['datasource:b'])
  })
})

describe('if nothing is confirmed, the data arrives', () => {
  const kpis = [lookedUp(dashboard('kpis', 'orders'), 'kpis')]

  test('through the one data source with an extract', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { tables: [], reads: ['sales'] }),
      content('datasource:sales', { tables: null }),
    ])
    expect(upstream(all['workbook:kpis'])).toEqual(['orders via datasource:sales'])
  })

  test.each<[string, readonly ContentLineage[]]>([
    [
      'its own tables are not known',
      [content('workbook:kpis', { tables: null, reads: ['sales'] }), content('datasource:sales')],
    ],
    [
      'it reads two data sources',
      [
        content('workbook:kpis', { reads: ['sales', 'more'] }),
        content('datasource:sales', { tables: null }),
        content('datasource:more', { tables: null }),
      ],
    ],
    [
      'it also reads a live data source, whose new data shows at once',
      [
        content('workbook:kpis', { reads: ['sales', 'live'] }),
        content('datasource:sales', { tables: null }),
        content('datasource:live', { hasExtract: false, tables: null }),
      ],
    ],
    [
      'there is a live data source with unknown tables in between',
      [
        content('workbook:kpis', { reads: ['live'] }),
        content('datasource:live', { hasExtract: false, tables: null, reads: ['sales'] }),
        content('datasource:sales', { tables: null }),
      ],
    ],
  ])('perhaps directly, if %s', (_, lineages) => {
    expect(upstream(extracts(kpis, lineages)['workbook:kpis'])).toEqual(['orders'])
  })
})

describe('a data source that two dashboards share', () => {
  const found = [
    lookedUp(dashboard('support', 'orders', 'customers'), 'support'),
    lookedUp(dashboard('kpis', 'orders'), 'kpis'),
  ]
  const lineages = [
    content('workbook:support', { tables: [CUSTOMERS], reads: ['sales'] }),
    content('workbook:kpis', { hasExtract: false, reads: ['sales'] }),
    content('datasource:sales', { tables: [ORDERS] }),
  ]

  test('is one extract for both, which are sorted by name', () => {
    expect(names(extracts(found, lineages)['datasource:sales'])).toEqual(['kpis', 'support'])
  })

  test('does not wait for a table that only the other dashboard reads', () => {
    const all = extracts(found, lineages)
    expect(upstream(all['datasource:sales'])).toEqual(['orders'])
    expect(upstream(all['workbook:support'])).toEqual(['customers', 'orders via datasource:sales'])
  })

  test('has the upstream of both if nothing is confirmed', () => {
    const blind = lineages.map((lineage) => ({ ...lineage, tables: [], gaps: ['redacted' as const] }))
    expect(upstream(extracts(found, blind)['datasource:sales'])).toEqual(['customers', 'orders'])
  })
})

describe('the same content referenced twice', () => {
  test('is one extract of one exposure', () => {
    const found = [lookedUp(dashboard('kpis', 'orders'), 'kpis', 'kpis', 'sales')]
    const all = extracts(found, [
      content('workbook:kpis', { tables: [ORDERS], reads: ['sales'] }),
      content('datasource:sales', { tables: [ORDERS] }),
    ])
    expect(Object.keys(all).sort()).toEqual(['datasource:sales', 'workbook:kpis'])
    expect(names(all['workbook:kpis'])).toEqual(['kpis'])
    expect(names(all['datasource:sales'])).toEqual(['kpis'])
  })
})

describe('another environment', () => {
  const kpis = [lookedUp(dashboard('kpis', 'orders', 'customers'), 'kpis')]
  const DEV = { dbt: ORDERS, tableau: 'analytics.dbt_ada.orders' }

  test('is reported with both names if Tableau reads these tables only there', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { tables: ['analytics.dbt_ada.orders', 'dev.marts.customers'] }),
    ])
    expect(all['workbook:kpis']?.otherEnvironment).toEqual([
      DEV,
      { dbt: CUSTOMERS, tableau: 'dev.marts.customers' },
    ])
    expect(upstream(all['workbook:kpis'])).toEqual(['customers', 'orders'])
  })

  test('is reported once for a table that two data sources read, and for a workbook that reads it through them', () => {
    const all = extracts(kpis, [
      content('workbook:kpis', { reads: ['a', 'b'] }),
      content('datasource:a', { tables: ['analytics.dbt_ada.orders'] }),
      content('datasource:b', { tables: ['analytics.dbt_ada.orders'] }),
    ])
    expect(all['datasource:a']?.otherEnvironment).toEqual([DEV])
    expect(all['workbook:kpis']?.otherEnvironment).toEqual([DEV])
  })

  test('is reported although the extract reads the same source, since all environments share sources', () => {
    const manifest = manifestOf({
      'source.shop.raw.payments': { schema: 'raw' },
      'model.shop.orders': { schema: 'dbt_ada', reads: ['source.shop.raw.payments'] },
    })
    const exposed = { ...dashboard('kpis', 'orders'), upstream: [...manifest.nodes.keys()] }
    const lineages = [content('workbook:kpis', { tables: [ORDERS, 'analytics.raw.payments'] })]
    const [extract] = behind([lookedUp(exposed, 'kpis')], { manifest, lineages, relationMap: [] })
    expect(extract?.otherEnvironment).toEqual([{ dbt: 'analytics.dbt_ada.orders', tableau: ORDERS }])
  })

  test.each<[string, readonly (string | null)[]]>([
    ['one of the tables is read where dbt built it', ['analytics.dbt_ada.orders', CUSTOMERS]],
    ['the same table is read in both places', ['analytics.dbt_ada.orders', ORDERS]],
  ])('is not reported if %s', (_, tables) => {
    const all = extracts(kpis, [content('workbook:kpis', { tables })])
    expect(all['workbook:kpis']?.otherEnvironment).toEqual([])
  })

  // A development build must not refresh production's content only because Tableau cannot parse its custom SQL.
  test.each<[string, readonly (string | null)[] | null]>([
    ['is not known', null],
    ['is incomplete', [null]],
    ['shows other names only', ['analytics.marts.unheard_of']],
  ])('is reported for an extract whose own lineage %s, if all its models are read elsewhere', (_, tables) => {
    const all = extracts(
      [...kpis, lookedUp(dashboard('dark', 'orders'), 'dark')],
      [
        content('workbook:kpis', { tables: ['analytics.dbt_ada.orders'] }),
        content('workbook:dark', { tables }),
      ],
    )
    expect(all['workbook:dark']?.otherEnvironment).toEqual([DEV])
  })

  test.each<[string, readonly string[], readonly (string | null)[]]>([
    ['it is unknown where one of its models is read', ['orders', 'products'], ['analytics.dbt_ada.orders']],
    ['the lineage of the other extract is incomplete too', ['orders'], ['analytics.dbt_ada.orders', null]],
  ])('is reported for an extract whose own lineage is not known, if %s', (_, models, tables) => {
    const all = extracts(
      [...kpis, lookedUp(dashboard('dark', ...models), 'dark')],
      [content('workbook:kpis', { tables }), content('workbook:dark', { tables: null })],
    )
    expect(all['workbook:dark']?.otherEnvironment).toEqual([DEV])
    expect(all['workbook:kpis']?.otherEnvironment).toEqual([DEV])
  })

  test.each<[string, readonly (string | null)[] | null]>([
    ['is not known', null],
    ['shows one table elsewhere and hides others', ['analytics.dbt_ada.orders', null]],
  ])(
    'is not reported for an extract whose lineage %s, if another extract reads what this build wrote',
    (_, tables) => {
      const all = extracts(
        [...kpis, lookedUp(dashboard('dark', 'orders', 'products'), 'dark', 'more')],
        [
          content('workbook:kpis', { tables: ['analytics.dbt_ada.orders'] }),
          content('workbook:dark', { tables }),
          content('workbook:more', { tables: [PRODUCTS] }),
        ],
      )
      expect(all['workbook:dark']?.otherEnvironment).toEqual([])
      expect(upstream(all['workbook:dark'])).toContain('orders')
    },
  )

  test('is reported for custom SQL that names a table without a schema, which fits every environment', () => {
    const all = extracts(
      [...kpis, lookedUp(dashboard('dark', 'orders'), 'dark')],
      [
        content('workbook:kpis', { tables: ['analytics.dbt_ada.orders'] }),
        content('workbook:dark', { tables: ['orders'] }),
      ],
    )
    expect(all['workbook:dark']?.otherEnvironment).toEqual([DEV])
  })

  test.each<[string, readonly string[], number]>([
    [
      'is reported for an extract that depends only on sources, if all other extracts read elsewhere',
      ['analytics.dbt_ada.orders'],
      1,
    ],
    [
      'is not reported for it if tables of this build are read too',
      ['analytics.dbt_ada.orders', CUSTOMERS],
      0,
    ],
  ])('%s', (_, tables, pairs) => {
    const raw = manifestOf({
      'model.shop.orders': {},
      'model.shop.customers': {},
      'source.shop.payments': {},
    })
    const payments = { ...dashboard('payments'), upstream: [uid('source.shop.payments')] }
    const lineages = [
      content('workbook:kpis', { tables: tables.slice(0, 1) }),
      content('workbook:more', { tables: tables.slice(1) }),
      content('workbook:payments', { tables: ['analytics.marts.payments'] }),
    ]
    const found = [
      lookedUp(dashboard('kpis', 'orders', 'customers'), 'kpis', 'more'),
      lookedUp(payments, 'payments'),
    ]
    const all = behind(found, { manifest: raw, lineages, relationMap: [] })
    const extract = all.find(({ key }) => key === 'workbook:payments')
    expect(extract?.upstream.map(({ node }) => node)).toEqual(['source.shop.payments'])
    expect(extract?.otherEnvironment).toHaveLength(pairs)
  })

  test('is not reported if another extract reads that model where dbt built it', () => {
    const all = extracts(
      [...kpis, lookedUp(dashboard('more', 'orders'), 'more', 'dark')],
      [
        content('workbook:kpis', { tables: ['analytics.dbt_ada.orders'] }),
        content('workbook:more', { tables: [ORDERS] }),
        content('workbook:dark', { tables: null }),
      ],
    )
    expect(all['workbook:kpis']?.otherEnvironment).toEqual([DEV])
    expect(all['workbook:dark']?.otherEnvironment).toEqual([])
  })

  describe('where only the database differs', () => {
    const WITHOUT_DATABASE = { ...table('marts.orders'), fullName: '[marts].[orders]' }
    const DATASET = { ...table('Acme_Production.marts.orders', 'bigquery'), fullName: '[marts].[orders]' }
    const ELSEWHERE = [{ dbt: CUSTOMERS, tableau: 'prod.marts.customers' }]

    /** What the second extract shows, next to one that shows `beside`. */
    const next = (one: TableauTable, beside: TableauTable) =>
      extracts(
        [...kpis, lookedUp(dashboard('w', 'orders'), 'w')],
        [content('workbook:kpis', { tables: [beside] }), content('workbook:w', { tables: [one] })],
      )['workbook:w']?.otherEnvironment

    test.each<[string, string, TableauTable, string]>([
      ['a dataset of BigQuery without its project', 'prod.marts.customers', DATASET, 'bigquery'],
      ['a schema of Snowflake without its database', 'prod.marts.customers', WITHOUT_DATABASE, 'snowflake'],
    ])('it is reported for %s, if other extracts show another one', (_, place, one, connectionType) => {
      const beside = { ...table(place, connectionType), fullName: '[prod.marts].[customers]' }
      expect(next(one, beside)).toEqual(ELSEWHERE)
    })

    test.each<[string, TableauTable, TableauTable]>([
      [
        'other extracts show the database of this build',
        DATASET,
        { ...table(CUSTOMERS, 'bigquery'), fullName: '[analytics.marts].[customers]' },
      ],
      [
        'only the schema of what is read elsewhere is known to differ',
        DATASET,
        { ...table('archive.customers', 'bigquery'), fullName: '[archive].[customers]' },
      ],
      [
        'what is read elsewhere is in the same database',
        WITHOUT_DATABASE,
        { ...table('analytics.archive.customers'), fullName: '[analytics].[archive].[customers]' },
      ],
    ])('it is not reported for a name without the database, if %s', (_, one, beside) => {
      expect(next(one, beside)).toEqual([])
    })
  })

  describe('of a development build', () => {
    // Tableau reads production, analytics.marts. The calendar is in a schema that all environments share.
    const dev = manifestOf({
      'source.shop.raw.payments': { schema: 'raw', alias: 'payments' },
      'seed.shop.calendar': { schema: 'shared' },
      'model.shop.orders': { schema: 'dbt_ada', reads: ['source.shop.raw.payments', 'seed.shop.calendar'] },
      'model.shop.customers': { schema: 'dbt_ada' },
      'model.shop.report': {
        schema: 'dbt_ada',
        materialized: 'view',
        reads: ['model.shop.orders', 'model.shop.customers'],
      },
      'model.shop.step': { schema: 'dbt_ada', materialized: 'ephemeral', reads: ['model.shop.customers'] },
      'model.shop.fixed': { schema: 'reporting', materialized: 'view', reads: ['model.shop.orders'] },
      'model.shop.staged': { schema: 'dbt_ada_staging', reads: ['source.shop.raw.payments'] },
      'model.shop.mart': { schema: 'dbt_ada', reads: ['model.shop.staged'] },
    })
    const CALENDAR = 'analytics.shared.calendar'
    const PAIR = { dbt: 'analytics.dbt_ada.orders', tableau: ORDERS }
    const on = (name: string, ...ids: readonly string[]) =>
      lookedUp({ ...dashboard(name), upstream: ids.map(uid) }, name)
    const both = ['model.shop.orders', 'seed.shop.calendar']

    /** For each extract, the names that show another environment, or its upstream if there are none. */
    function verdicts(
      found: readonly ReturnType<typeof lookedUp>[],
      lineages: readonly ContentLineage[],
      manifest = dev,
    ): Record<string, string> {
      const all = behind(found, { manifest, lineages, relationMap: [] })
      return Object.fromEntries(
        all.map((extract) => [
          extract.lineage.content.name,
          extract.otherEnvironment.length > 0
            ? `other: ${extract.otherEnvironment.map(({ tableau }) => tableau).join(', ')}`
            : (upstream(extract) ?? []).map((one) => one.split('.').at(-1)).join(' '),
        ]),
      )
    }

    test.each<[string, readonly (string | null)[] | null]>([
      ['a shared seed', [ORDERS, CALENDAR]],
      ['a source', [ORDERS, 'analytics.raw.payments']],
      ['nothing', [ORDERS]],
    ])('is reported for what production shows, if %s is the same in both', (_, tables) => {
      expect(verdicts([on('kpis', ...both)], [content('workbook:kpis', { tables })])).toEqual({
        kpis: `other: ${ORDERS}`,
      })
      const all = behind([on('kpis', ...both)], {
        manifest: dev,
        lineages: [content('workbook:kpis', { tables })],
        relationMap: [],
      })
      expect(all[0]?.otherEnvironment).toEqual([PAIR])
    })

    test.each<[string, Parameters<typeof content>[1]]>([
      ['is incomplete', { tables: [CALENDAR], gaps: ['custom-sql'] }],
      ['is not known', { tables: null }],
      ['shows a file too', { tables: [ORDERS, CALENDAR, table('Extract.Extract', 'hyper')] }],
      ['shows a view made by hand', { tables: ['analytics.marts.by_hand'] }],
      ['shows a name without a schema', { tables: ['orders'] }],
    ])('is also reported for an extract whose lineage %s, despite the shared seed', (_, shape) => {
      const all = verdicts(
        [on('kpis', ...both), on('dark', ...both, 'model.shop.customers')],
        [content('workbook:kpis', { tables: [ORDERS, CALENDAR] }), content('workbook:dark', shape)],
      )
      expect(all).toEqual({ kpis: `other: ${ORDERS}`, dark: `other: ${ORDERS}` })
    })

    test('is reported for tables read through a view elsewhere', () => {
      const all = verdicts(
        [on('kpis', 'model.shop.orders', 'model.shop.customers')],
        [content('workbook:kpis', { tables: ['analytics.marts.report'] })],
      )
      expect(all).toEqual({ kpis: 'other: analytics.marts.report' })
    })

    test.each<[string, string, string]>([
      ['a view', 'model.shop.report', ORDERS],
      ['an ephemeral model', 'model.shop.step', CUSTOMERS],
    ])('is reported if the exposure names %s on the table that it reads elsewhere', (_, named, read) => {
      const all = verdicts([on('kpis', named)], [content('workbook:kpis', { tables: [read] })])
      expect(all).toEqual({ kpis: `other: ${read}` })
    })

    test('is reported for a view in a fixed schema because of the tables behind it', () => {
      const all = verdicts(
        [on('kpis', 'model.shop.fixed'), on('more', 'model.shop.orders')],
        [
          content('workbook:kpis', { tables: ['analytics.reporting.fixed'] }),
          content('workbook:more', { tables: [ORDERS] }),
        ],
      )
      expect(all).toEqual({ kpis: `other: ${ORDERS}`, more: `other: ${ORDERS}` })
    })

    test('is not reported for the content of the developer, only for that of production', () => {
      const all = verdicts(
        [on('kpis', ...both), on('sandbox', 'model.shop.customers'), on('staging', 'model.shop.staged')],
        [
          content('workbook:kpis', { tables: [ORDERS, CALENDAR] }),
          content('workbook:sandbox', { tables: ['analytics.dbt_ada.customers'] }),
          content('workbook:staging', { tables: ['analytics.dbt_ada_staging.staged'] }),
        ],
      )
      expect(all).toEqual({ kpis: `other: ${ORDERS}`, sandbox: 'customers', staging: 'staged' })
    })
  })

  describe('of a production build with one table that is read in an old schema', () => {
    const production = manifestOf({
      'model.shop.staged': { schema: 'staging' },
      'model.shop.mart': { reads: ['model.shop.staged'] },
      'model.shop.report': { materialized: 'view', reads: ['model.shop.staged'] },
      'model.shop.orders': {},
    })
    const on = (name: string, ...ids: readonly string[]) =>
      lookedUp({ ...dashboard(name), upstream: ids.map(uid) }, name)

    test('is not reported: only that table does not count', () => {
      const all = behind(
        [on('kpis', 'model.shop.mart', 'model.shop.staged'), on('dark', 'model.shop.orders')],
        {
          manifest: production,
          lineages: [
            content('workbook:kpis', { tables: ['analytics.marts.mart', 'analytics.old.staged'] }),
            content('workbook:dark', { tables: null }),
          ],
          relationMap: [],
        },
      )
      expect(
        all.map((extract) => [upstream(extract), extract.elsewhere.length, extract.otherEnvironment]),
      ).toEqual([
        [['mart'], 1, []],
        [['orders'], 0, []],
      ])
    })

    test('is not reported for a view on it if other tables are read in this environment', () => {
      const all = behind(
        [on('kpis', 'model.shop.mart'), on('old', 'model.shop.staged'), on('view', 'model.shop.report')],
        {
          manifest: production,
          lineages: [
            content('workbook:kpis', { tables: ['analytics.marts.mart'] }),
            content('workbook:old', { tables: ['analytics.old.staged'] }),
            content('workbook:view', { tables: ['analytics.marts.report'] }),
          ],
          relationMap: [],
        },
      )
      expect(all.map(({ otherEnvironment }) => otherEnvironment.length)).toEqual([0, 1, 0])
    })
  })

  test('is not reported if relation-map maps it', () => {
    const tables = ['analytics.dbt_ada.orders']
    const mapping: RelationMapping = {
      dbt: { database: 'analytics', schema: 'marts' },
      tableau: { database: 'analytics', schema: 'dbt_ada' },
    }
    const all = extracts(kpis, [content('workbook:kpis', { tables })], [mapping])
    expect(all['workbook:kpis']?.otherEnvironment).toEqual([])
    expect(upstream(all['workbook:kpis'])).toEqual(['orders'])
  })
})

describe('an extract is called unrelated only if it is known to read nothing of the project', () => {
  const CRM = 'crm.sales.accounts'
  const unrelated = (exposure: Exposure, tables: readonly (string | null)[], manifest = MANIFEST) => {
    const found = [lookedUp(exposure, 'kpis')]
    const lineages = [content('workbook:kpis', { tables })]
    return behind(found, { manifest, lineages, relationMap: [] })[0]?.unrelated
  }

  test('it reads only tables of others', () => {
    expect(unrelated(dashboard('kpis'), [CRM])).toEqual(['[sales].[accounts]'])
  })

  test.each<[string, Exposure, readonly (string | null)[]]>([
    ['one of its tables is hidden', dashboard('kpis'), [CRM, null]],
    ['it reads the project in another environment', dashboard('kpis', 'orders'), [CRM, 'prod.marts.orders']],
    ['it reads a model', dashboard('kpis'), [CRM, ORDERS]],
  ])('not if %s', (_, exposure, tables) => {
    expect(unrelated(exposure, tables)).toBeNull()
  })

  test('not if a table may be one of two models', () => {
    const twins = manifestOf({ 'model.shop.a': { alias: 'x' }, 'model.shop.b': { alias: 'x' } })
    expect(unrelated(dashboard('kpis'), ['analytics.marts.x'], twins)).toBeNull()
  })
})

describe('an exposure that discovery found', () => {
  const lineages = [
    content('workbook:kpis', { tables: [ORDERS], reads: ['sales'] }),
    content('datasource:sales', { tables: [CUSTOMERS] }),
  ]
  const discovered = {
    ...dashboard('kpis', 'orders', 'customers', 'products'),
    origin: 'discovered' as const,
  }

  test('stands only for the extracts that discovery names', () => {
    const found = [{ ...lookedUp(discovered, 'kpis'), extracts: ['datasource:sales' as ExtractKey] }]
    const keys = behind(found, { manifest: MANIFEST, lineages, relationMap: [] }).map(({ key }) => key)
    expect(keys).toEqual(['datasource:sales'])
  })

  test('is never told which nodes its content does not read', () => {
    const context = { manifest: MANIFEST, lineages, relationMap: [] }
    expect(findExtracts([lookedUp(discovered, 'kpis')], context).notRead).toEqual([])
    const declared = dashboard('kpis', 'orders', 'customers', 'products')
    expect(findExtracts([lookedUp(declared, 'kpis')], context).notRead).toEqual([
      { exposure: declared, nodes: ['model.shop.products'] },
    ])
  })
})
