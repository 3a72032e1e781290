import { configureGlobal } from 'fast-check'
import { runs } from './runs.js'

/* Runs before each test file. Every `npm test` draws the same; `npm run properties` draws afresh (scripts/properties.ts). */

configureGlobal({ seed: Number(process.env['PROPERTIES_SEED'] ?? 1), numRuns: runs(100) })

// As users run it: graphql then leaves out a check of every value that takes half the time of the Tableau simulator.
process.env['NODE_ENV'] = 'production'
