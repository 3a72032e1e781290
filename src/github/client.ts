import type { getOctokit } from '@actions/github'
import type * as z from 'zod'
import { type Clock, type Instant, type Milliseconds, limitWait } from '../base/clock.js'
import { sentenceOf } from '../base/errors.js'
import { kindOfBody } from '../base/http.js'
import { GitHubError } from './errors.js'

export type Octokit = ReturnType<typeof getOctokit>

interface Answer {
  readonly status: number
  /** Not checked by Octokit: a login page with status 200 is data too. */
  readonly data: unknown
}

export type Request = (octokit: Octokit, signal: AbortSignal) => Promise<Answer>

/**
 * Calls about one repository on GitHub. `read` and `change` parse the response with a schema, wait up to a minute for a rate
 * limit, and reject with a GitHubError.
 */
export interface GitHub {
  readonly owner: string
  readonly repo: string
  /** Retries transient failures. */
  readonly read: <T>(answer: z.ZodType<T>, request: Request) => Promise<T>
  /** Retries only after a rate limit, when GitHub certainly did nothing. */
  readonly change: <T>(answer: z.ZodType<T>, request: Request) => Promise<T>
}

export interface GitHubOptions {
  readonly token: string
  /** `owner/name`, from the runner's environment. */
  readonly repository: string
  /** For GitHub Enterprise Server `https://host/api/v3`. */
  readonly apiUrl: string
  readonly clock: Clock
}

const TIME_LIMIT: Milliseconds = 30_000
const TRIES = 3
const PAUSE: Milliseconds = 1000
/** Longer waits fail the call: a pull request's check should not wait an hour for a comment. */
const LONGEST_WAIT: Milliseconds = 60_000

export function connectGitHub(options: GitHubOptions): GitHub {
  const { repository, apiUrl, clock } = options
  const [owner = '', repo = ''] = repository.split('/')
  let octokit: Octokit | null = null
  const call = async <T>(answer: z.ZodType<T>, request: Request, mayRepeat: boolean): Promise<T> => {
    for (let tried = 1; ; tried += 1) {
      try {
        octokit ??= await openOctokit(options)
        return parse(answer, await request(octokit, AbortSignal.timeout(TIME_LIMIT)), apiUrl)
      } catch (thrown) {
        const error = thrown instanceof GitHubError ? thrown : asGitHubError(thrown, apiUrl, clock.now())
        const pause = tried === TRIES ? null : pauseAfter(error, mayRepeat)
        if (pause === null || pause > LONGEST_WAIT) throw error
        await clock.sleep(pause)
      }
    }
  }
  return {
    owner,
    repo,
    read: (answer, request) => call(answer, request, true),
    change: (answer, request) => call(answer, request, false),
  }
}

async function openOctokit({ token, apiUrl }: GitHubOptions): Promise<Octokit> {
  const { getOctokit } = await import('@actions/github')
  return getOctokit(token, { baseUrl: apiUrl.replace(/\/$/, ''), log: SILENT })
}

const nothing = (): void => undefined
/** Octokit would print deprecations to standard output. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

function parse<T>(schema: z.ZodType<T>, { status, data }: Answer, apiUrl: string): T {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  const shape = where === '' ? 'JSON of an unknown shape' : `JSON of an unknown shape (${where})`
  throw notGitHub(apiUrl, status, isBody(data) ? kindOfBody(data) : shape)
}

interface ErrorResponse extends Answer {
  readonly headers: Readonly<Record<string, unknown>>
}

/** The response in an error that Octokit threw; null if there was none. */
function responseOf(thrown: unknown): ErrorResponse | null {
  if (typeof thrown !== 'object' || thrown === null || !('response' in thrown)) return null
  const { response } = thrown
  if (typeof response !== 'object' || response === null) return null
  const { status, headers, data }: Record<string, unknown> = { ...response }
  return {
    status: typeof status === 'number' ? status : 0,
    headers: typeof headers === 'object' ? { ...headers } : {},
    data,
  }
}

function asGitHubError(thrown: unknown, apiUrl: string, now: Instant): GitHubError {
  const response = responseOf(thrown)
  if (response === null) return noResponse(thrown)
  const { status, headers, data } = response
  if (isRateLimit(response)) {
    return new GitHubError("GitHub's rate limit is used up", {
      problem: 'rate-limit',
      status,
      retryAfter: requestedWait(headers, now),
    })
  }
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : null
  return typeof message === 'string'
    ? new GitHubError(`GitHub answered ${status} (${message})`, { problem: 'refused', status })
    : notGitHub(apiUrl, status, isBody(data) ? kindOfBody(data) : 'unknown JSON')
}

/** Octokit gives a call without a response status 500. An error without a status came before the call, not from the network. */
function noResponse(thrown: unknown): GitHubError {
  const sent = typeof thrown === 'object' && thrown !== null && 'status' in thrown
  const message = sent ? 'GitHub did not answer' : `GitHub could not be called (${sentenceOf(thrown)})`
  return new GitHubError(message, { problem: 'no-answer', status: 0 })
}

function notGitHub(apiUrl: string, status: number, body: string): GitHubError {
  return new GitHubError(`${apiUrl} answered with status ${status} and ${body} instead of GitHub's JSON`, {
    problem: 'not-github',
    status,
  })
}

/** Octokit returns a body that is not JSON as text, and a binary one as bytes. */
function isBody(data: unknown): data is string | ArrayBuffer {
  return typeof data === 'string' || data instanceof ArrayBuffer
}

function isRateLimit({ status, headers }: ErrorResponse): boolean {
  if (status === 429) return true
  return status === 403 && (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined)
}

function requestedWait(headers: ErrorResponse['headers'], now: Instant): Milliseconds | null {
  const after = Number(headers['retry-after'])
  if (after >= 0) return limitWait(after * 1000)
  if (headers['x-ratelimit-remaining'] !== '0') return null
  return limitWait(Number(headers['x-ratelimit-reset']) * 1000 - now)
}

/** The pause before a retry; null if a retry is useless or could repeat an effect. */
function pauseAfter({ problem, status, retryAfter }: GitHubError, mayRepeat: boolean): Milliseconds | null {
  if (problem === 'rate-limit') return retryAfter
  // HTML with status 200 is often a temporary maintenance page.
  return mayRepeat && (status < 300 || status >= 500) ? PAUSE : null
}
