import { nearest } from '../../base/nearest.js'
import { queryNewestContent, type ContentRow } from '../rest/content-rows.js'
import type { Content, ContentKind, ContentReference, Finding } from '../types.js'
import { contentOfRow, type Site } from './site.js'

/** The findings, with the nearest content by name for a name or content URL that the site does not have. */
export async function withNearest(
  site: Site,
  references: readonly ContentReference[],
  findings: readonly Finding[],
): Promise<readonly Finding[]> {
  const found = findings.flatMap((finding) => (finding.kind === 'found' ? [finding.content] : []))
  return Promise.all(
    findings.map(async (finding, index): Promise<Finding> => {
      const word = wordOf(references[index])
      if (word === null || finding.kind !== 'not-found' || finding.candidates.length > 0) return finding
      return { kind: 'not-found', candidates: await nearestContent(site, word, found) }
    }),
  )
}

interface Word {
  readonly of: ContentKind
  readonly by: 'content-url' | 'path'
  readonly text: string
}

/** The part of the reference that may be mistyped; null for ids, since similar ids are a coincidence. */
function wordOf(reference: ContentReference | undefined): Word | null {
  if (reference?.by === 'content-url') {
    return { of: reference.of, by: 'content-url', text: reference.contentUrl }
  }
  if (reference?.by === 'path') {
    return { of: reference.of, by: 'path', text: reference.path.split('/').at(-1) ?? '' }
  }
  return null
}

async function nearestContent(
  site: Site,
  { of, by, text }: Word,
  found: readonly Content[],
): Promise<readonly Content[]> {
  if (text === '') return []
  const rows = await newestContent(site, of)
  // Content found by an id has no content URL here, but its name resembles it.
  const byName = new Map<string, Content | ContentRow>()
  for (const content of found) if (content.kind === of) byName.set(content.name, content)
  for (const row of rows) byName.set((by === 'path' ? null : row.contentUrl) ?? row.name, row)
  const near = nearest(text, byName.keys()).flatMap((name) => byName.get(name) ?? [])
  const contents = await Promise.all(
    near.map(async (one) => ('webpageUrl' in one ? contentOfRow(site, one) : one)),
  )
  return [...new Map(contents.map((content) => [content.luid, content])).values()]
}

/** One call per kind and session. Empty after an error: these are only suggestions, and must not end the run. */
function newestContent(site: Site, kind: ContentKind): Promise<readonly ContentRow[]> {
  const asked = site.newest.get(kind) ?? queryNewestContent(site.calls, kind).catch(() => [])
  site.newest.set(kind, asked)
  return asked
}
