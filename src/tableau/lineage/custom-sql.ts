import type { TableauTable } from '../types.js'
import { type Dialect, dialectOf } from './sql-dialects.js'
import { type NamedTable, PARAMETER_MARK, TableReader } from './sql-tables.js'
import { isObject, kindOf, namesIn } from './syntax-tree.js'

/** A custom SQL text as Tableau's lineage gives it. */
export interface CustomSqlText {
  readonly query: string
  readonly connectionType: string | null
  /** The default database of table names; null if Tableau does not say. */
  readonly database: string | null
}

export interface TablesInSql {
  /** The tables that the text names, without its common table expressions; also a name that may mean something else. */
  readonly tables: readonly TableauTable[]
  /** False if the text may also read others, as through a function or a name that is built at run time. */
  readonly isComplete: boolean
}

/** The tables that a query reads, from a parser of its connector's SQL dialect. Null if it cannot be parsed. */
export async function tablesInSql(text: CustomSqlText): Promise<TablesInSql | null> {
  const { init, parse } = await import('@guanmingchiu/sqlparser-ts')
  await init()
  const dialect = dialectOf(text.connectionType)
  for (const query of candidateQueries(text.query)) {
    try {
      return read(parse(query, dialect), dialect, text)
    } catch {
      // Try the next candidate.
    }
  }
  return null
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&amp;': '&',
}

const PARAMETER = /<\[?Parameters\]?\.(?:\[[^\]]*\]|[^\s<>]+)>/gi

/** The query without Tableau's escapes (docs/facts/tableau.md#custom-sql-marks), with each parameter as a number and as a text. */
function candidateQueries(query: string): readonly string[] {
  const text = query.replaceAll(/&(?:lt|gt|quot|apos|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
  const withParameter = (value: string): string =>
    text.replaceAll(PARAMETER, value).replaceAll('<<', '<').replaceAll('>>', '>')
  return [...new Set([withParameter(PARAMETER_MARK), withParameter(`'${PARAMETER_MARK}'`)])]
}

/** Statements that may come before a query. They read only what their expressions name. */
const PREPARATIONS = new Set(['Declare', 'Set', 'ShowVariable', 'AlterSession', 'Commit', 'StartTransaction'])

function read(statements: readonly unknown[], dialect: Dialect, text: CustomSqlText): TablesInSql {
  const found = new Map<string, TableauTable>()
  let { database } = text
  let isComplete = statements.length > 0
  for (const statement of statements) {
    const [kind, value] = isObject(statement) ? kindOf(statement) : ['', null]
    if (kind === 'Use') {
      database = databaseOfUse(value)
      isComplete &&= database !== null
    } else if (kind === 'Query' || PREPARATIONS.has(kind)) {
      const reader = new TableReader(dialect)
      reader.read(statement)
      isComplete &&= reader.isComplete
      for (const [key, table] of reader.tables)
        found.set(`${database} ${key}`, tableOf(table, { ...text, database }))
    } else isComplete = false
  }
  return { tables: [...found.values()], isComplete }
}

/** The database that `use x` names; null for `use schema x` and the like, after which the default database is not certain. */
function databaseOfUse(value: unknown): string | null {
  const [kind, name] = isObject(value) ? kindOf(value) : ['', null]
  const names = kind === 'Object' || kind === 'Database' ? namesIn(name) : null
  return names?.length === 1 ? (names[0]?.value ?? null) : null
}

function tableOf({ parts, of }: NamedTable, { database, connectionType }: CustomSqlText): TableauTable {
  return {
    name: quoted(parts.at(-1) ?? ''),
    schema: parts.at(-2) ?? null,
    database: parts.at(-3) ?? of ?? database,
    fullName: parts.map(quoted).join('.'),
    connectionType,
  }
}

/** Quoted, so that a dot in the name is not read as a separator. */
function quoted(part: string): string {
  return `"${part.replaceAll('"', '""')}"`
}
