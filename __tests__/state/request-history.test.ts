import { describe, expect, it } from '@jest/globals'
import {
  failingStreak,
  isPermanent,
  lastFinal,
  lastUsedWindow,
  newestFirst,
  newestSuccess,
  openRequest,
  pastSeconds,
  repeatedFailure,
} from '../../src/state/request-history.js'
import { requestKey } from '../../src/state/request-id.js'
import type { FailureClass, RequestFacts } from '../../src/state/state.js'
import { at, request, requestsOf } from './builders.js'

const failed = (day: number, failure: FailureClass = 'bridge'): RequestFacts =>
  request(`2026-03-0${day}T06:00:00Z`, { outcome: 'failed', failure, seconds: 5 })
const success = (day: number, changes: Partial<RequestFacts> = {}): RequestFacts =>
  request(`2026-03-0${day}T06:00:00Z`, changes)
const open = (day: number): RequestFacts => success(day, { outcome: null, seconds: null })
const of = requestsOf

describe('an extract that state does not know', () => {
  it('have the answer nothing', () => {
    const questions = [newestSuccess, lastUsedWindow, openRequest, lastFinal, failingStreak]
    expect(questions.map((ask) => ask(undefined))).toEqual([null, null, null, null, null])
    expect(pastSeconds(undefined)).toEqual([])
  })
})

describe('the newest request', () => {
  const requests = of({ b: success(1), c: failed(3), a: open(4), d: success(2), z: failed(2) })

  it.each([
    ['that succeeded', newestSuccess, 'd'],
    ['whose outcome is open', openRequest, 'a'],
    ['that is final', lastFinal, 'c'],
  ])('%s', (_, ask, job) => {
    expect(ask(requests)).toMatchObject({ id: { kind: 'job', job } })
  })
  it('of two at one instant is the one with the greater job id, in whatever order they were noted', () => {
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
      'one that Tableau cancelled for its credentials',
      success(2, { outcome: 'cancelled', failure: 'credentials' }),
      true,
    ],
    ['a failure that time may heal', failed(2, 'bridge'), false],
    ['credentials that fail', failed(2, 'credentials'), true],
    ['a missing permission', failed(2, 'permission'), true],
    ['a missing extract', failed(2, 'no-extract'), true],
  ])('of %s', (_, facts, used) => {
    const window = used ? facts.window : success(1).window
    expect(lastUsedWindow(of({ earlier: success(1), later: facts }))?.window).toBe(window)
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
  ])('of class %s can pass by itself: %s', (failure, heals) => {
    expect(isPermanent(failure)).toBe(!heals)
  })
})

describe('a streak of permanent failures', () => {
  it('begins after the last success; what time may heal, what was cancelled and what is open do not count', () => {
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
  it('is none after a success', () => {
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
    ['two tries of one run count once', [failed(1), late(1, 'bridge', true), failed(2)], null],
    [
      'of which two tries each',
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
      'of the oldest the first try may be forgotten',
      [late(1, 'bridge', true), failed(2), late(2, 'bridge', true), failed(3), late(3, 'bridge', true)],
      'bridge',
    ],
    [
      'the last try of a run speaks for it',
      [failed(1), failed(2), failed(3), late(3, 'timeout', true)],
      null,
    ],
    [
      'also where the first one was another',
      [failed(1), failed(2), failed(3, 'timeout'), late(3, 'bridge', true)],
      'bridge',
    ],
    ['another class begins anew', [failed(1), failed(2), failed(3), failed(4, 'timeout')], null],
    ['two classes in turn are no news', [failed(1), failed(2, 'timeout'), failed(3)], 'bridge'],
    [
      'also by the last tries of runs with two each',
      [failed(1), late(1, 'timeout', true), failed(2), failed(3), late(3, 'timeout', true)],
      'timeout',
    ],
    ['a third class is', [failed(1), failed(2, 'timeout'), failed(3, 'unreachable')], null],
    ['so is one that was there before that of two runs', [failed(1), failed(2), failed(3, 'timeout')], null],
    ['so does a success', [failed(1), failed(2), success(3), failed(4)], null],
    ['a success between two classes in turn, too', [failed(1), success(2), failed(3)], null],
    [
      'what is deferred or open was not tried',
      [failed(1), failed(2), success(3, { outcome: 'deferred' }), failed(4), open(5)],
      'bridge',
    ],
    [
      'a person who cancels breaks it',
      [failed(1), failed(2), success(3, { outcome: 'cancelled' }), failed(4)],
      null,
    ],
    [
      'Tableau that cancels for a cause does not',
      [failed(1, 'timeout'), success(2, { outcome: 'cancelled', failure: 'timeout' }), failed(3, 'timeout')],
      'timeout',
    ],
    [
      'what only a person can mend, too',
      [failed(1, 'permission'), failed(2, 'permission'), failed(3, 'permission')],
      'permission',
    ],
  ])('%s', (_, list, failure) => {
    expect(repeatedFailure(tries(...list))?.failure ?? null).toBe(failure)
  })

  it('begins with the first of that class, and says when state may have forgotten more', () => {
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

describe('past durations', () => {
  it('are those of the successes, the newest first; a failure tells none', () => {
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
