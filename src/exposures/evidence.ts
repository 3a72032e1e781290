import { type Lineage, lineageOf, reach } from '../dbt/lineage.js'
import { type Manifest, showsLandingsBehind } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import type { ContentLineage, ExtractKey, Reading, TableauTable } from '../tableau/types.js'
import { type ByLuid, extractKey } from './content-graph.js'
import {
  type GivenName,
  longerName,
  type Namesake,
  type ProjectRelations,
} from './discovery/project-relations.js'

/** A table that matches no node by database, schema and name, with the nodes of that name elsewhere. */
export interface UnknownTable {
  readonly table: string
  readonly namesakes: readonly Namesake[]
}

/** The project's nodes in one reading. */
export interface NodesRead {
  /** The nodes that are read where dbt built them, as far as Tableau gives their names. */
  readonly here: ReadonlyMap<UniqueId, GivenName>
  /** The same nodes by table: several nodes may have one relation. */
  readonly groups: readonly (readonly UniqueId[])[]
  /** The candidate nodes of each table that may be one of several. */
  readonly ambiguous: readonly (readonly UniqueId[])[]
  readonly unknownTables: readonly UnknownTable[]
  /** Whether Tableau shows everything that is read, and all tables are in a warehouse of the project's kind. */
  readonly isWhole: boolean
}

interface ThroughDataSource {
  /** The published data source with an extract through which the data arrives; null if it is read directly. */
  readonly via: ExtractKey | null
}

/** What an extract reads, itself and through published data sources. */
export interface ExtractReads {
  readonly here: ReadonlyMap<UniqueId, ThroughDataSource & { readonly given: GivenName }>
  readonly ambiguous: readonly (ThroughDataSource & { readonly nodes: readonly UniqueId[] })[]
  readonly unknownTables: readonly (ThroughDataSource & UnknownTable)[]
  /** Through which data sources (null: directly) it may read more than Tableau shows. */
  readonly incompleteVia: ReadonlySet<ExtractKey | null>
}

interface EvidenceInput {
  readonly nodes: Manifest['nodes']
  readonly relations: ProjectRelations
  readonly byLuid: ByLuid
}

/** What is known of a data source that the signed-in user cannot see. */
const HIDDEN_SOURCE: NodesRead = {
  here: new Map(),
  groups: [],
  ambiguous: [],
  unknownTables: [],
  isWhole: false,
}

/** Translates Tableau's lineage into nodes of the project. */
export class Evidence {
  readonly nodes: Manifest['nodes']
  readonly byLuid: ByLuid
  readonly #relations: ProjectRelations
  readonly #lineage: Lineage
  readonly #byReading = new Map<Reading, NodesRead>()
  readonly #behindView = new Map<UniqueId, ReadonlySet<UniqueId>>()

  constructor({ nodes, relations, byLuid }: EvidenceInput) {
    this.nodes = nodes
    this.byLuid = byLuid
    this.#relations = relations
    this.#lineage = lineageOf({ nodes })
  }

  /** The nodes that one reading shows, without those behind views. */
  nodesRead(reading: Reading): NodesRead {
    const known = this.#byReading.get(reading) ?? this.#match(reading)
    this.#byReading.set(reading, known)
    return known
  }

  #match({ tables, reads, gaps }: Reading): NodesRead {
    const here = new Map<UniqueId, GivenName>()
    const groups: (readonly UniqueId[])[] = []
    const ambiguous: (readonly UniqueId[])[] = []
    const unknownTables: UnknownTable[] = []
    for (const table of tables) {
      const match = this.#relations.match(table)
      if (match.kind === 'ambiguous') ambiguous.push(match.nodes)
      if (match.kind === 'none') unknownTables.push(this.#unknownTable(table))
      if (match.kind !== 'match') continue
      groups.push(match.nodes)
      for (const id of match.nodes) here.set(id, longerName(match.given, here.get(id)))
    }
    const isBlank = tables.length === 0 && reads.length === 0
    const isCut = tables.some((table) => this.#relations.isBoundary(table))
    return { here, groups, ambiguous, unknownTables, isWhole: gaps.length === 0 && !isBlank && !isCut }
  }

  #unknownTable(table: TableauTable): UnknownTable {
    return {
      table: table.fullName ?? table.name ?? '',
      namesakes: this.#relations.namesakes(table),
    }
  }

  /** What an extract reads, itself and through published data sources. A node read in several ways has the nearest `via`. */
  readsOf(lineage: ContentLineage): ExtractReads {
    const all = {
      here: new Map<UniqueId, ThroughDataSource & { readonly given: GivenName }>(),
      ambiguous: [] as ExtractReads['ambiguous'][number][],
      unknownTables: [] as ExtractReads['unknownTables'][number][],
      incompleteVia: new Set<ExtractKey | null>(),
    }
    for (const { reading, via } of this.#readingsOf(lineage)) {
      const { here, ambiguous, unknownTables, isWhole } =
        reading === null ? HIDDEN_SOURCE : this.nodesRead(reading)
      for (const [id, given] of here) {
        const known = all.here.get(id)
        all.here.set(id, {
          via: known === undefined ? via : known.via,
          given: longerName(given, known?.given),
        })
      }
      for (const nodes of ambiguous) all.ambiguous.push({ nodes, via })
      for (const table of unknownTables) all.unknownTables.push({ ...table, via })
      if (!isWhole) all.incompleteVia.add(via)
    }
    return all
  }

  /** Its own reading, then those of the published data sources that it reads, nearest first; null for a hidden one. */
  #readingsOf(
    lineage: ContentLineage,
  ): readonly (ThroughDataSource & { readonly reading: Reading | null })[] {
    const all: (ThroughDataSource & { readonly reading: Reading | null })[] = [
      { reading: lineage, via: null },
    ]
    const open = new Map(lineage.reads.map((luid) => [luid, null as ExtractKey | null]))
    for (const [luid, before] of open) {
      const read = this.byLuid.get(luid)
      if (read === lineage) continue
      const via = before ?? (read === undefined || read.hasExtract === false ? null : extractKey(read))
      all.push({ reading: read ?? null, via })
      for (const behind of read?.reads ?? []) if (!open.has(behind)) open.set(behind, via)
    }
    return all
  }

  /** The nodes that a view reads, down to those that hold data; empty for a table. */
  nodesBehindView(id: UniqueId): ReadonlySet<UniqueId> {
    const known = this.#behindView.get(id)
    if (known !== undefined) return known
    const reached = reach([id], (each) => (this.isView(each) ? this.#lineage.parents(each) : []))
    reached.delete(id)
    this.#behindView.set(id, reached)
    return reached
  }

  /** `ids`, and the nodes behind those that are views. */
  withNodesBehindViews(ids: Iterable<UniqueId>): Set<UniqueId> {
    return new Set([...ids].flatMap((id) => [id, ...this.nodesBehindView(id)]))
  }

  /** Whether it shows landings of the nodes that it reads: also true for tables that the warehouse refreshes itself. */
  isView(id: UniqueId): boolean {
    const node = this.nodes.get(id)
    return node !== undefined && showsLandingsBehind(node)
  }

  /** `ids`, and everything downstream of them. */
  withDescendants(ids: Iterable<UniqueId>): ReadonlySet<UniqueId> {
    return reach(ids, this.#lineage.children)
  }

  /** The nodes that `readings` show, and those behind views. */
  nodesIn(readings: readonly Reading[]): Set<UniqueId> {
    return this.withNodesBehindViews(readings.flatMap((reading) => [...this.nodesRead(reading).here.keys()]))
  }
}
