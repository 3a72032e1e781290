import type { ProjectGraph } from '../../dbt/manifest.js'
import { ConfigurationError } from '../../base/errors.js'
import { message, type Message } from '../../messages/message.js'
import type { DeclaredExposure, DeclaredExposures } from '../declared.js'
import { allExposures, type ExposureId, exposuresMatching, whyNoMatch } from './by-dbt.js'
import type { SelectorPart } from './syntax.js'
import type { Exposure, LeftOut, Unresolved } from '../types.js'

/** The parsed inputs `select` (empty: everything) and `exclude` (empty: nothing). */
export interface Selection {
  readonly select: readonly SelectorPart[]
  readonly exclude: readonly SelectorPart[]
}

/** The selection of an exposure if neither input is given. */
export const EVERYTHING: Selection = { select: [{ text: '', dbt: [], content: [] }], exclude: [] }

/** The exposures of this run after `select` and `exclude`, as far as their dbt selectors decide. */
export interface ChosenExposures extends DeclaredExposures {
  /** Not selected. They may share an extract with a selected exposure, and a selection never shrinks an extract's upstream. */
  readonly others: readonly DeclaredExposure[]
  readonly selection: Selection
  /** For each exposure, the parts whose dbt selectors match it. Its content must match their content selectors. */
  readonly choices: ReadonlyMap<ExposureId, Selection>
  /** A warning about each part that matches nothing. */
  readonly unmatched: ReadonlyMap<SelectorPart, Message>
  /** A notice about each part of `select` that matches only exposures that are switched off. */
  readonly switchedOff: readonly Message[]
}

/**
 * Applies the dbt selectors of `select` and `exclude`. Does not query Tableau.
 * @throws ConfigurationError if `select` matches nothing, with the most similar names.
 */
export function chooseExposures(
  declared: DeclaredExposures,
  graph: ProjectGraph,
  selection: Selection,
): ChosenExposures {
  const select = selection.select.map((part) => matchPart('select', part, graph))
  const exclude = selection.exclude.map((part) => matchPart('exclude', part, graph))
  const unmatched = new Map([...problemsOf(select), ...problemsOf(exclude)])
  assertSelectMatches(unmatched, selection)
  const choiceOf = (id: ExposureId): Selection => ({
    select: select.length === 0 ? EVERYTHING.select : partsOf(select, id),
    exclude: partsOf(exclude, id),
  })
  const choices = new Map(allExposures(graph).map((id) => [id, choiceOf(id)]))
  const ids = new Map(graph.exposures.map(({ name, id }) => [name, id]))
  const off = new Map(
    declared.leftOut.flatMap(({ exposure, reason, why }): [ExposureId, string][] =>
      reason === 'switched-off'
        ? [[ids.get(exposure) ?? exposure, `${exposure} is switched off (${why})`]]
        : [],
    ),
  )
  const isOut = (id: ExposureId): boolean => isLeftOut(choices.get(id) ?? EVERYTHING)
  const isUnresolvedOut = ({ exposure, uniqueId }: Unresolved): boolean =>
    isOut(uniqueId ?? ids.get(exposure) ?? exposure)
  const others = declared.ours.filter(({ exposure }) => isOut(exposure.uniqueId))
  return {
    ours: declared.ours.filter(({ exposure }) => !isOut(exposure.uniqueId)),
    unresolved: declared.unresolved.filter((one) => !isUnresolvedOut(one)),
    leftOut: [
      ...declared.leftOut,
      ...others.map(({ exposure }) => notSelected(exposure.name)),
      ...declared.unresolved.filter(isUnresolvedOut).map(({ exposure }) => notSelected(exposure)),
    ],
    others,
    selection,
    choices,
    unmatched,
    guarded: declared.guarded,
    switchedOffContent: declared.switchedOffContent,
    switchedOff: select.flatMap((part) => switchedOffNotice(part, off)),
  }
}

const NAMES_SHOWN = 3

/** @param sentences `menu is switched off (enabled: false in dbt)`, one for each exposure */
export function switchedOffMessage({ text: selector }: SelectorPart, sentences: readonly string[]): Message {
  const left = sentences.length - NAMES_SHOWN
  const more = left > 0 ? `, and ${left} more are` : ''
  const exposures = `${sentences.slice(0, NAMES_SHOWN).join(', ')}${more}`
  return message('AE-SELECTOR-SWITCHED-OFF', { selector, exposures })
}

/** @param off the exposures that are switched off: `menu is switched off (enabled: false in dbt)` */
function switchedOffNotice(
  { part, exposures }: PartMatches,
  off: ReadonlyMap<ExposureId, string>,
): Message[] {
  const sentences = [...exposures].flatMap((id) => off.get(id) ?? [])
  const isAllOff = part.dbt.length > 0 && sentences.length === exposures.size
  return isAllOff && sentences.length > 0 ? [switchedOffMessage(part, sentences)] : []
}

export function notSelected(exposure: string): LeftOut {
  return { exposure, reason: 'not-selected', why: 'by select or exclude' }
}

/** @throws ConfigurationError if no part of `select` matches anything. If only some parts do not, the caller warns. */
export function assertSelectMatches(unmatched: ChosenExposures['unmatched'], { select }: Selection): void {
  if (select.length === 0 || !select.every((part) => unmatched.has(part))) return
  const problems = select.flatMap((part) => unmatched.get(part)?.message ?? []).join(' ')
  throw new ConfigurationError(message('AE-NOTHING-SELECTED', { problems }))
}

/** Whether dbt selectors alone select an exposure, so that a problem with its content should be reported. */
export function isSelectedByDbt({ choices }: ChosenExposures, { uniqueId }: Exposure): boolean {
  const choice = choices.get(uniqueId) ?? EVERYTHING
  return !isLeftOut(choice) && choice.select.some(({ content }) => content.length === 0)
}

/** Whether dbt selectors leave out everything, whatever the content. */
export function isLeftOut({ select, exclude }: Selection): boolean {
  return select.length === 0 || exclude.some(({ content }) => content.length === 0)
}

interface PartMatches {
  readonly part: SelectorPart
  readonly exposures: ReadonlySet<ExposureId>
  /** Why there are none. */
  readonly problem: Message | null
}

function matchPart(input: keyof Selection, part: SelectorPart, graph: ProjectGraph): PartMatches {
  let exposures = new Set(allExposures(graph))
  for (const term of part.dbt) {
    const named = exposuresMatching(term, graph)
    if (named.size === 0) return { part, exposures: named, problem: whyNoMatch(input, term, graph) }
    exposures = new Set([...exposures].filter((id) => named.has(id)))
  }
  // Without a dbt selector, only content decides, also that of discovered exposures.
  const isNone = exposures.size === 0 && part.dbt.length > 0
  const problem = isNone
    ? message('AE-SELECTOR-CONFLICT', { input, selector: part.text, thing: 'exposure' })
    : null
  return { part, exposures, problem }
}

function problemsOf(answers: readonly PartMatches[]): [SelectorPart, Message][] {
  return answers.flatMap(({ part, problem }): [SelectorPart, Message][] =>
    problem === null ? [] : [[part, problem]],
  )
}

function partsOf(answers: readonly PartMatches[], id: ExposureId): SelectorPart[] {
  return answers.filter(({ exposures }) => exposures.has(id)).map(({ part }) => part)
}
