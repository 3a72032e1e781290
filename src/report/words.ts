import { earliestOf, type Instant } from '../base/clock.js'
import type { Problem } from '../dbt/types.js'
import type { Awaited, Decision, ExtractRow, Landing, Named } from '../plan/types.js'
import type { RefreshResult } from '../refresh/outcome.js'
import { oneLine } from '../base/untrusted-text.js'
import { FAILURE } from './failure-words.js'
import { nameIn } from './names.js'
import type { ReportRow, Speaking } from './report.js'
import { ago, at } from './times.js'

/** Names told in a sentence before "and N more". */
const NAMES_TOLD = 3

/** Why the row is as it is, in one line and without its remedy: what happened, else what was decided. */
export function reasonOf({ row, result }: ReportRow, speaking: Speaking): string {
  if (result === null) return decisionWords(row, speaking)
  switch (result.outcome) {
    case 'refreshed':
      return row.decision.decision === 'refresh'
        ? decisionWords(row, speaking)
        : 'a refresh that was already under way has finished'
    case 'failed':
      return failureWords(result)
    case 'cancelled':
      return cancelledWords(result)
    case 'timed-out':
      return `${timedOutWords(result)} when the time was up; the next run looks it up`
    case 'blocked':
      return blockedWords(row, speaking)
    case 'deferred':
      return `${deferredWords(result)}; the next run asks again`
    case 'requested':
      return `requested, not waited for: ${decisionWords(row, speaking)}`
    default:
      return result.outcome satisfies never
  }
}

/** What to do about a row, in one sentence; null where there is nothing to do. */
export function remedyOf({ row, result }: ReportRow, speaking: Speaking): string | null {
  if (result !== null) return result.failure === null ? null : FAILURE[result.failure.class].remedy
  return row.decision.decision === 'skip' ? skipRemedy(row.decision, row, speaking) : null
}

function skipRemedy(decision: Skip, row: ExtractRow, speaking: Speaking): string | null {
  switch (decision.reason) {
    case 'upstream-failed':
      return upstreamRemedy(decision.problems, speaking)
    case 'failing':
      return FAILURE[decision.failure].remedy
    case 'never-landed':
      return neverLandedRemedy(row)
    case 'other-environment':
      return 'Point the Tableau content to the database that dbt builds, or set relation-map if both are the same.'
    case 'not-visible':
      return 'Sign in as a site administrator, or as a user who may view and connect to it and to its data sources; or name these in meta.active_exposure.extracts.'
    case 'no-extract':
    case 'up-to-date':
    case 'waiting-for-upstream':
    case 'build-after':
      return null
    default:
      return decision satisfies never
  }
}

/** Reason and remedy together: the row's message for machines and annotations. */
export function messageOf(row: ReportRow, speaking: Speaking): string {
  const reason = reasonOf(row, speaking)
  const remedy = remedyOf(row, speaking)
  return remedy === null ? reason : `${reason}. ${remedy}`
}

/** The plan's decision in words. */
export function decisionWords(row: ExtractRow, speaking: Speaking): string {
  const { decision } = row
  switch (decision.decision) {
    case 'refresh':
      return refreshWords(decision, row, speaking)
    case 'wait':
      return `the refresh requested at ${at(decision.requestedAt, speaking.now)} is still running`
    case 'skip':
      return skipWords(decision, row, speaking)
    default:
      return decision satisfies never
  }
}

function refreshWords(
  decision: Extract<Decision, { decision: 'refresh' }>,
  row: ExtractRow,
  speaking: Speaking,
): string {
  const data = decision.landed.length === 0 ? '' : `new data in ${listNamed(decision.landed, speaking)}`
  switch (decision.reason) {
    case 'new-data':
      return data === '' ? 'new data' : data
    case 'first-refresh':
      return data === '' ? 'first refresh' : `first refresh: ${data}`
    case 'forced':
      if (decision.passedOver !== null)
        return `forced; otherwise skipped: ${skipWords(decision.passedOver, row, speaking)}`
      return data === '' ? 'forced' : `forced: ${data}`
    default:
      return decision.reason satisfies never
  }
}

type Skip = Extract<Decision, { decision: 'skip' }>

function skipWords(decision: Skip, row: ExtractRow, speaking: Speaking): string {
  const { now } = speaking
  switch (decision.reason) {
    case 'no-extract':
      return noExtractWords(row)
    case 'not-visible':
      return notVisibleWords(decision.landed, speaking)
    case 'other-environment':
      return otherEnvironmentWords(decision.pairs)
    case 'upstream-failed':
      return problemWords(decision.problems, speaking)
    case 'never-landed':
      return neverLandedWords(decision.upstream, row, speaking)
    case 'up-to-date':
      return upToDateWords(decision, speaking)
    case 'waiting-for-upstream':
      return `waiting for new data in ${listNamed(decision.waitingFor, speaking)} too (updates_on: all)`
    case 'build-after':
      return buildAfterWords(row, now)
    case 'failing':
      return failingWords(decision, row, now)
    default:
      return decision satisfies never
  }
}

function noExtractWords({ extract: { lineage, unrelated } }: ExtractRow): string {
  return unrelated === null || lineage.hasExtract === false
    ? 'live connection, or no extract of its own: nothing to refresh'
    : `its extract reads nothing of this project, only ${list(unrelated)}`
}

function notVisibleWords(landed: readonly Landing[], speaking: Speaking): string {
  const data = landed.length === 0 ? '' : `: new data in ${listNamed(landed, speaking)} may be missing in it`
  return `no extract of its own, and the published data sources that it shows cannot all be seen${data}`
}

function upToDateWords(
  { landedAt, awaits }: Extract<Skip, { reason: 'up-to-date' }>,
  speaking: Speaking,
): string {
  const newest = `nothing new since its last refresh (newest data ${at(landedAt, speaking.now)})`
  return awaits.length === 0 ? newest : `${newest}; waits for ${awaitedWords(awaits, speaking)}`
}

/** `Sales, 12:00 UTC`: the data sources whose refresh will bring new data, and when the first of them is due. */
export function awaitedWords(awaits: readonly Awaited[], speaking: Speaking): string {
  const names = listNamed(awaits, speaking)
  const due = dueOf(awaits)
  return due === null ? names : `${names}, ${at(due, speaking.now)}`
}

/** When the first of these is due; null where none has a time. */
export function dueOf(awaits: readonly Awaited[]): Instant | null {
  const due = awaits.flatMap(({ dueAt }) => dueAt ?? [])
  return due.length === 0 ? null : earliestOf(due)
}

/** What tells that its upstream has new data: a build, or, for what dbt never builds, other things. */
function newsOf({ decision, extract }: ExtractRow): 'nothing' | 'sources' | 'data sources' | 'builds' {
  const { upstream } = extract
  if (upstream.length === 0) return 'nothing'
  if (upstream.every(({ node }) => node.startsWith('source.'))) return 'sources'
  const arrivals = decision.reason === 'never-landed' ? decision.upstream : []
  const vias = new Set<string | null>(upstream.map(({ via }) => via))
  return arrivals.length > 0 && arrivals.every(({ id }) => vias.has(id)) ? 'data sources' : 'builds'
}

function neverLandedWords(upstream: readonly Named[], row: ExtractRow, speaking: Speaking): string {
  const names = listNamed(upstream, speaking)
  const news = newsOf(row)
  switch (news) {
    case 'nothing':
      return 'its exposure depends on nothing, so that no new data can be known'
    case 'sources':
      return `nothing has told yet that ${names} has new data`
    case 'data sources':
      return `no refresh of ${names} by this action is known yet`
    case 'builds':
      return `no build of ${names} is known yet`
    default:
      return news satisfies never
  }
}

function neverLandedRemedy(row: ExtractRow): string {
  const news = newsOf(row)
  switch (news) {
    case 'nothing':
      return 'Name what it reads in depends_on.'
    case 'sources':
      return 'Measure it with dbt source freshness (sources.json), or build a model that reads it.'
    case 'data sources':
      return 'It follows once this action has refreshed the data source that it reads: see that row, or select and exclude.'
    case 'builds':
      return 'Build it with dbt in a run of this action, or check that dbt-artifacts holds the results of dbt build or dbt run.'
    default:
      return news satisfies never
  }
}

function failingWords(
  { since, orEarlier, failure }: Extract<Skip, { reason: 'failing' }>,
  { dueAt }: ExtractRow,
  now: Instant,
): string {
  const begin = `failing since ${at(since, now)}${orEarlier ? ' or earlier' : ''}`
  const next = dueAt === null ? '' : `; tried next from ${at(dueAt, now)} on`
  return `${begin}: ${FAILURE[failure].what}${next}`
}

function otherEnvironmentWords(pairs: Extract<Skip, { reason: 'other-environment' }>['pairs']): string {
  const [first] = pairs
  if (first === undefined) return 'Tableau reads another database than dbt builds'
  const more = pairs.length === 1 ? '' : ` (and ${pairs.length - 1} more)`
  return `dbt builds ${oneLine(first.dbt)}, Tableau reads ${oneLine(first.tableau)}${more}`
}

function buildAfterWords({ lastRefreshedAt, dueAt }: ExtractRow, now: Instant): string {
  const last = lastRefreshedAt === null ? 'its window is used up' : `refreshed ${ago(lastRefreshedAt, now)}`
  return dueAt === null ? last : `${last}; next due ${at(dueAt, now)}`
}

function problemWords(problems: readonly Problem[], speaking: Speaking): string {
  const [first] = problems
  if (first === undefined) return 'an upstream node is unhealthy'
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`
  return `${problemSentence(first, speaking)}${more}`
}

function problemSentence(problem: Problem, { names, now }: Speaking): string {
  const told = oneLine(nameIn(asNamed(problem), names))
  const { kind } = problem
  const when = at(problem.failedAt, now)
  switch (kind) {
    case 'node':
      return `${told} failed at ${when}`
    case 'test':
      return `test ${told} failed at ${when}`
    case 'unit-test':
      return `unit test ${told} failed at ${when}`
    case 'freshness':
      return `source ${told} was stale at ${when}`
    default:
      return kind satisfies never
  }
}

function asNamed({ node: id, name }: Problem): Named {
  return { id, name }
}

function upstreamRemedy(problems: readonly Problem[], speaking: Speaking): string {
  const kinds = [...new Set(problems.map(({ kind }) => kind))]
  const cures = kinds.map((kind) => cureOf(kind, problems, speaking))
  if (cures.length === 0) return 'Fix the upstream node and build again.'
  const sentence = `${cures.join('; ')}; the refresh then follows by itself.`
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
}

/** What clears the problems of one kind, which is not always a build (docs/artifacts.md, healthy). */
function cureOf(kind: Problem['kind'], problems: readonly Problem[], { names }: Speaking): string {
  const own = problems.filter((problem) => problem.kind === kind)
  const told = [...new Set(own.map((problem) => nameIn(asNamed(problem), names)))]
  switch (kind) {
    case 'node':
      return `fix ${list(told)} and build again`
    case 'test':
      return `fix the data and run ${testCommand(own)}, or a dbt build with its tests`
    case 'unit-test':
      return `fix the code behind ${list(told)} and build its model again`
    case 'freshness':
      return `load new data into ${list(told)} and run dbt source freshness`
    default:
      return kind satisfies never
  }
}

function testCommand(tests: readonly Problem[]): string {
  const names = [...new Set(tests.map(({ name }) => oneLine(name)))]
  const more = names.length > NAMES_TOLD ? ' …' : ''
  return `dbt test --select ${names.slice(0, NAMES_TOLD).join(' ')}${more}`
}

function blockedWords({ extract, decision }: ExtractRow, { names }: Speaking): string {
  const keys = decision.decision === 'refresh' && decision.after.length > 0 ? decision.after : extract.reads
  const known = keys.map((key) => names.get(key)).filter((name) => name !== undefined)
  if (known.length === 0) return 'a data source that it reads could not be refreshed in this run'
  const which = known.length === 1 ? 'which' : 'one of which'
  return `reads ${list(known)}, ${which} could not be refreshed in this run`
}

function failureWords({ failure }: RefreshResult): string {
  return FAILURE[failure?.class ?? 'unknown'].what
}

/** Of a job that could not be looked at any more, nobody knows whether it still runs. */
function timedOutWords({ failure }: RefreshResult): string {
  return failure === null
    ? 'still running in Tableau'
    : `its job could not be looked at (${FAILURE[failure.class].what})`
}

/** A person may have cancelled it, and then there is no cause to tell; else its notes may tell one. */
function cancelledWords({ failure }: RefreshResult): string {
  const cancelled = 'its job was cancelled in Tableau'
  return failure === null || failure.class === 'unknown'
    ? cancelled
    : `${cancelled}: ${FAILURE[failure.class].what}`
}

function deferredWords({ failure }: RefreshResult): string {
  return failure?.class === 'quota'
    ? FAILURE.quota.what
    : 'a refresh by somebody else was in the way all the time'
}

function listNamed(things: readonly Named[], { names }: Speaking): string {
  return list(things.map((thing) => nameIn(thing, names)))
}

/** `a`, `a, b`, `a, b, c and 4 more`; each name harmless in one line. */
export function list(names: readonly string[], told: number = NAMES_TOLD): string {
  const shown = names.slice(0, told).map((name) => oneLine(name, 80))
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}
