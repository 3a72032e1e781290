import type * as ActionsCache from '@actions/cache'
import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { MINUTE, type Clock, type Milliseconds } from '../../base/clock.js'
import { clauseOf } from '../../base/errors.js'
import { withLastAnswer, type LastAnswer } from './last-response.js'

/** Runners of all operating systems share one state, since it is text with a relative path. */
const CROSS_OS = true

/** The result of a restore by prefix. */
export type Restored =
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'missing' }
  /** There is an entry, but its file cannot be read. */
  | { readonly kind: 'broken'; readonly problem: string }
  /** It is unknown whether there is an entry. */
  | { readonly kind: 'unknown'; readonly problem: string }

export interface CacheClientOptions {
  readonly workspace: string
  /** Name of a folder in the workspace; no other client may use it at the same time. */
  readonly folder: string
  readonly clock: Clock
}

/** For one call, including the client's own retries of up to 29 seconds (docs/facts/github-actions.md#cache-client-failures). */
const TIME_LIMIT: Milliseconds = MINUTE

/** With retries: on Windows `tar` or a virus scanner may have the file open for a moment longer. */
const REMOVE = { recursive: true, force: true, maxRetries: 3 } as const

const TIMED_OUT: unique symbol = Symbol('timed out')

/** One file in the Actions cache. Unlike the client of @actions/cache, it says why a call failed. */
export class CacheClient {
  readonly #options: CacheClientOptions
  /**
   * Relative to the workspace: an absolute path outside it can unpack elsewhere (docs/facts/github-actions.md#cache-paths).
   * Always spelled the same: another spelling is another cache version (docs/facts/github-actions.md#cache-protocol).
   */
  readonly #file: string
  /** The previous call of the client: after its time limit it may still use the same file. */
  #previousCall: Promise<unknown> = Promise.resolve()

  constructor(options: CacheClientOptions) {
    this.#options = options
    this.#file = `${options.folder}/state.json`
  }

  /** False if the runner offers no cache service. */
  async isAvailable(): Promise<boolean> {
    return (await import('@actions/cache')).isFeatureAvailable()
  }

  /**
   * Restores the newest entry whose key starts with `prefix`. Never rejects. The prefix is passed as a restore key too:
   * GitHub's service matches the primary key by prefix, but others match it exactly.
   */
  async restore(prefix: string): Promise<Restored> {
    try {
      const { result, answer } = await this.#call((cache) =>
        cache.restoreCache([this.#file], prefix, [prefix], undefined, CROSS_OS),
      )
      if (result === TIMED_OUT) return { kind: 'unknown', problem: tooSlow(answer) }
      return result === undefined ? whyNothing(answer) : await this.#readFile()
    } catch (error) {
      return { kind: 'unknown', problem: `the cache client failed: ${clauseOf(error)}` }
    } finally {
      await this.#removeFolder()
    }
  }

  /** Saves `text` under this key. Returns null, or why it was not saved. Never rejects. */
  async save(key: string, text: string): Promise<string | null> {
    try {
      const { result, answer } = await this.#call(async (cache) => {
        await writeFile(this.#path(this.#file), text)
        return cache.saveCache([this.#file], key, undefined, CROSS_OS)
      })
      if (result === TIMED_OUT) return tooSlow(answer)
      return result === -1 ? whyRefused(answer) : null
    } catch (error) {
      return `the cache client failed: ${clauseOf(error)}`
    } finally {
      await this.#removeFolder()
    }
  }

  /** Calls the client in an empty folder, after the previous call has ended, within the time limit. */
  #call<T>(
    use: (cache: typeof ActionsCache) => Promise<T>,
  ): Promise<{ result: T | typeof TIMED_OUT; answer: LastAnswer }> {
    return withLastAnswer(() => {
      const call = this.#previousCall.then(async () => {
        await this.#makeFolder()
        return use(await import('@actions/cache'))
      })
      // A call may fail after its time limit, when nobody awaits it any more.
      this.#previousCall = call.catch(() => undefined)
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

  /** Wipe first: the folder may be part of the checkout, or hostile. The .gitignore hides our file from git. */
  async #makeFolder(): Promise<void> {
    await rm(this.#path(this.#options.folder), REMOVE)
    await mkdir(this.#path(this.#options.folder))
    await writeFile(this.#path(this.#options.folder, '.gitignore'), '*\n')
  }

  async #removeFolder(): Promise<void> {
    await rm(this.#path(this.#options.folder), REMOVE).catch(() => undefined)
  }

  async #readFile(): Promise<Restored> {
    const path = this.#path(this.#file)
    const stats = await lstat(path).catch(() => null)
    if (stats?.isFile() !== true) return { kind: 'broken', problem: 'the stored entry has no state file' }
    return { kind: 'found', text: await readFile(path, 'utf8') }
  }

  #path(...parts: string[]): string {
    return joinPath(this.#options.workspace, ...parts)
  }
}

/** The client returns undefined both for a miss and for most failures. */
function whyNothing(answer: LastAnswer): Restored {
  if (answer.kind !== 'status') return { kind: 'unknown', problem: whyNoAnswer(answer) }
  const { storage, status, unexpectedBody } = answer
  const succeeded = status < 300 && unexpectedBody === null
  if (storage === null && succeeded) return { kind: 'missing' }
  // There is an entry, but its file cannot be unpacked or is gone from the storage, which will not change.
  if (storage !== null && (succeeded || status === 404))
    return { kind: 'broken', problem: 'the stored entry cannot be downloaded or unpacked' }
  return { kind: 'unknown', problem: describeAnswer(answer) }
}

/** The start of the service's refusal if the token may not write. */
const DENIED = 'cache write denied'

/** The client returns -1 for every refusal and blames "another job" in an info line. */
function whyRefused(answer: LastAnswer): string {
  if (answer.kind !== 'status') return whyNoAnswer(answer)
  const { storage, status, call, refusal } = answer
  if (storage === null && refusal.startsWith(DENIED)) return 'the token of this job may only read the cache'
  if (status === 429) return 'too many entries were saved in this repository in the last minute (answer 429)'
  if (status >= 400 || answer.unexpectedBody !== null) return describeAnswer(answer)
  if (call === 'CreateCacheEntry') return `the cache service refused the entry${inBrackets(refusal)}`
  return `the cache service did not confirm the upload${inBrackets(refusal)}`
}

const IN_LOG = 'its message is in the log'

function whyNoAnswer(answer: Exclude<LastAnswer, { kind: 'status' }>): string {
  if (answer.kind === 'no-request')
    return `the cache client gave up before it asked the cache service (${IN_LOG})`
  return answer.storage === null
    ? 'the cache service did not answer'
    : `the cache client could not reach ${nameOfServer(answer)} (${IN_LOG})`
}

function tooSlow(answer: LastAnswer): string {
  return `${nameOfServer(answer)} took longer than ${TIME_LIMIT / 1000} s`
}

function describeAnswer(answer: Extract<LastAnswer, { kind: 'status' }>): string {
  const { status, unexpectedBody } = answer
  return `${nameOfServer(answer)} answered ${status}${unexpectedBody === null ? '' : ` and ${unexpectedBody}`}`
}

/** The server of the last request. */
function nameOfServer(answer: LastAnswer): string {
  if (answer.kind === 'no-request') return 'the cache client'
  return answer.storage === null ? 'the cache service' : `the cache's storage at ${answer.storage}`
}

function inBrackets(text: string): string {
  return text === '' ? '' : ` (${text})`
}
