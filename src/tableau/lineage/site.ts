import type { Calls } from '../client/calls.js'
import { asLuid, type ContentRow } from '../rest/content-rows.js'
import { LineageOffError, QueryRefusedError } from '../client/errors.js'
import { PagedQuery, type QueryResult, type MetadataQuery } from './paged-query.js'
import { clauseOf } from './metadata-codes.js'
import { readAll } from './run-queries.js'
import { projectPaths, type ProjectPaths } from '../rest/projects.js'
import {
  CUSTOM_SQL,
  DATASOURCES_FOR_PEOPLE,
  DATASOURCES,
  WORKBOOKS_FOR_PEOPLE,
  WORKBOOKS,
  type CustomSqlNode,
  type DatasourceNode,
  type Named,
  type WorkbookNode,
} from './queries.js'
import type { Content, ContentKind, Luid } from '../types.js'
import { serverAddress } from '../server-address.js'

/** A workbook or data source as the Metadata API returns it. `whole`: Tableau left nothing out. */
export type ContentNode = { readonly luid: Luid; readonly whole: boolean } & (
  | { readonly kind: 'workbook'; readonly node: Named<WorkbookNode> }
  | { readonly kind: 'datasource'; readonly node: Named<DatasourceNode> }
)

/** What one step has read and a later one needs, so that the same content is not read twice. */
export interface Prefetched {
  readonly nodes: readonly ContentNode[]
  /** The custom SQL of the whole site; null if it has not been read. */
  readonly customSql: QueryResult<CustomSqlNode> | null
}

export const NOTHING_PREFETCHED: Prefetched = { nodes: [], customSql: null }

/** The signed-in site, with what this session already knows about it. */
export interface Site {
  readonly calls: Calls
  readonly projects: ProjectPaths
  /** Published data sources that REST has already returned, so that descriptions need no further call. */
  readonly datasourceRows: Map<Luid, ContentRow>
  /** The newest content of the site, loaded if a name was not found. */
  readonly newest: Map<ContentKind, Promise<readonly ContentRow[]>>
  /** Set when the Metadata API turns out to be off: another call would not help. */
  lineageOff: LineageOffError | null
}

export function siteOn(calls: Calls): Site {
  return {
    calls,
    projects: projectPaths(calls),
    datasourceRows: new Map(),
    newest: new Map(),
    lineageOff: null,
  }
}

/** Selects content by LUIDs, or by the numbers in a browser's address bar. */
export interface NodeFilter {
  readonly kind: ContentKind
  readonly by: 'luid' | 'number'
  readonly values: readonly string[]
}

const FILTERS = { luid: 'luidWithin', number: 'vizportalUrlIdWithin' } as const

export interface ContentNodes extends Prefetched {
  readonly problems: readonly string[]
}

/**
 * Workbooks and data sources with their lineage, and the site's custom SQL unless it is known; if they fit on one page, in
 * one call. Throws a LineageOffError (without a call from the second time on), or a QueryRefusedError if Tableau refuses
 * everything but the custom SQL.
 */
export async function queryNodes(
  site: Site,
  sought: readonly NodeFilter[],
  { customSql: known }: Pick<Prefetched, 'customSql'> = NOTHING_PREFETCHED,
): Promise<ContentNodes> {
  if (sought.length === 0) return { nodes: [], customSql: known, problems: [] }
  const workbooks = listsOf(WORKBOOKS, sought, 'workbook')
  const datasources = listsOf(DATASOURCES, sought, 'datasource')
  const customSql = known === null ? [new PagedQuery(CUSTOM_SQL)] : []
  await unlessOff(site, () => readAll(site.calls, [...workbooks, ...datasources, ...customSql]))
  throwIfRefused([...workbooks, ...datasources])
  return { ...nodesIn(workbooks, datasources), customSql: customSql[0]?.result ?? known }
}

/** The same nodes with owner, description and views, without custom SQL. */
export async function queryNodesForPeople(site: Site, sought: readonly NodeFilter[]): Promise<ContentNodes> {
  if (sought.length === 0) return { ...NOTHING_PREFETCHED, problems: [] }
  const workbooks = listsOf(WORKBOOKS_FOR_PEOPLE, sought, 'workbook')
  const datasources = listsOf(DATASOURCES_FOR_PEOPLE, sought, 'datasource')
  await unlessOff(site, () => readAll(site.calls, [...workbooks, ...datasources]))
  throwIfRefused([...workbooks, ...datasources])
  return { ...nodesIn(workbooks, datasources), customSql: null }
}

/** If Tableau refuses every list, callers fall back to REST. */
export function throwIfRefused(lists: readonly PagedQuery<unknown>[]): void {
  const refusals = lists.flatMap(({ refusal, result }) => (result.nodes.length === 0 ? (refusal ?? []) : []))
  const [first] = refusals
  if (first !== undefined && refusals.length === lists.length) throw new QueryRefusedError(clauseOf(first))
}

function nodesIn(
  workbooks: readonly PagedQuery<WorkbookNode>[],
  datasources: readonly PagedQuery<DatasourceNode>[],
): Omit<ContentNodes, 'customSql'> {
  return {
    nodes: [
      ...visible(workbooks).map((one) => ({
        kind: 'workbook' as const,
        luid: asLuid(one.node.luid),
        ...one,
      })),
      ...visible(datasources).map((one) => ({
        kind: 'datasource' as const,
        luid: asLuid(one.node.luid),
        ...one,
      })),
    ],
    problems: [...new Set([...workbooks, ...datasources].flatMap(({ result }) => result.problems))],
  }
}

/** The site's custom SQL. Not complete if Tableau refuses it. */
export async function queryCustomSql(site: Site): Promise<QueryResult<CustomSqlNode>> {
  const list = new PagedQuery(CUSTOM_SQL)
  await unlessOff(site, () => readAll(site.calls, [list]))
  return list.result
}

function listsOf<T>(
  query: MetadataQuery<T>,
  sought: readonly NodeFilter[],
  wanted: ContentKind,
): readonly PagedQuery<T>[] {
  return sought
    .filter(({ kind, values }) => kind === wanted && values.length > 0)
    .map(({ by, values }) => new PagedQuery(query, { [FILTERS[by]]: values }))
}

/** Content that the user may not see has no name, or is missing (docs/facts/tableau.md#hidden-items). */
function visible<T extends { readonly name: string | null }>(
  lists: readonly PagedQuery<T>[],
): readonly { readonly node: Named<T>; readonly whole: boolean }[] {
  return lists
    .flatMap(({ result }) => result.nodes)
    .flatMap(({ node, whole }) => (node.name === null ? [] : [{ node: { ...node, name: node.name }, whole }]))
}

/** Runs a query unless the Metadata API is known to be off; remembers if it turns out to be. */
export async function unlessOff<T>(site: Site, call: () => Promise<T>): Promise<T> {
  if (site.lineageOff !== null) throw site.lineageOff
  try {
    return await call()
  } catch (error) {
    if (error instanceof LineageOffError && !(error instanceof QueryRefusedError)) site.lineageOff = error
    throw error
  }
}

/** The Metadata API's project name for a Personal Space (docs/facts/tableau.md#personal-space). */
const PERSONAL_SPACE = 'Personal Space'

export async function contentOfNode(site: Site, { kind, node, luid }: ContentNode): Promise<Content> {
  const id = 'projectLuid' in node ? node.projectLuid : null
  const project =
    node.projectName === PERSONAL_SPACE
      ? null
      : await site.projects.pathOrName({ id, name: node.projectName })
  return {
    kind,
    luid,
    name: node.name,
    project,
    url: linkTo(site, kind, node.vizportalUrlId),
  }
}

export function rememberDatasources(site: Site, rows: readonly ContentRow[]): void {
  for (const row of rows) if (row.kind === 'datasource') site.datasourceRows.set(row.luid, row)
}

export async function contentOfRow(site: Site, row: ContentRow): Promise<Content> {
  const { kind, luid, name } = row
  const project = row.project === null ? null : await site.projects.pathOrName(row.project)
  return { kind, luid, name, project, url: linkTo(site, kind, numberOf(row)) }
}

/** The number in `webpageUrl`, which the Metadata API calls `vizportalUrlId`. */
export function numberOf({ webpageUrl }: ContentRow): string | null {
  return /\/(?:workbooks|datasources)\/(\d+)/.exec(webpageUrl ?? '')?.[1] ?? null
}

/** Built from the configured server, so that a response cannot redirect a link. */
function linkTo({ calls }: Site, kind: ContentKind, number: string | null): string | null {
  if (number === null || !/^\d+$/.test(number)) return null
  const { server, site } = calls.options
  const sitePath = site === '' ? '' : `site/${encodeURIComponent(site)}/`
  return `${serverAddress(server)}/#/${sitePath}${kind}s/${number}`
}
