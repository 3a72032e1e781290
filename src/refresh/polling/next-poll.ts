import type { Instant } from '../../base/clock.js'
import { type Duration, durationOf, lossFrom } from './duration.js'

export interface PolledJob {
  readonly requestedAt: Instant
  readonly now: Instant
  /** How many seconds earlier refreshes of this extract took, in any order; few or none. */
  readonly past: readonly number[]
  /** The durations of other extracts; null if too few are known. */
  readonly others: Duration | null
  /** Jobs that are polled individually, including this one. */
  readonly polledIndividually: number
}

/** All in seconds. */
const SHORTEST_STEP = 1
const LONGEST_STEP = 30
/** Longest wait before the typical duration is reached: it limits what a wrong history can cost. */
const LONGEST_WAIT = 180

/** The cost of a poll, in seconds by which the end of a refresh is noticed late: a fortieth of its typical duration, within limits. */
const POLL_COST = { least: 0.64, most: 0.71, ofTypical: 1 / 40 }
/** Durations of other extracts say less about this one, so a poll costs more. */
const POLL_COST_WITHOUT_HISTORY = 1
/** Up to this many jobs are polled individually at that cost. Each further one adds an eighth: the site has a quota of calls. */
const USUAL_POLLED = 10
const MAX_COST_FACTOR = 4

/**
 * When to poll a job again that was requested at `requestedAt` and still runs `now`: whole milliseconds, later than `now`.
 *
 * The rule: poll when the expected seconds lost by not polling reach the cost of a poll. The distribution of durations comes
 * from the extract's own history, else from other extracts. `benchmarks/polling` compares it with the optimum.
 * A job that outlives its history by 3σ is treated as if it had none.
 */
export function nextPollAt({ requestedAt, now, past, others, polledIndividually }: PolledJob): Instant {
  // The clock may have been set back, so a negative age counts as 0.
  const age = Math.max(0, now - requestedAt)
  const costFactor = Math.min(MAX_COST_FACTOR, 1 + Math.max(0, polledIndividually - USUAL_POLLED) / 8)
  const own = durationOf(past)
  const next = nextByDurations(age / 1000, [
    [own, pollCostFor(own) * costFactor],
    [others, POLL_COST_WITHOUT_HISTORY * costFactor],
  ])
  return now + Math.round(Math.max(next * 1000, age + SHORTEST_STEP * 1000)) - age
}

function pollCostFor(duration: Duration | null): number {
  const { least, most, ofTypical } = POLL_COST
  return Math.min(most, Math.max(least, (duration?.typical ?? Infinity) * ofTypical))
}

/** By the first distribution that fits this age. */
function nextByDurations(age: number, known: readonly (readonly [Duration | null, number])[]): number {
  const [first, ...rest] = known
  if (first === undefined) return fallbackSchedule(age)
  const [duration, pollCost] = first
  if (duration === null) return nextByDurations(age, rest)
  const next = nextByDuration(age, duration, pollCost)
  return age < duration.typical * Math.exp(3 * duration.sigma)
    ? next
    : Math.max(next, nextByDurations(age, rest))
}

function nextByDuration(age: number, duration: Duration, pollCost: number): number {
  const lossAt = lossFrom(age, duration)
  let [early, late] = [age, latestPoll(age, duration)]
  if (lossAt(late) <= pollCost) return late
  while (late - early > 0.001) {
    const middle = (early + late) / 2
    if (lossAt(middle) < pollCost) early = middle
    else late = middle
  }
  return late
}

/**
 * The latest time for the next poll: a step from now; before the typical duration later, but at most a step after it. It
 * never decreases with the age, so that a later poll is not followed by an earlier next one.
 */
function latestPoll(age: number, { typical }: Duration): number {
  return Math.max(age + LONGEST_STEP, Math.min(age + LONGEST_WAIT, typical + LONGEST_STEP))
}

/** Every 4 s while it may be a small extract; from 20 s on every 15 s or a twelfth of its age. */
function fallbackSchedule(age: number): number {
  if (age < 8) return Math.max(8, age + SHORTEST_STEP)
  return age + (age < 20 ? 4 : Math.min(LONGEST_STEP, Math.max(15, age / 12)))
}
