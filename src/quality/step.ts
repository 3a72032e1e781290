import type { StandingWarning, WarningText } from '../tableau/session.js'
import { givesCause, isOwnMessage, warningMessage } from './message.js'

/** What should stand on a published data source. */
export type Wanted =
  /** A warning with this cause. */
  | { readonly kind: 'warning'; readonly type: WarningText['type']; readonly cause: string }
  | { readonly kind: 'nothing' }
  /** This run shows neither that it is healthy nor what is wrong: what stands stays. */
  | { readonly kind: 'as-it-is' }

/** What to do on a published data source. `surplus` and `ids` are warnings of ours to lift. */
export type Step =
  | { readonly kind: 'set'; readonly text: WarningText }
  | {
      readonly kind: 'change'
      readonly id: string
      readonly text: WarningText
      readonly surplus: readonly string[]
    }
  | { readonly kind: 'lift'; readonly ids: readonly string[] }
  | { readonly kind: 'keep'; readonly surplus: readonly string[] }
  /** Somebody else's warning stands there, and Tableau may allow one only. */
  | { readonly kind: 'leave' }
  | { readonly kind: 'none' }

/** Whether this action set the warning and nobody has changed it since; switching it off does not count as a change. */
export function isOurs({ type, message, isSevere }: StandingWarning): boolean {
  return (type === 'WARNING' || type === 'STALE') && !isSevere && isOwnMessage(message)
}

/** What to do with what stands on a published data source. Never touches a warning that is not ours. Pure. */
export function stepFor(wanted: Wanted, standing: readonly StandingWarning[], run: string | null): Step {
  const [own, ...others] = standing.filter(isOurs)
  const surplus = others.map(({ id }) => id)
  if (wanted.kind === 'as-it-is') return own === undefined ? { kind: 'none' } : { kind: 'keep', surplus: [] }
  if (wanted.kind === 'nothing')
    return own === undefined ? { kind: 'none' } : { kind: 'lift', ids: [own.id, ...surplus] }
  const { type, cause } = wanted
  const text = { type, message: warningMessage(cause, run) }
  if (own === undefined) return standing.length > 0 ? { kind: 'leave' } : { kind: 'set', text }
  // Whoever has switched it off does not want to see it.
  const isUpToDate = !own.isActive || (own.type === type && givesCause(own.message, cause))
  return isUpToDate ? { kind: 'keep', surplus } : { kind: 'change', id: own.id, text, surplus }
}
