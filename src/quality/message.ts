/* The message of a data-quality warning. It must tell by itself whether this action wrote it: state may be lost, and the user who signs
   in may change (docs/data-quality-warnings.md#which-warnings-are-ours). */

import { createHash } from 'node:crypto'
import { cut } from '../base/untrusted-text.js'

const LINK = 'Run:'
const MARK = 'Set by Active Exposures, which lifts it when the data is healthy again'

/** The greatest length that Tableau takes is not known. */
const LONGEST_CAUSE = 600

/** Why the data is not healthy, a link to the run that found it, and the mark of this action with a checksum of all that. */
export function warningMessage(cause: string, run: string | null): string {
  const link = run === null ? '' : ` ${LINK} ${run}`
  const text = `${cut(cause, LONGEST_CAUSE)}${link} - ${MARK}`
  return `${text} (${checksum(text)}).`
}

/** Whether this action wrote the message and nobody has changed it since. */
export function isOwnMessage(message: string): boolean {
  const [, text, sum] = /^(.*) \(([0-9a-f]{12})\)\.?\s*$/s.exec(message) ?? []
  return text !== undefined && lettersOf(text).endsWith(lettersOf(MARK)) && checksum(text) === sum
}

/** Whether the message gives this cause; its link is that of the run that found it first. */
export function givesCause(message: string, cause: string): boolean {
  const start = lettersOf(cut(cause, LONGEST_CAUSE))
  return [LINK, MARK].some((next) => lettersOf(message).startsWith(start + lettersOf(next)))
}

function checksum(text: string): string {
  return createHash('sha256').update(lettersOf(text)).digest('hex').slice(0, 12)
}

/** Letters and digits alone: Tableau may escape the other characters, or change blanks and line breaks. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/&#?\w+;/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
