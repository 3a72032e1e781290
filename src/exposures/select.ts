import type { ProjectGraph } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import { ConfigurationError } from '../errors.js'
import type { DeclaredExposure, DeclaredExposures } from './declared.js'
import { allExposures, type ExposureId, exposuresNamed, whyNone } from './select-dbt.js'
import { type ContentTerm, isContentTerm, type Part } from './select-syntax.js'
import type { Exposure, LeftOut } from './types.js'

/** `select` and `exclude`; no parts mean everything, and nothing. */
export interface Selection {
  readonly select: readonly Part[]
  readonly exclude: readonly Part[]
}

/** What has still to be asked of an exposure's content: it counts if it answers to all selectors of one of the lists. */
export interface ContentChoice {
  readonly select: readonly (readonly ContentTerm[])[]
  readonly exclude: readonly (readonly ContentTerm[])[]
}

/** The exposures of this run, sorted by `select` and `exclude` as far as dbt's project tells. */
export interface Chosen extends DeclaredExposures {
  /** Not selected. They tell with whom an extract is shared: selections never shrink its upstream. */
  readonly others: readonly DeclaredExposure[]
  readonly selection: Selection
  /** Of every exposure of the project. */
  readonly choices: ReadonlyMap<ExposureId, ContentChoice>
  /** A sentence about each part that matches nothing. */
  readonly unmatched: ReadonlyMap<Part, string>
}

/**
 * Leaves out what `select` and `exclude` leave out; nothing is asked of Tableau.
 * @throws ConfigurationError when `select` matches nothing, with the nearest names.
 */
export function chooseExposures(
  declared: DeclaredExposures,
  graph: ProjectGraph,
  selection: Selection,
): Chosen {
  const select = selection.select.map((part) => answer(part, graph))
  const exclude = selection.exclude.map((part) => answer(part, graph))
  const unmatched = new Map([...problemsOf('select', select), ...problemsOf('exclude', exclude)])
  refuseNothing(unmatched, selection)
  const choices = new Map(
    allExposures(graph).map((id): [ExposureId, ContentChoice] => [
      id,
      {
        select: selection.select.length === 0 ? [[]] : openTerms(select, id),
        exclude: openTerms(exclude, id),
      },
    ]),
  )
  const isOut = (id: ExposureId | undefined): boolean =>
    isLeftOut(id === undefined ? undefined : choices.get(id))
  const idOf = new Map(graph.exposures.map(({ name, id }): [string, UniqueId] => [name, id]))
  const others = declared.ours.filter(({ exposure }) => isOut(exposure.uniqueId))
  const otherUnresolved = declared.unresolved.filter(({ exposure }) => isOut(idOf.get(exposure)))
  const leftOut = [
    ...others.map(({ exposure }) => exposure.name),
    ...otherUnresolved.map(({ exposure }) => exposure),
  ]
  return {
    ours: declared.ours.filter((each) => !others.includes(each)),
    unresolved: declared.unresolved.filter((each) => !otherUnresolved.includes(each)),
    leftOut: [...declared.leftOut, ...leftOut.map(notSelected)],
    others,
    selection,
    choices,
    unmatched,
  }
}

export function notSelected(exposure: string): LeftOut {
  return { exposure, reason: 'not-selected', why: 'by select or exclude' }
}

/** @throws ConfigurationError when no part of `select` matches anything; when only some do not, that is a warning. */
export function refuseNothing(unmatched: Chosen['unmatched'], { select }: Selection): void {
  if (select.length === 0 || !select.every((part) => unmatched.has(part))) return
  throw new ConfigurationError(select.flatMap((part) => unmatched.get(part) ?? []).join(' '))
}

/** Whether an exposure is selected whatever its content is, so that it is worth telling that it has none. */
export function isWhole({ choices }: Chosen, { uniqueId }: Exposure): boolean {
  const choice = choices.get(uniqueId)
  return choice === undefined || (choice.select.some((terms) => terms.length === 0) && !isLeftOut(choice))
}

/** An exposure that no expression can know of is never left out. */
function isLeftOut(choice: ContentChoice | undefined): boolean {
  if (choice === undefined) return false
  return choice.select.length === 0 || choice.exclude.some((terms) => terms.length === 0)
}

interface Answer {
  readonly part: Part
  readonly exposures: ReadonlySet<ExposureId>
  /** Why there are none. */
  readonly problem: string | null
}

function answer(part: Part, graph: ProjectGraph): Answer {
  let exposures = new Set(allExposures(graph))
  for (const term of part.terms) {
    if (isContentTerm(term)) continue
    const named = exposuresNamed(term, graph)
    if (named.size === 0) return { part, exposures: named, problem: whyNone(term, graph) }
    exposures = new Set([...exposures].filter((id) => named.has(id)))
  }
  const problem =
    exposures.size === 0 ? 'matches nothing: no exposure answers to all of its selectors.' : null
  return { part, exposures, problem }
}

function problemsOf(input: keyof Selection, answers: readonly Answer[]): [Part, string][] {
  return answers.flatMap(({ part, problem }): [Part, string][] =>
    problem === null ? [] : [[part, `${input}: ${part.text} ${problem}`]],
  )
}

/** Of the parts that an exposure answers to, the selectors that its content has to answer to as well. */
function openTerms(answers: readonly Answer[], id: ExposureId): ContentTerm[][] {
  return answers
    .filter(({ exposures }) => exposures.has(id))
    .map(({ part }) => part.terms.filter(isContentTerm))
}
