import { type Lineage, lineageOf, reach } from '../dbt/lineage.js'
import { type Manifest, showsLandingsBehind } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import type { ContentLineage, ExtractKey, Reading, TableauTable } from '../tableau/types.js'
import { type ByLuid, extractKey } from './content-graph.js'
import type { Namesake, ProjectRelations } from './discovery/project-relations.js'

/** A table that is no node's where dbt built it, with the nodes of its name elsewhere. */
export interface UnknownTable {
  readonly table: string
  readonly namesakes: readonly Namesake[]
}

/** What one reading shows of the project. */
export interface NodesRead {
  /** Nodes that are read where dbt built them; true where Tableau tells the schema too. */
  readonly here: ReadonlyMap<UniqueId, boolean>
  /** The same by table: several nodes may stand for one relation. */
  readonly groups: readonly (readonly UniqueId[])[]
  /** For each table that may be one of several nodes: these. */
  readonly ambiguous: readonly (readonly UniqueId[])[]
  readonly unknownTables: readonly UnknownTable[]
  /** Tableau shows everything, down to tables of the project's kind of warehouse. */
  readonly isWhole: boolean
}

/** Through a published data source with an extract; null: directly. */
interface Through {
  readonly via: ExtractKey | null
}

/** What an extract reads, itself and through published data sources. */
export interface ExtractReads {
  readonly here: ReadonlyMap<UniqueId, Through & { readonly placed: boolean }>
  readonly ambiguous: readonly (Through & { readonly nodes: readonly UniqueId[] })[]
  readonly unknownTables: readonly (Through & UnknownTable)[]
  /** Where it may read more than is shown. */
  readonly incompleteVia: ReadonlySet<ExtractKey | null>
}

interface EvidenceInput {
  readonly nodes: Manifest['nodes']
  readonly relations: ProjectRelations
  readonly byLuid: ByLuid
}

/** Of a data source that nobody may see. */
const HIDDEN_SOURCE: NodesRead = {
  here: new Map(),
  groups: [],
  ambiguous: [],
  unknownTables: [],
  isWhole: false,
}

/** What Tableau's lineage shows, in nodes of the project. */
export class Evidence {
  readonly nodes: Manifest['nodes']
  readonly byLuid: ByLuid
  readonly #relations: ProjectRelations
  readonly #lineage: Lineage
  readonly #byReading = new Map<Reading, NodesRead>()
  readonly #behindViews = new Map<UniqueId, ReadonlySet<UniqueId>>()

  constructor({ nodes, relations, byLuid }: EvidenceInput) {
    this.nodes = nodes
    this.byLuid = byLuid
    this.#relations = relations
    this.#lineage = lineageOf({ nodes })
  }

  nodesRead(reading: Reading): NodesRead {
    const known = this.#byReading.get(reading) ?? this.#match(reading)
    this.#byReading.set(reading, known)
    return known
  }

  #match({ tables, reads, gaps }: Reading): NodesRead {
    const here = new Map<UniqueId, boolean>()
    const groups: (readonly UniqueId[])[] = []
    const ambiguous: (readonly UniqueId[])[] = []
    const unknownTables: UnknownTable[] = []
    for (const table of tables) {
      const match = this.#relations.match(table)
      if (match.kind === 'ambiguous') ambiguous.push(match.nodes)
      if (match.kind === 'none') unknownTables.push(this.#unknownTable(table))
      if (match.kind !== 'match') continue
      groups.push(match.nodes)
      for (const id of match.nodes) here.set(id, match.placed || here.get(id) === true)
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

  readsOf(lineage: ContentLineage): ExtractReads {
    const all = {
      here: new Map<UniqueId, Through & { readonly placed: boolean }>(),
      ambiguous: [] as ExtractReads['ambiguous'][number][],
      unknownTables: [] as ExtractReads['unknownTables'][number][],
      incompleteVia: new Set<ExtractKey | null>(),
    }
    for (const { reading, via } of this.#readingsOf(lineage)) {
      const { here, ambiguous, unknownTables, isWhole } =
        reading === null ? HIDDEN_SOURCE : this.nodesRead(reading)
      for (const [id, placed] of here) {
        const known = all.here.get(id)
        all.here.set(id, {
          via: known === undefined ? via : known.via,
          placed: known?.placed === true || placed,
        })
      }
      for (const nodes of ambiguous) all.ambiguous.push({ nodes, via })
      for (const table of unknownTables) all.unknownTables.push({ ...table, via })
      if (!isWhole) all.incompleteVia.add(via)
    }
    return all
  }

  /** Its own reading first, then those of the published data sources behind it, nearest first; null for a hidden one. */
  #readingsOf(lineage: ContentLineage): readonly (Through & { readonly reading: Reading | null })[] {
    const all: (Through & { readonly reading: Reading | null })[] = [{ reading: lineage, via: null }]
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

  /** The nodes that are seen through a view, down to those that hold data; none for a table. */
  behindView(id: UniqueId): ReadonlySet<UniqueId> {
    const known = this.#behindViews.get(id)
    if (known !== undefined) return known
    const reached = reach([id], (each) => (this.isView(each) ? this.#lineage.parents(each) : []))
    reached.delete(id)
    this.#behindViews.set(id, reached)
    return reached
  }

  /** These, and all that is seen through them where they are views. */
  withBehind(ids: Iterable<UniqueId>): Set<UniqueId> {
    return new Set([...ids].flatMap((id) => [id, ...this.behindView(id)]))
  }

  /** Also one that the warehouse keeps as a table and refreshes by itself. */
  isView(id: UniqueId): boolean {
    const node = this.nodes.get(id)
    return node !== undefined && showsLandingsBehind(node)
  }

  /** These, and all that is built from them. */
  withDescendants(ids: Iterable<UniqueId>): ReadonlySet<UniqueId> {
    return reach(ids, this.#lineage.children)
  }

  /** What these readings show to be read, directly or through views. */
  nodesIn(readings: readonly Reading[]): Set<UniqueId> {
    return this.withBehind(readings.flatMap((reading) => [...this.nodesRead(reading).here.keys()]))
  }
}
