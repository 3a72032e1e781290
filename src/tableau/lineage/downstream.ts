import { asLuid } from '../rest/content-rows.js'
import { QueryRefusedError } from '../client/errors.js'
import { PagedQuery, type QueryResult } from './paged-query.js'
import { message, type Message } from '../../messages/message.js'
import { clauseOf, gapReasons, meaningOf } from './metadata-codes.js'
import { readAll } from './run-queries.js'
import { asNode, inBatches, readersOf, tablesOfQuery, type Readers } from './query-tables.js'
import {
  CUSTOM_SQL_WITH_TEXT,
  DATASOURCES,
  QUERIES,
  READ_TABLES,
  WORKBOOKS,
  type CustomSqlNode,
  type QueryNode,
  type ReadTableNode,
} from './queries.js'
import { throwIfRefused, unlessOff, type Site } from './site.js'
import type { Content, Luid, TableauTable } from '../types.js'

/** The tables whose readers are wanted, and which custom SQL may mention them. */
export interface DownstreamQuery {
  /** Every spelling of the tables' names: Tableau's filter is case-sensitive. */
  readonly names: readonly string[]
  /** False for a text that cannot mention any of the tables; it is not parsed then. */
  readonly mayMention: (text: string) => boolean
}

/** A table and its readers. */
export interface ReadTable {
  readonly table: TableauTable
  readonly through: 'table' | 'custom-sql'
  /** Workbooks and published data sources downstream of it, directly or not. */
  readonly readers: readonly Luid[]
}

export interface Downstream {
  readonly tables: readonly ReadTable[]
  /** Custom SQL that may mention these tables, and that neither Tableau nor the parser can read completely. */
  readonly unreadable: readonly { readonly name: string; readonly readers: readonly Luid[] }[]
  /** What may be missing. */
  readonly incomplete: readonly Message[]
  /** A note about how the site was read, if users should know. */
  readonly notices: readonly Message[]
  /** For `describeForDiscovery`. */
  readonly kinds: ReadonlyMap<Luid, Content['kind']>
  readonly customSql: readonly CustomSqlNode[]
}

/**
 * The readers of tables with these names. Filters by name, so the number of calls depends on the names; if Tableau refuses
 * the filter, reads the whole site. Throws a LineageOffError if the Metadata API is off.
 */
export async function downstreamOf(site: Site, query: DownstreamQuery): Promise<Downstream> {
  try {
    return await unlessOff(site, () => queryByName(site, query))
  } catch (error) {
    if (!(error instanceof QueryRefusedError)) throw error
    return readWholeSite(site, query)
  }
}

async function queryByName(site: Site, { names, mayMention }: DownstreamQuery): Promise<Downstream> {
  // No table leads to custom SQL that Tableau could not parse.
  const unparsed = new PagedQuery(QUERIES, { isUnsupportedCustomSqlWithin: [true] })
  const lists = inBatches(names).map((group) => new PagedQuery(READ_TABLES, { nameWithin: group }))
  for (const list of [unparsed, ...lists]) {
    await readAll(site.calls, [list])
    throwIfFilterRefused(list)
  }
  const tables = lists.flatMap(({ result }) => result.nodes.map(({ node }) => node))
  const queries = new Map(
    tables.flatMap((table) => table.referencedByQueries.map((query) => [query.id, query])),
  )
  const incomplete = [
    ...lists.flatMap(({ result, filter }) =>
      missing(result, `what reads ${firstNames(filter['nameWithin'] ?? [])}`),
    ),
    ...missing(unparsed.result, 'custom SQL that Tableau cannot parse'),
    ...hiddenTables(tables.filter(({ table }) => isNameless(table)).length),
  ]
  const read = await readQueries([...queries.values(), ...unparsed.result.nodes.map(({ node }) => node)], {
    mayMention,
    tablesOf: (query) => tables.filter((one) => reads(one, query)).map(({ table }) => table),
  })
  return {
    ...read,
    tables: [...tables.map(asReadTable), ...read.tables],
    incomplete,
    notices: [],
    kinds: kindsOf(
      [...tables, ...tables.flatMap((one) => one.downstreamVirtualConnectionTables)],
      read.customSql,
    ),
  }
}

/** Without the filter the lists contain the same, so the caller reads the whole site instead. */
function throwIfFilterRefused({ refusal }: PagedQuery<unknown>): void {
  if (refusal !== null && meaningOf(refusal).retry === 'other-query')
    throw new QueryRefusedError(clauseOf(refusal))
}

function reads(table: ReadTableNode, query: QueryNode): boolean {
  return table.referencedByQueries.some(({ id }) => id === query.id)
}

/** Includes what reads it through tables of virtual connections. */
function asReadTable(node: ReadTableNode): ReadTable {
  const through = [node, ...node.downstreamVirtualConnectionTables]
  return { table: node.table, through: 'table', readers: [...new Set(through.flatMap(readersOf))] }
}

function kindsOf(all: readonly Readers[], more: readonly Readers[]): ReadonlyMap<Luid, Content['kind']> {
  const kinds = new Map<Luid, Content['kind']>()
  for (const { downstreamWorkbooks, downstreamDatasources } of [...all, ...more]) {
    for (const { luid } of downstreamWorkbooks) kinds.set(asLuid(luid), 'workbook')
    for (const { luid } of downstreamDatasources) kinds.set(asLuid(luid), 'datasource')
  }
  kinds.delete('' as Luid)
  return kinds
}

interface Reading<Query> {
  readonly mayMention: (text: string) => boolean
  /** Tableau's own list of the query's tables. */
  readonly tablesOf: (query: Query) => readonly TableauTable[]
}

async function readQueries<Query extends QueryNode>(
  queries: readonly Query[],
  { mayMention, tablesOf }: Reading<Query>,
): Promise<Pick<Downstream, 'tables' | 'unreadable' | 'customSql'>> {
  const tables: ReadTable[] = []
  const unreadable: { name: string; readers: readonly Luid[] }[] = []
  const customSql: CustomSqlNode[] = []
  for (const query of queries) {
    const readers = readersOf(query)
    const given = tablesOf(query)
    const text = { ...query, query: query.query ?? '' }
    if (readers.length === 0 || (given.length === 0 && text.query !== '' && !mayMention(text.query))) continue
    const found = await tablesOfQuery(text, given)
    if (!found.isComplete) unreadable.push({ name: query.name ?? 'Custom SQL Query', readers })
    for (const table of found.tables) tables.push({ table, through: 'custom-sql', readers })
    customSql.push({ ...query, ...asNode(found, query.isUnsupportedCustomSql) })
  }
  return { tables, unreadable, customSql }
}

function isNameless({ name, fullName }: TableauTable): boolean {
  return name === null && fullName === null
}

function hiddenTables(count: number): readonly Message[] {
  if (count === 0) return []
  return [message('AE-DISCOVERY-TABLES-HIDDEN', { tables: count === 1 ? '1 table' : `${count} tables` })]
}

/** `what` completes "… may be missing". */
function missing({ problems }: QueryResult<unknown>, what: string): readonly Message[] {
  return gapReasons(problems).map((reason) => message('AE-DISCOVERY-CUT', { ...reason, what }))
}

const NAMES_SHOWN = 5

function firstNames(names: readonly (string | boolean)[]): string {
  const plain = [...new Set(names.map((name) => String(name).toLowerCase()))].filter((name) =>
    /^[^.[\]`]+$/.test(name),
  )
  const shown = plain.slice(0, NAMES_SHOWN).join(', ')
  return plain.length > NAMES_SHOWN ? `${shown} and ${plain.length - NAMES_SHOWN} more tables` : shown
}

/** Reads all workbooks, data sources and custom SQL, for a Tableau that does not accept a filter by table name. */
async function readWholeSite(site: Site, { names, mayMention }: DownstreamQuery): Promise<Downstream> {
  const workbooks = new PagedQuery(WORKBOOKS)
  const datasources = new PagedQuery(DATASOURCES)
  const customSql = new PagedQuery(CUSTOM_SQL_WITH_TEXT)
  await unlessOff(site, () => readAll(site.calls, [workbooks, datasources, customSql]))
  throwIfRefused([workbooks, datasources, customSql])
  const wanted = new Set(names)
  const tables = new Map<string, { table: TableauTable; readers: Set<Luid> }>()
  const note = (table: TableauTable, luid: Luid): void => {
    if (!isNameless(table) && !wanted.has(table.name ?? '') && !wanted.has(table.fullName ?? '')) return
    const key = JSON.stringify(table)
    const known = tables.get(key) ?? { table, readers: new Set() }
    tables.set(key, { table, readers: known.readers.add(luid) })
  }
  const kinds = new Map<Luid, Content['kind']>()
  for (const { node } of workbooks.result.nodes) {
    kinds.set(asLuid(node.luid), 'workbook')
    for (const table of node.embeddedDatasources.flatMap((one) => one.upstreamTables))
      note(table, asLuid(node.luid))
  }
  for (const { node } of datasources.result.nodes) {
    kinds.set(asLuid(node.luid), 'datasource')
    for (const table of node.upstreamTables) note(table, asLuid(node.luid))
  }
  const queries = customSql.result.nodes.map(({ node }) => node)
  const read = await readQueries(queries, { mayMention, tablesOf: (query) => query.tables })
  const direct = [...tables.values()]
  return {
    ...read,
    tables: [
      ...direct.map(({ table, readers }): ReadTable => ({ table, through: 'table', readers: [...readers] })),
      ...read.tables,
    ],
    incomplete: [
      ...missing(workbooks.result, 'workbooks'),
      ...missing(datasources.result, 'published data sources'),
      ...missing(customSql.result, 'custom SQL'),
      ...hiddenTables(direct.filter(({ table }) => isNameless(table)).length),
    ],
    notices: [message('AE-DISCOVERY-WHOLE-SITE')],
    kinds,
  }
}
