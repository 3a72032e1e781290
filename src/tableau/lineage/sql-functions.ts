import type { Dialect } from './sql-dialects.js'

/*
 * Functions in custom SQL by whether they can read a table that the text does not name. Unknown ones can: a query that is
 * wrongly reported as unreadable costs a warning, a table that is missed leaves a dashboard stale.
 */

/** Functions in `from` that make rows of their arguments only, or of an earlier result of the same text. */
const TABLE_FREE = new Set([
  ...[
    'unnest',
    'flatten',
    'explode',
    'explode_outer',
    'posexplode',
    'posexplode_outer',
    'inline',
    'inline_outer',
  ],
  ...['generate_series', 'generate_subscripts', 'generate_array', 'generate_date_array', 'generate_dates'],
  ...[
    'generate_timestamp_array',
    'generator',
    'generaterandom',
    'range',
    'sequence',
    'numbers',
    'numbers_mt',
  ],
  ...['zeros', 'zeros_mt', 'values', 'null', 'stack', 'result_scan', 'arrayjoin', 'tally'],
  ...['string_split', 'string_to_table', 'split_to_table', 'strtok_split_to_table', 'regexp_split_to_table'],
  ...['regexp_matches', 'csvld', 'openjson', 'openxml', 'json_table', 'jsontable', 'xmltable', 'xmlsequence'],
  ...['json_tuple', 'parse_url_tuple', 'variant_explode', 'variant_explode_outer', 'json_tree', 'json_shred'],
  ...['json_each', 'json_each_text', 'json_array_elements', 'json_array_elements_text', 'json_object_keys'],
  ...[
    'jsonb_each',
    'jsonb_each_text',
    'jsonb_array_elements',
    'jsonb_array_elements_text',
    'jsonb_object_keys',
  ],
  ...['json_to_record', 'json_to_recordset', 'json_populate_record', 'json_populate_recordset'],
  ...['jsonb_to_record', 'jsonb_to_recordset', 'jsonb_populate_record', 'jsonb_populate_recordset'],
  ...['jsonb_path_query', 'each', 'skeys', 'svals'],
])

/** Collections of literals in Oracle's `table(…)`. */
const ORACLE_LIST = /^odci\w+list2?$/

export function isTableFree(parts: readonly string[], dialect: Dialect): boolean {
  const [first = '', ...rest] = parts.map((part) => part.toLowerCase())
  const last = rest.at(-1)
  if (last === undefined) return TABLE_FREE.has(first) || (dialect === 'oracle' && ORACLE_LIST.test(first))
  if (dialect === 'mssql') return last === 'nodes'
  if (dialect === 'oracle') return first === 'sys' && ORACLE_LIST.test(last)
  return dialect === 'snowflake' && [first, ...rest].at(-2) === 'information_schema'
}

/** Functions in an expression that take a query, or the name of a table, as a text. */
const READS_BY_TEXT =
  /^(dictget|dicthas|dictisin|joinget|(query|table|cursor|schema|database)_to_xml|dblink|openquery|openrowset|external_query|query_table|query$|ts_stat|evaluate$)/

/** Schemas and objects whose functions come with the database. */
const BUILT_IN: Partial<Readonly<Record<Dialect, RegExp>>> = {
  bigquery: /^(safe|net|hll_count|kll_quantiles|aead|keys|bqutil)$/,
  snowflake: /^(snowflake|information_schema)$/,
  postgresql: /^(pg_catalog|information_schema)$/,
  redshift: /^(pg_catalog|information_schema)$/,
  oracle: /^(sys|standard|dbms_lob|dbms_random|dbms_crypto|dbms_utility|utl_\w+)$/,
  mssql: /^sys$/,
  teradata: /^(td_sysfnlib|syslib|td_sysxml)$/,
}

/** Methods of SQL Server's xml, hierarchyid and spatial types, which look like functions of a schema. */
const MSSQL_METHOD =
  /^(value|query|exist|getancestor|getdescendant|getlevel|getreparentedvalue|isdescendantof|tostring|lat|long|st[a-z]+|astextzm|makevalid|reduce)$/

/** Whether a function in an expression can read tables: one of the user's, or one that is given a query. */
export function mayReadTables(parts: readonly string[], dialect: Dialect): boolean {
  const [first = '', ...rest] = parts.map((part) => part.toLowerCase())
  const last = rest.at(-1)
  if (last === undefined) return READS_BY_TEXT.test(first)
  if (dialect === 'mssql' && MSSQL_METHOD.test(last)) return false
  return BUILT_IN[dialect]?.test(first) !== true
}

const HINT =
  /^(nolock|readuncommitted|readcommitted|readcommittedlock|repeatableread|serializable|holdlock|updlock|xlock|rowlock|paglock|tablock|tablockx|readpast|nowait|snapshot|noexpand|forceseek|forcescan|fastfirstrow|index|noholdlock)$/i

/** Whether this word is a hint in SQL Server's old form `from orders (nolock)`, without `with`. */
export function isHint(word: string): boolean {
  return HINT.test(word)
}
