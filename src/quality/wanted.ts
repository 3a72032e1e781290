import type { Outcome } from '../refresh/outcome.js'
import { problemSentence, rowSentence, staleSentence } from '../site/words.js'
import type { Report, ReportRow, WordingContext } from '../report/report.js'
import { isFrozen, isStale } from '../report/staleness.js'
import type { ExtractRow } from '../plan/types.js'
import type { FailingStreak } from '../state/request-history.js'
import type { Wanted } from './step.js'

/**
 * Which warning the row of a published data source calls for, after the refreshes of a run. `isRefreshedSince` says that a refresh has
 * succeeded since the warning that may stand was set. Pure.
 */
export function wantedWarning(
  row: ReportRow,
  report: Report,
  context: WordingContext,
  isRefreshedSince = false,
): Wanted {
  const problems = problemSentences(row, context)
  const isOld = isStale(row, report) && !isFrozen(row)
  const sentences = isOld ? [...problems, staleSentence(row.row.known.freshness)] : problems
  if (sentences.length > 0)
    return {
      kind: 'warning',
      type: problems.length > 0 ? 'WARNING' : 'STALE',
      cause: sentences.join(' '),
    }
  return { kind: isHealthy(row, isRefreshedSince) ? 'nothing' : 'as-it-is' }
}

/** A refresh that has timed out is still running. */
const FAILED: readonly Outcome[] = ['failed', 'cancelled', 'blocked']

/** Why it has failed or is held back; empty if it has not, and is not. Sentences that stay true when they are read later. */
function problemSentences(reportRow: ReportRow, context: WordingContext): string[] {
  const { row, result } = reportRow
  if (isUnderWay(reportRow))
    return row.known.failing === null ? [] : [failingSentence(row, row.known.failing, context)]
  const own = rowSentence(reportRow, 1, context)
  if (result !== null) return FAILED.includes(result.outcome) ? [own] : []
  if (row.decision.reason === 'failing') return [own]
  if (row.decision.reason !== 'upstream-failed') return []
  const { problems } = row.decision
  const [first] = problems
  return first === undefined ? [own] : [own, problemSentence(first, problems.length, context)]
}

/** This run does not see how its refresh ends: the refreshes of earlier runs tell more. */
function isUnderWay({ row, result }: ReportRow): boolean {
  return result === null ? row.decision.reason === 'in-flight' : result.outcome === 'requested'
}

function failingSentence(row: ExtractRow, failing: FailingStreak, context: WordingContext): string {
  return rowSentence(
    { row: { ...row, decision: { kind: 'skip', reason: 'failing', ...failing } }, result: null },
    1,
    context,
  )
}

/** Why nothing is refreshed that is as fresh as it should be. */
const FRESH: ReadonlySet<string> = new Set(['up-to-date', 'build-after', 'waiting-for-upstream'])

/** Known to be as fresh as its settings want it; the rest is not known, or waits. */
function isHealthy(reportRow: ReportRow, isRefreshedSince: boolean): boolean {
  const { row, result } = reportRow
  const { decision, known } = row
  if (isUnderWay(reportRow)) return isRefreshedSince && known.failing === null
  if (result !== null) return result.outcome === 'refreshed'
  if (decision.reason === 'no-extract') return true
  return known.failing === null && FRESH.has(decision.reason)
}
