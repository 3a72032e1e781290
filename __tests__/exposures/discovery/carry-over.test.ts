import { anyMessage } from '../../support/any-message.js'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { carryOver, type CarryOverOptions } from '../../../src/exposures/discovery/carry-over.js'
import { type Discovery, NOTHING_DISCOVERED } from '../../../src/exposures/discovery/types.js'
import { uid } from '../../support/dbt.js'
import { dashboard, dataSource, discoveryOf, luidOf } from '../discoveries.js'
import { content } from '../lineage.js'

const model = (name: string) => uid(`model.shop.${name}`)

/** Options of a run that searched from these models; all nodes exist, and all content is wanted and in state. */
function asking(...models: readonly string[]): CarryOverOptions {
  return {
    searched: new Set(models.map(model)),
    isKnown: () => true,
    isWanted: () => true,
    isInState: () => true,
  }
}

/** Workbooks by name with what they read, and the lineage of each. */
function seen(
  workbooks: Readonly<Record<string, readonly string[]>>,
  more: Partial<Discovery> = {},
): Discovery {
  return discoveryOf(
    Object.entries(workbooks)
      .sort()
      .map(([name, reads]) => dashboard({ name, reads })),
    {
      lineages: Object.keys(workbooks).map((name) => content(`workbook:${luidOf(name)}`)),
      ...more,
    },
  )
}

const names = ({ dashboards, datasources }: Discovery): string[] => [
  ...dashboards.map(({ workbook }) => workbook.name),
  ...datasources.map(({ datasource }) => datasource.name),
]
const shown = ({ lineages }: Discovery): string[] => lineages.map((lineage) => lineage.content.luid).sort()

const BEFORE = seen({ Costs: ['costs'], Goals: ['goals', 'orders'], Orders: ['orders'] })

describe('what earlier runs discovered', () => {
  test.each<[string, Discovery, CarryOverOptions, string[]]>([
    ['stays where nobody asks about it', NOTHING_DISCOVERED, asking(), ['Costs', 'Goals', 'Orders']],
    [
      'stays beside what is found now',
      seen({ Fresh: ['fresh'] }),
      asking('fresh'),
      ['Costs', 'Fresh', 'Goals', 'Orders'],
    ],
    [
      'is gone where one of its nodes was asked about',
      NOTHING_DISCOVERED,
      asking('goals'),
      ['Costs', 'Orders'],
    ],
    ['is as it is found now', seen({ Goals: ['costs'] }), asking('goals'), ['Costs', 'Goals', 'Orders']],
    [
      'is gone where it was seen, and reads nothing of the project any more',
      discoveryOf([], { lineages: [content(`workbook:${luidOf('Orders')}`)] }),
      asking(),
      ['Costs', 'Goals'],
    ],
    [
      'stays where the answer has gaps',
      { ...NOTHING_DISCOVERED, incomplete: [anyMessage('warning', 'Tableau gave only a part.')] },
      asking('costs', 'goals', 'orders'),
      ['Costs', 'Goals', 'Orders'],
    ],
    [
      'is gone with its nodes',
      NOTHING_DISCOVERED,
      { ...asking(), isKnown: (node) => node === model('orders') },
      ['Goals', 'Orders'],
    ],
    [
      'is gone where its project is not wanted',
      NOTHING_DISCOVERED,
      { ...asking(), isWanted: () => false },
      [],
    ],
    ['is gone where state has forgotten it', NOTHING_DISCOVERED, { ...asking(), isInState: () => false }, []],
  ])('%s', (_, now, carrying, expected) => {
    expect(names(carryOver(BEFORE, now, carrying))).toEqual(expected)
  })

  test('keeps only nodes that still exist', () => {
    const kept = carryOver(BEFORE, NOTHING_DISCOVERED, {
      ...asking(),
      isKnown: (node) => node === model('goals'),
    })
    expect(kept.dashboards.map(({ upstream }) => upstream.map(({ node }) => node))).toEqual([
      [model('goals')],
    ])
  })

  test('keeps the lineages of kept content and its data sources; new lineages take precedence', () => {
    const source = content(`datasource:${luidOf('Source')}`)
    const lineages = [
      content(`workbook:${luidOf('Costs')}`),
      { ...content(`workbook:${luidOf('Orders')}`), reads: [source.content.luid] },
      source,
    ]
    const before = seen({ Costs: ['costs'], Orders: ['orders'] }, { lineages })
    expect(shown(carryOver(before, NOTHING_DISCOVERED, asking('costs')))).toEqual(
      [luidOf('Orders'), luidOf('Source')].sort(),
    )
    const renewed = { ...source, viaBridge: true }
    const after = carryOver(before, { ...NOTHING_DISCOVERED, lineages: [renewed] }, asking())
    expect(after.lineages).toContain(renewed)
  })

  test('a data source is dropped if a workbook is shown to read it', () => {
    const source = dataSource({ name: 'Source', reads: ['orders'] })
    const reader = { ...dashboard({ name: 'Reader', reads: ['goals'] }), extracts: source.extracts }
    expect(
      names(carryOver(discoveryOf([], { datasources: [source] }), discoveryOf([reader]), asking('goals'))),
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
      const found = seen(now)
      expect(names(carryOver(seen(before), found, asking('a', 'b', 'c')))).toEqual(names(found))
      // Idempotent.
      expect(carryOver(found, found, asking())).toEqual(found)
    }),
  )
})
