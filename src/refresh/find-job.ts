import { DAY, type Instant, type Milliseconds } from '../base/clock.js'
import type { JobId } from '../state/state.js'
import type { TableauSession } from '../tableau/session.js'
import type { Content, ContentLineage, Job, ListedJob } from '../tableau/types.js'

/** What Tableau's list of jobs shows for one extract. */
export type JobSearchResult =
  | { readonly kind: 'job'; readonly job: Job }
  /** There is no such job: this user would see it. */
  | { readonly kind: 'none' }
  /** This user may not list jobs, or candidates cannot be queried (docs/facts/tableau.md#jobs-that-cannot-be-queried). */
  | {
      readonly kind: 'hidden'
      /** The only candidate, with its state in the list: most likely the job. Null without one, or with several. */
      readonly likely: Job | null
    }

/** How far Tableau's clock may be behind ours. */
export const CLOCK_SKEW: Milliseconds = 5 * 60_000

/** Sending a request takes minutes at most, with all retries: a job created later is somebody else's. */
const CREATED_WITHIN: Milliseconds = 10 * 60_000 + CLOCK_SKEW

interface Search {
  readonly tableau: TableauSession
  /** Jobs to ignore, because state has them already. */
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
  const filter = { title: lineage.content.name, createdSince: requestedAt - CLOCK_SKEW }
  const jobs = await search.tableau.jobs(filter)
  if (jobs === 'not-allowed') return HIDDEN
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
  return job === undefined ? null : jobFromList(job, content)
}

/** A job from its entry in the list; null for an unknown status. */
function jobFromList(listed: ListedJob, { luid: target }: Content): Job | null {
  const { id, state, createdAt, startedAt, endedAt: completedAt } = listed
  return state === null ? null : { id, state, createdAt, startedAt, completedAt, notes: '', target }
}

/** Titles are not unique, so the target of each candidate is confirmed (docs/facts/tableau.md#list-of-jobs). */
async function confirmed(
  listed: readonly ListedJob[] | 'not-allowed',
  { content, viaBridge }: ContentLineage,
  { tableau, known }: Search,
): Promise<JobSearchResult> {
  if (listed === 'not-allowed') return HIDDEN
  const unconfirmed: ListedJob[] = []
  for (const one of listed.filter(({ id }) => !known.has(id))) {
    const job = await tableau.job({ id: one.id, viaBridge })
    if (job === 'unknown-now') unconfirmed.push(one)
    else if (job.target === content.luid) return { kind: 'job', job }
  }
  const [only, ...more] = unconfirmed
  if (only === undefined) return { kind: 'none' }
  // For a Bridge refresh the list cannot show whether it has ended.
  return more.length > 0 || viaBridge ? HIDDEN : { kind: 'hidden', likely: jobFromList(only, content) }
}

const HIDDEN: JobSearchResult = { kind: 'hidden', likely: null }
