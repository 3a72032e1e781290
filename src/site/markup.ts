import { escapeMarkup, oneLine } from '../base/untrusted-text.js'

/** Text that is HTML or SVG already. Only `markup` makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Value = string | number | Markup | readonly Markup[] | null

/**
 * HTML or SVG. Every value that is not markup itself becomes one harmless line, escaped for text and for attributes in double
 * quotes; null becomes nothing.
 */
export function markup(literals: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const parts = literals.map((literal, index) => `${literal}${textOf(values[index] ?? null)}`)
  return new Markup(parts.join(''))
}

function textOf(value: Value): string {
  if (value === null) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return escapeMarkup(oneLine(value, LONGEST))
  return value.map(({ text }) => text).join('')
}

/** Longer than any real name or sentence. */
const LONGEST = 400
