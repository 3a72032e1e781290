import type { Instant, Milliseconds } from '../base/clock.js'
import type { JointTest } from '../dbt/health.js'
import type { NodeStatus, Problem, UniqueId } from '../dbt/types.js'
import type {
  BuildAfter,
  ExtractToPlan,
  LeftOut,
  OnUpstreamFailure,
  Unresolved,
  UpdatesOn,
} from '../exposures/types.js'

import type { RequestId } from '../state/request-id.js'
import type { ExtractKey, FailureClass, RefreshState } from '../state/state.js'

/** What the inputs say; an exposure's own settings come first. */
export interface Policy {
  readonly buildAfter: BuildAfter
  /** Minutes by which a run may come early; null means automatic (docs/decisions.md). */
  readonly toleranceMinutes: number | null
  readonly updatesOn: UpdatesOn
  readonly onUpstreamFailure: OnUpstreamFailure
  readonly force: boolean
  /** Started by a person: its requests use no window. */
  readonly manual: boolean
}

/** What brings data to an extract: a dbt node, or a published data source that reads it. */
export type UpstreamId = UniqueId | ExtractKey

export interface Landing {
  readonly id: UpstreamId
  readonly at: Instant
}

/** A published data source with newer data that this run does not refresh. */
export interface PendingDataSource {
  readonly key: ExtractKey
  /** When its window lets it be refreshed; null where it waits for something else. */
  readonly dueAt: Instant | null
}

/** The skips that `force` overrides: rows 7 to 10 of docs/decisions.md#the-table. */
export type OverridableSkip =
  | {
      readonly kind: 'skip'
      readonly reason: 'up-to-date'
      readonly landedAt: Instant
      /** What it reads and what is behind itself. */
      readonly pendingDataSources: readonly PendingDataSource[]
    }
  | {
      readonly kind: 'skip'
      readonly reason: 'waiting-for-upstream'
      readonly waitingFor: readonly UpstreamId[]
    }
  | { readonly kind: 'skip'; readonly reason: 'build-after' }
  | {
      readonly kind: 'skip'
      readonly reason: 'failing'
      readonly failure: FailureClass
      readonly since: Instant
      /** State keeps few requests: it may have begun before. */
      readonly orEarlier: boolean
    }

/** What the plan says of an extract: the first row of docs/decisions.md#the-table that applies. */
export type Decision =
  | {
      readonly kind: 'refresh'
      readonly reason: 'new-data' | 'first-refresh' | 'forced'
      /** Start of the window the request uses; null for manual and forced requests. */
      readonly window: Instant | null
      readonly incremental: boolean
      /** What landed since the last refresh, newest first. */
      readonly landed: readonly Landing[]
      /** Published data sources that this run refreshes first. */
      readonly after: readonly ExtractKey[]
      /** What would have held it back, had the refresh not been forced. */
      readonly overriddenSkip: OverridableSkip | null
    }
  | {
      readonly kind: 'wait'
      readonly reason: 'in-flight'
      readonly request: RequestId
      readonly requestedAt: Instant
    }
  | { readonly kind: 'skip'; readonly reason: 'no-extract' }
  | {
      readonly kind: 'skip'
      readonly reason: 'not-visible'
      /** What landed since the last refresh, newest first. */
      readonly landed: readonly Landing[]
    }
  | {
      readonly kind: 'skip'
      readonly reason: 'other-environment'
      readonly pairs: ExtractToPlan['otherEnvironment']
    }
  | { readonly kind: 'skip'; readonly reason: 'upstream-failed'; readonly problems: readonly Problem[] }
  | { readonly kind: 'skip'; readonly reason: 'never-landed'; readonly upstream: readonly UpstreamId[] }
  | OverridableSkip

export interface ExtractRow {
  readonly extract: ExtractToPlan
  readonly decision: Decision
  /** When our last successful refresh was requested. */
  readonly lastRefreshedAt: Instant | null
  /** The first instant at which its window lets it be refreshed again; null when nothing holds it. */
  readonly dueAt: Instant | null
  readonly known: Known
  /** The published data sources that bring data to it, as far as Tableau shows them. */
  readonly dataSources: ReadonlyMap<ExtractKey, ExtractToPlan['lineage']['content']>
}

/** What state says of an extract, whatever is decided. */
export interface Known {
  /** The newest data upstream; null where no landing is known. */
  readonly newest: Landing | null
  /** The last window that a request used up; null where none did, or there are no windows. */
  readonly window: { readonly start: Instant; readonly end: Instant } | null
  readonly latecomer: Latecomer | null
}

export interface Plan {
  /** One row per extract, in the order in which they are to be refreshed. */
  readonly extracts: readonly ExtractRow[]
  readonly unresolved: readonly Unresolved[]
  readonly leftOut: readonly LeftOut[]
}

/** Everything a plan is made from. */
export interface PlanInput {
  readonly exposures: { readonly unresolved: readonly Unresolved[]; readonly leftOut: readonly LeftOut[] }
  readonly extracts: readonly ExtractToPlan[]
  /** Known and not planned: what the planned ones read may be among them. */
  readonly others: readonly ExtractToPlan[]
  /** Status of every upstream node: landings looked through views, problems of all ancestors. */
  readonly nodes: ReadonlyMap<UniqueId, NodeStatus>
  /** Failed tests of several nodes: an extract stands below all its upstream. */
  readonly jointTests: readonly JointTest[]
  /** Nodes that land before the plan is carried out: those that a pull request reaches, once it is merged and built. */
  readonly expected: ReadonlySet<UniqueId>
  readonly requests: RefreshState['requests']
  readonly policy: Policy
  readonly slot: Instant
  /** When it is planned; the slot may be hours ago. */
  readonly now: Instant
  /** When the next run of the same cron is due; null where this run has none. */
  readonly nextSlot: Instant | null
}

/** With the extract of a key, planned or only known. */
export interface PlanningInput extends PlanInput {
  readonly find: (key: ExtractKey) => ExtractToPlan | undefined
}

/** A node that regularly lands soon after the refresh. */
export interface Latecomer {
  readonly node: UniqueId
  /** In so many of the newest refreshes … */
  readonly times: number
  /** … of so many that state knows. */
  readonly of: number
  /** The longest known, from the request to the landing. */
  readonly after: Milliseconds
}
