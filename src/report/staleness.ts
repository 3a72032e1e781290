/* What is told of data that is older than its exposures promise (docs/decisions.md#stale-data). */

import { groupBy } from '../base/group-by.js'
import type { Notice } from '../base/notice.js'
import { message, type MessageId } from '../messages/message.js'
import { nameOf, titleOfRows, worstFirst } from './ranking.js'
import { list, NAMES_SHOWN } from './lists.js'
import { notWaitedForText, reasonOf } from './reason-text.js'
import { isOfPullRequest, type Report, type ReportRow, type WordingContext } from './report.js'
import { at, duration, when } from './times.js'

/** Whether the row's data is older than promised. Not on a pull request, whose reader cannot change production. */
export function isStale({ row }: ReportRow, report: Pick<Report, 'run'>): boolean {
  return row.known.freshness.staleSince !== null && !isOfPullRequest(report)
}

/** The stale rows, worst first. */
export function staleRows(report: Report): ReportRow[] {
  return worstFirst(report).filter((row) => isStale(row, report))
}

export function isFrozen({ row }: ReportRow): boolean {
  return row.decision.reason === 'frozen'
}

/** Why nothing newer has reached the extract, as a clause with dates, because it is passed on; fits after "because". */
export function staleCause(
  reportRow: ReportRow,
  { mode }: Pick<Report, 'mode'>,
  wording: WordingContext,
): string {
  const context: WordingContext = { ...wording, dates: true }
  const { row, result } = reportRow
  const { decision } = row
  if (hasNothingNew(reportRow)) return 'nothing has landed upstream since'
  if (result !== null) return reasonOf(reportRow, context)
  if (decision.kind === 'refresh')
    return mode.kind === 'dry'
      ? 'this dry run does not refresh it'
      : (notWaitedForText(row, context) ?? 'the run ended before its refresh')
  if (decision.reason === 'frozen') return `it is frozen until ${when(decision.until, context)}`
  if (decision.reason === 'build-after' && row.dueAt !== null)
    return `build_after allows no refresh before ${when(row.dueAt, context)}`
  return reasonOf(reportRow, context)
}

/** `data from 05:50 UTC, at most 12 h old by its promise, because test x failed`. */
export function staleText(row: ReportRow, report: Pick<Report, 'mode'>, context: WordingContext): string {
  const { promised } = row.row.known.freshness
  const limit = duration((promised ?? 0) / 1000)
  return `${dataText(row, context)}, promised: at most ${limit} old, because ${staleCause(row, report, context)}`
}

/** `data from 05:50 UTC yesterday (2026-11-23)`. */
export function dataText({ row: { known } }: ReportRow, { now }: WordingContext): string {
  const { newestDataAt } = known.freshness
  if (newestDataAt !== null) return `data from ${at(newestDataAt, now)}`
  const waiting = known.newest === null ? '' : `, new data since ${at(known.newest.at, now)}`
  return `never refreshed${waiting}`
}

/** The catalogue entry with the remedy. */
export function staleMessage(row: ReportRow): MessageId & `AE-STALE${string}` {
  if (isFrozen(row)) return 'AE-STALE-FROZEN'
  if (hasNothingNew(row)) return 'AE-STALE-NO-NEW-DATA'
  return row.row.decision.reason === 'build-after' ? 'AE-STALE-WINDOW' : 'AE-STALE'
}

/** One message per remedy, and with `fails` an error for all that no freeze excuses. */
export function staleMessages(report: Report, fails: boolean): Notice[] {
  const rows = staleRows(report)
  const context = report.wording
  const byRemedy = groupBy(rows, staleMessage)
  const told = [...byRemedy].map(([id, own]): Notice => {
    const alike = [...groupBy(own, (row) => staleText(row, report, context))]
    const extracts = phrases(alike.map(([text, rows]) => `${list(rows.map(nameOf))} (${text})`))
    return { ...message(id, { extracts }), title: titleOfRows(own, 'stale') }
  })
  const failing = rows.filter((row) => !isFrozen(row)).map(nameOf)
  const isError = fails && failing.length > 0
  return isError ? [...told, message('AE-STALE-FAILS', { extracts: list(failing) })] : told
}

/** This run has refreshed it, or there is nothing to refresh it with: neither in dbt nor in the data sources that it reads. */
function hasNothingNew({ row: { decision }, result }: ReportRow): boolean {
  if (result !== null) return result.outcome === 'refreshed'
  return decision.reason === 'up-to-date' && decision.pendingDataSources.length === 0
}

function phrases(all: readonly string[]): string {
  const rest = all.length - NAMES_SHOWN
  return `${all.slice(0, NAMES_SHOWN).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`
}
