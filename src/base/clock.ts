/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** A length of time in milliseconds. */
export type Milliseconds = number

export const MINUTE: Milliseconds = 60_000
export const DAY: Milliseconds = 24 * 60 * MINUTE

/** No window, tolerance or wait is longer: state forgets what is older. */
export const LONGEST: Milliseconds = 400 * DAY

/** `setTimeout` takes no more, and would not wait at all. */
const LONGEST_TIMER: Milliseconds = 2 ** 31 - 1

/** Time as the program sees it. Handed in, so that a year of runs can pass in a second. */
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

/** Clocks and databases write instants before and after to say that they know none: 0001-01-01, 1900-01-01, 9999-12-31. */
const FIRST: Instant = 0
const LAST: Instant = Date.UTC(3000, 0) - 1

/** Reads the timestamps of dbt and Tableau (any ISO 8601 form, nanoseconds too) from 1970 to 2999; null for anything else. */
export function parseInstant(text: string | null | undefined): Instant | null {
  if (text === null || text === undefined || text === '') return null
  const parsed = Date.parse(text)
  return parsed >= FIRST && parsed <= LAST ? parsed : null
}

/** For every formatter. They throw where an instant is none; this gives the nearest that is one. */
export function dateOf(instant: Instant): Date {
  return new Date(Number.isNaN(instant) ? FIRST : Math.min(Math.max(instant, FIRST), LAST))
}

export function toIso(instant: Instant): string {
  return dateOf(instant).toISOString()
}

/** How long somebody else asks to wait: any number that a header or a text may hold. */
export function waitOf(asked: Milliseconds): Milliseconds {
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), LONGEST)
}

/** For people: `2026-08-20 06:30 UTC`. */
export function toMinute(instant: Instant): string {
  return `${toIso(instant).slice(0, 16).replace('T', ' ')} UTC`
}

/** Clocks that a time server keeps right differ by far less. */
export const CLOCKS_DIFFER: Milliseconds = 5 * MINUTE

/** The first of any number of instants; Infinity where there are none. `Math.min` takes only as many as the stack holds. */
export function earliestOf(instants: Iterable<Instant>): Instant {
  let earliest = Infinity
  for (const instant of instants) if (instant < earliest) earliest = instant
  return earliest
}

/** The last of any number of instants; -Infinity where there are none. */
export function latestOf(instants: Iterable<Instant>): Instant {
  let latest = -Infinity
  for (const instant of instants) if (instant > latest) latest = instant
  return latest
}

/** The later of two instants, where null means "not known". */
export function later(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}
