import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mock } from 'node:test'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { restoreCache, saveCache } from '@actions/cache'
import { startActionsCache, type ActionsCacheServer } from '../../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../../simulators/actions-cache/simulator.js'
import { MAIN, REPOSITORY, Runner, runTypeScript } from '../../state/job.js'

const CREATE = 'twirp/github.actions.results.api.v1.CacheService/CreateCacheEntry'

let simulator: CacheSimulator
let server: ActionsCacheServer
let runner: Runner

beforeEach(async () => {
  simulator = new CacheSimulator()
  server = await startActionsCache(simulator)
  runner = new Runner()
  runner.set(server.environment(MAIN))
  mock.method(process.stdout, 'write', () => true)
})

afterEach(async () => {
  mock.restoreAll()
  runner.dispose()
  await server.close()
})

describe('the real client against the simulator', () => {
  it('saves a folder and restores it by a prefix', async () => {
    mkdirSync('folder')
    writeFileSync('folder/file', 'content')
    expect(await saveCache(['folder'], 'k-1')).toBe(1)
    rmSync('folder', { recursive: true })
    expect(await restoreCache(['folder'], 'k-')).toBe('k-1')
    expect(readFileSync('folder/file', 'utf8')).toBe('content')
  })
})

describe('the server', () => {
  const post = (): Promise<Response> =>
    fetch(`${server.url}/${CREATE}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.environment(MAIN)['ACTIONS_RUNTIME_TOKEN'] ?? ''}` },
      body: '{"key":"k","version":"v"}',
    })

  it('answers late if the simulator says so', async () => {
    simulator.inject('CreateCacheEntry', { kind: 'slow', delay: 100 })
    const before = performance.now()
    expect((await post()).status).toBe(200)
    expect(performance.now() - before).toBeGreaterThanOrEqual(95)
  })
  it('breaks the connection if the simulator says so', async () => {
    simulator.inject('CreateCacheEntry', { kind: 'reset' })
    await expect(post()).rejects.toThrow()
  })
  it('rejects if its port is taken', async () => {
    const port = Number(new URL(server.url).port)
    await expect(startActionsCache(simulator, { port })).rejects.toThrow('EADDRINUSE')
  })
  it('starts alone by one command and prints the environment for a job', async () => {
    const main = join(REPOSITORY, 'simulators/actions-cache/main.ts')
    const child = spawn(process.execPath, runTypeScript(main, '--port', '0'))
    let text = ''
    for await (const chunk of child.stdout) {
      text += String(chunk)
      if (text.includes('ACTIONS_CACHE_SERVICE_V2')) break
    }
    const [, url = ''] = /ACTIONS_RESULTS_URL=(\S+)/.exec(text) ?? []
    const [, token = ''] = /ACTIONS_RUNTIME_TOKEN=(\S+)/.exec(text) ?? []
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${url}${CREATE}`, {
      method: 'POST',
      headers,
      body: '{"key":"k","version":"v"}',
    })
    expect(await answer.json()).toMatchObject({ ok: true })
    child.kill()
  })
})
