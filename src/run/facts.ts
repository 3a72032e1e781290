import type { Instant } from '../base/clock.js'
import type { Message } from '../messages/message.js'
import { type Artifacts, factsOf, firstExecution, notAfter } from '../dbt/facts.js'
import { artifactNotices } from '../dbt/notices.js'
import { isTest } from '../dbt/manifest.js'
import { warningOf } from '../dbt/problems.js'
import type { NodeFacts, NodeKey, UniqueId } from '../dbt/types.js'
import type { RunEvent } from '../github/event.js'
import { slotOf } from '../plan/slot.js'
import type { Journal } from '../state/journal.js'
import { EMPTY_STATE, type RefreshState } from '../state/state.js'

export interface NotedFacts {
  /** Landed since a run of this Tableau site last looked. */
  readonly landed: ReadonlySet<NodeKey>
  /** The builds with facts that state did not have, or with results that no run of this site has seen. */
  readonly fresh: readonly Artifacts[]
  readonly notices: readonly Message[]
  /** Tests whose last result in state was a warning, before these builds. */
  readonly warnedBefore: ReadonlySet<UniqueId>
}

interface NotedAt {
  readonly now: Instant
  /** The run writes an exposures-file, for which dbt parse is enough. */
  readonly writesExposures: boolean
}

/** Saves in state, and on disk, what landed and what failed in these builds. */
export function noteFacts(
  builds: readonly Artifacts[],
  journal: Journal,
  { now, writesExposures }: NotedAt,
): NotedFacts {
  const before = journal.state
  const fresh: Artifacts[] = []
  const notices: Message[] = []
  const landed = new Set<NodeKey>()
  for (const build of builds) {
    const known = journal.state.nodes
    const facts = new Map([...factsOf(build, known)].map(([key, fact]) => [key, notAfter(now, fact)]))
    const news =
      !isKnownBuild(build, before) || [...facts].some(([key, fact]) => isNews(fact, known.get(key)))
    if (news) fresh.push(build)
    for (const notice of artifactNotices(build, { news, now, known, writesExposures })) notices.push(notice)
    journal.update({ ...EMPTY_STATE, nodes: facts })
    for (const [key, { landedAt }] of facts) if (landedAt !== undefined) landed.add(key)
  }
  for (const key of landedSince(catalogueSavedAt(before), journal.state)) landed.add(key)
  return {
    landed,
    fresh,
    notices,
    warnedBefore: new Set(builds.flatMap((build) => warnedTests(build, before))),
  }
}

function warnedTests({ manifest }: Artifacts, { nodes }: RefreshState): UniqueId[] {
  return [...manifest.nodes.values()].flatMap((node) =>
    isTest(node.resourceType) && warningOf(node, nodes.get(node.key)) !== null ? [node.id] : [],
  )
}

/** When a run of this site last saved the catalogue: it had seen everything that landed until then. */
function catalogueSavedAt({ catalogue }: RefreshState): Instant {
  return catalogue?.builtAt ?? -Infinity
}

/** Whether a run of this site has seen these results. Runs of other sites do not count. */
function isKnownBuild({ runResults }: Artifacts, state: RefreshState): boolean {
  return runResults.every(({ generatedAt }) => generatedAt <= catalogueSavedAt(state))
}

function isNews(fact: NodeFacts, known: NodeFacts | undefined): boolean {
  return (['landedAt', 'okAt', 'failedAt'] as const).some(
    (name) => (fact[name] ?? -Infinity) > (known?.[name] ?? -Infinity),
  )
}

function landedSince(since: Instant, { nodes }: RefreshState): NodeKey[] {
  return [...nodes].flatMap(([key, { landedAt = -Infinity }]) => (landedAt > since ? [key] : []))
}

/** The instant that this run represents (docs/decisions.md#the-slot). `startedAt`: when its process began. */
export function slotOfRun(
  { cron, triggeredAt }: RunEvent,
  fresh: readonly Artifacts[],
  startedAt: Instant,
): Instant {
  const start = triggeredAt ?? firstExecution(fresh.flatMap(({ runResults }) => runResults)) ?? startedAt
  return slotOf({ cron, start: Math.min(start, startedAt) })
}
