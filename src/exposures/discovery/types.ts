import type { UniqueId } from '../../dbt/types.js'
import type { Notice } from '../../base/notice.js'
import type { ContentLineage, ExtractKey, Luid } from '../../tableau/types.js'

/** A sheet, dashboard or story of a workbook. */
export interface DiscoveredSheet {
  /** `Workbook/Sheet` in content URLs; empty for a hidden one. */
  readonly path: string
}

/** What people call a piece of content, and where it lives. */
export interface DiscoveredContent {
  readonly luid: Luid
  readonly name: string
  /** Names of its projects, from the top; empty where Tableau does not tell. */
  readonly projectPath: readonly string[]
  readonly url: string
  readonly description: string | null
}

/** Its projects from the top and its name. */
export function contentPath({ projectPath, name }: DiscoveredContent): string {
  return [...projectPath, name].join('/')
}

export interface DiscoveredOwner {
  readonly name: string | null
  readonly email: string | null
}

/** One dbt node that the content reads, and what shows it. */
export interface DiscoveredUpstream {
  readonly node: UniqueId
  readonly through: 'table' | 'custom-sql'
  /** False where the match rests on less than database.schema.table. */
  readonly certain: boolean
}

interface DiscoveredReader {
  readonly owner: DiscoveredOwner | null
  /** Every node of the project that it is known to read, directly or through published data sources; in order of id. */
  readonly upstream: readonly DiscoveredUpstream[]
  /** Extracts behind it that hold data of the project: published data sources, the workbook where it embeds one. */
  readonly extracts: readonly ExtractKey[]
}

/** A workbook that Tableau's lineage shows downstream of the project's relations, before it is merged with declared exposures. */
export interface DiscoveredDashboard extends DiscoveredReader {
  readonly workbook: DiscoveredContent & { readonly sheets: readonly DiscoveredSheet[] }
}

/** A published data source downstream of the project that no discovered workbook reads: people may read it by other ways. */
export interface DiscoveredDatasource extends DiscoveredReader {
  readonly datasource: DiscoveredContent
}

export interface Discovery {
  /** In order of project path and name. */
  readonly dashboards: readonly DiscoveredDashboard[]
  readonly datasources: readonly DiscoveredDatasource[]
  readonly notices: readonly Notice[]
  /** What may be missing, one sentence each; empty when Tableau's answer is complete. */
  readonly incomplete: readonly string[]
  /** What Tableau shows of these workbooks, and of the published data sources that they read. */
  readonly lineages: readonly ContentLineage[]
}

export const NOTHING_DISCOVERED: Discovery = {
  dashboards: [],
  datasources: [],
  notices: [],
  incomplete: [],
  lineages: [],
}
