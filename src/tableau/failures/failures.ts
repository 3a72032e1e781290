import { HttpError } from '../../base/http.js'
import { NotTableauError, SessionError, TableauError } from '../client/errors.js'
import type { FailureClass } from './classes.js'
import { classOfText } from './texts.js'

export interface Failure {
  readonly class: FailureClass
  /** Tableau's own words, else our own about what happened; uncut and unescaped, and empty where there are none. */
  readonly text: string
}

/** By error code, which no language changes (docs/failures.md). Any other that begins with 403 is a permission. */
export const FAILURE_CODES: Readonly<Record<string, FailureClass>> = {
  '403069': 'no-extract',
  '403180': 'no-extract',
  '409090': 'no-extract',
  '404004': 'permission',
  '404005': 'permission',
  '404006': 'permission',
}

/** A code of Tableau's at the beginning of a line, in brackets, or called one: other numbers count rows and bytes. */
const CODE_IN_NOTES = /(?:^|[([]|(?:code|error)\W{0,2})(4\d{5})(?!\d)/im

/** Why a job failed or was cancelled, from its notes. Codes within the text come first, texts are the last resort. */
export function classifyNotes(notes: string): Failure {
  const code = CODE_IN_NOTES.exec(notes)?.[1] ?? ''
  return { class: classOfCode(code) ?? classOfText(notes) ?? 'unknown', text: notes }
}

/** Why Tableau refused or never answered a call about one extract. */
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
