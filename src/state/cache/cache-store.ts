import { message, type Message } from '../../messages/message.js'
import {
  type Clock,
  type Instant,
  type Milliseconds,
  MOST_CLOCK_SKEW,
  DAY,
  toMinute,
} from '../../base/clock.js'
import { clauseOf } from '../../base/errors.js'
import { clamp, compact, newestIn, prune } from '../retention.js'
import { CacheClient, type Restored } from './cache-client.js'
import { cacheKeyPrefix, type StateEntry } from './cache-key.js'
import { join } from '../join.js'
import { deserialise, isSame, serialise } from '../state-file.js'
import { EMPTY_STATE, type RefreshState } from '../state.js'
import type { LoadedState, SavedState, StateStore } from '../store.js'

/** The parts of the runner's environment that the cache needs (docs/facts/github-actions.md#cache-environment). */
export interface ActionsEnvironment {
  readonly runId: string
  readonly runAttempt: string
  /** `GITHUB_WORKSPACE`, which must also be the working directory (docs/facts/github-actions.md#cache-paths). */
  readonly workspace: string
  /** `ACTIONS_CACHE_MODE`; empty on older runners, which allow everything. */
  readonly cacheMode: string
  /** From 0 to below 1. */
  readonly random: () => number
}

export interface ActionsCacheOptions {
  readonly entry: StateEntry
  readonly environment: ActionsEnvironment
  readonly clock: Clock
}

/** A save is repeated at most this often while the cache does not show all our facts. */
const ROUNDS = 5

const MODES_THAT_READ = ['read', 'write']
const MODES_THAT_WRITE = ['write']
const KNOWN_MODES = ['none', 'read', 'write', 'write-only']

/** @param env the environment of the process */
export function actionsEnvironment(env: Readonly<Record<string, string | undefined>>): ActionsEnvironment {
  return {
    runId: env['GITHUB_RUN_ID'] ?? '0',
    runAttempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
    workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
    cacheMode: (env['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase(),
    random: Math.random,
  }
}

/** State in the Actions cache. Entries are immutable, and the newest one has all facts (docs/state.md#where). */
export function actionsCacheStore(options: ActionsCacheOptions): StateStore {
  return new ActionsCacheStore(options)
}

/** The stored state, unchanged. `isKnown` is false if the cache could not be read. */
interface Stored extends LoadedState {
  readonly isKnown: boolean
}

/** A restored or saved text, parsed. */
interface ParsedText {
  readonly text: string
  readonly stored: Stored
}

class ActionsCacheStore implements StateStore {
  readonly #environment: ActionsEnvironment
  readonly #clock: Clock
  readonly #client: CacheClient
  readonly #prefix: string
  #loaded: Stored | null = null
  /** Most restores return the same text again, and parsing a large state takes time. */
  #lastText: ParsedText | null = null

  constructor({ entry, environment, clock }: ActionsCacheOptions) {
    this.#environment = environment
    this.#clock = clock
    this.#prefix = cacheKeyPrefix(entry)
    const folder = `.active-exposures-${entry.of}`
    this.#client = new CacheClient({ workspace: environment.workspace, folder, clock })
  }

  async load(): Promise<LoadedState> {
    try {
      this.#loaded = await this.#read()
    } catch (error) {
      this.#loaded = unknownState(`the cache client failed: ${clauseOf(error)}`)
    }
    const { state, problem, found } = this.#loaded
    const now = this.#clock.now()
    return {
      state: prune(clamp(compact(state), now), now),
      problem: problem ?? aheadOfClock(newestIn(state), now),
      found,
    }
  }

  async save(state: RefreshState): Promise<SavedState> {
    try {
      if (this.#loaded !== null && isSame(this.#loaded.state, compact(state))) return NOTHING_LOST
      const forbidden = await this.#whyNotWritable()
      return forbidden === null ? await this.#joinAndSave(state) : notSaved(forbidden)
    } catch (error) {
      return notSaved(`the cache client failed: ${clauseOf(error)}`)
    }
  }

  /**
   * Restores the newest entry, adds our facts, saves, and restores again: another job may have saved between our restore
   * and our save, and the next run sees the newest entry only.
   */
  async #joinAndSave(facts: RefreshState): Promise<SavedState> {
    // As stored: `load` clamped the instants only in what it returned.
    let known = join(this.#loaded?.state ?? EMPTY_STATE, facts)
    // One instant for all rounds, so that no round changes what the one before saved.
    const now = this.#clock.now()
    let saved = false
    for (let round = 0; ; round += 1) {
      const startedAt = this.#clock.now()
      const stored = await this.#read()
      if (!saved && this.#wouldHide(stored)) return notSaved(WOULD_HIDE)
      const all = stateToSave(stored, { known, saved, now })
      if (all === null) return NOTHING_LOST
      if (round === ROUNDS) return { problem: NOT_SHOWN }
      const refusal = await this.#write(all)
      if (refusal !== null) return saved ? { problem: NOT_SHOWN } : notSaved(refusal)
      // Includes what was stored, since the next restore may fail.
      known = all
      saved = true
      await this.#waitForParallelJobs(this.#clock.now() - startedAt, round)
    }
  }

  /** Whether a save would hide an entry that could be read neither now nor at the start. */
  #wouldHide(stored: Stored): boolean {
    return !stored.isKnown && this.#loaded?.isKnown !== true
  }

  /**
   * A job that restored before our save and saves after it hides our facts, and only we can notice. So we restore again
   * when such a job must have finished, after a random pause so that parallel jobs do not stay in step. In a simulation
   * without this pause up to one in four pairs of parallel jobs lost facts; with it none did (docs/state.md).
   */
  async #waitForParallelJobs(ownDuration: Milliseconds, round: number): Promise<void> {
    await this.#clock.sleep(ownDuration * (2 + 2 * this.#environment.random() * 2 ** round))
  }

  async #read(): Promise<Stored> {
    const mode = this.#environment.cacheMode
    if (!allows(MODES_THAT_READ, mode)) return unknownState(modeForbids(mode))
    if (!(await this.#client.isAvailable())) return unknownState(NO_SERVICE)
    const restored = await this.#client.restore(this.#prefix)
    if (restored.kind !== 'found') return interpret(restored)
    const { text } = restored
    if (text !== this.#lastText?.text) this.#lastText = { text, stored: interpret(restored) }
    return this.#lastText.stored
  }

  async #whyNotWritable(): Promise<string | null> {
    const mode = this.#environment.cacheMode
    // With write-only we cannot read the newest entry, so a save would hide it.
    if (!allows(MODES_THAT_WRITE, mode)) return modeForbids(mode)
    return (await this.#client.isAvailable()) ? null : NO_SERVICE
  }

  async #write(state: RefreshState): Promise<string | null> {
    const { runId, runAttempt, random } = this.#environment
    const unique = Math.floor(random() * 2 ** 48).toString(16)
    const text = serialise(state)
    this.#lastText = { text, stored: { state, problem: null, found: true, isKnown: true } }
    return this.#client.save(`${this.#prefix}${runId}-${runAttempt}-${unique}`, text)
  }
}

const NOTHING_LOST: SavedState = { problem: null }

const NO_SERVICE = 'the runner offers no cache service'

const WOULD_HIDE = 'what is stored cannot be read, and saving without it would hide it'

const NOT_SHOWN = message('AE-STATE-NOT-SHOWN')

/**
 * The facts to save. Instants up to a day later than `now` are kept: our clock may be the wrong one, and clamped instants
 * would be wrong for every later run.
 */
function factsToKeep(state: RefreshState, now: Instant): RefreshState {
  return prune(clamp(compact(state), now + DAY), now)
}

function aheadOfClock(newest: Instant | null, now: Instant): Message | null {
  if (newest === null || newest - now <= MOST_CLOCK_SKEW) return null
  return message('AE-STATE-CLOCK', { time: toMinute(newest), now: toMinute(now) })
}

/** `cache-mode` is a key of GitHub's workflow syntax, which linters recommend to restrict. */
function modeForbids(mode: string): string {
  return `this job runs with "cache-mode: ${mode}" and needs "cache-mode: write"`
}

function allows(modes: readonly string[], mode: string): boolean {
  return modes.includes(mode) || !KNOWN_MODES.includes(mode)
}

/** The state to save; null if the cache already shows all our facts. */
function stateToSave(
  stored: Stored,
  { known, saved, now }: { known: RefreshState; saved: boolean; now: Instant },
): RefreshState | null {
  // If the cache cannot be read again, trust the save.
  if (saved && (!stored.isKnown || stored.state === known)) return null
  const all = factsToKeep(join(stored.state, known), now)
  return isSame(all, stored.state) ? null : all
}

function interpret(restored: Restored): Stored {
  switch (restored.kind) {
    case 'found':
      return { ...deserialise(restored.text), found: true, isKnown: true }
    case 'missing':
      return { state: EMPTY_STATE, problem: null, found: false, isKnown: true }
    case 'broken':
      return { ...unknownState(restored.problem), isKnown: true }
    case 'unknown':
      return unknownState(restored.problem)
  }
}

function unknownState(why: string): Stored {
  return {
    state: EMPTY_STATE,
    problem: message('AE-STATE-UNREADABLE', { why }),
    found: false,
    isKnown: false,
  }
}

function notSaved(why: string): SavedState {
  return { problem: message('AE-STATE-NOT-SAVED', { why }) }
}
