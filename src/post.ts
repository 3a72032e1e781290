import { isStateLeft } from './run/left-for-post.js'

// Most runs leave nothing, and then nothing else is loaded. `@actions/core` reads the same variables.
if (isStateLeft((name) => process.env[`STATE_${name}`] ?? '')) await import('./index.js')
