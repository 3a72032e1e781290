import { asLuid } from '../rest/content-rows.js'
import type { QueryResult } from './paged-query.js'
import type { CustomSqlNode, SourceNode } from './queries.js'
import type { ContentNode } from './site.js'
import { type Gap, type Luid, NO_READING, type Reading, type TableauTable } from '../types.js'

/** The nodes and custom SQL of a site, from which `readingsOf` works out what one workbook or data source reads. */
export interface LineageContext {
  readonly seen: ReadonlyMap<Luid, ContentNode>
  readonly customSql: QueryResult<CustomSqlNode>
}

/** What the extract of a workbook or data source holds, and what a workbook with an extract also reads live. */
export interface OwnAndLive {
  readonly own: Reading
  readonly live: Reading
}

/** The embedded data sources of a workbook; a published data source itself. */
export function sourcesOf(content: ContentNode): readonly SourceNode[] {
  return content.kind === 'workbook' ? content.node.embeddedDatasources : [content.node]
}

/** Every published data source that the content reads, in an extract or live. */
export function readsOf(content: ContentNode): readonly Luid[] {
  return publishedOf(sourcesOf(content), content.luid)
}

function publishedOf(sources: readonly SourceNode[], reader: Luid): readonly Luid[] {
  const luids = sources.flatMap((source) => source.upstreamDatasources.map(({ luid }) => asLuid(luid)))
  return [...new Set(luids)].filter((luid) => luid !== reader && luid !== '')
}

/**
 * What the content reads, in its extract and live. Only embedded data sources with an extract count for the extract. Tableau
 * does not show which data source contains custom SQL: if some have an extract, it counts as theirs.
 */
export function readingsOf(content: ContentNode, context: LineageContext): OwnAndLive {
  const sources = sourcesOf(content)
  const extracts = sources.filter(({ hasExtracts }) => hasExtracts !== false)
  const own = extracts.length > 0 ? extracts : sources
  const live = sources.filter((source) => !own.includes(source))
  const reader = new ContentReader(content, context)
  return {
    own: reader.readingOf(own, reader.queries),
    live: live.length === 0 ? NO_READING : reader.readingOf(live, []),
  }
}

class ContentReader {
  /** Custom SQL that the content reads itself, not through a published data source. */
  readonly queries: readonly CustomSqlNode[]
  /** Data sources that show nothing, unless there is enough custom SQL to explain them all. */
  readonly #blank: ReadonlySet<SourceNode>

  constructor(
    private readonly content: ContentNode,
    private readonly context: LineageContext,
  ) {
    const behind = this.#behind(readsOf(content))
    this.queries = context.customSql.nodes
      .map(({ node }) => node)
      .filter((query) => isDirect(query, content.luid, behind))
    const blank = sourcesOf(content).filter(isBlank)
    const explained = this.queries.filter((query) => query.isUnsupportedCustomSql !== true)
    this.#blank = new Set(blank.length > explained.length ? blank : [])
  }

  readingOf(sources: readonly SourceNode[], queries: readonly CustomSqlNode[]): Reading {
    const tables = [
      ...sources.flatMap((source) => this.#ownTables(source)),
      ...queries.flatMap((query) => query.tables),
    ]
    return {
      tables: distinctTables(tables.filter((table) => !isRedacted(table))),
      reads: publishedOf(sources, this.content.luid),
      gaps: [...this.#gapsOfAnswer(), ...this.#gapsOf(sources, queries, tables)],
    }
  }

  #gapsOfAnswer(): Gap[] {
    return [
      ...(this.content.whole ? [] : (['incomplete'] as const)),
      ...(this.context.customSql.complete ? [] : (['incomplete-custom-sql'] as const)),
    ]
  }

  #gapsOf(
    sources: readonly SourceNode[],
    queries: readonly CustomSqlNode[],
    tables: readonly TableauTable[],
  ): Gap[] {
    const isUnread = (query: CustomSqlNode): boolean =>
      query.isUnsupportedCustomSql === true || query.mayReadMore === true || query.tables.length === 0
    const virtual = this.#readsVirtualTables()
    const gaps: readonly (readonly [Gap, boolean])[] = [
      ['custom-sql', sources.some((source) => this.#holdsUnsupportedSql(source)) || queries.some(isUnread)],
      ['virtual-connection', virtual],
      ['redacted', tables.some(isRedacted)],
      ['hidden-source', sources.some(readsHidden)],
      ['nothing-shown', !virtual && sources.some((source) => this.#blank.has(source))],
    ]
    return gaps.flatMap(([gap, applies]) => (applies ? [gap] : []))
  }

  /**
   * A data source repeats the tables of the published ones that it reads (docs/simulators.md). Its other tables are its own,
   * such as a table joined to a published data source.
   */
  #ownTables(source: SourceNode): readonly TableauTable[] {
    const behind = this.#behind(publishedOf([source], this.content.luid))
    const theirs = new Set(
      behind.flatMap((luid) => this.#sourcesAt(luid)).flatMap((one) => one.upstreamTables.map(textOf)),
    )
    return source.upstreamTables.filter((table) => !theirs.has(textOf(table)))
  }

  #holdsUnsupportedSql(source: SourceNode): boolean {
    if (source.containsUnsupportedCustomSql !== true) return false
    const behind = this.#behind(publishedOf([source], this.content.luid))
    return !behind
      .flatMap((luid) => this.#sourcesAt(luid))
      .some((one) => one.containsUnsupportedCustomSql === true)
  }

  #readsVirtualTables(): boolean {
    const { content, context } = this
    const theirs = new Set(
      this.#behind(readsOf(content)).flatMap((luid) =>
        (context.seen.get(luid)?.node.upstreamVirtualConnectionTables ?? []).map(({ id }) => id),
      ),
    )
    return content.node.upstreamVirtualConnectionTables.some(({ id }) => !theirs.has(id))
  }

  /** These published data sources, and those that they read. */
  #behind(luids: readonly Luid[]): readonly Luid[] {
    const all = new Set(luids)
    for (const luid of all) {
      const seen = this.context.seen.get(luid)
      for (const read of seen === undefined ? [] : readsOf(seen)) all.add(read)
    }
    all.delete(this.content.luid)
    return [...all]
  }

  #sourcesAt(luid: Luid): readonly SourceNode[] {
    const seen = this.context.seen.get(luid)
    return seen === undefined ? [] : sourcesOf(seen)
  }
}

/** Tableau does not show the LUID of a hidden published data source. */
function readsHidden({ upstreamDatasources }: SourceNode): boolean {
  return upstreamDatasources.some(({ luid }) => luid === '')
}

/** Whether Tableau shows nothing that the data source reads. Unsupported custom SQL has a gap of its own. */
function isBlank({ upstreamTables, upstreamDatasources, containsUnsupportedCustomSql }: SourceNode): boolean {
  return (
    upstreamTables.length === 0 && upstreamDatasources.length === 0 && containsUnsupportedCustomSql !== true
  )
}

/** Whether the content reads the query itself. Tableau lists everything downstream of it, also through other content in the list. */
function isDirect(query: CustomSqlNode, luid: Luid, behind: readonly Luid[]): boolean {
  const downstream = new Set(
    [...query.downstreamWorkbooks, ...query.downstreamDatasources].map((one) => asLuid(one.luid)),
  )
  return downstream.has(luid) && !behind.some((read) => downstream.has(read))
}

/** Users who are not administrators get tables without names (docs/facts/tableau.md#hidden-items). */
export function isRedacted({ name, fullName }: TableauTable): boolean {
  return name === null && fullName === null
}

function textOf(table: TableauTable): string {
  return JSON.stringify(table)
}

/** Sorted, since Tableau's order changes from answer to answer. */
function distinctTables(tables: readonly TableauTable[]): readonly TableauTable[] {
  const byText = new Map(tables.map((table) => [textOf(table), table]))
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, table]) => table)
}
