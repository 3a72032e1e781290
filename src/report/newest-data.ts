import { type Instant, latestOf } from '../base/clock.js'
import type { ExtractRow } from '../plan/types.js'
import { isDataSource } from './lists.js'

/** When the newest data that dbt has brought to these extracts landed, whatever data sources were refreshed since; null if none is known. */
export function newestDataFromDbt(rows: readonly ExtractRow[]): Instant | null {
  const landings = rows.flatMap(({ known: { newest, landed } }) => [
    ...landed,
    ...(newest === null ? [] : [newest]),
  ])
  const instants = landings.flatMap(({ id, at }) => (isDataSource(id) ? [] : [at]))
  return instants.length === 0 ? null : latestOf(instants)
}
