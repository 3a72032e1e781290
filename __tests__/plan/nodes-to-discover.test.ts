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
  /** What the extract was seen to read. */
  readonly reads?: readonly string[]
  readonly request?: { readonly at: Instant; readonly outcome: RequestFacts['outcome'] }
}

function asked({ landed = [], facts = {}, reads = [], request }: Given): string[] {
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
    ['nothing where nothing happened', {}, []],
    [
      'what landed, and the views that show it, but no table that was not rebuilt',
      { landed: ['orders'] },
      ['orders', 'orders_cte', 'orders_recent', 'orders_view'],
    ],
    ['what is unhealthy', { facts: { customers: { okAt: 1, failedAt: 2 } } }, ['customers']],
    ['not what has recovered', { facts: { customers: { okAt: 3, failedAt: 2 } } }, []],
    [
      'all that a known extract reads, if some of it landed since its last success',
      {
        reads: ['orders', 'customers'],
        facts: { orders: { landedAt: 5 } },
        request: { at: 4, outcome: 'refreshed' },
      },
      ['customers', 'orders'],
    ],
    [
      'also where it shows through a view',
      {
        reads: ['orders_view'],
        facts: { orders: { landedAt: 5 } },
        request: { at: 4, outcome: 'refreshed' },
      },
      ['orders_view'],
    ],
    [
      'not of an extract that is up to date',
      { reads: ['orders'], facts: { orders: { landedAt: 5 } }, request: { at: 6, outcome: 'refreshed' } },
      [],
    ],
    [
      'of one whose refresh failed',
      { reads: ['orders'], facts: { orders: { landedAt: 5 } }, request: { at: 6, outcome: 'failed' } },
      ['orders'],
    ],
    [
      'of one whose refresh may still run',
      { reads: ['orders'], facts: {}, request: { at: 6, outcome: null } },
      ['orders'],
    ],
    [
      'of one that was never requested, because something held it back',
      { reads: ['orders'], facts: { orders: { landedAt: 5 } } },
      ['orders'],
    ],
    ['of none whose nodes the project does not have any more', { reads: ['gone'] }, []],
  ])('%s', (_, given, expected) => {
    expect(asked(given)).toEqual(expected)
  })
})
