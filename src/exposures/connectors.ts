import { adaptersIn } from '../dbt/adapters.js'

/** One expression per kind of warehouse: the first letters of Tableau's connectors and dbt's adapters for it. */
const WAREHOUSES: readonly RegExp[] = [
  /^snowflake/,
  /^bigquery/,
  /^(redshift|postgres|greenplum|pivotalgreenplum|cockroach|alloydb|materialize)/,
  /^(databricks|spark|.*hive|impala)/,
  /^(sqlserver|azure|synapse|fabric|mssql)/,
  /^(mysql|mariadb|singlestore|memsql|amazonaurora|google-cloud-sql|doris|starrocks|tidb)/,
  /^oracle/,
  /^duckdb/,
  /^clickhouse/,
  /^(athena|awsathena|trino|presto|starburst)/,
  /^teradata/,
  /^vertica/,
]

/** Files and services, where no dbt project builds tables (docs/facts/tableau.md#connectors). */
const NO_WAREHOUSE =
  /^(hyper|dataengine|excel|text|webdata|web-data|google-(sheets|drive|analytics)|msaccess|ogr|pdf|json|salesforce|sharepoint|onedrive|box|dropbox|stat)/

/** Connectors that may reach any warehouse: generic drivers, engines over other databases, and Tableau's own data sources. */
const GENERIC =
  /^($|generic|odbc|jdbc|denodo|dremio|tibco|cdata|datavirtuality|atscale|federated|sqlproxy|publishedconnection|virtual)/

/**
 * False if a table of this connector cannot be one that an adapter of the project built. A generic connector may reach any
 * warehouse, an adapter that is not known may build in any, and without an adapter nothing is excluded but files.
 */
export function mayShare(adapterType: string | null, connectionType: string | null): boolean {
  const connector = (connectionType ?? '').toLowerCase()
  if (NO_WAREHOUSE.test(connector)) return false
  if (adapterType === null || GENERIC.test(connector)) return true
  return adaptersIn(adapterType.toLowerCase()).some((adapter) => {
    const ours = WAREHOUSES.find((names) => names.test(adapter))
    return ours === undefined || ours.test(connector)
  })
}
