/*
 * The lists of the schema: what they are filtered and ordered by, and their two forms, plain and as a connection. Names
 * and nullability are those of the public schema (docs/facts/tableau.md#schema).
 */

export type Kind = keyof typeof ORDER_FIELDS

const IDS = ['ID', 'NAME'] as const

/** The fields a list can be ordered by, without the counts. */
const ORDER_FIELDS = {
  Workbook: [...IDS, 'CONTAINER_NAME', 'LUID', 'PROJECT_LUID', 'PROJECT_NAME', 'VIZPORTAL_URL_ID'],
  Sheet: [...IDS, 'LUID', 'PATH'],
  Dashboard: [...IDS, 'LUID', 'PATH'],
  View: [...IDS, 'LUID', 'PATH'],
  PublishedDatasource: [...IDS, 'CONTAINER_NAME', 'IS_CERTIFIED', 'LUID', 'PROJECT_NAME', 'VIZPORTAL_URL_ID'],
  EmbeddedDatasource: IDS,
  Datasource: IDS,
  DatabaseTable: [...IDS, 'CONNECTION_TYPE', 'FULL_NAME', 'IS_EMBEDDED', 'LUID', 'SCHEMA'],
  CustomSQLTable: [...IDS, 'IS_UNSUPPORTED_CUSTOM_SQL'],
  Table: IDS,
  Database: [...IDS, 'CONNECTION_TYPE', 'LUID'],
  VirtualConnection: [...IDS, 'LUID', 'PROJECT_NAME', 'VIZPORTAL_URL_ID'],
  VirtualConnectionTable: [...IDS, 'LUID', 'VIZPORTAL_URL_ID'],
  Flow: [...IDS, 'LUID', 'PROJECT_NAME', 'VIZPORTAL_URL_ID'],
  Column: [...IDS, 'LUID'],
  Field: IDS,
  TableauUser: [...IDS, 'LUID', 'EMAIL', 'USERNAME'],
  Tag: IDS,
} as const

const STRING_FILTERS: Readonly<Record<Kind, readonly string[]>> = {
  Workbook: ['luid', 'name', 'projectName', 'projectLuid', 'vizportalUrlId', 'containerName'],
  Sheet: ['luid', 'name', 'path', 'documentViewId'],
  Dashboard: ['luid', 'name', 'path', 'documentViewId'],
  View: ['luid', 'name', 'path', 'documentViewId'],
  PublishedDatasource: ['luid', 'name', 'projectName', 'vizportalUrlId', 'containerName'],
  EmbeddedDatasource: ['name'],
  Datasource: ['name'],
  DatabaseTable: ['luid', 'name', 'schema', 'fullName', 'connectionType', 'projectName'],
  CustomSQLTable: ['name'],
  Table: ['name'],
  Database: ['luid', 'name', 'connectionType'],
  VirtualConnection: ['luid', 'name', 'projectName', 'vizportalUrlId', 'containerName'],
  VirtualConnectionTable: ['luid', 'name', 'vizportalUrlId'],
  Flow: ['luid', 'name', 'projectName', 'vizportalUrlId'],
  Column: ['luid', 'name', 'displayName'],
  Field: ['name'],
  TableauUser: ['luid', 'name', 'email', 'username'],
  Tag: ['name'],
}

const BOOLEAN_FILTERS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  Workbook: ['containsUnsupportedCustomSql'],
  PublishedDatasource: ['containsUnsupportedCustomSql', 'hasActiveWarning', 'isCertified'],
  EmbeddedDatasource: ['containsUnsupportedCustomSql'],
  Datasource: ['containsUnsupportedCustomSql'],
  DatabaseTable: ['isEmbedded', 'isCertified', 'hasActiveWarning'],
  CustomSQLTable: ['isUnsupportedCustomSql'],
  VirtualConnectionTable: ['isExtracted'],
}

const TEXT_FILTERS: readonly Kind[] = ['DatabaseTable', 'CustomSQLTable', 'Table']

function supportOf(kind: Kind): string {
  const filter = [
    'id: ID',
    'idWithin: [ID]',
    ...STRING_FILTERS[kind].flatMap((name) => [`${name}: String`, `${name}Within: [String]`]),
    ...(BOOLEAN_FILTERS[kind] ?? []).flatMap((name) => [`${name}: Boolean`, `${name}Within: [Boolean]`]),
    ...(TEXT_FILTERS.includes(kind) ? ['text: String'] : []),
  ]
  return `
    input ${kind}_Filter { ${filter.join('\n')} }
    enum ${kind}OrderField { ${ORDER_FIELDS[kind].join('\n')} }
    input ${kind}SortOrder { field: ${kind}OrderField! direction: OrderDirection! }
    type ${connectionOf(kind)} { nodes: [${kind}!]! pageInfo: PageInfo! totalCount: Int! }`
}

function connectionOf(kind: Kind): string {
  return `${kind}sConnection`
}

/** A lineage member in both its forms; `inside` is its list type in the public schema, with `T` for the kind. */
export function many(name: string, kind: Kind, inside = '[T!]!'): string {
  const common = `filter: ${kind}_Filter, orderBy: [${kind}SortOrder], permissionMode: PermissionMode`
  return `
    ${name}(${common}): ${inside.replace('T', kind)}
    ${name}Connection(first: Int, after: String, offset: Int, ${common}): ${connectionOf(kind)}`
}

/** Filters, orders and connections of every kind of list. */
export function listTypes(): string {
  return (Object.keys(ORDER_FIELDS) as Kind[]).map(supportOf).join('\n')
}
