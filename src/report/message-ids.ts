import type { MessageId } from '../messages/message.js'
import { explanationOf, FAILURE_MESSAGES } from './failure-explanations.js'
import type { Landing, Skip } from '../plan/types.js'
import { isKnownFailure } from './failure-explanations.js'
import { isCancelledWithRun } from './outcome-text.js'
import { landingTrigger } from './skip-text.js'
import type { Outcome, RefreshResult } from '../refresh/outcome.js'
import type { ReportRow, WordingContext } from './report.js'

/** The message of each reason; `failing` and `never-landed` have several. */
const BY_REASON = {
  'new-data': 'AE-NEW-DATA',
  'first-refresh': 'AE-FIRST-REFRESH',
  forced: 'AE-FORCED',
  'in-flight': 'AE-IN-FLIGHT',
  'no-extract': 'AE-NO-EXTRACT',
  'not-visible': 'AE-NOT-VISIBLE',
  'other-environment': 'AE-OTHER-ENVIRONMENT',
  frozen: 'AE-FROZEN',
  'upstream-failed': 'AE-UPSTREAM-FAILED',
  'up-to-date': 'AE-UP-TO-DATE',
  'waiting-for-upstream': 'AE-WAITING-FOR-UPSTREAM',
  'build-after': 'AE-BUILD-AFTER',
} as const satisfies Readonly<
  Record<Exclude<ReportRow['row']['decision']['reason'], 'failing' | 'never-landed'>, MessageId>
>

const NEVER_LANDED = {
  nothing: 'AE-NO-UPSTREAM',
  sources: 'AE-SOURCE-NOT-MEASURED',
  'data sources': 'AE-DATA-SOURCE-NOT-REFRESHED',
  builds: 'AE-NEVER-BUILT',
} as const satisfies Readonly<Record<ReturnType<typeof landingTrigger>, MessageId>>

const BY_OUTCOME = {
  'timed-out': 'AE-TIMED-OUT',
  blocked: 'AE-BLOCKED',
  deferred: 'AE-DEFERRED',
} as const satisfies Readonly<Partial<Record<Outcome, MessageId>>>

/** The catalogue entry of a row's message: of its outcome if that explains more, else of its decision. */
export function messageIdOf(row: ReportRow, context: Pick<WordingContext, 'ended'>): MessageId {
  const { ended } = context
  if (row.result !== null && isCancelledWithRun(row.result, context)) return 'AE-CANCELLED-WITH-RUN'
  if (row.result !== null) return outcomeMessage(row, row.result, ended?.cancelled === true)
  const isDue = row.row.decision.kind === 'refresh'
  return isDue && ended?.mode.kind === 'real' ? 'AE-NOT-STARTED' : decisionMessage(row)
}

function outcomeMessage(
  row: ReportRow,
  { outcome, failure }: RefreshResult,
  isCancelled: boolean,
): MessageId {
  switch (outcome) {
    case 'refreshed':
      return decisionMessage(row)
    case 'failed':
      return failure === null ? FAILURE_MESSAGES.unknown : explanationOf(failure).id
    case 'cancelled':
      return isKnownFailure(failure) ? explanationOf(failure).id : 'AE-CANCELLED'
    case 'requested':
      return isCancelled ? 'AE-LEFT-RUNNING' : 'AE-REQUESTED'
    case 'blocked':
    case 'deferred':
    case 'timed-out':
      return BY_OUTCOME[outcome]
    default:
      return outcome satisfies never
  }
}

function decisionMessage({ row }: ReportRow): MessageId {
  const { decision } = row
  if (decision.kind === 'skip') return skipMessage(decision, row)
  if (decision.reason === 'new-data' && onlyAfterMerge(decision.landed)) return 'AE-CHANGED-BY-PULL-REQUEST'
  return BY_REASON[decision.reason]
}

/** Whether all new data of a refresh arrives only with the build after the merge of this pull request. */
function onlyAfterMerge(landed: readonly Landing[]): boolean {
  return landed.length > 0 && landed.every(({ changed }) => changed !== undefined)
}

/** The catalogue entry with the remedy of a skip. */
export function skipMessage(decision: Skip, row: ReportRow['row']): MessageId {
  if (decision.reason === 'failing') return FAILURE_MESSAGES[decision.failure]
  return decision.reason === 'never-landed' ? NEVER_LANDED[landingTrigger(row)] : BY_REASON[decision.reason]
}
