/* What is new for the owners of an extract since they were last told (docs/recipes.md#tell-the-owner-once). */

import { type Instant, later } from '../../base/clock.js'
import type { Problem } from '../../dbt/types.js'
import type { MessageId } from '../../messages/message.js'
import { CATALOGUE } from '../../messages/catalogue.js'
import type { Skip } from '../../plan/types.js'
import type { ExtractKey, RefreshState, Told } from '../../state/state.js'
import { failingHistory, withOngoingFailure } from '../failing-history.js'
import { messageIdOf } from '../message-ids.js'
import { lastRefreshOf, worstFirst } from '../ranking.js'
import { Owners } from '../outputs/owners.js'
import { reasonOf } from '../reason-text.js'
import { remedyOf } from '../remedies.js'
import { type Report, type ReportRow, type WordingContext } from '../report.js'
import { isFrozen, isStale, staleMessage, staleText } from '../staleness.js'
import { isHeld, STATUS, statusOf } from '../status.js'

export type NewsKind = 'failed' | 'held-back' | 'stale' | 'recovered'

/** One extract with something new. */
export interface News {
  readonly kind: NewsKind
  readonly row: ReportRow
  readonly messageId: MessageId
  /** One line; names are safe for a log. */
  readonly text: string
  readonly remedy: string | null
  readonly since: Instant | null
}

export interface Telling {
  /** Worst first. */
  readonly news: readonly News[]
  /** What to remember of the extracts with news, once they are written. */
  readonly told: RefreshState['told']
}

/**
 * What is wrong now and was not told before, and what was told and is over. A cause is told once, however many runs meet it, and
 * again if it has ended in between. A row that says nothing of an earlier cause, such as a first refresh that was only requested, does
 * not end it.
 */
export function newsOf(report: Report, known: RefreshState['told']): Telling {
  const context = report.wording
  const owners = new Owners(report.owned)
  const hasAddress = ({ row }: ReportRow): boolean =>
    owners.of(row.extract.exposures).some(({ emails }) => emails.length > 0)
  const news: News[] = []
  const told = new Map<ExtractKey, Told>()
  for (const row of worstFirst(report)) {
    const { key } = row.row.extract
    const before = known.get(key) ?? NOTHING_TOLD
    const shown: readonly string[] = causesShown(row, report)
    const standing = before.causes.filter((cause) =>
      shown.includes(cause) ? !isBack(cause, row, before.at) : !isOver(cause, row, report, before.at),
    )
    const causes = [...new Set([...shown, ...standing])].sort()
    const heard = before.unaddressed === true && hasAddress(row) ? [] : standing
    const kind = newKind(shown.filter((cause) => !heard.includes(cause)))
    const hasRecovered = causes.length === 0 && before.causes.length > 0
    if (kind !== null || hasRecovered) news.push(newsItem(kind ?? 'recovered', row, report, context))
    if (kind !== null || causes.length !== before.causes.length)
      told.set(key, { ...tellingOf(report), causes })
  }
  return { news: news.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)), told }
}

/** Without dbt files a run knows names of owners only: the first run that knows an address tells again. */
function tellingOf({ run, catalogueOf }: Report): Omit<Told, 'causes'> {
  return { at: run.startedAt, ...(catalogueOf !== null && { unaddressed: true }) }
}

const NOTHING_TOLD: Told = { at: -Infinity, causes: [] }

const KINDS: readonly NewsKind[] = ['failed', 'held-back', 'stale', 'recovered']

type Cause = `failed ${string}` | `held ${string}` | 'stale'

/** What is wrong with the extract in this run. */
function causesShown(row: ReportRow, report: Report): Cause[] {
  const { decision } = row.row
  return [
    ...failureShown(row, report),
    ...(row.result === null && decision.kind === 'skip' ? reasonsHeld(decision) : []),
    ...(isStale(row, report) && !isFrozen(row) ? ['stale' as const] : []),
  ]
}

/** Of this run, or of an earlier one. */
function failureShown(row: ReportRow, report: Report): Cause[] {
  const status = statusOf(row, report.mode)
  if (STATUS[status].group === 'failed') return [`failed ${row.result?.failure?.class ?? status}`]
  const { decision } = withOngoingFailure(row).row
  return decision.reason === 'failing' ? [`failed ${decision.failure}`] : []
}

/** Also a reason that earlier runs have warned of: until it ends, it is no recovery. */
function reasonsHeld(decision: Skip): Cause[] {
  if (!isHeld(decision.reason) || decision.reason === 'failing') return []
  if (decision.reason !== 'upstream-failed') return [`held ${decision.reason}`]
  return decision.problems.map(({ node }) => `held ${node}` as const)
}

/** Whether a cause that was told, and that this run does not show, has ended. */
function isOver(cause: string, row: ReportRow, report: Report, toldAt: Instant): boolean {
  // A development build says nothing of production's data.
  if (row.row.decision.reason === 'other-environment') return false
  if (cause === 'stale') return !isStale(row, report)
  const { group } = STATUS[statusOf(row, report.mode)]
  const isRefreshed = group === 'refreshed' || isAfter(lastSuccessOf(row, cause), toldAt)
  if (cause.startsWith('failed')) return isRefreshed
  return problemOf(cause, row) === undefined && (isRefreshed || (group === 'skipped' && !mayHide(cause, row)))
}

/** Whether the row is skipped for a reason that comes before this cause in the table of decisions. */
function mayHide(cause: string, row: ReportRow): boolean {
  const { decision } = row.row
  const isAboutNode = cause.includes('.')
  return isFrozen(row) || (!isAboutNode && decision.kind === 'skip' && isHeld(decision.reason))
}

/**
 * Whether a cause that this run shows had ended after it was told, in a run that told nothing or outside of any: a failure with a
 * success, a failed test with a pass, old data with a refresh that made it fresh. It is another one then.
 */
function isBack(cause: string, row: ReportRow, toldAt: Instant): boolean {
  const success = lastSuccessOf(row, cause)
  if (cause === 'stale')
    return isAfter(success, toldAt) && isAfter(row.row.known.freshness.staleSince, success ?? toldAt)
  return cause.startsWith('failed') ? isAfter(success, toldAt) : isAfter(problemOf(cause, row)?.okAt, toldAt)
}

function isAfter(instant: Instant | null | undefined, before: Instant): boolean {
  return (instant ?? -Infinity) > before
}

/** The problem upstream that this cause is about; undefined if it is solved, or if it is about something else. */
function problemOf(cause: string, { row }: ReportRow): Problem | undefined {
  return row.known.problems.find(({ node }) => cause === `held ${node}`)
}

/** When anyone last refreshed the extract. What others may do says nothing of a permission that our user lacks. */
function lastSuccessOf(row: ReportRow, cause: string): Instant | null {
  const ours = lastRefreshOf(row)
  const isOurs = cause === 'failed permission' || cause === 'failed no-extract'
  return isOurs ? ours : later(ours, row.row.extract.lineage.extractUpdatedAt)
}

/** The worst of these causes; null if there are none. */
function newKind(causes: readonly string[]): NewsKind | null {
  if (causes.some((cause) => cause.startsWith('failed'))) return 'failed'
  if (causes.some((cause) => cause.startsWith('held'))) return 'held-back'
  return causes.length > 0 ? 'stale' : null
}

function newsItem(kind: NewsKind, shown: ReportRow, report: Report, context: WordingContext): News {
  const row = kind === 'failed' ? withOngoingFailure(shown) : shown
  const shared = { kind, row, messageId: messageIdOf(row, context) }
  switch (kind) {
    case 'failed':
    case 'held-back':
      return {
        ...shared,
        text: reasonOf(row, context),
        remedy: remedyOf(row, context),
        since: failingHistory(row)?.since ?? null,
      }
    case 'stale': {
      const messageId = staleMessage(row)
      const remedy = remedyOf(row, context) ?? CATALOGUE[messageId].remedy
      const since = row.row.known.freshness.staleSince
      return { ...shared, messageId, text: staleText(row, report, context), remedy, since }
    }
    case 'recovered':
      return { ...shared, text: recoveredText(row, context), remedy: null, since: null }
  }
}

function recoveredText(row: ReportRow, context: WordingContext): string {
  return row.result?.outcome === 'refreshed'
    ? `refreshed again: ${reasonOf(row, context)}`
    : `nothing is wrong any more: ${reasonOf(row, context)}`
}
