import { describe, expect, test } from '@jest/globals'
import { normal, upperTail } from '../../../src/refresh/polling/normal-distribution.js'

/** Q(z) · e^(z²/2), computed with forty digits and rounded to fifteen. */
const SCALED_TAILS = [
  [0, 0.5],
  [0.1, 0.462478785287536],
  [1, 0.261578291865123],
  [2.99999, 0.121514292360831],
  [3, 0.121513948355562],
  [8, 0.0491225462124249],
  [37, 0.0107743650059577],
  [90, 0.00443214496109256],
] as const

describe('the share of a standard normal above z', () => {
  test.each(SCALED_TAILS)(
    'is accurate to eleven digits at z = %d, even if it is too small for a floating-point number',
    (z, tail) => {
      expect(Math.abs(upperTail(z, (z * z) / 2) / tail - 1)).toBeLessThan(1e-11)
    },
  )

  test.each([-40, -3, -0.5, 0, 0.5, 3, 8])('at z = %d equals the share below −z', (z) => {
    expect(upperTail(z)).toBeCloseTo(normal(-z), 15)
    expect(upperTail(z) + normal(z)).toBeCloseTo(1, 15)
  })

  test('is 1 at −∞ and 0 at ∞', () => {
    expect([upperTail(-Infinity), upperTail(Infinity)]).toEqual([1, 0])
  })
})
