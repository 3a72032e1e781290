import type { ContentLineage, Luid } from '../tableau/types.js'
import { type ByLuid, type FoundExposure, withAllItReads } from './extracts.js'
import { matcher } from './glob.js'
import { type Chosen, type ContentChoice, refuseNothing, type Selection } from './select.js'
import { nothingLike } from './select-dbt.js'
import { type ContentTerm, isContentTerm, type Part } from './select-syntax.js'

export interface ChosenContent {
  readonly contents: ReadonlySet<Luid>
  readonly unmatched: Chosen['unmatched']
}

/**
 * The content that `select` and `exclude` choose, now that Tableau has told what there is. A workbook that is named
 * stands for what it reads, too; content that is excluded is left alone, with what only it reads.
 * @throws ConfigurationError when `select` matches nothing, with the nearest names.
 */
export function chooseContent(
  found: readonly FoundExposure[],
  chosen: Pick<Chosen, 'ours' | 'choices' | 'selection' | 'unmatched'>,
  byLuid: ByLuid,
): ChosenContent {
  const ours = new Set(chosen.ours.map(({ exposure }) => exposure.uniqueId))
  const asked = found.filter(({ exposure }) => ours.has(exposure.uniqueId))
  const all = asked.flatMap(({ contents }) => withAllItReads(contents, byLuid))
  const unmatched = new Map([...problemsOf(chosen.selection, all), ...chosen.unmatched])
  refuseNothing(unmatched, chosen.selection)
  const contents = new Set<Luid>()
  for (const { exposure, contents: own } of asked) {
    const choice = chosen.choices.get(exposure.uniqueId)
    const wanted = choice === undefined ? withAllItReads(own, byLuid) : wantedOf(own, choice, byLuid)
    for (const { content } of wanted) contents.add(content.luid)
  }
  return { contents, unmatched }
}

function wantedOf(
  own: readonly Luid[],
  { select, exclude }: ContentChoice,
  byLuid: ByLuid,
): ContentLineage[] {
  const isExcluded = answersToAny(exclude)
  const kept = new Map([...byLuid].filter(([, lineage]) => !isExcluded(lineage)))
  const whole = select.some((terms) => terms.length === 0)
  const named = withAllItReads(own, byLuid).filter(answersToAny(select))
  return withAllItReads(whole ? own : named.map(({ content }) => content.luid), kept)
}

function answersToAny(lists: ContentChoice['select']): (lineage: ContentLineage) => boolean {
  const tests = lists.map((terms) => terms.map(answersTo))
  return (lineage) => tests.some((all) => all.length > 0 && all.every((test) => test(lineage)))
}

/** By name, by project path and name, or by LUID. */
function answersTo({ method, value }: ContentTerm): (lineage: ContentLineage) => boolean {
  const matches = matcher(value, { ignoreCase: true })
  return (lineage) => lineage.content.kind === method && namesOf(lineage).some(matches)
}

function namesOf({ content: { name, project, luid } }: ContentLineage): string[] {
  return project === null ? [name, luid] : [name, `${project}/${name}`, luid]
}

/** What no content answers to, with the nearest names. */
function problemsOf(selection: Selection, all: readonly ContentLineage[]): [Part, string][] {
  return (['select', 'exclude'] as const).flatMap((input) =>
    selection[input].flatMap((part): [Part, string][] => {
      const missing = part.terms.filter(isContentTerm).find((term) => !all.some(answersTo(term)))
      if (missing === undefined) return []
      const names = all
        .filter(({ content }) => content.kind === missing.method)
        .map(({ content }) => content.name)
      return [[part, `${input}: ${part.text} ${nothingLike(missing.value, names)}`]]
    }),
  )
}
