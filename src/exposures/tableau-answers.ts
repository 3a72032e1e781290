import { distinctBy } from '../base/distinct.js'
import { NOTHING_PREFETCHED, type Prefetched } from '../tableau/lineage/site.js'
import type { TableauSession } from '../tableau/session.js'
import type { Content, ContentLineage, ContentReference, Finding, Luid } from '../tableau/types.js'
import { byLuidOf, reachableContent } from './content-graph.js'

/** What Tableau answered about the content of exposures. */
export interface Answers {
  /** By `referenceKey`. */
  readonly findings: ReadonlyMap<string, Finding>
  /** Of all content that was found, and of every published data source that it reads. */
  readonly lineages: readonly ContentLineage[]
}

/** Looks content up: in Tableau, or in the answers that an earlier run saved. */
export type ContentPort = Pick<TableauSession, 'find' | 'describe' | 'loadProjectPaths'>

/** Finds nothing: for a run that does not query Tableau about content. */
export const NO_TABLEAU: ContentPort = {
  find: (references) =>
    Promise.resolve({ findings: references.map(() => NOT_FOUND), prefetched: NOTHING_PREFETCHED }),
  describe: () => Promise.resolve({ contents: [], notices: [] }),
  loadProjectPaths: () => Promise.resolve(),
}

/** A text that is the same for equal references. */
export function referenceKey(reference: ContentReference): string {
  return Object.values(reference).join(' ')
}

interface FoundByReference extends Pick<Answers, 'findings'> {
  /** For `describe`. */
  readonly prefetched: Prefetched
}

/** Looks all references up, each once. */
export async function findAll(
  all: readonly ContentReference[],
  port: Pick<ContentPort, 'find'>,
): Promise<FoundByReference> {
  const references = distinctBy(all, referenceKey)
  const { findings, prefetched } = await port.find(references)
  const byReference = references.flatMap((reference, index): [string, Finding][] => {
    const finding = findings[index]
    return finding === undefined ? [] : [[referenceKey(reference), finding]]
  })
  return { findings: new Map(byReference), prefetched }
}

/** A port that uses `known` answers of an earlier run, and queries `tableau` for `alwaysQuery` and for everything else. */
export function withKnownAnswers(
  tableau: ContentPort,
  known: Answers,
  alwaysQuery: readonly ContentReference[],
): ContentPort {
  const mustQuery = new Set(alwaysQuery.map(referenceKey))
  const byLuid = byLuidOf(known.lineages)
  const queried = new Set<Luid>()
  const isKnown = (content: Content): boolean => !queried.has(content.luid) && byLuid.has(content.luid)
  return {
    loadProjectPaths: () => tableau.loadProjectPaths(),
    find: async (references) => {
      const open = references.filter(
        (one) => mustQuery.has(referenceKey(one)) || !known.findings.has(referenceKey(one)),
      )
      const { findings: answers, prefetched } = await (open.length === 0 ? NO_TABLEAU : tableau).find(open)
      const fresh = new Map(open.map((one, index) => [referenceKey(one), answers[index]]))
      for (const finding of answers) if (finding.kind === 'found') queried.add(finding.content.luid)
      const findings = references.map(
        (one) => fresh.get(referenceKey(one)) ?? known.findings.get(referenceKey(one)) ?? NOT_FOUND,
      )
      return { findings, prefetched }
    },
    describe: async (contents, prefetched) => {
      const open = contents.filter((content) => !isKnown(content))
      const fresh = await (open.length === 0 ? NO_TABLEAU : tableau).describe(open, prefetched)
      const old = reachableContent(
        contents.filter(isKnown).map(({ luid }) => luid),
        byLuid,
      )
      // Fresh answers come last, so that they take precedence.
      const all = byLuidOf([...old, ...fresh.contents])
      return { contents: [...all.values()], notices: fresh.notices }
    },
  }
}

export const NOT_FOUND: Finding = { kind: 'not-found', candidates: [] }
