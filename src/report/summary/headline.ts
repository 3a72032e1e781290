import { afterMerge, isRefreshedLater } from '../pull-request/impact-text.js'
import { breakingCounts, breaksAnything, isReachKnown, reachText } from '../pull-request/reach-text.js'
import { type Report, type ReportRow, hasErrors, isOfPullRequest } from '../report.js'
import { counts, failuresByStatus } from '../ranking.js'
import { isHeldForReader, isUnresolvedForReader } from '../needs-somebody.js'
import { staleRows } from '../staleness.js'
import { shownStatus, type Status, STATUS, statusOf } from '../status.js'

/** `❌ Active Exposures: 3 refreshed · 2 skipped · 1 failed`; holds only constants and numbers. */
export function headlineOf(report: Report): string {
  if (report.mode.kind === 'off') return '⏸️ Active Exposures: switched off'
  const title = report.mode.kind === 'dry' ? 'Active Exposures, dry run' : 'Active Exposures'
  return `${iconOf(report)} ${title}: ${countsText(report)}`
}

/** The counts in words, without those that are zero; the refreshed count is always there. */
function countsText(report: Report): string {
  const { refreshed, skipped, held } = counts(report)
  const statuses = report.rows.map((row) => statusOf(row, report.mode))
  const open = new Map<string, number>()
  for (const status of statuses) {
    const { group } = STATUS[status]
    const word = STATUS[shownStatus(status, report)].word
    if (group === 'open') open.set(word, (open.get(word) ?? 0) + 1)
  }
  const done =
    report.mode.kind === 'dry' ? wouldRefreshText(statuses, report) : `${endOf(report)}${refreshed} refreshed`
  const later = rowsForLater(report).length
  const unaffected = rowsUnaffected(report).length
  const parts: [number, string][] = [
    ...[...failuresByStatus(report)].map(([status, count]): [number, string] => [count, STATUS[status].word]),
    [held, STATUS.held.word],
    [later, 'later'],
    [unaffected, unaffectedWord(report)],
    [skipped - later - unaffected, isOfPullRequest(report) ? 'not refreshed' : 'skipped'],
    ...[...open].map(([word, count]): [number, string] => [count, word]),
    [report.failedSince.flatMap(({ extracts }) => extracts).length, 'of an earlier run failed'],
    [staleRows(report).length, 'stale'],
    [report.endedSince.length, 'of an earlier run ended well'],
    [report.unresolved.length, 'unresolved'],
    [report.misdirected, 'of another site'],
  ]
  const counted = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  const breaking = isOfPullRequest(report) ? breakingCounts(report.impact) : []
  return [...breaking, ...(done === '' ? [] : [done]), ...counted].join(' · ')
}

function wouldRefreshText(statuses: readonly Status[], report: Report): string {
  const count = statuses.filter((status) => status === 'would-refresh').length
  if (!isOfPullRequest(report)) return `${count} would be refreshed`
  if (count === 0) return breakingCounts(report.impact).length > 0 ? '' : reachText(report.impact)
  return `${count} ${count === 1 ? 'refreshes' : 'refresh'} with the next build after the merge`
}

/** Of a pull request: extracts to which it brings no new data, whose usual refreshes go on; of other runs nothing. */
export function rowsUnaffected(report: Report): ReportRow[] {
  if (!isOfPullRequest(report)) return []
  return report.rows.filter(
    (reportRow) =>
      statusOf(reportRow, report.mode) === 'skipped' && afterMerge(reportRow.row).kind === 'as-it-is',
  )
}

/** Without all changes nothing can be called unaffected. */
export function unaffectedWord({
  impact,
}: Pick<Report, 'impact'>): 'not affected' | 'not known to be affected' {
  return isReachKnown(impact) ? 'not affected' : 'not known to be affected'
}

/** Of a pull request: what a run after the next build may refresh; of other runs nothing. */
export function rowsForLater(report: Report): ReportRow[] {
  if (!isOfPullRequest(report)) return []
  return report.rows.filter(
    (reportRow) => statusOf(reportRow, report.mode) === 'skipped' && isRefreshedLater(reportRow.row),
  )
}

function endOf({ cancelled, error }: Report): string {
  if (cancelled) return 'cancelled, '
  return error === null ? '' : 'stopped, '
}

function iconOf(report: Report): string {
  const statuses = report.rows.map((row) => statusOf(row, report.mode))
  if (report.error !== null || report.cancelled || hasErrors(report) || counts(report).failed > 0) return '❌'
  if (needsAttention(report)) return '⚠️'
  if (statuses.some((status) => STATUS[status].group === 'open')) return '⏳'
  return report.mode.kind === 'dry' ? '🔵' : '✅'
}

function needsAttention(report: Report): boolean {
  return (
    report.misdirected > 0 ||
    report.notices.some(({ level }) => level === 'warning') ||
    report.rows.some((row) => isHeldForReader(row, report)) ||
    report.unresolved.some((each) => isUnresolvedForReader(each, report)) ||
    (isOfPullRequest(report) && breaksAnything(report.impact))
  )
}
