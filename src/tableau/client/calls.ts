import type * as z from 'zod'
import type { Milliseconds } from '../../base/clock.js'
import { sentenceOf } from '../../base/errors.js'
import type { Http, HttpRequest } from '../../base/http.js'
import { maskForms } from '../../base/masking.js'
import { message } from '../../messages/message.js'
import { parseResponse, readResponse } from './response.js'
import { SessionError, TableauError } from './errors.js'
import { describeCall } from './describe-call.js'
import { retryOptions, TIME_LIMITS, type TableauOptions } from './options.js'
import { isTransient, withRetries, wasNeverSent } from './retry.js'
import { secretOf } from './secrets.js'
import { findServer, signIn, type SignedIn } from './sign-in.js'
import { formatVersion, type ApiVersion } from './version.js'

/** Calls to one site in one session, which is renewed if it is lost. */
export interface Calls {
  readonly options: TableauOptions
  readonly version: ApiVersion
  /** The address of the API, which may differ from the configured server after a redirect. */
  origin(): string
  /** Reads a path below the site; retries transient failures. */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>
  /**
   * Writes to a path below the site. Retries only if Tableau certainly did nothing: the call was never sent, or was
   * refused because the session had ended.
   */
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, xml?: string): Promise<unknown>
  /** Queries the Metadata API without retries: the caller retries with smaller pages. */
  queryMetadata(query: object): Promise<unknown>
  /** Counts lists of the Metadata API that stayed incomplete after retries, for an unknown reason. */
  readonly unexplained: { count: number }
}

interface OpenCalls extends Calls {
  /** Never rejects, so that it hides neither a result nor an error. */
  signOut(): Promise<void>
}

const ATTEMPTS = 5
/** Limited, since two workflows with one token keep ending each other's sessions (docs/facts/tableau.md#one-session-per-token). */
const MOST_RENEWALS = 3

/** Finds the server and signs in. Every secret is masked before its first use. */
export async function openCalls(given: TableauOptions): Promise<OpenCalls> {
  maskForms(given.mask, secretOf(given.credentials))
  const options = { ...given, http: withLog(given), warn: warnOnce(given.warn) }
  const session = renewableSession(await signIn(await findServer(options), options), options)
  const end = async (): Promise<void> => {
    session.close()
    await Promise.all(session.open().map((one) => signOut(one, options)))
  }
  return { ...callsIn(session, options), signOut: end }
}

function callsIn(session: RenewableSession, options: TableauOptions): Calls {
  const exchange = (
    token: string,
    request: Omit<HttpRequest, 'timeLimit'>,
    timeLimit: Milliseconds = TIME_LIMITS.call,
  ) => exchangeJson(options.http, token, { ...request, timeLimit })
  const siteUrl = ({ origin, version, siteId }: SignedIn, path: string): string =>
    `${origin}/api/${formatVersion(version)}/sites/${siteId}/${path}`
  const readRetries = { ...retryOptions(options), attempts: ATTEMPTS, isRetryable: isTransient }
  const writeRetries = { ...readRetries, isRetryable: wasNeverSent }
  return {
    options,
    unexplained: { count: 0 },
    version: session.current().version,
    origin: () => session.current().origin,
    get: (path, schema) =>
      session.use(async (signedIn) => {
        const request = { method: 'GET', url: siteUrl(signedIn, path), headers: {} } as const
        const response = await withRetries(() => exchange(signedIn.token, request), readRetries)
        return parseResponse(schema, response, request.url)
      }),
    send: (method, path, xml) =>
      session.use((signedIn) => {
        const request = {
          method,
          url: siteUrl(signedIn, path),
          ...(xml === undefined ? NO_BODY : xmlBody(xml)),
        }
        return withRetries(() => exchange(signedIn.token, request), writeRetries)
      }),
    queryMetadata: (query) =>
      session.use(({ origin, token }) => {
        const request = { method: 'POST', url: `${origin}/api/metadata/graphql`, ...jsonBody(query) } as const
        return exchange(token, request, TIME_LIMITS.metadata)
      }),
  }
}

type Body = Pick<HttpRequest, 'headers' | 'body'>

const NO_BODY: Body = { headers: {} }

/** Refreshes are requested in XML: JSON is unverified for incremental ones (docs/facts/tableau.md#incremental-refresh). */
function xmlBody(body: string): Body {
  return { headers: { 'content-type': 'application/xml' }, body }
}

function jsonBody(json: object): Body {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) }
}

async function exchangeJson(http: Http, token: string, request: HttpRequest): Promise<unknown> {
  const headers = { accept: 'application/json', 'x-tableau-auth': token, ...request.headers }
  return readResponse(await http({ ...request, headers }), request.url)
}

interface RenewableSession {
  current(): SignedIn
  /** Those that Tableau may still hold open. */
  open(): readonly SignedIn[]
  /** Runs a call; if the session has ended, signs in again and runs it once more. */
  use<T>(call: (session: SignedIn) => Promise<T>): Promise<T>
  /** Ends renewal, so that a late call does not sign in after the sign-out. */
  close(): void
}

function renewableSession(first: SignedIn, options: TableauOptions): RenewableSession {
  let session = first
  let renewals = 0
  let closed = false
  let renewing: Promise<void> | null = null
  // A new sign-in ends the session of a token. That of a connected app lives on if only a scope was missing.
  const replaced: SignedIn[] = []

  async function renew(): Promise<void> {
    if (closed || renewals >= MOST_RENEWALS) throw sessionLost(options)
    renewals += 1
    options.log(`The session with Tableau has ended; signing in again (${renewals} of ${MOST_RENEWALS}).`)
    const renewed = await signIn(session, options)
    if (options.credentials.kind === 'connected-app') replaced.push(session)
    session = renewed
  }

  async function use<T>(call: (session: SignedIn) => Promise<T>): Promise<T> {
    const used = session
    try {
      return await call(used)
    } catch (error) {
      if (!isSessionRefused(error)) throw error
    }
    // If several calls find the session ended, the first one signs in for all.
    if (session === used) {
      renewing ??= renew().finally(() => {
        renewing = null
      })
      await renewing
    }
    try {
      return await call(session)
    } catch (error) {
      throw isSessionRefused(error) ? sessionLost(options) : error
    }
  }

  const close = (): void => {
    closed = true
  }
  return { current: () => session, open: () => [...replaced, session], use, close }
}

function isSessionRefused(error: unknown): boolean {
  return error instanceof TableauError && error.status === 401
}

/**
 * The likely cause of a 401002 that remains after a new sign-in: a missing scope (docs/facts/tableau.md#jwt-scopes), or
 * another user of the same token (docs/facts/tableau.md#one-session-per-token).
 */
export function sessionLost({ credentials }: TableauOptions): SessionError {
  return credentials.kind === 'connected-app'
    ? new SessionError('scope', message('AE-SESSION-SCOPE'))
    : new SessionError('lost', message('AE-SESSION-LOST'))
}

async function signOut({ origin, version, token }: SignedIn, { http, log }: TableauOptions): Promise<void> {
  const url = `${origin}/api/${formatVersion(version)}/auth/signout`
  try {
    await exchangeJson(http, token, { method: 'POST', url, headers: {}, timeLimit: TIME_LIMITS.signOut })
  } catch (error) {
    log(`Signing out of Tableau failed: ${sentenceOf(error)}`)
  }
}

/** Passes each message on once: lists that are read for every poll would repeat their warnings. */
function warnOnce(warn: TableauOptions['warn']): TableauOptions['warn'] {
  const given = new Set<string>()
  return (problem) => {
    if (!given.has(problem.message)) warn(problem)
    given.add(problem.message)
  }
}

/** Logs one debug line per exchange. URLs contain ids and encoded names, never secrets. */
function withLog({ http, log, clock, signal, beforeCall }: TableauOptions): Http {
  return async (request) => {
    const start = clock.now()
    // The clean-up of a cancelled run continues: signing out, and cancelling its jobs.
    const isCleanUp =
      request.url.endsWith('/auth/signout') ||
      (request.method === 'PUT' && /\/jobs\/[^/]+$/.test(request.url))
    if (!isCleanUp) beforeCall?.(describeCall(request))
    // Do not abort a sign-in that has started: only its token can close the session that Tableau may have opened.
    const isSignIn = request.url.endsWith('/auth/signin') && signal?.aborted === false
    try {
      const response = await http(
        signal === undefined || isCleanUp || isSignIn ? request : { ...request, signal },
      )
      log(`${request.method} ${request.url} → ${response.status}, ${clock.now() - start} ms`)
      return response
    } catch (error) {
      log(`${request.method} ${request.url} → ${sentenceOf(error)}`)
      throw error
    }
  }
}
