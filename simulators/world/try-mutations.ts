import { bundle } from './bundle.js'
import type { Mutation } from './mutations.js'
import { Pool } from './pool.js'
import { leftOut } from './summary.js'
import type { Task } from './worker.js'

interface Options {
  readonly seeds: number
  readonly days: number
  readonly first: number
  readonly workers: number
  /** Whether the time is used up. */
  readonly isOver: () => boolean
}

/** How a mutation was noticed, that no story noticed it, or that there was no time for enough of them. */
type Verdict = { readonly caught: string } | 'missed' | 'left out'

/** Each mutation alone, until an invariant that should notice it does. Returns the exit code. */
export async function tryMutations(mutations: readonly Mutation[], options: Options): Promise<number> {
  const verdicts: Verdict[] = []
  for (const mutation of mutations) {
    const verdict = options.isOver() ? 'left out' : await tryMutation(mutation, options)
    verdicts.push(verdict)
    console.log(
      typeof verdict === 'string'
        ? `${verdict.toUpperCase()}: ${mutation.name}`
        : `caught: ${mutation.name} (${verdict.caught})`,
    )
  }
  const count = (of: Verdict): number => verdicts.filter((verdict) => verdict === of).length
  const [missed, skipped] = [count('missed'), count('left out')]
  if (skipped > 0) console.log(leftOut(skipped, mutations.length, 'mistakes'))
  console.log(`${mutations.length - missed - skipped} passed, ${missed} failed`)
  return missed === 0 && skipped < mutations.length ? 0 : 1
}

async function tryMutation(
  mutation: Mutation,
  { seeds, days, first, workers, isOver }: Options,
): Promise<Verdict> {
  const pool = new Pool(await bundle([mutation]), workers)
  let lived = 0
  const caught: string[] = []
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
        lived += 1
        const violation = violations.find(isMeant)
        if (violation !== undefined) caught.push(`seed ${seed}, ${violation}`)
      },
      () => caught.length > 0 || isOver(),
    )
    const [noticed] = caught
    if (noticed !== undefined) return { caught: noticed }
    return lived < seeds ? 'left out' : 'missed'
  } finally {
    await pool.close()
  }
}
