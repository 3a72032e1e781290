import type { DbtNode } from '../dbt/manifest.js'
import type { TableauTable } from '../tableau/types.js'

/** The full name of a table, in lower case and without quotes; unknown parts are null. */
export interface Relation {
  readonly database: string | null
  readonly schema: string | null
  readonly name: string
}

/** The name of a table in Tableau. */
export interface TableRelation extends Relation {
  /** Whether the name itself has two parts or more: then a database that Tableau gives beside it is only the connection's default. */
  readonly namesSchema: boolean
  /** Whether the name itself has three parts, so that the first one counts with every connector. */
  readonly namesDatabase: boolean
}

/** `relation-map`: where the warehouse's names differ between dbt and Tableau. */
export interface RelationMapping {
  readonly dbt: Omit<Relation, 'name'>
  readonly tableau: Omit<Relation, 'name'>
}

/** Connectors whose names have two parts: what dbt calls the schema, Tableau may call the database. */
const TWO_TIERS = /^(clickhouse|(aws)?athena|hive|mysql|teradata|spark)/

/** Connectors with two or three parts. A catalog in Tableau's answer counts, since dev and prod often differ only in that. */
const MAYBE_TWO_TIERS = /^databricks/

/** Connectors whose `database.name` is the project's display name, not its id. */
const DISPLAY_NAMES = /^bigquery/

/** The relation of a node, in Tableau's names (after `relation-map`). */
export function relationOf(node: DbtNode, mappings: readonly RelationMapping[]): Relation {
  const relation = {
    database: lowerOrNull(node.database),
    schema: lowerOrNull(node.schema),
    name: node.identifier.toLowerCase(),
  }
  return renamed(relation, mappings)
}

function renamed(relation: Relation, mappings: readonly RelationMapping[]): Relation {
  const mapping = mappingFor(relation, mappings)
  if (mapping === undefined) return relation
  const { database, schema } = mapping.tableau
  if (relation.database === null) return { ...relation, schema: schema ?? database }
  return { ...relation, database, schema: schema ?? relation.schema }
}

/** All relations of a node: its own, and the view that points to its latest version. */
export function relationsOf(node: DbtNode, mappings: readonly RelationMapping[]): Relation[] {
  const own = relationOf(node, mappings)
  const { latestPointer } = node
  return latestPointer === null ? [own] : [own, { ...own, name: latestPointer.toLowerCase() }]
}

/** A mapping of the schema takes precedence over one of the whole database. In a two-part name, dbt's schema is the database. */
function mappingFor(
  { database, schema }: Relation,
  mappings: readonly RelationMapping[],
): RelationMapping | undefined {
  const top = database ?? schema
  const own = mappings.filter(({ dbt }) => dbt.database === top)
  const exact = own.find(({ dbt }) => database !== null && dbt.schema === schema)
  return exact ?? own.find(({ dbt }) => dbt.schema === null)
}

/**
 * The relation of a table in Tableau; null if Tableau gives no name, or one that no warehouse could have.
 * @param dbt a relation whose parts may have dots, to compare it with
 */
export function relationOfTable(
  table: TableauTable,
  mappings: readonly RelationMapping[] = [],
  dbt: Relation | null = null,
): TableRelation | null {
  const parts = table.fullName === null ? [] : splitName(table.fullName)
  const own = table.name === null ? [] : splitName(table.name)
  const given = parts.length >= own.length ? parts : own
  const longest = dbt === null ? given : grouped(given, lowerOrNull(table.schema), dbt)
  const name = longest.at(-1)
  if (name === undefined) return null
  const named = {
    database: longest.at(-3) ?? null,
    schema: longest.at(-2) ?? lowerOrNull(table.schema),
    name,
  }
  const place = DISPLAY_NAMES.test(table.connectionType ?? '') ? inProject : inDatabase
  return {
    ...place(named, lowerOrNull(table.database), mappings),
    namesSchema: longest.length >= 2,
    namesDatabase: longest.length >= 3,
  }
}

/** Brackets and back quotes do not tell a dot in a name from one between names, so the parts that dbt has as one are joined. */
function grouped(parts: readonly string[], schema: string | null, dbt: Relation): readonly string[] {
  let rest = (parts.length === 1 && schema !== null ? [schema, ...parts] : parts).flatMap((part) =>
    part.split('.'),
  )
  const found: string[] = []
  for (const part of [dbt.name, dbt.schema, dbt.database]) {
    const size = part?.split('.').length ?? 0
    if (part === null || rest.slice(-size).join('.') !== part) break
    found.unshift(part)
    rest = rest.slice(0, -size)
  }
  return found.length === 0 ? parts : [...rest, ...found]
}

/** The last part of a name with dots, under which a table is found whatever its quotes. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function inDatabase(named: Relation, database: string | null): Relation {
  return { ...named, database: named.database ?? database }
}

/** A display name counts if `relation-map` has it, and then before the id in the name. Otherwise the id is renamed like dbt's. */
function inProject(
  named: Relation,
  displayName: string | null,
  mappings: readonly RelationMapping[],
): Relation {
  const isMapped = displayName !== null && mappings.some(({ tableau }) => tableau.database === displayName)
  if (isMapped) return { ...named, database: displayName }
  return named.database === null ? named : renamed(named, mappings)
}

/**
 * Compares a table in Tableau with a relation in dbt: `same`; `elsewhere`, which is the same name in another database or schema;
 * or `other`. A part that one side does not know cannot differ.
 */
export function compareRelations(
  dbt: Relation,
  table: TableRelation,
  connectionType: string | null,
): 'same' | 'elsewhere' | 'other' {
  if (dbt.name !== table.name) return 'other'
  const type = connectionType ?? ''
  const { schema, database } = table
  if (hasTwoTiers(dbt, table, type)) return isOneOf(dbt.schema, placesOf(table)) ? 'same' : 'elsewhere'
  if (agree(dbt.schema, schema) && agree(dbt.database, database)) return 'same'
  const onlyDatabase = schema === null || schema === database
  if (onlyDatabase && MAYBE_TWO_TIERS.test(type) && database === dbt.schema) return 'same'
  return 'elsewhere'
}

/**
 * What may be the one place of a two-part name: the part before the table's name, else what Tableau gives beside it as schema or
 * database.
 */
function placesOf({ schema, database, namesSchema }: TableRelation): readonly string[] {
  return [schema, namesSchema ? null : database].filter((place) => place !== null)
}

function isOneOf(place: string | null, given: readonly string[]): boolean {
  return given.length === 0 || (place !== null && given.includes(place))
}

function hasTwoTiers(
  { database }: Relation,
  { namesDatabase }: TableRelation,
  connectionType: string,
): boolean {
  return database === null || (TWO_TIERS.test(connectionType) && !namesDatabase)
}

function agree(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b
}

function lowerOrNull(text: string | null): string | null {
  return text === null || text === '' ? null : text.toLowerCase()
}

/** Three times what BigQuery allows for a name of three parts. The time to split grows with the square of the length. */
const LONGEST_NAME = 6000

/**
 * `[DB.SCHEMA].[T]`, `"db"."schema"."t"`, `` `p-1.d.t` ``, `db.schema.t` → the parts in lower case.
 * Brackets and BigQuery's back quotes may hold several parts; other quotes hold one. Empty for a longer text.
 */
export function splitName(name: string): string[] {
  if (name.length > LONGEST_NAME) return []
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

/** Whether the names agree in every part that the warehouse has. */
export function isFullNameMatch(dbt: Relation, table: TableRelation, connectionType: string | null): boolean {
  const { database, schema } = table
  if (dbt.schema !== null && schema === dbt.schema && database === dbt.database) return true
  if (!hasTwoTiers(dbt, table, connectionType ?? '')) return false
  const places = placesOf(table)
  return places.length > 0 && places.every((place) => place === dbt.schema)
}

/** The name as `relation-map` accepts it. */
export function showRelation({ name, ...place }: Relation): string {
  return [showPlace(place), quotedIfNeeded(name)].filter((part) => part !== '').join('.')
}

/** A database or schema as `relation-map` accepts it. */
export function showPlace({ database, schema }: Omit<Relation, 'name'>): string {
  return [database, schema].flatMap((part) => (part === null ? [] : quotedIfNeeded(part))).join('.')
}

function quotedIfNeeded(part: string): string {
  return /[.\s="]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part
}
