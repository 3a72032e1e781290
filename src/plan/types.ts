import type { Instant, Milliseconds } from '../base/clock.js'
import type { JointTest } from '../dbt/health.js'
import type { NodeStatus, Problem, UniqueId } from '../dbt/types.js'
import type {
  BuildAfter,
  ExtractToPlan,
  Freeze,
  LeftOut,
  OnUpstreamFailure,
  Unresolved,
  UpdatesOn,
} from '../exposures/types.js'

import type { FrozenUntil } from './freeze.js'
import type { FailingStreak } from '../state/request-history.js'
import type { RequestId } from '../state/request-id.js'
import type { ExtractKey, FailureClass, RefreshState } from '../state/state.js'

/** The inputs that the plan needs; an exposure's own settings override them. */
export interface Policy {
  readonly buildAfter: BuildAfter
  /** Minutes by which a run may come early; null means automatic (docs/decisions.md). */
  readonly toleranceMinutes: number | null
  readonly updatesOn: UpdatesOn
  readonly onUpstreamFailure: OnUpstreamFailure
  readonly force: boolean
  /** Those of every extract; `none` also lifts those of exposures. */
  readonly freezes: readonly Freeze[] | 'none'
  /** Minutes; 0: nothing is promised. */
  readonly staleAfter: number
  /** Started by a person: requests use no window. */
  readonly manual: boolean
}

/** What brings data to an extract: a dbt node, or a published data source that reads it. */
export type UpstreamId = UniqueId | ExtractKey

export interface Landing {
  readonly id: UpstreamId
  readonly at: Instant
  /** It has not landed yet, but will with the build after the merge of the pull request that changes these nodes: itself, or the nearest upstream. */
  readonly changed?: readonly UniqueId[]
}

/** A published data source that has new data, but is not refreshed in this run. */
export interface PendingDataSource {
  readonly key: ExtractKey
  /** When its window allows a refresh; null if it waits for something else. */
  readonly dueAt: Instant | null
}

/** The skips that `force` overrides: rows 7 to 10 of docs/decisions.md#the-table. */
export type OverridableSkip =
  | {
      readonly kind: 'skip'
      readonly reason: 'up-to-date'
      readonly landedAt: Instant
      /** The data sources that it reads and that have new data themselves. */
      readonly pendingDataSources: readonly PendingDataSource[]
    }
  | {
      readonly kind: 'skip'
      readonly reason: 'waiting-for-upstream'
      readonly waitingFor: readonly UpstreamId[]
      /** Those of them that are data sources with new data, which only their refresh brings to the extract; none if absent. */
      readonly pendingDataSources?: readonly PendingDataSource[]
    }
  | {
      readonly kind: 'skip'
      readonly reason: 'build-after'
      /** Its window may be unused: nothing is due on this day of the week. */
      readonly isDayOff?: true
    }
  | {
      readonly kind: 'skip'
      readonly reason: 'failing'
      readonly failure: FailureClass
      readonly since: Instant
      /** Whether it may have started earlier, since state keeps few requests. */
      readonly orEarlier: boolean
    }

/** The plan's decision about an extract: the first row of docs/decisions.md#the-table that applies. */
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
      /** The skip that `force` has overridden; null if it was due anyway. */
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
      /** What it reads itself; empty if only other extracts of the run show the environment. */
      readonly pairs: ExtractToPlan['elsewhere']
    }
  | { readonly kind: 'skip'; readonly reason: 'upstream-failed'; readonly problems: readonly Problem[] }
  | { readonly kind: 'skip'; readonly reason: 'frozen'; readonly until: Instant }
  | { readonly kind: 'skip'; readonly reason: 'never-landed'; readonly upstream: readonly UpstreamId[] }
  | OverridableSkip

export type Skip = Extract<Decision, { kind: 'skip' }>

export interface ExtractRow {
  readonly extract: ExtractToPlan
  readonly decision: Decision
  /** When our last successful refresh was requested. */
  readonly lastRefreshedAt: Instant | null
  /** When its window allows the next refresh, of a planned refresh the one after it; null if nothing holds it back. */
  readonly dueAt: Instant | null
  /** Only if the used-up quota of the site holds it back for longer: when it would have been due; null if at once. */
  readonly dueWithoutQuota?: Instant | null
  readonly known: Known
  /** The published data sources that bring data to it, as far as Tableau shows them. */
  readonly dataSources: ReadonlyMap<ExtractKey, ExtractToPlan['lineage']['content']>
}

/** What state knows of an extract, whatever the decision. */
export interface Known {
  /** The newest landing upstream; null if none is known. */
  readonly newest: Landing | null
  /** What landed since the last refresh, newest first. */
  readonly landed: readonly Landing[]
  /** The last window that was used up; null if none was, or `build-after` is 0. */
  readonly window: { readonly start: Instant; readonly end: Instant } | null
  readonly lateNode: LateNode | null
  readonly freshness: Freshness
  /** The failures before this run since the last success by anyone; null if there are none. */
  readonly failing: FailingStreak | null
  /** What is wrong upstream, whether or not it holds the extract back. */
  readonly problems: readonly Problem[]
  /** The decision is `never-landed`, and an earlier run warned of it. */
  readonly warnedBefore?: true
}

/** How old the data is that people see in an extract (docs/decisions.md#stale-data). */
export interface Freshness {
  /** When the newest data that it shows landed, at the latest; null if that is not known. */
  readonly newestDataAt: Instant | null
  /** The age that its exposures promise not to exceed; null if they promise none. */
  readonly promised: Milliseconds | null
  /** Since when the data is older than promised; null if it is not. */
  readonly staleSince: Instant | null
}

export interface Plan {
  /** One row per extract, in the order in which they are to be refreshed. */
  readonly extracts: readonly ExtractRow[]
  readonly unresolved: readonly Unresolved[]
  readonly leftOut: readonly LeftOut[]
}

/** Everything that a plan depends on. */
export interface PlanInput {
  readonly exposures: { readonly unresolved: readonly Unresolved[]; readonly leftOut: readonly LeftOut[] }
  readonly extracts: readonly ExtractToPlan[]
  /** Known extracts that are not planned: planned ones may read them. */
  readonly others: readonly ExtractToPlan[]
  /** The status of every upstream node, with landings behind views and problems of all ancestors. */
  readonly nodes: ReadonlyMap<UniqueId, NodeStatus>
  /** Failed tests of several nodes: each holds back the extracts that are downstream of all its nodes. */
  readonly jointTests: readonly JointTest[]
  /** Nodes that land before the plan is carried out: those that a pull request reaches, each with the nearest that it changes. */
  readonly expected: ReadonlyMap<UniqueId, readonly UniqueId[]>
  readonly requests: RefreshState['requests']
  /** What earlier runs have warned of. */
  readonly warned: RefreshState['warned']
  readonly policy: Policy
  readonly slot: Instant
  /** The time of planning; the slot may be hours earlier. */
  readonly now: Instant
  /** When the next run of the same cron is due; null for a run without a cron. */
  readonly nextSlot: Instant | null
}

/** `find` returns the extract with a key, planned or not. */
export interface PlanningInput extends PlanInput {
  readonly frozenUntil: FrozenUntil
  readonly find: (key: ExtractKey) => ExtractToPlan | undefined
}

/** A node that regularly lands soon after the extract was refreshed. */
export interface LateNode {
  readonly node: UniqueId
  /** In how many of the newest refreshes … */
  readonly times: number
  /** … of how many that state knows. */
  readonly of: number
  /** The longest delay from a request to the landing. */
  readonly after: Milliseconds
}
