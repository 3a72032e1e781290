import type { Clock as ProgramClock } from '../../src/base/clock.js'
import { HttpError, type Http, type HttpRequest } from '../../src/base/http.js'
import { ManualClock } from './clock.js'
import type { SimulatedRequest } from './exchange.js'
import type { TableauSimulator } from './simulator.js'

/*
 * The simulator and the program in one process, without a network. Virtual time advances when there is nothing else to do.
 */

/** A clock for both. When there is nothing else to do, time jumps to the next sleeper, in order. */
export class VirtualClock extends ManualClock implements ProgramClock {
  #sleepers: { readonly at: number; readonly wake: () => void }[] = []
  #waiting = false

  sleep(duration: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve()
        return
      }
      const wake = (): void => {
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      const sleeper = { at: this.now() + Math.max(0, duration), wake }
      const abort = (): void => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper)
        wake()
      }
      this.#sleepers.push(sleeper)
      signal?.addEventListener('abort', abort, { once: true })
      this.#wakeLater()
    })
  }

  /** Waits until all promises that can continue have done so: setImmediate runs after the microtasks. */
  #wakeLater(): void {
    if (this.#waiting) return
    this.#waiting = true
    setImmediate(() => {
      this.#waiting = false
      const next = this.#sleepers.reduce((first, one) => Math.min(first, one.at), Number.POSITIVE_INFINITY)
      if (next === Number.POSITIVE_INFINITY) return
      // Whole milliseconds, as in Date, and never before the sleeper is due.
      this.set(Math.ceil(Math.max(next, this.now())))
      const due = this.#sleepers.filter((one) => one.at <= next)
      this.#sleepers = this.#sleepers.filter((one) => one.at > next)
      for (const { wake } of due) wake()
      if (this.#sleepers.length > 0) this.#wakeLater()
    })
  }
}

/** An HTTP client for the program that calls the simulator. Delays and time limits use the given clock. */
export function httpInProcess(simulator: TableauSimulator, clock: ProgramClock): Http {
  return async (request) => {
    if (request.signal?.aborted === true) throw new HttpError('the exchange was broken off', true)
    const { status, headers, body, fate, delaySeconds } = simulator.handle(asSimulated(request))
    const wait = fate === 'silent' ? Number.POSITIVE_INFINITY : delaySeconds * 1000
    await clock.sleep(Math.min(wait, request.timeLimit), request.signal)
    if (wait > request.timeLimit) throw new HttpError('no answer within the time limit', false)
    if (fate === 'reset') throw new HttpError('the connection was reset', false)
    return { status, headers, body }
  }
}

function asSimulated({ method, url, headers, body = '' }: HttpRequest): SimulatedRequest {
  const { host, pathname, search } = new URL(url)
  const lowerCase = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return { method, url: pathname + search, headers: { host, ...lowerCase }, body }
}
