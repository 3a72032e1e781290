import { hash } from 'node:crypto'
import { z } from 'zod'
import { type Instant, parseInstant } from '../clock.js'
import { ConfigurationError } from '../errors.js'
import { ALL, BYTES, every, type Wanted } from '../json/pick.js'
import { Members, optionalText, optionalTexts, parseArtifact } from './parse.js'
import { nodeName, type NodeKey, type UniqueId } from './types.js'

/** A model, seed, snapshot, test, unit test, source or function. */
export interface DbtNode {
  readonly id: UniqueId
  readonly key: NodeKey
  readonly resourceType: string
  readonly name: string
  readonly packageName: string
  readonly database: string | null
  readonly schema: string | null
  /** The name in the warehouse: `alias` of a node, `identifier` of a source. */
  readonly identifier: string
  readonly materialized: string | null
  /** Of a model: `private` ones may be named within their group only. */
  readonly access: string | null
  readonly parents: readonly UniqueId[]
  readonly path: string
  readonly tags: readonly string[]
  /** Hash of the compiled code, else of the raw code; null where there is none, and for what holds data, whose code is no news. */
  readonly codeHash: string | null
}

export interface DbtExposure {
  readonly id: UniqueId
  readonly name: string
  readonly label: string | null
  readonly type: string
  readonly url: string | null
  readonly maturity: string | null
  readonly owner: string | null
  /** Name and e-mail addresses of its owner. */
  readonly owners: readonly string[]
  /** Top-level ones and those of `config`: each dbt writes them elsewhere (facts/dbt-artifacts.md §5). */
  readonly tags: readonly string[]
  readonly path: string
  readonly dependsOn: readonly UniqueId[]
  /** `meta`, overlaid by `config.meta` (facts/dbt-artifacts.md §5). */
  readonly meta: Readonly<Record<string, unknown>>
}

/** What an exposure points at, whether it is on or off. */
export type Pointer = Pick<DbtExposure, 'name' | 'url' | 'meta'>

export interface Manifest {
  readonly path: string
  readonly dbtVersion: string
  /** `snowflake`, `bigquery`…; null where dbt does not tell. */
  readonly adapterType: string | null
  readonly projectName: string | null
  readonly invocationId: string | null
  readonly generatedAt: Instant | null
  /** Sources, functions and unit tests included. */
  readonly nodes: ReadonlyMap<UniqueId, DbtNode>
  /** Metrics, semantic models and saved queries: what each is made of. */
  readonly semantics: ReadonlyMap<UniqueId, readonly UniqueId[]>
  /** Of the root project only. */
  readonly exposures: readonly DbtExposure[]
  /** Names of the root project's exposures that `enabled: false` switched off. */
  readonly disabledExposures: readonly string[]
  /** What these point at, and what the others do. */
  readonly pointers: readonly Pointer[]
}

/** The part of a manifest that exposures, health and landings are worked out from. */
export type ProjectGraph = Pick<Manifest, 'nodes' | 'semantics' | 'exposures' | 'disabledExposures'>

const KNOWN_VERSIONS = new Set([9, 10, 11, 12, 20])

const dependsOn = z
  .object({ nodes: optionalTexts })
  .nullish()
  .transform((value) => (value?.nodes ?? []) as UniqueId[])

/** One tag may stand there as a text. */
const tagList = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((tags) => [tags ?? []].flat())
  .catch([])

const config = z
  .object({
    materialized: optionalText,
    meta: z.record(z.string(), z.unknown()).nullish(),
    tags: tagList,
  })
  .nullish()
  .transform((value) => ({
    materialized: value?.materialized ?? null,
    meta: value?.meta ?? null,
    tags: value?.tags ?? [],
  }))

/** JSON of a text or of null, unparsed. */
const code = z.custom<Buffer>((value) => value === undefined || Buffer.isBuffer(value)).optional()

const nodeSchema = z.object({
  resource_type: z.string(),
  name: z.string(),
  package_name: z.string(),
  database: optionalText,
  schema: optionalText,
  alias: optionalText,
  identifier: optionalText,
  config,
  access: optionalText,
  depends_on: dependsOn,
  tags: tagList,
  original_file_path: optionalText,
  raw_code: code,
  compiled_code: code,
})

const ownerSchema = z
  .object({ name: optionalText, email: z.union([z.string(), z.array(z.string())]).nullish() })
  .nullish()
  .transform((owner) => [owner?.name ?? [], owner?.email ?? []].flat())

const exposureSchema = z.object({
  name: z.string(),
  package_name: z.string(),
  label: optionalText,
  type: optionalText,
  url: optionalText,
  maturity: optionalText,
  owner: ownerSchema,
  tags: tagList,
  original_file_path: optionalText,
  depends_on: dependsOn,
  metrics: z.array(z.array(z.string())).nullish(),
  meta: z.record(z.string(), z.unknown()).nullish(),
  config,
})

const semanticSchema = z.object({ depends_on: dependsOn })

/** A list, of anything that may be disabled: what is no exposure has none of these. */
const disabledSchema = z
  .array(
    z.object({
      url: optionalText,
      meta: z.record(z.string(), z.unknown()).nullish(),
      config,
    }),
  )
  .catch([])

/** Of everything else in a manifest the bytes are passed over. */
const NODE = {
  resource_type: ALL,
  name: ALL,
  package_name: ALL,
  database: ALL,
  schema: ALL,
  alias: ALL,
  identifier: ALL,
  config: { materialized: ALL, tags: ALL },
  access: ALL,
  depends_on: { nodes: ALL },
  tags: ALL,
  original_file_path: ALL,
  raw_code: BYTES,
  compiled_code: BYTES,
} as const

const EXPOSURE = {
  name: ALL,
  package_name: ALL,
  label: ALL,
  type: ALL,
  url: ALL,
  maturity: ALL,
  owner: ALL,
  tags: ALL,
  original_file_path: ALL,
  depends_on: { nodes: ALL },
  metrics: ALL,
  meta: ALL,
  config: ALL,
} as const

const DISABLED = { url: ALL, meta: ALL, config: ALL } as const

const SEMANTIC = { depends_on: { nodes: ALL } } as const

/** Reads one manifest v9–v12 or v20: `wanted` is what it picks of the file, `manifestOf` makes a manifest of that. */
export class ManifestReader {
  readonly #nodes = new Members(nodeSchema.transform(toRawNode))
  readonly #unitTests = new Members(
    nodeSchema.extend({ resource_type: z.string().default('unit_test') }).transform(toRawNode),
  )
  readonly #exposures = new Members(exposureSchema)
  readonly #semantics = new Members(semanticSchema)
  readonly #disabled = new Members(disabledSchema)

  get wanted() {
    const nodes = every(NODE, this.#nodes.finish)
    const semantics = every(SEMANTIC, this.#semantics.finish)
    return {
      metadata: ALL,
      nodes,
      sources: nodes,
      functions: nodes,
      unit_tests: every(NODE, this.#unitTests.finish),
      exposures: every(EXPOSURE, this.#exposures.finish),
      metrics: semantics,
      semantic_models: semantics,
      saved_queries: semantics,
      disabled: every(every(DISABLED), this.#disabled.finish),
    } satisfies Wanted
  }

  /** @throws ConfigurationError when it is not a manifest, or one of dbt before 1.5. */
  manifestOf(picked: unknown, path: string): Manifest {
    return toManifest(parseArtifact(this.schema(), picked, path), path)
  }

  schema() {
    return z.object({
      metadata: z.object({
        dbt_schema_version: z.string(),
        dbt_version: z.string(),
        generated_at: optionalText,
        invocation_id: optionalText,
        project_name: optionalText,
        project_id: optionalText,
        adapter_type: optionalText,
      }),
      nodes: this.#nodes.map,
      sources: this.#nodes.map,
      functions: this.#nodes.map,
      unit_tests: this.#unitTests.map,
      exposures: this.#exposures.map,
      metrics: this.#semantics.map,
      semantic_models: this.#semantics.map,
      saved_queries: this.#semantics.map,
      disabled: this.#disabled.map,
    })
  }
}

type RawManifest = z.output<ReturnType<ManifestReader['schema']>>

/** Only of what holds no data a new code is news (DESIGN §2): most code need not even be parsed. */
function toRawNode({ raw_code, compiled_code, ...node }: z.output<typeof nodeSchema>) {
  const kind = { resourceType: node.resource_type, materialized: node.config.materialized }
  const code =
    holdsData(kind) || isTest(node.resource_type) ? null : (codeIn(compiled_code) ?? codeIn(raw_code))
  return { ...node, codeHash: codeHash(code) }
}

/** @param json a text or null */
export function codeIn(json: Buffer | undefined): string | null {
  const code: unknown = json === undefined ? null : JSON.parse(json.toString())
  return typeof code === 'string' ? code : null
}

function toManifest(manifest: RawManifest, path: string): Manifest {
  checkVersion(manifest.metadata.dbt_schema_version, path)
  const project = manifest.metadata.project_name ?? projectById(manifest)
  const metrics = metricsByName(manifest)
  const inProject = (name: string): boolean => project === null || name === project
  const exposures = [...manifest.exposures].filter(([, { package_name }]) => inProject(package_name))
  const disabled = [...manifest.disabled].filter(
    ([id]) => id.startsWith('exposure.') && inProject(id.split('.')[1] ?? ''),
  )
  return {
    path,
    dbtVersion: manifest.metadata.dbt_version,
    adapterType: manifest.metadata.adapter_type,
    projectName: project,
    invocationId: manifest.metadata.invocation_id,
    generatedAt: parseInstant(manifest.metadata.generated_at),
    nodes: nodesOf(manifest),
    semantics: semanticsOf(manifest),
    exposures: exposures.map(([id, exposure]) => toExposure(id as UniqueId, exposure, metrics)),
    disabledExposures: disabled.map(([id]) => nodeName(id as UniqueId)),
    pointers: [
      ...exposures.map(([, exposure]) => pointerOf(exposure)),
      ...disabled.flatMap(([id, all]) =>
        all.map((one) => pointerOf({ ...one, name: nodeName(id as UniqueId) })),
      ),
    ],
  }
}

type Pointing = Pick<z.output<typeof exposureSchema>, 'name' | 'url' | 'meta' | 'config'>

function pointerOf({ name, url, meta, config: own }: Pointing): Pointer {
  return { name, url, meta: { ...meta, ...own.meta } }
}

function checkVersion(schemaVersion: string, path: string): void {
  const version = Number(/\/manifest\/v(\d+)(?:\.json|\/)/.exec(schemaVersion)?.[1])
  if (Number.isNaN(version)) {
    throw new ConfigurationError(`${path} is not a dbt manifest (dbt_schema_version is ${schemaVersion}).`)
  }
  if (version < Math.min(...KNOWN_VERSIONS)) {
    throw new ConfigurationError(
      `${path} was written by dbt before 1.5 (manifest v${version}): use a newer dbt.`,
    )
  }
}

/** Manifests before v10 name no project, but carry the MD5 of its name. */
function projectById(manifest: RawManifest): string | null {
  const packages = new Set([...manifest.nodes.values()].map((node) => node.package_name))
  const md5 = (text: string): string => hash('md5', text)
  return [...packages].find((name) => md5(name) === manifest.metadata.project_id) ?? null
}

function nodesOf(manifest: RawManifest): Map<UniqueId, DbtNode> {
  const raw = new Map([...manifest.nodes, ...manifest.sources, ...manifest.functions, ...manifest.unit_tests])
  const nodes = new Map<UniqueId, DbtNode>()
  for (const [text, node] of raw) {
    const id = text as UniqueId
    const home = isTest(node.resource_type) ? (testedNode(node.depends_on, raw) ?? node) : node
    nodes.set(id, {
      id,
      key: nodeKey(id, home.database, home.schema),
      resourceType: node.resource_type,
      name: node.name,
      packageName: node.package_name,
      database: node.database,
      schema: node.schema,
      identifier: node.alias ?? node.identifier ?? node.name,
      materialized: node.config.materialized,
      access: node.access,
      parents: node.depends_on,
      path: node.original_file_path ?? '',
      tags: [...new Set([...node.tags, ...node.config.tags])],
      codeHash: node.codeHash,
    })
  }
  return nodes
}

/**
 * A test speaks for the environment of what it reads: the schema of its own failure table may be the same
 * in development and production, and a unit test has none at all.
 */
export function testedNode<T>(reads: readonly string[], nodes: ReadonlyMap<string, T>): T | undefined {
  const tested = [...reads].sort().map((id) => nodes.get(id))
  return tested.find((node) => node !== undefined)
}

function semanticsOf(manifest: RawManifest): Map<UniqueId, readonly UniqueId[]> {
  const all = [...manifest.metrics, ...manifest.semantic_models, ...manifest.saved_queries]
  return new Map(all.map(([id, semantic]) => [id as UniqueId, semantic.depends_on]))
}

function toExposure(
  id: UniqueId,
  raw: z.output<typeof exposureSchema>,
  metrics: ReadonlyMap<string, UniqueId[]>,
): DbtExposure {
  return {
    id,
    name: raw.name,
    label: raw.label,
    type: raw.type ?? '',
    url: raw.url,
    maturity: raw.maturity,
    owner: raw.owner[0] ?? null,
    owners: raw.owner,
    tags: [...new Set([...raw.tags, ...raw.config.tags])],
    path: raw.original_file_path ?? '',
    dependsOn: [...new Set([...raw.depends_on, ...namedMetrics(raw.metrics ?? [], metrics)])],
    meta: { ...raw.meta, ...raw.config.meta },
  }
}

/** By the name that stands last in their ids. */
function metricsByName({ metrics }: Pick<RawManifest, 'metrics'>): Map<string, UniqueId[]> {
  const byName = new Map<string, UniqueId[]>()
  for (const id of metrics.keys()) {
    const name = id.split('.').at(-1) ?? ''
    byName.set(name, [...(byName.get(name) ?? []), id as UniqueId])
  }
  return byName
}

/** v2 names an exposure's metrics without listing them in `depends_on` (docs/fixtures.md). */
function namedMetrics(
  names: readonly (readonly string[])[],
  metrics: ReadonlyMap<string, UniqueId[]>,
): UniqueId[] {
  return names.flatMap((parts) => metrics.get(parts.at(-1) ?? '') ?? [])
}

/** Views and ephemeral models hold no data of their own, nor do functions. */
export function holdsData({
  resourceType,
  materialized,
}: Pick<DbtNode, 'resourceType' | 'materialized'>): boolean {
  return resourceType !== 'function' && materialized !== 'view' && materialized !== 'ephemeral'
}

export function isTest(resourceType: string): boolean {
  return resourceType === 'test' || resourceType === 'unit_test'
}

export function nodeKey(id: string, database: string | null, schema: string | null): NodeKey {
  return `${id}@${database ?? ''}.${schema ?? ''}`.toLowerCase() as NodeKey
}

export function codeHash(code: string | null): string | null {
  return code === null ? null : hash('sha256', code).slice(0, 16)
}
