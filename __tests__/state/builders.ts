import type { Instant } from '../../src/base/clock.js'
import type {
  Catalogue,
  ExtractKey,
  JobId,
  NodeFacts,
  NodeKey,
  RefreshState,
  RequestFacts,
} from '../../src/state/state.js'

export const EXTRACT = 'workbook:6f1f' as ExtractKey

export function at(text: string): Instant {
  return Date.parse(text)
}

/** A successful request; change what the story is about. */
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
  /** Of the one extract. */
  readonly requests?: Readonly<Record<JobId, RequestFacts>>
  readonly catalogue?: Catalogue
}): RefreshState {
  return {
    nodes: new Map(Object.entries(parts.nodes ?? {}) as [NodeKey, NodeFacts][]),
    requests: new Map(
      parts.requests === undefined ? [] : [[EXTRACT, new Map(Object.entries(parts.requests))]],
    ),
    reads: new Map(),
    catalogue: parts.catalogue ?? null,
  }
}

export function jobsOf(state: RefreshState): JobId[] {
  return [...(state.requests.get(EXTRACT)?.keys() ?? [])]
}
