import type { Manifest } from '../../dbt/manifest.js'
import type { ContentReference } from '../../tableau/types.js'
import type { Discovery } from '../discovery/types.js'
import { matchesReference } from '../discovery/merge.js'
import { ExposuresDocument, exposureName } from './document.js'
import { type Candidate, candidatesOf, entryOf } from './entry.js'
import { exposureNames } from './names.js'

/** An exposure of the project, enabled or not, and what it points at. */
export interface ExposureReferences {
  readonly name: string
  readonly references: readonly ContentReference[]
}

export interface ExposuresFileInput {
  /** The file as it stands; null when there is none. */
  readonly text: string | null
  /** How messages name the file. */
  readonly shown: string
  readonly discovery: Discovery
  readonly manifest: Pick<Manifest, 'nodes' | 'projectName'>
  readonly exposures: readonly ExposureReferences[]
}

export interface ExposuresFile {
  readonly text: string
  readonly entries: number
  readonly added: number
  readonly removed: number
  /** Sentences for people. */
  readonly notices: readonly string[]
}

/**
 * The exposures-file with what discovery found: entries are known by LUID and keep their names and what was changed in
 * them by hand. What another exposure of the project declares is not repeated. What Tableau no longer shows goes, unless
 * its answer was incomplete or empty. @throws ConfigurationError for a text that is not YAML of dbt's form.
 */
export function exposuresFile(input: ExposuresFileInput): ExposuresFile {
  const { discovery, manifest, shown } = input
  const document = new ExposuresDocument(input.text, shown)
  const ours = document.entriesByLuid
  const written = new Set([...ours.values()].map(exposureName))
  const elsewhere = input.exposures.filter(({ name }) => !written.has(name))
  const candidates = candidatesOf(discovery).filter((candidate) => !isDeclared(candidate, elsewhere))
  const gone = removalsFrom(ours.keys(), candidates, discovery)
  for (const luid of gone.luids) {
    const item = ours.get(luid)
    if (item !== undefined) document.remove(item)
  }
  const fresh = candidates.filter(({ content }) => !ours.has(content.luid))
  const names = exposureNames(
    fresh.map(({ content }) => content),
    new Set([...elsewhere.map(({ name }) => name), ...document.names]),
  )
  const privateModels = new Set<string>()
  for (const candidate of candidates) {
    const entry = entryOf(candidate, manifest)
    const { luid } = candidate.content
    const known = ours.get(luid)
    if (known === undefined) document.add(names.get(luid) ?? luid, entry)
    else document.update(known, entry)
    for (const name of entry.privateModels) privateModels.add(name)
  }
  return {
    text: document.text,
    entries: document.entriesByLuid.size,
    added: fresh.length,
    removed: gone.luids.length,
    notices: [...gone.notices(shown), ...privateNotice(privateModels, shown)],
  }
}

function isDeclared({ content, sheets }: Candidate, exposures: readonly ExposureReferences[]): boolean {
  return exposures.some(({ references }) =>
    references.some((reference) => matchesReference(reference, content, sheets)),
  )
}

interface Removals {
  readonly luids: readonly string[]
  readonly notices: (shown: string) => readonly string[]
}

/** An answer that may lack something is no reason to delete, nor is one that shows nothing at all. */
function removalsFrom(
  luids: Iterable<string>,
  candidates: readonly Candidate[],
  { incomplete, dashboards, datasources }: Discovery,
): Removals {
  const shownLuids = new Set<string>(candidates.map(({ content }) => content.luid))
  const missing = [...luids].filter((luid) => !shownLuids.has(luid))
  const nothing = dashboards.length === 0 && datasources.length === 0
  if (missing.length === 0) return { luids: [], notices: () => [] }
  if (incomplete.length === 0 && !nothing) return { luids: missing, notices: () => [] }
  const why = nothing ? 'showed no content at all' : 'gave an incomplete answer'
  return {
    luids: [],
    notices: (shown) => [
      `${shown} keeps ${missing.length} of its exposures although Tableau did not show their content, because Tableau ${why}: a later run with a complete answer removes what is really gone.`,
    ],
  }
}

function privateNotice(names: ReadonlySet<string>, shown: string): string[] {
  if (names.size === 0) return []
  return [
    `${shown} does not name ${[...names].sort().join(', ')}, though dashboards read it, because dbt lets no exposure depend on a private model: set its access to protected.`,
  ]
}
