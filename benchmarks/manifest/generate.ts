import { closeSync, openSync, writeSync } from 'node:fs'

/*
 * A manifest of any size, in the proportions of a large project: models with columns, code and configuration, three tests
 * for each, macros, the maps of parents and children. Written in pieces, with dbt's separators: ", " and ": ".
 */

export interface Generated {
  readonly models: number
  readonly nodes: number
  readonly exposures: number
}

const MACROS = 1_500
const TESTS_OF_A_MODEL = 3

/** Writes about `bytes` bytes to `path`; the first `exposures` models have a dashboard at a URL of `server`. */
export function generateManifest(
  path: string,
  {
    bytes,
    exposures,
    server,
  }: { readonly bytes: number; readonly exposures: number; readonly server: string },
): Generated {
  const file = openSync(path, 'w')
  const writer = new Writer(file)
  writer.text('{"metadata": ')
  writer.json(METADATA)
  writer.text(', "nodes": {')
  let models = 0
  // Two percent are macros, maps and exposures.
  while (models === 0 || writer.bytes < bytes * 0.93) {
    const index = models
    writer.member(idOf(index), model(index))
    for (let test = 0; test < TESTS_OF_A_MODEL; test += 1)
      writer.member(testOf(index, test), testNode(index, test))
    models += 1
  }
  writer.next('sources', sources())
  writer.next('macros', macros(bytes))
  writer.next('exposures', exposuresOf(Math.min(exposures, models), server))
  writer.next('parent_map', parents(models))
  writer.next('disabled', [])
  writer.text('}}')
  writer.flush()
  closeSync(file)
  return { models, nodes: models * (1 + TESTS_OF_A_MODEL), exposures: Math.min(exposures, models) }
}

export function idOf(model: number): string {
  return `model.shop.${nameOf(model)}`
}

export function nameOf(model: number): string {
  return `${['stg', 'int', 'fct', 'dim'][model % 4] ?? ''}_orders_${model}`
}

class Writer {
  bytes = 0
  readonly #file: number
  #pending: string[] = []
  #length = 0
  #isFirst = true

  constructor(file: number) {
    this.#file = file
  }

  text(text: string): void {
    this.#pending.push(text)
    this.#length += text.length
    if (this.#length > 1_000_000) this.flush()
  }

  json(value: unknown): void {
    this.text(asPython(value))
  }

  member(key: string, value: unknown): void {
    this.text(`${this.#isFirst ? '' : ', '}${JSON.stringify(key)}: `)
    this.json(value)
    this.#isFirst = false
  }

  /** Ends an object and starts the next one of the document. */
  next(name: string, members: Iterable<readonly [string, unknown]>): void {
    this.text(`}, ${JSON.stringify(name)}: {`)
    this.#isFirst = true
    for (const [key, value] of members) this.member(key, value)
  }

  flush(): void {
    const bytes = Buffer.from(this.#pending.join(''))
    writeSync(this.#file, bytes)
    this.bytes += bytes.length
    this.#pending = []
    this.#length = 0
  }
}

/** Formatted like Python's json.dump. */
function asPython(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asPython).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${asPython(member)}`)
  return `{${members.join(', ')}}`
}

const METADATA = {
  dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
  dbt_version: '1.10.23',
  generated_at: '2026-04-13T06:00:00.000000Z',
  invocation_id: '11111111-2222-4333-8444-555555555555',
  env: {},
  project_name: 'shop',
  project_id: '32e9a9bd35e92b2ba9f1fa8d8c6c9c3a',
  adapter_type: 'snowflake',
}

const CONFIG = {
  enabled: true,
  alias: null,
  schema: null,
  database: null,
  tags: [],
  meta: {},
  group: null,
  materialized: 'table',
  incremental_strategy: null,
  batch_size: null,
  lookback: 1,
  begin: null,
  persist_docs: {},
  'post-hook': [],
  'pre-hook': [],
  quoting: {},
  column_types: {},
  full_refresh: null,
  unique_key: null,
  on_schema_change: 'ignore',
  on_configuration_change: 'apply',
  grants: {},
  packages: [],
  docs: { show: true, node_color: null },
  contract: { enforced: false, alias_types: true },
  event_time: null,
  concurrent_batches: null,
  access: 'protected',
  freshness: null,
}

const DESCRIPTION =
  'What the customer ordered, in euros, as it was known at the end of the day. “Net” is without tax; see the handbook for returns.'

function node(index: number, name: string, kind: 'model' | 'test'): Record<string, unknown> {
  const folder = kind === 'model' ? `marts/area_${index % 40}` : ''
  return {
    database: 'analytics',
    schema: `marts_${index % 40}`,
    name,
    resource_type: kind,
    package_name: 'shop',
    path: `${folder}/${name}.sql`,
    original_file_path: `models/${folder}/${name}.sql`,
    unique_id: `${kind}.shop.${name}`,
    fqn: ['shop', 'marts', name],
    alias: name,
    checksum: { name: 'sha256', checksum: `${index}`.padStart(64, 'a') },
    config: { ...CONFIG, materialized: kind === 'test' ? 'test' : index % 4 === 0 ? 'view' : 'table' },
    tags: [],
    description: '',
    columns: {},
    meta: {},
    group: null,
    docs: { show: true, node_color: null },
    patch_path: 'shop://models/marts/_marts.yml',
    build_path: `target/run/shop/models/${folder}/${name}.sql`,
    unrendered_config: {},
    created_at: 1795523678.8635588,
    relation_name: `"analytics"."marts_${index % 40}"."${name}"`,
  }
}

/** Some models are long, most are not. */
function codeOf(index: number, compiled: boolean): string {
  const joins = 2 + (index % 3) * 4
  const from = (number: number): string =>
    compiled ? `"analytics"."marts_${number % 40}"."${nameOf(number)}"` : `{{ ref('${nameOf(number)}') }}`
  const columns = Array.from(
    { length: 30 + (index % 5) * 20 },
    (_, column) => `    coalesce(orders.amount_${column}, 0) * rates.factor as amount_${column}_in_euros,`,
  )
  return [
    'with orders as (',
    `    select * from ${from(index + 1)}`,
    ')',
    'select',
    ...columns,
    "    'done' as state",
    'from orders',
    ...Array.from(
      { length: joins },
      (_, join) => `left join ${from(index + join)} as t${join} using (order_id)`,
    ),
  ].join('\n')
}

function model(index: number): Record<string, unknown> {
  const columns = Array.from({ length: 25 }, (_, column) => {
    const name = `amount_${column}_in_euros`
    const details = {
      meta: {},
      data_type: 'numeric',
      constraints: [],
      quote: null,
      config: { meta: {}, tags: [] },
    }
    return [
      name,
      { name, description: DESCRIPTION, ...details, tags: [], granularity: null, doc_blocks: [] },
    ] as const
  })
  return {
    ...node(index, nameOf(index), 'model'),
    description: DESCRIPTION,
    columns: Object.fromEntries(columns),
    raw_code: codeOf(index, false),
    doc_blocks: [],
    language: 'sql',
    refs: [{ name: nameOf(index + 1), package: null, version: null }],
    sources: [],
    metrics: [],
    depends_on: { macros: ['macro.dbt.ref'], nodes: parentsOf(index) },
    compiled_path: `target/compiled/shop/models/marts/${nameOf(index)}.sql`,
    compiled: true,
    compiled_code: codeOf(index, true),
    extra_ctes_injected: true,
    extra_ctes: [],
    contract: { enforced: false, alias_types: true, checksum: null },
    access: 'protected',
    constraints: [],
    version: null,
    latest_version: null,
    deprecation_date: null,
    primary_key: [],
    time_spine: null,
  }
}

function parentsOf(index: number): string[] {
  if (index % 50 === 0) return [`source.shop.raw.table_${index % 200}`]
  return [...new Set([index - 1, index - 7].filter((parent) => parent >= 0))].map(idOf)
}

function testOf(index: number, test: number): string {
  return `test.shop.not_null_${nameOf(index)}_${test}.${`${index}`.padStart(10, '0')}`
}

function testNode(index: number, test: number): Record<string, unknown> {
  const name = `not_null_${nameOf(index)}_${test}`
  return {
    ...node(index, name, 'test'),
    unique_id: testOf(index, test),
    test_metadata: {
      name: 'not_null',
      kwargs: { column_name: 'order_id', model: `{{ get_where_subquery(ref('${nameOf(index)}')) }}` },
      namespace: null,
    },
    raw_code: '{{ test_not_null(**_dbt_generic_test_kwargs) }}',
    depends_on: { macros: ['macro.dbt.test_not_null', 'macro.dbt.get_where_subquery'], nodes: [idOf(index)] },
    compiled_code: `\n    select order_id\nfrom "analytics"."marts_${index % 40}"."${nameOf(index)}"\nwhere order_id is null`,
    attached_node: idOf(index),
  }
}

function* sources(): Generator<[string, unknown]> {
  for (let index = 0; index < 200; index += 50) {
    const name = `table_${index}`
    yield [
      `source.shop.raw.${name}`,
      {
        ...node(index, name, 'model'),
        resource_type: 'source',
        source_name: 'raw',
        identifier: name,
        depends_on: null,
      },
    ]
  }
}

function* macros(bytes: number): Generator<[string, unknown]> {
  const size = Math.round((bytes * 0.03) / MACROS)
  for (let index = 0; index < MACROS; index += 1) {
    const sql = `{% macro m_${index}(column) %}\n  case when {{ column }} is null then 'none' end\n`
    const macro_sql = `${sql.repeat(Math.max(1, Math.round(size / sql.length)))}{% endmacro %}`
    yield [
      `macro.dbt.m_${index}`,
      {
        name: `m_${index}`,
        resource_type: 'macro',
        package_name: 'dbt',
        macro_sql,
        depends_on: { macros: [] },
      },
    ]
  }
}

function* exposuresOf(count: number, server: string): Generator<[string, unknown]> {
  for (let index = 0; index < count; index += 1) {
    const name = `dashboard_${index}`
    const url = `${server}/#/site/acme/views/Dashboard${index}/Overview`
    yield [
      `exposure.shop.${name}`,
      {
        name,
        resource_type: 'exposure',
        package_name: 'shop',
        path: 'marts/exposures.yml',
        original_file_path: 'models/marts/exposures.yml',
        unique_id: `exposure.shop.${name}`,
        fqn: ['shop', 'marts', name],
        type: 'dashboard',
        owner: { email: 'bi@example.com', name: null },
        description: DESCRIPTION,
        label: null,
        maturity: 'high',
        meta: {},
        tags: [],
        config: { enabled: true, tags: [], meta: {} },
        url,
        depends_on: { macros: [], nodes: [idOf(index)] },
        refs: [],
        sources: [],
        metrics: [],
      },
    ]
  }
}

function* parents(models: number): Generator<[string, unknown]> {
  for (let index = 0; index < models; index += 1) yield [idOf(index), parentsOf(index)]
}
