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

/** The steps that are due now. */
export interface DueSteps {
  /** Jobs to poll. */
  readonly running: readonly RunningExtract[]
  /** Refreshes to request: no more than `maxParallel` allows. */
  readonly starting: readonly TrackedExtract[]
  /** Extracts whose data source was not refreshed. */
  readonly blocked: readonly TrackedExtract[]
}

/** Decides when which extract takes its next step, in the order of the plan. Changes no extract. */
export class RefreshSchedule {
  readonly extracts: ReadonlyMap<ExtractKey, TrackedExtract>
  readonly deadline: Instant
  readonly #options: RefreshOptions
  /** Until it ends, Tableau accepts no refresh on the whole site. */
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

  /** Sends no request until this limit ends. */
  limit(limit: SiteLimit): void {
    if (limit.until > this.#limitedUntil) this.#limit = limit
  }

  isLimited(now: Instant): boolean {
    return now < this.#limitedUntil
  }

  /** `at`, or the end of a limit if that is later. */
  afterLimit(at: Instant): Instant {
    return Math.max(at, this.#limitedUntil)
  }

  /** The limit, if it ends too late for another request in this run; else null. */
  get tooLate(): SiteLimit | null {
    return this.#limit === null || this.isInTime(this.#limit.until) ? null : this.#limit
  }

  get #limitedUntil(): Instant {
    return this.#limit?.until ?? -Infinity
  }

  /** Whether this run can still send a request at `at` and wait for it. */
  isInTime(at: Instant): boolean {
    return this.#options.wait && at < this.deadline
  }

  /** When the next step is due; null if nothing is left to do before the deadline. */
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

  /** When the extract takes its next step; Infinity if it is settled or has to wait for others. */
  #stepAt(tracked: TrackedExtract): Instant {
    const { phase } = tracked
    if (phase.kind === 'settled') return Infinity
    if (phase.kind === 'running') return this.#options.wait ? phase.at : Infinity
    switch (dependencyStatus(tracked, this.extracts)) {
      case 'blocked':
        return phase.at
      case 'waiting':
        return Infinity
      case 'ready':
        return this.#mayStart() > 0 ? this.afterLimit(phase.at) : Infinity
    }
  }

  /** How many refreshes may start now. With `wait: false` nothing is polled, so the number of running ones is unknown: all may. */
  #mayStart(): number {
    const { wait, maxParallel } = this.#options
    return wait ? Math.max(0, maxParallel - this.running.length) : Infinity
  }
}
