import type { Instant, Milliseconds } from '../clock.js'
import type { JobId } from '../state/state.js'
import type { TableauSession } from '../tableau/session.js'
import type { ContentLineage, Job } from '../tableau/types.js'

/** What Tableau's list of jobs shows of one extract. */
export type Sighting =
  | { readonly kind: 'job'; readonly job: Job }
  /** No such job, and this user would see it. */
  | { readonly kind: 'none' }
  /** This user may not list jobs. */
  | { readonly kind: 'hidden' }

/** By how much Tableau's clock may be behind ours. */
export const CLOCK_SKEW: Milliseconds = 5 * 60_000

interface Search {
  readonly tableau: TableauSession
  /** Jobs that are accounted for. */
  readonly known: ReadonlySet<JobId>
}

/** The job that stands in our way: queued or running for this extract, whoever asked for it (409093). */
export async function jobInTheWay(lineage: ContentLineage, search: Search): Promise<Sighting> {
  return look(lineage, { title: lineage.content.name, unfinished: true }, search)
}

/** The job that our own request may have made, though no answer said so; it may even have ended. */
export async function jobOfRequest(
  lineage: ContentLineage,
  requestedAt: Instant,
  search: Search,
): Promise<Sighting> {
  return look(lineage, { title: lineage.content.name, createdSince: requestedAt - CLOCK_SKEW }, search)
}

/** Titles are not unique, so the target of each candidate is confirmed (facts/tableau-api.md §7.4). */
async function look(
  { content, viaBridge }: ContentLineage,
  question: Parameters<TableauSession['jobs']>[0],
  { tableau, known }: Search,
): Promise<Sighting> {
  const listed = await tableau.jobs(question)
  if (listed === 'not-allowed') return { kind: 'hidden' }
  const candidates = listed
    .filter(({ id }) => !known.has(id))
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
  for (const { id } of candidates) {
    const job = await tableau.job({ id, viaBridge })
    if (job !== 'unknown-now' && job.target?.luid === content.luid) return { kind: 'job', job }
  }
  return { kind: 'none' }
}
