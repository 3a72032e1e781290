import type { getOctokit } from '@actions/github'
import type * as z from 'zod'
import { type Clock, type Instant, type Milliseconds, limitWait } from '../base/clock.js'
import { sentenceOf } from '../base/errors.js'
import { kindOfBody } from '../base/http.js'
import { GitHubError } from './errors.js'

export type Octokit = ReturnType<typeof getOctokit>

interface Answer {
  readonly status: number
  /** Octokit does not check it: a login page with status 200 is data too. */
  readonly data: unknown
}

export type Request = (octokit: Octokit, signal: AbortSignal) => Promise<Answer>

/**
 * Calls about one repository on GitHub. Both parse the response with the schema, wait for a short rate limit, and reject
 * with a GitHubError.
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
/** A pull request's check should not wait an hour for a comment. */
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

interface Refusal extends Answer {
  readonly headers: Readonly<Record<string, unknown>>
}

/** The response in an error that Octokit threw; null if there was none. */
function refusalOf(thrown: unknown): Refusal | null {
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
  const refusal = refusalOf(thrown)
  if (refusal === null) return noResponse(thrown)
  const { status, headers, data } = refusal
  if (isRateLimit(refusal)) {
    return new GitHubError("GitHub's rate limit is used up", {
      problem: 'rate-limit',
      status,
      retryAfter: waitAskedFor(headers, now),
    })
  }
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : null
  return typeof message === 'string'
    ? new GitHubError(`GitHub answered ${status} (${message})`, { problem: 'refused', status })
    : notGitHub(apiUrl, status, isBody(data) ? kindOfBody(data) : 'unknown JSON')
}

/** The error for a call without a response; Octokit gives it status 500. Errors before the call are not the network's. */
function noResponse(thrown: unknown): GitHubError {
  const sent = typeof thrown === 'object' && thrown !== null && 'status' in thrown
  const message = sent ? 'GitHub did not answer' : `GitHub could not be called (${sentenceOf(thrown)})`
  return new GitHubError(message, { problem: 'no-answer', status: 0 })
}

function notGitHub(apiUrl: string, status: number, came: string): GitHubError {
  return new GitHubError(`${apiUrl} answered with status ${status} and ${came} instead of GitHub's JSON`, {
    problem: 'not-github',
    status,
  })
}

/** Octokit returns a body that is not JSON as text, and one that is not text as bytes. */
function isBody(data: unknown): data is string | ArrayBuffer {
  return typeof data === 'string' || data instanceof ArrayBuffer
}

function isRateLimit({ status, headers }: Refusal): boolean {
  if (status === 429) return true
  return status === 403 && (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined)
}

function waitAskedFor(headers: Refusal['headers'], now: Instant): Milliseconds | null {
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
