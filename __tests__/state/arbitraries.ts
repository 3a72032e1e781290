import fc from 'fast-check'
import { MINUTE, type Instant } from '../../src/base/clock.js'
import type { UniqueId } from '../../src/dbt/types.js'
import type {
  Catalogue,
  ExtractKey,
  NodeFacts,
  NodeKey,
  ReadFacts,
  RefreshState,
  RequestFacts,
  QualityWarningFacts,
  Told,
  WarningKey,
} from '../../src/state/state.js'
import type { RequestKey } from '../../src/state/request-id.js'

const START: Instant = Date.UTC(2026, 0, 1)

/** Few values, so that two states nearly always differ about the same key, and often at the same instant. */
export const instants = fc.integer({ min: 0, max: 9 }).map((step) => START + step * MINUTE)

const nodeKeys = fc.constantFrom(
  'model.shop.orders@db.prod',
  'test.shop.a@db.prod',
  '__proto__',
) as fc.Arbitrary<NodeKey>

const extractKeys = fc.constantFrom('datasource:1', 'workbook:2', 'constructor') as fc.Arbitrary<ExtractKey>

const jobs = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8', '__proto__') as fc.Arbitrary<RequestKey>

const nodeFacts = fc.record(
  {
    landedAt: instants,
    okAt: instants,
    failedAt: instants,
    warnedAt: instants,
    fullRefreshAt: instants,
    fingerprint: fc.constantFrom('', 'a', 'b'),
  },
  { requiredKeys: [] },
) satisfies fc.Arbitrary<NodeFacts>

const outcomes = fc.oneof(
  fc.constant({ outcome: null, failure: null, seconds: null }),
  fc.record({
    outcome: fc.constantFrom('refreshed' as const, 'failed' as const, 'cancelled' as const),
    failure: fc.constantFrom(null, 'credentials' as const, 'bridge' as const, 'no-extract' as const),
    seconds: fc.constantFrom(null, 1, 2.5),
  }),
  // Two runs may know different landings after the same refresh.
  fc.tuple(fc.constantFrom('model.shop.orders', 'model.shop.stock'), instants).map(([node, at]) => ({
    outcome: 'refreshed' as const,
    failure: null,
    seconds: 1,
    overtakenBy: { node: node as UniqueId, at },
  })),
  instants.map((dataAt) => ({ outcome: 'refreshed' as const, failure: null, seconds: 1, dataAt })),
)

const fewInstants = fc.integer({ min: 0, max: 1 }).map((step) => START + step * MINUTE)

/** Any request: two states may even disagree about when a job was requested. */
const anyRequest = fc
  .tuple(fc.record({ requestedAt: fewInstants, window: fc.option(fewInstants) }), outcomes)
  .map(([asked, became]): RequestFacts => ({ ...asked, ...became }))
  .chain((facts) => fc.constantFrom(facts, { ...facts, isRetry: true as const }))

/** A request as the program makes it: its instant and window are fixed by the job, and only the outcome varies. */
function requestOf(job: RequestKey): fc.Arbitrary<RequestFacts> {
  const number = job.charCodeAt(0)
  const asked = {
    requestedAt: START + (number % 5) * MINUTE,
    window: number % 3 === 0 ? null : START + number,
  }
  const retry = number % 4 === 0 ? { isRetry: true as const } : {}
  return outcomes.map((became) => ({ ...asked, ...retry, ...became }))
}

const anyRequests = fc.array(fc.tuple(jobs, anyRequest), { minLength: 4, maxLength: 8 })
const possibleRequests = fc.array(
  jobs.chain((job) => requestOf(job).map((facts): [RequestKey, RequestFacts] => [job, facts])),
  { maxLength: 8 },
)

const reads = fc.record({
  seenAt: fewInstants,
  nodes: fc.array(nodeKeys, { maxLength: 2 }),
}) satisfies fc.Arbitrary<ReadFacts>

/** Also with different content or projects at the same instant. */
const catalogues = fc.record({
  builtAt: fewInstants,
  project: fc.constantFrom('shop', 'web'),
  content: fc.constantFrom('{}', '{"a":"\\"}', ''),
}) satisfies fc.Arbitrary<Catalogue>

const warningKeys = fc.constantFrom(
  'never-landed workbook:2',
  'second-refresher workbook:2',
) satisfies fc.Arbitrary<WarningKey>

const tolds = fc.record(
  {
    at: fewInstants,
    causes: fc.subarray(['failed bridge', 'held test.shop.a', 'stale']),
    unaddressed: fc.constant(true as const),
  },
  { requiredKeys: ['at', 'causes'] },
) satisfies fc.Arbitrary<Told>

const qualityWarnings = fc.record({
  at: fewInstants,
  mayStand: fc.boolean(),
  project: fc.constantFrom('shop', 'other'),
  unseenSince: fc.option(fewInstants),
}) satisfies fc.Arbitrary<QualityWarningFacts>

function statesWith(requests: fc.Arbitrary<[RequestKey, RequestFacts][]>): fc.Arbitrary<RefreshState> {
  return fc
    .tuple(
      fc.array(fc.tuple(nodeKeys, nodeFacts), { maxLength: 4 }),
      fc.array(fc.tuple(extractKeys, requests), { maxLength: 3 }),
      fc.array(fc.tuple(extractKeys, reads), { maxLength: 3 }),
      fc.array(fc.tuple(warningKeys, fewInstants), { maxLength: 3 }),
      fc.array(fc.tuple(extractKeys, tolds), { maxLength: 3 }),
      fc.array(fc.tuple(extractKeys, qualityWarnings), { maxLength: 3 }),
      fc.option(catalogues),
    )
    .map(([nodes, extracts, seen, warned, told, quality, catalogue]) => ({
      nodes: new Map<NodeKey, NodeFacts>(nodes),
      requests: new Map(extracts.map(([key, entries]) => [key, new Map(entries)])),
      reads: new Map<ExtractKey, ReadFacts>(seen),
      warned: new Map<WarningKey, Instant>(warned),
      told: new Map<ExtractKey, Told>(told),
      qualityWarnings: new Map<ExtractKey, QualityWarningFacts>(quality),
      catalogue,
    }))
}

/** Any two states, even those that no two runs can have. */
export const anyStates = statesWith(anyRequests)

/** States that runs of one repository can have. */
export const possibleStates = statesWith(possibleRequests)
