import type { Instant, Milliseconds } from '../clock.js'

const SHORTEST_STEP: Milliseconds = 2_000
const LONGEST_STEP: Milliseconds = 20_000
/** A step in proportion to the job's age keeps the lag in proportion to what was waited anyway. */
const STEP_PER_AGE = 0.25

/** A little past the typical end, so that most jobs have ended by the first look. */
const PAST_TYPICAL = 1.05
/** Steps around the typical end are short, for that is where jobs end. */
const STEP_PER_TYPICAL = 0.04
const SHORTEST_STEP_KNOWN: Milliseconds = 500

interface PolledJob {
  readonly requestedAt: Instant
  readonly now: Instant
  /** How long earlier refreshes of this extract took, in seconds; empty where none is known. */
  readonly past: readonly number[]
}

/**
 * When to look at a running job again: near its typical end first, then in short steps that grow with the delay.
 * A history that is wrong never costs more than half the typical duration.
 */
export function nextPollAt({ requestedAt, now, past }: PolledJob): Instant {
  const age = now - requestedAt
  const typical = median(past) * 1000
  if (!(typical > 0)) return now + between(SHORTEST_STEP, age * STEP_PER_AGE, LONGEST_STEP)
  const untilTypical = typical * PAST_TYPICAL - age
  if (untilTypical > 0) {
    const furthest = Math.max(LONGEST_STEP, typical / 2)
    return now + between(SHORTEST_STEP_KNOWN, untilTypical, furthest)
  }
  const shortest = Math.max(SHORTEST_STEP_KNOWN, typical * STEP_PER_TYPICAL)
  return now + between(shortest, (age - typical) / 2, LONGEST_STEP)
}

/** NaN for none. A median, so that one outlier says nothing. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
}

/** In whole milliseconds, as clocks know no parts of one. */
function between(least: Milliseconds, wanted: Milliseconds, most: Milliseconds): Milliseconds {
  return Math.round(Math.min(most, Math.max(Math.min(least, most), wanted)))
}
