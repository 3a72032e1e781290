import type { UniqueId } from '../dbt/types.js'
import type { ContentLineage, ExtractKey, Luid } from '../tableau/types.js'
import { readingsIn, reachableLuids, reachableContent } from './content-graph.js'
import type { ExtractReads, Evidence, UnknownTable } from './evidence.js'
import { type GivenName, isTable, type Namesake } from './discovery/project-relations.js'
import type { Exposure, UpstreamOfExtract } from './types.js'

/** What an exposure claims: that this content reads the nodes in its depends_on. */
export interface Claim {
  readonly exposure: Pick<Exposure, 'origin' | 'upstream'>
  readonly contents: readonly Luid[]
}

/** How much of what an extract reads is known: `all` nodes; all `tables`, of which some are no node; or only a `part`. */
export type Completeness = 'all' | 'tables' | 'part'

/** The nodes of the project that Tableau shows one extract to read. */
export interface Confirmed {
  /** The nodes that it reads where dbt built them, and declared nodes behind those that are views. */
  readonly nodes: ReadonlyMap<UniqueId, Via>
  /** The declared nodes, views on them, and nodes behind them that it reads only elsewhere. */
  readonly elsewhere: readonly Namesake[]
  readonly completeness: Completeness
  /** The only data source with an extract through which unknown data arrives; null if it may arrive in another way. */
  readonly unseenVia: ExtractKey | null
  /** The tables that match no node. */
  readonly foreignTables: readonly string[]
}

export interface Via {
  readonly via: ExtractKey | null
  readonly given: GivenName
}

/** The nodes that Tableau shows an extract to read, for the exposures that claim it. */
export function confirm(lineage: ContentLineage, claims: readonly Claim[], evidence: Evidence): Confirmed {
  const declared = declaredBy(claims)
  const reads = evidence.readsOf(lineage)
  const nodes = confirmedNodes(reads, declared, evidence)
  const unclear = reads.ambiguous.filter(({ nodes: some }) => !some.some((id) => declared.has(id)))
  const sorted = reads.unknownTables.map((table) => ({
    ...table,
    namesakes: namesakesOf(table, evidence.withNodesBehindViews([...declared, ...nodes.keys()]), evidence),
  }))
  const foreign = sorted.filter(({ namesakes }) => namesakes.length === 0)
  const unseen = new Set([...reads.incompleteVia, ...[...foreign, ...unclear].map(({ via }) => via)])
  const [unseenVia = null, ...others] = unseen
  return {
    nodes,
    elsewhere: sorted.flatMap(({ namesakes }) => namesakes).filter(({ node }) => !nodes.has(node)),
    completeness: reads.incompleteVia.size > 0 ? 'part' : unseen.size > 0 ? 'tables' : 'all',
    unseenVia: others.length === 0 ? unseenVia : null,
    foreignTables: [...new Set(foreign.map(({ table }) => table))],
  }
}

/** If several nodes match a table, only declared ones count; the same for nodes behind views. */
function confirmedNodes(
  { here, ambiguous }: ExtractReads,
  declared: ReadonlySet<UniqueId>,
  evidence: Evidence,
): Map<UniqueId, Via> {
  const nodes = new Map<UniqueId, Via>(here)
  const add = (ids: Iterable<UniqueId>, via: ExtractKey | null): void => {
    for (const id of ids) if (declared.has(id) && !nodes.has(id)) nodes.set(id, { via, given: 'name' })
  }
  for (const { nodes: some, via } of ambiguous) add(some, via)
  for (const [id, { via }] of nodes) add(evidence.nodesBehindView(id), via)
  return nodes
}

/** The namesakes among `wanted`, or views on those: an exposure may name a view and mean its table, or the reverse. */
function namesakesOf(
  { namesakes }: UnknownTable,
  wanted: ReadonlySet<UniqueId>,
  evidence: Evidence,
): Namesake[] {
  return namesakes.filter(({ node }) =>
    [node, ...evidence.nodesBehindView(node)].some((id) => wanted.has(id)),
  )
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
 * The upstream of an extract: the confirmed nodes, and, if it reads anything unknown, the declared nodes that no other content
 * of the exposure is shown to read. If that is none, all declared nodes, unless all tables are known.
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

/** All nodes that its exposures declare, confirmed or not. */
export function allDeclared({ claims, confirmed }: Omit<ExtractClaims, 'lineage'>): UpstreamOfExtract[] {
  return throughUnseen(declaredBy(claims), confirmed)
}

function throughUnseen(ids: Iterable<UniqueId>, { unseenVia }: Confirmed): UpstreamOfExtract[] {
  return [...ids].map((node) => ({ node, via: unseenVia, declared: true }))
}

/** The declared nodes that no other content of the exposure is shown to read. */
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

/** The nodes that are read elsewhere, and those behind views. */
export function elsewhereIn({ elsewhere }: Pick<Confirmed, 'elsewhere'>, evidence: Evidence): Set<UniqueId> {
  return evidence.withNodesBehindViews(elsewhere.map(({ node }) => node))
}

/** The nodes in an exposure's depends_on that none of its content reads; empty unless everything that the content reads is known. */
export function notRead({ exposure, contents }: Claim, evidence: Evidence): UniqueId[] {
  const { byLuid } = evidence
  const all = reachableContent(contents, byLuid)
  const isHiding = reachableLuids(contents, (luid) => byLuid.get(luid)).length > all.length
  const readings = all.flatMap(readingsIn)
  const read = evidence.nodesIn(readings)
  const wanted = evidence.withNodesBehindViews([...exposure.upstream, ...read])
  const shown = readings.map((reading) => evidence.nodesRead(reading))
  const elsewhere = shown
    .flatMap(({ unknownTables }) => unknownTables)
    .map((table) => namesakesOf(table, wanted, evidence))
  const isKnown =
    shown.every(({ isWhole, ambiguous }) => isWhole && ambiguous.length === 0) &&
    elsewhere.every((namesakes) => namesakes.length > 0)
  if (isHiding || !isKnown || all.every(({ hasExtract }) => hasExtract === false)) return []
  const readElsewhere = elsewhereIn({ elsewhere: elsewhere.flat() }, evidence)
  return exposure.upstream.filter(
    (id) => isTable(id, evidence.nodes) && !read.has(id) && !readElsewhere.has(id),
  )
}
