import * as z from 'zod'
import { parseResponse } from '../client/response.js'
import { nodes, optionalText, optionalBoolean } from '../client/shapes.js'
import {
  adviceOf,
  effectOf,
  meaningOf,
  NO_DATA,
  NO_END,
  type RetryAdvice,
  type Effect,
} from './metadata-codes.js'
import { PagingLimit } from '../client/paging-limit.js'

/** A query of the Metadata API: a connection, and the fields of its nodes. */
export interface MetadataQuery<T> {
  /** A root field of the schema (docs/facts/tableau.md#schema). */
  readonly connection: string
  /** The selection set of one node. */
  readonly fields: string
  readonly page: z.ZodType<NodePage<T> | null>
  readonly pageSize: number
}

interface NodePage<T> {
  readonly nodes: readonly T[]
  /** The cursor of the next page; null on the last one, empty if Tableau does not give it. */
  readonly next: string | null
}

const pageInfo = z.object({ hasNextPage: optionalBoolean, endCursor: optionalText }).nullish()

/** A query for all fields that the schema of the connection's nodes reads. */
export function metadataQuery<T>(
  { connection, pageSize }: Pick<MetadataQuery<T>, 'connection' | 'pageSize'>,
  node: z.ZodType<T>,
): MetadataQuery<T> {
  return { connection, pageSize, fields: selectionOf(node), page: pageOf(node) }
}

/** The selection set of the fields that a schema reads; empty for a scalar. */
function selectionOf(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(schema.shape).map(([name, type]) => [
      name,
      selectionOf(type),
    ])
    return fields.map(([name, inner]) => (inner === '' ? name : `${name} { ${inner} }`)).join(' ')
  }
  if (schema instanceof z.ZodIntersection)
    return `${selectionOf(schema.def.left)} ${selectionOf(schema.def.right)}`
  if (schema instanceof z.ZodPipe) return selectionOf(schema.def.in)
  if (schema instanceof z.ZodArray) return selectionOf(schema.def.element)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return selectionOf(schema.def.innerType)
  return ''
}

/** A page of nodes; null if Tableau returns none. */
function pageOf<T>(node: z.ZodType<T>): z.ZodType<NodePage<T> | null> {
  return z
    .object({ nodes: nodes(node), pageInfo })
    .nullish()
    .transform((page) => {
      if (page === null || page === undefined) return null
      const { hasNextPage, endCursor } = page.pageInfo ?? { hasNextPage: null, endCursor: null }
      return { nodes: page.nodes, next: hasNextPage === true ? (endCursor ?? '') : null }
    })
}

/** Members of the connection's filter, with the values they take. */
export type Filter = Readonly<Record<string, readonly (string | boolean)[]>>

export interface QueryResult<T> {
  readonly nodes: readonly {
    readonly node: T
    /** False if Tableau may have left something out of this node. */
    readonly whole: boolean
  }[]
  /** False if Tableau may have left out nodes or parts of nodes. */
  readonly complete: boolean
  /** Codes that say why, each with its meaning in `metadata-codes.ts`. */
  readonly problems: readonly string[]
}

/** One list's part of a response. */
export interface Reply {
  /** Codes of the errors that concern this list. */
  readonly codes: readonly string[]
  readonly data: unknown
  readonly url: string
}

/** One page, not yet added to the list: a retry may return more. */
export interface Page {
  /** `final`: a retry would not return more. `short`: it may. `silent`: no answer. */
  readonly state: 'final' | 'short' | 'refused' | 'silent'
  readonly codes: readonly string[]
  readonly retry: RetryAdvice
  /** Number of its nodes. */
  readonly size: number
  /** Adds it to the list and moves to the next page, or ends the list. */
  readonly keep: () => void
}

/** A query that is read page by page, alone or in one call with others. */
export class PagedQuery<T> {
  /** The size of the next page. */
  first: number
  readonly #found: { readonly node: T; readonly whole: boolean }[] = []
  readonly #codes = new Set<string>()
  readonly #paging = new PagingLimit()
  #pages = 0
  #stopped: string | null = null
  #refusal: string | null = null
  #after: string | null = null

  constructor(
    readonly query: MetadataQuery<T>,
    readonly filter: Filter = {},
  ) {
    this.first = query.pageSize
  }

  get isDone(): boolean {
    return this.#refusal !== null || (this.#pages > 0 && this.#after === null)
  }

  /** The code with which Tableau refused further pages; earlier pages stay. */
  get refusal(): string | null {
    return this.#refusal
  }

  /** Why reading stopped before the end of the list (`PagingLimit`); null if it did not. */
  get stopped(): string | null {
    return this.#stopped
  }

  get result(): QueryResult<T> {
    const problems = [...this.#codes].filter((code) => this.#leavesOut(code))
    return { nodes: this.#found, complete: problems.length === 0, problems }
  }

  /** Without an order, rows can be missing or repeated only from the second page on. */
  #leavesOut(code: string): boolean {
    const { effect } = meaningOf(code)
    return effect !== 'whole' && (effect !== 'unsorted' || this.#pages > 1)
  }

  /** Cursor and size of the next page, and the filter. */
  get variables(): Readonly<Record<string, unknown>> {
    return { first: this.first, ...(this.#after === null ? {} : { after: this.#after }), ...this.filter }
  }

  /** Reads this list's page from a response; null if there was no response. */
  pageIn(reply: Reply | null): Page {
    if (reply === null) return this.#page([NO_DATA], { state: 'silent', retry: 'smaller-later' }, null)
    const page = parseResponse(this.query.page, reply.data, reply.url)
    const isExplained = page !== null || !NODES_ARE_WHOLE.has(effectOf(reply.codes))
    const codes = isExplained ? reply.codes : [...reply.codes, NO_DATA]
    return this.#page(codes, { state: stateOf(codes), retry: adviceOf(codes) }, page)
  }

  #page(codes: readonly string[], next: Pick<Page, 'state' | 'retry'>, page: NodePage<T> | null): Page {
    const whole = NODES_ARE_WHOLE.has(effectOf(codes))
    const found = page?.nodes ?? []
    const keep = (): void => {
      this.#pages += 1
      for (const code of codes) this.#codes.add(code)
      for (const node of found) this.#found.push({ node, whole })
      this.#goOn(found.length, page?.next ?? null)
      this.#refusal = codes.find((code) => REFUSALS.has(meaningOf(code).effect)) ?? null
    }
    return { ...next, codes, size: found.length, keep }
  }

  #goOn(rows: number, after: string | null): void {
    this.#stopped = after === null ? null : this.#paging.after({ rows, mark: after })
    this.#after = this.#stopped === null ? after : null
    if (this.#stopped !== null) this.#codes.add(NO_END)
  }
}

const NODES_ARE_WHOLE: ReadonlySet<Effect> = new Set(['whole', 'unsorted', 'rows'])
const REFUSALS: ReadonlySet<Effect> = new Set(['refused', 'off'])

function stateOf(codes: readonly string[]): Page['state'] {
  const effect = effectOf(codes)
  if (REFUSALS.has(effect)) return 'refused'
  return effect === 'cut' && adviceOf(codes) !== 'never' ? 'short' : 'final'
}
/** The alias of a list in the document and in the response, by its place. */
export function listAlias(place: number): string {
  return `page${place}`
}

/**
 * One GraphQL document for the next pages of all these lists; all values are variables. Ordered, since paging is unstable
 * otherwise (docs/facts/tableau.md#paging-and-order).
 */
export function documentOf(lists: readonly PagedQuery<unknown>[]): string {
  const declared = lists.flatMap(({ filter }, place) => [
    `$first${place}: Int!, $after${place}: String`,
    ...Object.entries(filter).map(([key, [value]]) => `$${key}${place}: [${typeOf(key, value)}]`),
  ])
  const pages = lists.map(({ query, filter }, place) => {
    const conditions = Object.keys(filter).map((key) => `${key}: $${key}${place}`)
    const filtered = conditions.length === 0 ? '' : `, filter: {${conditions.join(', ')}}`
    return `  ${listAlias(place)}: ${query.connection}(first: $first${place}, after: $after${place}, orderBy: {field: ID, direction: ASC}${filtered}) {
    nodes { ${query.fields} }
    pageInfo { hasNextPage endCursor }
  }`
  })
  return `query Lineage(${declared.join(', ')}) {\n${pages.join('\n')}\n}`
}

function typeOf(key: string, value: string | boolean | undefined): string {
  if (typeof value === 'boolean') return 'Boolean'
  return key === 'idWithin' ? 'ID' : 'String'
}

/** The variables of that document. */
export function variablesOf(lists: readonly PagedQuery<unknown>[]): object {
  return Object.fromEntries(
    lists.flatMap(({ variables }, place) =>
      Object.entries(variables).map(([key, value]) => [`${key}${place}`, value]),
    ),
  )
}
