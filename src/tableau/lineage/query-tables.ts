import { asLuid } from '../rest/content-rows.js'
import { type CustomSqlText, tablesInSql, type TablesInSql } from './custom-sql.js'
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
 * (docs/facts/tableau.md#table-names): our parser adds them if the table names agree, and the tables that only the text
 * shows. A text that our parser cannot read leaves Tableau's list as it is.
 */
export async function tablesOfQuery(
  text: CustomSqlText & { readonly isUnsupportedCustomSql?: boolean | null },
  given: readonly TableauTable[],
): Promise<TablesInSql> {
  const isListed = given.length > 0 && text.isUnsupportedCustomSql !== true
  if (isListed && !given.some(lacksSchemaOrDatabase)) return { tables: given, isComplete: true }
  const parsed = await tablesInSql(text)
  if (parsed === null) return { tables: given, isComplete: isListed }
  const { tables, isComplete } = parsed
  const named = given.flatMap((table) => withParsedNames(table, tables))
  const more = tables.filter((one) => !given.some((table) => isNameOf(table, one)))
  return { tables: [...named, ...more], isComplete }
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
    .filter(
      ({ tables, isUnsupportedCustomSql }) =>
        isUnsupportedCustomSql === true || tables.length === 0 || tables.some(lacksSchemaOrDatabase),
    )
  if (vague.length === 0) return customSql
  const lists = inBatches(vague.map(({ id }) => id)).map((ids) => new PagedQuery(QUERIES, { idWithin: ids }))
  await unlessOff(site, () => readAll(site.calls, lists))
  const texts = new Map(lists.flatMap(({ result }) => result.nodes).map(({ node }) => [node.id, node]))
  const inFull = async (node: CustomSqlNode): Promise<CustomSqlNode> => {
    const text = texts.get(node.id)
    if (text === undefined) return node
    const { isUnsupportedCustomSql } = node
    const read = await tablesOfQuery(
      { ...text, query: text.query ?? '', isUnsupportedCustomSql },
      node.tables,
    )
    return { ...node, ...asNode(read, isUnsupportedCustomSql) }
  }
  const nodes = customSql.nodes.map(async ({ node, whole }) => ({ node: await inFull(node), whole }))
  return { ...customSql, nodes: await Promise.all(nodes) }
}

/** A text that is read completely is no longer unsupported. */
export function asNode(
  { tables, isComplete }: TablesInSql,
  isUnsupported: boolean | null,
): Pick<CustomSqlNode, 'isUnsupportedCustomSql' | 'mayReadMore' | 'tables'> {
  return {
    isUnsupportedCustomSql: isComplete ? false : isUnsupported,
    mayReadMore: !isComplete,
    tables: [...tables],
  }
}

function lacksSchemaOrDatabase({ schema, database, fullName }: TableauTable): boolean {
  return schema === null || (database === null && (fullName ?? '').split('.').length < 3)
}

/** The parser's tables of that name, which have fuller names; the table itself if there are none. */
function withParsedNames(table: TableauTable, parsed: readonly TableauTable[]): readonly TableauTable[] {
  const same = lacksSchemaOrDatabase(table) ? parsed.filter((one) => isNameOf(table, one)) : []
  return same.length > 0 ? same.map((one) => ({ ...one, name: table.name })) : [table]
}

/** Whether a table of the parser, which quotes names, has the name of a table in Tableau's list. */
function isNameOf(table: TableauTable, parsed: TableauTable): boolean {
  return parsed.name?.toLowerCase() === `"${(table.name ?? '').toLowerCase()}"`
}
