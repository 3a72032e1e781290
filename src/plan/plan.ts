import { type Instant, later, latestOf } from '../base/clock.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { anyFailures, failingStreak, openRequest } from '../state/request-history.js'
import { isRefreshedSince } from './failing.js'
import { lateNodeOf } from './late-nodes.js'
import type { ExtractKey } from '../state/state.js'
import { rememberedFreezes } from './freeze.js'
import { freshnessOf } from './freshness.js'
import type { DueDataSources } from './arrivals.js'
import { type Situation, situationOf, isNew } from './situation.js'
import { dataSourcesOf, inOrder } from './refresh-order.js'
import type {
  PendingDataSource,
  Decision,
  ExtractRow,
  Known,
  Landing,
  OverridableSkip,
  Plan,
  PlanInput,
  PlanningInput,
} from './types.js'

/**
 * Decides about every extract: the first row of docs/decisions.md#the-table that applies. Pure. Rows 1 and 2 (left out,
 * unresolved) are decided in `exposures/` and passed on.
 */
export function plan(input: PlanInput): Plan {
  const dueDataSources = new Set<ExtractKey>()
  const rows: ExtractRow[] = []
  const all = new Map([...input.others, ...input.extracts].map((extract) => [extract.key, extract]))
  const planning = { ...input, find: (key: ExtractKey) => all.get(key), frozenUntil: rememberedFreezes() }
  for (const extract of inOrder(input.extracts, input.requests)) {
    const row = rowOf(planning, extract, dueDataSources)
    if (row.decision.kind !== 'skip') dueDataSources.add(extract.key)
    rows.push(row)
  }
  return { extracts: rows, ...input.exposures }
}

/**
 * Decides about one extract. The refresh loop calls it again after a job has ended, with the requests that are known then.
 */
export function planExtract(
  input: PlanInput,
  extract: ExtractToPlan,
  dueDataSources: DueDataSources = new Set(),
): ExtractRow {
  // For a single extract a search is cheaper than an index of all.
  const find = (key: ExtractKey): ExtractToPlan | undefined =>
    [input.extracts, input.others].flatMap((some) => some.find((each) => each.key === key) ?? [])[0]
  return rowOf({ ...input, find, frozenUntil: rememberedFreezes() }, extract, dueDataSources)
}

function rowOf(input: PlanningInput, extract: ExtractToPlan, dueDataSources: DueDataSources): ExtractRow {
  const situation = situationOf(input, extract, dueDataSources)
  const decision = decide(situation)
  return {
    extract,
    decision: withPending(decision, () => pendingDataSources(extract, input, dueDataSources)),
    lastRefreshedAt: situation.success?.requestedAt ?? null,
    dueAt: dueAt(situation, decision),
    known: {
      ...known(situation),
      freshness: freshnessOf(extract, input),
      ...(decision.reason === 'never-landed' &&
        input.warned.has(`never-landed ${extract.key}`) && { warnedBefore: true }),
    },
    dataSources: new Map(
      dataSourcesOf(extract).flatMap((key) => {
        const source = input.find(key)
        return source === undefined ? [] : [[key, source.lineage.content] as const]
      }),
    ),
  }
}

function withPending(decision: Decision, pending: () => PendingDataSource[]): Decision {
  if (decision.reason === 'up-to-date') return { ...decision, pendingDataSources: pending() }
  if (decision.reason !== 'waiting-for-upstream') return decision
  const awaited = pending().filter(({ key }) => decision.waitingFor.includes(key))
  return awaited.length === 0 ? decision : { ...decision, pendingDataSources: awaited }
}

/** The data sources it reads that have new data, but are held back by a window, a failure or `updates_on: all`. */
function pendingDataSources(
  extract: ExtractToPlan,
  input: PlanningInput,
  dueDataSources: DueDataSources,
): PendingDataSource[] {
  return dataSourcesOf(extract).flatMap((key): PendingDataSource[] => {
    const source = input.find(key)
    if (source === undefined || dueDataSources.has(key)) return []
    const situation = situationOf(input, source, dueDataSources)
    const decision = decide(situation)
    const isPending = decision.reason === 'frozen' ? hasNews(situation) : PENDING.includes(decision.reason)
    return isPending ? [{ key, dueAt: dueAt(situation, decision) }] : []
  })
}

function hasNews({ arrivals, success }: Situation): boolean {
  return arrivals.some((arrival) => isNew(arrival, success))
}

/** These rows apply only if there is new data: row 7 comes before them. */
const PENDING: readonly Decision['reason'][] = ['waiting-for-upstream', 'build-after', 'failing']

function known(situation: Situation): Omit<Known, 'freshness'> {
  const { extract, arrivals, lastUse, windows, requests, problems } = situation
  const failures = anyFailures(requests)
  const landings = arrivals.flatMap(({ id, at }): Landing[] => (at === null ? [] : [{ id, at }]))
  return {
    newest: landings.sort((a, b) => b.at - a.at)[0] ?? null,
    landed: landedSince(situation),
    window:
      lastUse === null || windows === null
        ? null
        : { start: lastUse.window, end: windows.endOf(lastUse.window) },
    lateNode: lateNodeOf(requests),
    failing: failures === null || isRefreshedSince(failures.newest, extract) ? null : failures,
    problems,
  }
}

type Row<Result = Decision> = (situation: Situation) => Result | null

/** Rows 3 to 6: `force` does not override them. */
const ALWAYS: readonly Row[] = [noExtract, otherEnvironment, inFlight, frozen, upstreamFailed, neverLanded]

/** Rows 7 to 10: `force` overrides them. */
const UNLESS_FORCED: readonly Row<OverridableSkip>[] = [upToDate, waitingForUpstream, buildAfter, failing]

function decide(situation: Situation): Decision {
  const fixed = firstThatApplies(ALWAYS, situation)
  if (fixed !== null) return fixed
  const overridable = firstThatApplies(UNLESS_FORCED, situation)
  if (overridable !== null && !situation.policy.force) return overridable
  return notVisible(situation) ?? refresh(situation, overridable)
}

function firstThatApplies<Result>(rows: readonly Row<Result>[], situation: Situation): Result | null {
  for (const row of rows) {
    const decision = row(situation)
    if (decision !== null) return decision
  }
  return null
}

/** Row 3. If unknown (null), a refused refresh will show it. Content that may hide data sources is row 11's `not-visible`. */
function noExtract({ extract: { lineage, unrelated, mayHideSources } }: Situation): Decision | null {
  const hasNone = lineage.hasExtract === false && !mayHideSources
  return hasNone || unrelated !== null ? { kind: 'skip', reason: 'no-extract' } : null
}

/** Row 3. */
function otherEnvironment({ extract: { otherEnvironment, elsewhere } }: Situation): Decision | null {
  return otherEnvironment.length === 0
    ? null
    : { kind: 'skip', reason: 'other-environment', pairs: elsewhere }
}

/** Row 4. */
function inFlight({ requests }: Situation): Decision | null {
  const open = openRequest(requests)
  if (open === null) return null
  return { kind: 'wait', reason: 'in-flight', request: open.id, requestedAt: open.requestedAt }
}

/** Row 4, after the jobs that run already. It is about the time of the refresh, so `now` counts and not the slot. */
function frozen({ settings, now, frozenUntil }: Situation): Decision | null {
  const until = frozenUntil(settings.freezes, now)
  return until === null ? null : { kind: 'skip', reason: 'frozen', until }
}

/** Row 5. */
function upstreamFailed({ settings, problems }: Situation): Decision | null {
  if (problems.length === 0 || settings.onUpstreamFailure === 'refresh') return null
  return { kind: 'skip', reason: 'upstream-failed', problems }
}

/** Row 6. */
function neverLanded({ arrivals, upstream }: Situation): Decision | null {
  if (arrivals.some((arrival) => isNew(arrival, null))) return null
  return { kind: 'skip', reason: 'never-landed', upstream: upstream.map(({ id }) => id) }
}

/** Row 7. */
function upToDate({ arrivals, success }: Situation): OverridableSkip | null {
  if (success === null || arrivals.some((arrival) => isNew(arrival, success))) return null
  const landedAt = latestOf(arrivals.flatMap(({ at }) => at ?? []))
  return { kind: 'skip', reason: 'up-to-date', landedAt, pendingDataSources: [] }
}

/** Row 8. `all` means all nodes of `depends_on`: one that only Tableau shows, such as a seed, may never land again. */
function waitingForUpstream({ settings, upstream, success }: Situation): OverridableSkip | null {
  if (settings.updatesOn === 'any') return null
  const declared = upstream.filter((arrival) => arrival.declared)
  const awaited = declared.length > 0 ? declared : upstream
  const waitingFor = awaited.filter((arrival) => !isNew(arrival, success)).map(({ id }) => id)
  return waitingFor.length === 0 ? null : { kind: 'skip', reason: 'waiting-for-upstream', waitingFor }
}

/**
 * Row 9. Row 10 decides about a window that a failure used up, until a refresh of ours succeeds, and about the days off of an
 * extract that fails.
 */
function buildAfter({ held, dayOffUntil, failing, requests }: Situation): OverridableSkip | null {
  if (held !== null && (held.failure === null || failingStreak(requests) === null))
    return { kind: 'skip', reason: 'build-after' }
  if (dayOffUntil === null || failing !== null) return null
  return { kind: 'skip', reason: 'build-after', isDayOff: true }
}

/** Row 10. */
function failing({ failing: known }: Situation): OverridableSkip | null {
  if (known === null) return null
  const { failure, since, orEarlier } = known
  return { kind: 'skip', reason: 'failing', failure, since, orEarlier }
}

/** Row 11, for content without an extract: only a data source that it reads could be refreshed, and we cannot see it. */
function notVisible(situation: Situation): Decision | null {
  const { lineage, mayHideSources } = situation.extract
  if (lineage.hasExtract !== false || !mayHideSources) return null
  return { kind: 'skip', reason: 'not-visible', landed: landedSince(situation) }
}

/** Row 11. */
function refresh(situation: Situation, overriddenSkip: OverridableSkip | null): Decision {
  const { extract, policy, settings, success, fullRefreshAt, dueDataSources } = situation
  const rewritten = fullRefreshAt !== null && fullRefreshAt > (success?.requestedAt ?? -Infinity)
  return {
    kind: 'refresh',
    // Also if it was due anyway: `forced` explains why it uses no window and is full.
    reason: policy.force ? 'forced' : success === null ? 'first-refresh' : 'new-data',
    window: windowToUse(situation),
    incremental: settings.incremental && !policy.force && !rewritten,
    landed: landedSince(situation),
    after: dataSourcesOf(extract).filter((key) => dueDataSources.has(key)),
    overriddenSkip,
  }
}

function windowToUse({ policy, windows, lastUse, held, slot }: Situation): Instant | null {
  if (policy.manual || policy.force || windows === null) return null
  // A failure has used this window up, and the cause was fixed since: use the same window.
  if (held !== null) return held.window
  return windows.next(lastUse?.window ?? null, slot)
}

function landedSince({ arrivals, success, slot }: Situation): Landing[] {
  return arrivals
    .filter((arrival) => isNew(arrival, success))
    .map(({ id, at, isExpected, changed }) => ({
      id,
      at: isExpected || at === null ? slot : at,
      ...(changed.length > 0 && { changed }),
    }))
    .sort((a, b) => b.at - a.at)
}

/** When its window, and after that no freeze and no day off, allows a refresh; null if nothing holds it back. */
function dueAt(situation: Situation, decision: Decision): Instant | null {
  const end = windowEnd(situation, decision)
  const until = decision.reason === 'frozen' ? later(decision.until, end) : end
  return until === null ? null : firstFree(until, situation)
}

function windowEnd(
  { held, dayOffUntil, failing: known, windows }: Situation,
  decision: Decision,
): Instant | null {
  const planned = decision.kind === 'refresh' ? decision.window : null
  if (planned !== null) return windows?.endOf(planned) ?? null
  return decision.reason === 'failing' ? (known?.until ?? null) : (held?.end ?? dayOffUntil)
}

/** The first instant from `instant` on that is on no day off and in no freeze. */
function firstFree(instant: Instant, { windows, settings, frozenUntil }: Situation): Instant {
  let free = instant
  for (let steps = 0; steps < 10; steps += 1) {
    free = windows?.dueFrom(free) ?? free
    const thawed = frozenUntil(settings.freezes, free)
    if (thawed === null) break
    free = thawed
  }
  return free
}
