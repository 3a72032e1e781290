import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { scopesFor } from '../../simulators/actions-cache/scopes.js'
import { rowsSchema } from '../../src/report/outputs/rows-schema.js'
import { runMain, runPost } from '../../simulators/runner/runner.js'
import { writeBuild } from '../peers/build.js'
import { ADMIN, SITE } from '../peers/site.js'
import { Stand } from '../peers/stand.js'

/* The memory that one run needs to refresh very many extracts, all of them due. Exits with 1 if a limit is missed. */

const { values } = parseArgs({ options: { extracts: { type: 'string', default: '1000' } } })
const EXTRACTS = Number(values.extracts)
const LIMIT_MB = 150
/** Virtual seconds per real second. */
const SPEED = 20
const MAX_PARALLEL = '50'
const EVENT = { name: 'schedule', ref: 'refs/heads/main' }

const durations = Array.from({ length: EXTRACTS }, (_, index) => 5 + (index % 16))
const stand = await Stand.open({ seconds: durations, concurrency: Number(MAX_PARALLEL) })
stand.setTime(Date.now(), SPEED)
writeBuild(stand.folder, stand.luids(EXTRACTS), stand.now - 1000)

const peakFile = join(mkdtempSync(join(stand.folder, 'peak-')), 'megabytes')
const step = {
  workspace: stand.folder,
  event: EVENT,
  environment: {
    ...stand.cache.environment(scopesFor({ event: EVENT.name, ref: EVENT.ref, defaultBranch: 'main' })),
    ...stand.timeEnvironment,
    NODE_OPTIONS: `--import ${join(import.meta.dirname, 'peak.mjs')}`,
    PEAK_FILE: peakFile,
  },
  inputs: {
    'tableau-server-url': stand.url,
    'tableau-site': SITE,
    'tableau-token-name': ADMIN.token,
    'tableau-token-secret': ADMIN.secret,
    'build-after': '0',
    'max-parallel': MAX_PARALLEL,
  },
}
const started = Date.now()
const main = await runMain(step)
const wall = (Date.now() - started) / 1000
const peak = Number(readFileSync(peakFile, 'utf8'))
await runPost(step, main)

const rows = rowsSchema.parse(JSON.parse(readFileSync(main.outputs['plan-file'] ?? '', 'utf8')))
const refreshed = rows.filter(({ outcome }) => outcome === 'refreshed').length
const distinct = new Set(rows.map(({ extract }) => extract?.luid)).size
const { jobs, calls, sessionsAlive } = stand.simulator.record
await stand.close()

const checks: readonly (readonly [string, boolean])[] = [
  [`peak memory ${peak.toFixed(0)} MB, under ${LIMIT_MB} MB`, peak < LIMIT_MB],
  [`exit code ${String(main.exitCode)}`, main.exitCode === 0],
  [`${rows.length} rows, one for each extract`, rows.length === EXTRACTS && distinct === EXTRACTS],
  [`${refreshed} refreshed, by ${jobs.length} jobs`, refreshed === EXTRACTS && jobs.length === EXTRACTS],
  ['no unhandled rejection', !/unhandled|UnhandledPromise|triggerUncaught/i.test(main.raw)],
  ['signed out', sessionsAlive.length === 0],
]
console.log(
  `Node ${process.version}; ${EXTRACTS} extracts due, ${MAX_PARALLEL} at a time, ${calls.length} calls, ${wall.toFixed(0)} s at ${SPEED} times the speed`,
)
for (const [text, kept] of checks) console.log(`  ${kept ? 'kept  ' : 'MISSED'}  ${text}`)
process.exitCode = checks.every(([, kept]) => kept) ? 0 : 1
