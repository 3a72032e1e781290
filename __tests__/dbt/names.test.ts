import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { distinctNames, nodeNames } from '../../src/dbt/names.js'
import type { UniqueId } from '../../src/dbt/types.js'

const named = (...ids: string[]): (string | undefined)[] => {
  const names = nodeNames(ids as UniqueId[])
  return ids.map((id) => names.get(id as UniqueId))
}

describe('the names of nodes', () => {
  test.each<[string, string[], string[]]>([
    ['of one project', ['model.shop.orders', 'source.shop.raw.orders'], ['orders', 'raw.orders']],
    [
      'with one name in two projects',
      ['model.shop.orders', 'model.finance.orders', 'model.shop.customers'],
      ['shop.orders', 'finance.orders', 'customers'],
    ],
    [
      'of a versioned model in two projects',
      ['model.shop.dim.v2', 'model.finance.dim.v2', 'model.finance.dim.v1'],
      ['shop.dim.v2', 'finance.dim.v2', 'dim.v1'],
    ],
    [
      'of sources with one name in two projects',
      ['source.shop.raw.orders', 'source.finance.raw.orders'],
      ['shop.raw.orders', 'finance.raw.orders'],
    ],
    [
      'whose longer name is the name of another node',
      ['model.shop.orders', 'model.finance.orders', 'source.erp.shop.orders'],
      ['model.shop.orders', 'finance.orders', 'erp.shop.orders'],
    ],
    [
      'of different kinds with one name',
      ['model.shop.orders', 'seed.shop.orders'],
      ['model.shop.orders', 'seed.shop.orders'],
    ],
    ['that are not unique ids', ['orders'], ['orders']],
  ])('%s', (_, ids, names) => {
    expect(named(...ids)).toEqual(names)
  })

  test('no two things have the same name', () => {
    const part = fc.constantFrom('a', 'b', 'a.b')
    const id = fc.tuple(fc.constantFrom('model', 'source'), part, part).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(fc.uniqueArray(id), (ids) => {
        expect(new Set(named(...ids)).size).toBe(ids.length)
      }),
    )
  })

  test('if no candidate is unique, both get the last one', () => {
    expect([...distinctNames(new Map([[1, ['x']], [2, ['x']]])).values()]).toEqual(['x', 'x']) // prettier-ignore
  })
})
