import { addTo } from '../base/add-to.js'
import { distinctBy } from '../base/distinct.js'
import { later } from '../base/clock.js'
import { ancestorsFirst, type Lineage, lineageOf, reach } from './lineage.js'
import { type DbtNode, type ProjectGraph, showsLandingsBehind } from './manifest.js'
import { type FailedTest, failedTests, type FindProblem, problemOf } from './problems.js'
import type { NodeFacts, NodeKey, NodeStatus, Problem, UniqueId } from './types.js'

/** More problems of one node do not help a reader. */
const PROBLEMS_SHOWN = 10

/** A failed test that reads several nodes: it holds back nodes and extracts that are downstream of all of them. */
export interface JointTest {
  readonly problem: Problem
  /** For each node that it reads: that node and everything downstream. */
  readonly downstream: readonly ReadonlySet<UniqueId>[]
}

export interface Health {
  readonly statuses: ReadonlyMap<UniqueId, NodeStatus>
  readonly jointTests: readonly JointTest[]
}

/**
 * The status of the given nodes and all their ancestors, from the facts in state. A node without data, or one that
 * refreshes itself, has the landings of its parents; a node has the problems of all its ancestors.
 * @param find what counts as a problem: a failure, or with `warningOf` a warning
 */
export function projectHealth(
  ids: Iterable<UniqueId>,
  manifest: Pick<ProjectGraph, 'nodes'>,
  facts: ReadonlyMap<NodeKey, NodeFacts>,
  find: FindProblem = problemOf,
): Health {
  const lineage = lineageOf(manifest)
  const downstream = memoized((id) => reach([id], lineage.children))
  const failed = failedTests(manifest, lineage, facts, find)
  const heldByTests = nodesHeldByTests(failed, downstream, lineage)
  const statuses = new Map<UniqueId, NodeStatus>()
  for (const id of ancestorsFirst(ids, lineage)) {
    const node = manifest.nodes.get(id)
    const parents = lineage.parents(id).map((parent) => statuses.get(parent) ?? UNKNOWN)
    statuses.set(id, node === undefined ? UNKNOWN : statusOf(node, { facts, parents, heldByTests, find }))
  }
  const jointTests = failed
    .filter(({ reads }) => reads.length > 1)
    .map(({ problem, reads }) => ({ problem, downstream: reads.map(downstream) }))
  return { statuses, jointTests }
}

/** `projectHealth` without the joint tests. */
export function nodeStatuses(...of: Parameters<typeof projectHealth>): ReadonlyMap<UniqueId, NodeStatus> {
  return projectHealth(...of).statuses
}

type DownstreamOf = (id: UniqueId) => ReadonlySet<UniqueId>

/** Memoized, because many tests read the same node. */
function memoized(downstream: DownstreamOf): DownstreamOf {
  const known = new Map<UniqueId, ReadonlySet<UniqueId>>()
  return (id) => {
    const set = known.get(id) ?? downstream(id)
    known.set(id, set)
    return set
  }
}

const UNKNOWN: NodeStatus = { landedAt: null, fullRefreshAt: null, problems: [] }

interface NodeContext {
  readonly facts: ReadonlyMap<NodeKey, NodeFacts>
  readonly parents: readonly NodeStatus[]
  readonly heldByTests: ReadonlyMap<UniqueId, readonly Problem[]>
  readonly find: FindProblem
}

function statusOf(node: DbtNode, { facts, parents, heldByTests, find }: NodeContext): NodeStatus {
  const own = facts.get(node.key)
  const seen = showsLandingsBehind(node) ? parents : []
  const upstream = [...(heldByTests.get(node.id) ?? []), ...parents.flatMap((parent) => parent.problems)]
  const problem = find(node, own)
  return {
    landedAt: seen.map((parent) => parent.landedAt).reduce(later, own?.landedAt ?? null),
    fullRefreshAt: seen.map((parent) => parent.fullRefreshAt).reduce(later, own?.fullRefreshAt ?? null),
    // A failure upstream explains why this node was skipped, so its own skip is not listed.
    problems: upstream.length > 0 ? distinctProblems(upstream) : problem === null ? [] : [problem],
  }
}

function distinctProblems(problems: readonly Problem[]): Problem[] {
  return distinctBy(problems, ({ node }) => node).slice(0, PROBLEMS_SHOWN)
}

/**
 * The failed tests, by the first nodes that they hold back; nodes downstream inherit them like all problems. dbt's rule: a
 * test holds back a node only if each node that the test reads is that node itself or upstream of it, so a relationships test
 * does not block the parent table.
 */
function nodesHeldByTests(
  failed: readonly FailedTest[],
  downstream: DownstreamOf,
  lineage: Lineage,
): Map<UniqueId, Problem[]> {
  const held = new Map<UniqueId, Problem[]>()
  for (const { problem, reads } of failed) {
    for (const id of firstDownstreamOfAll(reads, downstream, lineage)) addTo(held, id, problem)
  }
  return held
}

/** The first nodes downstream of all `ids`; one of `ids` itself if it is downstream of the others. */
function firstDownstreamOfAll(
  ids: readonly UniqueId[],
  downstream: DownstreamOf,
  lineage: Lineage,
): readonly UniqueId[] {
  if (ids.length < 2) return ids
  const [first = new Set<UniqueId>(), ...others] = ids.map(downstream)
  const ofAll = new Set([...first].filter((id) => others.every((other) => other.has(id))))
  return [...ofAll].filter((id) => !lineage.parents(id).some((parent) => ofAll.has(parent)))
}
