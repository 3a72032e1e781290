import { parentPort } from 'node:worker_threads'
import { config } from 'zod'
import { makeAtOnce } from './at-once.js'
import { storyOf } from './generate.js'
import { shrink } from './shrink.js'
import type { Story } from './story.js'
import { tell } from './telling.js'
import { live, type Lived } from './world.js'

// Compiling a schema does not pay off for a single answer.
config({ jitless: true })
const isReady = makeAtOnce()

/** A task of a worker: run a story, also tell it, or find and tell the shortest story that still fails. */
export interface Task {
  readonly do: 'live' | 'tell' | 'shrink'
  readonly seed: number
  readonly days: number
  /** Letters of promises: the story ends early once one of them is broken. */
  readonly until?: string
  /** Undefined for that of the seed. */
  readonly story?: Story
}

export interface Done extends Lived {
  readonly seed: number
  readonly days: number
  readonly rhythm: 'hourly' | 'daily'
  /** The shortest story that still fails, if that was the task. */
  readonly short: Story | null
}

async function work({ do: what, seed, days, until = '', story = storyOf(seed, days) }: Task): Promise<Done> {
  await isReady
  const { rhythm, days: lasts } = story.scenario
  const lived =
    what === 'shrink'
      ? await shortest(story)
      : { ...(await live(story, { tell: what === 'tell', until })), short: null }
  return { ...lived, seed, days: lasts, rhythm }
}

async function shortest(story: Story): Promise<Lived & { readonly short: Story }> {
  const [letter] = (await live(story)).violations[0] ?? []
  const shows = async (fewer: Story): Promise<boolean> =>
    (await live(fewer)).violations.some((violation) => violation.startsWith(letter ?? '!'))
  const short = await shrink(story, shows)
  const lived = await live(short, { tell: true })
  const telling = [...tell(short), 'How it went:', ...lived.telling.map((line) => `  ${line}`)]
  return { ...lived, telling, short }
}

parentPort?.on('message', (task: Task) => {
  work(task).then(
    (done) => parentPort?.postMessage(done),
    (error: unknown) => {
      throw error
    },
  )
})
