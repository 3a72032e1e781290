import { hash } from 'node:crypto'
import { z } from 'zod'
import { ALL, BYTES, every, type EveryMember } from '../json/pick.js'
import { type DbtNode, holdsData, isTest, nodeKey, testedNode } from './manifest.js'
import { Members } from './parse.js'
import type { UniqueId } from './types.js'

/*
 * A large project has a hundred thousand nodes, most of them tests: each is made with as little work as it can be, and all
 * share what they have in common.
 */

/** Of everything else of a node the bytes are passed over. */
const NODE = {
  resource_type: ALL,
  name: ALL,
  package_name: ALL,
  database: ALL,
  schema: ALL,
  alias: ALL,
  identifier: ALL,
  config: { materialized: ALL, tags: ALL },
  access: ALL,
  depends_on: { nodes: ALL },
  tags: ALL,
  original_file_path: ALL,
  raw_code: BYTES,
  compiled_code: BYTES,
} as const

/** One tag may stand there as a text; what is no tag is none. */
export const tagList = z
  .union([z.array(z.string()), z.string().transform((tag) => [tag])])
  .nullish()
  .catch([])

const text = z.string().nullish()

/** JSON of a text or of null, unparsed. */
const code = z.custom<Buffer>((value) => value === undefined || Buffer.isBuffer(value)).optional()

export const nodeSchema = z.object({
  resource_type: z.string(),
  name: z.string(),
  package_name: z.string(),
  database: text,
  schema: text,
  alias: text,
  identifier: text,
  config: z.object({ materialized: text, tags: tagList }).nullish(),
  access: text,
  depends_on: z.object({ nodes: z.array(z.string()).nullish() }).nullish(),
  tags: tagList,
  original_file_path: text,
  raw_code: code,
  compiled_code: code,
})

/** A node as dbt wrote it. */
export type RawNode = z.output<typeof nodeSchema>

/** v2 writes no resource type for these. */
const unitTestSchema = nodeSchema.extend({ resource_type: z.string().default('unit_test') })

const isText = (value: unknown): boolean => typeof value === 'string'
const isOptionalText = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === 'string'
const isOptionalList = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.every(isText))
const isOptional = (value: unknown, fits: (object: Record<string, unknown>) => boolean): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'object' && !Array.isArray(value) && fits(value as Record<string, unknown>))

/**
 * Whether it is what nearly every node is, at a twentieth of the schema's time. What does not fit may still be right: only
 * the schema knows, and only it can say what is wrong.
 */
export function isPlainNode(value: unknown): value is RawNode {
  if (typeof value !== 'object' || value === null) return false
  const node = value as { readonly [Key in keyof RawNode]?: unknown }
  return (
    isText(node.resource_type) &&
    isText(node.name) &&
    isText(node.package_name) &&
    isOptionalText(node.database) &&
    isOptionalText(node.schema) &&
    isOptionalText(node.alias) &&
    isOptionalText(node.identifier) &&
    isOptionalText(node.access) &&
    isOptionalText(node.original_file_path) &&
    isOptionalList(node.tags) &&
    isOptional(
      node.config,
      ({ materialized, tags }) => isOptionalText(materialized) && isOptionalList(tags),
    ) &&
    isOptional(node.depends_on, ({ nodes }) => isOptionalList(nodes)) &&
    (node.raw_code === undefined || Buffer.isBuffer(node.raw_code)) &&
    (node.compiled_code === undefined || Buffer.isBuffer(node.compiled_code))
  )
}

type Draft = { -readonly [Key in keyof DbtNode]: DbtNode[Key] }
type Section = ReadonlyMap<string, DbtNode>

/** Reads the nodes, sources, functions and unit tests of one manifest. */
export class NodeReader {
  readonly #shared = new Shared()
  readonly #reading = {
    isPlain: isPlainNode,
    make: (raw: RawNode, id: string) => nodeOf(raw, id as UniqueId, this.#shared),
  }
  readonly #nodes = new Members(nodeSchema, this.#reading)
  readonly #unitTests = new Members(unitTestSchema, this.#reading)

  get wanted() {
    const nodes = every(NODE, this.#nodes.finish)
    const unitTests = every(NODE, this.#unitTests.finish)
    return { nodes, sources: nodes, functions: nodes, unit_tests: unitTests } satisfies Record<
      string,
      EveryMember
    >
  }

  get shape() {
    const nodes = this.#nodes.map
    return { nodes, sources: nodes, functions: nodes, unit_tests: this.#unitTests.map }
  }
}

/** All in one. Only now can it be known what each test tests, and so where it belongs. */
export function joinSections(first: Section, ...others: readonly Section[]): Map<UniqueId, DbtNode> {
  const nodes = first as Map<UniqueId, Draft>
  for (const section of others) for (const [id, node] of section) nodes.set(id as UniqueId, node)
  for (const node of nodes.values()) {
    const tested = isTest(node.resourceType) ? testedNode(node.parents, nodes) : undefined
    if (tested !== undefined) node.key = nodeKey(node.id, tested.database, tested.schema)
  }
  return nodes
}

/** What many nodes have in common, so that it is kept once. */
class Shared {
  readonly #words = new Map<string, string>()
  readonly #lists = new Map<string, readonly [UniqueId]>()

  word<T extends string | null | undefined>(text: T): T | string {
    if (typeof text !== 'string') return text
    const known = this.#words.get(text)
    if (known !== undefined) return known
    this.#words.set(text, text)
    return text
  }

  /** The list of this id alone. */
  only(id: string): readonly [UniqueId] {
    const known = this.#lists.get(id)
    if (known !== undefined) return known
    const list = [id as UniqueId] as const
    this.#lists.set(id, list)
    return list
  }

  ids(ids: readonly string[]): readonly UniqueId[] {
    if (ids.length === 0) return NO_IDS
    return ids.length === 1 ? this.only(ids[0] as string) : ids.map((id) => this.only(id)[0])
  }
}

const NO_IDS: readonly UniqueId[] = []
const NO_TAGS: readonly string[] = []

function nodeOf(raw: RawNode, text: UniqueId, shared: Shared): DbtNode {
  const resourceType = shared.word(raw.resource_type)
  const ofTest = isTest(resourceType)
  const id = ofTest ? text : shared.only(text)[0]
  const materialized = shared.word(raw.config?.materialized) ?? null
  const [database, schema] = [shared.word(raw.database) ?? null, shared.word(raw.schema) ?? null]
  const name = raw.name
  const identifier = raw.alias ?? raw.identifier ?? name
  return {
    id,
    key: nodeKey(id, database, schema),
    resourceType,
    name,
    packageName: shared.word(raw.package_name),
    database,
    schema,
    identifier: identifier === name ? name : identifier,
    materialized,
    access: shared.word(raw.access) ?? null,
    parents: shared.ids(raw.depends_on?.nodes ?? NO_IDS),
    path: raw.original_file_path ?? '',
    tags: tagsOf(raw, shared),
    // Only of what holds no data a new code is news (DESIGN §2): most code need not even be parsed.
    codeHash:
      ofTest || holdsData({ resourceType, materialized })
        ? null
        : codeHash(codeIn(raw.compiled_code) ?? codeIn(raw.raw_code)),
  }
}

function tagsOf({ tags, config }: RawNode, shared: Shared): readonly string[] {
  const all = [...(tags ?? NO_TAGS), ...(config?.tags ?? NO_TAGS)]
  return all.length === 0 ? NO_TAGS : [...new Set(all.map((tag) => shared.word(tag)))]
}

/** @param json a text or null */
export function codeIn(json: Buffer | undefined): string | null {
  const code: unknown = json === undefined ? null : JSON.parse(json.toString())
  return typeof code === 'string' ? code : null
}

export function codeHash(code: string | null): string | null {
  return code === null ? null : hash('sha256', code).slice(0, 16)
}
