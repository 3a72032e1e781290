import type { Calls } from './calls.js'
import { asLuid, type ContentRow } from './content-lists.js'
import { LineageOffError } from './errors.js'
import { askAll, type Answers } from './metadata.js'
import type { Projects } from './projects.js'
import { DATASOURCES, WORKBOOKS, type DatasourceNode, type Named, type WorkbookNode } from './questions.js'
import type { Content, ContentKind, Luid } from './types.js'
import { serverOrigin } from './urls.js'

/** A workbook or data source as the Metadata API shows it. */
export type Seen = { readonly luid: Luid; readonly whole: boolean } & (
  | { readonly kind: 'workbook'; readonly node: Named<WorkbookNode> }
  | { readonly kind: 'datasource'; readonly node: Named<DatasourceNode> }
)

/** The signed-in site, with what was learned about it on the way. */
export interface Site {
  readonly calls: Calls
  /** Asked once. */
  readonly projects: () => Promise<Projects>
  /** What finding content brought up by the way; the next description uses it, once. */
  readonly held: Map<Luid, Seen>
  /** Set once the Metadata API has turned out to be off: asking again would not help. */
  lineageOff: LineageOffError | null
}

export type LuidsOrNumbers = { readonly luids: readonly string[] } | { readonly numbers: readonly string[] }

export interface SeenContent {
  readonly seen: readonly Seen[]
  readonly problems: readonly string[]
}

/** Workbooks or data sources with their lineage. Throws a LineageOffError, from the second time on without a call. */
export async function look(site: Site, kind: ContentKind, pick: LuidsOrNumbers): Promise<SeenContent> {
  return unlessOff(site, async () => {
    if (kind === 'workbook') {
      const { nodes, problems } = await askAll(site.calls, WORKBOOKS, { ...pick })
      return { problems, seen: visible(nodes).map((one) => ({ kind, luid: asLuid(one.node.luid), ...one })) }
    }
    const { nodes, problems } = await askAll(site.calls, DATASOURCES, { ...pick })
    return { problems, seen: visible(nodes).map((one) => ({ kind, luid: asLuid(one.node.luid), ...one })) }
  })
}

/** What the user may not see comes without a name, if at all (facts/tableau-api.md §12.2, no. 7). */
function visible<T extends { readonly name: string | null }>(
  nodes: Answers<T>['nodes'],
): readonly { readonly node: Named<T>; readonly whole: boolean }[] {
  return nodes.flatMap(({ node, whole }) =>
    node.name === null ? [] : [{ node: { ...node, name: node.name }, whole }],
  )
}

/** Passes a question to the Metadata API on, unless that is known to be off. */
export async function unlessOff<T>(site: Site, question: () => Promise<T>): Promise<T> {
  if (site.lineageOff !== null) throw site.lineageOff
  try {
    return await question()
  } catch (error) {
    if (error instanceof LineageOffError) site.lineageOff = error
    throw error
  }
}

/** Metadata gives content of a Personal Space this project (facts/tableau-api.md §12.2, no. 6). */
const PERSONAL_SPACE = 'Personal Space'

export async function contentOfSeen(site: Site, { kind, node, luid }: Seen): Promise<Content> {
  const id = 'projectLuid' in node ? node.projectLuid : null
  const project =
    node.projectName === PERSONAL_SPACE
      ? null
      : (await site.projects()).pathOf({ id, name: node.projectName })
  return {
    kind,
    luid,
    name: node.name,
    project,
    url: linkTo(site, kind, node.vizportalUrlId),
    owner: node.owner?.name ?? null,
  }
}

export async function contentOfRow(site: Site, row: ContentRow): Promise<Content> {
  const { kind, luid, name, owner } = row
  const project = row.project === null ? null : (await site.projects()).pathOf(row.project)
  return { kind, luid, name, project, url: linkTo(site, kind, numberOf(row)), owner }
}

/** The number in `webpageUrl`: Metadata's `vizportalUrlId`. */
export function numberOf({ webpageUrl }: ContentRow): string | null {
  return /\/(?:workbooks|datasources)\/(\d+)/.exec(webpageUrl ?? '')?.[1] ?? null
}

/** Built on the configured server, so that a link never leads where an answer wants it to. */
function linkTo({ calls }: Site, kind: ContentKind, number: string | null): string | null {
  if (number === null || !/^\d+$/.test(number)) return null
  const { server, site } = calls.options
  const sitePath = site === '' ? '' : `site/${encodeURIComponent(site)}/`
  return `${serverOrigin(server)}/#/${sitePath}${kind}s/${number}`
}
