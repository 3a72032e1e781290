import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/*
 * Runs the property tests with new random values, five times as many as `npm test`, which always uses the same
 * (__tests__/support/properties.ts). `npm run fuzz` runs those of __tests__/fuzz only.
 * Usage: npm run properties [-- --seed S] [-- --times N] [-- --minutes M] [-- --factor F] [-- --part PATH]; a failure names its seed,
 * which repeats it. With --minutes, new seeds are drawn until that time is over.
 */

const ROOT = join(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    times: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '0' },
    factor: { type: 'string', default: '5' },
    part: { type: 'string', default: '' },
  },
})

const files = readdirSync(join(ROOT, '__tests__'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && file.includes(values.part))
  .map((file) => join(ROOT, '__tests__', file))
  .filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"))

const tried: number[] = []
const bad: number[] = []
for (const seed of seeds()) {
  tried.push(seed)
  if (!holdsFor(seed)) bad.push(seed)
}
console.log(`${tried.length - bad.length} passed, ${bad.length} failed`)
const part = values.part === '' ? '' : ` --part ${values.part}`
for (const seed of bad)
  console.log(`Again: npm run properties -- --seed ${seed} --factor ${values.factor}${part}`)
process.exitCode = bad.length === 0 ? 0 : 1

/** The given seed, else new ones: as many as asked for, and more until the time is over. */
function* seeds(): Generator<number> {
  if (values.seed !== undefined) {
    yield Number(values.seed)
    return
  }
  const end = Date.now() + Number(values.minutes) * 60_000
  for (let left = Number(values.times); left > 0 || Date.now() < end; left -= 1) yield randomInt(2 ** 31)
}

function holdsFor(seed: number): boolean {
  console.log(`Properties, drawn with seed ${seed}`)
  const { status } = spawnSync('npm', ['test', '--', '--runTestsByPath', ...files], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PROPERTIES_SEED: String(seed), PROPERTIES_FACTOR: values.factor },
  })
  return status === 0
}
