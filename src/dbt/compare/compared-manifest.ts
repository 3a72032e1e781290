import * as z from 'zod'
import { ALL, BYTES, type BytesOf, every, type Wanted } from '../../json/pick.js'
import { readJsonFile } from '../artifacts/json-file.js'
import { MemberParser, memberParser, optionalText, optionalTexts, parseArtifact } from '../artifacts/parse.js'
import { codeHash, codeIn } from '../artifacts/read-nodes.js'
import { addTo } from '../../base/add-to.js'
import { reach } from '../lineage.js'
import type { UniqueId } from '../types.js'

/*
 * The fields by which two manifests are compared (docs/facts/dbt.md#what-core-calls-modified). Other runs need far fewer, so
 * these are read only here, for pull requests. Code and columns are long and kept only as hashes.
 */

const anything = z.unknown().optional()

const config = z
  .object({
    materialized: optionalText,
    persist_docs: z.object({ relation: z.unknown(), columns: z.unknown() }).partial().nullish(),
  })
  .loose()
  .nullish()
  .transform((value) => value ?? { materialized: null })

const mapping = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {})

const comparedNode = z.object({
  resource_type: optionalText,
  name: z.string(),
  package_name: optionalText,
  original_file_path: optionalText,
  patch_path: optionalText,
  fqn: optionalTexts,
  depends_on: z
    .object({ nodes: optionalTexts, macros: optionalTexts })
    .nullish()
    .transform((value) => value ?? { nodes: [], macros: [] }),
  checksum: anything,
  config,
  unrendered_config: mapping,
  description: anything,
  columns: z.record(z.string(), z.object({ description: anything, data_type: anything })).nullish(),
  database: anything,
  schema: anything,
  alias: anything,
  identifier: anything,
  unrendered_database: anything,
  unrendered_schema: anything,
  contract: z.object({ enforced: z.boolean(), checksum: anything }).partial().nullish(),
  latest_version: anything,
  access: anything,
  deprecation_date: anything,
  quoting: anything,
  freshness: anything,
  loaded_at_field: anything,
  external: anything,
  test_metadata: anything,
  type: anything,
  owner: anything,
  maturity: anything,
  url: anything,
  label: anything,
  model: anything,
  defaults: anything,
  entities: anything,
  dimensions: anything,
  measures: anything,
  primary_entity: anything,
  group: anything,
  query_params: anything,
  exports: z.array(z.object({ name: anything, unrendered_config: mapping }).loose()).nullish(),
  tags: anything,
  arguments: anything,
  returns: anything,
  metrics: z.array(z.unknown()).nullish(),
})

const macro = z.object({
  macro_sql: z.string(),
  original_file_path: optionalText,
  patch_path: optionalText,
  package_name: optionalText,
  depends_on: z
    .object({ macros: optionalTexts })
    .nullish()
    .transform((value) => value?.macros ?? []),
})

const headSchema = z.object({ metadata: z.object({ dbt_version: z.string(), project_name: optionalText }) })

/** A node, test, source, exposure, metric or anything else that a manifest lists by unique id. */
export type ComparedNode = Omit<z.output<typeof comparedNode>, 'columns'> & {
  readonly id: UniqueId
  /** Its resource type; that of its section if dbt writes none. */
  readonly kind: string
  /** Hashes of its raw code; null without code. */
  readonly code: { readonly hash: string; readonly hashOfTrimmed: string } | null
  /** Hash of the descriptions of its columns. */
  readonly columnsHash: string
  /** The types of its columns, if its contract is enforced; else none. */
  readonly contractColumns: ReadonlyMap<string, string>
}
export type ComparedMacro = z.output<typeof macro>

/** The parts of a manifest that are compared with another one. */
export interface ComparedManifest {
  readonly dbtVersion: string
  readonly projectName: string | null
  readonly nodes: ReadonlyMap<UniqueId, ComparedNode>
  readonly macros: ReadonlyMap<string, ComparedMacro>
}

/**
 * Reads a manifest to be compared; `displayPath` is its name in messages.
 * @throws ConfigurationError if it cannot be read or is not a manifest.
 */
export function readComparedManifest(path: string, displayPath: string): ComparedManifest {
  const macros = memberParser(() => macro)
  const sections = SECTIONS.map(([section, kind, wanted]) => ({ section, wanted, members: nodesOf(kind) }))
  const picked = readJsonFile(path, displayPath, {
    metadata: ALL,
    macros: every(allKeys(macro), macros.finish),
    ...Object.fromEntries(
      sections.map(({ section, wanted, members }) => [section, every(wanted, members.finish)]),
    ),
  })
  const { metadata } = parseArtifact(headSchema, picked, displayPath)
  const nodes = sections.flatMap(({ section, members }) => [...members.from(picked, section, displayPath)])
  return {
    dbtVersion: metadata.dbt_version,
    projectName: metadata.project_name,
    nodes: new Map(nodes as [UniqueId, ComparedNode][]),
    macros: macros.from(picked, 'macros', displayPath),
  }
}

function nodesOf(kind: string): MemberParser<z.output<typeof comparedNode>, ComparedNode> {
  return new MemberParser({
    schema: () => comparedNode,
    make: (node, id, bytesOf) => toCompared(node, { id: id as UniqueId, kind, bytesOf }),
  })
}

function toCompared(
  { columns, ...node }: z.output<typeof comparedNode>,
  { id, kind, bytesOf }: { readonly id: UniqueId; readonly kind: string; readonly bytesOf: BytesOf },
): ComparedNode {
  const raw = codeIn(bytesOf('raw_code'))
  const hash = codeHash(raw)
  const hashOfTrimmed = codeHash(raw?.trim() ?? null)
  return {
    ...node,
    id,
    kind: node.resource_type ?? kind,
    code: hash === null || hashOfTrimmed === null ? null : { hash, hashOfTrimmed },
    columnsHash: hashOfDescriptions(columns ?? {}),
    contractColumns: new Map(node.contract?.enforced === true ? typesOf(columns ?? {}) : []),
  }
}

function typesOf(columns: Readonly<Record<string, { readonly data_type?: unknown }>>): [string, string][] {
  return Object.entries(columns).map(([name, { data_type: type }]) => [
    name,
    typeof type === 'string' ? type : '',
  ])
}

/** The order of the columns does not matter. */
function hashOfDescriptions(columns: Readonly<Record<string, { readonly description?: unknown }>>): string {
  const descriptions = Object.entries(columns).map(
    ([name, { description }]) => [name, description ?? ''] as const,
  )
  if (descriptions.length === 0) return ''
  return codeHash(JSON.stringify(descriptions.sort(([a], [b]) => (a < b ? -1 : 1)))) ?? ''
}

/** Every key that the schema has; all others, such as compiled code, are skipped. */
function allKeys({ shape }: { readonly shape: object }): Record<string, Wanted> {
  return Object.fromEntries(Object.keys(shape).map((key) => [key, ALL]))
}

const WHOLE_NODE: Wanted = { ...allKeys(comparedNode), raw_code: BYTES }
/** The resolved config of most nodes is long, and only these keys of it are compared. */
const NODE: Wanted = { ...WHOLE_NODE, config: { materialized: ALL, persist_docs: ALL } }

const SECTIONS = [
  ['nodes', 'model', NODE],
  ['sources', 'source', NODE],
  ['exposures', 'exposure', NODE],
  ['metrics', 'metric', NODE],
  ['semantic_models', 'semantic_model', WHOLE_NODE],
  ['saved_queries', 'saved_query', WHOLE_NODE],
  ['unit_tests', 'unit_test', NODE],
  ['functions', 'function', NODE],
] as const

/** What depends directly on each node: models, tests, exposures, metrics and so on. */
export function childrenIn({ nodes }: ComparedManifest): (id: UniqueId) => readonly UniqueId[] {
  const children = new Map<string, UniqueId[]>()
  for (const node of nodes.values()) {
    for (const parent of parentsOf(node)) addTo(children, parent, node.id)
  }
  return (id) => children.get(id) ?? []
}

/** What a node depends on directly. v2 does not list an exposure's metrics in `depends_on` (docs/fixtures.md). */
export function parentsOf({ kind, package_name, depends_on, metrics }: ComparedNode): readonly string[] {
  if (kind !== 'exposure') return depends_on.nodes
  const named = (metrics ?? []).flatMap((parts) => (Array.isArray(parts) ? [String(parts.at(-1))] : []))
  return [...new Set([...depends_on.nodes, ...named.map((name) => `metric.${package_name ?? ''}.${name}`)])]
}

/** Whether these macros, or any that they call, are among `wanted`. */
export function reachesAny(
  macros: readonly string[],
  wanted: ReadonlySet<string>,
  { macros: known }: ComparedManifest,
): boolean {
  if (wanted.size === 0 || macros.length === 0) return false
  return [...reach(macros, (id) => known.get(id)?.depends_on ?? [])].some((id) => wanted.has(id))
}
