import { distinctBy } from '../../base/distinct.js'
import type { UniqueId } from '../../dbt/types.js'
import type { ContentLineage, ContentReference } from '../../tableau/types.js'
import {
  discoveredPath,
  type DiscoveredContent,
  type DiscoveredDashboard,
  type DiscoveredDatasource,
  type DiscoveredSheet,
  type Discovery,
} from './types.js'
import type { FoundExposure } from '../extracts.js'
import { type Exposure, NO_SETTINGS } from '../types.js'

/** The declared exposures that were found, and the content that any declared exposure links to. */
export interface DeclaredContent {
  readonly found: readonly FoundExposure[]
  readonly linkedContent: readonly ContentReference[]
}

/**
 * Discovery without declared content: a declared exposure takes precedence, even if it is disabled or misconfigured. Content
 * without an extract has nothing to refresh and is left out.
 */
export function undeclared(discovery: Discovery, declared: DeclaredContent): Discovery {
  const taken = new Set(declared.found.flatMap(({ contents }) => contents))
  const isNew = (content: DiscoveredContent, sheets: readonly DiscoveredSheet[] = []): boolean =>
    !taken.has(content.luid) &&
    !declared.linkedContent.some((reference) => matchesReference(reference, content, sheets))
  return {
    ...discovery,
    dashboards: discovery.dashboards.filter(
      ({ workbook, extracts }) => extracts.length > 0 && isNew(workbook, workbook.sheets),
    ),
    datasources: discovery.datasources.filter(({ datasource }) => isNew(datasource)),
  }
}

/** The exposures that discovery adds to the declared ones. */
export function discoveredExposures(discovery: Discovery, declared: DeclaredContent): FoundExposure[] {
  const { dashboards, datasources } = undeclared(discovery, declared)
  return [
    ...dashboards.map((one) => exposureOf('workbook', one.workbook, one)),
    ...datasources.map((one) => exposureOf('datasource', one.datasource, one)),
  ]
}

/** Whether a reference names this content, as far as discovery knows it. Sheet paths begin with the workbook's content URL. */
export function matchesReference(
  reference: ContentReference,
  content: DiscoveredContent,
  sheets: readonly DiscoveredSheet[],
): boolean {
  switch (reference.by) {
    case 'luid':
      return reference.luid.toLowerCase() === content.luid
    case 'number':
      return content.url.endsWith(`/${reference.of}s/${reference.number}`)
    case 'path':
      return [content.name, discoveredPath(content)].includes(reference.path)
    case 'content-url':
      return (
        reference.of === 'workbook' && sheets.some(({ path }) => path.split('/')[0] === reference.contentUrl)
      )
  }
}

function exposureOf(
  kind: 'workbook' | 'datasource',
  content: DiscoveredContent,
  { owner, upstream, extracts }: DiscoveredDashboard | DiscoveredDatasource,
): FoundExposure {
  const exposure: Exposure = {
    uniqueId: `tableau.${kind}.${content.luid}` as UniqueId,
    name: discoveredPath(content),
    label: content.name,
    origin: 'discovered',
    owner: owner?.name ?? null,
    maturity: null,
    path: '',
    upstream: upstream.map(({ node }) => node),
    settings: NO_SETTINGS,
  }
  return { exposure, contents: [content.luid], extracts }
}

/** Joins lineages by LUID. Those of declared exposures take precedence, since they were read with all custom SQL. */
export function joinLineages(
  declared: readonly ContentLineage[],
  discovered: readonly ContentLineage[],
): readonly ContentLineage[] {
  return distinctBy([...discovered, ...declared], ({ content }) => content.luid)
}
