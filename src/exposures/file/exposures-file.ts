import { compareNames } from '../../base/order.js'
import type { Manifest } from '../../dbt/manifest.js'
import { message, type Message } from '../../messages/message.js'
import type { ContentReference } from '../../tableau/types.js'
import type { Discovery } from '../discovery/types.js'
import { matchesReference } from '../discovery/merge.js'
import { ExposuresDocument, exposureName } from './document.js'
import { type Candidate, candidatesOf, type Entry, entryOf } from './entry.js'
import { exposureNames } from './names.js'

/** An exposure of the project, enabled or not, with the content that it links to. */
export interface ExposureReferences {
  readonly name: string
  readonly references: readonly ContentReference[]
}

export interface ExposuresFileInput {
  /** The file's current text; null if it does not exist. */
  readonly text: string | null
  /** The file's name in messages. */
  readonly displayPath: string
  readonly discovery: Discovery
  readonly manifest: Pick<Manifest, 'nodes' | 'projectName'>
  readonly exposures: readonly ExposureReferences[]
}

export interface ExposuresFile {
  readonly text: string
  /** The content that has an entry. */
  readonly luids: ReadonlySet<string>
  readonly added: number
  readonly removed: number
  readonly notices: readonly Message[]
}

/**
 * Updates the exposures-file with discovered content. Entries are identified by LUID, and keep their names and all changes by
 * hand. Content that another exposure of the project declares is not added. Entries whose content Tableau no longer shows are
 * removed, unless its answer was incomplete or empty.
 * @throws ConfigurationError if the current text is not YAML in dbt's form.
 */
export function exposuresFile(input: ExposuresFileInput): ExposuresFile {
  const { discovery, manifest, displayPath } = input
  const document = new ExposuresDocument(input.text, displayPath)
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
  const added = new Map<string, Entry>()
  const privateModels = new Set<string>()
  for (const candidate of candidates) {
    const entry = entryOf(candidate, manifest)
    const { luid } = candidate.content
    const known = ours.get(luid)
    if (known === undefined) added.set(names.get(luid) ?? luid, entry)
    else document.update(known, entry)
    for (const name of entry.privateModels) privateModels.add(name)
  }
  document.addAll(added)
  return {
    text: document.text,
    luids: new Set(document.entriesByLuid.keys()),
    added: fresh.length,
    removed: gone.luids.length,
    notices: [...gone.notices(displayPath), ...privateNotice(privateModels, displayPath)],
  }
}

function isDeclared({ content, sheets }: Candidate, exposures: readonly ExposureReferences[]): boolean {
  return exposures.some(({ references }) =>
    references.some((reference) => matchesReference(reference, content, sheets)),
  )
}

interface Removals {
  readonly luids: readonly string[]
  readonly notices: (path: string) => readonly Message[]
}

/** The entries without content, which are removed unless the answer is incomplete or empty. */
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
  const exposures = missing.length === 1 ? '1 exposure' : `${missing.length} exposures`
  return {
    luids: [],
    notices: (path) => [message('AE-EXPOSURES-FILE-KEEPS', { path, exposures, why })],
  }
}

function privateNotice(names: ReadonlySet<string>, path: string): Message[] {
  return names.size === 0
    ? []
    : [message('AE-PRIVATE-MODELS', { path, models: [...names].sort(compareNames).join(', ') })]
}
