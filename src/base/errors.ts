import { inspect } from 'node:util'

/**
 * Something the user can put right: a wrong input, a missing file, a refused sign-in.
 * Its message is one sentence that says what is wrong, with which thing, and what to do next.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

/** The sentence to show for anything thrown; the stack goes to the debug log only. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Error && error.message !== '') return error.message
  // For a host with several addresses Node throws an AggregateError without a message.
  if (error instanceof AggregateError && error.errors.length > 0) return sentenceOf(error.errors[0])
  if (error instanceof Error) return error.name
  return typeof error === 'string' ? error : inspect(error)
}

/** For the debug log. */
export function stackOf(error: unknown): string {
  return error instanceof Error && error.stack !== undefined ? error.stack : sentenceOf(error)
}
