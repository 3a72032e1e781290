import type { getOctokit } from '@actions/github'
import type { z } from 'zod'
import { type Clock, type Instant, type Milliseconds, waitOf } from '../base/clock.js'
import { sentenceOf } from '../base/errors.js'
import { nameOfBody } from '../base/http.js'
import { GitHubError } from './errors.js'

export type Octokit = ReturnType<typeof getOctokit>

interface Answer {
  readonly status: number
  /** Octokit promises a type and checks nothing: also a login page that arrives with 200 is data. */
  readonly data: unknown
}

export type Request = (octokit: Octokit, signal: AbortSignal) => Promise<Answer>

/**
 * A repository on GitHub, and how to ask about it. Both calls return what the schema makes of the answer, wait for a
 * rate limit where that is short, and reject with a GitHubError.
 */
export interface GitHub {
  readonly owner: string
  readonly repo: string
  /** Repeated where the failure may pass. */
  readonly read: <T>(answer: z.ZodType<T>, request: Request) => Promise<T>
  /** Repeated only after a rate limit: then GitHub certainly did nothing. */
  readonly change: <T>(answer: z.ZodType<T>, request: Request) => Promise<T>
}

export interface GitHubOptions {
  readonly token: string
  /** `owner/name`, as the runner tells it. */
  readonly repository: string
  /** Of GitHub Enterprise Server, `https://host/api/v3`. */
  readonly apiUrl: string
  readonly clock: Clock
}

const TIME_LIMIT: Milliseconds = 30_000
const TRIES = 3
const PAUSE: Milliseconds = 1000
/** A pull request's check should not sit out an hour for a comment. */
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
        const error = thrown instanceof GitHubError ? thrown : whyNot(thrown, apiUrl, clock.now())
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
/** Octokit would print deprecations to standard output, past our log. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

function parse<T>(schema: z.ZodType<T>, { status, data }: Answer, apiUrl: string): T {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  const shape = where === '' ? 'JSON of an unknown shape' : `JSON of an unknown shape (${where})`
  throw notGitHub(apiUrl, status, isBody(data) ? nameOfBody(data) : shape)
}

interface Refusal extends Answer {
  readonly headers: Readonly<Record<string, unknown>>
}

/** The answer that Octokit has made an error of; null where none came. */
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

function whyNot(thrown: unknown, apiUrl: string, now: Instant): GitHubError {
  const refusal = refusalOf(thrown)
  if (refusal === null) return silence(thrown)
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
    : notGitHub(apiUrl, status, isBody(data) ? nameOfBody(data) : 'unknown JSON')
}

/** Octokit gives a status, 500, also to what never got an answer; what fails before is no network's fault. */
function silence(thrown: unknown): GitHubError {
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

/** Octokit hands on as text what is no JSON, and as bytes what is no text either. */
function isBody(data: unknown): data is string | ArrayBuffer {
  return typeof data === 'string' || data instanceof ArrayBuffer
}

function isRateLimit({ status, headers }: Refusal): boolean {
  if (status === 429) return true
  return status === 403 && (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined)
}

function waitAskedFor(headers: Refusal['headers'], now: Instant): Milliseconds | null {
  const after = Number(headers['retry-after'])
  if (after >= 0) return waitOf(after * 1000)
  if (headers['x-ratelimit-remaining'] !== '0') return null
  return waitOf(Number(headers['x-ratelimit-reset']) * 1000 - now)
}

/** How long to wait before asking again; null where asking again is no use, or may do a thing twice. */
function pauseAfter({ problem, status, retryAfter }: GitHubError, mayRepeat: boolean): Milliseconds | null {
  if (problem === 'rate-limit') return retryAfter
  // A page with status 200 is often a maintenance page, which passes.
  return mayRepeat && (status < 300 || status >= 500) ? PAUSE : null
}
