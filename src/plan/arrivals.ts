import type { Instant } from '../base/clock.js'
import type { UniqueId } from '../dbt/types.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { lastFinal, newestSuccess } from '../state/request-history.js'
import type { ExtractKey } from '../state/state.js'
import { dataSourcesOf } from './refresh-order.js'
import type { PlanningInput, UpstreamId } from './types.js'

/** A source of an extract's data (a dbt node, or a published data source that reads it), and when data last landed there. */
export interface Arrival {
  readonly id: UpstreamId
  /** When data last landed; null if no landing is known. */
  readonly at: Instant | null
  /** Whether data will land there before this extract is refreshed, so that it counts as new. */
  readonly isExpected: boolean
  /** The changed nodes of a pull request because of which data is expected; empty for any other reason. */
  readonly changed: readonly UniqueId[]
  /** Whether it is a node of an exposure's `depends_on`, or a data source that reads one. */
  readonly declared: boolean
}

/** The published data sources that this run refreshes or waits for before the extracts that read them. */
export type DueDataSources = ReadonlySet<ExtractKey>

/** What an extract waits for with `updates_on: all`: its nodes, or the published data sources that it reads them through. */
export function upstreamArrivals(
  extract: ExtractToPlan,
  input: PlanningInput,
  dueDataSources: DueDataSources,
): Arrival[] {
  const vias = new Set(extract.upstream.flatMap(({ via }) => via ?? []))
  const dataSources = [...vias].filter((via) => via !== extract.key && !isLive(via, input))
  const direct = extract.upstream.filter(({ via }) => via === null || !dataSources.includes(via))
  const declared = new Set(extract.upstream.flatMap((one) => (one.declared ? [one.node, one.via] : [])))
  return [
    ...[...new Set(direct.map(({ node }) => node))].map((node) => ({
      ...arrivalOfNode(node, input),
      declared: declared.has(node),
    })),
    ...dataSources.map((key) => ({
      ...arrivalOfDataSource(key, input, dueDataSources),
      declared: declared.has(key),
    })),
  ]
}

/** The other published data sources that an extract reads: their landings count, but it does not wait for them. */
export function readArrivals(
  extract: ExtractToPlan,
  input: PlanningInput,
  dueDataSources: DueDataSources,
): Arrival[] {
  const vias = new Set(extract.upstream.map(({ via }) => via))
  return dataSourcesOf(extract)
    .filter((key) => !vias.has(key))
    .map((key) => ({ ...arrivalOfDataSource(key, input, dueDataSources), declared: false }))
}

function arrivalOfNode(node: UniqueId, input: PlanningInput): Omit<Arrival, 'declared'> {
  const at = input.nodes.get(node)?.landedAt ?? null
  const changed = input.expected.get(node)
  return { id: node, at, isExpected: changed !== undefined, changed: changed ?? [] }
}

function arrivalOfDataSource(
  key: ExtractKey,
  input: PlanningInput,
  dueDataSources: DueDataSources,
): Omit<Arrival, 'declared'> {
  const success = newestSuccess(input.requests.get(key))
  const at = success === null ? null : success.requestedAt + (success.seconds ?? 0) * 1000
  const isExpected = dueDataSources.has(key)
  return { id: key, at, isExpected, changed: isExpected ? changedBehind(key, input) : [] }
}

function changedBehind(key: ExtractKey, { find, expected }: PlanningInput): UniqueId[] {
  const upstream = find(key)?.upstream ?? []
  return [...new Set(upstream.flatMap(({ node }) => expected.get(node) ?? []))]
}

/** A data source without an extract shows new data at once. For some, only a refused refresh shows that they have no extract. */
export function isLive(key: ExtractKey, input: PlanningInput): boolean {
  const last = lastFinal(input.requests.get(key))
  return input.find(key)?.lineage.hasExtract === false || last?.failure === 'no-extract'
}
