import { datasourceNode, flowNode } from './datasource-nodes.js'
import type { Graph } from './graph.js'
import { customSqlNode, databaseNode, tableNode } from './table-nodes.js'
import { virtualConnectionNode, virtualTableNode } from './virtual-nodes.js'
import { embeddedNode, viewNodes, workbookNode } from './workbook-nodes.js'

/** A query's graph, able to make its own nodes. */
export function withMakers(parts: Omit<Graph, 'make'>): Graph {
  const graph: Graph = {
    ...parts,
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
