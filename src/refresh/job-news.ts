import type { Instant, Milliseconds } from '../clock.js'
import { ConfigurationError } from '../errors.js'
import { SessionError } from '../tableau/errors.js'
import { classifyNotes, type Failure } from '../tableau/failures.js'
import type { Content, ContentLineage, Job } from '../tableau/types.js'
import type { FollowedJob } from './courses.js'
import type { TableauSession } from '../tableau/session.js'

/** What a look at a job came to. */
export type JobNews =
  | { readonly kind: 'running'; readonly unknownSince: Instant | null }
  | {
      readonly kind: 'ended'
      readonly outcome: 'refreshed' | 'failed' | 'cancelled'
      readonly failure: Failure | null
      readonly seconds: number | null
      readonly endedAt: Instant | null
    }

/** Tableau may not know a job soon after it made it (facts/tableau-api.md §7.3). */
const PATIENCE: Milliseconds = 2 * 60_000

/** How long a Bridge job that Tableau calls taken on is waited for beyond that. */
const PATIENCE_WITH_BRIDGE: Milliseconds = 10 * 60_000

interface Surroundings {
  readonly tableau: TableauSession
  readonly now: Instant
}

/** Looks at a job once. One that Tableau forgot succeeded only if the extract was updated after the request. */
export async function lookAtJob(
  job: FollowedJob,
  { content, viaBridge }: ContentLineage,
  { tableau, now }: Surroundings,
): Promise<JobNews> {
  const seen = await tableau.job({ id: job.id, viaBridge })
  if (seen !== 'unknown-now') return newsOf(seen, now)
  const unknownSince = job.unknownSince ?? now
  const isNew = now - job.requestedAt < PATIENCE
  if (isNew || now - unknownSince < PATIENCE) return { kind: 'running', unknownSince }
  const updatedAt = await lastUpdate(content, tableau)
  if (updatedAt !== null && updatedAt > job.requestedAt) {
    return { kind: 'ended', outcome: 'refreshed', failure: null, seconds: null, endedAt: updatedAt }
  }
  return { kind: 'ended', outcome: 'failed', failure: FORGOTTEN, seconds: null, endedAt: null }
}

/** True where no other call can succeed either; after any other failure a later look may. */
export function endsSession(error: unknown): boolean {
  // A renewal that is refused, of a token that was revoked say, is a ConfigurationError.
  return error instanceof SessionError || error instanceof ConfigurationError
}

async function lastUpdate(content: Content, tableau: TableauSession): Promise<Instant | null> {
  const { contents } = await tableau.describe([content])
  return contents.find((lineage) => lineage.content.luid === content.luid)?.extractUpdatedAt ?? null
}

function newsOf(seen: Job, now: Instant): JobNews {
  const { state, createdAt, completedAt } = seen
  const ended = {
    kind: 'ended' as const,
    endedAt: completedAt,
    // By one clock, Tableau's: against ours it may be off by minutes.
    seconds:
      createdAt === null || completedAt === null ? null : Math.max(0, (completedAt - createdAt) / 1000),
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
      return { ...ended, outcome: 'cancelled', failure: null }
    case 'failed':
      return { ...ended, outcome: 'failed', failure: classifyNotes(seen.notes) }
  }
}

/** A Bridge job may be over without Tableau ever confirming it (facts/tableau-api.md §7.2). */
function isUnconfirmed({ completedAt }: Job, now: Instant): boolean {
  return completedAt !== null && now - completedAt > PATIENCE_WITH_BRIDGE
}

const FORGOTTEN: Failure = {
  class: 'unknown',
  text: '',
  remedy:
    'Tableau no longer knows its job, and the extract was not updated since: look into its list of jobs.',
}
