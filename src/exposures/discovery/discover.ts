import type { DbtNode, Manifest } from '../../dbt/manifest.js'
import type { UniqueId } from '../../dbt/types.js'
import { clauseOf } from '../../base/errors.js'
import { message, type Message } from '../../messages/message.js'
import { compare } from '../../base/order.js'
import type { Downstream, ReadTable } from '../../tableau/lineage/downstream.js'
import type { DiscoverableContent } from '../../tableau/lineage/describe-for-discovery.js'
import { LineageOffError } from '../../tableau/client/errors.js'
import { NOTHING_PREFETCHED, type Prefetched } from '../../tableau/lineage/site.js'
import type { TableauSession } from '../../tableau/session.js'
import type { ExtractKey, Luid, TableauTable } from '../../tableau/types.js'
import {
  discoveredPath,
  type DiscoveredContent,
  type DiscoveredDashboard,
  type DiscoveredDatasource,
  type DiscoveredUpstream,
  type Discovery,
  type NearMiss,
  NOTHING_DISCOVERED,
} from './types.js'
import { byLuidOf, extractKey, readingsIn, reachableLuids, reachableContent } from '../content-graph.js'
import { Evidence } from '../evidence.js'
import { hasRelation, namesOf, ProjectRelations } from './project-relations.js'
import type { RelationMapping } from '../relations.js'
import { confirm, upstreamOf as upstreamOfExtract } from '../upstream.js'

export interface DiscoverOptions {
  readonly manifest: Pick<Manifest, 'nodes' | 'adapterType'>
  readonly relationMap: readonly RelationMapping[]
  /** The nodes whose readers are looked for. Of the content found, everything that it reads is described. */
  readonly searchFrom: Iterable<UniqueId>
  /** Whether content of this Tableau project is wanted. `project` is its path as Tableau shows it. */
  readonly isWanted: (project: string) => boolean
  readonly tableau: Pick<TableauSession, 'downstreamOf' | 'describeForDiscovery'>
}

export interface DiscoveryResult {
  readonly discovery: Discovery
  /** For `describe`. */
  readonly prefetched: Prefetched
}

/** Finds the workbooks and published data sources that Tableau's lineage shows downstream of nodes. */
export async function discover(options: DiscoverOptions): Promise<DiscoveryResult> {
  const { manifest, relationMap, searchFrom, tableau } = options
  const relations = new ProjectRelations(manifest, relationMap)
  const nodes = [...searchFrom].flatMap((id) => manifest.nodes.get(id) ?? [])
  const names = nodes.flatMap((node) => relations.spellingsOf(node))
  if (names.length === 0) return { discovery: NOTHING_DISCOVERED, prefetched: NOTHING_PREFETCHED }
  try {
    const mayMention = textMatcher(nodes.flatMap(namesOf))
    const downstream = await tableau.downstreamOf({ names: [...new Set(names)], mayMention })
    return await toDiscovery(downstream, relations, options)
  } catch (error) {
    if (!(error instanceof LineageOffError)) throw error
    const incomplete = [message('AE-DISCOVERY-OFF', { why: clauseOf(error) })]
    return { discovery: { ...NOTHING_DISCOVERED, incomplete }, prefetched: NOTHING_PREFETCHED }
  }
}

/** A test whether a custom SQL text may contain one of these names, so that only such texts have to be parsed. */
function textMatcher(names: readonly string[]): (text: string) => boolean {
  const plain = new Set(names.map((name) => name.toLowerCase()))
  const words = /[\p{L}\p{N}_$]+/gu
  // A text may read a part of BigQuery's wildcard table `events_*`.
  const odd = [...plain]
    .filter((name) => !/^[\p{L}\p{N}_$]+$/u.test(name))
    .map((name) => name.replace(/\*$/, ''))
  return (text) => {
    const lower = text.toLowerCase()
    for (const [word] of lower.matchAll(words)) if (plain.has(word)) return true
    return odd.some((name) => lower.includes(name))
  }
}

async function toDiscovery(
  downstream: Downstream,
  relations: ProjectRelations,
  { manifest, isWanted, tableau, searchFrom }: DiscoverOptions,
): Promise<DiscoveryResult> {
  const known = new UpstreamByContent(relations)
  for (const { table, through, readers } of downstream.tables) known.add(table, through, readers)
  const readers = new Set([...known.readers, ...downstream.unreadable.flatMap((query) => query.readers)])
  const { contents, incomplete, prefetched } =
    readers.size === 0
      ? { contents: [], incomplete: [], prefetched: NOTHING_PREFETCHED }
      : await tableau.describeForDiscovery(readers, downstream)
  const byLuid = new Map(contents.map((one) => [one.lineage.content.luid, one]))
  const inQueries = new Set(
    downstream.customSql.flatMap(({ tables }) => tables.map((table) => JSON.stringify(table))),
  )
  for (const { lineage } of contents) {
    const tables = readingsIn(lineage).flatMap((reading) => reading.tables)
    const direct = tables.filter((table) => !inQueries.has(JSON.stringify(table)))
    for (const table of direct) known.add(table, 'table', [lineage.content.luid])
  }
  const lineages = byLuidOf(contents.map(({ lineage }) => lineage))
  const evidence = new Evidence({ nodes: manifest.nodes, relations, byLuid: lineages })
  const site: SiteLineage = { byLuid, known, evidence }
  const wanted = contents.filter(
    ({ lineage: { content } }) => content.project !== null && isWanted(content.project),
  )
  const dashboards = wanted.flatMap((one) => dashboardOf(one, site))
  const covered = new Set(dashboards.flatMap(({ extracts }) => extracts))
  const discovery = {
    dashboards: dashboards.toSorted((a, b) =>
      compare(discoveredPath(a.workbook), discoveredPath(b.workbook)),
    ),
    datasources: wanted
      .flatMap((one) => datasourceOf(one, site))
      .filter(({ extracts }) => !extracts.some((key) => covered.has(key)))
      .toSorted((a, b) => compare(discoveredPath(a.datasource), discoveredPath(b.datasource))),
    notices: [...downstream.notices, ...known.notices],
    incomplete: [...downstream.incomplete, ...incomplete, ...unreadable(downstream, byLuid)],
    lineages: contents.map(({ lineage }) => lineage),
    search: {
      tables: tablesOf(searchFrom, manifest),
      nearMisses: downstream.tables.flatMap((read) => nearMissesOf(read, relations)),
    },
  }
  return { discovery, prefetched }
}

/** Names of the tables, those most likely in dashboards first, since only the first few are shown. */
function tablesOf(searchFrom: Iterable<UniqueId>, { nodes }: Pick<Manifest, 'nodes'>): string[] {
  const tables = [...searchFrom].flatMap((id) => nodes.get(id) ?? []).filter(hasRelation)
  const parents = new Set([...nodes.values()].filter(hasRelation).flatMap((node) => node.parents))
  const isIsolated = ({ id, parents: own }: DbtNode): boolean => own.length === 0 && !parents.has(id)
  // Ends of the graph first. A node without parents and children, such as a time spine, is seldom in a dashboard.
  const rank = (node: DbtNode): number => (isIsolated(node) ? 2 : parents.has(node.id) ? 1 : 0)
  return tables.toSorted((a, b) => rank(a) - rank(b)).map(({ identifier }) => identifier)
}

function nearMissesOf({ table, readers }: ReadTable, relations: ProjectRelations): NearMiss[] {
  if (readers.length === 0 || relations.match(table).kind !== 'none') return []
  if (relations.isBoundary(table))
    return [{ kind: 'other-connector', connector: table.connectionType ?? 'unknown' }]
  return relations.namesakes(table).map(({ dbt, tableau }) => ({ kind: 'elsewhere', dbt, tableau }))
}

/** The nodes that each workbook or data source reads, and what shows it. */
class UpstreamByContent {
  readonly #upstream = new Map<Luid, Map<UniqueId, DiscoveredUpstream>>()
  readonly #ambiguous = new Map<string, readonly string[]>()

  constructor(private readonly relations: ProjectRelations) {}

  get readers(): ReadonlySet<Luid> {
    return new Set(this.#upstream.keys())
  }

  get notices(): readonly Message[] {
    return [...this.#ambiguous].map(([table, relations]) =>
      message('AE-DISCOVERY-TABLE-AMBIGUOUS', { table, relations: relations.join(' or ') }),
    )
  }

  add(table: TableauTable, through: DiscoveredUpstream['through'], readers: readonly Luid[]): void {
    if (readers.length === 0) return
    const match = this.relations.match(table)
    if (match.kind === 'ambiguous') this.#ambiguous.set(table.fullName ?? table.name ?? '', match.relations)
    if (match.kind !== 'match') return
    for (const luid of readers) {
      const known = this.#upstream.get(luid) ?? new Map<UniqueId, DiscoveredUpstream>()
      this.#upstream.set(luid, known)
      for (const node of match.nodes) {
        known.set(node, stronger(known.get(node), { node, through, certain: match.given === 'full' }))
      }
    }
  }

  of(luid: Luid): readonly DiscoveredUpstream[] {
    return [...(this.#upstream.get(luid)?.values() ?? [])]
  }
}

/** The entry with the stronger proof that the node is read. */
function stronger(known: DiscoveredUpstream | undefined, other: DiscoveredUpstream): DiscoveredUpstream {
  const rank = ({ certain, through }: DiscoveredUpstream): number =>
    (certain ? 2 : 0) + (through === 'table' ? 1 : 0)
  return known !== undefined && rank(known) >= rank(other) ? known : other
}

interface SiteLineage {
  readonly byLuid: ReadonlyMap<Luid, DiscoverableContent>
  readonly known: UpstreamByContent
  readonly evidence: Evidence
}

function dashboardOf(shown: DiscoverableContent, site: SiteLineage): DiscoveredDashboard[] {
  const { content } = shown.lineage
  if (content.kind !== 'workbook') return []
  const upstream = upstreamOf(content.luid, site)
  if (upstream.length === 0) return []
  const workbook = { ...contentOf(shown), sheets: shown.sheets }
  return [{ workbook, owner: shown.owner, upstream, extracts: extractsBehind(shown, site) }]
}

/** A data source counts only with an extract: without one, its readers query the warehouse. */
function datasourceOf(shown: DiscoverableContent, site: SiteLineage): DiscoveredDatasource[] {
  const { content } = shown.lineage
  const upstream = upstreamOf(content.luid, site)
  const extracts = extractsBehind(shown, site)
  if (content.kind !== 'datasource' || upstream.length === 0 || extracts.length === 0) return []
  return [{ datasource: contentOf(shown), owner: shown.owner, upstream, extracts }]
}

function contentOf({ lineage: { content }, description }: DiscoverableContent): DiscoveredContent {
  const { luid, name, project, url } = content
  return { luid, name, projectPath: project === null ? [] : project.split('/'), url: url ?? '', description }
}

function upstreamOf(luid: Luid, { byLuid, known }: SiteLineage): readonly DiscoveredUpstream[] {
  const all = new Map<UniqueId, DiscoveredUpstream>()
  for (const each of reachableLuids([luid], (one) => byLuid.get(one)?.lineage)) {
    for (const one of known.of(each)) all.set(one.node, stronger(all.get(one.node), one))
  }
  return [...all.values()].toSorted((a, b) => compare(a.node, b.node))
}

/** The extracts that content reads, without those that read nothing of the project. */
function extractsBehind(
  { lineage: { content } }: DiscoverableContent,
  site: SiteLineage,
): readonly ExtractKey[] {
  const { evidence } = site
  const upstream = upstreamOf(content.luid, site).map(({ node }) => node)
  const contents = [content.luid]
  const claims = [{ exposure: { origin: 'discovered' as const, upstream }, contents }]
  return reachableContent(contents, evidence.byLuid)
    .filter(({ hasExtract }) => hasExtract !== false)
    .filter((lineage) => {
      const confirmed = confirm(lineage, claims, evidence)
      return upstreamOfExtract({ lineage, claims, confirmed }, evidence).length > 0
    })
    .map(extractKey)
    .sort()
}

const READERS_SHOWN = 3

function unreadable({ unreadable: queries }: Downstream, byLuid: SiteLineage['byLuid']): readonly Message[] {
  return queries.map(({ name, readers }) => {
    const named = readers.flatMap((luid) => byLuid.get(luid)?.lineage.content.name ?? [])
    const shown = (named.length > 0 ? named : readers).slice(0, READERS_SHOWN).join(', ')
    const more = readers.length > READERS_SHOWN ? ` and ${readers.length - READERS_SHOWN} more` : ''
    return message('AE-DISCOVERY-CUSTOM-SQL', { name, readers: `${shown}${more}` })
  })
}
