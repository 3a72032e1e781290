import { DAY, type Instant, type Milliseconds } from '../base/clock.js'
import type { JobId } from '../state/state.js'
import type { TableauSession } from '../tableau/session.js'
import type { ContentLineage, Job, ListedJob } from '../tableau/types.js'

/** What Tableau's list of jobs shows of one extract. */
export type JobSearchResult =
  | { readonly kind: 'job'; readonly job: Job }
  /** No such job, and this user would see it. */
  | { readonly kind: 'none' }
  /** This user may not list jobs, or a candidate cannot be queried (docs/facts/tableau.md#jobs-that-cannot-be-queried). */
  | { readonly kind: 'hidden' }

/** By how much Tableau's clock may be behind ours. */
export const CLOCK_SKEW: Milliseconds = 5 * 60_000

/** A request may be sent, and repeated where it was never sent, for minutes; a job made later is somebody else's. */
const MADE_WITHIN: Milliseconds = 10 * 60_000 + CLOCK_SKEW

interface Search {
  readonly tableau: TableauSession
  /** Jobs that are accounted for. */
  readonly known: ReadonlySet<JobId>
}

/** The job that stands in our way: queued or running for this extract, whoever asked for it (409093). */
export async function findConflictingJob(lineage: ContentLineage, search: Search): Promise<JobSearchResult> {
  const jobs = await search.tableau.jobs({ title: lineage.content.name, unfinished: true })
  return confirmed(jobs, lineage, search)
}

/**
 * The job that our own request may have made, though no answer said so; it may even have ended. Others may have refreshed
 * the extract since: the job that was made nearest to the request is the one.
 */
export async function findRequestedJob(
  lineage: ContentLineage,
  requestedAt: Instant,
  search: Search,
): Promise<JobSearchResult> {
  const question = { title: lineage.content.name, createdSince: requestedAt - CLOCK_SKEW }
  const jobs = await search.tableau.jobs(question)
  if (jobs === 'not-allowed') return { kind: 'hidden' }
  const distance = ({ createdAt }: ListedJob): number => Math.abs((createdAt ?? Infinity) - requestedAt)
  const near = jobs.filter((job) => distance(job) <= MADE_WITHIN)
  return confirmed(
    near.sort((a, b) => distance(a) - distance(b)),
    lineage,
    search,
  )
}

/**
 * A job that Query Job does not know, as the list shows it (docs/facts/tableau.md#jobs-that-cannot-be-queried); null
 * where the list does not help either. The list does not show whether a Bridge refresh has really ended.
 */
export async function findListedJob(
  { id, requestedAt }: { readonly id: JobId; readonly requestedAt: Instant },
  { content, viaBridge }: ContentLineage,
  tableau: TableauSession,
): Promise<Job | null> {
  if (viaBridge) return null
  // The id is certain, so our clock may be as wrong as it likes.
  const listed = await tableau.jobs({ title: content.name, createdSince: requestedAt - DAY })
  const job = listed === 'not-allowed' ? undefined : listed.find((one) => one.id === id)
  if (job === undefined || job.state === null) return null
  const { state, createdAt, startedAt, endedAt: completedAt } = job
  return { id, state, createdAt, startedAt, completedAt, notes: '', target: content.luid }
}

/** Titles are not unique, so the target of each candidate is confirmed (docs/facts/tableau.md#list-of-jobs). */
async function confirmed(
  listed: readonly ListedJob[] | 'not-allowed',
  { content, viaBridge }: ContentLineage,
  { tableau, known }: Search,
): Promise<JobSearchResult> {
  if (listed === 'not-allowed') return { kind: 'hidden' }
  let unconfirmed = false
  for (const { id } of listed.filter((one) => !known.has(one.id))) {
    const job = await tableau.job({ id, viaBridge })
    if (job === 'unknown-now') unconfirmed = true
    else if (job.target === content.luid) return { kind: 'job', job }
  }
  return { kind: unconfirmed ? 'hidden' : 'none' }
}
