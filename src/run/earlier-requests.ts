import { toMinute } from '../base/clock.js'
import { oneLine } from '../base/untrusted-text.js'
import { CATALOGUE } from '../messages/catalogue.js'
import { message, type Message } from '../messages/message.js'
import type { Plan } from '../plan/types.js'
import type { Settled } from '../refresh/settle-open-requests.js'
import {
  explanationOf,
  type FailureExplanation,
  FAILURE_EXPLANATIONS,
} from '../report/failure-explanations.js'
import { isKnownFailure } from '../report/failure-explanations.js'
import { list } from '../report/lists.js'
import { withoutIds } from '../report/without-ids.js'
import type { Report, ReportRow } from '../report/report.js'
import { requestKey } from '../state/request-id.js'
import type { Inputs } from './inputs.js'

/**
 * Reports refreshes that failed after the run that requested them had ended: one message per cause. As no run has failed for
 * these refreshes yet, `fail-on: failure` fails this one, unless it requests them again and waits. Extracts that the plan
 * skips as failing have a row that says so, and are reported only if they fail the step.
 */
export function earlierFailures(
  settled: readonly Settled[],
  { extracts }: Plan,
  { failOn, wait }: Pick<Inputs, 'failOn' | 'wait'>,
): EarlierFailures {
  const decisions = new Map(extracts.map(({ extract, decision }) => [extract.key, decision]))
  const failures = settled.flatMap((one): Failed[] => {
    const { extract } = one
    const cause = causeOf(one.end)
    if (cause === null) return []
    const decision = decisions.get(extract.key)
    const isTriedAgain = decision?.kind === 'refresh'
    const failsStep = failOn.includes('failure') && !(isTriedAgain && wait)
    const next = (isTriedAgain ? THIS_RUN : LATER_RUN)[failsStep ? 'fails' : 'goesOn']
    return [{ ...cause, ...one, next, failsStep, hasRow: decision?.reason === 'failing' }]
  })
  return reported(failures.filter(({ hasRow, failsStep }) => !hasRow || failsStep))
}

/** With `fail-on: failure`, an error for failed refreshes of earlier runs that this run wanted to repeat and a quota deferred. */
export function deferredAgain(
  settled: readonly Settled[],
  rows: readonly ReportRow[],
  { failOn }: Pick<Inputs, 'failOn'>,
): readonly Message[] {
  if (!failOn.includes('failure')) return []
  const deferred = new Set(
    rows.flatMap(({ row, result }) => (result?.outcome === 'deferred' ? [row.extract.key] : [])),
  )
  const failures = settled.flatMap((one): Failed[] => {
    const cause = deferred.has(one.extract.key) ? causeOf(one.end) : null
    return cause === null ? [] : [{ ...cause, ...one, next: LATER_RUN.fails, failsStep: true, hasRow: true }]
  })
  return reported(failures).notices
}

/** Which run tries again, and with `fails` why the step fails although one does. */
const THIS_RUN = {
  goesOn: 'this run tries again',
  fails:
    'this run requests the refresh again, but does not wait for it (wait: false), so the step fails now (fail-on: failure); the next run says how the new attempt ended',
} as const
const LATER_RUN = {
  goesOn: 'a later run tries again',
  fails:
    'a later run tries again, and this step fails, because no step has failed for it yet (fail-on: failure)',
} as const

interface EarlierFailures {
  readonly notices: readonly Message[]
  readonly failedSince: Report['failedSince']
}

interface Failed extends Cause, Settled {
  readonly next: string
  readonly failsStep: boolean
  /** Whether the report has a row that shows the failure. */
  readonly hasRow: boolean
}

function reported(failures: readonly Failed[]): EarlierFailures {
  const causes = new Map<string, [Failed, ...Failed[]]>()
  for (const failed of failures) {
    const { what, next, remedy, failsStep, hasRow } = failed
    const key = JSON.stringify([withoutIds(what), next, remedy, failsStep, hasRow])
    causes.set(key, [...(causes.get(key) ?? []), failed] as [Failed, ...Failed[]])
  }
  const groups = [...causes.values()]
  return {
    notices: groups.map(messageOf),
    failedSince: groups.flatMap((group): Report['failedSince'] => {
      const [{ what, next, hasRow }] = group
      const extracts = group.map(({ extract }) => extract)
      return hasRow ? [] : [{ id: idOf(group), extracts, cause: what, next, remedy: remedyFor(group) }]
    }),
  }
}

function messageOf(failed: readonly [Failed, ...Failed[]]): Message {
  const [{ what, next }] = failed
  const extracts = list(failed.map(({ extract }) => extract.lineage.content.name))
  return message(idOf(failed), { extracts, why: what, next, remedy: remedyFor(failed) })
}

function idOf([{ failsStep }]: readonly [Failed, ...Failed[]]) {
  return failsStep ? 'AE-EARLIER-REQUEST-FAILS' : 'AE-EARLIER-REQUEST-FAILED'
}

/** With the job and its time, if it is the only one to be looked for. */
function remedyFor([first, ...others]: readonly [Failed, ...Failed[]]): string {
  const { remedy, id, requestedAt } = first
  const job = `its job ${requestKey(id)}, requested at ${toMinute(requestedAt)},`
  return others.length === 0 ? remedy.replace(/\bits job\b/, job) : remedy
}

/** Refreshes that succeeded after the run that requested them had ended. */
export function endedWell(settled: readonly Settled[]): Report['endedSince'] {
  return settled.flatMap(({ extract, requestedAt, end }) =>
    end.outcome === 'refreshed' ? [{ name: extract.lineage.content.name, requestedAt }] : [],
  )
}

type Cause = Pick<FailureExplanation, 'what' | 'remedy'>

const CANCELLED: Cause = {
  what: 'the job was cancelled in Tableau',
  remedy: CATALOGUE['AE-CANCELLED'].remedy,
}

const LONGEST_TEXT = 300

/** Null also for a request that left no job, for example because its run was cancelled meanwhile: nothing of ours has failed. */
function causeOf({ outcome, failure, isOurs }: Settled['end']): Cause | null {
  if (outcome === 'refreshed' || !isOurs) return null
  if (outcome === 'cancelled' && !isKnownFailure(failure)) return CANCELLED
  if (failure !== null && failure.class !== 'unknown') return explanationOf(failure)
  const text = oneLine(failure?.text ?? '', LONGEST_TEXT)
  return text === '' ? FAILURE_EXPLANATIONS.unknown : { ...FAILURE_EXPLANATIONS.unknown, what: `"${text}"` }
}
