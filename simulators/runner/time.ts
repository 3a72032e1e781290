import type { EventEmitter } from 'node:events'
import { sleepInRealTime, type Clock } from '../clock.js'

/** Virtual time: it was `virtual` when the real clock showed `real`, and has run `speed` times as fast since. */
export interface SimulatedTime {
  readonly real: number
  readonly virtual: number
  readonly speed: number
  /** How often it has been moved. */
  readonly moves: number
}

/** The message of a process with `preload.mjs`: it waits only for these. */
interface Idle {
  /** The instant of its next timer; null if it has none. */
  readonly until: number | null
  /** Number of connections on which it waits for a response. */
  readonly answers: number
  /** The number of moves that it had received. */
  readonly moves: number
}

/** What the clock needs of a process. */
export interface TimedProcess extends EventEmitter {
  readonly connected: boolean
  send(message: SimulatedTime, done: () => void): unknown
}

/** A clock for simulators and, through `environment`, for the processes that call them. */
export class MovedClock implements Clock {
  #time: SimulatedTime
  /** Delayed answers. */
  readonly #held = new Set<{ readonly until: number; readonly over: AbortController }>()
  /** Null while a process has something to do. */
  readonly #processes = new Map<TimedProcess, Idle | null>()
  #alarm: { readonly at: number; readonly ring: () => void } | null = null

  constructor(start: Date | string | number, speed = 1) {
    this.#time = { real: Date.now(), virtual: new Date(start).getTime(), speed, moves: 0 }
  }

  now(): number {
    const { real, virtual, speed } = this.#time
    return Math.round(virtual + (Date.now() - real) * speed)
  }

  /** Jumps forward to this instant; time never goes back. */
  moveTo(instant: Date | string | number): void {
    const virtual = Math.max(this.now(), new Date(instant).getTime())
    this.#time = { ...this.#time, real: Date.now(), virtual, moves: this.#time.moves + 1 }
    for (const process of this.#processes.keys()) {
      this.#processes.set(process, null)
      // It may just have ended.
      if (process.connected) process.send(this.#time, () => undefined)
    }
    for (const { until, over } of this.#held) if (until <= virtual) over.abort()
  }

  advance({
    days = 0,
    hours = 0,
    minutes = 0,
    seconds = 0,
  }: Partial<Record<'days' | 'hours' | 'minutes' | 'seconds', number>>): void {
    this.moveTo(this.now() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
  }

  async sleep(duration: number, nobodyWaits: AbortSignal): Promise<void> {
    const held = { until: this.now() + duration, over: new AbortController() }
    this.#held.add(held)
    await sleepInRealTime(duration / this.#time.speed, AbortSignal.any([nobodyWaits, held.over.signal]))
    this.#held.delete(held)
  }

  /** Registers a process that was started with `environment` and an IPC channel. Time jumps ahead while all of them are idle. */
  attach(process: TimedProcess): void {
    this.#processes.set(process, null)
    process.on('message', (idle: Idle) => {
      // The message may be older than the last move, after which the process has more to do.
      if (!this.#processes.has(process) || idle.moves < this.#time.moves) return
      this.#processes.set(process, idle)
      this.#skip()
    })
    process.once('exit', () => this.#processes.delete(process))
  }

  /** Calls `ring` at this instant, before the timers of the same instant. There is one alarm at a time. */
  ringAt(instant: Date | string | number, ring: () => void): void {
    this.#alarm = { at: new Date(instant).getTime(), ring }
  }

  /** Jumps to the next timer of a process or the next delayed answer, if nothing can happen before. */
  #skip(): void {
    const processes = [...this.#processes.values()]
    const idle = processes.filter((process) => process !== null)
    const answers = idle.reduce((sum, process) => sum + process.answers, 0)
    if (idle.length < processes.length || answers > this.#held.size) return
    const next = Math.min(...[...idle, ...this.#held].map(({ until }) => until ?? Infinity))
    if (this.#alarm !== null && this.#alarm.at <= next) {
      const { at, ring } = this.#alarm
      this.#alarm = null
      this.moveTo(at)
      ring()
      // No process counts as idle before it has reacted to the alarm.
      this.moveTo(at)
    } else if (next < Infinity) this.moveTo(next)
  }

  /** The environment variables that `preload.mjs` reads. */
  get environment(): Record<string, string> {
    return { SIMULATED_TIME: JSON.stringify(this.#time) }
  }
}
