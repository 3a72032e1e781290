import type { DbtNode } from '../dbt/manifest.js'
import type { TableauTable } from '../tableau/types.js'

/** A table's place, from `database` down; null where it is not told. Lower case, without quotes. */
export interface Relation {
  readonly database: string | null
  readonly schema: string | null
  readonly name: string
}

/** `relation-map`: where the warehouse's names differ between dbt and Tableau. */
export interface RelationMapping {
  readonly dbt: Omit<Relation, 'name'>
  readonly tableau: Omit<Relation, 'name'>
}

/** Connectors with two tiers only: what dbt calls the schema, Tableau may call the database. */
const TWO_TIERS = /^(clickhouse|athena|hive|mysql|teradata|spark)/

/** With two tiers or three: a catalog that Tableau tells counts, as dev and prod often differ in nothing else. */
const MAYBE_TWO_TIERS = /^databricks/

/** Their `database.name` is a project's friendly name, which says nothing about its id. */
const FRIENDLY_DATABASE = /^bigquery/

/** Where dbt built a node, in the names under which Tableau knows the place. */
export function relationOf(node: DbtNode, mappings: readonly RelationMapping[]): Relation {
  const relation = {
    database: lowerOrNull(node.database),
    schema: lowerOrNull(node.schema),
    name: node.identifier.toLowerCase(),
  }
  const mapping = mappingFor(relation, mappings)
  if (mapping === undefined) return relation
  const { database, schema } = mapping.tableau
  if (relation.database === null) return { ...relation, schema: schema ?? database }
  return { ...relation, database, schema: schema ?? relation.schema }
}

/** Every name under which the warehouse has a node: its own, and that of the view on a latest version. */
export function relationsOf(node: DbtNode, mappings: readonly RelationMapping[]): Relation[] {
  const own = relationOf(node, mappings)
  const { latestPointer } = node
  return latestPointer === null ? [own] : [own, { ...own, name: latestPointer.toLowerCase() }]
}

/** A line that names the schema comes before one for the whole database. Where dbt has two tiers, its schema is the database. */
function mappingFor(
  { database, schema }: Relation,
  mappings: readonly RelationMapping[],
): RelationMapping | undefined {
  const top = database ?? schema
  const own = mappings.filter(({ dbt }) => dbt.database === top)
  const exact = own.find(({ dbt }) => database !== null && dbt.schema === schema)
  return exact ?? own.find(({ dbt }) => dbt.schema === null)
}

/** Null for a table whose name Tableau does not tell. */
export function relationOfTable(table: TableauTable): Relation | null {
  const parts = table.fullName === null ? [] : splitName(table.fullName)
  const own = table.name === null ? [] : splitName(table.name)
  const longest = parts.length >= own.length ? parts : own
  const name = longest.at(-1)
  if (name === undefined) return null
  const friendly = FRIENDLY_DATABASE.test(table.connectionType ?? '')
  return {
    database: longest.at(-3) ?? (friendly ? null : lowerOrNull(table.database)),
    schema: longest.at(-2) ?? lowerOrNull(table.schema),
    name,
  }
}

/**
 * How a table of Tableau compares with a relation of dbt: the same; another that has its name but lies
 * elsewhere; or another altogether. What either side does not tell cannot differ.
 */
export function compareRelations(
  dbt: Relation,
  table: Relation,
  connectionType: string | null,
): 'same' | 'elsewhere' | 'other' {
  if (dbt.name !== table.name) return 'other'
  const type = connectionType ?? ''
  const { schema, database } = table
  if (hasTwoTiers(dbt, type)) return isIn(dbt.schema, [schema, database]) ? 'same' : 'elsewhere'
  if (agree(dbt.schema, schema) && agree(dbt.database, database)) return 'same'
  const oneTold = schema === null || schema === database
  if (oneTold && MAYBE_TWO_TIERS.test(type) && database === dbt.schema) return 'same'
  return 'elsewhere'
}

/** Schema and database are the same tier then, and either may be told. */
function isIn(place: string | null, told: readonly (string | null)[]): boolean {
  return told.includes(place) || told.every((one) => one === null)
}

function hasTwoTiers({ database }: Relation, connectionType: string): boolean {
  return database === null || TWO_TIERS.test(connectionType)
}

function agree(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b
}

function lowerOrNull(text: string | null): string | null {
  return text === null || text === '' ? null : text.toLowerCase()
}

/**
 * `[DB.SCHEMA].[T]`, `"db"."schema"."t"`, `` `p-1.d.t` ``, `db.schema.t` → the parts in lower case.
 * Brackets may hold several parts, quotes of the other kinds hold one, except BigQuery's back quotes.
 */
export function splitName(name: string): string[] {
  const parts: string[] = []
  const token = /\[([^\]]*)\]|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|`([^`]*)`|([^.[\]"`]+)/g
  for (const [, bracketed, quoted, singleQuoted, backQuoted, bare] of name.matchAll(token)) {
    const dotted = bracketed ?? backQuoted ?? bare
    if (dotted !== undefined) for (const part of dotted.split('.')) parts.push(part)
    else if (quoted !== undefined) parts.push(quoted.replaceAll('""', '"'))
    else if (singleQuoted !== undefined) parts.push(singleQuoted.replaceAll("''", "'"))
  }
  return parts.map((part) => part.trim().toLowerCase()).filter((part) => part !== '')
}

/** The databases that a connector of Tableau and an adapter of dbt may both speak to, by how their names begin. */
const WAREHOUSES: readonly RegExp[] = [
  /^snowflake/,
  /^bigquery/,
  /^(redshift|postgres|greenplum|cockroach|alloydb|materialize)/,
  /^(databricks|spark|hive)/,
  /^(sqlserver|azure|synapse|fabric|mssql)/,
  /^(mysql|mariadb|singlestore|memsql)/,
  /^oracle/,
  /^duckdb/,
  /^clickhouse/,
  /^(athena|awsathena|trino|presto|starburst)/,
  /^teradata/,
  /^vertica/,
]

/** Files and services: no dbt project builds there (docs/facts/tableau.md#connectors). */
const NO_WAREHOUSE =
  /^(hyper|dataengine|excel|text|webdata|web-data|google-(sheets|drive|analytics)|msaccess|ogr|pdf|json|salesforce|sharepoint|onedrive|box|dropbox|stat)/

/** False where a table of this connector cannot be one that this adapter built. Generic connectors may speak to anything. */
export function mayShare(adapterType: string | null, connectionType: string | null): boolean {
  const connector = (connectionType ?? '').toLowerCase()
  if (NO_WAREHOUSE.test(connector)) return false
  const theirs = WAREHOUSES.find((names) => names.test(connector))
  const ours = WAREHOUSES.find((names) => names.test((adapterType ?? '').toLowerCase()))
  return theirs === undefined || ours === undefined || theirs === ours
}

/** Every tier that the warehouse has is told, so that the match rests on the whole name. */
export function isFullNameMatch(
  dbt: Relation,
  { database, schema }: Relation,
  connectionType: string | null,
): boolean {
  if (dbt.schema !== null && schema === dbt.schema && database === dbt.database) return true
  return (
    hasTwoTiers(dbt, connectionType ?? '') && dbt.schema !== null && [schema, database].includes(dbt.schema)
  )
}

/** As `relation-map` takes its parts. */
export function showRelation({ database, schema, name }: Relation): string {
  return [database, schema, name].flatMap((part) => (part === null ? [] : quotedIfOdd(part))).join('.')
}

function quotedIfOdd(part: string): string {
  return /[.\s="]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part
}
