import { type Clock, type Instant, MINUTE, type Milliseconds } from '../base/clock.js'
import { message } from '../messages/message.js'
import { SessionError } from '../tableau/client/errors.js'

/** The shortest limit: reading a large site takes minutes, even if `timeout` is shorter. */
const LEAST: Milliseconds = 15 * MINUTE

/** Every call is shorter. More time between two checks means that the clock was set forward, and counts as this. */
const LONGEST_STEP: Milliseconds = 10 * MINUTE

/** A time limit for everything before the refreshes, so that endless answers cannot hold up the job. */
export class PreparationLimit {
  readonly #clock: Clock
  #checkedAt: Instant
  #spent: Milliseconds = 0
  #limit: Milliseconds = Infinity

  constructor(clock: Clock) {
    this.#clock = clock
    this.#checkedAt = clock.now()
  }

  /** `timeout`: the input of that name. */
  set(timeout: Milliseconds): void {
    this.#limit = Math.max(timeout, LEAST)
  }

  /** Called before each call to Tableau; `doing` describes it ("reading workbooks"). @throws SessionError when time is up. */
  readonly check = (doing: string): void => {
    const now = this.#clock.now()
    this.#spent += Math.min(Math.max(now - this.#checkedAt, 0), LONGEST_STEP)
    this.#checkedAt = now
    if (this.#spent < this.#limit) return
    throw new SessionError('out-of-time', message('AE-OUT-OF-TIME', { minutes: this.#limit / MINUTE, doing }))
  }

  /** Called when the refreshes begin, which have their own limit. */
  lift(): void {
    this.#limit = Infinity
  }
}
