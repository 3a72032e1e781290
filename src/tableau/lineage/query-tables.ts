import { asLuid } from '../rest/content-rows.js'
import { tablesInSql, type CustomSqlText } from './custom-sql.js'
import { Listing, type Answers } from './paged-query.js'
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

/** So many values are safe in one filter; some 10,000 gave empty answers (docs/facts/tableau.md#long-filters). */
const VALUES_IN_A_CALL = 1000

export function inGroups(values: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = []
  for (let at = 0; at < values.length; at += VALUES_IN_A_CALL)
    groups.push(values.slice(at, at + VALUES_IN_A_CALL))
  return groups
}

/**
 * Tableau's own reading of a query counts, but it drops schemas and databases (docs/facts/tableau.md#table-names). Our
 * parser adds them where both agree about the names, and reads alone what Tableau cannot; null where neither can.
 */
export async function tablesOfQuery(
  text: CustomSqlText,
  given: readonly TableauTable[],
): Promise<readonly TableauTable[] | null> {
  if (given.length === 0) return tablesInSql(text)
  const parsed = given.some(isVague) ? ((await tablesInSql(text)) ?? []) : []
  return given.flatMap((table) => told(table, parsed))
}

/**
 * The same custom SQL; what these workbooks and data sources read of it names its tables as its text does. Only such texts
 * are asked for: those of a whole site may be large. Where Tableau gives none, its own reading stands.
 */
export async function withTablesInFull(
  site: Site,
  customSql: Answers<CustomSqlNode>,
  luids: ReadonlyMap<Luid, unknown>,
): Promise<Answers<CustomSqlNode>> {
  const vague = customSql.nodes
    .map(({ node }) => node)
    .filter((query) => readersOf(query).some((luid) => luids.has(luid)))
    .filter(({ tables }) => tables.length === 0 || tables.some(isVague))
  if (vague.length === 0) return customSql
  const lists = inGroups(vague.map(({ id }) => id)).map((ids) => new Listing(QUERIES, { idWithin: ids }))
  await unlessOff(site, () => readAll(site.calls, lists))
  const texts = new Map(lists.flatMap(({ answers }) => answers.nodes).map(({ node }) => [node.id, node]))
  const inFull = async (node: CustomSqlNode): Promise<CustomSqlNode> => {
    const text = texts.get(node.id)
    if (text === undefined) return node
    const tables = await tablesOfQuery({ ...text, query: text.query ?? '' }, node.tables)
    return tables === null ? node : { ...node, isUnsupportedCustomSql: false, tables }
  }
  const nodes = customSql.nodes.map(async ({ node, whole }) => ({ node: await inFull(node), whole }))
  return { ...customSql, nodes: await Promise.all(nodes) }
}

function isVague({ schema, database, fullName }: TableauTable): boolean {
  return schema === null || (database === null && (fullName ?? '').split('.').length < 3)
}

/** The parser's tables of that name, whose full name tells more; the table itself where it finds none. */
function told(table: TableauTable, parsed: readonly TableauTable[]): readonly TableauTable[] {
  const name = (table.name ?? '').toLowerCase()
  const same = isVague(table) ? parsed.filter((one) => one.name?.toLowerCase() === `"${name}"`) : []
  return same.length > 0 ? same.map((one) => ({ ...one, name: table.name })) : [table]
}
