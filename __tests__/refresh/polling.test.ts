import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { nextPollAt } from '../../src/refresh/polling.js'

const T = 1_000_000
const stepAt = (age: number, past: readonly number[] = []): number =>
  nextPollAt({ requestedAt: T, now: T + age, past }) - (T + age)

describe('a job of which nothing is known is looked at again after a quarter of its age, within 2 and 20 seconds', () => {
  test.each([
    [0, 2_000],
    [1_000, 2_000],
    [8_000, 2_000],
    [12_000, 3_000],
    [80_000, 20_000],
    [3_600_000, 20_000],
    // Tableau's clock may be ahead of ours.
    [-5_000, 2_000],
  ])('aged %d ms: after %d ms', (age, step) => {
    expect(stepAt(age)).toBe(step)
  })
})

describe('a job whose past is known', () => {
  test('is looked at for the first time just past its typical end', () => {
    expect(stepAt(0, [12, 11, 13])).toBe(12_600)
  })
  test('whose typical end is far is looked at in between, should it be faster today', () => {
    expect(stepAt(0, [600])).toBe(300_000)
  })
  test('is then looked at in short steps that grow with its delay', () => {
    expect([stepAt(12_600, [12]), stepAt(14_000, [12]), stepAt(40_000, [12]), stepAt(400_000, [12])]).toEqual(
      [500, 1_000, 14_000, 20_000],
    )
  })
  test('is not misled by one outlier', () => {
    expect(stepAt(0, [12, 1200, 12, 0.1, 12])).toBe(12_600)
  })
})

test('whatever the past, the next look is later than now, at a whole millisecond, and not for ever away', () => {
  const seconds = fc.double({ min: 0, max: 10_000, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.array(seconds, { maxLength: 6 }), (age, past) => {
      const step = stepAt(age, past)
      expect(Number.isInteger(step)).toBe(true)
      expect(step).toBeGreaterThanOrEqual(500)
      expect(step).toBeLessThanOrEqual(Math.max(20_000, Math.ceil((Math.max(0, ...past) * 1000) / 2)))
    }),
  )
})

function pollsAndLag(duration: number, past: readonly number[]): { polls: number; lag: number } {
  let polls = 0
  let now = T
  do {
    now = nextPollAt({ requestedAt: T, now, past })
    polls += 1
  } while (now < T + duration)
  return { polls, lag: (now - T - duration) / 1000 }
}

test('the polls of 60 extracts refreshed every hour stay far inside 20,000 a day', () => {
  // The field's quantiles (facts/peers.md §6), each with a past of its own: 60 jobs × 24 hours × polls a job.
  const durations = [27, 38, 53, 73, 102, 132, 193, 284]
  const known = durations.map(
    (seconds) => pollsAndLag(seconds * 1000, [seconds * 0.9, seconds, seconds * 1.1]).polls,
  )
  const perDay = (polls: readonly number[]): number =>
    (polls.reduce((a, b) => a + b) / polls.length) * 60 * 24
  expect(perDay(known)).toBeLessThan(6_000)
})
