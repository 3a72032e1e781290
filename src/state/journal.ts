import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join as joinPath } from 'node:path'
import * as z from 'zod'
import { clauseOf } from '../base/errors.js'
import { parseJson } from '../base/json.js'
import { join } from './join.js'
import { requestKey, type RequestId, type RequestKey } from './request-id.js'
import { deserialise, fromJson, serialise, toJson } from './state-file.js'
import { message, type Message } from '../messages/message.js'
import {
  type Catalogue,
  EMPTY_STATE,
  type ExtractKey,
  type RefreshState,
  type RequestFacts,
} from './state.js'
import type { LoadedState } from './store.js'

const FILE = 'journal.jsonl'

/** Separate, because the catalogue may be large and changes once per run, but facts change with every request. */
const CATALOGUE_FILE = 'catalogue.json'

/** One line of the file. */
interface Entry {
  /** Joined to the lines above; the catalogue has its own file. */
  readonly facts?: RefreshState
  /** Requests that are being sent, by extract. */
  readonly sending?: RefreshState['requests']
  /** Extracts whose request above was answered. */
  readonly answered?: readonly ExtractKey[]
}

/**
 * The state during a run. It is on disk after every fact, so that the post step has it even if this process dies. Each fact
 * appends a line: with a thousand extracts, writing the whole state each time took longer than everything else.
 */
export class Journal {
  /** The file that the post step gives to `readJournal`. */
  readonly path: string
  readonly #folder: string
  #state: RefreshState
  /** Requests that Tableau has not answered yet. They are in the file, not in `state`. */
  readonly #sending = new Map<ExtractKey, ReadonlyMap<RequestKey, RequestFacts>>()
  #answered: ExtractKey[] = []
  #catalogueOnDisk: Catalogue | null = null
  #problem: Message | null = null

  /** Creates `folder` if it is missing: a folder below RUNNER_TEMP that only this run uses. */
  constructor(folder: string, state: RefreshState = EMPTY_STATE) {
    this.#folder = folder
    this.path = joinPath(folder, FILE)
    this.#state = state
    this.#write(() => this.#writeAll())
  }

  get state(): RefreshState {
    return this.#state
  }

  /** Why the last write failed; facts then stay in memory. Null if the file is up to date. */
  get problem(): Message | null {
    return this.#problem
  }

  /** Joins these facts to the state and writes them; never throws. */
  update(facts: RefreshState): void {
    this.#state = join(this.#state, facts)
    this.#add({ facts })
  }

  /** Call before sending a request: if the process dies before the answer, the file shows that Tableau may have it. */
  sending(key: ExtractKey, id: RequestId, facts: RequestFacts): void {
    const requests = new Map([[requestKey(id), facts]])
    this.#sending.set(key, requests)
    this.#add({ sending: new Map([[key, requests]]) })
  }

  /** Call when the request was answered, and record the answer with `update` at once; if there is nothing to record, `flush`. */
  answered(key: ExtractKey): void {
    this.#sending.delete(key)
    this.#answered.push(key)
  }

  /** Writes answers that were not followed by facts. */
  flush(): void {
    if (this.#answered.length > 0) this.#add({})
  }

  #add(entry: Omit<Entry, 'answered'>): void {
    const line = lineOf({ ...entry, answered: this.#answered })
    this.#answered = []
    this.#write(() => {
      // After a failed write the file may end in half a line.
      if (this.#problem !== null) this.#writeAll()
      else {
        this.#writeCatalogue()
        appendFileSync(this.path, line)
      }
    })
  }

  #writeAll(): void {
    mkdirSync(this.#folder, { recursive: true })
    this.#writeCatalogue()
    writeWhole(this.path, lineOf({ facts: this.#state, sending: this.#sending }))
  }

  #writeCatalogue(): void {
    const { catalogue } = this.#state
    if (catalogue === this.#catalogueOnDisk) return
    writeWhole(cataloguePath(this.path), serialise({ ...EMPTY_STATE, catalogue }))
    this.#catalogueOnDisk = catalogue
  }

  #write(write: () => void): void {
    try {
      write()
      this.#problem = null
    } catch (error) {
      this.#problem = message('AE-JOURNAL-NOT-WRITTEN', { path: this.path, why: clauseOf(error) })
    }
  }
}

function lineOf({ facts = EMPTY_STATE, sending = new Map(), answered = [] }: Entry): string {
  const json = {
    facts: toJson({ ...facts, catalogue: EMPTY_STATE.catalogue }),
    sending: toJson({ ...EMPTY_STATE, requests: sending }),
    answered,
  }
  return `${JSON.stringify(json)}\n`
}

const entry = z.object({ facts: z.unknown(), sending: z.unknown(), answered: z.array(z.string()) })

/** Reads the journal at this path; never throws. */
export function readJournal(path: string): LoadedState {
  const text = readText(path)
  if (text === null) return { state: EMPTY_STATE, problem: null, found: false }
  // Text after the last line break is an unfinished line.
  const lines = text.split('\n').slice(0, -1)
  const { state, problem } = readLines(lines.length === 0 ? [text] : lines)
  const saved = readText(cataloguePath(path))
  const { catalogue } = saved === null ? EMPTY_STATE : deserialise(saved).state
  return { state: { ...state, catalogue }, problem, found: true }
}

function readLines(lines: readonly string[]): Omit<LoadedState, 'found'> {
  // The first line may be large: joining the small ones first is cheaper.
  let [whole, added] = [EMPTY_STATE, EMPTY_STATE]
  const sending = new Map<string, RefreshState['requests']>()
  for (const [index, line] of lines.entries()) {
    const read = entry.safeParse(parseJson(line)).data
    const facts = fromJson(read?.facts)
    if (facts.problem !== null) return facts
    if (index === 0) whole = facts.state
    else added = join(added, facts.state)
    for (const key of read?.answered ?? []) sending.delete(key)
    for (const [key, requests] of fromJson(read?.sending).state.requests)
      sending.set(key, new Map([[key, requests]]))
  }
  for (const requests of sending.values()) added = join(added, { ...EMPTY_STATE, requests })
  return { state: join(whole, added), problem: null }
}

function cataloguePath(journal: string): string {
  return joinPath(dirname(journal), CATALOGUE_FILE)
}

/** Writes a temporary file and renames it, so that a reader never finds half a file (kill -9, full disk). */
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
