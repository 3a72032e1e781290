import type { Instant, Milliseconds } from '../../src/base/clock.js'

/* How old an extract's data is (docs/decisions.md#stale-data), implemented independently of `src/`. */

export interface StaleRow {
  readonly decision: string
  readonly reason: string
  readonly outcome: string | null
  readonly newestDataAt: string | null
  readonly staleSince: string | null
  readonly staleCause: string | null
}

/** What the oracle knows of the data in one extract as the run ends. */
export interface Age {
  /** The shortest promise of its exposures; null if nobody promises anything. */
  readonly promised: Milliseconds | null
  /** Nothing is called stale to the readers of a pull request. */
  readonly isOfPullRequest: boolean
  readonly startedAt: Instant
  readonly now: Instant
  /** When its newest data landed; null if something about it is uncertain. */
  readonly data: DataAge | null
  /** Names of the nodes and tests that may have failed upstream. */
  readonly failed: readonly string[]
}

/** Between these, both inclusive. */
export interface DataAge {
  readonly early: Instant
  readonly late: Instant
}

/** What contradicts age and cause. */
export function staleProblems(row: StaleRow, name: string, age: Age): string[] {
  return [...ageProblems(row, age), ...sinceProblems(row, age), ...causeProblems(row, age)].map(
    (problem) => `${name}: ${problem}`,
  )
}

function ageProblems({ newestDataAt }: StaleRow, { data }: Age): string[] {
  const at = instantOf(newestDataAt)
  if (data === null) return []
  if (at === null) return ['it was refreshed, and its data has no date']
  return at < data.early || at > data.late
    ? [`its data is of ${newestDataAt}, and landed from ${iso(data.early)} to ${iso(data.late)}`]
    : []
}

function sinceProblems({ newestDataAt, staleSince }: StaleRow, age: Age): string[] {
  const { promised, isOfPullRequest, startedAt, now } = age
  const since = instantOf(staleSince)
  if (promised === null || isOfPullRequest)
    return since === null ? [] : ['it is stale, and nobody promises anything']
  const at = instantOf(newestDataAt)
  // What was never refreshed counts from a landing.
  if (at === null) return since === null || since < now ? [] : ['it is stale before its time']
  const end = at + promised
  if (since !== null)
    return since === end && end <= now ? [] : [`it is stale since ${staleSince}, and not ${iso(end)}`]
  return end < startedAt ? [`it is stale since ${iso(end)}, and not called so`] : []
}

/** By reason, what the cause has to say. */
const CAUSES: Readonly<Record<string, RegExp>> = {
  frozen: /^it is frozen until /,
  'build-after': /build_after/,
  'up-to-date': /^nothing has landed upstream since$|waits for /,
}

function causeProblems(
  { decision, reason, outcome, staleSince, staleCause }: StaleRow,
  { failed }: Age,
): string[] {
  if ((staleSince === null) !== (staleCause === null))
    return ['it is stale without a cause, or has a cause without being stale']
  if (staleCause === null) return []
  if (outcome === 'refreshed')
    return staleCause === 'nothing has landed upstream since'
      ? []
      : [`it was refreshed, and is stale because ${staleCause}`]
  if (outcome !== null || decision !== 'skip') return []
  if (reason === 'upstream-failed')
    return failed.some((one) => staleCause.includes(one))
      ? []
      : [`its cause names nothing that has failed: ${staleCause}`]
  return CAUSES[reason]?.test(staleCause) === false
    ? [`its reason is ${reason}, and its cause: ${staleCause}`]
    : []
}

function instantOf(text: string | null): Instant | null {
  return text === null ? null : Date.parse(text)
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString()
}
