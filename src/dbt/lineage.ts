import { addTo } from '../base/add-to.js'
import { type ProjectGraph, isTest } from './manifest.js'
import type { UniqueId } from './types.js'

/** Parents and children of the nodes (models, seeds, snapshots, sources, functions), without tests. */
export interface Lineage {
  readonly parents: (id: UniqueId) => readonly UniqueId[]
  readonly children: (id: UniqueId) => readonly UniqueId[]
}

export function lineageOf(manifest: Pick<ProjectGraph, 'nodes'>): Lineage {
  const children = new Map<UniqueId, UniqueId[]>()
  for (const node of manifest.nodes.values()) {
    if (isTest(node.resourceType)) continue
    for (const parent of node.parents) addTo(children, parent, node.id)
  }
  return {
    parents: (id) => manifest.nodes.get(id)?.parents ?? [],
    children: (id) => children.get(id) ?? [],
  }
}

/** `start` and everything that `next` reaches from it. */
export function reach<Id extends string>(start: Iterable<Id>, next: (id: Id) => readonly Id[]): Set<Id> {
  const reached = new Set(start)
  for (const id of reached) for (const neighbour of next(id)) reached.add(neighbour)
  return reached
}

/** The nodes that an exposure reads, with metrics, semantic models and saved queries replaced by what they are made of. */
export function expandSemantics(
  ids: readonly UniqueId[],
  manifest: Pick<ProjectGraph, 'semantics'>,
): UniqueId[] {
  const all = reach(ids, (id) => manifest.semantics.get(id) ?? [])
  return [...all].filter((id) => !manifest.semantics.has(id))
}

/** `ids` and their ancestors, every parent before its children, except in a cycle, which dbt does not allow. */
export function ancestorsFirst(ids: Iterable<UniqueId>, lineage: Lineage): UniqueId[] {
  const order: UniqueId[] = []
  const seen = new Set<UniqueId>()
  const stack = [...ids].map((id) => ({ id, parentsDone: false }))
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if (step.parentsDone) {
      order.push(step.id)
    } else if (!seen.has(step.id)) {
      seen.add(step.id)
      stack.push({ id: step.id, parentsDone: true })
      for (const parent of lineage.parents(step.id)) stack.push({ id: parent, parentsDone: false })
    }
  }
  return order
}
