import { later, type Instant } from '../../base/clock.js'
import { LineageOffError } from '../client/errors.js'
import { PagedQuery } from './paged-query.js'
import { readAll } from './run-queries.js'
import { DATASOURCE_UPDATES, WORKBOOK_UPDATES, type ExtractNode } from './queries.js'
import type { Site } from './site.js'
import type { Content } from '../types.js'

/**
 * When Tableau last updated the extract, whoever requested it: one small call. Null if the Metadata API is off, does not
 * answer, or does not show this content.
 */
export async function lastUpdate(
  site: Site,
  { kind, luid }: Pick<Content, 'kind' | 'luid'>,
): Promise<Instant | null> {
  if (site.lineageOff !== null) return null
  const filter = { luidWithin: [luid] }
  const workbooks = new PagedQuery(WORKBOOK_UPDATES, filter)
  const datasources = new PagedQuery(DATASOURCE_UPDATES, filter)
  try {
    await readAll(site.calls, [kind === 'workbook' ? workbooks : datasources])
  } catch (error) {
    // Not remembered in `site.lineageOff`: a temporary failure must not switch lineage off for the whole session.
    if (error instanceof LineageOffError) return null
    throw error
  }
  return extractUpdatedAt([
    ...workbooks.result.nodes.flatMap(({ node }) => node.embeddedDatasources),
    ...datasources.result.nodes.map(({ node }) => node),
  ])
}

/** Without an extract `extractLastUpdateTime` is the creation time, so only extracts count. */
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
