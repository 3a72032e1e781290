import type { Instant } from '../clock.js'

export interface PolledJob {
  readonly requestedAt: Instant
  readonly now: Instant
  /** How many seconds earlier refreshes of this extract took, in any order; few or none. */
  readonly past: readonly number[]
}

/** All in seconds. */
const SHORTEST_STEP = 1
const LONGEST_STEP = 30
/** Before the typical duration: the most that a history which is wrong can cost. */
const LONGEST_WAIT = 180

/** How much refreshes of one extract differ, as log-normal σ, and how many runs that expectation weighs. */
const USUAL_SIGMA = 0.2
const USUAL_WEIGHS = 5
/** A run further from the others than e^±0.5 counts as one that far: it may be an accident. */
const FURTHEST = 0.5

/**
 * When to look at a job again that was requested at `requestedAt` and still runs `now`: whole milliseconds, later than `now`.
 *
 * The numbers come from `benchmarks/polling`, which has the optimum beside them: the least of polls + seconds of lag.
 * There the best first poll moves from after the typical duration to before it as the spread in seconds grows, in
 * proportion to the logarithm of that spread (0.55), and the best steps grow with its power 0.6. A job that outlives its
 * history by 3σ is treated as if it had none.
 */
export function nextPollAt({ requestedAt, now, past }: PolledJob): Instant {
  // A clock that was set back must not make it spin.
  const age = Math.max(0, now - requestedAt)
  const next = past.length === 0 ? blindly(age / 1000) : byHistory(age / 1000, past)
  return now + Math.round(next * 1000) - age
}

/** Every 4 s while it may be a small extract; from 20 s on every 15 s or a twelfth of its age. */
function blindly(age: number): number {
  if (age < 8) return Math.max(8, age + SHORTEST_STEP)
  return age + (age < 20 ? 4 : Math.min(LONGEST_STEP, Math.max(15, age / 12)))
}

function byHistory(age: number, past: readonly number[]): number {
  const { typical, sigma } = durationOf(past)
  const spread = typical * sigma
  const ideal = typical * Math.exp(sigma * Math.max(-2, 0.55 * (1 - Math.log(spread))))
  // A millisecond that is cut off would make a second look of it.
  const first = Math.ceil(ideal * 1000) / 1000
  if (age < first) return Math.min(Math.max(first, age + SHORTEST_STEP), age + LONGEST_WAIT)
  const next = age + Math.min(LONGEST_STEP, Math.max(SHORTEST_STEP, spread ** 0.6))
  return age < typical * Math.exp(3 * sigma) ? next : Math.max(next, blindly(age))
}

interface Duration {
  /** In seconds. */
  readonly typical: number
  /** How far runs scatter about it, as a log-normal's σ. */
  readonly sigma: number
}

/** Robust, as five runs are few: what lies far from the median pulls no harder than `FURTHEST`. */
function durationOf(past: readonly number[]): Duration {
  const logs = past.map((seconds) => Math.log(Math.max(1, seconds))).sort((a, b) => a - b)
  const middle = logs.slice((logs.length - 1) >> 1, (logs.length >> 1) + 1)
  const median = sum(middle) / middle.length
  const distances = logs.map((log) => Math.min(FURTHEST, Math.max(-FURTHEST, log - median)))
  const squares = USUAL_WEIGHS * USUAL_SIGMA ** 2 + sum(distances.map((distance) => distance ** 2))
  return {
    typical: Math.exp(median + sum(distances) / logs.length),
    sigma: Math.sqrt(squares / (USUAL_WEIGHS + logs.length)),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
