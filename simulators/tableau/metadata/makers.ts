import { datasourceNode, flowNode } from './datasource-nodes.js'
import type { Graph } from './graph.js'
import { customSqlOf, ReaderIndex, upstreamTables } from './lineage.js'
import { customSqlNode, databaseNode, tableNode } from './table-nodes.js'
import { virtualConnectionNode, virtualTableNode } from './virtual-nodes.js'
import { embeddedNode, viewNodes, workbookNode } from './workbook-nodes.js'

/** A query's graph, able to make its own nodes. */
export function withMakers(parts: Omit<Graph, 'make' | 'readersOf'>): Graph {
  const graph: Graph = {
    ...parts,
    readersOf: {
      table: new ReaderIndex(parts.site, upstreamTables),
      customSql: new ReaderIndex(parts.site, customSqlOf),
    },
    make: {
      workbook: (one) => workbookNode(graph, one),
      views: (one, type) => viewNodes(graph, one, type),
      embedded: (workbook, source) => embeddedNode(graph, workbook, source),
      datasource: (one) => datasourceNode(graph, one),
      flow: (one) => flowNode(graph, one),
      table: (one) => tableNode(graph, one),
      database: (one) => databaseNode(graph, one),
      customSql: (one) => customSqlNode(graph, one),
      virtualConnection: (one) => virtualConnectionNode(graph, one),
      virtualTable: (one) => virtualTableNode(graph, one),
    },
  }
  return graph
}
