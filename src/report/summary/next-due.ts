import type { Instant } from '../../base/clock.js'
import type { Decision } from '../../plan/types.js'
import { isPermanent } from '../../state/request-history.js'
import type { Mode, ReportRow } from '../report.js'
import { STATUS, statusOf } from '../status.js'
import { shortly } from '../times.js'

/** The text of the cell "Next due": when the extract may be refreshed again, or what has to happen first. */
export function nextDue(reportRow: ReportRow, mode: Mode, now: Instant): string {
  const { dueAt, decision } = reportRow.row
  const due = dueAt !== null && dueAt > now ? shortly(dueAt, now) : null
  const { group } = STATUS[statusOf(reportRow, mode)]
  switch (group) {
    case 'failed':
      return afterFailure(reportRow, due)
    case 'open':
      return 'next run'
    case 'would-refresh':
      return 'in a real run'
    case 'refreshed':
      return due ?? 'with new data'
    case 'skipped':
      return decision.kind === 'skip' ? until(decision.reason, due) : '–'
    default:
      return group satisfies never
  }
}

/** A permanent failure has to be fixed; repeated failures wait; otherwise the next run tries again. */
function afterFailure({ result }: ReportRow, due: string | null): string {
  return isPermanent(result?.failure?.class ?? null) ? 'once fixed' : (due ?? 'next run')
}

/** The due time matters only if the window, or the spacing of attempts, is the reason. */
function until(reason: SkipReason, due: string | null): string {
  switch (reason) {
    case 'build-after':
      return due ?? 'next run'
    case 'failing':
      return due ?? 'once fixed'
    case 'up-to-date':
      return 'with new data'
    case 'waiting-for-upstream':
      return 'once all landed'
    case 'upstream-failed':
      return 'once fixed'
    case 'never-landed':
      return 'with new data'
    case 'other-environment':
      return 'once mapped'
    case 'not-visible':
      return 'once visible'
    case 'no-extract':
      return '–'
    default:
      return reason satisfies never
  }
}

type SkipReason = Extract<Decision, { kind: 'skip' }>['reason']
