import { z } from 'zod'
import { parseAnswer } from './answer.js'
import { nodes, optionalText, truth } from './json.js'

/** A question to the Metadata API: which of its connections, and what of each node. All constants. */
export interface Question<T> {
  /** A root field of the schema (facts/metadata-schema.graphql). */
  readonly connection: string
  /** Selection set of one node. */
  readonly fields: string
  readonly page: z.ZodType<NodePage<T> | null>
  readonly pageSize: number
}

interface NodePage<T> {
  readonly nodes: readonly T[]
  /** Where the next page starts; null on the last one. */
  readonly next: string | null
}

const pageInfo = z.object({ hasNextPage: truth, endCursor: optionalText }).nullish()

/** A page of nodes, null where Tableau gives none. A constant for each question. */
export function pageOf<T>(node: z.ZodType<T>): z.ZodType<NodePage<T> | null> {
  return z
    .object({ nodes: nodes(node), pageInfo })
    .nullish()
    .transform((page) => {
      if (page === null || page === undefined) return null
      const { hasNextPage, endCursor } = page.pageInfo ?? { hasNextPage: null, endCursor: null }
      return { nodes: page.nodes, next: hasNextPage === true ? endCursor : null }
    })
}

/** Names members of the connection's filter that take lists of strings, or of truth values. */
export type Filter = Readonly<Record<string, readonly (string | boolean)[]>>

export interface Answers<T> {
  readonly nodes: readonly {
    readonly node: T
    /** False where Tableau left something out of this node's page. */
    readonly whole: boolean
  }[]
  /** False where Tableau left nodes out. */
  readonly complete: boolean
  /** Codes of what Tableau warned about or could not do. */
  readonly problems: readonly string[]
}

/** What a call said, for whatever it asked. */
export interface Reply {
  /** `silent`: no answer. `stale`: Tableau is still working on its index, so that asking again now would not help. */
  readonly state: 'whole' | 'partial' | 'stale' | 'silent'
  readonly problems: readonly string[]
  /** Answers by the names that `documentOf` gave them. */
  readonly data: Readonly<Record<string, unknown>>
  readonly url: string
}

/** One list's part of a reply: not of the list yet, since it may be better to ask again. */
export interface Page {
  readonly state: Reply['state']
  readonly problems: readonly string[]
  readonly isEmpty: boolean
  /** Adds it to the list, which goes on behind it. */
  readonly keep: () => void
}

/** A list of the Metadata API that is being read, page by page, alone or together with others. */
export class Listing<T> {
  /** The size of the next page. */
  first: number
  readonly #found: { readonly node: T; readonly whole: boolean }[] = []
  readonly #problems = new Set<string>()
  #complete = true
  #done = false
  #after: string | null = null

  constructor(
    readonly question: Question<T>,
    readonly filter: Filter = {},
  ) {
    this.first = question.pageSize
  }

  get isDone(): boolean {
    return this.#done
  }

  get answers(): Answers<T> {
    return { nodes: this.#found, complete: this.#complete, problems: [...this.#problems] }
  }

  /** Where the next page starts, and how large it is. */
  get variables(): Readonly<Record<string, unknown>> {
    return { first: this.first, ...(this.#after === null ? {} : { after: this.#after }), ...this.filter }
  }

  /** The list's part of a reply, under a name. */
  pageIn(reply: Reply, name: string): Page {
    reply.problems.forEach((problem) => this.#problems.add(problem))
    const page = parseAnswer(this.question.page, reply.data[name], reply.url)
    const state = page === null && reply.state !== 'silent' ? 'partial' : reply.state
    const whole = state === 'whole'
    const found = page?.nodes ?? []
    const keep = (): void => {
      this.#complete &&= whole
      for (const node of found) this.#found.push({ node, whole })
      this.#after = page?.next ?? null
      this.#done = this.#after === null
    }
    return { state, problems: reply.problems, isEmpty: found.length === 0, keep }
  }
}

/** The name of a list's answer within a reply, by its place in the document. */
export function nameOf(place: number): string {
  return `page${place}`
}

/**
 * One document for the next pages of all these lists. It holds nothing but constants: what was given stands in its
 * variables. Nodes are ordered, without which paging is unstable (facts/tableau-api.md §11.2).
 */
export function documentOf(lists: readonly Listing<unknown>[]): string {
  const declared = lists.flatMap(({ filter }, place) => [
    `$first${place}: Int!, $after${place}: String`,
    ...Object.entries(filter).map(
      ([key, [value]]) => `$${key}${place}: [${typeof value === 'boolean' ? 'Boolean' : 'String'}]`,
    ),
  ])
  const pages = lists.map(({ question, filter }, place) => {
    const conditions = Object.keys(filter).map((key) => `${key}: $${key}${place}`)
    const filtered = conditions.length === 0 ? '' : `, filter: {${conditions.join(', ')}}`
    return `  ${nameOf(place)}: ${question.connection}(first: $first${place}, after: $after${place}, orderBy: {field: ID, direction: ASC}${filtered}) {
    nodes { ${question.fields} }
    pageInfo { hasNextPage endCursor }
  }`
  })
  return `query Lineage(${declared.join(', ')}) {\n${pages.join('\n')}\n}`
}

/** The variables of that document. */
export function variablesOf(lists: readonly Listing<unknown>[]): object {
  return Object.fromEntries(
    lists.flatMap(({ variables }, place) =>
      Object.entries(variables).map(([key, value]) => [`${key}${place}`, value]),
    ),
  )
}
