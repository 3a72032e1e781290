import { later } from '../clock.js'
import { ancestorsFirst, type Lineage, lineageOf, reach } from './lineage.js'
import { type DbtNode, isTest, type ProjectGraph, showsLandingsBehind } from './manifest.js'
import {
  nodeName,
  type NodeFacts,
  type NodeKey,
  type NodeStatus,
  type Problem,
  type UniqueId,
} from './types.js'

/** Problems are for people: more than these say nothing new about why a dashboard waits. */
const PROBLEMS_SHOWN = 10

/**
 * The status of the given nodes, and of all their ancestors, as state knows them.
 * What holds no data, or refreshes itself, shows the landings behind it; problems come down from all ancestors.
 */
export function nodeStatuses(
  ids: Iterable<UniqueId>,
  manifest: Pick<ProjectGraph, 'nodes'>,
  facts: ReadonlyMap<NodeKey, NodeFacts>,
): Map<UniqueId, NodeStatus> {
  const lineage = lineageOf(manifest)
  const heldByTests = nodesHeldByTests(manifest, lineage, facts)
  const statuses = new Map<UniqueId, NodeStatus>()
  for (const id of ancestorsFirst(ids, lineage)) {
    const node = manifest.nodes.get(id)
    const parents = lineage.parents(id).map((parent) => statuses.get(parent) ?? UNKNOWN)
    statuses.set(id, node === undefined ? UNKNOWN : statusOf(node, { facts, parents, heldByTests }))
  }
  return statuses
}

const UNKNOWN: NodeStatus = { landedAt: null, fullRefreshAt: null, problems: [] }

interface Surroundings {
  readonly facts: ReadonlyMap<NodeKey, NodeFacts>
  readonly parents: readonly NodeStatus[]
  readonly heldByTests: ReadonlyMap<UniqueId, readonly Problem[]>
}

function statusOf(node: DbtNode, { facts, parents, heldByTests }: Surroundings): NodeStatus {
  const own = facts.get(node.key) ?? {}
  const seen = showsLandingsBehind(node) ? parents : []
  const above = [...(heldByTests.get(node.id) ?? []), ...parents.flatMap((parent) => parent.problems)]
  return {
    landedAt: seen.map((parent) => parent.landedAt).reduce(later, own.landedAt ?? null),
    fullRefreshAt: seen.map((parent) => parent.fullRefreshAt).reduce(later, own.fullRefreshAt ?? null),
    // What failed above explains why this node was skipped, so its own skip is not named beside it.
    problems: above.length > 0 ? distinct(above) : ownProblem(node, own),
  }
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.node, problem])).values()].slice(0, PROBLEMS_SHOWN)
}

function ownProblem(node: DbtNode, facts: NodeFacts): Problem[] {
  const failedAt = unhealthySince(facts)
  if (failedAt === null) return []
  const kind = isTest(node.resourceType) ? 'test' : node.resourceType === 'source' ? 'freshness' : 'node'
  const name = isTest(node.resourceType) ? node.name : nodeName(node.id)
  return [{ node: node.id, name, kind, failedAt }]
}

/** When the node failed, if that is newer than its last success. */
function unhealthySince(facts: NodeFacts): number | null {
  if (facts.failedAt === undefined) return null
  return facts.failedAt > (facts.okAt ?? -Infinity) ? facts.failedAt : null
}

/**
 * The failed tests by the topmost nodes that they hold back; from there they come down as all problems do. dbt's own
 * rule: a test holds back a node only if all nodes the test reads are the node or upstream of it, so a relationships
 * test does not block the parent table.
 */
function nodesHeldByTests(
  manifest: Pick<ProjectGraph, 'nodes'>,
  lineage: Lineage,
  facts: ReadonlyMap<NodeKey, NodeFacts>,
): Map<UniqueId, Problem[]> {
  const held = new Map<UniqueId, Problem[]>()
  for (const test of manifest.nodes.values()) {
    if (!isTest(test.resourceType)) continue
    const [problem] = ownProblem(test, facts.get(test.key) ?? {})
    if (problem === undefined) continue
    for (const id of topmostBelowAll(test.parents, lineage)) {
      const known = held.get(id)
      if (known === undefined) held.set(id, [problem])
      else known.push(problem)
    }
  }
  return held
}

/** Of the nodes that are, or lie below, every one of `ids`: those with none of these above them. */
function topmostBelowAll(ids: readonly UniqueId[], lineage: Lineage): readonly UniqueId[] {
  const distinctIds = [...new Set(ids)]
  if (distinctIds.length < 2) return distinctIds
  const [first = new Set<UniqueId>(), ...others] = distinctIds.map((id) => reach([id], lineage.children))
  const below = new Set([...first].filter((id) => others.every((other) => other.has(id))))
  return [...below].filter((id) => !lineage.parents(id).some((parent) => below.has(parent)))
}
