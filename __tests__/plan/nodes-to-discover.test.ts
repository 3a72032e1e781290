import { describe, expect, test } from '@jest/globals'
import type { Instant } from '../../src/base/clock.js'
import type { NodeFacts, NodeKey } from '../../src/dbt/types.js'
import { nodesToDiscover } from '../../src/plan/nodes-to-discover.js'
import { EMPTY_STATE, type ExtractKey, type RefreshState, type RequestFacts } from '../../src/state/state.js'
import { manifestOf } from '../support/dbt.js'
import type { RequestKey } from '../../src/state/request-id.js'

const SHOP = manifestOf({
  'model.shop.orders': {},
  'model.shop.orders_view': { materialized: 'view', reads: ['model.shop.orders'] },
  'model.shop.orders_cte': { materialized: 'ephemeral', reads: ['model.shop.orders_view'] },
  'model.shop.orders_recent': { materialized: 'view', reads: ['model.shop.orders_cte'] },
  'model.shop.report': { reads: ['model.shop.orders_view'] },
  'model.shop.customers': {},
})

const EXTRACT = 'workbook:w' as ExtractKey

function key(name: string): NodeKey {
  return `model.shop.${name}@analytics.marts.${name}` as NodeKey
}

interface Given {
  readonly landed?: readonly string[]
  readonly facts?: Readonly<Record<string, NodeFacts>>
  /** The nodes that an earlier run saw the extract read. */
  readonly reads?: readonly string[]
  readonly request?: { readonly at: Instant; readonly outcome: RequestFacts['outcome'] }
}

function discovered({ landed = [], facts = {}, reads = [], request }: Given): string[] {
  const state: RefreshState = {
    ...EMPTY_STATE,
    nodes: new Map(Object.entries(facts).map(([name, fact]) => [key(name), fact])),
    reads: new Map(reads.length === 0 ? [] : [[EXTRACT, { seenAt: 0, nodes: reads.map(key) }]]),
    requests: new Map(
      request === undefined
        ? []
        : [
            [
              EXTRACT,
              new Map([
                [
                  '1' as RequestKey,
                  {
                    requestedAt: request.at,
                    window: null,
                    outcome: request.outcome,
                    failure: null,
                    seconds: null,
                  },
                ],
              ]),
            ],
          ],
    ),
  }
  const ids = nodesToDiscover({ manifest: SHOP, state, landed: new Set(landed.map(key)) })
  return [...ids].map((id) => id.split('.').at(-1) ?? '').sort()
}

describe('the nodes whose readers a run looks up', () => {
  test.each<[string, Given, string[]]>([
    ['none if nothing happened', {}, []],
    [
      'nodes that landed, and the views on them, but no table that was not rebuilt',
      { landed: ['orders'] },
      ['orders', 'orders_cte', 'orders_recent', 'orders_view'],
    ],
    ['unhealthy nodes', { facts: { customers: { okAt: 1, failedAt: 2 } } }, ['customers']],
    ['no nodes that have recovered', { facts: { customers: { okAt: 3, failedAt: 2 } } }, []],
    [
      'all nodes of a known extract, if one of them landed since its last success',
      {
        reads: ['orders', 'customers'],
        facts: { orders: { landedAt: 5 } },
        request: { at: 4, outcome: 'refreshed' },
      },
      ['customers', 'orders'],
    ],
    [
      'also if the landing shows through a view',
      {
        reads: ['orders_view'],
        facts: { orders: { landedAt: 5 } },
        request: { at: 4, outcome: 'refreshed' },
      },
      ['orders_view'],
    ],
    [
      'none of an extract that was requested when they landed',
      { reads: ['orders'], facts: { orders: { landedAt: 5 } }, request: { at: 5, outcome: 'refreshed' } },
      [],
    ],
    [
      'none of an extract that is up to date',
      { reads: ['orders'], facts: { orders: { landedAt: 5 } }, request: { at: 6, outcome: 'refreshed' } },
      [],
    ],
    [
      'those of an extract whose refresh failed',
      { reads: ['orders'], facts: { orders: { landedAt: 5 } }, request: { at: 6, outcome: 'failed' } },
      ['orders'],
    ],
    [
      'those of an extract whose refresh may still be running',
      { reads: ['orders'], facts: {}, request: { at: 6, outcome: null } },
      ['orders'],
    ],
    [
      'those of an extract whose refresh was never requested because something held it back',
      { reads: ['orders'], facts: { orders: { landedAt: 5 } } },
      ['orders'],
    ],
    ['none that the project no longer has', { reads: ['gone'] }, []],
  ])('%s', (_, given, expected) => {
    expect(discovered(given)).toEqual(expected)
  })
})
