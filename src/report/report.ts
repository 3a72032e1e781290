import type { Instant, Milliseconds } from '../base/clock.js'
import type { BuildSummary, FreshnessSummary } from '../dbt/build-summary.js'
import type { UniqueId } from '../dbt/types.js'
import type { DriftCheck } from '../exposures/discovery/drift.js'
import type { LeftOut, NamePair, Unresolved } from '../exposures/types.js'
import type { Mode } from '../github/event.js'
import type { Notice } from '../base/notice.js'
import type { Message, MessageId } from '../messages/message.js'
import type { ExtractRow } from '../plan/types.js'
import type { Forecast } from '../refresh/forecast.js'
import type { RefreshedRow } from '../refresh/outcome.js'
import type { Impact } from '../impact/impact.js'
import type { ExtractKey } from '../state/state.js'
import { namesOf, type Names } from './names.js'
import type { OwnedExposure } from './outputs/owners.js'

export type ReportRow = RefreshedRow

/** The options of this run; `select` and `exclude` as they were written. */
export interface RunOptions {
  /** Started by a person, not by a schedule or a push. */
  readonly manual: boolean
  readonly force: boolean
  readonly select: string
  readonly exclude: string
  /** Of all refreshes together; null if the inputs were not read. */
  readonly timeout: Milliseconds | null
}

/** Extracts that an earlier run would have held back, and this one does not. */
export interface Mended {
  /** Names of the extracts. */
  readonly extracts: readonly string[]
  /** What had failed upstream, and has succeeded since. */
  readonly causes: readonly UniqueId[]
}

export interface EndedSince {
  readonly name: string
  readonly requestedAt: Instant
}

/** Refreshes that earlier runs requested, and that failed since for one cause. Extracts whose row shows the failure are left out. */
export interface FailedSince {
  /** Of its message. */
  readonly id: MessageId
  readonly extracts: readonly ExtractRow['extract'][]
  readonly cause: string
  /** Which run tries again, as a clause. */
  readonly next: string
  readonly remedy: string
}

/** The exposures-file as this run leaves it. */
export interface WrittenExposures {
  /** Relative to the workspace. */
  readonly path: string
  /** The content that has an exposure in it. */
  readonly luids: ReadonlySet<string>
  readonly added: number
  readonly removed: number
}

/** Everything a run reports. Summary, log, annotations and outputs are views of it. Times are shown in UTC. */
export interface Report {
  readonly mode: Mode
  readonly run: {
    readonly event: string
    readonly actor: string | null
    /** 1, or more for a run that somebody has started again. */
    readonly attempt: number
    readonly options: RunOptions
    readonly slot: Instant
    readonly startedAt: Instant
    readonly endedAt: Instant
  }
  readonly tableau: { readonly server: string; readonly site: string } | null
  /** When the catalogue that the run planned from was saved; null if it read dbt's files. */
  readonly catalogueOf: Instant | null
  readonly builds: readonly BuildSummary[]
  /** What dbt source freshness has measured, one for each `sources.json`. */
  readonly freshness: readonly FreshnessSummary[]
  /** Tests whose last result before this build was a warning, too. */
  readonly warnedBefore: ReadonlySet<UniqueId>
  /** The extracts downstream of each test that warned; empty if nothing was planned. */
  readonly belowWarned: ReadonlyMap<UniqueId, readonly ExtractKey[]>
  /** The project's exposures with their owners. */
  readonly owned: readonly OwnedExposure[]
  /** In the order of the plan. */
  readonly rows: readonly ReportRow[]
  /** What the planned refreshes take; null if none is planned. */
  readonly forecast: Forecast | null
  readonly unresolved: readonly Unresolved[]
  readonly leftOut: readonly LeftOut[]
  /** Refreshes that earlier runs requested, and that ended well since. */
  readonly endedSince: readonly EndedSince[]
  readonly failedSince: readonly FailedSince[]
  /** What this build has mended; null if nothing. */
  readonly mended: Mended | null
  /** Number of exposures of another server or site, if none is of this run's site; else 0. */
  readonly misdirected: number
  readonly notices: readonly Notice[]
  /** How declared exposures differ from Tableau; null if the run did not check. */
  readonly drift: DriftCheck | null
  readonly exposuresFile: WrittenExposures | null
  /** Path of the site's folder, relative to the workspace; null if none was written. */
  readonly siteFolder: string | null
  /** How many extracts the notify-file has; 0 if none was written. */
  readonly newsCount: number
  /** Why the run stopped early; null if it did not. */
  readonly error: Message | null
  /** The run was cancelled before it was done. */
  readonly cancelled: boolean
  /** What a pull request reaches; null for other events, and if it is not known. */
  readonly impact: Impact | null
  /** Made once for all views, because it names every extract and node. */
  readonly wording: WordingContext
}

/** Whether the run is of a pull request: its new data arrives in production only with the build after the merge. */
export function isOfPullRequest({ run }: Pick<Report, 'run'>): boolean {
  return run.event.startsWith('pull_request')
}

/** Whether a notice makes the step fail although the run finished. */
export function hasErrors({ notices }: Pick<Report, 'notices'>): boolean {
  return notices.some(({ level }) => level === 'error')
}

/** What sentences of the report depend on: the present instant, and display names. */
export interface WordingContext {
  readonly now: Instant
  readonly names: Names
  /** Instants have their date, also those of today. */
  readonly dates?: true
  /** Extracts whose refresh this run requested and did not wait for; none if absent. */
  readonly requested?: ReadonlySet<ExtractKey>
  /** Where dbt builds and Tableau reads instead, of all rows that are held back for that; of the row itself if absent. */
  readonly otherPlaces?: readonly NamePair[]
  /** How the run went; absent while it is going on. */
  readonly ended?: Pick<Report, 'mode' | 'cancelled'> & Pick<RunOptions, 'timeout'>
}

export function wordingContext({
  run,
  rows,
  impact,
  mode,
  cancelled,
}: Omit<Report, 'wording'>): WordingContext {
  const changed = impact?.changed.map(({ id }) => id)
  const requested = rows.filter(({ result }) => result?.outcome === 'requested')
  const otherPlaces = rows.flatMap(({ row: { decision } }) =>
    decision.reason === 'other-environment' ? decision.pairs : [],
  )
  return {
    otherPlaces,
    ended: { mode, cancelled, timeout: run.options.timeout },
    requested: new Set(requested.map(({ row }) => row.extract.key)),
    now: run.endedAt,
    names: namesOf(
      rows.map(({ row }) => row),
      changed,
    ),
  }
}
