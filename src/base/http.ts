import * as plain from 'node:http'
import * as tls from 'node:https'
import { getProxyUrl, HttpClient } from '@actions/http-client'
import type { Milliseconds } from './clock.js'
import { ConfigurationError } from './errors.js'
import { message } from '../messages/message.js'
import { invalidProxyVariable, proxyVariable, type WebUrl } from './proxy.js'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Absolute. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** For the whole exchange, from connecting to the last byte of the body. */
  readonly timeLimit: Milliseconds
  /** Aborts the exchange; nothing more is sent. */
  readonly signal?: AbortSignal
}

export interface HttpResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * One HTTP exchange. Resolves for any status; never follows redirects, never retries.
 * Rejects with an HttpError if there is no complete response (refused, reset, time limit), and with another error if the
 * request is invalid or the proxy unusable.
 */
export type Http = (request: HttpRequest) => Promise<HttpResponse>

/** There was no complete response. The request may still have taken effect. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  constructor(
    message: string,
    /** True only if the request certainly never reached the server. */
    readonly neverSent: boolean,
  ) {
    super(message)
  }
}

/** The response is too large; a retry would not help. */
export class TooLargeError extends HttpError {}

export interface HttpOptions {
  /** The User-Agent header. */
  readonly userAgent?: string
  /** Longest body that is read, in bytes. Default: 64 MiB. */
  readonly sizeLimit?: number
}

/**
 * HTTP through the proxies of the environment, which Node's own fetch ignores (docs/facts/github-actions.md#proxies).
 * @actions/http-client selects proxy and connection. The exchange itself is ours: that client does not notice a truncated
 * body, and its time limit covers only the time between two packets.
 */
export function createHttp({
  userAgent = 'active-exposures',
  sizeLimit = 64 * 1024 * 1024,
}: HttpOptions = {}): Http & { readonly close: () => void } {
  // A client has one agent, and an agent has one protocol.
  const clients = { 'http:': keepAliveClient(), 'https:': keepAliveClient() }
  const http: Http = async (request) => {
    const url = parseUrl(request.url)
    if (request.signal?.aborted === true) throw new HttpError(`${url.host}: ${ABORTED}.`, true)
    return exchange(
      { ...request, headers: { 'user-agent': userAgent, ...request.headers } },
      { url, agent: agentFor(clients[url.protocol], url), sizeLimit },
    )
  }
  const close = (): void => {
    clients['http:'].dispose()
    clients['https:'].dispose()
  }
  return Object.assign(http, { close })
}

function keepAliveClient(): HttpClient {
  return new HttpClient(undefined, undefined, { keepAlive: true, allowRedirects: false, allowRetries: false })
}

/** For some invalid proxy addresses the client throws only `URI malformed`. @throws ConfigurationError */
function agentFor(client: HttpClient, url: WebUrl): plain.Agent {
  try {
    return client.getAgent(url.href)
  } catch {
    const why =
      invalidProxyVariable(url, process.env) ?? 'the proxy that the environment names cannot be used'
    throw new ConfigurationError(message('AE-PROXY-INVALID', { host: url.host, why }))
  }
}

function parseUrl(text: string): WebUrl {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !isWebUrl(url)) throw new HttpError('The address is not an http or https URL.', true)
  return url
}

function isWebUrl(url: URL): url is WebUrl {
  return url.protocol === 'http:' || url.protocol === 'https:'
}

interface Route {
  readonly url: WebUrl
  readonly agent: plain.Agent
  readonly sizeLimit: number
}

function exchange(request: HttpRequest, route: Route): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = open(request, route)
    const fail = (error: unknown): void => {
      release()
      reject(error instanceof HttpError ? error : describeFailure(error, route.url))
      outgoing.destroy()
    }
    const release = watch(request, (why) => fail(new HttpError(`${route.url.host}: ${why}.`, false)))
    outgoing.on('error', fail)
    outgoing.on('response', (incoming) => {
      readBody(incoming, route).then((body) => {
        release()
        resolve({ status: incoming.statusCode ?? 0, headers: joinRepeated(incoming.headers), body })
      }, fail)
    })
    outgoing.end(request.body)
  })
}

/** Throws for invalid requests, such as a line break in a header. */
function open(request: HttpRequest, { url, agent }: Route): plain.ClientRequest {
  try {
    return (url.protocol === 'https:' ? tls : plain).request(url, {
      method: request.method,
      // Through a tunnel Node would add the port, which some gateways treat as another host.
      headers: { host: url.host, ...withLength(request) },
      agent,
    })
  } catch (error) {
    const { code, message } = errorParts(error)
    const header = /header content \["([\w-]+)"\]/.exec(message)?.[1]
    const why = header === undefined ? code : `the header ${header} contains a character that is not allowed`
    throw new Error(`The request to ${url.host} cannot be sent: ${why}.`, { cause: error })
  }
}

const ABORTED = 'the request was broken off'

/** Calls `abort` at the time limit or when the signal aborts; returns a function that stops watching. */
function watch({ timeLimit, signal }: HttpRequest, abort: (why: string) => void): () => void {
  const timer = setTimeout(() => abort(`no complete answer within ${timeLimit / 1000} s`), timeLimit)
  const onAbort = (): void => abort(ABORTED)
  signal?.addEventListener('abort', onAbort, { once: true })
  return () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

/** Adds the length of POST and PUT bodies: some gateways answer 411 without it. */
function withLength({ method, headers, body }: HttpRequest): Record<string, string> {
  if (method === 'GET' && body === undefined) return { ...headers }
  return { ...headers, 'content-length': String(Buffer.byteLength(body ?? '')) }
}

function readBody(incoming: plain.IncomingMessage, { url, sizeLimit }: Route): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > sizeLimit) {
        reject(new TooLargeError(`The answer of ${url.host} is larger than ${sizeLimit} bytes.`, false))
        incoming.destroy()
      } else chunks.push(chunk)
    })
    incoming.on('end', () => {
      if (incoming.complete) resolve(Buffer.concat(chunks).toString('utf8'))
    })
    incoming.on('error', reject)
  })
}

function joinRepeated(headers: plain.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
    ),
  )
}

/** What a body is that is not the expected JSON, for messages: `an HTML page`, `nothing`, … */
export function kindOfBody(body: string | ArrayBuffer): string {
  if (typeof body !== 'string') return 'bytes'
  const start = body.trimStart().slice(0, 200)
  if (start === '') return 'nothing'
  if (/^<(?:!doctype html|html|head|body)/i.test(start)) return 'an HTML page'
  return start.startsWith('<') ? 'XML' : 'text'
}

/** Names an invalid proxy variable too if it may be the cause. */
function describeFailure(error: unknown, url: WebUrl): HttpError {
  const failure = failureOf(error, url)
  const proxy = failure.neverSent ? invalidProxyVariable(url, process.env) : null
  if (proxy === null) return failure
  return new HttpError(`${failure.message.replace(/\.$/, '')}; ${proxy}.`, true)
}

/** Names only the host: path and query may contain private names. */
function failureOf(error: unknown, url: WebUrl): HttpError {
  const { code, syscall, message } = errorParts(error)
  const { host } = url
  if (message.startsWith('tunneling socket could not be established')) {
    const status = /statusCode=(\d+)/.exec(message)?.[1]
    const variable = `the environment variable ${proxyVariable(url, process.env)}`
    const why = status === undefined ? (/\bE[A-Z]{4,}\b/.exec(message)?.[0] ?? code) : `status ${status}`
    const remedy =
      status === '407'
        ? `check the user name and password in ${variable}`
        : `check ${variable}, and that the proxy may reach ${host}`
    return new HttpError(`The proxy ${proxyHost(url)} did not connect to ${host} (${why}): ${remedy}.`, true)
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new HttpError(`The host name of ${host} is not known (${code}).`, true)
  }
  if (code === 'ECONNREFUSED') return new HttpError(`${host} refused the connection (${code}).`, true)
  if (syscall === 'connect') return new HttpError(`${host} could not be reached (${code}).`, true)
  if (isCertificateProblem(code)) {
    return new HttpError(`The TLS certificate of ${host} ${certificateProblem(code)}.`, true)
  }
  return new HttpError(`The connection to ${host} broke off (${code}).`, false)
}

/** Completes the sentence "The TLS certificate of a host …". */
function certificateProblem(code: string): string {
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `is for another host name (${code}): check the address`
    case 'CERT_HAS_EXPIRED':
      return `has expired (${code})`
    default:
      return `is not trusted (${code}); for a private certificate authority set NODE_EXTRA_CA_CERTS`
  }
}

function isCertificateProblem(code: string): boolean {
  return /CERT|^UNABLE_TO_/.test(code)
}

interface ErrorParts {
  readonly code: string
  readonly syscall: string | null
  readonly message: string
}

/** The first failure of an AggregateError, which Node throws if it tried several addresses. */
function errorParts(error: unknown): ErrorParts {
  if (typeof error !== 'object' || error === null) return { code: 'no code', syscall: null, message: '' }
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return errorParts(error.errors[0])
  const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  return {
    code: ('code' in error ? textOf(error.code) : null) ?? 'no code',
    syscall: 'syscall' in error ? textOf(error.syscall) : null,
    message: ('message' in error ? textOf(error.message) : null) ?? '',
  }
}

/** Host and port only: proxy URLs often contain a password. */
function proxyHost(url: URL): string {
  const proxy = getProxyUrl(url.href)
  return URL.canParse(proxy) ? new URL(proxy).host : 'of the environment'
}
