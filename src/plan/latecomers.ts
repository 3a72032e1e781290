import { type Milliseconds, MINUTE, latestOf } from '../base/clock.js'
import type { UniqueId } from '../dbt/types.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { type KnownRequest, newestSuccess, type Requests, newestFirst } from '../state/request-history.js'
import { requestKey } from '../state/request-id.js'
import type { Overtaking, RefreshState } from '../state/state.js'
import { settingsOf } from './extract-settings.js'
import type { PlanInput, Latecomer } from './types.js'

/**
 * Facts for state: which newest refreshes were overtaken, that is, a part of the upstream landed soon after, while
 * another part, which had landed shortly before, did not land again. Frequent whole builds overtake nothing. State
 * knows one landing per node, so this can only be seen in the run that follows the landing, and is noted then.
 */
export function overtaken(input: PlanInput): RefreshState['requests'] {
  const noted = input.extracts.flatMap((extract) => {
    const success = newestSuccess(input.requests.get(extract.key))
    const by = success === null ? null : firstAfter(success, extract, input)
    if (success === null || by === null) return []
    const { id, ...facts } = success
    return [[extract.key, new Map([[requestKey(id), { ...facts, overtakenBy: by }]])] as const]
  })
  return new Map(noted)
}

/** Soon is a quarter of the window: with most of it still to come, waiting would have cost little. */
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

/** What comes through a published data source comes with its refresh, which goes first. */
function directNodes({ key, upstream }: ExtractToPlan): UniqueId[] {
  return upstream.flatMap(({ node, via }) => (via === null || via === key ? [node] : []))
}

/** In so many of the few refreshes that state keeps it is no chance. */
const REGULARLY = 3

/** The node that overtook the newest refresh and at least two more of those that state keeps; manual ones do not count. */
export function latecomerOf(requests: Requests): Latecomer | null {
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
