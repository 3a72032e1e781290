import { clauseOf, stackOf } from './errors.js'
import { message, type Message } from '../messages/message.js'
import { oneLine } from './untrusted-text.js'

type Listener = (error: unknown) => void

/** The part of `process` that this file uses. */
interface Emitter {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: Listener): unknown
}

/** Errors that no `catch` of ours can see: a library threw them in a callback or left a promise rejected. */
export interface StrayErrors {
  /** Replaces the listener. The first one also gets the errors before it. */
  setListener(listener: Listener): void
}

/**
 * Keeps the process alive after such an error, which would otherwise end it with a stack trace. Everything a run waits for has
 * a time limit, so a broken library cannot block it.
 */
export function catchStrayErrors(process: Emitter): StrayErrors {
  const early: unknown[] = []
  let listener: Listener = (error) => early.push(error)
  process.on('uncaughtException', (error) => listener(error))
  process.on('unhandledRejection', (reason) => listener(reason))
  return {
    setListener: (next) => {
      listener = next
      early.splice(0).forEach((error) => next(error))
    },
  }
}

/** Limits the report if a library keeps failing. */
const MOST_REPORTED = 5

/** A listener that reports the first five different errors, and passes the stack of every error to `logStack`. */
export function reportOnce(logStack: (stack: string) => void, report: (problem: Message) => void): Listener {
  const reported = new Set<string>()
  return (error) => {
    logStack(stackOf(error))
    const clause = oneLine(clauseOf(error), 1000)
    if (reported.has(clause) || reported.size >= MOST_REPORTED) return
    reported.add(clause)
    report(message('AE-STRAY-ERROR', { error: clause }))
  }
}
