import type { Instant, Milliseconds } from '../base/clock.js'
import { ConfigurationError } from '../base/errors.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { jobsOfOthers } from '../state/request-history.js'
import type { RefreshState } from '../state/state.js'
import { SessionError } from '../tableau/client/errors.js'
import { classifyNotes, type Failure } from '../tableau/failures/failures.js'
import type { Job } from '../tableau/types.js'
import type { FollowedJob } from './tracked-extract.js'
import { findListedJob, findRequestedJob, type JobSearchResult } from './find-job.js'
import type { TableauSession } from '../tableau/session.js'

/** The state of a job after a poll. */
export type JobProgress = { readonly kind: 'running'; readonly unknownSince: Instant | null } | JobEnd

export interface JobEnd {
  readonly kind: 'ended'
  readonly outcome: 'refreshed' | 'failed' | 'cancelled'
  readonly failure: Failure | null
  readonly seconds: number | null
  readonly endedAt: Instant | null
  /** False if Tableau shows no job of ours and the extract was updated since: somebody else's refresh brought the data. */
  readonly isOurs: boolean
}

/** Tableau may not know a job soon after creating it (docs/facts/tableau.md#jobs-that-cannot-be-queried). */
const UNKNOWN_JOB_GRACE: Milliseconds = 2 * 60_000

/** How long to wait for a job that this user cannot see: few refreshes take longer (docs/facts/field-data.md#durations). */
const HIDDEN_JOB_GRACE: Milliseconds = 30 * 60_000

/** How long to wait for the end of a Bridge job after a client accepted it. */
const BRIDGE_GRACE: Milliseconds = 10 * 60_000

interface PollContext {
  readonly tableau: TableauSession
  readonly now: Instant
  /** Of all extracts. */
  readonly requests: RefreshState['requests']
}

/**
 * Polls a job once. A job that Tableau no longer knows succeeded only if the extract was updated after the request. If
 * that is unknown too, and the list shows only one job that can be it, its state in the list counts.
 */
export async function pollJob(
  job: Pick<FollowedJob, 'id' | 'requestedAt' | 'unknownSince'>,
  extract: Pick<ExtractToPlan, 'key' | 'lineage'>,
  context: PollContext,
): Promise<JobProgress> {
  const { tableau, now } = context
  const found = await findJob(job, extract, context)
  if (found.kind === 'job') return progressOf(found.job, now)
  const canBeSeen = found.kind === 'none'
  const unknownSince = job.unknownSince ?? now
  const since = Math.max(unknownSince, job.requestedAt)
  if (canBeSeen && now - since < UNKNOWN_JOB_GRACE) return { kind: 'running', unknownSince }
  const updatedAt = await tableau.lastUpdate(extract.lineage.content)
  if (updatedAt === null && found.kind === 'hidden' && found.likely !== null)
    return progressOf(found.likely, now)
  return judgeByLastUpdate(job, unknownSince, { updatedAt, canBeSeen, now })
}

async function findJob(
  { id, requestedAt }: Pick<FollowedJob, 'id' | 'requestedAt'>,
  { key, lineage }: Pick<ExtractToPlan, 'key' | 'lineage'>,
  { tableau, requests }: PollContext,
): Promise<JobSearchResult> {
  if (!tableau.canQueryJobs) return { kind: 'hidden', likely: null }
  if (id.kind === 'job') {
    const job = await tableau.job({ id: id.job, viaBridge: lineage.viaBridge })
    const seen =
      job === 'unknown-now' ? await findListedJob({ id: id.job, requestedAt }, lineage, tableau) : job
    return seen === null ? { kind: 'none' } : { kind: 'job', job: seen }
  }
  return findRequestedJob(lineage, requestedAt, { tableau, known: jobsOfOthers(key, requests) })
}

function judgeByLastUpdate(
  { id, requestedAt }: Pick<FollowedJob, 'id' | 'requestedAt'>,
  unknownSince: Instant,
  {
    updatedAt,
    canBeSeen,
    now,
  }: { readonly updatedAt: Instant | null; readonly canBeSeen: boolean; readonly now: Instant },
): JobProgress {
  const isOurs = !canBeSeen || id.kind === 'job'
  if (updatedAt !== null && updatedAt > requestedAt) {
    return { kind: 'ended', outcome: 'refreshed', failure: null, seconds: null, endedAt: updatedAt, isOurs }
  }
  if (!canBeSeen && now - requestedAt < HIDDEN_JOB_GRACE) return { kind: 'running', unknownSince }
  return { kind: 'ended', outcome: 'failed', failure: FORGOTTEN, seconds: null, endedAt: null, isOurs }
}

/** True if no later call can succeed either. */
export function endsSession(error: unknown): boolean {
  // A refused sign-in, for example of a revoked token, is a ConfigurationError.
  return error instanceof SessionError || error instanceof ConfigurationError
}

/** Duration of a job by Tableau's own clock, which may differ from ours by minutes; null if an instant is unknown. */
export function secondsBetween(createdAt: Instant | null, endedAt: Instant | null): number | null {
  return createdAt === null || endedAt === null ? null : Math.max(0, (endedAt - createdAt) / 1000)
}

function progressOf(seen: Job, now: Instant): JobProgress {
  const { state, createdAt, completedAt } = seen
  const ended = {
    kind: 'ended' as const,
    endedAt: completedAt,
    seconds: secondsBetween(createdAt, completedAt),
    isOurs: true,
  }
  switch (state) {
    case 'queued':
    case 'running':
      return isUnconfirmed(seen, now)
        ? { ...ended, outcome: 'refreshed', failure: null }
        : { kind: 'running', unknownSince: null }
    case 'succeeded':
      return { ...ended, outcome: 'refreshed', failure: null }
    case 'cancelled':
      return { ...ended, outcome: 'cancelled', failure: seen.notes === '' ? null : classifyNotes(seen.notes) }
    case 'failed':
      return { ...ended, outcome: 'failed', failure: classifyNotes(seen.notes) }
  }
}

/** Tableau may never confirm the end of a Bridge job (docs/facts/tableau.md#jobs). */
function isUnconfirmed({ completedAt }: Job, now: Instant): boolean {
  return completedAt !== null && now - completedAt > BRIDGE_GRACE
}

const FORGOTTEN: Failure = {
  class: 'unknown',
  text: 'Tableau no longer knows its job, and the extract was not updated since.',
}
