import type { Manifest } from '../../dbt/manifest.js'
import type { UniqueId } from '../../dbt/types.js'
import type { ContentLineage, Luid } from '../../tableau/types.js'
import { byLuidOf, readingsIn, reachableLuids } from '../content-graph.js'
import type { Discovery } from './types.js'
import { Evidence } from '../evidence.js'
import { ProjectRelations } from './project-relations.js'
import type { RelationMapping } from '../relations.js'

/** The nodes that some content reads, directly and through published data sources. */
export interface ContentReading {
  /** Nodes by table: several nodes may have one relation. */
  readonly groups: readonly (readonly UniqueId[])[]
  /** All these nodes, and the nodes behind views. */
  readonly nodes: ReadonlySet<UniqueId>
  /** Whether Tableau shows everything that is read, and every table is a node of the project in this environment. */
  readonly complete: boolean
}

interface ReadingsInput {
  readonly lineages: readonly ContentLineage[]
  readonly discovery: Pick<Discovery, 'dashboards' | 'incomplete'>
  readonly manifest: Pick<Manifest, 'nodes' | 'adapterType'>
  readonly relationMap: readonly RelationMapping[]
}

/** The nodes of the project that content reads, from Tableau's lineage and from discovery. */
export class ContentReadings {
  readonly #evidence: Evidence
  /** From discovery, which includes custom SQL that Tableau cannot parse but we can. */
  readonly #discovered: ReadonlyMap<Luid, readonly UniqueId[]>
  readonly #complete: boolean

  constructor({ manifest, relationMap, lineages, discovery }: ReadingsInput) {
    const relations = new ProjectRelations(manifest, relationMap)
    this.#evidence = new Evidence({ nodes: manifest.nodes, relations, byLuid: byLuidOf(lineages) })
    this.#discovered = new Map(
      discovery.dashboards.map(({ workbook, upstream }) => [workbook.luid, upstream.map(({ node }) => node)]),
    )
    this.#complete = discovery.incomplete.length === 0
  }

  of(luids: readonly Luid[]): ContentReading {
    const { byLuid } = this.#evidence
    const behind = reachableLuids(luids, (luid) => byLuid.get(luid)).map((luid) => byLuid.get(luid))
    const known = behind.filter((lineage) => lineage !== undefined)
    const readings = known.flatMap(readingsIn)
    const shown = readings.map((reading) => this.#evidence.nodesRead(reading))
    const groups = new Map(shown.flatMap((one) => one.groups.map((nodes) => [nodes.join(), nodes] as const)))
    const nodes = this.#evidence.nodesIn(readings)
    const others = luids.flatMap((luid) => this.#discovered.get(luid) ?? []).filter((id) => !nodes.has(id))
    return {
      groups: [...groups.values(), ...[...new Set(others)].map((id) => [id])],
      nodes: new Set([...nodes, ...others]),
      complete:
        this.#complete &&
        known.length === behind.length &&
        shown.every((one) => one.isWhole && one.ambiguous.length + one.unknownTables.length === 0),
    }
  }
}
