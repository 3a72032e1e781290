import { seeded } from '../peers/draws.js'

/** One refresh, in seconds from its request to its end, and the ones before it, newest first. */
export interface JobDrawn {
  readonly seconds: number
  readonly past: readonly number[]
}

const PAST_RUNS = 20
/** The number of requests that state keeps per extract (src/state). */
const KEPT = 5

/** The medians in the field: log-normal with these two (docs/facts/field-data.md#durations). */
export const FIELD_MEDIAN = 73
export const FIELD_SIGMA = Math.log(193 / 73) / 1.2816
/** How the runs of one extract vary around its median. */
export const RUN_SIGMA = 0.2

/** A run of an extract with this median. */
type Scatter = (median: number) => number

function jobs(count: number, median: () => number, scatter: Scatter): JobDrawn[] {
  return Array.from({ length: count }, () => {
    const own = median()
    const past = Array.from({ length: PAST_RUNS }, () => scatter(own))
    return { seconds: scatter(own), past: past.slice(0, KEPT) }
  })
}

export function fieldJobs(seed: number, count: number): JobDrawn[] {
  const random = seeded(seed)
  const median = (): number => FIELD_MEDIAN * Math.exp(FIELD_SIGMA * gauss(random))
  return jobs(count, median, logNormal(random, RUN_SIGMA))
}

/** Medians uniform between 5 and 20 s; runs scatter log-normally with this σ. */
export function smallJobs(seed: number, count: number, sigma: number): JobDrawn[] {
  const random = seeded(seed)
  return jobs(count, () => 5 + 15 * random(), logNormal(random, sigma))
}

/** Jobs of 12 s, whose earlier runs took 12 s ± 2 %. */
export function twelveSeconds(seed: number, count: number): JobDrawn[] {
  const drawn = jobs(count, () => 12, logNormal(seeded(seed), 0.02))
  return drawn.map(({ past }) => ({ seconds: 12, past }))
}

export function withoutHistory(drawn: readonly JobDrawn[]): JobDrawn[] {
  return drawn.map(({ seconds }) => ({ seconds, past: [] }))
}

function logNormal(random: () => number, sigma: number): Scatter {
  return (median) => median * Math.exp(sigma * gauss(random))
}

/** A normally distributed number from uniform ones (Box–Muller). */
function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
