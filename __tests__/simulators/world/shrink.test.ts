import { expect, test } from '@jest/globals'
import { storyOf } from '../../../simulators/world/generate.js'
import { shrink } from '../../../simulators/world/shrink.js'
import type { RunEvent, Story } from '../../../simulators/world/story.js'
import { tell } from '../../../simulators/world/telling.js'

const runs = ({ events }: Story): RunEvent[] =>
  events.flatMap((event) => (event.kind === 'run' ? [event] : []))

test('a failing story is shrunk to what it takes: two of its runs, and nothing unusual about them', async () => {
  const story = storyOf(3, 10)
  const all = runs(story)
  const [one, other] = [all[20]?.number, all[150]?.number]
  const needed = [one, other]
  const short = await shrink(story, (fewer) =>
    Promise.resolve(needed.every((number) => runs(fewer).some((run) => run.number === number))),
  )
  expect(runs(short).map(({ number }) => number)).toEqual(needed)
  expect(short.events).toHaveLength(2)
  for (const run of runs(short)) {
    expect(run).toMatchObject({ death: null, tableauFaults: [], cacheFaults: [], skew: 0, wait: true })
  }
})

test('what is unusual stays where it takes that', async () => {
  const story = storyOf(3, 10)
  const short = await shrink(story, (fewer) =>
    Promise.resolve(runs(fewer).some(({ death }) => death !== null)),
  )
  expect(runs(short)).toHaveLength(1)
  expect(tell(short).join('\n')).toMatch(
    /main meets (cancel|kill|machine) (before|after) (any call|a refresh), no\. \d+/,
  )
})
