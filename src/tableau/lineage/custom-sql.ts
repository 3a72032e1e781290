import type { TableauTable } from '../types.js'

/** A custom SQL text as Tableau's lineage gives it. */
export interface CustomSqlText {
  readonly query: string
  readonly connectionType: string | null
  /** The default database of table names; null if Tableau does not say. */
  readonly database: string | null
}

/**
 * The tables that a query reads, without its common table expressions, from a parser of its connector's SQL dialect.
 * Null if it cannot be parsed, or builds the name of a table at run time.
 */
export async function tablesInSql(text: CustomSqlText): Promise<readonly TableauTable[] | null> {
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

type Dialect = 'snowflake' | 'bigquery' | 'redshift' | 'postgresql' | 'databricks' | 'mssql' | 'mysql'
type AnyDialect = Dialect | 'oracle' | 'duckdb' | 'clickhouse' | 'hive' | 'teradata' | 'sqlite' | 'generic'

/** SQL dialects by the beginning of the connector's name (docs/facts/tableau.md#connectors). */
const DIALECTS: readonly (readonly [RegExp, AnyDialect])[] = [
  [/^snowflake/, 'snowflake'],
  [/^bigquery/, 'bigquery'],
  [/^redshift/, 'redshift'],
  [/^(postgres|greenplum|vertica|denodo|cockroach|alloydb)/, 'postgresql'],
  [/^(databricks|spark)/, 'databricks'],
  [/^(sqlserver|azure|synapse|msolap|fabric)/, 'mssql'],
  [/^(mysql|mariadb|singlestore|memsql)/, 'mysql'],
  [/^oracle/, 'oracle'],
  [/^duckdb/, 'duckdb'],
  [/^clickhouse/, 'clickhouse'],
  [/^(hive|athena|awsathena|presto|trino|impala|hadoop)/, 'hive'],
  [/^teradata/, 'teradata'],
  [/^sqlite/, 'sqlite'],
]

function dialectOf(connectionType: string | null): AnyDialect {
  const type = (connectionType ?? '').toLowerCase()
  return DIALECTS.find(([begins]) => begins.test(type))?.[1] ?? 'generic'
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
  return [...new Set([withParameter('1'), withParameter("'1'")])]
}

/** Names that are not tables in this part of the query: common table expressions, and aliases whose columns look like tables. */
interface Scope {
  readonly named: ReadonlySet<string>
  readonly aliases: ReadonlySet<string>
}

/** Thrown if a query may read tables that its text does not name. */
class Unreadable extends Error {}

const READS_NOTHING = new Set([
  'Declare',
  'Set',
  'Use',
  'ShowVariable',
  'AlterSession',
  'Commit',
  'StartTransaction',
])

function read(
  statements: readonly unknown[],
  dialect: AnyDialect,
  { database, connectionType }: CustomSqlText,
): readonly TableauTable[] {
  const names = new Map<string, NamedTable>()
  for (const statement of statements) {
    const [kind] = Object.keys(isObject(statement) ? statement : {})
    if (kind === 'Query')
      new Reader(dialect, names).visit(statement, { named: new Set(), aliases: new Set() })
    else if (kind === undefined || !READS_NOTHING.has(kind)) throw new Unreadable()
  }
  if (names.size === 0 && statements.length === 0) throw new Unreadable()
  return [...names.values()].map(({ parts, of }) => ({
    name: quoted(parts.at(-1) ?? ''),
    schema: parts.at(-2) ?? null,
    database: parts.at(-3) ?? of ?? database,
    fullName: parts.map(quoted).join('.'),
    connectionType,
  }))
}

/** Quoted, so that a dot in the name is not read as a separator. */
function quoted(part: string): string {
  return `"${part.replaceAll('"', '""')}"`
}

interface NamedTable {
  readonly parts: readonly string[]
  /** The database of `db..t`, which leaves the schema out. */
  readonly of: string | null
}

/** Walks the syntax tree. A table is a `Table` member with a name and without arguments. */
class Reader {
  constructor(
    private readonly dialect: AnyDialect,
    private readonly names: Map<string, NamedTable>,
  ) {}

  visit(node: unknown, scope: Scope): void {
    if (Array.isArray(node)) for (const one of node) this.visit(one, scope)
    if (!isObject(node) || Array.isArray(node)) return
    if (isObject(node['with'])) this.visitQuery(node, node['with'], scope)
    else this.visitMembers(node, scope)
  }

  private visitMembers(node: Members, scope: Scope): void {
    const inner = Array.isArray(node['from']) ? withAliases(scope, node['from']) : scope
    for (const [key, value] of Object.entries(node)) {
      if (key === 'Table' && isObject(value) && Array.isArray(value['name'])) this.note(value, inner)
      this.visit(value, inner)
    }
  }

  /** A common table expression can use those before it, and itself if it is recursive. */
  private visitQuery(query: Members, clause: Members, scope: Scope): void {
    const expressions = asArray(clause['cte_tables']).filter(isObject)
    const nameOf = (one: Members): string => aliasOf(one) ?? ''
    const named = new Set(scope.named)
    if (clause['recursive'] === true) for (const one of expressions) named.add(nameOf(one))
    for (const one of expressions) {
      const recursive = new Set(named)
      if (isSetOperation(one['query'])) recursive.add(nameOf(one))
      this.visit(one['query'], { ...scope, named: recursive })
      named.add(nameOf(one))
    }
    this.visitMembers({ ...query, with: null }, { ...scope, named })
  }

  private note(table: Members, scope: Scope): void {
    const all = this.partsOf(table['name'])
    if (table['args'] !== undefined && table['args'] !== null) {
      // `identifier(…)` takes a table name that may be built at run time.
      if (all.join('.').toLowerCase() === 'identifier') throw new Unreadable()
    } else if (all.length > 0 && !this.isAliasOrExpression(all, scope)) {
      const parts = all.slice(all.lastIndexOf('') + 1)
      const of = parts.length < all.length ? (all[0] ?? null) : null
      this.names.set(JSON.stringify(all), { parts, of })
    }
  }

  /** A common table expression, or in `from t, t.items` a column of an earlier table. */
  private isAliasOrExpression([first = '', ...rest]: readonly string[], scope: Scope): boolean {
    if (rest.length === 0) return scope.named.has(first.toLowerCase())
    return this.dialect === 'bigquery' && scope.aliases.has(first.toLowerCase())
  }

  /** Empty if the name is a file path. */
  private partsOf(name: unknown): readonly string[] {
    const parts: string[] = []
    for (const part of asArray(name).filter(isObject)) {
      const identifier = part['Identifier']
      if (!isObject(identifier) || typeof identifier['value'] !== 'string') throw new Unreadable()
      const { value, quote_style: quote } = identifier
      if (quote === "'" && value.includes('.')) return []
      if (quote === "'") throw new Unreadable()
      const names = quote === '`' && this.dialect === 'bigquery' ? value.split('.') : [value]
      for (const one of names) parts.push(one)
    }
    return parts
  }
}

type Members = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isSetOperation(query: unknown): boolean {
  return isObject(query) && isObject(query['body']) && 'SetOperation' in query['body']
}

function aliasOf(node: Members): string | null {
  const alias = node['alias']
  const name = isObject(alias) ? alias['name'] : null
  return isObject(name) && typeof name['value'] === 'string' ? name['value'].toLowerCase() : null
}

function withAliases(scope: Scope, from: readonly unknown[]): Scope {
  const aliases = new Set(scope.aliases)
  for (const relation of relationsIn(from)) {
    const table = relation['Table']
    if (!isObject(table)) continue
    const last = asArray(table['name']).filter(isObject).at(-1)?.['Identifier']
    const own = isObject(last) && typeof last['value'] === 'string' ? last['value'].split('.').at(-1) : null
    const name = aliasOf(table) ?? own?.toLowerCase()
    if (name !== undefined) aliases.add(name)
  }
  return { ...scope, aliases }
}

function relationsIn(from: readonly unknown[]): readonly Members[] {
  return from.filter(isObject).flatMap(({ relation, joins }) => [
    ...(isObject(relation) ? [relation] : []),
    ...asArray(joins)
      .filter(isObject)
      .flatMap((join) => (isObject(join['relation']) ? [join['relation']] : [])),
  ])
}
