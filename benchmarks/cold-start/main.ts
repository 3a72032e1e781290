import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

/* How long the action takes when there is nothing to do, compared with an action that only imports @actions/core. */

const ROOT = join(import.meta.dirname, '../..')
const ROUNDS = 31
const MANIFEST = {
  metadata: {
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
    dbt_version: '1.12.6',
    project_name: 'empty',
  },
  nodes: {},
  exposures: {},
}

/** A minimal action, bundled like ours. */
function bareAction(): string {
  // Inside the repository, so that it is an ES module with the same @actions/core.
  const folder = join(ROOT, 'build/bare-action')
  mkdirSync(folder, { recursive: true })
  const source = join(folder, 'source.js')
  writeFileSync(source, "import * as core from '@actions/core'\ncore.info('nothing to do')\n")
  const built = spawnSync('npx', ['ncc', 'build', source, '--out', join(folder, 'dist')], { cwd: ROOT })
  if (built.status !== 0) throw new Error(`ncc cannot build the bare action: ${String(built.stderr)}`)
  return join(folder, 'dist/index.js')
}

function workspace(): string {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'))
  mkdirSync(join(root, 'target'))
  writeFileSync(join(root, 'target/manifest.json'), JSON.stringify(MANIFEST))
  return root
}

function milliseconds(entry: string, cwd: string): number {
  const started = performance.now()
  const run = spawnSync(process.execPath, [entry], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      GITHUB_WORKSPACE: cwd,
      GITHUB_EVENT_NAME: 'push',
      RUNNER_TEMP: tmpdir(),
    },
  })
  if (run.status !== 0) throw new Error(`${entry} ended with ${String(run.status)}: ${String(run.stdout)}`)
  return performance.now() - started
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
}

const bare = bareAction()
const ours = join(ROOT, 'dist/index.js')
const cwd = workspace()
const times = { bare: [] as number[], ours: [] as number[] }
for (let round = 0; round < ROUNDS; round += 1) {
  times.bare.push(milliseconds(bare, cwd))
  times.ours.push(milliseconds(ours, cwd))
}
const [bareMedian, oursMedian] = [median(times.bare), median(times.ours)]
console.log(`Node ${process.version}, median of ${ROUNDS} runs, alternating`)
console.log(`bare @actions/core  ${bareMedian.toFixed(0)} ms`)
console.log(`nothing to do       ${oursMedian.toFixed(0)} ms`)
console.log(`ratio               ${(oursMedian / bareMedian).toFixed(2)}`)
