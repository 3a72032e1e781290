import { type Clock, type Instant, MINUTE, type Milliseconds } from '../base/clock.js'
import { SessionError } from '../tableau/client/errors.js'

/** A short `timeout` is about waiting for refreshes; to read a large site takes minutes all the same. */
const LEAST: Milliseconds = 15 * MINUTE

/** One limit for all that a run does before its refreshes: no answer, however long, holds it for ever. */
export class PreparationLimit {
  readonly #clock: Clock
  readonly #startedAt: Instant
  #limit: Milliseconds = Infinity

  /** Made as the run begins. */
  constructor(clock: Clock) {
    this.#clock = clock
    this.#startedAt = clock.now()
  }

  /** `timeout`: the input's. */
  set(timeout: Milliseconds): void {
    this.#limit = Math.max(timeout, LEAST)
  }

  /** `doing`: what comes next, as in "reading workbooks". @throws SessionError when the time is over */
  readonly check = (doing: string): void => {
    if (this.#clock.now() - this.#startedAt < this.#limit) return
    throw new SessionError(
      'out-of-time',
      `What has to be known before the refreshes took longer than ${this.#limit / MINUTE} minutes, so that nothing was refreshed; the time ran out while ${doing}: raise timeout, or have less looked up by select, or by globs in discover.`,
    )
  }

  /** The refreshes begin, and have a limit of their own. */
  lift(): void {
    this.#limit = Infinity
  }
}
