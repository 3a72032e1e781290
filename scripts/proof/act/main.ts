import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { engines } from '../../fixtures/engines.js'
import { install } from '../../fixtures/install.js'
import { cacheFolder } from '../../fixtures/paths.js'
import { World } from './world.js'
import { scenes } from './scenes.js'

/*
 * Proof that the example workflows run: act, a third-party runner, runs them byte for byte as they are, with real dbt
 * on DuckDB and act's own cache server. What they reach outside is simulated behind a proxy and a private certificate authority.
 * What act would download from GitHub is a stand-in (scripts/proof/act/world.ts).
 * Usage: npx tsx scripts/proof/act/main.ts ACT NODE_FOLDER [part of a scene's name]; ACT is the program, NODE_FOLDER holds Node 24.
 */

const [act = 'act', nodeFolder = '', part = ''] = process.argv.slice(2)
const engine = engines.find(({ name }) => name === 'core-1.12')
if (engine === undefined) throw new Error('scripts/fixtures/engines.ts has no core-1.12.')
mkdirSync(cacheFolder(), { recursive: true })
const home = mkdtempSync(join(tmpdir(), 'act-proof-'))
const world = await World.open({ home, act, nodeFolder, dbt: install(engine, cacheFolder()) })
let failed = 0
const played = scenes.filter(({ name }) => name.includes(part))
try {
  for (const { name, play } of played) {
    const began = Date.now()
    const problem = await play(world).then(
      () => null,
      (error: unknown) => String(error instanceof Error ? error.message : error),
    )
    if (problem !== null) failed += 1
    console.log(
      `${problem === null ? 'ok     ' : 'FAILED '} ${name} (${Math.round((Date.now() - began) / 1000)} s)`,
    )
    if (problem !== null) console.log(`${problem}\n${world.lastLog}`)
  }
} finally {
  await world.close()
  rmSync(home, { recursive: true, force: true })
}
console.log(`${played.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
