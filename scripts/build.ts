// Removes dist/ first: chunk names change with their content, and no stale chunk must remain.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, compressSqlParser } from './bundle.js'

const dist = join(import.meta.dirname, '../dist')
rmSync(dist, { recursive: true, force: true })
mkdirSync(dist)
await bundle(dist)
compressSqlParser(dist)
