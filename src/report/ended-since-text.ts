import type { Instant } from '../base/clock.js'
import { list } from './lists.js'
import type { EndedSince } from './report.js'
import { at } from './times.js'

/** `Menu, Orders, requested 06:04 UTC by an earlier run`. */
export function endedSinceText(ended: readonly EndedSince[], now: Instant): string {
  const instants = new Set(ended.map(({ requestedAt }) => at(requestedAt, now)))
  const [only] = instants
  const when = only === undefined || instants.size > 1 ? '' : ` ${only}`
  return `${list(ended.map(({ name }) => name))}, requested${when} by an earlier run`
}
