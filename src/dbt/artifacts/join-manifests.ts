import { joinedAdapters } from '../adapters.js'
import { distinctBy } from '../../base/distinct.js'
import { message, type Message } from '../../messages/message.js'
import { expandSemantics, lineageOf, reach } from '../lineage.js'
import { type DbtExposure, type DbtNode, isOfAnotherProject, isTest, type Manifest } from '../manifest.js'
import type { UniqueId } from '../types.js'

/** How many exposures a message names before "and N more". */
const EXPOSURES_SHOWN = 3

export interface JoinedManifest {
  readonly manifest: Manifest
  /** What was left out of it, and how to include that. */
  readonly notices: readonly Message[]
}

export function oldestFirst(manifests: readonly Manifest[]): Manifest[] {
  return [...manifests].sort((a, b) => (a.generatedAt ?? 0) - (b.generatedAt ?? 0))
}

/** Replaces each node of another project by the one in its own project's manifest, if that is among these. */
export function withNodesOfOwners(manifests: readonly Manifest[]): readonly Manifest[] {
  if (manifests.length < 2) return manifests
  const newestFirst = oldestFirst(manifests).reverse()
  const ownersNode = ({ id }: DbtNode): DbtNode | undefined => {
    const owner = newestFirst.find((manifest) => {
      const node = manifest.nodes.get(id)
      return node !== undefined && !isOfAnotherProject(node, manifest)
    })
    return owner?.nodes.get(id)
  }
  return manifests.map((manifest) => {
    const others = [...manifest.nodes.values()].filter((node) => isOfAnotherProject(node, manifest))
    const owned = others.flatMap((node) => ownersNode(node) ?? [])
    if (owned.length === 0) return manifest
    return {
      ...manifest,
      nodes: new Map([...manifest.nodes, ...owned.map((node) => [node.id, node] as const)]),
    }
  })
}

/**
 * Joins manifests into one. If two have the same node, the newer one counts. If they have it in different schemas, as builds of
 * one project for two tenants do, everything downstream of it in the older one is left out: one id cannot be two tables.
 */
export function joinManifests(manifests: readonly Manifest[]): JoinedManifest {
  const [only, ...others] = manifests
  if (only !== undefined && others.length === 0) return { manifest: only, notices: [] }
  const ordered = oldestFirst(manifests)
  const newest = new Map<UniqueId, DbtNode>()
  for (const { nodes } of ordered) for (const [id, node] of nodes) newest.set(id, node)
  const parts = ordered.map((manifest) => partOf(manifest, newest))
  return {
    manifest: parts.map(({ kept }) => kept).reduce(join),
    notices: parts.flatMap((part) => leftOutNotice(part, ordered)),
  }
}

function join(older: Manifest, newer: Manifest): Manifest {
  return {
    ...newer,
    adapterType: joinedAdapters(older.adapterType, newer.adapterType),
    nodes: new Map([...older.nodes, ...newer.nodes]),
    semantics: new Map([...older.semantics, ...newer.semantics]),
    exposures: distinctBy([...older.exposures, ...newer.exposures], ({ id }) => id),
    disabledExposures: [...new Set([...older.disabledExposures, ...newer.disabledExposures])],
    exposureLinks: [...older.exposureLinks, ...newer.exposureLinks],
  }
}

interface ManifestPart {
  /** The manifest without everything downstream of nodes that a newer manifest has in another schema. */
  readonly kept: Manifest
  readonly leftOut: readonly DbtExposure[]
  /** One of those nodes, in this and in the newer manifest. */
  readonly example: readonly [DbtNode, DbtNode] | null
}

function partOf(manifest: Manifest, newest: ReadonlyMap<UniqueId, DbtNode>): ManifestPart {
  const moved = [...manifest.nodes.values()].flatMap((node) => {
    const newer = newest.get(node.id)
    const isMoved = newer !== undefined && newer.key !== node.key && !isTest(node.resourceType)
    return isMoved ? [[node, newer] as const] : []
  })
  const [example = null] = moved
  if (example === null) return { kept: manifest, leftOut: [], example }
  const ids = moved.map(([{ id }]) => id)
  const gone = reach(ids, lineageOf(manifest).children)
  const isGone = (id: UniqueId): boolean => gone.has(id)
  const leftOut = manifest.exposures.filter(({ dependsOn }) =>
    expandSemantics(dependsOn, manifest).some(isGone),
  )
  const nodes = [...manifest.nodes].filter(
    ([id, node]) => !isGone(id) && !(isTest(node.resourceType) && node.parents.some(isGone)),
  )
  const exposures = manifest.exposures.filter((exposure) => !leftOut.includes(exposure))
  return { kept: { ...manifest, nodes: new Map(nodes), exposures }, leftOut, example }
}

function leftOutNotice({ kept, leftOut, example }: ManifestPart, all: readonly Manifest[]): Message[] {
  if (example === null || leftOut.length === 0) return []
  const [here, there] = example
  const newer = all.findLast(({ nodes }) => nodes.get(there.id)?.key === there.key)
  const names = leftOut.slice(0, EXPOSURES_SHOWN).map(({ name }) => name)
  const more = leftOut.length - names.length
  return [
    message('AE-TWO-TARGETS', {
      older: kept.path,
      newer: newer?.path ?? 'a newer manifest',
      node: here.id,
      place: placeOf(here),
      otherPlace: placeOf(there),
      exposures: `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    }),
  ]
}

function placeOf({ database, schema, identifier }: DbtNode): string {
  return [database, schema, identifier].filter((part) => part !== null).join('.')
}
