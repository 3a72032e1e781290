import { hash } from 'node:crypto'
import * as z from 'zod'
import { once } from '../../base/once.js'
import { withSlashes } from '../../base/paths.js'
import { ALL, BYTES, type BytesOf, every, type EveryMember } from '../../json/pick.js'
import { type DbtNode, holdsData, isEphemeral, isTest, nodeKey, testedNode } from '../manifest.js'
import { placeInWarehouse } from '../place.js'
import { isObject, MemberParser } from './parse.js'
import type { UniqueId } from '../types.js'

/*
 * A large project has a hundred thousand nodes, most of them tests. So parsing a node must be fast, and equal strings and
 * lists are stored once.
 */

/** The keys that are read of a node; all others are skipped. */
const NODE = {
  resource_type: ALL,
  name: ALL,
  package_name: ALL,
  database: ALL,
  schema: ALL,
  alias: ALL,
  identifier: ALL,
  version: ALL,
  latest_version: ALL,
  config: { materialized: ALL, tags: ALL, severity: ALL, latest_version_pointer: ALL },
  freshness: { error_after: ALL },
  access: ALL,
  depends_on: { nodes: ALL },
  tags: ALL,
  original_file_path: ALL,
  raw_code: BYTES,
  compiled_code: BYTES,
} as const

/** A list of tags, or one tag as a string; anything else counts as no tags. */
export const tagList = z
  .union([z.array(z.string()), z.string().transform((tag) => [tag])])
  .nullish()
  .catch([])

const text = z.string().nullish()

/** A number or a text. */
const version = z.union([z.string(), z.number()]).nullish()

/** The pointer to a latest version, since dbt 1.12; anything else counts as no pointer. */
const latestVersionPointer = once(() =>
  z.object({ enabled: z.boolean().nullish(), alias: text }).nullish().catch(null),
)

export const nodeSchema = once(() =>
  z.object({
    resource_type: z.string(),
    name: z.string(),
    package_name: z.string(),
    database: text,
    schema: text,
    alias: text,
    identifier: text,
    version,
    latest_version: version,
    config: z
      .object({
        materialized: text,
        tags: tagList,
        severity: text.catch(null),
        latest_version_pointer: latestVersionPointer(),
      })
      .nullish(),
    freshness: z.unknown().optional(),
    access: text,
    depends_on: z.object({ nodes: z.array(z.string()).nullish() }).nullish(),
    tags: tagList,
    original_file_path: text,
  }),
)

/** A node as dbt wrote it. */
export type RawNode = z.output<ReturnType<typeof nodeSchema>>

/** dbt v2 writes no resource type for unit tests. */
const unitTestSchema = once(() => nodeSchema().extend({ resource_type: z.string().default('unit_test') }))

const isText = (value: unknown): boolean => typeof value === 'string'
const isAbsent = (value: unknown): boolean => value === undefined || value === null
const isOptionalText = (value: unknown): boolean => isText(value) || isAbsent(value)
const isOptionalList = (value: unknown): boolean =>
  isAbsent(value) || (Array.isArray(value) && value.every(isText))

const isVersion = (value: unknown): boolean => isOptionalText(value) || Number.isFinite(value)

const TEXTS = ['resource_type', 'name', 'package_name'] as const
const OPTIONAL_TEXTS = ['database', 'schema', 'alias', 'identifier', 'access', 'original_file_path'] as const
const VERSIONS = ['version', 'latest_version'] as const

/** Accepts nearly every node in a fraction of the schema's time. The schema decides about the rest, and says what is wrong. */
export function isPlainNode(value: unknown): value is RawNode {
  if (!isObject(value)) return false
  const { tags, config, depends_on } = value
  return (
    TEXTS.every((key) => isText(value[key])) &&
    OPTIONAL_TEXTS.every((key) => isOptionalText(value[key])) &&
    isOptionalList(tags) &&
    VERSIONS.every((key) => isVersion(value[key])) &&
    (isAbsent(config) || isPlainConfig(config)) &&
    (isAbsent(depends_on) || (isObject(depends_on) && isOptionalList(depends_on['nodes'])))
  )
}

function isPlainConfig(config: unknown): boolean {
  if (!isObject(config)) return false
  const { materialized, severity, tags, latest_version_pointer: pointer } = config
  return (
    isOptionalText(materialized) &&
    isOptionalText(severity) &&
    isOptionalList(tags) &&
    (isAbsent(pointer) || isPlainPointer(pointer))
  )
}

function isPlainPointer(pointer: unknown): boolean {
  if (!isObject(pointer)) return false
  const { enabled, alias } = pointer
  return (isAbsent(enabled) || typeof enabled === 'boolean') && isOptionalText(alias)
}

type MutableNode = { -readonly [Key in keyof DbtNode]: DbtNode[Key] }

/** The sections of a manifest that hold nodes, each by unique id. */
export interface NodeSections {
  readonly nodes: ReadonlyMap<string, DbtNode>
  readonly sources: ReadonlyMap<string, DbtNode>
  readonly functions: ReadonlyMap<string, DbtNode>
  readonly unit_tests: ReadonlyMap<string, DbtNode>
}

/** Reads the nodes, sources, functions and unit tests of one manifest. */
export class NodeReader {
  readonly #shared = new SharedValues()
  readonly #reading = {
    isPlain: isPlainNode,
    make: (raw: RawNode, id: string, bytesOf: BytesOf): DbtNode => {
      const node = nodeOf(raw, id, this.#shared)
      node.codeHash = codeHashOf(node, bytesOf)
      return node
    },
  }
  readonly #nodes = new MemberParser({ schema: nodeSchema, ...this.#reading })
  readonly #unitTests = new MemberParser({ schema: unitTestSchema, ...this.#reading })

  get wanted() {
    const nodes = every(NODE, this.#nodes.finish)
    const unitTests = every(NODE, this.#unitTests.finish)
    return { nodes, sources: nodes, functions: nodes, unit_tests: unitTests } satisfies Record<
      string,
      EveryMember
    >
  }

  /** @throws ConfigurationError if a node is invalid. */
  sections(picked: unknown, path: string): NodeSections {
    return {
      nodes: this.#nodes.from(picked, 'nodes', path),
      sources: this.#nodes.from(picked, 'sources', path),
      functions: this.#nodes.from(picked, 'functions', path),
      unit_tests: this.#unitTests.from(picked, 'unit_tests', path),
    }
  }
}

/**
 * Joins the sections, corrects places that the adapter of the project does not have, and puts the place of the tested node,
 * which may be in any section, into the key of each test.
 */
export function joinSections(sections: NodeSections, adapterType: string | null): Map<UniqueId, DbtNode> {
  const nodes = sections.nodes as Map<UniqueId, MutableNode>
  for (const section of [sections.sources, sections.functions, sections.unit_tests])
    for (const [id, node] of section) nodes.set(id as UniqueId, node)
  for (const node of nodes.values()) {
    const place = placeInWarehouse(node, adapterType)
    if (place === node) continue
    Object.assign(node, place)
    node.key = nodeKey(node.id, node)
  }
  for (const node of nodes.values()) {
    const tested = isTest(node.resourceType) ? testedNode(node.parents, nodes) : undefined
    if (tested !== undefined) node.key = nodeKey(node.id, tested)
  }
  return nodes
}

/** Stores equal strings, and equal lists of one id, once for all nodes. */
class SharedValues {
  readonly #words = new Map<string, string>()
  readonly #lists = new Map<string, readonly [UniqueId]>()

  word(text: string): string {
    const known = this.#words.get(text)
    if (known !== undefined) return known
    this.#words.set(text, text)
    return text
  }

  orNull(text: string | null | undefined): string | null {
    return typeof text === 'string' ? this.word(text) : null
  }

  id(text: string): UniqueId {
    return this.#only(text)[0]
  }

  ids(texts: readonly string[]): readonly UniqueId[] {
    const [first] = texts
    if (first === undefined) return NO_IDS
    return texts.length === 1 ? this.#only(first) : texts.map((text) => this.id(text))
  }

  tags(...lists: readonly (readonly string[] | null | undefined)[]): readonly string[] {
    const all = lists.flatMap((tags) => tags ?? NO_TAGS)
    return all.length === 0 ? NO_TAGS : [...new Set(all.map((tag) => this.word(tag)))]
  }

  /** Shared lists of one id: most models have several tests that read nothing else. */
  #only(text: string): readonly [UniqueId] {
    const known = this.#lists.get(text)
    if (known !== undefined) return known
    const list = [text as UniqueId] as const
    this.#lists.set(text, list)
    return list
  }
}

const NO_IDS: readonly UniqueId[] = []
const NO_TAGS: readonly string[] = []

function nodeOf(raw: RawNode, text: string, shared: SharedValues): MutableNode {
  const resourceType = shared.word(raw.resource_type)
  // The table and tags of a test are never used, and no node reads it.
  const ofTest = isTest(resourceType)
  const id = ofTest ? (text as UniqueId) : shared.id(text)
  const { name, config } = raw
  const place = {
    database: shared.orNull(raw.database),
    schema: shared.orNull(raw.schema),
    identifier: ofTest ? name : identifierOf(raw),
  }
  return {
    id,
    key: nodeKey(id, place),
    resourceType,
    name,
    packageName: shared.word(raw.package_name),
    ...place,
    latestPointer: latestPointerOf(raw),
    materialized: shared.orNull(config?.materialized),
    access: shared.orNull(raw.access),
    parents: shared.ids(raw.depends_on?.nodes ?? NO_IDS),
    // Many nodes are described in one YAML file.
    path: shared.word(withSlashes(raw.original_file_path ?? '')),
    tags: ofTest ? NO_TAGS : shared.tags(raw.tags, config?.tags),
    canFail: canFail(raw, resourceType),
    codeHash: null,
  }
}

function canFail({ config, freshness }: RawNode, resourceType: string): boolean {
  if (isTest(resourceType)) return config?.severity?.toLowerCase() !== 'warn'
  if (resourceType === 'source') return hasErrorAfter(freshness)
  return !isEphemeral({ materialized: config?.materialized ?? null })
}

/** Without a rule, `error_after` is missing or `{count: null, period: null}`. */
function hasErrorAfter(freshness: unknown): boolean {
  const rule = isObject(freshness) ? freshness['error_after'] : null
  return isObject(rule) && !isAbsent(rule['count']) && !isAbsent(rule['period'])
}

/** The name in the warehouse. If it equals `name`, the same string, to store it once. */
function identifierOf({ name, alias, identifier }: RawNode): string {
  const text = alias ?? identifier ?? name
  return text === name ? name : text
}

/**
 * The second name of a latest version (docs/facts/dbt.md#names-in-the-warehouse). The manifest shows neither a name from the
 * macro `generate_latest_version_pointer_alias` nor a pointer that only a project flag enables.
 */
function latestPointerOf({ name, version: own, latest_version: latest, config }: RawNode): string | null {
  const pointer = config?.latest_version_pointer
  const isLatest = !isAbsent(own) && own === latest
  return isLatest && pointer?.enabled === true ? (pointer.alias?.trim() ?? name) : null
}

/** Only nodes without data land when their code changes (docs/artifacts.md#what-landed), so other code is not parsed. */
function codeHashOf(node: DbtNode, bytesOf: BytesOf): string | null {
  if (isTest(node.resourceType) || holdsData(node)) return null
  return codeHash(codeIn(bytesOf('compiled_code')) ?? codeIn(bytesOf('raw_code')))
}

/** The code in a JSON string; null for null or nothing. */
export function codeIn(json: Buffer | undefined): string | null {
  const code: unknown = json === undefined ? null : JSON.parse(json.toString())
  return typeof code === 'string' ? code : null
}

export function codeHash(code: string | null): string | null {
  return code === null ? null : hash('sha256', code).slice(0, 16)
}
