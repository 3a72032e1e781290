import { bundle } from './bundle.js'
import type { Mutation } from './mutations.js'
import { Pool } from './pool.js'
import type { Task } from './worker.js'

interface Options {
  readonly seeds: number
  readonly days: number
  readonly first: number
  readonly workers: number
}

/** Each mutation alone, until an invariant that should notice it does. Returns the exit code. */
export async function tryMutations(mutations: readonly Mutation[], options: Options): Promise<number> {
  let missed = 0
  for (const mutation of mutations) {
    const caught = await firstCaught(mutation, options)
    if (caught === null) missed += 1
    console.log(
      `${caught === null ? 'MISSED' : 'caught'}: ${mutation.name}${caught === null ? '' : ` (${caught})`}`,
    )
  }
  console.log(`${mutations.length - missed} passed, ${missed} failed`)
  return missed === 0 ? 0 : 1
}

async function firstCaught(
  mutation: Mutation,
  { seeds, days, first, workers }: Options,
): Promise<string | null> {
  const pool = new Pool(await bundle([mutation]), workers)
  let caught: string | null = null
  try {
    const tasks = Array.from({ length: seeds }, (_, index): Task => ({
      do: 'live',
      seed: first + index,
      days,
    }))
    const isMeant = (violation: string): boolean => mutation.caughtBy.includes(violation[0] ?? '')
    await pool.all(
      tasks,
      ({ seed, violations }) => {
        const violation = violations.find(isMeant)
        if (violation !== undefined) caught ??= `seed ${seed}, ${violation}`
      },
      () => caught !== null,
    )
    return caught
  } finally {
    await pool.close()
  }
}
