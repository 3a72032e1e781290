import type { ExtractRow } from '../plan/types.js'
import type { RefreshResult } from '../refresh/outcome.js'
import type { Failure } from '../tableau/failures/failures.js'
import { oneLine } from '../base/untrusted-text.js'
import { decisionText } from './decision-text.js'
import { explanationOf, FAILURE_EXPLANATIONS, isKnownFailure } from './failure-explanations.js'
import { list } from './lists.js'
import type { WordingContext } from './report.js'
import { duration, type Moment, when } from './times.js'

/** A row whose refresh was requested. */
interface EndedRow {
  readonly row: ExtractRow
  readonly result: RefreshResult
}

/** Why a row has its outcome. */
export function outcomeText({ row, result }: EndedRow, context: WordingContext): string {
  switch (result.outcome) {
    case 'refreshed':
      return row.decision.kind === 'refresh'
        ? `${decisionText(row, context)}${firstAttemptText(result)}`
        : 'a refresh that was already running has finished'
    case 'failed':
      return `${failureText(result.failure)}${quotaBackText(result, row, context)}`
    case 'cancelled':
      return isCancelledWithRun(result, context)
        ? CANCELLED_WITH_RUN
        : `${cancelledText(result)}${quotaBackText(result, row, context)}`
    case 'timed-out':
      return `${timedOutText(result)} when ${timeoutText(context)} was over; the next run asks Tableau how it ended`
    case 'blocked':
      return blockedText(row, context)
    case 'deferred':
      return `${deferredText(result)}${quotaBackText(result, row, context) || '; the next run tries again'}`
    case 'requested':
      return requestedText(row, context)
    default:
      return result.outcome satisfies never
  }
}

/** `; the first attempt failed: Tableau Bridge was busy or not connected`; empty if there was only one. */
function firstAttemptText({ firstAttempt: first }: RefreshResult): string {
  return first === undefined ? '' : `; the first attempt failed: ${failureText(first.failure)}`
}

/** `the timeout of 15 min`. */
function timeoutText({ ended }: WordingContext): string {
  const timeout = ended?.timeout ?? null
  return timeout === null ? 'the timeout' : `the timeout of ${duration(timeout / 1000)}`
}

/** `; not tried again before 00:00 UTC tomorrow (2026-12-02)`: until then the site has no capacity; empty if that is not known. */
export function quotaBackText({ failure }: RefreshResult, { dueAt }: ExtractRow, moment: Moment): string {
  return failure?.class !== 'quota' || dueAt === null || dueAt <= moment.now
    ? ''
    : `; not tried again before ${when(dueAt, moment)}`
}

function requestedText(row: ExtractRow, context: WordingContext): string {
  const lead =
    context.ended?.cancelled === true
      ? 'requested, and the run was cancelled before it ended'
      : 'requested, not waited for'
  return `${lead}: ${decisionText(row, context)}`
}

function blockedText({ extract, decision }: ExtractRow, { names }: WordingContext): string {
  const keys = decision.kind === 'refresh' && decision.after.length > 0 ? decision.after : extract.reads
  const known = keys.map((key) => names.get(key)).filter((name) => name !== undefined)
  if (known.length === 0) return 'a data source that it reads could not be refreshed in this run'
  const which = known.length === 1 ? 'which' : 'one of which'
  return `it reads ${list(known)}, ${which} could not be refreshed in this run`
}

const LONGEST_ERROR = 160

/** What a failure class means; of an unknown one, the text itself is all there is to tell. */
function failureText(failure: Failure | null): string {
  const { what } = failure === null ? FAILURE_EXPLANATIONS.unknown : explanationOf(failure)
  if (failure?.class !== 'unknown') return what
  const text = oneLine(failure.text, LONGEST_ERROR)
  return text === '' ? what : `it ended with "${text}"`
}

/** Without a failure the job was still running; with one, its status could not be read. */
function timedOutText({ failure }: RefreshResult): string {
  return failure === null
    ? 'it was still running in Tableau'
    : `its job could not be read (${explanationOf(failure).what})`
}

/** With the cause if the job's notes have one. Otherwise a person may have cancelled it. */
function cancelledText({ failure }: RefreshResult): string {
  return isKnownFailure(failure) ? `${CANCELLED}: ${explanationOf(failure).what}` : CANCELLED
}

export function cancelCause(result: RefreshResult, context: WordingContext): string {
  const { failure } = result
  if (isCancelledWithRun(result, context)) return CANCELLED_WITH_RUN
  return isKnownFailure(failure) ? explanationOf(failure).what : CANCELLED
}

const CANCELLED = 'the job was cancelled in Tableau'

/** Whether this run, when it was cancelled, asked Tableau to cancel the job; how the job ended is not known yet. */
export function isCancelledWithRun(
  { outcome, endedAt }: RefreshResult,
  { ended }: Pick<WordingContext, 'ended'>,
): boolean {
  return outcome === 'cancelled' && endedAt === null && ended?.cancelled === true
}

const CANCELLED_WITH_RUN =
  'this run was cancelled and asked Tableau to cancel its job too (on-cancel: cancel); the next run looks up how it ended'

function deferredText({ failure }: RefreshResult): string {
  return failure?.class === 'quota'
    ? explanationOf(failure).what
    : 'another refresh of it, not by this action, was running until this run ended'
}
