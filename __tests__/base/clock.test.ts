import { describe, expect, test } from '@jest/globals'
import {
  earliestOf,
  latestOf,
  LONGEST_DURATION,
  parseInstant,
  systemClock,
  toIso,
  toMinute,
  limitWait,
} from '../../src/base/clock.js'

describe('the earliest and the latest instant', () => {
  test.each([
    ['one', [7], 7, 7],
    ['several', [5, 9, 1, 3], 1, 9],
    ['none', [], Infinity, -Infinity],
  ])('of %s', (_, instants, first, last) => {
    expect([earliestOf(instants), latestOf(instants)]).toEqual([first, last])
  })

  test('of more instants than fit into an argument list', () => {
    const instants = Array.from({ length: 1_000_000 }, (_, index) => (index * 7919) % 1_000_003)
    expect([earliestOf(instants), latestOf(instants)]).toEqual([0, 1_000_002])
  })
})

describe('a timestamp', () => {
  test.each([
    ['2026-08-20T06:30:00Z', '2026-08-20T06:30:00.000Z'],
    ['2026-08-20T06:30:00.123456789+02:00', '2026-08-20T04:30:00.123Z'],
    ['2026-08-20', '2026-08-20T00:00:00.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['2999-12-31T23:59:59.999Z', '2999-12-31T23:59:59.999Z'],
  ])('%s is read', (text, iso) => {
    expect(toIso(parseInstant(text) ?? NaN)).toBe(iso)
  })

  test.each([
    '',
    'now',
    '0001-01-01T00:00:00Z',
    '1900-01-01T00:00:00Z',
    '1969-12-31T23:59:59.999Z',
    '3000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999Z',
    '+275760-09-13T00:00:00.000Z',
    '+275760-09-13T00:00:00.001Z',
    '-271821-04-20T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-08-20T25:00:00Z',
  ])('%j is null', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  test.each([
    [NaN, '00:00 UTC on 1 Jan 1970'],
    [-Infinity, '00:00 UTC on 1 Jan 1970'],
    [8.64e15 + 1, '23:59 UTC on 31 Dec 2999'],
    [Infinity, '23:59 UTC on 31 Dec 2999'],
    [Date.UTC(2026, 7, 20, 6, 30), '06:30 UTC on 20 Aug 2026'],
  ])('%d is written as %s', (instant, text) => {
    expect(toMinute(instant)).toBe(text)
  })
})

test.each([
  [-1, 0],
  [NaN, 0],
  [90_000, 90_000],
  [1e300, LONGEST_DURATION],
  [Infinity, LONGEST_DURATION],
])('a wait of %d is limited to %d', (asked, wait) => {
  expect(limitWait(asked)).toBe(wait)
})

test('a sleep longer than a timer allows does not end immediately', async () => {
  const stop = new AbortController()
  let hasEnded = false
  const sleeping = systemClock.sleep(LONGEST_DURATION, stop.signal).then(() => (hasEnded = true))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(hasEnded).toBe(false)
  stop.abort()
  await sleeping
})
