import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mock } from 'node:test'
import { expect, it } from '@jest/globals'
import { saveCache } from '@actions/cache'
import { startActionsCache } from '../../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../../simulators/actions-cache/simulator.js'
import { MAIN, Runner } from '../../state/job.js'

it('the real client uploads more than 128 MiB to the simulator in blocks', async () => {
  const simulator = new CacheSimulator()
  const server = await startActionsCache(simulator)
  const runner = new Runner()
  runner.set(server.environment(MAIN))
  mock.method(process.stdout, 'write', () => true)
  try {
    // Incompressible, because otherwise the archive would fit into one upload.
    const bytes = randomBytes(130 * 1024 * 1024)
    writeFileSync('large', bytes)
    expect(await saveCache(['large'], 'k')).toBe(1)
    expect(simulator.calls.filter(({ operation }) => operation === 'upload').length).toBeGreaterThan(2)
    // The client aborts a download after five seconds without data, so a busy machine could not restore it.
    writeFileSync('archive', simulator.entries[0]?.archive ?? '')
    rmSync('large')
    execFileSync('tar', ['--zstd', '-xf', 'archive'])
    expect(readFileSync('large').equals(bytes)).toBe(true)
  } finally {
    mock.restoreAll()
    runner.dispose()
    await server.close()
  }
})
