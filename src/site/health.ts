import type { Problem } from '../dbt/types.js'
import { type Unresolved, UNRESOLVED_MESSAGES } from '../exposures/types.js'
import { messageIdOf } from '../report/message-ids.js'
import type { MessageId } from '../messages/message.js'
import type { Decision } from '../plan/types.js'
import type { ReportRow, WordingContext } from '../report/report.js'
import { isFrozen, staleMessage } from '../report/staleness.js'
import {
  leftOutSentence,
  problemSentence,
  rowSentence,
  staleSentence,
  UNRESOLVED_SENTENCES,
  warningSentence,
} from './words.js'

/** dbt's four states of an exposure, the worst first (https://docs.getdbt.com/docs/explore/data-health-signals). */
export const SIGNALS = ['degraded', 'caution', 'unknown', 'healthy'] as const

export type HealthSignal = (typeof SIGNALS)[number]

/** A state and its reason, one sentence that stays true when it is read later. */
export interface Verdict {
  readonly health: HealthSignal
  readonly reason: string
  /** The message of docs/messages.md that explains more; null if there is none. */
  readonly messageId: MessageId | null
}

/** Everything that is known about one exposure. */
export interface Evidence {
  readonly rows: readonly ReportRow[]
  /** Failed nodes, tests and freshness checks upstream. */
  readonly problems: readonly Problem[]
  /** The same for warnings. */
  readonly warnings: readonly Problem[]
  /** Whether new data is known to have landed in a node upstream. */
  readonly hasLanded: boolean
  /** Why it is not resolved; null if it is. */
  readonly unresolved: Unresolved['reason'] | null
}

/**
 * The worst that is known. What fails upstream, or in Tableau, degrades an exposure; a test or a freshness check that warns, a
 * skipped node and an unfinished refresh are a caution; without any knowledge it is unknown (docs/site.md#the-four-states).
 */
export function verdictOn(evidence: Evidence, context: WordingContext): Verdict {
  const verdicts = [...upstreamVerdicts(evidence, context), ...ownVerdicts(evidence, context)]
  const [first, ...others] = verdicts
  if (first === undefined) return { health: 'unknown', reason: leftOutSentence(false), messageId: null }
  return others.reduce((worst, next) => (isWorse(next, worst) ? next : worst), first)
}

function isWorse(a: Verdict, b: Verdict): boolean {
  return SIGNALS.indexOf(a.health) < SIGNALS.indexOf(b.health)
}

function upstreamVerdicts({ problems, warnings }: Evidence, context: WordingContext): Verdict[] {
  const [problem] = problems
  const [warning] = warnings
  return [
    ...(problem === undefined
      ? []
      : [verdict('degraded', problemSentence(problem, problems.length, context), 'AE-UPSTREAM-FAILED')]),
    ...(warning === undefined
      ? []
      : [verdict('caution', warningSentence(warning, warnings.length, context), null)]),
  ]
}

function verdict(health: HealthSignal, reason: string, messageId: MessageId | null): Verdict {
  return { health, reason, messageId }
}

function ownVerdicts({ rows, unresolved, hasLanded }: Evidence, context: WordingContext): Verdict[] {
  if (unresolved !== null)
    return [verdict('unknown', UNRESOLVED_SENTENCES[unresolved], UNRESOLVED_MESSAGES[unresolved])]
  if (rows.length === 0) return [verdict(hasLanded ? 'healthy' : 'unknown', leftOutSentence(hasLanded), null)]
  return [
    ...rows.map((row) =>
      verdict(
        healthOf(row, hasLanded),
        rowSentence(row, rows.length, context, hasLanded),
        messageIdOf(row, context),
      ),
    ),
    ...rows.flatMap((row) => staleVerdict(row) ?? []),
  ]
}

/** Data that is older than promised degrades an exposure, unless a freeze explains it; null if it is not. */
function staleVerdict(row: ReportRow): Verdict | null {
  if (row.row.known.freshness.staleSince === null) return null
  return verdict(
    isFrozen(row) ? 'caution' : 'degraded',
    staleSentence(row.row.known.freshness),
    staleMessage(row),
  )
}

/** The state of one extract. */
export function healthOf({ row, result }: ReportRow, hasLanded: boolean): HealthSignal {
  switch (result?.outcome) {
    case 'failed':
    case 'cancelled':
    case 'blocked':
      return 'degraded'
    case 'timed-out':
    case 'deferred':
      return 'caution'
    case 'refreshed':
    case 'requested':
      return 'healthy'
    case undefined:
      return plannedHealth(row, hasLanded)
  }
}

function plannedHealth({ decision, extract }: ReportRow['row'], hasLanded: boolean): HealthSignal {
  if (decision.reason === 'no-extract') return extract.unrelated === null && hasLanded ? 'healthy' : 'unknown'
  return OF_REASON[decision.reason]
}

const OF_REASON: Readonly<Record<Exclude<Decision['reason'], 'no-extract'>, HealthSignal>> = {
  'upstream-failed': 'degraded',
  failing: 'degraded',
  'never-landed': 'unknown',
  'other-environment': 'unknown',
  'not-visible': 'unknown',
  'in-flight': 'healthy',
  frozen: 'healthy',
  'up-to-date': 'healthy',
  'waiting-for-upstream': 'healthy',
  'build-after': 'healthy',
  'new-data': 'healthy',
  'first-refresh': 'healthy',
  forced: 'healthy',
}
