import { describe, expect, test } from '@jest/globals'
import { earliestOf, latestOf } from '../src/clock.js'

describe('the first and the last of many instants', () => {
  test.each([
    ['one', [7], 7, 7],
    ['several', [5, 9, 1, 3], 1, 9],
    ['none', [], Infinity, -Infinity],
  ])('of %s', (_, instants, first, last) => {
    expect([earliestOf(instants), latestOf(instants)]).toEqual([first, last])
  })

  test('of more than an argument list holds', () => {
    const instants = Array.from({ length: 1_000_000 }, (_, index) => (index * 7919) % 1_000_003)
    expect([earliestOf(instants), latestOf(instants)]).toEqual([0, 1_000_002])
  })
})
