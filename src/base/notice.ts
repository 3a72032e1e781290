/** A message that is not about a single extract; it becomes an annotation. */
export interface Notice {
  /** An error makes the step fail, but the run continues. */
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
