import { projectHealth } from '../dbt/health.js'
import type { ProjectGraph } from '../dbt/manifest.js'
import type { NodeFacts, UniqueId } from '../dbt/types.js'
import { settingsOf } from '../plan/extract-settings.js'
import { problemsUpstream } from '../plan/situation.js'
import type { ExtractRow, Policy } from '../plan/types.js'
import { nameOf } from '../report/ranking.js'
import type { Mended } from '../report/report.js'
import type { RefreshState } from '../state/state.js'

type Nodes = RefreshState['nodes']

interface MendedInput {
  readonly manifest: ProjectGraph
  readonly policy: Policy
  /** The facts before and after this build. */
  readonly before: Nodes
  readonly after: Nodes
}

/** What a failure upstream held back until this build, which has mended it; null if there is nothing. */
export function noLongerHeld(
  rows: readonly ExtractRow[],
  { manifest, policy, before, after }: MendedInput,
): Mended | null {
  // Health of a whole project takes time, and usually nothing has changed from failed to healthy.
  if (![...before].some(([key, fact]) => isFailing(fact) && !isFailing(after.get(key)))) return null
  const healthy = rows.filter(
    ({ known, decision }) => known.problems.length === 0 && !NEVER_HELD.has(decision.reason),
  )
  const health = projectHealth(healthy.flatMap(nodesOf), manifest, before)
  const mended = healthy.flatMap((row) => {
    const [cause] = problemsUpstream(nodesOf(row), health)
    const isHeld = settingsOf(row.extract, policy).onUpstreamFailure === 'skip'
    return cause === undefined || !isHeld ? [] : [{ name: nameOf({ row }), cause: cause.node }]
  })
  if (mended.length === 0) return null
  return {
    extracts: mended.map(({ name }) => name),
    causes: [...new Set(mended.map(({ cause }) => cause))],
  }
}

/** Other rows of the table come before a failure upstream. */
const NEVER_HELD: ReadonlySet<ExtractRow['decision']['reason']> = new Set([
  'no-extract',
  'other-environment',
] as const)

function isFailing(fact: NodeFacts | undefined): boolean {
  return (fact?.failedAt ?? -Infinity) > (fact?.okAt ?? -Infinity)
}

function nodesOf({ extract }: ExtractRow): UniqueId[] {
  return extract.upstream.map(({ node }) => node)
}
