import { normal } from '../../src/refresh/polling/normal-distribution.js'
import { FIELD_MEDIAN, FIELD_SIGMA, RUN_SIGMA } from './jobs.js'

/*
 * The fewest polls of any rule with at most this lag, if it knows the distribution of the durations.
 * Lagrangian bound: the minimum of polls + price · (lag − limit), over all schedules, is at most the polls of a schedule
 * that keeps the limit. So the maximum over all prices is a lower bound for every rule, up to the grid of times.
 */

type Cdf = (seconds: number) => number

/** Jobs that share one schedule, and the price of their polls and seconds of lag. */
interface Part {
  readonly cdf: Cdf
  readonly pollPrice: number
  readonly lagPrice: number
}

const PRICES = Array.from({ length: 29 }, (_, index) => 0.05 * 1.2 ** index)

const SMALL: Cdf = (seconds) => Math.min(1, Math.max(0, (seconds - 5) / 15))
const SMALL_TIMES = [0, ...range(5, 20, 0.05), 20]
export const SMALL_MEDIANS = range(5.375, 20, 0.75)

const FIELD: Cdf = logNormal(FIELD_MEDIAN, Math.hypot(FIELD_SIGMA, RUN_SIGMA))
const FIELD_TIMES = [0, ...range(4, 40, 0.5), ...range(40, 1000, 2)]
export const FIELD_MEDIANS = quantiles(40).map((z) => FIELD_MEDIAN * Math.exp(FIELD_SIGMA * z))

/** Of the 5–20 s jobs, without history. */
export function leastPollsSmall(lag: number): number {
  return highest((price) => leastCost([{ cdf: SMALL, pollPrice: 1, lagPrice: price }], SMALL_TIMES), lag)
}

/** Of the field's jobs, without history. */
export function leastPollsField(lag: number): number {
  return highest((price) => leastCost([{ cdf: FIELD, pollPrice: 1, lagPrice: price }], FIELD_TIMES), lag)
}

/** The same, for a rule that also keeps `smallLag` for the 5–20 s jobs: without history, the two kinds cannot be distinguished. */
export function leastPollsFieldBeside(smallLag: number, lag: number): number {
  const bounds = [0.5, 1, 1.5, 1.75, 2, 2.5, 3].map((smallPrice) => {
    const small = { cdf: SMALL, pollPrice: 0, lagPrice: smallPrice }
    const cost = (price: number): number =>
      leastCost([{ cdf: FIELD, pollPrice: 1, lagPrice: price }, small], FIELD_TIMES)
    return highest(cost, lag) - smallPrice * smallLag
  })
  return Math.max(...bounds)
}

/** With a history that gives each extract's median and σ exactly. */
export function leastPollsKnown(medians: readonly number[], sigma: number, lag: number): number {
  const cost = (price: number): number =>
    medians.reduce((total, median) => total + leastCostKnown(median, sigma, price), 0) / medians.length
  return highest(cost, lag)
}

function leastCostKnown(median: number, sigma: number, lagPrice: number): number {
  const times = [0, ...range(-4, 4, 0.04).map((z) => median * Math.exp(sigma * z))]
  return leastCost([{ cdf: logNormal(median, sigma), pollPrice: 1, lagPrice }], times)
}

function highest(cost: (price: number) => number, lag: number): number {
  return Math.max(...PRICES.map((price) => cost(price) - price * lag))
}

/** The least remaining price after a poll at each of `times`, computed backwards; returns that of the first. */
function leastCost(parts: readonly Part[], times: readonly number[]): number {
  const polls = times.map((time) => sum(parts, ({ cdf, pollPrice }) => pollPrice * (1 - cdf(time))))
  const ended = times.map((time) => sum(parts, ({ cdf, lagPrice }) => lagPrice * cdf(time)))
  const moments = momentsOf(ended, times)
  const remaining = new Float64Array(times.length)
  for (let from = times.length - 2; from >= 0; from -= 1) {
    let least = Infinity
    for (let to = from + 1; to < times.length; to += 1) {
      const lag = at(times, to) * (at(ended, to) - at(ended, from)) - (at(moments, to) - at(moments, from))
      least = Math.min(least, lag + at(remaining, to))
    }
    remaining[from] = at(polls, from) + least
  }
  return at(remaining, 0)
}

/** The integral of time over the jobs that have ended. */
function momentsOf(ended: readonly number[], times: readonly number[]): number[] {
  let moment = 0
  return times.map((time, index) => {
    const before = Math.max(0, index - 1)
    moment += ((at(ended, index) - at(ended, before)) * (time + at(times, before))) / 2
    return moment
  })
}

function at(values: { readonly [index: number]: number }, index: number): number {
  return values[index] ?? NaN
}

function sum(parts: readonly Part[], price: (part: Part) => number): number {
  return parts.reduce((total, part) => total + price(part), 0)
}

function logNormal(median: number, sigma: number): Cdf {
  return (seconds) => (seconds <= 0 ? 0 : normal(Math.log(seconds / median) / sigma))
}

/** The middles of this many equally likely parts of the standard normal distribution. */
function quantiles(count: number): number[] {
  const zs = range(-5, 5, 0.001)
  return range(0, count, 1).map((index) => zs.find((z) => normal(z) >= (index + 0.5) / count) ?? NaN)
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / step - 1e-9) }, (_, index) => from + index * step)
}
