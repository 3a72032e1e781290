import type { CustomSqlInput, DatabaseInput, TableInput } from './input.js'
import type { CustomSql, Database, Table } from './model.js'
import { luidOf } from './names.js'

type DatabaseRef = string | DatabaseInput | null | undefined

/** The databases and tables of one site. Data sources that name the same table share it. */
export class Catalogue {
  readonly #site: string
  readonly #connectionType: string
  readonly #databases = new Map<string, Database>()
  readonly #tables = new Map<string, Table>()

  constructor(site: string, connectionType: string) {
    this.#site = site
    this.#connectionType = connectionType
  }

  get databases(): Database[] {
    return [...this.#databases.values()]
  }

  get tables(): Table[] {
    return [...this.#tables.values()]
  }

  table(input: TableInput): Table {
    const parts = typeof input === 'string' ? dotted(input) : input
    const connectionType = parts.connectionType ?? this.#connectionType
    const database = this.#database(parts.database, connectionType)
    const schema = parts.schema ?? ''
    const fullName = parts.fullName ?? (schema === '' ? `[${parts.name}]` : `[${schema}].[${parts.name}]`)
    const key = [connectionType, database?.id ?? '', fullName, parts.name].join('\u0000')
    const known = this.#tables.get(key)
    if (known !== undefined) return known
    const table: Table = {
      id: luidOf('graphql', this.#site, 'table', key),
      luid: parts.luid ?? luidOf(this.#site, 'table', key),
      name: parts.name,
      schema,
      fullName,
      connectionType,
      database,
      columns: parts.columns ?? ['ID', 'UPDATED_AT'],
    }
    this.#tables.set(key, table)
    return table
  }

  customSql(input: CustomSqlInput, owner: string): CustomSql {
    const connectionType = input.connectionType ?? this.#connectionType
    return {
      id: luidOf('graphql', this.#site, 'custom-sql', owner, input.query),
      name: input.name ?? 'Custom SQL Query',
      query: input.query,
      tables: (input.tables ?? []).map((table) => this.table(asParsed(table, connectionType))),
      unsupported: input.unsupported ?? false,
      connectionType,
      database: this.#database(input.database, connectionType),
    }
  }

  #database(ref: DatabaseRef, connectionType: string): Database | undefined {
    if (ref === null || ref === undefined) return undefined
    const input: DatabaseInput = typeof ref === 'string' ? { name: ref } : ref
    const type = input.connectionType ?? connectionType
    const key = [type, input.hostName ?? '', input.name ?? ''].join('\u0000')
    const known = this.#databases.get(key)
    if (known !== undefined) return known
    const database: Database = {
      id: luidOf('graphql', this.#site, 'database', key),
      luid: input.luid ?? luidOf(this.#site, 'database', key),
      name: input.name,
      kind: input.kind ?? 'server',
      connectionType: type,
      hostName: input.hostName,
      port: input.port,
      service: input.service,
      connectorUrl: input.connectorUrl,
      provider: input.provider,
    }
    this.#databases.set(key, database)
    return database
  }
}

/** `DB.SCHEMA.TABLE`, `SCHEMA.TABLE` or `TABLE`, named as the Snowflake connector does (docs/facts/tableau.md#table-names). */
function dotted(text: string): Exclude<TableInput, string> {
  const parts = text.split('.')
  const name = parts.pop() ?? text
  const schema = parts.pop() ?? ''
  return { name, schema, database: parts.length > 0 ? parts.join('.') : null }
}

/** A table that Tableau's SQL parser found: no schema, brackets or database (docs/facts/tableau.md#table-names). */
function asParsed(table: TableInput, connectionType: string): TableInput {
  if (typeof table !== 'string') return table
  return { name: table, schema: '', fullName: table, database: null, connectionType }
}
