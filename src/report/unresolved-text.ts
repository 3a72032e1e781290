import type { PhrasingContent } from 'mdast'
import { oneLine } from '../base/untrusted-text.js'
import type { Unresolved } from '../exposures/types.js'
import { inlineCode, literal, safeText } from './markdown.js'
import { quotedIfComma } from './reason-text.js'

const CANDIDATES_SHOWN = 3

/** The message of an unresolved exposure, with its candidates and what to write to mean one of them. */
export function unresolvedText(unresolved: Unresolved): string {
  const { message, candidates } = unresolved
  const sentence = oneLine(message, 500)
  if (candidates.length === 0) return sentence
  const shown = candidatesShown(candidates).map(({ name, address }) =>
    address === null ? name : `${name} (${address})`,
  )
  return `${sentence} ${lead(unresolved)}: ${shown.join(', ')}${more(candidates)}`
}

/** The same as Markdown, where an address is code, so that it can be copied. */
export function unresolvedPhrases(unresolved: Unresolved, max: number): PhrasingContent[] {
  const { message, candidates } = unresolved
  const sentence = safeText(oneLine(message, 500), max)
  if (candidates.length === 0) return [sentence]
  const shown = candidatesShown(candidates).flatMap(({ name, address }, index) => [
    literal(index === 0 ? '' : ', '),
    safeText(name, max),
    ...(address === null ? [] : [literal(' ('), inlineCode(address), literal(')')]),
  ])
  return [sentence, literal(` ${lead(unresolved)}: `), ...shown, literal(more(candidates))]
}

function lead({ reason, candidates }: Unresolved): string {
  if (reason !== 'not-found') return 'Candidates'
  const isUrl = candidates.some(({ address }) => address !== null && URL.canParse(address))
  return `Nearest, with the ${isUrl ? 'URL' : 'LUID'} to paste`
}

const LONGEST_ADDRESS = 300

function candidatesShown(candidates: Unresolved['candidates']): Unresolved['candidates'] {
  return candidates.slice(0, CANDIDATES_SHOWN).map(({ name, address }) => ({
    name: quotedIfComma(name),
    address: address === null ? null : oneLine(address, LONGEST_ADDRESS),
  }))
}

function more({ length }: Unresolved['candidates']): string {
  return length > CANDIDATES_SHOWN ? ` and ${length - CANDIDATES_SHOWN} more.` : '.'
}
