import { describe, expect, test } from '@jest/globals'
import { nextPollAt } from '../../src/refresh/polling.js'

describe('a job is looked at again after a quarter of its age, within 2 and 20 seconds', () => {
  test.each([
    [0, 2_000],
    [1_000, 2_000],
    [8_000, 2_000],
    [12_000, 3_000],
    [80_000, 20_000],
    [3_600_000, 20_000],
    // A clock that was set back must not make it spin.
    [-5_000, 2_000],
  ])('aged %d ms: after %d ms', (age, step) => {
    expect(nextPollAt(1_000_000, 1_000_000 + age)).toBe(1_000_000 + age + step)
  })

  test('at a whole millisecond, as clocks know no parts of one', () => {
    expect(nextPollAt(0, 12_501) % 1).toBe(0)
  })
})
