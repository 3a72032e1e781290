import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { ClientRequest, IncomingMessage } from 'node:http'
import { kindOfBody } from '../../base/http.js'
import { parseJson } from '../../base/json.js'

/** Node 20 has only the second, which comes when a request gets its connection. */
const STARTED = ['http.client.request.created', 'http.client.request.start'] as const
const ANSWERED = 'http.client.response.finish'

/** Paths of the cache service and of its older protocol. Any other request goes to the storage. */
const SERVICE_CALL = /^\/twirp\/|\/_apis\/artifactcache\/caches?\b/

/** Longer than any answer of the cache service. */
const LONGEST_TEXT = 100_000

interface Exchange {
  readonly request: ClientRequest
  /** Null without an answer. */
  status: number | null
  isHtml: boolean
  /** The body of the service's answer. */
  text: string
}

/**
 * The answer to the last HTTP request during a call of the cache client. The client hides nearly every failure and returns
 * the same as for a miss; Node's diagnostics channels show the difference. `storage` is the host of the storage, which has the
 * bytes of the entries; null if the request went to the cache service, which has their keys.
 */
export type LastAnswer =
  | { readonly kind: 'no-request' }
  | { readonly kind: 'no-answer'; readonly storage: string | null }
  | {
      readonly kind: 'status'
      readonly storage: string | null
      readonly status: number
      readonly call: string
      /** The service's own message; empty if there is none. */
      readonly refusal: string
      /** What came instead of JSON or the bytes of an entry, such as `an HTML page`; null if nothing else came. */
      readonly unexpectedBody: string | null
    }

/** The requests of the current call. Shared by all calls, because Node never frees one, and each makes every promise larger. */
const exchangesOfCall = new AsyncLocalStorage<Exchange[]>()

/** Makes a call and returns the answer to its last HTTP request, not counting requests by other code. */
export async function withLastAnswer<T>(call: () => Promise<T>): Promise<{ result: T; answer: LastAnswer }> {
  const exchanges: Exchange[] = []
  const of = (request: ClientRequest): Exchange | undefined =>
    exchanges.find((exchange) => exchange.request === request)
  const started = (message: unknown): void => {
    const request = requestOf(message)
    // CONNECT opens a tunnel through a proxy; the request through it is recorded separately.
    if (request === null || request.method === 'CONNECT' || of(request) !== undefined) return
    if (exchangesOfCall.getStore() !== exchanges) return
    exchanges.push({ request, status: null, isHtml: false, text: '' })
  }
  const answered = (message: unknown): void => {
    const request = requestOf(message)
    const response = responseOf(message)
    const exchange = request === null ? undefined : of(request)
    if (exchange === undefined || response === null) return
    exchange.status = response.statusCode ?? null
    exchange.isHtml = response.headers['content-type']?.startsWith('text/html') === true
    if (storageOf(exchange.request) === null) recordBody(response, exchange)
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
  if (last === undefined) return { kind: 'no-request' }
  const { request, status, isHtml, text } = last
  const storage = storageOf(request)
  if (status === null) return { kind: 'no-answer', storage }
  const body = parseJson(text)
  const next = storageIn(body)
  // The service named the storage, but no request to it was started.
  if (next !== null) return { kind: 'no-answer', storage: next }
  const isNoJson = text !== '' && body === undefined
  const unexpectedBody = isHtml ? 'an HTML page' : isNoJson ? kindOfBody(text) : null
  const call = pathOf(request).split('/').at(-1) ?? ''
  return { kind: 'status', storage, status, call, refusal: refusalIn(body), unexpectedBody }
}

/** Records the body once the client reads it: a listener of ours before that would start the stream too early. */
function recordBody(response: IncomingMessage, exchange: Exchange): void {
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

/** The host in the only URL of an answer, which is that of an entry's bytes. The rest of the URL is secret. */
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
