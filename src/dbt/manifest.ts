import type { Instant } from '../base/clock.js'
import type { NodeKey, UniqueId } from './types.js'

/** A model, seed, snapshot, test, unit test, source or function. */
export interface DbtNode {
  readonly id: UniqueId
  readonly key: NodeKey
  readonly resourceType: string
  readonly name: string
  readonly packageName: string
  readonly database: string | null
  readonly schema: string | null
  /** The name in the warehouse: `alias` of a node, `identifier` of a source; of a test its name. */
  readonly identifier: string
  /** Name of the view that dbt keeps for the latest version of a model; null if there is none. */
  readonly latestPointer: string | null
  readonly materialized: string | null
  /** Of a model: `public`, `protected` or `private`; only nodes of its group may refer to a private one. */
  readonly access: string | null
  readonly parents: readonly UniqueId[]
  /** `original_file_path`. */
  readonly path: string
  /** Not read for tests, and empty there. */
  readonly tags: readonly string[]
  /** Whether dbt can report its failure: false for a test that only warns, a source without `error_after`, an ephemeral model. */
  readonly canFail: boolean
  /** Hash of the compiled code, else of the raw code; null without code, and for nodes that hold data, whose code is not needed. */
  readonly codeHash: string | null
}

export interface DbtExposure {
  readonly id: UniqueId
  readonly name: string
  readonly label: string | null
  readonly url: string | null
  readonly maturity: string | null
  readonly owner: string | null
  /** The name and e-mail addresses of its owner, as far as given. */
  readonly owners: readonly string[]
  /** Top-level tags and those of `config`: versions differ (docs/facts/dbt.md#exposures-in-the-manifest). */
  readonly tags: readonly string[]
  readonly path: string
  readonly dependsOn: readonly UniqueId[]
  /** `meta`, overlaid by `config.meta` (docs/facts/dbt.md#exposures-in-the-manifest). */
  readonly meta: Readonly<Record<string, unknown>>
}

/** How an exposure, enabled or disabled, names its Tableau content: by its url, or by `extracts` in its meta. */
export type ExposureLink = Pick<DbtExposure, 'name' | 'url' | 'meta'>

export interface Manifest {
  readonly path: string
  /** `snowflake`, `bigquery`…; `snowflake and bigquery` if joined projects have several; null if dbt does not give it. */
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
  /** Names of the root project's exposures that are disabled by `enabled: false`. */
  readonly disabledExposures: readonly string[]
  /** Of all the root project's exposures, enabled and disabled. */
  readonly exposureLinks: readonly ExposureLink[]
}

/** The part of a manifest that exposures, health and landings need. */
export type ProjectGraph = Pick<
  Manifest,
  'nodes' | 'semantics' | 'exposures' | 'disabledExposures' | 'adapterType'
>

/**
 * The node whose database and schema identify the environment of a test: the schema of the test's own failure table may be the
 * same in development and production, and a unit test has none. Undefined for a test that reads only sources: all
 * environments share these, so only the test's own schema may differ.
 */
export function testedNode<T extends Pick<DbtNode, 'resourceType'>>(
  reads: readonly string[],
  nodes: ReadonlyMap<string, T>,
): T | undefined {
  const tested = [...reads].sort().map((id) => nodes.get(id))
  return tested.find((node) => node !== undefined && node.resourceType !== 'source')
}

type Materialized = Pick<DbtNode, 'resourceType' | 'materialized'>

/**
 * Refreshed by the warehouse, and by dbt only when the definition changes (docs/facts/dbt.md#tables-that-refresh-themselves).
 * `materializedview` is the older name of two adapters; an interactive table may have a target lag, like a dynamic table.
 */
const REFRESHES_ITSELF = new Set([
  'dynamic_table',
  'interactive_table',
  'materialized_view',
  'materializedview',
  'streaming_table',
])

export function refreshesItself({ materialized }: Materialized): boolean {
  return materialized !== null && REFRESHES_ITSELF.has(materialized.toLowerCase())
}

/** Views, custom materializations named `*view` and ephemeral models hold no data of their own, nor do functions. */
export function holdsData(node: Materialized): boolean {
  if (node.resourceType === 'function' || isEphemeral(node)) return false
  return refreshesItself(node) || !/view$/i.test(node.materialized ?? '')
}

/** Whether a landing of its parents is new data in the node too, even if dbt does not build it. */
export function showsLandingsBehind(node: Materialized): boolean {
  return !holdsData(node) || refreshesItself(node)
}

export function isEphemeral({ materialized }: Pick<DbtNode, 'materialized'>): boolean {
  return materialized === 'ephemeral'
}

const BUILT = new Set(['model', 'seed', 'snapshot', 'function'])

/** Whether dbt builds it and other nodes can read it: not a source, test, analysis or hook. */
export function isBuilt(resourceType: string): boolean {
  return BUILT.has(resourceType)
}

/** Whether only another project builds it: it has no file here (docs/facts/dbt.md#nodes-of-other-projects). */
export function isOfAnotherProject(
  { resourceType, path, packageName }: DbtNode,
  { projectName }: Pick<Manifest, 'projectName'>,
): boolean {
  return isBuilt(resourceType) && path === '' && packageName !== projectName
}

export function isTest(resourceType: string): boolean {
  return resourceType === 'test' || resourceType === 'unit_test'
}

/** A node's key in state: its id and full relation, since one schema may hold two builds under different aliases. */
export function nodeKey(
  id: string,
  { database, schema, identifier }: Pick<DbtNode, 'database' | 'schema' | 'identifier'>,
): NodeKey {
  return `${id}@${database ?? ''}.${schema ?? ''}.${identifier}`.toLowerCase() as NodeKey
}
