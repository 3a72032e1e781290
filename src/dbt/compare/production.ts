import type { ComparedManifest } from './compared-manifest.js'
import { type DbtNode, isTest, nodeKey, type ProjectGraph, testedNode } from '../manifest.js'
import type { UniqueId } from '../types.js'

interface Place {
  readonly database: string | null
  readonly schema: string | null
  /** Null where nobody knows another name. */
  readonly identifier: string | null
}

export interface KnownProduction {
  readonly bases: readonly ComparedManifest[]
  /** Nodes as the newest production run with dbt's files has kept them. */
  readonly kept: ProjectGraph['nodes']
}

/**
 * A manifest with its nodes where production has them. The build of a pull request writes to a schema of its own, which
 * state and Tableau have never seen: its nodes are the same as production's by their unique ids, and only by these.
 * State's facts do not tell where production is: any environment may have noted the newest one.
 */
export function asProduction(manifest: ProjectGraph, { bases, kept }: KnownProduction): ProjectGraph {
  const placeOf = ({ id }: DbtNode): Place | null => placeIn(bases, id) ?? kept.get(id) ?? null
  const nodes = new Map<UniqueId, DbtNode>()
  for (const node of manifest.nodes.values()) {
    const home = isTest(node.resourceType) ? (testedNode(node.parents, manifest.nodes) ?? node) : node
    const place = placeOf(home)
    nodes.set(node.id, place === null ? node : moved(node, home, place))
  }
  return { ...manifest, nodes }
}

/** `home`: itself, or what a test speaks for. */
function moved(node: DbtNode, home: DbtNode, { database, schema, identifier }: Place): DbtNode {
  const place = { database, schema, identifier: identifier ?? home.identifier }
  const key = nodeKey(node.id, place)
  return isTest(node.resourceType) ? { ...node, key } : { ...node, ...place, key }
}

function placeIn(bases: readonly ComparedManifest[], id: UniqueId): Place | null {
  const node = bases.find(({ nodes }) => nodes.has(id))?.nodes.get(id)
  if (node === undefined) return null
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  return {
    database: text(node.database),
    schema: text(node.schema),
    identifier: text(node.alias) ?? text(node.identifier),
  }
}
