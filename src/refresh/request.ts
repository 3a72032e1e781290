import type { Clock, Instant, Milliseconds } from '../base/clock.js'
import type { ExtractRow } from '../plan/types.js'
import type { JobId } from '../state/state.js'
import type { Failure } from '../tableau/failures/failures.js'
import type { RefreshAnswer, TableauSession } from '../tableau/session.js'
import type { Job } from '../tableau/types.js'
import { findConflictingJob, findRequestedJob, type JobSearchResult } from './find-job.js'
import { endsSession } from './job-outcome.js'

/** How Tableau answered the request, and what is known of its job. */
export type RequestResult =
  | { readonly kind: 'running'; readonly jobId: JobId }
  /** An existing job that counts as ours, because it reads the newest data. */
  | { readonly kind: 'adopted'; readonly jobId: JobId; readonly requestedAt: Instant }
  /** An existing job that started before the newest data landed: wait for it, then request ours. */
  | { readonly kind: 'conflicting'; readonly jobId: JobId }
  /** A job that this user cannot see prevents ours: repeat the request until Tableau accepts it. */
  | { readonly kind: 'hidden' }
  /** Tableau may have queued ours without naming its job: only the extract's last update can show that. */
  | { readonly kind: 'unseen'; readonly failure: Failure }
  | { readonly kind: 'limited'; readonly wait: Milliseconds; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** The session ended before Tableau accepted the request. */
  | { readonly kind: 'session-lost'; readonly error: unknown }

interface RequestContext {
  readonly clock: Clock
  readonly tableau: TableauSession
  readonly requestedAt: Instant
  /** Jobs of this extract that state already has. */
  readonly known: ReadonlySet<JobId>
}

/** Wait if Tableau limits the rate and does not say for how long. */
const DEFAULT_RATE_LIMIT_WAIT: Milliseconds = 5 * 60_000

/**
 * Requests the refresh of a row; a full one if Tableau refuses an incremental one. After an unclear answer it looks for
 * the job before it repeats the request (docs/decisions.md#jobs-that-exist-already).
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
      return { kind: 'limited', wait: answer.wait ?? DEFAULT_RATE_LIMIT_WAIT, failure: answer.failure }
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

/** A list of jobs that cannot be read must not stop the other extracts. */
function orUnreadable(
  search: Promise<JobSearchResult>,
): Promise<JobSearchResult | { readonly kind: 'unreadable' }> {
  return search.catch((error: unknown) => {
    if (endsSession(error)) throw error
    return { kind: 'unreadable' }
  })
}

/** A job exists already: find it, so that the loop can follow it. */
async function resultForQueued(row: ExtractRow, context: RequestContext): Promise<RequestResult> {
  const found = await orUnreadable(findConflictingJob(row.extract.lineage, context))
  return found.kind === 'job' ? resultForExistingJob(found.job, row, context) : { kind: 'hidden' }
}

/** A job that is queued or has started after the newest landing reads all new data, so it counts as ours. */
function resultForExistingJob(job: Job, row: ExtractRow, context: RequestContext): RequestResult {
  const { id: jobId, startedAt } = job
  if (isCreatedSinceRequest(job, context)) return { kind: 'running', jobId }
  if (startedAt !== null && startedAt <= newestLanding(row)) return { kind: 'conflicting', jobId }
  return { kind: 'adopted', jobId, requestedAt: startedAt ?? context.requestedAt }
}

/** If so, the job is ours, or a later one that reads the same data. Tableau's timestamps have no fraction. */
function isCreatedSinceRequest({ createdAt }: Job, { requestedAt }: RequestContext): boolean {
  return createdAt !== null && createdAt >= Math.floor(requestedAt / 1000) * 1000
}

/** The instant of the newest landing that the row is refreshed for; -Infinity without any. */
function newestLanding({ decision }: ExtractRow): Instant {
  const landed = decision.kind === 'refresh' ? decision.landed : []
  return landed.reduce((newest, { at }) => Math.max(newest, at), -Infinity)
}

async function resultForUnclear(
  row: ExtractRow,
  context: RequestContext,
  why: string,
): Promise<RequestResult> {
  const found = await orUnreadable(findRequestedJob(row.extract.lineage, context.requestedAt, context))
  const failure: Failure = { class: 'no-answer', text: `${UNCLEAR} ${why}` }
  switch (found.kind) {
    case 'job':
      return resultForExistingJob(found.job, row, context)
    case 'none':
      return { kind: 'refused', failure }
    case 'hidden':
      return probe(row, context, { kind: 'unseen', failure })
    case 'unreadable':
      return { kind: 'unseen', failure }
  }
}

/**
 * Finds out whether there is a job that this user cannot see, by a second request: Tableau refuses it with 409093 if it has
 * queued the first. Only sent at once: later the first job may have ended, and the second would repeat the refresh.
 */
async function probe(
  { extract }: ExtractRow,
  context: RequestContext,
  otherwise: Extract<RequestResult, { readonly kind: 'unseen' | 'refused' }>,
): Promise<RequestResult> {
  if (context.clock.now() - context.requestedAt > SHORTEST_REFRESH) return otherwise
  const answer = await context.tableau.refresh(extract.lineage.content, 'full')
  if (answer.kind === 'requested') return { kind: 'running', jobId: answer.jobId }
  const mayRun = answer.kind === 'already-queued' || answer.kind === 'unclear'
  return mayRun ? { ...otherwise, kind: 'unseen' } : otherwise
}

/** No refresh ends this soon after its request. */
const SHORTEST_REFRESH: Milliseconds = 2_000

/** Tableau may answer 403 and queue the refresh nevertheless (docs/facts/tableau.md#refused-but-queued). */
async function resultForRefusal(
  failure: Failure,
  row: ExtractRow,
  context: RequestContext,
): Promise<RequestResult> {
  const refused = { kind: 'refused', failure } as const
  if (failure.class !== 'permission') return refused
  const found = await orUnreadable(findRequestedJob(row.extract.lineage, context.requestedAt, context))
  switch (found.kind) {
    case 'job':
      return resultForExistingJob(found.job, row, context)
    case 'none':
      return refused
    case 'hidden':
      return probe(row, context, refused)
    case 'unreadable':
      return { kind: 'unseen', failure }
  }
}

const UNCLEAR = 'Tableau gave no clear answer and may or may not have queued the refresh.'
