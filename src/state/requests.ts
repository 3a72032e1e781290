import { type Instant, latestOf, type Milliseconds } from '../clock.js'
import type { UniqueId } from '../dbt/types.js'
import type { FailureClass, JobId, RequestFacts } from './state.js'

/** The requests of one extract; nothing at all for an extract that state does not know. */
export type Requests = ReadonlyMap<JobId, RequestFacts> | undefined

export interface KnownRequest extends RequestFacts {
  readonly job: JobId
}

export interface FailingStreak {
  /** When the first refresh of the streak was requested. */
  readonly since: Instant
  /** Class of the newest failure. */
  readonly failure: FailureClass
}

/** True for failures that time does not heal: somebody has to act first (DESIGN §4, row 10). */
export function isPermanent(failure: FailureClass | null): boolean {
  return failure === 'credentials' || failure === 'permission' || failure === 'no-extract'
}

/** True when this request has used up its window: by success, or by a failure that time does not heal. */
export function usesUpWindow({ window, outcome, failure }: RequestFacts): boolean {
  if (window === null) return false
  return outcome === 'refreshed' || (outcome === 'failed' && isPermanent(failure))
}

/** By the instant of the request, newest first; the job id decides between equals, so that the order is total. */
export function newestFirst(requests: Requests): KnownRequest[] {
  return [...(requests ?? [])]
    .map(([job, facts]) => ({ job, ...facts }))
    .sort((a, b) => b.requestedAt - a.requestedAt || (a.job < b.job ? 1 : -1))
}

export function newestSuccess(requests: Requests): KnownRequest | null {
  return newestFirst(requests).find(({ outcome }) => outcome === 'refreshed') ?? null
}

/** A request that used up its window: by a success, or, where `failure` is not null, by one that time does not heal. */
export type WindowUse = KnownRequest & { readonly window: Instant }

/** The newest window that was used up. Where both a success and a failure used it, the success speaks for it. */
export function lastUsedWindow(requests: Requests): WindowUse | null {
  const rank = ({ failure }: WindowUse): number => (failure === null ? 1 : 0)
  const uses = newestFirst(requests).flatMap((request) => useOf(request) ?? [])
  return uses.sort((a, b) => b.window - a.window || rank(b) - rank(a))[0] ?? null
}

function useOf(request: KnownRequest): WindowUse | null {
  const { window } = request
  return window !== null && usesUpWindow(request) ? { ...request, window } : null
}

/** The newest request whose outcome nobody has noted yet. */
export function openRequest(requests: Requests): KnownRequest | null {
  return newestFirst(requests).find(({ outcome }) => outcome === null) ?? null
}

export function lastFinal(requests: Requests): KnownRequest | null {
  return newestFirst(requests).find(({ outcome }) => outcome !== null) ?? null
}

/**
 * The failures that time does not heal, since the last success; null when there are none.
 * State keeps few requests, so `since` may be later than the true beginning.
 */
export function failingStreak(requests: Requests): FailingStreak | null {
  const success = newestSuccess(requests)?.requestedAt ?? -Infinity
  const failures = newestFirst(requests).filter(
    ({ outcome, failure, requestedAt }) =>
      outcome === 'failed' && isPermanent(failure) && requestedAt > success,
  )
  const [newest, oldest] = [failures.at(0)?.failure, failures.at(-1)]
  return oldest === undefined || newest === undefined || newest === null
    ? null
    : { since: oldest.requestedAt, failure: newest }
}

/** How long the known successes took, in seconds, newest first. */
export function pastSeconds(requests: Requests): number[] {
  return newestFirst(requests).flatMap(({ outcome, seconds }) =>
    outcome === 'refreshed' && seconds !== null ? [seconds] : [],
  )
}

/** A node that regularly lands soon after the refresh. */
export interface Latecomer {
  readonly node: UniqueId
  /** In so many of the newest refreshes … */
  readonly times: number
  /** … of so many that state knows. */
  readonly of: number
  /** The longest known, from the request to the landing. */
  readonly after: Milliseconds
}

/** In so many of the few refreshes that state keeps it is no chance. */
const REGULARLY = 3

/** The node that overtook the newest refresh and at least two more of those that state keeps; manual ones do not count. */
export function latecomerOf(requests: Requests): Latecomer | null {
  const regular = newestFirst(requests).filter(
    ({ outcome, window }) => outcome === 'refreshed' && window !== null,
  )
  const node = regular[0]?.overtakenBy?.node
  if (node === undefined) return null
  const delays = regular.flatMap(({ requestedAt, overtakenBy }) =>
    overtakenBy?.node === node ? [overtakenBy.at - requestedAt] : [],
  )
  if (delays.length < REGULARLY) return null
  return { node, times: delays.length, of: regular.length, after: latestOf(delays) }
}
