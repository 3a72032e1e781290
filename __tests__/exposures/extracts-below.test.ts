import { expect, test } from '@jest/globals'
import type { UniqueId } from '../../src/dbt/types.js'
import { extractsBelow } from '../../src/exposures/extracts-below.js'
import type { ExtractKey } from '../../src/state/state.js'
import { manifestOf } from '../support/dbt.js'

const GRAPH = manifestOf({
  'model.shop.orders': {},
  'model.shop.customers': {},
  'model.shop.revenue': { reads: ['model.shop.orders'] },
  'test.shop.plausible': { reads: ['model.shop.orders'] },
  'test.shop.relationships': { reads: ['model.shop.orders', 'model.shop.customers'] },
  'test.shop.of_nothing': { reads: [] },
})

const extract = (name: string, ...nodes: string[]) => ({
  key: `workbook:${name}` as ExtractKey,
  upstream: nodes.map((node) => ({ node: `model.shop.${node}` as UniqueId, via: null, declared: true })),
})

const EXTRACTS = [
  extract('Revenue', 'revenue'),
  extract('Both', 'revenue', 'customers'),
  extract('Customers', 'customers'),
]

test.each([
  ['test.shop.plausible', ['workbook:Revenue', 'workbook:Both']],
  ['test.shop.relationships', ['workbook:Both']],
  ['test.shop.of_nothing', []],
  ['test.shop.gone', []],
])('the extracts downstream of %s', (id, keys) => {
  const test = id as UniqueId
  expect(extractsBelow([test, test], GRAPH, EXTRACTS)).toEqual(new Map([[test, keys]]))
})
