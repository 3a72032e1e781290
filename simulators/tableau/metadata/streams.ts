import type { Lineage, VirtualTable } from '../content/model.js'
import { many, userNode, type Graph } from './graph.js'
import {
  unique,
  upstreamDatabases,
  upstreamDatasources,
  upstreamTables,
  upstreamVirtualTables,
  type Readers,
} from './lineage.js'
import type { Node } from './lists.js'

/** The members by which anything downstream names what it reads. */
export function upstreamOf(graph: Graph, lineage: Lineage): Record<string, unknown> {
  const virtual = (): VirtualTable[] => upstreamVirtualTables(lineage)
  return {
    ...many(graph, 'upstreamTables', () => upstreamTables(lineage).map((table) => graph.make.table(table))),
    ...many(graph, 'upstreamDatabases', () =>
      upstreamDatabases(lineage).map((one) => graph.make.database(one)),
    ),
    ...many(graph, 'upstreamDatasources', () =>
      upstreamDatasources(lineage)
        .map((one) => graph.make.datasource(one))
        .filter(({ hidden }) => graph.showsHiddenSources || !hidden),
    ),
    ...many(graph, 'upstreamFlows', () => []),
    ...many(graph, 'upstreamVirtualConnectionTables', () =>
      virtual().map((one) => graph.make.virtualTable(one)),
    ),
    ...many(graph, 'upstreamVirtualConnections', () =>
      unique(virtual().map(({ connection }) => connection)).map((one) => graph.make.virtualConnection(one)),
    ),
  }
}

/** The members by which anything upstream names what reads it. `downstreamDatasources` are published ones only. */
export function downstreamOf(graph: Graph, find: () => Readers): Record<string, unknown> {
  const views = (type: 'sheet' | 'dashboard'): Node[] =>
    find().workbooks.flatMap((one) => graph.make.views(one, type))
  const owners = (): Node[] =>
    unique(find().workbooks.map(({ owner }) => owner)).map((one) => userNode(one, graph.site))
  return {
    ...many(graph, 'downstreamDatasources', () =>
      find().datasources.map((one) => graph.make.datasource(one)),
    ),
    ...many(graph, 'downstreamWorkbooks', () => find().workbooks.map((one) => graph.make.workbook(one))),
    ...many(graph, 'downstreamSheets', () => views('sheet')),
    ...many(graph, 'downstreamDashboards', () => views('dashboard')),
    ...many(graph, 'downstreamOwners', owners),
  }
}
