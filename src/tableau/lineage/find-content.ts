import { queryAllContent, queryByLuid, queryContent, asLuid, type ContentRow } from '../rest/content-rows.js'
import { LineageOffError } from '../client/errors.js'
import { inParallel } from '../client/parallel.js'
import { contentOfRow, contentOfSeen, keepRows, look, numberOf, type Seen, type Site } from './site.js'
import type { Content, ContentKind, ContentReference, Finding } from '../types.js'

/** Finds what references name, in their order; those by LUID or number in one call, others of one kind in one. */
export async function findContent(
  site: Site,
  references: readonly ContentReference[],
): Promise<readonly Finding[]> {
  const groups = new Map<string, ContentReference[]>()
  for (const reference of references) {
    const group = `${reference.by} ${reference.of}`
    groups.set(group, [...(groups.get(group) ?? []), reference])
  }
  const found = new Map<ContentReference, Finding>()
  const looked = lookForThem(site, [...groups.values()])
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const finder = await finderFor(site, group, looked)
      for (const reference of group) found.set(reference, finder(reference))
    }),
  )
  return references.map((reference) => found.get(reference) ?? NOT_FOUND)
}

const NOT_FOUND: Finding = { kind: 'not-found', candidates: [] }

type Finder = (reference: ContentReference) => Finding

/**
 * Everything named by LUID or number, as the Metadata API shows it: nothing where that is off. What was seen is held
 * for the description that follows.
 */
async function lookForThem(
  site: Site,
  groups: readonly (readonly ContentReference[])[],
): Promise<readonly Seen[]> {
  const sought = groups.flatMap((group) => {
    const [first] = group
    return first?.by === 'luid' || first?.by === 'number'
      ? [{ kind: first.of, by: first.by, values: group.map(nameOf) }]
      : []
  })
  if (sought.length === 0) return []
  try {
    const { seen } = await look(site, sought)
    for (const one of seen) site.held.set(one.luid, one)
    return seen
  } catch (error) {
    if (error instanceof LineageOffError) return []
    throw error
  }
}

/** The group shares kind and way of naming, so its first reference speaks for all. */
async function finderFor(
  site: Site,
  group: readonly ContentReference[],
  looked: Promise<readonly Seen[]>,
): Promise<Finder> {
  const of = group[0]?.of ?? 'workbook'
  switch (group[0]?.by) {
    case 'luid':
      return byKey(await findByLuid(site, of, group.map(nameOf), await looked))
    case 'number':
      return byKey(await findByNumber(site, of, group.map(nameOf), await looked))
    case 'content-url':
      return byKey(await findByContentUrl(site, of, group.map(nameOf)))
    case 'path':
      return findByPath(await rowsNamed(site, of, group.map(nameOf)))
    case undefined:
      return () => NOT_FOUND
  }
}

function nameOf(reference: ContentReference): string {
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
    const content = contents.get(nameOf(reference))
    return content === undefined ? NOT_FOUND : { kind: 'found', content }
  }
}

/** The Metadata API takes many LUIDs at once, and tells the lineage with them; REST takes one at a time. */
async function findByLuid(
  site: Site,
  kind: ContentKind,
  luids: readonly string[],
  looked: readonly Seen[],
): Promise<Map<string, Content>> {
  const found = await seenBy(site, kind, looked, ({ luid }) => luid)
  const missing = [...new Set(luids)].filter((luid) => !found.has(luid))
  // Content published a moment ago is not in the index yet (docs/facts/tableau.md#delay-of-the-index).
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
  looked: readonly Seen[],
): Promise<Map<string, Content>> {
  const found = await seenBy(site, kind, looked, ({ node }) => node.vizportalUrlId)
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
  keepRows(site, rows)
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== null && !found.has(key)) found.set(key, await contentOfRow(site, row))
  }
}

async function seenBy(
  site: Site,
  kind: ContentKind,
  looked: readonly Seen[],
  keyOf: (seen: Seen) => string | null,
): Promise<Map<string, Content>> {
  const found = new Map<string, Content>()
  for (const one of looked) {
    const key = one.kind === kind ? keyOf(one) : null
    if (key !== null) found.set(key, await contentOfSeen(site, one))
  }
  return found
}

/** Names may hold slashes, so each tail of a path may be the name. Only here paths are needed, not just shown. */
async function rowsNamed(
  site: Site,
  kind: ContentKind,
  paths: readonly string[],
): Promise<readonly Content[]> {
  const name = paths.flatMap(tailsOf)
  const [rows] = await Promise.all([queryContent(site.calls, kind, { name }), site.projects.ask()])
  keepRows(site, rows)
  return Promise.all(rows.map((row) => contentOfRow(site, row)))
}

function tailsOf(path: string): readonly string[] {
  const steps = path.split('/')
  return steps.map((_, index) => steps.slice(index).join('/')).filter((tail) => tail !== '')
}

/** Project path and name decide; a name alone will do where the site has it once. */
function findByPath(rows: readonly Content[]): Finder {
  // A list that changes while it is read may give a row twice.
  const contents = new Map(rows.map((content) => [content.luid, content])).values()
  const [byPath, byName] = [new Map<string, Content[]>(), new Map<string, Content[]>()]
  for (const content of contents) {
    addTo(byPath, pathOf(content), content)
    addTo(byName, content.name, content)
  }
  return (reference) => {
    const path = nameOf(reference)
    const matches = byPath.get(path) ?? byName.get(path) ?? []
    const [only, ...others] = matches
    if (only !== undefined && others.length === 0) return { kind: 'found', content: only }
    if (only !== undefined) return { kind: 'ambiguous', candidates: inOrder(matches) }
    return { kind: 'not-found', candidates: inOrder(byName.get(path.split('/').at(-1) ?? '') ?? []) }
  }
}

function addTo<T>(groups: Map<string, T[]>, name: string, one: T): void {
  const group = groups.get(name)
  if (group === undefined) groups.set(name, [one])
  else group.push(one)
}

/** Project path and name, as a reference gives them. */
export function pathOf({ project, name }: Content): string {
  return project === null ? name : `${project}/${name}`
}

function inOrder(contents: readonly Content[]): readonly Content[] {
  return contents.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))
}
