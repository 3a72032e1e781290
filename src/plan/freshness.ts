import { type Instant, later } from '../base/clock.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { isUpdatedSince, newestSuccess } from '../state/request-history.js'
import type { ExtractKey } from '../state/state.js'
import { isLive } from './arrivals.js'
import { settingsOf } from './extract-settings.js'
import { dataSourcesOf } from './refresh-order.js'
import type { ExtractRow, Freshness, PlanInput, PlanningInput } from './types.js'

/**
 * How old the data of an extract is, by what landed and what was read until now. Pure. Data has the age of its landing, so a
 * refresh without new data does not make it younger. An extract that nobody is known to have refreshed counts as stale once new data
 * has waited for it longer than promised.
 */
export function freshnessOf(extract: ExtractToPlan, input: PlanningInput): Freshness {
  const promised = settingsOf(extract, input.policy).staleAfter
  if (!isKnown(extract)) return { newestDataAt: null, promised, staleSince: null }
  const newestDataAt = newestDataIn(extract, input)
  const since = newestDataAt ?? newestLanding(extract, input, new Set())
  const end = promised === null || since === null ? null : since + promised
  return { newestDataAt, promised, staleSince: end !== null && end < input.now ? end : null }
}

/** The rows with the freshness that they have after the refreshes, by the requests that `input` knows. */
export function withFreshness<Row extends { readonly row: ExtractRow }>(
  rows: readonly Row[],
  input: PlanInput,
): Row[] {
  const all = new Map([...input.others, ...input.extracts].map((extract) => [extract.key, extract]))
  const planning = { ...input, find: (key: ExtractKey) => all.get(key) }
  return rows.map((one) => {
    const freshness = freshnessOf(one.row.extract, planning)
    return { ...one, row: { ...one.row, known: { ...one.row.known, freshness } } }
  })
}

/** False for a live connection, and for data of another project or environment. */
function isKnown({ lineage, unrelated, otherEnvironment }: ExtractToPlan): boolean {
  return lineage.hasExtract !== false && unrelated === null && otherEnvironment.length === 0
}

/**
 * When the newest data in the extract landed. State keeps one landing per node: if a later one has replaced that which the extract
 * has, the time of the refresh counts. So data is never called older than it is.
 */
function newestDataIn(
  extract: ExtractToPlan,
  input: PlanningInput,
  seen: ReadonlySet<ExtractKey> = new Set(),
): Instant | null {
  const readAt = lastReadAt(extract, input)
  if (readAt === null) return null
  return Math.min(readAt, newestLanding(extract, input, seen) ?? readAt)
}

/** When the extract last read its upstream, for whomever; null if that is not known. */
function lastReadAt({ key, lineage: { extractUpdatedAt } }: ExtractToPlan, input: PlanInput): Instant | null {
  const success = newestSuccess(input.requests.get(key))
  if (success === null || isUpdatedSince(extractUpdatedAt, success)) return extractUpdatedAt
  return success.requestedAt
}

/** The newest landing that a refresh would read now: a data source passes on what it has. `seen` ends circles. */
function newestLanding(
  extract: ExtractToPlan,
  input: PlanningInput,
  seen: ReadonlySet<ExtractKey>,
): Instant | null {
  const within = new Set([...seen, extract.key])
  const isPassedOn = (key: ExtractKey): boolean => !within.has(key) && !isLive(key, input)
  const direct = extract.upstream.filter(({ via }) => via === null || !isPassedOn(via))
  return [
    ...direct.map(({ node }) => input.nodes.get(node)?.landedAt ?? null),
    ...dataSourcesOf(extract)
      .filter(isPassedOn)
      .map((key) => newestDataOf(key, input, within)),
  ].reduce(later, null)
}

function newestDataOf(key: ExtractKey, input: PlanningInput, seen: ReadonlySet<ExtractKey>): Instant | null {
  const source = input.find(key)
  if (source !== undefined) return newestDataIn(source, input, seen)
  return newestSuccess(input.requests.get(key))?.requestedAt ?? null
}
