import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join as joinPath } from 'node:path'
import { sentenceOf } from '../errors.js'
import { join } from './merge.js'
import { deserialise, serialise } from './serialise.js'
import {
  type Catalogue,
  EMPTY_STATE,
  type ExtractKey,
  type JobId,
  type RefreshState,
  type RequestFacts,
} from './state.js'
import type { LoadedState } from './store.js'

const FILE = 'journal.json'

/** Beside it: the catalogue may be large, and changes once in a run, where facts change with every request. */
const CATALOGUE_FILE = 'catalogue.json'

/** The state during a run, on disk after every fact, so that the post step has it whatever becomes of this process. */
export class Journal {
  /** For `readJournal` in the post step. */
  readonly path: string
  readonly #folder: string
  #state: RefreshState
  /** Requests that are on their way: on disk only, and gone when they are answered. */
  #asking: RefreshState['requests'] = new Map()
  #catalogueOnDisk: Catalogue | null = null
  #problem: string | null = null

  /** `folder` is made when missing; it belongs to this run alone, under RUNNER_TEMP. */
  constructor(folder: string, state: RefreshState = EMPTY_STATE) {
    this.#folder = folder
    this.path = joinPath(folder, FILE)
    this.#state = state
    this.#write()
  }

  get state(): RefreshState {
    return this.#state
  }

  /** Why the last write failed, in one sentence; facts stay in memory then. Null when the file is up to date. */
  get problem(): string | null {
    return this.#problem
  }

  /** Joins these facts to the state and writes it; never throws. */
  update(facts: RefreshState): void {
    this.#state = join(this.#state, facts)
    this.#write()
  }

  /** A request is about to be sent: should no answer ever be noted, the disk knows that Tableau may have it. */
  asking(key: ExtractKey, job: JobId, facts: RequestFacts): void {
    this.#asking = new Map([...this.#asking, [key, new Map([[job, facts]])]])
    this.#write()
  }

  /** The request about this extract was answered; the caller notes what the answer said in the same breath. */
  answered(key: ExtractKey): void {
    this.#asking = new Map([...this.#asking].filter(([asked]) => asked !== key))
  }

  #write(): void {
    try {
      mkdirSync(this.#folder, { recursive: true })
      const { catalogue, ...facts } = join(this.#state, { ...EMPTY_STATE, requests: this.#asking })
      if (catalogue !== this.#catalogueOnDisk) {
        writeWhole(cataloguePath(this.path), serialise({ ...EMPTY_STATE, catalogue }))
        this.#catalogueOnDisk = catalogue
      }
      writeWhole(this.path, serialise({ ...EMPTY_STATE, ...facts }))
      this.#problem = null
    } catch (error) {
      this.#problem = `The state of this run cannot be written to ${this.path}: ${sentenceOf(error)}.`
    }
  }
}

/** What a journal at this path holds; never throws. */
export function readJournal(path: string): LoadedState {
  const text = readText(path)
  if (text === null) return { state: EMPTY_STATE, problem: null, found: false }
  const { state, problem } = deserialise(text)
  const kept = readText(cataloguePath(path))
  const { catalogue } = kept === null ? EMPTY_STATE : deserialise(kept).state
  return { state: { ...state, catalogue }, problem, found: true }
}

function cataloguePath(journal: string): string {
  return joinPath(dirname(journal), CATALOGUE_FILE)
}

/** Written beside and renamed: a reader finds the old file or the new one, never a part (kill -9, full disk). */
function writeWhole(path: string, text: string): void {
  const half = `${path}.half`
  writeFileSync(half, text)
  renameSync(half, path)
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
