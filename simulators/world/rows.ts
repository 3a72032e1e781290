import type { Instant } from '../../src/base/clock.js'
import { phaseOf, type Job, type Jobs } from '../tableau/state/jobs.js'

interface Row {
  readonly extract: { readonly luid: string } | null
  readonly decision: string
  readonly outcome: string | null
  readonly jobId: string | null
}

interface Truth {
  /** LUIDs of all extracts. */
  readonly expected: readonly string[]
  /** LUIDs of extracts that only discovery finds, whenever there is a reason to look for them. */
  readonly perhaps: readonly string[]
  /** LUIDs of workbooks that only show a hidden data source. */
  readonly notVisible: readonly string[]
  readonly jobs: Jobs
  /** Jobs that this run started. */
  readonly created: readonly Job[]
  readonly now: Instant
  /** False if the run ended before it knew its extracts. */
  readonly isComplete: boolean
}

const RESULTS: Readonly<Record<string, string>> = {
  refreshed: 'success',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** Differences between the rows of a report and what Tableau knows. */
export function rowsAgainst(text: string, truth: Truth): string[] {
  const rows = JSON.parse(text) as Row[]
  return [
    ...[...truth.expected, ...truth.notVisible].flatMap((luid) => countProblem(rows, luid, truth)),
    ...truth.perhaps.flatMap((luid) => countProblem(rows, luid, { isComplete: false })),
    ...rows.flatMap((row) => rowProblems(row, truth)),
    ...truth.created.flatMap((job) => silence(rows, job, truth)),
  ]
}

function countProblem(
  rows: readonly Row[],
  luid: string,
  { isComplete }: Pick<Truth, 'isComplete'>,
): string[] {
  const count = rows.filter(({ extract }) => extract?.luid === luid).length
  return count > 1 || (count === 0 && isComplete) ? [`its report has ${count} rows for ${luid}`] : []
}

function rowProblems(row: Row, { expected, perhaps, notVisible, ...truth }: Truth): string[] {
  const { extract, decision } = row
  if (extract !== null && notVisible.includes(extract.luid))
    return decision === 'skip' ? [] : [`it does not skip ${extract.luid}, whose data source is hidden`]
  if (extract !== null && ![...expected, ...perhaps].includes(extract.luid))
    return [`its report has a row for ${extract.luid}, which is nothing to refresh`]
  return jobProblems(row, truth)
}

function jobProblems({ extract, outcome, jobId }: Row, { jobs, now }: Pick<Truth, 'jobs' | 'now'>): string[] {
  const result = RESULTS[outcome ?? '']
  if (result === undefined || jobId === null || jobId.startsWith('unseen-')) return []
  const job = jobs.get(jobId)
  if (job === undefined) return [`its report names a job ${jobId} that there never was`]
  if (job.target.luid !== extract?.luid) return [`its report gives job ${jobId} to another extract`]
  const really = phaseOf(job, now) === 'ended' ? job.outcome.result : 'not over'
  if (really === result) return []
  return [`its report says that job ${jobId} came to ${result}, and in Tableau it is ${really}`]
}

function silence(rows: readonly Row[], job: Job, { isComplete }: Truth): string[] {
  const row = rows.find(({ extract }) => extract?.luid === job.target.luid)
  return isComplete && (row?.outcome ?? null) === null
    ? [`its report says nothing of job ${job.id}, which it made`]
    : []
}
