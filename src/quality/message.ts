/* The message of a data-quality warning. It must tell by itself whether this action wrote it: state may be lost, and the user who signs
   in may change (docs/data-quality-warnings.md#which-warnings-are-ours). */

import { createHash } from 'node:crypto'
import { cut } from '../base/untrusted-text.js'

const LINK = 'Run:'
const NAME = 'Active Exposures'
/** Ends with a letter: whatever is cut off, a letter is missing. */
const END = 'It is lifted when the data is healthy again'

/** The greatest length that Tableau takes is not known. */
const LONGEST_CAUSE = 600

/** Letters that one digit of the mark stands for. */
const BLOCK = 24

/** Letters that the mark can count. */
const MOST_LETTERS = 0xfff

/**
 * Why the data is not healthy, and a link to the run that found it, behind the mark of this action. The mark stands first, so that it
 * survives if Tableau cuts the message.
 */
export function warningMessage(cause: string, run: string | null): string {
  const link = run === null ? '' : ` ${LINK} ${run}`
  const text = `${cut(cause, LONGEST_CAUSE)}${link} - ${END}`
  return `${NAME} (${markOf(text)}): ${text}`
}

/** Whether this action wrote the message and nobody has changed it since; its end may have been cut off. */
export function isOwnMessage(message: string): boolean {
  const parts = partsOf(message)
  if (parts === null) return false
  const { sum, count, digits, text } = parts
  if (sumOf(text) === sum) return true
  const letters = lettersOf(text)
  // An accent of the last letter may have been cut off.
  return letters.length < count && digits.startsWith(digitsOf(letters.slice(0, -1)))
}

/** Whether the message of ours gives this cause, as far as it was not cut off; its link is that of the run that found it first. */
export function givesCause(message: string, cause: string): boolean {
  const given = lettersOf(partsOf(message)?.text ?? message)
  const start = lettersOf(cut(cause, LONGEST_CAUSE))
  return [LINK, END]
    .map((next) => start + lettersOf(next))
    .some((expected) =>
      given.length < expected.length ? expected.startsWith(given) : given.startsWith(expected),
    )
}

/** Whether a message of ours is the one that was sent, as far as it was not cut off. */
export function isAsSent(message: string, sent: string): boolean {
  const [given, expected] = [message, sent].map((one) => lettersOf(partsOf(one)?.text ?? one))
  return given !== undefined && expected?.startsWith(given) === true
}

interface Parts {
  /** Of the whole text, with its signs. */
  readonly sum: string
  /** Letters of the whole text. */
  readonly count: number
  /** One for each block of letters, by all letters up to its end: they tell whether what is left of the text was changed. */
  readonly digits: string
  readonly text: string
}

function partsOf(message: string): Parts | null {
  const [, sum, count, digits, text] = MARK.exec(unescaped(message)) ?? []
  if (sum === undefined || count === undefined || digits === undefined || text === undefined) return null
  // A character that was escaped may have been cut in two.
  return { sum, count: Number.parseInt(count, 16), digits, text: text.replace(/&#?\w*$/, '') }
}

const MARK = new RegExp(
  String.raw`^\s*${NAME.replace(' ', String.raw`\s+`)}\s*\(([0-9a-f]{10})-([0-9a-f]{3})([0-9a-f]*)\):(.*)$`,
  's',
)

function markOf(text: string): string {
  const letters = lettersOf(text).slice(0, MOST_LETTERS)
  return `${sumOf(text)}-${letters.length.toString(16).padStart(3, '0')}${digitsOf(letters)}`
}

function digitsOf(letters: string): string {
  const whole = Math.floor(letters.length / BLOCK)
  return Array.from({ length: whole }, (_, index) =>
    hash(letters.slice(0, (index + 1) * BLOCK)).slice(0, 1),
  ).join('')
}

/** Tableau may escape characters, or change blanks and line breaks. */
function sumOf(text: string): string {
  return hash(
    unescaped(text)
      .normalize('NFKC')
      .replace(/[\s\p{C}]/gu, ''),
  ).slice(0, 10)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Letters and digits alone. */
function lettersOf(text: string): string {
  return unescaped(text)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const ESCAPED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Also what was escaped twice. */
function unescaped(text: string): string {
  const once = text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return ESCAPED[name.toLowerCase()] ?? whole
    const point = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
  return once === text || once.length >= text.length ? once : unescaped(once)
}
