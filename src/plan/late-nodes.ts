import { type Milliseconds, MINUTE, latestOf } from '../base/clock.js'
import type { UniqueId } from '../dbt/types.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { type KnownRequest, newestSuccess, type Requests, newestFirst } from '../state/request-history.js'
import { requestKey } from '../state/request-id.js'
import type { Overtaking, RefreshState } from '../state/state.js'
import { settingsOf } from './extract-settings.js'
import type { PlanInput, LateNode } from './types.js'

/**
 * Facts for state: the newest refreshes that were overtaken, which means that one part of the upstream landed shortly before the
 * refresh and another part soon after it. Frequent builds of the whole project do not count. State keeps one landing per
 * node, so only the run after the landing can see and record this.
 */
export function overtakenRefreshes(input: PlanInput): RefreshState['requests'] {
  const overtaken = input.extracts.flatMap((extract) => {
    const success = newestSuccess(input.requests.get(extract.key))
    const by = success === null ? null : firstAfter(success, extract, input)
    if (success === null || by === null) return []
    const { id, ...facts } = success
    return [[extract.key, new Map([[requestKey(id), { ...facts, overtakenBy: by }]])] as const]
  })
  return new Map(overtaken)
}

/** A quarter of the window counts as soon: waiting that long would have cost little. */
const SOON = 1 / 4

function firstAfter(
  { requestedAt, window }: KnownRequest,
  extract: ExtractToPlan,
  { nodes, policy }: PlanInput,
): Overtaking | null {
  const soon: Milliseconds = settingsOf(extract, policy).buildAfter.minutes * MINUTE * SOON
  const landings = directNodes(extract).flatMap((node) => {
    const at = nodes.get(node)?.landedAt ?? null
    return at === null ? [] : [{ node, at, delay: at - requestedAt }]
  })
  const inTime = landings.some(({ delay }) => -soon <= delay && delay <= 0)
  const late = landings.filter(({ delay }) => 0 < delay && delay <= soon).sort((a, b) => a.at - b.at)
  const [first] = late
  return window === null || !inTime || first === undefined ? null : { node: first.node, at: first.at }
}

/** Without nodes that are read through a published data source: its own refresh, which goes first, brings their data. */
function directNodes({ key, upstream }: ExtractToPlan): UniqueId[] {
  return upstream.flatMap(({ node, via }) => (via === null || via === key ? [node] : []))
}

/** This many of the few refreshes that state keeps are not a coincidence. */
const REGULARLY = 3

/** The node that overtook the newest refresh and at least two others in state, not counting manual ones; null if there is none. */
export function lateNodeOf(requests: Requests): LateNode | null {
  const regular = newestFirst(requests).filter(
    ({ outcome, window }) => outcome === 'refreshed' && window !== null,
  )
  const node = regular[0]?.overtakenBy?.node
  if (node === undefined) return null
  const delays = regular.flatMap(({ requestedAt, overtakenBy }) =>
    overtakenBy?.node === node ? [overtakenBy.at - requestedAt] : [],
  )
  if (delays.length < REGULARLY) return null
  return { node, times: delays.length, of: regular.length, after: latestOf(delays) }
}
