import type { Instant, Milliseconds } from '../base/clock.js'
import { ConfigurationError } from '../base/errors.js'
import { SessionError } from '../tableau/client/errors.js'
import { classifyNotes, type Failure } from '../tableau/failures/failures.js'
import type { ContentLineage, Job } from '../tableau/types.js'
import type { FollowedJob } from './tracked-extract.js'
import { findRequestedJob, findListedJob } from './find-job.js'
import type { TableauSession } from '../tableau/session.js'

/** What a look at a job came to. */
export type JobProgress =
  | { readonly kind: 'running'; readonly unknownSince: Instant | null }
  | {
      readonly kind: 'ended'
      readonly outcome: 'refreshed' | 'failed' | 'cancelled'
      readonly failure: Failure | null
      readonly seconds: number | null
      readonly endedAt: Instant | null
      /** Tableau shows no job of ours, and yet the extract was updated since: then it has the data, by somebody else's refresh. */
      readonly isOurs: boolean
    }

/** Tableau may not know a job soon after creating it (docs/facts/tableau.md#jobs-that-cannot-be-queried). */
const PATIENCE: Milliseconds = 2 * 60_000

/** How long to wait for a job that nobody shows us: few refreshes take longer (docs/facts/field-data.md#durations). */
const PATIENCE_UNSEEN: Milliseconds = 30 * 60_000

/** How long to wait, beyond that, for a Bridge job that a client took on. */
const PATIENCE_WITH_BRIDGE: Milliseconds = 10 * 60_000

interface Surroundings {
  readonly tableau: TableauSession
  readonly now: Instant
}

/** Looks at a job once. One that Tableau forgot succeeded only if the extract was updated after the request. */
export async function pollJob(
  job: Pick<FollowedJob, 'id' | 'requestedAt' | 'unknownSince'>,
  lineage: ContentLineage,
  { tableau, now }: Surroundings,
): Promise<JobProgress> {
  const seen = await lookFor(job, lineage, tableau)
  if (typeof seen === 'object') return progressOf(seen, now)
  const unknownSince = job.unknownSince ?? now
  const since = Math.max(unknownSince, job.requestedAt)
  if (seen !== 'hidden' && now - since < PATIENCE) return { kind: 'running', unknownSince }
  const updatedAt = await tableau.lastUpdate(lineage.content)
  return judgeByLastUpdate(job, unknownSince, { updatedAt, canBeSeen: seen !== 'hidden', now })
}

/** `hidden`: the job may be there, but nothing that this user may ask shows it. */
async function lookFor(
  { id, requestedAt }: Pick<FollowedJob, 'id' | 'requestedAt'>,
  lineage: ContentLineage,
  tableau: TableauSession,
): Promise<Job | 'unknown-now' | 'hidden'> {
  if (!tableau.canQueryJobs) return 'hidden'
  if (id.kind === 'job') {
    const job = await tableau.job({ id: id.job, viaBridge: lineage.viaBridge })
    if (job !== 'unknown-now') return job
    return (await findListedJob({ id: id.job, requestedAt }, lineage, tableau)) ?? job
  }
  const found = await findRequestedJob(lineage, requestedAt, { tableau, known: new Set() })
  if (found.kind === 'job') return found.job
  return found.kind === 'none' ? 'unknown-now' : 'hidden'
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
  if (!canBeSeen && now - requestedAt < PATIENCE_UNSEEN) return { kind: 'running', unknownSince }
  return { kind: 'ended', outcome: 'failed', failure: FORGOTTEN, seconds: null, endedAt: null, isOurs }
}

/** True where no other call can succeed either; after any other failure a later look may. */
export function endsSession(error: unknown): boolean {
  // A renewal that is refused, of a token that was revoked say, is a ConfigurationError.
  return error instanceof SessionError || error instanceof ConfigurationError
}

/** By one clock, Tableau's: against ours it may be off by minutes. */
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

/** A Bridge job may be over without Tableau ever confirming it (docs/facts/tableau.md#jobs). */
function isUnconfirmed({ completedAt }: Job, now: Instant): boolean {
  return completedAt !== null && now - completedAt > PATIENCE_WITH_BRIDGE
}

const FORGOTTEN: Failure = {
  class: 'unknown',
  text: 'Tableau no longer knows its job, and the extract was not updated since.',
}
