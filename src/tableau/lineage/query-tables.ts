import { asLuid } from '../rest/content-rows.js'
import { tablesInSql, type CustomSqlText } from './custom-sql.js'
import { PagedQuery, type QueryResult } from './paged-query.js'
import { readAll } from './run-queries.js'
import { QUERIES, type CustomSqlNode } from './queries.js'
import { unlessOff, type Site } from './site.js'
import type { Luid, TableauTable } from '../types.js'

export interface Readers {
  readonly downstreamWorkbooks: readonly { readonly luid: string }[]
  readonly downstreamDatasources: readonly { readonly luid: string }[]
}

export function readersOf({ downstreamWorkbooks, downstreamDatasources }: Readers): readonly Luid[] {
  return [...downstreamWorkbooks, ...downstreamDatasources]
    .map(({ luid }) => asLuid(luid))
    .filter((luid) => luid !== '')
}

/** Safe in one filter: 10,000 values returned empty answers (docs/facts/tableau.md#long-filters). */
const VALUES_PER_QUERY = 1000

export function inBatches(values: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = []
  for (let at = 0; at < values.length; at += VALUES_PER_QUERY)
    groups.push(values.slice(at, at + VALUES_PER_QUERY))
  return groups
}

/**
 * The tables that a query reads. Tableau's own list counts, but it drops schemas and databases
 * (docs/facts/tableau.md#table-names): our parser adds them if the table names agree. If Tableau lists none, the parser
 * decides; null if it cannot parse the query.
 */
export async function tablesOfQuery(
  text: CustomSqlText,
  given: readonly TableauTable[],
): Promise<readonly TableauTable[] | null> {
  if (given.length === 0) return tablesInSql(text)
  const parsed = given.some(lacksSchemaOrDatabase) ? ((await tablesInSql(text)) ?? []) : []
  return given.flatMap((table) => withParsedNames(table, parsed))
}

/**
 * The same custom SQL; queries that these workbooks and data sources read get the full table names of their text. Fetches
 * only those texts, since the texts of a whole site may be large. Without a text, Tableau's own list of tables stays.
 */
export async function withTablesInFull(
  site: Site,
  customSql: QueryResult<CustomSqlNode>,
  luids: ReadonlyMap<Luid, unknown>,
): Promise<QueryResult<CustomSqlNode>> {
  const vague = customSql.nodes
    .map(({ node }) => node)
    .filter((query) => readersOf(query).some((luid) => luids.has(luid)))
    .filter(({ tables }) => tables.length === 0 || tables.some(lacksSchemaOrDatabase))
  if (vague.length === 0) return customSql
  const lists = inBatches(vague.map(({ id }) => id)).map((ids) => new PagedQuery(QUERIES, { idWithin: ids }))
  await unlessOff(site, () => readAll(site.calls, lists))
  const texts = new Map(lists.flatMap(({ result }) => result.nodes).map(({ node }) => [node.id, node]))
  const inFull = async (node: CustomSqlNode): Promise<CustomSqlNode> => {
    const text = texts.get(node.id)
    if (text === undefined) return node
    const tables = await tablesOfQuery({ ...text, query: text.query ?? '' }, node.tables)
    return tables === null ? node : { ...node, isUnsupportedCustomSql: false, tables }
  }
  const nodes = customSql.nodes.map(async ({ node, whole }) => ({ node: await inFull(node), whole }))
  return { ...customSql, nodes: await Promise.all(nodes) }
}

function lacksSchemaOrDatabase({ schema, database, fullName }: TableauTable): boolean {
  return schema === null || (database === null && (fullName ?? '').split('.').length < 3)
}

/** The parser's tables of that name, which have fuller names; the table itself if there are none. */
function withParsedNames(table: TableauTable, parsed: readonly TableauTable[]): readonly TableauTable[] {
  const name = (table.name ?? '').toLowerCase()
  const same = lacksSchemaOrDatabase(table)
    ? parsed.filter((one) => one.name?.toLowerCase() === `"${name}"`)
    : []
  return same.length > 0 ? same.map((one) => ({ ...one, name: table.name })) : [table]
}
