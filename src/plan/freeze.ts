import { type Instant, latestOf, MINUTE } from '../base/clock.js'
import type { Freeze } from '../exposures/types.js'
import { midnights } from './daily-grid.js'
import { newestInstant } from './slot.js'

/** When the freeze that is on at an instant ends, with those that follow it without a pause; null if none is on. */
export type FrozenUntil = (freezes: readonly Freeze[], instant: Instant) => Instant | null

/** One to use for all extracts of a plan: it remembers what it was asked, since many share a freeze and a cron is slow to evaluate. */
export function rememberedFreezes(): FrozenUntil {
  const known = new Map<Freeze, Map<Instant, Instant | null>>()
  const endIn = (freeze: Freeze, instant: Instant): Instant | null => {
    const ends = known.get(freeze) ?? new Map<Instant, Instant | null>()
    known.set(freeze, ends)
    const end = ends.get(instant)
    if (end !== undefined) return end
    const found = endOf(freeze, instant)
    ends.set(instant, found)
    return found
  }
  return (freezes, instant) => {
    let end = instant
    for (let steps = 0; steps < MOST_IN_A_ROW; steps += 1) {
      const next = latestOf(freezes.flatMap((freeze) => endIn(freeze, end) ?? []))
      if (next <= end) break
      end = next
    }
    return end > instant ? end : null
  }
}

/** Freezes that take turns may never end. */
const MOST_IN_A_ROW = 100

/** The end of the newest stretch of `freeze` that has begun by `instant`, also if that is over; null if none has begun. */
function endOf(freeze: Freeze, instant: Instant): Instant | null {
  switch (freeze.kind) {
    case 'dates': {
      const { on } = midnights(freeze.timezone)
      return on(freeze.firstDay) <= instant ? on(freeze.lastDay + 1) : null
    }
    case 'cron': {
      const start = newestInstant(freeze.cron, instant, freeze.timezone ?? 'UTC')
      return start === null ? null : start + freeze.minutes * MINUTE
    }
    default:
      return freeze satisfies never
  }
}
