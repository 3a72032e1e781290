import { DAY, type Instant, latestOf, LONGEST_DURATION } from '../base/clock.js'
import { notAfter } from '../dbt/facts.js'
import { KEPT_REQUESTS, lastUsedWindow, newestFirst } from './request-history.js'
import { requestKey, type RequestKey } from './request-id.js'
import type { Catalogue, NodeFacts, RefreshState, RequestFacts } from './state.js'

const KEPT_FOR = LONGEST_DURATION

type Requests = ReadonlyMap<RequestKey, RequestFacts>

/**
 * Keeps of each extract the five newest requests, the newest success, and the request that used up the newest window.
 * Without the last, six manual refreshes (no window) on one day would displace the scheduled one, and the extract would be
 * refreshed twice in that window.
 *
 * `compact(join(compact(a), b))` equals `compact(join(a, b))`, so it does not matter when a run compacts: a request keeps its
 * instant and its window, and a join only moves an outcome forward. For the same reason open requests get no special
 * treatment: one could come back from an older state after its outcome was dropped. While one is open no other is sent
 * (row 4), so it is among the newest anyway.
 */
export function compact(state: RefreshState): RefreshState {
  return { ...state, requests: mapValues(state.requests, keepFew) }
}

/** Drops nodes, extracts, warnings, what was told, data-quality warnings that were lifted, and a catalogue whose newest instant is more than 400 days before `now`. */
export function prune(state: RefreshState, now: Instant): RefreshState {
  const oldest = now - KEPT_FOR
  return {
    nodes: filterValues(state.nodes, (facts) => newestOfNode(facts) >= oldest),
    requests: filterValues(state.requests, (requests) => newestOfRequests(requests) >= oldest),
    reads: filterValues(state.reads, ({ seenAt }) => seenAt >= oldest),
    warned: filterValues(state.warned, (givenAt) => givenAt >= oldest),
    told: filterValues(state.told, ({ at }) => at >= oldest),
    qualityWarnings: filterValues(state.qualityWarnings, ({ at, mayStand }) => mayStand || at >= oldest),
    catalogue: state.catalogue !== null && state.catalogue.builtAt >= oldest ? state.catalogue : null,
  }
}

/**
 * Sets instants later than `now`, which a wrong clock wrote, to `now`: otherwise they would count as newest for ever. A window
 * moves with its request. It may start after the request, because a run within the tolerance is early
 * (docs/decisions.md#windows), but never by more than a day.
 */
export function clamp(state: RefreshState, now: Instant): RefreshState {
  return {
    nodes: mapValues(state.nodes, (facts) => notAfter(now, facts)),
    requests: mapValues(state.requests, (requests) =>
      mapValues(requests, (facts) => clampRequest(facts, now)),
    ),
    reads: mapValues(state.reads, (facts) => (facts.seenAt <= now ? facts : { ...facts, seenAt: now })),
    warned: mapValues(state.warned, (givenAt) => Math.min(givenAt, now)),
    told: mapValues(state.told, (told) => (told.at <= now ? told : { ...told, at: now })),
    qualityWarnings: mapValues(state.qualityWarnings, (warned) =>
      warned.at <= now ? warned : { ...warned, at: now, unseenSince: earlier(warned.unseenSince, now) },
    ),
    catalogue: clampCatalogue(state.catalogue, now),
  }
}

/** The newest instant in this state; null if it is empty. */
export function newestIn(state: RefreshState): Instant | null {
  const { nodes, requests, reads, warned, told, qualityWarnings, catalogue } = state
  const instants = [
    ...[...nodes.values()].map(newestOfNode),
    ...[...requests.values()].map(newestOfRequests),
    ...[...reads.values()].map(({ seenAt }) => seenAt),
    ...warned.values(),
    ...[...told.values(), ...qualityWarnings.values()].map(({ at }) => at),
    catalogue?.builtAt ?? -Infinity,
  ]
  const newest = instants.reduce((a, b) => Math.max(a, b), -Infinity)
  return newest === -Infinity ? null : newest
}

function keepFew(requests: Requests): Requests {
  if (requests.size <= KEPT_REQUESTS) return requests
  const sorted = newestFirst(requests)
  const kept = [
    ...sorted.slice(0, KEPT_REQUESTS),
    sorted.find(({ outcome }) => outcome === 'refreshed') ?? [],
    lastUsedWindow(requests) ?? [],
  ].flat()
  const keys = new Set(kept.map(({ id }) => requestKey(id)))
  return new Map([...requests].filter(([key]) => keys.has(key)))
}

function newestOfNode({ landedAt, okAt, failedAt, warnedAt, fullRefreshAt }: NodeFacts): Instant {
  const instants = [landedAt, okAt, failedAt, warnedAt, fullRefreshAt]
  return latestOf(instants.filter((instant) => instant !== undefined))
}

function newestOfRequests(requests: Requests): Instant {
  return latestOf([...requests.values()].map(({ requestedAt }) => requestedAt))
}

function clampRequest(facts: RequestFacts, now: Instant): RequestFacts {
  const { window, overtakenBy, dataAt } = facts
  const requestedAt = Math.min(facts.requestedAt, now)
  const latest = requestedAt + DAY
  const isFuture = latestOf([facts.requestedAt, overtakenBy?.at ?? now, dataAt ?? now]) > now
  if (!isFuture && (window ?? latest) <= latest) return facts
  const moved = window === null ? null : window - (facts.requestedAt - requestedAt)
  return {
    ...facts,
    requestedAt,
    window: moved === null ? null : Math.min(moved, latest),
    ...(overtakenBy !== undefined && { overtakenBy: { ...overtakenBy, at: Math.min(overtakenBy.at, now) } }),
    ...(dataAt !== undefined && { dataAt: Math.min(dataAt, now) }),
  }
}

function clampCatalogue(catalogue: Catalogue | null, now: Instant): Catalogue | null {
  return catalogue === null || catalogue.builtAt <= now ? catalogue : { ...catalogue, builtAt: now }
}

/** Returns the same map if nothing changes, which is the usual case. */
function mapValues<K, V>(map: ReadonlyMap<K, V>, change: (value: V) => V): ReadonlyMap<K, V> {
  const changed: [K, V][] = []
  for (const [key, value] of map) {
    const now = change(value)
    if (now !== value) changed.push([key, now])
  }
  return changed.length === 0 ? map : new Map([...map, ...changed])
}

function filterValues<K, V>(map: ReadonlyMap<K, V>, keep: (value: V) => boolean): ReadonlyMap<K, V> {
  const kept = [...map].filter(([, value]) => keep(value))
  return kept.length === map.size ? map : new Map(kept)
}

function earlier(instant: Instant | null, now: Instant): Instant | null {
  return instant === null ? null : Math.min(instant, now)
}
