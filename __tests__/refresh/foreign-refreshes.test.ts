import { message } from '../../src/messages/message.js'
import { expect, test } from '@jest/globals'
import { MINUTE } from '../../src/base/clock.js'
import { foreignRefreshes } from '../../src/refresh/foreign-refreshes.js'
import type { RequestFacts } from '../../src/state/state.js'
import type { ExtractTask, Luid } from '../../src/tableau/types.js'
import { extract } from '../plan/build.js'
import type { RequestKey } from '../../src/state/request-id.js'

const T = Date.parse('2026-04-14T06:00:00Z')
const LUID = 'l-1' as Luid
const done: RequestFacts = { requestedAt: T, window: T, outcome: 'refreshed', failure: null, seconds: 60 }
const daily: ExtractTask = {
  luid: LUID,
  schedule: null,
  frequency: 'Daily',
  consecutiveFailures: 0,
}

function warningsFor(updatedAt: number | null, { request = done, tasks = [] as ExtractTask[] | null } = {}) {
  const base = extract('workbook:KPIs')
  const content = { ...base.lineage.content, luid: LUID }
  const one = { ...base, lineage: { ...base.lineage, content, extractUpdatedAt: updatedAt } }
  let asked = 0
  const tableau = {
    extractTasks: () => {
      asked += 1
      return Promise.resolve(tasks)
    },
  }
  return foreignRefreshes(
    [one],
    { requests: new Map([[one.key, new Map([['job' as RequestKey, request]])]]), warned: new Map() },
    tableau,
  ).then((given) => ({
    sentences: given.map(({ warning }) => warning),
    keys: given.flatMap((each) => each.keys),
    asked,
  }))
}

test.each([
  ['our own refresh updated it', T + MINUTE],
  ["our own refresh updated it, by Tableau's clock, which is ten minutes ahead", T + 11 * MINUTE],
  ['Tableau does not show the last update', null],
])('there is no warning and no query if %s', async (_, updatedAt) => {
  expect(await warningsFor(updatedAt)).toMatchObject({ sentences: [], asked: 0 })
})

test('a refresh of ours that took two hours updates the extract two hours after its request', async () => {
  const request = { ...done, seconds: 2 * 60 * 60 }
  expect(await warningsFor(T + 121 * MINUTE, { request })).toMatchObject({ sentences: [], asked: 0 })
})

test('a running refresh of ours does not indicate another refresher', async () => {
  expect(
    await warningsFor(T + 60 * MINUTE, { request: { ...done, outcome: null, seconds: null } }),
  ).toMatchObject({
    sentences: [],
    asked: 0,
  })
})

test.each([
  ['its frequency, where it has no name', daily, "Tableau's own daily schedule"],
  ['its name', { ...daily, schedule: 'Night shift' }, 'Tableau\'s own schedule "Night shift"'],
  ['neither, where Tableau shows neither', { ...daily, frequency: null }, "Tableau's own schedule"],
])(
  'an update long after ours is by somebody else, and a Tableau schedule has %s',
  async (_, task, schedule) => {
    const { sentences, keys } = await warningsFor(T + 60 * MINUTE, { tasks: [task] })
    expect(keys).toEqual(['second-refresher workbook:KPIs'])
    expect(sentences).toEqual([
      message('AE-OTHER-SCHEDULE', { contents: 'KPIs (last at 07:00 UTC on 14 Apr 2026)', schedule }),
    ])
  },
)

test('a suspended schedule is reported as suspended', async () => {
  const { sentences } = await warningsFor(T + 60 * MINUTE, { tasks: [{ ...daily, consecutiveFailures: 5 }] })
  expect(sentences.map(({ message: sentence }) => sentence).join()).toContain('is suspended after 5 failures')
})

test.each([[null], [[]]])('without a known schedule (%s), another tool is suggested', async (tasks) => {
  expect((await warningsFor(T + 60 * MINUTE, { tasks })).sentences.map(({ id }) => id)).toEqual([
    'AE-OTHER-REFRESHER',
  ])
})

test('extracts with one cause share a warning; those that an earlier run has warned of have one of their own', async () => {
  const extracts = ['KPIs', 'Menu', 'Tour'].map((name) => {
    const base = extract(`workbook:${name}`)
    return { ...base, lineage: { ...base.lineage, extractUpdatedAt: T + 60 * MINUTE } }
  })
  const requests = new Map(extracts.map(({ key }) => [key, new Map([['job' as RequestKey, done]])]))
  const warned = new Map([['second-refresher workbook:Tour', T] as const])
  const tableau = { extractTasks: () => Promise.resolve([]) }
  const given = await foreignRefreshes(extracts, { requests, warned }, tableau)
  expect(given).toEqual([
    {
      keys: ['second-refresher workbook:KPIs', 'second-refresher workbook:Menu'],
      warning: message('AE-OTHER-REFRESHER', {
        contents: 'KPIs (last at 07:00 UTC on 14 Apr 2026), Menu (last at 07:00 UTC on 14 Apr 2026)',
      }),
    },
    {
      keys: ['second-refresher workbook:Tour'],
      warning: message('AE-OTHER-REFRESHER', { contents: 'Tour (last at 07:00 UTC on 14 Apr 2026)' }),
    },
  ])
})
