import type { ComparedManifest } from './compared-manifest.js'
import { type DbtNode, isTest, nodeKey, type ProjectGraph, testedNode } from '../manifest.js'
import { placeInWarehouse } from '../place.js'
import type { UniqueId } from '../types.js'

interface Place {
  readonly database: string | null
  readonly schema: string | null
  /** Null if production's name is unknown. */
  readonly identifier: string | null
}

/** Where production has its nodes; `bases` takes precedence. */
export interface KnownProduction {
  /** The manifests that base-manifest names. */
  readonly bases: readonly ComparedManifest[]
  /** The nodes in the catalogue, saved by the newest production run that had dbt's artifacts. */
  readonly saved: ProjectGraph['nodes']
}

/**
 * The manifest with each node's database, schema and identifier as in production. The build of a pull request writes to a
 * schema of its own, which state and Tableau have never seen, so its nodes match production's only by unique id. The facts in
 * state do not show where production is: the newest may be of any environment.
 */
export function asProduction(manifest: ProjectGraph, { bases, saved }: KnownProduction): ProjectGraph {
  const placeOf = ({ id }: DbtNode): Place | null =>
    placeIn(bases, id, manifest.adapterType) ?? saved.get(id) ?? null
  const nodes = new Map<UniqueId, DbtNode>()
  for (const node of manifest.nodes.values()) {
    const owner = isTest(node.resourceType) ? (testedNode(node.parents, manifest.nodes) ?? node) : node
    const place = placeOf(owner)
    nodes.set(node.id, place === null ? node : movedTo(place, node, owner))
  }
  return { ...manifest, nodes }
}

/** `owner`: the node whose place the key holds, which is `node` itself, or the node that a test tests. */
function movedTo({ database, schema, identifier }: Place, node: DbtNode, owner: DbtNode): DbtNode {
  const place = { database, schema, identifier: identifier ?? owner.identifier }
  const key = nodeKey(node.id, place)
  return isTest(node.resourceType) ? { ...node, key } : { ...node, ...place, key }
}

function placeIn(bases: readonly ComparedManifest[], id: UniqueId, adapterType: string | null): Place | null {
  const node = bases.find(({ nodes }) => nodes.has(id))?.nodes.get(id)
  if (node === undefined) return null
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const place = { database: text(node.database), schema: text(node.schema) }
  return {
    ...placeInWarehouse(place, adapterType),
    identifier: text(node.alias) ?? text(node.identifier),
  }
}
