import type { Instant } from '../base/clock.js'
import type { ExtractRow } from '../plan/types.js'
import type { RequestId } from '../state/request-id.js'
import type { ExtractKey, FailureClass } from '../state/state.js'
import type { Failure, RefreshResult, SettledRow } from './outcome.js'

/** Where one extract stands during the refreshes. */
export type Phase =
  /** To be requested, not before `at`. */
  | { readonly kind: 'due'; readonly at: Instant }
  /** Its job runs; looked at again `at`. */
  | RunningPhase
  | { readonly kind: 'settled'; readonly result: RefreshResult | null }

export interface RunningPhase {
  readonly kind: 'running'
  readonly at: Instant
  readonly job: FollowedJob
  /** Why the last look at the job told nothing. */
  readonly pollFailure?: Failure
}

export interface FollowedJob {
  readonly id: RequestId
  readonly requestedAt: Instant
  /** Since when Tableau says that it does not know the job; null while it does. */
  readonly unknownSince: Instant | null
  /**
   * `ours`: asked for or adopted in this run. `earlier`: by an earlier run of ours. `foreign`: by somebody else,
   * before the newest data landed. After the last two the extract is planned again.
   */
  readonly by: 'ours' | 'earlier' | 'foreign'
}

/** One extract on its way from plan to outcome. */
export interface TrackedExtract {
  readonly key: ExtractKey
  row: ExtractRow
  phase: Phase
  /** Refreshes requested in this run; one that failed for a cause time may heal is tried once more. */
  attempts: number
  /** What became of the first try; null before it has failed. */
  earlier: RefreshResult | null
  /** The class with which the last three runs failed: it gets no second try (row 10 of docs/decisions.md#the-table). */
  repeatedFailureClass: FailureClass | null
}

export type RunningExtract = TrackedExtract & { phase: RunningPhase }

export function trackExtracts(rows: readonly ExtractRow[], now: Instant): TrackedExtract[] {
  return rows.map((row) => ({
    key: row.extract.key,
    row,
    phase: firstPhase(row, now),
    attempts: 0,
    earlier: null,
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

/** A tracked of which is known what became of it: one that is due again has failed once already. */
export function settledRow({ row, phase, earlier }: TrackedExtract): SettledRow {
  switch (phase.kind) {
    case 'settled':
      return { row, result: phase.result }
    case 'due':
      return { row, result: earlier }
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

/** How the data sources stand that have to be refreshed before this extract. */
export function dependencyStatus(
  { row: { decision } }: TrackedExtract,
  extracts: ReadonlyMap<ExtractKey, TrackedExtract>,
): 'yes' | 'not-yet' | 'blocked' {
  const before = decision.kind === 'refresh' ? decision.after.flatMap((key) => extracts.get(key) ?? []) : []
  const settled = before.flatMap(({ phase }) => (phase.kind === 'settled' ? [phase] : []))
  if (settled.some(({ result }) => DID_NOT_REFRESH.includes(result?.outcome))) return 'blocked'
  return settled.length === before.length ? 'yes' : 'not-yet'
}
