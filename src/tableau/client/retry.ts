import { type Clock, type Instant, type Milliseconds, waitOf } from '../../base/clock.js'
import { HttpError, TooLargeError } from '../../base/http.js'
import { NotTableauError, TableauError } from './errors.js'

export interface Repeating {
  readonly clock: Clock
  readonly random: () => number
  readonly signal?: AbortSignal
  /** All tries together. */
  readonly attempts: number
  /** Whether this failure may pass, and asking again does no harm. */
  readonly mayPass: (error: unknown) => boolean
  /** What this failure needs to pass, before the usual pause. */
  readonly leastPause?: (error: unknown) => Milliseconds
}

const FIRST_PAUSE: Milliseconds = 500
const LONGEST_PAUSE: Milliseconds = 15_000
/** A wait that the server asks for is honoured up to here; whoever calls decides about a longer one. */
const LONGEST_WAIT: Milliseconds = 60_000

/** Runs `attempt` until it succeeds, fails for good, or has used up its attempts: capped backoff, full jitter. */
export async function repeatedly<T>(attempt: () => Promise<T>, rule: Repeating): Promise<T> {
  for (let failed = 1; ; failed += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (failed >= rule.attempts || rule.signal?.aborted === true || !rule.mayPass(error)) throw error
      const asked = waitAskedFor(error, rule.clock.now())
      if (asked !== null && asked > LONGEST_WAIT) throw error
      const least = rule.leastPause?.(error) ?? 0
      await rule.clock.sleep(asked ?? least + pauseAfter(failed, rule.random), rule.signal)
    }
  }
}

/** The pause after the n-th failure. */
export function pauseAfter(failed: number, random: () => number): Milliseconds {
  return random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failed)
}

/** Failures of a reading call that are worth another try (docs/facts/tableau.md#error-codes). */
export function isTransient(error: unknown): boolean {
  if (error instanceof HttpError) return !(error instanceof TooLargeError)
  if (error instanceof TableauError) return isTransientStatus(error.status)
  // A page with status 200 is a proxy's or a maintenance page in front of a server that did speak Tableau before.
  return error instanceof NotTableauError && (error.status < 300 || isTransientStatus(error.status))
}

function isTransientStatus(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}

/** True when the call certainly had no effect, so that even a POST may be repeated. */
export function wasNeverSent(error: unknown): boolean {
  return error instanceof HttpError && error.neverSent
}

/**
 * How long Tableau asks to wait: `Retry-After` in seconds or as a date, else the minutes or seconds in its text
 * (docs/facts/tableau.md#rate-limits); null where it says nothing.
 */
export function waitAskedFor(error: unknown, now: Instant): Milliseconds | null {
  if (!(error instanceof TableauError) && !(error instanceof NotTableauError)) return null
  const header = error.retryAfter?.trim() ?? ''
  if (/^\d+$/.test(header)) return waitOf(Number(header) * 1000)
  const date = Date.parse(header)
  if (!Number.isNaN(date)) return waitOf(date - now)
  return error instanceof TableauError && error.status === 429 ? waitInText(error.detail) : null
}

const UNITS: Readonly<Record<string, Milliseconds>> = { h: 3_600_000, st: 3_600_000, mi: 60_000, se: 1000 }

/** The text is localised; the stems of hour, minute and second cover English, German, French and Spanish. */
function waitInText(detail: string): Milliseconds | null {
  const match = /(\d+)\s*(h(?=e|o|r|\b)|st(?=d|u)|mi(?=n)|se(?=c|g|k))/i.exec(detail)
  const unit = UNITS[match?.[2]?.toLowerCase() ?? '']
  return unit === undefined ? null : waitOf(Number(match?.[1]) * unit)
}
