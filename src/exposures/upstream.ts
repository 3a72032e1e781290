import type { UniqueId } from '../dbt/types.js'
import type { ContentLineage, ExtractKey, Luid } from '../tableau/types.js'
import { readingsIn, reachableLuids, reachableContent } from './content-graph.js'
import type { ExtractReads, Evidence, UnknownTable } from './evidence.js'
import { isTable, type Namesake } from './discovery/project-relations.js'
import type { Exposure, UpstreamOfExtract } from './types.js'

/** An exposure with the workbooks and data sources it was found to point at. */
export interface Claim {
  readonly exposure: Pick<Exposure, 'origin' | 'upstream'>
  readonly contents: readonly Luid[]
}

/** How much of what an extract reads is known: all; all but what some tables are; or not even all tables. */
export type Completeness = 'all' | 'tables' | 'part'

/** What one extract reads of the project, as Tableau shows it. */
export interface Confirmed {
  /** Nodes that it reads where dbt built them, and those that its exposures name behind such views. */
  readonly nodes: ReadonlyMap<UniqueId, Via>
  /** Nodes that its exposures name, views on them, or what they show, that it reads only elsewhere. */
  readonly elsewhere: readonly Namesake[]
  readonly completeness: Completeness
  /** The one data source with an extract that all it may read besides comes through; null where there may be another way. */
  readonly unseenVia: ExtractKey | null
  /** Tables that are no node's. */
  readonly foreign: readonly string[]
}

export interface Via {
  readonly via: ExtractKey | null
  /** Tableau tells the schema, so that it is read in this environment. */
  readonly placed: boolean
}

/** What Tableau confirms of the nodes that these exposures name, and of all others. */
export function confirm(lineage: ContentLineage, claims: readonly Claim[], evidence: Evidence): Confirmed {
  const declared = declaredBy(claims)
  const reads = evidence.readsOf(lineage)
  const nodes = confirmedNodes(reads, declared, evidence)
  const unclear = reads.ambiguous.filter(({ nodes: some }) => !some.some((id) => declared.has(id)))
  const sorted = reads.unknownTables.map((table) => ({
    ...table,
    namesakes: namesakesOf(table, evidence.withBehind([...declared, ...nodes.keys()]), evidence),
  }))
  const foreign = sorted.filter(({ namesakes }) => namesakes.length === 0)
  const unseen = new Set([...reads.incompleteVia, ...[...foreign, ...unclear].map(({ via }) => via)])
  const [unseenVia = null, ...others] = unseen
  return {
    nodes,
    elsewhere: sorted.flatMap(({ namesakes }) => namesakes).filter(({ node }) => !nodes.has(node)),
    completeness: reads.incompleteVia.size > 0 ? 'part' : unseen.size > 0 ? 'tables' : 'all',
    unseenVia: others.length === 0 ? unseenVia : null,
    foreign: [...new Set(foreign.map(({ table }) => table))],
  }
}

/** Of a name that fits several nodes, those that the exposures name; behind a view too, only those. */
function confirmedNodes(
  { here, ambiguous }: ExtractReads,
  declared: ReadonlySet<UniqueId>,
  evidence: Evidence,
): Map<UniqueId, Via> {
  const nodes = new Map<UniqueId, Via>(here)
  const add = (ids: Iterable<UniqueId>, via: ExtractKey | null): void => {
    for (const id of ids) if (declared.has(id) && !nodes.has(id)) nodes.set(id, { via, placed: false })
  }
  for (const { nodes: some, via } of ambiguous) add(some, via)
  for (const [id, { via }] of nodes) add(evidence.behindView(id), via)
  return nodes
}

/** Those that are among these nodes, or views on any of them: who names a view may mean the table that it shows, or the other way round. */
function namesakesOf(
  { namesakes }: UnknownTable,
  wanted: ReadonlySet<UniqueId>,
  evidence: Evidence,
): Namesake[] {
  return namesakes.filter(({ node }) => [node, ...evidence.behindView(node)].some((id) => wanted.has(id)))
}

export function declaredBy(claims: readonly Claim[]): ReadonlySet<UniqueId> {
  return new Set(claims.flatMap(({ exposure }) => exposure.upstream))
}

interface ExtractClaims {
  readonly lineage: ContentLineage
  readonly claims: readonly Claim[]
  readonly confirmed: Confirmed
}

/**
 * The confirmed nodes; where the extract reads anything unknown, also the nodes that its exposures name and that nothing else
 * of an exposure's content is shown to read. If that leaves none: all that is declared, unless every table is known by name.
 */
export function upstreamOf(extract: ExtractClaims, evidence: Evidence): UpstreamOfExtract[] {
  const { claims, confirmed } = extract
  const declared = declaredBy(claims)
  const known = [...confirmed.nodes].map(([node, { via }]) => ({ node, via, declared: declared.has(node) }))
  if (confirmed.completeness === 'all') return known
  const more = [...readByNothingElse(extract, evidence)].filter((node) => !confirmed.nodes.has(node))
  const upstream = [...known, ...throughUnseen(more, confirmed)]
  if (upstream.length > 0 || confirmed.completeness !== 'part') return upstream
  return allDeclared({ confirmed, claims: claims.filter(({ exposure }) => exposure.origin === 'declared') })
}

/** All that its exposures name, whatever is confirmed. */
export function allDeclared({ claims, confirmed }: Omit<ExtractClaims, 'lineage'>): UpstreamOfExtract[] {
  return throughUnseen(declaredBy(claims), confirmed)
}

function throughUnseen(ids: Iterable<UniqueId>, { unseenVia }: Confirmed): UpstreamOfExtract[] {
  return [...ids].map((node) => ({ node, via: unseenVia, declared: true }))
}

/** What the exposures name and nothing else is shown to read. */
function readByNothingElse({ lineage, claims, confirmed }: ExtractClaims, evidence: Evidence): Set<UniqueId> {
  const elsewhere = confirmed.completeness === 'part' ? new Set<UniqueId>() : elsewhereIn(confirmed, evidence)
  return new Set(
    claims.flatMap(({ exposure, contents }) => {
      const others = reachableContent(contents, evidence.byLuid).filter((one) => one !== lineage)
      const read = evidence.nodesIn([...others.flatMap(readingsIn), lineage.live])
      return exposure.upstream.filter((id) => !read.has(id) && !elsewhere.has(id))
    }),
  )
}

/** The nodes that are read elsewhere, directly or through views. */
export function elsewhereIn({ elsewhere }: Pick<Confirmed, 'elsewhere'>, evidence: Evidence): Set<UniqueId> {
  return evidence.withBehind(elsewhere.map(({ node }) => node))
}

/** What an exposure names although no content of it reads it; empty where not all that its content reads is known. */
export function notRead({ exposure, contents }: Claim, evidence: Evidence): UniqueId[] {
  const { byLuid } = evidence
  const all = reachableContent(contents, byLuid)
  const isHiding = reachableLuids(contents, (luid) => byLuid.get(luid)).length > all.length
  const readings = all.flatMap(readingsIn)
  const read = evidence.nodesIn(readings)
  const wanted = evidence.withBehind([...exposure.upstream, ...read])
  const shown = readings.map((reading) => evidence.nodesRead(reading))
  const elsewhere = shown
    .flatMap(({ unknownTables }) => unknownTables)
    .map((table) => namesakesOf(table, wanted, evidence))
  const isKnown =
    shown.every(({ isWhole, ambiguous }) => isWhole && ambiguous.length === 0) &&
    elsewhere.every((namesakes) => namesakes.length > 0)
  if (isHiding || !isKnown || all.every(({ hasExtract }) => hasExtract === false)) return []
  const away = elsewhereIn({ elsewhere: elsewhere.flat() }, evidence)
  return exposure.upstream.filter((id) => isTable(id, evidence.nodes) && !read.has(id) && !away.has(id))
}
