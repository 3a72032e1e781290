import { type CronDate, type CronExpression, CronExpressionParser } from 'cron-parser'

import { dateOf, type Instant } from '../base/clock.js'

/**
 * The instant a run represents: the newest instant of its cron at or before its start, so that GitHub's late starts
 * shift no window (docs/facts/field-data.md#late-schedules). Without a cron, the start itself.
 * `cron` is GitHub's `schedule`: five POSIX fields, UTC. An unreadable one counts as none.
 */
export function slotOf({ cron, start }: { cron: string | null; start: Instant }): Instant {
  return newestInstant(cron, start, 'UTC') ?? start
}

/** The newest instant of a cron at or before `instant`; null if it is unreadable or has none. */
export function newestInstant(cron: string | null, instant: Instant, tz: string): Instant | null {
  // `prev` means strictly before, hence one millisecond later.
  return instantOf({ cron, tz }, instant + 1, (instants) => instants.prev())
}

/** When the next run of this cron is due after `slot`; null without a cron. */
export function nextSlotOf({ cron, slot }: { cron: string | null; slot: Instant }): Instant | null {
  return instantOf({ cron, tz: 'UTC' }, slot, (instants) => instants.next())
}

function instantOf(
  { cron, tz }: { readonly cron: string | null; readonly tz: string },
  currentDate: Instant,
  take: (instants: CronExpression) => CronDate,
): Instant | null {
  // The library also accepts other numbers of fields and guesses their meaning; GitHub has five.
  if (cron?.trim().split(/\s+/).length !== 5) return null
  try {
    return take(CronExpressionParser.parse(cron, { currentDate: dateOf(currentDate), tz })).getTime()
  } catch {
    return null
  }
}
