import { DurationOfOthers } from '../../src/refresh/polling/duration.js'
import { nextPollAt } from '../../src/refresh/polling/next-poll.js'
import type { JobDrawn } from './jobs.js'

/** The ages, in seconds since the request, at which a job is polled until it has ended. */
export type Policy = (past: readonly number[]) => Generator<number, never>

export interface Figures {
  /** Means over the jobs. */
  readonly polls: number
  /** Seconds from a job's end to the poll that sees it. */
  readonly lag: number
  readonly longestLag: number
  /** Seconds until the end of the last job is seen. */
  readonly wall: number
}

export function* ours(past: readonly number[]): Generator<number, never> {
  for (let now = 0; ;) {
    now = nextPollAt({ requestedAt: 0, now, past, others: null, polledIndividually: 1 })
    yield now / 1000
  }
}

/** All jobs in one run of ours, this many at once: jobs without history learn from those that ended before them. */
export function oursTogether(jobs: readonly JobDrawn[], atOnce: number): Figures {
  const others = new DurationOfOthers()
  const waiting = [...jobs]
  const running: { readonly job: JobDrawn; readonly requestedAt: number; at: number; polls: number }[] = []
  const seen: { readonly lag: number; readonly polls: number; readonly at: number }[] = []
  const lookAgain = (entry: (typeof running)[number], now: number): void => {
    const { requestedAt, job } = entry
    entry.at = nextPollAt({
      requestedAt,
      now,
      past: job.past,
      others: others.duration,
      polledIndividually: atOnce,
    })
  }
  const start = (now: number): void => {
    const job = waiting.shift()
    if (job === undefined) return
    const entry = { job, requestedAt: now, at: now, polls: 0 }
    lookAgain(entry, now)
    running.push(entry)
  }
  for (let index = 0; index < atOnce; index += 1) start(0)
  for (let entry = earliest(running); entry !== undefined; entry = earliest(running)) {
    const { at: now, requestedAt, job } = entry
    entry.polls += 1
    const lag = (now - requestedAt) / 1000 - job.seconds
    if (lag < 0) {
      lookAgain(entry, now)
      continue
    }
    others.add(job.seconds)
    seen.push({ lag, polls: entry.polls, at: now / 1000 })
    running.splice(running.indexOf(entry), 1)
    start(now)
  }
  return figuresOf(seen)
}

function earliest<T extends { readonly at: number }>(running: readonly T[]): T | undefined {
  return running.reduce<T | undefined>(
    (first, entry) => (entry.at < (first?.at ?? Infinity) ? entry : first),
    undefined,
  )
}

/** tableauserverclient: immediately, then after 0.5 s × 1.4ⁿ, up to 30 s (docs/facts/field-data.md#polling-of-other-clients). */
export function* tsc(): Generator<number, never> {
  let step = 0.5
  for (let age = 0; ; age += step, step = Math.min(30, step * 1.4)) yield age
}

/** Immediately, then at this interval in seconds. */
export function every(seconds: number): Policy {
  return function* steadily() {
    for (let age = 0; ; age += seconds) yield age
  }
}

export function follow(jobs: readonly JobDrawn[], policy: Policy): Figures {
  return figuresOf(
    jobs.map((job) => {
      const { polls, at } = look(job, policy)
      return { polls, at, lag: at - job.seconds }
    }),
  )
}

function figuresOf(
  seen: readonly { readonly polls: number; readonly lag: number; readonly at: number }[],
): Figures {
  return {
    polls: mean(seen.map(({ polls }) => polls)),
    lag: mean(seen.map(({ lag }) => lag)),
    longestLag: Math.max(...seen.map(({ lag }) => lag)),
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
