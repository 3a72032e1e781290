import { compareNames } from '../../base/order.js'
import {
  type ChangedNode,
  exposuresReachedBy,
  type Impact,
  type ReachedExposure,
} from '../../impact/impact.js'

/** dbt's values of `maturity`, the most important first. */
const MATURITIES: readonly (string | null)[] = ['high', 'medium', 'low']

/** By maturity, then those whose extracts serve the most exposures. */
export function mostImportantFirst(exposures: readonly ReachedExposure[]): ReachedExposure[] {
  return [...exposures].sort(
    (a, b) => rankOf(a) - rankOf(b) || dependentsOf(b) - dependentsOf(a) || compareNames(a.label, b.label),
  )
}

function rankOf({ maturity }: ReachedExposure): number {
  const rank = MATURITIES.indexOf(maturity)
  return rank === -1 ? MATURITIES.length : rank
}

function dependentsOf({ extracts }: ReachedExposure): number {
  return new Set(extracts.flatMap(({ extract }) => extract.exposures.map(({ uniqueId }) => uniqueId))).size
}

export interface ReachingNode {
  readonly node: ChangedNode
  /** Exposures downstream of it. */
  readonly reach: number
}

/** The changed nodes that reach an exposure, those that reach the most first; and the others. */
export function widestFirst(impact: Impact): {
  readonly reaching: readonly ReachingNode[]
  readonly others: readonly ChangedNode[]
} {
  const all = impact.changed.map((node) => ({ node, reach: exposuresReachedBy(node, impact).length }))
  return {
    reaching: all.filter(({ reach }) => reach > 0).sort((a, b) => b.reach - a.reach),
    others: all.filter(({ reach }) => reach === 0).map(({ node }) => node),
  }
}
