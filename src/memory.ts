import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Action } from './action.js'
import type { Mode } from './github/event.js'
import type { Inputs } from './inputs.js'
import { type Run, say } from './run.js'
import type { Instance } from './state/cache-key.js'
import { Journal, readJournal } from './state/journal.js'
import type { RefreshState } from './state/state.js'

/** What the post step is told by main, and all that it knows (DESIGN §5, Death). */
const KEPT = { journal: 'journal', instance: 'instance', done: 'done' } as const

/** State during one run: loaded at its start, on disk after every fact, saved at its end. */
export interface Memory {
  readonly journal: Journal
  /** Saves what this run may keep; returns sentences about what could not be. */
  save(): Promise<string[]>
}

const FIRST_RUN =
  'There is no state of an earlier run: what landed in this build is refreshed, and work that was pending before cannot be known.'

/** GitHub shows a run the caches of its own ref, of the branch that a pull request is for, and of the default branch. */
const NOT_SEEN_FROM_HERE =
  'There is no state that this run may see, which is that of its own branch or pull request, its base, and the default branch: everything that landed looks due.'

/** Loads the state, once; what cannot be had is said and never stops a run. */
export async function openMemory(run: Run, { tableau, stateScope, dbtArtifacts }: Inputs): Promise<Memory> {
  if (run.memory !== null) return run.memory
  const { action, draft } = run
  const instance: Instance = { server: tableau.server ?? '', site: tableau.site, stateScope }
  const store = await action.store(instance)
  const { state, problem, found } = await action.runner.group('Restoring state', () => store.load())
  if (problem !== null) say(run, 'warning', problem)
  else if (!found && dbtArtifacts !== 'none')
    say(run, 'notice', draft.mode.onProduction ? FIRST_RUN : NOT_SEEN_FROM_HERE)
  const journal = new Journal(join(temporaryFolder(action), `active-exposures-${randomUUID()}`), state)
  if (draft.mode.kind === 'real') rememberForPost(action, journal, instance)
  const save = async (): Promise<string[]> => {
    const kept = keptOf(draft.mode, journal.state, state)
    const saved = kept === null ? null : await action.runner.group('Saving state', () => store.save(kept))
    const problem = saved?.problem ?? null
    // What could not be saved now, the post step tries once more.
    if (problem === null && draft.mode.kind === 'real') action.runner.saveState(KEPT.done, 'true')
    return [journal.problem, problem].filter((sentence) => sentence !== null)
  }
  run.memory = { journal, save }
  return run.memory
}

/** A dry run on the production branch keeps what it learnt, but no requests; any other dry run keeps nothing. */
function keptOf(mode: Mode, now: RefreshState, loaded: RefreshState): RefreshState | null {
  if (mode.kind === 'real') return now
  return mode.onProduction ? { ...now, requests: loaded.requests } : null
}

function rememberForPost({ runner }: Action, journal: Journal, instance: Instance): void {
  runner.saveState(KEPT.journal, journal.path)
  runner.saveState(KEPT.instance, JSON.stringify(instance))
}

function temporaryFolder({ environment }: Action): string {
  return environment['RUNNER_TEMP'] ?? tmpdir()
}

/**
 * Saves what main left on disk when it could not finish. Reads no inputs and never refreshes.
 * @returns a sentence about what could not be saved; null when nothing was lost or nothing was left to do.
 */
export async function saveWhatMainLeft(action: Action): Promise<string | null> {
  const { runner } = action
  const path = runner.getState(KEPT.journal)
  if (path === '' || runner.getState(KEPT.done) === 'true') return null
  const left = readJournal(path)
  if (!left.found) return null
  if (left.problem !== null) return left.problem
  const store = await action.store(JSON.parse(runner.getState(KEPT.instance)) as Instance)
  return (await store.save(left.state)).problem
}
