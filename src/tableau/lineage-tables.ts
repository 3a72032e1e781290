import { asLuid } from './content-lists.js'
import type { Answers } from './listing.js'
import type { CustomSqlNode, SourceNode } from './questions.js'
import type { Seen } from './site.js'
import type { Luid, TableauTable } from './types.js'

/** Why nobody knows what it reads. */
export type Gap =
  'incomplete' | 'redacted' | 'custom-sql' | 'virtual-connection' | 'no-tables' | 'hidden-source'

export type OwnTables =
  | { readonly tables: readonly TableauTable[]; readonly gap: null }
  | { readonly tables: null; readonly gap: Gap }

interface Evidence {
  readonly seen: Seen
  readonly sources: readonly SourceNode[]
  /** What each content reads, directly or not. */
  readonly reads: ReadonlyMap<Luid, readonly Luid[]>
  readonly customSql: Answers<CustomSqlNode>
}

/** The tables it reads itself, not through a published data source; or why these are not known. */
export function ownTables({ seen, sources, reads, customSql }: Evidence): OwnTables {
  // What wraps a published data source repeats the tables of that one (facts/tableau-api.md §12.2, no. 1).
  const own = sources.filter((source) => source.upstreamDatasources.length === 0)
  const queries = customSql.nodes.filter(({ node }) => isDirect(node, seen.luid, reads))
  const tables = [
    ...own.flatMap((source) => source.upstreamTables),
    ...queries.flatMap(({ node }) => node.tables),
  ]
  const gaps: readonly (readonly [Gap, boolean])[] = [
    ['incomplete', !seen.whole || !customSql.complete],
    ['custom-sql', own.some((source) => source.containsUnsupportedCustomSql === true)],
    [
      'custom-sql',
      queries.some(({ node }) => node.isUnsupportedCustomSql === true || node.tables.length === 0),
    ],
    ['virtual-connection', own.length > 0 && seen.node.upstreamVirtualConnectionTables.length > 0],
    ['redacted', tables.some(isRedacted)],
    ['no-tables', queries.length === 0 && own.some((source) => source.upstreamTables.length === 0)],
  ]
  const gap = gaps.find(([, applies]) => applies)
  return gap === undefined ? { tables: distinct(tables), gap: null } : { tables: null, gap: gap[0] }
}

/** Tableau lists everything downstream of a query; whoever reads it through a data source in that list does so indirectly. */
function isDirect(query: CustomSqlNode, luid: Luid, reads: ReadonlyMap<Luid, readonly Luid[]>): boolean {
  const downstream = new Set(
    [...query.downstreamWorkbooks, ...query.downstreamDatasources].map((one) => asLuid(one.luid)),
  )
  return downstream.has(luid) && !allReads(luid, reads).some((read) => downstream.has(read))
}

function allReads(luid: Luid, reads: ReadonlyMap<Luid, readonly Luid[]>): readonly Luid[] {
  const found = new Set(reads.get(luid) ?? [])
  // What is added meanwhile is visited too.
  for (const next of found) for (const behind of reads.get(next) ?? []) found.add(behind)
  return [...found]
}

/** Users who are no administrators get tables without names (facts §12.2, no. 7). */
function isRedacted({ name, fullName }: TableauTable): boolean {
  return name === null && fullName === null
}

/** In an order of our own: Tableau's changes from answer to answer. */
function distinct(tables: readonly TableauTable[]): readonly TableauTable[] {
  const byText = new Map(tables.map((table) => [JSON.stringify(table), table]))
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, table]) => table)
}
