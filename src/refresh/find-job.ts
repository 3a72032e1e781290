import { DAY, type Instant, type Milliseconds } from '../base/clock.js'
import type { JobId } from '../state/state.js'
import type { TableauSession } from '../tableau/session.js'
import type { ContentLineage, Job, ListedJob } from '../tableau/types.js'

/** What Tableau's list of jobs shows for one extract. */
export type JobSearchResult =
  | { readonly kind: 'job'; readonly job: Job }
  /** There is no such job: this user would see it. */
  | { readonly kind: 'none' }
  /** This user may not list jobs, or a candidate cannot be queried (docs/facts/tableau.md#jobs-that-cannot-be-queried). */
  | { readonly kind: 'hidden' }

/** How far Tableau's clock may be behind ours. */
export const CLOCK_SKEW: Milliseconds = 5 * 60_000

/** Sending a request, with retries of what never left, takes minutes at most: a job created later is somebody else's. */
const CREATED_WITHIN: Milliseconds = 10 * 60_000 + CLOCK_SKEW

interface Search {
  readonly tableau: TableauSession
  /** Jobs that state already has: they are not candidates. */
  readonly known: ReadonlySet<JobId>
}

/** The queued or running job of this extract because of which Tableau refused ours (409093), whoever requested it. */
export async function findConflictingJob(lineage: ContentLineage, search: Search): Promise<JobSearchResult> {
  const jobs = await search.tableau.jobs({ title: lineage.content.name, unfinished: true })
  return confirmed(jobs, lineage, search)
}

/**
 * The job that an unanswered request of ours may have created; it may have ended already. If others have refreshed the
 * extract since, it is the job created nearest to the request.
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
  const near = jobs.filter((job) => distance(job) <= CREATED_WITHIN)
  return confirmed(
    near.sort((a, b) => distance(a) - distance(b)),
    lineage,
    search,
  )
}

/**
 * The list's entry of a job that Query Job does not know (docs/facts/tableau.md#jobs-that-cannot-be-queried); null
 * if the list has none. For a Bridge refresh the list cannot show whether it has ended.
 */
export async function findListedJob(
  { id, requestedAt }: { readonly id: JobId; readonly requestedAt: Instant },
  { content, viaBridge }: ContentLineage,
  tableau: TableauSession,
): Promise<Job | null> {
  if (viaBridge) return null
  // The id decides, so allow for any clock difference.
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
