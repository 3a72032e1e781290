import { oneLine } from '../base/untrusted-text.js'
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
  const causes = new Map<string, Cause & { readonly names: string[] }>()
  for (const { extract, end } of settled) {
    const cause = causeOf(end)
    if (cause === null || failing.has(extract.key)) continue
    const { name } = extract.lineage.content
    const key = JSON.stringify(cause)
    const known = causes.get(key)
    if (known === undefined) causes.set(key, { ...cause, names: [name] })
    else known.names.push(name)
  }
  return [...causes.values()].map(({ what, remedy, names }) =>
    message('AE-EARLIER-REQUEST-FAILED', { extracts: list(names), why: what, remedy }),
  )
}

type Cause = (typeof FAILURE_EXPLANATIONS)['unknown']

const CANCELLED: Cause = {
  what: 'the job was cancelled in Tableau',
  remedy: 'It is requested again when it is due.',
}

/** The run that requested it has not seen the end, so only Tableau can tell more. */
const SEE_JOBS = "Look for its job on the site's Jobs page in Tableau, which site administrators see."

const LONGEST_TEXT = 300

function causeOf({ outcome, failure }: Settled['end']): Cause | null {
  if (outcome === 'refreshed') return null
  if (outcome === 'cancelled') return CANCELLED
  if (failure !== null && failure.class !== 'unknown') return FAILURE_EXPLANATIONS[failure.class]
  const text = oneLine(failure?.text ?? '', LONGEST_TEXT)
  return {
    what: text === '' ? FAILURE_EXPLANATIONS.unknown.what : `"${text}"`,
    remedy: SEE_JOBS,
  }
}
