import { type Instant, latestOf } from '../base/clock.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { failingStreak, openRequest } from '../state/request-history.js'
import { latecomerOf } from './latecomers.js'
import type { ExtractKey } from '../state/state.js'
import type { Coming } from './arrivals.js'
import { type Case, caseOf, isNew } from './situation.js'
import { dataSourcesOf, inOrder } from './refresh-order.js'
import type {
  Awaited,
  Decision,
  ExtractRow,
  Known,
  Landing,
  PassedOver,
  Plan,
  PlanInput,
  PlanningInput,
} from './types.js'

/**
 * Decides about every extract; pure. The rules are the table of docs/decisions.md, first row that applies.
 * Rows 1 and 2 (left out, unresolved) are decided where exposures meet Tableau and are passed on.
 */
export function plan(input: PlanInput): Plan {
  const coming = new Set<ExtractKey>()
  const rows: ExtractRow[] = []
  const all = new Map([...input.others, ...input.extracts].map((extract) => [extract.key, extract]))
  const planning = { ...input, find: (key: ExtractKey) => all.get(key) }
  for (const extract of inOrder(input.extracts, input.requests)) {
    const row = rowOf(planning, extract, coming)
    if (row.decision.decision !== 'skip') coming.add(extract.key)
    rows.push(row)
  }
  return { extracts: rows, ...input.exposures }
}

/**
 * Decides about one extract; also again, after a job that stood in its way has ended (then with the requests as they
 * are by then). `coming`: the published data sources that this run has still to refresh.
 */
export function planExtract(
  input: PlanInput,
  extract: ExtractToPlan,
  coming: Coming = new Set(),
): ExtractRow {
  // For one extract, a search costs less than an index of them all.
  const find = (key: ExtractKey): ExtractToPlan | undefined =>
    [input.extracts, input.others].flatMap((some) => some.find((each) => each.key === key) ?? [])[0]
  return rowOf({ ...input, find }, extract, coming)
}

function rowOf(input: PlanningInput, extract: ExtractToPlan, coming: Coming): ExtractRow {
  const theCase = caseOf(input, extract, coming)
  const decision = decide(theCase)
  return {
    extract,
    decision:
      decision.reason === 'up-to-date' ? { ...decision, awaits: awaits(extract, input, coming) } : decision,
    lastRefreshedAt: theCase.success?.requestedAt ?? null,
    dueAt: dueAt(theCase, decision),
    known: known(theCase),
    dataSources: new Map(
      dataSourcesOf(extract).flatMap((key) => {
        const source = input.find(key)
        return source === undefined ? [] : [[key, source.lineage.content] as const]
      }),
    ),
  }
}

/** The published data sources it reads that have new data, and are held back by a window, a failure or other data. */
function awaits(extract: ExtractToPlan, input: PlanningInput, coming: Coming): Awaited[] {
  return dataSourcesOf(extract).flatMap((key): Awaited[] => {
    const source = input.find(key)
    if (source === undefined || coming.has(key)) return []
    const theCase = caseOf(input, source, coming)
    const decision = decide(theCase)
    const isPending = decision.decision === 'skip' && PENDING.includes(decision.reason)
    return isPending ? [{ key, dueAt: dueAt(theCase, decision) }] : []
  })
}

/** Rows that apply only where there is new data (row 7 comes before them). */
const PENDING: readonly Decision['reason'][] = ['waiting-for-upstream', 'build-after', 'failing']

function known({ arrivals, lastUse, windows, requests }: Case): Known {
  const landings = arrivals.flatMap(({ id, at }): Landing[] => (at === null ? [] : [{ id, at }]))
  return {
    newest: landings.sort((a, b) => b.at - a.at)[0] ?? null,
    window:
      lastUse === null || windows === null
        ? null
        : { start: lastUse.window, end: windows.endOf(lastUse.window) },
    latecomer: latecomerOf(requests),
  }
}

type Row<Verdict = Decision> = (theCase: Case) => Verdict | null

/** Rows 3 to 6: nothing passes them. */
const ALWAYS: readonly Row[] = [noExtract, otherEnvironment, inFlight, upstreamFailed, neverLanded]

/** Rows 7 to 10: `force` passes them. */
const UNLESS_FORCED: readonly Row<PassedOver>[] = [upToDate, waitingForUpstream, buildAfter, failing]

function decide(theCase: Case): Decision {
  const never = firstThatApplies(ALWAYS, theCase)
  if (never !== null) return never
  const notNow = firstThatApplies(UNLESS_FORCED, theCase)
  if (notNow !== null && !theCase.policy.force) return notNow
  return notVisible(theCase) ?? refresh(theCase, notNow)
}

function firstThatApplies<Verdict>(rows: readonly Row<Verdict>[], theCase: Case): Verdict | null {
  for (const row of rows) {
    const verdict = row(theCase)
    if (verdict !== null) return verdict
  }
  return null
}

/** Row 3. Where nobody knows (null), a refused refresh will tell; what may stand hidden behind it is never denied. */
function noExtract({ extract: { lineage, unrelated, mayHideSources } }: Case): Decision | null {
  const hasNone = lineage.hasExtract === false && !mayHideSources
  return hasNone || unrelated !== null ? { decision: 'skip', reason: 'no-extract' } : null
}

/** Row 3. */
function otherEnvironment({ extract: { otherEnvironment: pairs } }: Case): Decision | null {
  return pairs.length === 0 ? null : { decision: 'skip', reason: 'other-environment', pairs }
}

/** Row 4. */
function inFlight({ requests }: Case): Decision | null {
  const open = openRequest(requests)
  if (open === null) return null
  return { decision: 'wait', reason: 'in-flight', request: open.id, requestedAt: open.requestedAt }
}

/** Row 5. */
function upstreamFailed({ settings, problems }: Case): Decision | null {
  if (problems.length === 0 || settings.onUpstreamFailure === 'refresh') return null
  return { decision: 'skip', reason: 'upstream-failed', problems }
}

/** Row 6. */
function neverLanded({ arrivals, upstream }: Case): Decision | null {
  if (arrivals.some((arrival) => isNew(arrival, null))) return null
  return { decision: 'skip', reason: 'never-landed', upstream: upstream.map(({ id }) => id) }
}

/** Row 7. */
function upToDate({ arrivals, success }: Case): PassedOver | null {
  if (success === null || arrivals.some((arrival) => isNew(arrival, success))) return null
  const landedAt = latestOf(arrivals.flatMap(({ at }) => at ?? []))
  return { decision: 'skip', reason: 'up-to-date', landedAt, awaits: [] }
}

/** Row 8. Who says `all` speaks of what `depends_on` names: a seed that only Tableau shows may never land again. */
function waitingForUpstream({ settings, upstream, success }: Case): PassedOver | null {
  if (settings.updatesOn === 'any') return null
  const declared = upstream.filter((arrival) => arrival.declared)
  const awaited = declared.length > 0 ? declared : upstream
  const waitingFor = awaited.filter((arrival) => !isNew(arrival, success)).map(({ id }) => id)
  return waitingFor.length === 0 ? null : { decision: 'skip', reason: 'waiting-for-upstream', waitingFor }
}

/** Row 9. A window that a failure has used up is row 10's matter, until a success of ours (a manual one uses none). */
function buildAfter({ held, requests }: Case): PassedOver | null {
  if (held === null || (held.failure !== null && failingStreak(requests) !== null)) return null
  return { decision: 'skip', reason: 'build-after' }
}

/** Row 10. */
function failing({ failing: known }: Case): PassedOver | null {
  if (known === null) return null
  const { failure, since, orEarlier } = known
  return { decision: 'skip', reason: 'failing', failure, since, orEarlier }
}

/** Row 11, for content without an extract of its own: it is a data source behind it that would be refreshed. */
function notVisible(theCase: Case): Decision | null {
  const { lineage, mayHideSources } = theCase.extract
  if (lineage.hasExtract !== false || !mayHideSources) return null
  return { decision: 'skip', reason: 'not-visible', landed: landedSince(theCase) }
}

/** Row 11. */
function refresh(theCase: Case, passedOver: PassedOver | null): Decision {
  const { extract, policy, settings, success, fullRefreshAt, coming } = theCase
  const rewritten = fullRefreshAt !== null && fullRefreshAt > (success?.requestedAt ?? -Infinity)
  return {
    decision: 'refresh',
    // Said of every forced refresh, also of one that was due: it explains why it uses no window and is a full one.
    reason: policy.force ? 'forced' : success === null ? 'first-refresh' : 'new-data',
    window: windowToUse(theCase),
    incremental: settings.incremental && !policy.force && !rewritten,
    landed: landedSince(theCase),
    after: dataSourcesOf(extract).filter((key) => coming.has(key)),
    passedOver,
  }
}

function windowToUse({ policy, windows, lastUse, held, slot }: Case): Instant | null {
  if (policy.manual || policy.force || windows === null) return null
  // A failure has used it up, and somebody has mended it since: it is the same window.
  if (held !== null) return held.window
  return windows.next(lastUse?.window ?? null, slot)
}

function landedSince({ arrivals, success, slot }: Case): Landing[] {
  return arrivals
    .filter((arrival) => isNew(arrival, success))
    .map(({ id, at, coming }) => ({ id, at: coming || at === null ? slot : at }))
    .sort((a, b) => b.at - a.at)
}

function dueAt({ held, failing: known, windows }: Case, decision: Decision): Instant | null {
  const planned = decision.decision === 'refresh' ? decision.window : null
  if (planned !== null) return windows?.endOf(planned) ?? null
  return decision.reason === 'failing' ? (known?.until ?? null) : (held?.end ?? null)
}
