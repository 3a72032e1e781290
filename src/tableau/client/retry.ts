import { type Clock, type Instant, type Milliseconds, limitWait } from '../../base/clock.js'
import { HttpError, TooLargeError } from '../../base/http.js'
import { NotTableauError, TableauError } from './errors.js'

export interface RetryPolicy {
  readonly clock: Clock
  readonly random: () => number
  readonly signal?: AbortSignal
  /** Including the first one. */
  readonly attempts: number
  /** Whether the failure is transient and a retry is safe. */
  readonly isRetryable: (error: unknown) => boolean
  /** Added to the usual pause. */
  readonly leastPause?: (error: unknown) => Milliseconds
}

const FIRST_PAUSE: Milliseconds = 500
const LONGEST_PAUSE: Milliseconds = 15_000
/** If the server asks for a longer wait, the caller decides. */
const LONGEST_WAIT: Milliseconds = 60_000

/** Runs `attempt` until it succeeds, fails permanently or runs out of attempts; capped backoff with full jitter. */
export async function withRetries<T>(attempt: () => Promise<T>, rule: RetryPolicy): Promise<T> {
  for (let failed = 1; ; failed += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (failed >= rule.attempts || rule.signal?.aborted === true || !rule.isRetryable(error)) throw error
      const asked = requestedWait(error, rule.clock.now())
      if (asked !== null && asked > LONGEST_WAIT) throw error
      const least = rule.leastPause?.(error) ?? 0
      await rule.clock.sleep(asked ?? least + pauseAfter(failed, rule.random), rule.signal)
    }
  }
}

/** The pause after this many failures. */
export function pauseAfter(failed: number, random: () => number): Milliseconds {
  return random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failed)
}

/** Whether a retry of a reading call may succeed after this error (docs/facts/tableau.md#error-codes). */
export function isTransient(error: unknown): boolean {
  if (error instanceof HttpError) return !(error instanceof TooLargeError)
  if (error instanceof TableauError) return isTransientStatus(error.status)
  // HTML with status 200 comes from a proxy, or is a temporary maintenance page.
  return error instanceof NotTableauError && (error.status < 300 || isTransientStatus(error.status))
}

function isTransientStatus(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}

/** Whether the call certainly had no effect, so that even a POST may be repeated. */
export function wasNeverSent(error: unknown): boolean {
  return error instanceof HttpError && error.neverSent
}

/**
 * How long Tableau asks to wait: `Retry-After` in seconds or as a date, else the minutes or seconds in its text
 * (docs/facts/tableau.md#rate-limits); null if it does not say.
 */
export function requestedWait(error: unknown, now: Instant): Milliseconds | null {
  if (!(error instanceof TableauError) && !(error instanceof NotTableauError)) return null
  const header = error.retryAfter?.trim() ?? ''
  if (/^\d+$/.test(header)) return limitWait(Number(header) * 1000)
  const date = Date.parse(header)
  if (!Number.isNaN(date)) return limitWait(date - now)
  return error instanceof TableauError && error.status === 429 ? waitInText(error.detail) : null
}

const UNITS: Readonly<Record<string, Milliseconds>> = { h: 3_600_000, st: 3_600_000, mi: 60_000, se: 1000 }

/** Tableau translates the text; these stems of hour, minute and second cover English, German, French and Spanish. */
function waitInText(detail: string): Milliseconds | null {
  const match = /(\d+)\s*(h(?=e|o|r|\b)|st(?=d|u)|mi(?=n)|se(?=c|g|k))/i.exec(detail)
  const unit = UNITS[match?.[2]?.toLowerCase() ?? '']
  return unit === undefined ? null : limitWait(Number(match?.[1]) * unit)
}
