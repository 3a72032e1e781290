export type Level = 'error' | 'warning' | 'notice'

/** What people are told about one situation. Placeholders are written `{name}`; callers word plurals and lists. */
interface Entry {
  /** An error makes the step fail, but the run may continue. */
  readonly level: Level
  /** What is wrong, and with which thing. */
  readonly sentence: string
  /** Why it happens, for docs/messages.md, where the sentence does not say so. */
  readonly cause?: string
  /** What to do, as one imperative sentence; null if there is nothing to do. */
  readonly remedy: string | null
}

/** Entries by their id. An id never changes and is never used for something else. */
export type Entries = Readonly<Record<`AE-${Uppercase<string>}`, Entry>>
