import type { UniqueId } from '../dbt/types.js'
import type { ContentLineage, ExtractKey } from '../tableau/types.js'

export type UpdatesOn = 'any' | 'all'
export type OnUpstreamFailure = 'skip' | 'refresh'

/** dbt's words for a build-after window, plus `at` and `timezone`. */
export interface BuildAfter {
  /** Length of the window. */
  readonly minutes: number
  /** `HH:MM`: windows start at this time of day. */
  readonly at: string | null
  /** IANA name; UTC where null. */
  readonly timezone: string | null
}

/** What an exposure's `meta.active_exposure` says; null where it leaves the choice to the inputs. */
export interface ExposureSettings {
  readonly buildAfter: BuildAfter | null
  readonly updatesOn: UpdatesOn | null
  readonly onUpstreamFailure: OnUpstreamFailure | null
  readonly incremental: boolean
}

/** An exposure that is ours to act on. */
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

/** Decisions about an exposure that Tableau has no part in, or could not answer (rows 1 and 2 of the plan). */
export type LeftOut = { readonly exposure: string } & (
  | { readonly reason: 'not-selected'; readonly why: string }
  | { readonly reason: 'not-ours'; readonly why: string }
)

export interface Unresolved {
  readonly exposure: string
  readonly reason: 'misconfigured' | 'not-found' | 'ambiguous'
  /** One sentence: what, which thing, what to do. */
  readonly message: string
  readonly candidates: readonly string[]
}

/** A dbt node as upstream of one extract. */
export interface UpstreamOfExtract {
  readonly node: UniqueId
  /** The published data source (with an extract) through which alone the data arrives; null when read directly. */
  readonly via: ExtractKey | null
  /** An exposure depends on it; else only Tableau shows that it is read. */
  readonly declared: boolean
}

/** A relation as dbt built it, and one of its name that Tableau reads elsewhere. */
export interface NamePair {
  readonly dbt: string
  readonly tableau: string
}

/** One extract with everything the plan needs to know of it. */
export interface ExtractToPlan {
  readonly key: ExtractKey
  readonly lineage: ContentLineage
  /** Exposures it serves, in order of name; never empty. */
  readonly exposures: readonly Exposure[]
  readonly upstream: readonly UpstreamOfExtract[]
  /** Published data sources with an extract that it reads, refreshed before it. */
  readonly reads: readonly ExtractKey[]
  /** Nodes that its exposures name and that it reads only elsewhere: not upstream in this run. */
  readonly elsewhere: readonly NamePair[]
  /** What shows that it belongs to another environment than this build's; empty where it does not. */
  readonly otherEnvironment: readonly NamePair[]
  /** Where it is known to read nothing of the project: the tables that it reads; else null. */
  readonly unrelated: readonly string[] | null
  /** A published data source may stand behind it that the signed-in user cannot see. */
  readonly mayHideSources: boolean
}
