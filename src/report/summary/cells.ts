/* Table cells shared by the summary and the comment on a pull request. */

import type { PhrasingContent, RootContent } from 'mdast'
import type { ExtractRow } from '../../plan/types.js'
import { CONTENT_NOUNS } from '../../tableau/content-names.js'
import type { Content } from '../../tableau/types.js'
import { oneLine } from '../../base/untrusted-text.js'
import { breakable, type Column, link, linkOf, literal, paragraph, table } from '../markdown.js'
import { isDiscovered } from '../names.js'
import type { Report } from '../report.js'
import type { SizeBudget } from './size-budget.js'

export const LONGEST_NAME = 100

/** Code points of a name in a table cell. */
export function nameWidth({ text }: Pick<SizeBudget, 'text'>): number {
  return Math.min(text, LONGEST_NAME)
}

/** The content's name, with a link if `linkOf` allows it. */
export function contentName(
  content: Content,
  tableau: Report['tableau'],
  budget: SizeBudget,
): PhrasingContent[] {
  const name = breakable(oneLine(content.name, nameWidth(budget)) || 'unnamed')
  const url = linkOf(content, tableau)
  return url === null ? name : [link(url, ...name)]
}

/** `workbook in Finance`, `discovered data source in Finance/Board`. */
export function placeText(extract: ExtractRow['extract']): string {
  const { kind, project } = extract.lineage.content
  const noun = `${isDiscovered(extract) ? 'discovered ' : ''}${CONTENT_NOUNS[kind]}`
  return project === null ? noun : `${noun} in ${project}`
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
