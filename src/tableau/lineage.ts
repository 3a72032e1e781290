import { asLuid, queryContent, type ContentRow } from './content-lists.js'
import { LineageOffError } from './errors.js'
import { extractUpdatedAt } from './last-update.js'
import { describeByRest } from './lineage-rest.js'
import { ownTables, type Gap, type OwnTables } from './lineage-tables.js'
import type { Answers } from './listing.js'
import { sentencesOf } from './metadata-codes.js'
import type { CustomSqlNode, SourceNode } from './questions.js'
import {
  contentOfRow,
  contentOfSeen,
  keepRows,
  look,
  takeCustomSql,
  type Seen,
  type SeenContent,
  type Site,
  type Sought,
} from './site.js'
import type { Content, ContentKind, ContentLineage, Lineage, Luid } from './types.js'

/**
 * What stands behind these workbooks and data sources, and behind every published data source they read: through the
 * Metadata API, else, with less to see, through REST.
 */
export async function describe(site: Site, contents: readonly Content[]): Promise<Lineage> {
  if (contents.length === 0) return { contents: [], notices: [] }
  try {
    return await throughMetadata(site, contents)
  } catch (error) {
    if (!(error instanceof LineageOffError)) throw error
    const notice = `${error.message}, so that nobody knows which tables Tableau reads: every upstream in dbt counts for each extract.`
    return { contents: await describeByRest(site, contents), notices: [notice] }
  }
}

async function throughMetadata(site: Site, contents: readonly Content[]): Promise<Lineage> {
  const { seen, problems } = await seeAll(site, contents, (sought) => look(site, sought))
  const customSql = await takeCustomSql(site)
  const unseen = contents.filter(({ luid }) => !seen.has(luid))
  // Of an answer that is not whole, REST may know what it lacks: what is missing for good, nobody may see.
  const short = problems.length === 0 ? [] : contents.filter(({ luid }) => lacksSource(luid, seen))
  const [described, byRest] = await Promise.all([
    describeSeen(site, [...seen.values()], customSql),
    describeByRest(site, [...unseen, ...short]),
  ])
  const known = new Map([...byRest, ...described.lineages].map((lineage) => [lineage.content.luid, lineage]))
  const gaps = new Map(described.gaps)
  for (const { content, reads } of described.lineages) {
    if (!reads.every((luid) => known.has(luid))) gaps.set(content.luid, 'hidden-source')
  }
  const asked = contents.map(({ luid }) => known.get(luid)).filter((one) => one !== undefined)
  return {
    contents: [...new Set([...asked, ...known.values()])].map((lineage) =>
      gaps.has(lineage.content.luid) ? { ...lineage, tables: null } : lineage,
    ),
    notices: noticesOf(gaps, unseen, [...problems, ...customSql.problems]),
  }
}

interface SeenAll {
  readonly seen: ReadonlyMap<Luid, Seen>
  readonly problems: readonly string[]
}

type Look = (sought: readonly Sought[]) => Promise<SeenContent>

type Wanted = readonly { readonly kind: ContentKind; readonly luid: Luid }[]

/** The contents, then the published data sources they read, then those that these read. */
export async function seeAll(site: Site, contents: Wanted, lookFor: Look): Promise<SeenAll> {
  const seen = new Map<Luid, Seen>()
  const asked = new Set<Luid>()
  const problems = new Set<string>()
  let wanted: Wanted = contents
  while (wanted.length > 0) {
    for (const { luid } of wanted) {
      asked.add(luid)
      const held = site.held.get(luid)
      if (held !== undefined) seen.set(luid, held)
      site.held.delete(luid)
    }
    const missing = wanted.filter(({ luid }) => !seen.has(luid))
    const answer = await lookFor(soughtIn(missing))
    answer.seen.forEach((one) => seen.set(one.luid, one))
    for (const problem of answer.problems) problems.add(problem)
    const reads = new Set([...seen.values()].flatMap(readsOf))
    wanted = [...reads].filter((luid) => !asked.has(luid)).map((luid) => ({ kind: 'datasource', luid }))
  }
  return { seen, problems: [...problems] }
}

function soughtIn(missing: Wanted): readonly Sought[] {
  const luidsOf = (wanted: ContentKind): readonly Luid[] =>
    missing.filter(({ kind }) => kind === wanted).map(({ luid }) => luid)
  const sought: readonly Sought[] = [
    { kind: 'workbook', by: 'luid', values: luidsOf('workbook') },
    { kind: 'datasource', by: 'luid', values: luidsOf('datasource') },
  ]
  return sought.filter(({ values }) => values.length > 0)
}

function sourcesOf(seen: Seen): readonly SourceNode[] {
  return seen.kind === 'workbook' ? seen.node.embeddedDatasources : [seen.node]
}

function readsOf(seen: Seen): readonly Luid[] {
  const luids = sourcesOf(seen).flatMap((source) =>
    source.upstreamDatasources.map(({ luid }) => asLuid(luid)),
  )
  return [...new Set(luids)].filter((luid) => luid !== seen.luid && luid !== '')
}

function lacksSource(luid: Luid, all: ReadonlyMap<Luid, Seen>): boolean {
  const seen = all.get(luid)
  return seen !== undefined && readsOf(seen).some((read) => !all.has(read))
}

interface Described {
  readonly lineages: readonly ContentLineage[]
  readonly gaps: ReadonlyMap<Luid, Gap>
}

export async function describeSeen(
  site: Site,
  all: readonly Seen[],
  customSql: Answers<CustomSqlNode>,
): Promise<Described> {
  const reads = new Map(all.map((seen) => [seen.luid, readsOf(seen)]))
  const rows = await datasourceRows(site, all)
  const gaps = new Map<Luid, Gap>()
  const lineages = await Promise.all(
    all.map(async (seen): Promise<ContentLineage> => {
      const own: OwnTables = ownTables({ seen, sources: sourcesOf(seen), reads, customSql })
      if (own.gap !== null) gaps.set(seen.luid, own.gap)
      const row = rows.get(seen.luid)
      const content = await contentOfSeen(site, seen)
      const project = row === undefined ? content.project : (await contentOfRow(site, row)).project
      return {
        content: { ...content, project },
        hasExtract: hasExtract(sourcesOf(seen)),
        tables: own.tables,
        reads: reads.get(seen.luid) ?? [],
        extractUpdatedAt: extractUpdatedAt(sourcesOf(seen)),
        viaBridge: row?.useRemoteQueryAgent === true,
      }
    }),
  )
  return { lineages, gaps }
}

/** Whether Bridge refreshes it, only REST tells (facts §5.2); its project's id too. One call for all not read before. */
async function datasourceRows(site: Site, all: readonly Seen[]): Promise<ReadonlyMap<Luid, ContentRow>> {
  const missing = all.filter(({ kind, luid }) => kind === 'datasource' && !site.datasourceRows.has(luid))
  if (missing.length > 0) {
    const name = missing.map(({ node }) => node.name)
    keepRows(site, await queryContent(site.calls, 'datasource', { name }))
  }
  return site.datasourceRows
}

function hasExtract(sources: readonly SourceNode[]): boolean | null {
  if (sources.some((source) => source.hasExtracts === true)) return true
  return sources.some((source) => source.hasExtracts === null) ? null : false
}

const GAPS: Readonly<Record<Gap, string>> = {
  incomplete: 'Tableau gave only a part of it',
  redacted: 'names of tables are hidden from the signed-in user; a site administrator sees them',
  'custom-sql': 'Tableau could not read its custom SQL',
  'virtual-connection': 'its tables lie behind a virtual connection',
  'no-tables': 'Tableau names no tables for it',
  'hidden-source': 'it reads a published data source that the signed-in user may not see',
}

const MAY_LACK = 'what extracts read may be missing, and there every upstream in dbt counts'

function noticesOf(
  gaps: ReadonlyMap<Luid, Gap>,
  unseen: readonly Content[],
  problems: readonly string[],
): readonly string[] {
  const notices = Object.entries(GAPS).flatMap(([gap, why]) => {
    const count = [...gaps.values()].filter((one) => one === gap).length
    return count === 0 ? [] : [`Lineage is not known for ${count} of the workbooks and data sources: ${why}.`]
  })
  if (unseen.length > 0) {
    notices.push(
      `Tableau's lineage does not show ${unseen.length} of the workbooks and data sources yet: it may take minutes after publishing.`,
    )
  }
  const cut = unseen.length > 0 || [...gaps.values()].includes('incomplete')
  return cut ? [...notices, ...sentencesOf([...new Set(problems)], MAY_LACK)] : notices
}
