import { nextPollAt } from '../../src/refresh/polling.js'
import type { JobDrawn } from './jobs.js'

/** The ages, in seconds since the request, at which a job is looked at until one look finds it ended. */
export type Policy = (past: readonly number[]) => Generator<number, never>

export interface Figures {
  /** Means over the jobs. */
  readonly polls: number
  /** Seconds from a job's end to the poll that sees it. */
  readonly lag: number
  readonly longestLag: number
  /** Seconds until the last job was seen to have ended. */
  readonly wall: number
}

export function* ours(past: readonly number[]): Generator<number, never> {
  for (let now = 0; ;) {
    now = nextPollAt({ requestedAt: 0, now, past })
    yield now / 1000
  }
}

/** tableauserverclient's: at once, then 0.5 s × 1.4ⁿ up to 30 s (facts/peers.md §3). */
export function* tsc(): Generator<number, never> {
  let step = 0.5
  for (let age = 0; ; age += step, step = Math.min(30, step * 1.4)) yield age
}

/** At once, then every so many seconds. */
export function every(seconds: number): Policy {
  return function* steadily() {
    for (let age = 0; ; age += seconds) yield age
  }
}

export function follow(jobs: readonly JobDrawn[], policy: Policy): Figures {
  const seen = jobs.map((job) => ({ job, ...look(job, policy) }))
  const lags = seen.map(({ job, at }) => at - job.seconds)
  return {
    polls: mean(seen.map(({ polls }) => polls)),
    lag: mean(lags),
    longestLag: Math.max(...lags),
    wall: Math.max(...seen.map(({ at }) => at)),
  }
}

function look({ seconds, past }: JobDrawn, policy: Policy): { polls: number; at: number } {
  let polls = 0
  for (const at of policy(past)) {
    polls += 1
    if (at >= seconds) return { polls, at }
  }
  throw new Error('a policy never ends')
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length
}
