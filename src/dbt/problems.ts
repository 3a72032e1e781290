import { type Instant, latestOf } from '../base/clock.js'
import type { Lineage } from './lineage.js'
import { type DbtNode, isEphemeral, isTest, type ProjectGraph } from './manifest.js'
import type { NodeFacts, NodeKey, Problem, UniqueId } from './types.js'

type Facts = ReadonlyMap<NodeKey, NodeFacts>

/** Finds what is wrong with a node itself; null if nothing is. */
export type FindProblem = (node: DbtNode, facts: NodeFacts | undefined) => Problem | null

/** A test whose last result is a failure, with the nodes that it reads, each once. */
export interface FailedTest {
  readonly problem: Problem
  readonly reads: readonly UniqueId[]
}

/**
 * The problem of the node itself; null if it is healthy. A failure does not count once its rule is gone or only warns.
 * Facts are kept, so that the last result counts again if the rule returns.
 */
export function problemOf(node: DbtNode, facts: NodeFacts | undefined): Problem | null {
  const { failedAt, okAt } = facts ?? {}
  if (failedAt === undefined || failedAt <= (okAt ?? -Infinity) || !node.canFail) return null
  return { node: node.id, kind: kindOf(node), failedAt, ...(okAt !== undefined && { okAt }) }
}

/** The warning of the node itself, in the form of a problem; null if its last result is a plain success or a failure. */
export function warningOf(node: DbtNode, facts: NodeFacts | undefined): Problem | null {
  const { warnedAt, okAt = -Infinity, failedAt = -Infinity } = facts ?? {}
  if (warnedAt === undefined || warnedAt < Math.max(okAt, failedAt)) return null
  return { node: node.id, kind: kindOf(node), failedAt: warnedAt }
}

function kindOf({ resourceType }: DbtNode): Problem['kind'] {
  switch (resourceType) {
    case 'test':
      return 'test'
    case 'unit_test':
      return 'unit-test'
    case 'source':
      return 'freshness'
    default:
      return 'node'
  }
}

/** The tests with a problem that `find` finds, except unit tests whose models were all built after the failure. */
export function failedTests(
  { nodes }: Pick<ProjectGraph, 'nodes'>,
  lineage: Lineage,
  facts: Facts,
  find: FindProblem,
): FailedTest[] {
  const failed: FailedTest[] = []
  for (const test of nodes.values()) {
    if (!isTest(test.resourceType)) continue
    const problem = find(test, facts.get(test.key))
    if (problem === null) continue
    const reads = [...new Set(test.parents)]
    const builtAt = (id: UniqueId): Instant => lastSuccess(id, { nodes, lineage, facts })
    // A unit test checks code: a model built after the failure has code that passed, or that is no longer tested.
    const isOutdated = reads.every((id) => builtAt(id) > problem.failedAt)
    if (problem.kind !== 'unit-test' || !isOutdated)
      failed.push({ problem: { ...problem, tested: reads }, reads })
  }
  return failed
}

interface Context extends Pick<ProjectGraph, 'nodes'> {
  readonly lineage: Lineage
  readonly facts: Facts
}

/** Of an ephemeral model: the last success of a node built from it. -Infinity for none. */
function lastSuccess(id: UniqueId, context: Context): Instant {
  const node = context.nodes.get(id)
  if (node === undefined) return -Infinity
  if (!isEphemeral(node)) return context.facts.get(node.key)?.okAt ?? -Infinity
  return latestOf(context.lineage.children(id).map((child) => lastSuccess(child, context)))
}
