import type { Instant } from '../../src/base/clock.js'
import { hasExtract, type Project } from './project.js'
import type { BuildSpec, RunEvent, Scenario, Story, WorldEvent } from './story.js'

/*
 * Liveness: the last quarter of some stories has no fault and no failure. One window and one run after it has begun, everything
 * due has to be refreshed, whatever happened before.
 */

/** The same story, with faults that stop. A wrong clock may have noted instants that are later than the end. */
export function withCalmEnd(story: Story): Story {
  const { scenario, events } = story
  if (events.some((event) => event.kind === 'run' && event.skew !== 0)) return story
  const lasts = scenario.days * 24 * 60 * 60_000
  const calmFrom = scenario.start + lasts * 0.75
  const before = events.filter(({ at }) => at < calmFrom)
  const after = events.flatMap((event) =>
    event.at >= calmFrom && event.kind === 'run' ? [calmed(event)] : [],
  )
  return {
    ...story,
    scenario: { ...scenario, calmFrom, tableau: withoutLimits(scenario.tableau) },
    events: [...before, ...healed(scenario.project, calmFrom), ...after],
  }
}

function withoutLimits(tableau: Scenario['tableau']): Scenario['tableau'] {
  return { ...tableau, refreshesPerHour: null, refreshesPerDay: null }
}

function healed({ contents }: Project, at: Instant): WorldEvent[] {
  return contents
    .filter(hasExtract)
    .map(({ path }) => ({ kind: 'behaviour', at, path, seconds: 20, result: 'success', notes: '' }))
}

/** The same run without anything that goes wrong. */
export function calmed(run: RunEvent): RunEvent {
  return {
    ...run,
    build: run.build === null ? null : calmBuild(run.build),
    wait: true,
    readOnly: false,
    mistake: null,
    death: null,
    postDeath: null,
    tableauFaults: [],
    cacheFaults: [],
  }
}

function calmBuild(build: BuildSpec): BuildSpec {
  return { ...build, select: null, failing: [], stale: [], compileOnly: false }
}
