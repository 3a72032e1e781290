import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.js'
import { MUTATIONS } from './mutations.js'
import { Pool } from './pool.js'
import { leftOut, summaryOf } from './summary.js'
import { tryMutations } from './try-mutations.js'
import type { Done, Task } from './worker.js'

/*
 * `npm run simulate -- --seeds N --days D --first-seed S`: years of runs under virtual time (docs/simulation.md).
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
    mutations: { type: 'boolean', default: false },
    hashes: { type: 'boolean', default: false },
  },
})

const began = performance.now()
const most = wholeNumber('seconds', 0)
const options = {
  seeds: wholeNumber('seeds'),
  days: wholeNumber('days'),
  first: wholeNumber('first-seed'),
  workers: wholeNumber('workers'),
  isOver: () => performance.now() - began >= most * 1000,
}
process.exitCode = values.mutations ? await tryMutations(MUTATIONS, options) : await simulate()

async function simulate(): Promise<number> {
  const { seeds, days, first, workers, isOver } = options
  const pool = new Pool(await bundle(), workers)
  const all: Done[] = []
  const tasks = Array.from({ length: seeds }, (_, index): Task => ({ do: 'live', seed: first + index, days }))
  try {
    await pool.all(
      tasks,
      (done) => {
        all.push({ ...done, telling: [] })
        if (values.hashes) console.log(`seed ${done.seed}: ${done.hash}`)
        if (all.length % 50 === 0) console.log(`${all.length} of ${seeds} stories`)
      },
      isOver,
    )
    const seconds = (performance.now() - began) / 1000
    const bad = all.filter(({ violations }) => violations.length > 0).sort((a, b) => a.seed - b.seed)
    await pool.all(
      bad.slice(0, 3).map(({ seed }): Task => ({ do: 'shrink', seed, days })),
      ({ telling }) => console.log(`\n${telling.join('\n')}\n`),
      isOver,
    )
    for (const { seed, violations } of bad) {
      console.log(`seed ${seed}: ${violations.length} violations, first ${violations[0] ?? ''}`)
      console.log(`Again: npm run simulate -- --seeds 1 --days ${days} --first-seed ${seed}`)
    }
    console.log(summaryOf(all, seconds).join('\n'))
    if (all.length < seeds) console.log(leftOut(seeds - all.length, seeds, 'stories'))
    console.log(`${all.length - bad.length} passed, ${bad.length} failed`)
    return bad.length === 0 && all.length > 0 ? 0 : 1
  } finally {
    await pool.close()
  }
}

function wholeNumber(name: 'seeds' | 'days' | 'first-seed' | 'workers' | 'seconds', least = 1): number {
  const number = Number(values[name])
  if (!Number.isSafeInteger(number) || number < least)
    throw new Error(`--${name} has to be a whole number, ${least} or more, not ${values[name]}`)
  return number
}
