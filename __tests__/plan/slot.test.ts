import { describe, expect, test } from '@jest/globals'

import { nextSlotOf, slotOf } from '../../src/plan/slot.js'
import { april } from './build.js'

describe('the slot of a run', () => {
  test.each([
    { cron: null, start: '13 23:39:20', slot: '13 23:39:20' },
    { cron: '0 23 * * *', start: '13 23:39:20', slot: '13 23:00' },
    { cron: '0 23 * * *', start: '14 02:30:00', slot: '13 23:00' },
    { cron: '0 23 * * *', start: '13 23:00:00', slot: '13 23:00' },
    { cron: '0 23 * * *', start: '13 23:00:00.001', slot: '13 23:00' },
    { cron: '0 23 * * *', start: '13 22:59:59.999', slot: '12 23:00' },
    { cron: ' 0  23 * * * ', start: '13 23:39:20', slot: '13 23:00' },
    { cron: '30 5,17 * * 1-5', start: '13 05:45', slot: '13 05:30' },
    { cron: '30 5,17 * * MON-FRI', start: '13 05:10', slot: '10 17:30' },
    { cron: '0 6 * * 0', start: '13 05:10', slot: '12 06:00' },
    // POSIX: with both a day of the month and a day of the week, either is enough.
    { cron: '0 6 10 * 0', start: '13 05:10', slot: '12 06:00' },
    { cron: '0 6 11 * 5', start: '13 05:10', slot: '11 06:00' },
    { cron: '*/15 * * * *', start: '13 05:59', slot: '13 05:45' },
  ])('cron $cron, started $start: $slot', ({ cron, start, slot }) => {
    expect(new Date(slotOf({ cron, start: april(start) }))).toEqual(new Date(april(slot)))
  })

  test.each(['', 'every day', '0 25 * * *', '0 0 30 2 *', '0 23 * *', '0 0 23 * * *', '@daily', 'a b c d e'])(
    'an invalid cron counts as none: %j',
    (cron) => {
      expect(slotOf({ cron, start: april('13 23:39:20') })).toBe(april('13 23:39:20'))
    },
  )
})

test.each([
  { cron: '0 * * * *', slot: '13 23:00', next: '14 00:00' },
  { cron: '0 6 * * 1', slot: '13 06:00', next: '20 06:00' },
  { cron: '*/15 * * * *', slot: '13 05:45', next: '13 06:00' },
])('after $slot the next run of $cron is due on $next', ({ cron, slot, next }) => {
  expect(nextSlotOf({ cron, slot: april(slot) })).toBe(april(next))
})

test.each([null, 'every day', '0 0 30 2 *'])('cron %j has no next run', (cron) => {
  expect(nextSlotOf({ cron, slot: april('13 06:00') })).toBeNull()
})
