import {
  queryByLuid,
  queryContent,
  queryDatasourcesOfWorkbook,
  type ContentRow,
  type NamedLuid,
} from './content-lists.js'
import { SessionError, TableauError } from './errors.js'
import { inParallel } from './parallel.js'
import { contentOfRow, type Site } from './site.js'
import type { Content, ContentLineage, Luid } from './types.js'

/** What REST alone tells: extracts, Bridge, and which published data sources a workbook reads; never the tables. */
export async function describeByRest(
  site: Site,
  contents: readonly Content[],
): Promise<readonly ContentLineage[]> {
  const workbooks = contents.filter(({ kind }) => kind === 'workbook')
  const datasources = contents.filter(({ kind }) => kind === 'datasource')
  const behind = new Map(
    await inParallel(workbooks, async ({ luid }) => [luid, await datasourcesBehind(site, luid)] as const),
  )
  const [workbookRows, published] = await Promise.all([
    rowsOf(site, workbooks),
    publishedAmong(site, [...datasources, ...[...behind.values()].flat()]),
  ])
  const readsOf = (luid: Luid): readonly Luid[] =>
    [...new Set((behind.get(luid) ?? []).map((one) => one.luid))].filter((one) => published.has(one))
  const rows = [...workbookRows, ...published.values()]
  const found = new Set(rows.map(({ luid }) => luid))
  return [
    ...(await Promise.all(rows.map((row) => lineageOf(site, row, readsOf(row.luid))))),
    ...contents.filter(({ luid }) => !found.has(luid)).map(unknownLineage),
  ]
}

function unknownLineage(content: Content): ContentLineage {
  return { content, hasExtract: null, tables: null, reads: [], extractUpdatedAt: null, viaBridge: false }
}

async function lineageOf(site: Site, row: ContentRow, reads: readonly Luid[]): Promise<ContentLineage> {
  return {
    content: await contentOfRow(site, row),
    hasExtract: row.hasExtracts,
    tables: null,
    reads,
    extractUpdatedAt: null,
    viaBridge: row.useRemoteQueryAgent === true,
  }
}

/** `hasExtracts` of workbooks comes only with all fields of a list (facts/tableau-api.md §5.3). */
async function rowsOf(site: Site, workbooks: readonly Content[]): Promise<readonly ContentRow[]> {
  if (workbooks.length === 0) return []
  const wanted = new Set(workbooks.map(({ luid }) => luid))
  const rows = await queryContent(site.calls, 'workbook', {
    name: workbooks.map(({ name }) => name),
    allFields: true,
  })
  return rows.filter(({ luid }) => wanted.has(luid))
}

/** A connection names embedded data sources too, whose ids lead nowhere; the list of published ones tells them apart. */
async function publishedAmong(
  site: Site,
  candidates: readonly NamedLuid[],
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

/** Older servers refuse connections to a JWT (facts §2.6), and anybody may lack the permission: then none are known. */
async function datasourcesBehind(site: Site, luid: Luid): Promise<readonly NamedLuid[]> {
  try {
    return await queryDatasourcesOfWorkbook(site.calls, luid)
  } catch (error) {
    if (error instanceof TableauError && (error.status === 403 || error.status === 404)) return []
    if (error instanceof SessionError && error.problem === 'scope') return []
    throw error
  }
}
