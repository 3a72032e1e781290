/* How long refreshes take: a log-normal distribution, as in field data (benchmarks/polling). */

import { upperTail } from './normal-distribution.js'

/** The parameters of a log-normal distribution. */
export interface Duration {
  /** The median, in seconds. */
  readonly typical: number
  /** σ of the logarithm. */
  readonly sigma: number
}

/** Prior for the refreshes of one extract: the expected σ, and the number of runs that it counts as. */
const PRIOR_SIGMA = 0.2
const PRIOR_WEIGHT = 2
/** A run further from the median than a factor of e^±0.4 is counted at that distance: it may be an outlier. */
const MAX_DISTANCE = 0.4

/** The same prior for refreshes of different extracts. */
const PRIOR_SIGMA_OF_OTHERS = 0.75
const PRIOR_WEIGHT_OF_OTHERS = 3
/** With fewer there is no estimate. */
const MIN_OTHERS = 5
/** In seconds: Tableau's own limit of two hours. A wrong clock must not distort the estimate. */
const MAX_SECONDS = 7_200

/** Estimated from earlier refreshes of one extract, in seconds and any order; null if there are none. Robust against outliers, since there are only a few. */
export function durationOf(past: readonly number[]): Duration | null {
  if (past.length === 0) return null
  const logs = past.map((seconds) => Math.log(Math.max(1, seconds))).sort((a, b) => a - b)
  const median = mean(logs.slice((logs.length - 1) >> 1, (logs.length >> 1) + 1))
  const distances = logs.map((log) => Math.min(MAX_DISTANCE, Math.max(-MAX_DISTANCE, log - median)))
  const squares = PRIOR_WEIGHT * PRIOR_SIGMA ** 2 + sum(distances.map((distance) => distance ** 2))
  const variance = squares / (PRIOR_WEIGHT + logs.length)
  return {
    typical: Math.exp(median + mean(distances)),
    // The median of so few runs is itself uncertain.
    sigma: Math.sqrt(variance * (1 + 1 / logs.length)),
  }
}

/** The expected duration of an extract without a history, from refreshes of other extracts as they end. */
export class DurationOfOthers {
  #count = 0
  #sum = 0
  #sumOfSquares = 0

  add(seconds: number): void {
    const log = Math.log(Math.min(MAX_SECONDS, Math.max(1, seconds)))
    this.#count += 1
    this.#sum += log
    this.#sumOfSquares += log ** 2
  }

  /** Null while there are too few. */
  get duration(): Duration | null {
    if (this.#count < MIN_OTHERS) return null
    const meanLog = this.#sum / this.#count
    const squares =
      PRIOR_WEIGHT_OF_OTHERS * PRIOR_SIGMA_OF_OTHERS ** 2 +
      Math.max(0, this.#sumOfSquares - this.#count * meanLog ** 2)
    const variance = squares / (PRIOR_WEIGHT_OF_OTHERS + this.#count)
    return { typical: Math.exp(meanLog), sigma: Math.sqrt(variance) }
  }
}

/**
 * For a job that is still running at `age`: the expected seconds between its end and its next poll at `next`, which are
 * ∫ (1 − S(u) / S(age)) du from `age` to `next`. S(u) is the share of refreshes that last longer than u. Both are scaled by
 * the same factor, because far in the tail they are too small for a floating-point number.
 */
export function lossFrom(age: number, duration: Duration): (next: number) => number {
  const z = standardised(age, duration)
  const exponent = Math.max(0, z) ** 2 / 2
  const [running, before] = [upperTail(z, exponent), remaining(age, duration, exponent)]
  return (next) => next - age - (before - remaining(next, duration, exponent)) / running
}

/** ∫ S(u) du from `age` to infinity, by parts; times e^`exponent`. */
function remaining(age: number, duration: Duration, exponent: number): number {
  const { typical, sigma } = duration
  const z = standardised(age, duration)
  return typical * Math.exp(sigma ** 2 / 2) * upperTail(z - sigma, exponent) - age * upperTail(z, exponent)
}

function standardised(age: number, { typical, sigma }: Duration): number {
  return Math.log(age / typical) / sigma
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
