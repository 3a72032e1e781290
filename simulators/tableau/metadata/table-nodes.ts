import type { CustomSql, Database, Table } from '../content/model.js'
import { luidOf, numberOf } from '../content/names.js'
import { many, type Graph } from './graph.js'
import { allCustomSql, type Readers } from './lineage.js'
import type { Node } from './lists.js'
import { downstreamOf } from './streams.js'

/* Databases, tables, custom SQL and columns as GraphQL nodes. */

const DATABASE_TYPES = {
  server: 'DatabaseServer',
  'cloud-file': 'CloudFile',
  file: 'File',
  'web-data-connector': 'WebDataConnector',
} as const

export function databaseNode(graph: Graph, one: Database): Node {
  return {
    __typename: DATABASE_TYPES[one.kind],
    id: one.id,
    hidden: graph.tablesHidden,
    luid: one.luid,
    vizportalId: String(numberOf('database', one.id)),
    name: one.name,
    connectionType: one.connectionType,
    isEmbedded: true,
    projectName: null,
    isCertified: false,
    hasActiveWarning: false,
    extendedConnectionType: one.connectionType,
    hostName: one.hostName ?? null,
    port: one.port ?? null,
    service: one.service ?? null,
    connectorUrl: one.connectorUrl ?? null,
    provider: one.provider ?? null,
    fileExtension: null,
    mimeType: null,
    requestUrl: null,
    ...many(graph, 'tables', () =>
      graph.site.tables.filter(({ database }) => database === one).map((table) => graph.make.table(table)),
    ),
  }
}

export function tableNode(graph: Graph, one: Table): Node {
  const { site } = graph
  const find = (): Readers => graph.readersOf.table.of(one)
  return {
    __typename: 'DatabaseTable',
    id: one.id,
    hidden: graph.tablesHidden,
    luid: one.luid,
    vizportalId: String(numberOf('table', one.id)),
    name: one.name,
    isEmbedded: true,
    tableType: 'DATABASETABLE',
    schema: one.schema,
    fullName: one.fullName,
    connectionType: one.connectionType,
    projectName: null,
    isCertified: false,
    hasActiveWarning: false,
    database: () => (one.database === undefined ? null : graph.make.database(one.database)),
    ...many(graph, 'columns', () =>
      columnNodes(graph, { id: one.id, names: one.columns, table: () => graph.make.table(one), find }),
    ),
    ...many(graph, 'referencedByQueries', () =>
      allCustomSql(site)
        .filter(({ tables }) => tables.includes(one))
        .map((sql) => graph.make.customSql(sql)),
    ),
    ...many(graph, 'downstreamVirtualConnectionTables', () =>
      site.virtualConnections
        .flatMap(({ tables }) => tables)
        .filter(({ table }) => table === one)
        .map((table) => graph.make.virtualTable(table)),
    ),
    ...downstreamOf(graph, find),
  }
}

/** `tables` is empty where Tableau could not parse the query (docs/facts/tableau.md#custom-sql). */
export function customSqlNode(graph: Graph, one: CustomSql): Node {
  const find = (): Readers => graph.readersOf.customSql.of(one)
  return {
    __typename: 'CustomSQLTable',
    id: one.id,
    hidden: graph.tablesHidden,
    name: one.name,
    isEmbedded: true,
    isUnsupportedCustomSql: one.unsupported,
    query: one.query,
    connectionType: one.connectionType,
    database: () => (one.database === undefined ? null : graph.make.database(one.database)),
    ...many(graph, 'columns', () =>
      columnNodes(graph, { id: one.id, names: ['ID'], table: () => graph.make.customSql(one), find }),
    ),
    ...many(graph, 'tables', () =>
      one.unsupported ? [] : one.tables.map((table) => graph.make.table(table)),
    ),
    ...downstreamOf(graph, find),
  }
}

interface Columns {
  /** Of the table. */
  readonly id: string
  readonly names: readonly string[]
  readonly table: () => Node
  readonly find: () => Readers
}

function columnNodes(graph: Graph, { id, names, table, find }: Columns): Node[] {
  return names.map((name) => ({
    __typename: 'Column',
    id: luidOf('graphql', 'column', id, name),
    hidden: graph.tablesHidden,
    luid: luidOf('column', id, name),
    name,
    displayName: name,
    remoteType: 'WSTR',
    isNullable: true,
    table,
    ...many(graph, 'referencedByFields', () => fieldNodes(graph, name, find())),
    ...downstreamOf(graph, find),
  }))
}

/** Custom SQL leads to its data source through columns and fields (docs/facts/tableau.md#custom-sql). */
function fieldNodes(graph: Graph, column: string, { datasources, embedded }: Readers): Node[] {
  const field = (id: string, datasource: () => Node): Node => ({
    __typename: 'ColumnField',
    id: luidOf('graphql', 'field', id, column),
    hidden: false,
    name: column,
    datasource,
  })
  return [
    ...datasources.map((one) => field(one.id, () => graph.make.datasource(one))),
    ...embedded.map(({ workbook, source }) => field(source.id, () => graph.make.embedded(workbook, source))),
  ]
}
