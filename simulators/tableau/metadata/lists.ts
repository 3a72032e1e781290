import { createHash } from 'node:crypto'

import { GraphQLError } from 'graphql'

import type { Budget } from './budget.js'
import { metadataError } from './codes.js'

/** What resolvers return to graphql-js: values, or functions of the field's arguments. */
export interface Node {
  readonly __typename: string
  readonly id: string
  /** Hidden from this user: left out, or shown without its nullable values (docs/facts/tableau.md#hidden-items). */
  readonly hidden: boolean
  readonly [field: string]: unknown
}

export interface ListArguments {
  readonly filter?: Readonly<Record<string, unknown>> | null
  readonly orderBy?: readonly { field: string; direction: 'ASC' | 'DESC' }[] | null
  readonly permissionMode?: 'OBFUSCATE_RESULTS' | 'FILTER_RESULTS' | null
  readonly first?: number | null
  readonly after?: string | null
  readonly offset?: number | null
}

export interface ListContext {
  readonly budget: Budget
  readonly siteNumber: number
  readonly hiddenRows: 'obfuscated' | 'filtered'
  readonly unordered: 'shuffled' | 'stable'
  /** Differs from query to query, so that order without orderBy does too. */
  readonly seed: number
}

const LARGEST_PAGE = 1000
const DEFAULT_PAGE = 100

export function plainList(
  context: ListContext,
  name: string,
  nodes: readonly Node[],
  args: ListArguments,
): Node[] {
  return context.budget.take(selected(context, name, nodes, args))
}

/** A page by cursor or by offset, with the number of all rows (docs/facts/tableau.md#paging-and-order). */
export function connection(context: ListContext, name: string, nodes: readonly Node[], args: ListArguments) {
  const all = selected(context, name, nodes, args)
  const start = startOf(all, args)
  const page = all.slice(start, start + pageSizeOf(context, args))
  const last = page.at(-1)
  return {
    nodes: context.budget.take(page),
    totalCount: all.length,
    pageInfo: {
      hasNextPage: start + page.length < all.length,
      endCursor: last === undefined ? null : cursorOf(context, last),
    },
  }
}

function pageSizeOf({ budget }: ListContext, { first }: ListArguments): number {
  const asked = first ?? DEFAULT_PAGE
  if (asked < 0) throw invalid('first must not be negative')
  if (asked > LARGEST_PAGE) {
    const message = `The page size was reduced to ${LARGEST_PAGE}.`
    budget.warn(metadataError('MAX_PAGE_SIZE_EXCEEDED', { message }))
  }
  return Math.min(asked, LARGEST_PAGE)
}

function startOf(all: readonly Node[], { after, offset }: ListArguments): number {
  const skipped = offset ?? 0
  if (after === undefined || after === null || after === '') return skipped
  const lastId = idOfCursor(after)
  const index = all.findIndex((node) => node.id === lastId)
  if (index < 0) throw invalid('the cursor is not valid')
  return index + 1 + skipped
}

/** Base64 of the kind of row, the site and the last id (docs/facts/tableau.md#paging-and-order). */
function cursorOf({ siteNumber }: ListContext, node: Node): string {
  const cursor = { type: node.__typename, scope: `sites/${siteNumber}`, sortOrderValue: { lastId: node.id } }
  return Buffer.from(JSON.stringify(cursor)).toString('base64')
}

function idOfCursor(cursor: string): string | undefined {
  try {
    const parsed = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as {
      sortOrderValue?: { lastId?: string }
    }
    return parsed.sortOrderValue?.lastId
  } catch {
    return undefined
  }
}

function selected(context: ListContext, name: string, nodes: readonly Node[], args: ListArguments): Node[] {
  const filter = Object.entries(args.filter ?? {})
  const permitted = dropHidden(context, name, nodes, args)
  const kept = permitted.filter((node) => filter.every(([key, wanted]) => meets(node, key, wanted)))
  return ordered(context, kept, args.orderBy ?? [])
}

/**
 * In obfuscating mode rows stay. A filter on anything but an id would reveal what is hidden: Tableau then switches to the
 * other mode and warns with `PERMISSIONS_MODE_SWITCHED` (docs/metadata-codes.md).
 */
function dropHidden(
  context: ListContext,
  name: string,
  nodes: readonly Node[],
  args: ListArguments,
): readonly Node[] {
  if (nodes.every((node) => !node.hidden)) return nodes
  const asked =
    args.permissionMode ?? (context.hiddenRows === 'filtered' ? 'FILTER_RESULTS' : 'OBFUSCATE_RESULTS')
  const telling = Object.keys(args.filter ?? {}).filter((key) => !isId(key))
  if (asked === 'OBFUSCATE_RESULTS' && telling.length === 0) return nodes
  if (asked === 'OBFUSCATE_RESULTS') {
    context.budget.warn(metadataError('PERMISSIONS_MODE_SWITCHED', { properties: { [name]: telling } }))
  }
  return nodes.filter((node) => !node.hidden)
}

function meets(node: Node, key: string, wanted: unknown): boolean {
  if (wanted === null || wanted === undefined) return true
  if (key === 'text') return textOf(node, 'name').toLowerCase().includes(asText(wanted).toLowerCase())
  if (key.endsWith('Within') && Array.isArray(wanted))
    return wanted.includes(node[key.slice(0, -'Within'.length)])
  return node[key] === wanted
}

/** Tableau does not sort by what is hidden from the user: `USER_VISIBILITY_IS_LIMITED` (docs/metadata-codes.md). */
function ordered(
  context: ListContext,
  nodes: readonly Node[],
  orderBy: NonNullable<ListArguments['orderBy']>,
): Node[] {
  if (orderBy.length === 0) return unordered(context, nodes)
  if (nodes.some(({ hidden }) => hidden) && !orderBy.every(({ field }) => isId(camelCase(field)))) {
    context.budget.warn(metadataError('USER_VISIBILITY_IS_LIMITED'))
    return unordered(context, nodes)
  }
  const keys = orderBy.map(({ field, direction }) => ({
    key: camelCase(field),
    sign: direction === 'ASC' ? 1 : -1,
  }))
  return [...nodes].sort((a, b) => {
    for (const { key, sign } of keys) {
      const order = compare(textOf(a, key), textOf(b, key))
      if (order !== 0) return order * sign
    }
    return compare(a.id, b.id)
  })
}

function unordered(context: ListContext, nodes: readonly Node[]): Node[] {
  return context.unordered === 'stable' ? [...nodes] : shuffled(nodes, context.seed)
}

function isId(field: string): boolean {
  return /^(id|luid)(Within)?$/.test(field)
}

function textOf(node: Node, field: string): string {
  return asText(node[field])
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    ? String(value)
    : ''
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Why paging without orderBy loses and repeats rows (docs/facts/tableau.md#paging-and-order). */
function shuffled(nodes: readonly Node[], seed: number): Node[] {
  const rank = (node: Node): string => createHash('sha1').update(`${seed} ${node.id}`).digest('hex')
  return nodes
    .map((node) => ({ node, rank: rank(node) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ node }) => node)
}

function camelCase(field: string): string {
  return field.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function invalid(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { severity: 'ERROR', code: 'INVALID_ARGUMENT' } })
}
