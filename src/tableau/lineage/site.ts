import type { Calls } from '../client/calls.js'
import { asLuid, type ContentRow } from '../rest/content-rows.js'
import { LineageOffError, QuestionRefusedError } from '../client/errors.js'
import { Listing, type Answers, type Question } from './paged-query.js'
import { clauseOf } from './metadata-codes.js'
import { readAll } from './run-queries.js'
import { projectsOnce, type ProjectsOnce } from '../rest/projects.js'
import {
  CUSTOM_SQL,
  DATASOURCES_FOR_PEOPLE,
  DATASOURCES,
  WORKBOOKS_FOR_PEOPLE,
  WORKBOOKS,
  type CustomSqlNode,
  type DatasourceNode,
  type Named,
  type WorkbookNode,
} from './queries.js'
import type { Content, ContentKind, Luid } from '../types.js'
import { serverAddress } from '../server-address.js'

/** A workbook or data source as the Metadata API shows it. */
export type Seen = { readonly luid: Luid; readonly whole: boolean } & (
  | { readonly kind: 'workbook'; readonly node: Named<WorkbookNode> }
  | { readonly kind: 'datasource'; readonly node: Named<DatasourceNode> }
)

/** The signed-in site, with what was learned about it on the way. */
export interface Site {
  readonly calls: Calls
  readonly projects: ProjectsOnce
  /** What finding content brought up by the way; the next description uses it, once. */
  readonly held: Map<Luid, Seen>
  /** The site's custom SQL, that came along with it. */
  heldCustomSql: Answers<CustomSqlNode> | null
  /** Published data sources as REST told them, so that no description asks for them again. */
  readonly datasourceRows: Map<Luid, ContentRow>
  /** Set once the Metadata API has turned out to be off: asking again would not help. */
  lineageOff: LineageOffError | null
}

export function siteOn(calls: Calls): Site {
  return {
    calls,
    projects: projectsOnce(calls),
    held: new Map(),
    heldCustomSql: null,
    datasourceRows: new Map(),
    lineageOff: null,
  }
}

/** Content to look for: by LUIDs, or by the numbers in a browser's address bar. */
export interface Sought {
  readonly kind: ContentKind
  readonly by: 'luid' | 'number'
  readonly values: readonly string[]
}

const FILTERS = { luid: 'luidWithin', number: 'vizportalUrlIdWithin' } as const

export interface SeenContent {
  readonly seen: readonly Seen[]
  readonly problems: readonly string[]
}

/**
 * Workbooks and data sources with their lineage, and the site's custom SQL unless that is held, in one call for all
 * that comes on one page. Throws a LineageOffError, from the second time on without a call; and where Tableau refuses
 * all of it but the custom SQL, a QuestionRefusedError.
 */
export async function look(site: Site, sought: readonly Sought[]): Promise<SeenContent> {
  if (sought.length === 0) return { seen: [], problems: [] }
  const workbooks = listsOf(WORKBOOKS, sought, 'workbook')
  const datasources = listsOf(DATASOURCES, sought, 'datasource')
  const customSql = site.heldCustomSql === null ? new Listing(CUSTOM_SQL) : null
  const lists = [...workbooks, ...datasources, ...(customSql === null ? [] : [customSql])]
  await unlessOff(site, () => readAll(site.calls, lists))
  if (customSql !== null) site.heldCustomSql = customSql.answers
  throwIfRefused([...workbooks, ...datasources])
  return seenOn(workbooks, datasources)
}

/** The same with what people know them by, and without any custom SQL. */
export async function lookForFaces(site: Site, sought: readonly Sought[]): Promise<SeenContent> {
  if (sought.length === 0) return { seen: [], problems: [] }
  const workbooks = listsOf(WORKBOOKS_FOR_PEOPLE, sought, 'workbook')
  const datasources = listsOf(DATASOURCES_FOR_PEOPLE, sought, 'datasource')
  await unlessOff(site, () => readAll(site.calls, [...workbooks, ...datasources]))
  throwIfRefused([...workbooks, ...datasources])
  return seenOn(workbooks, datasources)
}

/** REST tells more than nothing at all. */
export function throwIfRefused(lists: readonly Listing<unknown>[]): void {
  const refusals = lists.flatMap(({ refusal, answers }) =>
    answers.nodes.length === 0 ? (refusal ?? []) : [],
  )
  const [first] = refusals
  if (first !== undefined && refusals.length === lists.length) throw new QuestionRefusedError(clauseOf(first))
}

function seenOn(
  workbooks: readonly Listing<WorkbookNode>[],
  datasources: readonly Listing<DatasourceNode>[],
): SeenContent {
  return {
    seen: [
      ...visible(workbooks).map((one) => ({
        kind: 'workbook' as const,
        luid: asLuid(one.node.luid),
        ...one,
      })),
      ...visible(datasources).map((one) => ({
        kind: 'datasource' as const,
        luid: asLuid(one.node.luid),
        ...one,
      })),
    ],
    problems: [...new Set([...workbooks, ...datasources].flatMap(({ answers }) => answers.problems))],
  }
}

/**
 * The site's custom SQL, as the last look brought it along; what was taken is asked for anew the next time. Not
 * complete where Tableau refuses it.
 */
export async function takeCustomSql(site: Site): Promise<Answers<CustomSqlNode>> {
  const held = site.heldCustomSql
  site.heldCustomSql = null
  if (held !== null) return held
  const list = new Listing(CUSTOM_SQL)
  await unlessOff(site, () => readAll(site.calls, [list]))
  return list.answers
}

function listsOf<T>(
  question: Question<T>,
  sought: readonly Sought[],
  wanted: ContentKind,
): readonly Listing<T>[] {
  return sought
    .filter(({ kind, values }) => kind === wanted && values.length > 0)
    .map(({ by, values }) => new Listing(question, { [FILTERS[by]]: values }))
}

/** What the user may not see comes without a name, if at all (docs/facts/tableau.md#hidden-items). */
function visible<T extends { readonly name: string | null }>(
  lists: readonly Listing<T>[],
): readonly { readonly node: Named<T>; readonly whole: boolean }[] {
  return lists
    .flatMap(({ answers }) => answers.nodes)
    .flatMap(({ node, whole }) => (node.name === null ? [] : [{ node: { ...node, name: node.name }, whole }]))
}

/** Passes a question to the Metadata API on, unless that is known to be off. */
export async function unlessOff<T>(site: Site, question: () => Promise<T>): Promise<T> {
  if (site.lineageOff !== null) throw site.lineageOff
  try {
    return await question()
  } catch (error) {
    if (error instanceof LineageOffError && !(error instanceof QuestionRefusedError)) site.lineageOff = error
    throw error
  }
}

/** What the Metadata API calls the project of a Personal Space (docs/facts/tableau.md#personal-space). */
const PERSONAL_SPACE = 'Personal Space'

export async function contentOfSeen(site: Site, { kind, node, luid }: Seen): Promise<Content> {
  const id = 'projectLuid' in node ? node.projectLuid : null
  const project =
    node.projectName === PERSONAL_SPACE ? null : await site.projects.shown({ id, name: node.projectName })
  return {
    kind,
    luid,
    name: node.name,
    project,
    url: linkTo(site, kind, node.vizportalUrlId),
  }
}

export function keepRows(site: Site, rows: readonly ContentRow[]): void {
  for (const row of rows) if (row.kind === 'datasource') site.datasourceRows.set(row.luid, row)
}

export async function contentOfRow(site: Site, row: ContentRow): Promise<Content> {
  const { kind, luid, name } = row
  const project = row.project === null ? null : await site.projects.shown(row.project)
  return { kind, luid, name, project, url: linkTo(site, kind, numberOf(row)) }
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
  return `${serverAddress(server)}/#/${sitePath}${kind}s/${number}`
}
