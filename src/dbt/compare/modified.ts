import type { NodeChange } from './change.js'
import { type ComparedManifest, childrenIn, reachesAny } from './compared-manifest.js'
import { reach } from '../lineage.js'
import { type Engine, type MacroRules, modifiedParts } from './rules.js'
import type { UniqueId } from '../types.js'

export interface Comparison {
  readonly changes: readonly NodeChange[]
  /** By dbt's own rules; else by what two engines write alike. */
  readonly rules: 'state:modified' | 'fallback'
}

/**
 * What differs between the production manifest and this one: `state:modified` of the engine that wrote both, and what
 * was removed. Manifests of two engines or minor versions differ in hundreds of ways that mean nothing, so only code,
 * dependencies, relation and materialization are compared (docs/facts/dbt.md#manifests-of-two-engines).
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
      if (parts.length > 0) changes.push({ id: node.id, how: 'changed', parts })
    }
  }
  for (const id of base.nodes.keys()) {
    if (!current.nodes.has(id)) changes.push({ id, how: 'removed', parts: [] })
  }
  return { changes, rules: engine === 'different' ? 'fallback' : 'state:modified' }
}

function engineOf(base: ComparedManifest, current: ComparedManifest): Engine {
  const [before, now] = [minorOf(base), minorOf(current)]
  if (before.join('.') !== now.join('.')) return 'different'
  const [major, minor] = now
  if (major >= 2) return 'v2'
  return minor >= 12 ? 'core-1.12' : 'core'
}

/** 1.10, 2.0; the dated versions of Fusion are v2's. */
function minorOf({ dbtVersion }: ComparedManifest): readonly [major: number, minor: number] {
  const [major = NaN, minor = NaN] = dbtVersion.split('.').map(Number)
  return major > 2 ? [2, 0] : [major, minor]
}

/** Core calls a node of these kinds new, not modified (docs/facts/dbt.md#what-core-calls-modified). */
const NEW_IS_NO_CHANGE = new Set(['source', 'exposure', 'metric', 'semantic_model', 'saved_query'])

/** What `dbt ls --select state:modified+` lists: for the comparison with dbt itself. */
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
 * All that hangs on the changes, themselves included: what is removed is followed in the production manifest, as the new
 * one knows nothing of it.
 */
export function reachedBy(
  changes: readonly NodeChange[],
  current: ComparedManifest,
  base: ComparedManifest | null,
): Set<UniqueId> {
  const ids = (wanted: (change: NodeChange) => boolean): UniqueId[] =>
    changes.filter(wanted).map(({ id }) => id)
  const removed = ids(({ how }) => how === 'removed')
  const orphans = base === null ? [] : [...reach(removed, childrenIn(base))]
  const start = [...ids(({ how }) => how !== 'removed'), ...orphans]
  return reach(start, childrenIn(current))
}

/** Macros that are new, gone or of other text change, for Core, whatever calls them, also through others. */
function macroRules(base: ComparedManifest, current: ComparedManifest): MacroRules {
  const all = new Set([...base.macros.keys(), ...current.macros.keys()])
  const changed = new Set(
    [...all].filter((id) => base.macros.get(id)?.macro_sql !== current.macros.get(id)?.macro_sql),
  )
  return {
    sameInCore: (node) => !reachesAny(node.depends_on.macros, changed, current),
    // A macro that is new or gone does not count, nor does space around one.
    sameInV2: (node) =>
      node.depends_on.macros.every((id) => {
        const [before, now] = [base.macros.get(id), current.macros.get(id)]
        return before === undefined || now === undefined || before.macro_sql.trim() === now.macro_sql.trim()
      }),
  }
}
