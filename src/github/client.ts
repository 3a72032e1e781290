import type { getOctokit } from '@actions/github'
import type { Clock, Milliseconds } from '../clock.js'

export type Octokit = ReturnType<typeof getOctokit>

/** A repository on GitHub, and how to ask about it. */
export interface GitHub {
  readonly owner: string
  readonly repo: string
  /**
   * Calls GitHub; a limited rate is waited for where that is short. Rejects with a GitHubError.
   * Only what changes nothing is repeated after an answer that never came.
   */
  readonly call: <T>(
    work: (octokit: Octokit, signal: AbortSignal) => Promise<T>,
    repeat?: 'read',
  ) => Promise<T>
}

export interface GitHubOptions {
  readonly token: string
  /** `owner/name`, as the runner tells it. */
  readonly repository: string
  /** Of GitHub Enterprise Server, `https://host/api/v3`. */
  readonly apiUrl: string
  readonly clock: Clock
}

/** GitHub said no, or nothing. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError'
  constructor(
    message: string,
    /** 0 where no answer came. */
    readonly status: number,
  ) {
    super(message)
  }
}

const TIME_LIMIT: Milliseconds = 30_000
const TRIES = 3
/** A pull request's check should not sit out an hour for a comment. */
const LONGEST_WAIT: Milliseconds = 60_000

export async function connectGitHub({ token, repository, apiUrl, clock }: GitHubOptions): Promise<GitHub> {
  const { getOctokit } = await import('@actions/github')
  const octokit = getOctokit(token, { baseUrl: apiUrl.replace(/\/$/, ''), log: SILENT })
  const [owner = '', repo = ''] = repository.split('/')
  return {
    owner,
    repo,
    call: async (work, repeat) => {
      for (let tried = 1; ; tried += 1) {
        try {
          return await work(octokit, AbortSignal.timeout(TIME_LIMIT))
        } catch (error) {
          const answer = answerOf(error)
          const wait = waitFor(answer, { now: clock.now(), mayRepeat: repeat === 'read' })
          if (wait === null || wait > LONGEST_WAIT || tried === TRIES) throw refusal(answer)
          await clock.sleep(wait)
        }
      }
    },
  }
}

const nothing = (): void => undefined
/** Octokit would print deprecations to standard output, past our log. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly message: string
}

function answerOf(error: unknown): Answer {
  const thrown = typeof error === 'object' && error !== null ? error : {}
  const status = 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : 0
  const response: unknown = 'response' in thrown ? thrown.response : null
  const message = error instanceof Error ? error.message : String(error)
  // Octokit calls 500 what never got an answer.
  if (typeof response !== 'object' || response === null) return { status: 0, headers: {}, message }
  const headers = 'headers' in response && typeof response.headers === 'object' ? response.headers : null
  return { status, headers: { ...headers }, message }
}

/** How long to wait before asking again; null where asking again is no use, or may do a thing twice. */
function waitFor(
  { status, headers }: Answer,
  { now, mayRepeat }: { readonly now: number; readonly mayRepeat: boolean },
): Milliseconds | null {
  if (status === 403 || status === 429) {
    const after = Number(headers['retry-after'])
    if (Number.isFinite(after) && after >= 0) return after * 1000
    if (headers['x-ratelimit-remaining'] !== '0') return null
    return Math.max(0, Number(headers['x-ratelimit-reset']) * 1000 - now) || 0
  }
  return mayRepeat && (status === 0 || status >= 500) ? 1000 : null
}

function refusal({ status, headers, message }: Answer): GitHubError {
  if (status === 0) return new GitHubError('GitHub did not answer', 0)
  const limited =
    status === 429 || headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined
  if (limited) return new GitHubError("GitHub's rate limit is used up", status)
  return new GitHubError(`GitHub answered ${status} (${message.split(' - http')[0] ?? ''})`, status)
}
