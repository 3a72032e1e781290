/** Something to tell that belongs to no single extract; it becomes an annotation. */
export interface Notice {
  /** An error makes the step fail, though the run goes on. */
  readonly level: 'error' | 'warning' | 'notice'
  /** One sentence: what, which thing, what to do. */
  readonly message: string
  /** Relative to the repository's root. */
  readonly file?: string
  readonly line?: number
}

/** Sentences as warnings. */
export function warnings(messages: Iterable<string>): Notice[] {
  return [...messages].map((message) => ({ level: 'warning', message }))
}

/** Sentences as notices. */
export function notices(messages: Iterable<string>): Notice[] {
  return [...messages].map((message) => ({ level: 'notice', message }))
}
