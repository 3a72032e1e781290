import type { Instant } from '../base/clock.js'
import type { NodeChange } from '../dbt/compare/change.js'
import type { UniqueId } from '../dbt/types.js'
import type { ExtractRow } from '../plan/types.js'

export interface ChangedNode extends NodeChange {
  /** Path from the repository's root; null for what is gone. */
  readonly file: string | null
}

export interface ReachedExposure {
  readonly id: UniqueId
  readonly name: string
  readonly label: string
  readonly owner: string | null
  readonly maturity: string | null
  /** Path of its YAML file from the repository's root; empty where it has none. */
  readonly file: string
  /** Where it begins in there; null where that is not known. */
  readonly line: number | null
  /** Itself new or changed in the pull request. */
  readonly changed: boolean
  /** The changed nodes it hangs on, those nearest to it first. */
  readonly changedUpstream: readonly ChangedNode[]
  /** What the next build will do with its extracts, of those that the change reaches. */
  readonly extracts: readonly ExtractRow[]
  /** Why there is no extract to tell of; null where there is one, or Tableau was not asked. */
  readonly noExtractReason: string | null
}

/** What a pull request reaches in Tableau, and what becomes of it after the merge. */
export interface Impact {
  readonly changed: readonly ChangedNode[]
  readonly exposures: readonly ReachedExposure[]
  /** False where Tableau was not asked: then nobody knows the extracts. */
  readonly tableauQueried: boolean
  /** What the reader must know of how this was found out, a sentence each. */
  readonly caveats: readonly string[]
  readonly now: Instant
}

/** The exposures that hang on a changed node. */
export function exposuresReachedBy({ id }: ChangedNode, { exposures }: Impact): ReachedExposure[] {
  return exposures.filter(({ changedUpstream }) => changedUpstream.some((node) => node.id === id))
}
