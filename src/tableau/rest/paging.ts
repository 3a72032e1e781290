import * as z from 'zod'
import type { Calls } from '../client/calls.js'
import { TableauError } from '../client/errors.js'
import { listOf, wholeNumber } from '../client/shapes.js'
import {
  unfinishedListWarning,
  oversizedPageWarning,
  PagingLimit,
  SAME_PAGE,
} from '../client/paging-limit.js'

export interface ListOf<T> {
  /** Path below the site, without a query. */
  readonly path: string
  readonly page: z.ZodType<Page<T>>
}

interface Page<T> {
  readonly rows: readonly T[]
  readonly total: number | null
}

/** The schema of a list's page: `container` is `workbooks`, `element` is `workbook`, `row` reads one of them. */
export function pageOf<T>(container: string, element: string, row: z.ZodType<T>): z.ZodType<Page<T>> {
  return (
    z
      .record(z.string(), z.unknown())
      // An empty list still has its container. Without one, the response is not a list.
      .refine((body) => container in body || 'pagination' in body, { error: `JSON without ${container}` })
      .transform((body) => ({ pagination: body['pagination'] ?? {}, rows: body[container] }))
      .pipe(z.object({ pagination: z.object({ totalAvailable: wholeNumber }), rows: listOf(element, row) }))
      .transform(({ pagination, rows }) => ({ rows, total: pagination.totalAvailable }))
  )
}

const PAGE_SIZE = 1000

/** All rows of a list, page by page (docs/facts/tableau.md#paging). */
export async function queryAll<T>(
  calls: Calls,
  list: ListOf<T>,
  query: readonly string[] = [],
): Promise<readonly T[]> {
  const rows: T[] = []
  const paging = new PagingLimit()
  const { host } = new URL(calls.origin())
  for (let pageNumber = 1; ; pageNumber += 1) {
    const page = await queryPage(calls, list, [...query, `pageSize=${PAGE_SIZE}`, `pageNumber=${pageNumber}`])
    if (page === null || page.rows.length === 0) return rows
    if (page.rows.length > PAGE_SIZE)
      calls.options.warn(oversizedPageWarning(list.path, host, page.rows.length))
    const why = paging.after({ rows: page.rows.length, mark: markOf(page.rows) })
    if (why !== SAME_PAGE) for (const row of page.rows) rows.push(row)
    const total = page.total ?? (page.rows.length < PAGE_SIZE ? rows.length : Infinity)
    if (rows.length >= total) return rows
    if (why !== null) {
      calls.options.warn(unfinishedListWarning(list.path, host, why))
      return rows
    }
  }
}

/** Pages with the same first and last row are the same page. */
function markOf(rows: readonly unknown[]): string {
  return JSON.stringify([rows.length, rows[0], rows.at(-1)])
}

/** The first thousand rows of a list. */
export async function queryFirstPage<T>(
  calls: Calls,
  list: ListOf<T>,
  query: readonly string[],
): Promise<readonly T[]> {
  const page = await queryPage(calls, list, [...query, `pageSize=${PAGE_SIZE}`, 'pageNumber=1'])
  return page?.rows ?? []
}

/** A list that Tableau returns without paging. */
export async function queryWhole<T>(calls: Calls, list: ListOf<T>): Promise<readonly T[]> {
  return (await calls.get(list.path, list.page)).rows
}

/** Null after the last page: content may be deleted while we read (400006). */
async function queryPage<T>(
  calls: Calls,
  list: ListOf<T>,
  query: readonly string[],
): Promise<Page<T> | null> {
  try {
    return await calls.get(`${list.path}?${query.join('&')}`, list.page)
  } catch (error) {
    if (error instanceof TableauError && error.code === '400006') return null
    throw error
  }
}

/** Values with these characters break a filter even if encoded (docs/facts/tableau.md#filters). */
export function isFilterable(value: string): boolean {
  return value !== '' && !/[,&:[\]]/.test(value)
}

export function filterOf(...conditions: readonly string[]): string {
  return `filter=${conditions.join(',')}`
}

export function equal(field: string, value: string): string {
  return `${field}:eq:${encodeURIComponent(value)}`
}

/** One condition per group of values, each short enough for a URL. All values must pass `isFilterable`. */
export function within(field: string, values: readonly string[]): readonly string[] {
  const groups: string[][] = []
  let room = 0
  for (const value of [...new Set(values)].map(encodeURIComponent)) {
    if (room < value.length) {
      groups.push([])
      room = LONGEST_GROUP
    }
    groups.at(-1)?.push(value)
    room -= value.length + 1
  }
  return groups.map((group) =>
    group.length === 1 ? `${field}:eq:${group.join('')}` : `${field}:in:[${group.join(',')}]`,
  )
}

const LONGEST_GROUP = 3000
