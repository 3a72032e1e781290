import { describe, expect, it } from '@jest/globals'
import {
  anyFailures,
  failingStreak,
  failureOf,
  givenUpRequest,
  isPermanent,
  jobsOfOthers,
  knownJobs,
  lastFinal,
  lastUsedWindow,
  newestFirst,
  newestSuccess,
  openRequest,
  pastSeconds,
  repeatedFailure,
  usesUpWindow,
} from '../../src/state/request-history.js'
import { requestKey } from '../../src/state/request-id.js'
import type { ExtractKey, FailureClass, RequestFacts } from '../../src/state/state.js'
import { at, request, requestsOf } from './builders.js'

const failed = (day: number, failure: FailureClass = 'bridge'): RequestFacts =>
  request(`2026-03-0${day}T06:00:00Z`, { outcome: 'failed', failure, seconds: 5 })
const success = (day: number, changes: Partial<RequestFacts> = {}): RequestFacts =>
  request(`2026-03-0${day}T06:00:00Z`, changes)
const open = (day: number): RequestFacts => success(day, { outcome: null, seconds: null })
const of = requestsOf

describe('an extract that state does not know', () => {
  it('has no newest success, open request or used window', () => {
    const finders = [newestSuccess, lastUsedWindow, openRequest, lastFinal, failingStreak]
    expect(finders.map((find) => find(undefined))).toEqual([null, null, null, null, null])
    expect(pastSeconds(undefined)).toEqual([])
  })
})

describe('the newest request', () => {
  const requests = of({ b: success(1), c: failed(3), a: open(4), d: success(2), z: failed(2) })

  it.each([
    ['that succeeded', newestSuccess, 'd'],
    ['whose outcome is open', openRequest, 'a'],
    ['that is final', lastFinal, 'c'],
  ])('%s', (_, find, job) => {
    expect(find(requests)).toMatchObject({ id: { kind: 'job', job } })
  })
  it('whose outcome is open may be older than finished ones', () => {
    expect(openRequest(of({ old: open(1), new: success(2) }))).toMatchObject({ id: { job: 'old' } })
  })
  it('of two at one instant is the one with the greater job id, in any order of the map', () => {
    expect(newestFirst(requests).map(({ id }) => requestKey(id))).toEqual(['a', 'c', 'z', 'd', 'b'])
    expect(newestFirst(new Map([...requests].reverse()))).toEqual(newestFirst(requests))
  })
})

describe('the last used window', () => {
  it.each<[string, RequestFacts, boolean]>([
    ['a success', success(2), true],
    ['a manual or forced success', success(2, { window: null }), false],
    ['an open request', open(2), false],
    ['a cancelled request', success(2, { outcome: 'cancelled' }), false],
    [
      'a request that Tableau cancelled because of its credentials',
      success(2, { outcome: 'cancelled', failure: 'credentials' }),
      true,
    ],
    ['a transient failure', failed(2, 'bridge'), false],
    ['refused credentials', failed(2, 'credentials'), true],
    ['a missing permission', failed(2, 'permission'), true],
    ['a missing extract', failed(2, 'no-extract'), true],
  ])('of %s', (_, facts, used) => {
    const window = used ? facts.window : success(1).window
    expect(usesUpWindow(facts)).toBe(used)
    expect(lastUsedWindow(of({ earlier: success(1), later: facts }))?.window).toBe(window)
  })
  it('is the newest window, whichever refresh was requested last', () => {
    const early = success(3, { window: at('2026-03-03T06:30:00Z') })
    const late = {
      ...success(3, { window: at('2026-03-02T06:30:00Z') }),
      requestedAt: at('2026-03-03T07:00:00Z'),
    }
    expect(lastUsedWindow(of({ early, late }))?.window).toBe(early.window)
    expect(lastUsedWindow(of({ early, late: { ...late, window: at('2026-03-04T06:30:00Z') } }))?.window).toBe(
      at('2026-03-04T06:30:00Z'),
    )
  })
  it.each([
    ['first', '2026-03-02T06:00:00Z', '2026-03-02T07:00:00Z'],
    ['last', '2026-03-02T07:00:00Z', '2026-03-02T06:00:00Z'],
  ])('of a success and a failure in one window is used by the success, which came %s', (_, good, bad) => {
    const window = at('2026-03-02T06:00:00Z')
    const requests = of({
      good: request(good, { window }),
      bad: { ...failed(2, 'credentials'), requestedAt: at(bad), window },
    })
    expect(lastUsedWindow(requests)).toMatchObject({ id: { job: 'good' }, failure: null })
  })
})

describe('the jobs in state', () => {
  const requests = of({
    'job-1': success(1),
    'unseen-1775000000000': failed(2),
    'refused-1776000000000': failed(3),
  })
  const all = new Map([
    ['workbook:mine' as ExtractKey, requests],
    ['workbook:theirs' as ExtractKey, of({ 'job-2': open(2), 'job-3': success(3) })],
    ['datasource:theirs' as ExtractKey, of({ 'job-4': failed(4) })],
  ])

  it('of an extract are its requests that have a job', () => {
    expect(knownJobs(requests)).toEqual(new Set(['job-1']))
    expect(knownJobs(undefined)).toEqual(new Set())
  })
  it('of others are those of every extract but this one', () => {
    expect(jobsOfOthers('workbook:mine' as ExtractKey, all)).toEqual(new Set(['job-2', 'job-3', 'job-4']))
  })
})

describe('a request that was given up', () => {
  const unseen = 'unseen-1775000000000'

  it('is the newest one, if its job was never seen and it counts as failed', () => {
    expect(givenUpRequest(of({ 'job-1': success(1), [unseen]: failed(2) }))).toMatchObject({
      id: { kind: 'unseen', requestedAt: 1_775_000_000_000 },
      outcome: 'failed',
    })
  })
  it.each([
    ['a newer request', { [unseen]: failed(1), 'job-2': failed(2) }],
    ['a job that was seen', { 'job-1': failed(1) }],
    ['a request that Tableau refused', { 'refused-1775000000000': failed(1) }],
    ['one whose outcome is open', { [unseen]: open(1) }],
    ['nothing', {}],
  ])('is not %s', (_, requests) => {
    expect(givenUpRequest(of(requests))).toBeNull()
  })
})

describe('a failure', () => {
  it.each<[FailureClass, boolean]>([
    ['credentials', false],
    ['permission', false],
    ['no-extract', false],
    ['quota', true],
    ['timeout', true],
    ['bridge', true],
    ['unreachable', true],
    ['no-answer', true],
    ['unknown', true],
  ])('of class %s is transient: %s', (failure, isTransient) => {
    expect(isPermanent(failure)).toBe(!isTransient)
  })
  it.each<[RequestFacts['outcome'], FailureClass | null, FailureClass | null]>([
    ['failed', 'bridge', 'bridge'],
    ['failed', null, 'unknown'],
    ['cancelled', 'timeout', 'timeout'],
    ['cancelled', null, null],
    ['deferred', 'quota', null],
    ['refreshed', null, null],
    [null, null, null],
  ])('of a request that ended %s with %j is %j', (outcome, failure, expected) => {
    expect(failureOf(success(1, { outcome, failure }))).toBe(expected)
  })
})

describe('a streak of permanent failures', () => {
  it('begins after the last success; transient failures, cancelled and open requests do not count', () => {
    const requests = of({
      before: failed(1, 'permission'),
      good: success(2),
      busy: failed(3, 'bridge'),
      first: failed(4, 'permission'),
      stopped: success(5, { outcome: 'cancelled' }),
      second: failed(6, 'credentials'),
      running: open(7),
    })
    expect(failingStreak(requests)).toMatchObject({
      since: at('2026-03-04T06:00:00Z'),
      failure: 'credentials',
      newest: at('2026-03-06T06:00:00Z'),
    })
  })
  it('ends with a success', () => {
    expect(failingStreak(of({ bad: failed(1, 'permission'), good: success(2) }))).toBeNull()
  })
})

describe('a repeated failure', () => {
  const tries = (...list: RequestFacts[]): ReturnType<typeof of> =>
    of(Object.fromEntries(list.map((facts, index) => [`job-${index}`, facts])))
  const late = (day: number, failure: FailureClass, isRetry?: true): RequestFacts => ({
    ...request(`2026-03-0${day}T06:05:00Z`, { outcome: 'failed', failure }),
    ...(isRetry && { isRetry }),
  })

  it.each<[string, RequestFacts[], FailureClass | null]>([
    ['three runs', [failed(1), failed(2), failed(3)], 'bridge'],
    ['two runs are too few', [failed(1), failed(2)], null],
    ['two attempts of one run count once', [failed(1), late(1, 'bridge', true), failed(2)], null],
    [
      'three runs with two attempts each',
      [
        failed(1),
        late(1, 'bridge', true),
        failed(2),
        late(2, 'bridge', true),
        failed(3),
        late(3, 'bridge', true),
      ],
      'bridge',
    ],
    [
      'also if state has dropped the first attempt of the oldest run',
      [late(1, 'bridge', true), failed(2), late(2, 'bridge', true), failed(3), late(3, 'bridge', true)],
      'bridge',
    ],
    [
      'only the last attempt of a run counts',
      [failed(1), failed(2), failed(3), late(3, 'timeout', true)],
      null,
    ],
    [
      'also if the first attempt failed with another class',
      [failed(1), failed(2), failed(3, 'timeout'), late(3, 'bridge', true)],
      'bridge',
    ],
    ['another class starts a new streak', [failed(1), failed(2), failed(3), failed(4, 'timeout')], null],
    ['two alternating classes are one streak', [failed(1), failed(2, 'timeout'), failed(3)], 'bridge'],
    [
      'also if only the last attempts of the runs alternate',
      [failed(1), late(1, 'timeout', true), failed(2), failed(3), late(3, 'timeout', true)],
      'timeout',
    ],
    ['a third class starts a new streak', [failed(1), failed(2, 'timeout'), failed(3, 'unreachable')], null],
    ['two runs before another class are not a streak', [failed(1), failed(2), failed(3, 'timeout')], null],
    ['a success ends the streak', [failed(1), failed(2), success(3), failed(4)], null],
    ['a success between two failures ends it too', [failed(1), success(2), failed(3)], null],
    [
      'deferred and open requests do not count',
      [failed(1), failed(2), success(3, { outcome: 'deferred' }), failed(4), open(5)],
      'bridge',
    ],
    [
      'a job that a person cancelled ends it',
      [failed(1), failed(2), success(3, { outcome: 'cancelled' }), failed(4)],
      null,
    ],
    [
      'a job that Tableau cancelled for a cause does not end it',
      [failed(1, 'timeout'), success(2, { outcome: 'cancelled', failure: 'timeout' }), failed(3, 'timeout')],
      'timeout',
    ],
    [
      'permanent failures are a streak too',
      [failed(1, 'permission'), failed(2, 'permission'), failed(3, 'permission')],
      'permission',
    ],
  ])('%s', (_, list, failure) => {
    expect(repeatedFailure(tries(...list))?.failure ?? null).toBe(failure)
  })

  it('begins with the first failure of that class, and says whether state may have dropped earlier ones', () => {
    const three = [failed(2, 'timeout'), failed(3), failed(4), failed(5)]
    const streak = {
      since: at('2026-03-03T06:00:00Z'),
      newest: at('2026-03-05T06:00:00Z'),
      failure: 'bridge',
    }
    expect(repeatedFailure(tries(success(1), ...three))).toEqual({ ...streak, orEarlier: false })
    expect(repeatedFailure(tries(success(1), late(1, 'timeout'), ...three))).toEqual({
      ...streak,
      orEarlier: true,
    })
  })
})

describe('when repeated failures began', () => {
  const retried = (day: number): RequestFacts => ({
    ...request(`2026-03-0${day}T06:05:00Z`, { outcome: 'failed', failure: 'bridge' }),
    isRetry: true,
  })

  it.each<[string, Record<string, RequestFacts>]>([
    ['of one class', { a: failed(1), b: failed(2), c: failed(3) }],
    ['of two classes in turn', { a: failed(1), b: failed(2, 'timeout'), c: failed(3) }],
    ['with its first attempt', { a: failed(1), r: retried(1), b: failed(2), c: failed(3) }],
    [
      'with its first attempt, also if each was repeated',
      { a: failed(1), r: retried(1), b: failed(2), s: retried(2), c: failed(3) },
    ],
  ])('is when the oldest was requested: %s', (_, requests) => {
    expect(repeatedFailure(of(requests))?.since).toBe(at('2026-03-01T06:00:00Z'))
  })
  it('is nothing between two cancellations by a person', () => {
    const cancelled = (day: number): RequestFacts => success(day, { outcome: 'cancelled' })
    expect(repeatedFailure(of({ a: cancelled(1), b: failed(2), c: cancelled(3) }))).toBeNull()
  })
})

describe('failures of any class', () => {
  it('begin after the last success, and have the class of the newest', () => {
    const requests = of({
      x: failed(1),
      good: success(2),
      a: failed(3),
      b: failed(4, 'credentials'),
      run: open(5),
    })
    expect(anyFailures(requests)).toEqual({
      since: at('2026-03-03T06:00:00Z'),
      orEarlier: false,
      failure: 'credentials',
      newest: at('2026-03-04T06:00:00Z'),
    })
  })
  it('may be earlier where state keeps no more requests', () => {
    const requests = of({ a: failed(1), b: failed(2), c: failed(3), d: failed(4), e: failed(5) })
    expect(anyFailures(requests)).toMatchObject({ orEarlier: true })
  })
  it('is unknown without one', () => {
    expect(anyFailures(of({ good: success(1), stopped: success(2, { outcome: 'cancelled' }) }))).toBeNull()
  })
})

describe('past durations', () => {
  it('are those of the successes, newest first; failures are ignored', () => {
    const requests = of({
      a: success(1, { seconds: 100 }),
      b: success(2, { seconds: 900 }),
      c: success(3, { seconds: 120 }),
      d: success(4, { seconds: null }),
      e: failed(5),
      f: failed(6),
    })
    expect(pastSeconds(requests)).toEqual([120, 900, 100])
  })
})
