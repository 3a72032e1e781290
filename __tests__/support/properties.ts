import { configureGlobal } from 'fast-check'

/* Runs before each test file. Every `npm test` draws the same; `npm run properties` draws afresh (scripts/properties.ts). */

configureGlobal({ seed: Number(process.env['PROPERTIES_SEED'] ?? 1) })
