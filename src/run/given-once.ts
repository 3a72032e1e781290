import { createHash } from 'node:crypto'
import type { Instant } from '../base/clock.js'
import type { Message } from '../messages/message.js'
import type { Plan } from '../plan/types.js'
import type { GivenOnce } from '../refresh/foreign-refreshes.js'
import { landingTrigger } from '../report/reason-text.js'
import type { Journal } from '../state/journal.js'
import { EMPTY_STATE, type WarningKey } from '../state/state.js'

/**
 * Warnings that need nobody: one that an earlier run of this site has given is a notice, so that no run stays orange for
 * ever (docs/state.md#what-is-kept). The others are remembered.
 */
export function givenOnce(warnings: readonly GivenOnce[], journal: Journal, now: Instant): Message[] {
  const given = warnings.map(({ key, warning }): Message =>
    journal.state.warned.has(key) ? { ...warning, level: 'notice' } : warning,
  )
  remember(
    warnings.map(({ key }) => key),
    journal,
    now,
  )
  return given
}

/** Warnings of discovery are told apart by their text. */
export function discoveryWarnings(said: readonly Message[]): GivenOnce[] {
  const warnings = said.filter(({ level }) => level === 'warning')
  return warnings.map((warning) => {
    const hash = createHash('sha256').update(warning.message).digest('hex').slice(0, 16)
    return { key: `discovery ${hash}`, warning }
  })
}

/**
 * Remembers the extracts of sources that nobody measures. A model that no run has built stays a warning: its dashboard may
 * be stale. Call after planning, as the plan looks up what earlier runs have warned of.
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
