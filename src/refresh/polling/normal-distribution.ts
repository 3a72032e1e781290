/* The standard normal distribution. Even the smallest tails are accurate to eleven digits. */

/** Below this the series is more accurate, above it the continued fraction. */
const TAIL = 3
const TERMS = 60

/** The share below z. */
export function normal(z: number): number {
  return z < 0 ? upperTail(-z) : 1 - upperTail(z)
}

/** The share above z, times e^`exponent`: so tails that are too small for a floating-point number can be divided by each other. */
export function upperTail(z: number, exponent = 0): number {
  const all = Math.exp(exponent)
  if (z < 0) return all - upperTail(-z, exponent)
  const density = Math.exp(exponent - (z * z) / 2) / Math.sqrt(2 * Math.PI)
  return z < TAIL ? all / 2 - density * series(z) : density * millsRatio(z)
}

/** (Φ(z) − ½) / φ(z) = z + z³/3 + z⁵/15 + … (Abramowitz and Stegun 26.2.11). */
function series(z: number): number {
  let [term, total] = [z, z]
  for (let odd = 3; term > total * Number.EPSILON; odd += 2) {
    term *= (z * z) / odd
    total += term
  }
  return total
}

/** (1 − Φ(z)) / φ(z) = 1/(z + 1/(z + 2/(z + 3/(z + …)))) (Abramowitz and Stegun 26.2.14). */
function millsRatio(z: number): number {
  let denominator = z
  for (let term = TERMS; term >= 1; term -= 1) denominator = z + term / denominator
  return 1 / denominator
}
