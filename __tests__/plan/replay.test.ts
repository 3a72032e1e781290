import { expect, test } from '@jest/globals'

import { MINUTE } from '../../src/clock.js'
import { slotOf } from '../../src/plan/slot.js'
import { april, decisionOn, nodes, POLICY, status, Week } from './build.js'

/** Real starts of a public daily workflow with cron `0 23 * * *` (facts/peers.md §6); two of them are extra. */
const STARTS = [
  ...[
    '13 01:06:14',
    '13 23:39:20',
    '14 23:39:29',
    '15 23:38:57',
    '16 23:37:23',
    '17 23:36:01',
    '18 23:31:10',
  ],
  ...[
    '19 23:32:25',
    '20 00:07:12',
    '20 06:57:57',
    '20 23:39:22',
    '21 23:32:08',
    '22 23:42:22',
    '23 23:41:26',
  ],
  ...['24 23:36:48', '25 23:34:11', '26 23:35:58'],
]

/** Each run builds, and refreshes where it may: the starts of those that were held back. */
function heldBack(cron: string | null, toleranceMinutes: number | null = null): string[] {
  const week = new Week({ policy: { ...POLICY, toleranceMinutes } })
  return STARTS.filter((text) => {
    const start = april(text)
    const landed = nodes({ fct_orders: status(start + 5 * MINUTE) })
    const slot = slotOf({ cron, start })
    const made = week.run(slot, { nodes: landed, delay: start + 8 * MINUTE - slot })
    return decisionOn('workbook:sales', made).decision !== 'refresh'
  })
}

const EXTRA = ['20 00:07:12', '20 06:57:57']

test.each([
  {
    cron: '0 23 * * *',
    tolerance: null,
    refreshes: 15,
    held: EXTRA,
    why: 'each daily slot once, both extra ones not',
  },
  { cron: '0 23 * * *', tolerance: 0, refreshes: 15, held: EXTRA, why: 'slots need no tolerance' },
  {
    cron: null,
    tolerance: null,
    refreshes: 14,
    held: ['13 23:39:20', '20 06:57:57', '20 23:39:22'],
    why: 'the first start, of another cron at 01:06, sets the windows',
  },
  { cron: null, tolerance: 120, refreshes: 15, held: EXTRA, why: 'two hours cover the change of cron' },
])(
  '17 starts, cron $cron, tolerance $tolerance: $refreshes refreshes ($why)',
  ({ cron, tolerance, refreshes, held }) => {
    const seen = heldBack(cron, tolerance)
    expect(seen).toEqual(held)
    expect(STARTS.length - seen.length).toBe(refreshes)
  },
)
