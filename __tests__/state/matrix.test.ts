import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { build } from 'esbuild'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mock } from 'node:test'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { NODE_BUNDLE } from '../../scripts/node-bundle.js'
import { systemClock } from '../../src/base/clock.js'
import { startActionsCache, type ActionsCacheServer } from '../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../simulators/actions-cache/simulator.js'
import type { StateEntry } from '../../src/state/cache/cache-key.js'
import type { RefreshState } from '../../src/state/state.js'
import { jobsOf } from './builders.js'
import { MAIN, MATRIX, REPOSITORY, Runner, SERVER } from './job.js'

let server: ActionsCacheServer
let folder: string
let runner: Runner

beforeEach(async () => {
  server = await startActionsCache(new CacheSimulator())
  folder = mkdtempSync(join(tmpdir(), 'matrix-'))
  runner = new Runner()
  mock.method(process.stdout, 'write', () => true)
})

afterEach(async () => {
  mock.restoreAll()
  runner.dispose()
  rmSync(folder, { recursive: true, force: true })
  await server.close()
})

/** One bundle for all jobs: compiling TypeScript in each would take longer than the job. */
async function bundled(): Promise<string> {
  const outfile = join(folder, 'saver.mjs')
  await build({
    entryPoints: [join(REPOSITORY, '__tests__/state/saver.ts')],
    outfile,
    ...NODE_BUNDLE,
    logLevel: 'error',
  })
  return outfile
}

/** Runs a job on a runner of its own; returns its exit code. Every job saves `orders` and a node of its own. */
async function runJob(program: string, site: string): Promise<unknown> {
  const workspace = mkdtempSync(join(folder, 'workspace-'))
  const job = spawn(process.execPath, [program, site, 'orders', `orders_of_${site}`], {
    cwd: workspace,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...server.environment(MAIN),
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: mkdtempSync(join(folder, 'temp-')),
      GITHUB_RUN_ID: '77',
    },
  })
  const [code] = (await once(job, 'exit')) as unknown[]
  return code
}

describe('a matrix of five sites whose jobs save at the same time', () => {
  it('loses no landing and no request', async () => {
    const sites = ['acme', 'beta', 'gamma', 'delta', 'epsilon']
    const program = await bundled()
    expect(await Promise.all(sites.map((site) => runJob(program, site)))).toEqual(sites.map(() => 0))
    const load = async (entry: StateEntry): Promise<RefreshState> =>
      (await runner.job(server, { clock: systemClock, entry }).load()).state
    const { nodes, requests } = await load({ of: 'dbt', stateScope: MATRIX })
    expect([...nodes.keys()].sort()).toEqual(['orders', ...sites.map((site) => `orders_of_${site}`)].sort())
    expect(requests.size).toBe(0)
    for (const site of sites) {
      const known = await load({ of: 'site', server: SERVER, site, stateScope: MATRIX })
      expect(jobsOf(known)).toEqual([`job-on-${site}`])
      expect(known.nodes.size).toBe(0)
    }
  })
})
