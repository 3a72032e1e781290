import type { Instant } from '../base/clock.js'
import type { NodeFacts, NodeKey, UniqueId } from '../dbt/types.js'

import type { FailureClass } from '../tableau/failures/classes.js'
import type { ExtractKey } from '../tableau/types.js'
import { requestKey, type RequestId, type RequestKey } from './request-id.js'

export type { NodeFacts, NodeKey } from '../dbt/types.js'
export type { FailureClass } from '../tableau/failures/classes.js'
export type { ExtractKey, JobId } from '../tableau/types.js'

/** A refresh that we asked Tableau for (or adopted). */
export interface RequestFacts {
  readonly requestedAt: Instant
  /** Start of the window this request uses; null for manual and forced requests. */
  readonly window: Instant | null
  /** Null while the outcome is open; `deferred`: Tableau limited the rate, so there is no job. */
  readonly outcome: 'refreshed' | 'failed' | 'cancelled' | 'deferred' | null
  readonly failure: FailureClass | null
  /** From request to end as Tableau tells it; null while open or unknown. */
  readonly seconds: number | null
  /** The second try of one run; absent for every first one. */
  readonly isRetry?: true
  /** What landed first soon after it and too late for it; absent while nothing is known to have. */
  readonly overtakenBy?: Overtaking
}

export interface Overtaking {
  readonly node: UniqueId
  readonly at: Instant
}

/** What Tableau's lineage showed behind an extract that discovery found: pending work is found again by it. */
export interface ReadFacts {
  readonly seenAt: Instant
  /** Of the project it was looked up for, in order. */
  readonly nodes: readonly NodeKey[]
}

/** What a run without dbt's files plans from: kept whole, and understood in `exposures/` alone. */
export interface Catalogue {
  readonly builtAt: Instant
  /** Names of the dbt projects that it is of. */
  readonly project: string
  /** JSON, without any person's address. */
  readonly content: string
}

/**
 * What survives between runs: facts only. Success, pending work and what is in flight are derived. `nodes` are facts of dbt,
 * all others are facts of one Tableau site, and the two are stored apart (docs/state.md).
 */
export interface RefreshState {
  readonly nodes: ReadonlyMap<NodeKey, NodeFacts>
  readonly requests: ReadonlyMap<ExtractKey, ReadonlyMap<RequestKey, RequestFacts>>
  readonly reads: ReadonlyMap<ExtractKey, ReadFacts>
  /** Null until a run has looked exposures up in Tableau. */
  readonly catalogue: Catalogue | null
}

export const EMPTY_STATE: RefreshState = {
  nodes: new Map(),
  requests: new Map(),
  reads: new Map(),
  catalogue: null,
}

/** The facts of one request and nothing else. */
export function stateOfRequest(extract: ExtractKey, id: RequestId, facts: RequestFacts): RefreshState {
  return { ...EMPTY_STATE, requests: new Map([[extract, new Map([[requestKey(id), facts]])]]) }
}

/** The facts of one kind, as its entry holds them. */
export function factsOfKind(kind: 'dbt' | 'site', state: RefreshState): RefreshState {
  return kind === 'dbt' ? { ...EMPTY_STATE, nodes: state.nodes } : { ...state, nodes: EMPTY_STATE.nodes }
}
