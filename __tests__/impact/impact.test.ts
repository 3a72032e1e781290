import { describe, expect, test } from '@jest/globals'
import type { Html } from 'mdast'

import type { UniqueId } from '../../src/dbt/types.js'
import { DOCS } from '../../src/messages/docs.js'
import type { PendingDataSource, ExtractRow } from '../../src/plan/types.js'
import { annotationsOf } from '../../src/report/outputs/annotations.js'
import {
  type ChangedNode,
  type Impact,
  NOTHING_UNKNOWN,
  reachesAnything,
  type ReachedExposure,
  type RemovedExposure,
} from '../../src/impact/impact.js'
import { impactDiagram } from '../../src/report/pull-request/diagram.js'
import { commentMarkdown } from '../../src/report/pull-request/comment.js'
import {
  afterMergeText,
  impactHeadline,
  impactWordingContext,
} from '../../src/report/pull-request/impact-text.js'
import { mostImportantFirst } from '../../src/report/pull-request/order.js'
import { all, cells, CONSTANT_HTML, parsed, readable } from '../report/parsed.js'
import { docsPage } from '../../src/report/docs-link.js'
import { createRunLog } from '../../src/report/log/log.js'
import { outputsOf } from '../../src/report/outputs/outputs.js'
import { summaryMarkdown } from '../../src/report/summary/summary.js'
import { oneLine } from '../../src/base/untrusted-text.js'
import { readCommand } from '../../simulators/runner/workflow-commands.js'
import { HOSTILE } from '../report/hostile.js'
import {
  dataSources,
  exposure,
  key,
  newData,
  nodesNamed,
  NOW,
  planRow,
  report,
  SERVER,
  time,
} from '../report/stories.js'

const LONGEST = 65_536

function changed(name: string, more: Partial<ChangedNode> = {}): ChangedNode {
  const id = `model.shop.${name}` as UniqueId
  return { id, how: 'changed', parts: [], file: `models/${name}.sql`, ...more }
}

function reached(
  name: string,
  extracts: readonly ExtractRow[],
  more: Partial<ReachedExposure> = {},
): ReachedExposure {
  return {
    id: `exposure.shop.${name}` as UniqueId,
    name,
    label: name,
    owner: 'Finance',
    maturity: 'high',
    file: 'models/exposures.yml',
    line: 5,
    changed: null,
    changedUpstream: [changed('fct_orders')],
    extracts,
    noExtractReason: null,
    ...more,
  }
}

const removed = (name: string, more: Partial<RemovedExposure> = {}): RemovedExposure => ({
  name,
  label: name,
  owner: null,
  maturity: null,
  file: '',
  ...more,
})

function impact(exposures: readonly ReachedExposure[], more: Partial<Impact> = {}): Impact {
  return {
    changed: [changed('fct_orders')],
    exposures,
    removedExposures: [],
    unknown: NOTHING_UNKNOWN,
    parentsOf: () => [],
    tableauQueried: true,
    caveats: [],
    now: NOW,
    ...more,
  }
}

const due = (name: string) => planRow({ name }, newData('fct_orders'))
const waits = (name: string, until: number) =>
  planRow({ name }, { kind: 'skip', reason: 'build-after' }, { dueAt: until })

const upToDate = (pendingDataSources: readonly PendingDataSource[]) =>
  ({ kind: 'skip', reason: 'up-to-date', landedAt: NOW, pendingDataSources }) as const
const behindSales = (dueAt: number | null) =>
  planRow(
    { name: `Board ${dueAt ?? 'open'}` },
    upToDate([{ key: key('Sales', 'datasource'), dueAt }]),
    dataSources('Sales'),
  )

describe('after the merge', () => {
  test.each([
    [
      'a window that is used up',
      behindSales(time('12:00:00')),
      'waits for data source Sales, not before 12:00 UTC on 24 Nov',
    ],
    ['something else', behindSales(null), 'refreshes after Sales'],
    ['nothing', planRow({ name: 'Board' }, upToDate([])), 'stays as it is: nothing upstream of it changes'],
    [
      'its own window',
      waits('Board', time('12:00:00')),
      'refreshes with the first run after 12:00 UTC on 24 Nov',
    ],
  ])('a workbook that reads Sales, which waits for %s', (_, row, expected) => {
    const given = impact([reached('kpis', [row])])
    expect(afterMergeText(row, impactWordingContext(given))).toBe(expected)
    expect(commentMarkdown(given, null, 0)).toContain(expected)
  })

  test('two changed models with the same name in two projects have different names', () => {
    const [ours, theirs] = [
      changed('orders'),
      { ...changed('orders'), id: 'model.finance.orders' as UniqueId },
    ]
    const given = impact([reached('kpis', [due('KPIs')], { changedUpstream: [theirs] })], {
      changed: [ours, theirs],
    })
    expect(commentMarkdown(given, null, 0)).toContain(
      '- finance.orders → 1 exposure\n\nChanged, and no exposure reads it: shop.orders.\n',
    )
    expect(impactDiagram(given)?.mermaid).toContain('"finance#46;orders"')
  })
})

describe('the picture', () => {
  const arrows = (given: Impact): string[] => {
    const mermaid = impactDiagram(given)?.mermaid ?? ''
    const labels = new Map(
      [...mermaid.matchAll(/^ {2}(b\d+)\W+"([^"]*)"/gm)].map(([, id, label]) => [id, label]),
    )
    return [...mermaid.matchAll(/(b\d+) --> (b\d+)/g)].map(
      ([, from, to]) => `${labels.get(from) ?? ''} → ${labels.get(to) ?? ''}`,
    )
  }
  const ids = (parents: Readonly<Record<string, readonly string[]>>) => {
    const known = new Map(
      Object.entries(parents).map(([name, above]) => [`model.shop.${name}`, nodesNamed(...above)]),
    )
    return (id: UniqueId): readonly UniqueId[] => known.get(id) ?? []
  }

  test('leads from a changed node through the changed nodes behind which it is', () => {
    const [orders, revenue] = [changed('orders'), changed('revenue')]
    const kpis = planRow({ name: 'KPIs', upstream: ['agg'] }, newData('agg'))
    const given = impact([reached('KPIs', [kpis], { changedUpstream: [revenue, orders] })], {
      changed: [orders, revenue],
      parentsOf: ids({ agg: ['revenue'], revenue: ['stg'], stg: ['orders'] }),
    })
    expect(arrows(given)).toEqual(['revenue → #128309; KPIs', 'orders → revenue'])
  })

  test('leads to each extract from what it reads itself, and from its data sources', () => {
    const [orders, people] = [changed('orders'), changed('people')]
    const source = planRow({ name: 'People', kind: 'datasource', upstream: ['people'] }, newData('people'))
    const board = planRow({ name: 'Board', upstream: ['orders'], reads: ['People'] }, newData('orders'))
    const given = impact([reached('Board', [source, board], { changedUpstream: [orders, people] })], {
      changed: [orders, people],
    })
    expect(arrows(given)).toEqual([
      '#128309; People → #128309; Board',
      'people → #128309; People',
      'orders → #128309; Board',
    ])
  })

  test('is left out if all of it would be grey, because only a file was edited', () => {
    const source = planRow({ name: 'Orders', kind: 'datasource' }, upToDate([]))
    const board = planRow({ name: 'Board', reads: ['Orders'], via: 'Orders' }, upToDate([]))
    const edited = reached('Board', [source, board], { changed: 'file-edited', changedUpstream: [] })
    expect(impactDiagram(impact([edited], { changed: [] }))).toBeNull()
    const isNew = reached('KPIs', [source], { changed: 'new', changedUpstream: [] })
    expect(impactDiagram(impact([isNew], { changed: [] }))).not.toBeNull()
  })

  test('has a legend that says what the grey boxes are', () => {
    const given = impact([reached('Sales', [waits('Board', time('12:00:00'))])])
    expect(impactDiagram(given)?.legend).toBe(
      'green: changed · grey, dashed: refreshes later, dashboard · rectangle: dbt node, cylinder: extract, rounded: dashboard',
    )
  })

  test('of an exposure without extracts leads to its dashboard', () => {
    const given = impact([reached('Looker', [])])
    expect(arrows(given)).toEqual(['fct#95;orders → Looker'])
  })

  test('of many changed nodes leaves out those behind others before it leaves out exposures', () => {
    const names = Array.from({ length: 30 }, (_, index) => `m${index}`)
    const chain = Object.fromEntries(names.map((name, index) => [name, [`m${index + 1}`]]))
    const given = impact([reached('KPIs', [planRow({ name: 'KPIs', upstream: ['m0'] }, newData('m0'))])], {
      changed: names.map((name) => changed(name)),
      parentsOf: ids(chain),
    })
    expect(arrows(given)).toEqual(['m0 → #128309; KPIs'])
  })
})

const tour = planRow({ name: 'Tour' }, { kind: 'skip', reason: 'no-extract' })
const empty = {
  ...tour,
  extract: { ...tour.extract, lineage: { ...tour.extract.lineage, hasExtract: false } },
}

test.each<[string, string[], string]>([
  ['only data sources', ['Sales'], 'refreshes after Sales'],
  ['a node too', ['Sales', 'x'], 'waits for Sales, x'],
  ['a node only', ['x'], 'waits for x'],
])('an extract that waits for new data in %s', (_, names, text) => {
  const waitingFor = names
    .map((name) => (name === 'x' ? nodesNamed('x') : [key('Sales', 'datasource')]))
    .flat()
  const decision = { kind: 'skip', reason: 'waiting-for-upstream', waitingFor } as const
  const row = planRow({ name: 'KPIs' }, decision, dataSources('Sales'))
  expect(afterMergeText(row, { now: NOW, names: new Map([[key('Sales', 'datasource'), 'Sales']]) })).toBe(
    text,
  )
})

describe('the headline', () => {
  const six = time('06:00:00', '2026-11-25')
  test.each<[Impact, string]>([
    [
      impact([
        reached('a', [due('A'), due('B')]),
        reached('b', [due('B'), due('C'), waits('D', six), waits('E', six)]),
      ]),
      'After merge: 3 extracts refresh with the next build; 2 refresh with the first run after 06:00 UTC on 25 Nov',
    ],
    [impact([reached('a', [due('A')])]), 'After merge: 1 extract refreshes with the next build'],
    [
      impact([reached('a', [waits('A', six), waits('B', six + 1), waits('C', six + 86_400_000)])]),
      'After merge: 3 extracts refresh later, the first not before 06:00 UTC on 25 Nov, the last not before 06:00 UTC on 26 Nov',
    ],
    [
      impact([
        reached('a', [
          planRow({ name: 'A' }, { kind: 'skip', reason: 'no-extract' }),
          planRow({ name: 'B' }, { kind: 'skip', reason: 'upstream-failed', problems: [] }),
          planRow(
            { name: 'C' },
            { kind: 'skip', reason: 'waiting-for-upstream', waitingFor: nodesNamed('x') },
          ),
        ]),
      ]),
      'After merge: 1 extract waits for other new data; 1 is held back; 1 is live',
    ],
    [
      impact([reached('a', [behindSales(six), behindSales(null), planRow({ name: 'C' }, upToDate([]))])]),
      'After merge: 1 extract refreshes with the first run after 06:00 UTC on 25 Nov; 1 refreshes after its data source; 1 stays as it is',
    ],
    [
      impact([
        reached('a', [due('A')]),
        reached('b', [], { noExtractReason: 'switched off' }),
        reached('c', []),
        reached('d', [], { noExtractReason: 'the URL is on acme.looker.com' }),
      ]),
      'After merge: 1 extract refreshes with the next build. 2 exposures are not refreshed by this action',
    ],
    [impact([reached('a', [], { noExtractReason: 'switched off' })]), '1 exposure reached'],
    [impact([reached('a', [])], { tableauQueried: false }), '1 exposure reached'],
    [impact([]), '1 node changed, and no exposure reads it'],
    [impact([], { changed: [changed('a'), changed('b')] }), '2 nodes changed, and no exposure reads them'],
    [
      impact([], { changed: [], unknown: { gone: 1, goneHow: 'removed', unmapped: 0 } }),
      '1 file removed: what read it is not known',
    ],
    [
      impact([], { unknown: { gone: 2, goneHow: 'removed or renamed', unmapped: 2 } }),
      '1 node changed, and no exposure reads it. 2 files removed or renamed: what read them is not known. 2 files changed whose effect is not known',
    ],
    [impact([], { changed: [], removedExposures: [removed('gone')] }), '1 exposure removed. No data changes'],
    [
      impact([reached('a', [planRow({ name: 'A' }, { kind: 'skip', reason: 'no-extract' }), empty])]),
      'After merge: 1 extract is live; 1 has no data source',
    ],
    [impact([], { changed: [] }), 'No model, seed, snapshot or source has changed'],
  ])('%#', (given, expected) => {
    expect(impactHeadline(given)).toBe(expected)
  })
})

describe('the comment', () => {
  const body = (given: Impact): string => commentMarkdown(given, { server: SERVER, site: 'acme' }, 0)

  test('names the product and the dashboards, what merging does and when, and what changed on each node', () => {
    const orders = changed('fct_orders', { parts: ['body', 'contract'] })
    const stock = changed('stg_stock', { parts: ['config', 'relation'] })
    const given = impact(
      [
        reached('Sales', [due('Sales')], { maturity: 'low', changedUpstream: [orders] }),
        reached('Weekly KPIs', [waits('Weekly KPIs', time('12:00:00'))], {
          owner: 'Ines Quispe',
          changedUpstream: [stock, orders],
        }),
      ],
      { changed: [changed('unread', { how: 'new' }), stock, orders] },
    )
    const text = readable(body(given))
    expect(text.slice(0, text.indexOf('| Exposure')))
      .toBe(`### 📊 Active Exposures: reaches Weekly KPIs, Sales

**After merge: 1 extract refreshes with the next build; 1 refreshes with the first run after 12:00 UTC on 24 Nov**

- fct_orders (code, contract columns) → 2 exposures
- stg_stock (config, database, schema or alias) → 1 exposure

Changed, and no exposure reads it: unread (new).

`)
    const [table] = all(parsed(body(given)), 'table')
    expect(table === undefined ? [] : cells(table)).toEqual([
      ['Exposure', 'After merge'],
      [
        'Weekly KPIs\nInes Quispe · maturity high\nchanged: stg_stock (config, database, schema or alias), fct_orders (code, contract columns)\nmodels/exposures.yml:5',
        'Weekly KPIs refreshes with the first run after 12:00 UTC on 24 Nov\nworkbook in Finance · never refreshed by this action',
      ],
      [
        'Sales\nFinance · maturity low\nchanged: fct_orders (code, contract columns)\nmodels/exposures.yml:5',
        'Sales refreshes with the next build\nworkbook in Finance · never refreshed by this action',
      ],
    ])
  })

  test('the most important exposures come first: by maturity, then by how many exposures their extracts serve', () => {
    const shared = (name: string, serves: number) =>
      planRow(
        { name, exposures: Array.from({ length: serves }, (_, index) => exposure(`${name}${index}`)) },
        newData('fct_orders'),
      )
    const exposures = [
      reached('none', [shared('A', 9)], { maturity: null }),
      reached('low', [shared('B', 9)], { maturity: 'low' }),
      reached('high, one', [shared('C', 1)]),
      reached('odd', [shared('D', 1)], { maturity: 'golden' }),
      reached('high, many', [shared('E', 3)]),
      reached('medium', [shared('F', 1)], { maturity: 'medium' }),
    ]
    expect(mostImportantFirst(exposures).map(({ name }) => name)).toEqual([
      'high, many',
      'high, one',
      'medium',
      'low',
      'none',
      'odd',
    ])
    expect(body(impact(exposures))).toContain('reaches "high, many", "high, one", medium and 3 more\n')
  })

  test.each([
    [9, '1 more exposure is not drawn'],
    [10, '2 more exposures are not drawn'],
  ])('of %i exposures counts those that are not drawn', (count, line) => {
    const exposures = Array.from({ length: count }, (_, index) =>
      reached(`e${index}`, [due(`E${index}`)], { changedUpstream: [changed('fct_orders')] }),
    )
    expect(body(impact(exposures))).toContain(` · ${line}</sub>`)
  })

  test.each([
    [60, null],
    [61, '… and 1 more exposure.'],
    [62, '… and 2 more exposures.'],
  ])('of %i exposures counts those that are not in the table', (count, line) => {
    const exposures = Array.from({ length: count }, (_, index) =>
      reached(`e${index}`, [due(`E${index}`)], { changedUpstream: [changed('fct_orders')] }),
    )
    const text = readable(body(impact(exposures)))
    if (line === null) expect(text).not.toContain('… and')
    else expect(text).toContain(`\n${line}\n`)
  })

  test('of a file whose readers are not known says so, and is posted', () => {
    const given = impact([], { changed: [], unknown: { gone: 1, goneHow: 'removed', unmapped: 0 } })
    expect(reachesAnything(given)).toBe(true)
    expect(readable(body(given))).toContain(
      '### ⚠️ Active Exposures: what it reaches is not known\n\n**1 file removed: what read it is not known**\n',
    )
    expect(reachesAnything(impact([]))).toBe(false)
  })

  test('names the removed exposures', () => {
    const given = impact([], { changed: [], removedExposures: [removed('menu')] })
    expect(reachesAnything(given)).toBe(true)
    expect(readable(body(given))).toContain(
      '### 📊 Active Exposures: removes the exposure menu; no data changes\n\n**No longer refreshed after the merge**, unless another exposure names the same content:\n\n- **menu**\n\nIf people still use the content, give it a schedule in Tableau; otherwise there is nothing to do.\n\n<sub>Dry run',
    )
    expect(impactHeadline(given)).toBe('1 exposure removed. No data changes')
    const both = readable(
      body(impact([reached('kpis', [due('KPIs')])], { removedExposures: [removed('menu')] })),
    )
    expect(both).toContain('removes the exposure menu, reaches kpis\n\n**No longer refreshed')
    expect(both.indexOf('- **menu**')).toBeLessThan(both.indexOf('**After merge: 1 extract'))
    const unread = readable(body(impact([], { removedExposures: [removed('a'), removed('b')] })))
    expect(unread).toContain('removes the exposures a, b; reaches no other dashboard\n')
    const unknown = { gone: 1, goneHow: 'removed', unmapped: 0 } as const
    const half = impact([], { changed: [], removedExposures: [removed('menu')], unknown })
    expect(readable(body(half))).toContain('removes the exposure menu; what else it reaches is not known\n')
  })

  test('says below each removed node and broken contract what to do, and of how many dashboards', () => {
    const gone = changed('old_menu', { how: 'removed', file: null })
    const contract = { added: [], removed: ['amount'], retyped: [] }
    const orders = changed('fct_orders', { parts: ['contract'], contract })
    const all = Array.from({ length: 9 }, (_, index) =>
      reached(`board ${index}`, [], { changedUpstream: index === 0 ? [gone, orders] : [orders] }),
    )
    const text = readable(body(impact(all, { changed: [gone, orders, changed('dim_dates')] })))
    expect(text).toContain(
      '→ 9 exposures<br><sub>Check these 9 dashboards after the merge, or keep the columns as they are until nothing reads them.</sub>\n',
    )
    expect(text).toContain(
      '→ 1 exposure<br><sub>Check this dashboard after the merge, or keep the node until nothing reads it.</sub>\n',
    )
    expect(text.match(/Check th/g)).toHaveLength(2)
  })

  test('names the files whose effect is not known, at most three, as text', () => {
    const unmappedFiles = ['dbt_project.yml', 'snapshots/@team.yml', 'c.yml', 'd.yml']
    const unknown = { gone: 0, goneHow: 'removed', unmapped: 4, unmappedFiles } as const
    const given = impact([], { changed: [], unknown })
    const text = 'What the changes of dbt_project.yml, snapshots/@team.yml, c.yml and 1 more do is not known'
    expect(impactHeadline(given)).toBe(text)
    expect(readable(body(given))).toContain(`**${text}**`)
    expect(body(given)).not.toContain('/@team')
  })

  test('names the owner, the maturity and the file of a removed exposure', () => {
    const menu = removed('menu', { label: 'Menu', owner: 'Kitchen', maturity: 'low', file: 'models/e.yml' })
    const text = readable(body(impact([], { changed: [], removedExposures: [menu] })))
    expect(text).toContain('removes the exposure Menu;')
    expect(text).toContain('- **Menu** <sub>Kitchen · maturity low · models/e.yml</sub>\n')
  })

  test('folds the exposures of which only the file was edited, and counts none of their extracts', () => {
    const edited = (name: string) =>
      reached(name, [planRow({ name }, upToDate([]))], { changed: 'file-edited', changedUpstream: [] })
    const given = impact([edited('kpis'), edited('board')], {
      changed: [],
      removedExposures: [removed('menu')],
    })
    const text = readable(body(given))
    expect(text).toContain('### 📊 Active Exposures: removes the exposure menu; no data changes\n')
    expect(text.slice(0, text.indexOf('<details>'))).not.toMatch(/kpis|board/)
    expect(text).toContain('<summary>2 exposures whose file was edited</summary>')
    expect(impactHeadline(given)).toBe('1 exposure removed. No data changes')
    expect(readable(body(impact([edited('kpis')], { changed: [] })))).toContain(
      '### 📊 Active Exposures: edits the file of 1 exposure; no data changes\n\n<details>\n<summary>1 exposure whose file was edited</summary>',
    )
    const both = impact([reached('menu', [due('Menu')]), edited('kpis')])
    expect(readable(body(both))).toContain('Active Exposures: reaches menu\n')
    expect(impactHeadline(both)).toBe('After merge: 1 extract refreshes with the next build')
  })

  test.each([
    ['new', 'new\nchanged: fct_orders'],
    ['changed', 'changed: itself, fct_orders'],
    ['file-edited', 'its file was edited\nchanged: fct_orders'],
  ] as const)('says what is known of an exposure that is %s', (change, text) => {
    const given = impact([reached('kpis', [due('KPIs')], { changed: change })])
    const [table] = all(parsed(body(given)), 'table')
    expect(table === undefined ? [] : cells(table)[1]?.[0]).toBe(
      `kpis\nFinance · maturity high\n${text}\nmodels/exposures.yml:5`,
    )
  })

  test('names a removed model before the others that changed', () => {
    const changedUpstream = [changed('a'), changed('b'), changed('c'), changed('d', { how: 'removed' })]
    const given = impact([reached('kpis', [due('KPIs')], { changedUpstream })], { changed: changedUpstream })
    const text = readable(body(given))
    expect(text).toContain('<sub>⚠️ d (removed)</sub><br><sub>changed: a, b, c</sub>')
    expect(text.indexOf('- ⚠️ d (removed) → 1 exposure')).toBeLessThan(text.indexOf('- a → 1 exposure'))
  })

  const contract = { added: [], removed: ['amount'], retyped: [] }
  test.each<[string, Partial<ChangedNode>]>([
    ['is removed', { how: 'removed', file: null }],
    ['loses a column of its contract', { parts: ['contract'], contract }],
    [
      'has a column of another type',
      { contract: { ...contract, removed: [], retyped: [{ name: 'id', was: 'int', is: 'text' }] } },
    ],
  ])(
    'begins with the exposure of a node that %s, whatever its maturity, and draws the node red',
    (_, how) => {
      const given = impact(
        [
          reached('board', [due('Board')], { maturity: 'high' }),
          reached('menu', [due('Menu')], { maturity: 'low', changedUpstream: [changed('old_menu', how)] }),
        ],
        { changed: [changed('fct_orders'), changed('old_menu', how)] },
      )
      expect(readable(body(given))).toMatch(
        /### ⚠️ Active Exposures: (removes|breaks the contract of) old_menu, reaches menu, board\n/,
      )
      expect(impactDiagram(given)?.legend).toMatch(/^red: (removed|breaking contract change) · /)
    },
  )

  test('puts what a contract gains behind other changes of more important exposures', () => {
    const gains = { contract: { ...contract, removed: [], added: ['at'] } }
    const given = impact([
      reached('menu', [due('Menu')], { maturity: 'low', changedUpstream: [changed('menu', gains)] }),
      reached('board', [due('Board')]),
    ])
    expect(body(given)).toContain('reaches board, menu\n')
  })

  test('says on which day it was made, and gives every time a date, because it is read later', () => {
    const refreshed = planRow({ name: 'Menu' }, newData('fct_orders'), { lastRefreshedAt: time('05:00:00') })
    const given = impact([reached('menu', [refreshed, waits('Board', time('12:00:00'))])])
    expect(body(given)).not.toMatch(/today|tomorrow|yesterday/)
    expect(body(given)).toContain('last refreshed 24 Nov 05:00')
    expect(body(given)).toContain('after 12:00 UTC on 24 Nov')
    expect(body(given)).toContain('Dry run of Tue 24 Nov 2026')
  })

  test('has a row for each exposure in the order of importance, with its own extracts', () => {
    const exposures = [
      reached('a', [due('A')], { file: '', changedUpstream: [] }),
      reached('b', [waits('B', time('12:00:00'))], { file: '', changedUpstream: [] }),
      reached('c', [due('C'), due('A')], { file: '', changedUpstream: [], maturity: 'low' }),
    ]
    const [table] = all(parsed(body(impact(exposures))), 'table').map(cells)
    const place = 'workbook in Finance · never refreshed by this action'
    expect(table?.slice(1)).toEqual([
      ['a\nFinance · maturity high', `A refreshes with the next build\n${place}`],
      ['b\nFinance · maturity high', `B refreshes with the first run after 12:00 UTC on 24 Nov\n${place}`],
      [
        'c\nFinance · maturity low',
        `C refreshes with the next build\n${place}\nA refreshes with the next build\n${place}`,
      ],
    ])
  })

  test('of many exposures folds all but the most important', () => {
    const exposures = Array.from({ length: 15 }, (_, index) => reached(`e${index}`, [due(`E${index}`)]))
    const tables = all(parsed(body(impact(exposures))), 'table').map(
      (table) =>
        cells(table)
          .join()
          .match(/maturity high/g)?.length,
    )
    expect(tables).toEqual([12, 3])
    expect(body(impact(exposures))).toContain('<summary>3 more exposures</summary>')
    expect(body(impact(exposures.slice(2)))).toContain('<summary>1 more exposure</summary>')
  })

  test('that reaches nothing says so, and counts no zeros', () => {
    expect(readable(body(impact([])))).toBe(
      '### ✅ Active Exposures: reaches no dashboard\n\n**1 node changed, and no exposure reads it**\n\nChanged: fct_orders.\n\n<sub>Dry run of Tue 24 Nov 2026: nothing was refreshed · times in UTC</sub>\n',
    )
    expect(readable(body(impact([], { changed: [] })))).toBe(
      '### ✅ Active Exposures: reaches no dashboard\n\n**No model, seed, snapshot or source has changed**\n\n<sub>Dry run of Tue 24 Nov 2026: nothing was refreshed · times in UTC</sub>\n',
    )
  })
})

describe('what is wrong in production, on a pull request that has not caused it,', () => {
  const held = planRow(
    { name: 'KPIs' },
    {
      kind: 'skip',
      reason: 'upstream-failed',
      problems: [{ node: 'model.shop.stg' as UniqueId, kind: 'node', failedAt: time('06:01:12') }],
    },
  )
  const dead = {
    exposure: 'old',
    reason: 'not-found',
    message: 'Tableau has no workbook "Old".',
    candidates: [],
  } as const
  const reviewed = (exposures: readonly ReachedExposure[], event = 'pull_request') => {
    const { run } = report([])
    return report([{ row: held, result: null }], {
      run: { ...run, event },
      unresolved: [dead],
      impact: impact(exposures),
      mode: { kind: 'dry', why: 'this is a pull request', onProduction: false },
    })
  }
  const levels = (given: ReturnType<typeof report>) =>
    annotationsOf(given).flatMap(({ title, level }) =>
      /held|Unresolved/.test(title) ? [`${level} ${title}`] : [],
    )

  test('is a notice, and nothing that this reader has to do', () => {
    const given = reviewed([reached('kpis', [held])])
    expect(levels(given)).toEqual(['notice Workbook held back: KPIs', 'notice Unresolved: old'])
    const markdown = summaryMarkdown(given)
    expect(markdown).toMatch(/^## 🔵 /)
    expect(markdown).not.toContain('What to do')
  })

  test('is a warning if the pull request changes the exposure itself, and on a build', () => {
    const own = reviewed([reached('kpis', [held]), reached('old', [], { changed: 'changed' })])
    expect(levels(own)).toContain('warning Unresolved: old')
    expect(summaryMarkdown(own)).toMatch(/^## ⚠️ /)
    const build = { ...reviewed([], 'schedule'), impact: null }
    expect(levels(build)).toEqual(['warning Workbook held back: KPIs', 'warning Unresolved: old'])
  })
})

test('a changed contract names its columns', () => {
  const contract = {
    added: ['at'],
    removed: ['amount'],
    retyped: [{ name: 'id', was: 'int', is: 'bigint' }],
  }
  const orders = changed('fct_orders', { parts: ['body', 'contract'], contract })
  const comment = commentMarkdown(impact([reached('kpis', [due('KPIs')])], { changed: [orders] }), null, 100)
  expect(readable(comment)).toContain(
    'fct_orders (code, contract: amount removed, id bigint instead of int, at added) → 1 exposure',
  )
  const again = impact([reached('kpis', [due('KPIs')], { changedUpstream: [orders] })], { changed: [orders] })
  // An added column and new code break nothing.
  expect(annotationsOf(report([], { impact: again }))[0]?.message).toMatch(
    /^fct_orders \(contract: amount removed, id bigint instead of int\) reaches kpis\./,
  )
  expect(readable(commentMarkdown(again, null, 100))).toContain('⚠️ fct_orders (code, contract columns)<')
})

describe('the summary of a pull request', () => {
  const contract = { added: [], removed: ['amount'], retyped: [] }
  const broken = changed('fct_orders', { parts: ['contract'], contract })
  const menu = planRow({ name: 'Menu' }, upToDate([]))
  const summary = (given: Impact | null, rows: readonly ExtractRow[]): string => {
    const { run } = report([])
    return readable(
      summaryMarkdown(
        report(
          rows.map((row) => ({ row, result: null })),
          {
            impact: given,
            mode: { kind: 'dry', why: 'this is a pull request', onProduction: false },
            run: { ...run, event: 'pull_request' },
          },
        ),
      ),
    )
  }
  const start = (markdown: string): string[] => markdown.split('\n\n').slice(0, 2)

  test.each<[string, Impact | null, string]>([
    ['that changes nothing', impact([], { changed: [] }), 'no data changes · 1 not affected'],
    ['whose changes nothing reads', impact([]), 'reaches no exposure · 1 not affected'],
    [
      'that removes an exposure',
      impact([], { changed: [], removedExposures: [removed('old')] }),
      'removes 1 exposure · 1 not affected',
    ],
    [
      'that reaches an exposure without an extract',
      impact([reached('kpis', [])]),
      'reaches 1 exposure · 1 not affected',
    ],
    [
      'of which not all changes are known',
      impact([], { changed: [], unknown: { gone: 1, goneHow: 'removed', unmapped: 0 } }),
      'what this pull request reaches is not known · 1 not known to be affected',
    ],
    [
      'of which no change is known',
      null,
      'what this pull request reaches is not known · 1 not known to be affected',
    ],
  ])('%s says so, and that usual refreshes go on', (_, given, expected) => {
    const [headline, lead] = start(summary(given, [menu]))
    expect(headline).toBe(`## 🔵 Active Exposures, dry run: ${expected}`)
    expect(lead).toMatch(/fected:\*\* 1, whose usual refreshes go on\.$/)
  })

  test('counts what the change does not affect apart from what is never refreshed', () => {
    const given = impact([reached('kpis', [due('KPIs')])])
    expect(start(summary(given, [due('KPIs'), menu, tour]))).toEqual([
      '## 🔵 Active Exposures, dry run: 1 refreshes with the next build after the merge · 1 not affected · 1 not refreshed',
      '**Refresh with the next build after the merge:** KPIs. **Not affected:** 1, whose usual refreshes go on. **Not refreshed:** 1 without an extract to refresh.',
    ])
  })

  test('begins with what breaks or is removed, and says once what to do about it', () => {
    const gone = changed('old_menu', { how: 'removed', file: null })
    const given = impact(
      [
        reached('kpis', [due('KPIs')], { changedUpstream: [broken] }),
        reached('menu', [due('Menu')], { changedUpstream: [gone, broken] }),
      ],
      { changed: [broken, gone] },
    )
    const markdown = summary(given, [due('KPIs'), due('Menu')])
    expect(start(markdown)).toEqual([
      '## ⚠️ Active Exposures, dry run: breaks 1 contract (2 exposures) · removes 1 node (1 exposure) · 2 refresh with the next build after the merge',
      '**Breaks a contract:** fct_orders (2 exposures). **Removes:** old_menu (1 exposure). **Refresh with the next build after the merge:** KPIs, Menu.',
    ])
    expect(markdown).toContain(`### What to do

⚠️ **fct_orders**: Check these 2 dashboards after the merge, or keep the columns as they are until nothing reads them. [\`AE-BROKEN-CONTRACT-REACHES\`](${DOCS}/messages.md#ae-broken-contract-reaches)

⚠️ **old_menu**: Check this dashboard after the merge, or keep the node until nothing reads it. [\`AE-REMOVAL-REACHES\`](${DOCS}/messages.md#ae-removal-reaches)
`)
    expect(markdown.match(/Check these 2 dashboards/g)).toHaveLength(1)
    expect(readable(commentMarkdown(given, null, 0))).toContain('Check these 2 dashboards')
  })

  test('writes its instants in one form, those of a comment with their date', () => {
    const row = { ...waits('Board', time('12:00:00')), lastRefreshedAt: time('06:04:00') }
    const given = impact([reached('kpis', [row])])
    const markdown = summary(given, [row])
    expect(markdown).not.toContain('24 Nov 12:00')
    expect(markdown).not.toContain('on 24 Nov')
    expect(markdown).toContain('last refreshed today 06:04')
    expect(markdown).toContain('refreshes with the first run after 12:00 UTC')
    const comment = readable(commentMarkdown(given, null, 0))
    expect(comment).toContain('last refreshed 24 Nov 06:04')
    expect(comment).toContain('refreshes with the first run after 12:00 UTC on 24 Nov')
  })
})

describe('annotations', () => {
  test.each([
    ['new', ['New exposure: kpis']],
    ['changed', ['Exposure changed: kpis']],
    ['file-edited', []],
  ] as const)('an exposure that is %s: %j', (change, titles) => {
    const given = impact([reached('kpis', [due('KPIs')], { changed: change })], { changed: [] })
    expect(annotationsOf(report([], { impact: given })).map(({ title }) => title)).toEqual(titles)
  })

  test('are at the first line of a changed model and at the line of a changed exposure', () => {
    const both = impact([reached('kpis', [due('KPIs')], { changed: 'changed' })])
    expect(annotationsOf(report([], { impact: both }))).toEqual([
      {
        level: 'notice',
        title: 'Reaches 1 exposure',
        message: 'fct_orders reaches kpis [AE-PULL-REQUEST-REACHES]',
        file: 'models/fct_orders.sql',
        startLine: 1,
      },
      {
        level: 'notice',
        title: 'Exposure changed: kpis',
        message: 'kpis: KPIs refreshes with the next build [AE-EXPOSURE-CHANGED]',
        file: 'models/exposures.yml',
        startLine: 5,
      },
    ])
  })

  test('warn of a removed node at the most important exposure that it reaches, and tell of removed exposures', () => {
    const gone = changed('old_menu', { how: 'removed', file: null })
    const given = impact(
      [
        reached('low', [due('A')], { maturity: 'low', changedUpstream: [gone], line: 9 }),
        reached('menu', [due('Menu')], { changedUpstream: [gone] }),
        reached('other', [due('B')], { changedUpstream: [] }),
      ],
      {
        changed: [gone, changed('unread', { how: 'removed', file: null })],
        removedExposures: [removed('old_board')],
      },
    )
    expect(annotationsOf(report([], { impact: given }))).toEqual([
      {
        level: 'warning',
        title: 'Removes old_menu, reaches 2 exposures',
        message:
          'old_menu is removed. In production it is upstream of menu, low. Check these 2 dashboards after the merge, or keep the node until nothing reads it. [AE-REMOVAL-REACHES]',
        file: 'models/exposures.yml',
        startLine: 5,
      },
      {
        level: 'notice',
        title: 'Removes the exposure old_board',
        message:
          'old_board is removed. Its extracts are no longer refreshed after the merge, unless another exposure names the same content. If people still use the content, give it a schedule in Tableau; otherwise there is nothing to do. [AE-EXPOSURE-REMOVED]',
      },
    ])
  })

  test('warn of a broken contract on the first line of its model', () => {
    const contract = { added: [], removed: ['amount'], retyped: [] }
    const orders = changed('fct_orders', { parts: ['contract'], contract })
    const given = impact([reached('kpis', [due('KPIs')], { changedUpstream: [orders] })], {
      changed: [orders],
    })
    expect(annotationsOf(report([], { impact: given }))).toEqual([
      {
        level: 'warning',
        title: 'Breaks the contract of fct_orders, reaches 1 exposure',
        message:
          'fct_orders (contract: amount removed) reaches kpis. Check this dashboard after the merge, or keep the columns as they are until nothing reads them. [AE-BROKEN-CONTRACT-REACHES]',
        file: 'models/fct_orders.sql',
        startLine: 1,
      },
    ])
  })

  test('name the exposures in the order of the comment: the most important first', () => {
    const given = impact([
      reached('low', [due('A')], { maturity: 'low' }),
      reached('high', [due('B')], { maturity: 'high' }),
      reached('medium', [due('C')], { maturity: 'medium' }),
    ])
    expect(annotationsOf(report([], { impact: given }))[0]?.message).toBe(
      'fct_orders reaches high, medium, low [AE-PULL-REQUEST-REACHES]',
    )
    expect(readable(commentMarkdown(given, null, 0))).toContain('reaches high, medium, low\n')
  })

  test('are at most ten; none for a node that reaches nothing, has no file or only calls a changed macro', () => {
    const nodes = Array.from({ length: 30 }, (_, index) => changed(`m${index}`))
    const silent = [
      changed('quiet'),
      changed('gone', { file: null }),
      changed('caller', { parts: ['macros'] }),
    ]
    const told = annotationsOf(
      report([], {
        impact: impact([reached('a', [due('A')], { changedUpstream: [...nodes, ...silent.slice(1)] })], {
          changed: [...silent, ...nodes],
        }),
      }),
    )
    expect(told).toHaveLength(10)
    expect(told.at(-1)?.message).toBe('… and 21 more, see the summary [AE-MORE]')
    expect(told.map(({ file }) => file)).not.toContain('models/caller.sql')
  })
})

describe('size', () => {
  test.each([
    [400, 'x'.repeat(200)],
    [2000, '|`<'.repeat(500)],
    [3, '😀'.repeat(5000)],
  ])('a comment about %i exposures fits with its marker', (count, text) => {
    const exposures = Array.from({ length: count }, (_, index) =>
      reached(`${index}${text}`, [due(`${index}${text}`)], {
        owner: text,
        file: text,
        changedUpstream: [changed(text)],
      }),
    )
    const comment = commentMarkdown(impact(exposures, { caveats: exposures.map(() => text) }), null, 100)
    expect(comment.length + 100).toBeLessThanOrEqual(LONGEST)
    expect(comment).toContain('After merge')
  })
})

describe('hostile names of a pull request, everywhere', () => {
  function everywhere(name: string): Impact {
    const held = { kind: 'skip', reason: 'waiting-for-upstream', waitingFor: nodesNamed(name) } as const
    const node = changed(name, { file: name, how: 'new' })
    const exposure = reached(name, [planRow({ name, project: name, url: name }, held)], {
      owner: name,
      maturity: name,
      file: name,
      changed: 'changed',
      changedUpstream: [node, node],
    })
    return impact(
      [exposure, { ...exposure, id: 'exposure.x.y' as UniqueId, extracts: [], noExtractReason: name }],
      {
        changed: [node],
        caveats: [name],
      },
    )
  }

  function expectHarmless(markdown: string): void {
    const tree = parsed(markdown)
    expect(all(tree, 'html').filter((html: Html) => !CONSTANT_HTML.test(html.value))).toEqual([])
    expect(all(tree, 'image')).toEqual([])
    for (const { url } of all(tree, 'link'))
      expect(url.startsWith(`${SERVER}/`) || url === docsPage('manual-refresh.md#a-drain')).toBe(true)
    for (const table of all(tree, 'table'))
      expect(new Set(table.children.map(({ children }) => children.length)).size).toBe(1)
    const text = all(tree, 'text').map(({ value }) => value)
    expect(text.join('\n')).not.toMatch(/@\w|#\d|GH-\d|:\/\/|www\.|:\w+:/i)
    expect([...all(tree, 'delete'), ...all(tree, 'emphasis')]).toEqual([])
    expect(markdown).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  }

  test.each(HOSTILE.map((name) => [oneLine(name, 60), name]))('stay text: %s', (_, name) => {
    const given = everywhere(name)
    const whole = report(
      given.exposures.flatMap(({ extracts }) => extracts.map((row) => ({ row, result: null }))),
      { impact: given, mode: { kind: 'dry', why: 'this is a pull request', onProduction: false } },
    )
    expectHarmless(commentMarkdown(given, whole.tableau, 60))
    expectHarmless(summaryMarkdown(whole))

    const lines: string[] = []
    const log = createRunLog({ info: (line) => lines.push(line), debug: () => undefined }, { now: () => NOW })
    log.line(impactHeadline(given))
    log.planned({ extracts: whole.rows.map(({ row }) => row), unresolved: [], leftOut: [] }, whole.mode)
    log.done(whole, true)
    for (const line of lines.flatMap((each) => each.split(/[\r\n]/))) {
      expect(readCommand(line)).toBeNull()
      expect(line).not.toContain('##[')
    }

    for (const { message, title, file } of annotationsOf(whole))
      for (const text of [message, title, file ?? '']) {
        expect(text).not.toMatch(/[\r\n]|^\s*::|##\[/)
        expect(text.length).toBeLessThan(4096)
      }

    const mermaid = impactDiagram(given)?.mermaid ?? ''
    for (const line of mermaid.split('\n').slice(2)) expect(line).toMatch(MERMAID_LINE)

    const { rows, ...numbers } = outputsOf(whole, { plan: 'plan.json', summary: null })
    expect(Array.isArray(JSON.parse(rows))).toBe(true)
    expect(rows).not.toMatch(/[\r\n]/)
    expect(numbers).toMatchObject({ refreshed: '0', failed: '0', 'plan-file': 'plan.json' })
  })

  const LABEL = String.raw`"(?:[\p{L}\p{N}\p{M} ]|#\d+;)+"`
  const MERMAID_LINE = new RegExp(
    String.raw`^  (b\d+(\[${LABEL}\]|\[\(${LABEL}\)\]|\(${LABEL}\))|b\d+ --> b\d+|classDef \w+ [\w:#, -]+|class [b\d,]+ \w+)$`,
    'u',
  )
})
