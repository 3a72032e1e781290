import * as z from 'zod'
import type { Calls } from '../client/calls.js'
import { TableauError } from '../client/errors.js'
import { optionalText, text, optionalBoolean } from '../client/shapes.js'
import { isFilterable, filterOf, pageOf, queryAll, queryFirstPage, queryWhole, within } from './paging.js'
import type { ContentKind, Luid } from '../types.js'

/** A workbook or published data source as REST returns it. */
export interface ContentRow {
  readonly kind: ContentKind
  readonly luid: Luid
  readonly name: string
  readonly contentUrl: string | null
  readonly webpageUrl: string | null
  /** Missing for content of a Personal Space (docs/facts/tableau.md#personal-space). */
  readonly project: { readonly id: string | null; readonly name: string | null } | null
  /** For workbooks only with `allFields`. */
  readonly hasExtracts: boolean | null
  readonly useRemoteQueryAgent: boolean | null
}

const attributes = z.object({
  id: text,
  name: text,
  contentUrl: optionalText,
  webpageUrl: optionalText,
  project: z.object({ id: optionalText, name: optionalText }).nullish(),
  hasExtracts: optionalBoolean,
  useRemoteQueryAgent: optionalBoolean,
})

function rowOf(kind: ContentKind): z.ZodType<ContentRow> {
  return attributes.transform(({ id, project, ...rest }) => ({
    ...rest,
    kind,
    luid: asLuid(id),
    project: project ?? null,
  }))
}

/** An id as a LUID. Lower case, as Tableau writes them, because they are compared as text. */
export function asLuid(id: string): Luid {
  return id.toLowerCase() as Luid
}

function listOf(kind: ContentKind) {
  const row = rowOf(kind)
  const single = z
    .record(z.string(), z.unknown())
    .transform((body) => body[kind])
    .pipe(row)
  return { path: `${kind}s`, page: pageOf(`${kind}s`, kind, row), single }
}

const LISTS = { workbook: listOf('workbook'), datasource: listOf('datasource') }

export type ContentFilter = {
  readonly [Field in 'name' | 'contentUrl']?: readonly string[]
} & {
  /** Requests all fields, which include `hasExtracts` of workbooks. */
  readonly allFields?: boolean
}

/**
 * Every workbook or data source with one of these names or content URLs. If a value cannot be used in a filter, returns
 * the whole list: callers compare anyway.
 */
export async function queryContent(
  calls: Calls,
  kind: ContentKind,
  { name, contentUrl, allFields = false }: ContentFilter,
): Promise<readonly ContentRow[]> {
  const [field, values] = contentUrl === undefined ? ['name', name ?? []] : ['contentUrl', contentUrl]
  const fields = allFields ? ['fields=_all_'] : []
  if (!values.every(isFilterable)) return queryAll(calls, LISTS[kind], fields)
  const groups = within(field, values).map((condition) =>
    queryAll(calls, LISTS[kind], [filterOf(condition), ...fields]),
  )
  return (await Promise.all(groups)).flat()
}

/** All workbooks or data sources of the site that the user may see. */
export async function queryAllContent(calls: Calls, kind: ContentKind): Promise<readonly ContentRow[]> {
  return queryAll(calls, LISTS[kind])
}

/** The workbooks or data sources that were updated last: of most sites all of them, and always one call. */
export async function queryNewestContent(calls: Calls, kind: ContentKind): Promise<readonly ContentRow[]> {
  return queryFirstPage(calls, LISTS[kind], ['sort=updatedAt:desc'])
}

/** Null if it does not exist or is hidden from the user. */
export async function queryByLuid(calls: Calls, kind: ContentKind, luid: string): Promise<ContentRow | null> {
  const { path, single } = LISTS[kind]
  try {
    return await calls.get(`${path}/${encodeURIComponent(luid)}`, single)
  } catch (error) {
    if (error instanceof TableauError && (error.status === 404 || error.status === 400)) return null
    throw error
  }
}

const connections = pageOf(
  'connections',
  'connection',
  z.object({
    type: optionalText,
    datasource: z.object({ id: text, name: optionalText }).nullish(),
  }),
)

/** The type of a connection to a published data source. */
const PUBLISHED = 'sqlproxy'

/** The embedded and published data sources of a workbook's connections (docs/facts/tableau.md#connections). */
export async function queryDatasourcesOfWorkbook(
  calls: Calls,
  luid: Luid,
): Promise<readonly PublishedOrEmbedded[]> {
  const rows = await queryWhole(calls, { path: `workbooks/${luid}/connections`, page: connections })
  return rows.flatMap(({ type, datasource }) =>
    datasource === null || datasource === undefined
      ? []
      : [{ luid: asLuid(datasource.id), name: datasource.name, isPublished: type === PUBLISHED }],
  )
}

export interface PublishedOrEmbedded {
  readonly luid: Luid
  readonly name: string | null
  /** False also if Tableau does not say. */
  readonly isPublished: boolean
}
