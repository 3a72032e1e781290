import { compareNames } from '../../base/order.js'
import { message, type MessageId } from '../../messages/message.js'
import { nodeNames } from '../../dbt/names.js'
import type { UniqueId } from '../../dbt/types.js'
import type { DbtExposure, Manifest } from '../../dbt/manifest.js'
import { CONTENT_NOUNS } from '../../tableau/content-names.js'
import type { Content, ContentLineage, ContentReference, Luid } from '../../tableau/types.js'
import type { DiscoveredDashboard, Discovery } from './types.js'
import { safeForYaml } from '../file/entry.js'
import { isTable } from './project-relations.js'
import { matchesReference } from './merge.js'
import { ContentReadings } from './content-readings.js'
import type { RelationMapping } from '../relations.js'

export const DRIFT_KINDS = [
  /** The exposure links to content that does not exist, or that this user may not see. */
  'dead',
  /** The content has another name in Tableau than in the exposure. */
  'renamed',
  /** Tableau reads nodes that the exposure does not declare. */
  'not-declared',
  /** The exposure declares nodes that Tableau does not read. */
  'not-read',
  /** A dashboard reads nodes of the project, and no exposure links to it. */
  'no-exposure',
] as const

/** The message for each kind. */
export const DRIFT_MESSAGES = {
  dead: 'AE-NOT-FOUND',
  renamed: 'AE-DRIFT-RENAMED',
  'not-declared': 'AE-DRIFT-NOT-DECLARED',
  'not-read': 'AE-DRIFT-NOT-READ',
  'no-exposure': 'AE-DRIFT-NO-EXPOSURE',
} as const satisfies Readonly<Record<Drift['kind'], MessageId>>

/** One difference between the project's exposures and Tableau. */
export interface Drift {
  readonly kind: (typeof DRIFT_KINDS)[number]
  /** Null for a dashboard without an exposure. */
  readonly exposure: string | null
  readonly content: Content | null
  readonly nodes: readonly UniqueId[]
  /** If it is not the message of the kind. */
  readonly messageId?: MessageId
  /** One sentence: what differs, what to do. */
  readonly message: string
}

export interface DriftCheck {
  readonly drift: readonly Drift[]
  /** Whether Tableau's answer may be incomplete, so that nodes that only dbt declares were not compared. */
  readonly incomplete: boolean
}

/** A declared exposure with all content that it links to, by its URL and by named extracts. */
export interface CheckedExposure {
  readonly declared: Pick<DbtExposure, 'name' | 'label' | 'meta'>
  /** Its `depends_on`, metrics expanded. */
  readonly upstream: readonly UniqueId[]
  readonly found: readonly { readonly reference: ContentReference; readonly content: Content }[]
  /** A sentence for each reference without content. */
  readonly dead: readonly string[]
  /** For each such reference, the content with the most similar name. */
  readonly nearest: readonly Luid[]
  /** Whether all content that it links to was found. */
  readonly allFound: boolean
}

export interface DriftInput {
  readonly exposures: readonly CheckedExposure[]
  /** What all exposures link to, also disabled or misconfigured ones. */
  readonly linkedContent: readonly ContentReference[]
  readonly discovery: Discovery
  /** Of all content that was found, and of the data sources that it reads. */
  readonly lineages: readonly ContentLineage[]
  readonly manifest: Pick<Manifest, 'nodes' | 'adapterType'>
  readonly relationMap: readonly RelationMapping[]
  /** The exposures-file of this run, and the content that has an exposure in it; null if none was written. */
  readonly written: { readonly path: string; readonly luids: ReadonlySet<string> } | null
}

/** Compares declared exposures with Tableau. Does not report what may only be missing from an incomplete answer. */
export function driftOf(input: DriftInput): DriftCheck {
  const tableau = new ContentReadings(input)
  const names = nodeNames(input.manifest.nodes.keys())
  const drift = [
    ...input.exposures.flatMap((exposure) => [
      ...deadReferences(exposure),
      ...renamedContent(exposure),
      ...upstreamDrift(exposure, tableau, { ...input.manifest, names }),
    ]),
    ...withoutExposure(input, names),
  ]
  const rank = ({ kind }: Drift): number => DRIFT_KINDS.indexOf(kind)
  return {
    drift: drift.sort((a, b) => rank(a) - rank(b)),
    incomplete: input.discovery.incomplete.length > 0,
  }
}

function deadReferences({ declared, dead: sentences }: CheckedExposure): Drift[] {
  return sentences.map((sentence) => ({
    kind: 'dead',
    exposure: declared.name,
    content: null,
    nodes: [],
    message: sentence,
  }))
}

/**
 * Content counts as renamed if a generated entry stores another name, or if the content URL was made from the label and does
 * not match the name. A label that somebody chose proves nothing.
 */
function renamedContent({ declared, found }: CheckedExposure): Drift[] {
  const { label, meta } = declared
  return found.flatMap(({ reference, content }): Drift[] => {
    const known = storedName(meta, content.luid)
    const old = known ?? (isFormerName(label, reference, content) ? label : null)
    if (old === null || old === safeForYaml(content.name)) return []
    const values = { content: CONTENT_NOUNS[content.kind], name: content.name, old }
    const { message: text } = message('AE-DRIFT-RENAMED', values)
    return [{ kind: 'renamed', exposure: declared.name, content, nodes: [], message: text }]
  })
}

/** The name that a generated entry stores for this content. */
function storedName(meta: CheckedExposure['declared']['meta'], luid: Luid): string | null {
  const tableau = meta['tableau']
  if (typeof tableau !== 'object' || tableau === null) return null
  const entries = new Map<string, unknown>(Object.entries(tableau))
  const name = entries.get('name')
  return entries.get('luid') === luid && typeof name === 'string' ? name : null
}

/** Tableau makes a content URL from the first name, without spaces, adds a number if it is taken, and never changes it. */
function isFormerName(label: string | null, reference: ContentReference, { name }: Content): boolean {
  if (label === null || reference.by !== 'content-url') return false
  const first = letters(reference.contentUrl.replace(/_\d+$/, ''))
  return letters(label) === first && letters(name) !== first
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function upstreamDrift(
  { declared, upstream, found, allFound }: CheckedExposure,
  tableau: ContentReadings,
  { nodes, names }: DriftInput['manifest'] & { readonly names: Names },
): Drift[] {
  const [first] = found
  if (first === undefined) return []
  const read = tableau.of(found.map(({ content }) => content.luid))
  const declares = new Set(upstream)
  const about = { exposure: declared.name, content: first.content }
  const missing = read.groups
    .filter((group) => !group.some((id) => declares.has(id)))
    .flatMap((group) => group.slice(0, 1))
  const isComplete = allFound && read.complete
  const extra = isComplete ? upstream.filter((id) => isTable(id, nodes) && !read.nodes.has(id)) : []
  return [
    ...(missing.length === 0 ? [] : [{ ...about, ...notDeclared(missing, names) }]),
    ...(extra.length === 0 ? [] : [{ ...about, ...notRead(extra, names) }]),
  ]
}

function notDeclared(nodes: readonly UniqueId[], names: Names): Pick<Drift, 'kind' | 'nodes' | 'message'> {
  const { message: text } = message('AE-DRIFT-NOT-DECLARED', { nodes: namesOf(nodes, names) })
  return { kind: 'not-declared', nodes, message: text }
}

function notRead(nodes: readonly UniqueId[], names: Names): Pick<Drift, 'kind' | 'nodes' | 'message'> {
  const { message: text } = message('AE-DRIFT-NOT-READ', { nodes: namesOf(nodes, names) })
  return { kind: 'not-read', nodes, message: text }
}

const NAMES_SHOWN = 8

type Names = ReadonlyMap<UniqueId, string>

function namesOf(nodes: readonly UniqueId[], known: Names): string {
  const names = nodes.map((id) => known.get(id) ?? id).sort(compareNames)
  const more = names.length - NAMES_SHOWN
  return `${names.slice(0, NAMES_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function withoutExposure(
  { exposures, linkedContent, discovery, written }: DriftInput,
  names: Names,
): Drift[] {
  const taken = new Set(exposures.flatMap(({ found }) => found.map(({ content }) => content.luid)))
  const isUndeclared = ({ workbook }: DiscoveredDashboard): boolean =>
    !taken.has(workbook.luid) &&
    !linkedContent.some((reference) => matchesReference(reference, workbook, workbook.sheets))
  return discovery.dashboards.filter(isUndeclared).map(({ workbook, upstream }): Drift => {
    const nodes = upstream.map(({ node }) => node)
    const { luid, name, url } = workbook
    return {
      kind: 'no-exposure',
      exposure: null,
      content: {
        kind: 'workbook',
        luid,
        name,
        project: workbook.projectPath.join('/') || null,
        url: url === '' ? null : url,
      },
      nodes,
      ...missingExposure(namesOf(nodes, names), {
        likely: exposures.find(({ nearest }) => nearest.includes(luid)),
        file: written?.luids.has(luid) === true ? written.path : null,
      }),
    }
  })
}

/**
 * `likely`: an exposure without content whose reference resembles the dashboard was probably meant for it. `file`: the
 * exposures-file, if this run has written an exposure for it.
 */
function missingExposure(
  nodes: string,
  { likely, file }: { readonly likely: CheckedExposure | undefined; readonly file: string | null },
): Pick<Drift, 'message' | 'messageId'> {
  if (likely === undefined && file === null)
    return { message: message('AE-DRIFT-NO-EXPOSURE', { nodes }).message }
  const { message: text, id } =
    likely === undefined
      ? message('AE-DRIFT-WRITTEN', { nodes, file: file ?? '' })
      : message('AE-DRIFT-LIKELY-EXPOSURE', { nodes, exposure: likely.declared.name })
  return { message: text, messageId: id }
}
