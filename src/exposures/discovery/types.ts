import type { UniqueId } from '../../dbt/types.js'
import type { Message } from '../../messages/message.js'
import type { ContentLineage, ExtractKey, Luid } from '../../tableau/types.js'

/** A sheet, dashboard or story of a workbook. */
export interface DiscoveredSheet {
  /** `Workbook/Sheet` in content URLs; empty for a hidden one. */
  readonly path: string
}

/** The name and place of discovered content. */
export interface DiscoveredContent {
  readonly luid: Luid
  readonly name: string
  /** Names of its projects, from the top; empty if Tableau does not give them. */
  readonly projectPath: readonly string[]
  readonly url: string
  readonly description: string | null
}

/** Its project path and name, joined by slashes. */
export function discoveredPath({ projectPath, name }: DiscoveredContent): string {
  return [...projectPath, name].join('/')
}

export interface DiscoveredOwner {
  readonly name: string | null
  readonly email: string | null
}

/** A dbt node that the content reads, and what shows it. */
export interface DiscoveredUpstream {
  readonly node: UniqueId
  readonly through: 'table' | 'custom-sql'
  /** False if Tableau gives less than database.schema.table. */
  readonly certain: boolean
}

interface DiscoveredReader {
  readonly owner: DiscoveredOwner | null
  /** All nodes of the project that it is known to read, directly or through published data sources; sorted by id. */
  readonly upstream: readonly DiscoveredUpstream[]
  /** Extracts with data of the project: its own, and those of published data sources that it reads. */
  readonly extracts: readonly ExtractKey[]
}

/** A workbook downstream of the project, before it is merged with declared exposures. */
export interface DiscoveredDashboard extends DiscoveredReader {
  readonly workbook: DiscoveredContent & { readonly sheets: readonly DiscoveredSheet[] }
}

/** A published data source downstream of the project that no discovered workbook reads; it may be used in other ways. */
export interface DiscoveredDatasource extends DiscoveredReader {
  readonly datasource: DiscoveredContent
}

/** A table with the name of one that was looked for, but in another kind of database, database or schema than dbt builds. */
export type NearMiss =
  | { readonly kind: 'other-connector'; readonly connector: string }
  | { readonly kind: 'elsewhere'; readonly dbt: string; readonly tableau: string }

/** What Tableau was queried for. */
export interface Search {
  /** Names of the tables whose readers were looked for. */
  readonly tables: readonly string[]
  /** Tables of these names that something reads, but that are not the project's. */
  readonly nearMisses: readonly NearMiss[]
}

export interface Discovery {
  /** Sorted by project path and name. */
  readonly dashboards: readonly DiscoveredDashboard[]
  readonly datasources: readonly DiscoveredDatasource[]
  readonly notices: readonly Message[]
  /** What may be missing, one sentence each; empty if Tableau's answer is complete. */
  readonly incomplete: readonly Message[]
  /** Of this content, and of the published data sources that it reads. */
  readonly lineages: readonly ContentLineage[]
  /** Null if Tableau was not queried. */
  readonly search: Search | null
}

export const NOTHING_DISCOVERED: Discovery = {
  dashboards: [],
  datasources: [],
  notices: [],
  incomplete: [],
  lineages: [],
  search: null,
}
