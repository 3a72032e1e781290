import type { Manifest } from '../../src/dbt/manifest.js'
import { ManifestReader } from '../../src/dbt/artifacts/read-manifest.js'
import { parseRunResults, type RunResults, WANTED_OF_RESULTS } from '../../src/dbt/artifacts/run-results.js'
import { parseSources, type SourcesFile } from '../../src/dbt/artifacts/sources.js'
import type { UniqueId } from '../../src/dbt/types.js'
import { pickJson, type Wanted } from '../../src/json/pick.js'

interface NodeShape {
  readonly reads?: readonly string[]
  readonly materialized?: string
  readonly schema?: string
  readonly database?: string | null
  readonly code?: string
  readonly meta?: Record<string, unknown>
  /** If it differs from the last part of the unique id, as for a version or a source. */
  readonly name?: string
  readonly access?: string
  /** Of a test. */
  readonly severity?: string
  /** Of a source; a day by default. */
  readonly freshness?: unknown
  /** Empty for a node of another project. */
  readonly path?: string
  readonly alias?: string
  /** Its version and the latest one. */
  readonly version?: readonly [number, number]
  /** `config.latest_version_pointer`. */
  readonly pointer?: object
}

/** A manifest from unique ids and a few fields: `manifestOf({ 'model.shop.a': { reads: ['model.shop.b'] } })`. */
export function manifestOf(
  nodes: Readonly<Record<string, NodeShape>>,
  extra: Readonly<Record<string, unknown>> = {},
): Manifest {
  const reader = new ManifestReader()
  return reader.manifestOf(picked(rawManifest(nodes, extra), reader.wanted), 'target/manifest.json')
}

/** The manifest as it is read from a file. */
function picked(raw: unknown, wanted: Wanted): unknown {
  const bytes = Buffer.from(JSON.stringify(raw))
  let read = 0
  return pickJson((into) => {
    const length = bytes.copy(into, 0, read)
    read += length
    return length
  }, wanted)
}

export function rawManifest(
  nodes: Readonly<Record<string, NodeShape>>,
  extra: Readonly<Record<string, unknown>> = {},
) {
  const of = (...types: string[]) =>
    Object.fromEntries(
      Object.entries(nodes)
        .filter(([id]) => types.includes(id.split('.')[0] ?? ''))
        .map(([id, shape]) => [id, rawNode(id, shape)]),
    )
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      dbt_version: '1.12.2',
      generated_at: '2026-08-20T06:00:00.000000Z',
      invocation_id: 'build-1',
      project_name: 'shop',
    },
    nodes: of('model', 'seed', 'snapshot', 'test', 'operation'),
    sources: of('source'),
    unit_tests: of('unit_test'),
    ...extra,
  }
}

function rawNode(id: string, shape: NodeShape) {
  const [type = '', packageName = '', ...names] = id.split('.')
  const name = names.join('.')
  return {
    unique_id: id,
    resource_type: type,
    name: shape.name ?? name,
    package_name: packageName,
    access: shape.access ?? null,
    ...placeOf(shape),
    ...(type === 'source' ? { identifier: names.at(-1) } : { alias: shape.alias ?? name }),
    ...rawVersion(shape),
    original_file_path: shape.path ?? `models/${name}.sql`,
    raw_code: shape.code ?? `select ${name}`,
    depends_on: { nodes: shape.reads ?? [] },
    freshness: shape.freshness === undefined ? { error_after: { count: 1, period: 'day' } } : shape.freshness,
    config: configOf(type, shape),
  }
}

function placeOf({ database, schema = 'marts' }: NodeShape): object {
  return { database: database === undefined ? 'analytics' : database, schema }
}

function rawVersion({ version }: NodeShape): object {
  return version === undefined ? {} : { version: version[0], latest_version: version[1] }
}

function configOf(type: string, { materialized, severity, meta = {}, pointer }: NodeShape): object {
  return {
    materialized: materialized ?? (type === 'test' ? 'test' : 'table'),
    severity,
    meta,
    ...(pointer !== undefined && { latest_version_pointer: pointer }),
  }
}

interface ResultShape {
  readonly status: string
  readonly at?: string
  readonly message?: string | null
  readonly batch_results?: { readonly successful: unknown[]; readonly failed: unknown[] } | null
  readonly compiled_code?: string
}

/** Run results of `dbt <command>`; a result's `at` is the time of day on 2026-08-20 at which it ended. */
export function resultsOf(
  command: string,
  results: Readonly<Record<string, ResultShape | string>>,
  args: Readonly<Record<string, unknown>> = {},
): RunResults {
  const raw = rawResults(command, results, args)
  return parseRunResults(picked(raw, WANTED_OF_RESULTS), 'target/run_results.json')
}

export function rawResults(
  command: string,
  results: Readonly<Record<string, ResultShape | string>>,
  args: Readonly<Record<string, unknown>> = {},
) {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
      dbt_version: '1.12.2',
      generated_at: '2026-08-20T06:30:00.000000Z',
      invocation_id: 'build-1',
    },
    args: { which: command, ...args },
    results: Object.entries(results).map(([id, given]) => {
      const shape = typeof given === 'string' ? { status: given } : given
      return {
        message: null,
        failures: null,
        ...shape,
        unique_id: id,
        timing:
          shape.at === undefined
            ? []
            : [
                {
                  name: 'execute',
                  started_at: `2026-08-20T${shape.at}Z`,
                  completed_at: `2026-08-20T${shape.at}Z`,
                },
              ],
      }
    }),
  }
}

export function sourcesOf(
  sources: Readonly<Record<string, { status: string; loaded?: string; checked?: string }>>,
  generated = '2026-08-20T06:10:00Z',
): SourcesFile {
  return parseSources(
    {
      metadata: { generated_at: generated },
      results: Object.entries(sources).map(([id, { status, loaded, checked }]) => ({
        unique_id: id,
        status,
        ...(loaded !== undefined && {
          max_loaded_at: loaded,
          snapshotted_at: checked ?? '2026-08-20T06:10:00Z',
        }),
      })),
    },
    'target/sources.json',
  )
}

export function at(time: string): number {
  return Date.parse(`2026-08-20T${time}Z`)
}

export function uid(id: string): UniqueId {
  return id as UniqueId
}
