import type { Milliseconds } from '../base/clock.js'

export type GitHubProblem =
  | 'no-answer'
  /** A proxy, a login page or a wrong host answered instead of GitHub's API. */
  | 'not-github'
  | 'rate-limit'
  | 'refused'

interface Answer {
  readonly problem: GitHubProblem
  /** 0 without a response. */
  readonly status: number
  /** How long GitHub asks to wait; null if it does not say. */
  readonly retryAfter?: Milliseconds | null
}

/** Why a call to GitHub failed. Its message is a clause without a full stop. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError'
  readonly problem: GitHubProblem
  readonly status: number
  readonly retryAfter: Milliseconds | null

  constructor(message: string, { problem, status, retryAfter = null }: Answer) {
    super(message)
    this.problem = problem
    this.status = status
    this.retryAfter = retryAfter
  }

  /** The token lacks a permission. GitHub answers 404 if the token may not even see the object. */
  get isForbidden(): boolean {
    return this.problem === 'refused' && (this.status === 403 || this.status === 404)
  }
}

/** What to do about it, without a full stop; `permissions` is what the job needs for this call. */
export function remedyFor(error: GitHubError, permissions: string): string {
  if (error.isForbidden) return `Give the job permissions: ${permissions}`
  if (error.status === 401) return 'Check github-token: it is invalid or has expired'
  if (error.status === 400 || error.status === 422)
    return "Read GitHub's message: GitHub will refuse the same request again; report it if it explains nothing"
  switch (error.problem) {
    case 'rate-limit':
    case 'refused':
      return 'Run this job again later'
    case 'no-answer':
    case 'not-github':
      return 'Check GITHUB_API_URL, and the network and proxy between this runner and GitHub'
  }
}
