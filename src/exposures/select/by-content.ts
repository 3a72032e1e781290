import { message, type Message } from '../../messages/message.js'
import { contentPath } from '../../tableau/content-names.js'
import type { ContentLineage, ContentReference, Luid } from '../../tableau/types.js'
import { type ByLuid, byLuidOf, reachableContent } from '../content-graph.js'
import type { FoundExposure } from '../extracts.js'
import { matcher } from './matcher.js'
import {
  type ChosenExposures,
  EVERYTHING,
  isLeftOut,
  assertSelectMatches,
  type Selection,
  switchedOffMessage,
} from './select.js'
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
  chosen: ChosenExposures,
  byLuid: ByLuid,
  otherContent: readonly ContentLineage[] = [],
): ChosenContent {
  const { choices, selection, unmatched } = chosen
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
  const problems = new Map([...problemsOf(selection, matches, all), ...unmatched])
  const off = new Map(
    selection.select.filter((part) => problems.has(part)).flatMap((part) => switchedOffNotice(part, chosen)),
  )
  for (const part of off.keys()) problems.delete(part)
  assertSelectMatches(problems, selection)
  return { contents, unmatched: new Map([...problems, ...off]) }
}

/** Why a part matches nothing, if exposures that are switched off name such content; it is not looked up. */
function switchedOffNotice(
  part: SelectorPart,
  { switchedOffContent, leftOut }: ChosenExposures,
): [SelectorPart, Message][] {
  const isNamed = (exposure: string): boolean =>
    switchedOffContent
      .get(exposure)
      ?.some((reference) => part.content.every((term) => mayName(term, reference))) ?? false
  if (isDbtOnly(part) || part.dbt.length > 0) return []
  const sentences = leftOut.flatMap(({ exposure, reason, why }) =>
    reason === 'switched-off' && isNamed(exposure) ? [`${exposure} is switched off (${why})`] : [],
  )
  return sentences.length === 0 ? [] : [[part, switchedOffMessage(part, sentences)]]
}

/** Whether content of this name may have this reference. A content URL is the name without spaces and most other characters. */
function mayName({ method, value }: ContentTerm, reference: ContentReference): boolean {
  if (reference.of !== method) return false
  const matches = matcher(value, { ignoreCase: true })
  switch (reference.by) {
    case 'luid':
      return matches(reference.luid)
    case 'path':
      return matches(reference.path) || matches(lastPart(reference.path))
    case 'content-url':
      return matcher(inUrl(lastPart(value)), { ignoreCase: true })(inUrl(reference.contentUrl))
    case 'number':
      return false
  }
}

function lastPart(path: string): string {
  return path.split('/').at(-1) ?? path
}

/** Keeps the characters of a glob. */
function inUrl(name: string): string {
  return name.replace(/[^\p{L}\p{N}*?[\]]/gu, '')
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
