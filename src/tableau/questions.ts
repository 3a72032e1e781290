import { z } from 'zod'
import { instant, nodes, optionalText, text, truth } from './json.js'
import type { Question } from './metadata.js'
import type { TableauTable } from './types.js'

// Documents name no input types, only fields of the introspected schema (facts/metadata-schema.graphql). Variables
// that are left out make their filter disappear.

const TABLE_PARTS = `fragment TableParts on DatabaseTable { name schema fullName connectionType database { name } }`

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

const source = {
  hasExtracts: truth,
  containsUnsupportedCustomSql: truth,
  extractLastUpdateTime: instant,
  extractLastRefreshTime: instant,
  extractLastIncrementalUpdateTime: instant,
  upstreamDatasources: nodes(withLuid),
  upstreamTables: nodes(table),
}

const SOURCE_FIELDS = `hasExtracts containsUnsupportedCustomSql
  extractLastUpdateTime extractLastRefreshTime extractLastIncrementalUpdateTime
  upstreamDatasources { luid } upstreamTables { ...TableParts }`

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
const customSql = z.object({
  isUnsupportedCustomSql: truth,
  tables: nodes(table),
  downstreamWorkbooks: nodes(withLuid),
  downstreamDatasources: nodes(withLuid),
})

export type SourceNode = z.infer<typeof embedded>
export type WorkbookNode = z.infer<typeof workbook>
export type DatasourceNode = z.infer<typeof datasource>
export type Named<T> = T & { readonly name: string }
export type CustomSqlNode = z.infer<typeof customSql>

/** Workbooks by `$luids` or by `$numbers`, with what their embedded data sources read. */
export const WORKBOOKS: Question<WorkbookNode> = {
  pageSize: 50,
  node: workbook,
  document: `query Workbooks($first: Int!, $after: String, $luids: [String], $numbers: [String]) {
  page: workbooksConnection(first: $first, after: $after, orderBy: {field: ID, direction: ASC},
      filter: {luidWithin: $luids, vizportalUrlIdWithin: $numbers}) {
    nodes { ${CONTENT_FIELDS} projectLuid embeddedDatasources { ${SOURCE_FIELDS} } }
    pageInfo { hasNextPage endCursor }
  }
}
${TABLE_PARTS}`,
}

/** Published data sources by `$luids` or by `$numbers`, with what they read. */
export const DATASOURCES: Question<DatasourceNode> = {
  pageSize: 100,
  node: datasource,
  document: `query Datasources($first: Int!, $after: String, $luids: [String], $numbers: [String]) {
  page: publishedDatasourcesConnection(first: $first, after: $after, orderBy: {field: ID, direction: ASC},
      filter: {luidWithin: $luids, vizportalUrlIdWithin: $numbers}) {
    nodes { ${CONTENT_FIELDS} ${SOURCE_FIELDS} }
    pageInfo { hasNextPage endCursor }
  }
}
${TABLE_PARTS}`,
}

/** Custom SQL of the whole site: its tables stand nowhere else, and no filter picks those of a workbook (facts §11.4). */
export const CUSTOM_SQL: Question<CustomSqlNode> = {
  pageSize: 200,
  node: customSql,
  document: `query CustomSql($first: Int!, $after: String) {
  page: customSQLTablesConnection(first: $first, after: $after, orderBy: {field: ID, direction: ASC}) {
    nodes { isUnsupportedCustomSql tables { ...TableParts } downstreamWorkbooks { luid } downstreamDatasources { luid } }
    pageInfo { hasNextPage endCursor }
  }
}
${TABLE_PARTS}`,
}
