import { createHash } from 'node:crypto'

import type { Instant } from '../../src/base/clock.js'
import type { NodeFacts, NodeKey, UniqueId } from '../../src/dbt/types.js'
import type { ExtractKey, RefreshState, RequestFacts } from '../../src/state/state.js'
import type { RequestKey } from '../../src/state/request-id.js'

export interface Size {
  readonly extracts: number
  readonly nodes: number
}

const DAY = 24 * 3_600_000

/** The largest state at `now`: all facts of every node, and as many requests per extract as are kept. */
export function largeState({ extracts, nodes }: Size, now: Instant): RefreshState {
  return {
    nodes: new Map(Array.from({ length: nodes }, (_, index) => [nodeKey(index), nodeFacts(index, now)])),
    requests: new Map(
      Array.from({ length: extracts }, (_, index) => [extractKey(index), requestsOf(index, now)]),
    ),
    reads: new Map(
      Array.from({ length: extracts }, (_, index) => {
        const read = [index, index + 1].map((node) => nodeKey(node % nodes))
        return [extractKey(index), { seenAt: now, nodes: read }] as const
      }),
    ),
    warned: new Map(),
    told: new Map(),
    qualityWarnings: new Map(),
    catalogue: null,
  }
}

/** As diverse as real ones, because equal text would compress to almost nothing. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function luid(text: string): string {
  return digest(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}

const nodeId = (index: number): UniqueId =>
  (index % 3 === 0
    ? `test.analytics.not_null_fct_${digest(`${index}`).slice(0, 12)}_id.${digest(`t${index}`).slice(0, 10)}`
    : `model.analytics.fct_${digest(`${index}`).slice(0, 12)}`) as UniqueId

const nodeKey = (index: number): NodeKey => `${nodeId(index)}@analytics.prod_marts.model_${index}` as NodeKey

const extractKey = (index: number): ExtractKey =>
  `${index % 2 === 0 ? 'workbook' : 'datasource'}:${luid(`extract ${index}`)}` as ExtractKey

function nodeFacts(index: number, now: Instant): NodeFacts {
  const at = now - ((index * 7919) % 3_600_000)
  const failed = index % 10 === 0 ? { failedAt: at - 3 * DAY } : {}
  if (index % 3 === 0) return { okAt: at, ...failed }
  const fingerprint = index % 5 === 0 ? { fingerprint: digest(`code ${index}`) } : {}
  return { landedAt: at, okAt: at, fullRefreshAt: at - 30 * DAY, ...failed, ...fingerprint }
}

function requestsOf(index: number, now: Instant): ReadonlyMap<RequestKey, RequestFacts> {
  return new Map(
    [0, 1, 2, 3, 4].map((back): [RequestKey, RequestFacts] => {
      const window = now - (back + 1) * DAY
      const requestedAt = window + 60_000 + ((index * 104_729) % 3_600_000)
      const overtaken =
        index % 10 === 0 ? { overtakenBy: { node: nodeId(index), at: requestedAt + 1_800_000 } } : {}
      const ended = { outcome: 'refreshed', failure: null, seconds: (index % 200) + 20 } as const
      return [luid(`job ${index} ${window}`) as RequestKey, { requestedAt, window, ...ended, ...overtaken }]
    }),
  )
}
