import { hash } from 'node:crypto'
import * as z from 'zod'
import { parseInstant } from '../../base/clock.js'
import { ConfigurationError } from '../../base/errors.js'
import { once } from '../../base/once.js'
import { withSlashes } from '../../base/paths.js'
import { ALL, every, type Wanted } from '../../json/pick.js'
import { message } from '../../messages/message.js'
import type { DbtExposure, ExposureLink, Manifest } from '../manifest.js'
import { memberParser, metaSchema, optionalText, optionalTexts, parseArtifact } from './parse.js'
import { joinSections, NodeReader, type NodeSections, tagList } from './read-nodes.js'
import { nodeName, type UniqueId } from '../types.js'

const OLDEST_VERSION = 9

const dependsOn = once(() =>
  z
    .object({ nodes: optionalTexts })
    .nullish()
    .transform((value) => (value?.nodes ?? []) as UniqueId[]),
)

const config = once(() =>
  z
    .object({
      materialized: optionalText,
      meta: metaSchema.nullish(),
      tags: tagList,
    })
    .nullish()
    .transform((value) => ({
      materialized: value?.materialized ?? null,
      meta: value?.meta ?? null,
      tags: value?.tags ?? [],
    })),
)

const ownerSchema = once(() =>
  z
    .object({ name: optionalText, email: z.union([z.string(), z.array(z.string())]).nullish() })
    .nullish()
    .transform((owner) => [owner?.name ?? [], owner?.email ?? []].flat()),
)

const exposureSchema = once(() =>
  z.object({
    name: z.string(),
    package_name: z.string(),
    label: optionalText,
    url: optionalText,
    maturity: optionalText,
    owner: ownerSchema(),
    tags: tagList,
    original_file_path: optionalText,
    depends_on: dependsOn(),
    metrics: z.array(z.array(z.string())).nullish(),
    meta: metaSchema.nullish(),
    config: config(),
  }),
)

const semanticSchema = once(() => z.object({ depends_on: dependsOn() }))

/** All nodes and exposures that are disabled under one id; only exposures have these keys. */
const disabledSchema = once(() =>
  z
    .array(
      z.object({
        url: optionalText,
        meta: metaSchema.nullish(),
        config: config(),
      }),
    )
    .catch([]),
)

const headSchema = z.object({
  metadata: z.object({
    dbt_schema_version: z.string(),
    dbt_version: z.string(),
    generated_at: optionalText,
    invocation_id: optionalText,
    project_name: optionalText,
    project_id: optionalText,
    adapter_type: optionalText,
  }),
})

/** The keys that are read of an exposure; all others are skipped. */
const EXPOSURE = {
  name: ALL,
  package_name: ALL,
  label: ALL,
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

/**
 * Reads one manifest v9–v12 or v20 (docs/facts/dbt.md#versions-of-the-artifacts): `wanted` says what to read
 * from the file, and `manifestOf` makes a manifest of that.
 */
export class ManifestReader {
  readonly #nodes = new NodeReader()
  readonly #exposures = memberParser(exposureSchema)
  readonly #semantics = memberParser(semanticSchema)
  readonly #disabled = memberParser(disabledSchema)

  get wanted() {
    const semantics = every(SEMANTIC, this.#semantics.finish)
    return {
      metadata: ALL,
      ...this.#nodes.wanted,
      exposures: every(EXPOSURE, this.#exposures.finish),
      metrics: semantics,
      semantic_models: semantics,
      saved_queries: semantics,
      disabled: every(every(DISABLED), this.#disabled.finish),
    } satisfies Wanted
  }

  /** @throws ConfigurationError if it is not a manifest, or is one of dbt before 1.5. */
  manifestOf(picked: unknown, path: string): Manifest {
    const { metadata } = parseArtifact(headSchema, picked, path)
    const semantics = (name: string) => this.#semantics.from(picked, name, path)
    const sections = {
      metadata,
      ...this.#nodes.sections(picked, path),
      exposures: this.#exposures.from(picked, 'exposures', path),
      metrics: semantics('metrics'),
      semantic_models: semantics('semantic_models'),
      saved_queries: semantics('saved_queries'),
      disabled: this.#disabled.from(picked, 'disabled', path),
    }
    return toManifest(sections, path)
  }
}

interface RawManifest extends NodeSections {
  readonly metadata: z.output<typeof headSchema>['metadata']
  readonly exposures: ReadonlyMap<string, z.output<ReturnType<typeof exposureSchema>>>
  readonly metrics: Semantics
  readonly semantic_models: Semantics
  readonly saved_queries: Semantics
  readonly disabled: ReadonlyMap<string, z.output<ReturnType<typeof disabledSchema>>>
}

type Semantics = ReadonlyMap<string, z.output<ReturnType<typeof semanticSchema>>>

function toManifest(manifest: RawManifest, path: string): Manifest {
  checkVersion(manifest.metadata.dbt_schema_version, path)
  const nodes = joinSections(manifest, manifest.metadata.adapter_type)
  const project = manifest.metadata.project_name ?? projectById(manifest.metadata.project_id, nodes)
  const metrics = metricsByName(manifest)
  const inProject = (name: string): boolean => project === null || name === project
  const exposures = [...manifest.exposures].filter(([, { package_name }]) => inProject(package_name))
  const disabled = [...manifest.disabled].filter(
    ([id]) => id.startsWith('exposure.') && inProject(id.split('.')[1] ?? ''),
  )
  return {
    path,
    adapterType: manifest.metadata.adapter_type,
    projectName: project,
    invocationId: manifest.metadata.invocation_id,
    generatedAt: parseInstant(manifest.metadata.generated_at),
    nodes,
    semantics: semanticsOf(manifest),
    exposures: exposures.map(([id, exposure]) => toExposure(id as UniqueId, exposure, metrics)),
    disabledExposures: disabled.map(([id]) => nodeName(id as UniqueId)),
    exposureLinks: [
      ...exposures.map(([, exposure]) => linkOf(exposure)),
      ...disabled.flatMap(([id, all]) =>
        all.map((one) => linkOf({ ...one, name: nodeName(id as UniqueId) })),
      ),
    ],
  }
}

type RawLink = Pick<z.output<ReturnType<typeof exposureSchema>>, 'name' | 'url' | 'meta' | 'config'>

function linkOf({ name, url, meta, config: own }: RawLink): ExposureLink {
  return { name, url, meta: { ...meta, ...own.meta } }
}

function checkVersion(schemaVersion: string, path: string): void {
  const version = Number(/\/manifest\/v(\d+)(?:\.json|\/)/.exec(schemaVersion)?.[1])
  if (Number.isNaN(version)) {
    throw new ConfigurationError(message('AE-NOT-A-MANIFEST', { path, version: schemaVersion }))
  }
  if (version < OLDEST_VERSION) {
    throw new ConfigurationError(message('AE-DBT-TOO-OLD', { path, version }))
  }
}

/** Manifests before v10 have only the MD5 of the project's name. */
function projectById(id: string | null, nodes: Manifest['nodes']): string | null {
  const packages = new Set([...nodes.values()].map(({ packageName }) => packageName))
  return [...packages].find((name) => hash('md5', name) === id) ?? null
}

function semanticsOf(manifest: RawManifest): Map<UniqueId, readonly UniqueId[]> {
  const all = [...manifest.metrics, ...manifest.semantic_models, ...manifest.saved_queries]
  return new Map(all.map(([id, semantic]) => [id as UniqueId, semantic.depends_on]))
}

function toExposure(
  id: UniqueId,
  raw: z.output<ReturnType<typeof exposureSchema>>,
  metrics: ReadonlyMap<string, UniqueId[]>,
): DbtExposure {
  return {
    id,
    name: raw.name,
    label: raw.label,
    url: raw.url,
    maturity: raw.maturity,
    owner: raw.owner[0] ?? null,
    owners: raw.owner,
    tags: [...new Set([...(raw.tags ?? []), ...raw.config.tags])],
    path: withSlashes(raw.original_file_path ?? ''),
    dependsOn: [...new Set([...raw.depends_on, ...namedMetrics(raw.metrics ?? [], metrics)])],
    meta: { ...raw.meta, ...raw.config.meta },
  }
}

/** Metrics by the last part of their ids. */
function metricsByName({ metrics }: Pick<RawManifest, 'metrics'>): Map<string, UniqueId[]> {
  const byName = new Map<string, UniqueId[]>()
  for (const id of metrics.keys()) {
    const name = id.split('.').at(-1) ?? ''
    byName.set(name, [...(byName.get(name) ?? []), id as UniqueId])
  }
  return byName
}

/** dbt v2 lists an exposure's metrics by name, not in `depends_on` (docs/fixtures.md). */
function namedMetrics(
  names: readonly (readonly string[])[],
  metrics: ReadonlyMap<string, UniqueId[]>,
): UniqueId[] {
  return names.flatMap((parts) => metrics.get(parts.at(-1) ?? '') ?? [])
}
