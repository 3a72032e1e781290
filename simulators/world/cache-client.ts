import type { CacheFault } from './story.js'
import type { CacheSimulator } from '../actions-cache/simulator.js'
import type { SimulatorRequest, SimulatorResponse } from '../actions-cache/http.js'
import type { CacheClientOptions, Restored } from '../../src/state/cache/cache-client.js'
import type { FactKind } from './knowledge.js'
import type { Life } from './life.js'

/*
 * The Actions cache as the program's store sees it, in one process: it makes the calls of the real client, and its archive
 * is the plain text. The real client is tested in spawned processes (`__tests__/state`).
 */

/** One job's access to the cache of its repository. */
export interface CacheAccess {
  readonly cache: CacheSimulator
  readonly token: string
  life: Life
  /** Calls of this process so far. */
  calls: number
  /** The fault that hits the n-th call of a process of this job, counted from 1. */
  readonly faults: Map<number, CacheFault>
  readonly onFault: (fault: CacheFault) => void
  readonly onRestored: (entry: number, kind: FactKind) => void
  readonly onSaved: (entry: number, kind: FactKind) => void
  /** The state as the release of this job writes it. */
  readonly written: (text: string) => string
}

const jobs = new Map<string, CacheAccess>()

export function openCache(workspace: string, access: CacheAccess): void {
  jobs.set(workspace, access)
}

export function closeCache(workspace: string): void {
  jobs.delete(workspace)
}

const SERVICE = '/twirp/github.actions.results.api.v1.CacheService/'

/** One path and one compression for all. */
const VERSION = 'v1'

export class CacheClient {
  readonly #access: CacheAccess
  readonly #clock: CacheClientOptions['clock']
  readonly #kind: FactKind

  constructor({ workspace, folder, clock }: CacheClientOptions) {
    const access = jobs.get(workspace)
    if (access === undefined) throw new Error(`no job runs in ${workspace}`)
    this.#access = access
    this.#clock = clock
    this.#kind = folder.endsWith('dbt') ? 'dbt' : 'site'
  }

  isAvailable(): Promise<boolean> {
    return Promise.resolve(true)
  }

  async restore(prefix: string): Promise<Restored> {
    const found = await this.#ask('GetCacheEntryDownloadURL', {
      key: prefix,
      restore_keys: [prefix],
      version: VERSION,
    })
    if (found === null) return { kind: 'unknown', problem: 'the cache service did not answer' }
    const { ok, signed_download_url: url } = jsonOf(found)
    if (found.status !== 200)
      return { kind: 'unknown', problem: `the cache service answered ${found.status}` }
    if (ok !== true || typeof url !== 'string') return { kind: 'missing' }
    const blob = await this.#call({ method: 'GET', url: pathOf(url), headers: {}, body: Buffer.alloc(0) })
    if (blob === null) return { kind: 'unknown', problem: "the cache's storage did not answer" }
    if (blob.status >= 500) return { kind: 'unknown', problem: `the cache's storage answered ${blob.status}` }
    if (blob.status !== 200)
      return { kind: 'broken', problem: 'the stored entry cannot be downloaded or unpacked' }
    this.#access.onRestored(entryOf(url), this.#kind)
    return { kind: 'found', text: blob.body.toString() }
  }

  async save(key: string, text: string): Promise<string | null> {
    const created = await this.#ask('CreateCacheEntry', { key, version: VERSION })
    if (created === null) return 'the cache service did not answer'
    const { signed_upload_url: url } = jsonOf(created)
    if (typeof url !== 'string') {
      return created.status === 200
        ? 'the token of this job may only read the cache'
        : `the cache service answered ${created.status}`
    }
    const body = Buffer.from(this.#access.written(text))
    const upload = await this.#call({ method: 'PUT', url: pathOf(url), headers: {}, body })
    if (upload?.status !== 201) return 'the cache service did not confirm the upload'
    const confirmed = await this.#ask(
      'FinalizeCacheEntryUpload',
      {
        key,
        version: VERSION,
        size_bytes: String(body.length),
      },
      () => this.#access.onSaved(entryOf(url), this.#kind),
    )
    return confirmed !== null && jsonOf(confirmed)['ok'] === true
      ? null
      : 'the cache service did not confirm the upload'
  }

  #ask(call: string, body: object, onDone?: () => void): Promise<SimulatorResponse | null> {
    return this.#call(
      {
        method: 'POST',
        url: `${SERVICE}${call}`,
        headers: { authorization: `Bearer ${this.#access.token}`, 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify(body)),
      },
      onDone,
    )
  }

  /** Null if no answer came. `torn`: the call took effect, but its answer was lost. */
  #call(request: SimulatorRequest, onDone?: () => void): Promise<SimulatorResponse | null> {
    const { cache, life, faults } = this.#access
    return life.through(async () => {
      this.#access.calls += 1
      const fault = faults.get(this.#access.calls)
      if (fault !== undefined) this.#access.onFault(fault)
      if (fault === 'no-answer') await this.#clock.sleep(29_000)
      if (fault === 'reset' || fault === 'no-answer') return null
      if (fault === 'status-500') return { status: 500, headers: {}, body: Buffer.from('{}') }
      const body = fault === 'truncated' ? request.body.subarray(0, request.body.length >> 1) : request.body
      await this.#clock.sleep(80)
      const response = cache.handle(request.method === 'PUT' ? { ...request, body } : request)
      if (onDone !== undefined && jsonOf(response)['ok'] === true) onDone()
      return fault === 'torn' ? null : response
    })
  }
}

function jsonOf({ body }: SimulatorResponse): Record<string, unknown> {
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>
  } catch {
    return {}
  }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

function entryOf(url: string): number {
  return Number(/\/actions-cache\/(\d+)\?/.exec(url)?.[1])
}
