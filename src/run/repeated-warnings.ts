import { createHash } from 'node:crypto'
import type { Instant } from '../base/clock.js'
import type { Message } from '../messages/message.js'
import type { Plan } from '../plan/types.js'
import type { RememberedWarning } from '../refresh/foreign-refreshes.js'
import { landingTrigger } from '../report/skip-text.js'
import type { Journal } from '../state/journal.js'
import { EMPTY_STATE, type WarningKey } from '../state/state.js'

/**
 * These warnings, with those that an earlier run of this site has given already as notices, so that a known problem does
 * not mark every run with a warning (docs/state.md#what-is-kept). Remembers the new ones in state.
 */
export function withRepeatsAsNotices(
  warnings: readonly RememberedWarning[],
  journal: Journal,
  now: Instant,
): Message[] {
  const given = warnings.map(({ keys, warning }): Message =>
    keys.every((key) => journal.state.warned.has(key)) ? { ...warning, level: 'notice' } : warning,
  )
  remember(
    warnings.flatMap(({ keys }) => keys),
    journal,
    now,
  )
  return given
}

/** The warnings among the messages of discovery; a hash of the text identifies each. */
export function discoveryWarnings(messages: readonly Message[]): RememberedWarning[] {
  const warnings = messages.filter(({ level }) => level === 'warning')
  return warnings.map((warning) => {
    const hash = createHash('sha256').update(warning.message).digest('hex').slice(0, 16)
    return { keys: [`discovery ${hash}`], warning }
  })
}

/**
 * Remembers the warnings about extracts that read only sources without a measured freshness. A model that no run has
 * built stays a warning in every run: its dashboard may be stale. To be called after planning, since the plan reads which
 * warnings earlier runs gave.
 */
export function rememberNeverLanded(
  { extracts }: Pick<Plan, 'extracts'>,
  journal: Journal,
  now: Instant,
): void {
  const never = extracts.filter(
    (row) => row.decision.reason === 'never-landed' && landingTrigger(row) === 'sources',
  )
  remember(
    never.map(({ extract }): WarningKey => `never-landed ${extract.key}`),
    journal,
    now,
  )
}

function remember(keys: readonly WarningKey[], journal: Journal, now: Instant): void {
  const fresh = keys.filter((key) => !journal.state.warned.has(key))
  if (fresh.length === 0) return
  journal.update({ ...EMPTY_STATE, warned: new Map(fresh.map((key) => [key, now])) })
}
