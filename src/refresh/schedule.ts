import type { Instant } from '../base/clock.js'
import type { ExtractRow } from '../plan/types.js'
import type { ExtractKey } from '../state/state.js'
import {
  type TrackedExtract,
  trackExtracts,
  isRunning,
  type RunningExtract,
  dependencyStatus,
} from './tracked-extract.js'
import type { SiteLimit } from './site-quota.js'
import type { RefreshOptions } from './outcome.js'

/** The steps that are due at one moment. */
export interface DueSteps {
  /** Jobs to look at. */
  readonly running: readonly RunningExtract[]
  /** Refreshes to ask for: no more than may run at once. */
  readonly starting: readonly TrackedExtract[]
  /** What waited for a data source that was not refreshed. */
  readonly blocked: readonly TrackedExtract[]
}

/** Which extract takes its next step when, in the order of the plan; it changes no tracked. */
export class RefreshSchedule {
  readonly extracts: ReadonlyMap<ExtractKey, TrackedExtract>
  readonly deadline: Instant
  readonly #options: RefreshOptions
  /** Tableau takes no refresh before its end: a quota is the whole site's. */
  #limit: SiteLimit | null = null

  constructor(rows: readonly ExtractRow[], options: RefreshOptions, now: Instant) {
    this.extracts = new Map(trackExtracts(rows, now).map((tracked) => [tracked.key, tracked]))
    this.deadline = now + options.timeout
    this.#options = options
  }

  get all(): readonly TrackedExtract[] {
    return [...this.extracts.values()]
  }

  get running(): readonly RunningExtract[] {
    return this.all.filter(isRunning)
  }

  limit(limit: SiteLimit): void {
    if (limit.until > this.#limitedUntil) this.#limit = limit
  }

  isLimited(now: Instant): boolean {
    return now < this.#limitedUntil
  }

  /** The limit that leaves this run no time for another request; null where none does. */
  get tooLate(): SiteLimit | null {
    return this.#limit === null || this.isInTime(this.#limit.until) ? null : this.#limit
  }

  get #limitedUntil(): Instant {
    return this.#limit?.until ?? -Infinity
  }

  /** Whether something can still be asked for or waited for at `at`. */
  isInTime(at: Instant): boolean {
    return this.#options.wait && at < this.deadline
  }

  /** Null when there is nothing left to do or to wait for, or nothing that could happen before the deadline. */
  nextStepAt(): Instant | null {
    const next = this.all.reduce((first, tracked) => Math.min(first, this.#stepAt(tracked)), Infinity)
    return next === Infinity || (next >= this.deadline && this.running.length === 0) ? null : next
  }

  due(now: Instant): DueSteps {
    const due = this.all.filter((tracked) => this.#stepAt(tracked) <= now)
    const waiting = due.filter(({ phase }) => phase.kind === 'due')
    const isBlocked = (tracked: TrackedExtract): boolean =>
      dependencyStatus(tracked, this.extracts) === 'blocked'
    return {
      running: due.filter(isRunning),
      starting: waiting.filter((tracked) => !isBlocked(tracked)).slice(0, this.#mayStart()),
      blocked: waiting.filter(isBlocked),
    }
  }

  /** Infinity where it waits for another tracked, or for nothing. */
  #stepAt(tracked: TrackedExtract): Instant {
    const { phase } = tracked
    if (phase.kind === 'settled') return Infinity
    if (phase.kind === 'running') return this.#options.wait ? phase.at : Infinity
    switch (dependencyStatus(tracked, this.extracts)) {
      case 'blocked':
        return phase.at
      case 'not-yet':
        return Infinity
      case 'yes':
        return this.#mayStart() > 0 ? Math.max(phase.at, this.#limitedUntil) : Infinity
    }
  }

  /** Where nobody waits, nobody knows what still runs: then all are asked for. */
  #mayStart(): number {
    const { wait, maxParallel } = this.#options
    return wait ? Math.max(0, maxParallel - this.running.length) : Infinity
  }
}
