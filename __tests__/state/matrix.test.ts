import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { systemClock } from '../../src/clock.js'
import { startActionsCache, type ActionsCacheServer } from '../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../simulators/actions-cache/simulator.js'
import { MAIN, REPOSITORY, Runner, runTypeScript } from './job.js'

let server: ActionsCacheServer
let folder: string
let runner: Runner

beforeEach(async () => {
  server = await startActionsCache(new CacheSimulator())
  folder = mkdtempSync(join(tmpdir(), 'matrix-'))
  runner = new Runner()
  jest.spyOn(process.stdout, 'write').mockReturnValue(true)
})

afterEach(async () => {
  jest.restoreAllMocks()
  runner.dispose()
  rmSync(folder, { recursive: true, force: true })
  await server.close()
})

/** A job on a runner of its own; gives its exit code. */
async function runJob(node: string): Promise<unknown> {
  const workspace = mkdtempSync(join(folder, 'workspace-'))
  const job = spawn(process.execPath, runTypeScript(join(REPOSITORY, '__tests__/state/saver.ts'), node), {
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

describe('a matrix of jobs that save at the same time', () => {
  it('loses no fact of any of them', async () => {
    const nodes = ['a', 'b', 'c', 'd']
    expect(await Promise.all(nodes.map(runJob))).toEqual(nodes.map(() => 0))
    const { state } = await runner.job(server, { clock: systemClock }).load()
    expect([...state.nodes.keys()].sort()).toEqual(nodes)
  })
})
