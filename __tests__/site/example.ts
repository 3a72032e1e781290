import type { ExtractRow } from '../../src/plan/types.js'
import {
  exposure,
  failed,
  knownOf,
  newData,
  nodesNamed,
  planRow,
  refreshed,
  time,
} from '../report/stories.js'
import { problem, type source } from './source.js'

/** Of an extract with data from then on, which promises to be at most a day old. */
const shows = (clock: string): ExtractRow['known'] => ({
  ...knownOf([]),
  freshness: { newestDataAt: time(clock), promised: 86_400_000, staleSince: null },
})

/** A small site: one exposure of each state, one of them with two extracts. */
export function rowsOf(): Parameters<typeof source> {
  const undated = exposure('board', 'Board')
  const board = { ...undated, settings: { ...undated.settings, staleAfter: 1440 } }
  const upToDate = {
    kind: 'skip',
    reason: 'up-to-date',
    landedAt: time('05:00:00'),
    pendingDataSources: [],
  } as const
  return [
    [
      {
        row: planRow(
          {
            name: 'Orders',
            kind: 'datasource',
            exposures: [board],
            upstream: ['fct_orders', 'dim_customers'],
          },
          newData('fct_orders'),
          { known: shows('06:01:00') },
        ),
        result: refreshed(74),
      },
      {
        row: planRow(
          { name: 'Revenue', upstream: ['fct_revenue'], exposures: [exposure('revenue', 'Revenue')] },
          newData('fct_revenue'),
        ),
        result: failed({ text: 'Login failed for user "tableau_reader"' }),
      },
      {
        row: planRow(
          { name: 'Menu', project: 'Operations', exposures: [exposure('menu', 'Menu <new>')] },
          upToDate,
          {
            lastRefreshedAt: time('06:00:00', '2026-11-23'),
            dueAt: time('06:00:00', '2026-11-25'),
          },
        ),
        result: null,
      },
    ],
    {
      unselected: [
        planRow(
          { name: 'Board', exposures: [board], upstream: ['fct_orders'], via: 'Orders', reads: ['Orders'] },
          upToDate,
          { lastRefreshedAt: time('06:00:00', '2026-11-23'), known: shows('05:00:00') },
        ),
      ],
      exposures: [{ ...exposure('sandbox'), upstream: nodesNamed('stg_orders'), extracts: [] }],
      neverLanded: ['stg_orders'],
      warnings: { dim_customers: [problem('test.shop.unpaid')] },
      showOwners: true,
      report: { owned: [{ id: board.uniqueId, name: 'board', owners: ['Finance', 'finance@example.com'] }] },
    },
  ]
}
