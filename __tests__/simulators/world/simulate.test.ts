import { describe, expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../../..')

/** A process of its own: the bundle has the simulated disk in place of the real one. */
async function simulate(...options: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'simulators/world/main.ts', '--workers', '1', ...options],
    { cwd: ROOT },
  )
  return stdout
}

describe('a few stories of many runs', () => {
  test('keep every promise, and go the same way each time', async () => {
    const told = await simulate('--seeds', '3', '--days', '1', '--hashes')
    expect(told).toContain('3 passed, 0 failed')
    const hash = /^seed 3: [0-9a-f]{64}$/m.exec(told)?.[0]
    expect(hash).toBeDefined()
    expect(await simulate('--seeds', '1', '--days', '1', '--first-seed', '3', '--hashes')).toContain(hash)
  })

  test('that once broke a promise keep it', async () => {
    expect(await simulate('--cases')).toMatch(/^[1-9]\d* passed, 0 failed$/m)
  })

  test.each([
    ['stories', []],
    ['mistakes', ['--mutations']],
  ])('that find no time prove nothing: %s', async (what, options) => {
    await expect(simulate('--seeds', '2', '--seconds', '0', ...options)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(new RegExp(`Left out: (\\d+) of \\1 ${what}.*\\n0 passed, 0 failed`)),
    })
  })
})
