import { type Instant, type Milliseconds, MINUTE } from '../base/clock.js'
import { parseRequestKey, type RequestId, type RequestKey } from './request-id.js'
import type { ExtractKey, FailureClass, JobId, RefreshState, RequestFacts } from './state.js'

/** The requests of one extract; undefined for an extract that state does not know. */
export type Requests = ReadonlyMap<RequestKey, RequestFacts> | undefined

export interface KnownRequest extends RequestFacts {
  readonly id: RequestId
}

/** State keeps this many of the newest requests of an extract. */
export const KEPT_REQUESTS = 5

/** When failures since the last success began. */
export interface FailingStart {
  /** When the oldest failure that state knows was requested. */
  readonly since: Instant
  /** State keeps few requests: the failures may have started before `since`. */
  readonly orEarlier: boolean
}

/** Failures since the last success. */
export interface FailingStreak extends FailingStart {
  /** Class of the newest failure, and when its refresh was requested. */
  readonly failure: FailureClass
  readonly newest: Instant
}

/** True for failures that only a person can fix (row 10 of docs/decisions.md#the-table). */
export function isPermanent(failure: FailureClass | null): boolean {
  return failure === 'credentials' || failure === 'permission' || failure === 'no-extract'
}

/** The class of a failure, or of a cancellation with a known cause; null for any other outcome. */
export function failureOf({ outcome, failure }: RequestFacts): FailureClass | null {
  if (outcome === 'failed') return failure ?? 'unknown'
  return outcome === 'cancelled' ? failure : null
}

/** True if this request has used up its window: by a success or a permanent failure. */
export function usesUpWindow(request: RequestFacts): boolean {
  return request.window !== null && (request.outcome === 'refreshed' || isPermanent(failureOf(request)))
}

/** Newest first; the key decides between requests of one instant, so that the order is total. */
export function newestFirst(requests: Requests): KnownRequest[] {
  return [...(requests ?? [])]
    .sort(([keyA, a], [keyB, b]) => b.requestedAt - a.requestedAt || (keyA < keyB ? 1 : -1))
    .map(([key, facts]) => ({ id: parseRequestKey(key), ...facts }))
}

/** The jobs of these requests. */
export function knownJobs(requests: Requests): ReadonlySet<JobId> {
  return new Set(newestFirst(requests).flatMap(({ id }) => (id.kind === 'job' ? [id.job] : [])))
}

/** The jobs of all extracts but this one. */
export function jobsOfOthers(key: ExtractKey, requests: RefreshState['requests']): ReadonlySet<JobId> {
  return new Set([...requests].flatMap(([other, theirs]) => (other === key ? [] : [...knownJobs(theirs)])))
}

export function newestSuccess(requests: Requests): KnownRequest | null {
  return newestFirst(requests).find(({ outcome }) => outcome === 'refreshed') ?? null
}

/** A request that used up its window: by a success or, if `failure` is not null, by a permanent failure. */
export type WindowUse = KnownRequest & { readonly window: Instant }

/** The newest window that was used up. If both a success and a failure used it, returns the success. */
export function lastUsedWindow(requests: Requests): WindowUse | null {
  const rank = ({ failure }: WindowUse): number => (failure === null ? 1 : 0)
  const uses = newestFirst(requests).flatMap((request) => useOf(request) ?? [])
  return uses.sort((a, b) => b.window - a.window || rank(b) - rank(a))[0] ?? null
}

function useOf(request: KnownRequest): WindowUse | null {
  const { window } = request
  return window !== null && usesUpWindow(request) ? { ...request, window } : null
}

/** The newest request without an outcome. */
export function openRequest(requests: Requests): KnownRequest | null {
  return newestFirst(requests).find(({ outcome }) => outcome === null) ?? null
}

/** The newest request if it counts as failed because its job was never seen: the job may be running all the same. */
export function givenUpRequest(requests: Requests): KnownRequest | null {
  const [newest] = newestFirst(requests)
  return newest?.id.kind === 'unseen' && newest.outcome === 'failed' ? newest : null
}

export function lastFinal(requests: Requests): KnownRequest | null {
  return newestFirst(requests).find(({ outcome }) => outcome !== null) ?? null
}

/** The permanent failures since the last success; null if there are none. */
export function failingStreak(requests: Requests): FailingStreak | null {
  const after = sinceSuccess(requests)
  return streakOf(
    after.filter((request) => isPermanent(failureOf(request))),
    after,
  )
}

/**
 * Repeated failures: the last three runs failed, the first and the third of them with the same class. So two alternating
 * classes are one streak (a database that sometimes refuses and sometimes hangs), and another class starts a new one. A run
 * counts once, with its last attempt.
 */
export function repeatedFailure(requests: Requests): FailingStreak | null {
  const after = sinceSuccess(requests)
  const runs = runsOf(after.filter(({ outcome }) => outcome === 'failed' || outcome === 'cancelled'))
  const failures = runs.map(([last]) => (last === undefined ? null : failureOf(last)))
  const [newest = null, between = null, before = null] = failures
  if (between === null || before !== newest) return null
  const other = failures.findIndex((failure) => failure !== newest && failure !== between)
  return streakOf((other === -1 ? runs : runs.slice(0, other)).flat(), after)
}

/** The failures of any class since the last success; null if there are none. */
export function anyFailures(requests: Requests): FailingStreak | null {
  const after = sinceSuccess(requests)
  return streakOf(
    after.filter((request) => failureOf(request) !== null),
    after,
  )
}

function startedBy({ requestedAt }: KnownRequest, after: readonly KnownRequest[]): FailingStart {
  return { since: requestedAt, orEarlier: after.length >= KEPT_REQUESTS }
}

function sinceSuccess(requests: Requests): KnownRequest[] {
  const success = newestSuccess(requests)?.requestedAt ?? -Infinity
  return newestFirst(requests).filter(({ requestedAt }) => requestedAt > success)
}

/** Attempts grouped by run, newest first. State may have dropped the first attempt of the oldest run. */
function runsOf(attempts: readonly KnownRequest[]): KnownRequest[][] {
  const runs: KnownRequest[][] = []
  let isWhole = true
  for (const one of attempts) {
    if (isWhole) runs.push([one])
    else runs.at(-1)?.push(one)
    isWhole = one.isRetry !== true
  }
  return runs
}

function streakOf(failures: readonly KnownRequest[], after: readonly KnownRequest[]): FailingStreak | null {
  const [newest, oldest] = [failures.at(0), failures.at(-1)]
  const failure = newest === undefined ? null : failureOf(newest)
  if (newest === undefined || oldest === undefined || failure === null) return null
  return { ...startedBy(oldest, after), failure, newest: newest.requestedAt }
}

/** An update up to this long after the end of our own refresh may still be its effect, since clocks differ. */
const OWN_UPDATE: Milliseconds = 15 * MINUTE

/** Whether somebody else has updated the extract since this request ended; `updatedAt` is Tableau's last update. */
export function isUpdatedSince(
  updatedAt: Instant | null,
  { requestedAt, seconds }: Pick<RequestFacts, 'requestedAt' | 'seconds'>,
): updatedAt is Instant {
  return updatedAt !== null && updatedAt > requestedAt + (seconds ?? 0) * 1000 + OWN_UPDATE
}

/** How long the known successes took, in seconds, newest first. */
export function pastSeconds(requests: Requests): number[] {
  return newestFirst(requests).flatMap(({ outcome, seconds }) =>
    outcome === 'refreshed' && seconds !== null ? [seconds] : [],
  )
}
