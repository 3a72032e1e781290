import {
  type RetryAdvice,
  type Effect,
  type Meaning,
  MEANINGS,
  UNKNOWN_CODE,
} from '../src/tableau/lineage/metadata-codes.js'

const EFFECTS = {
  whole: 'complete',
  unsorted: 'not sorted: a list of several pages may lack rows',
  rows: 'rows may be missing; those returned are complete',
  stale: 'incomplete: the index is behind',
  cut: 'incomplete',
  refused: 'this list is refused; the others are complete',
  off: 'lineage is off',
} as const satisfies Record<Effect, string>

const RETRIES = {
  never: 'no',
  'other-query': 'another query may work, else REST',
  once: 'once, after a pause, with an eighth of the page size',
  smaller: 'at once, with half the page size',
  'smaller-later': 'after a pause, with half the page size',
} as const satisfies Record<RetryAdvice, string>

/** Head and rows of the table in docs/metadata-codes.md. */
export const CODES_HEAD = ['code', 'the answer is', 'retried', 'message'] as const

export function codeRows(): readonly (readonly string[])[] {
  return [
    ...[...MEANINGS].map(([code, meaning]) => rowOf(code.includes(' ') ? code : `\`${code}\``, meaning)),
    rowOf('any other', UNKNOWN_CODE),
  ]
}

function rowOf(code: string, { effect, retry, because, remedy }: Meaning): readonly string[] {
  return [code, EFFECTS[effect], RETRIES[retry], remedy === null ? because : `${because}; ${remedy}`]
}
