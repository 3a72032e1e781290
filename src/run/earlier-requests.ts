import { message, type Message } from '../messages/message.js'
import type { Plan } from '../plan/types.js'
import type { Settled } from '../refresh/settle-open-requests.js'
import { FAILURE_EXPLANATIONS } from '../report/failure-explanations.js'
import { list } from '../report/reason-text.js'

/**
 * Warns about refreshes that earlier runs requested without seeing how they ended, and that failed: one warning for each
 * cause. An extract that the plan skips as failing has a warning already.
 */
export function earlierFailures(settled: readonly Settled[], { extracts }: Plan): Message[] {
  const failing = new Set(
    extracts.filter(({ decision }) => decision.reason === 'failing').map(({ extract }) => extract.key),
  )
  const causes = new Map<Cause, string[]>()
  for (const { extract, end } of settled) {
    const cause = causeOf(end)
    if (cause === null || failing.has(extract.key)) continue
    causes.set(cause, [...(causes.get(cause) ?? []), extract.lineage.content.name])
  }
  return [...causes].map(([{ what, remedy }, names]) =>
    message('AE-EARLIER-REQUEST-FAILED', { extracts: list(names), why: what, remedy }),
  )
}

type Cause = (typeof FAILURE_EXPLANATIONS)['unknown']

const CANCELLED: Cause = {
  what: 'the job was cancelled in Tableau',
  remedy: 'It is requested again when it is due.',
}

function causeOf({ outcome, failure }: Settled['end']): Cause | null {
  if (outcome === 'refreshed') return null
  return outcome === 'cancelled' ? CANCELLED : FAILURE_EXPLANATIONS[failure?.class ?? 'unknown']
}
