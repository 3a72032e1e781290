import { nodeStatuses } from '../dbt/health.js'
import { lineageOf } from '../dbt/lineage.js'
import { isTest, type ProjectGraph, showsLandingsBehind } from '../dbt/manifest.js'
import { problemOf } from '../dbt/problems.js'
import type { NodeKey, UniqueId } from '../dbt/types.js'
import { newestSuccess, openRequest } from '../state/request-history.js'
import type { RefreshState } from '../state/state.js'

/** What is known before Tableau is asked who reads which nodes. */
export interface DiscoveryInput {
  readonly manifest: ProjectGraph
  /** With this build's facts. */
  readonly state: RefreshState
  /** Nodes that landed in this build. */
  readonly landed: ReadonlySet<NodeKey>
}

/**
 * The nodes whose readers a run has to know: what landed in this build, with the views that show it; what is unhealthy,
 * since it holds its readers back; and everything behind extracts that are pending from earlier runs, because a window
 * or a failure held them back. So calls grow with what has happened, not with the project.
 */
export function nodesToDiscover({ manifest, state, landed }: DiscoveryInput): ReadonlySet<UniqueId> {
  const nodes = [...manifest.nodes.values()]
  const asked = new Set(nodes.filter(({ key }) => landed.has(key)).map(({ id }) => id))
  const { children } = lineageOf(manifest)
  for (const id of asked) {
    for (const child of children(id)) {
      const node = manifest.nodes.get(child)
      if (node !== undefined && showsLandingsBehind(node)) asked.add(child)
    }
  }
  const unhealthy = nodes.filter((node) => problemOf(node, state.nodes.get(node.key)) !== null)
  const heldBack = unhealthy.flatMap(({ id, resourceType, parents }) => (isTest(resourceType) ? parents : id))
  return new Set([...asked, ...heldBack, ...pendingNodes(manifest, state)])
}

/** The upstream of known extracts that are not up to date, or whose last request is open. */
function pendingNodes(manifest: ProjectGraph, { nodes, requests, reads }: RefreshState): readonly UniqueId[] {
  const idOf = new Map([...manifest.nodes.values()].map(({ key, id }) => [key, id]))
  const known = [...reads].map(([key, facts]) => ({
    key,
    ids: facts.nodes.flatMap((node) => idOf.get(node) ?? []),
  }))
  const statuses = nodeStatuses(
    known.flatMap(({ ids }) => ids),
    manifest,
    nodes,
  )
  return known.flatMap(({ key, ids }) => {
    const since = newestSuccess(requests.get(key))?.requestedAt ?? -Infinity
    const isNews = (id: UniqueId): boolean => (statuses.get(id)?.landedAt ?? -Infinity) > since
    return openRequest(requests.get(key)) !== null || ids.some(isNews) ? ids : []
  })
}
