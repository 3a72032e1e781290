import { earliestOf, type Instant, latestOf } from '../../base/clock.js'
import type { PendingDataSource, ExtractRow, UpstreamId } from '../../plan/types.js'
import type { ModifiedPart } from '../../dbt/compare/change.js'
import {
  type ChangedNode,
  type Impact,
  reachedAndEdited,
  type ReachedExposure,
  reachesAnything,
} from '../../impact/impact.js'
import { nameIn, type Names, namesOf } from '../names.js'
import type { WordingContext } from '../report.js'
import { onDate } from '../times.js'
import { decisionText } from '../decision-text.js'
import { list, listPhrases, plural } from '../lists.js'
import { awaitedText, dueOf, hasNoDataSource } from '../skip-text.js'

/** What happens to an extract once the pull request is merged and production is built. */
export type AfterMerge =
  | { readonly kind: 'next-build' }
  | { readonly kind: 'waits'; readonly until: Instant; readonly behind: readonly PendingDataSource[] }
  /** Of published data sources whose own refresh has no known time. */
  | { readonly kind: 'follows'; readonly behind: readonly UpstreamId[] }
  | { readonly kind: 'waits-for'; readonly upstream: readonly UpstreamId[] }
  | { readonly kind: 'live' }
  /** A workbook without any data source. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unrelated' }
  /** Only its exposure changed. */
  | { readonly kind: 'as-it-is' }
  | { readonly kind: 'held' }

export function afterMerge({ decision, dueAt, extract, dataSources }: ExtractRow): AfterMerge {
  if (decision.kind !== 'skip') return { kind: 'next-build' }
  switch (decision.reason) {
    case 'build-after':
    case 'frozen':
      return whenDue(dueAt)
    case 'waiting-for-upstream':
      return afterUpstream(decision.waitingFor, new Set<UpstreamId>(dataSources.keys()))
    case 'no-extract':
      return { kind: withoutExtract(extract) }
    case 'up-to-date':
      return afterDataSources(decision.pendingDataSources)
    case 'upstream-failed':
    case 'failing':
    case 'never-landed':
    case 'other-environment':
    case 'not-visible':
      return { kind: 'held' }
    default:
      return decision satisfies never
  }
}

function withoutExtract(extract: ExtractRow['extract']): 'unrelated' | 'empty' | 'live' {
  if (extract.unrelated !== null) return 'unrelated'
  return hasNoDataSource(extract) ? 'empty' : 'live'
}

function whenDue(dueAt: Instant | null): AfterMerge {
  return dueAt === null ? { kind: 'next-build' } : { kind: 'waits', until: dueAt, behind: [] }
}

function afterUpstream(upstream: readonly UpstreamId[], dataSources: ReadonlySet<UpstreamId>): AfterMerge {
  return upstream.length > 0 && upstream.every((id) => dataSources.has(id))
    ? { kind: 'follows', behind: upstream }
    : { kind: 'waits-for', upstream }
}

/** Whether the merge brings it new data that only a later run may refresh. */
export function isRefreshedLater(row: ExtractRow): boolean {
  const { kind } = afterMerge(row)
  return kind === 'waits' || kind === 'follows' || kind === 'waits-for'
}

/** New data arrives with the refresh of the published data sources that the extract reads. */
function afterDataSources(behind: readonly PendingDataSource[]): AfterMerge {
  const until = dueOf(behind)
  if (until !== null) return { kind: 'waits', until, behind }
  return behind.length === 0
    ? { kind: 'as-it-is' }
    : { kind: 'follows', behind: behind.map(({ key }) => key) }
}

type DateText = (instant: Instant, now: Instant) => string

/** The text of the cell "After merge". */
export function afterMergeText(row: ExtractRow, context: WordingContext, dated: DateText = onDate): string {
  const after = afterMerge(row)
  switch (after.kind) {
    case 'next-build':
      return 'refreshes with the next build'
    case 'waits':
      return after.behind.length === 0
        ? `refreshes with the first run after ${dated(after.until, context.now)}`
        : `waits for ${awaitedText(after.behind, context, dated)}`
    case 'follows':
      return `refreshes after ${list(after.behind.map((id) => nameIn(id, context.names)))}`
    case 'waits-for':
      return `waits for ${list(after.upstream.map((id) => nameIn(id, context.names)))}`
    case 'live':
      return 'a live connection: shows the change at once'
    case 'empty':
      return 'has no data source: nothing to refresh'
    case 'unrelated':
      return 'stays as it is: its extract reads no table of this dbt project'
    case 'as-it-is':
      return 'stays as it is: nothing upstream of it changes'
    case 'held':
      return `held back: ${decisionText(row, context)}`
    default:
      return after satisfies never
  }
}

/** The extracts of exposures, each once. */
export function rowsOf(exposures: readonly ReachedExposure[]): ExtractRow[] {
  return [
    ...new Map(exposures.flatMap(({ extracts }) => extracts.map((row) => [row.extract.key, row]))).values(),
  ]
}

/** What merging does: `1 exposure removed. After merge: 3 extracts refresh with the next build`; may hold paths of files. */
export function impactHeadline(impact: Impact, dated: DateText = onDate): string {
  const { length: removed } = impact.removedExposures
  return sentences(
    removed === 0 ? '' : `${plural(removed, 'exposure')} removed`,
    afterMergeHeadline(impact, dated),
  )
}

/** The same without the removed exposures. */
export function afterMergeHeadline(impact: Impact, dated: DateText = onDate): string {
  return sentences(reachedText(impact, dated), notRefreshedText(impact), unknownText(impact))
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('. ')
}

/** Whether merging brings new data to nothing, as far as the changes are known. */
export function changesNoData({ changed, unknown }: Impact): boolean {
  return changed.length + unknown.gone + unknown.unmapped === 0
}

function unknownText({ unknown: { gone, goneHow, unmapped, unmappedFiles = [] } }: Impact): string {
  const what = gone === 1 ? 'it' : 'them'
  const parts = [
    ...(gone === 0 ? [] : [`${plural(gone, 'file')} ${goneHow}: what read ${what} is not known`]),
    ...(unmapped === 0 ? [] : [unmappedText(unmapped, unmappedFiles)]),
  ]
  return parts.join('. ')
}

/** `What the changes of dbt_project.yml do is not known`. */
function unmappedText(count: number, files: readonly string[]): string {
  return files.length === 0
    ? `${plural(count, 'file')} changed whose effect is not known`
    : `What the changes of ${list(files)} do is not known`
}

/** Empty if nothing changed that can be named. */
function reachedText(impact: Impact, dated: DateText): string {
  const { tableauQueried, changed, now } = impact
  const { reached } = reachedAndEdited(impact)
  if (reached.length === 0 && changed.length === 0) return nothingChangedText(impact)
  if (reached.length === 0)
    return `${plural(changed.length, 'node')} changed, and no exposure reads ${changed.length === 1 ? 'it' : 'them'}`
  const rows = rowsOf(reached)
  if (!tableauQueried || rows.length === 0) return `${plural(reached.length, 'exposure')} reached`
  const kinds = rows.map(afterMerge)
  const number = (kind: AfterMerge['kind']): number => kinds.filter((after) => after.kind === kind).length
  const parts = [
    countedVerb(number('next-build'), 'refreshes with the next build', 'refresh with the next build'),
    ...waiting(
      kinds.flatMap((after) => (after.kind === 'waits' ? [after.until] : [])),
      (instant) => dated(instant, now),
    ),
    countedVerb(number('follows'), 'refreshes after its data source', 'refresh after their data sources'),
    countedVerb(number('waits-for'), 'waits for other new data', 'wait for other new data'),
    countedVerb(number('held'), 'is held back', 'are held back'),
    countedVerb(number('live'), 'is live', 'are live'),
    countedVerb(number('empty'), 'has no data source', 'have no data source'),
    countedVerb(number('as-it-is'), 'stays as it is', 'stay as they are'),
  ].filter((part) => part !== '')
  const [first = '', ...others] = parts
  const noun = /^1 /.test(first) ? 'extract' : 'extracts'
  return `After merge: ${[first.replace(/^(\d+) /, `$1 ${noun} `), ...others].join('; ')}`
}

function countedVerb(number: number, one: string, many: string): string {
  return number === 0 ? '' : `${number} ${number === 1 ? one : many}`
}

/** Of exposures that are switched off, not selected or of another tool, beside those that are refreshed. */
function notRefreshedText(impact: Impact): string {
  const { reached } = reachedAndEdited(impact)
  const without = reached.filter(
    ({ extracts, noExtractReason }) => extracts.length === 0 && noExtractReason !== null,
  )
  return rowsOf(reached).length === 0 || without.length === 0
    ? ''
    : `${plural(without.length, 'exposure')} ${without.length === 1 ? 'is' : 'are'} not refreshed by this action`
}

function nothingChangedText(impact: Impact): string {
  if (!reachesAnything(impact)) return 'No model, seed, snapshot or source has changed'
  return changesNoData(impact) ? 'No data changes' : ''
}

/** The refreshes that wait for an instant, which the next build may come after: with the first and the last instant. */
function waiting(instants: readonly Instant[], dated: (instant: Instant) => string): string[] {
  if (instants.length === 0) return []
  const [first, last] = [earliestOf(instants), latestOf(instants)].map(dated)
  const when =
    first === last
      ? `with the first run after ${first}`
      : `later, the first not before ${first}, the last not before ${last}`
  return [countedVerb(instants.length, `refreshes ${when}`, `refresh ${when}`)]
}

/** `fct_orders`, `stg_orders (removed)`. */
export function changedText({ id, how }: ChangedNode, names: Names): string {
  const name = names.get(id) ?? id
  return how === 'changed' ? name : `${name} (${how})`
}

/** `fct_orders (code, contract: amount removed)`: the node with what changed on it by dbt's rules. */
export function changeText(
  node: ChangedNode,
  names: Names,
  columns: 'with columns' | 'without columns' = 'with columns',
): string {
  const name = names.get(node.id) ?? node.id
  const parts = node.parts.map((part) =>
    part === 'contract' && columns === 'with columns' ? contractText(node.contract) : PARTS[part],
  )
  const what = node.how === 'changed' ? parts : [node.how]
  return what.length === 0 ? name : `${name} (${what.join(', ')})`
}

/** `fct_orders (contract: amount removed)`: only what breaks the contract, without other changes such as an added column. */
export function breakingText({ id, contract }: ChangedNode, names: Names): string {
  return `${names.get(id) ?? id} (${contractText(contract && { ...contract, added: [] })})`
}

/** `contract: amount removed, note added, id bigint instead of int`. */
function contractText(contract: ChangedNode['contract']): string {
  const columns = [
    ...(contract?.removed ?? []).map((name) => `${name} removed`),
    ...(contract?.retyped ?? []).map(({ name, was, is }) => `${name} ${is} instead of ${was}`),
    ...(contract?.added ?? []).map((name) => `${name} added`),
  ]
  return columns.length === 0 ? PARTS.contract : `contract: ${listPhrases(columns)}`
}

/** The parts of `state:modified` in the words of dbt's YAML. */
const PARTS: Readonly<Record<ModifiedPart, string>> = {
  body: 'code',
  config: 'config',
  relation: 'database, schema or alias',
  description: 'description',
  contract: 'contract columns',
  macros: 'macros',
  dependencies: 'depends_on',
  properties: 'properties',
}

export function impactWordingContext(impact: Impact): WordingContext {
  const changed = impact.changed.map(({ id }) => id)
  return { now: impact.now, names: namesOf(rowsOf(impact.exposures), changed) }
}
