import { oneLine } from '../base/untrusted-text.js'
import { message, type Message } from '../messages/message.js'
import type { Plan } from '../plan/types.js'
import type { Settled } from '../refresh/settle-open-requests.js'
import { FAILURE_EXPLANATIONS } from '../report/failure-explanations.js'
import { list, withoutIds } from '../report/reason-text.js'
import type { Report, ReportRow } from '../report/report.js'
import type { Inputs } from './inputs.js'

/**
 * Reports refreshes that failed after the run that requested them had ended: one warning per cause, except for extracts
 * that the plan skips as failing, since their rows have a warning. As no run has failed for these refreshes yet,
 * `fail-on: failure` fails this one, unless it requests them again and waits.
 */
export function earlierFailures(
  settled: readonly Settled[],
  { extracts }: Plan,
  { failOn, wait }: Pick<Inputs, 'failOn' | 'wait'>,
): Message[] {
  const decisions = new Map(extracts.map(({ extract, decision }) => [extract.key, decision]))
  const causes = new Map<string, Failed & { readonly names: string[] }>()
  const notRepeated: string[] = []
  for (const { extract, end } of settled) {
    const cause = causeOf(end)
    if (cause === null) continue
    const { name } = extract.lineage.content
    const decision = decisions.get(extract.key)
    const isTriedAgain = decision?.kind === 'refresh'
    if (!isTriedAgain || !wait) notRepeated.push(name)
    if (decision?.reason !== 'failing')
      collect(name, { ...cause, next: isTriedAgain ? THIS_RUN : LATER_RUN }, causes)
  }
  const fails = failsStep(notRepeated, failOn)
  const again = [...causes.values()].map(({ what, next, remedy, names }) =>
    message('AE-EARLIER-REQUEST-FAILED', { extracts: list(names), why: what, next, remedy }),
  )
  return [...fails, ...again]
}

/** With `fail-on: failure`, an error for failed refreshes of earlier runs that this run wanted to repeat and a quota deferred. */
export function deferredAgain(
  settled: readonly Settled[],
  rows: readonly ReportRow[],
  { failOn }: Pick<Inputs, 'failOn'>,
): Message[] {
  const failed = new Set(settled.filter(({ end }) => causeOf(end) !== null).map(({ extract }) => extract.key))
  const deferred = rows.filter(
    ({ row, result }) => failed.has(row.extract.key) && result?.outcome === 'deferred',
  )
  return failsStep(
    deferred.map(({ row }) => row.extract.lineage.content.name),
    failOn,
  )
}

function failsStep(names: readonly string[], failOn: Inputs['failOn']): Message[] {
  const isFailure = names.length > 0 && failOn.includes('failure')
  return isFailure ? [message('AE-EARLIER-REQUEST-FAILS', { extracts: list(names) })] : []
}

const THIS_RUN = 'this run tries again'
const LATER_RUN = 'a later run tries again'

interface Failed extends Cause {
  readonly next: string
}

function collect(
  name: string,
  failed: Failed,
  causes: Map<string, Failed & { readonly names: string[] }>,
): void {
  const key = JSON.stringify({ ...failed, what: withoutIds(failed.what) })
  const known = causes.get(key)
  if (known === undefined) causes.set(key, { ...failed, names: [name] })
  else known.names.push(name)
}

/** Refreshes that succeeded after the run that requested them had ended. */
export function endedWell(settled: readonly Settled[]): Report['endedSince'] {
  return settled.flatMap(({ extract, requestedAt, end }) =>
    end.outcome === 'refreshed' ? [{ name: extract.lineage.content.name, requestedAt }] : [],
  )
}

type Cause = (typeof FAILURE_EXPLANATIONS)['unknown']

const CANCELLED: Cause = {
  what: 'the job was cancelled in Tableau',
  remedy: FAILURE_EXPLANATIONS.unknown.remedy,
}

const LONGEST_TEXT = 300

function causeOf({ outcome, failure }: Settled['end']): Cause | null {
  if (outcome === 'refreshed') return null
  if (outcome === 'cancelled') return CANCELLED
  if (failure !== null && failure.class !== 'unknown') return FAILURE_EXPLANATIONS[failure.class]
  const text = oneLine(failure?.text ?? '', LONGEST_TEXT)
  return text === '' ? FAILURE_EXPLANATIONS.unknown : { ...FAILURE_EXPLANATIONS.unknown, what: `"${text}"` }
}
