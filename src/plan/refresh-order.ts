import type { ExtractToPlan } from '../exposures/types.js'
import { lastFinal, newestSuccess } from '../state/request-history.js'
import type { ExtractKey } from '../state/state.js'
import { addTo } from '../base/add-to.js'
import { compare } from '../base/order.js'
import type { PlanInput } from './types.js'

/**
 * The extracts in the order of their refreshes: published data sources before the workbooks that read them. Among those that
 * are ready, extracts that failed last time go last, so that they do not use up the others' time; the rest by time of their
 * last refresh (those never refreshed first), then by maturity of their exposures, then by name.
 */
export function inOrder(
  extracts: readonly ExtractToPlan[],
  requests: PlanInput['requests'],
): ExtractToPlan[] {
  const ranked = byUrgency(extracts, requests)
  const ranks = new Map(ranked.map(({ key }, rank) => [key, rank]))
  const missing = ranked.map((extract) => new Set(ranksOf(dataSourcesOf(extract), ranks)))
  const readers = readersOf(missing)
  const ready = new Queue(missing.flatMap((sources, rank) => (sources.size === 0 ? [rank] : [])))
  const taken = new Set<number>()
  let next = 0
  while (taken.size < ranked.length) {
    while (taken.has(next)) next += 1
    // If nothing is ready, data sources read each other in a circle: start with the most urgent one.
    const rank = ready.first() ?? next
    if (taken.has(rank)) continue
    taken.add(rank)
    for (const reader of readers.get(rank) ?? []) {
      missing[reader]?.delete(rank)
      if (missing[reader]?.size === 0) ready.add(reader)
    }
  }
  return [...taken].flatMap((rank) => ranked[rank] ?? [])
}

function ranksOf(keys: readonly ExtractKey[], ranks: ReadonlyMap<ExtractKey, number>): number[] {
  return keys.flatMap((key) => ranks.get(key) ?? [])
}

/** The ranks of the readers of a data source, by its rank. */
function readersOf(missing: readonly ReadonlySet<number>[]): Map<number, number[]> {
  const readers = new Map<number, number[]>()
  for (const [reader, sources] of missing.entries()) {
    for (const source of sources) addTo(readers, source, reader)
  }
  return readers
}

/** A priority queue of ranks: the lowest comes first. */
class Queue {
  /** In descending order, so that the lowest is popped from the end. */
  readonly #ranks: number[]

  constructor(ranks: readonly number[]) {
    this.#ranks = [...ranks].sort((a, b) => b - a)
  }

  add(rank: number): void {
    let [low, high] = [0, this.#ranks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#ranks[middle] ?? 0) > rank) low = middle + 1
      else high = middle
    }
    this.#ranks.splice(low, 0, rank)
  }

  first(): number | undefined {
    return this.#ranks.pop()
  }
}

/** The published data sources that bring data to an extract, without itself. */
export function dataSourcesOf(extract: ExtractToPlan): ExtractKey[] {
  const keys = [...extract.reads, ...extract.upstream.flatMap(({ via }) => via ?? [])]
  return [...new Set(keys)].filter((key) => key !== extract.key)
}

function byUrgency(extracts: readonly ExtractToPlan[], requests: PlanInput['requests']): ExtractToPlan[] {
  const ranked = extracts.map((extract) => {
    const history = requests.get(extract.key)
    const failed = lastFinal(history)?.outcome === 'failed' ? 1 : 0
    return {
      extract,
      failed,
      refreshedAt: newestSuccess(history)?.requestedAt ?? 0,
      maturity: maturityOf(extract),
    }
  })
  ranked.sort(
    (a, b) =>
      a.failed - b.failed ||
      a.refreshedAt - b.refreshedAt ||
      a.maturity - b.maturity ||
      compare(a.extract.lineage.content.name, b.extract.lineage.content.name) ||
      compare(a.extract.key, b.extract.key),
  )
  return ranked.map(({ extract }) => extract)
}

/** dbt's maturities, highest first; an exposure without one comes last. */
const MATURITIES: readonly (string | null)[] = ['high', 'medium', 'low']

function maturityOf({ exposures }: ExtractToPlan): number {
  const rank = MATURITIES.findIndex((maturity) => exposures.some((one) => one.maturity === maturity))
  return rank === -1 ? MATURITIES.length : rank
}
