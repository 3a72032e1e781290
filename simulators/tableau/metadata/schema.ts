import { buildSchema, type GraphQLSchema } from 'graphql'

import { listTypes, many, type Kind } from './schema-lists.js'

/*
 * The part of the Metadata API's public schema that lineage needs (docs/facts/tableau.md#schema), with the same names and
 * nullability. Lists come twice, plain and as a connection.
 */

function root(name: string, kind: Kind): string {
  return `${many(name, kind)}!`
}

const DATASOURCE = `
  id: ID! name: String hasExtracts: Boolean containsUnsupportedCustomSql: Boolean
  extractLastRefreshTime: DateTime extractLastIncrementalUpdateTime: DateTime extractLastUpdateTime: DateTime
  createdAt: DateTime updatedAt: DateTime`

const DATABASE = `
  id: ID! luid: String! vizportalId: String! name: String connectionType: String isEmbedded: Boolean
  projectName: String isCertified: Boolean! hasActiveWarning: Boolean!`

const VIEW = `
  id: ID! name: String documentViewId: String luid: String! path: String createdAt: DateTime! updatedAt: DateTime!
  index: Int workbook: Workbook`

const DOWNSTREAM_OF_TABLE = (inside: string): string =>
  [
    many('downstreamDatasources', 'PublishedDatasource', inside),
    many('downstreamWorkbooks', 'Workbook', inside),
    many('downstreamSheets', 'Sheet', inside),
    many('downstreamDashboards', 'Dashboard', inside),
    many('downstreamOwners', 'TableauUser', inside),
  ].join('\n')

const DOWNSTREAM_OF_DATASOURCE = [
  many('downstreamSheets', 'Sheet'),
  many('downstreamDashboards', 'Dashboard'),
  many('downstreamWorkbooks', 'Workbook'),
  many('downstreamOwners', 'TableauUser'),
].join('\n')

const SDL = `
  scalar DateTime
  enum OrderDirection { ASC DESC }
  enum PermissionMode { OBFUSCATE_RESULTS FILTER_RESULTS }
  enum TableType { DATABASETABLE DATAMODEL DATALAKE CALCULATEDINSIGHT }
  enum ExtractType { INCREMENTAL FULL }
  enum RemoteType { I8 WSTR DATE DBTIMESTAMP }
  type PageInfo { hasNextPage: Boolean! endCursor: String }

  type Query {
    ${root('workbooks', 'Workbook')}
    ${root('sheets', 'Sheet')}
    ${root('dashboards', 'Dashboard')}
    ${root('views', 'View')}
    ${root('publishedDatasources', 'PublishedDatasource')}
    ${root('embeddedDatasources', 'EmbeddedDatasource')}
    ${root('datasources', 'Datasource')}
    ${root('databaseTables', 'DatabaseTable')}
    ${root('customSQLTables', 'CustomSQLTable')}
    ${root('tables', 'Table')}
    ${root('databases', 'Database')}
    ${root('virtualConnections', 'VirtualConnection')}
    ${root('virtualConnectionTables', 'VirtualConnectionTable')}
    ${root('flows', 'Flow')}
    ${root('tableauUsers', 'TableauUser')}
  }

  interface View { ${VIEW} }
  interface Table { id: ID! name: String isEmbedded: Boolean ${many('columns', 'Column')} }
  interface Database { ${DATABASE} ${many('tables', 'DatabaseTable', '[T]')} }
  interface Field { id: ID! name: String datasource: Datasource }
  interface Datasource {
    ${DATASOURCE}
    ${many('upstreamDatabases', 'Database')}
    ${many('upstreamTables', 'DatabaseTable')}
    ${DOWNSTREAM_OF_DATASOURCE}
  }

  type TableauSite { id: ID! luid: String! name: String! uri: String! createdAt: DateTime }
  type TableauUser {
    id: ID! luid: String! uri: String! vizportalId: String! username: String name: String domain: String email: String
  }
  type Tag { id: ID! name: String }

  type Workbook {
    id: ID! luid: String! name: String description: String uri: String
    vizportalUrlId: String! projectVizportalUrlId: String projectName: String projectLuid: String
    containerType: String! containerName: String containsUnsupportedCustomSql: Boolean
    createdAt: DateTime! updatedAt: DateTime! site: TableauSite! owner: TableauUser!
    ${many('tags', 'Tag')}
    ${many('views', 'View')}
    ${many('sheets', 'Sheet')}
    ${many('dashboards', 'Dashboard')}
    ${many('embeddedDatasources', 'EmbeddedDatasource')}
    ${many('upstreamDatabases', 'Database', '[T]!')}
    ${many('upstreamDatasources', 'PublishedDatasource', '[T]!')}
    ${many('upstreamTables', 'DatabaseTable', '[T]!')}
    ${many('upstreamVirtualConnectionTables', 'VirtualConnectionTable', '[T]!')}
    ${many('upstreamVirtualConnections', 'VirtualConnection', '[T]!')}
    ${many('upstreamFlows', 'Flow', '[T]')}
  }

  type Sheet implements View {
    ${VIEW}
    ${many('parentEmbeddedDatasources', 'EmbeddedDatasource')}
    ${many('upstreamDatasources', 'PublishedDatasource', '[T]')}
    ${many('upstreamTables', 'DatabaseTable', '[T]')}
  }

  type Dashboard implements View {
    ${VIEW}
    ${many('sheets', 'Sheet')}
    ${many('upstreamDatasources', 'PublishedDatasource', '[T]')}
    ${many('upstreamTables', 'DatabaseTable', '[T]')}
  }

  type PublishedDatasource implements Datasource {
    ${DATASOURCE}
    luid: String! description: String uri: String vizportalId: String! vizportalUrlId: String!
    projectVizportalUrlId: String projectName: String containerType: String! containerName: String
    isCertified: Boolean! hasActiveWarning: Boolean! site: TableauSite! owner: TableauUser!
    ${many('tags', 'Tag')}
    ${many('upstreamDatabases', 'Database')}
    ${many('upstreamTables', 'DatabaseTable')}
    ${many('upstreamFlows', 'Flow')}
    ${many('upstreamDatasources', 'PublishedDatasource')}
    ${many('upstreamVirtualConnectionTables', 'VirtualConnectionTable', '[T]!')}
    ${many('upstreamVirtualConnections', 'VirtualConnection', '[T]!')}
    ${many('downstreamDatasources', 'PublishedDatasource')}
    ${DOWNSTREAM_OF_DATASOURCE}
  }

  type EmbeddedDatasource implements Datasource {
    ${DATASOURCE}
    workbook: Workbook
    ${many('parentPublishedDatasources', 'PublishedDatasource')}
    ${many('upstreamTables', 'DatabaseTable')}
    ${many('upstreamDatabases', 'Database')}
    ${many('upstreamFlows', 'Flow')}
    ${many('upstreamDatasources', 'PublishedDatasource')}
    ${DOWNSTREAM_OF_DATASOURCE}
  }

  type DatabaseServer implements Database {
    ${DATABASE}
    extendedConnectionType: String hostName: String port: Int service: String
    ${many('tables', 'DatabaseTable', '[T]')}
  }
  type CloudFile implements Database {
    ${DATABASE}
    provider: String fileExtension: String mimeType: String requestUrl: String
    ${many('tables', 'DatabaseTable', '[T]')}
  }
  type File implements Database {
    ${DATABASE}
    ${many('tables', 'DatabaseTable', '[T]')}
  }
  type WebDataConnector implements Database {
    ${DATABASE}
    connectorUrl: String
    ${many('tables', 'DatabaseTable', '[T]')}
  }

  type DatabaseTable implements Table {
    id: ID! name: String isEmbedded: Boolean luid: String! vizportalId: String! tableType: TableType!
    schema: String fullName: String connectionType: String projectName: String
    isCertified: Boolean! hasActiveWarning: Boolean! database: Database
    ${many('columns', 'Column')}
    ${many('referencedByQueries', 'CustomSQLTable', '[T]')}
    ${many('downstreamVirtualConnectionTables', 'VirtualConnectionTable', '[T]')}
    ${DOWNSTREAM_OF_TABLE('[T!]!')}
  }

  type CustomSQLTable implements Table {
    id: ID! name: String isEmbedded: Boolean isUnsupportedCustomSql: Boolean query: String connectionType: String
    database: Database
    ${many('columns', 'Column')}
    ${many('tables', 'DatabaseTable')}
    ${DOWNSTREAM_OF_TABLE('[T!]!')}
  }

  type VirtualConnection {
    id: ID! luid: String! name: String uri: String vizportalId: String! vizportalUrlId: String!
    projectName: String containerType: String! containerName: String isCertified: Boolean! hasActiveWarning: Boolean!
    owner: TableauUser!
    ${many('tables', 'VirtualConnectionTable')}
    ${many('upstreamTables', 'DatabaseTable', '[T]')}
    ${many('downstreamDatasources', 'PublishedDatasource', '[T]')}
    ${many('downstreamWorkbooks', 'Workbook', '[T]')}
  }

  type VirtualConnectionTable implements Table {
    id: ID! name: String isEmbedded: Boolean luid: String! uri: String vizportalId: String vizportalUrlId: String!
    isExtracted: Boolean extractLastRefreshedAt: DateTime extractLastRefreshType: ExtractType
    isCertified: Boolean! hasActiveWarning: Boolean! owner: TableauUser!
    ${many('columns', 'Column')}
    ${many('upstreamTables', 'DatabaseTable', '[T]')}
    ${many('upstreamVirtualConnections', 'VirtualConnection', '[T]')}
    ${many('downstreamDatasources', 'PublishedDatasource', '[T]')}
    ${many('downstreamWorkbooks', 'Workbook', '[T]')}
  }

  type Column {
    id: ID! luid: String! name: String displayName: String remoteType: RemoteType! isNullable: Boolean table: Table
    ${many('referencedByFields', 'Field', '[T]')}
    ${many('downstreamDatasources', 'PublishedDatasource', '[T]')}
    ${many('downstreamWorkbooks', 'Workbook', '[T]')}
  }

  type ColumnField implements Field { id: ID! name: String datasource: Datasource }

  type Flow {
    id: ID! luid: String! name: String uri: String vizportalUrlId: String! projectName: String containerType: String!
    owner: TableauUser
    ${many('upstreamDatasources', 'PublishedDatasource', '[T]')}
  }

  ${listTypes()}
`

/** Without validation, which a test does once: tests create many simulators. */
export function metadataSchema({ validate = false } = {}): GraphQLSchema {
  return buildSchema(SDL, { assumeValid: !validate, assumeValidSDL: !validate })
}
