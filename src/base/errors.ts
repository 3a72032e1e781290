import { inspect } from 'node:util'
import { message, type Message } from '../messages/message.js'

/** An error that carries a message with an id. */
export class ExplainedError extends Error {
  readonly explanation: Message

  constructor(explanation: Message, options?: ErrorOptions) {
    super(explanation.message, options)
    this.explanation = explanation
  }
}

/** Something the user can put right: a wrong input, a missing file, a refused sign-in. */
export class ConfigurationError extends ExplainedError {
  override readonly name = 'ConfigurationError'
}

/** The message for anything thrown: that of an ExplainedError, else AE-UNEXPECTED. */
export function explanationOf(error: unknown): Message {
  if (error instanceof ExplainedError) return error.explanation
  return message('AE-UNEXPECTED', { error: clauseOf(error) })
}

/** `sentenceOf` without its full stop, for use inside another sentence. */
export function clauseOf(error: unknown): string {
  return sentenceOf(error).replace(/\.$/, '')
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
