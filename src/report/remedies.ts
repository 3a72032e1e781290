/* Remedies: what to do about a row that failed or is held back. */

import { capitalised } from '../base/capitalised.js'
import { oneLine } from '../base/untrusted-text.js'
import { nodeName, type Problem, type UniqueId } from '../dbt/types.js'
import type { ExtractRow, Skip } from '../plan/types.js'
import { CATALOGUE } from '../messages/catalogue.js'
import { longDetails } from './failure-details.js'
import { explanationOf } from './failure-explanations.js'
import { skipMessage } from './message-ids.js'
import { nameIn } from './names.js'
import { ownerNames, Owners } from './outputs/owners.js'
import { isHeldForReader } from './needs-somebody.js'
import { nameOf, worstFirst } from './ranking.js'
import { causeOf, isKnownFailure, list, reasonOf, withoutIds } from './reason-text.js'
import { type Report, type ReportRow, type WordingContext, wordingContext } from './report.js'
import { isStale, staleMessage } from './staleness.js'
import { STATUS, statusOf } from './status.js'

/** Reason and remedy: the row's message in outputs and annotations. */
export function messageOf(row: ReportRow, context: WordingContext): string {
  return withRemedy(reasonOf(row, context), row, context)
}

/** Cause and remedy: one message for all rows with this cause. */
export function sharedMessageOf(row: ReportRow, context: WordingContext): string {
  return withRemedy(causeOf(row, context), row, context)
}

function withRemedy(sentence: string, row: ReportRow, context: WordingContext): string {
  const remedy = remedyOf(row, context)
  return remedy === null ? sentence : `${sentence}. ${remedy}`
}

/** What to do about a row, in one sentence; null if there is nothing to do. */
export function remedyOf({ row, result }: ReportRow, context: WordingContext): string | null {
  if (result !== null) {
    const { outcome, failure } = result
    if (outcome === 'cancelled' && !isKnownFailure(failure)) return CATALOGUE['AE-CANCELLED'].remedy
    if (failure !== null) return explanationOf(failure).remedy
    if (result.outcome === 'blocked') return CATALOGUE['AE-BLOCKED'].remedy
    return result.outcome === 'timed-out' ? CATALOGUE['AE-TIMED-OUT'].remedy : null
  }
  return row.decision.kind === 'skip' ? skipRemedy(row.decision, row, context) : null
}

function skipRemedy(decision: Skip, row: ExtractRow, context: WordingContext): string | null {
  if (decision.reason === 'upstream-failed') return upstreamRemedy(decision.problems, context)
  return CATALOGUE[skipMessage(decision, row)].remedy
}

function upstreamRemedy(problems: readonly Problem[], context: WordingContext): string {
  const kinds = [...new Set(problems.map(({ kind }) => kind))]
  if (kinds.length === 0) return CATALOGUE['AE-UPSTREAM-FAILED'].remedy
  const cures = kinds.every((kind) => kind === 'test')
    ? 'fix the data'
    : kinds.map((kind) => remedyForKind(kind, problems, context)).join('; ')
  return `${capitalised(cures)}; then start a new run of the workflow${rebuildText(problems)}; the refresh follows in that run.`
}

/** What to mend for the problems of one kind; a build is not always enough (docs/artifacts.md, healthy). */
function remedyForKind(
  kind: Problem['kind'],
  problems: readonly Problem[],
  { names }: WordingContext,
): string {
  const own = problems.filter((problem) => problem.kind === kind)
  const shown = [...new Set(own.map((problem) => nameIn(problem.node, names)))]
  switch (kind) {
    case 'node':
      return `fix ${list(shown)}`
    case 'test':
      return `fix the data that ${list(shown)} ${shown.length === 1 ? 'checks' : 'check'}`
    case 'unit-test':
      return `fix the code behind ${list(shown)}`
    case 'freshness':
      return own.every(({ details }) => details?.kind === 'message')
        ? `let dbt source freshness measure ${list(shown)} again`
        : `load new data into ${list(shown)}`
    default:
      return kind satisfies never
  }
}

/** More nodes make a command that nobody types. */
const NODES_IN_COMMAND = 5

/**
 * What else may run than the whole workflow: a build of what failed or was tested and of everything downstream, which dbt has
 * skipped. A stale source needs its freshness measured, too.
 */
function rebuildText(problems: readonly Problem[]): string {
  if (problems.some(({ kind }) => kind === 'freshness')) return ', which must run dbt source freshness too'
  const nodes = new Set(problems.flatMap(({ node, tested = [node] }) => tested))
  if (nodes.size > NODES_IN_COMMAND) return ''
  // Models of two projects may have one name.
  const selectors = new Set([...nodes].map(withDownstream))
  return `, or let it run dbt build --select ${[...selectors].join(' ')}`
}

/** As `--select` names a node and everything downstream: `fct_orders+`, `source:shop.orders+`. */
function withDownstream(node: UniqueId): string {
  const method = node.startsWith('source.') ? 'source:' : ''
  return `${method}${oneLine(nodeName(node))}+`
}

/** One remedy, and the extracts it is for. */
export interface Remedy {
  readonly icon: string
  readonly names: readonly string[]
  readonly sentence: string
  /** The message of Tableau or dbt, untrusted and not shortened; empty if there is none. */
  readonly quoted: string
  /** Names of the owners of their exposures. */
  readonly owners: readonly string[]
}

/**
 * Worst first; rows with the same remedy and the same message of Tableau or dbt share one entry, with the icon and the message
 * of the worst. The remedy of a row's status comes before that of stale data, whose cause it ends.
 */
export function remediesOf(report: Report): Remedy[] {
  const context = wordingContext(report)
  const owners = new Owners(report.owned)
  const remedies = new Map<string, Remedy>(
    report.failedSince.map(({ extracts, remedy }) => {
      const names = extracts.map(({ lineage }) => lineage.content.name)
      const theirs = ownerNames(owners.of(extracts.flatMap(({ exposures }) => exposures)))
      const entry = { icon: STATUS.failed.icon, names, sentence: remedy, quoted: '', owners: theirs }
      return [JSON.stringify(['earlier', names]), entry]
    }),
  )
  for (const row of worstFirst(report)) {
    const own = isForReader(row, report) ? remedyOf(row, context) : null
    const sentence = own ?? staleRemedy(row, report)
    if (sentence === null) continue
    const quoted = quotedIn(row)
    const key = JSON.stringify([sentence, withoutIds(quoted)])
    const icon = own === null ? STATUS.held.icon : STATUS[statusOf(row, report.mode)].icon
    const known = remedies.get(key) ?? { icon, sentence, quoted, names: [], owners: [] }
    const theirs = ownerNames(owners.of(row.row.extract.exposures))
    remedies.set(key, {
      ...known,
      names: [...known.names, nameOf(row)],
      owners: [...new Set([...known.owners, ...theirs])],
    })
  }
  return [...remedies.values()]
}

function quotedIn({ row: { decision }, result }: ReportRow): string {
  if (result !== null) return result.failure?.text ?? ''
  return decision.reason === 'upstream-failed' ? longDetails(decision.problems) : ''
}

/** Null also where the cause ends without anybody's doing, as a running refresh does. */
function staleRemedy(row: ReportRow, report: Report): string | null {
  const id = isStale(row, report) ? staleMessage(row) : 'AE-STALE'
  return id === 'AE-STALE' ? null : CATALOGUE[id].remedy
}

function isForReader(row: ReportRow, report: Report): boolean {
  const status = statusOf(row, report.mode)
  return status === 'held' ? isHeldForReader(row, report) : status !== 'skipped'
}
