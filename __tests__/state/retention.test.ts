import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { clamp, compact, newestIn, prune } from '../../src/state/retention.js'
import { join } from '../../src/state/join.js'
import { lastUsedWindow, newestSuccess } from '../../src/state/request-history.js'
import type { RequestFacts } from '../../src/state/state.js'
import { anyStates, instants, possibleStates } from './arbitraries.js'
import { at, EXTRACT, jobsOf, request, stateOf } from './builders.js'
import type { UniqueId } from '../../src/dbt/types.js'
import type { RequestKey } from '../../src/state/request-id.js'
import { runs } from '../support/runs.js'

const OPEN = { outcome: null, seconds: null } as const
const MANUAL = { window: null } as const

describe('compact', () => {
  it('gives the same result whether a run compacts before or after the join', () => {
    fc.assert(
      fc.property(possibleStates, possibleStates, (a, b) => {
        expect(compact(join(compact(a), b))).toEqual(compact(join(a, b)))
        expect(compact(join(compact(a), compact(b)))).toEqual(compact(join(a, b)))
      }),
      { numRuns: runs(2000) },
    )
  })
  it('never changes what the plan derives from requests', () => {
    fc.assert(
      fc.property(anyStates, (state) => {
        for (const [key, requests] of state.requests) {
          const kept = compact(state).requests.get(key)
          expect(newestSuccess(kept)).toEqual(newestSuccess(requests))
          expect(lastUsedWindow(kept)).toEqual(lastUsedWindow(requests))
        }
      }),
    )
  })
  it('keeps the five newest requests, and an older success', () => {
    const failed: Record<string, RequestFacts> = {}
    for (const day of [2, 3, 4, 5, 6, 7]) {
      failed[`failed-${day}`] = request(`2026-03-0${day}T06:00:00Z`, { outcome: 'failed', failure: 'bridge' })
    }
    const state = stateOf({ requests: { ...failed, success: request('2026-03-01T06:00:00Z') } })
    expect(jobsOf(compact(state))).toEqual([
      'failed-3',
      'failed-4',
      'failed-5',
      'failed-6',
      'failed-7',
      'success',
    ])
  })
  it('keeps a manual success that is older than five failures, too', () => {
    const failed = Object.fromEntries(
      [2, 3, 4, 5, 6].map((day) => [
        `failed-${day}`,
        request(`2026-03-0${day}T06:00:00Z`, { outcome: 'failed', failure: 'bridge' }),
      ]),
    )
    const state = stateOf({ requests: { ...failed, manual: request('2026-03-01T06:00:00Z', MANUAL) } })
    expect(jobsOf(compact(state))).toContain('manual')
  })
  it('copies nothing where an extract has five requests or fewer', () => {
    const five = Object.fromEntries(
      [1, 2, 3, 4, 5].map((day) => [`job-${day}`, request(`2026-03-0${day}T06:00:00Z`)]),
    )
    const state = stateOf({ requests: five })
    expect(compact(state).requests).toBe(state.requests)
  })
  it('keeps the scheduled refresh that used up the window after six manual ones on one day', () => {
    const manual = Object.fromEntries(
      [7, 8, 9, 10, 11, 12].map((hour) => [
        `manual-${hour}`,
        request(`2026-03-01T${String(hour).padStart(2, '0')}:00:00Z`, MANUAL),
      ]),
    )
    const state = compact(stateOf({ requests: { scheduled: request('2026-03-01T06:00:00Z'), ...manual } }))
    expect(jobsOf(state)).not.toContain('manual-7')
    expect(lastUsedWindow(state.requests.get(EXTRACT))).toMatchObject({
      id: { kind: 'job', job: 'scheduled' },
      window: at('2026-03-01T06:00:00Z'),
    })
  })
  it('drops an open request that is older than five others, so that an older state cannot bring it back', () => {
    const newer = Object.fromEntries(
      [2, 3, 4, 5, 6].map((day) => [`newer-${day}`, request(`2026-03-0${day}T06:00:00Z`)]),
    )
    const settled = stateOf({
      requests: { old: request('2026-03-01T06:00:00Z', { outcome: 'cancelled' }), ...newer },
    })
    const stale = stateOf({ requests: { old: request('2026-03-01T06:00:00Z', OPEN) } })
    expect(jobsOf(compact(join(compact(settled), stale)))).not.toContain('old')
  })
})

describe('prune', () => {
  const now = at('2026-03-01T00:00:00Z')

  it('drops nodes whose newest instant is more than 400 days ago', () => {
    const state = stateOf({
      nodes: {
        gone: { landedAt: at('2025-01-01T00:00:00Z'), failedAt: at('2025-01-24T23:59:59Z') },
        edge: { landedAt: at('2025-01-25T00:00:00Z') },
        healthy: { landedAt: at('2024-01-01T00:00:00Z'), okAt: at('2026-02-28T00:00:00Z') },
        empty: {},
      },
    })
    expect([...prune(state, now).nodes.keys()]).toEqual(['edge', 'healthy'])
  })
  it('drops an extract with all its requests, or none of them', () => {
    const old = { old: request('2024-01-01T00:00:00Z') }
    expect(prune(stateOf({ requests: old }), now).requests.size).toBe(0)
    const recent = stateOf({ requests: { ...old, recent: request('2026-01-01T00:00:00Z') } })
    expect(jobsOf(prune(recent, now))).toEqual(['old', 'recent'])
  })
  it.each([
    ['2025-01-24T23:59:59Z', 0],
    ['2025-01-25T00:00:00Z', 1],
  ])('keeps what was last requested and seen at %s: %d', (instant, kept) => {
    const state = {
      ...stateOf({ requests: { job: request(instant) } }),
      reads: new Map([[EXTRACT, { seenAt: at(instant), nodes: [] }]]),
    }
    expect(prune(state, now).requests.size).toBe(kept)
    expect(prune(state, now).reads.size).toBe(kept)
  })
  it('copies nothing where everything is recent', () => {
    const state = {
      ...stateOf({ nodes: { n: { okAt: now } }, requests: { job: request('2026-02-28T00:00:00Z') } }),
      reads: new Map([[EXTRACT, { seenAt: now, nodes: [] }]]),
    }
    const pruned = prune(state, now)
    expect(pruned.nodes).toBe(state.nodes)
    expect(pruned.requests).toBe(state.requests)
    expect(pruned.reads).toBe(state.reads)
  })
  it('drops a catalogue that is older than that', () => {
    const kept = (builtAt: string) =>
      prune(stateOf({ catalogue: { builtAt: at(builtAt), project: 'shop', content: '{}' } }), now).catalogue
    expect(kept('2025-01-24T23:59:59Z')).toBeNull()
    expect(kept('2025-01-25T00:00:00Z')).not.toBeNull()
  })
})

describe('when a warning was first given', () => {
  const now = at('2026-03-01T00:00:00Z')
  const warnedAt = (instant: number) => ({
    ...stateOf({}),
    warned: new Map([['never-landed workbook:1' as const, instant]]),
  })

  it('is dropped after 400 days, so that the warning is given again', () => {
    expect(prune(warnedAt(at('2025-01-24T23:59:59Z')), now).warned.size).toBe(0)
    expect(prune(warnedAt(at('2025-01-25T00:00:00Z')), now).warned.size).toBe(1)
  })
  it('is never later than now', () => {
    expect(clamp(warnedAt(now + 9), now)).toEqual(warnedAt(now))
  })
})

describe('clamp', () => {
  const now = at('2026-03-01T06:10:00Z')

  it('sets future instants to now and changes nothing else', () => {
    const state = stateOf({
      nodes: {
        n: { landedAt: now + 1, okAt: now - 1, failedAt: now, fullRefreshAt: now + 9, fingerprint: 'f' },
      },
    })
    const facts = { landedAt: now, okAt: now - 1, failedAt: now, fullRefreshAt: now, fingerprint: 'f' }
    expect([...clamp(state, now).nodes.values()]).toEqual([facts])
  })
  it.each([
    [
      'failed after a success, is still unhealthy',
      { okAt: now + 1, failedAt: now + 2 },
      { okAt: now - 1, failedAt: now },
    ],
    [
      'succeeded after a failure, is still healthy',
      { okAt: now + 2, failedAt: now + 1 },
      { okAt: now, failedAt: now },
    ],
    ['succeeded before, is unhealthy', { okAt: now, failedAt: now + 1 }, { okAt: now - 1, failedAt: now }],
    ['never succeeded, is unhealthy', { failedAt: now + 1 }, { failedAt: now }],
  ])('a node that, by a clock ahead of ours, %s', (_, facts, expected) => {
    const { nodes } = clamp(stateOf({ nodes: { n: facts } }), now)
    expect([...nodes.values()]).toEqual([expected])
  })
  it('sets the time of a catalogue from the future to now', () => {
    const catalogue = { builtAt: now + 1, project: 'shop', content: '{}' }
    expect(clamp(stateOf({ catalogue }), now).catalogue).toEqual({ ...catalogue, builtAt: now })
  })
  it('moves a window with its request', () => {
    const skewed = request('2028-03-01T06:00:00Z', { window: at('2028-03-01T05:30:00Z') })
    const clamped = clamp(stateOf({ requests: { job: skewed } }), now)
      .requests.get(EXTRACT)
      ?.get('job' as RequestKey)
    expect(clamped).toMatchObject({ requestedAt: now, window: now - 30 * 60_000 })
  })
  it('does not move the window of an early run, which begins at 06:30 although it is 06:10', () => {
    const early = stateOf({
      requests: { job: request('2026-03-01T06:00:00Z', { window: at('2026-03-01T06:30:00Z') }) },
    })
    expect(clamp(early, now)).toEqual(early)
  })
  it('moves a window that begins more than a day after its request', () => {
    const broken = request('2026-03-01T06:00:00Z', { window: at('2099-01-01T00:00:00Z') })
    const clamped = clamp(stateOf({ requests: { job: broken } }), now)
      .requests.get(EXTRACT)
      ?.get('job' as RequestKey)
    expect(clamped?.window).toBe(at('2026-03-02T06:00:00Z'))
  })
  const overtakenAt = (instant: number) => ({
    overtakenBy: { node: 'model.shop.n' as UniqueId, at: instant },
  })
  const clamped = (facts: RequestFacts): RequestFacts | undefined =>
    clamp(stateOf({ requests: { job: facts } }), now)
      .requests.get(EXTRACT)
      ?.get('job' as RequestKey)

  it('takes a landing from the future after a refresh for one of now', () => {
    const facts = request('2026-03-01T06:00:00Z', overtakenAt(now + 5))
    expect(clamped(facts)).toEqual({ ...facts, ...overtakenAt(now) })
  })
  it('gives a manual request from the future no window, and leaves its past landing', () => {
    const facts = request('2028-03-01T06:00:00Z', { ...MANUAL, ...overtakenAt(now - 5) })
    expect(clamped(facts)).toEqual({ ...facts, requestedAt: now })
  })
  it('takes what was seen in the future for seen now', () => {
    const state = { ...stateOf({}), reads: new Map([[EXTRACT, { seenAt: now + 1, nodes: [] }]]) }
    expect(clamp(state, now).reads.get(EXTRACT)).toEqual({ seenAt: now, nodes: [] })
  })
  it('copies nothing where nothing is in the future', () => {
    const atNow = { ...request('2026-03-01T06:10:00Z', overtakenAt(now)), window: now + 24 * 60 * 60_000 }
    const catalogue = { builtAt: now, project: 'shop', content: '{}' }
    const state = {
      ...stateOf({ nodes: { n: { okAt: now } }, requests: { job: atNow }, catalogue }),
      reads: new Map([[EXTRACT, { seenAt: now, nodes: [] }]]),
    }
    const same = clamp(state, now)
    expect(same.nodes).toBe(state.nodes)
    expect(same.requests).toBe(state.requests)
    expect(same.reads).toBe(state.reads)
    expect(same.catalogue).toBe(catalogue)
    const older = { ...catalogue, builtAt: now - 9 }
    expect(clamp(stateOf({ catalogue: older }), now).catalogue).toBe(older)
  })
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyStates, instants, (state, when) => {
        const once = clamp(state, when)
        expect(clamp(once, when)).toEqual(once)
      }),
    )
  })
})

describe('the newest instant of a state', () => {
  const facts = { seenAt: 5, nodes: [] }
  const [extract, warning] = [EXTRACT, 'never-landed workbook:1' as const]

  it.each([
    ['a node', { ...stateOf({ nodes: { a: { landedAt: 3 }, b: { okAt: 9, failedAt: 4 } } }) }, 9],
    ['a full refresh', stateOf({ nodes: { a: { landedAt: 3, fullRefreshAt: 7 } } }), 7],
    [
      'a request',
      stateOf({ requests: { a: request('2026-03-02T06:00:00Z'), b: request('2026-03-01T06:00:00Z') } }),
      at('2026-03-02T06:00:00Z'),
    ],
    [
      'what an extract reads',
      { ...stateOf({ nodes: { a: { okAt: 3 } } }), reads: new Map([[extract, facts]]) },
      5,
    ],
    ['a warning', { ...stateOf({ nodes: { a: { okAt: 3 } } }), warned: new Map([[warning, 8]]) }, 8],
    ['its catalogue', stateOf({ catalogue: { builtAt: 6, project: 'shop', content: '{}' } }), 6],
  ])('is that of %s', (_, state, newest) => {
    expect(newestIn(state)).toBe(newest)
  })
  it('is null without any', () => {
    expect(newestIn(stateOf({}))).toBeNull()
  })
})
