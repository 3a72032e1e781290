import type { ComparedManifest } from './compared.js'
import { type DbtNode, isTest, nodeKey, type ProjectGraph, testedNode } from './manifest.js'
import type { NodeFacts, NodeKey, UniqueId } from './types.js'

interface Place {
  readonly database: string | null
  readonly schema: string | null
  /** Null where nobody knows another name. */
  readonly identifier: string | null
}

export interface KnownProduction {
  readonly bases: readonly ComparedManifest[]
  /** What state knows: its keys name database and schema. */
  readonly facts: ReadonlyMap<NodeKey, NodeFacts>
}

/**
 * A manifest with its nodes where production has them. The build of a pull request writes to a schema of its own, which
 * state and Tableau have never seen: its nodes are the same as production's by their unique ids, and only by these.
 */
export function asProduction(manifest: ProjectGraph, { bases, facts }: KnownProduction): ProjectGraph {
  const remembered = placesInState(facts)
  const placeOf = ({ id, key }: DbtNode): Place | null =>
    placeIn(bases, id) ?? (facts.has(key) ? null : (remembered.get(id.toLowerCase()) ?? null))
  const nodes = new Map<UniqueId, DbtNode>()
  for (const node of manifest.nodes.values()) {
    const place = placeOf(
      isTest(node.resourceType) ? (testedNode(node.parents, manifest.nodes) ?? node) : node,
    )
    nodes.set(node.id, place === null ? node : moved(node, place))
  }
  return { ...manifest, nodes }
}

function moved(node: DbtNode, { database, schema, identifier }: Place): DbtNode {
  const key = nodeKey(node.id, database, schema)
  if (isTest(node.resourceType)) return { ...node, key }
  return { ...node, key, database, schema, identifier: identifier ?? node.identifier }
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

const orNull = (text: string): string | null => (text === '' ? null : text)

/** Where state last saw each node, by its unique id in lower case. */
function placesInState(facts: KnownProduction['facts']): Map<string, Place> {
  const newest = new Map<string, { readonly place: Place; readonly at: number }>()
  for (const [key, { landedAt = 0, okAt = 0, failedAt = 0 }] of facts) {
    const at = Math.max(landedAt, okAt, failedAt)
    const [, id = '', database = '', schema = ''] = /^(.*)@(.*)\.([^.]*)$/.exec(key) ?? []
    const known = newest.get(id)
    if (known !== undefined && known.at >= at) continue
    const place = { database: orNull(database), schema: orNull(schema), identifier: null }
    newest.set(id, { place, at })
  }
  return new Map([...newest].map(([id, { place }]) => [id, place]))
}
