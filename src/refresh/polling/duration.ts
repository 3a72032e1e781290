/* How long refreshes take: log-normal, as the field's are (benchmarks/polling), about a typical duration. */

import { upperTail } from './normal-distribution.js'

export interface Duration {
  /** In seconds: half of the refreshes take longer. */
  readonly typical: number
  /** How far they scatter about it, as a log-normal's σ. */
  readonly sigma: number
}

/** How much refreshes of one extract differ, and how many runs that expectation weighs. */
const USUAL_SIGMA = 0.2
const USUAL_WEIGHS = 2
/** A run further from the others than e^±0.4 is counted at that distance: it may be an outlier. */
const FURTHEST = 0.4

/** How much extracts differ from each other, and how many of them that expectation weighs. */
const USUAL_SIGMA_OF_OTHERS = 0.75
const OTHERS_WEIGH = 3
/** With fewer there is no estimate. */
const FEWEST_OTHERS = 5
/** Tableau's own limit of two hours; a wrong clock must not distort the estimate. */
const LONGEST = 7_200

/** From earlier refreshes of one extract, in seconds and any order; null if there are none. Robust, because there are at most a few. */
export function durationOf(past: readonly number[]): Duration | null {
  if (past.length === 0) return null
  const logs = past.map((seconds) => Math.log(Math.max(1, seconds))).sort((a, b) => a - b)
  const median = mean(logs.slice((logs.length - 1) >> 1, (logs.length >> 1) + 1))
  const distances = logs.map((log) => Math.min(FURTHEST, Math.max(-FURTHEST, log - median)))
  const squares = USUAL_WEIGHS * USUAL_SIGMA ** 2 + sum(distances.map((distance) => distance ** 2))
  const variance = squares / (USUAL_WEIGHS + logs.length)
  return {
    typical: Math.exp(median + mean(distances)),
    // The typical duration of so few runs is itself uncertain.
    sigma: Math.sqrt(variance * (1 + 1 / logs.length)),
  }
}

/** The expected duration of an extract without a history, from refreshes of other extracts as they end. */
export class DurationOfOthers {
  #count = 0
  #sum = 0
  #sumOfSquares = 0

  add(seconds: number): void {
    const log = Math.log(Math.min(LONGEST, Math.max(1, seconds)))
    this.#count += 1
    this.#sum += log
    this.#sumOfSquares += log ** 2
  }

  /** Null while there are too few. */
  get duration(): Duration | null {
    if (this.#count < FEWEST_OTHERS) return null
    const middle = this.#sum / this.#count
    const squares = Math.max(0, this.#sumOfSquares - this.#count * middle ** 2)
    const variance = (OTHERS_WEIGH * USUAL_SIGMA_OF_OTHERS ** 2 + squares) / (OTHERS_WEIGH + this.#count)
    return { typical: Math.exp(middle), sigma: Math.sqrt(variance) }
  }
}

/**
 * Of a job that still runs at `age`: the seconds that are lost on average if it is looked at again at `next` only,
 * ∫ (1 − S(u) / S(age)) du, where S is the share of refreshes that last longer. S(u) and S(age) are multiplied by the same
 * number, as far in the tail both are too small for one.
 */
export function lossFrom(age: number, duration: Duration): (next: number) => number {
  const z = standardised(age, duration)
  const exponent = Math.max(0, z) ** 2 / 2
  const [running, before] = [upperTail(z, exponent), remaining(age, duration, exponent)]
  return (next) => next - age - (before - remaining(next, duration, exponent)) / running
}

/** ∫ S(u) du from `age` on, by parts; times e^`exponent`. */
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
