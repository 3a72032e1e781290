import { randomUUID } from 'node:crypto'
import { join as joinPath } from 'node:path'
import { type Action, temporaryFolder } from './ports.js'
import type { Mode } from '../github/event.js'
import type { StateEntry } from '../state/cache/cache-key.js'
import { Journal, readJournal } from '../state/journal.js'
import { join } from '../state/join.js'
import { factsOfKind, type RefreshState } from '../state/state.js'
import type { LoadedState, StateStore } from '../state/store.js'
import type { SiteAddress } from '../tableau/server-address.js'

/** What the post step is told by main, and all that it knows (docs/architecture.md, the post step). */
const KEPT = { journal: 'journal', entries: 'entries', done: 'done' } as const

/** State during one run: loaded at its start, on disk after every fact, saved at its end. */
export interface SavedState {
  /** Facts of both kinds. */
  readonly journal: Journal
  readonly dbt: LoadedState
  /** Null where the run does not know of which Tableau site it is. */
  readonly site: LoadedState | null
  /** Saves what this run may keep. */
  save(): Promise<SaveResult>
}

export interface SaveResult {
  /** Sentences about what could not be saved. */
  readonly problems: readonly string[]
  /** Whether the next run will know what landed. */
  readonly keepsLandings: boolean
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

/** What state needs of all that lies outside. */
interface StatePorts {
  readonly environment: Action['environment']
  readonly runner: Pick<Action['runner'], 'group' | 'saveState'>
  readonly store: Action['store']
}

/** Loads the state; what cannot be had is told in `problem`, and never stops a run. */
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
  tellPost(action, mode, { journal, entries: opened.map(({ entry }) => entry) })
  const save = async (): Promise<SaveResult> => {
    const kept = keptOf(mode, journal.state, loaded)
    if (kept === null) return { problems: [], keepsLandings: false }
    const saved = await action.runner.group('Saving state', () => saveAll(opened, kept))
    // What could not be saved now, the post step tries once more.
    if (saved.problems.length === 0) action.runner.saveState(KEPT.done, 'true')
    return { ...saved, problems: withSentence(saved.problems, journal.problem) }
  }
  return { journal, dbt: dbt.loaded, site: ofSite?.loaded ?? null, save }
}

async function open(action: Pick<StatePorts, 'store'>, entry: StateEntry): Promise<OpenEntry> {
  const store = await action.store(entry)
  return { entry, store, loaded: await store.load() }
}

/** Each kind of facts into its own entry, side by side: most of the time of a save is its pause. */
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
    problems: saved.map(({ problem }) => problem).reduce(withSentence, []),
    keepsLandings: saved.every(({ entry, problem }) => entry.of !== 'dbt' || problem === null),
  }
}

/** Two entries often have the same trouble with the cache: it is told once. */
function withSentence(sentences: readonly string[], sentence: string | null): readonly string[] {
  return sentence === null || sentences.includes(sentence) ? sentences : [...sentences, sentence]
}

/** Sentences about what could not be loaded. */
export function problemsOf({ dbt, site }: Pick<SavedState, 'dbt' | 'site'>): readonly string[] {
  return [dbt.problem, site?.problem ?? null].reduce(withSentence, [])
}

/** A dry run on the production branch keeps what it learnt, but no requests; any other dry run keeps nothing. */
function keptOf(mode: Mode, now: RefreshState, loaded: RefreshState): RefreshState | null {
  if (mode.kind === 'real') return now
  return mode.onProduction ? { ...now, requests: loaded.requests } : null
}

/** Of a dry run the journal holds requests too, so only what landed is left to the post step. */
function tellPost(
  { runner }: StatePorts,
  mode: Mode,
  { journal, entries }: { readonly journal: Journal; readonly entries: readonly StateEntry[] },
): void {
  if (!mode.onProduction) return
  const kept = mode.kind === 'real' ? entries : entries.filter(({ of }) => of === 'dbt')
  runner.saveState(KEPT.journal, journal.path)
  runner.saveState(KEPT.entries, JSON.stringify(kept))
}

/**
 * Saves what main left on disk when it could not finish. Reads no inputs and never refreshes.
 * @returns sentences about what could not be saved; none when nothing was lost or nothing was left to do.
 */
export async function saveWhatMainLeft(action: Action): Promise<readonly string[]> {
  const { runner } = action
  const path = runner.getState(KEPT.journal)
  if (path === '' || runner.getState(KEPT.done) === 'true') return []
  const left = readJournal(path)
  if (!left.found) return []
  if (left.problem !== null) return [left.problem]
  const entries = JSON.parse(runner.getState(KEPT.entries)) as StateEntry[]
  const opened = entries.map(async (entry) => ({ entry, store: await action.store(entry) }))
  return (await saveAll(await Promise.all(opened), left.state)).problems
}

/** `zstd` or not is part of what the cache client calls a version, and it finds only its own (docs/state.md, when it is lost). */
export const OTHER_COMPRESSION =
  'If an earlier run has saved state, only one of the two runners may have zstd, and neither sees what the other has saved: install it on all runners and in all containers of this workflow, or on none.'

const FIRST_RUN = `There is no state of an earlier run: what landed in this build is refreshed, and work that was pending before cannot be known. ${OTHER_COMPRESSION}`

/** GitHub shows a run the caches of its own ref, of the branch that a pull request is for, and of the default branch. */
const NOT_SEEN_FROM_HERE =
  'There is no state that this run may see, which is that of its own branch or pull request, its base, and the default branch: everything that landed looks due.'

const FIRST_FOR_SITE =
  'This is the first run for this Tableau site that state knows of: all that has landed so far is new to it.'

const NO_LANDINGS =
  'What earlier builds landed is no longer in state: what landed in this build is refreshed, and work that was pending before cannot be known.'

/** What a plan made from this state cannot know, in one sentence; null where it knows, or where `problemsOf` has told. */
export function whatIsUnknown(state: Pick<SavedState, 'dbt' | 'site'>, mode: Mode): string | null {
  const { dbt, site } = state
  if (problemsOf(state).length > 0) return null
  if (!dbt.found && site?.found !== true) return mode.onProduction ? FIRST_RUN : NOT_SEEN_FROM_HERE
  if (!dbt.found) return NO_LANDINGS
  return site?.found === false ? FIRST_FOR_SITE : null
}
