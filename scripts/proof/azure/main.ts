import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { cases } from './cases.js'
import { CacheOnAzure } from './storage.js'

/*
 * Proof that the state survives Azure's storage, where GitHub keeps the bytes of its cache: the real @actions/cache client with
 * Azure's own upload and download code, against azurite, Microsoft's emulator, behind TLS on the name of an Azure host.
 * Usage: npx tsx scripts/proof/azure/main.ts [NODE_FOLDER] [AZURITE_FOLDER]; azurite needs Node 22 or later, and is installed unless given.
 */

const AZURITE = 'azurite@3.37.0'
const run = promisify(execFile)

const [nodeFolder, given] = process.argv.slice(2)
const node = nodeFolder === undefined ? process.execPath : join(nodeFolder, 'node')
const home = mkdtempSync(join(tmpdir(), 'azure-proof-'))
try {
  const azurite = given ?? (await installAzurite())
  if (azurite === null) console.log(`SKIPPED: this npm registry has no ${AZURITE}.`)
  else process.exitCode = await prove(await CacheOnAzure.start(home, azurite, node))
} finally {
  rmSync(home, { recursive: true, force: true })
}

/** The program; null where the registry does not have it. */
async function installAzurite(): Promise<string | null> {
  const options = [
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--prefix',
    home,
  ]
  try {
    await run('npm', ['install', ...options, AZURITE])
  } catch (error) {
    if (/\bE404\b|ETARGET/.test(String(error))) return null
    throw error
  }
  const program = join(home, 'node_modules/azurite/dist/src/blob/main.js')
  if (!existsSync(program)) throw new Error(`${AZURITE} has no ${program}`)
  return program
}

async function prove(cache: CacheOnAzure): Promise<number> {
  let failed = 0
  try {
    for (const { name, holds } of cases) {
      const began = Date.now()
      const before = cache.azurite.requests.length
      const problem = await holds(cache).then(
        () => null,
        (error: unknown) => String(error instanceof Error ? error.message : error),
      )
      if (problem !== null) failed += 1
      const seconds = ((Date.now() - began) / 1000).toFixed(1)
      console.log(`${problem === null ? 'ok     ' : 'FAILED '} ${name} (${seconds} s)`)
      if (problem !== null) console.log([problem, ...cache.azurite.requests.slice(before)].join('\n'))
    }
  } finally {
    await cache.close()
  }
  console.log(`${cases.length - failed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}
