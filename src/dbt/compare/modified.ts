import type { ContractChange, NodeChange } from './change.js'
import { type ComparedManifest, type ComparedNode, childrenIn, reachesAny } from './compared-manifest.js'
import { addTo } from '../../base/add-to.js'
import { reach } from '../lineage.js'
import { type Engine, type MacroRules, modifiedParts } from './rules.js'
import type { UniqueId } from '../types.js'

export interface Comparison {
  readonly changes: readonly NodeChange[]
  /** dbt's own rules; or, for manifests of two engines, the parts that both write alike. */
  readonly rules: 'state:modified' | 'fallback'
}

/**
 * What differs between the production manifest and this one: new and removed nodes, and those that are `state:modified` for the
 * engine that wrote both. Manifests of two engines or minor versions differ in hundreds of ways without meaning, so of these
 * only code, dependencies, relation and materialization are compared (docs/facts/dbt.md#manifests-of-two-engines).
 */
export function modifiedSince(base: ComparedManifest, current: ComparedManifest): Comparison {
  const engine = engineOf(base, current)
  const macros = macroRules(base, current)
  const changes: NodeChange[] = []
  for (const node of current.nodes.values()) {
    const before = base.nodes.get(node.id)
    if (before === undefined) changes.push({ id: node.id, how: 'new', parts: [] })
    else {
      const parts = modifiedParts([before, node], engine, macros)
      const contract = parts.includes('contract') ? contractChange(before, node) : null
      if (parts.length > 0)
        changes.push({ id: node.id, how: 'changed', parts, ...(contract !== null && { contract }) })
    }
  }
  for (const id of base.nodes.keys()) {
    if (!current.nodes.has(id)) changes.push({ id, how: 'removed', parts: [] })
  }
  return { changes, rules: engine === 'different' ? 'fallback' : 'state:modified' }
}

/** Null if one of the two enforces no contract. */
function contractChange(
  { contractColumns: before }: ComparedNode,
  { contractColumns: now }: ComparedNode,
): ContractChange | null {
  if (before.size === 0 || now.size === 0) return null
  return {
    added: [...now.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !now.has(name)),
    retyped: [...now].flatMap(([name, is]) => {
      const was = before.get(name)
      return was === undefined || was === is ? [] : [{ name, was, is }]
    }),
  }
}

function engineOf(base: ComparedManifest, current: ComparedManifest): Engine {
  const [before, now] = [minorOf(base), minorOf(current)]
  if (before.join('.') !== now.join('.')) return 'different'
  const [major, minor] = now
  if (major >= 2) return 'v2'
  return minor >= 12 ? 'core-1.12' : 'core'
}

/** The version up to its minor number. Fusion's versions that begin with a year are v2. */
function minorOf({ dbtVersion }: ComparedManifest): readonly [major: number, minor: number] {
  const [major = NaN, minor = NaN] = dbtVersion.split('.').map(Number)
  return major > 2 ? [2, 0] : [major, minor]
}

/** Core does not select a new node of these kinds as modified (docs/facts/dbt.md#what-core-calls-modified). */
const NEW_IS_NO_CHANGE = new Set(['source', 'exposure', 'metric', 'semantic_model', 'saved_query'])

/** What `dbt ls --select state:modified+` lists, to compare our rules with dbt's. */
export function stateModifiedPlus(base: ComparedManifest, current: ComparedManifest): UniqueId[] {
  const isV2 = engineOf(current, current) === 'v2'
  const selected = modifiedSince(base, current).changes.filter(({ id, how }) => {
    const kind = current.nodes.get(id)?.kind ?? ''
    return how === 'changed' || (how === 'new' && (isV2 || !NEW_IS_NO_CHANGE.has(kind)))
  })
  const ids = selected.map(({ id }) => id)
  return [...reach(ids, childrenIn(current))].filter((id) => !id.startsWith('operation.')).sort()
}

/**
 * The changed nodes and everything downstream of them, each with the nearest changed nodes: with itself if it has changed. Removed
 * nodes are followed in the base manifest.
 */
export function reachedBy(
  changes: readonly NodeChange[],
  current: ComparedManifest,
  base: ComparedManifest | null,
): Map<UniqueId, UniqueId[]> {
  const changed = new Set(changes.map(({ id }) => id))
  const now = childrenIn(current)
  const before = base === null ? () => [] : childrenIn(base)
  const reached = new Map<UniqueId, UniqueId[]>([...changed].map((id) => [id, [id]]))
  for (const { id, how } of changes) {
    const below = (children: typeof now) => (each: UniqueId) =>
      each !== id && changed.has(each) ? [] : children(each)
    const start = how === 'removed' ? reach([id], below(before)) : [id]
    for (const each of reach(start, below(now))) if (!changed.has(each)) addTo(reached, each, id)
  }
  return reached
}

/** For Core, a macro that is new, removed or edited modifies every node that calls it, directly or through other macros. */
function macroRules(base: ComparedManifest, current: ComparedManifest): MacroRules {
  const all = new Set([...base.macros.keys(), ...current.macros.keys()])
  const changed = new Set(
    [...all].filter((id) => base.macros.get(id)?.macro_sql !== current.macros.get(id)?.macro_sql),
  )
  return {
    sameInCore: (node) => !reachesAny(node.depends_on.macros, changed, current),
    // For v2, new and removed macros do not count, nor does whitespace around a macro.
    sameInV2: (node) =>
      node.depends_on.macros.every((id) => {
        const [before, now] = [base.macros.get(id), current.macros.get(id)]
        return before === undefined || now === undefined || before.macro_sql.trim() === now.macro_sql.trim()
      }),
  }
}
