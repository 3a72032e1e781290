import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { MINUTE } from '../../src/base/clock.js'
import { readJournal } from '../../src/state/journal.js'
import type { Decision } from '../../src/plan/types.js'
import { dailyLimit, heldByLimit, rememberedLimit } from '../../src/refresh/site-quota.js'
import type { ExtractKey, RefreshState, RequestFacts } from '../../src/state/state.js'
import { type SiteInput, workbook } from '../../simulators/tableau/index.js'
import { newData, planRow } from '../report/stories.js'
import { onStage } from '../support/tableau.js'
import { ORDERS, run, runOn, START, type Story, type Told } from './story.js'
import type { RequestKey } from '../../src/state/request-id.js'

const NO_WINDOW = { minutes: 0, at: null, timezone: null }
const ANY_ANSWER = ['seconds', 'date', 'absent'] as const

function due(count: number, refreshesPerHour: number): Story['site'] {
  const name = (index: number): string => `Default/B${String(index).padStart(3, '0')}`
  return {
    workbooks: Array.from({ length: count }, (_, index) =>
      workbook(name(index), { embedded: [{ tables: [ORDERS] }], seconds: 60 }),
    ),
    quotas: { refreshesPerHour },
  }
}

function count({ settled }: Told): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { row, result } of settled) {
    const word = result?.outcome ?? row.decision.reason
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

describe('429000', () => {
  test.each(ANY_ANSWER)('is waited for within the timeout, with Retry-After in %s', async (retryAfter) => {
    const finished = await run({
      site: due(3, 2),
      settings: { retryAfter },
      options: { timeout: 120 * MINUTE },
    })
    expect(count(finished)).toEqual({ refreshed: 3 })
    expect(finished.seconds).toBeGreaterThanOrEqual(3600)
    expect(finished.seconds).toBeLessThan(3600 + 10 * 60)
  })

  test('stops the requests of all extracts while it lasts, since it is a quota of the whole site', async () => {
    const finished = await run({ site: due(40, 5), options: { timeout: 30 * MINUTE, maxParallel: 1 } })
    expect(count(finished)).toEqual({ refreshed: 5, deferred: 35 })
    const refused = finished.simulator.record.calls.filter(({ tableauCode }) => tableauCode === '429000')
    expect(refused).toHaveLength(1)
  })
})

test('a quota defers no extract whose request Tableau is still answering', async () => {
  const finished = await run({
    site: {
      workbooks: ['Default/A', 'Default/B'].map((path) =>
        workbook(path, { embedded: [{ tables: [ORDERS] }] }),
      ),
    },
    options: { timeout: 10 * MINUTE },
    trouble: ({ simulator }) => {
      const request = (path: string) => ({
        method: 'POST',
        path: `/workbooks/${simulator.workbook(path).luid}/refresh`,
      })
      simulator.faults.add({ match: request('Default/A'), effect: { kind: 'delay', seconds: 20 } })
      simulator.faults.add({
        match: request('Default/B'),
        effect: { kind: 'error', code: '429000', headers: { 'retry-after': '3600' } },
      })
    },
  })
  expect(finished.rows).toEqual({ 'Default/A': 'refreshed', 'Default/B': 'deferred quota' })
  expect(finished.remembered('Default/A')).toMatchObject([{ outcome: 'refreshed' }])
  expect(finished.events.filter((event) => event.includes('Default/A'))).toHaveLength(2)
})

describe("the site's daily capacity", () => {
  const CUT = 'No more non-interactive quota remaining for your site'
  const limited = (workbooks: number, refreshesPerDay: number): Partial<SiteInput> => ({
    workbooks: due(workbooks, Infinity).workbooks ?? [],
    quotas: { refreshesPerDay },
  })
  /** Runs at these hours on one stage, each with the state of the earlier ones. */
  async function runsAt(site: Partial<SiteInput>, hours: readonly number[], story: Partial<Story> = {}) {
    const stage = onStage(site, { start: new Date(START).toISOString() })
    const folder = mkdtempSync(join(tmpdir(), 'capacity-'))
    let requests: RefreshState['requests'] = new Map()
    const all: Told[] = []
    for (const hour of hours) {
      stage.clock.set(START + hour * 60 * MINUTE)
      all.push(await runOn(stage, { site, ...story }, { folder, requests }))
      requests = readJournal(join(folder, 'journal.jsonl')).state.requests
    }
    return all
  }

  test('after the first job cancelled because of it nothing more starts, running jobs go on, and the reason is reported', async () => {
    const finished = await run({ site: limited(12, 4), options: { maxParallel: 5 } })
    expect(count(finished)).toEqual({ refreshed: 4, cancelled: 1, deferred: 7 })
    expect(finished.jobs).toHaveLength(5)
    const cancelled = finished.settled.find(({ result }) => result?.outcome === 'cancelled')
    expect(cancelled?.result?.failure).toEqual({ class: 'quota', text: CUT })
    const deferred = finished.settled.filter(({ result }) => result?.outcome === 'deferred')
    expect(deferred.map(({ result }) => result?.failure?.class)).toEqual(Array(7).fill('quota'))
    // Nothing starts before 24:00 UTC, whatever a row's own window allows.
    const waiting = finished.settled.filter(({ result }) => result?.outcome !== 'refreshed')
    expect(waiting.map(({ row }) => row.dueAt)).toEqual(Array(8).fill(START + 18 * 60 * MINUTE))
    expect(finished.settled.filter(({ row }) => row.known.window !== null)).toHaveLength(4)
  })

  test('a run whose timeout reaches 24:00 UTC waits until then and repeats the cancelled requests', async () => {
    // The run starts at 23:40.
    const [finished] = await runsAt(limited(6, 2), [17 + 40 / 60], { options: { maxParallel: 1 } })
    expect(finished === undefined ? {} : count(finished)).toEqual({ refreshed: 4, cancelled: 1, deferred: 1 })
    const midnight = START + 18 * 60 * MINUTE
    expect(finished?.jobs.filter(({ createdAt }) => createdAt < midnight)).toHaveLength(3)
    expect(finished?.jobs.filter(({ createdAt }) => createdAt >= midnight)).toHaveLength(3)
  })

  test('later runs of the day start nothing, the second one fails, and the first of the next day refreshes', async () => {
    const finished = await runsAt(limited(3, 1), [0, 1, 2, 18.1], { options: { maxParallel: 1 } })
    expect(finished.map(count)).toEqual([
      { refreshed: 1, cancelled: 1, deferred: 1 },
      { 'up-to-date': 1, deferred: 1, failed: 1 },
      { 'up-to-date': 1, failed: 2 },
      { 'up-to-date': 1, refreshed: 1, cancelled: 1 },
    ])
    expect(finished.map(({ jobs }) => jobs.length)).toEqual([2, 2, 2, 4])
    const [, later] = finished
    const text = later?.settled.find(({ result }) => result !== null)?.result?.failure?.text
    expect(text).toMatch(/^The site's daily quota was used up at 06:0\d UTC on 13 Apr 2026\.$/)
  })

  test('force sends requests anyway, and a success shows that the quota is available again', async () => {
    const site = limited(3, 1)
    const stage = onStage(site, { start: new Date(START).toISOString() })
    const folder = mkdtempSync(join(tmpdir(), 'capacity-'))
    const first = await runOn(stage, { site, options: { maxParallel: 1 } }, { folder, requests: new Map() })
    expect(count(first)).toEqual({ refreshed: 1, cancelled: 1, deferred: 1 })
    const known = (): RefreshState['requests'] => readJournal(join(folder, 'journal.jsonl')).state.requests
    const forced = { site, policy: { force: true }, options: { maxParallel: 1 } }
    const second = await runOn(stage, forced, { folder, requests: known() })
    expect(count(second)).toEqual({ cancelled: 1, deferred: 1, failed: 1 })
    const [cloud] = stage.simulator.sites
    if (cloud !== undefined) cloud.quotas.refreshesPerDay = 100
    const third = await runOn(stage, forced, { folder, requests: known() })
    expect(count(third)).toEqual({ refreshed: 3 })
    stage.clock.advance({ hours: 1 })
    const landedAt = stage.clock.now() - MINUTE
    const fourth = await runOn(
      stage,
      { site, landedAt, policy: { buildAfter: NO_WINDOW } },
      { folder, requests: known() },
    )
    expect(count(fourth)).toEqual({ refreshed: 3 })
  })

  test.each<[string, Partial<Story>]>([
    ['a refusal', { trouble: refuse('400000') }],
    ['429000', { trouble: refuse('429000') }],
  ])('%s with its text counts like such notes of a job', async (_, story) => {
    const finished = await run({ site: limited(4, 100), ...story, options: { maxParallel: 1 } })
    expect(count(finished)).toEqual({ deferred: 4 })
    expect(finished.jobs).toEqual([])
    expect(finished.remembered('Default/B000')).toMatchObject([{ outcome: 'deferred', failure: 'quota' }])
  })

  function refuse(code: string): NonNullable<Story['trouble']> {
    return ({ simulator }) =>
      simulator.faults.add({
        match: { method: 'POST', path: '/refresh$' },
        effect: { kind: 'error', code, detail: CUT },
      })
  }

  test.each([
    { clock: 'right', after: 0 },
    { clock: 'a little ahead of Tableau', after: 2 },
  ])('a run at 24:00 UTC whose clock is $clock does not wait a day', async ({ after }) => {
    const stage = onStage(limited(2, 100), { start: new Date(START + 18 * 60 * MINUTE).toISOString() })
    const folder = mkdtempSync(join(tmpdir(), 'capacity-'))
    stage.simulator.faults.add({
      match: { method: 'POST', path: '/refresh$' },
      effect: { kind: 'error', code: '400000', detail: CUT },
      times: after,
    })
    const finished = await runOn(stage, { site: limited(2, 100) }, { folder, requests: new Map() })
    expect(count(finished)).toEqual({ refreshed: 2 })
    expect(finished.seconds).toBeLessThan(10 * 60)
  })

  test('a job that failed because of the quota is not retried in the same run', async () => {
    const finished = await run({
      site: {
        workbooks: [
          workbook('Default/B', {
            embedded: [{ tables: [ORDERS] }],
            outcomes: [{ result: 'failed', notes: CUT }],
          }),
        ],
      },
    })
    expect(count(finished)).toEqual({ failed: 1 })
    expect(finished.jobs).toHaveLength(1)
  })
})

const at = (text: string): number => Date.parse(`2026-04-${text}:00Z`)

describe('the remembered daily quota', () => {
  const requests = (...list: (readonly [string, RequestFacts['outcome'], RequestFacts['failure']])[]) =>
    new Map(
      list.map(([text, outcome, failure], index) => [
        `workbook:${index}` as ExtractKey,
        new Map([
          ['job' as RequestKey, { requestedAt: at(text), window: null, outcome, failure, seconds: null }],
        ]),
      ]),
    )
  test.each<[string, Parameters<typeof requests>, string, string | null]>([
    ['nothing', [], '13T12:00', null],
    ['a cancelled job of today', [['13T06:00', 'cancelled', 'quota']], '13T12:00', '14T00:00'],
    ['one of yesterday', [['12T23:59', 'cancelled', 'quota']], '13T00:00', null],
    [
      'one of 24:00, which is still of yesterday',
      [['13T00:00', 'cancelled', 'quota']],
      '13T00:00',
      '13T00:01',
    ],
    ['the same a minute later', [['13T00:00', 'deferred', 'quota']], '13T00:01', null],
    ['one of a minute after 24:00', [['13T00:01', 'cancelled', 'quota']], '13T00:02', '14T00:00'],
    ['a request deferred because of it', [['13T06:00', 'deferred', 'quota']], '13T23:59', '14T00:00'],
    ['an hourly limit', [['13T06:00', 'deferred', null]], '13T06:30', null],
    ['a person who cancelled', [['13T06:00', 'cancelled', null]], '13T06:30', null],
    [
      'a later success of another extract',
      [
        ['13T06:00', 'cancelled', 'quota'],
        ['13T07:00', 'refreshed', null],
      ],
      '13T12:00',
      null,
    ],
    [
      'an earlier success',
      [
        ['13T06:00', 'cancelled', 'quota'],
        ['13T05:59', 'refreshed', null],
      ],
      '13T12:00',
      '14T00:00',
    ],
  ])('%s', (_, list, now, until) => {
    const limit = rememberedLimit(requests(...list), at(now))
    expect(limit?.until ?? null).toBe(until === null ? null : at(until))
  })
})

test.each<[string, Decision, number | null, string | null]>([
  ['what is due earlier waits for it', { kind: 'skip', reason: 'build-after' }, at('13T10:00'), '14T00:00'],
  ['what is due later does not', { kind: 'skip', reason: 'build-after' }, at('14T06:00'), '14T06:00'],
  ['what nothing else holds back waits for it', newData('orders'), null, '14T00:00'],
  ['what has no extract is never due', { kind: 'skip', reason: 'no-extract' }, null, null],
])('a used-up daily quota: %s', (_, decision, dueAt, due) => {
  const limit = dailyLimit(at('13T06:00'), { class: 'quota', text: '' })
  const row = planRow({ name: 'Menu' }, decision, { dueAt })
  const held = heldByLimit({ row, result: null }, limit)
  expect(held.row.dueAt).toBe(due === null ? null : at(due))
  expect(held.row.dueWithoutQuota).toBe(due === '14T00:00' ? dueAt : undefined)
  expect(heldByLimit({ row, result: null }, null).row.dueAt).toBe(dueAt)
})

test('200 due extracts at 60 starts an hour: hourly runs drain them, none twice, and a second deferral is a failure', async () => {
  const site = due(200, 60)
  const stage = onStage(site, { start: new Date(START).toISOString() })
  const folder = mkdtempSync(join(tmpdir(), 'quota-'))
  let requests: RefreshState['requests'] = new Map()
  const runs: Record<string, number>[] = []
  for (let hour = 0; hour < 5; hour += 1) {
    const finished = await runOn(
      stage,
      { site, options: { timeout: 20 * MINUTE, maxParallel: 20 } },
      { folder, requests },
    )
    runs.push(count(finished))
    requests = readJournal(join(folder, 'journal.jsonl')).state.requests
    stage.clock.set(START + (hour + 1) * 61 * MINUTE)
  }
  expect(runs).toEqual([
    { refreshed: 60, deferred: 140 },
    { refreshed: 60, failed: 80, 'up-to-date': 60 },
    { refreshed: 60, failed: 20, 'up-to-date': 120 },
    { refreshed: 20, 'up-to-date': 180 },
    { 'up-to-date': 200 },
  ])
  expect(stage.simulator.record.jobs).toHaveLength(200)
})
