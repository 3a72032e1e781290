/**
 * Something the user can put right: a wrong input, a missing file, a refused sign-in.
 * Its message is one sentence that says what is wrong, with which thing, and what to do next.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

/** The sentence to show for anything that was thrown; the stack belongs into the debug log only. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Error) return error.message
  return String(error)
}
