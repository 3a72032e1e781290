import type { Manifest } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import type { ContentLineage, Luid, TableauTable } from '../tableau/types.js'
import type { Discovery } from './discovered.js'
import { type ByLuid, byLuidOf, readThrough } from './extracts.js'
import { ProjectRelations } from './matching.js'
import { type RelationMapping, relationOfTable } from './relations.js'

/** What some content reads of the project, itself and through the published data sources that it reads. */
export interface Reading {
  /** Nodes by table: more than one where several nodes stand for one relation. */
  readonly groups: readonly (readonly UniqueId[])[]
  /** Tableau told all: every table by its name. */
  readonly complete: boolean
  /** These are tables of the project's environment, or none has a name of the project's at all. */
  readonly sameEnvironment: boolean
}

interface ReadingsInput {
  readonly lineages: readonly ContentLineage[]
  readonly discovery: Pick<Discovery, 'dashboards' | 'incomplete'>
  readonly manifest: Pick<Manifest, 'nodes' | 'adapterType'>
  readonly relationMap: readonly RelationMapping[]
}

/** What Tableau's lineage says that content reads, in the project's nodes. */
export class Readings {
  readonly #relations: ProjectRelations
  readonly #names: ReadonlySet<string>
  readonly #byLuid: ByLuid
  /** Also what discovery read out of custom SQL that Tableau itself could not read. */
  readonly #discovered: ReadonlyMap<Luid, readonly UniqueId[]>
  readonly #complete: boolean

  constructor({ manifest, relationMap, lineages, discovery }: ReadingsInput) {
    this.#relations = new ProjectRelations(manifest, relationMap)
    this.#names = new Set(this.#relations.names)
    this.#byLuid = byLuidOf(lineages)
    this.#discovered = new Map(
      discovery.dashboards.map(({ workbook, upstream }) => [workbook.luid, upstream.map(({ node }) => node)]),
    )
    this.#complete = discovery.incomplete.length === 0
  }

  of(luids: readonly Luid[]): Reading {
    const behind = this.#behind(luids)
    const tables = behind.flatMap((lineage) => lineage?.tables ?? [])
    const matches = tables.map((table) => this.#relations.match(table))
    const told = behind.every((lineage) => lineage !== undefined && lineage.tables !== null)
    const groups = new Map(
      matches.flatMap((match) =>
        match.kind === 'match' ? [[match.nodes.join(), match.nodes] as const] : [],
      ),
    )
    const known = new Set([...groups.values()].flat())
    const others = luids.flatMap((luid) => this.#discovered.get(luid) ?? []).filter((id) => !known.has(id))
    return {
      groups: [...groups.values(), ...[...new Set(others)].map((id) => [id])],
      complete:
        this.#complete &&
        told &&
        tables.every((table) => relationOfTable(table) !== null) &&
        matches.every(({ kind }) => kind !== 'ambiguous'),
      sameEnvironment:
        groups.size > 0 || (tables.length > 0 && !tables.some((table) => this.#isNamesake(table))),
    }
  }

  #behind(luids: readonly Luid[]): (ContentLineage | undefined)[] {
    const all = readThrough(luids, (luid) => this.#byLuid.get(luid))
    return all.map((luid) => this.#byLuid.get(luid))
  }

  #isNamesake(table: TableauTable): boolean {
    const name = relationOfTable(table)?.name
    return name !== undefined && this.#names.has(name)
  }
}
