import type { DbtNode, ProjectGraph } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import type { ContentLineage, ExtractKey, Luid } from '../tableau/types.js'
import {
  compareRelations,
  type RelationMapping,
  relationOf,
  relationOfTable,
  showRelation,
} from './relations.js'
import { type Comparison, environmentOf, otherEnvironment } from './other-environment.js'
import type { Exposure, ExtractToPlan, UpstreamOfExtract } from './types.js'

/** An exposure with the workbooks and data sources it was found to point at. */
export interface FoundExposure {
  readonly exposure: Exposure
  readonly contents: readonly Luid[]
  /** Of these only, where discovery has told them; else of all that stand behind its contents. */
  readonly extracts?: readonly ExtractKey[]
}

export interface Surroundings {
  readonly manifest: Pick<ProjectGraph, 'nodes'>
  /** What was found, and every published data source it reads, directly or through another one. */
  readonly lineages: readonly ContentLineage[]
  readonly relationMap: readonly RelationMapping[]
}

/**
 * The extracts behind these exposures, each once, with the exposures it serves and its own upstream. A
 * workbook stands for its own extracts and for those of the published data sources it reads; content without
 * any extract is kept, so that its row can say so.
 */
export function extractsOf(found: readonly FoundExposure[], surroundings: Surroundings): ExtractToPlan[] {
  const byLuid = byLuidOf(surroundings.lineages)
  const served = new Map<ContentLineage, Exposure[]>()
  for (const { exposure, contents, extracts } of found) {
    const behind = refreshable(contents, byLuid)
    for (const lineage of behind.filter((one) => extracts?.includes(extractKey(one)) !== false)) {
      const known = served.get(lineage)
      if (known === undefined) served.set(lineage, [exposure])
      else known.push(exposure)
    }
  }
  const compared = [...served].map(([lineage, exposures]) =>
    compare(lineage, exposures, { ...surroundings, byLuid }),
  )
  const environment = environmentOf(compared.map(({ confirmed }) => confirmed))
  return compared.map(({ lineage, exposures, ids, confirmed }) => ({
    key: extractKey(lineage),
    lineage,
    exposures: [...exposures].sort((a, b) => a.name.localeCompare(b.name)),
    upstream: upstreamOf(ids, lineage, { confirmed, byLuid }),
    reads: extractsRead(lineage, byLuid),
    otherEnvironment: otherEnvironment(confirmed, ids, environment),
  }))
}

export function extractKey({ content }: ContentLineage): ExtractKey {
  return `${content.kind}:${content.luid}` as ExtractKey
}

export type ByLuid = ReadonlyMap<Luid, ContentLineage>

export function byLuidOf(lineages: readonly ContentLineage[]): ByLuid {
  return new Map(lineages.map((lineage) => [lineage.content.luid, lineage]))
}

function refreshable(contents: readonly Luid[], byLuid: ByLuid): ContentLineage[] {
  const all = withAllItReads(contents, byLuid)
  const extracts = all.filter((lineage) => lineage.hasExtract !== false)
  return extracts.length > 0 ? extracts : all.filter((lineage) => contents.includes(lineage.content.luid))
}

/** This content and every published data source behind it, as far as it is known. */
export function withAllItReads(contents: readonly Luid[], byLuid: ByLuid): ContentLineage[] {
  const all = readThrough(contents, (luid) => byLuid.get(luid))
  return all.flatMap((luid) => byLuid.get(luid) ?? [])
}

/** These, and the published data sources that they read, directly or through others; known or not. */
export function readThrough(
  contents: readonly Luid[],
  lineageOf: (luid: Luid) => Pick<ContentLineage, 'reads'> | undefined,
): Luid[] {
  const all = new Set(contents)
  for (const luid of all) for (const read of lineageOf(luid)?.reads ?? []) all.add(read)
  return [...all]
}

interface Compared {
  readonly lineage: ContentLineage
  readonly exposures: readonly Exposure[]
  /** What the exposures name. */
  readonly ids: readonly UniqueId[]
  readonly confirmed: Confirmed
}

function compare(
  lineage: ContentLineage,
  exposures: readonly Exposure[],
  { manifest, relationMap, byLuid }: Surroundings & { readonly byLuid: ByLuid },
): Compared {
  const ids = [...new Set(exposures.flatMap((exposure) => exposure.upstream))]
  const nodes = ids.flatMap((id) => manifest.nodes.get(id) ?? [])
  return { lineage, exposures, ids, confirmed: confirm(lineage, { nodes, relationMap, byLuid }) }
}

/** What Tableau's lineage confirms, and through which data source. */
interface Confirmed extends Comparison {
  readonly upstream: ReadonlyMap<UniqueId, ExtractKey | null>
}

interface Question {
  readonly nodes: readonly DbtNode[]
  readonly relationMap: readonly RelationMapping[]
  readonly byLuid: ByLuid
}

function confirm(lineage: ContentLineage, question: Question, above: readonly Luid[] = []): Confirmed {
  const direct = confirmTables(lineage, question)
  const upstream = new Map(direct.upstream)
  const elsewhere = [...direct.elsewhere]
  const certain = new Set(direct.certain)
  let complete = direct.complete
  for (const luid of lineage.reads.filter((read) => !above.includes(read))) {
    const read = question.byLuid.get(luid)
    const behind = read === undefined ? UNKNOWN : confirm(read, question, [...above, lineage.content.luid])
    complete &&= behind.complete
    for (const relation of behind.elsewhere) elsewhere.push(relation)
    for (const id of behind.certain) certain.add(id)
    for (const [id, via] of behind.upstream) {
      const through = read !== undefined && read.hasExtract !== false ? extractKey(read) : via
      if (!upstream.has(id)) upstream.set(id, through)
    }
  }
  return { complete, upstream, certain, elsewhere }
}

const UNKNOWN: Confirmed = { complete: false, upstream: new Map(), certain: new Set(), elsewhere: [] }

function confirmTables({ tables }: ContentLineage, { nodes, relationMap }: Question): Confirmed {
  if (tables === null) return UNKNOWN
  const upstream = new Map<UniqueId, null>()
  const certain = new Set<UniqueId>()
  const elsewhere: { node: UniqueId; dbt: string; tableau: string }[] = []
  const named = tables.flatMap((table) => {
    const relation = relationOfTable(table)
    return relation === null ? [] : [{ relation, connectionType: table.connectionType }]
  })
  for (const node of nodes) {
    const built = relationOf(node, relationMap)
    for (const { relation, connectionType } of named) {
      const compared = compareRelations(built, relation, connectionType)
      if (compared === 'same') upstream.set(node.id, null)
      // Custom SQL often shows a table's name alone, which fits in every environment.
      if (compared === 'same' && (relation.schema !== null || relation.database === built.schema))
        certain.add(node.id)
      if (compared === 'elsewhere')
        elsewhere.push({ node: node.id, dbt: showRelation(built), tableau: showRelation(relation) })
    }
  }
  return { complete: named.length === tables.length, upstream, certain, elsewhere }
}

/**
 * The confirmed nodes; all of them where the lineage is off, incomplete or knows none of these names. What
 * comes through one data source alone can land only when that was refreshed.
 */
function upstreamOf(
  ids: readonly UniqueId[],
  lineage: ContentLineage,
  { confirmed, byLuid }: { readonly confirmed: Confirmed; readonly byLuid: ByLuid },
): UpstreamOfExtract[] {
  if (confirmed.complete && confirmed.upstream.size > 0) {
    return [...confirmed.upstream].map(([node, via]) => ({ node, via }))
  }
  const onlyThrough = onlySource(lineage, byLuid)
  return ids.map((node) => ({ node, via: confirmed.upstream.get(node) ?? onlyThrough }))
}

/** The one data source with an extract that everything comes through; null where there may be another way. */
function onlySource({ tables, reads }: ContentLineage, byLuid: ByLuid): ExtractKey | null {
  const [only, ...others] = reads
  if (tables?.length !== 0 || only === undefined || others.length > 0) return null
  const read = byLuid.get(only)
  return read === undefined || read.hasExtract === false ? null : extractKey(read)
}

/** The published data sources with an extract that it reads; one without is looked through. */
function extractsRead(lineage: ContentLineage, byLuid: ByLuid): ExtractKey[] {
  const keys = new Set<ExtractKey>()
  const open = new Set(lineage.reads)
  for (const luid of open) {
    const read = byLuid.get(luid)
    if (read === undefined || luid === lineage.content.luid) continue
    if (read.hasExtract === false) for (const behind of read.reads) open.add(behind)
    else keys.add(extractKey(read))
  }
  return [...keys].sort()
}
