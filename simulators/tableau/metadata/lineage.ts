import type {
  CustomSql,
  Database,
  Datasource,
  Embedded,
  Lineage,
  Site,
  Table,
  VirtualTable,
  Workbook,
} from '../content/model.js'

/* Who reads what, computed from a site's content. Upstream and downstream are transitive, `parent…` is direct. */

interface EmbeddedIn {
  readonly workbook: Workbook
  readonly source: Embedded
}

/**
 * A data source that reads a published one repeats its upstream tables (docs/facts/tableau.md#wrapped-data-sources). Tables
 * inside custom SQL are not among them (docs/facts/tableau.md#custom-sql).
 */
export function upstreamTables(lineage: Lineage): Table[] {
  if (lineage.hideUpstreamTables) return []
  const behindVirtual = lineage.virtualTables.flatMap(({ table }) => (table === undefined ? [] : [table]))
  return unique([
    ...lineage.tables,
    ...behindVirtual,
    ...lineage.reads.flatMap((one) => upstreamTables(one.lineage)),
  ])
}

export function upstreamDatasources(lineage: Lineage): Datasource[] {
  const shown = [...lineage.reads, ...lineage.credits]
  return unique(shown.flatMap((one) => [one, ...upstreamDatasources(one.lineage)]))
}

export function upstreamVirtualTables(lineage: Lineage): VirtualTable[] {
  return unique([
    ...lineage.virtualTables,
    ...lineage.reads.flatMap((one) => upstreamVirtualTables(one.lineage)),
  ])
}

export function upstreamDatabases(lineage: Lineage): Database[] {
  return unique(upstreamTables(lineage).flatMap(({ database }) => (database === undefined ? [] : [database])))
}

export function customSqlOf(lineage: Lineage): CustomSql[] {
  return unique([...lineage.customSql, ...lineage.reads.flatMap((one) => customSqlOf(one.lineage))])
}

/** A workbook's own lineage: that of all its embedded data sources together. */
export function combined(workbook: Workbook): Lineage {
  const all = workbook.embedded.map(({ lineage }) => lineage)
  return {
    tables: unique(all.flatMap((one) => (one.hideUpstreamTables ? [] : one.tables))),
    customSql: unique(all.flatMap((one) => one.customSql)),
    reads: unique(all.flatMap((one) => one.reads)),
    credits: unique(all.flatMap((one) => one.credits)),
    virtualTables: unique(all.flatMap((one) => one.virtualTables)),
    hideUpstreamTables: false,
  }
}

/** The data sources and workbooks whose lineage passes a test, e.g. one that looks for a table. */
export function readers(site: Site, reads: (lineage: Lineage) => boolean): Readers {
  const embedded = site.workbooks.flatMap((workbook) =>
    workbook.embedded.map((source) => ({ workbook, source })),
  )
  const reading = embedded.filter(({ source }) => reads(source.lineage))
  return {
    datasources: site.datasources.filter(({ lineage }) => reads(lineage)),
    embedded: reading,
    workbooks: unique(reading.map(({ workbook }) => workbook)),
  }
}

const NO_READERS: Readers = { datasources: [], embedded: [], workbooks: [] }

/**
 * The readers of each item, computed once per query, since a site may have tens of thousands of tables. A
 * test may change lineages between two queries.
 */
export class ReaderIndex<T> {
  #readers: ReadonlyMap<T, Readers> | undefined

  constructor(
    private readonly site: Site,
    private readonly read: (lineage: Lineage) => readonly T[],
  ) {}

  of(one: T): Readers {
    return (this.#readers ??= this.#build()).get(one) ?? NO_READERS
  }

  #build(): ReadonlyMap<T, Readers> {
    const index = new Map<T, { datasources: Datasource[]; embedded: EmbeddedIn[]; workbooks: Workbook[] }>()
    const at = (one: T) => {
      const known = index.get(one) ?? { datasources: [], embedded: [], workbooks: [] }
      index.set(one, known)
      return known
    }
    for (const one of this.site.datasources) {
      for (const read of this.read(one.lineage)) at(read).datasources.push(one)
    }
    for (const workbook of this.site.workbooks) {
      for (const source of workbook.embedded) {
        for (const read of this.read(source.lineage)) {
          const { embedded, workbooks } = at(read)
          embedded.push({ workbook, source })
          if (workbooks.at(-1) !== workbook) workbooks.push(workbook)
        }
      }
    }
    return index
  }
}

export interface Readers {
  readonly datasources: readonly Datasource[]
  readonly embedded: readonly EmbeddedIn[]
  readonly workbooks: readonly Workbook[]
}

export function allCustomSql(site: Site): CustomSql[] {
  const published = site.datasources.flatMap(({ lineage }) => lineage.customSql)
  const embedded = site.workbooks.flatMap((one) => one.embedded.flatMap(({ lineage }) => lineage.customSql))
  return unique([...published, ...embedded])
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
