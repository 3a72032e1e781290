import type { UniqueId } from '../../dbt/types.js'
import { compare } from '../../base/order.js'
import type { ExtractKey } from '../../tableau/types.js'
import {
  discoveredPath,
  type DiscoveredContent,
  type DiscoveredDashboard,
  type DiscoveredDatasource,
  type Discovery,
} from './types.js'
import { byLuidOf, reachableContent } from '../content-graph.js'
import { joinLineages } from './merge.js'

export interface CarryOverOptions {
  /** The nodes whose readers this run looked for. */
  readonly searched: ReadonlySet<UniqueId>
  /** Whether the project still has a node. */
  readonly isKnown: (node: UniqueId) => boolean
  /** Whether content of this project is wanted. */
  readonly isWanted: (project: string) => boolean
  /** Whether state still has a record of what an extract reads. */
  readonly isInState: (extract: ExtractKey) => boolean
}

/**
 * Joins what this run discovered with what earlier runs discovered. If this run looked for the readers of a node and did not
 * find earlier content again, that is dropped, unless Tableau's answer was incomplete.
 */
export function carryOver(before: Discovery, now: Discovery, options: CarryOverOptions): Discovery {
  const isKept = keepFilter(now, options)
  const old = {
    dashboards: before.dashboards.flatMap((one) => isKept(one, one.workbook)),
    datasources: before.datasources.flatMap((one) => isKept(one, one.datasource)),
  }
  const dashboards = [...now.dashboards, ...old.dashboards].toSorted((a, b) =>
    compare(discoveredPath(a.workbook), discoveredPath(b.workbook)),
  )
  const covered = new Set(dashboards.flatMap(({ extracts }) => extracts))
  const datasources = [...now.datasources, ...old.datasources]
    .filter(({ extracts }) => !extracts.some((key) => covered.has(key)))
    .toSorted((a, b) => compare(discoveredPath(a.datasource), discoveredPath(b.datasource)))
  const kept = [
    ...old.dashboards.map(({ workbook }) => workbook.luid),
    ...old.datasources.map(({ datasource }) => datasource.luid),
  ]
  const behind = reachableContent(kept, byLuidOf(before.lineages))
  return { ...now, dashboards, datasources, lineages: joinLineages(now.lineages, behind) }
}

/** A filter for earlier content: keeps it without nodes that no longer exist, or drops it. */
function keepFilter(now: Discovery, { searched, isKnown, isWanted, isInState }: CarryOverOptions) {
  const seen = new Set(now.lineages.map(({ content }) => content.luid))
  const hasGaps = now.incomplete.length > 0
  return <One extends DiscoveredDashboard | DiscoveredDatasource>(
    one: One,
    content: DiscoveredContent,
  ): One[] => {
    const upstream = one.upstream.filter(({ node }) => isKnown(node))
    const isSearched = upstream.some(({ node }) => searched.has(node))
    const isKept =
      upstream.length > 0 &&
      !seen.has(content.luid) &&
      (hasGaps || !isSearched) &&
      isWanted(content.projectPath.join('/')) &&
      one.extracts.some(isInState)
    return isKept ? [{ ...one, upstream }] : []
  }
}
