import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/*
 * Runs the property tests with new random values, five times as many as `npm test`, which always uses the same
 * (__tests__/support/properties.ts).
 * Usage: npm run properties [-- --seed S] [-- --times N] [-- --factor F]; a failure names its seed, which repeats it.
 */

const ROOT = join(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    times: { type: 'string', default: '1' },
    factor: { type: 'string', default: '5' },
  },
})
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.times) }, () => randomInt(2 ** 31))
    : [Number(values.seed)]

const files = readdirSync(join(ROOT, '__tests__'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join(ROOT, '__tests__', file))
  .filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"))

const bad = seeds.filter((seed) => !holdsFor(seed))
console.log(`${seeds.length - bad.length} passed, ${bad.length} failed`)
for (const seed of bad) console.log(`Again: npm run properties -- --seed ${seed}`)
process.exitCode = bad.length === 0 ? 0 : 1

function holdsFor(seed: number): boolean {
  console.log(`Properties, drawn with seed ${seed}`)
  const { status } = spawnSync('npm', ['test', '--', '--runTestsByPath', ...files], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PROPERTIES_SEED: String(seed), PROPERTIES_FACTOR: values.factor },
  })
  return status === 0
}
