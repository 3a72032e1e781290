import { timestamp } from '../clock.js'
import type { VirtualConnection, VirtualTable } from '../content/model.js'
import { containerOf, isHidden, many, userNode, type Graph } from './graph.js'
import { readers, upstreamVirtualTables, type Readers } from './lineage.js'
import type { Node } from './lists.js'
import { downstreamOf } from './streams.js'

/* Virtual connections and their tables as GraphQL nodes. */

export function virtualConnectionNode(graph: Graph, one: VirtualConnection): Node {
  const { site } = graph
  const tables = (): Node[] => one.tables.map((table) => graph.make.virtualTable(table))
  const find = (): Readers =>
    readers(site, (lineage) => upstreamVirtualTables(lineage).some(({ connection }) => connection === one))
  return {
    __typename: 'VirtualConnection',
    id: one.id,
    hidden: isHidden(graph, one),
    luid: one.luid,
    name: one.name,
    uri: `sites/${site.number}/virtual_connections/${one.number}`,
    vizportalId: String(one.number),
    vizportalUrlId: String(one.number),
    ...containerOf(one.project, false),
    isCertified: false,
    hasActiveWarning: false,
    owner: () => userNode(one.owner, site),
    ...many(graph, 'tables', tables),
    ...many(graph, 'upstreamTables', () =>
      one.tables.flatMap(({ table }) => (table === undefined ? [] : [graph.make.table(table)])),
    ),
    ...downstreamOf(graph, find),
  }
}

export function virtualTableNode(graph: Graph, one: VirtualTable): Node {
  const { connection, table } = one
  const refreshed = connection.lastRefreshedAt ?? connection.createdAt
  return {
    __typename: 'VirtualConnectionTable',
    id: one.id,
    hidden: isHidden(graph, connection),
    name: one.name,
    isEmbedded: false,
    luid: one.luid,
    uri: `sites/${graph.site.number}/tables/${one.number}`,
    vizportalId: String(one.number),
    vizportalUrlId: String(one.number),
    isExtracted: one.extracted,
    extractLastRefreshedAt: one.extracted ? timestamp(refreshed) : null,
    extractLastRefreshType: one.extracted ? 'FULL' : null,
    isCertified: false,
    hasActiveWarning: false,
    owner: () => userNode(connection.owner, graph.site),
    ...many(graph, 'columns', () => []),
    ...many(graph, 'upstreamTables', () => (table === undefined ? [] : [graph.make.table(table)])),
    ...many(graph, 'upstreamVirtualConnections', () => [graph.make.virtualConnection(connection)]),
    ...downstreamOf(graph, () =>
      readers(graph.site, (lineage) => upstreamVirtualTables(lineage).includes(one)),
    ),
  }
}
