import * as z from 'zod'
import { instant, nodes, optionalText, text, optionalBoolean } from '../client/shapes.js'
import { metadataQuery, type MetadataQuery } from './paged-query.js'
import type { TableauTable } from '../types.js'

// Each schema is also the query: `metadataQuery` selects the fields that it reads. All are in Tableau's public schema
// (docs/facts/tableau.md#schema).

const database = z.object({ name: optionalText }).nullish()

const table = z
  .object({
    name: optionalText,
    schema: optionalText,
    fullName: optionalText,
    connectionType: optionalText,
    database,
  })
  .transform(({ database: of, ...parts }): TableauTable => ({ ...parts, database: of?.name ?? null }))

/** Users who are not administrators get tables like this. */
const NAMELESS: TableauTable = {
  name: null,
  schema: null,
  fullName: null,
  connectionType: null,
  database: null,
}

const withLuid = z.object({ luid: text })

const extract = z.object({
  hasExtracts: optionalBoolean,
  extractLastUpdateTime: instant,
  extractLastRefreshTime: instant,
  extractLastIncrementalUpdateTime: instant,
})

const source = extract.extend({
  containsUnsupportedCustomSql: optionalBoolean,
  upstreamDatasources: nodes(withLuid, { luid: '' }),
  upstreamTables: nodes(table, NAMELESS),
})

const content = z.object({
  luid: text,
  /** Null if the user may not see it. */
  name: optionalText,
  vizportalUrlId: optionalText,
  projectName: optionalText,
  upstreamVirtualConnectionTables: nodes(z.object({ id: text })),
})

const workbook = content.extend({ projectLuid: optionalText, embeddedDatasources: nodes(source) })
const datasource = content.extend(source.shape)

/** What a discovered exposure shows to people. */
const forPeople = z.object({
  description: optionalText,
  owner: z.object({ name: optionalText, email: optionalText }).nullish(),
})
const views = z.object({ views: nodes(z.object({ path: optionalText })) })

const extractsOfWorkbook = z.object({ embeddedDatasources: nodes(extract) })

const readers = z.object({ downstreamWorkbooks: nodes(withLuid), downstreamDatasources: nodes(withLuid) })

const query = readers
  .extend({
    id: text,
    name: optionalText,
    query: optionalText,
    connectionType: optionalText,
    database,
    isUnsupportedCustomSql: optionalBoolean,
  })
  .transform(({ database: of, ...rest }) => ({ ...rest, database: of?.name ?? null }))

const queryWithTables = query.and(z.object({ tables: nodes(table) }))

const readTable = z.intersection(
  table.transform((one) => ({ table: one })),
  readers.extend({ downstreamVirtualConnectionTables: nodes(readers), referencedByQueries: nodes(query) }),
)

const customSql = readers.extend({
  id: text,
  isUnsupportedCustomSql: optionalBoolean,
  tables: nodes(table, NAMELESS),
})

type ForPeople = Partial<z.infer<typeof forPeople>>

export type ExtractNode = z.infer<typeof extract>
export type SourceNode = z.infer<typeof source>
export type WorkbookNode = z.infer<typeof workbook> & ForPeople & Partial<z.infer<typeof views>>
export type DatasourceNode = z.infer<typeof datasource> & ForPeople
export type Named<T> = T & { readonly name: string }
export type CustomSqlNode = z.infer<typeof customSql> & {
  /** Whether its text may read more tables than `tables`. */
  readonly mayReadMore?: boolean
}
export type QueryNode = z.infer<typeof query>
export type ReadTableNode = z.infer<typeof readTable>

const WORKBOOKS_PAGE = { connection: 'workbooksConnection', pageSize: 100 }
const DATASOURCES_PAGE = { connection: 'publishedDatasourcesConnection', pageSize: 100 }
const CUSTOM_SQL_PAGE = { connection: 'customSQLTablesConnection', pageSize: 200 }

/** Workbooks with what their embedded data sources read. */
export const WORKBOOKS: MetadataQuery<WorkbookNode> = metadataQuery(WORKBOOKS_PAGE, workbook)

/** Published data sources with what they read. */
export const DATASOURCES: MetadataQuery<DatasourceNode> = metadataQuery(DATASOURCES_PAGE, datasource)

/** The same workbooks with owner, description and views. */
export const WORKBOOKS_FOR_PEOPLE: MetadataQuery<WorkbookNode> = metadataQuery(
  WORKBOOKS_PAGE,
  workbook.extend({ ...forPeople.shape, ...views.shape }),
)

/** The same data sources with owner and description. */
export const DATASOURCES_FOR_PEOPLE: MetadataQuery<DatasourceNode> = metadataQuery(
  DATASOURCES_PAGE,
  datasource.extend(forPeople.shape),
)

/**
 * Custom SQL of the whole site: neither a workbook nor a data source leads to its own, and no filter selects it by its
 * reader (docs/facts/tableau.md#custom-sql). Going through columns and fields costs more nodes than the list.
 */
export const CUSTOM_SQL: MetadataQuery<CustomSqlNode> = metadataQuery(CUSTOM_SQL_PAGE, customSql)

/** All custom SQL of a site, with its text. */
export const CUSTOM_SQL_WITH_TEXT: MetadataQuery<QueryNode & Pick<CustomSqlNode, 'tables'>> = metadataQuery(
  CUSTOM_SQL_PAGE,
  queryWithTables,
)

/** Custom SQL with its text and its readers. */
export const QUERIES: MetadataQuery<QueryNode> = metadataQuery({ ...CUSTOM_SQL_PAGE, pageSize: 1000 }, query)

/** Tables with everything that reads them, also through virtual connections and custom SQL. */
export const READ_TABLES: MetadataQuery<ReadTableNode> = metadataQuery(
  { connection: 'databaseTablesConnection', pageSize: 200 },
  readTable,
)

/** When Tableau updated the extracts of workbooks. */
export const WORKBOOK_UPDATES: MetadataQuery<z.infer<typeof extractsOfWorkbook>> = metadataQuery(
  { ...WORKBOOKS_PAGE, pageSize: 1 },
  extractsOfWorkbook,
)

/** When Tableau updated the extracts of published data sources. */
export const DATASOURCE_UPDATES: MetadataQuery<ExtractNode> = metadataQuery(
  { ...DATASOURCES_PAGE, pageSize: 1 },
  extract,
)
