import type { ExtractToPlan } from '../exposures/types.js'
import { lastFinal, newestSuccess } from '../state/requests.js'
import type { ExtractKey } from '../state/state.js'
import { compare } from './settings.js'
import type { PlanInput } from './types.js'

/**
 * The extracts in the order in which they are to be refreshed: published data sources before what reads them; among
 * those that may go, the ones that failed last time at the end (they must not eat the others' time), then the longest
 * overdue first (never refreshed: before all), then what the maturest exposure reads, then by name.
 */
export function inOrder(
  extracts: readonly ExtractToPlan[],
  requests: PlanInput['requests'],
): ExtractToPlan[] {
  const waiting = byUrgency(extracts, requests)
  const toCome = new Set(waiting.map((extract) => extract.key))
  const ordered: ExtractToPlan[] = []
  while (waiting.length > 0) {
    const ready = waiting.findIndex((extract) => !dataSourcesOf(extract).some((key) => toCome.has(key)))
    // Nothing ready means that data sources read each other in a circle: the most urgent one breaks it.
    const taken = waiting.splice(Math.max(ready, 0), 1)
    for (const extract of taken) toCome.delete(extract.key)
    ordered.push(...taken)
  }
  return ordered
}

/** The published data sources that bring data to an extract, itself excluded. */
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

/** dbt's words, the weightiest first; an exposure without one stands behind them. */
const MATURITIES: readonly (string | null)[] = ['high', 'medium', 'low']

function maturityOf({ exposures }: ExtractToPlan): number {
  const ranks = exposures.map(({ maturity }) => MATURITIES.indexOf(maturity)).filter((rank) => rank !== -1)
  return Math.min(MATURITIES.length, ...ranks)
}
