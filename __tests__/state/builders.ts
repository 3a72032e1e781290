import type { Instant } from '../../src/base/clock.js'
import type {
  Catalogue,
  ExtractKey,
  NodeFacts,
  NodeKey,
  RefreshState,
  RequestFacts,
} from '../../src/state/state.js'
import type { RequestKey } from '../../src/state/request-id.js'

export const EXTRACT = 'workbook:6f1f' as ExtractKey

export function at(text: string): Instant {
  return Date.parse(text)
}

/** A successful request, with the given changes. */
export function request(requestedAt: string, changes: Partial<RequestFacts> = {}): RequestFacts {
  return {
    requestedAt: at(requestedAt),
    window: at(requestedAt),
    outcome: 'refreshed',
    failure: null,
    seconds: 60,
    ...changes,
  }
}

export function stateOf(parts: {
  readonly nodes?: Readonly<Record<string, NodeFacts>>
  /** The requests of EXTRACT. */
  readonly requests?: Readonly<Record<string, RequestFacts>>
  readonly catalogue?: Catalogue
}): RefreshState {
  return {
    nodes: new Map(Object.entries(parts.nodes ?? {}) as [NodeKey, NodeFacts][]),
    requests: new Map(parts.requests === undefined ? [] : [[EXTRACT, requestsOf(parts.requests)]]),
    reads: new Map(),
    warned: new Map(),
    told: new Map(),
    qualityWarnings: new Map(),
    catalogue: parts.catalogue ?? null,
  }
}

export function requestsOf(byKey: Readonly<Record<string, RequestFacts>>): Map<RequestKey, RequestFacts> {
  return new Map(Object.entries(byKey) as [RequestKey, RequestFacts][])
}

export function jobsOf(state: RefreshState): RequestKey[] {
  return [...(state.requests.get(EXTRACT)?.keys() ?? [])]
}
