/** Tableau refused a call in its own format (docs/facts/tableau.md#error-codes). */
export class TableauError extends Error {
  override readonly name = 'TableauError'
  readonly status: number
  /** Six digits, the only part that is not localised. */
  readonly code: string
  readonly summary: string
  readonly detail: string
  /** The header that says how long to wait before asking again. */
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

/** Something else answered where Tableau's JSON was expected: a proxy, a maintenance page, the wrong host. */
export class NotTableauError extends Error {
  override readonly name = 'NotTableauError'
  constructor(
    readonly url: string,
    readonly status: number,
    /** What came instead: `an HTML page`, `nothing`. */
    readonly came: string,
    readonly retryAfter: string | null = null,
  ) {
    super(`${url} answered with status ${status} and ${came} instead of Tableau's JSON.`)
  }
}

/** Where a run without a session has to end. */
export type SessionProblem =
  /** Nothing that speaks Tableau's language answered. */
  | 'unreachable'
  /** The session ended, and renewing it did not help or happened too often. */
  | 'lost'
  /** A connected app's session lacks the scope, or the server's version does not take JWTs for this call. */
  | 'scope'
  /** There is no time left to read anything before the refreshes. */
  | 'out-of-time'

/** There is no session with Tableau, or none any more; not something a wrong input explains. */
export class SessionError extends Error {
  override readonly name = 'SessionError'
  constructor(
    readonly problem: SessionProblem,
    message: string,
  ) {
    super(message)
  }
}

/** The Metadata API is switched off, or refuses this user. */
export class LineageOffError extends Error {
  override readonly name: string = 'LineageOffError'
}

/** It answers, but not this question: an older release without a filter, say. Another question, or REST, may do. */
export class QueryRefusedError extends LineageOffError {
  override readonly name = 'QueryRefusedError'
}
