import { z } from 'zod'
import type { Clock } from '../clock.js'
import { BLOB_PATH, download, upload } from './blobs.js'
import { DAY, Entries, type Entry, type Limits, type PrimaryKeyMatch } from './entries.js'
import { Faults, type Fault, type Operation } from './faults.js'
import { empty, json, twirpError, type SimulatorRequest, type SimulatorResponse } from './http.js'
import type { Scope } from './scopes.js'
import { issueToken, readToken, same, sign } from './tokens.js'

const SERVICE_PATH = /^\/twirp\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/
const SERVICE_CALLS = [
  'GetCacheEntryDownloadURL',
  'CreateCacheEntry',
  'FinalizeCacheEntryUpload',
] as const satisfies readonly Operation[]
const MINUTE = 60_000
const SIGNED_FOR = 60 * MINUTE

const key = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^,]*$/, 'a key has no comma')
const version = z.string().min(1)
const lookup = z.object({ key, version, restore_keys: z.array(key).max(9).default([]) })
const creation = z.object({ key, version })
const confirmation = z.object({ key, version, size_bytes: z.string().regex(/^\d+$/) })

export interface CacheSimulatorOptions {
  /** Default: the real time. */
  readonly clock?: Clock
  /** Signs tokens and URLs. With the same secret, tokens stay valid after a restart. */
  readonly secret?: string
  readonly limits?: Partial<Limits>
  /** Reservations per minute and repository (200 at GitHub). */
  readonly uploadsPerMinute?: number
  /** Default: `prefix`, as on GitHub. */
  readonly primaryKeyMatch?: PrimaryKeyMatch
}

/** One request and how it was answered. */
export interface Call {
  readonly at: number
  readonly operation: Operation | 'unknown'
  readonly key: string | null
  readonly status: number
  readonly reset: boolean
}

/**
 * The Actions cache service (v2) of one repository as a state machine: no network, no timers.
 * It follows docs/facts/github-actions.md#cache-protocol, #cache-keys and #cache-scopes.
 */
export class CacheSimulator {
  /** Every request and its answer, oldest first. */
  readonly calls: Call[] = []
  readonly limits: Limits
  /** Host and port of the blob store, which GitHub serves from another host than the service; null for the same. */
  storage: string | null = null
  readonly clock: Clock
  readonly #secret: string
  readonly #uploadsPerMinute: number
  readonly #entries: Entries
  readonly #faults = new Faults()
  #reservations: number[] = []
  /** The scopes of each Authorization header, cached: a job sends the same one with all its calls. */
  readonly #tokens = new Map<string, Scope[] | null>()

  constructor({
    clock = Date,
    secret = 'simulator',
    limits = {},
    uploadsPerMinute = 200,
    primaryKeyMatch = 'prefix',
  }: CacheSimulatorOptions = {}) {
    this.limits = { unusedFor: 7 * DAY, totalSize: 10 * 1024 ** 3, hideNewEntriesFor: 0, ...limits }
    this.clock = clock
    this.#secret = secret
    this.#uploadsPerMinute = uploadsPerMinute
    this.#entries = new Entries(this.limits, primaryKeyMatch)
  }

  /** All entries, reserved ones too; expired ones are deleted first. */
  get entries(): readonly Entry[] {
    this.#entries.evictUnused(this.clock.now())
    return this.#entries.all
  }

  get evicted(): readonly Entry[] {
    return this.#entries.evicted
  }

  /** The bytes of an entry; null if there is none. */
  archiveOf(id: number): Buffer | null {
    return this.#entries.byId(id)?.archive ?? null
  }

  /** Deletes all entries, as a person or GitHub may. */
  clear(): void {
    this.#entries.clear()
  }

  token({ scopes }: { readonly scopes: readonly Scope[] }): string {
    return issueToken(this.#secret, scopes)
  }

  /** The next `times` calls of `operation` meet this fault. */
  inject(operation: Operation, fault: Fault, times = 1): void {
    this.#faults.inject(operation, fault, times)
  }

  /** Adds a complete entry, as another job would have. */
  add(entry: Pick<Entry, 'key' | 'version' | 'scope'> & { readonly archive: Buffer }): Entry {
    const now = this.clock.now()
    const added = this.#entries.reserve(entry.key, entry.version, entry.scope, now)
    if (added === null) throw new Error(`The key ${entry.key} is taken in ${entry.scope}`)
    added.archive = entry.archive
    this.#entries.commit(added, now)
    return added
  }

  handle(request: SimulatorRequest): SimulatorResponse {
    const url = new URL(request.url, 'http://simulator.invalid')
    const operation = operationOf(request.method, url.pathname)
    const response = operation === null ? noRoute(url) : this.#withFaults(operation, request, url)
    this.calls.push({
      at: this.clock.now(),
      operation: operation ?? 'unknown',
      key: keyOf(request),
      status: response.status,
      reset: response.transport?.reset ?? false,
    })
    return response
  }

  #withFaults(operation: Operation, request: SimulatorRequest, url: URL): SimulatorResponse {
    const fault = this.#faults.next(operation)
    switch (fault?.kind) {
      case undefined:
        return this.#answer(operation, request, url)
      case 'status':
        return twirpError(fault.status, 'internal', `injected ${fault.status}`, fault.headers)
      case 'html':
        return {
          status: fault.status,
          headers: { 'content-type': 'text/html' },
          body: Buffer.from('<html><body>Gateway</body></html>'),
        }
      case 'json':
        return json(200, fault.body)
      case 'slow':
        return { ...this.#answer(operation, request, url), transport: { delay: fault.delay } }
      case 'held':
        return { ...this.#answer(operation, request, url), transport: { until: fault.until } }
      case 'reset':
        return { ...empty(0), transport: { reset: true } }
      case 'truncate': {
        const half = request.body.subarray(0, request.body.length >> 1)
        return this.#answer(operation, { ...request, body: half }, url)
      }
      case 'meanwhile':
        fault.run()
        return this.#answer(operation, request, url)
    }
  }

  #answer(operation: Operation, request: SimulatorRequest, url: URL): SimulatorResponse {
    if (operation === 'upload' || operation === 'download') return this.#blob(operation, request, url)
    const scopes = this.#scopesOf(request)
    if (scopes === null) return twirpError(401, 'unauthenticated', 'token is not valid')
    const body = parseJson(request.body)
    switch (operation) {
      case 'GetCacheEntryDownloadURL':
        return checked(lookup, body, (found) => this.#lookUp(found, scopes, request))
      case 'CreateCacheEntry':
        return checked(creation, body, (wanted) => this.#create(wanted, scopes, request))
      case 'FinalizeCacheEntryUpload':
        return checked(confirmation, body, (confirmed) => this.#finalize(confirmed, scopes))
    }
  }

  #scopesOf(request: SimulatorRequest): Scope[] | null {
    const header = request.headers['authorization'] ?? ''
    const known = this.#tokens.get(header)
    if (known !== undefined) return known
    const [, token = ''] = /^Bearer (.+)$/.exec(header) ?? []
    const scopes = readToken(this.#secret, token)
    this.#tokens.set(header, scopes)
    return scopes
  }

  #lookUp(
    wanted: z.infer<typeof lookup>,
    scopes: readonly Scope[],
    request: SimulatorRequest,
  ): SimulatorResponse {
    if (scopes.length === 0) {
      return twirpError(403, 'permission_denied', 'cache read denied: the token has no readable scopes')
    }
    const entry = this.#entries.find({
      scopes: scopes.map(({ ref }) => ref),
      keys: [wanted.key, ...wanted.restore_keys],
      version: wanted.version,
      now: this.clock.now(),
    })
    if (entry === null) return json(200, { ok: false })
    return json(200, {
      ok: true,
      signed_download_url: this.#signedUrl(entry, 'r', request),
      matched_key: entry.key,
    })
  }

  #create(
    wanted: z.infer<typeof creation>,
    scopes: readonly Scope[],
    request: SimulatorRequest,
  ): SimulatorResponse {
    const writable = scopes.find(({ permission }) => permission === 'write')
    if (writable === undefined) {
      return json(200, { ok: false, message: 'cache write denied: the token is read-only' })
    }
    const now = this.clock.now()
    this.#reservations = this.#reservations.filter((at) => now - at < MINUTE)
    if (this.#reservations.length >= this.#uploadsPerMinute) return tooManyUploads(this.#reservations, now)
    const entry = this.#entries.reserve(wanted.key, wanted.version, writable.ref, now)
    if (entry === null) return twirpError(409, 'already_exists', 'cache entry with the same key exists')
    this.#reservations.push(now)
    return json(200, { ok: true, signed_upload_url: this.#signedUrl(entry, 'w', request) })
  }

  #finalize(confirmed: z.infer<typeof confirmation>, scopes: readonly Scope[]): SimulatorResponse {
    const writable = scopes.find(({ permission }) => permission === 'write')
    const entry = this.#entries.at(confirmed.key, confirmed.version, writable?.ref ?? '')
    if (entry === undefined) return twirpError(404, 'not_found', 'no entry is reserved under this key')
    if (entry.committedAt !== null)
      return json(200, { ok: false, message: 'cache entry is complete already' })
    if (entry.archive?.length !== Number(confirmed.size_bytes)) {
      return json(200, { ok: false, message: 'cache entry size does not match the upload' })
    }
    this.#entries.commit(entry, this.clock.now())
    return json(200, { ok: true, entry_id: String(entry.id) })
  }

  #blob(operation: 'upload' | 'download', request: SimulatorRequest, url: URL): SimulatorResponse {
    const entry = this.#entries.byId(Number(BLOB_PATH.exec(url.pathname)?.[1]))
    if (entry === undefined) return empty(404, { 'x-ms-error-code': 'BlobNotFound' })
    if (!this.#isSigned(entry, operation === 'upload' ? 'w' : 'r', url)) {
      return empty(403, { 'x-ms-error-code': 'AuthenticationFailed' })
    }
    return operation === 'upload' ? upload(entry, request, url.searchParams) : download(entry, request)
  }

  #signedUrl(entry: Entry, permission: 'r' | 'w', request: SimulatorRequest): string {
    const expiry = this.clock.now() + SIGNED_FOR
    const signature = sign(this.#secret, `${entry.id} ${permission} ${expiry}`)
    const host = this.storage ?? request.headers['host'] ?? 'simulator.invalid'
    return `http://${host}/devstoreaccount1/actions-cache/${entry.id}?sp=${permission}&se=${expiry}&sig=${signature}`
  }

  #isSigned(entry: Entry, permission: 'r' | 'w', { searchParams }: URL): boolean {
    const expiry = searchParams.get('se') ?? ''
    const signature = sign(this.#secret, `${entry.id} ${permission} ${expiry}`)
    return same(searchParams.get('sig') ?? '', signature) && this.clock.now() <= Number(expiry)
  }
}

function operationOf(method: string, path: string): Operation | null {
  if (BLOB_PATH.test(path)) {
    if (method === 'PUT') return 'upload'
    return method === 'GET' || method === 'HEAD' ? 'download' : null
  }
  const name = method === 'POST' ? SERVICE_PATH.exec(path)?.[1] : undefined
  return SERVICE_CALLS.find((call) => call === name) ?? null
}

function noRoute(url: URL): SimulatorResponse {
  return twirpError(404, 'bad_route', `no handler for path ${url.pathname}`)
}

function tooManyUploads(reservations: readonly number[], now: number): SimulatorResponse {
  const seconds = Math.ceil((Math.min(...reservations) + MINUTE - now) / 1000)
  return twirpError(429, 'resource_exhausted', 'upload quota reached', { 'retry-after': String(seconds) })
}

function checked<T>(
  schema: z.ZodType<T>,
  body: unknown,
  answer: (value: T) => SimulatorResponse,
): SimulatorResponse {
  const { success, data, error } = schema.safeParse(body)
  return success ? answer(data) : twirpError(400, 'invalid_argument', z.prettifyError(error))
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}

const keyed = z.object({ key: z.string() })

function keyOf(request: SimulatorRequest): string | null {
  if (request.headers['content-type']?.startsWith('application/json') !== true) return null
  return keyed.safeParse(parseJson(request.body)).data?.key ?? null
}
