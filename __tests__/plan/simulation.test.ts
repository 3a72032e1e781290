import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { type Instant, MINUTE } from '../../src/base/clock.js'
import type { ExtractRow } from '../../src/plan/types.js'
import type { FailureClass } from '../../src/state/state.js'
import {
  april,
  DAY,
  type Ending,
  extract,
  HOUR,
  nodes,
  POLICY,
  problem,
  status,
  SUCCESS,
  Week,
} from './build.js'
import { runs } from '../support/runs.js'

const classes: FailureClass[] = [
  'credentials',
  'permission',
  'no-extract',
  'quota',
  'timeout',
  'bridge',
  'unknown',
]
const ending: fc.Arbitrary<Ending> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(SUCCESS) },
  { weight: 1, arbitrary: fc.constant<Ending>({ outcome: 'cancelled', failure: null }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...classes).map((failure): Ending => ({ outcome: 'failed', failure })),
  },
)

const run = fc.record({
  gap: fc.oneof(
    fc.constant(HOUR),
    fc.integer({ min: 23 * HOUR, max: 25 * HOUR }),
    fc.integer({ min: MINUTE, max: 40 * HOUR }),
  ),
  lands: fc.boolean(),
  healthy: fc.oneof(
    { weight: 4, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  mode: fc.constantFrom('scheduled', 'scheduled', 'scheduled', 'scheduled', 'manual', 'forced'),
  ending,
})

const buildAfter = fc.record({
  minutes: fc.constantFrom(60, 300, 720, 1440, 2880, 10080),
  at: fc.constantFrom(null, '02:30', '06:00', '23:45'),
  timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
})

const world = fc.record({
  buildAfter,
  toleranceMinutes: fc.constantFrom(null, 0, 30, 100_000),
  // Begins within a year, so that clocks change in some of the runs.
  begin: fc.nat(365).map((days) => april('01 06:00') + days * DAY),
  runs: fc.array(run, { minLength: 30, maxLength: 200 }),
})

type World = typeof world extends fc.Arbitrary<infer T> ? T : never
interface Seen {
  readonly slot: Instant
  readonly mode: string
  readonly pending: boolean
  readonly row: ExtractRow
  readonly ending: Ending
}

/** Plans sixty days of runs, one after another, each with the requests and outcomes of those before. */
function simulate({ buildAfter, toleranceMinutes, begin, runs }: World): Seen[] {
  const week = new Week({ extracts: [extract('workbook:sales')] })
  const seen: Seen[] = []
  let [slot, landedAt] = [begin, -Infinity]
  for (const one of runs) {
    slot += one.gap
    if (slot > begin + 60 * DAY) break
    if (one.lands) landedAt = slot + MINUTE / 6
    const lastSuccess = Math.max(-Infinity, ...successes(seen).map((run) => run.slot + MINUTE / 2))
    const policy = {
      ...POLICY,
      buildAfter,
      toleranceMinutes,
      manual: one.mode === 'manual',
      force: one.mode === 'forced',
    }
    const problems = one.healthy ? [] : [problem('fct_orders', 'node', slot)]
    const [row] = week.run(slot, {
      nodes: nodes({ fct_orders: status(landedAt === -Infinity ? null : landedAt, { problems }) }),
      policy,
      delay: MINUTE / 2,
      ending: () => one.ending,
    }).extracts
    if (row === undefined) throw new Error('no row')
    const pending = one.healthy && landedAt > lastSuccess
    seen.push({ slot, mode: one.mode, pending, row, ending: one.ending })
  }
  return seen
}

const requested = (seen: Seen[]): Seen[] => seen.filter(({ row }) => row.decision.kind === 'refresh')
const successes = (seen: Seen[]): Seen[] => requested(seen).filter((run) => run.ending === SUCCESS)

const PERMANENT = ['credentials', 'permission', 'no-extract']
/** Requests that used up their window: scheduled, and refreshed or permanently failed. */
const spent = (seen: Seen[]): Seen[] =>
  requested(seen).filter(
    ({ mode, ending: { outcome, failure } }) =>
      mode === 'scheduled' && (outcome === 'refreshed' || PERMANENT.includes(failure ?? '')),
  )

/** Row 10, computed independently: three failures in a row, the first and third of one class, the last less than an eighth of a window ago. */
function isSpaced(before: Seen[], slot: Instant, minutes: number): boolean {
  const tries = requested(before)
  const [first, between, newest = null] = tries.slice(-3).map((run) => run.ending.failure)
  const isSame = newest !== null && between !== null && newest === first
  const last = (tries.at(-1)?.slot ?? -Infinity) + MINUTE / 2
  const spacing = Math.min(Math.max((minutes * MINUTE) / 8, HOUR), 21 * HOUR)
  return isSame && slot < last + spacing
}

/** Every law is checked on the same worlds, and simulating takes longer than checking. */
const simulated = new Map<string, Seen[]>()

function everyWorld(law: (seen: Seen[], world: World) => void): void {
  fc.assert(
    fc.property(world, (one) => {
      const key = JSON.stringify(one)
      const seen = simulated.get(key) ?? simulate(one)
      simulated.set(key, seen)
      law(seen, one)
    }),
    { numRuns: runs(100) },
  )
}

test('no window is used twice: in any period there are at most as many refreshes as windows', () => {
  everyWorld((seen, { buildAfter: { minutes, at } }) => {
    const used = spent(seen)
    const windows = used.map(({ row }) => (row.decision.kind === 'refresh' ? row.decision.window : null))
    expect(windows).not.toContain(null)
    expect(new Set(windows).size).toBe(windows.length)
    // Counted by slots only, not by the windows in the plan. With a time of day, the last window of a day may be half as
    // long, and a day in spring is an hour shorter.
    const shortest =
      at === null ? minutes * MINUTE : minutes < 1440 ? (minutes * MINUTE) / 2 : minutes * MINUTE - HOUR
    const tooClose = used.filter((last, j) =>
      used.slice(0, j).some((first, i) => (j - i - 1) * shortest >= last.slot - first.slot),
    )
    expect(tooClose).toEqual([])
  })
})

test('pending healthy data is refreshed by the first run whose slot is due', () => {
  everyWorld((seen, { buildAfter: { minutes, at } }) => {
    const longest = at === null ? minutes * MINUTE : Math.max(minutes * MINUTE * 1.5, minutes * MINUTE + HOUR)
    for (const [index, { slot, pending, row }] of seen.entries()) {
      if (!pending || isSpaced(seen.slice(0, index), slot, minutes)) continue
      const before = spent(seen.slice(0, index)).at(-1)
      const dueAt = before?.row.dueAt ?? -Infinity
      if (slot >= dueAt) expect(row.decision.kind).toBe('refresh')
      // Independent of `dueAt`: a window's length after the last refresh, every slot is due.
      if (before === undefined || slot >= before.slot + longest) expect(row.decision.kind).toBe('refresh')
    }
  })
})

test('after three failures of one class, or of two in turn, there is one attempt per eighth of the window, unless forced', () => {
  everyWorld((seen, { buildAfter: { minutes } }) => {
    for (const [index, { slot, mode, row }] of seen.entries()) {
      if (mode === 'forced' || !isSpaced(seen.slice(0, index), slot, minutes)) continue
      expect(row.decision.kind).toBe('skip')
    }
  })
})

test('nothing is refreshed while it is unhealthy, nor without new data unless forced', () => {
  everyWorld((seen) => {
    for (const { mode, pending } of requested(seen)) expect(pending || mode === 'forced').toBe(true)
  })
})

test('the same input always gives the same plan', () => {
  fc.assert(
    fc.property(world, (one) => {
      expect(simulate(one).map(({ row }) => row)).toEqual(simulate(one).map(({ row }) => row))
    }),
    { numRuns: runs(20) },
  )
})
