import type { PhrasingContent } from 'mdast'
import { oneLine } from '../base/untrusted-text.js'
import type { Unresolved } from '../exposures/types.js'
import { inlineCode, literal, safeText } from './markdown.js'
import { quotedIfComma } from './lists.js'

const CANDIDATES_SHOWN = 3

/** The message of an unresolved exposure, with its candidates and what to write to mean one of them. */
export function unresolvedText(unresolved: Unresolved): string {
  return partsOf(unresolved)
    .map(({ text }) => text)
    .join('')
}

/** The same, and what follows from it. */
export function unresolvedSentence(unresolved: Unresolved): string {
  const text = unresolvedText(unresolved)
  return `${text}${/[.?!]$/.test(text) ? '' : '.'} ${NOT_UNTIL_CORRECTED}.`
}

export const NOT_UNTIL_CORRECTED = 'It is not refreshed until this is corrected'

/** The message as Markdown, where an address is code, so that it can be copied. */
export function unresolvedPhrases(unresolved: Unresolved, max: number): PhrasingContent[] {
  return partsOf(unresolved).map(({ kind, text }) => {
    switch (kind) {
      case 'own':
        return literal(text)
      case 'untrusted':
        return safeText(text, max)
      case 'address':
        return inlineCode(text)
    }
  })
}

interface Part {
  readonly kind: 'own' | 'untrusted' | 'address'
  readonly text: string
}

function partsOf(unresolved: Unresolved): Part[] {
  const { message, candidates } = unresolved
  const sentence: Part = { kind: 'untrusted', text: oneLine(message, 500) }
  if (candidates.length === 0) return [sentence]
  const own = (text: string): Part => ({ kind: 'own', text })
  const shown = candidates
    .slice(0, CANDIDATES_SHOWN)
    .flatMap(({ name, address }, index): Part[] => [
      own(index === 0 ? ` ${lead(unresolved)}: ` : ', '),
      { kind: 'untrusted', text: quotedIfComma(name) },
      ...(address === null
        ? []
        : [own(' ('), { kind: 'address' as const, text: oneLine(address, LONGEST_ADDRESS) }, own(')')]),
    ])
  return [sentence, ...shown, own(more(candidates))]
}

function lead({ reason, candidates }: Unresolved): string {
  if (reason !== 'not-found') return 'Candidates'
  const isUrl = candidates.some(({ address }) => address !== null && URL.canParse(address))
  return `Nearest, with the ${isUrl ? 'URL' : 'LUID'} to paste`
}

const LONGEST_ADDRESS = 300

function more({ length }: Unresolved['candidates']): string {
  return length > CANDIDATES_SHOWN ? ` and ${length - CANDIDATES_SHOWN} more.` : '.'
}
