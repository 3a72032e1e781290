import type { RunEvent, Story, WorldEvent } from './story.js'

/** Whether a story still shows the violation. */
export type Shows = (story: Story) => Promise<boolean>

/** How many stories one search may run. */
const MOST_TRIES = 400

/**
 * The shortest story found that still shows it: removes events in ever smaller groups (delta debugging), then the faults of
 * the remaining events.
 */
export async function shrink(story: Story, shows: Shows): Promise<Story> {
  let tries = 0
  let events = story.events
  const keep = async (fewer: readonly WorldEvent[]): Promise<boolean> => {
    if (tries >= MOST_TRIES) return false
    tries += 1
    if (!(await shows({ ...story, events: fewer }))) return false
    events = fewer
    return true
  }
  for (let size = Math.ceil(events.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < events.length;) {
      const fewer = [...events.slice(0, start), ...events.slice(start + size)]
      if (!(await keep(fewer))) start += size
    }
  }
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index]
    if (event?.kind !== 'run') continue
    for (const simpler of SIMPLER) {
      const present = events[index]
      if (present?.kind === 'run')
        await keep(events.map((one, at) => (at === index ? simpler(present) : one)))
    }
  }
  return { ...story, events }
}

const SIMPLER: readonly ((run: RunEvent) => RunEvent)[] = [
  (run) => ({ ...run, death: null, postDeath: null }),
  (run) => ({ ...run, tableauFaults: [] }),
  (run) => ({ ...run, tableauFaults: run.tableauFaults.slice(0, 1) }),
  (run) => ({ ...run, tableauFaults: run.tableauFaults.slice(-1) }),
  (run) => ({ ...run, cacheFaults: [] }),
  (run) => ({ ...run, skew: 0 }),
  (run) => ({ ...run, skewUntil: null }),
  (run) => ({ ...run, readOnly: false }),
  (run) => ({ ...run, mistake: null }),
  (run) => ({ ...run, isParallel: false, secondToken: false }),
  (run) => ({ ...run, trigger: 'schedule', force: false, thaws: false }),
  (run) => ({ ...run, wait: true }),
  (run) => ({ ...run, build: run.build && { ...run.build, failing: [], warnOnly: [], retry: false } }),
  (run) => ({ ...run, build: run.build && { ...run.build, select: null } }),
  (run) => ({ ...run, fromCatalogue: false, scope: '', release: 'this' }),
  (run) => ({
    ...run,
    build: run.build && {
      ...run.build,
      freshness: 'not measured',
      loaded: [],
      stale: [],
      finance: 'not built',
    },
  }),
  (run) => ({
    ...run,
    build: run.build && { ...run.build, changed: [], becomes: {}, fullRefresh: false, compileOnly: false },
  }),
]
