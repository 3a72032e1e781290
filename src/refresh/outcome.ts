import type { Instant, Milliseconds } from '../base/clock.js'
import type { ExtractRow } from '../plan/types.js'
import type { RequestId } from '../state/request-id.js'
import type { ExtractKey } from '../state/state.js'
import type { Failure } from '../tableau/failures/failures.js'

export interface RefreshOptions {
  readonly wait: boolean
  /** For all refreshes together. */
  readonly timeout: Milliseconds
  readonly maxParallel: number
  /** What to do with running refreshes when the run is cancelled. */
  readonly onCancel: 'leave' | 'cancel'
}

/** How a planned refresh ended (docs/decisions.md#outcomes). */
export type Outcome =
  'refreshed' | 'failed' | 'cancelled' | 'timed-out' | 'blocked' | 'deferred' | 'requested'

export interface RefreshResult {
  readonly outcome: Outcome
  /** Null if nothing was requested. */
  readonly request: RequestId | null
  readonly seconds: number | null
  readonly endedAt: Instant | null
  readonly failure: Failure | null
  /** How the first attempt of this run failed, if this is the second. */
  readonly firstAttempt?: RefreshResult
}

/** A planned extract and the result of its refresh; null while nothing was requested. */
export interface RefreshedRow {
  readonly row: ExtractRow
  readonly result: RefreshResult | null
}

/** A refresh that the run waits for. */
export interface Running {
  readonly key: ExtractKey
  readonly since: Instant
}

/** Called during the refreshes, as things happen. */
export interface RefreshEvents {
  started(row: ExtractRow): void
  ended(row: ExtractRow, result: RefreshResult): void
  /** Its refresh ended with this result, and is requested again in this run after a pause. */
  retrying(row: ExtractRow, result: RefreshResult, pause: Milliseconds): void
  /** The row was planned again, for example after a job of an earlier run. */
  decided(row: ExtractRow): void
  /** May be called at any rate. */
  progress(running: readonly Running[]): void
  /** Several polls of a job in a row could not be read. Called once per run. */
  pollsFail(why: string): void
  /** One line for the debug log. */
  detail(text: string): void
}
