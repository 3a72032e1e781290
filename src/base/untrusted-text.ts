/** Longer than any usual name or sentence, so that a hostile one cannot fill a page. */
const USUAL_LENGTH = 300

/**
 * Characters that are invisible or change the direction of text: control characters, bidi marks and overrides, zero-width
 * spaces, tags; and two that no XML may have. Zero-width joiners are left in: emoji and Persian need them.
 */
const INVISIBLE =
  /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E0FFF}]/gu

/**
 * Untrusted text as one harmless line of at most `max` code points: for log lines, annotations and cells.
 * The runner obeys `::name::` after leading blanks and the older `##[name]` anywhere in a line
 * (docs/facts/github-actions.md#workflow-commands); a space breaks both.
 */
export function oneLine(text: string, max: number = USUAL_LENGTH): string {
  // Cut first, so that a long text is not cleaned for one line; the margin allows for invisible characters.
  const visible = cut(text, max * 8)
    .replace(/[\s\u0085]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(INVISIBLE, '')
    .trim()
  return cut(visible.replace(/^::/, ': :').replaceAll('##[', '## ['), max)
}

/** The first `max` code points; a longer text ends with an ellipsis, which counts. Never splits a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  let points = 0
  let offset = 0
  let end = 0
  for (const character of text) {
    points += 1
    if (points > max) return `${text.slice(0, end)}…`
    offset += character.length
    if (points < max) end = offset
  }
  return text
}

/** A line that only points at a column of the line before (`^^^`): without its spaces it points at another one. */
const POINTER = /^[~-]*\^[\^~ -]*$/

/** Untrusted text of several lines (an error message): `oneLine` of the first `maxLines` that are not empty, and how many more. */
export function harmlessLines(text: string, maxLines: number, max: number = USUAL_LENGTH): string[] {
  const all = text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
    .map((line) => oneLine(line, max))
    .filter((line) => line !== '' && !POINTER.test(line))
  if (all.length <= maxLines) return all
  return [...all.slice(0, maxLines), `… and ${all.length - maxLines} more lines`]
}

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for HTML or XML, between tags or in a quoted attribute; not for scripts, styles or addresses. Use with `oneLine`. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => MARKUP[character] ?? '')
}
