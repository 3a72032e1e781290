/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** A length of time in milliseconds. */
export type Milliseconds = number

export const MINUTE: Milliseconds = 60_000
export const DAY: Milliseconds = 24 * 60 * MINUTE

/** The longest window, tolerance or wait, since state drops older facts. */
export const LONGEST_DURATION: Milliseconds = 400 * DAY

/** With a longer time, `setTimeout` fires at once. */
const LONGEST_TIMER: Milliseconds = 2 ** 31 - 1

/** The program's clock. Injected, so that simulations can use virtual time. */
export interface Clock {
  now(): Instant
  /** Resolves after `duration` (24 days at most), or as soon as `signal` is aborted; never rejects. */
  sleep(duration: Milliseconds, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (duration, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve()
        return
      }
      const timer = setTimeout(done, Math.min(duration, LONGEST_TIMER))
      signal?.addEventListener('abort', done, { once: true })
      function done(): void {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
    }),
}

/** Instants outside this range mean “unknown” to clocks and databases: 0001-01-01, 1900-01-01, 9999-12-31. */
const FIRST: Instant = 0
const LAST: Instant = Date.UTC(3000, 0) - 1

/** Reads the timestamps of dbt and Tableau (any ISO 8601 form, nanoseconds too) from 1970 to 2999; null for anything else. */
export function parseInstant(text: string | null | undefined): Instant | null {
  if (text === null || text === undefined || text === '') return null
  const parsed = Date.parse(text)
  return parsed >= FIRST && parsed <= LAST ? parsed : null
}

/** The nearest date from 1970 to 2999 (1970 for NaN), since formatters throw for invalid dates. */
export function dateOf(instant: Instant): Date {
  return new Date(Number.isNaN(instant) ? FIRST : Math.min(Math.max(instant, FIRST), LAST))
}

export function toIso(instant: Instant): string {
  return dateOf(instant).toISOString()
}

/** Limits a wait that a server asks for, which may be any number. */
export function limitWait(asked: Milliseconds): Milliseconds {
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), LONGEST_DURATION)
}

/** For people, on any day: `06:30 UTC on 20 Aug 2026`. */
export function toMinute(instant: Instant): string {
  const [, day = '', month = '', year = '', time = ''] = dateOf(instant).toUTCString().split(/,? /)
  return `${time.slice(0, 5)} UTC on ${Number(day)} ${month} ${year}`
}

/** An instant further ahead of our clock means a wrong clock; synchronised clocks differ by far less. */
export const MOST_CLOCK_SKEW: Milliseconds = 5 * MINUTE

/** The first of the instants; Infinity for none. `Math.min` would overflow the stack for many. */
export function earliestOf(instants: Iterable<Instant>): Instant {
  let earliest = Infinity
  for (const instant of instants) if (instant < earliest) earliest = instant
  return earliest
}

/** The last of the instants; -Infinity for none. */
export function latestOf(instants: Iterable<Instant>): Instant {
  let latest = -Infinity
  for (const instant of instants) if (instant > latest) latest = instant
  return latest
}

/** The later of two instants; null means unknown. */
export function later(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}
