import { message, type Message } from '../../messages/message.js'
import { contentCount } from '../content-names.js'
import { namesOf } from './metadata-codes.js'
import { queryNodesAndSources, describeNodes, withHiddenSources } from './describe.js'
import type { Downstream } from './downstream.js'
import { type Site, queryNodesForPeople, type ContentNode, type Prefetched } from './site.js'
import type { ContentLineage, Luid, Gap } from '../types.js'

/** A workbook or data source with the details that a discovered exposure shows. */
export interface DiscoverableContent {
  readonly lineage: ContentLineage
  readonly owner: { readonly name: string | null; readonly email: string | null } | null
  readonly description: string | null
  readonly sheets: readonly { readonly path: string }[]
}

export interface DiscoverableContents {
  readonly contents: readonly DiscoverableContent[]
  readonly incomplete: readonly Message[]
  /** For `describe`. */
  readonly prefetched: Prefetched
}

/** The lineage and details of these readers and of the published data sources they read. */
export async function describeForDiscovery(
  site: Site,
  readers: ReadonlySet<Luid>,
  { kinds, customSql }: Downstream,
): Promise<DiscoverableContents> {
  const wanted = [...readers].flatMap((luid) => {
    const kind = kinds.get(luid)
    return kind === undefined ? [] : [{ kind, luid }]
  })
  await site.projects.load()
  const { seen, problems } = await queryNodesAndSources(wanted, (sought) => queryNodesForPeople(site, sought))
  const all = [...seen.values()]
  const answers = { nodes: customSql.map((node) => ({ node, whole: true })), complete: true, problems: [] }
  const lineages = (await describeNodes(site, all, answers)).map((lineage) =>
    withHiddenSources(lineage, seen),
  )
  const unseen = wanted.filter(({ luid }) => !seen.has(luid)).length
  const withGap = (gap: Gap): number =>
    lineages.filter(({ gaps, live }) => [...gaps, ...live.gaps].includes(gap)).length
  const cut = withGap('incomplete')
  const hiding = withGap('hidden-source')
  const codes = problems.length === 0 ? '' : ` (${namesOf(problems)})`
  const contents = lineages.flatMap((lineage) => {
    const one = seen.get(lineage.content.luid)
    return one === undefined ? [] : [discoverableContent(one, lineage)]
  })
  return {
    contents,
    prefetched: { nodes: all, customSql: null },
    incomplete: [
      ...(unseen === 0 ? [] : [message('AE-DISCOVERY-CONTENT-HIDDEN', { contents: contentCount(unseen) })]),
      ...(cut === 0 ? [] : [message('AE-DISCOVERY-CONTENT-PARTIAL', { contents: contentCount(cut), codes })]),
      ...(hiding === 0 ? [] : [message('AE-DISCOVERY-SOURCE-HIDDEN', { contents: contentCount(hiding) })]),
    ],
  }
}

function discoverableContent({ node }: ContentNode, lineage: ContentLineage): DiscoverableContent {
  return {
    lineage,
    owner: node.owner ?? null,
    description: node.description ?? null,
    sheets: 'views' in node ? (node.views ?? []).map(({ path }) => ({ path: path ?? '' })) : [],
  }
}
