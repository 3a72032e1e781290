import { z } from 'zod'
import { instant, nodes, optionalText, text, truth } from '../client/shapes.js'
import { pageOf, type Question } from './paged-query.js'
import type { TableauTable } from '../types.js'

// Only fields of Tableau's public schema (docs/facts/tableau.md#schema).

const TABLE_FIELDS = `name schema fullName connectionType database { name }`

const table = z
  .object({
    name: optionalText,
    schema: optionalText,
    fullName: optionalText,
    connectionType: optionalText,
    database: z.object({ name: optionalText }).nullish(),
  })
  .transform(({ database, ...parts }): TableauTable => ({ ...parts, database: database?.name ?? null }))

/** As users who are no administrators see tables. */
const NAMELESS: TableauTable = {
  name: null,
  schema: null,
  fullName: null,
  connectionType: null,
  database: null,
}

const withLuid = z.object({ luid: text })

const extract = {
  hasExtracts: truth,
  extractLastUpdateTime: instant,
  extractLastRefreshTime: instant,
  extractLastIncrementalUpdateTime: instant,
}

const EXTRACT_FIELDS = `hasExtracts extractLastUpdateTime extractLastRefreshTime extractLastIncrementalUpdateTime`

const source = {
  ...extract,
  containsUnsupportedCustomSql: truth,
  upstreamDatasources: nodes(withLuid, { luid: '' }),
  upstreamTables: nodes(table, NAMELESS),
}

const SOURCE_FIELDS = `${EXTRACT_FIELDS} containsUnsupportedCustomSql
      upstreamDatasources { luid } upstreamTables { ${TABLE_FIELDS} }`

const embedded = z.object(source)

const content = {
  luid: text,
  /** Null where the user may not see it. */
  name: optionalText,
  vizportalUrlId: optionalText,
  projectName: optionalText,
  owner: z.object({ name: optionalText, email: optionalText }).nullish(),
  /** Only where asked for. */
  description: optionalText,
  upstreamVirtualConnectionTables: nodes(z.object({ id: text })),
}

const CONTENT_FIELDS = `luid name vizportalUrlId projectName owner { name } upstreamVirtualConnectionTables { id }`

const view = z
  .object({ __typename: text, name: optionalText, path: optionalText })
  .transform(({ __typename: type, ...rest }) => ({ ...rest, type }))

const workbook = z.object({
  ...content,
  projectLuid: optionalText,
  embeddedDatasources: nodes(embedded),
  /** Only where asked for. */
  views: nodes(view),
})
const datasource = z.object({ ...content, ...source })
const extractOnly = z.object(extract)
const extractsOfWorkbook = z.object({ embeddedDatasources: nodes(extractOnly) })
const readers = { downstreamWorkbooks: nodes(withLuid), downstreamDatasources: nodes(withLuid) }

const READER_FIELDS = `downstreamWorkbooks { luid } downstreamDatasources { luid }`

const query = z
  .object({
    id: text,
    name: optionalText,
    query: optionalText,
    connectionType: optionalText,
    database: z.object({ name: optionalText }).nullish(),
    isUnsupportedCustomSql: truth,
    ...readers,
  })
  .transform(({ database, ...rest }) => ({ ...rest, database: database?.name ?? null }))

const QUERY_FIELDS = `id name query connectionType database { name } isUnsupportedCustomSql ${READER_FIELDS}`

const queryWithTables = query.and(z.object({ tables: nodes(table) }))

const readTable = z.intersection(
  table.transform((one) => ({ table: one })),
  z.object({
    ...readers,
    downstreamVirtualConnectionTables: nodes(z.object(readers)),
    referencedByQueries: nodes(query),
  }),
)

const customSql = z.object({
  id: text,
  isUnsupportedCustomSql: truth,
  tables: nodes(table, NAMELESS),
  downstreamWorkbooks: nodes(withLuid),
  downstreamDatasources: nodes(withLuid),
})

export type ExtractNode = z.infer<typeof extractOnly>
export type SourceNode = z.infer<typeof embedded>
export type WorkbookNode = z.infer<typeof workbook>
export type DatasourceNode = z.infer<typeof datasource>
export type Named<T> = T & { readonly name: string }
export type CustomSqlNode = z.infer<typeof customSql>
export type QueryNode = z.infer<typeof query>
export type ReadTableNode = z.infer<typeof readTable>

/** Workbooks with what their embedded data sources read. */
export const WORKBOOKS: Question<WorkbookNode> = {
  connection: 'workbooksConnection',
  pageSize: 100,
  page: pageOf(workbook),
  fields: `${CONTENT_FIELDS} projectLuid embeddedDatasources { ${SOURCE_FIELDS} }`,
}

/** Published data sources with what they read. */
export const DATASOURCES: Question<DatasourceNode> = {
  connection: 'publishedDatasourcesConnection',
  pageSize: 100,
  page: pageOf(datasource),
  fields: `${CONTENT_FIELDS} ${SOURCE_FIELDS}`,
}

/**
 * Custom SQL of the whole site: neither a workbook nor a data source leads to its own, and no filter selects it by its
 * reader (docs/facts/tableau.md#custom-sql). The way through columns and fields costs more nodes than the list.
 */
export const CUSTOM_SQL: Question<CustomSqlNode> = {
  connection: 'customSQLTablesConnection',
  pageSize: 200,
  page: pageOf(customSql),
  fields: `id isUnsupportedCustomSql tables { ${TABLE_FIELDS} } downstreamWorkbooks { luid } downstreamDatasources { luid }`,
}

/** Workbooks and data sources as `WORKBOOKS` and `DATASOURCES` ask for them, with what people know them by. */
const FACE_FIELDS = `description owner { name email }`

export const WORKBOOK_FACES: Question<WorkbookNode> = {
  ...WORKBOOKS,
  fields: `${WORKBOOKS.fields} ${FACE_FIELDS} views { __typename name path }`,
}

export const DATASOURCE_FACES: Question<DatasourceNode> = {
  ...DATASOURCES,
  fields: `${DATASOURCES.fields} ${FACE_FIELDS}`,
}

/** Tables with whoever reads them; virtual connections and custom SQL stand between. */
export const READ_TABLES: Question<ReadTableNode> = {
  connection: 'databaseTablesConnection',
  pageSize: 200,
  page: pageOf(readTable),
  fields: `${TABLE_FIELDS} ${READER_FIELDS}
      downstreamVirtualConnectionTables { ${READER_FIELDS} }
      referencedByQueries { ${QUERY_FIELDS} }`,
}

/** Custom SQL with its texts, and who reads it. */
export const QUERIES: Question<QueryNode> = {
  connection: 'customSQLTablesConnection',
  pageSize: 1000,
  page: pageOf(query),
  fields: QUERY_FIELDS,
}

/** All custom SQL of a site, with its texts. */
export const ALL_CUSTOM_SQL: Question<QueryNode & Pick<CustomSqlNode, 'tables'>> = {
  connection: 'customSQLTablesConnection',
  pageSize: 200,
  page: pageOf(queryWithTables),
  fields: `${QUERY_FIELDS} tables { ${TABLE_FIELDS} }`,
}

/** When Tableau updated the extracts of workbooks. */
export const WORKBOOK_UPDATES: Question<z.infer<typeof extractsOfWorkbook>> = {
  connection: 'workbooksConnection',
  pageSize: 1,
  page: pageOf(extractsOfWorkbook),
  fields: `embeddedDatasources { ${EXTRACT_FIELDS} }`,
}

/** When Tableau updated the extracts of published data sources. */
export const DATASOURCE_UPDATES: Question<ExtractNode> = {
  connection: 'publishedDatasourcesConnection',
  pageSize: 1,
  page: pageOf(extractOnly),
  fields: EXTRACT_FIELDS,
}
