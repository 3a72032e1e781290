import { addTo } from '../../base/add-to.js'
import { contentPath } from '../content-names.js'
import { queryAllContent, queryByLuid, queryContent, asLuid, type ContentRow } from '../rest/content-rows.js'
import { withNearest } from './nearest-content.js'
import { LineageOffError } from '../client/errors.js'
import { inParallel } from '../client/parallel.js'
import {
  contentOfRow,
  contentOfNode,
  rememberDatasources,
  queryNodes,
  numberOf,
  NOTHING_PREFETCHED,
  type ContentNode,
  type Prefetched,
  type Site,
} from './site.js'
import type { Content, ContentKind, ContentReference, Finding } from '../types.js'

export interface FoundContent {
  /** In the order of the references. */
  readonly findings: readonly Finding[]
  /** For `describe`. */
  readonly prefetched: Prefetched
}

/**
 * Looks references up. LUIDs and numbers share one call; other references share one per kind, and one more if some are not
 * found.
 */
export async function findContent(
  site: Site,
  references: readonly ContentReference[],
): Promise<FoundContent> {
  const groups = new Map<string, ContentReference[]>()
  for (const reference of references) {
    const group = `${reference.by} ${reference.of}`
    groups.set(group, [...(groups.get(group) ?? []), reference])
  }
  const found = new Map<ContentReference, Finding>()
  const prefetched = queryByLuidOrNumber(site, [...groups.values()])
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const finder = await finderFor(site, group, prefetched)
      for (const reference of group) found.set(reference, finder(reference))
    }),
  )
  const findings = references.map((reference) => found.get(reference) ?? NOT_FOUND)
  return { findings: await withNearest(site, references, findings), prefetched: await prefetched }
}

const NOT_FOUND: Finding = { kind: 'not-found', candidates: [] }

type Finder = (reference: ContentReference) => Finding

/** The nodes of all references by LUID or number; none if the Metadata API is off. */
async function queryByLuidOrNumber(
  site: Site,
  groups: readonly (readonly ContentReference[])[],
): Promise<Prefetched> {
  const sought = groups.flatMap((group) => {
    const [first] = group
    return first?.by === 'luid' || first?.by === 'number'
      ? [{ kind: first.of, by: first.by, values: group.map(referenceName) }]
      : []
  })
  try {
    return await queryNodes(site, sought)
  } catch (error) {
    if (error instanceof LineageOffError) return NOTHING_PREFETCHED
    throw error
  }
}

/** All references of a group have the same kind and the same `by`. */
async function finderFor(
  site: Site,
  group: readonly ContentReference[],
  prefetched: Promise<Prefetched>,
): Promise<Finder> {
  const of = group[0]?.of ?? 'workbook'
  switch (group[0]?.by) {
    case 'luid':
      return byKey(await findByLuid(site, of, group.map(referenceName), (await prefetched).nodes))
    case 'number':
      return byKey(await findByNumber(site, of, group.map(referenceName), (await prefetched).nodes))
    case 'content-url':
      return byKey(await findByContentUrl(site, of, group.map(referenceName)))
    case 'path':
      return findByPath(await rowsNamed(site, of, group.map(referenceName)))
    case undefined:
      return () => NOT_FOUND
  }
}

function referenceName(reference: ContentReference): string {
  switch (reference.by) {
    case 'luid':
      return asLuid(reference.luid)
    case 'path':
      return reference.path
    case 'content-url':
      return reference.contentUrl
    case 'number':
      return reference.number
  }
}

function byKey(contents: ReadonlyMap<string, Content>): Finder {
  return (reference) => {
    const content = contents.get(referenceName(reference))
    return content === undefined ? NOT_FOUND : { kind: 'found', content }
  }
}

/** The Metadata API takes many LUIDs in one call and returns their lineage too; REST takes one at a time. */
async function findByLuid(
  site: Site,
  kind: ContentKind,
  luids: readonly string[],
  prefetched: readonly ContentNode[],
): Promise<Map<string, Content>> {
  const found = await contentsBy(site, kind, prefetched, ({ luid }) => luid)
  const missing = [...new Set(luids)].filter((luid) => !found.has(luid))
  // The index does not yet hold content published a moment ago (docs/facts/tableau.md#delay-of-the-index).
  const rows = await inParallel(missing, (luid) => queryByLuid(site.calls, kind, luid))
  await addRows(
    site,
    found,
    rows.filter((row) => row !== null),
    (row) => row.luid,
  )
  return found
}

async function findByNumber(
  site: Site,
  kind: ContentKind,
  numbers: readonly string[],
  prefetched: readonly ContentNode[],
): Promise<Map<string, Content>> {
  const found = await contentsBy(site, kind, prefetched, ({ node }) => node.vizportalUrlId)
  if (numbers.every((number) => found.has(number))) return found
  await addRows(site, found, await queryAllContent(site.calls, kind), numberOf)
  return found
}

async function findByContentUrl(
  site: Site,
  kind: ContentKind,
  urls: readonly string[],
): Promise<Map<string, Content>> {
  const found = new Map<string, Content>()
  await addRows(
    site,
    found,
    await queryContent(site.calls, kind, { contentUrl: urls }),
    (row) => row.contentUrl,
  )
  return found
}

async function addRows(
  site: Site,
  found: Map<string, Content>,
  rows: readonly ContentRow[],
  keyOf: (row: ContentRow) => string | null,
): Promise<void> {
  rememberDatasources(site, rows)
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== null && !found.has(key)) found.set(key, await contentOfRow(site, row))
  }
}

async function contentsBy(
  site: Site,
  kind: ContentKind,
  prefetched: readonly ContentNode[],
  keyOf: (seen: ContentNode) => string | null,
): Promise<Map<string, Content>> {
  const found = new Map<string, Content>()
  for (const one of prefetched) {
    const key = one.kind === kind ? keyOf(one) : null
    if (key !== null) found.set(key, await contentOfNode(site, one))
  }
  return found
}

/** Names may contain slashes, so each tail of a path may be the name. Project paths decide here, so they are loaded. */
async function rowsNamed(
  site: Site,
  kind: ContentKind,
  paths: readonly string[],
): Promise<readonly Content[]> {
  const name = paths.flatMap(tailsOf)
  const [rows] = await Promise.all([queryContent(site.calls, kind, { name }), site.projects.load()])
  rememberDatasources(site, rows)
  return Promise.all(rows.map((row) => contentOfRow(site, row)))
}

function tailsOf(path: string): readonly string[] {
  const steps = path.split('/')
  return steps.map((_, index) => steps.slice(index).join('/')).filter((tail) => tail !== '')
}

/** Matches project path and name; a name alone matches if it is unique on the site. */
function findByPath(rows: readonly Content[]): Finder {
  // A list that changes while it is read may return a row twice.
  const contents = new Map(rows.map((content) => [content.luid, content])).values()
  const [byPath, byName] = [new Map<string, Content[]>(), new Map<string, Content[]>()]
  for (const content of contents) {
    addTo(byPath, contentPath(content), content)
    addTo(byName, content.name, content)
  }
  return (reference) => {
    const path = referenceName(reference)
    const matches = byPath.get(path) ?? byName.get(path) ?? []
    const [only, ...others] = matches
    if (only !== undefined && others.length === 0) return { kind: 'found', content: only }
    if (only !== undefined) return { kind: 'ambiguous', candidates: inOrder(matches) }
    return { kind: 'not-found', candidates: inOrder(byName.get(path.split('/').at(-1) ?? '') ?? []) }
  }
}

function inOrder(contents: readonly Content[]): readonly Content[] {
  return contents.toSorted((a, b) => (contentPath(a) < contentPath(b) ? -1 : 1))
}
