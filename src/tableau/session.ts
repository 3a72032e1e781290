import type { Instant } from '../base/clock.js'
import { openCalls, type Calls } from './client/calls.js'
import { findContent, type FoundContent } from './lineage/find-content.js'
import { downstreamOf, type Downstream, type DownstreamQuery } from './lineage/downstream.js'
import { describeForDiscovery, type DiscoverableContents } from './lineage/describe-for-discovery.js'
import { cancelJob, mayQueryJobs, queryJob, queryJobs, type JobQuery, type JobsFilter } from './rest/jobs.js'
import { lastUpdate } from './lineage/last-update.js'
import { describe } from './lineage/describe.js'
import type { TableauOptions } from './client/options.js'
import { type QualityWarnings, qualityWarningsOn } from './rest/quality-warnings.js'
import { requestRefresh, type RefreshAnswer, type RefreshMode } from './rest/request-refresh.js'
import { type Prefetched, siteOn } from './lineage/site.js'
import { queryExtractTasks } from './rest/schedules.js'
import type { Content, ContentReference, ExtractTask, Job, JobId, Lineage, ListedJob, Luid } from './types.js'
import { formatVersion } from './client/version.js'

export type { TableauOptions } from './client/options.js'
export type { QualityWarnings, StandingWarning, WarningText } from './rest/quality-warnings.js'
export type { RefreshAnswer, RefreshMode } from './rest/request-refresh.js'

/**
 * What the action does on one Tableau site. A session that ends early is renewed a few times. Every method may throw a
 * SessionError; reading methods also a TableauError, NotTableauError or HttpError after several attempts.
 */
export interface TableauSession {
  /** The REST API version, such as `3.25`. */
  readonly version: string
  /** False for a connected app below API 3.25: its refreshes cannot be waited for (docs/facts/tableau.md#jwt-scopes). */
  readonly canQueryJobs: boolean
  /**
   * Loads the projects, so that content has the full path of its project from now on: one call for most sites. Never
   * rejects: without the projects, content has only its project's name.
   */
  readonly loadProjectPaths: () => Promise<void>
  /** One finding per reference, in the same order. */
  readonly find: (references: readonly ContentReference[]) => Promise<FoundContent>
  /** The lineage of these contents and of every published data source they read. Queries only what is not prefetched. */
  readonly describe: (contents: readonly Content[], prefetched?: Prefetched) => Promise<Lineage>
  /** The readers of tables with these names. Throws a LineageOffError if the Metadata API is off. */
  readonly downstreamOf: (query: DownstreamQuery) => Promise<Downstream>
  /** Lineage, owner, description and views of these readers and of every published data source they read. */
  readonly describeForDiscovery: (
    readers: ReadonlySet<Luid>,
    downstream: Downstream,
  ) => Promise<DiscoverableContents>
  /** When the extract was last updated, whoever requested it; always a new call. Null if the lineage does not say. */
  readonly lastUpdate: (content: Pick<Content, 'kind' | 'luid'>) => Promise<Instant | null>
  /** Throws only if the session is lost. */
  readonly refresh: (content: Pick<Content, 'kind' | 'luid'>, mode: RefreshMode) => Promise<RefreshAnswer>
  readonly job: (query: JobQuery) => Promise<Job | 'unknown-now'>
  readonly jobs: (filter: JobsFilter) => Promise<readonly ListedJob[] | 'not-allowed'>
  readonly cancel: (jobId: JobId) => Promise<'asked' | 'unknown-now' | 'not-allowed'>
  /** Refreshes on Tableau's own schedules; null if the user may not list them. */
  readonly extractTasks: () => Promise<readonly ExtractTask[] | null>
  readonly qualityWarnings: QualityWarnings
}

/**
 * Signs in, calls `use` with the session, and always signs out; a failed sign-out hides neither result nor error.
 * Throws a ConfigurationError or a SessionError, each with one sentence, if the sign-in fails.
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
    loadProjectPaths: () => site.projects.load().catch(() => undefined),
    find: (references) => findContent(site, references),
    describe: (contents, prefetched) => describe(site, contents, prefetched),
    downstreamOf: (query) => downstreamOf(site, query),
    describeForDiscovery: (readers, downstream) => describeForDiscovery(site, readers, downstream),
    lastUpdate: (content) => lastUpdate(site, content),
    refresh: (content, mode) => requestRefresh(calls, content, mode),
    job: (query) => queryJob(calls, query),
    jobs: (filter) => queryJobs(calls, filter),
    cancel: (jobId) => cancelJob(calls, jobId),
    extractTasks: () => queryExtractTasks(calls),
    qualityWarnings: qualityWarningsOn(calls),
  }
}
