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
} from '../../src/state/requests.js'
import type { FailureClass, RequestFacts } from '../../src/state/state.js'
import { at, request } from './builders.js'

const failed = (day: number, failure: FailureClass = 'bridge'): RequestFacts =>
  request(`2026-03-0${day}T06:00:00Z`, { outcome: 'failed', failure, seconds: 5 })
const success = (day: number, changes: Partial<RequestFacts> = {}): RequestFacts =>
  request(`2026-03-0${day}T06:00:00Z`, changes)
const open = (day: number): RequestFacts => success(day, { outcome: null, seconds: null })
const of = (requests: Record<string, RequestFacts>): ReadonlyMap<string, RequestFacts> =>
  new Map(Object.entries(requests))

describe('questions about an extract that state does not know', () => {
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
    expect(ask(requests)).toMatchObject({ job })
  })
  it('of two at one instant is the one with the greater job id, in whatever order they were noted', () => {
    expect(newestFirst(requests).map(({ job }) => job)).toEqual(['a', 'c', 'z', 'd', 'b'])
    expect(newestFirst(new Map([...requests].reverse()))).toEqual(newestFirst(requests))
  })
})

describe('the last used window', () => {
  it.each<[string, RequestFacts, boolean]>([
    ['a success', success(2), true],
    ['a manual or forced success', success(2, { window: null }), false],
    ['an open request', open(2), false],
    ['a cancelled request', success(2, { outcome: 'cancelled' }), false],
    ['a failure that time may heal', failed(2, 'bridge'), false],
    ['credentials that fail', failed(2, 'credentials'), true],
    ['a missing permission', failed(2, 'permission'), true],
    ['a missing extract', failed(2, 'no-extract'), true],
  ])('of %s', (_, facts, used) => {
    const window = used ? facts.window : success(1).window
    expect(lastUsedWindow(of({ earlier: success(1), later: facts }))?.window).toBe(window)
  })
})

describe('time', () => {
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
  ])('and the failure %s: heals it? %s', (failure, heals) => {
    expect(isPermanent(failure)).toBe(!heals)
  })
})

describe('a streak of failures that time does not heal', () => {
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
    expect(failingStreak(requests)).toEqual({ since: at('2026-03-04T06:00:00Z'), failure: 'credentials' })
  })
  it('is none after a success', () => {
    expect(failingStreak(of({ bad: failed(1, 'permission'), good: success(2) }))).toBeNull()
  })
})

describe('the past durations', () => {
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
