/* Table cells shared by the summary and the comment on a pull request. */

import type { PhrasingContent, RootContent } from 'mdast'
import { CONTENT_NOUNS } from '../../tableau/content-names.js'
import type { Content } from '../../tableau/types.js'
import { oneLine } from '../../base/untrusted-text.js'
import {
  type Column,
  compactText,
  link,
  linkOf,
  literal,
  paragraph,
  type Phrase,
  small,
  table,
  safeText,
} from '../markdown.js'
import type { Report } from '../report.js'
import type { SizeBudget } from './size-budget.js'

export const LONGEST_NAME = 100

/** Code points of a name in a table cell. */
export function nameWidth({ text }: Pick<SizeBudget, 'text'>): number {
  return Math.min(text, LONGEST_NAME)
}

/** The content's name, with a link if `linkOf` allows it; and its kind and project. */
export function contentPhrases(
  content: Content,
  tableau: Report['tableau'],
  budget: SizeBudget,
): { readonly name: PhrasingContent; readonly place: readonly Phrase[] } {
  const name = safeText(oneLine(content.name, nameWidth(budget)) || 'unnamed')
  const url = linkOf(content, tableau)
  const kind = CONTENT_NOUNS[content.kind]
  const where = content.project === null ? kind : `${kind} · ${content.project}`
  return { name: url === null ? name : link(url, name), place: small(compactText(where, nameWidth(budget))) }
}

/** A table of at most `most` rows, and a line about the others. */
export function cappedTable<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  most: number,
  rest: (left: number) => string,
): RootContent[] {
  const shown = rows.slice(0, most)
  const left = rows.length - shown.length
  return [
    ...(shown.length === 0 ? [] : [table(columns, shown)]),
    ...(left === 0 ? [] : [paragraph(literal(rest(left)))]),
  ]
}
