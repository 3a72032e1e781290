import { isDeepStrictEqual } from 'node:util'
import type { ModifiedPart } from './change.js'
import type { ComparedNode } from './compared-manifest.js'

/**
 * Whose rules of `state:modified` apply: dbt Core's before 1.12, Core's since 1.12, or dbt v2's. `different`: two engines wrote
 * the manifests, and only what both write alike is compared.
 */
export type Engine = 'core' | 'core-1.12' | 'v2' | 'different'

/** Whether the macros that a node calls are the same, by the rule of each engine. */
export interface MacroRules {
  readonly sameInCore: (node: ComparedNode) => boolean
  readonly sameInV2: (node: ComparedNode) => boolean
}

type Same = (before: ComparedNode, now: ComparedNode, macros: MacroRules) => boolean
type Kinds = (kind: string) => boolean

/** `same` says whether this part of a node is unchanged, for these engines and kinds of node. */
export type Rule = readonly [engines: readonly Engine[], kinds: Kinds, part: ModifiedPart, same: Same]

/** The parts in which a node is modified; empty if it is not. */
export function modifiedParts(
  [before, now]: readonly [ComparedNode, ComparedNode],
  engine: Engine,
  macros: MacroRules,
): ModifiedPart[] {
  const differing = RULES.filter(
    ([engines, kinds, , same]) => engines.includes(engine) && kinds(now.kind) && !same(before, now, macros),
  )
  return [...new Set(differing.map(([, , part]) => part))]
}

const only =
  (...kinds: readonly string[]): Kinds =>
  (kind) =>
    kinds.includes(kind)
const allBut =
  (...kinds: readonly string[]): Kinds =>
  (kind) =>
    !kinds.includes(kind)

/** Models, seeds, snapshots, functions and other kinds without rules of their own. */
const NODES = allBut('test', 'unit_test', 'source', 'exposure', 'metric', 'semantic_model', 'saved_query')
const ALL_KINDS: Kinds = () => true

const fields =
  (...names: readonly (keyof ComparedNode)[]) =>
  (before: ComparedNode, now: ComparedNode): boolean =>
    names.every((name) => isDeepStrictEqual(before[name] ?? null, now[name] ?? null))

const sameBody: Same = (before, now) =>
  now.kind === 'seed' ? fields('checksum')(before, now) : before.code?.hash === now.code?.hash

/** Engines differ in whether they keep whitespace around code. */
const sameTrimmedBody: Same = (before, now) => before.code?.hashOfTrimmed === now.code?.hashOfTrimmed

const config =
  (counts: (key: string) => boolean): Same =>
  ({ unrendered_config: before }, { unrendered_config: now }) =>
    [...new Set([...Object.keys(before), ...Object.keys(now)])]
      .filter(counts)
      .every((key) => key in before && key in now && isDeepStrictEqual(before[key], now[key]))

/** These keys count as the relation or not at all (dbt-common, `CompareBehavior.Exclude`). */
const nodeConfig = config(allBut('alias', 'schema', 'database', 'tags', 'group'))
const testConfig = config(
  only(
    'severity',
    'where',
    'limit',
    'fail_calc',
    'warn_if',
    'error_if',
    'store_failures',
    'store_failures_as',
    'sql_header',
  ),
)
const wholeConfig = config(() => true)

/** v2 may omit the materialization of a seed. */
const sameMaterialization: Same = ({ config: { materialized: was } }, { config: { materialized: is } }) =>
  was === null || is === null || was === is

/** Descriptions count only if `persist_docs` writes them into the warehouse. */
const samePersistedDescription: Same = (before, now) => {
  const persisted = now.config.persist_docs ?? {}
  if (persisted.relation === true && (before.description ?? '') !== (now.description ?? '')) return false
  return persisted.columns !== true || before.columnsHash === now.columnsHash
}

/** As configured, not as rendered, so another target or `generate_schema_name` is not a change. */
const sameConfiguredRelation: Same = (before, now) =>
  ['database', 'schema', 'alias'].every((key) =>
    isDeepStrictEqual(before.unrendered_config[key] ?? null, now.unrendered_config[key] ?? null),
  )

const sameExports: Same = (before, now) => isDeepStrictEqual(exportsOf(before), exportsOf(now))

function exportsOf({ exports }: ComparedNode): unknown[] {
  return (exports ?? []).map(({ name, unrendered_config: { export_as, schema, alias } }) => ({
    name,
    export_as,
    schema,
    alias,
  }))
}

/** Whether the contract is enforced, and, if so, its checksum, which covers columns and constraints. */
const sameContract: Same = (before, now) => {
  const [was, is] = [before.contract?.enforced === true, now.contract?.enforced === true]
  return was === is && (!is || isDeepStrictEqual(before.contract?.checksum, now.contract?.checksum))
}

const sameDependencies: Same = (before, now) =>
  isDeepStrictEqual(new Set(before.depends_on.nodes), new Set(now.depends_on.nodes))

/** Applies `same` to singular tests only: a generic test is compared by its config, as its code is always the same call. */
const ofSingularTest =
  (same: Same): Same =>
  (before, now, macros) =>
    (now.test_metadata ?? null) !== null || same(before, now, macros)

const BEFORE_1_12: readonly Engine[] = ['core']
const CORE: readonly Engine[] = ['core', 'core-1.12']
const V2: readonly Engine[] = ['v2']
const CORE_AND_V2: readonly Engine[] = [...CORE, ...V2]
const SINCE_1_12: readonly Engine[] = ['core-1.12', 'v2']
const DIFFERENT: readonly Engine[] = ['different']

const SOURCE = ['fqn', 'quoting', 'freshness', 'loaded_at_field', 'external'] as const
const EXPOSURE = ['fqn', 'type', 'owner', 'maturity', 'url', 'description', 'label'] as const
const SEMANTIC_MODEL = [
  'model',
  'description',
  'defaults',
  'entities',
  'dimensions',
  'measures',
  'config',
  'primary_entity',
  'group',
] as const
const SAVED_QUERY = ['description', 'label', 'config', 'group', 'query_params', 'tags'] as const

/**
 * What dbt itself compares (docs/facts/dbt.md#what-core-calls-modified and the section after it); scripts/proof/modified checks
 * these rules against dbt. Unlike Core, v2 ignores where a file is and which version is the latest.
 */
const RULES: readonly Rule[] = [
  [CORE_AND_V2, NODES, 'body', sameBody],
  [CORE_AND_V2, only('test'), 'body', ofSingularTest(sameBody)],
  [CORE_AND_V2, only('unit_test'), 'body', fields('checksum')],
  [DIFFERENT, ALL_KINDS, 'body', sameTrimmedBody],
  [DIFFERENT, only('seed'), 'body', fields('checksum')],

  [CORE, NODES, 'config', nodeConfig],
  [CORE, only('test'), 'config', testConfig],
  [CORE, only('source', 'exposure'), 'config', wholeConfig],
  [CORE, only('metric'), 'config', config(allBut('group'))],
  [V2, ALL_KINDS, 'config', nodeConfig],
  [DIFFERENT, ALL_KINDS, 'config', sameMaterialization],

  [CORE, NODES, 'description', samePersistedDescription],
  [CORE, only('test'), 'description', ofSingularTest(samePersistedDescription)],
  [V2, ALL_KINDS, 'description', samePersistedDescription],

  [CORE, NODES, 'relation', sameConfiguredRelation],
  [BEFORE_1_12, only('source'), 'relation', fields('database', 'schema', 'identifier')],
  [SINCE_1_12, only('source'), 'relation', fields('unrendered_database', 'unrendered_schema', 'identifier')],
  [CORE, only('saved_query'), 'relation', sameExports],
  [V2, allBut('source'), 'relation', sameConfiguredRelation],
  [DIFFERENT, ALL_KINDS, 'relation', sameConfiguredRelation],

  [CORE, only('model'), 'contract', sameContract],
  [V2, ALL_KINDS, 'contract', sameContract],

  [CORE, NODES, 'properties', fields('fqn')],
  [CORE, only('test'), 'properties', fields('fqn')],
  [CORE, only('model'), 'properties', fields('latest_version', 'access', 'deprecation_date')],
  [CORE, only('function'), 'properties', fields('arguments', 'returns')],
  [CORE_AND_V2, only('source'), 'properties', fields(...SOURCE)],
  [CORE_AND_V2, only('exposure'), 'properties', fields(...EXPOSURE)],
  [CORE_AND_V2, only('metric'), 'properties', fields('type', 'description', 'label')],
  [CORE, only('semantic_model'), 'properties', fields(...SEMANTIC_MODEL)],
  [CORE, only('saved_query'), 'properties', fields(...SAVED_QUERY)],
  [DIFFERENT, only('exposure'), 'properties', fields('url')],

  [CORE_AND_V2, only('exposure'), 'dependencies', sameDependencies],
  [DIFFERENT, ALL_KINDS, 'dependencies', sameDependencies],

  [CORE, ALL_KINDS, 'macros', (_, now, { sameInCore }) => sameInCore(now)],
  [V2, ALL_KINDS, 'macros', (_, now, { sameInV2 }) => sameInV2(now)],
]
