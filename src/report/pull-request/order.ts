import { compareNames } from '../../base/order.js'
import {
  type ChangedNode,
  exposuresReachedBy,
  isBreaking,
  type Impact,
  type ReachedExposure,
} from '../../impact/impact.js'

/** dbt's values of `maturity`, the most important first. */
const MATURITIES: readonly (string | null)[] = ['high', 'medium', 'low']

/** Those that may lose something, then by maturity, then those whose extracts serve the most exposures. */
export function mostImportantFirst(exposures: readonly ReachedExposure[]): ReachedExposure[] {
  return [...exposures].sort(
    (a, b) =>
      Number(mayLose(b)) - Number(mayLose(a)) ||
      rankOf(a) - rankOf(b) ||
      dependentsOf(b) - dependentsOf(a) ||
      compareNames(a.label, b.label),
  )
}

function mayLose({ changedUpstream }: ReachedExposure): boolean {
  return changedUpstream.some(isBreaking)
}

function rankOf({ maturity }: ReachedExposure): number {
  const rank = MATURITIES.indexOf(maturity)
  return rank === -1 ? MATURITIES.length : rank
}

function dependentsOf({ extracts }: ReachedExposure): number {
  return new Set(extracts.flatMap(({ extract }) => extract.exposures.map(({ uniqueId }) => uniqueId))).size
}

/** Those first whose readers may lose something. */
export function breakingFirst(nodes: readonly ChangedNode[]): ChangedNode[] {
  return [...nodes].sort((a, b) => Number(isBreaking(b)) - Number(isBreaking(a)))
}

export interface ReachingNode {
  readonly node: ChangedNode
  /** Exposures downstream of it. */
  readonly reach: number
}

/** The changed nodes that reach an exposure, those first of which something is removed, then those that reach the most; and the others. */
export function widestFirst(impact: Impact): {
  readonly reaching: readonly ReachingNode[]
  readonly others: readonly ChangedNode[]
} {
  const all = impact.changed.map((node) => ({ node, reach: exposuresReachedBy(node, impact).length }))
  return {
    reaching: all
      .filter(({ reach }) => reach > 0)
      .sort((a, b) => Number(isBreaking(b.node)) - Number(isBreaking(a.node)) || b.reach - a.reach),
    others: all.filter(({ reach }) => reach === 0).map(({ node }) => node),
  }
}
