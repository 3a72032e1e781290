import { configureGlobal } from 'fast-check'
import { runs } from './runs.js'

/* Runs before each test file. `npm test` always uses the same random values; `npm run properties` uses new ones (scripts/properties.ts). */

configureGlobal({ seed: Number(process.env['PROPERTIES_SEED'] ?? 1), numRuns: runs(100) })

// As for users of graphql: without a check of every value, which takes half the time of the Tableau simulator.
process.env['NODE_ENV'] = 'production'
