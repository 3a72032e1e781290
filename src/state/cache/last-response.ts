import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { ClientRequest, IncomingMessage } from 'node:http'
import { kindOfBody } from '../../base/http.js'
import { parseJson } from '../../base/json.js'

/** The second one names a request only once a connection takes it, and is all that Node 20 has. */
const STARTED = ['http.client.request.created', 'http.client.request.start'] as const
const ANSWERED = 'http.client.response.finish'

/** The calls of the cache service, and those of its older protocol; any other address is the storage's. */
const SERVICE_CALL = /^\/twirp\/|\/_apis\/artifactcache\/caches?\b/

/** Longer than any answer of the cache service. */
const LONGEST_TEXT = 100_000

interface Exchange {
  readonly request: ClientRequest
  /** Null while no answer came. */
  status: number | null
  isPage: boolean
  /** Of the service's answer. */
  text: string
}

/**
 * The answer to the last HTTP request during a call of the cache client. The client hides nearly every failure and returns
 * the same as for a miss; Node's diagnostics channels show the difference. `storage` is the host that keeps the
 * bytes of the entries; null for the service that knows their names.
 */
export type LastAnswer =
  /** The client sent no request. */
  | { readonly kind: 'none' }
  | { readonly kind: 'silence'; readonly storage: string | null }
  | {
      readonly kind: 'status'
      readonly storage: string | null
      readonly status: number
      readonly call: string
      /** Why the service did not do it, in its own words; empty where it gave none. */
      readonly refusal: string
      /** `an HTML page`, where the service's JSON or the bytes of an entry were expected; else null. */
      readonly cameInstead: string | null
    }

/** The requests of the call that runs. One for all calls: Node keeps each for good, and with each every promise gets larger. */
const exchangesOfCall = new AsyncLocalStorage<Exchange[]>()

/** Makes a call and returns the answer to its last HTTP request, not counting requests by other code. */
export async function withLastAnswer<T>(call: () => Promise<T>): Promise<{ result: T; answer: LastAnswer }> {
  const exchanges: Exchange[] = []
  const of = (request: ClientRequest): Exchange | undefined =>
    exchanges.find((exchange) => exchange.request === request)
  const started = (message: unknown): void => {
    const request = requestOf(message)
    // CONNECT opens the way through a proxy for a request that is noted by itself.
    if (request === null || request.method === 'CONNECT' || of(request) !== undefined) return
    if (exchangesOfCall.getStore() !== exchanges) return
    exchanges.push({ request, status: null, isPage: false, text: '' })
  }
  const answered = (message: unknown): void => {
    const request = requestOf(message)
    const response = responseOf(message)
    const exchange = request === null ? undefined : of(request)
    if (exchange === undefined || response === null) return
    exchange.status = response.statusCode ?? null
    exchange.isPage = response.headers['content-type']?.startsWith('text/html') === true
    if (storageOf(exchange.request) === null) listenIn(response, exchange)
  }
  STARTED.forEach((channel) => subscribe(channel, started))
  subscribe(ANSWERED, answered)
  try {
    return { result: await exchangesOfCall.run(exchanges, call), answer: describe(exchanges.at(-1)) }
  } finally {
    STARTED.forEach((channel) => unsubscribe(channel, started))
    unsubscribe(ANSWERED, answered)
  }
}

function describe(last: Exchange | undefined): LastAnswer {
  if (last === undefined) return { kind: 'none' }
  const { request, status, isPage, text } = last
  const storage = storageOf(request)
  if (status === null) return { kind: 'silence', storage }
  const body = parseJson(text)
  const next = storageIn(body)
  // The service has named the storage, and no request to there has even begun.
  if (next !== null) return { kind: 'silence', storage: next }
  const isNoJson = text !== '' && body === undefined
  const cameInstead = isPage ? 'an HTML page' : isNoJson ? kindOfBody(text) : null
  const call = pathOf(request).split('/').at(-1) ?? ''
  return { kind: 'status', storage, status, call, refusal: refusalIn(body), cameInstead }
}

/** Reads along as soon as the client reads: a listener of our own would start the stream before it is ready. */
function listenIn(response: IncomingMessage, exchange: Exchange): void {
  const onListener = (event: string | symbol): void => {
    if (event !== 'data') return
    response.off('newListener', onListener)
    response.on('data', (chunk: Buffer) => {
      if (exchange.text.length < LONGEST_TEXT) exchange.text += chunk.toString('utf8')
    })
  }
  response.on('newListener', onListener)
}

function pathOf({ path }: ClientRequest): string {
  return new URL(path, 'http://any').pathname
}

function storageOf(request: ClientRequest): string | null {
  return SERVICE_CALL.test(pathOf(request)) ? null : String(request.getHeader('host') ?? request.host)
}

/** The host of the only address in an answer, that of an entry's bytes; the rest of it is a secret. */
function storageIn(body: unknown): string | null {
  const values: unknown[] = typeof body === 'object' && body !== null ? Object.values(body) : []
  const url = values.find(
    (value) => typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value),
  )
  return typeof url === 'string' ? new URL(url).host : null
}

function refusalIn(body: unknown): string {
  if (typeof body !== 'object' || body === null) return ''
  const { message, msg }: { message?: unknown; msg?: unknown } = body
  const words = message ?? msg
  return typeof words === 'string' ? words : ''
}

function requestOf(message: unknown): ClientRequest | null {
  if (typeof message !== 'object' || message === null || !('request' in message)) return null
  return message.request instanceof ClientRequest ? message.request : null
}

function responseOf(message: unknown): IncomingMessage | null {
  if (typeof message !== 'object' || message === null || !('response' in message)) return null
  return message.response instanceof IncomingMessage ? message.response : null
}
