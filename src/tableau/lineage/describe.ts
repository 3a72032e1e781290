import { queryContent, type ContentRow } from '../rest/content-rows.js'
import { LineageOffError } from '../client/errors.js'
import { extractUpdatedAt } from './last-update.js'
import { describeByRest } from './describe-by-rest.js'
import { isRedacted, readingsOf, readsOf, sourcesOf } from './own-tables.js'
import type { Answers } from './paged-query.js'
import { sentencesOf } from './metadata-codes.js'
import { withTablesInFull } from './query-tables.js'
import type { CustomSqlNode } from './queries.js'
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
import {
  type Content,
  type ContentKind,
  type ContentLineage,
  type Gap,
  GAPS,
  type Lineage,
  type Luid,
  type Reading,
} from '../types.js'

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
    const described = await describeByRest(site, contents, 'lineage-off')
    return { contents: described, notices: [notice, ...noticesOf(described)] }
  }
}

async function throughMetadata(site: Site, contents: readonly Content[]): Promise<Lineage> {
  const { seen, problems } = await seeAll(site, contents, (sought) => look(site, sought))
  const customSql = await withTablesInFull(site, await takeCustomSql(site), seen)
  const unseen = contents.filter(({ luid }) => !seen.has(luid))
  // Of an answer that is not whole, REST may know what it lacks: what is missing for good, nobody may see.
  const short = problems.length === 0 ? [] : contents.filter(({ luid }) => lacksSource(luid, seen))
  const isLimited = customSql.problems.length > 0
  const doubtful = contents.filter(
    (content) =>
      !short.includes(content) &&
      (mayLackExtracts(content, seen) || mayLackSources(content, seen, isLimited)),
  )
  const [described, notIndexed, byRest] = await Promise.all([
    describeSeen(site, [...seen.values()], customSql),
    describeByRest(site, unseen, 'not-indexed'),
    describeByRest(site, [...short, ...doubtful], 'incomplete'),
  ])
  const known = joined(described, [...notIndexed, ...byRest])
  const asked = contents.map(({ luid }) => known.get(luid)).filter((one) => one !== undefined)
  const all = [...new Set([...asked, ...known.values()])].map((one) => withHiddenSources(one, known))
  return {
    contents: all,
    notices: noticesOf(all, [...problems, ...customSql.problems]),
  }
}

/** What both describe is as Metadata shows it; REST adds what was cut off there. */
function joined(
  described: readonly ContentLineage[],
  byRest: readonly ContentLineage[],
): ReadonlyMap<Luid, ContentLineage> {
  const known = new Map(byRest.map((lineage) => [lineage.content.luid, lineage]))
  for (const lineage of described) {
    const rest = known.get(lineage.content.luid)
    known.set(lineage.content.luid, rest === undefined ? lineage : completed(lineage, rest))
  }
  return known
}

function completed(lineage: ContentLineage, rest: ContentLineage): ContentLineage {
  const { hasExtract, reads, gaps, live } = lineage
  const more = rest.reads.filter((luid) => !live.reads.includes(luid))
  return {
    ...lineage,
    hasExtract: hasExtract ?? rest.hasExtract,
    reads: union(reads, more),
    gaps: union(
      gaps,
      rest.gaps.filter((gap) => gap !== 'incomplete'),
    ),
  }
}

/** `known`: all content that the signed-in user was shown. */
export function withHiddenSources(
  lineage: ContentLineage,
  known: ReadonlyMap<Luid, unknown>,
): ContentLineage {
  const shown = <T extends Reading>(reading: T): T =>
    reading.reads.every((luid) => known.has(luid))
      ? reading
      : { ...reading, gaps: union(reading.gaps, ['hidden-source']) }
  return { ...shown(lineage), live: shown(lineage.live) }
}

function union<T>(some: readonly T[], more: readonly T[]): readonly T[] {
  return [...new Set([...some, ...more])]
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

function lacksSource(luid: Luid, all: ReadonlyMap<Luid, Seen>): boolean {
  const seen = all.get(luid)
  return seen !== undefined && readsOf(seen).some((read) => !all.has(read))
}

/** A workbook of which only a part was shown may have an extract in the other part. */
function mayLackExtracts({ luid }: Content, all: ReadonlyMap<Luid, Seen>): boolean {
  const seen = all.get(luid)
  return seen !== undefined && mayLackParts(seen) && hasExtract(seen) !== true
}

/** Every workbook has a data source: one that shows none was not shown whole. */
function mayLackParts(seen: Seen): boolean {
  return seen.kind === 'workbook' && (!seen.whole || sourcesOf(seen).length === 0)
}

/**
 * A published data source that the user may not see can be missing without any error, so that its workbook looks like one
 * with a live connection (docs/facts/tableau.md#hidden-items). Only a user from whom something else is hidden need be asked about.
 */
function mayLackSources({ luid }: Content, all: ReadonlyMap<Luid, Seen>, isLimited: boolean): boolean {
  const seen = all.get(luid)
  if (seen?.kind !== 'workbook' || hasExtract(seen) === true) return false
  const alone = sourcesOf(seen).filter(({ upstreamDatasources }) => upstreamDatasources.length === 0)
  return alone.some(({ upstreamTables }) => isLimited || upstreamTables.some(isRedacted))
}

export async function describeSeen(
  site: Site,
  all: readonly Seen[],
  customSql: Answers<CustomSqlNode>,
): Promise<readonly ContentLineage[]> {
  const evidence = { seen: new Map(all.map((seen) => [seen.luid, seen])), customSql }
  const rows = await datasourceRows(site, all)
  return Promise.all(
    all.map(async (seen): Promise<ContentLineage> => {
      const { own, live } = readingsOf(seen, evidence)
      const row = rows.get(seen.luid)
      const content = await contentOfSeen(site, seen)
      const project = row === undefined ? content.project : (await contentOfRow(site, row)).project
      return {
        content: { ...content, project },
        hasExtract: hasExtract(seen),
        ...own,
        live,
        extractUpdatedAt: extractUpdatedAt(sourcesOf(seen)),
        viaBridge: row?.useRemoteQueryAgent === true,
      }
    }),
  )
}

/** Only REST shows the project's id and Bridge (docs/facts/tableau.md#bridge-data-sources). One call for all unknown ones. */
async function datasourceRows(site: Site, all: readonly Seen[]): Promise<ReadonlyMap<Luid, ContentRow>> {
  const missing = all.filter(({ kind, luid }) => kind === 'datasource' && !site.datasourceRows.has(luid))
  if (missing.length > 0) {
    const name = missing.map(({ node }) => node.name)
    keepRows(site, await queryContent(site.calls, 'datasource', { name }))
  }
  return site.datasourceRows
}

/** Of a workbook that was shown in part only, that none has an extract is not known. */
function hasExtract(seen: Seen): boolean | null {
  const told = sourcesOf(seen).map((source) => source.hasExtracts)
  if (told.includes(true)) return true
  return told.includes(null) || mayLackParts(seen) ? null : false
}

const ADMINISTRATOR = 'a site administrator, or a user who may view and connect to it, sees it'

/** Null: said once for the whole answer. */
const WHY: Readonly<Record<Gap, string | null>> = {
  'lineage-off': null,
  'not-indexed': "Tableau's lineage does not show them yet, which may take minutes after publishing",
  incomplete: 'Tableau gave only a part of it',
  'incomplete-custom-sql': null,
  redacted: 'names of tables are hidden from the signed-in user; a site administrator sees them',
  'custom-sql': 'Tableau could not read its custom SQL',
  'virtual-connection': 'its tables lie behind a virtual connection',
  'nothing-shown': `Tableau names neither tables nor a published data source for it. If it reads a published one that is hidden from the signed-in user, ${ADMINISTRATOR}`,
  'hidden-source': `it reads a published data source that the signed-in user may not see; ${ADMINISTRATOR}`,
  'connections-refused': `Tableau does not show the signed-in user its connections, so that a published data source behind it cannot be seen; ${ADMINISTRATOR}`,
}

const MAY_LACK = 'what extracts read may be missing, and there depends_on counts'

/** One sentence for each reason, and for each code that may have cut an answer. */
function noticesOf(lineages: readonly ContentLineage[], problems: readonly string[] = []): readonly string[] {
  const gaps = lineages.map(({ gaps: own, live }) => new Set([...own, ...live.gaps]))
  const isCut = gaps.some((some) => CUT.some((gap) => some.has(gap)))
  const sentences = GAPS.flatMap((gap) => {
    const why = WHY[gap]
    const count = gaps.filter((some) => some.has(gap)).length
    if (count === 0 || why === null) return []
    return [`Lineage is not wholly known for ${count} of the workbooks and data sources: ${why}.`]
  })
  return isCut ? [...sentences, ...sentencesOf([...new Set(problems)], MAY_LACK)] : sentences
}

const CUT: readonly Gap[] = ['not-indexed', 'incomplete', 'incomplete-custom-sql']
