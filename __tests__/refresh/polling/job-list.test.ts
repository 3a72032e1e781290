import { describe, expect, test } from '@jest/globals'
import { MINUTE } from '../../../src/base/clock.js'
import type { RequestFacts } from '../../../src/state/state.js'
import { workbook } from '../../../simulators/tableau/index.js'
import { JobList } from '../../../src/refresh/polling/job-list.js'
import { ORDERS, run, START, type Story, type Told } from '../story.js'

const NAMES = Array.from({ length: 20 }, (_, index) => `Default/B${String(index).padStart(2, '0')}`)

/** Twenty workbooks of 12 s each, requested together; three earlier refreshes of each took up to a tenth less or more. */
function twenty(user: { readonly admin: boolean }): Story {
  return {
    site: {
      concurrency: 40,
      users: [{ name: 'ci@example.com', tokens: [{ name: 'ci', secret: 's3cret' }], ...user }],
      workbooks: NAMES.map((name) =>
        workbook(name, { owner: 'ci@example.com', embedded: [{ tables: [ORDERS] }], seconds: 12 }),
      ),
    },
    settings: { metadata: { nonAdmins: 'everything' } },
    options: { maxParallel: 20 },
    before: () => Object.fromEntries(NAMES.map((name, index) => [name, history(index)])),
  }
}

function history(index: number): Record<string, RequestFacts> {
  return Object.fromEntries(
    [1, 2, 3].map((day) => {
      const tenths = ((index * 7 + day * 5) % 21) / 10 - 1
      const requestedAt = START - day * 24 * 60 * MINUTE
      const facts = {
        requestedAt,
        window: null,
        outcome: 'refreshed',
        failure: null,
        seconds: 12 * (1 + tenths / 10),
      }
      return [`${index}-${day}`, facts as RequestFacts]
    }),
  )
}

function looks({ simulator }: Told): { readonly list: number; readonly single: number } {
  const named = simulator.record.calls.map(({ route }) => route)
  return {
    list: named.filter((name) => name === 'query-jobs').length,
    single: named.filter((name) => name === 'query-job').length,
  }
}

describe('twenty refreshes in flight, each with a typical duration of its own', () => {
  test('share a few calls of the list of jobs', async () => {
    const finished = await run(twenty({ admin: true }))
    expect(Object.values(finished.rows)).toEqual(NAMES.map(() => 'refreshed'))
    expect(looks(finished).single).toBe(0)
    expect(looks(finished).list).toBeLessThanOrEqual(6)
    expect(finished.seconds).toBeLessThan(15)
  })

  test('are polled one by one if the user may not list jobs', async () => {
    const finished = await run(twenty({ admin: false }))
    expect(Object.values(finished.rows)).toEqual(NAMES.map(() => 'refreshed'))
    expect(looks(finished).list).toBeLessThanOrEqual(1)
    expect(looks(finished).single).toBeLessThanOrEqual(20)
    expect(finished.seconds).toBeLessThan(15)
  })
})

test.each([
  ['by hours', -8 * 60 * MINUTE],
  ['by a second', -1000],
])('a clock set back %s since the request gives a poll time', (_, by) => {
  const list = new JobList({
    canQueryJobs: true,
    jobs: () => Promise.resolve([]),
  } as unknown as ConstructorParameters<typeof JobList>[0])
  const at = START + by
  expect(list.pollTime(at, START, 5)).toBeGreaterThanOrEqual(at)
  expect(list.pollTime(at, START, 5)).toBeLessThan(at + 2000)
})
