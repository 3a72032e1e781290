import { DBT } from '../src/messages/dbt.js'
import { EXPOSURES } from '../src/messages/exposures.js'
import { GITHUB } from '../src/messages/github.js'
import { INPUTS } from '../src/messages/inputs.js'
import { ROWS } from '../src/messages/rows.js'
import { RUN } from '../src/messages/run.js'
import { STATE } from '../src/messages/state.js'
import { TABLEAU } from '../src/messages/tableau.js'
import type { Entries } from '../src/messages/entry.js'

/** The parts of docs/messages.md. */
export const AREAS: Readonly<Record<string, Entries>> = {
  Inputs: INPUTS,
  "dbt's files": DBT,
  Tableau: TABLEAU,
  'Exposures and discovery': EXPOSURES,
  Rows: ROWS,
  State: STATE,
  GitHub: GITHUB,
  'The run': RUN,
}

export const MESSAGES_HEAD = ['id', 'level', 'message', 'cause', 'what to do'] as const

export function messageRows(entries: Entries): readonly (readonly string[])[] {
  return Object.entries(entries).map(([id, { level, sentence, cause = '–', remedy }]) => [
    `<a id="${id.toLowerCase()}"></a>\`${id}\``,
    level,
    literal(sentence),
    literal(cause),
    literal(remedy ?? '–'),
  ])
}

function literal(text: string): string {
  return text.replace(/[*<]/g, (character) => `\\${character}`)
}
