import { earliestOf, type Instant } from '../base/clock.js'
import { compareNames } from '../base/order.js'
import type { Problem } from '../dbt/types.js'
import type { PendingDataSource, ExtractRow, Landing, Skip, UpstreamId } from '../plan/types.js'
import type { NamePair } from '../exposures/types.js'
import { oneLine } from '../base/untrusted-text.js'
import { FAILURE_EXPLANATIONS } from './failure-explanations.js'
import { detailsText } from './failure-details.js'
import { historyText } from './failing-history.js'
import { idsOf, isDataSource, list, listNames, listUpstream } from './lists.js'
import { nameIn } from './names.js'
import type { WordingContext } from './report.js'
import { at, type Moment, onDate, when } from './times.js'

export function skipText(decision: Skip, row: ExtractRow, context: WordingContext): string {
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
      return upToDateText(decision, row, context)
    case 'waiting-for-upstream':
      return waitingText(decision, context)
    case 'frozen':
      return `frozen until ${when(decision.until, context)}; what is new follows after it`
    case 'build-after':
      return buildAfterText(decision, row, context)
    case 'failing':
      return failingText(decision, row, context)
    default:
      return decision satisfies never
  }
}

export function skipCause(decision: Skip, row: ExtractRow, context: WordingContext): string {
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
      return skipText(decision, row, context)
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
    landed.length === 0 ? '' : `, so new data in ${listUpstream(idsOf(landed), context)} may be missing`
  return `it has no extract of its own, and some published data sources behind it are not visible to the signed-in user${data}`
}

function upToDateText(
  { landedAt, pendingDataSources }: Extract<Skip, { reason: 'up-to-date' }>,
  { known }: ExtractRow,
  context: WordingContext,
): string {
  const newest = `nothing new since its last refresh (data from ${when(known.freshness.newestDataAt ?? landedAt, context)})`
  return pendingDataSources.length === 0
    ? newest
    : `${newest}; waits for ${awaitedText(pendingDataSources, context)}`
}

/** A data source that shows new data upstream has it only after its refresh, which something may hold back. */
function waitingText(
  { waitingFor, pendingDataSources = [] }: Extract<Skip, { reason: 'waiting-for-upstream' }>,
  context: WordingContext,
): string {
  const pending = new Set<UpstreamId>(pendingDataSources.map(({ key }) => key))
  const others = waitingFor.filter((id) => !pending.has(id))
  const awaited = [
    ...(others.length === 0 ? [] : [`new data in ${listUpstream(others, context)}`]),
    ...(pending.size === 0 ? [] : [`the refresh of ${awaitedText(pendingDataSources, context)}`]),
  ]
  return `waiting for ${awaited.join(' and for ')}${pending.size === 0 ? ' too' : ''} (updates_on: all)`
}

/** `data source Sales, not before 12:00 UTC`: the data sources whose refresh will bring new data, and when the first one is due. */
export function awaitedText(
  pendingDataSources: readonly PendingDataSource[],
  context: WordingContext,
  timeText: (instant: Instant, now: Instant) => string = context.dates === true ? onDate : at,
): string {
  const keys = pendingDataSources.map(({ key }) => key)
  const names = `data ${keys.length === 1 ? 'source' : 'sources'} ${listNames(keys, context)}`
  const due = dueOf(pendingDataSources)
  return due === null
    ? names
    : `${names}, ${keys.length === 1 ? '' : 'the first '}not before ${timeText(due, context.now)}`
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
      return `${noBuildText(upstream, context)} is known yet`
    default:
      return news satisfies never
  }
}

/** `no build of fct_orders and no refresh of data source Orders`: dbt builds no data source. */
function noBuildText(upstream: readonly UpstreamId[], context: WordingContext): string {
  const dataSources = upstream.filter(isDataSource)
  const nodes = upstream.filter((id) => !isDataSource(id))
  return [
    ...(nodes.length === 0 ? [] : [`no build of ${listNames(nodes, context)}`]),
    ...(dataSources.length === 0 ? [] : [`no refresh of ${listUpstream(dataSources, context)}`]),
  ].join(' and ')
}

function failingText(
  decision: Extract<Skip, { reason: 'failing' }>,
  { dueAt }: ExtractRow,
  moment: Moment,
): string {
  const next = dueAt === null ? '' : `; not tried again before ${when(dueAt, moment)}`
  return `${failingSince(decision, moment)}${next}`
}

export function failingSince(decision: Extract<Skip, { reason: 'failing' }>, moment: Moment): string {
  return `${historyText({ ...decision, kind: 'failing' }, moment)}: ${FAILURE_EXPLANATIONS[decision.failure].what}`
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

export const NOT_ON_THIS_DAY = 'its build_after has no time on this day'

function buildAfterText(
  { isDayOff }: Extract<Skip, { reason: 'build-after' }>,
  { lastRefreshedAt, dueAt }: ExtractRow,
  moment: Moment,
): string {
  const used =
    lastRefreshedAt === null ? 'its window is used up' : `refreshed at ${when(lastRefreshedAt, moment)}`
  const last = isDayOff === true ? NOT_ON_THIS_DAY : used
  return dueAt === null ? last : `${last}; not before ${when(dueAt, moment)}`
}

function problemText(
  problems: readonly Problem[],
  context: WordingContext,
  detail: 'with instant' | 'without instant' = 'with instant',
): string {
  const [first] = problems
  if (first === undefined) return 'an upstream node is unhealthy'
  const instant = detail === 'with instant' ? failedAtText(first, context) : ''
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`
  return `${problemSentence(first, context)}${instant}${detailsText(first, context)}${more}`
}

/** ` at 06:03 UTC`; on its own date it has its last good result too, which tells how long it has been failing. */
function failedAtText({ failedAt, okAt }: Problem, context: WordingContext): string {
  const lastGood =
    context.dates === true && okAt !== undefined ? ` (last good result at ${when(okAt, context)})` : ''
  return ` at ${when(failedAt, context)}${lastGood}`
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
