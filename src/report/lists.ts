import type { Landing, UpstreamId } from '../plan/types.js'
import { oneLine } from '../base/untrusted-text.js'
import { nameIn, type Names } from './names.js'

/** Names listed in a sentence before "and N more". */
export const NAMES_SHOWN = 3

export function listNames(ids: readonly UpstreamId[], { names }: { readonly names: Names }): string {
  return list(ids.map((id) => nameIn(id, names)))
}

/** Like `listNames`, and says which are published data sources, since a node may have the same name: `fct_orders, data source Orders`. */
export function listUpstream(ids: readonly UpstreamId[], { names }: { readonly names: Names }): string {
  return list(ids.map((id) => `${isDataSource(id) ? 'data source ' : ''}${nameIn(id, names)}`))
}

/** Whether it is a published data source, whose key is `datasource:<luid>`, and no node. */
export function isDataSource(id: UpstreamId): boolean {
  return id.startsWith('datasource:')
}

export function idsOf(landings: readonly Landing[]): UpstreamId[] {
  return landings.map(({ id }) => id)
}

/** `a`, `a, b`, `a, b, c and 4 more`; each name passed through `oneLine`, and in quotes if it has a comma. */
export function list(names: readonly string[], max: number = NAMES_SHOWN): string {
  return listPhrases(names.map(quotedIfComma), max)
}

/** A name as `list` shows it. */
export function quotedIfComma(name: string): string {
  const shown = oneLine(name, 80)
  return shown.includes(',') ? `"${shown}"` : shown
}

/** A name of 80 code points in quotes. */
const LONGEST_LISTED = 82

/** Like `list`, for phrases that may contain commas. */
export function listPhrases(phrases: readonly string[], max: number = NAMES_SHOWN): string {
  const shown = phrases.slice(0, max).map((phrase) => oneLine(phrase, LONGEST_LISTED))
  const rest = phrases.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}

/** `1 extract`, `2 extracts`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
