import { describe, expect, test } from '@jest/globals'

import { ago, at, duration, onDate, shortly, shortlyOnDate } from '../../src/report/times.js'
import { NOW, time } from './stories.js'

test.each([
  [0, '0 s'],
  [-3, '0 s'],
  [44.6, '45 s'],
  [59.7, '1 min'],
  [73.1, '1 min 13 s'],
  [7500, '2 h 5 min'],
  [3 * 86_400 + 4 * 3600, '3 d 4 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words)
})

test.each([
  ['06:05:00', '2026-11-24', 'just now'],
  ['05:53:00', '2026-11-24', '12 min ago'],
  ['01:00:00', '2026-11-24', '5 h ago'],
  ['06:00:00', '2026-11-21', '3 days ago'],
  ['07:00:00', '2026-11-24', 'just now'],
])('%s on %s was %s', (clock, date, words) => {
  expect(ago(time(clock, date), NOW)).toBe(words)
})

describe('an instant', () => {
  test.each([
    ['2026-11-24', '06:00 UTC', 'today 06:00', '24 Nov'],
    ['2026-11-25', '06:00 UTC tomorrow (25 Nov)', '25 Nov 06:00', '25 Nov'],
    ['2026-11-23', '06:00 UTC yesterday (23 Nov)', '23 Nov 06:00', '23 Nov'],
    ['2026-11-20', '06:00 UTC on 20 Nov', '20 Nov 06:00', '20 Nov'],
    ['2025-12-31', '06:00 UTC on 31 Dec 2025', '31 Dec 2025', '31 Dec 2025'],
  ])('on %s reads "%s", in a cell "%s", on another day "%s"', (date, sentence, cell, later) => {
    expect(onDate(time('06:00:00', date), NOW)).toBe(`06:00 UTC on ${later}`)
    expect(shortlyOnDate(time('06:00:00', date), NOW)).toBe(
      date.startsWith('2026') ? `${later} 06:00` : later,
    )
    expect(at(time('06:00:00', date), NOW)).toBe(sentence)
    expect(shortly(time('06:00:00', date), NOW)).toBe(cell)
  })
})
