import type { Instant } from '../base/clock.js'
import { joinNodeFacts } from '../dbt/facts.js'
import { compare } from '../base/order.js'
import { isPermanent } from './request-history.js'
import type {
  Catalogue,
  Overtaking,
  ReadFacts,
  RefreshState,
  RequestFacts,
  Told,
  QualityWarningFacts,
} from './state.js'

/**
 * Joins two states. Idempotent, commutative and associative, so that replays, re-runs and double saves change nothing
 * (docs/state.md#what-is-kept). Drops nothing: `compact` and `prune` do.
 */
export function join(a: RefreshState, b: RefreshState): RefreshState {
  return {
    nodes: joinMaps(a.nodes, b.nodes, joinNodeFacts),
    requests: joinMaps(a.requests, b.requests, (one, other) => joinMaps(one, other, joinRequest)),
    reads: joinMaps(a.reads, b.reads, joinReads),
    warned: joinMaps(a.warned, b.warned, (one, other) => Math.min(one, other)),
    told: joinMaps(a.told, b.told, joinTold),
    qualityWarnings: joinMaps(a.qualityWarnings, b.qualityWarnings, joinQualityWarning),
    catalogue: joinCatalogues(a.catalogue, b.catalogue),
  }
}

/** The later catalogue as a whole; of two from one instant the greater text, so that the order of joining does not matter. */
function joinCatalogues(a: Catalogue | null, b: Catalogue | null): Catalogue | null {
  if (a === null || b === null) return a ?? b
  const order =
    compare(a.builtAt, b.builtAt) || compare(a.project, b.project) || compare(a.content, b.content)
  return order < 0 ? b : a
}

function joinMaps<K, V>(
  a: ReadonlyMap<K, V>,
  b: ReadonlyMap<K, V>,
  joinValues: (one: V, other: V) => V,
): ReadonlyMap<K, V> {
  const joined = new Map(a)
  for (const [key, value] of b) {
    const known = joined.get(key)
    joined.set(key, known === undefined ? value : joinValues(known, value))
  }
  return joined
}

/** The later record as a whole, because an extract may read less than before; of two from one instant the greater text. */
function joinReads(a: ReadFacts, b: ReadFacts): ReadFacts {
  const order = compare(a.seenAt, b.seenAt) || compare(a.nodes.join(' '), b.nodes.join(' '))
  return order < 0 ? b : a
}

/** The later record as a whole; of two from one instant that with more to tell, so that a cause is told once. */
function joinTold(a: Told, b: Told): Told {
  const order =
    compare(a.at, b.at) ||
    compare(a.causes.length, b.causes.length) ||
    compare(a.causes.join(' '), b.causes.join(' ')) ||
    // A cause that only one of them has told to an address counts as told to it.
    compare(b.unaddressed === true ? 1 : 0, a.unaddressed === true ? 1 : 0)
  return order < 0 ? b : a
}

/** The later record as a whole; of two from one instant that of a warning that may stand, so that it is looked for. */
function joinQualityWarning(a: QualityWarningFacts, b: QualityWarningFacts): QualityWarningFacts {
  const order =
    compare(a.at, b.at) ||
    compare(Number(a.mayStand), Number(b.mayStand)) ||
    compare(a.project, b.project) ||
    compareOptional(a.unseenSince, b.unseenSince)
  return order < 0 ? b : a
}

/**
 * The greater of two records of one request, as a whole. `compareRequests` is a total order, which makes this a join. What was
 * requested never changes, so the outcome nearly always decides.
 */
function joinRequest(a: RequestFacts, b: RequestFacts): RequestFacts {
  return compareRequests(a, b) < 0 ? b : a
}

function compareRequests(a: RequestFacts, b: RequestFacts): number {
  return (
    compare(certainty(a), certainty(b)) ||
    compareOptional(a.window, b.window) ||
    compare(a.requestedAt, b.requestedAt) ||
    compareOptional(a.failure, b.failure) ||
    compareOptional(a.seconds, b.seconds) ||
    compare(Number(a.isRetry ?? false), Number(b.isRetry ?? false)) ||
    compareOvertaking(a.overtakenBy, b.overtakenBy) ||
    compareOptional(a.dataAt, b.dataAt) ||
    // Two outcomes may be equally certain: a failure tells more than a cancellation.
    compareOptional(a.outcome, b.outcome)
  )
}

/** Only the first landing after a refresh matters, so the earlier one is the greater. */
function compareOvertaking(a: Overtaking | undefined, b: Overtaking | undefined): number {
  return -compareOptional(a?.at, b?.at, LAST) || -compareOptional(a?.node, b?.node, LAST)
}

/**
 * A final outcome beats an open one. Two final outcomes can differ: one run saw a job succeed, and for another Tableau had
 * already forgotten it, so that it counts as failed. The outcome that uses up the window wins, so that a used window stays used.
 */
function certainty({ outcome, failure }: RequestFacts): number {
  switch (outcome) {
    case null:
      return 0
    case 'deferred':
      return 1
    case 'cancelled':
      return isPermanent(failure) ? 3 : 1
    case 'failed':
      return isPermanent(failure) ? 3 : 2
    case 'refreshed':
      return 4
  }
}

const FIRST = -1
const LAST = 1

/** `unknown` says whether an unknown value comes first or last. */
function compareOptional<T extends Instant | string>(
  a: T | null | undefined,
  b: T | null | undefined,
  unknown: typeof FIRST | typeof LAST = FIRST,
): number {
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : unknown
  return b === null || b === undefined ? -unknown : compare(a, b)
}
