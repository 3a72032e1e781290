import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MUTATIONS } from '../../../simulators/world/mutations.js'
import { inRounds } from '../../../simulators/world/try-mutations.js'

const ROOT = join(import.meta.dirname, '../../..')
const PROMISES = 'abcdefghijklmnopqrstuvwx'.split('')

test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
  'the program has one place for the mistake that %s',
  (_, { file, from, to }) => {
    expect(readFileSync(join(ROOT, file), 'utf8').split(from)).toHaveLength(2)
    expect(to).not.toBe(from)
  },
)

test.each(PROMISES)('there is a mistake that breaks promise %s', (promise) => {
  expect(MUTATIONS.filter(({ caughtBy }) => caughtBy.includes(promise))).not.toHaveLength(0)
})

test('mistakes are tried in rounds, each of which tries every promise that is left', () => {
  const all = ['a', 'a', 'ab', 'b', 'bc', 'a'].map((caughtBy, number) => ({ caughtBy, number }))
  expect(inRounds(all).map(({ number }) => number)).toEqual([0, 2, 4, 1, 3, 5])
})
