import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import type { ExtractToPlan } from '../../src/exposures/types.js'
import { dataSourcesOf, inOrder } from '../../src/plan/refresh-order.js'
import { april, exposure, extract, failed, refreshed, requests } from './build.js'

const names = (ordered: readonly ExtractToPlan[]): string[] => ordered.map((one) => one.key)

describe('the order of refreshes', () => {
  test('never refreshed first, then least recently refreshed, then by name; failed last time last', () => {
    const history = requests({
      'workbook:today': [refreshed(april('14 06:00'), null)],
      'workbook:monday': [refreshed(april('13 06:00'), null)],
      'workbook:broken': [refreshed(april('01 06:00'), null), failed(april('02 06:00'), null, 'unknown')],
      'workbook:mended': [failed(april('11 06:00'), null, 'unknown'), refreshed(april('12 06:00'), null)],
    })
    const extracts = ['today', 'broken', 'new', 'mended', 'monday', 'a-new'].map((name) =>
      extract(`workbook:${name}`),
    )
    const expected = ['a-new', 'new', 'mended', 'monday', 'today', 'broken'].map((name) => `workbook:${name}`)
    expect(names(inOrder(extracts, history))).toEqual(expected)
    expect(names(inOrder([...extracts].reverse(), history))).toEqual(expected)
  })

  test('among extracts refreshed at the same time, the one with the most mature exposure comes first', () => {
    const reading = (name: string, ...maturities: (string | null)[]) =>
      extract(`workbook:${name}`, {
        exposures: maturities.map((maturity) => ({ ...exposure(name), maturity })),
      })
    const extracts = [
      reading('a', null),
      reading('b', 'low'),
      reading('c', 'medium', 'low'),
      reading('d', null, 'high'),
    ]
    expect(names(inOrder(extracts, new Map()))).toEqual(
      ['d', 'c', 'b', 'a'].map((name) => `workbook:${name}`),
    )
  })

  test('a data source that failed last time delays only its own workbook', () => {
    const history = requests({ 'datasource:broken': [failed(april('13 06:00'), null, 'unknown')] })
    const extracts = [
      extract('workbook:a', { reads: ['datasource:broken'] }),
      extract('datasource:broken'),
      extract('workbook:b', { upstream: ['x via datasource:fine'] }),
      extract('datasource:fine'),
    ]
    expect(names(inOrder(extracts, history))).toEqual([
      'datasource:fine',
      'workbook:b',
      'datasource:broken',
      'workbook:a',
    ])
  })

  test('a data source that this run does not plan keeps nobody waiting', () => {
    const extracts = [extract('workbook:b'), extract('workbook:a', { reads: ['datasource:hidden'] })]
    expect(names(inOrder(extracts, requests({})))).toEqual(['workbook:a', 'workbook:b'])
  })

  test('a workbook whose data source is done takes its own place among those that are ready', () => {
    const extracts = [
      extract('workbook:z', { reads: ['datasource:a'] }),
      extract('datasource:a'),
      extract('workbook:m'),
    ]
    expect(names(inOrder(extracts, requests({})))).toEqual(['datasource:a', 'workbook:m', 'workbook:z'])
  })

  test('a data source is not one of its own data sources', () => {
    expect(dataSourcesOf(extract('datasource:a', { reads: ['datasource:a', 'datasource:b'] }))).toEqual([
      'datasource:b',
    ])
  })

  test('extracts with the same name are ordered by their key', () => {
    const twins = ['workbook:2', 'workbook:1'].map((id) => {
      const one = extract(id)
      return { ...one, lineage: { ...one.lineage, content: { ...one.lineage.content, name: 'Sales' } } }
    })
    expect(names(inOrder(twins, requests({})))).toEqual(['workbook:1', 'workbook:2'])
  })
})

test('each extract comes once and after the data sources it reads, except in a circle', () => {
  const graph = fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { maxLength: 12 })
  fc.assert(
    fc.property(graph, fc.boolean(), (reads, circles) => {
      const extracts = reads.map((list, index) =>
        extract(`datasource:${index}`, {
          // Each reads only extracts with a higher number, so there are no circles.
          reads: list.filter((other) => circles || other > index).map((other) => `datasource:${other}`),
        }),
      )
      const ordered = names(inOrder(extracts, requests({})))
      expect([...ordered].sort()).toEqual(names(extracts).sort())
      if (circles) return
      for (const one of extracts)
        for (const read of one.reads.filter((id) => ordered.includes(id)))
          expect(ordered.indexOf(read)).toBeLessThan(ordered.indexOf(one.key))
    }),
  )
})
