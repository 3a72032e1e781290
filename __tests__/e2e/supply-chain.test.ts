import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { decodeJwt } from 'jose'
import { mintJwt } from '../../src/tableau/client/secrets.js'
import { unpack } from '../support/artifacts.js'
import { annotations, Stage } from './stage.js'

const DIST = join(import.meta.dirname, '../../dist')

let stage: Stage | null = null

afterEach(async () => {
  await stage?.close()
  stage = null
})

function installedPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(DIST, '../package-lock.json'), 'utf8')) as {
    packages: object
  }
  return Object.keys(packages).flatMap(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.slice(1) ?? [],
  )
}

/** Loaded before the action: records every program that is started, and every text that is run as code. */
const OBSERVER = `
import child from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
const note = (text) => process.stdout.write('NOTED ' + text + '\\n')
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
  const real = child[name]
  child[name] = (program, ...rest) => (note('program ' + basename(program)), real(program, ...rest))
}
syncBuiltinESMExports()
const asCode = { construct: (real, args) => (note('code'), new real(...args)), apply: (real, self, args) => (note('code'), real(...args)) }
globalThis.Function = new Proxy(Function, asCode)
globalThis.eval = new Proxy(eval, asCode)
`

test('a run starts only the programs that pack the cache, and runs no text as code', async () => {
  stage = await Stage.open('build-ok', { ownProcesses: true })
  const environment = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(OBSERVER)}` }
  const { main, post } = await stage.run({ environment })
  expect(annotations(main, 'error')).toEqual([])
  expect(Number(main.outputs['refreshed'])).toBeGreaterThan(0)
  const noted = [...`${main.raw}\n${post.raw}`.matchAll(/^NOTED (.*)$/gm)].map(([, what = '']) => what)
  // The recorder was active.
  expect(noted).toContain('program tar')
  expect(noted.filter((what) => !/^program (?:tar|gtar|zstd|zstdmt)(?:\.exe)?$/.test(what))).toEqual([])
})

test('no package outside dist/ is loaded, even where Node would find one', () => {
  const root = mkdtempSync(join(tmpdir(), 'outside-'))
  cpSync(DIST, join(root, 'dist'), { recursive: true })
  for (const name of installedPackages()) {
    mkdirSync(join(root, 'node_modules', name), { recursive: true })
    writeFileSync(join(root, 'node_modules', name, 'index.js'), "process.stdout.write('FOREIGN')")
  }
  const workspace = unpack('core-1.12', 'build-ok')
  const manifest = join(workspace, 'target/manifest.json')
  const project = JSON.parse(readFileSync(manifest, 'utf8')) as object
  writeFileSync(manifest, JSON.stringify({ ...project, exposures: {} }))
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'dist/index.js')], {
    encoding: 'utf8',
    env: {
      GITHUB_WORKSPACE: workspace,
      // A glob, for which fdir looks for picomatch.
      'INPUT_DBT-ARTIFACTS': 'targ*',
      RUNNER_TEMP: root,
      NODE_PATH: join(root, 'node_modules'),
    },
  })
  expect({ status, foreign: stdout.includes('FOREIGN') }).toEqual({ status: 0, foreign: false })
})

test('only @actions/exec can start a program, and no code can start a script engine', () => {
  const files = readdirSync(DIST).filter((name) => name.endsWith('.js'))
  const code = files.map((name) => ({ name, text: readFileSync(join(DIST, name), 'utf8') }))
  const asking = (module: RegExp): string[] =>
    code.filter(({ text }) => module.test(text)).map(({ name }) => name)
  const runners = asking(/_getSpawnOptions/)
  expect(runners).toHaveLength(1)
  expect(asking(/["'](?:node:)?child_process["']/)).toEqual(runners)
  expect(asking(/["'](?:node:)?(?:vm|cluster|inspector)["']/)).toEqual([])
})

test('SECURITY.md names every scope that a connected app is given', async () => {
  const app = {
    kind: 'connected-app',
    clientId: 'c',
    secretId: 's',
    secretValue: 'v'.repeat(44),
    username: 'ci',
  } as const
  const { scp } = decodeJwt(await mintJwt(app, Date.now(), { mayCancel: true, mayWarn: true }))
  const security = readFileSync(join(DIST, '../SECURITY.md'), 'utf8')
  expect(scp).toHaveLength(5)
  for (const scope of scp as string[]) expect(security).toContain(`\`${scope}\``)
})
