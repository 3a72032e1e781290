import { lineageOf, reach } from '../dbt/lineage.js'
import type { ProjectGraph } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import type { ExtractKey } from '../tableau/types.js'
import type { ExtractToPlan } from './types.js'

type Extract = Pick<ExtractToPlan, 'key' | 'upstream'>

/** The extracts downstream of all that each of these tests reads: those that the test holds back when it fails. */
export function extractsBelow(
  tests: Iterable<UniqueId>,
  { nodes }: Pick<ProjectGraph, 'nodes'>,
  extracts: readonly Extract[],
): Map<UniqueId, ExtractKey[]> {
  const { children } = lineageOf({ nodes })
  return new Map(
    [...new Set(tests)].map((test) => {
      const reads = nodes.get(test)?.parents ?? []
      const downstream = reads.map((id) => reach([id], children))
      const isBelow = ({ upstream }: Extract): boolean =>
        reads.length > 0 && downstream.every((ids) => upstream.some(({ node }) => ids.has(node)))
      return [test, extracts.filter(isBelow).map(({ key }) => key)]
    }),
  )
}
