import { z } from 'zod'
import { ALL, every } from '../json/pick.js'
import { readJsonFile } from './json-file.js'
import { membersOf, optionalText, optionalTexts, parseArtifact } from './parse.js'
import type { UniqueId } from './types.js'

/*
 * What two manifests are compared by (facts/dbt-artifacts.md §12). It is far more than a run needs otherwise, so it is read
 * for pull requests only, and only here.
 */

const anything = z.unknown().optional()

const config = z
  .object({
    enabled: z.unknown().optional(),
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
  raw_code: optionalText,
  checksum: anything,
  config,
  unrendered_config: mapping,
  description: anything,
  columns: z.record(z.string(), z.object({ description: anything }).loose()).nullish(),
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

/** Every field is as dbt wrote it; `kind` is the section for what names no resource type. */
export type ComparedNode = z.output<typeof comparedNode> & { readonly id: UniqueId; readonly kind: string }
export type ComparedMacro = z.output<typeof macro>

/** A manifest as far as another one is compared with it: all that has a unique id, by that id. */
export interface ComparedManifest {
  readonly path: string
  readonly dbtVersion: string
  readonly projectName: string | null
  readonly nodes: ReadonlyMap<UniqueId, ComparedNode>
  readonly macros: ReadonlyMap<string, ComparedMacro>
}

/**
 * Reads a manifest to be compared; `shown` is its name in messages.
 * @throws ConfigurationError when it cannot be read, or is no manifest.
 */
export function readComparedManifest(path: string, shown: string): ComparedManifest {
  const members = membersOf(comparedNode)
  const macros = membersOf(macro)
  const nodes = every(all(comparedNode), members.finish)
  const picked = readJsonFile(path, shown, {
    metadata: ALL,
    macros: every(all(macro), macros.finish),
    ...Object.fromEntries(SECTIONS.map(([section]) => [section, nodes])),
  })
  const schema = z.object({
    metadata: z.object({ dbt_version: z.string(), project_name: optionalText }),
    macros: macros.map,
    ...(Object.fromEntries(SECTIONS.map(([section]) => [section, members.map])) as Record<
      Section,
      typeof members.map
    >),
  })
  const { metadata, macros: known, ...sections } = parseArtifact(schema, picked, shown)
  return {
    path: shown,
    dbtVersion: metadata.dbt_version,
    projectName: metadata.project_name,
    nodes: byId(sections),
    macros: known,
  }
}

/** Of each member all that its schema knows; the rest, such as compiled code, is passed over. */
function all({ shape }: { readonly shape: object }): Record<string, typeof ALL> {
  return Object.fromEntries(Object.keys(shape).map((key) => [key, ALL]))
}

function byId(
  sections: Readonly<Record<Section, ReadonlyMap<string, z.output<typeof comparedNode>>>>,
): Map<UniqueId, ComparedNode> {
  const nodes = new Map<UniqueId, ComparedNode>()
  for (const [section, kind] of SECTIONS) {
    for (const [text, node] of sections[section]) {
      const id = text as UniqueId
      nodes.set(id, { ...node, id, kind: node.resource_type ?? kind })
    }
  }
  return nodes
}

const SECTIONS = [
  ['nodes', 'model'],
  ['sources', 'source'],
  ['exposures', 'exposure'],
  ['metrics', 'metric'],
  ['semantic_models', 'semantic_model'],
  ['saved_queries', 'saved_query'],
  ['unit_tests', 'unit_test'],
  ['functions', 'function'],
] as const

type Section = (typeof SECTIONS)[number][0]

/** What depends on each node: models, tests, exposures, metrics and all else that has a unique id. */
export function childrenIn({ nodes }: ComparedManifest): (id: UniqueId) => readonly UniqueId[] {
  const children = new Map<string, UniqueId[]>()
  for (const node of nodes.values()) {
    for (const parent of parentsOf(node)) {
      const known = children.get(parent)
      if (known === undefined) children.set(parent, [node.id])
      else known.push(node.id)
    }
  }
  return (id) => children.get(id) ?? []
}

/** v2 names an exposure's metrics without listing them in `depends_on` (docs/fixtures.md). */
export function parentsOf({ kind, package_name, depends_on, metrics }: ComparedNode): readonly string[] {
  if (kind !== 'exposure') return depends_on.nodes
  const named = (metrics ?? []).flatMap((parts) => (Array.isArray(parts) ? [String(parts.at(-1))] : []))
  return [...new Set([...depends_on.nodes, ...named.map((name) => `metric.${package_name ?? ''}.${name}`)])]
}
