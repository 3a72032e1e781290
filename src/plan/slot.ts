import { CronExpressionParser } from 'cron-parser'

import type { Instant } from '../clock.js'

/**
 * The instant a run stands for: the newest instant of its cron at or before its start, so that GitHub's late
 * starts (half an hour is usual, facts/peers.md §6) do not move anything. Without a cron, the start itself.
 * `cron` is GitHub's `schedule`: five POSIX fields, UTC. One that cannot be read counts as none.
 */
export function slotOf({ cron, start }: { cron: string | null; start: Instant }): Instant {
  // The library also reads fewer and more fields, where it would guess; GitHub knows five only.
  if (cron?.trim().split(/\s+/).length !== 5) return start
  try {
    // `prev` means strictly before, hence one millisecond later.
    return CronExpressionParser.parse(cron, { currentDate: new Date(start + 1), tz: 'UTC' })
      .prev()
      .getTime()
  } catch {
    return start
  }
}
