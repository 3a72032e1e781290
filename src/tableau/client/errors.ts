import { ExplainedError } from '../../base/errors.js'
import type { Message } from '../../messages/message.js'

/** Tableau refused a call in its own format (docs/facts/tableau.md#error-codes). */
export class TableauError extends Error {
  override readonly name = 'TableauError'
  readonly status: number
  /** Six digits; the only part that Tableau does not translate. */
  readonly code: string
  readonly summary: string
  readonly detail: string
  /** The `Retry-After` header. */
  readonly retryAfter: string | null

  constructor(answer: Pick<TableauError, 'status' | 'code' | 'summary' | 'detail' | 'retryAfter'>) {
    const { status, code, summary, detail, retryAfter } = answer
    const text = [summary, detail].filter((part) => part !== '').join(': ')
    super(`Tableau answered ${code} (${text.replace(/\s+/g, ' ')}).`)
    this.status = status
    this.code = code
    this.summary = summary
    this.detail = detail
    this.retryAfter = retryAfter
  }
}

/** The response is not Tableau's JSON: it comes from a proxy, a maintenance page or the wrong host. */
export class NotTableauError extends Error {
  override readonly name = 'NotTableauError'
  constructor(
    readonly url: string,
    readonly status: number,
    /** What the response contained instead: `an HTML page`, `nothing`. */
    readonly received: string,
    readonly retryAfter: string | null = null,
  ) {
    super(`${url} answered with status ${status} and ${received} instead of Tableau's JSON.`)
  }
}

/** Why there is no session. */
export type SessionProblem =
  /** No Tableau server answered. */
  | 'unreachable'
  /** The session ended, and renewing it did not help or happened too often. */
  | 'lost'
  /** A connected app's session lacks the scope, or the server's version does not take JWTs for this call. */
  | 'scope'
  /** The time for reading before the refreshes is used up. */
  | 'out-of-time'
  /** Tableau refused a call that the run cannot do without. */
  | 'refused'

/** There is no session with Tableau, or it was lost; not caused by a wrong input. */
export class SessionError extends ExplainedError {
  override readonly name = 'SessionError'
  constructor(
    readonly problem: SessionProblem,
    explanation: Message,
  ) {
    super(explanation)
  }
}

/** The Metadata API is switched off, or refuses this user. */
export class LineageOffError extends Error {
  override readonly name: string = 'LineageOffError'
}

/** The Metadata API refuses this query, for example because the release lacks the filter. Another query, or REST, may work. */
export class QueryRefusedError extends LineageOffError {
  override readonly name = 'QueryRefusedError'
}
