import type { Outcome } from '../refresh/outcome.js'
import type { Mode } from '../github/event.js'
import type { Skip } from '../plan/types.js'
import type { ReportRow } from './report.js'

/** The status of a row, from its decision and its outcome. */
export type Status =
  | Exclude<Outcome, 'requested'>
  | 'requested'
  /** Skipped for a reason that somebody should fix. */
  | 'held'
  /** Skipped as intended. */
  | 'skipped'
  /** A job of an earlier run is still running. */
  | 'waiting'
  | 'would-refresh'
  /** The run ended before it was requested. */
  | 'not-started'

export interface StatusStyle {
  readonly icon: string
  readonly word: string
  /** The count to which it belongs. */
  readonly group: 'refreshed' | 'skipped' | 'failed' | 'open' | 'would-refresh'
  /** 0 is worst. */
  readonly rank: number
}

export const STATUS: Readonly<Record<Status, StatusStyle>> = {
  failed: { icon: '❌', word: 'failed', group: 'failed', rank: 0 },
  'timed-out': { icon: '❌', word: 'timed out', group: 'failed', rank: 1 },
  cancelled: { icon: '❌', word: 'cancelled', group: 'failed', rank: 2 },
  blocked: { icon: '❌', word: 'blocked', group: 'failed', rank: 3 },
  held: { icon: '⚠️', word: 'held back', group: 'skipped', rank: 4 },
  deferred: { icon: '⏳', word: 'deferred', group: 'open', rank: 5 },
  'not-started': { icon: '⏳', word: 'not started', group: 'open', rank: 6 },
  waiting: { icon: '⏳', word: 'still running', group: 'open', rank: 7 },
  requested: { icon: '🔵', word: 'requested', group: 'open', rank: 8 },
  'would-refresh': { icon: '🔵', word: 'would refresh', group: 'would-refresh', rank: 9 },
  refreshed: { icon: '✅', word: 'refreshed', group: 'refreshed', rank: 10 },
  skipped: { icon: '⏭️', word: 'skipped', group: 'skipped', rank: 11 },
}

/** The status as it is shown: what a cancelled run has requested is still running. */
export function shownStatus(status: Status, { cancelled }: { readonly cancelled: boolean }): Status {
  return cancelled && status === 'requested' ? 'waiting' : status
}

/** The status from the outcome if there is one, else from the decision. */
export function statusOf({ row, result }: ReportRow, mode: Mode): Status {
  if (result !== null) return result.outcome
  switch (row.decision.kind) {
    case 'refresh':
      return mode.kind === 'dry' ? 'would-refresh' : 'not-started'
    case 'wait':
      return 'waiting'
    case 'skip':
      return isHeld(row.decision.reason) && row.known.warnedBefore !== true ? 'held' : 'skipped'
  }
}

/** Order of rows held back: new problems come before missing settings. */
const HELD_REASONS = ['upstream-failed', 'failing', 'other-environment', 'not-visible', 'never-landed']

/** For sorting: 0 is worst. */
export function rankOf(row: ReportRow, mode: Mode): number {
  const status = statusOf(row, mode)
  const { decision } = row.row
  const cause = status === 'held' ? HELD_REASONS.indexOf(decision.reason) : 0
  // What is held back with others comes after them.
  const goesWithOthers = decision.reason === 'other-environment' && decision.pairs.length === 0
  return STATUS[status].rank * HELD_REASONS.length + cause + (goesWithOthers ? 0.5 : 0)
}

/** Whether somebody should fix what a row is skipped for. */
export function isHeld(reason: Skip['reason']): boolean {
  switch (reason) {
    case 'upstream-failed':
    case 'failing':
    case 'never-landed':
    case 'other-environment':
    case 'not-visible':
      return true
    case 'no-extract':
    case 'frozen':
    case 'up-to-date':
    case 'waiting-for-upstream':
    case 'build-after':
      return false
  }
}
