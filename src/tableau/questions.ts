import { z } from 'zod'
import { instant, nodes, optionalText, text, truth } from './json.js'
import type { Question } from './listing.js'
import type { TableauTable } from './types.js'

// Only fields of the introspected schema (facts/metadata-schema.graphql).

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
  upstreamDatasources: nodes(withLuid),
  upstreamTables: nodes(table),
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
  owner: z.object({ name: optionalText }).nullish(),
  upstreamVirtualConnectionTables: nodes(z.object({})),
}

const CONTENT_FIELDS = `luid name vizportalUrlId projectName owner { name } upstreamVirtualConnectionTables { id }`

const workbook = z.object({ ...content, projectLuid: optionalText, embeddedDatasources: nodes(embedded) })
const datasource = z.object({ ...content, ...source })
const extractOnly = z.object(extract)
const extractsOfWorkbook = z.object({ embeddedDatasources: nodes(extractOnly) })
const customSql = z.object({
  isUnsupportedCustomSql: truth,
  tables: nodes(table),
  downstreamWorkbooks: nodes(withLuid),
  downstreamDatasources: nodes(withLuid),
})

export type ExtractNode = z.infer<typeof extractOnly>
export type SourceNode = z.infer<typeof embedded>
export type WorkbookNode = z.infer<typeof workbook>
export type DatasourceNode = z.infer<typeof datasource>
export type Named<T> = T & { readonly name: string }
export type CustomSqlNode = z.infer<typeof customSql>

/** Workbooks with what their embedded data sources read. */
export const WORKBOOKS: Question<WorkbookNode> = {
  connection: 'workbooksConnection',
  pageSize: 100,
  node: workbook,
  fields: `${CONTENT_FIELDS} projectLuid embeddedDatasources { ${SOURCE_FIELDS} }`,
}

/** Published data sources with what they read. */
export const DATASOURCES: Question<DatasourceNode> = {
  connection: 'publishedDatasourcesConnection',
  pageSize: 100,
  node: datasource,
  fields: `${CONTENT_FIELDS} ${SOURCE_FIELDS}`,
}

/**
 * Custom SQL of the whole site: neither a workbook nor a data source leads to its own, since `upstreamTables` holds
 * database tables only, and no filter picks it by what reads it (facts/metadata-schema.graphql). The way by columns of
 * all fields costs more nodes than the list.
 */
export const CUSTOM_SQL: Question<CustomSqlNode> = {
  connection: 'customSQLTablesConnection',
  pageSize: 200,
  node: customSql,
  fields: `isUnsupportedCustomSql tables { ${TABLE_FIELDS} } downstreamWorkbooks { luid } downstreamDatasources { luid }`,
}

/** When Tableau updated the extracts of workbooks. */
export const WORKBOOK_UPDATES: Question<z.infer<typeof extractsOfWorkbook>> = {
  connection: 'workbooksConnection',
  pageSize: 1,
  node: extractsOfWorkbook,
  fields: `embeddedDatasources { ${EXTRACT_FIELDS} }`,
}

/** When Tableau updated the extracts of published data sources. */
export const DATASOURCE_UPDATES: Question<ExtractNode> = {
  connection: 'publishedDatasourcesConnection',
  pageSize: 1,
  node: extractOnly,
  fields: EXTRACT_FIELDS,
}
