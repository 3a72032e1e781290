import type { Instant } from '../base/clock.js'
import type { NodeFacts, NodeKey, UniqueId } from '../dbt/types.js'

import type { FailureClass } from '../tableau/failures/classes.js'
import type { ExtractKey } from '../tableau/types.js'
import { requestKey, type RequestId, type RequestKey } from './request-id.js'

export type { NodeFacts, NodeKey } from '../dbt/types.js'
export type { FailureClass } from '../tableau/failures/classes.js'
export type { ExtractKey, JobId } from '../tableau/types.js'

/** A refresh that we have requested or adopted. */
export interface RequestFacts {
  readonly requestedAt: Instant
  /** Start of the window this request uses; null for manual and forced requests. */
  readonly window: Instant | null
  /** Null while open. `deferred`: Tableau limited the rate, so there is no job. */
  readonly outcome: 'refreshed' | 'failed' | 'cancelled' | 'deferred' | null
  readonly failure: FailureClass | null
  /** Duration by Tableau's clock; null while open or unknown. */
  readonly seconds: number | null
  /** The second attempt of one run; absent for first attempts. */
  readonly isRetry?: true
  /** The first node that landed soon after it, too late for it; absent if none is known. */
  readonly overtakenBy?: Overtaking
  /** Of a success: when the newest data that it read landed; absent if a later landing has hidden it before this was noted. */
  readonly dataAt?: Instant
}

export interface Overtaking {
  readonly node: UniqueId
  readonly at: Instant
}

/** The nodes that a discovered extract reads, by Tableau's lineage. Later runs use them to find pending extracts. */
export interface ReadFacts {
  readonly seenAt: Instant
  /** Nodes of this project, sorted. */
  readonly nodes: readonly NodeKey[]
}

/** What `notify-file` has told of an extract. */
export interface Told {
  /** When the run that told it started. */
  readonly at: Instant
  /** What was wrong then, sorted; empty after it has recovered. */
  readonly causes: readonly string[]
  /** It was told by a run that knew no e-mail addresses, because it had no dbt files. */
  readonly unaddressed?: true
}

/** A published data source that may have a data-quality warning of this action. */
export interface QualityWarningFacts {
  /** When this was noted: before a warning is set, and after it is lifted. */
  readonly at: Instant
  readonly mayStand: boolean
  /** Names of the dbt projects whose run set it: only their runs lift it when the data source is no longer in the plan. */
  readonly project: string
  /** Since when Tableau has not shown the data source; null if it does, or if that is not known. */
  readonly unseenSince: Instant | null
}

/** What a run without dbt's artifacts plans from. Only `exposures/` reads its content. */
export interface Catalogue {
  readonly builtAt: Instant
  /** Names of its dbt projects. */
  readonly project: string
  /** JSON, without e-mail addresses. */
  readonly content: string
}

/** Identifies a warning that is given once, by its kind and subject: `second-refresher workbook:<luid>`. */
export type WarningKey = `${'never-landed' | 'second-refresher' | 'discovery' | 'quality-warning'} ${string}`

/**
 * What is kept between runs: only facts. Successes, pending extracts and running jobs are derived. `nodes` are facts of dbt, all
 * others are facts of one Tableau site; the two are stored in separate entries (docs/state.md).
 */
export interface RefreshState {
  readonly nodes: ReadonlyMap<NodeKey, NodeFacts>
  readonly requests: ReadonlyMap<ExtractKey, ReadonlyMap<RequestKey, RequestFacts>>
  readonly reads: ReadonlyMap<ExtractKey, ReadFacts>
  /** When each warning was first given. Later runs give a notice instead. */
  readonly warned: ReadonlyMap<WarningKey, Instant>
  /** What owners were told last. */
  readonly told: ReadonlyMap<ExtractKey, Told>
  /** Data-quality warnings in Tableau that may be ours. */
  readonly qualityWarnings: ReadonlyMap<ExtractKey, QualityWarningFacts>
  /** Null until a run has resolved exposures in Tableau. */
  readonly catalogue: Catalogue | null
}

export const EMPTY_STATE: RefreshState = {
  nodes: new Map(),
  requests: new Map(),
  reads: new Map(),
  warned: new Map(),
  told: new Map(),
  qualityWarnings: new Map(),
  catalogue: null,
}

/** The facts of one request and nothing else. */
export function stateOfRequest(extract: ExtractKey, id: RequestId, facts: RequestFacts): RefreshState {
  return { ...EMPTY_STATE, requests: new Map([[extract, new Map([[requestKey(id), facts]])]]) }
}

/** The facts of one kind, as stored in its entry. */
export function factsOfKind(kind: 'dbt' | 'site', state: RefreshState): RefreshState {
  return kind === 'dbt' ? { ...EMPTY_STATE, nodes: state.nodes } : { ...state, nodes: EMPTY_STATE.nodes }
}
