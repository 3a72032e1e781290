import type { Clock } from '../clock.js'

/** A clock that only tests advance. */
export class ManualClock implements Clock {
  #now: number

  constructor(start: Date | string | number = '2026-04-13T06:00:00Z') {
    this.#now = new Date(start).getTime()
  }

  now(): number {
    return this.#now
  }

  advance(by: { seconds?: number; minutes?: number; hours?: number; days?: number }): void {
    const { seconds = 0, minutes = 0, hours = 0, days = 0 } = by
    this.#now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
  }

  set(to: Date | string | number): void {
    const instant = new Date(to).getTime()
    if (Number.isNaN(instant)) throw new RangeError(`not an instant: ${String(to)}`)
    this.#now = instant
  }
}

export const systemClock: Clock = { now: () => Date.now() }

/** `2025-01-02T03:04:05Z`: Tableau's timestamps carry no fraction (docs/facts/tableau.md#timestamps). */
export function timestamp(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}
