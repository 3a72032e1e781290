import { compareNames } from '../base/order.js'
import { nearest } from '../base/nearest.js'
import type { ProjectGraph } from '../dbt/manifest.js'
import { message, type Message } from '../messages/message.js'
import { hasRelation } from './discovery/project-relations.js'
import { relationOf, type RelationMapping, showPlace } from './relations.js'

const PLACES_SHOWN = 3

/**
 * A notice about each line of `relation-map` whose left side is no database or schema of the project, with the nearest ones. None
 * for BigQuery, where a line with another project's display name keeps that project apart.
 */
export function unusedMappings(
  { nodes, adapterType }: Pick<ProjectGraph, 'nodes' | 'adapterType'>,
  mappings: readonly RelationMapping[],
): Message[] {
  if (mappings.length === 0 || adapterType === 'bigquery') return []
  const places = new Set<string>()
  for (const node of nodes.values()) {
    if (!hasRelation(node)) continue
    const { database, schema } = relationOf(node, [])
    const top = database ?? schema
    if (top === null) continue
    places.add(showPlace({ database: top, schema: null }))
    if (database !== null && schema !== null) places.add(showPlace({ database, schema }))
  }
  return mappings
    .map(({ dbt }) => showPlace(dbt))
    .filter((place) => !places.has(place))
    .map((place) => message('AE-RELATION-MAP-UNUSED', { place, places: nearestPlaces(place, places) }))
}

function nearestPlaces(place: string, places: ReadonlySet<string>): string {
  const near = nearest(place, places)
  const shown = near.length > 0 ? near : [...places].sort(compareNames)
  return shown.slice(0, PLACES_SHOWN).join(', ')
}
