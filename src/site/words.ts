/* Sentences of the site. They are read long after the run, so they have dates and never "today"; and they go to people outside, so
   they have no text of Tableau, no address and no candidates. */

import { type Instant, toIso } from '../base/clock.js'
import { capitalised } from '../base/capitalised.js'
import { oneLine } from '../base/untrusted-text.js'
import type { Problem } from '../dbt/types.js'
import type { Unresolved } from '../exposures/types.js'
import type { ExtractRow, Freshness, Skip, UpstreamId } from '../plan/types.js'
import { FAILURE_EXPLANATIONS } from '../report/failure-explanations.js'
import { nameIn } from '../report/names.js'
import { list } from '../report/lists.js'
import type { ReportRow, WordingContext } from '../report/report.js'
import { clockTime, day, duration } from '../report/times.js'
import type { FailureClass } from '../state/state.js'

/** `Tue 24 Nov 2026, 06:02 UTC`. */
export function dateAndTime(instant: Instant): string {
  return `${day(instant)}, ${clockTime(instant)} UTC`
}

/** `2026-11-24 06:02 UTC`, for badges. */
export function shortDate(instant: Instant): string {
  return `${toIso(instant).slice(0, 10)} ${clockTime(instant)} UTC`
}

export const UNRESOLVED_SENTENCES: Readonly<Record<Unresolved['reason'], string>> = {
  misconfigured: 'Its settings in dbt are not valid.',
  'not-found': 'Its content was not found in Tableau.',
  ambiguous: 'Tableau has several contents that it may mean.',
}

/** Of an exposure that this action does not refresh. */
export function leftOutSentence(hasLanded: boolean): string {
  return hasLanded
    ? 'The models behind it are built; its own refresh is not part of this action.'
    : 'Nothing is known of it.'
}

export function problemSentence(problem: Problem, count: number, context: WordingContext): string {
  return sentenceOf(problem, count, context, {
    node: 'was not built',
    test: 'failed',
    freshness: 'had a source freshness error',
  })
}

export function warningSentence(warning: Problem, count: number, context: WordingContext): string {
  return sentenceOf(warning, count, context, {
    node: 'was skipped',
    test: 'warned',
    freshness: 'had a source freshness warning',
  })
}

function sentenceOf(
  { node, kind, failedAt }: Problem,
  count: number,
  { names }: WordingContext,
  verbs: Readonly<Record<'node' | 'test' | 'freshness', string>>,
): string {
  const more = count > 1 ? ` (and ${count - 1} more)` : ''
  const noun = capitalised(node.split('.', 1).join('').replace('_', ' '))
  const name = oneLine(nameIn(node, names), 80)
  return `${noun} ${name} ${verbs[kind === 'unit-test' ? 'test' : kind]} on ${dateAndTime(failedAt)}${more}.`
}

export function staleSentence({ newestDataAt, promised }: Freshness): string {
  const limit = `at most ${duration((promised ?? 0) / 1000)} old`
  return newestDataAt === null
    ? `Its data is older than promised (${limit}): it was never refreshed.`
    : `Its data is older than promised (${limit}): it is from ${dateAndTime(newestDataAt)}.`
}

/** What is true of one extract; names it if the exposure has several. */
export function rowSentence(
  reportRow: ReportRow,
  count: number,
  context: WordingContext,
  hasLanded = true,
): string {
  const text = resultText(reportRow) ?? decisionText(reportRow.row, context, hasLanded)
  const name = oneLine(reportRow.row.extract.lineage.content.name, 80)
  return `${count > 1 ? `${name}: ${text}` : capitalised(text)}.`
}

function resultText({ result }: ReportRow): string | null {
  if (result === null) return null
  switch (result.outcome) {
    case 'refreshed':
      return 'refreshed by the run that wrote this page'
    case 'failed':
      return `its last refresh failed: ${failureText(result.failure?.class ?? 'unknown')}`
    case 'cancelled':
      return 'its last refresh was cancelled in Tableau'
    case 'timed-out':
      return 'its refresh was still running in Tableau when the run ended'
    case 'blocked':
      return 'a data source that it reads could not be refreshed'
    case 'deferred':
      return 'its refresh was put off to a later run'
    case 'requested':
      return 'its refresh has been requested'
    default:
      return result.outcome satisfies never
  }
}

function failureText(failure: FailureClass): string {
  return FAILURE_EXPLANATIONS[failure].what
}

function decisionText(row: ExtractRow, context: WordingContext, hasLanded: boolean): string {
  switch (row.decision.kind) {
    case 'refresh':
      return 'new data waits for the next run'
    case 'wait':
      return 'its refresh is running in Tableau'
    case 'skip':
      return row.decision.reason === 'no-extract'
        ? noExtractText(row, hasLanded)
        : skipText(row.decision, context)
  }
}

function noExtractText({ extract: { unrelated } }: ExtractRow, hasLanded: boolean): string {
  if (unrelated !== null) return 'it reads no table of this dbt project'
  return hasLanded
    ? 'it has no extract: what is built is shown at once'
    : 'it has no extract, and no build of what it reads is known yet'
}

function skipText(decision: Exclude<Skip, { reason: 'no-extract' }>, { names }: WordingContext): string {
  switch (decision.reason) {
    case 'other-environment':
      return 'it reads another database or schema than this project builds'
    case 'not-visible':
      return 'a part of what it reads is not visible to this action'
    case 'frozen':
      return `refreshes are frozen until ${dateAndTime(decision.until)}`
    case 'upstream-failed':
      return 'it keeps its last good data, because something upstream failed'
    case 'never-landed':
      return 'no build of what it reads is known yet'
    case 'up-to-date':
      return 'it has the newest data'
    case 'waiting-for-upstream':
      return `new data waits until ${listed(decision.waitingFor, names)} has new data too`
    case 'build-after':
      return 'it was refreshed in this window; newer data waits for the next one'
    case 'failing':
      return `its refreshes fail: ${failureText(decision.failure)}`
  }
}

function listed(ids: readonly UpstreamId[], names: WordingContext['names']): string {
  return list(ids.map((id) => nameIn(id, names)))
}
