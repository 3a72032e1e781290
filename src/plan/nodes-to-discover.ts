import { nodeStatuses } from '../dbt/health.js'
import { lineageOf } from '../dbt/lineage.js'
import { isTest, type ProjectGraph, showsLandingsBehind } from '../dbt/manifest.js'
import { problemOf } from '../dbt/problems.js'
import type { NodeKey, UniqueId } from '../dbt/types.js'
import { newestSuccess, openRequest } from '../state/request-history.js'
import type { RefreshState } from '../state/state.js'

/** What is known before Tableau's lineage is queried for the readers of nodes. */
export interface DiscoveryInput {
  readonly manifest: ProjectGraph
  /** With this build's facts. */
  readonly state: RefreshState
  /** Nodes that landed in this build. */
  readonly landed: ReadonlySet<NodeKey>
}

/**
 * The nodes whose readers this run must know: nodes that landed in this build, with the views on them; unhealthy nodes, which
 * hold their readers back; and the upstream of extracts that are pending from earlier runs. So the number of calls depends
 * on what has changed, not on the size of the project.
 */
export function nodesToDiscover({ manifest, state, landed }: DiscoveryInput): ReadonlySet<UniqueId> {
  const nodes = [...manifest.nodes.values()]
  const selected = new Set(nodes.filter(({ key }) => landed.has(key)).map(({ id }) => id))
  const { children } = lineageOf(manifest)
  for (const id of selected) {
    for (const child of children(id)) {
      const node = manifest.nodes.get(child)
      if (node !== undefined && showsLandingsBehind(node)) selected.add(child)
    }
  }
  const unhealthy = nodes.filter((node) => problemOf(node, state.nodes.get(node.key)) !== null)
  const heldBack = unhealthy.flatMap(({ id, resourceType, parents }) => (isTest(resourceType) ? parents : id))
  return new Set([...selected, ...heldBack, ...pendingNodes(manifest, state)])
}

/** The upstream of known extracts that are not up to date or have an open request. */
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
    const isNew = (id: UniqueId): boolean => (statuses.get(id)?.landedAt ?? -Infinity) > since
    return openRequest(requests.get(key)) !== null || ids.some(isNew) ? ids : []
  })
}
