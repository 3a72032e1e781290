import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { join } from '../../src/state/join.js'
import {
  EMPTY_STATE,
  type NodeFacts,
  type NodeKey,
  type RefreshState,
  type RequestFacts,
} from '../../src/state/state.js'
import type { UniqueId } from '../../src/dbt/types.js'
import { anyStates } from './arbitraries.js'
import { EXTRACT, request, stateOf } from './builders.js'
import type { RequestKey } from '../../src/state/request-id.js'
import { runs } from '../support/runs.js'

describe('the join of states is idempotent, commutative and associative', () => {
  it('is idempotent: a replay changes nothing', () => {
    fc.assert(fc.property(anyStates, (a) => expect(join(a, a)).toEqual(a)))
  })
  it('is commutative: it does not matter who saves first', () => {
    fc.assert(
      fc.property(anyStates, anyStates, (a, b) => expect(join(a, b)).toEqual(join(b, a))),
      { numRuns: runs(3000) },
    )
  })
  it('is associative: it does not matter which two are joined first', () => {
    fc.assert(
      fc.property(anyStates, anyStates, anyStates, (a, b, c) =>
        expect(join(join(a, b), c)).toEqual(join(a, join(b, c))),
      ),
      { numRuns: runs(1000) },
    )
  })
  it('has the empty state as its neutral element, and changes neither of its arguments', () => {
    fc.assert(
      fc.property(anyStates, anyStates, (a, b) => {
        const before = structuredClone([a, b])
        join(a, b)
        expect([a, b]).toEqual(before)
        expect(join(EMPTY_STATE, a)).toEqual(a)
      }),
    )
  })
})

describe('joining the facts of a node', () => {
  const together = (a: NodeFacts, b: NodeFacts): NodeFacts | undefined =>
    [...join(stateOf({ nodes: { n: a } }), stateOf({ nodes: { n: b } })).nodes.values()][0]

  it('gives the later instant of each field', () => {
    expect(together({ landedAt: 1, failedAt: 9 }, { landedAt: 5, failedAt: 3, fullRefreshAt: 2 })).toEqual({
      landedAt: 5,
      failedAt: 9,
      fullRefreshAt: 2,
    })
  })
  it.each<[string, NodeFacts, NodeFacts, NodeFacts]>([
    [
      'goes with the later success',
      { okAt: 5, fingerprint: 'a' },
      { okAt: 3, fingerprint: 'z' },
      { okAt: 5, fingerprint: 'a' },
    ],
    ['is missing if the later success had none', { okAt: 5 }, { okAt: 3, fingerprint: 'z' }, { okAt: 5 }],
    [
      'of one success is the one that is known',
      { okAt: 5 },
      { okAt: 5, fingerprint: 'z' },
      { okAt: 5, fingerprint: 'z' },
    ],
    [
      'is the greater one if both successes are of one instant',
      { okAt: 5, fingerprint: 'y' },
      { okAt: 5, fingerprint: 'z' },
      { okAt: 5, fingerprint: 'z' },
    ],
  ])('a fingerprint %s', (_, a, b, expected) => {
    expect(together(a, b)).toEqual(expected)
  })
})

describe('joining the facts of a job', () => {
  const OPEN = { outcome: null, seconds: null } as const
  const state = (facts: RequestFacts): RefreshState => stateOf({ requests: { job: facts } })
  const together = (a: RequestFacts, b: RequestFacts): RequestFacts | undefined =>
    join(state(a), state(b))
      .requests.get(EXTRACT)
      ?.get('job' as RequestKey)

  it('gives the record with an outcome, even if the open one was recorded later', () => {
    const final = request('2026-03-01T06:00:00Z', { window: null })
    expect(together(request('2026-03-01T06:10:00Z', OPEN), final)).toEqual(final)
  })
  it('gives the success if for another run the job counted as failed because Tableau had forgotten it', () => {
    const success = request('2026-03-01T06:00:00Z')
    const failed = request('2026-03-01T06:00:00Z', { outcome: 'failed', failure: 'unknown' })
    expect(together(failed, success)).toEqual(success)
  })
  it('gives a permanent failure rather than a transient one', () => {
    const permanent = request('2026-03-01T06:00:00Z', { outcome: 'failed', failure: 'credentials' })
    const passing = request('2026-03-01T06:00:00Z', { outcome: 'failed', failure: 'unknown' })
    expect(together(passing, permanent)).toEqual(permanent)
  })
})

describe('joining two records of one job', () => {
  const T = '2026-03-01T06:00:00Z'
  const overtaken = (node: string, at: number): RequestFacts => ({
    ...request(T),
    overtakenBy: { node: node as UniqueId, at },
  })

  it.each<[string, RequestFacts, RequestFacts]>([
    [
      'a cancelled one tells more than an open one, which may seem later',
      request(T, { outcome: 'cancelled' }),
      request('2026-03-01T07:00:00Z', { outcome: null, seconds: null }),
    ],
    [
      'so does a deferred one',
      request(T, { outcome: 'deferred', window: null }),
      request(T, { outcome: null, seconds: null }),
    ],
    [
      'a failure tells more than a cancellation',
      request(T, { outcome: 'failed', failure: 'bridge', window: null }),
      request(T, { outcome: 'cancelled' }),
    ],
    [
      'also if only a person removes the cause of both',
      request(T, { outcome: 'failed', failure: 'no-extract' }),
      request(T, { outcome: 'cancelled', failure: 'no-extract' }),
    ],
    [
      'a cancellation for a cause that only a person removes tells more than another failure',
      request(T, { outcome: 'cancelled', failure: 'credentials', window: null }),
      request(T, { outcome: 'failed', failure: 'bridge' }),
    ],
    [
      'a known cause tells more than none',
      request(T, { outcome: 'cancelled', failure: 'bridge' }),
      request(T, { outcome: 'cancelled' }),
    ],
    ['a retry tells that it is one', request(T, { isRetry: true }), request(T)],
    ['a landing soon after it tells more than none', overtaken('model.shop.b', 9), request(T)],
    ['the first landing after it counts', overtaken('model.shop.b', 5), overtaken('model.shop.a', 9)],
    ['of two at once, the first by name', overtaken('model.shop.a', 5), overtaken('model.shop.b', 5)],
  ])('%s', (_, kept, other) => {
    const state = (facts: RequestFacts): RefreshState => stateOf({ requests: { job: facts } })
    expect(join(state(other), state(kept))).toEqual(state(kept))
    expect(join(state(kept), state(other))).toEqual(state(kept))
  })
})

describe('joining what an extract reads', () => {
  const reads = (seenAt: number, ...nodes: string[]): RefreshState => ({
    ...EMPTY_STATE,
    reads: new Map([[EXTRACT, { seenAt, nodes: nodes as NodeKey[] }]]),
  })

  it.each([
    [
      'the later record is kept whole: an extract may read less than before',
      reads(9, 'a'),
      reads(2, 'a', 'b'),
    ],
    ['of one instant, either order gives the same', reads(2, 'b'), reads(2, 'a', 'c')],
  ])('%s', (_, kept, other) => {
    expect(join(other, kept)).toEqual(kept)
    expect(join(kept, other)).toEqual(kept)
  })
})

describe('joining two catalogues', () => {
  const catalogue = (builtAt: number, content: string): RefreshState =>
    stateOf({ catalogue: { builtAt, project: 'shop', content } })

  it('keeps the later one as a whole', () => {
    expect(join(catalogue(2, 'b'), catalogue(9, 'a')).catalogue).toEqual(catalogue(9, 'a').catalogue)
  })
  it('keeps the same one in either order if both are of one instant', () => {
    expect(join(catalogue(2, 'b'), catalogue(2, 'a'))).toEqual(join(catalogue(2, 'a'), catalogue(2, 'b')))
  })
  it('keeps the only one', () => {
    expect(join(EMPTY_STATE, catalogue(2, 'b')).catalogue).toEqual(catalogue(2, 'b').catalogue)
  })
})

describe('joining when warnings were first given', () => {
  const warnedAt = (at: number): RefreshState => ({
    ...EMPTY_STATE,
    warned: new Map([['never-landed workbook:1', at]]),
  })

  it('keeps the earlier instant, in either order', () => {
    expect(join(warnedAt(9), warnedAt(2))).toEqual(warnedAt(2))
    expect(join(warnedAt(2), warnedAt(9))).toEqual(warnedAt(2))
  })
})
