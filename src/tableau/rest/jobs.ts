import * as z from 'zod'
import { toIso, type Instant } from '../../base/clock.js'
import { sessionLost, type Calls } from '../client/calls.js'
import { asLuid } from './content-rows.js'
import { SessionError, TableauError } from '../client/errors.js'
import { instant, jobId, listOf, optionalText, text, wholeNumber } from '../client/shapes.js'
import { isFilterable, equal, filterOf, pageOf, queryAll } from './paging.js'
import type { Job, JobId, JobStatus, ListedJob } from '../types.js'
import { INCREMENTAL_AND_JWT_JOBS, isAtLeast } from '../client/version.js'

const target = z.object({ id: text }).nullish()

const jobAnswer = z.object({
  job: z.object({
    id: jobId,
    createdAt: instant,
    startedAt: instant,
    completedAt: instant,
    finishCode: wholeNumber,
    extractRefreshJob: z.object({ notes: optionalText, workbook: target, datasource: target }).nullish(),
    statusNotes: listOf(
      'statusNote',
      z.object({ type: optionalText, value: optionalText, text: optionalText }),
    ),
  }),
})

type RawJob = z.infer<typeof jobAnswer>['job']

/** Below 3.25 Tableau takes no JWT for jobs (docs/facts/tableau.md#jwt-scopes); a query would only cost a session renewal. */
export function mayQueryJobs({ version, options }: Pick<Calls, 'version' | 'options'>): boolean {
  return options.credentials.kind === 'token' || isAtLeast(version, INCREMENTAL_AND_JWT_JOBS)
}

export interface JobQuery {
  readonly id: JobId
  /** The job refreshes a data source through Tableau Bridge. */
  readonly viaBridge: boolean
}

/**
 * One job. `unknown-now`: Tableau does not find it at the moment, which happens just after its creation and after a clean-up
 * (docs/facts/tableau.md#jobs-that-cannot-be-queried). The list of jobs may still have it.
 */
export async function queryJob(calls: Calls, { id, viaBridge }: JobQuery): Promise<Job | 'unknown-now'> {
  if (!mayQueryJobs(calls)) throw sessionLost(calls.options)
  try {
    const { job } = await calls.get(`jobs/${encodeURIComponent(id)}`, jobAnswer)
    return jobOf(job, viaBridge)
  } catch (error) {
    if (error instanceof TableauError && (error.code === '400031' || error.status === 404))
      return 'unknown-now'
    throw error
  }
}

function jobOf(job: RawJob, viaBridge: boolean): Job {
  const { workbook, datasource, notes } = job.extractRefreshJob ?? {}
  const refreshed = workbook ?? datasource
  return {
    id: job.id,
    state: stateOf(job, viaBridge),
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    completedAt: job.completedAt,
    notes: [notes, ...job.statusNotes.map(textOfNote)].filter((one) => (one ?? '') !== '').join('\n'),
    target: refreshed ? asLuid(refreshed.id) : null,
  }
}

/** Includes Tableau's error code, which is the same in every language. */
function textOfNote({ type, value, text: words }: RawJob['statusNotes'][number]): string | null {
  const isCode = type === 'errorCode' && /^\d{6}$/.test(value ?? '')
  return isCode ? `${value ?? ''} ${words ?? ''}`.trim() : words
}

/** A job has ended if it has `completedAt`; finishCode alone means nothing (docs/facts/tableau.md#jobs). */
function stateOf(
  { startedAt, completedAt, finishCode, statusNotes }: RawJob,
  viaBridge: boolean,
): JobStatus['state'] {
  if (completedAt === null) return startedAt === null ? 'queued' : 'running'
  if (finishCode === 2) return 'cancelled'
  if (statusNotes.some(({ type }) => type === 'errorCode')) return 'failed'
  if (finishCode === 3) return 'succeeded'
  // For Bridge, 0 only means that a Bridge client accepted the job; 3 means that the refresh has ended.
  if (finishCode === 0) return viaBridge ? 'running' : 'succeeded'
  return 'failed'
}

const listed = z
  .object({
    id: jobId,
    status: optionalText,
    title: optionalText,
    createdAt: instant,
    startedAt: instant,
    endedAt: instant,
  })
  .transform(({ status, title, ...times }): ListedJob => ({
    ...times,
    state: STATES[status ?? ''] ?? null,
    title: title ?? '',
  }))

const STATES: Readonly<Record<string, JobStatus['state']>> = {
  Pending: 'queued',
  InProgress: 'running',
  Success: 'succeeded',
  Failed: 'failed',
  Cancelled: 'cancelled',
}

const JOBS = { path: 'jobs', page: pageOf('backgroundJobs', 'backgroundJob', listed) }

export interface JobsFilter {
  readonly createdSince?: Instant
  /** The exact name of the workbook or data source. */
  readonly title?: string
  /** Only those that are queued or running. */
  readonly unfinished?: boolean
}

/** Refresh jobs of the whole site; `not-allowed` if this user may not list jobs (docs/facts/tableau.md#list-of-jobs). */
export async function queryJobs(
  calls: Calls,
  jobsFilter: JobsFilter,
): Promise<readonly ListedJob[] | 'not-allowed'> {
  if (!mayQueryJobs(calls)) return 'not-allowed'
  const { createdSince, title, unfinished = false } = jobsFilter
  const filter = filterOf(
    'jobType:in:[refresh_extracts,increment_extracts]',
    // Tableau's timestamps have no fraction.
    ...(createdSince === undefined ? [] : [`createdAt:gte:${toIso(createdSince).slice(0, 19)}Z`]),
    ...(title !== undefined && isFilterable(title) ? [equal('title', title)] : []),
    ...(unfinished ? ['progress:lt:100'] : []),
  )
  try {
    const rows = await queryAll(calls, JOBS, [filter])
    return rows.filter(
      (job) => (title === undefined || job.title === title) && !(unfinished && hasEnded(job)),
    )
  } catch (error) {
    if (isNotAllowed(error)) return 'not-allowed'
    throw error
  }
}

function hasEnded({ state, endedAt }: ListedJob): boolean {
  return endedAt !== null || state === 'succeeded' || state === 'failed' || state === 'cancelled'
}

/**
 * Asks Tableau to cancel a job (docs/facts/tableau.md#cancelling-a-job); a finished one stays as it is.
 * `not-allowed`: this user may not cancel jobs, or the connected app's session lacks the scope.
 */
export async function cancelJob(calls: Calls, id: JobId): Promise<'asked' | 'unknown-now' | 'not-allowed'> {
  const { credentials, mayCancel = false } = calls.options
  if (credentials.kind === 'connected-app' && !mayCancel) return 'not-allowed'
  try {
    await calls.send('PUT', `jobs/${encodeURIComponent(id)}`)
    return 'asked'
  } catch (error) {
    if (isNotAllowed(error)) return 'not-allowed'
    if (error instanceof TableauError && (error.code === '400031' || error.status === 404))
      return 'unknown-now'
    throw error
  }
}

function isNotAllowed(error: unknown): boolean {
  return (
    (error instanceof TableauError && error.status === 403) ||
    (error instanceof SessionError && error.problem === 'scope')
  )
}
