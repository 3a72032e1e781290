import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseRequestKey, type RequestId, requestKey, type RequestKey } from '../../src/state/request-id.js'
import type { JobId } from '../../src/tableau/types.js'

const instants = fc.integer({ min: 0, max: 4_102_444_800_000 })
const ids: fc.Arbitrary<RequestId> = fc.oneof(
  fc.uuid().map((id): RequestId => ({ kind: 'job', job: id as JobId })),
  fc.record({ kind: fc.constantFrom('unseen', 'refused', 'deferred'), requestedAt: instants }),
)

test('a request id can be read back from its key', () => {
  fc.assert(fc.property(ids, (id) => expect(parseRequestKey(requestKey(id))).toEqual(id)))
})

test.each<[string, RequestId]>([
  ['unseen-1776060000000', { kind: 'unseen', requestedAt: 1_776_060_000_000 }],
  ['refused-1776060000000', { kind: 'refused', requestedAt: 1_776_060_000_000 }],
  ['deferred-1776060000000', { kind: 'deferred', requestedAt: 1_776_060_000_000 }],
  ['refused-by-tableau', { kind: 'job', job: 'refused-by-tableau' as JobId }],
  ['', { kind: 'job', job: '' as JobId }],
])('the key %j, as earlier releases wrote it', (key, id) => {
  expect(parseRequestKey(key as RequestKey)).toEqual(id)
  expect(requestKey(id)).toBe(key)
})
