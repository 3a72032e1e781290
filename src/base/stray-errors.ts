import { sentenceOf, stackOf } from './errors.js'
import { oneLine } from './untrusted-text.js'

type Listener = (error: unknown) => void

/** `process`, or what stands in for it in a test. */
interface Emitter {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: Listener): unknown
}

/** Errors that nobody can catch: a library has thrown them outside of every call of ours. */
export interface StrayErrors {
  /** From now on this listener alone is told, at first of what came before there was one. */
  tellTo(listener: Listener): void
}

/**
 * Keeps the process alive after such an error, which would end it with a stack trace in the middle of its work. Whatever
 * a run waits for has a time limit, so a broken library cannot hold it up.
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

/** A library that fails again and again must not fill the report; the debug log has all. */
const MOST_TOLD = 5

/** Tells the first few different errors in a sentence each, and every stack in detail. */
export function tellOnce(detail: (text: string) => void, tell: (sentence: string) => void): Listener {
  const told = new Set<string>()
  return (error) => {
    detail(stackOf(error))
    const sentence = `The run went on after an error that came from none of its own steps: ${oneLine(sentenceOf(error), 1000)}`
    if (told.has(sentence) || told.size >= MOST_TOLD) return
    told.add(sentence)
    tell(sentence)
  }
}
