import { isStateLeft } from './run/left-for-post.js'

// After most runs nothing is left to save, and nothing else is loaded. `@actions/core` reads the same variables.
if (isStateLeft((name) => process.env[`STATE_${name}`] ?? '')) await import('./index.js')
