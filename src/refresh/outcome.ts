import type { Instant, Milliseconds } from '../base/clock.js'
import type { ExtractRow } from '../plan/types.js'
import type { RequestId } from '../state/request-id.js'
import type { ExtractKey } from '../state/state.js'
import type { Failure } from '../tableau/failures/failures.js'

export type { Failure }

export interface RefreshOptions {
  readonly wait: boolean
  /** For all refreshes together. */
  readonly timeout: Milliseconds
  readonly maxParallel: number
  /** What becomes of running refreshes when the run is cancelled. */
  readonly onCancel: 'leave' | 'cancel'
}

/** What became of a planned refresh (docs/decisions.md#outcomes). */
export type Outcome =
  'refreshed' | 'failed' | 'cancelled' | 'timed-out' | 'blocked' | 'deferred' | 'requested'

export interface RefreshResult {
  readonly outcome: Outcome
  /** Null where nothing was requested. */
  readonly request: RequestId | null
  readonly seconds: number | null
  readonly endedAt: Instant | null
  readonly failure: Failure | null
}

/** A planned extract and what became of it; null where nothing did. */
export interface SettledRow {
  readonly row: ExtractRow
  readonly result: RefreshResult | null
}

/** A refresh that is being waited for. */
export interface Running {
  readonly key: ExtractKey
  readonly since: Instant
}

/** What happens during the refreshes, as it happens. */
export interface RefreshEvents {
  started(row: ExtractRow): void
  ended(row: ExtractRow, result: RefreshResult): void
  /** A row that was planned again. */
  decided(row: ExtractRow): void
  progress(running: readonly Running[]): void
  detail(text: string): void
}
