import { earliestOf, type Instant } from '../base/clock.js'
import { compareNames } from '../base/order.js'
import type { Problem } from '../dbt/types.js'
import type {
  PendingDataSource,
  Decision,
  ExtractRow,
  Landing,
  OverridableSkip,
  Skip,
  UpstreamId,
} from '../plan/types.js'
import type { NamePair } from '../exposures/types.js'
import type { RefreshResult } from '../refresh/outcome.js'
import type { Failure } from '../tableau/failures/failures.js'
import { cut, oneLine } from '../base/untrusted-text.js'
import { explanationOf, FAILURE_EXPLANATIONS } from './failure-explanations.js'
import { detailsText } from './failure-details.js'
import { failingHistory, historyText } from './failing-history.js'
import { nameIn } from './names.js'
import type { EndedSince, ReportRow, WordingContext } from './report.js'
import { at, duration } from './times.js'

/** Names listed in a sentence before "and N more". */
export const NAMES_SHOWN = 3

/** Why a row has its status, in one line and without a remedy: by its outcome, else by its decision; and since when. */
export function reasonOf(row: ReportRow, context: WordingContext): string {
  const reason = currentReasonOf(row, context)
  const history = row.result === null ? null : failingHistory(row)
  return history === null ? reason : `${reason}; ${historyText(history, context.now)}`
}

/** The reason without what earlier runs know. */
export function currentReasonOf({ row, result }: ReportRow, context: WordingContext): string {
  if (result === null) return plannedText(row, context)
  switch (result.outcome) {
    case 'refreshed':
      return row.decision.kind === 'refresh'
        ? decisionText(row, context)
        : 'a refresh that was already running has finished'
    case 'failed':
      return `${failureText(result.failure)}${quotaBackText(result, row, context)}`
    case 'cancelled':
      return `${cancelledText(result)}${quotaBackText(result, row, context)}`
    case 'timed-out':
      return `${timedOutText(result)} when ${timeoutText(context)} was over; the next run asks Tableau how it ended`
    case 'blocked':
      return blockedText(row, context)
    case 'deferred':
      return `${deferredText(result)}${quotaBackText(result, row, context) || '; the next run tries again'}`
    case 'requested':
      return requestedText(row, context)
    default:
      return result.outcome satisfies never
  }
}

/** `the timeout of 15 min`. */
function timeoutText({ ended }: WordingContext): string {
  const timeout = ended?.timeout ?? null
  return timeout === null ? 'the timeout' : `the timeout of ${duration(timeout / 1000)}`
}

/** `; not tried again before 00:00 UTC tomorrow (2026-12-02)`: until then the site has no capacity; empty if that is not known. */
function quotaBackText({ failure }: RefreshResult, { dueAt }: ExtractRow, { now }: WordingContext): string {
  return failure?.class !== 'quota' || dueAt === null || dueAt <= now
    ? ''
    : `; not tried again before ${at(dueAt, now)}`
}

function requestedText(row: ExtractRow, context: WordingContext): string {
  const lead =
    context.ended?.cancelled === true
      ? 'requested, and the run was cancelled before it ended'
      : 'requested, not waited for'
  return `${lead}: ${decisionText(row, context)}`
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
  const [nouns, whose] = requested.length === 1 ? ['data source', 'refresh'] : ['data sources', 'refreshes']
  const names = listNames(requested, context)
  return `it waits for the ${nouns} ${names}, whose ${whose} this run requested and did not wait for; the next run refreshes it`
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
    ? `${cancelCause(result)}${quotaBackText(result, row, context)}`
    : currentReasonOf(reportRow, context)
}

function skipCause(decision: Skip, row: ExtractRow, context: WordingContext): string {
  switch (decision.reason) {
    case 'frozen':
      return 'frozen'
    case 'build-after':
      return 'not due yet'
    case 'up-to-date':
      return decision.pendingDataSources.length === 0
        ? 'nothing new since the last refresh'
        : `nothing new yet; waits for ${awaitedText(decision.pendingDataSources, context)}`
    case 'failing':
      return FAILURE_EXPLANATIONS[decision.failure].what
    case 'upstream-failed':
      return problemText(decision.problems, context, 'without instant')
    case 'other-environment':
      return placesText(decision.pairs, context)
    case 'no-extract':
    case 'not-visible':
    case 'never-landed':
    case 'waiting-for-upstream':
      return decisionText(row, context)
    default:
      return decision satisfies never
  }
}

type OtherPlaces = Pick<WordingContext, 'otherPlaces'>

/** `dbt builds in shop.dev, but Tableau reads shop.prod`: without the tables, which differ from extract to extract. */
function placesText(own: readonly NamePair[], { otherPlaces: pairs = own }: OtherPlaces = {}): string {
  if (own.length === 0) return SHOWN_BY_OTHERS
  const places = (name: keyof NamePair): string =>
    list([...new Set(pairs.map((pair) => placeOf(pair[name])))].sort(compareNames))
  return `dbt builds in ${places('dbt')}, but Tableau reads ${places('tableau')}`
}

/** The reason of an extract that is judged by the others, because no table of the other environment is known. */
const SHOWN_BY_OTHERS = 'other extracts of this run read another database or schema than this build writes'

/** The relation without its last part, which may be quoted. */
function placeOf(relation: string): string {
  return oneLine(relation.replace(/\.(?:"(?:[^"]|"")*"|[^."]+)$/, ''))
}

/** The plan's decision in words. */
export function decisionText(row: ExtractRow, context: WordingContext): string {
  const { decision } = row
  switch (decision.kind) {
    case 'refresh':
      return refreshText(decision, row, context)
    case 'wait':
      return `the refresh requested at ${at(decision.requestedAt, context.now)} is still running`
    case 'skip':
      return skipText(decision, row, context)
    default:
      return decision satisfies never
  }
}

function refreshText(
  decision: Extract<Decision, { kind: 'refresh' }>,
  row: ExtractRow,
  context: WordingContext,
): string {
  const data = dataText(decision.landed, context)
  switch (decision.reason) {
    case 'new-data':
      return data === '' ? 'new data' : data
    case 'first-refresh':
      return data === '' ? 'first refresh' : `first refresh: ${data}`
    case 'forced':
      if (decision.overriddenSkip !== null)
        return `forced, although ${overriddenText(decision.overriddenSkip, row, context)}`
      return data === '' ? 'forced' : `forced: ${data}`
    default:
      return decision.reason satisfies never
  }
}

/** `new data in fct_orders`, and what gets its new data only with the build after the merge of this pull request. */
function dataText(landed: readonly Landing[], context: WordingContext): string {
  const here = landed.filter(({ changed }) => changed === undefined)
  return [
    ...(here.length === 0 ? [] : [`new data in ${listNames(idsOf(here), context)}`]),
    ...changedTexts(landed, context),
  ].join('; ')
}

/** `fct_orders changes with this pull request`, `rpt_menu is downstream of stg_menu, which this pull request changes`. */
function changedTexts(landed: readonly Landing[], context: WordingContext): string[] {
  const changed = landed.filter((landing) => landing.changed?.some((id) => id === landing.id))
  const downstream = landed.filter((landing) => landing.changed !== undefined && !changed.includes(landing))
  const causes = [...new Set(downstream.flatMap((landing) => landing.changed ?? []))]
  const [verb, be] = [changed.length === 1 ? 'changes' : 'change', downstream.length === 1 ? 'is' : 'are']
  const because = `${be} downstream of ${listNames(causes, context)}, which this pull request changes`
  return [
    ...(changed.length === 0 ? [] : [`${listNames(idsOf(changed), context)} ${verb} with this pull request`]),
    ...(downstream.length === 0 ? [] : [`${listNames(idsOf(downstream), context)} ${because}`]),
  ]
}

/** What `force` overrides, as a clause. */
function overriddenText(skip: OverridableSkip, row: ExtractRow, context: WordingContext): string {
  const { now } = context
  switch (skip.reason) {
    case 'up-to-date':
      return `nothing is new since its last refresh (newest data ${at(skip.landedAt, now)})`
    case 'waiting-for-upstream':
      return `no new data is known in ${listNames(skip.waitingFor, context)} yet (updates_on: all)`
    case 'build-after':
      if (skip.isDayOff === true) return NOT_ON_THIS_DAY
      return row.lastRefreshedAt === null
        ? 'its window is used up'
        : `it was refreshed at ${at(row.lastRefreshedAt, now)}`
    case 'failing':
      return `it has been ${failingSince(skip, now)}`
    default:
      return skip satisfies never
  }
}

function skipText(decision: Skip, row: ExtractRow, context: WordingContext): string {
  const { now } = context
  switch (decision.reason) {
    case 'no-extract':
      return noExtractText(row, context)
    case 'not-visible':
      return notVisibleText(decision.landed, context)
    case 'other-environment':
      return otherEnvironmentText(decision.pairs, row.extract)
    case 'upstream-failed':
      return problemText(decision.problems, context)
    case 'never-landed':
      return neverLandedText(decision.upstream, row, context)
    case 'up-to-date':
      return upToDateText(decision, context)
    case 'waiting-for-upstream':
      return `waiting for new data in ${listNames(decision.waitingFor, context)} too (updates_on: all)`
    case 'frozen':
      return `frozen until ${at(decision.until, now)}; what is new follows after it`
    case 'build-after':
      return buildAfterText(decision, row, now)
    case 'failing':
      return failingText(decision, row, now)
    default:
      return decision satisfies never
  }
}

function noExtractText({ extract }: ExtractRow, context: WordingContext): string {
  const { lineage, unrelated, reads } = extract
  if (unrelated !== null && lineage.hasExtract !== false)
    return `its extract reads no table of this dbt project, only ${list(unrelated)}`
  if (hasNoDataSource(extract)) return 'no extract to refresh: it has no data source'
  const sources = reads.length === 1 ? 'data source' : 'data sources'
  return reads.length === 0
    ? 'no extract to refresh: its connections are live'
    : `no extract of its own to refresh: it shows the ${sources} ${listNames(reads, context)}`
}

/** Whether Tableau shows no connection of it at all, and nothing is hidden. */
export function hasNoDataSource({ lineage, reads: known }: ExtractRow['extract']): boolean {
  const shown = [lineage, lineage.live].flatMap(({ tables, reads, gaps }) => [...tables, ...reads, ...gaps])
  return lineage.hasExtract === false && known.length + shown.length === 0
}

function notVisibleText(landed: readonly Landing[], context: WordingContext): string {
  const data =
    landed.length === 0 ? '' : `, so new data in ${listNames(idsOf(landed), context)} may be missing`
  return `it has no extract of its own, and some published data sources behind it are not visible to the signed-in user${data}`
}

function upToDateText(
  { landedAt, pendingDataSources }: Extract<Skip, { reason: 'up-to-date' }>,
  context: WordingContext,
): string {
  const newest = `nothing new since its last refresh (newest data ${at(landedAt, context.now)})`
  return pendingDataSources.length === 0
    ? newest
    : `${newest}; waits for ${awaitedText(pendingDataSources, context)}`
}

/** `Sales, 12:00 UTC`: the data sources whose refresh will bring new data, and when the first one is due. */
export function awaitedText(
  pendingDataSources: readonly PendingDataSource[],
  context: WordingContext,
  timeText: (instant: Instant, now: Instant) => string = at,
): string {
  const keys = pendingDataSources.map(({ key }) => key)
  const names = listNames(keys, context)
  const due = dueOf(pendingDataSources)
  return due === null ? names : `${names}, ${timeText(due, context.now)}`
}

/** When the first of these is due; null if none has a time. */
export function dueOf(pendingDataSources: readonly PendingDataSource[]): Instant | null {
  const due = pendingDataSources.flatMap(({ dueAt }) => dueAt ?? [])
  return due.length === 0 ? null : earliestOf(due)
}

/** What has to happen so that a landing of the upstream is known: a dbt build, or something else for what dbt does not build. */
export function landingTrigger({
  decision,
  extract,
}: ExtractRow): 'nothing' | 'sources' | 'data sources' | 'builds' {
  const { upstream } = extract
  if (upstream.length === 0) return 'nothing'
  if (upstream.every(({ node }) => node.startsWith('source.'))) return 'sources'
  const arrivals = decision.reason === 'never-landed' ? decision.upstream : []
  const vias = new Set<string | null>(upstream.map(({ via }) => via))
  return arrivals.length > 0 && arrivals.every((id) => vias.has(id)) ? 'data sources' : 'builds'
}

function neverLandedText(upstream: readonly UpstreamId[], row: ExtractRow, context: WordingContext): string {
  const names = listNames(upstream, context)
  const news = landingTrigger(row)
  switch (news) {
    case 'nothing':
      return 'depends_on of its exposure is empty, so no new data can be known'
    case 'sources':
      return `no new data known in ${names} yet`
    case 'data sources':
      return `no refresh of ${names} by this action is known yet`
    case 'builds':
      return `no build of ${names} is known yet`
    default:
      return news satisfies never
  }
}

function failingText(
  decision: Extract<Skip, { reason: 'failing' }>,
  { dueAt }: ExtractRow,
  now: Instant,
): string {
  const next = dueAt === null ? '' : `; not tried again before ${at(dueAt, now)}`
  return `${failingSince(decision, now)}${next}`
}

function failingSince(decision: Extract<Skip, { reason: 'failing' }>, now: Instant): string {
  return `${historyText({ ...decision, kind: 'failing' }, now)}: ${FAILURE_EXPLANATIONS[decision.failure].what}`
}

function otherEnvironmentText(
  pairs: readonly NamePair[],
  { otherEnvironment }: ExtractRow['extract'],
): string {
  const [first] = pairs
  if (first === undefined)
    return otherEnvironment.length === 0
      ? SHOWN_BY_OTHERS
      : `this build is of another environment, as other extracts show: ${placesText(otherEnvironment)}`
  const more = pairs.length === 1 ? '' : ` (and ${pairs.length - 1} more)`
  return `dbt builds ${oneLine(first.dbt)}, but Tableau reads ${oneLine(first.tableau)}${more}`
}

const NOT_ON_THIS_DAY = 'its build_after has no time on this day'

function buildAfterText(
  { isDayOff }: Extract<Skip, { reason: 'build-after' }>,
  { lastRefreshedAt, dueAt }: ExtractRow,
  now: Instant,
): string {
  const used = lastRefreshedAt === null ? 'its window is used up' : `refreshed at ${at(lastRefreshedAt, now)}`
  const last = isDayOff === true ? NOT_ON_THIS_DAY : used
  return dueAt === null ? last : `${last}; not before ${at(dueAt, now)}`
}

function problemText(
  problems: readonly Problem[],
  context: WordingContext,
  detail: 'with instant' | 'without instant' = 'with instant',
): string {
  const [first] = problems
  if (first === undefined) return 'an upstream node is unhealthy'
  const when = detail === 'with instant' ? ` at ${at(first.failedAt, context.now)}` : ''
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`
  return `${problemSentence(first, context)}${when}${detailsText(first, context.now)}${more}`
}

function problemSentence({ node, kind }: Problem, { names }: WordingContext): string {
  const shown = oneLine(nameIn(node, names))
  switch (kind) {
    case 'node':
      return `${shown} failed`
    case 'test':
      return `test ${shown} failed`
    case 'unit-test':
      return `unit test ${shown} failed`
    case 'freshness':
      return `dbt source freshness reported an error for ${shown}`
    default:
      return kind satisfies never
  }
}

function blockedText({ extract, decision }: ExtractRow, { names }: WordingContext): string {
  const keys = decision.kind === 'refresh' && decision.after.length > 0 ? decision.after : extract.reads
  const known = keys.map((key) => names.get(key)).filter((name) => name !== undefined)
  if (known.length === 0) return 'a data source that it reads could not be refreshed in this run'
  const which = known.length === 1 ? 'which' : 'one of which'
  return `it reads ${list(known)}, ${which} could not be refreshed in this run`
}

const LONGEST_ERROR = 160

/** What a failure class means; of an unknown one, the text itself is all there is to tell. */
function failureText(failure: Failure | null): string {
  const { what } = failure === null ? FAILURE_EXPLANATIONS.unknown : explanationOf(failure)
  if (failure?.class !== 'unknown') return what
  const text = oneLine(failure.text, LONGEST_ERROR)
  return text === '' ? what : `it ended with "${text}"`
}

/** Rows with the same key have one cause: unknown failures only if their texts say the same. */
export function causeKeyOf(row: ReportRow, context: WordingContext): string {
  const failure = row.result?.outcome === 'failed' ? row.result.failure : null
  const text = failure?.class === 'unknown' ? withoutIds(failure.text) : ''
  return text === '' ? causeOf(row, context) : text
}

/** Without a failure the job was still running; with one, its status could not be read. */
function timedOutText({ failure }: RefreshResult): string {
  return failure === null
    ? 'it was still running in Tableau'
    : `its job could not be read (${explanationOf(failure).what})`
}

/** With the cause if the job's notes have one. Otherwise a person may have cancelled it. */
function cancelledText({ failure }: RefreshResult): string {
  return isKnownFailure(failure) ? `${CANCELLED}: ${explanationOf(failure).what}` : CANCELLED
}

function cancelCause({ failure }: RefreshResult): string {
  return isKnownFailure(failure) ? explanationOf(failure).what : CANCELLED
}

const CANCELLED = 'the job was cancelled in Tableau'

/** Whether the cause is one that this action knows. */
export function isKnownFailure(failure: Failure | null): failure is Failure {
  return failure !== null && failure.class !== 'unknown'
}

function deferredText({ failure }: RefreshResult): string {
  return failure?.class === 'quota'
    ? explanationOf(failure).what
    : 'another refresh of it, not by this action, was running until this run ended'
}

function idsOf(landings: readonly Landing[]): UpstreamId[] {
  return landings.map(({ id }) => id)
}

function listNames(ids: readonly UpstreamId[], { names }: WordingContext): string {
  return list(ids.map((id) => nameIn(id, names)))
}

/** What differs from request to request. Short numbers do not: they may be error codes. */
const OF_ONE_REQUEST: readonly RegExp[] = [
  /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi,
  /\b(?=[a-f]*\d)[\da-f]{16,}\b/gi,
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?/g,
  /\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/g,
  /(?<=\b(?:request|session|query|job|activity|correlation|trace)[ _-]?id\W{1,3})[\w.+/=-]+/gi,
  /\b\d{9,}\b/g,
]

const LONGEST_COMPARED = 4000

/** Tableau's message without instants, and without ids of a request, session, query or job. */
export function withoutIds(text: string): string {
  return OF_ONE_REQUEST.reduce((shown, pattern) => shown.replace(pattern, '#'), cut(text, LONGEST_COMPARED))
}

/** `Menu, Orders, requested 06:04 UTC by an earlier run`. */
export function endedSinceText(ended: readonly EndedSince[], now: Instant): string {
  const instants = new Set(ended.map(({ requestedAt }) => at(requestedAt, now)))
  const [only] = instants
  const when = only === undefined || instants.size > 1 ? '' : ` ${only}`
  return `${list(ended.map(({ name }) => name))}, requested${when} by an earlier run`
}

/** `a`, `a, b`, `a, b, c and 4 more`; each name passed through `oneLine`, and in quotes if it has a comma. */
export function list(names: readonly string[], max: number = NAMES_SHOWN): string {
  return listPhrases(names.map(quotedIfComma), max)
}

/** A name as `list` shows it. */
export function quotedIfComma(name: string): string {
  const shown = oneLine(name, 80)
  return shown.includes(',') ? `"${shown}"` : shown
}

/** A name of 80 code points in quotes. */
const LONGEST_LISTED = 82

/** Like `list`, for phrases that may contain commas. */
export function listPhrases(phrases: readonly string[], max: number = NAMES_SHOWN): string {
  const shown = phrases.slice(0, max).map((phrase) => oneLine(phrase, LONGEST_LISTED))
  const rest = phrases.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}

/** `1 extract`, `2 extracts`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
