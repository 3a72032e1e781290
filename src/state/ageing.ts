import type { Instant, Milliseconds } from '../clock.js'
import { lastUsedWindow, newestFirst } from './requests.js'
import type { Catalogue, JobId, NodeFacts, RefreshState, RequestFacts } from './state.js'

const DAY: Milliseconds = 24 * 60 * 60 * 1000
const KEPT_FOR = 400 * DAY
const KEPT_REQUESTS = 5

type Requests = ReadonlyMap<JobId, RequestFacts>

/**
 * Each extract keeps its five newest requests, its newest success, and the request that used up the newest window.
 * Without the last one, six manual refreshes (no window) on one day would push out the scheduled one, and the
 * extract would be refreshed twice in that window.
 *
 * `compact(join(compact(a), b))` equals `compact(join(a, b))`, so it does not matter who forgets when: a job keeps
 * the instant and the window it was requested with, and joining only ever makes an outcome greater. For the
 * same reason an open request has no place of its own: it could come back from an older state after its
 * outcome was forgotten. While one is open no other is asked for (row 4), so it is among the newest anyway.
 */
export function compact(state: RefreshState): RefreshState {
  return { ...state, requests: mapValues(state.requests, keepFew) }
}

/** Forgets nodes, extracts and a catalogue whose newest instant is more than 400 days before `now`. */
export function prune(state: RefreshState, now: Instant): RefreshState {
  const oldest = now - KEPT_FOR
  return {
    nodes: filterValues(state.nodes, (facts) => newestOfNode(facts) >= oldest),
    requests: filterValues(state.requests, (requests) => newestOfRequests(requests) >= oldest),
    reads: filterValues(state.reads, ({ seenAt }) => seenAt >= oldest),
    catalogue: state.catalogue !== null && state.catalogue.builtAt >= oldest ? state.catalogue : null,
  }
}

/**
 * Instants in the future of `now`, from a clock that was wrong, become `now`: nothing may count as newer than
 * everything for ever. A window moves with its request; by itself it may begin somewhat later than its request,
 * because a run within the tolerance is early (DESIGN §4), but never more than a day.
 */
export function clamp(state: RefreshState, now: Instant): RefreshState {
  return {
    nodes: mapValues(state.nodes, (facts) => clampNode(facts, now)),
    requests: mapValues(state.requests, (requests) =>
      mapValues(requests, (facts) => clampRequest(facts, now)),
    ),
    reads: mapValues(state.reads, (facts) => ({ ...facts, seenAt: Math.min(facts.seenAt, now) })),
    catalogue: clampCatalogue(state.catalogue, now),
  }
}

function keepFew(requests: Requests): Requests {
  const sorted = newestFirst(requests)
  const kept = new Set<JobId | undefined>([
    ...sorted.slice(0, KEPT_REQUESTS).map(({ job }) => job),
    sorted.find(({ outcome }) => outcome === 'refreshed')?.job,
    lastUsedWindow(requests)?.job,
  ])
  return new Map([...requests].filter(([job]) => kept.has(job)))
}

function newestOfNode({ landedAt, okAt, failedAt, fullRefreshAt }: NodeFacts): Instant {
  return Math.max(...[landedAt, okAt, failedAt, fullRefreshAt].map((instant) => instant ?? -Infinity))
}

function newestOfRequests(requests: Requests): Instant {
  return Math.max(...[...requests.values()].map(({ requestedAt }) => requestedAt))
}

function clampNode(facts: NodeFacts, now: Instant): NodeFacts {
  const clamped = Object.entries(facts).map(([name, value]: [string, Instant | string]) => [
    name,
    typeof value === 'number' ? Math.min(value, now) : value,
  ])
  return Object.fromEntries(clamped) as NodeFacts
}

function clampRequest(facts: RequestFacts, now: Instant): RequestFacts {
  const requestedAt = Math.min(facts.requestedAt, now)
  const clamped = { ...facts, requestedAt, ...clampOvertaking(facts, now) }
  if (facts.window === null) return clamped
  const moved = facts.window - (facts.requestedAt - requestedAt)
  return { ...clamped, window: Math.min(moved, requestedAt + DAY) }
}

function clampOvertaking({ overtakenBy }: RequestFacts, now: Instant): Pick<RequestFacts, 'overtakenBy'> {
  if (overtakenBy === undefined) return {}
  return { overtakenBy: { ...overtakenBy, at: Math.min(overtakenBy.at, now) } }
}

function clampCatalogue(catalogue: Catalogue | null, now: Instant): Catalogue | null {
  return catalogue === null ? null : { ...catalogue, builtAt: Math.min(catalogue.builtAt, now) }
}

function mapValues<K, V>(map: ReadonlyMap<K, V>, change: (value: V) => V): ReadonlyMap<K, V> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}

function filterValues<K, V>(map: ReadonlyMap<K, V>, keep: (value: V) => boolean): ReadonlyMap<K, V> {
  return new Map([...map].filter(([, value]) => keep(value)))
}
