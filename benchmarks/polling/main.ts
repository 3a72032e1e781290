import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { fieldJobs, type JobDrawn, RUN_SIGMA, smallJobs, twelveSeconds, withoutHistory } from './jobs.js'
import {
  FIELD_MEDIANS,
  leastPollsField,
  leastPollsFieldBeside,
  leastPollsKnown,
  leastPollsSmall,
  SMALL_MEDIANS,
} from './optimum.js'
import { every, type Figures, follow, ours, oursTogether, type Policy, tsc } from './policies.js'

/* Polls and lag of our rule, of other rules and of the best possible one, in virtual time. Exits with 1 if a limit is missed. */

interface Case {
  readonly title: string
  readonly jobs: readonly JobDrawn[]
  /** Upper limits for mean polls and mean seconds of lag of our rule, with room for random variation. */
  readonly limits: { readonly polls: number; readonly lag: number }
  /** The fewest polls of any rule with this mean lag. */
  readonly optimum: (lag: number) => number
  /** This many jobs in one run at once; otherwise each is measured separately. */
  readonly atOnce?: number
  readonly note?: string
}

const OTHERS: readonly (readonly [string, Policy])[] = [
  ['TSC, 0.5 s × 1.4ⁿ, at most 30 s', tsc],
  ['every 5 s', every(5)],
  ['Airflow, every 20 s', every(20)],
]

const COUNT = 1000
const { values } = parseArgs({ options: { seed: { type: 'string' } } })
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
if (!Number.isSafeInteger(seed)) throw new Error('--seed takes a whole number')

const field = fieldJobs(seed, COUNT)

function scattering(sigma: number): Pick<Case, 'jobs' | 'optimum'> {
  return {
    jobs: smallJobs(seed, COUNT, sigma),
    optimum: (lag) => leastPollsKnown(SMALL_MEDIANS, sigma, lag),
  }
}

const CASES: readonly Case[] = [
  {
    title: '5 to 20 s, no history',
    jobs: withoutHistory(smallJobs(seed, COUNT, 0)),
    limits: { polls: 5, lag: 2 },
    optimum: leastPollsSmall,
  },
  {
    title: '5 to 20 s, no history, 10 at once',
    jobs: withoutHistory(smallJobs(seed, COUNT, 0)),
    atOnce: 10,
    limits: { polls: 5, lag: 2.8 },
    optimum: leastPollsSmall,
  },
  {
    title: '5 to 20 s, history, σ 0.2',
    ...scattering(RUN_SIGMA),
    limits: { polls: 2.1, lag: 1.6 },
    note: `Within 1 s no rule can do with fewer than ${leastPollsKnown(SMALL_MEDIANS, RUN_SIGMA, 1).toFixed(1)} polls.`,
  },
  { title: '5 to 20 s, history, σ 0.05', ...scattering(0.05), limits: { polls: 2, lag: 1.1 } },
  {
    title: 'Field, no history, 10 at once',
    jobs: withoutHistory(field),
    atOnce: 10,
    limits: { polls: 8, lag: 8 },
    optimum: leastPollsField,
  },
  {
    title: 'Field, no history, one alone',
    jobs: withoutHistory(field),
    limits: { polls: 10, lag: 8.6 },
    optimum: leastPollsField,
    note: `A rule that also finds jobs of 5 to 20 s within 2 s can do with no fewer than ${leastPollsFieldBeside(2, 8).toFixed(1)} polls within 8 s.`,
  },
  {
    title: 'Field, history, σ 0.2',
    jobs: field,
    limits: { polls: 5, lag: 4 },
    optimum: (lag) => leastPollsKnown(FIELD_MEDIANS, RUN_SIGMA, lag),
  },
]

function line(name: string, { polls, lag }: Pick<Figures, 'polls' | 'lag'>, more = ''): string {
  return `  ${name.padEnd(34)}${polls.toFixed(2).padStart(8)}${lag.toFixed(2).padStart(8)}${more}`
}

function longest({ longestLag }: Figures): string {
  return longestLag.toFixed(1).padStart(8)
}

function printed({ title, jobs, limits, optimum, atOnce, note }: Case): boolean {
  const own = atOnce === undefined ? follow(jobs, ours) : oursTogether(jobs, atOnce)
  const kept = own.polls <= limits.polls && own.lag <= limits.lag
  const limit = `   limits ${limits.polls} and ${limits.lag}: ${kept ? 'kept' : 'MISSED'}`
  console.log(`\n${title.padEnd(36)}${'polls'.padStart(8)}${'lag s'.padStart(8)}${'most'.padStart(8)}`)
  console.log(line('our rule', own, `${longest(own)}${limit}`))
  console.log(line('best possible at this lag', { polls: optimum(own.lag), lag: own.lag }))
  for (const [name, policy] of OTHERS) {
    const figures = follow(jobs, policy)
    console.log(line(name, figures, longest(figures)))
  }
  if (note !== undefined) console.log(`  ${note}`)
  return kept
}

function twenty(): boolean {
  const { polls, wall } = oursTogether(twelveSeconds(seed, 20), 20)
  const kept = polls * 20 <= 21 && wall <= 16
  const verdict = `limits 21 and 16: ${kept ? 'kept' : 'MISSED'}`
  console.log('\nTwenty workbooks of 12 s, history')
  console.log(`  our rule: ${(polls * 20).toFixed(0)} polls, all seen after ${wall.toFixed(1)} s; ${verdict}`)
  return kept
}

console.log(
  `Seed ${seed}; ${COUNT} jobs a case; means of polls per job and of seconds from a job's end to the poll that sees it.`,
)
const kept = [...CASES.map(printed), twenty()]
process.exitCode = kept.every(Boolean) ? 0 : 1
