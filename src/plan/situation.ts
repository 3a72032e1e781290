import { type Instant, latestOf } from '../base/clock.js'
import type { Health } from '../dbt/health.js'
import type { Problem, UniqueId } from '../dbt/types.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { lastUsedWindow, newestSuccess, type Requests, type WindowUse } from '../state/request-history.js'
import type { RequestFacts } from '../state/state.js'
import { type Arrival, type DueDataSources, readArrivals, upstreamArrivals } from './arrivals.js'
import { type Failing, failingOf } from './failing.js'
import type { FrozenUntil } from './freeze.js'
import { type Settings, settingsOf } from './extract-settings.js'
import type { PlanningInput, Policy } from './types.js'
import { type Held, type Windows, windowsOf } from './window.js'

/** Everything that the rows of docs/decisions.md#the-table need to know about one extract. */
export interface Situation {
  readonly extract: ExtractToPlan
  readonly policy: Policy
  readonly slot: Instant
  /** The time of planning. */
  readonly now: Instant
  readonly frozenUntil: FrozenUntil
  readonly settings: Settings
  readonly requests: Requests
  /** The newest successful refresh that we requested. */
  readonly success: RequestFacts | null
  /** Null if `build-after` is 0. */
  readonly windows: Windows | null
  readonly lastUse: WindowUse | null
  /** The used window that holds this extract back in this slot; null if none does. */
  readonly held: Held | null
  /** The end of the days on which nothing is due, if the slot is on one; else null. */
  readonly dayOffUntil: Instant | null
  /** Row 10; null if nothing fails, or it may be tried again. */
  readonly failing: Failing | null
  readonly problems: readonly Problem[]
  /** What `updates_on: all` waits for. */
  readonly upstream: readonly Arrival[]
  /**
   * `upstream`, and all other published data sources that it reads. Without what dbt builds if the extract reads another
   * environment, which this build does not reach (docs/environments.md).
   */
  readonly arrivals: readonly Arrival[]
  readonly fullRefreshAt: Instant | null
  readonly dueDataSources: DueDataSources
}

export function situationOf(
  input: PlanningInput,
  extract: ExtractToPlan,
  dueDataSources: DueDataSources,
): Situation {
  const settings = settingsOf(extract, input.policy)
  const requests = input.requests.get(extract.key)
  const upstream = upstreamArrivals(extract, input, dueDataSources)
  const arrivals = [...upstream, ...readArrivals(extract, input, dueDataSources)]
  const nodes = extract.upstream.map(({ node }) => node)
  const statuses = nodes.flatMap((node) => input.nodes.get(node) ?? [])
  const fullRefreshes = statuses.flatMap(({ fullRefreshAt }) => fullRefreshAt ?? [])
  const windows = windowsOf(settings.buildAfter, input.policy.toleranceMinutes, input.nextSlot)
  const lastUse = lastUsedWindow(requests)
  const held = heldBy(lastUse, windows, input.slot)
  const dueFrom = windows?.dueFrom(input.slot) ?? input.slot
  return {
    extract,
    policy: input.policy,
    slot: input.slot,
    now: input.now,
    frozenUntil: input.frozenUntil,
    settings,
    requests,
    success: newestSuccess(requests),
    windows,
    lastUse,
    held,
    dayOffUntil: dueFrom > input.slot ? dueFrom : null,
    failing: failingOf({ extract, requests, settings, now: input.now, held }),
    problems: problemsUpstream(nodes, { statuses: input.nodes, jointTests: input.jointTests }),
    upstream,
    arrivals: extract.otherEnvironment.length === 0 ? arrivals : arrivals.filter(isOfAllEnvironments),
    fullRefreshAt: fullRefreshes.length === 0 ? null : latestOf(fullRefreshes),
    dueDataSources,
  }
}

/** Sources and published data sources are the same in each environment. */
function isOfAllEnvironments({ id }: Arrival): boolean {
  return id.startsWith('source.') || id.startsWith('datasource:')
}

/** Whether the extract does not have this data yet. */
export function isNew(arrival: Arrival, success: RequestFacts | null): boolean {
  return arrival.isExpected || (arrival.at !== null && arrival.at > (success?.requestedAt ?? -Infinity))
}

function heldBy(use: WindowUse | null, windows: Windows | null, slot: Instant): Held | null {
  if (use === null || windows?.holds(use.window, slot) !== true) return null
  return { ...use, end: windows.endOf(use.window) }
}

/**
 * The problems of these nodes and their ancestors, and of failed tests of several nodes that all have one of these nodes
 * downstream. Root causes first.
 */
export function problemsUpstream(nodes: readonly UniqueId[], { statuses, jointTests }: Health): Problem[] {
  const isAnyUpstream = (of: ReadonlySet<UniqueId>): boolean => nodes.some((node) => of.has(node))
  const joint = jointTests.filter(({ downstream }) => downstream.every(isAnyUpstream))
  return rootCausesFirst([
    ...nodes.flatMap((node) => statuses.get(node)?.problems ?? []),
    ...joint.map(({ problem }) => problem),
  ])
}

const KINDS: readonly Problem['kind'][] = ['test', 'unit-test', 'freshness', 'node']

/**
 * Each problem once. A failed node is often the consequence of a failed test or a stale source, so those come first.
 * Within one kind the earliest failure comes first, because later ones often follow from it.
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
