import type { UniqueId } from '../../dbt/types.js'
import type { ContentLineage, ContentReference, Luid } from '../../tableau/types.js'
import {
  discoveredPath,
  type DiscoveredContent,
  type DiscoveredDashboard,
  type DiscoveredDatasource,
  type DiscoveredSheet,
  type Discovery,
} from './types.js'
import type { FoundExposure } from '../extracts.js'
import type { Exposure, ExposureSettings } from '../types.js'

/** The found declared exposures, and everything that any declared exposure points at. */
export interface DeclaredContent {
  readonly found: readonly FoundExposure[]
  readonly linkedContent: readonly ContentReference[]
}

/**
 * Discovery without declared content: one dashboard is one exposure, and a declared exposure takes precedence, even if it
 * is disabled or misconfigured. Content without an extract has nothing to refresh and is left out.
 */
export function undeclared(discovery: Discovery, decided: DeclaredContent): Discovery {
  const taken = new Set(decided.found.flatMap(({ contents }) => contents))
  const isNew = (content: DiscoveredContent, sheets: readonly DiscoveredSheet[] = []): boolean =>
    !taken.has(content.luid) &&
    !decided.linkedContent.some((reference) => matchesReference(reference, content, sheets))
  return {
    ...discovery,
    dashboards: discovery.dashboards.filter(
      ({ workbook, extracts }) => extracts.length > 0 && isNew(workbook, workbook.sheets),
    ),
    datasources: discovery.datasources.filter(({ datasource }) => isNew(datasource)),
  }
}

/** What discovery adds to the declared exposures. */
export function discoveredExposures(discovery: Discovery, decided: DeclaredContent): FoundExposure[] {
  const { dashboards, datasources } = undeclared(discovery, decided)
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

const DEFAULT_SETTINGS: ExposureSettings = {
  buildAfter: null,
  updatesOn: null,
  onUpstreamFailure: null,
  incremental: false,
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
    settings: DEFAULT_SETTINGS,
  }
  return { exposure, contents: [content.luid], extracts }
}

/** Joins lineages by LUID. That of a declared exposure takes precedence: it was read with all custom SQL. */
export function joinLineages(
  declared: readonly ContentLineage[],
  discovered: readonly ContentLineage[],
): readonly ContentLineage[] {
  return [
    ...new Map<Luid, ContentLineage>(
      [...discovered, ...declared].map((lineage) => [lineage.content.luid, lineage]),
    ).values(),
  ]
}
