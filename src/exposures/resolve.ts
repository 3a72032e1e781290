import { distinctBy } from '../base/distinct.js'
import type { Manifest } from '../dbt/manifest.js'
import { message, type Message } from '../messages/message.js'
import { UNRESOLVED_MESSAGES } from './types.js'
import { CONTENT_NOUNS, contentPath } from '../tableau/content-names.js'
import { NOTHING_PREFETCHED, type Prefetched } from '../tableau/lineage/site.js'
import type { Content, ContentLineage, ContentReference, ExtractKey, Finding } from '../tableau/types.js'
import { type Answers, type ContentPort, findAll, referenceKey } from './tableau-answers.js'
import type { DeclaredExposure } from './declared.js'
import { type Discovery, NOTHING_DISCOVERED } from './discovery/types.js'
import { byLuidOf } from './content-graph.js'
import { type FoundExtracts, type FoundExposure, findExtracts } from './extracts.js'
import type { RelationMapping } from './relations.js'
import { discoveredExposures, joinLineages, undeclared } from './discovery/merge.js'
import {
  type ChosenExposures,
  EVERYTHING,
  isSelectedByDbt,
  notSelected,
  type Selection,
} from './select/select.js'
import { chooseContent } from './select/by-content.js'
import type { Exposure, ExtractToPlan, LeftOut, Unresolved } from './types.js'

export interface Resolved {
  readonly extracts: readonly ExtractToPlan[]
  /** Extracts that were not selected. They are not planned, but selected ones may read them. */
  readonly others: readonly ExtractToPlan[]
  readonly leftOut: readonly LeftOut[]
  readonly unresolved: readonly Unresolved[]
  /** What Tableau could not show. */
  readonly notices: readonly Message[]
  /** For each declared exposure, the nodes in its depends_on that none of its content reads. */
  readonly notRead: FoundExtracts['notRead']
  /** About parts of `select` and `exclude` that match nothing. */
  readonly unmatched: readonly Message[]
  /** The lineage of all content of these exposures, and of the data sources that it reads. */
  readonly known: readonly ContentLineage[]
  /** All answers, for later runs that plan from the catalogue. */
  readonly answers: Answers
  /** What discovery adds, for the same runs, including exposures that are not planned in this run. */
  readonly discovery: Discovery
}

interface DiscoveryInput {
  readonly planned: Discovery
  /** `planned`, and what is not planned in this run. */
  readonly known: Discovery
  readonly linkedContent: readonly ContentReference[]
  readonly prefetched: Prefetched
}

interface ResolveContext {
  readonly manifest: Pick<Manifest, 'nodes' | 'adapterType'>
  readonly relationMap: readonly RelationMapping[]
  /** What discovery found; absent if it is off. */
  readonly discovered?: DiscoveryInput
}

/**
 * Looks exposures up in Tableau and finds their extracts, also those of exposures that were not selected, since they may share
 * an extract with one that was.
 * @throws ConfigurationError if `select` matches nothing.
 */
export async function resolveExposures(
  chosen: ChosenExposures,
  port: ContentPort,
  context: ResolveContext,
): Promise<Resolved> {
  const declared = [...chosen.ours, ...chosen.others, ...chosen.guarded]
  const references = declared.flatMap((each) => each.references)
  const paths = references.length === 0 ? undefined : port.loadProjectPaths()
  const [{ findings, prefetched }] = await Promise.all([findAll(references, port), paths])
  const lookedUp = [...chosen.ours, ...chosen.others].map((each) => lookUp(each, findings))
  const guards = chosen.guarded.map((each) => lookUp(each, findings))
  const contents = [...lookedUp, ...guards].flatMap(({ contents: own }) => own)
  const discovered = context.discovered ?? NO_DISCOVERY
  const nodes = [...discovered.prefetched.nodes, ...prefetched.nodes]
  const { contents: lineages, notices } = await port.describe(
    distinctBy(contents, ({ luid }) => luid),
    { ...prefetched, nodes },
  )
  const found = lookedUp.flatMap(foundIn)
  const declaredContent = { found, linkedContent: discovered.linkedContent }
  const added = discoveredExposures(discovered.planned, declaredContent)
  const exposures = [...found, ...added]
  const known = joinLineages(lineages, discovered.planned.lineages)
  const selected = chooseContent(
    exposures,
    withDiscovered(chosen, added),
    byLuidOf(known),
    discovered.known.lineages,
  )
  const { extracts: all, notRead } = findExtracts(exposures, { ...context, lineages: known })
  const isSelected = ({ lineage }: ExtractToPlan): boolean => selected.contents.has(lineage.content.luid)
  const guarded = guardsOf(findExtracts(guards.flatMap(foundIn), { ...context, lineages: known }))
  const isPlanned = (extract: ExtractToPlan): boolean => isSelected(extract) && !guarded.has(extract.key)
  const extracts = all.filter(isPlanned)
  const unresolved = [
    ...lookedUp.flatMap(({ exposure, problem }) =>
      problem !== null && isSelectedByDbt(chosen, exposure) ? [problem] : [],
    ),
    ...sharedWithGuards(all.filter(isSelected), guarded),
  ]
  return {
    extracts,
    others: all.filter((extract) => !isPlanned(extract)),
    leftOut: withoutContent(chosen, extracts, unresolved),
    unresolved,
    notices,
    notRead,
    unmatched: [...selected.unmatched.values()],
    known,
    answers: { findings, lineages },
    discovery: undeclared(discovered.known, declaredContent),
  }
}

const NO_DISCOVERY: DiscoveryInput = {
  planned: NOTHING_DISCOVERED,
  known: NOTHING_DISCOVERED,
  linkedContent: [],
  prefetched: NOTHING_PREFETCHED,
}

/** dbt does not know discovered exposures, so only selectors of content apply to them. */
function withDiscovered(chosen: ChosenExposures, added: readonly FoundExposure[]): ChosenExposures {
  const ofContent = (parts: Selection['select']): Selection['select'] =>
    parts.filter(({ dbt }) => dbt.length === 0)
  const { select, exclude } = chosen.selection
  const choice = {
    select: select.length === 0 ? EVERYTHING.select : ofContent(select),
    exclude: ofContent(exclude),
  }
  const choices = added.map(({ exposure }) => [exposure.uniqueId, choice] as const)
  return { ...chosen, choices: new Map([...chosen.choices, ...choices]) }
}

/** The exposures that are left out because none of their content was selected. */
function withoutContent(
  { ours, selection }: ChosenExposures,
  extracts: readonly ExtractToPlan[],
  unresolved: readonly Unresolved[],
): LeftOut[] {
  if (selection.select.length + selection.exclude.length === 0) return []
  const served = extracts.flatMap(({ exposures }) => exposures.map(({ name }) => name))
  const reported = new Set([...served, ...unresolved.map(({ exposure }) => exposure)])
  return ours
    .filter(({ exposure }) => !reported.has(exposure.name))
    .map(({ exposure }) => notSelected(exposure.name))
}

interface LookedUpExposure {
  readonly exposure: Exposure
  readonly showsMore: boolean
  /** Empty if there is a problem. */
  readonly contents: readonly Content[]
  readonly problem: Unresolved | null
}

function lookUp(
  { exposure, references, showsMore }: DeclaredExposure,
  findings: Answers['findings'],
): LookedUpExposure {
  const answers = answersTo(references, findings)
  const [found = null] = answers.flatMap((answer) => problemOf(exposure.name, answer))
  const problem = found === null ? null : { ...found, uniqueId: exposure.uniqueId }
  const contents = answers.flatMap(({ finding }) => (finding?.kind === 'found' ? [finding.content] : []))
  return { exposure, showsMore, contents: problem === null ? contents : [], problem }
}

function foundIn({ exposure, contents, showsMore, problem }: LookedUpExposure): FoundExposure[] {
  return problem === null ? [{ exposure, contents: contents.map(({ luid }) => luid), showsMore }] : []
}

/** The extracts of exposures that may freeze them but cannot be read, each with the name of one of these. */
function guardsOf({ extracts }: FoundExtracts): ReadonlyMap<ExtractKey, string> {
  return new Map(extracts.map(({ key, exposures }) => [key, exposures[0]?.name ?? '']))
}

/** The other exposures of such extracts, each once: they wait for the same correction. */
function sharedWithGuards(
  extracts: readonly ExtractToPlan[],
  guarded: ReadonlyMap<ExtractKey, string>,
): Unresolved[] {
  const shared = extracts.flatMap(({ key, lineage, exposures }) => {
    const guard = guarded.get(key)
    if (guard === undefined) return []
    const content = `${CONTENT_NOUNS[lineage.content.kind]} ${contentPath(lineage.content)}`
    const problem = `nothing refreshes ${content} until the settings of exposure ${guard}, which may freeze it, are corrected.`
    return exposures.map(({ name: exposure, uniqueId, path }): Unresolved => {
      const { message: text } = message(UNRESOLVED_MESSAGES.misconfigured, { path, problem })
      return { exposure, uniqueId, reason: 'misconfigured', message: text, candidates: [] }
    })
  })
  return [...distinctBy(shared, ({ exposure, uniqueId }) => uniqueId ?? exposure)]
}

export interface ReferenceAnswer {
  readonly reference: ContentReference
  readonly finding: Finding | undefined
}

/** Each reference with Tableau's answer. */
export function answersTo(
  references: readonly ContentReference[],
  findings: Answers['findings'],
): ReferenceAnswer[] {
  return references.map((reference) => ({ reference, finding: findings.get(referenceKey(reference)) }))
}

/** The problem with one reference, in a list; empty if it was found. */
export function problemOf(exposure: string, { reference, finding }: ReferenceAnswer): Unresolved[] {
  if (finding?.kind === 'found') return []
  const content = `${CONTENT_NOUNS[reference.of]} ${describe(reference)}`
  const isByUrl = reference.by === 'content-url' || reference.by === 'number'
  const candidates = (finding?.candidates ?? []).map((one) => ({
    name: contentPath(one),
    address: isByUrl ? one.url : one.luid,
  }))
  if (finding?.kind === 'ambiguous') {
    const { message: text } = message(UNRESOLVED_MESSAGES.ambiguous, { content })
    return [{ exposure, reason: 'ambiguous', message: text, candidates }]
  }
  const place = isByUrl ? 'url' : 'meta.active_exposure.extracts'
  const { message: text } = message(UNRESOLVED_MESSAGES['not-found'], { content, place })
  return [{ exposure, reason: 'not-found', message: text, candidates }]
}

function describe(reference: ContentReference): string {
  switch (reference.by) {
    case 'luid':
      return reference.luid
    case 'path':
      return `"${reference.path}"`
    case 'content-url':
      return `with the content URL "${reference.contentUrl}"`
    case 'number':
      return `with the number ${reference.number}`
  }
}
