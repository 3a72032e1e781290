import type { Instant } from '../base/clock.js'
import { openCalls, type Calls } from './client/calls.js'
import { findContent } from './lineage/find-content.js'
import { downstreamOf, type Downstream, type DownstreamQuestion } from './lineage/downstream.js'
import { facesOf, type Faces } from './lineage/faces.js'
import {
  cancelJob,
  mayQueryJobs,
  queryJob,
  queryJobs,
  type JobQuestion,
  type JobsQuestion,
} from './rest/jobs.js'
import { lastUpdate } from './lineage/last-update.js'
import { describe } from './lineage/describe.js'
import type { TableauOptions } from './client/options.js'
import { requestRefresh, type RefreshAnswer, type RefreshMode } from './rest/request-refresh.js'
import { siteOn } from './lineage/site.js'
import { queryExtractTasks } from './rest/schedules.js'
import type {
  Content,
  ContentReference,
  ExtractTask,
  Finding,
  Job,
  JobId,
  Lineage,
  ListedJob,
  Luid,
} from './types.js'
import { formatVersion } from './client/version.js'

export type { TableauOptions } from './client/options.js'
export type { RefreshAnswer, RefreshMode } from './rest/request-refresh.js'

/**
 * What the action does on one Tableau site. A session that ends on the way is renewed a few times. Every method may
 * throw a SessionError, and for reading a TableauError, NotTableauError or HttpError after several tries.
 */
export interface TableauSession {
  /** Of the REST API, e.g. `3.25`. */
  readonly version: string
  /** False for a connected app below API 3.25: its refreshes cannot be waited for (docs/facts/tableau.md#jwt-scopes). */
  readonly canQueryJobs: boolean
  /**
   * From now on content is told with the whole path of its project, as far as the user may see it: one call for most
   * sites. Never rejects: without the answer a project's own name stands for its path.
   */
  readonly tellProjectPaths: () => Promise<void>
  /** What each reference names, in their order. */
  readonly find: (references: readonly ContentReference[]) => Promise<readonly Finding[]>
  /** What stands behind these, and behind every published data source they read. */
  readonly describe: (contents: readonly Content[]) => Promise<Lineage>
  /** Who reads tables of these names. Throws a LineageOffError where there is no lineage. */
  readonly downstreamOf: (question: DownstreamQuestion) => Promise<Downstream>
  /** These readers, and every published data source they read, as people know them. */
  readonly facesOf: (readers: ReadonlySet<Luid>, downstream: Downstream) => Promise<Faces>
  /** Tableau's own last update of the extract, by whomever, asked for anew; null where the lineage does not tell. */
  readonly lastUpdate: (content: Pick<Content, 'kind' | 'luid'>) => Promise<Instant | null>
  /** Throws only where there is no session any more. */
  readonly refresh: (content: Pick<Content, 'kind' | 'luid'>, mode: RefreshMode) => Promise<RefreshAnswer>
  readonly job: (question: JobQuestion) => Promise<Job | 'unknown-now'>
  readonly jobs: (question: JobsQuestion) => Promise<readonly ListedJob[] | 'not-allowed'>
  readonly cancel: (jobId: JobId) => Promise<'asked' | 'unknown-now' | 'not-allowed'>
  /** Refreshes by Tableau's own schedules; null where these cannot be known. */
  readonly extractTasks: () => Promise<readonly ExtractTask[] | null>
}

/**
 * Signs in, hands the session to `use`, and signs out whatever happens; failing to sign out hides nothing.
 * Throws a ConfigurationError or a SessionError, each with one sentence, where there is no session.
 */
export async function withTableau<T>(
  options: TableauOptions,
  use: (session: TableauSession) => Promise<T>,
): Promise<T> {
  const calls = await openCalls(options)
  try {
    return await use(sessionOn(calls))
  } finally {
    await calls.signOut()
  }
}

function sessionOn(calls: Calls): TableauSession {
  const site = siteOn(calls)
  return {
    version: formatVersion(calls.version),
    canQueryJobs: mayQueryJobs(calls),
    tellProjectPaths: () => site.projects.ask().catch(() => undefined),
    find: (references) => findContent(site, references),
    describe: (contents) => describe(site, contents),
    downstreamOf: (question) => downstreamOf(site, question),
    facesOf: (readers, downstream) => facesOf(site, readers, downstream),
    lastUpdate: (content) => lastUpdate(site, content),
    refresh: (content, mode) => requestRefresh(calls, content, mode),
    job: (question) => queryJob(calls, question),
    jobs: (question) => queryJobs(calls, question),
    cancel: (jobId) => cancelJob(calls, jobId),
    extractTasks: () => queryExtractTasks(calls),
  }
}
