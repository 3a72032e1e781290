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
  /** What the pull request does to the exposure itself: changed files show only that its YAML file was edited. Null for nothing. */
  readonly changed: 'new' | 'changed' | 'file-edited' | null
  /** The changed nodes upstream of it, nearest first. */
  readonly changedUpstream: readonly ChangedNode[]
  /** Its extracts that the change reaches, as the plan of the next build has them. */
  readonly extracts: readonly ExtractRow[]
  /** Why no extract is listed; null if one is, or if Tableau was not queried. */
  readonly noExtractReason: string | null
}

/** Changed files of dbt whose effect the manifest does not show, because there is no production manifest to compare with. */
export interface UnknownEffect {
  readonly gone: number
  readonly goneHow: 'removed' | 'removed or renamed'
  /** Such as dbt_project.yml. */
  readonly unmapped: number
}

export const NOTHING_UNKNOWN: UnknownEffect = { gone: 0, goneHow: 'removed', unmapped: 0 }

/** What a pull request reaches in Tableau, and what happens to it after the merge. */
export interface Impact {
  readonly changed: readonly ChangedNode[]
  readonly exposures: readonly ReachedExposure[]
  /** Names of the exposures that it removes. */
  readonly removedExposures: readonly string[]
  readonly unknown: UnknownEffect
  /** False if Tableau was not queried: then no extracts are known. */
  readonly tableauQueried: boolean
  /** Limits of this result, one sentence each. */
  readonly caveats: readonly string[]
  readonly now: Instant
}

/** Whether there is something to tell a reviewer. */
export function reachesAnything({ exposures, removedExposures, unknown }: Impact): boolean {
  return exposures.length + removedExposures.length + unknown.gone + unknown.unmapped > 0
}

/** The exposures downstream of a changed node. */
export function exposuresReachedBy({ id }: ChangedNode, { exposures }: Impact): ReachedExposure[] {
  return exposures.filter(({ changedUpstream }) => changedUpstream.some((node) => node.id === id))
}
