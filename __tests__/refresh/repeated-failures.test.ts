import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { DAY, type Instant, MINUTE } from '../../src/base/clock.js'
import { compact } from '../../src/state/retention.js'
import { readJournal } from '../../src/state/journal.js'
import type { RefreshState } from '../../src/state/state.js'
import { workbook } from '../../simulators/tableau/index.js'
import { onStage } from '../support/tableau.js'
import { ORDERS, runOn, START, type Story } from './story.js'

const HOUR = 60 * MINUTE
const KPIS = 'Default/KPIs'
const UNREACHABLE = 'Connection refused'
const LOCKED = 'ORA-28000: the account is locked'
const SLOW = 'The query time resource limit (7200 seconds) was exceeded'

interface Life {
  /** When the runs start. */
  readonly every: number
  readonly runs: number
  /** How Tableau answers a refresh requested at this time; null if it succeeds. */
  readonly says: (at: Instant) => string | null
  readonly result?: 'failed' | 'cancelled'
  readonly buildAfter?: number
  readonly policy?: (at: Instant) => Story['policy']
  /** Called before the run at this instant. */
  readonly meanwhile?: (at: Instant, refresh: (by: string) => void) => void
}

/** Several runs on one site with one workbook, with new data before each. Returns what each requested and reported. */
async function live({ every, runs, says, result = 'failed', buildAfter = 1440, ...life }: Life) {
  const site = { workbooks: [workbook(KPIS, { embedded: [{ tables: [ORDERS] }], seconds: 20 })] }
  const stage = onStage(site, { start: new Date(START).toISOString() })
  const { behaviour } = stage.simulator.workbook(KPIS)
  let requests: RefreshState['requests'] = new Map()
  const finished: { readonly starts: number; readonly said: string; readonly dueAt: Instant | null }[] = []
  for (let index = 0; index < runs; index += 1) {
    const at = START + index * every
    stage.clock.set(at)
    life.meanwhile?.(at, (by) => {
      behaviour.outcomes = [{ result: 'success', statusNotes: [] }]
      stage.simulator.refresh(stage.simulator.workbook(KPIS), { by })
      stage.clock.advance({ seconds: 30 })
    })
    const notes = says(at)
    behaviour.outcomes = [
      notes === null ? { result: 'success', statusNotes: [] } : { result, notes, statusNotes: [] },
    ]
    const before = stage.simulator.record.jobs.length
    const folder = mkdtempSync(join(tmpdir(), 'again-'))
    const policy = { buildAfter: { minutes: buildAfter, at: null, timezone: null }, ...life.policy?.(at) }
    const run = await runOn(stage, { site, policy, landedAt: at - MINUTE }, { folder, requests })
    // State is saved and loaded between runs.
    requests = compact(readJournal(join(folder, 'journal.jsonl')).state).requests
    const starts = stage.simulator.record.jobs.length - before
    finished.push({ starts, said: run.rows[KPIS] ?? '', dueAt: run.settled[0]?.row.dueAt ?? null })
  }
  return finished
}

const startsOf = (finished: readonly { readonly starts: number }[]): number[] =>
  finished.map(({ starts }) => starts)
const days =
  (from: number, to: number) =>
  (at: Instant): boolean =>
    at >= START + from * DAY && at < START + to * DAY

describe('a database that is down for days', () => {
  test('hourly runs with a window of a day: three runs with two starts each, then one start in three hours', async () => {
    const finished = await live({ every: HOUR, runs: 24, says: () => UNREACHABLE })
    expect(startsOf(finished).slice(0, 3)).toEqual([2, 2, 2])
    expect(startsOf(finished).slice(3)).toEqual([
      0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0,
    ])
    expect(finished[3]).toMatchObject({ said: 'skip failing' })
    // Three hours after the second start of the third run.
    expect(((finished[3]?.dueAt ?? 0) - START) / HOUR).toBeCloseTo(5, 1)
  })

  test('alternating refusals and timeouts are not tried in every run either', async () => {
    const inTurn = (at: Instant): string => (((at - START) / HOUR) % 2 === 0 ? UNREACHABLE : SLOW)
    const finished = await live({ every: HOUR, runs: 24, says: inTurn })
    expect(startsOf(finished).slice(0, 6)).toEqual([2, 2, 2, 0, 0, 0])
    // The first attempt after a pause fails with the newest class; two more are needed before they alternate again.
    expect(startsOf(finished).slice(6, 12)).toEqual([1, 2, 2, 0, 0, 0])
    expect(startsOf(finished).slice(12)).toEqual(startsOf(finished).slice(6, 18))
  })

  test('the first run after the outage refreshes', async () => {
    const finished = await live({
      every: HOUR,
      runs: 30,
      says: (at) => (days(0, 1)(at) ? UNREACHABLE : null),
    })
    const back = finished.findIndex(({ said }) => said === 'refreshed')
    expect(back - 24).toBeLessThan(4)
    expect(finished[back]).toMatchObject({ starts: 1 })
    expect(finished[back + 1]).toMatchObject({ said: 'skip build-after' })
  })

  test('daily runs: each requests a refresh, from the fourth run on once instead of twice', async () => {
    const finished = await live({ every: DAY, runs: 6, says: (at) => (days(0, 5)(at) ? UNREACHABLE : null) })
    expect(startsOf(finished)).toEqual([2, 2, 2, 1, 1, 1])
    expect(finished.map(({ said }) => said)).toEqual([
      ...Array<string>(5).fill('failed unreachable'),
      'refreshed',
    ])
  })

  test.each([
    { window: 0, expected: [2, 2, 2, 0, 1, 1, 1, 1, 1, 1] },
    { window: 60, expected: [2, 2, 2, 0, 1, 1, 1, 1, 1, 1] },
    { window: 7 * 1440, expected: [2, 2, 2, 0, 0, 0, 0, 0, 0, 0] },
  ])('hourly runs with a window of $window minutes', async ({ window, expected }) => {
    const finished = await live({ every: HOUR, runs: 10, buildAfter: window, says: () => UNREACHABLE })
    expect(startsOf(finished)).toEqual(expected)
  })

  test('with a window of a week or a month there is an attempt every day', async () => {
    for (const window of [7 * 1440, 30 * 1440]) {
      const finished = await live({ every: 6 * HOUR, runs: 16, buildAfter: window, says: () => UNREACHABLE })
      expect(startsOf(finished)).toEqual([2, 2, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0])
    }
  })
})

describe('an outage of an hour costs no day', () => {
  const outage = (at: Instant): string | null => (at < START + HOUR ? UNREACHABLE : null)
  test.each([
    { every: HOUR, window: 1440, refreshedAfter: 1 },
    { every: 15 * MINUTE, window: 1440, refreshedAfter: 3.75 },
    { every: 15 * MINUTE, window: 0, refreshedAfter: 1.75 },
    { every: 15 * MINUTE, window: 30 * 1440, refreshedAfter: 21.75 },
  ])('runs every $every ms, a window of $window minutes', async ({ every, window, refreshedAfter }) => {
    const runs = (refreshedAfter * HOUR) / every + 1
    const finished = await live({ every, runs, buildAfter: window, says: outage })
    expect(finished.findIndex(({ said }) => said === 'refreshed')).toBe(runs - 1)
  })
})

describe('the pause between attempts ends with', () => {
  test('no new data, which every run of these stories has', async () => {
    const finished = await live({ every: HOUR, runs: 5, says: () => UNREACHABLE })
    expect(finished.slice(3).map(({ said }) => said)).toEqual(['skip failing', 'skip failing'])
  })

  test('a success by anyone, such as a person in Tableau', async () => {
    const finished = await live({
      every: HOUR,
      runs: 5,
      says: (at) => (at < START + 3 * HOUR ? UNREACHABLE : null),
      meanwhile: (at, refresh) => {
        if (at === START + 3 * HOUR) refresh('ann')
      },
    })
    expect(finished.map(({ said }) => said).slice(2)).toEqual([
      'failed unreachable',
      'refreshed',
      'skip build-after',
    ])
  })

  test('a failure of another class', async () => {
    const finished = await live({
      every: HOUR,
      runs: 10,
      says: (at) => (at < START + 3 * HOUR ? UNREACHABLE : SLOW),
    })
    // At 12:00 it is tried once more and fails for another reason, so the count starts again.
    expect(startsOf(finished)).toEqual([2, 2, 2, 0, 0, 0, 2, 2, 2, 0])
  })

  test('force, but not with a run started by hand without it', async () => {
    const policy = (at: Instant): Story['policy'] => ({
      manual: at >= START + 3 * HOUR,
      force: at >= START + 4 * HOUR,
    })
    const finished = await live({ every: HOUR, runs: 5, says: () => UNREACHABLE, policy })
    expect(finished.map(({ said }) => said).slice(3)).toEqual(['skip failing', 'failed unreachable'])
    expect(finished[4]?.starts).toBe(1)
  })
})

describe('a permanent failure', () => {
  test('is tried once per window, and without windows once per hour after three runs', async () => {
    const daily = await live({ every: HOUR, runs: 49, says: () => LOCKED })
    expect(startsOf(daily).flatMap((starts, hour) => (starts === 0 ? [] : [[hour, starts]]))).toEqual([
      [0, 1],
      [23, 1],
      [47, 1],
    ])
    const none = await live({ every: 20 * MINUTE, runs: 9, buildAfter: 0, says: () => LOCKED })
    expect(startsOf(none)).toEqual([1, 1, 1, 0, 0, 1, 0, 0, 1])
  })

  test('after a manual refresh the same window is used, and the next one does not move', async () => {
    const finished = await live({
      every: 6 * HOUR,
      runs: 10,
      says: (at) => (at < START + 12 * HOUR ? LOCKED : null),
      meanwhile: (at, refresh) => {
        if (at === START + 12 * HOUR) refresh('ann')
      },
    })
    expect(finished.map(({ said }) => said)).toEqual([
      'failed credentials',
      'skip failing',
      'refreshed',
      'skip build-after',
      'refreshed',
      'skip build-after',
      'skip build-after',
      'skip build-after',
      'refreshed',
      'skip build-after',
    ])
  })
})

test('refreshes that Tableau cancels at its time limit are spaced too', async () => {
  const finished = await live({ every: HOUR, runs: 8, says: () => SLOW, result: 'cancelled' })
  expect(startsOf(finished)).toEqual([1, 1, 1, 0, 0, 1, 0, 0])
  expect(finished[0]?.said).toBe('cancelled timeout')
  expect(finished[3]?.said).toBe('skip failing')
})
