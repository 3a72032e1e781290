/* What landed and what failed, noted before anything else can go wrong: loaded only where there is something to remember. */

import type { Instant } from '../base/clock.js'
import { type Artifacts, factsOf, firstExecution, notAfter } from '../dbt/facts.js'
import { artifactNotices } from '../dbt/notices.js'
import type { NodeFacts, NodeKey } from '../dbt/types.js'
import { loadMemory, type Memory, problemsOf, type WhatToRemember } from './saved-state.js'
import { slotOf } from '../plan/slot.js'
import type { Project } from './project.js'
import { note, type Run, sayAll } from './run.js'
import { EMPTY_STATE, type RefreshState } from '../state/state.js'

/** The state of this run, loaded once. */
export async function openMemory(run: Run, wanted: WhatToRemember): Promise<Memory> {
  run.memory ??= await loadMemory(run.action, run.draft.mode, wanted)
  return run.memory
}

/** Puts into state, and on disk, what these builds say. Returns what has landed since this site was last looked at. */
export function noteFacts(run: Run, { builds }: Project, memory: Memory): ReadonlySet<NodeKey> {
  sayAll(run, 'warning', problemsOf(memory))
  const { journal } = memory
  const now = run.action.clock.now()
  const before = journal.state
  const fresh: Artifacts[] = []
  const landed = new Set<NodeKey>()
  for (const build of builds) {
    const known = journal.state.nodes
    const facts = new Map([...factsOf(build, known)].map(([key, fact]) => [key, notAfter(now, fact)]))
    const news = !isCounted(build, before) || [...facts].some(([key, fact]) => isNews(fact, known.get(key)))
    if (news) fresh.push(build)
    // The build of a pull request, if there is one, says nothing of production.
    if (run.event.pullRequest === null) note(run, artifactNotices(build, { news, now }))
    journal.update({ ...EMPTY_STATE, nodes: facts })
    for (const [key, { landedAt }] of facts) if (landedAt !== undefined) landed.add(key)
  }
  run.draft.slot = slotOf({ cron: run.event.cron, start: startOf(run, fresh) })
  return new Set([...landed, ...landedSince(lastLook(before), journal.state)])
}

/** When a run of this site has last looked its exposures up: until then it has seen what landed. */
function lastLook({ catalogue }: RefreshState): Instant {
  return catalogue?.builtAt ?? -Infinity
}

/** Whether a run of this site has seen these results; what runs of other sites have seen is news to this one. */
function isCounted({ runResults }: Artifacts, state: RefreshState): boolean {
  return runResults.every(({ generatedAt }) => generatedAt <= lastLook(state))
}

function isNews(fact: NodeFacts, known: NodeFacts | undefined): boolean {
  return (['landedAt', 'okAt', 'failedAt'] as const).some(
    (name) => (fact[name] ?? -Infinity) > (known?.[name] ?? -Infinity),
  )
}

function landedSince(since: Instant, { nodes }: RefreshState): NodeKey[] {
  return [...nodes].flatMap(([key, { landedAt = -Infinity }]) => (landedAt > since ? [key] : []))
}

/** The start that the slot is taken from (docs/decisions.md#the-slot); `fresh` has no results that an earlier run counted. */
function startOf({ event, draft }: Run, fresh: readonly Artifacts[]): Instant {
  const now = draft.slot
  const start = event.triggeredAt ?? firstExecution(fresh.flatMap((build) => build.runResults)) ?? now
  return Math.min(start, now)
}
