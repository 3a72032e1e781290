import type { Instant, Milliseconds } from '../clock.js'

const SHORTEST_STEP: Milliseconds = 2_000
const LONGEST_STEP: Milliseconds = 20_000
/** A step in proportion to the job's age keeps the lag in proportion to what was waited anyway. */
const STEP_PER_AGE = 0.25

/** When to look at a job again that was requested at `requestedAt` and still runs `now`. */
export function nextPollAt(requestedAt: Instant, now: Instant): Instant {
  const step = (now - requestedAt) * STEP_PER_AGE
  return now + Math.round(Math.min(LONGEST_STEP, Math.max(SHORTEST_STEP, step)))
}
