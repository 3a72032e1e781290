import { anyMessage } from '../../support/any-message.js'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { carryOver, type CarryOverOptions } from '../../../src/exposures/discovery/carry-over.js'
import { type Discovery, NOTHING_DISCOVERED } from '../../../src/exposures/discovery/types.js'
import { uid } from '../../support/dbt.js'
import { dashboard, dataSource, discoveryOf, luidOf } from '../discoveries.js'
import { content } from '../lineage.js'

const model = (name: string) => uid(`model.shop.${name}`)

/** Options of a run that looked for readers of these models. All nodes exist, and all content is wanted and in state. */
function searchedFrom(...models: readonly string[]): CarryOverOptions {
  return {
    searched: new Set(models.map(model)),
    isKnown: () => true,
    isWanted: () => true,
    isInState: () => true,
  }
}

/** A discovery of these workbooks, by name, with the models that each reads and its lineage. */
function workbooks(
  byName: Readonly<Record<string, readonly string[]>>,
  more: Partial<Discovery> = {},
): Discovery {
  return discoveryOf(
    Object.entries(byName)
      .sort()
      .map(([name, reads]) => dashboard({ name, reads })),
    {
      lineages: Object.keys(byName).map((name) => content(`workbook:${luidOf(name)}`)),
      ...more,
    },
  )
}

const names = ({ dashboards, datasources }: Discovery): string[] => [
  ...dashboards.map(({ workbook }) => workbook.name),
  ...datasources.map(({ datasource }) => datasource.name),
]
const shown = ({ lineages }: Discovery): string[] => lineages.map((lineage) => lineage.content.luid).sort()

const BEFORE = workbooks({ Costs: ['costs'], Goals: ['goals', 'orders'], Orders: ['orders'] })

describe('what earlier runs discovered', () => {
  test.each<[string, Discovery, CarryOverOptions, string[]]>([
    [
      'is kept if this run did not look for it',
      NOTHING_DISCOVERED,
      searchedFrom(),
      ['Costs', 'Goals', 'Orders'],
    ],
    [
      'is kept next to new content',
      workbooks({ Fresh: ['fresh'] }),
      searchedFrom('fresh'),
      ['Costs', 'Fresh', 'Goals', 'Orders'],
    ],
    [
      'is dropped if readers of one of its nodes were looked for',
      NOTHING_DISCOVERED,
      searchedFrom('goals'),
      ['Costs', 'Orders'],
    ],
    [
      'is replaced by what was found now',
      workbooks({ Goals: ['costs'] }),
      searchedFrom('goals'),
      ['Costs', 'Goals', 'Orders'],
    ],
    [
      'is dropped if it was seen and reads nothing of the project any more',
      discoveryOf([], { lineages: [content(`workbook:${luidOf('Orders')}`)] }),
      searchedFrom(),
      ['Costs', 'Goals'],
    ],
    [
      'is kept if the answer is incomplete',
      { ...NOTHING_DISCOVERED, incomplete: [anyMessage('warning', 'Tableau gave only a part.')] },
      searchedFrom('costs', 'goals', 'orders'),
      ['Costs', 'Goals', 'Orders'],
    ],
    [
      'is dropped if all its nodes are gone',
      NOTHING_DISCOVERED,
      { ...searchedFrom(), isKnown: (node) => node === model('orders') },
      ['Goals', 'Orders'],
    ],
    [
      'is dropped if its project is not wanted',
      NOTHING_DISCOVERED,
      { ...searchedFrom(), isWanted: () => false },
      [],
    ],
    [
      'is dropped if it is not in state',
      NOTHING_DISCOVERED,
      { ...searchedFrom(), isInState: () => false },
      [],
    ],
  ])('%s', (_, now, options, expected) => {
    expect(names(carryOver(BEFORE, now, options))).toEqual(expected)
  })

  test('loses nodes that no longer exist', () => {
    const kept = carryOver(BEFORE, NOTHING_DISCOVERED, {
      ...searchedFrom(),
      isKnown: (node) => node === model('goals'),
    })
    expect(kept.dashboards.map(({ upstream }) => upstream.map(({ node }) => node))).toEqual([
      [model('goals')],
    ])
  })

  test('the lineages of kept content and its data sources are kept; new lineages take precedence', () => {
    const source = content(`datasource:${luidOf('Source')}`)
    const lineages = [
      content(`workbook:${luidOf('Costs')}`),
      { ...content(`workbook:${luidOf('Orders')}`), reads: [source.content.luid] },
      source,
    ]
    const before = workbooks({ Costs: ['costs'], Orders: ['orders'] }, { lineages })
    expect(shown(carryOver(before, NOTHING_DISCOVERED, searchedFrom('costs')))).toEqual(
      [luidOf('Orders'), luidOf('Source')].sort(),
    )
    const renewed = { ...source, viaBridge: true }
    const after = carryOver(before, { ...NOTHING_DISCOVERED, lineages: [renewed] }, searchedFrom())
    expect(after.lineages).toContain(renewed)
  })

  test('a data source is dropped if a workbook is shown to read it', () => {
    const source = dataSource({ name: 'Source', reads: ['orders'] })
    const reader = { ...dashboard({ name: 'Reader', reads: ['goals'] }), extracts: source.extracts }
    expect(
      names(
        carryOver(discoveryOf([], { datasources: [source] }), discoveryOf([reader]), searchedFrom('goals')),
      ),
    ).toEqual(['Reader'])
  })
})

test('after a complete search from all nodes, only what was found now counts', () => {
  const some = fc.dictionary(
    fc.constantFrom('A', 'B', 'C', 'D'),
    fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
  )
  fc.assert(
    fc.property(some, some, (before, now) => {
      const found = workbooks(now)
      expect(names(carryOver(workbooks(before), found, searchedFrom('a', 'b', 'c')))).toEqual(names(found))
      // A second time changes nothing.
      expect(carryOver(found, found, searchedFrom())).toEqual(found)
    }),
  )
})
