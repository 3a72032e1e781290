import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { clamp, compact, prune } from '../../src/state/retention.js'
import { join } from '../../src/state/join.js'
import { lastUsedWindow, newestSuccess } from '../../src/state/request-history.js'
import type { RequestFacts } from '../../src/state/state.js'
import { anyStates, instants, possibleStates } from './arbitraries.js'
import { at, EXTRACT, jobsOf, request, stateOf } from './builders.js'
import type { RequestKey } from '../../src/state/request-id.js'
import { runs } from '../support/runs.js'

const OPEN = { outcome: null, seconds: null } as const
const MANUAL = { window: null } as const

describe('compact', () => {
  it('does not care who forgets when', () => {
    fc.assert(
      fc.property(possibleStates, possibleStates, (a, b) => {
        expect(compact(join(compact(a), b))).toEqual(compact(join(a, b)))
        expect(compact(join(compact(a), compact(b)))).toEqual(compact(join(a, b)))
      }),
      { numRuns: runs(2000) },
    )
  })
  it('never changes what the plan asks of the past', () => {
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
  it('keeps five requests, and the success that is older than all of them', () => {
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
  it('after six manual refreshes of one day still knows that the scheduled one used up the window', () => {
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
  it('lets an open request go that five newer ones have overtaken: an older state must not bring it back', () => {
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

  it('forgets nodes whose newest instant is more than 400 days ago', () => {
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
  it('forgets an extract with all its requests, or none of them', () => {
    const old = { old: request('2024-01-01T00:00:00Z') }
    expect(prune(stateOf({ requests: old }), now).requests.size).toBe(0)
    const recent = stateOf({ requests: { ...old, recent: request('2026-01-01T00:00:00Z') } })
    expect(jobsOf(prune(recent, now))).toEqual(['old', 'recent'])
  })
  it('drops a catalogue that was not renewed for that long', () => {
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

  it('is forgotten after 400 days, so that it is given again', () => {
    expect(prune(warnedAt(at('2025-01-24T23:59:59Z')), now).warned.size).toBe(0)
    expect(prune(warnedAt(at('2025-01-25T00:00:00Z')), now).warned.size).toBe(1)
  })
  it('is not in the future', () => {
    expect(clamp(warnedAt(now + 9), now)).toEqual(warnedAt(now))
  })
})

describe('clamp', () => {
  const now = at('2026-03-01T06:10:00Z')

  it('leaves no instant in the future, and the rest as it is', () => {
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
      'failed after it was well, is unhealthy still',
      { okAt: now + 1, failedAt: now + 2 },
      { okAt: now - 1, failedAt: now },
    ],
    ['was well after it failed, is well', { okAt: now + 2, failedAt: now + 1 }, { okAt: now, failedAt: now }],
    ['was well before, fails', { okAt: now, failedAt: now + 1 }, { okAt: now - 1, failedAt: now }],
    ['never was well, fails', { failedAt: now + 1 }, { failedAt: now }],
  ])('a node that, by a clock ahead of ours, %s', (_, facts, expected) => {
    const { nodes } = clamp(stateOf({ nodes: { n: facts } }), now)
    expect([...nodes.values()]).toEqual([expected])
  })
  it('takes a catalogue from the future for one of now', () => {
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
  it('leaves the window of an early run where it is: it begins at 06:30 although it is 06:10', () => {
    const early = stateOf({
      requests: { job: request('2026-03-01T06:00:00Z', { window: at('2026-03-01T06:30:00Z') }) },
    })
    expect(clamp(early, now)).toEqual(early)
  })
  it('does not believe a window that begins more than a day after its request', () => {
    const broken = request('2026-03-01T06:00:00Z', { window: at('2099-01-01T00:00:00Z') })
    const clamped = clamp(stateOf({ requests: { job: broken } }), now)
      .requests.get(EXTRACT)
      ?.get('job' as RequestKey)
    expect(clamped?.window).toBe(at('2026-03-02T06:00:00Z'))
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
