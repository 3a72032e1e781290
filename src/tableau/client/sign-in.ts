import * as z from 'zod'
import type { Milliseconds } from '../../base/clock.js'
import { clauseOf, ConfigurationError } from '../../base/errors.js'
import { HttpError, type HttpRequest } from '../../base/http.js'
import { maskForms } from '../../base/masking.js'
import { message } from '../../messages/message.js'
import { parseResponse, readResponse } from './response.js'
import { NotTableauError, SessionError, TableauError } from './errors.js'
import { text } from './shapes.js'
import { TIME_LIMITS, retryOptions, type TableauOptions } from './options.js'
import { isRedirect, MOST_REDIRECTS, redirectedOrigin } from './redirects.js'
import { isTransient, withRetries } from './retry.js'
import { mintJwt } from './secrets.js'
import { serverAddress } from '../server-address.js'
import { explainRefusal } from './sign-in-refusals.js'
import {
  formatVersion,
  isAtLeast,
  MINIMUM,
  NEWEST_KNOWN,
  older,
  parseVersion,
  type ApiVersion,
} from './version.js'

/** The server's address and REST API version. */
export interface Server {
  /** Includes the path prefix of a reverse proxy, if any. */
  readonly origin: string
  readonly version: ApiVersion
}

export interface SignedIn extends Server {
  readonly token: string
  readonly siteId: string
}

const ATTEMPTS = 4
/** Long enough for a burst of sign-ins to end. */
const BURST_PAUSE: Milliseconds = 5_000

const serverInfo = z.object({ serverInfo: z.object({ restApiVersion: text }) })

const signInAnswer = z.object({
  credentials: z.object({
    token: text.refine((token) => /^[\x21-\x7e]+$/.test(token), 'a session token with invalid characters'),
    site: z.object({ id: text.refine((id) => /^[\w-]+$/.test(id), 'an invalid site id') }),
  }),
})

/** Asks the server for its version. Throws a ConfigurationError or a SessionError, each with one sentence. */
export async function findServer(options: TableauOptions): Promise<Server> {
  const configured = serverAddress(options.server)
  const { origin, answer } = await withRedirects(options, configured, {
    schema: serverInfo,
    requestAt: (at) => ({
      method: 'GET',
      url: `${at}/api/2.4/serverinfo`,
      headers: { accept: 'application/json' },
      timeLimit: TIME_LIMITS.serverinfo,
    }),
  })
  const offered = parseVersion(answer.serverInfo.restApiVersion)
  const minimum = MINIMUM[options.credentials.kind]
  if (offered === null || !isAtLeast(offered, minimum)) {
    const means = options.credentials.kind === 'token' ? 'a personal access token' : 'a connected app'
    throw new ConfigurationError(
      message('AE-TABLEAU-TOO-OLD', {
        server: origin,
        means,
        needed: formatVersion(minimum),
        version: offered === null ? 'an unknown one' : formatVersion(offered),
      }),
    )
  }
  return { origin, version: older(offered, NEWEST_KNOWN) }
}

/**
 * Signs in. Masks the session's token first.
 * Throws a ConfigurationError for what the user can put right, else a SessionError; each with one sentence.
 */
export async function signIn(server: Server, options: TableauOptions): Promise<SignedIn> {
  const path = `/api/${formatVersion(server.version)}/auth/signin`
  const { origin, answer } = await withRedirects(options, server.origin, {
    schema: signInAnswer,
    requestAt: async (at) => ({
      method: 'POST',
      url: `${at}${path}`,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ credentials: await credentialsFor(options) }),
      timeLimit: TIME_LIMITS.signIn,
    }),
  })
  const { token, site } = answer.credentials
  maskForms(options.mask, token)
  return { ...server, origin, token, siteId: site.id }
}

async function credentialsFor(options: TableauOptions): Promise<object> {
  const site = { contentUrl: options.site }
  const { credentials } = options
  if (credentials.kind === 'token') {
    return { personalAccessTokenName: credentials.name, personalAccessTokenSecret: credentials.secret, site }
  }
  const jwt = await mintJwt(credentials, options.clock.now(), options)
  maskForms(options.mask, jwt)
  return { jwt, site }
}

interface Step<T> {
  readonly schema: z.ZodType<T>
  readonly requestAt: (origin: string) => HttpRequest | Promise<HttpRequest>
}

interface Redirected<T> {
  readonly origin: string
  readonly answer: T
}

/** Runs one of the two calls that may be redirected, with retries: repeating a sign-in only starts another session. */
async function withRedirects<T>(
  options: TableauOptions,
  origin: string,
  step: Step<T>,
): Promise<Redirected<T>> {
  let attempts = 0
  const attempt = (): Promise<Redirected<T>> => {
    attempts += 1
    return followRedirects(options, origin, step)
  }
  try {
    return await withRetries(attempt, {
      ...retryOptions(options),
      attempts: ATTEMPTS,
      isRetryable: (error) =>
        isBurst(error) || (isTransient(error) && !(error instanceof NotTableauError && error.status < 300)),
      leastPause: (error) => (isBurst(error) ? BURST_PAUSE : 0),
    })
  } catch (error) {
    throw explain(error, options, attempts)
  }
}

/** Tableau answers 401002 to many simultaneous sign-ins, as of a matrix, and 401001 to wrong credentials. */
function isBurst(error: unknown): boolean {
  return error instanceof TableauError && error.code === '401002'
}

async function followRedirects<T>(
  options: TableauOptions,
  start: string,
  step: Step<T>,
): Promise<Redirected<T>> {
  let origin = start
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const request = await step.requestAt(origin)
    const response = await options.http(request)
    if (!isRedirect(response)) {
      return { origin, answer: parseResponse(step.schema, readResponse(response, request.url), request.url) }
    }
    const from = new URL(request.url)
    const to = redirectedOrigin(from, response.headers['location'], serverAddress(options.server))
    // Only redirects to the same page are followed, so the path prefix stays the same.
    origin = `${to}${origin.slice(from.origin.length)}`
  }
  throw new ConfigurationError(
    message('AE-REDIRECT-LOOP', { host: new URL(start).host, target: new URL(origin).host }),
  )
}

function explain(error: unknown, { server, site, credentials }: TableauOptions, count: number): unknown {
  if (error instanceof TableauError && error.status < 500 && error.status !== 429) {
    return new ConfigurationError(explainRefusal(error, credentials, site))
  }
  if (error instanceof NotTableauError && error.status < 500) {
    const { url, status, received } = error
    return new ConfigurationError(
      message('AE-NOT-TABLEAU', { server: serverAddress(server), url, status, body: received }),
    )
  }
  if (error instanceof NotTableauError || error instanceof TableauError) {
    const attempts = count === 1 ? '1 attempt' : `${count} attempts`
    const why = clauseOf(error)
    return new SessionError('unreachable', message('AE-SERVER-UNAVAILABLE', { attempts, why }))
  }
  if (error instanceof HttpError) {
    return new SessionError('unreachable', message('AE-SERVER-UNREACHABLE', { why: clauseOf(error) }))
  }
  return error
}
