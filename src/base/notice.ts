import type { Message } from '../messages/message.js'

/** A message that is not about a single extract; it becomes an annotation. */
export interface Notice extends Message {
  /** Of the annotation; else made from the id. */
  readonly title?: string
  /** Relative to the repository's root. */
  readonly file?: string
  readonly line?: number
}
