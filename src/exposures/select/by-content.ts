import { message, type Message } from '../../messages/message.js'
import { contentPath } from '../../tableau/content-names.js'
import type { ContentLineage, Luid } from '../../tableau/types.js'
import { type ByLuid, byLuidOf, reachableContent } from '../content-graph.js'
import type { FoundExposure } from '../extracts.js'
import { matcher } from './matcher.js'
import { type ChosenExposures, EVERYTHING, isLeftOut, assertSelectMatches, type Selection } from './select.js'
import { noMatch } from './by-dbt.js'
import type { ContentTerm, SelectorPart } from './syntax.js'

export interface ChosenContent {
  readonly contents: ReadonlySet<Luid>
  readonly unmatched: ChosenExposures['unmatched']
}

/**
 * The content that `select` and `exclude` choose. Selecting a workbook selects the data sources that it reads; excluding content
 * excludes the data sources that only it reads.
 * @param otherContent content that this run does not plan: an `exclude` that matches only such content gives no warning
 * @throws ConfigurationError if `select` matches nothing, with the nearest names.
 */
export function chooseContent(
  found: readonly FoundExposure[],
  { choices, selection, unmatched }: Pick<ChosenExposures, 'choices' | 'selection' | 'unmatched'>,
  byLuid: ByLuid,
  otherContent: readonly ContentLineage[] = [],
): ChosenContent {
  const matches = new PartMatcher(selection, otherContent)
  const contents = new Set<Luid>()
  for (const { exposure, contents: own } of found) {
    const choice = choices.get(exposure.uniqueId) ?? EVERYTHING
    const selected = selectedContent(own, reachableContent(own, byLuid), { choice, matches })
    if (!isLeftOut(choice)) for (const { content } of selected) contents.add(content.luid)
  }
  const all = reachableContent(
    found.flatMap(({ contents: own }) => own),
    byLuid,
  )
  const known = new Map([...problemsOf(selection, matches, all), ...unmatched])
  assertSelectMatches(known, selection)
  return { contents, unmatched: known }
}

/** Tests content against parts of a selection, and records which parts matched anything. */
class PartMatcher {
  readonly #tests: ReadonlyMap<SelectorPart, Test>
  readonly #matched = new Set<SelectorPart>()

  constructor({ select, exclude }: Selection, otherContent: readonly ContentLineage[]) {
    const parts = [...select, ...exclude]
    this.#tests = new Map(parts.map((part) => [part, contentTest(part)]))
    for (const part of exclude) if (otherContent.some(contentTest(part))) this.#matched.add(part)
  }

  /** Whether content matches any of these parts. Tests all of them, to record every match. */
  any(parts: readonly SelectorPart[], lineage: ContentLineage): boolean {
    const matched = parts.filter((part) => this.#tests.get(part)?.(lineage) === true)
    for (const part of matched) this.#matched.add(part)
    return matched.length > 0
  }

  isMatched(part: SelectorPart): boolean {
    return this.#matched.has(part)
  }
}

function selectedContent(
  own: readonly Luid[],
  behind: readonly ContentLineage[],
  { choice: { select, exclude }, matches }: { readonly choice: Selection; readonly matches: PartMatcher },
): ContentLineage[] {
  const [byDbt, byContent] = [select.filter(isDbtOnly), select.filter((part) => !isDbtOnly(part))]
  const kept = behind.filter(
    (lineage) =>
      !matches.any(
        exclude.filter((part) => !isDbtOnly(part)),
        lineage,
      ),
  )
  const named = behind.filter((lineage) => matches.any(byContent, lineage)).map(({ content }) => content.luid)
  return reachableContent(byDbt.length > 0 ? own : named, byLuidOf(kept))
}

/** Whether a part has no content selector. */
function isDbtOnly({ content }: SelectorPart): boolean {
  return content.length === 0
}

type Test = (lineage: ContentLineage) => boolean

/** Tests whether content matches all content selectors of a part. */
export function contentTest({ content }: SelectorPart): Test {
  const tests = content.map(termTest)
  return (lineage) => tests.every((test) => test(lineage))
}

/** Tests content by name, by project path and name, or by LUID. */
function termTest({ method, value }: ContentTerm): Test {
  const matches = matcher(value, { ignoreCase: true })
  return ({ content }) =>
    content.kind === method && [content.name, contentPath(content), content.luid].some(matches)
}

function problemsOf(
  selection: Selection,
  matches: PartMatcher,
  all: readonly ContentLineage[],
): [SelectorPart, Message][] {
  return (['select', 'exclude'] as const).flatMap((input) =>
    selection[input]
      .filter((part) => !isDbtOnly(part) && !matches.isMatched(part))
      .map((part): [SelectorPart, Message] => [part, whyNoMatch(input, part, all)]),
  )
}

function whyNoMatch(input: string, { text, content }: SelectorPart, all: readonly ContentLineage[]): Message {
  const missing = content.find((term) => !all.some(termTest(term)))
  if (missing === undefined)
    return message('AE-SELECTOR-CONFLICT', { input, selector: text, thing: 'content' })
  const ofKind = all.filter((lineage) => lineage.content.kind === missing.method)
  const isPath = missing.value.includes('/')
  return noMatch(
    input,
    missing,
    ofKind.map(({ content }) => (isPath ? contentPath(content) : content.name)),
  )
}
