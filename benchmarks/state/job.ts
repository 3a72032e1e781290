import { performance } from 'node:perf_hooks'

import { systemClock } from '../../src/base/clock.js'
import { openState, type SavedState } from '../../src/run/saved-state.js'
import { actionsCacheStore, actionsEnvironment } from '../../src/state/cache/cache-store.js'
import { join } from '../../src/state/join.js'
import type { RefreshState } from '../../src/state/state.js'

const SERVER = 'https://10ax.online.tableau.com'

/** Without the pause before the second check, which takes two to four times as long as the rest of a save. */
const withoutPauses = {
  now: () => systemClock.now(),
  sleep: (duration: number, signal?: AbortSignal) =>
    systemClock.sleep(signal === undefined ? 0 : duration, signal),
}

export interface JobOptions {
  readonly site: string
  /** With the pauses of real saves. */
  readonly isPatient: boolean
}

/** The state of one job of this process, in the cache of the environment. */
export async function memoryOf({ site, isPatient }: JobOptions): Promise<SavedState> {
  const clock = isPatient ? systemClock : withoutPauses
  return openState(
    {
      environment: process.env,
      runner: { group: (_, work) => work(), saveState: () => undefined },
      store: (entry) =>
        Promise.resolve(actionsCacheStore({ entry, environment: actionsEnvironment(process.env), clock })),
    },
    { kind: 'real' },
    { stateScope: '', site: { server: SERVER, site } },
  )
}

export interface JobTimes {
  readonly load: number
  readonly join: number
  readonly save: number
  readonly journal: number
}

/** A whole job: load, add facts of all nodes and extracts, note one more request, save. Milliseconds of each. */
export async function playJob(options: JobOptions, learnt: RefreshState): Promise<JobTimes> {
  const load = await timed(() => memoryOf(options))
  const memory = load.result
  const { journal } = memory
  const joined = await timed(() => Promise.resolve(join(journal.state, learnt)))
  journal.update(learnt)
  const noted = await timed(() => {
    journal.update(firstRequest(learnt))
    return Promise.resolve()
  })
  const saved = await timed(() => memory.save())
  const [problem] = saved.result.problems
  if (problem !== undefined) throw new Error(problem.message)
  return { load: load.took, join: joined.took, save: saved.took, journal: noted.took }
}

function firstRequest(state: RefreshState): RefreshState {
  return {
    nodes: new Map(),
    reads: new Map(),
    warned: new Map(),
    told: new Map(),
    qualityWarnings: new Map(),
    catalogue: null,
    requests: new Map([...state.requests].slice(0, 1)),
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; took: number }> {
  const started = performance.now()
  const result = await work()
  return { result, took: performance.now() - started }
}
