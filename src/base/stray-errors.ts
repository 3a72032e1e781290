import { clauseOf, stackOf } from './errors.js'
import { message, type Message } from '../messages/message.js'
import { oneLine } from './untrusted-text.js'

type Listener = (error: unknown) => void

/** The part of `process` that this file uses. */
interface Emitter {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: Listener): unknown
}

/** Errors that a library throws outside of any call of ours, where they cannot be caught. */
export interface StrayErrors {
  /** Sets the only listener; it first gets the errors from before. */
  tellTo(listener: Listener): void
}

/**
 * Keeps the process alive after such an error, which would otherwise end it with a stack trace. A run has a time limit for
 * everything it waits for, so a broken library cannot block it.
 */
export function catchStrayErrors(process: Emitter): StrayErrors {
  const early: unknown[] = []
  let listener: Listener = (error) => early.push(error)
  process.on('uncaughtException', (error) => listener(error))
  process.on('unhandledRejection', (reason) => listener(reason))
  return {
    tellTo: (next) => {
      listener = next
      early.splice(0).forEach((error) => next(error))
    },
  }
}

/** A limit for the report if a library keeps failing; the debug log has all errors. */
const MOST_REPORTED = 5

/** Reports the first few different errors, one message each; logs every stack as detail. */
export function reportOnce(detail: (text: string) => void, tell: (problem: Message) => void): Listener {
  const told = new Set<string>()
  return (error) => {
    detail(stackOf(error))
    const clause = oneLine(clauseOf(error), 1000)
    if (told.has(clause) || told.size >= MOST_REPORTED) return
    told.add(clause)
    tell(message('AE-STRAY-ERROR', { error: clause }))
  }
}
