import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { annotations, Stage } from './stage.js'

const DIST = join(import.meta.dirname, '../../dist')

let stage: Stage | null = null

afterEach(async () => {
  await stage?.close()
  stage = null
})

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
  stage = await Stage.open('build-ok')
  const environment = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(OBSERVER)}` }
  const { main, post } = await stage.run({ environment })
  expect(annotations(main, 'error')).toEqual([])
  expect(Number(main.outputs['refreshed'])).toBeGreaterThan(0)
  const noted = [...`${main.raw}\n${post.raw}`.matchAll(/^NOTED (.*)$/gm)].map(([, what = '']) => what)
  // The recorder was active.
  expect(noted).toContain('program tar')
  expect(noted.filter((what) => !/^program (?:tar|gtar|zstd|zstdmt)(?:\.exe)?$/.test(what))).toEqual([])
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
