import { type Instant, latestOf } from '../base/clock.js'
import type { JointTest } from '../dbt/health.js'
import type { Problem, UniqueId } from '../dbt/types.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { lastUsedWindow, newestSuccess, type Requests, type WindowUse } from '../state/request-history.js'
import type { RequestFacts } from '../state/state.js'
import { type Arrival, type Coming, readArrivals, upstreamArrivals } from './arrivals.js'
import { type Failing, failingOf } from './failing.js'
import { type Settings, settingsOf } from './extract-settings.js'
import type { PlanningInput, Policy } from './types.js'
import { type Held, type Windows, windowsOf } from './window.js'

/** One extract before the bench: all that the rows of the table look at, worked out once. */
export interface Situation {
  readonly extract: ExtractToPlan
  readonly policy: Policy
  readonly slot: Instant
  readonly settings: Settings
  readonly requests: Requests
  /** The newest successful refresh that we requested. */
  readonly success: RequestFacts | null
  /** Null where `build-after` is 0. */
  readonly windows: Windows | null
  readonly lastUse: WindowUse | null
  /** The used window that holds this extract back in this slot; null when none does. */
  readonly held: Held | null
  /** Row 10; null where nothing fails, or it may be tried again. */
  readonly failing: Failing | null
  readonly problems: readonly Problem[]
  /** Of the upstream: what `updates_on: all` waits for. */
  readonly upstream: readonly Arrival[]
  /** Of the upstream and of all published data sources it reads. */
  readonly arrivals: readonly Arrival[]
  readonly fullRefreshAt: Instant | null
  readonly coming: Coming
}

export function situationOf(input: PlanningInput, extract: ExtractToPlan, coming: Coming): Situation {
  const settings = settingsOf(extract, input.policy)
  const requests = input.requests.get(extract.key)
  const upstream = upstreamArrivals(extract, input, coming)
  const statuses = extract.upstream.flatMap(({ node }) => input.nodes.get(node) ?? [])
  const fullRefreshes = statuses.flatMap(({ fullRefreshAt }) => fullRefreshAt ?? [])
  const windows = windowsOf(settings.buildAfter, input.policy.toleranceMinutes, input.nextSlot)
  const lastUse = lastUsedWindow(requests)
  const held = heldBy(lastUse, windows, input.slot)
  return {
    extract,
    policy: input.policy,
    slot: input.slot,
    settings,
    requests,
    success: newestSuccess(requests),
    windows,
    lastUse,
    held,
    failing: failingOf({ extract, requests, settings, now: input.now, held }),
    problems: rootCausesFirst([
      ...statuses.flatMap(({ problems }) => problems),
      ...jointProblems(extract, input.jointTests),
    ]),
    upstream,
    arrivals: [...upstream, ...readArrivals(extract, input, coming)],
    fullRefreshAt: fullRefreshes.length === 0 ? null : latestOf(fullRefreshes),
    coming,
  }
}

/** Whether this data is newer than what the extract holds. */
export function isNew(arrival: Arrival, success: RequestFacts | null): boolean {
  return arrival.coming || (arrival.at !== null && arrival.at > (success?.requestedAt ?? -Infinity))
}

function heldBy(use: WindowUse | null, windows: Windows | null, slot: Instant): Held | null {
  if (use === null || windows?.holds(use.window, slot) !== true) return null
  return { ...use, end: windows.endOf(use.window) }
}

/** Tests that fail between nodes all of which stand upstream, though each of these may be right by itself. */
function jointProblems({ upstream }: ExtractToPlan, tests: readonly JointTest[]): Problem[] {
  const stands = (below: ReadonlySet<UniqueId>): boolean => upstream.some(({ node }) => below.has(node))
  return tests.filter(({ downstream }) => downstream.every(stands)).map(({ problem }) => problem)
}

const KINDS: readonly Problem['kind'][] = ['test', 'unit-test', 'freshness', 'node']

/**
 * Each problem once. A failed node often only follows from a failed test or stale source, so those come first; of one
 * kind the earliest first, because what fails first takes the others down.
 */
function rootCausesFirst(problems: readonly Problem[]): Problem[] {
  const newest = new Map<string, Problem>()
  for (const problem of problems) {
    const known = newest.get(`${problem.kind} ${problem.node}`)
    if (known === undefined || problem.failedAt > known.failedAt)
      newest.set(`${problem.kind} ${problem.node}`, problem)
  }
  return [...newest.values()].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.failedAt - b.failedAt,
  )
}
