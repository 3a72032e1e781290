import { randomUUID } from 'node:crypto'
import { join as joinPath } from 'node:path'
import { type Action, temporaryFolder } from './ports.js'
import { message, type Message } from '../messages/message.js'
import { FOR_POST, isStateLeft } from './left-for-post.js'
import { isOnProduction, type Mode } from '../github/event.js'
import type { StateEntry } from '../state/cache/cache-key.js'
import { Journal, readJournal } from '../state/journal.js'
import { join } from '../state/join.js'
import { factsOfKind, type RefreshState } from '../state/state.js'
import type { LoadedState, StateStore } from '../state/store.js'
import type { SiteAddress } from '../tableau/server-address.js'

/** State during one run: loaded at its start, on disk after every fact, saved at its end. */
export interface SavedState {
  /** The facts of both entries, and of this run. */
  readonly journal: Journal
  readonly dbt: LoadedState
  /** Null if the inputs name no valid Tableau site. */
  readonly site: LoadedState | null
  /** Saves what the mode of this run allows. */
  save(): Promise<SaveResult>
  /** Saves the site's facts during the run: they survive its death even if no post step runs. */
  saveSite(): Promise<SaveResult>
}

export interface SaveResult {
  /** What could not be saved. */
  readonly problems: readonly Message[]
  /** Whether the next run will know what landed. */
  readonly landingsSaved: boolean
}

export interface StateAddress {
  readonly stateScope: string
  readonly site: SiteAddress | null
}

interface OpenEntry {
  readonly entry: StateEntry
  readonly store: StateStore
  readonly loaded: LoadedState
}

interface StatePorts {
  readonly environment: Action['environment']
  readonly runner: Pick<Action['runner'], 'group' | 'saveState'>
  readonly store: Action['store']
}

/** Loads the state of earlier runs. Never fails: without state the run starts empty, and `loadProblems` says why. */
export async function openState(
  action: StatePorts,
  mode: Mode,
  { stateScope, site }: StateAddress,
): Promise<SavedState> {
  const [dbt, ofSite] = await action.runner.group('Restoring state', async () => [
    await open(action, { of: 'dbt', stateScope }),
    site === null ? null : await open(action, { of: 'site', stateScope, ...site }),
  ])
  const opened = ofSite === null ? [dbt] : [dbt, ofSite]
  const loaded = opened.map((each) => each.loaded.state).reduce(join)
  const journal = new Journal(
    joinPath(temporaryFolder(action.environment), `active-exposures-${randomUUID()}`),
    loaded,
  )
  prepareForPost(action, mode, { journal, entries: opened.map(({ entry }) => entry) })
  const saveThese = async (entries: readonly OpenEntry[]): Promise<SaveResult | null> => {
    const kept = savableState(mode, journal.state, loaded)
    return kept === null ? null : action.runner.group('Saving state', () => saveAll(entries, kept))
  }
  const save = async (): Promise<SaveResult> => {
    const saved = await saveThese(opened)
    if (saved === null) return NOT_SAVED
    // After a problem the post step tries again.
    if (saved.problems.length === 0) action.runner.saveState(FOR_POST.done, 'true')
    return { ...saved, problems: withProblem(saved.problems, journal.problem) }
  }
  const saveSite = async (): Promise<SaveResult> =>
    (await saveThese(ofSite === null ? [] : [ofSite])) ?? NOT_SAVED
  return { journal, dbt: dbt.loaded, site: ofSite?.loaded ?? null, save, saveSite }
}

const NOT_SAVED: SaveResult = { problems: [], landingsSaved: false }

async function open(action: Pick<StatePorts, 'store'>, entry: StateEntry): Promise<OpenEntry> {
  const store = await action.store(entry)
  return { entry, store, loaded: await store.load() }
}

/** Saves the entries in parallel, since a save consists mostly of waiting. */
async function saveAll(
  entries: readonly Pick<OpenEntry, 'entry' | 'store'>[],
  state: RefreshState,
): Promise<SaveResult> {
  const saved = await Promise.all(
    entries.map(async ({ entry, store }) => ({
      entry,
      ...(await store.save(factsOfKind(entry.of, state))),
    })),
  )
  return {
    problems: saved.map(({ problem }) => problem).reduce(withProblem, []),
    landingsSaved: saved.every(({ entry, problem }) => entry.of !== 'dbt' || problem === null),
  }
}

/** Both entries usually fail for the same reason, which is reported once. */
function withProblem(problems: readonly Message[], problem: Message | null): readonly Message[] {
  const isKnown = problem === null || problems.some(({ message: known }) => known === problem.message)
  return isKnown ? problems : [...problems, problem]
}

/** Why state could not be loaded, one message per cause. */
export function loadProblems({ dbt, site }: Pick<SavedState, 'dbt' | 'site'>): readonly Message[] {
  return [dbt.problem, site?.problem ?? null].reduce(withProblem, [])
}

/** A dry run on the production branch saves node facts and no requests; any other dry run saves nothing. */
function savableState(mode: Mode, now: RefreshState, loaded: RefreshState): RefreshState | null {
  if (mode.kind === 'real') return now
  return isOnProduction(mode) ? { ...now, requests: loaded.requests } : null
}

/** Tells the post step where to find the journal. After a dry run it may save the node facts only. */
function prepareForPost(
  { runner }: StatePorts,
  mode: Mode,
  { journal, entries }: { readonly journal: Journal; readonly entries: readonly StateEntry[] },
): void {
  if (!isOnProduction(mode)) return
  const kept = mode.kind === 'real' ? entries : entries.filter(({ of }) => of === 'dbt')
  runner.saveState(FOR_POST.journal, journal.path)
  runner.saveState(FOR_POST.entries, JSON.stringify(kept))
}

/**
 * The post step: saves what main left on disk when it could not finish, except what owners were told: no later step may have sent it.
 * @returns a message for each part that could not be saved.
 */
export async function saveWhatMainLeft(action: Action): Promise<readonly Message[]> {
  const { runner } = action
  if (!isStateLeft((name) => runner.getState(name))) return []
  const left = readJournal(runner.getState(FOR_POST.journal))
  if (!left.found) return []
  if (left.problem !== null) return [left.problem]
  const entries = JSON.parse(runner.getState(FOR_POST.entries)) as StateEntry[]
  const save = async (): Promise<SaveResult> => {
    const opened = entries.map(async (entry) => ({ entry, store: await action.store(entry) }))
    return saveAll(await Promise.all(opened), { ...left.state, told: new Map() })
  }
  return (await runner.group('Saving state', save)).problems
}

/** A notice about earlier state that this run cannot see; null if it sees all of it, or if `loadProblems` explains it. */
export function missingStateNotice(state: Pick<SavedState, 'dbt' | 'site'>, mode: Mode): Message | null {
  const { dbt, site } = state
  if (loadProblems(state).length > 0) return null
  // GitHub shows a run the caches of its own ref, of the branch that a pull request is for, and of the default branch.
  if (!dbt.found && site?.found !== true)
    return message(isOnProduction(mode) ? 'AE-FIRST-RUN' : 'AE-STATE-NOT-VISIBLE')
  // Only a refresh shows that an earlier build landed something: a run that only parsed keeps a catalogue too.
  if (!dbt.found) return site?.state.requests.size === 0 ? null : message('AE-LANDINGS-MISSING')
  return site?.found === false ? message('AE-FIRST-RUN-FOR-SITE') : null
}
