import {
  type RetryAdvice,
  type Effect,
  type Meaning,
  MEANINGS,
  UNKNOWN_CODE,
} from '../src/tableau/lineage/metadata-codes.js'

const EFFECTS = {
  whole: 'whole',
  unsorted: 'not sorted: a list of several pages may lack rows',
  rows: 'rows may be missing; those that came are whole',
  stale: 'not whole: the index is behind',
  cut: 'not whole',
  refused: 'that list is refused; the others stay',
  off: 'lineage is off',
} as const satisfies Record<Effect, string>

const WAYS = {
  never: 'no',
  otherwise: 'another question may do, else REST',
  once: 'once, after a pause, for an eighth',
  smaller: 'at once, for half',
  'smaller-later': 'after a pause, for half',
} as const satisfies Record<RetryAdvice, string>

/** Head and rows of the table in docs/metadata-codes.md. */
export const CODES_HEAD = ['code', 'the answer is', 'asked again', 'what the user is told'] as const

export function codeRows(): readonly (readonly string[])[] {
  return [
    ...[...MEANINGS].map(([code, meaning]) => rowOf(code.includes(' ') ? code : `\`${code}\``, meaning)),
    rowOf('any other', UNKNOWN_CODE),
  ]
}

function rowOf(code: string, { effect, again, because, remedy }: Meaning): readonly string[] {
  return [code, EFFECTS[effect], WAYS[again], remedy === null ? because : `${because}; ${remedy}`]
}
