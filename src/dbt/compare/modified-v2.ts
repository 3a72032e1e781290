import { isDeepStrictEqual } from 'node:util'
import type { ComparedNode } from './compared-manifest.js'
import { type Pair, sameContract, samePersistedDescription } from './modified-core.js'
import type { Part } from './change.js'

/** The parts for which dbt v2 calls a node modified (docs/facts/dbt.md#what-v2-calls-modified). */
export function v2Parts({ base, current }: Pair): (before: ComparedNode, now: ComparedNode) => Part[] {
  const sameMacro = (id: string): boolean => {
    const [before, now] = [base.macros.get(id), current.macros.get(id)]
    // A macro that is new or gone does not count.
    return before === undefined || now === undefined || before.macro_sql.trim() === now.macro_sql.trim()
  }
  return (before, now) => [
    ...(sameContract(before, now) ? [] : (['contract'] as const)),
    ...(sameConfig(before, now) ? [] : (['config'] as const)),
    ...(sameRelation(before, now) ? [] : (['relation'] as const)),
    ...(samePersistedDescription(before, now) ? [] : (['description'] as const)),
    ...(now.depends_on.macros.every(sameMacro) ? [] : (['macros'] as const)),
    ...contentParts(before, now),
  ]
}

const without = (record: Readonly<Record<string, unknown>>, ...keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))

function sameConfig(before: ComparedNode, now: ComparedNode): boolean {
  const counted = ({ unrendered_config }: ComparedNode): object =>
    without(unrendered_config, 'alias', 'schema', 'database', 'tags', 'group')
  return isDeepStrictEqual(counted(before), counted(now))
}

function sameRelation(before: ComparedNode, now: ComparedNode): boolean {
  const place = ({ unrendered_config: { database, schema, alias }, ...node }: ComparedNode): unknown[] =>
    node.kind === 'source'
      ? [node.unrendered_database ?? null, node.unrendered_schema ?? null, node.identifier ?? null]
      : [database, schema, alias].map((part) => part ?? null)
  return isDeepStrictEqual(place(before), place(now))
}

function contentParts(before: ComparedNode, now: ComparedNode): Part[] {
  switch (now.kind) {
    case 'exposure':
      return differs(before, now, ['fqn', 'type', 'owner', 'maturity', 'url', 'description', 'label'])
        ? ['properties']
        : isDeepStrictEqual(new Set(before.depends_on.nodes), new Set(now.depends_on.nodes))
          ? []
          : ['dependencies']
    case 'source':
      return differs(before, now, ['fqn', 'quoting', 'freshness', 'loaded_at_field', 'external'])
        ? ['properties']
        : []
    case 'metric':
      return differs(before, now, ['type', 'description', 'label']) ? ['properties'] : []
    case 'test':
      // A generic test is its config; its code is the same call for all.
      return (now.test_metadata ?? null) === null ? bodyParts(before, now) : []
    default:
      return bodyParts(before, now)
  }
}

/** Where a file lies, and which version is the latest, is no change to v2, unlike Core (scripts/proof/modified). */
function bodyParts(before: ComparedNode, now: ComparedNode): Part[] {
  const byChecksum = now.kind === 'seed' || now.kind === 'unit_test'
  const differ = byChecksum ? differs(before, now, ['checksum']) : before.code?.hash !== now.code?.hash
  return differ ? ['body'] : []
}

function differs(before: ComparedNode, now: ComparedNode, names: readonly (keyof ComparedNode)[]): boolean {
  return !names.every((name) => isDeepStrictEqual(before[name] ?? null, now[name] ?? null))
}
