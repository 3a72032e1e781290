import { isDeepStrictEqual } from 'node:util'
import type { ComparedManifest, ComparedNode } from './compared-manifest.js'
import { reach } from '../lineage.js'
import type { Part } from './change.js'

/** Two manifests of the same engine. */
export interface Pair {
  readonly base: ComparedManifest
  readonly current: ComparedManifest
}

type Same = (before: ComparedNode, now: ComparedNode) => boolean

/** Whether dbt Core calls a node modified, and for which parts (dbt-core, `same_contents` of contracts/graph/nodes.py). */
export function coreParts(pair: Pair): (before: ComparedNode, now: ComparedNode) => Part[] {
  const changed = changedMacros(pair)
  const macros: Same = (_, now) => !reachesAny(now.depends_on.macros, changed, pair.current)
  const unrendered = Number(pair.current.dbtVersion.split('.')[1]) >= 12
  const relation: Same = (before, now) =>
    now.kind === 'source' ? sameSource(before, now, unrendered) : sameRelation(before, now)
  return (before, now) => {
    const rules: [Part, Same][] = [...(RULES[now.kind] ?? NODE), ['macros', macros]]
    return rules
      .map(([part, same]): [Part, Same] => (part === 'relation' ? [part, relation] : [part, same]))
      .flatMap(([part, same]) => (same(before, now) ? [] : [part]))
  }
}

const fields =
  (...names: readonly (keyof ComparedNode)[]): Same =>
  (before, now) =>
    names.every((name) => isDeepStrictEqual(before[name] ?? null, now[name] ?? null))

const sameBody: Same = (before, now) =>
  now.kind === 'seed' ? fields('checksum')(before, now) : before.code?.hash === now.code?.hash

/** These belong to the relation, or to nobody's business (dbt-common, `CompareBehavior.Exclude`). */
const NOT_CONFIG = new Set(['alias', 'schema', 'database', 'tags', 'group'])

const TEST_CONFIG = new Set([
  'severity',
  'where',
  'limit',
  'fail_calc',
  'warn_if',
  'error_if',
  'store_failures',
  'store_failures_as',
  'sql_header',
])

const configBut =
  (counts: (key: string) => boolean): Same =>
  ({ unrendered_config: before }, { unrendered_config: now }) =>
    [...new Set([...Object.keys(before), ...Object.keys(now)])]
      .filter(counts)
      .every((key) => key in before && key in now && isDeepStrictEqual(before[key], now[key]))

const sameNodeConfig = configBut((key) => !NOT_CONFIG.has(key))
const sameTestConfig = configBut((key) => TEST_CONFIG.has(key))

/** Descriptions count only where they are written into the warehouse. */
export const samePersistedDescription: Same = (before, now) => {
  const persisted = now.config.persist_docs ?? {}
  if (persisted.relation === true && (before.description ?? '') !== (now.description ?? '')) return false
  return persisted.columns !== true || before.columnsHash === now.columnsHash
}

const sameRelation: Same = (before, now) =>
  ['database', 'schema', 'alias'].every((key) =>
    isDeepStrictEqual(before.unrendered_config[key], now.unrendered_config[key]),
  )

function sameSource(before: ComparedNode, now: ComparedNode, unrendered: boolean): boolean {
  return unrendered
    ? fields('unrendered_database', 'unrendered_schema', 'identifier')(before, now)
    : fields('database', 'schema', 'identifier')(before, now)
}

/** An enforced contract, or one that was: its checksum is over columns and constraints. */
export const sameContract: Same = (before, now) => {
  const [was, is] = [before.contract?.enforced === true, now.contract?.enforced === true]
  return was === is && (!is || isDeepStrictEqual(before.contract?.checksum, now.contract?.checksum))
}

const NODE: readonly [Part, Same][] = [
  ['body', sameBody],
  ['config', sameNodeConfig],
  ['description', samePersistedDescription],
  ['properties', fields('fqn')],
  ['relation', sameRelation],
]

const TEST: readonly [Part, Same][] = [
  ['config', sameTestConfig],
  ['properties', fields('fqn')],
]

const singularOrGeneric =
  (same: Same): Same =>
  (before, now) =>
    (now.test_metadata ?? null) !== null || same(before, now)

/** What each kind is compared by; all others as `NODE`. */
const RULES: Readonly<Record<string, readonly [Part, Same][]>> = {
  model: [
    ...NODE,
    ['properties', fields('latest_version', 'access', 'deprecation_date')],
    ['contract', sameContract],
  ],
  test: [
    ...TEST,
    ['body', singularOrGeneric(sameBody)],
    ['description', singularOrGeneric(samePersistedDescription)],
  ],
  unit_test: [['body', fields('checksum')]],
  function: [...NODE, ['properties', fields('arguments', 'returns')]],
  source: [
    ['relation', sameRelation],
    ['config', configBut(() => true)],
    ['properties', fields('fqn', 'quoting', 'freshness', 'loaded_at_field', 'external')],
  ],
  exposure: [
    ['properties', fields('fqn', 'type', 'owner', 'maturity', 'url', 'description', 'label')],
    ['dependencies', (before, now) => sameSet(before.depends_on.nodes, now.depends_on.nodes)],
    ['config', configBut(() => true)],
  ],
  metric: [
    ['properties', fields('type', 'description', 'label')],
    ['config', configBut((key) => key !== 'group')],
  ],
  semantic_model: [
    [
      'properties',
      fields(
        'model',
        'description',
        'defaults',
        'entities',
        'dimensions',
        'measures',
        'config',
        'primary_entity',
        'group',
      ),
    ],
  ],
  saved_query: [
    ['properties', fields('description', 'label', 'config', 'group', 'query_params', 'tags')],
    ['relation', (before, now) => isDeepStrictEqual(exportsOf(before), exportsOf(now))],
  ],
}

function exportsOf({ exports }: ComparedNode): unknown[] {
  return (exports ?? []).map(({ name, unrendered_config: { export_as, schema, alias } }) => ({
    name,
    export_as,
    schema,
    alias,
  }))
}

export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return isDeepStrictEqual(new Set(a), new Set(b))
}

/** Macros that are new, gone or of other text. */
function changedMacros({ base, current }: Pair): Set<string> {
  const all = new Set([...base.macros.keys(), ...current.macros.keys()])
  return new Set(
    [...all].filter((id) => base.macros.get(id)?.macro_sql !== current.macros.get(id)?.macro_sql),
  )
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
