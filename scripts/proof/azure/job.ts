import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { restoreCache, saveCache } from '@actions/cache'

import { systemClock } from '../../../src/base/clock.js'
import { CacheClient } from '../../../src/state/cache/cache-client.js'

/*
 * One job with the real cache client, in its workspace: saves or restores once, and prints what came of it as its last line.
 * Usage: job.ts save KEY BYTES | restore PREFIX | save-file KEY BYTES | restore-file KEY; `SECONDS` shortens the time limit of a call.
 */

const [what = '', key = '', bytes = '0'] = process.argv.slice(2)
const workspace = process.env['GITHUB_WORKSPACE'] ?? ''
const factor = Number(process.env['SECONDS'] ?? 60) / 60
process.chdir(workspace)

const client = new CacheClient({
  workspace,
  folder: '.active-exposures-proof',
  clock: { ...systemClock, sleep: (duration, signal) => systemClock.sleep(duration * factor, signal) },
})

const hashOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')
/** Not compressible. */
const content = randomBytes(Number(bytes))

async function act(): Promise<object> {
  switch (what) {
    case 'save': {
      // One byte of Latin 1 per byte would be two in UTF-8.
      const text = content.toString('base64')
      return { problem: await client.save(key, text), hash: hashOf(text) }
    }
    case 'restore': {
      const restored = await client.restore(key)
      return restored.kind === 'found' ? { kind: restored.kind, hash: hashOf(restored.text) } : restored
    }
    case 'save-file':
      writeFileSync('large', content)
      return { id: await saveCache(['large'], key), hash: hashOf(content) }
    default: {
      rmSync('large', { force: true })
      const restored = await restoreCache(['large'], key)
      return {
        kind: restored === undefined ? 'missing' : 'found',
        hash: restored === undefined ? '' : hashOf(readFileSync('large')),
      }
    }
  }
}

const done = await act()
process.stdout.write(`\n${JSON.stringify(done)}\n`, () => process.exit(0))
