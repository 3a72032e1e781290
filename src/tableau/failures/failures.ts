import { HttpError } from '../../base/http.js'
import { NotTableauError, SessionError, TableauError } from '../client/errors.js'
import type { FailureClass } from './classes.js'
import { classOfText } from './texts.js'

export interface Failure {
  readonly class: FailureClass
  /** Tableau's text, else ours about what happened; uncut and unescaped, may be empty. */
  readonly text: string
}

/** Classes by error code (docs/failures.md). Any other code that begins with 403 is a permission. */
export const FAILURE_CODES: Readonly<Record<string, FailureClass>> = {
  '403069': 'no-extract',
  '403180': 'no-extract',
  '409090': 'no-extract',
  '404004': 'permission',
  '404005': 'permission',
  '404006': 'permission',
}

/** Tableau's code: at the start of a line, in brackets, or after “code” or “error”. Other numbers are counts. */
const CODE_IN_NOTES = /(?:^|[([]|(?:code|error)\W{0,2})(4\d{5})(?!\d)/im

/** Classifies why a job failed or was cancelled, from its notes: by a code in them, else by their text. */
export function classifyNotes(notes: string): Failure {
  const code = CODE_IN_NOTES.exec(notes)?.[1] ?? ''
  return { class: classOfCode(code) ?? classOfText(notes) ?? 'unknown', text: notes }
}

/** Classifies why Tableau refused or did not answer a call about one extract. */
export function classifyError(error: unknown): Failure {
  if (error instanceof TableauError) {
    const text = [error.code, error.summary, error.detail].filter((part) => part !== '').join(' ')
    const known = classOfCode(error.code) ?? classOfStatus(error.status) ?? classOfText(text)
    return { class: known ?? 'unknown', text }
  }
  const text = error instanceof Error ? error.message : String(error)
  if (error instanceof SessionError && error.problem === 'scope') return { class: 'permission', text }
  if (error instanceof HttpError || error instanceof NotTableauError) return { class: 'no-answer', text }
  return { class: 'unknown', text }
}

function classOfCode(code: string): FailureClass | null {
  return FAILURE_CODES[code] ?? (code.startsWith('403') ? 'permission' : null)
}

function classOfStatus(status: number): FailureClass | null {
  if (status === 403 || status === 404) return 'permission'
  return status === 429 ? 'quota' : null
}
