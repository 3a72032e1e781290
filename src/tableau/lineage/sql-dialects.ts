/** The dialects of the SQL parser that connectors use. */
export type Dialect =
  | 'snowflake'
  | 'bigquery'
  | 'redshift'
  | 'postgresql'
  | 'databricks'
  | 'mssql'
  | 'mysql'
  | 'oracle'
  | 'duckdb'
  | 'clickhouse'
  | 'hive'
  | 'teradata'
  | 'sqlite'
  | 'generic'

/** By the beginning of the connector's name (docs/facts/tableau.md#connectors). */
const DIALECTS: readonly (readonly [RegExp, Dialect])[] = [
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

export function dialectOf(connectionType: string | null): Dialect {
  const type = (connectionType ?? '').toLowerCase()
  return DIALECTS.find(([begins]) => begins.test(type))?.[1] ?? 'generic'
}

/** What a rule says in a dialect; `unsure` where the answer depends on settings or on the warehouse behind a connector. */
export type Certainty = 'yes' | 'unsure' | 'no'

/** Whether `from t, t.items` reads a column of `t`. Impala, which shares a dialect with Hive and Trino, does so too. */
export function readsColumnsOfAliases(dialect: Dialect): Certainty {
  if (dialect === 'bigquery' || dialect === 'redshift') return 'yes'
  return dialect === 'hive' || dialect === 'generic' ? 'unsure' : 'no'
}

/** Whether a common table expression can read itself without `recursive`. */
export function isRecursiveByDefault(dialect: Dialect): Certainty {
  if (['mssql', 'oracle', 'snowflake', 'sqlite'].includes(dialect)) return 'yes'
  return dialect === 'generic' ? 'unsure' : 'no'
}

/** Whether `with recursive` lets a common table expression read those after it. */
export function readsLaterExpressions(dialect: Dialect): Certainty {
  return ['postgresql', 'bigquery', 'duckdb', 'sqlite'].includes(dialect) ? 'yes' : 'unsure'
}

export interface Name {
  readonly value: string
  readonly isQuoted: boolean
}

/** Whether a name means the common table expression of that name. In some dialects quotes keep upper and lower case apart. */
export function isSameName(a: Name, b: Name, dialect: Dialect): Certainty {
  if (a.value.toLowerCase() !== b.value.toLowerCase()) return 'no'
  const foldsToUpper = dialect === 'snowflake' || dialect === 'oracle'
  if (!foldsToUpper && dialect !== 'postgresql' && dialect !== 'generic') return 'yes'
  const fold = ({ value, isQuoted }: Name): string =>
    isQuoted ? value : foldsToUpper ? value.toUpperCase() : value.toLowerCase()
  return fold(a) === fold(b) ? 'yes' : 'unsure'
}
