/* Remedies: what to do about a row that failed or is held back. */

import { capitalised } from '../base/capitalised.js'
import type { Instant } from '../base/clock.js'
import { oneLine } from '../base/untrusted-text.js'
import { nodeName, type Problem, type UniqueId } from '../dbt/types.js'
import type { ExtractRow, Skip } from '../plan/types.js'
import { CATALOGUE } from '../messages/catalogue.js'
import type { MessageId } from '../messages/message.js'
import { isPermanent } from '../state/request-history.js'
import type { FailureClass } from '../state/state.js'
import { docsPage } from './docs-link.js'
import { longDetails } from './failure-details.js'
import { explanationOf } from './failure-explanations.js'
import { messageIdOf, skipMessage } from './message-ids.js'
import { isDiscovered, nameIn } from './names.js'
import { ownerNames, Owners } from './outputs/owners.js'
import { isHeldForReader } from './needs-somebody.js'
import { nameOf, worstFirst } from './ranking.js'
import { isKnownFailure } from './failure-explanations.js'
import { list, NAMES_SHOWN } from './lists.js'
import { isCancelledWithRun } from './outcome-text.js'
import { causeOf, notWaitedForText, reasonOf } from './reason-text.js'
import { withoutIds } from './without-ids.js'
import { type Report, type ReportRow, type WordingContext } from './report.js'
import { isStale, staleMessage } from './staleness.js'
import { STATUS, statusOf } from './status.js'
import { at } from './times.js'

export type Rows = readonly [ReportRow, ...ReportRow[]]

/** Reason and remedy: the row's message in outputs and annotations. */
export function messageOf(row: ReportRow, context: WordingContext): string {
  return sharedMessageOf([row], context)
}

/** One message for all rows with the same cause and the same cure: their reason, or what their reasons have in common. */
export function sharedMessageOf(rows: Rows, context: WordingContext): string {
  const reasons = new Set(rows.map((row) => reasonOf(row, context)))
  const [reason = ''] = reasons
  const sentence = reasons.size === 1 ? reason : causeOf(rows[0], context)
  const remedy = sharedRemedyOf(rows, context)
  return remedy === null ? sentence : `${sentence}. ${remedy}`
}

/** What to do about a row; null if there is nothing to do. */
export function remedyOf(row: ReportRow, context: WordingContext): string | null {
  return sharedRemedyOf([row], context)
}

function sharedRemedyOf(rows: Rows, context: WordingContext): string | null {
  const cure = cureOf(rows[0], context)
  return cure === null || !isPermanent(failureOf(rows[0]))
    ? cure
    : `${cure} ${catchUpText(rows, context.now)}`
}

/** The class of the failure for which the row is not refreshed; null if none is known. */
function failureOf({ row: { decision }, result }: ReportRow): FailureClass | null {
  if (result !== null) return result.failure?.class ?? null
  return decision.reason === 'failing' ? decision.failure : null
}

/** Names of more exposures than these are looked up rather than copied. */
const NAMES_IN_SELECT = 5

/** How to refresh these before their windows end, which a permanent failure has used up. */
function catchUpText(rows: Rows, now: Instant): string {
  const [it, their] = rows.length === 1 ? ['it', 'its'] : ['them', 'their']
  const names = [...new Set(rows.flatMap(selectorsOf))]
  const select =
    names.length > NAMES_IN_SELECT ? `${their} exposures in select` : `select: ${names.join(' ')}`
  const dues = new Set(rows.map(({ row: { dueAt } }) => (dueAt !== null && dueAt > now ? dueAt : null)))
  const [due = null] = dues
  const window = due === null ? 'the next run does' : `the first run after ${at(due, now)} does`
  const later = dues.size === 1 ? window : 'the first runs after their windows do'
  return `To refresh ${it} at once after that, run the manual workflow (${docsPage('manual-refresh.md')}) with ${select} and force; otherwise ${later}.`
}

/** As `select` names it: by its exposures, or by its LUID if only discovery knows it. */
function selectorsOf({ row: { extract } }: ReportRow): string[] {
  const { kind, luid } = extract.lineage.content
  return isDiscovered(extract) ? [`${kind}:${luid}`] : extract.exposures.map(({ name }) => oneLine(name))
}

/** What to do about the cause of a row, without when it is refreshed after that; null if there is nothing to do. */
export function cureOf({ row, result }: ReportRow, context: WordingContext): string | null {
  if (result !== null) {
    const { outcome, failure } = result
    if (isCancelledWithRun(result, context)) return null
    if (outcome === 'cancelled' && !isKnownFailure(failure)) return CATALOGUE['AE-CANCELLED'].remedy
    if (failure !== null) return explanationOf(failure).remedy
    if (result.outcome === 'blocked') return CATALOGUE['AE-BLOCKED'].remedy
    return result.outcome === 'timed-out' ? CATALOGUE['AE-TIMED-OUT'].remedy : null
  }
  if (notWaitedForText(row, context) !== null) return CATALOGUE['AE-NOT-STARTED'].remedy
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
    ? `fix the data, or the test if it is wrong${filesText(problems)}`
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
      return `fix ${list(shown)}${filesText(own)}`
    case 'test':
      return `fix the data that ${list(shown)} ${shown.length === 1 ? 'checks' : 'check'}${filesText(own)}`
    case 'unit-test':
      return `fix the code behind ${list(shown)}${filesText(own)}`
    case 'freshness':
      return own.every(({ details }) => details?.kind === 'message')
        ? `let dbt source freshness measure ${list(shown)} again`
        : `load new data into ${list(shown)}`
    default:
      return kind satisfies never
  }
}

/** A path is shown whole, so that it can be opened. */
const LONGEST_FILE = 300

/** ` (tests/assert_amounts.sql)`: where the failed nodes and tests are written; empty if that is not known. */
function filesText(problems: readonly Problem[]): string {
  const files = [...new Set(problems.flatMap(({ file }) => file?.path ?? []))]
  const shown = files.slice(0, NAMES_SHOWN).map((file) => oneLine(file, LONGEST_FILE))
  const more = files.length - shown.length
  return files.length === 0 ? '' : ` (${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''})`
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
  readonly id: MessageId
  readonly icon: string
  readonly names: readonly string[]
  readonly sentence: string
  /** The message of Tableau or dbt, untrusted and not shortened; empty if there is none. */
  readonly quoted: string
  /** Whose message it is. */
  readonly speaker: 'Tableau' | 'dbt'
  /** Names of the owners of their exposures. */
  readonly owners: readonly string[]
}

/**
 * Worst first; rows with the same remedy and the same message of Tableau or dbt share one entry, with the icon and the message
 * of the worst. The remedy of a row's status comes before that of stale data, whose cause it ends.
 */
export function remediesOf(report: Report): Remedy[] {
  const context = report.wording
  const owners = new Owners(report.owned)
  const earlier = report.failedSince.map(({ id, extracts, remedy }): Remedy => {
    const names = extracts.map(({ lineage }) => lineage.content.name)
    const theirs = ownerNames(owners.of(extracts.flatMap(({ exposures }) => exposures)))
    return {
      id,
      icon: STATUS.failed.icon,
      names,
      sentence: remedy,
      quoted: '',
      speaker: 'Tableau',
      owners: theirs,
    }
  })
  const groups = new Map<string, [ReportRow, ...ReportRow[]]>()
  for (const row of worstFirst(report)) {
    const cure = isForReader(row, report) ? cureOf(row, context) : null
    const sentence = cure ?? staleRemedy(row, report)
    if (sentence === null) continue
    const key = JSON.stringify([sentence, withoutIds(quotedIn(row))])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [row])
    else known.push(row)
  }
  return [...earlier, ...[...groups.values()].map((rows) => remedyFor(rows, report, { context, owners }))]
}

function remedyFor(
  rows: Rows,
  report: Report,
  { context, owners }: { readonly context: WordingContext; readonly owners: Owners },
): Remedy {
  const [first] = rows
  const own = isForReader(first, report) ? sharedRemedyOf(rows, context) : null
  const exposures = rows.flatMap(({ row }) => row.extract.exposures)
  return {
    id: own === null ? staleMessage(first) : messageIdOf(first, context),
    icon: own === null ? STATUS.held.icon : STATUS[statusOf(first, report.mode)].icon,
    names: rows.map(nameOf),
    sentence: own ?? staleRemedy(first, report) ?? '',
    quoted: quotedIn(first),
    speaker: first.result === null ? 'dbt' : 'Tableau',
    owners: ownerNames(owners.of(exposures)),
  }
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
