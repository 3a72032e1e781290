import type { Instant } from '../base/clock.js'
import type { ExtractRow } from '../plan/types.js'
import type { RequestId } from '../state/request-id.js'
import type { ExtractKey, FailureClass } from '../state/state.js'
import type { Failure } from '../tableau/failures/failures.js'
import type { RefreshResult, RefreshedRow } from './outcome.js'

/** The state of one extract during the refreshes. */
export type Phase =
  /** To be requested, not before `at`. */
  | { readonly kind: 'due'; readonly at: Instant }
  /** Its job is running; polled next at `at`. */
  | RunningPhase
  | { readonly kind: 'settled'; readonly result: RefreshResult | null }

export interface RunningPhase {
  readonly kind: 'running'
  readonly at: Instant
  readonly job: FollowedJob
  /** Why the last poll of the job failed. */
  readonly pollFailure?: Failure
  /** Polls in a row that failed. */
  readonly failedPolls?: number
}

export interface FollowedJob {
  readonly id: RequestId
  readonly requestedAt: Instant
  /** Since when Tableau has not known the job; null while it knows it. */
  readonly unknownSince: Instant | null
  /**
   * `ours`: requested or adopted in this run. `earlier`: requested by an earlier run. `foreign`: requested by somebody
   * else before the newest data landed. After the last two the extract is planned again.
   */
  readonly by: 'ours' | 'earlier' | 'foreign'
}

/** One planned extract and its progress. The refresh loop changes it. */
export interface TrackedExtract {
  readonly key: ExtractKey
  row: ExtractRow
  phase: Phase
  /** Number of refreshes requested in this run: a temporary failure is retried once. */
  attempts: number
  /** Result of the first attempt; null until it has failed. */
  firstResult: RefreshResult | null
  /** The failure class of all last three runs: it is not retried (row 10 of docs/decisions.md#the-table). Else null. */
  repeatedFailureClass: FailureClass | null
}

export type RunningExtract = TrackedExtract & { phase: RunningPhase }

export function trackExtracts(rows: readonly ExtractRow[], now: Instant): TrackedExtract[] {
  return rows.map((row) => ({
    key: row.extract.key,
    row,
    phase: firstPhase(row, now),
    attempts: 0,
    firstResult: null,
    repeatedFailureClass: null,
  }))
}

export function firstPhase({ decision }: ExtractRow, now: Instant): Phase {
  switch (decision.kind) {
    case 'refresh':
      return { kind: 'due', at: now }
    case 'wait': {
      const { request: id, requestedAt } = decision
      return { kind: 'running', at: now, job: { id, requestedAt, unknownSince: null, by: 'earlier' } }
    }
    case 'skip':
      return { kind: 'settled', result: null }
  }
}

export function isRunning(tracked: TrackedExtract): tracked is RunningExtract {
  return tracked.phase.kind === 'running'
}

/** The row with its result, null without one. An extract that is due again has the result of its first attempt. */
export function settledRow({ row, phase, firstResult }: TrackedExtract): RefreshedRow {
  switch (phase.kind) {
    case 'settled':
      return { row, result: phase.result }
    case 'due':
      return { row, result: firstResult }
    case 'running':
      return { row, result: null }
  }
}

const DID_NOT_REFRESH: readonly (RefreshResult['outcome'] | undefined)[] = [
  'failed',
  'cancelled',
  'timed-out',
  'blocked',
]

/** Whether the data sources that must be refreshed before this extract allow it to start. */
export function dependencyStatus(
  { row: { decision } }: TrackedExtract,
  extracts: ReadonlyMap<ExtractKey, TrackedExtract>,
): 'ready' | 'waiting' | 'blocked' {
  const before = decision.kind === 'refresh' ? decision.after.flatMap((key) => extracts.get(key) ?? []) : []
  const settled = before.flatMap(({ phase }) => (phase.kind === 'settled' ? [phase] : []))
  if (settled.some(({ result }) => DID_NOT_REFRESH.includes(result?.outcome))) return 'blocked'
  return settled.length === before.length ? 'ready' : 'waiting'
}
