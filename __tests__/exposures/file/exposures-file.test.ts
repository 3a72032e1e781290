import { anyMessage } from '../../support/any-message.js'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse } from 'yaml'
import {
  exposuresFile,
  type ExposuresFile,
  type ExposuresFileInput,
} from '../../../src/exposures/file/exposures-file.js'
import { HOSTILE } from '../../report/hostile.js'
import { manifestOf } from '../../support/dbt.js'
import { dashboard, dataSource, discoveryOf, luidOf } from '../discoveries.js'

const MANIFEST = manifestOf({
  'model.shop.fct_orders': {},
  'model.shop.dim_customers.v2': { name: 'dim_customers' },
  'model.jaffle.stores': {},
  'source.shop.web.clicks': { name: 'clicks' },
  'seed.shop.regions': {},
  'model.shop.salaries': { access: 'private' },
})

function made(
  dashboards: Parameters<typeof discoveryOf>[0],
  more: Partial<ExposuresFileInput> = {},
): ExposuresFile {
  return exposuresFile({
    text: null,
    displayPath: 'models/tableau.yml',
    discovery: discoveryOf(dashboards),
    manifest: MANIFEST,
    exposures: [],
    ...more,
  })
}

interface Read {
  readonly name: string
  readonly label: string
  readonly depends_on?: string[]
  readonly [key: string]: unknown
}

const exposuresIn = (text: string): Read[] => (parse(text) as { exposures: Read[] }).exposures
const namesIn = (text: string): string[] => exposuresIn(text).map(({ name }) => name)

const KPIS = dashboard({ name: 'Weekly KPIs', description: 'Mondays.' })

test('one dashboard is one exposure, with everything that Tableau gives', () => {
  expect(made([KPIS]).text)
    .toBe(`# Tableau content that no other exposure of this project declares, written by Active Exposures.
# The next run writes it anew: a key that you change or delete stays as you left it, keys that you add stay too.
version: 2

exposures:
  - name: weekly_kpis
    label: Weekly KPIs
    type: dashboard
    url: https://10ax.online.tableau.com/#/site/acme/workbooks/5727589
    description: Mondays.
    depends_on:
      - ref('fct_orders')
    owner:
      name: Ann Analyst
      email: ann@example.com
    config:
      meta:
        tableau:
          luid: 5765656b-6c79-204b-5049-730000000000
          kind: workbook
          name: Weekly KPIs
          project: Finance
          generated: { label: xcd59f6ea, type: x299584e9, url: x58fe46d8, description: x6667b712, depends_on: x1862a29f, owner: x02a6c76b }
`)
})

test.each([
  ['a model of this project', 'model.shop.fct_orders', "ref('fct_orders')"],
  ['a version, even the latest', 'model.shop.dim_customers.v2', "ref('dim_customers', v=2)"],
  ['a model of a package', 'model.jaffle.stores', "ref('jaffle', 'stores')"],
  ['a source', 'source.shop.web.clicks', "source('web', 'clicks')"],
  ['a seed', 'seed.shop.regions', "ref('regions')"],
])('depends_on names %s', (_, id, call) => {
  expect(exposuresIn(made([dashboard({ name: 'A', reads: [id] })]).text)[0]?.depends_on).toEqual([call])
})

test('a private model, which dbt would reject, is left out and reported', () => {
  const { text, notices } = made([dashboard({ name: 'A', reads: ['salaries', 'fct_orders'] })])
  expect(exposuresIn(text)[0]?.depends_on).toEqual(["ref('fct_orders')"])
  expect(notices.map(({ message }) => message).join()).toContain('leaves out salaries')
})

test('a match by less than the full name is marked as uncertain', () => {
  const { text } = made([dashboard({ name: 'A', reads: ['fct_orders?'] })])
  expect(exposuresIn(text)[0]).toMatchObject({
    config: { meta: { tableau: { uncertain: ["ref('fct_orders')"] } } },
  })
})

test('without a URL, the entry names the extract', () => {
  const { text } = made([dashboard({ name: 'A', url: '' })])
  expect(exposuresIn(text)[0]).toMatchObject({
    config: { meta: { active_exposure: { extracts: [{ workbook: luidOf('A') }] } } },
  })
})

test('a data source that no dashboard reads is an analysis', () => {
  const { text } = made([], { discovery: discoveryOf([], { datasources: [dataSource({ name: 'Orders' })] }) })
  expect(exposuresIn(text)[0]).toMatchObject({ name: 'orders', type: 'analysis' })
})

test('an entry always has an owner, because dbt requires one', () => {
  expect(exposuresIn(made([dashboard({ name: 'A', owner: null })]).text)[0]).toMatchObject({
    owner: { name: 'unknown' },
  })
})

describe('names', () => {
  const named = (...dashboards: Parameters<typeof dashboard>[0][]): string[] =>
    namesIn(made(dashboards.map(dashboard)).text)

  test.each([
    ['Umsatz & Erlöse: Übersicht', 'umsatz_erlose_ubersicht'],
    ['2026 plan', 'tableau_2026_plan'],
    ['売上', 'tableau'],
    ['---', 'tableau'],
  ])('%s is %s', (name, wanted) => expect(named({ name })).toEqual([wanted]))

  test('two workbooks with the same name get their project, in any order', () => {
    const a = { name: 'KPIs', luid: luidOf('a'), project: 'Sales' }
    const b = { name: 'KPIs', luid: luidOf('b'), project: 'Finance/Board' }
    expect(named(a, b)).toEqual(['board_kpis', 'sales_kpis'])
    expect(named(b, a)).toEqual(['board_kpis', 'sales_kpis'])
  })

  test('the name of another exposure is not used', () => {
    const { text } = made([dashboard({ name: 'KPIs' })], { exposures: [{ name: 'kpis', references: [] }] })
    expect(namesIn(text)).toEqual(['finance_kpis'])
  })

  test('are valid and unique for any content', () => {
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('A', 'a', 'Ä', ...HOSTILE))
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (all) => {
        const { text } = made(
          all.map((each, index) => dashboard({ name: each, luid: luidOf(String(index)), project: each })),
        )
        const names = namesIn(text)
        expect(new Set(names).size).toBe(all.length)
        for (const each of names) expect(each).toMatch(/^[a-z][a-z0-9_]*$/)
      }),
    )
  })
})

describe('a file that exists', () => {
  const first = made([KPIS, dashboard({ name: 'Sales' })]).text
  const again = (
    text: string,
    dashboards: Parameters<typeof discoveryOf>[0] = [KPIS, dashboard({ name: 'Sales' })],
    more: Partial<ExposuresFileInput> = {},
  ): ExposuresFile => made(dashboards, { text, ...more })

  test('does not change by a byte with the same answer', () => {
    expect(again(first).text).toBe(first)
    const indented = first.replaceAll('\n  - ', '\n    - ').replace('version: 2', 'version:    2')
    expect(again(indented.replaceAll('    - name', '  - name')).text).toContain('version:    2')
  })

  test('a renamed workbook keeps the name of its exposure', () => {
    const renamed = dashboard({ name: 'KPIs of the week', luid: luidOf('Weekly KPIs') })
    const { text, added, removed } = again(first, [renamed, dashboard({ name: 'Sales' })])
    expect(exposuresIn(text).map(({ name, label }) => [name, label])).toEqual([
      ['sales', 'Sales'],
      ['weekly_kpis', 'KPIs of the week'],
    ])
    expect({ added, removed }).toEqual({ added: 0, removed: 0 })
  })

  test('a LUID in upper case identifies the same workbook', () => {
    const luid = luidOf('Weekly KPIs')
    const renamed = dashboard({ name: 'KPIs of the week', luid })
    const { text, added, removed } = again(first.replace(luid, luid.toUpperCase()), [
      renamed,
      dashboard({ name: 'Sales' }),
    ])
    expect(exposuresIn(text).map(({ name }) => name)).toEqual(['sales', 'weekly_kpis'])
    expect({ added, removed }).toEqual({ added: 0, removed: 0 })
  })

  test.each([
    ['a changed label', 'label: Weekly KPIs', 'label: My KPIs # mine', 'label: My KPIs # mine'],
    ['a changed description', 'description: Mondays.', 'description: Ours', 'description: Ours'],
    ['a name', 'name: weekly_kpis', 'name: kpis', '- name: kpis'],
    ['an added key', 'type: dashboard', 'maturity: high\n    type: dashboard', 'maturity: high'],
    ['a comment', "- ref('fct_orders')\n", "- ref('fct_orders') # why\n", '# why'],
  ])('a change by hand is kept: %s', (_, from, to, kept) => {
    const renamed = dashboard({
      name: 'New',
      description: 'New',
      luid: luidOf('Weekly KPIs'),
      reads: ['fct_orders', 'regions'],
    })
    const { text } = again(first.replace(from, to), [dashboard({ name: 'Sales' }), renamed])
    expect(text).toContain(kept)
  })

  test('a key deleted by hand is not added again', () => {
    expect(again(first.replace('    description: Mondays.\n', '')).text).not.toContain('description: Mondays')
  })

  test('keys that were not changed by hand follow Tableau', () => {
    const moved = dashboard({
      name: 'Weekly KPIs',
      project: 'Board',
      description: 'Tuesdays.',
      reads: ['seed.shop.regions', 'fct_orders'],
      owner: { name: 'Bea', email: null },
    })
    expect(exposuresIn(again(first, [moved]).text)[0]).toMatchObject({
      description: 'Tuesdays.',
      depends_on: ["ref('fct_orders')", "ref('regions')"],
      owner: { name: 'Bea' },
      config: { meta: { tableau: { project: 'Board' } } },
    })
  })

  test('entries without content in Tableau are removed, and exposures written by hand are kept', () => {
    const mine = `${first}  - name: mine\n    type: dashboard\n    owner: { name: me }\n`
    const { text, removed } = again(mine, [KPIS])
    expect(namesIn(text)).toEqual(['weekly_kpis', 'mine'])
    expect(removed).toBe(1)
  })

  test.each([
    ['incomplete', { incomplete: [anyMessage('warning', 'Tableau gave a part only.')] }, [KPIS]],
    ['empty', {}, []],
  ])('an %s answer removes nothing, and a notice says so', (_, more, dashboards) => {
    const { text, notices } = again(first, [], { discovery: discoveryOf(dashboards, more) })
    expect(namesIn(text)).toEqual(['sales', 'weekly_kpis'])
    expect(notices.map(({ id }) => id)).toEqual(['AE-EXPOSURES-FILE-KEEPS'])
  })

  test('content that another exposure declares is not added, and its entry is removed', () => {
    const references = [{ by: 'luid', of: 'workbook', luid: luidOf('Sales') }] as const
    const own = {
      name: 'weekly_kpis',
      references: [{ by: 'luid', of: 'workbook', luid: luidOf('Weekly KPIs') }] as const,
    }
    const { text } = again(first, undefined, { exposures: [{ name: 'sales_board', references }, own] })
    expect(namesIn(text)).toEqual(['weekly_kpis'])
  })
})

test.each([
  ['invalid YAML', 'exposures: [', 'is not valid YAML (line 1)'],
  ['a key twice', 'version: 2\nversion: 2\n', 'is not valid YAML'],
  ['a list', '- a\n', 'is not a mapping'],
  ['exposures of another kind', 'exposures: {a: 1}\n', 'exposures that are not a list'],
])('%s is rejected in one sentence', (_, text, expected) => {
  expect(() => made([KPIS], { text })).toThrow(expected)
})

test.each(['', '# mine\n', 'version: 2\n', 'version: 2\nexposures:\n', 'exposures: []\n'])(
  'an empty file is filled: %j',
  (text) => expect(namesIn(made([KPIS], { text }).text)).toEqual(['weekly_kpis']),
)

describe('a file with Windows line ends', () => {
  const text = made([KPIS]).text.replaceAll('\n', '\r\n')

  test('is not changed if no entry changes', () => {
    expect(made([KPIS], { text }).text).toBe(text)
  })

  test('keeps them if an entry changes', () => {
    const both = [KPIS, dashboard({ name: 'Menu' })]
    const written = made(both, { text }).text
    expect(written).toBe(made(both).text.replaceAll('\n', '\r\n'))
    expect(namesIn(written)).toEqual(['menu', 'weekly_kpis'])
  })
})

test('hostile names are text and contain no Jinja expression, however often they are rendered', () => {
  for (const name of [
    ...HOSTILE,
    "{{ env_var('X') }}",
    '{% raw %}',
    '{#',
    '{{{',
    'yes',
    '2026-01-01',
    '12:30',
    'null',
    '# a',
    '- b',
    ': c',
  ]) {
    const hostile = dashboard({
      name,
      description: name,
      project: name,
      owner: { name, email: name },
      luid: luidOf('x'),
    })
    const { text } = made([hostile])
    expect(text).not.toMatch(/\{[{%#]/)
    expect(made([hostile], { text }).text).toBe(text)
    for (const version of ['1.1', '1.2'] as const) {
      const [read] = (parse(text, { version }) as { exposures: Read[] }).exposures
      expect(typeof read?.label).toBe('string')
      expect(typeof (read?.['owner'] as { name: unknown }).name).toBe('string')
    }
  }
})
