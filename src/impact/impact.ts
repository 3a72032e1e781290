import type { Instant } from '../base/clock.js'
import type { NodeChange } from '../dbt/compare/change.js'
import type { UniqueId } from '../dbt/types.js'
import type { ExtractRow } from '../plan/types.js'

export interface ChangedNode extends NodeChange {
  /** Path from the repository's root; null for a removed node. */
  readonly file: string | null
}

export interface ReachedExposure {
  readonly id: UniqueId
  readonly name: string
  readonly label: string
  readonly owner: string | null
  readonly maturity: string | null
  /** Path of its YAML file from the repository's root; empty if it has none. */
  readonly file: string
  /** Line of its YAML file on which it begins; null if not known. */
  readonly line: number | null
  /** The pull request adds or changes the exposure itself. */
  readonly changed: boolean
  /** The changed nodes upstream of it, nearest first. */
  readonly changedUpstream: readonly ChangedNode[]
  /** Its extracts that the change reaches, as the plan of the next build has them. */
  readonly extracts: readonly ExtractRow[]
  /** Why no extract is listed; null if one is, or if Tableau was not queried. */
  readonly noExtractReason: string | null
}

/** What a pull request reaches in Tableau, and what happens to it after the merge. */
export interface Impact {
  readonly changed: readonly ChangedNode[]
  readonly exposures: readonly ReachedExposure[]
  /** False if Tableau was not queried: then no extracts are known. */
  readonly tableauQueried: boolean
  /** Limits of this result, one sentence each. */
  readonly caveats: readonly string[]
  readonly now: Instant
}

/** The exposures downstream of a changed node. */
export function exposuresReachedBy({ id }: ChangedNode, { exposures }: Impact): ReachedExposure[] {
  return exposures.filter(({ changedUpstream }) => changedUpstream.some((node) => node.id === id))
}
