import type { Instant } from '../base/clock.js'
import type { UniqueId } from '../dbt/types.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { lastFinal, newestSuccess } from '../state/request-history.js'
import type { ExtractKey } from '../state/state.js'
import { dataSourcesOf } from './refresh-order.js'
import type { PlanningInput, UpstreamId } from './types.js'

/** Data on its way to an extract: from a dbt node, or from a published data source that stands between. */
export interface Arrival {
  readonly id: UpstreamId
  /** When data last landed there; null where that is not known. */
  readonly at: Instant | null
  /** It lands before this extract is refreshed: newer than anything known. */
  readonly coming: boolean
  /** It is, or brings, a node that an exposure depends on. */
  readonly declared: boolean
}

/** The published data sources that this run refreshes, as far as it is planned. */
export type Coming = ReadonlySet<ExtractKey>

/** What an extract waits for under `updates_on: all`: its nodes, or the published data sources they come through. */
export function upstreamArrivals(extract: ExtractToPlan, input: PlanningInput, coming: Coming): Arrival[] {
  const vias = new Set(extract.upstream.flatMap(({ via }) => via ?? []))
  const between = [...vias].filter((via) => via !== extract.key && !isLive(via, input))
  const direct = extract.upstream.filter(({ via }) => via === null || !between.includes(via))
  const declared = new Set(extract.upstream.flatMap((one) => (one.declared ? [one.node, one.via] : [])))
  return [
    ...[...new Set(direct.map(({ node }) => node))].map((node) => ({
      ...arrivalOfNode(node, input),
      declared: declared.has(node),
    })),
    ...between.map((key) => ({ ...arrivalOfDataSource(key, input, coming), declared: declared.has(key) })),
  ]
}

/** The published data sources an extract reads beside its upstream: they count when they land, nobody waits for them. */
export function readArrivals(extract: ExtractToPlan, input: PlanningInput, coming: Coming): Arrival[] {
  const counted = new Set(extract.upstream.map(({ via }) => via))
  return dataSourcesOf(extract)
    .filter((key) => !counted.has(key))
    .map((key) => ({ ...arrivalOfDataSource(key, input, coming), declared: false }))
}

function arrivalOfNode(node: UniqueId, input: PlanningInput): Omit<Arrival, 'declared'> {
  const at = input.nodes.get(node)?.landedAt ?? null
  return { id: node, at, coming: input.expected.has(node) }
}

function arrivalOfDataSource(
  key: ExtractKey,
  input: PlanningInput,
  coming: Coming,
): Omit<Arrival, 'declared'> {
  const success = newestSuccess(input.requests.get(key))
  const at = success === null ? null : success.requestedAt + (success.seconds ?? 0) * 1000
  return { id: key, at, coming: coming.has(key) }
}

/** A data source without an extract passes everything on as it lands. Some only tell when asked for a refresh. */
function isLive(key: ExtractKey, input: PlanningInput): boolean {
  const last = lastFinal(input.requests.get(key))
  return input.find(key)?.lineage.hasExtract === false || last?.failure === 'no-extract'
}
