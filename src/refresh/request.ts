import type { Clock, Instant, Milliseconds } from '../base/clock.js'
import type { ExtractRow } from '../plan/types.js'
import type { JobId } from '../state/state.js'
import type { Failure } from '../tableau/failures/failures.js'
import type { RefreshAnswer, TableauSession } from '../tableau/session.js'
import type { Job } from '../tableau/types.js'
import { findConflictingJob, findRequestedJob } from './find-job.js'

/** What became of the request, as far as the loop cares. */
export type RequestResult =
  | { readonly kind: 'running'; readonly jobId: JobId }
  /** Somebody's refresh that was there already, and that serves as ours: it reads the newest data. */
  | { readonly kind: 'adopted'; readonly jobId: JobId; readonly requestedAt: Instant }
  /** Somebody's refresh that began before the newest data landed: waited for, then asked again. */
  | { readonly kind: 'in-the-way'; readonly jobId: JobId }
  /** A refresh that nobody shows us is in the way: asked again until Tableau takes ours. */
  | { readonly kind: 'hidden' }
  /** Tableau may have queued ours without a word of its job: only the extract's last update will tell. */
  | { readonly kind: 'unseen'; readonly failure: Failure }
  | { readonly kind: 'limited'; readonly wait: Milliseconds; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Tableau ended the session before it took the request: nothing was asked for, and nothing more can be. */
  | { readonly kind: 'session-lost'; readonly error: unknown }

interface RequestContext {
  readonly clock: Clock
  readonly tableau: TableauSession
  readonly requestedAt: Instant
  /** Jobs of this extract that are accounted for. */
  readonly known: ReadonlySet<JobId>
}

/** Where Tableau limits the rate and does not say for how long. */
const WAIT_UNTOLD: Milliseconds = 5 * 60_000

/**
 * Requests the refresh a row was decided for; in full, once, where Tableau refuses it incrementally. After an ambiguous
 * answer the job is looked for before anything is repeated (docs/decisions.md#jobs-that-exist-already).
 */
export async function sendRequest(row: ExtractRow, context: RequestContext): Promise<RequestResult> {
  const { content } = row.extract.lineage
  const incremental = row.decision.kind === 'refresh' && row.decision.incremental
  let answer: RefreshAnswer
  try {
    answer = await context.tableau.refresh(content, incremental ? 'incremental' : 'full')
    if (answer.kind === 'incremental-refused') answer = await context.tableau.refresh(content, 'full')
  } catch (error) {
    return { kind: 'session-lost', error }
  }
  return resultOf(answer, row, context)
}

async function resultOf(
  answer: RefreshAnswer,
  row: ExtractRow,
  context: RequestContext,
): Promise<RequestResult> {
  switch (answer.kind) {
    case 'requested':
      return { kind: 'running', jobId: answer.jobId }
    case 'already-queued':
      return resultForQueued(row, context)
    case 'unclear':
      return resultForUnclear(row, context, answer.why)
    case 'rate-limited':
      return { kind: 'limited', wait: answer.wait ?? WAIT_UNTOLD, failure: answer.failure }
    case 'refused':
      return resultForRefusal(answer.failure, row, context)
    case 'unreachable':
      return { kind: 'refused', failure: answer.failure }
    case 'incremental-refused':
      return {
        kind: 'refused',
        failure: { class: 'unknown', text: 'Tableau refuses it incrementally and in full.' },
      }
  }
}

/** One rule for every job that is already there: follow it, then plan again. */
async function resultForQueued(row: ExtractRow, context: RequestContext): Promise<RequestResult> {
  const found = await findConflictingJob(row.extract.lineage, context)
  return found.kind === 'job' ? resultForExistingJob(found.job, row, context) : { kind: 'hidden' }
}

/** A job that is queued, or started after the newest landing, serves as well as one of our own. */
function resultForExistingJob(job: Job, row: ExtractRow, context: RequestContext): RequestResult {
  const { id: jobId, startedAt } = job
  if (isSinceWeAsked(job, context)) return { kind: 'running', jobId }
  if (startedAt !== null && startedAt <= newestLanding(row)) return { kind: 'in-the-way', jobId }
  return { kind: 'adopted', jobId, requestedAt: startedAt ?? context.requestedAt }
}

/** It is ours, or came after ours: all that we asked for is in it. Tableau's timestamps have no fraction. */
function isSinceWeAsked({ createdAt }: Job, { requestedAt }: RequestContext): boolean {
  return createdAt !== null && createdAt >= Math.floor(requestedAt / 1000) * 1000
}

/** What landed last; a data source that this run refreshed first counts with its end. */
function newestLanding({ decision }: ExtractRow): Instant {
  const landed = decision.kind === 'refresh' ? decision.landed : []
  return landed.reduce((newest, { at }) => Math.max(newest, at), -Infinity)
}

async function resultForUnclear(
  row: ExtractRow,
  context: RequestContext,
  why: string,
): Promise<RequestResult> {
  const found = await findRequestedJob(row.extract.lineage, context.requestedAt, context)
  const failure: Failure = { class: 'no-answer', text: `${UNCLEAR} ${why}` }
  switch (found.kind) {
    case 'job':
      return resultForExistingJob(found.job, row, context)
    case 'none':
      return { kind: 'refused', failure }
    case 'hidden':
      return probe(row, context, failure)
  }
}

/**
 * Nobody shows us whether there is a job. Asked again at once, Tableau refuses a second one (409093) and so tells
 * that it has the first. Later the first may have ended, and context would double it.
 */
async function probe(
  { extract }: ExtractRow,
  context: RequestContext,
  failure: Failure,
): Promise<RequestResult> {
  const unseen: RequestResult = { kind: 'unseen', failure }
  if (context.clock.now() - context.requestedAt > SURELY_NOT_OVER) return unseen
  const answer = await context.tableau.refresh(extract.lineage.content, 'full')
  return answer.kind === 'requested' ? { kind: 'running', jobId: answer.jobId } : unseen
}

/** No refresh is over so soon after it was asked for. */
const SURELY_NOT_OVER: Milliseconds = 2_000

/** Tableau may refuse with 403 a refresh that it queued all the same (docs/facts/tableau.md#refused-but-queued). */
async function resultForRefusal(
  failure: Failure,
  row: ExtractRow,
  context: RequestContext,
): Promise<RequestResult> {
  if (failure.class !== 'permission') return { kind: 'refused', failure }
  const found = await findRequestedJob(row.extract.lineage, context.requestedAt, context)
  return found.kind === 'job' ? resultForExistingJob(found.job, row, context) : { kind: 'refused', failure }
}

const UNCLEAR = 'Tableau gave no clear answer and may or may not have queued the refresh.'
