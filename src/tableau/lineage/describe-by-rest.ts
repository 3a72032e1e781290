import {
  queryByLuid,
  queryContent,
  queryDatasourcesOfWorkbook,
  type ContentRow,
  type PublishedOrEmbedded,
} from '../rest/content-rows.js'
import { SessionError, TableauError } from '../client/errors.js'
import { inParallel } from '../client/parallel.js'
import { contentOfRow, type Site } from './site.js'
import { type Content, type ContentLineage, type Gap, type Luid, NO_READING, type Reading } from '../types.js'

/**
 * The lineage as far as REST has it: extracts, Bridge, and the published data sources of a workbook. It has no tables, and
 * does not show which data sources of a workbook have an extract. Each lineage has the gap `why`.
 */
export async function describeByRest(
  site: Site,
  contents: readonly Content[],
  why: Gap,
): Promise<readonly ContentLineage[]> {
  if (contents.length === 0) return []
  const workbooks = contents.filter(({ kind }) => kind === 'workbook')
  const datasources = contents.filter(({ kind }) => kind === 'datasource')
  const behind = new Map(
    await inParallel(workbooks, async ({ luid }) => [luid, await datasourcesBehind(site, luid)] as const),
  )
  const [workbookRows, published] = await Promise.all([
    rowsOf(site, workbooks),
    publishedAmong(site, [...datasources, ...[...behind.values()].flatMap((known) => known ?? [])]),
  ])
  const readingOf = (luid: Luid): Reading => {
    const reading = behind.has(luid) ? connectionsRead(behind.get(luid) ?? null, published) : NO_READING
    return { ...reading, gaps: [why, ...reading.gaps] }
  }
  const rows = [...workbookRows, ...published.values()]
  const found = new Set(rows.map(({ luid }) => luid))
  return [
    ...(await Promise.all(rows.map((row) => lineageOf(site, row, readingOf(row.luid))))),
    ...contents
      .filter(({ luid }) => !found.has(luid))
      .map((content) => unknownLineage(content, readingOf(content.luid))),
  ]
}

/** What a workbook's connections show; `behind` is null if Tableau refuses to list them. */
function connectionsRead(
  behind: readonly PublishedOrEmbedded[] | null,
  published: ReadonlyMap<Luid, unknown>,
): Reading {
  if (behind === null) return { ...NO_READING, gaps: ['connections-refused'] }
  const isHidden = behind.some(({ luid, isPublished }) => isPublished && !published.has(luid))
  return {
    tables: [],
    reads: [...new Set(behind.map(({ luid }) => luid))].filter((luid) => published.has(luid)),
    gaps: isHidden ? ['hidden-source'] : [],
  }
}

function unknownLineage(content: Content, reading: Reading): ContentLineage {
  return {
    content,
    hasExtract: null,
    ...reading,
    live: NO_READING,
    extractUpdatedAt: null,
    viaBridge: false,
  }
}

async function lineageOf(site: Site, row: ContentRow, reading: Reading): Promise<ContentLineage> {
  return {
    ...unknownLineage(await contentOfRow(site, row), reading),
    hasExtract: row.hasExtracts,
    viaBridge: row.useRemoteQueryAgent === true,
  }
}

/** `hasExtracts` of workbooks comes only with all fields of a list (docs/facts/tableau.md#fields). */
async function rowsOf(site: Site, workbooks: readonly Content[]): Promise<readonly ContentRow[]> {
  if (workbooks.length === 0) return []
  const wanted = new Set(workbooks.map(({ luid }) => luid))
  const rows = await queryContent(site.calls, 'workbook', {
    name: workbooks.map(({ name }) => name),
    allFields: true,
  })
  return rows.filter(({ luid }) => wanted.has(luid))
}

/** Connections name embedded data sources too, whose ids cannot be queried; the list of published ones tells them apart. */
async function publishedAmong(
  site: Site,
  candidates: readonly Pick<PublishedOrEmbedded, 'luid' | 'name'>[],
): Promise<ReadonlyMap<Luid, ContentRow>> {
  const wanted = new Set(candidates.map(({ luid }) => luid))
  const names = candidates.flatMap(({ name }) => (name === null ? [] : [name]))
  const nameless = candidates.filter(({ name }) => name === null)
  const [named, single] = await Promise.all([
    names.length === 0 ? [] : queryContent(site.calls, 'datasource', { name: names }),
    inParallel(nameless, ({ luid }) => queryByLuid(site.calls, 'datasource', luid)),
  ])
  const rows = [...named, ...single.filter((row) => row !== null)]
  return new Map(rows.filter(({ luid }) => wanted.has(luid)).map((row) => [row.luid, row]))
}

/** Null without the permission, or if an older server refuses connections to a JWT (docs/facts/tableau.md#jwt-scopes). */
async function datasourcesBehind(site: Site, luid: Luid): Promise<readonly PublishedOrEmbedded[] | null> {
  try {
    return await queryDatasourcesOfWorkbook(site.calls, luid)
  } catch (error) {
    if (error instanceof TableauError && (error.status === 403 || error.status === 404)) return null
    if (error instanceof SessionError && error.problem === 'scope') return null
    throw error
  }
}
