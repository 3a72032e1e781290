import { expect, test } from '@jest/globals'

import { MINUTE } from '../../src/base/clock.js'
import { nextSlotOf, slotOf } from '../../src/plan/slot.js'
import { april, DAY, decisionOn, nodes, POLICY, status, Week } from './build.js'

/** Real runs of a workflow with cron `0 23 * * *`, two of them extra (docs/facts/field-data.md#a-public-daily-workflow). */
const RUNS = `
13 01:06:14-01:15:23  13 23:39:20-23:47:02  14 23:39:29-23:47:21  15 23:38:57-23:47:09  16 23:37:23-23:44:41
17 23:36:01-23:43:09  18 23:31:10-23:38:06  19 23:32:25-23:42:19  20 00:07:12-00:16:20  20 06:57:57-07:09:20
20 23:39:22-23:47:59  21 23:32:08-23:41:42  22 23:42:22-23:51:59  23 23:41:26-23:49:51  24 23:36:48-23:47:40
25 23:34:11-23:42:58  26 23:35:58-23:47:07
`
  .trim()
  .split(/\s{2,}|\n/)
  .map((text) => {
    const [, day = '', start = '', end = ''] = /(\d+) (\S+)-(\S+)/.exec(text) ?? []
    return { start: `${day} ${start}`, end: `${day} ${end}` }
  })

const STARTS = RUNS.map(({ start }) => start)

/** The number of refreshes by the obvious rule: at least a day since the last refresh. */
function strict(anchor: 'start' | 'end'): number {
  let [last, refreshes] = [-Infinity, 0]
  for (const run of RUNS) {
    if (april(run.start) - last < DAY) continue
    last = april(run[anchor])
    refreshes += 1
  }
  return refreshes
}

test.each(['start', 'end'] as const)(
  '17 runs, at least a day from the %s of the last refresh: only 9 refreshes',
  (anchor) => {
    expect(STARTS).toHaveLength(17)
    expect(strict(anchor)).toBe(9)
  },
)

/** The starts of the runs that did not refresh, if each run brings new data. */
function heldBack(cron: string | null, toleranceMinutes: number | null = null): string[] {
  const week = new Week({ policy: { ...POLICY, toleranceMinutes } })
  return STARTS.filter((text) => {
    const start = april(text)
    const landed = nodes({ fct_orders: status(start + 5 * MINUTE) })
    const slot = slotOf({ cron, start })
    const made = week.run(slot, {
      nodes: landed,
      nextSlot: nextSlotOf({ cron, slot }),
      delay: start + 8 * MINUTE - slot,
    })
    return decisionOn('workbook:sales', made).kind !== 'refresh'
  })
}

const EXTRA = ['20 00:07:12', '20 06:57:57']

test.each([
  {
    cron: '0 23 * * *',
    tolerance: null,
    refreshes: 15,
    held: EXTRA,
    why: 'one per daily slot, none for the extra runs',
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
