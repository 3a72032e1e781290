import { later, type Instant } from '../../base/clock.js'
import { LineageOffError } from '../client/errors.js'
import { Listing } from './paged-query.js'
import { readAll } from './run-queries.js'
import { DATASOURCE_UPDATES, WORKBOOK_UPDATES, type ExtractNode } from './queries.js'
import type { Site } from './site.js'
import type { Content } from '../types.js'

/**
 * When Tableau last updated the extract, by whomever: one small call. Null where only the Metadata API would know, and
 * it is off, does not answer, or does not show this content.
 */
export async function lastUpdate(
  site: Site,
  { kind, luid }: Pick<Content, 'kind' | 'luid'>,
): Promise<Instant | null> {
  if (site.lineageOff !== null) return null
  const filter = { luidWithin: [luid] }
  const workbooks = new Listing(WORKBOOK_UPDATES, filter)
  const datasources = new Listing(DATASOURCE_UPDATES, filter)
  try {
    await readAll(site.calls, [kind === 'workbook' ? workbooks : datasources])
  } catch (error) {
    // A passing silence must not switch the lineage off for the rest of the session, so nobody remembers it.
    if (error instanceof LineageOffError) return null
    throw error
  }
  return extractUpdatedAt([
    ...workbooks.answers.nodes.flatMap(({ node }) => node.embeddedDatasources),
    ...datasources.answers.nodes.map(({ node }) => node),
  ])
}

/** `extractLastUpdateTime` is also the creation of what has no extract, so only extracts count. */
export function extractUpdatedAt(sources: readonly ExtractNode[]): Instant | null {
  return sources
    .filter((source) => source.hasExtracts === true)
    .flatMap((one) => [
      one.extractLastUpdateTime,
      one.extractLastRefreshTime,
      one.extractLastIncrementalUpdateTime,
    ])
    .reduce(later, null)
}
