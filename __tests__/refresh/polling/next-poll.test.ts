import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fieldJobs, smallJobs, twelveSeconds, withoutHistory } from '../../../benchmarks/polling/jobs.js'
import { follow, ours, oursTogether } from '../../../benchmarks/polling/policies.js'
import { DurationOfOthers } from '../../../src/refresh/polling/duration.js'
import { nextPollAt } from '../../../src/refresh/polling/next-poll.js'

const REQUESTED = 1_790_000_000_000

function waitAt(age: number, past: readonly number[]): number {
  const now = REQUESTED + age
  return nextPollAt({ requestedAt: REQUESTED, now, past, others: null, polledIndividually: 1 }) - now
}

describe('without history, small extracts are polled often, and others in proportion to their age', () => {
  test.each([
    ['at first after 8 s', 0, 8_000],
    ['at once would be too early', 7_999, 1_000],
    ['then every 4 s', 8_000, 4_000],
    ['for 20 s', 19_999, 4_000],
    ['then every 15 s', 20_000, 15_000],
    ['or a twelfth of the age', 240_000, 20_000],
    ['of at most 30 s', 3_600_000, 30_000],
    ['from the beginning if our clock was set back, or is behind Tableau', -5_000, 8_000],
  ])('%s: aged %d ms, after %d ms', (_, age, wait) => {
    expect(waitAt(age, [])).toBe(wait)
  })
})

describe('with history, the first poll is near the typical duration', () => {
  const first = (...past: readonly number[]): number => waitAt(0, past) / 1000

  test('a little later if runs are short and alike', () => {
    expect(first(12, 12, 12, 12, 12)).toBeGreaterThan(11.8)
    expect(first(12, 12, 12, 12, 12)).toBeLessThan(13)
  })

  test('earlier if only one run is known', () => {
    expect(first(12)).toBeLessThan(first(12, 12, 12, 12, 12))
    expect(first(12)).toBeGreaterThan(10)
  })

  test('earlier if runs are long, since half of them end before it', () => {
    expect(first(73, 60, 90, 70, 80)).toBeGreaterThan(55)
    expect(first(73, 60, 90, 70, 80)).toBeLessThan(73)
  })

  test.each([
    ['a hundred times as long', 7_300],
    ['no time at all', 0],
  ])('one run that took %s moves it by less than a fifth', (_, outlier) => {
    expect(Math.abs(first(outlier, 73, 73, 73, 73) / first(73, 73, 73, 73, 73) - 1)).toBeLessThan(0.2)
  })

  test('of two durations, three runs outweigh two', () => {
    const [mostly24, mostly12] = [first(24, 24, 24, 12, 12), first(24, 24, 12, 12, 12)]
    expect(mostly24 / mostly12).toBeGreaterThan(1.2)
  })

  test('and the second is a step later, not a rounded millisecond', () => {
    fc.assert(
      fc.property(fc.double({ min: 50, max: 100, noNaN: true }), (seconds) => {
        expect(waitAt(waitAt(0, [seconds]), [seconds])).toBeGreaterThan(3_000)
      }),
    )
  })

  test('a job that outlives its history is polled as if it had none', () => {
    expect(waitAt(200_000, [12, 11, 13])).toBe(waitAt(200_000, []))
  })
})

describe('without history, the durations of other extracts decide', () => {
  function known(...others: readonly number[]): DurationOfOthers {
    const known = new DurationOfOthers()
    for (const seconds of others) known.add(seconds)
    return known
  }
  function first(others: DurationOfOthers, polledIndividually = 1): number {
    const job = { requestedAt: REQUESTED, now: REQUESTED, past: [], polledIndividually }
    return (nextPollAt({ ...job, others: others.duration }) - REQUESTED) / 1000
  }

  test('but not if there are only four of them', () => {
    expect(known(600, 610, 620, 630).duration).toBeNull()
    expect(first(known(600, 610, 620, 630))).toBe(8)
  })

  test('later if they are slower', () => {
    expect(first(known(600, 610, 620, 630, 640))).toBeGreaterThan(first(known(60, 61, 62, 63, 64)))
    expect(first(known(600, 610, 620, 630, 640))).toBeGreaterThan(30)
  })

  test('its own history counts for more', () => {
    const job = { requestedAt: REQUESTED, now: REQUESTED, past: [12, 12, 12], polledIndividually: 1 }
    const others = known(600, 610, 620, 630, 640).duration
    expect(nextPollAt({ ...job, others })).toBe(nextPollAt({ ...job, others: null }))
  })

  test.each([0, -5, 1e9, Number.MAX_VALUE])(
    'a duration of %d s among them does not distort the result',
    (seconds) => {
      expect(first(known(60, 60, 60, 60, 60, seconds))).toBeGreaterThan(8)
      expect(first(known(60, 60, 60, 60, 60, seconds))).toBeLessThan(60)
    },
  )

  test('and the more jobs are polled one by one, the less often each is', () => {
    const others = known(60, 61, 62, 63, 64)
    expect(first(others, 8)).toBe(first(others, 1))
    expect(first(others, 40)).toBeGreaterThan(first(others, 8))
  })
})

const seconds = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0, max: 20_000, noNaN: true }),
  fc.double({ min: 5, max: 300, noNaN: true }),
)
const pasts = fc.array(seconds, { maxLength: 6 })
const ages = fc.oneof(fc.integer({ min: 0, max: 400_000 }), fc.integer({ min: -600_000, max: 86_400_000 }))

describe('whatever the history', () => {
  test('a wait is whole milliseconds, at least 1 s and at most 3 minutes', () => {
    fc.assert(
      fc.property(pasts, ages, (past, age) => {
        const wait = waitAt(age, past)
        expect(Number.isInteger(wait)).toBe(true)
        expect(wait).toBeGreaterThanOrEqual(1_000)
        expect(wait).toBeLessThanOrEqual(180_000)
      }),
    )
  })

  test('it is at most 30 s once the job is half as old again as the longest run', () => {
    fc.assert(
      fc.property(pasts, fc.nat({ max: 86_400_000 }), (past, beyond) => {
        const age = Math.ceil(Math.max(1, ...past) * 1_500) + beyond
        expect(waitAt(age, past)).toBeLessThanOrEqual(30_000)
      }),
    )
  })

  test('a later poll is not followed by an earlier next one, except for rounding', () => {
    fc.assert(
      fc.property(pasts, ages, fc.nat({ max: 60_000 }), (past, age, later) => {
        expect(age + later + waitAt(age + later, past)).toBeGreaterThanOrEqual(age + waitAt(age, past) - 2)
      }),
    )
  })

  test.each([
    ['far beyond its history, where hardly any run lasts that long', [0, 5, 0], 10_208, 11],
    ['or beyond one that does not scatter', [4, 4, 4], 13_275, 50],
    ['on either side of the typical duration of a long extract', [20_000], 19_999_000, 2_000],
    ['and of one that scatters', [20_000, 13_000, 30_000], 19_980_000, 40_000],
  ])('also %s', (_, past, age, later) => {
    expect(age + later + waitAt(age + later, past)).toBeGreaterThanOrEqual(age + waitAt(age, past))
  })

  test('the order of the runs does not matter', () => {
    fc.assert(
      fc.property(pasts, ages, (past, age) => {
        expect(waitAt(age, [...past].reverse())).toBe(waitAt(age, past))
      }),
    )
  })
})

describe('a wrong history costs little', () => {
  const runs = fc.array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 1, maxLength: 6 })

  test.each([
    // Before the typical duration there is no sign that the job has ended.
    ['ten times too long', 10, { lag: 180, polls: 5 }],
    ['twice too short', 0.5, { lag: 30, polls: 45 }],
    ['ten times too short', 0.1, { lag: 30, polls: 50 }],
  ])('%s', (_, factor, limits) => {
    fc.assert(
      fc.property(fc.double({ min: 5, max: 600, noNaN: true }), runs, (own, scatter) => {
        const past = scatter.map((run) => run * own * factor)
        const { polls, lag } = follow([{ seconds: own, past }], ours)
        expect(lag).toBeLessThanOrEqual(limits.lag)
        expect(polls).toBeLessThanOrEqual(limits.polls)
      }),
    )
  })
})

/* benchmarks/polling computes the optimum of any rule. The limits allow for the random choice of jobs. */
describe.each([1, 2])('polls and seconds of lag, jobs drawn with seed %d', (seed) => {
  test.each([
    ['5 to 20 s, no history', withoutHistory(smallJobs(seed, 1000, 0)), { polls: 3, lag: 2 }],
    ['5 to 20 s, history that scatters by σ 0.2', smallJobs(seed, 1000, 0.2), { polls: 2.1, lag: 1.6 }],
    ['5 to 20 s, history that scatters by σ 0.05', smallJobs(seed, 1000, 0.05), { polls: 2, lag: 1.1 }],
    ['the field, no history', withoutHistory(fieldJobs(seed, 1000)), { polls: 10, lag: 8.3 }],
    ['the field, history', fieldJobs(seed, 1000), { polls: 5, lag: 4 }],
  ])('%s', (_, jobs, limits) => {
    const { polls, lag } = follow(jobs, ours)
    expect(polls).toBeLessThanOrEqual(limits.polls)
    expect(lag).toBeLessThanOrEqual(limits.lag)
  })

  test.each([
    ['5 to 20 s', smallJobs(seed, 1000, 0), { polls: 2.5, lag: 2.8 }],
    ['the field', fieldJobs(seed, 1000), { polls: 8, lag: 8 }],
  ])('%s, no history, ten at once: those that end show how long the others take', (_, jobs, limits) => {
    const { polls, lag } = oursTogether(withoutHistory(jobs), 10)
    expect(polls).toBeLessThanOrEqual(limits.polls)
    expect(lag).toBeLessThanOrEqual(limits.lag)
  })

  test('twenty workbooks of 12 s with history: hardly ever a second poll, and every end noticed within 16 s', () => {
    const { polls, wall } = oursTogether(twelveSeconds(seed, 20), 20)
    expect(20 * polls).toBeLessThanOrEqual(21)
    expect(wall).toBeLessThanOrEqual(16)
  })

  test('60 extracts refreshed every hour, with history, stay far inside 20,000 polls a day', () => {
    expect(follow(fieldJobs(seed, 1000), ours).polls * 60 * 24).toBeLessThan(8_000)
  })
})
