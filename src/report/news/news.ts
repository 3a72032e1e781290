/* What is new for the owners of an extract since they were last told (docs/recipes.md#tell-the-owner-once). */

import type { Instant } from '../../base/clock.js'
import type { MessageId } from '../../messages/message.js'
import { CATALOGUE } from '../../messages/catalogue.js'
import type { ExtractKey, RefreshState, Told } from '../../state/state.js'
import { failingHistory } from '../failing-history.js'
import { messageIdOf } from '../message-ids.js'
import { lastRefreshOf, worstFirst } from '../ranking.js'
import { reasonOf } from '../reason-text.js'
import { remedyOf } from '../remedies.js'
import { type Report, type ReportRow, type WordingContext, wordingContext } from '../report.js'
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
 * What is wrong now and was not told before, and what was told and is over. A cause is told once, however many runs meet it. A row
 * that says nothing of an earlier cause, such as a refresh that was only requested, does not end it.
 */
export function newsOf(report: Report, known: RefreshState['told']): Telling {
  const context = wordingContext(report)
  const news: News[] = []
  const told = new Map<ExtractKey, Told>()
  for (const row of worstFirst(report)) {
    const { key } = row.row.extract
    const before = known.get(key)
    const causes = causesOf(row, report, before)
    const kind = kindOf(causes, before?.causes ?? [])
    if (kind !== null) news.push(newsItem(kind, row, report, context))
    if (causes.join() !== (before?.causes ?? []).join()) told.set(key, { at: report.run.startedAt, causes })
  }
  return { news: news.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)), told }
}

const KINDS: readonly NewsKind[] = ['failed', 'held-back', 'stale', 'recovered']

type Cause = `failed ${string}` | `held ${string}` | 'stale'

/** What is wrong with the extract, sorted: what this run shows, and what was told before and has not ended. */
function causesOf(row: ReportRow, report: Report, before: Told | undefined): string[] {
  const carried = (before?.causes ?? []).filter((cause) => !hasEnded(cause, row, report, before))
  return [...new Set([...causesShown(row, report), ...carried])].sort()
}

function causesShown(row: ReportRow, report: Report): Cause[] {
  return [
    ...problemsShown(row, report),
    ...(isStale(row, report) && !isFrozen(row) ? ['stale' as const] : []),
  ]
}

/** Also a reason that earlier runs have warned of: until it ends, it is no recovery. */
function problemsShown(reportRow: ReportRow, report: Report): Cause[] {
  const { row, result } = reportRow
  const { decision } = row
  const status = statusOf(reportRow, report.mode)
  if (STATUS[status].group === 'failed') return [`failed ${result?.failure?.class ?? status}`]
  if (result !== null || decision.kind !== 'skip' || !isHeld(decision.reason)) return []
  if (decision.reason === 'failing') return [`failed ${decision.failure}`]
  if (decision.reason !== 'upstream-failed') return [`held ${decision.reason}`]
  return decision.problems.map(({ node }) => `held ${node}` as const)
}

/** A failure ends with a success, what holds back with a row that is fine, and old data with newer data. */
function hasEnded(cause: string, row: ReportRow, report: Report, before: Told | undefined): boolean {
  if (cause === 'stale') return !isStale(row, report)
  const { group } = STATUS[statusOf(row, report.mode)]
  if (group === 'refreshed') return true
  if (cause.startsWith('failed')) return (lastRefreshOf(row) ?? -Infinity) > (before?.at ?? Infinity)
  return group === 'skipped' && !isFrozen(row)
}

/** The worst of what is new; null if nothing is. */
function kindOf(causes: readonly string[], before: readonly string[]): NewsKind | null {
  const fresh = causes.filter((cause) => !before.includes(cause))
  if (fresh.some((cause) => cause.startsWith('failed'))) return 'failed'
  if (fresh.some((cause) => cause.startsWith('held'))) return 'held-back'
  if (fresh.length > 0) return 'stale'
  return causes.length === 0 && before.length > 0 ? 'recovered' : null
}

function newsItem(kind: NewsKind, row: ReportRow, report: Report, context: WordingContext): News {
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
