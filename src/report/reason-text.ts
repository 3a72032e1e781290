import type { ExtractRow } from '../plan/types.js'
import { decisionText } from './decision-text.js'
import { failingHistory, historyText } from './failing-history.js'
import { listNames } from './lists.js'
import { cancelCause, outcomeText, quotaBackText } from './outcome-text.js'
import type { ReportRow, WordingContext } from './report.js'
import { skipCause } from './skip-text.js'
import { withoutIds } from './without-ids.js'

/** Why a row has its status, in one line and without a remedy: by its outcome, else by its decision; and since when. */
export function reasonOf(row: ReportRow, context: WordingContext): string {
  const reason = currentReasonOf(row, context)
  const history = row.result === null ? null : failingHistory(row)
  return history === null ? reason : `${reason}; ${historyText(history, context)}`
}

/** The reason without what earlier runs know. */
export function currentReasonOf({ row, result }: ReportRow, context: WordingContext): string {
  return result === null ? plannedText(row, context) : outcomeText({ row, result }, context)
}

function plannedText(row: ExtractRow, context: WordingContext): string {
  return notWaitedForText(row, context) ?? notStartedText(row, context) ?? decisionText(row, context)
}

/** Why a refresh was not requested by the end of a real run; else null. */
function notStartedText(row: ExtractRow, context: WordingContext): string | null {
  return row.decision.kind === 'refresh' && context.ended?.mode.kind === 'real'
    ? `the run ended before its refresh: ${decisionText(row, context)}`
    : null
}

/** Why a refresh was not started, if it waits for data sources whose refreshes this run only requested; else null. */
export function notWaitedForText({ decision }: ExtractRow, context: WordingContext): string | null {
  const before = decision.kind === 'refresh' ? decision.after : []
  const requested = before.filter((key) => context.requested?.has(key))
  if (requested.length === 0) return null
  const [nouns, whose, well] =
    requested.length === 1
      ? ['data source', 'refresh', 'that refresh has ended well']
      : ['data sources', 'refreshes', 'those refreshes have ended well']
  const names = listNames(requested, context)
  return `it waits for the ${nouns} ${names}, whose ${whose} this run requested and did not wait for; the next run, such as a drain, refreshes it if ${well}`
}

/**
 * The reason without anything that differs from row to row, so that rows with one cause can share a sentence: no instant
 * of the row's own. Fits after "because".
 */
export function causeOf(reportRow: ReportRow, context: WordingContext): string {
  const { row, result } = reportRow
  if (result === null && row.decision.kind === 'skip') return skipCause(row.decision, row, context)
  if (result?.outcome === 'requested') return decisionText(row, context)
  // The status says already that it was cancelled.
  return result?.outcome === 'cancelled'
    ? `${cancelCause(result, context)}${quotaBackText(result, row, context)}`
    : currentReasonOf(reportRow, context)
}

/** Rows with the same key have one cause: unknown failures only if their texts say the same. */
export function causeKeyOf(row: ReportRow, context: WordingContext): string {
  const failure = row.result?.outcome === 'failed' ? row.result.failure : null
  const text = failure?.class === 'unknown' ? withoutIds(failure.text) : ''
  return text === '' ? causeOf(row, context) : text
}
