import { queryContent, type ContentRow } from '../rest/content-rows.js'
import { LineageOffError } from '../client/errors.js'
import { extractUpdatedAt } from './last-update.js'
import { describeByRest } from './describe-by-rest.js'
import { isRedacted, readingsOf, readsOf, sourcesOf } from './own-tables.js'
import type { QueryResult } from './paged-query.js'
import { message, type Message, type MessageId } from '../../messages/message.js'
import { contentCount } from '../content-names.js'
import { gapReasons } from './metadata-codes.js'
import { withTablesInFull } from './query-tables.js'
import type { CustomSqlNode } from './queries.js'
import {
  contentOfRow,
  contentOfNode,
  rememberDatasources,
  queryNodes,
  queryCustomSql,
  NOTHING_PREFETCHED,
  type ContentNode,
  type ContentNodes,
  type Prefetched,
  type Site,
  type NodeFilter,
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
 * The lineage of these workbooks and data sources, and of every published data source they read: from the Metadata API, or
 * with less detail from REST if that is off. `prefetched`: nodes that an earlier step has read already.
 */
export async function describe(
  site: Site,
  contents: readonly Content[],
  prefetched: Prefetched = NOTHING_PREFETCHED,
): Promise<Lineage> {
  if (contents.length === 0) return { contents: [], notices: [] }
  try {
    return await throughMetadata(site, contents, prefetched)
  } catch (error) {
    if (!(error instanceof LineageOffError)) throw error
    const notice = message('AE-LINEAGE-OFF', { why: error.message })
    const described = await describeByRest(site, contents, 'lineage-off')
    return { contents: described, notices: [notice, ...noticesOf(described)] }
  }
}

async function throughMetadata(
  site: Site,
  contents: readonly Content[],
  prefetched: Prefetched,
): Promise<Lineage> {
  const query: QueryNodes = (sought, known) => queryNodes(site, sought, known)
  const { seen, problems, ...read } = await queryNodesAndSources(contents, query, prefetched)
  const customSql = await withTablesInFull(site, read.customSql ?? (await queryCustomSql(site)), seen)
  const unseen = contents.filter(({ luid }) => !seen.has(luid))
  // REST may know what an incomplete answer lacks. What both lack is hidden from the user.
  const short = problems.length === 0 ? [] : contents.filter(({ luid }) => lacksSource(luid, seen))
  const isLimited = customSql.problems.length > 0
  const doubtful = contents.filter(
    (content) =>
      !short.includes(content) &&
      (mayLackExtracts(content, seen) || mayLackSources(content, seen, isLimited)),
  )
  const [described, notIndexed, byRest] = await Promise.all([
    describeNodes(site, [...seen.values()], customSql),
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

/** Content described by both keeps the Metadata API's lineage; REST adds what is missing there. */
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

/** Adds the gap `hidden-source` if content reads anything that is not in `known`, all content shown to the user. */
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

interface NodesByLuid extends Pick<ContentNodes, 'problems' | 'customSql'> {
  readonly seen: ReadonlyMap<Luid, ContentNode>
}

type QueryNodes = (
  sought: readonly NodeFilter[],
  known: Pick<Prefetched, 'customSql'>,
) => Promise<ContentNodes>

type ContentIds = readonly { readonly kind: ContentKind; readonly luid: Luid }[]

/** The nodes of these contents, of the published data sources they read, and so on. */
export async function queryNodesAndSources(
  contents: ContentIds,
  query: QueryNodes,
  prefetched: Prefetched = NOTHING_PREFETCHED,
): Promise<NodesByLuid> {
  const known = new Map(prefetched.nodes.map((one) => [one.luid, one]))
  const seen = new Map<Luid, ContentNode>()
  let { customSql } = prefetched
  const asked = new Set<Luid>()
  const problems = new Set<string>()
  let wanted: ContentIds = contents
  while (wanted.length > 0) {
    for (const { luid } of wanted) {
      asked.add(luid)
      const one = known.get(luid)
      if (one !== undefined) seen.set(luid, one)
    }
    const missing = wanted.filter(({ luid }) => !seen.has(luid))
    const answer = await query(filtersFor(missing), { customSql })
    answer.nodes.forEach((one) => seen.set(one.luid, one))
    customSql = answer.customSql
    for (const problem of answer.problems) problems.add(problem)
    const reads = new Set([...seen.values()].flatMap(readsOf))
    wanted = [...reads].filter((luid) => !asked.has(luid)).map((luid) => ({ kind: 'datasource', luid }))
  }
  return { seen, problems: [...problems], customSql }
}

function filtersFor(missing: ContentIds): readonly NodeFilter[] {
  const luidsOf = (wanted: ContentKind): readonly Luid[] =>
    missing.filter(({ kind }) => kind === wanted).map(({ luid }) => luid)
  const sought: readonly NodeFilter[] = [
    { kind: 'workbook', by: 'luid', values: luidsOf('workbook') },
    { kind: 'datasource', by: 'luid', values: luidsOf('datasource') },
  ]
  return sought.filter(({ values }) => values.length > 0)
}

function lacksSource(luid: Luid, all: ReadonlyMap<Luid, ContentNode>): boolean {
  const content = all.get(luid)
  return content !== undefined && readsOf(content).some((read) => !all.has(read))
}

/** A workbook of which only a part is shown may have an extract in the other part. */
function mayLackExtracts({ luid }: Content, all: ReadonlyMap<Luid, ContentNode>): boolean {
  const content = all.get(luid)
  return content !== undefined && mayLackParts(content) && hasExtract(content) !== true
}

/** Every workbook has a data source, so Tableau shows only a part of one without any. */
function mayLackParts(content: ContentNode): boolean {
  return content.kind === 'workbook' && (!content.whole || sourcesOf(content).length === 0)
}

/**
 * A published data source that the user may not see can be missing without an error; its workbook then looks like one with
 * a live connection (docs/facts/tableau.md#hidden-items). Checked only if something else is hidden from the user too.
 */
function mayLackSources({ luid }: Content, all: ReadonlyMap<Luid, ContentNode>, isLimited: boolean): boolean {
  const content = all.get(luid)
  if (content?.kind !== 'workbook' || hasExtract(content) === true) return false
  const withoutPublished = sourcesOf(content).filter(
    ({ upstreamDatasources }) => upstreamDatasources.length === 0,
  )
  return withoutPublished.some(({ upstreamTables }) => isLimited || upstreamTables.some(isRedacted))
}

/** The lineage of these nodes, with the custom SQL of the site. REST adds project ids and Bridge. */
export async function describeNodes(
  site: Site,
  all: readonly ContentNode[],
  customSql: QueryResult<CustomSqlNode>,
): Promise<readonly ContentLineage[]> {
  const context = { seen: new Map(all.map((node) => [node.luid, node])), customSql }
  const rows = await datasourceRows(site, all)
  return Promise.all(
    all.map(async (node): Promise<ContentLineage> => {
      const { own, live } = readingsOf(node, context)
      const row = rows.get(node.luid)
      const content = await contentOfNode(site, node)
      const project = row === undefined ? content.project : (await contentOfRow(site, row)).project
      return {
        content: { ...content, project },
        hasExtract: hasExtract(node),
        ...own,
        live,
        extractUpdatedAt: extractUpdatedAt(sourcesOf(node)),
        viaBridge: row?.useRemoteQueryAgent === true,
      }
    }),
  )
}

/** Only REST returns the project's id and Bridge (docs/facts/tableau.md#bridge-data-sources). One call for all that are unknown. */
async function datasourceRows(
  site: Site,
  all: readonly ContentNode[],
): Promise<ReadonlyMap<Luid, ContentRow>> {
  const missing = all.filter(({ kind, luid }) => kind === 'datasource' && !site.datasourceRows.has(luid))
  if (missing.length > 0) {
    const name = missing.map(({ node }) => node.name)
    rememberDatasources(site, await queryContent(site.calls, 'datasource', { name }))
  }
  return site.datasourceRows
}

/** Null if unknown: a workbook of which only a part is shown may have an extract in the other part. */
function hasExtract(content: ContentNode): boolean | null {
  const flags = sourcesOf(content).map(({ hasExtracts }) => hasExtracts)
  if (flags.includes(true)) return true
  return flags.includes(null) || mayLackParts(content) ? null : false
}

/** The notice about each gap; null if one notice about the whole answer covers it. */
const MESSAGES = {
  'lineage-off': null,
  'not-indexed': 'AE-LINEAGE-NOT-INDEXED',
  incomplete: 'AE-LINEAGE-PARTIAL',
  'incomplete-custom-sql': null,
  redacted: 'AE-LINEAGE-REDACTED',
  'custom-sql': 'AE-LINEAGE-CUSTOM-SQL',
  'virtual-connection': 'AE-LINEAGE-VIRTUAL-CONNECTION',
  'nothing-shown': 'AE-LINEAGE-NOTHING-SHOWN',
  'hidden-source': 'AE-LINEAGE-HIDDEN-SOURCE',
  'connections-refused': 'AE-LINEAGE-CONNECTIONS-REFUSED',
} as const satisfies Readonly<Record<Gap, MessageId | null>>

/** One notice per gap, and one per error code that may have cut an answer. */
function noticesOf(
  lineages: readonly ContentLineage[],
  problems: readonly string[] = [],
): readonly Message[] {
  const gaps = lineages.map(({ gaps: own, live }) => new Set([...own, ...live.gaps]))
  const isCut = gaps.some((some) => CUT.some((gap) => some.has(gap)))
  const notices = GAPS.flatMap((gap) => {
    const id = MESSAGES[gap]
    const count = gaps.filter((some) => some.has(gap)).length
    if (count === 0 || id === null) return []
    return [message(id, { contents: `${contentCount(count)} ${count === 1 ? 'is' : 'are'}` })]
  })
  const cuts = isCut ? gapReasons([...new Set(problems)]) : []
  return [...notices, ...cuts.map((cut) => message('AE-LINEAGE-CUT', cut))]
}

const CUT: readonly Gap[] = ['not-indexed', 'incomplete', 'incomplete-custom-sql']
