/** Time that began at `virtual` when the real clock showed `real`, and runs `speed` times as fast since. */
export interface SimulatedTime {
  readonly real: number
  readonly virtual: number
  readonly speed: number
}

/** A clock for simulators and, through `environment`, for the processes that talk to them. */
export class MovedClock {
  #time: SimulatedTime

  constructor(start: Date | string | number, speed = 1) {
    this.#time = { real: Date.now(), virtual: new Date(start).getTime(), speed }
  }

  now(): number {
    const { real, virtual, speed } = this.#time
    return Math.round(virtual + (Date.now() - real) * speed)
  }

  /** Jumps forward to this instant; time never goes back. */
  moveTo(instant: Date | string | number): void {
    const virtual = Math.max(this.now(), new Date(instant).getTime())
    this.#time = { ...this.#time, real: Date.now(), virtual }
  }

  advance({
    days = 0,
    hours = 0,
    minutes = 0,
    seconds = 0,
  }: Partial<Record<'days' | 'hours' | 'minutes' | 'seconds', number>>): void {
    this.moveTo(this.now() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
  }

  /** What the preloaded `preload.mjs` reads. */
  get environment(): Record<string, string> {
    return { SIMULATED_TIME: JSON.stringify(this.#time) }
  }
}
