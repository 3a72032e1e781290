import { Cron } from 'croner'

import { dateOf, type Instant, MINUTE } from '../base/clock.js'

/**
 * The instant a run represents: the newest instant of its cron at or before its start, so that GitHub's late starts
 * shift no window (docs/facts/field-data.md#late-schedules). Without a cron, the start itself.
 * `cron` is GitHub's `schedule`: five POSIX fields, UTC. An unreadable one counts as none.
 */
export function slotOf({ cron, start }: { cron: string | null; start: Instant }): Instant {
  return newestInstant(cron, start, 'UTC') ?? start
}

/** The newest instant of a cron at or before `instant`; null if it is unreadable or has none. */
export function newestInstant(cron: string | null, instant: Instant, timezone: string): Instant | null {
  // `previousRuns` means strictly before, hence the next full minute.
  const next = Math.floor(instant / MINUTE + 1) * MINUTE
  return instantOf({ cron, timezone }, (job) => job.previousRuns(1, dateOf(next))[0])
}

/** When the next run of this cron is due after `slot`; null without a cron. */
export function nextSlotOf({ cron, slot }: { cron: string | null; slot: Instant }): Instant | null {
  return instantOf({ cron, timezone: 'UTC' }, (job) => job.nextRun(dateOf(slot)))
}

function instantOf(
  { cron, timezone }: { readonly cron: string | null; readonly timezone: string },
  take: (job: Cron) => Date | null | undefined,
): Instant | null {
  // The library also accepts `@daily`; GitHub has five fields.
  if (cron?.trim().split(/\s+/).length !== 5) return null
  try {
    return take(new Cron(cron, { mode: '5-part', timezone }))?.getTime() ?? null
  } catch {
    return null
  }
}
