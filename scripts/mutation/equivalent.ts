import type { Accepted } from './page.js'

/** Changes that survive, and why no test of the rules can notice them or should. */
export const EQUIVALENT: readonly Accepted[] = []
