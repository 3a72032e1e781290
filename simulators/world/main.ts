import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.js'
import { keepCase, readCases } from './cases.js'
import { MUTATIONS } from './mutations.js'
import { Pool } from './pool.js'
import { leftOut, progressOf, situationsOf, summaryOf } from './summary.js'
import { tryMutations } from './try-mutations.js'
import type { Done, Task } from './worker.js'

/*
 * `npm run simulate -- --seeds N --days D --first-seed S`: years of runs under virtual time (docs/simulation.md).
 * `--fresh`: seeds that nobody has seen; the shortest story of a failure is kept as a case. `--cases`: those that are kept.
 * `--mutations`: mistakes are put into the program one by one, and the oracle has to notice each.
 */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    days: { type: 'string', default: '10' },
    'first-seed': { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** No story begins after this many seconds. */
    seconds: { type: 'string', default: '100000' },
    fresh: { type: 'boolean', default: false },
    cases: { type: 'boolean', default: false },
    mutations: { type: 'boolean', default: false },
    /** Only mistakes whose name has this text. */
    named: { type: 'string', default: '' },
    hashes: { type: 'boolean', default: false },
    /** Prints everything that happens. */
    tell: { type: 'boolean', default: false },
  },
})

const began = performance.now()
const most = wholeNumber('seconds', 0)
const options = {
  seeds: wholeNumber('seeds'),
  days: wholeNumber('days'),
  first: values.fresh ? randomInt(1_000, 1_000_000_000) : wholeNumber('first-seed'),
  workers: wholeNumber('workers'),
  isOver: () => performance.now() - began >= most * 1000,
}
process.exitCode = values.mutations
  ? await tryMutations(
      MUTATIONS.filter(({ name }) => name.includes(values.named)),
      options,
    )
  : await simulate()

async function simulate(): Promise<number> {
  const { seeds, days, first, workers, isOver } = options
  const pool = new Pool(await bundle(), workers)
  const all: Done[] = []
  const what = values.tell ? 'tell' : 'live'
  const tasks = values.cases
    ? readCases().map(({ story }): Task => ({ do: what, seed: story.seed, days, story }))
    : Array.from({ length: seeds }, (_, index): Task => ({ do: what, seed: first + index, days }))
  const stories = tasks.length
  if (values.fresh) console.log(`Fresh seeds: --first-seed ${first}`)
  try {
    await pool.all(
      tasks,
      (done) => {
        all.push({ ...done, telling: [] })
        for (const line of done.telling) console.log(line)
        if (values.hashes) console.log(`seed ${done.seed}: ${done.hash}`)
        const [first] = done.violations
        if (first !== undefined)
          console.log(`seed ${done.seed}: ${done.violations.length} violations, first ${first}`)
        if (all.length % 10 === 0) console.log(progressOf(all, stories))
      },
      isOver,
    )
    const seconds = (performance.now() - began) / 1000
    const bad = all.filter(({ violations }) => violations.length > 0).sort((a, b) => a.seed - b.seed)
    await pool.all(
      tasks
        .filter(({ seed }) => bad.some((one) => one.seed === seed))
        .slice(0, 3)
        .map(toShrink),
      ({ telling, short, violations }) => {
        console.log(`\n${telling.join('\n')}\n`)
        const [violation] = violations
        if (values.fresh && short !== null && violation !== undefined)
          console.log(`Kept as ${relative('.', keepCase({ violation, story: short }))}`)
      },
      isOver,
    )
    for (const { seed } of values.cases ? [] : bad)
      console.log(`Again: npm run simulate -- --seeds 1 --days ${days} --first-seed ${seed}`)
    const situations = situationsOf(all, days)
    console.log([...situations.lines, ...summaryOf(all, seconds)].join('\n'))
    if (all.length < stories) console.log(leftOut(stories - all.length, stories, 'stories'))
    console.log(`${all.length - bad.length} passed, ${bad.length} failed`)
    return bad.length === 0 && !situations.isMissing && all.length > 0 ? 0 : 1
  } finally {
    await pool.close()
  }
}

function toShrink(task: Task): Task {
  return { ...task, do: 'shrink' }
}

function wholeNumber(name: 'seeds' | 'days' | 'first-seed' | 'workers' | 'seconds', least = 1): number {
  const number = Number(values[name])
  if (!Number.isSafeInteger(number) || number < least)
    throw new Error(`--${name} has to be a whole number, ${least} or more, not ${values[name]}`)
  return number
}
