import { distinctBy } from '../base/distinct.js'
import { later } from '../base/clock.js'
import { ancestorsFirst, type Lineage, lineageOf, reach } from './lineage.js'
import { type DbtNode, type ProjectGraph, showsLandingsBehind } from './manifest.js'
import { type FailedTest, failedTests, problemOf } from './problems.js'
import type { NodeFacts, NodeKey, NodeStatus, Problem, UniqueId } from './types.js'

/** Problems are for people: more than these say nothing new about why a dashboard waits. */
const PROBLEMS_SHOWN = 10

/** A failed test of several nodes: it holds back what stands below all of them, be it a node or an extract. */
export interface JointTest {
  readonly problem: Problem
  /** For each node that it reads, this node and all below it. */
  readonly below: readonly ReadonlySet<UniqueId>[]
}

export interface Health {
  readonly statuses: ReadonlyMap<UniqueId, NodeStatus>
  readonly jointTests: readonly JointTest[]
}

/**
 * The status of the given nodes, and of all their ancestors, as state knows them.
 * What holds no data, or refreshes itself, shows the landings behind it; problems come down from all ancestors.
 */
export function projectHealth(
  ids: Iterable<UniqueId>,
  manifest: Pick<ProjectGraph, 'nodes'>,
  facts: ReadonlyMap<NodeKey, NodeFacts>,
): Health {
  const lineage = lineageOf(manifest)
  const below = memoized((id) => reach([id], lineage.children))
  const failed = failedTests(manifest, lineage, facts)
  const heldByTests = nodesHeldByTests(failed, below, lineage)
  const statuses = new Map<UniqueId, NodeStatus>()
  for (const id of ancestorsFirst(ids, lineage)) {
    const node = manifest.nodes.get(id)
    const parents = lineage.parents(id).map((parent) => statuses.get(parent) ?? UNKNOWN)
    statuses.set(id, node === undefined ? UNKNOWN : statusOf(node, { facts, parents, heldByTests }))
  }
  const ofSeveral = failed.filter(({ reads }) => reads.length > 1)
  return {
    statuses,
    jointTests: ofSeveral.map(({ problem, reads }) => ({ problem, below: reads.map(below) })),
  }
}

/** The statuses alone. */
export function nodeStatuses(...of: Parameters<typeof projectHealth>): ReadonlyMap<UniqueId, NodeStatus> {
  return projectHealth(...of).statuses
}

type Below = (id: UniqueId) => ReadonlySet<UniqueId>

/** Many tests read the same node. */
function memoized(below: Below): Below {
  const known = new Map<UniqueId, ReadonlySet<UniqueId>>()
  return (id) => {
    const set = known.get(id) ?? below(id)
    known.set(id, set)
    return set
  }
}

const UNKNOWN: NodeStatus = { landedAt: null, fullRefreshAt: null, problems: [] }

interface NodeContext {
  readonly facts: ReadonlyMap<NodeKey, NodeFacts>
  readonly parents: readonly NodeStatus[]
  readonly heldByTests: ReadonlyMap<UniqueId, readonly Problem[]>
}

function statusOf(node: DbtNode, { facts, parents, heldByTests }: NodeContext): NodeStatus {
  const own = facts.get(node.key)
  const seen = showsLandingsBehind(node) ? parents : []
  const above = [...(heldByTests.get(node.id) ?? []), ...parents.flatMap((parent) => parent.problems)]
  const problem = problemOf(node, own)
  return {
    landedAt: seen.map((parent) => parent.landedAt).reduce(later, own?.landedAt ?? null),
    fullRefreshAt: seen.map((parent) => parent.fullRefreshAt).reduce(later, own?.fullRefreshAt ?? null),
    // What failed above explains why this node was skipped, so its own skip is not named beside it.
    problems: above.length > 0 ? distinctProblems(above) : problem === null ? [] : [problem],
  }
}

function distinctProblems(problems: readonly Problem[]): Problem[] {
  return distinctBy(problems, ({ node }) => node).slice(0, PROBLEMS_SHOWN)
}

/**
 * The failed tests by the topmost nodes that they hold back; from there they come down as all problems do. dbt's own
 * rule: a test holds back a node only if all nodes the test reads are the node or upstream of it, so a relationships
 * test does not block the parent table.
 */
function nodesHeldByTests(
  failed: readonly FailedTest[],
  below: Below,
  lineage: Lineage,
): Map<UniqueId, Problem[]> {
  const held = new Map<UniqueId, Problem[]>()
  for (const { problem, reads } of failed) {
    for (const id of topmostBelowAll(reads, below, lineage)) {
      const known = held.get(id)
      if (known === undefined) held.set(id, [problem])
      else known.push(problem)
    }
  }
  return held
}

/** Of the nodes that are, or lie below, every one of `ids`: those with none of these above them. */
function topmostBelowAll(ids: readonly UniqueId[], below: Below, lineage: Lineage): readonly UniqueId[] {
  if (ids.length < 2) return ids
  const [first = new Set<UniqueId>(), ...others] = ids.map(below)
  const belowAll = new Set([...first].filter((id) => others.every((other) => other.has(id))))
  return [...belowAll].filter((id) => !lineage.parents(id).some((parent) => belowAll.has(parent)))
}
