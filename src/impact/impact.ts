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
  /** Whether the pull request adds or changes the exposure itself; null for neither. Without a base manifest it is only known that its YAML file was edited. */
  readonly changed: 'new' | 'changed' | 'file-edited' | null
  /** The changed nodes upstream of it, nearest first. */
  readonly changedUpstream: readonly ChangedNode[]
  /** Its extracts that the change reaches, as the plan of the next build has them. */
  readonly extracts: readonly ExtractRow[]
  /** Why no extract is listed; null if one is, or if Tableau was not queried. */
  readonly noExtractReason: string | null
}

/** An exposure that production has and the pull request deletes. */
export type RemovedExposure = Pick<ReachedExposure, 'name' | 'label' | 'owner' | 'maturity' | 'file'>

/** How many changed files of the dbt project have an effect that is unknown, because there is no production manifest to compare with. */
export interface UnknownEffect {
  /** Removed files, and old paths of renamed ones. */
  readonly gone: number
  readonly goneHow: 'removed' | 'removed or renamed'
  /** Files that belong to no node, such as dbt_project.yml. */
  readonly unmapped: number
  /** Their paths from the repository's root. */
  readonly unmappedFiles?: readonly string[]
}

export const NOTHING_UNKNOWN: UnknownEffect = { gone: 0, goneHow: 'removed', unmapped: 0 }

/** The exposures that a pull request reaches, and what happens to their extracts after the merge. */
export interface Impact {
  readonly changed: readonly ChangedNode[]
  readonly exposures: readonly ReachedExposure[]
  readonly removedExposures: readonly RemovedExposure[]
  readonly unknown: UnknownEffect
  /** The parents of a node or exposure in the changed project, and those that are removed. */
  readonly parentsOf: (id: UniqueId) => readonly UniqueId[]
  /** False if Tableau was not queried: then no extracts are known. */
  readonly tableauQueried: boolean
  /** Limits of this result, one sentence each. */
  readonly caveats: readonly string[]
  readonly now: Instant
}

/** Whether the pull request reaches or removes an exposure, or may do so. */
export function reachesAnything({ exposures, removedExposures, unknown }: Impact): boolean {
  return exposures.length + removedExposures.length + unknown.gone + unknown.unmapped > 0
}

/**
 * The exposures that the pull request reaches, and those of which only the YAML file was edited: whether they changed in it is not
 * known.
 */
export function reachedAndEdited({ exposures }: Impact): {
  readonly reached: readonly ReachedExposure[]
  readonly edited: readonly ReachedExposure[]
} {
  const isEdited = ({ changed, changedUpstream }: ReachedExposure): boolean =>
    changed === 'file-edited' && changedUpstream.length === 0
  return {
    reached: exposures.filter((exposure) => !isEdited(exposure)),
    edited: exposures.filter(isEdited),
  }
}

/** Whether what reads the node may lose something: the node itself, or columns of its enforced contract. */
export function isBreaking({ how, contract }: NodeChange): boolean {
  return how === 'removed' || (contract?.removed.length ?? 0) + (contract?.retyped.length ?? 0) > 0
}

/** The exposures downstream of a changed node. */
export function exposuresReachedBy({ id }: ChangedNode, { exposures }: Impact): ReachedExposure[] {
  return exposures.filter(({ changedUpstream }) => changedUpstream.some((node) => node.id === id))
}
