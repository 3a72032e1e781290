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
  for (const mutation of inRounds(mutations)) {
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

/** Each promise once, then each once more: whenever the time is used up, as many promises as possible have been tried. */
export function inRounds<One extends Pick<Mutation, 'caughtBy'>>(mutations: readonly One[]): One[] {
  if (mutations.length === 0) return []
  const tried = new Set<string>()
  const round = mutations.filter(({ caughtBy }) => {
    const added = caughtBy.split('').filter((letter) => !tried.has(letter))
    for (const letter of added) tried.add(letter)
    return added.length > 0
  })
  return [...round, ...inRounds(mutations.filter((one) => !round.includes(one)))]
}

async function tryMutation(
  mutation: Mutation,
  { seeds, days, first, workers, isOver }: Options,
): Promise<Verdict> {
  const pool = new Pool(await bundle([mutation]), workers)
  let lived = 0
  let notice: (verdict: Verdict) => void = () => undefined
  const noticed = new Promise<Verdict>((resolve) => (notice = resolve))
  try {
    const tasks = Array.from({ length: seeds }, (_, index): Task => ({
      do: 'live',
      seed: first + index,
      days,
      until: mutation.caughtBy,
    }))
    const isMeant = (violation: string): boolean => mutation.caughtBy.includes(violation[0] ?? '')
    const all = pool.all(
      tasks,
      ({ seed, violations }) => {
        lived += 1
        const violation = violations.find(isMeant)
        if (violation !== undefined) notice({ caught: `seed ${seed}, ${violation}` })
      },
      isOver,
    )
    // Stories that other workers still live through are given up.
    return await Promise.race([noticed, all.then(() => (lived < seeds ? 'left out' : 'missed'))])
  } finally {
    await pool.close()
  }
}
