import type { UniqueId } from '../dbt/types.js'
import type { MessageId } from '../messages/message.js'
import type { ContentLineage, ExtractKey } from '../tableau/types.js'

export type UpdatesOn = 'any' | 'all'
export type OnUpstreamFailure = 'skip' | 'refresh'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** A time of day (`HH:MM`), and the days of the week on which a window starts at it; at least one. */
export interface WeeklyTime {
  readonly time: string
  readonly days: readonly Weekday[]
}

/** dbt's settings of a build-after window, plus `at`, `days` and `timezone`. */
export interface BuildAfter {
  /** Length of a window; with weekly times, their average distance. */
  readonly minutes: number
  /**
   * Null: windows start with the first refresh. `HH:MM`: windows of `minutes` start at this time of day. Weekly times, in order
   * of time: each window lasts until the next of them.
   */
  readonly at: string | readonly WeeklyTime[] | null
  /** IANA name; null for UTC. */
  readonly timezone: string | null
}

/** Stretches of time in which nothing is refreshed. `timezone` null means UTC. */
export type Freeze = { readonly timezone: string | null } & (
  | {
      readonly kind: 'dates'
      /** Whole days, counted from 1970-01-01; the last one included. */
      readonly firstDay: number
      readonly lastDay: number
    }
  /** `minutes` from each instant of the cron (five fields) on. */
  | { readonly kind: 'cron'; readonly cron: string; readonly minutes: number }
)

/** The settings in an exposure's `meta.active_exposure`; null where the action's inputs apply. */
export interface ExposureSettings {
  readonly buildAfter: BuildAfter | null
  readonly updatesOn: UpdatesOn | null
  readonly onUpstreamFailure: OnUpstreamFailure | null
  readonly incremental: boolean
  /** In addition to the input's. */
  readonly freezes: readonly Freeze[]
  /** Minutes; 0: the exposure promises nothing. */
  readonly staleAfter: number | null
}

/** What applies to an exposure without settings of its own. */
export const NO_SETTINGS: ExposureSettings = {
  buildAfter: null,
  updatesOn: null,
  onUpstreamFailure: null,
  incremental: false,
  freezes: [],
  staleAfter: null,
}

/** An exposure that this run may act on. */
export interface Exposure {
  readonly uniqueId: UniqueId
  readonly name: string
  readonly label: string | null
  readonly origin: 'declared' | 'discovered'
  readonly owner: string | null
  readonly maturity: string | null
  readonly path: string
  /** The nodes it reads: `depends_on` with metrics expanded. */
  readonly upstream: readonly UniqueId[]
  readonly settings: ExposureSettings
}

/** An exposure that is left out before Tableau is queried (row 1 of the plan). */
export type LeftOut = { readonly exposure: string } & (
  | { readonly reason: 'switched-off'; readonly why: string }
  | { readonly reason: 'not-selected'; readonly why: string }
  /** It names no content, or content of another site or tool. */
  | { readonly reason: 'without-address' | 'not-ours'; readonly why: string }
)

/** The message for each reason. */
export const UNRESOLVED_MESSAGES = {
  misconfigured: 'AE-MISCONFIGURED',
  'not-found': 'AE-NOT-FOUND',
  ambiguous: 'AE-AMBIGUOUS',
} as const satisfies Readonly<Record<Unresolved['reason'], MessageId>>

export interface Unresolved {
  readonly exposure: string
  /** Two projects may have exposures of one name; absent if it is not known. */
  readonly uniqueId?: UniqueId
  readonly reason: 'misconfigured' | 'not-found' | 'ambiguous'
  /** What happened, to which exposure or content, and what to do. Does not list the candidates. */
  readonly message: string
  /** Content that may be meant, most likely first. */
  readonly candidates: readonly Candidate[]
  /** Where the exposure is in the workspace; absent if that is not known. */
  readonly place?: { readonly file: string; readonly line: number }
}

export interface Candidate {
  /** Project path and name. */
  readonly name: string
  /** What to write in the exposure to name it: a URL or a LUID; null if it has no URL. */
  readonly address: string | null
}

/** A dbt node as upstream of one extract. */
export interface UpstreamOfExtract {
  readonly node: UniqueId
  /** The published data source with an extract through which its data arrives; null if the extract reads it directly. */
  readonly via: ExtractKey | null
  /** Whether an exposure names it in depends_on; else only Tableau shows that it is read. */
  readonly declared: boolean
}

/** The full name of a relation that dbt built, and of one of the same name that Tableau reads elsewhere. */
export interface NamePair {
  readonly dbt: string
  readonly tableau: string
}

/** One extract with everything that the plan needs. */
export interface ExtractToPlan {
  readonly key: ExtractKey
  readonly lineage: ContentLineage
  /** The exposures that it serves, by name; never empty. */
  readonly exposures: readonly Exposure[]
  readonly upstream: readonly UpstreamOfExtract[]
  /** Published data sources with an extract that it reads, refreshed before it. */
  readonly reads: readonly ExtractKey[]
  /** Nodes that its exposures name but that it reads only elsewhere, so that they are not its upstream. */
  readonly elsewhere: readonly NamePair[]
  /** The names that show that it reads another environment than this build's; empty if it does not. */
  readonly otherEnvironment: readonly NamePair[]
  /** The tables that it reads if it is known to read nothing of the project, else null. */
  readonly unrelated: readonly string[] | null
  /** Whether it may read a published data source that the signed-in user cannot see. */
  readonly mayHideSources: boolean
}
