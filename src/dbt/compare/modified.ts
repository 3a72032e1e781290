import type { NodeChange, Part } from './change.js'
import { isDeepStrictEqual } from 'node:util'
import { type ComparedManifest, type ComparedNode, childrenIn } from './compared-manifest.js'
import { reach } from '../lineage.js'
import { coreParts, sameSet } from './modified-core.js'
import { v2Parts } from './modified-v2.js'
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
  const sameEngine = engineOf(base) === engineOf(current)
  const isV2 = engineOf(current).startsWith('2')
  const partsOf = !sameEngine
    ? fallbackParts
    : isV2
      ? v2Parts({ base, current })
      : coreParts({ base, current })
  const changes: NodeChange[] = []
  for (const node of current.nodes.values()) {
    const before = base.nodes.get(node.id)
    if (before === undefined) changes.push({ id: node.id, how: 'new', parts: [] })
    else {
      const parts = [...new Set(partsOf(before, node))]
      if (parts.length > 0) changes.push({ id: node.id, how: 'changed', parts })
    }
  }
  for (const id of base.nodes.keys()) {
    if (!current.nodes.has(id)) changes.push({ id, how: 'removed', parts: [] })
  }
  return { changes, rules: sameEngine ? 'state:modified' : 'fallback' }
}

/** `1.10`, `2.0`; the dated versions of Fusion are v2's. */
function engineOf({ dbtVersion }: ComparedManifest): string {
  const [major = '', minor = ''] = dbtVersion.split('.')
  return Number(major) >= 2 ? `2.${Number(major) > 2 ? '0' : minor}` : `${major}.${minor}`
}

/** Core calls a node of these kinds new, not modified (docs/facts/dbt.md#what-core-calls-modified). */
const NEW_IS_NO_CHANGE = new Set(['source', 'exposure', 'metric', 'semantic_model', 'saved_query'])

/** What `dbt ls --select state:modified+` lists: for the comparison with dbt itself. */
export function stateModifiedPlus(base: ComparedManifest, current: ComparedManifest): UniqueId[] {
  const isV2 = engineOf(current).startsWith('2')
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

function fallbackParts(before: ComparedNode, now: ComparedNode): Part[] {
  const parts: Part[] = []
  if (!sameTrimmedCode(before, now)) parts.push('body')
  if (now.kind === 'seed' && !isDeepStrictEqual(before.checksum, now.checksum)) parts.push('body')
  if (now.kind === 'exposure' && before.url !== now.url) parts.push('properties')
  if (!sameSet(before.depends_on.nodes, now.depends_on.nodes)) parts.push('dependencies')
  if (!sameUnrenderedRelation(before, now)) parts.push('relation')
  // v2 may leave a seed's out.
  const [was, is] = [before.config.materialized, now.config.materialized]
  if (was !== null && is !== null && was !== is) parts.push('config')
  return parts
}

/** A parser may leave space around it, or not. */
function sameTrimmedCode(before: ComparedNode, now: ComparedNode): boolean {
  return before.code?.hashOfTrimmed === now.code?.hashOfTrimmed
}

/** As configured, not as rendered: another target or `generate_schema_name` is no change. */
export function sameUnrenderedRelation(before: ComparedNode, now: ComparedNode): boolean {
  return ['database', 'schema', 'alias'].every((key) =>
    isDeepStrictEqual(before.unrendered_config[key] ?? null, now.unrendered_config[key] ?? null),
  )
}
