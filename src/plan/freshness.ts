import { type Instant, later } from '../base/clock.js'
import type { UniqueId } from '../dbt/types.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { isUpdatedSince, newestSuccess } from '../state/request-history.js'
import { requestKey } from '../state/request-id.js'
import type { ExtractKey } from '../state/state.js'
import { isLive } from './arrivals.js'
import { promisedBy, settingsOf } from './extract-settings.js'
import { rememberedFreezes } from './freeze.js'
import { dataSourcesOf } from './refresh-order.js'
import type { ExtractRow, Freshness, PlanInput, PlanningInput, Policy } from './types.js'

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

/** The freshness by what one exposure promises: others that share the extract may promise more. */
export function freshnessFor(
  exposure: UniqueId,
  { extract, known }: ExtractRow,
  { policy, now }: { readonly policy: Pick<Policy, 'staleAfter'>; readonly now: Instant },
): Freshness {
  const { newestDataAt, promised: strictest, staleSince } = known.freshness
  const own = extract.exposures.filter(({ uniqueId }) => uniqueId === exposure)
  const promised = promisedBy(own, policy)
  const isPromised = staleSince !== null && strictest !== null && promised !== null
  const end = isPromised ? staleSince - strictest + promised : null
  return { newestDataAt, promised, staleSince: end !== null && end < now ? end : null }
}

/** The rows with the freshness that they have after the refreshes, by the requests that `input` knows. */
export function withFreshness<Row extends { readonly row: ExtractRow }>(
  rows: readonly Row[],
  input: PlanInput,
): Row[] {
  const all = new Map([...input.others, ...input.extracts].map((extract) => [extract.key, extract]))
  const planning = { ...input, find: (key: ExtractKey) => all.get(key), frozenUntil: rememberedFreezes() }
  return rows.map((one) => {
    const freshness = freshnessOf(one.row.extract, planning)
    return { ...one, row: { ...one.row, known: { ...one.row.known, freshness } } }
  })
}

/**
 * Facts for state: when the newest data of each last refresh landed. To be noted at the end of a run, because a later landing of the
 * same node hides it.
 */
export function datedRefreshes(
  rows: readonly { readonly row: ExtractRow }[],
  { requests }: Pick<PlanInput, 'requests'>,
): PlanInput['requests'] {
  const dated = rows.flatMap(({ row: { extract, known } }) => {
    const success = newestSuccess(requests.get(extract.key))
    const dataAt = known.freshness.newestDataAt
    if (success === null || dataAt === null || success.dataAt !== undefined) return []
    const { id, ...facts } = success
    return dataAt < facts.requestedAt
      ? [[extract.key, new Map([[requestKey(id), { ...facts, dataAt }]])] as const]
      : []
  })
  return new Map(dated)
}

/** False for a live connection, and for data of another project or environment. */
function isKnown({ lineage, unrelated, otherEnvironment }: ExtractToPlan): boolean {
  return lineage.hasExtract !== false && unrelated === null && otherEnvironment.length === 0
}

/**
 * When the newest data in the extract landed. State keeps one landing per node: if a later one has replaced that which the extract
 * has, what its refresh noted counts, else the time of the refresh. So data is never called older than it is.
 */
function newestDataIn(
  extract: ExtractToPlan,
  input: PlanningInput,
  seen: ReadonlySet<ExtractKey> = new Set(),
): Instant | null {
  const read = lastReading(extract, input)
  if (read.at === null) return null
  const landedAt = newestLanding(extract, input, seen)
  return landedAt !== null && landedAt <= read.at ? landedAt : read.dataAt
}

/** When the extract last read its upstream, for whomever, and when the newest data that it read landed, at the latest. */
function lastReading(
  { key, lineage: { extractUpdatedAt } }: ExtractToPlan,
  input: PlanInput,
): { readonly at: Instant | null; readonly dataAt: Instant | null } {
  const success = newestSuccess(input.requests.get(key))
  if (success === null || isUpdatedSince(extractUpdatedAt, success))
    return { at: extractUpdatedAt, dataAt: extractUpdatedAt }
  return { at: success.requestedAt, dataAt: success.dataAt ?? success.requestedAt }
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
