import type { Instant } from '../base/clock.js'

/** dbt's `unique_id`, such as `model.shop.fct_orders`. */
export type UniqueId = string & { readonly brand: 'UniqueId' }

/**
 * dbt's own name of a node, from its unique id: `fct_orders`, `shop.orders` (a source), `dim_customers.v2`. A generic
 * test's id ends with a hash, and a unit test's begins with its model: neither is part of the name.
 */
export function nodeName(id: UniqueId): string {
  const [type, , ...parts] = id.split('.')
  if (type === 'unit_test') return parts.slice(1).join('.')
  const isHashed = type === 'test' && parts.length > 1 && /^[0-9a-f]{10}$/.test(parts.at(-1) ?? '')
  return (isHashed ? parts.slice(0, -1) : parts).join('.')
}

/** `unique_id@database.schema.alias` in lower case, so that a development build never counts as production. */
export type NodeKey = string & { readonly brand: 'NodeKey' }

/** The facts about a dbt node in state. An instant is only ever replaced by a later one. */
export interface NodeFacts {
  /** Last landing of new data. */
  readonly landedAt?: Instant
  /** Last success: success, pass, warn, reused, no-op. */
  readonly okAt?: Instant
  /** Last failure: error, fail, partial success, skipped for a failure. */
  readonly failedAt?: Instant
  /** Last result that was no failure, and no plain success either: a test or a freshness check that warns, a node that fail-fast skipped. */
  readonly warnedAt?: Instant
  /** Last landing that was a `--full-refresh`. */
  readonly fullRefreshAt?: Instant
  /** Of a view: hash of its code; of a source: its `max_loaded_at`. Belongs to `okAt`. */
  readonly fingerprint?: string
}

/** Something that makes a node unhealthy: a failed node, test or freshness check, its own or upstream. */
export interface Problem {
  readonly node: UniqueId
  readonly kind: 'node' | 'test' | 'unit-test' | 'freshness'
  readonly failedAt: Instant
  /** Its last success before that; absent if none is known. */
  readonly okAt?: Instant
  /** What a test reads: dbt skips what is downstream of it. */
  readonly tested?: readonly UniqueId[]
  /** What dbt says about it in this run's artifacts; absent for a failure that only an earlier run has read. */
  readonly details?: FailureDetails
  /** Where the failed node or test is written; absent if that is not known. */
  readonly file?: NodeFile
}

/** The file of a node. */
export interface NodeFile {
  /** Relative to the workspace; with `/`. */
  readonly path: string
  /** Without a checkout, the workspace does not have it. */
  readonly exists: boolean
}

/** The message of a result, or how old the newest row of a source is. Texts are untrusted. */
export type FailureDetails =
  | { readonly kind: 'message'; readonly text: string }
  | {
      readonly kind: 'age'
      readonly newestRowAt: Instant
      /** `12 hours`, dbt's `error_after`; null if that is not known. */
      readonly errorAfter: string | null
    }

/** What the plan needs to know about an upstream node. */
export interface NodeStatus {
  /** Newest landing of the node, or of nodes upstream if it holds no data itself. */
  readonly landedAt: Instant | null
  readonly fullRefreshAt: Instant | null
  readonly problems: readonly Problem[]
}
