import type { DbtNode } from './manifest.js'

type Place = Pick<DbtNode, 'database' | 'schema'>

/**
 * Where a node is in the warehouse, if the manifest names a level that the adapter leaves out of its relations
 * (docs/facts/dbt.md#names-in-the-warehouse): dbt-oracle without a database writes the text `None`, and SingleStore has
 * databases without schemas, so that the database is the first of two parts.
 */
export function placeInWarehouse(place: Place, adapterType: string | null): Place {
  if (place.database === 'None') return { database: null, schema: place.schema }
  const isAlone = adapterType === 'singlestore' && place.database !== null && place.database !== ''
  return isAlone ? { database: null, schema: place.database } : place
}
