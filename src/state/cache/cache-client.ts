import type * as ActionsCache from '@actions/cache'
import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { MINUTE, type Clock, type Milliseconds } from '../../base/clock.js'
import { sentenceOf } from '../../base/errors.js'
import { withLastAnswer, type LastAnswer } from './last-response.js'

/** Runners of all systems share one state: it is text, and its path means the same everywhere. */
const CROSS_OS = true

/** What a restore by prefix came to. */
export type Restored =
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'missing' }
  /** There is an entry, and its file cannot be had. */
  | { readonly kind: 'broken'; readonly problem: string }
  /** Nobody knows whether there is one. */
  | { readonly kind: 'unknown'; readonly problem: string }

export interface CacheClientOptions {
  readonly workspace: string
  /** Name of a folder in the workspace that no other client uses at the same time. */
  readonly folder: string
  readonly clock: Clock
}

/** For each call, with the client's own retries of up to 29 seconds (docs/facts/github-actions.md#cache-client-failures). */
const TIME_LIMIT: Milliseconds = MINUTE

const TIMED_OUT: unique symbol = Symbol('timed out')

/** One file in the Actions cache, with everything that the real client leaves unsaid said in a sentence. */
export class CacheClient {
  readonly #options: CacheClientOptions
  /**
   * Relative to the workspace: an absolute path outside it can unpack elsewhere (docs/facts/github-actions.md#cache-paths).
   * Spelled in one way only: another spelling is another cache version (docs/facts/github-actions.md#cache-protocol).
   */
  readonly #file: string
  /** The client call before, which a time limit may have left running with the same file. */
  #before: Promise<unknown> = Promise.resolve()

  constructor(options: CacheClientOptions) {
    this.#options = options
    this.#file = `${options.folder}/state.json`
  }

  /** False when the runner offers this job no cache service. */
  async isAvailable(): Promise<boolean> {
    return (await import('@actions/cache')).isFeatureAvailable()
  }

  /**
   * The newest entry whose key starts with `prefix`. Never rejects. The prefix is given as a restore key too: GitHub's
   * service also matches the primary key by prefix, but others match it exactly.
   */
  async restore(prefix: string): Promise<Restored> {
    try {
      const { result, answer } = await this.#call((cache) =>
        cache.restoreCache([this.#file], prefix, [prefix], undefined, CROSS_OS),
      )
      if (result === TIMED_OUT) return { kind: 'unknown', problem: tooSlow(answer) }
      return result === undefined ? whyNothing(answer) : await this.#readFile()
    } catch (error) {
      return { kind: 'unknown', problem: `the cache client failed: ${sentenceOf(error)}` }
    } finally {
      await this.#removeFolder()
    }
  }

  /** Saves `text` under this key; null, or why the cache did not take it. Never rejects. */
  async save(key: string, text: string): Promise<string | null> {
    try {
      const { result, answer } = await this.#call(async (cache) => {
        await writeFile(this.#path(this.#file), text)
        return cache.saveCache([this.#file], key, undefined, CROSS_OS)
      })
      if (result === TIMED_OUT) return tooSlow(answer)
      return result === -1 ? whyRefused(answer) : null
    } catch (error) {
      return `the cache client failed: ${sentenceOf(error)}`
    } finally {
      await this.#removeFolder()
    }
  }

  /** One call of the client in a fresh folder, after the one before has ended, within the time limit. */
  #call<T>(
    use: (cache: typeof ActionsCache) => Promise<T>,
  ): Promise<{ result: T | typeof TIMED_OUT; answer: LastAnswer }> {
    return withLastAnswer(() => {
      const call = this.#before.then(async () => {
        await this.#makeFolder()
        return use(await import('@actions/cache'))
      })
      // A call that outlives its time limit may still fail; nobody waits for it then.
      this.#before = call.catch(() => undefined)
      return this.#withinLimit(call)
    })
  }

  async #withinLimit<T>(call: Promise<T>): Promise<T | typeof TIMED_OUT> {
    const stop = new AbortController()
    const limit = this.#options.clock.sleep(TIME_LIMIT, stop.signal).then((): typeof TIMED_OUT => TIMED_OUT)
    try {
      return await Promise.race([call, limit])
    } finally {
      stop.abort()
    }
  }

  /** What lay there came from a checkout or a stranger and is never trusted; git must not see what we put there. */
  async #makeFolder(): Promise<void> {
    await rm(this.#path(this.#options.folder), { recursive: true, force: true })
    await mkdir(this.#path(this.#options.folder))
    await writeFile(this.#path(this.#options.folder, '.gitignore'), '*\n')
  }

  async #removeFolder(): Promise<void> {
    await rm(this.#path(this.#options.folder), { recursive: true, force: true }).catch(() => undefined)
  }

  async #readFile(): Promise<Restored> {
    const path = this.#path(this.#file)
    const stats = await lstat(path).catch(() => null)
    if (stats?.isFile() !== true) return { kind: 'broken', problem: 'the stored entry holds no state file' }
    return { kind: 'found', text: await readFile(path, 'utf8') }
  }

  #path(...parts: string[]): string {
    return joinPath(this.#options.workspace, ...parts)
  }
}

/** The client returns nothing for a miss and for most failures alike. */
function whyNothing(answer: LastAnswer): Restored {
  if (answer.kind !== 'status') return { kind: 'unknown', problem: whyNoAnswer(answer) }
  const { storage, status, cameInstead } = answer
  const isThere = status < 300 && cameInstead === null
  if (storage === null && isThere) return { kind: 'missing' }
  // A hit was being downloaded: what storage has handed out whole, or no longer has, no later try mends.
  if (storage !== null && (isThere || status === 404))
    return { kind: 'broken', problem: 'the stored entry cannot be downloaded or unpacked' }
  return { kind: 'unknown', problem: whatWasAnswered(answer) }
}

/** How the service begins what it says to a token that may not write. */
const DENIED = 'cache write denied'

/** The client returns -1 for every refusal and blames "another job" in an info line. */
function whyRefused(answer: LastAnswer): string {
  if (answer.kind !== 'status') return whyNoAnswer(answer)
  const { storage, status, call, refusal } = answer
  if (storage === null && refusal.startsWith(DENIED)) return 'the token of this job may only read the cache'
  if (status === 429) return 'too many entries were saved in this repository in the last minute (answer 429)'
  if (status >= 400 || answer.cameInstead !== null) return whatWasAnswered(answer)
  if (call === 'CreateCacheEntry') return `the cache service refused the entry${inBrackets(refusal)}`
  return `the cache service did not confirm the upload${inBrackets(refusal)}`
}

const IN_LOG = 'its own words are in the log'

type Silence = Exclude<LastAnswer, { kind: 'status' }>

function whyNoAnswer(answer: Silence): string {
  if (answer.kind === 'none') return `the cache client gave up before it asked the cache service (${IN_LOG})`
  return answer.storage === null
    ? 'the cache service did not answer'
    : `the cache client did not get through to ${whoWasAsked(answer)} (${IN_LOG})`
}

function tooSlow(answer: LastAnswer): string {
  return `${whoWasAsked(answer)} took longer than ${TIME_LIMIT / 1000} s`
}

function whatWasAnswered(answer: Extract<LastAnswer, { kind: 'status' }>): string {
  const { status, cameInstead } = answer
  return `${whoWasAsked(answer)} answered ${status}${cameInstead === null ? '' : ` and ${cameInstead}`}`
}

function whoWasAsked(answer: LastAnswer): string {
  if (answer.kind === 'none') return 'the cache client'
  return answer.storage === null ? 'the cache service' : `the cache's storage at ${answer.storage}`
}

function inBrackets(text: string): string {
  return text === '' ? '' : ` (${text})`
}
