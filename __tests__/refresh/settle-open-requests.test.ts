import { describe, expect, test } from '@jest/globals'
import { MINUTE } from '../../src/base/clock.js'
import type { RequestFacts } from '../../src/state/state.js'
import { type SettingsChange, workbook, type WorkbookInput } from '../../simulators/tableau/index.js'
import { requestKey } from '../../src/state/request-id.js'
import { hideTheList, ORDERS, run, START, type Story, type World } from './story.js'

const KPIS = 'Default/KPIs'
const open: RequestFacts = { requestedAt: START, window: START, outcome: null, failure: null, seconds: null }

type CutOff = Pick<WorkbookInput, 'outcomes'> & {
  readonly listed?: boolean
  readonly settings?: SettingsChange
}

/** A run `minutes` after one that requested a refresh and did not wait. It only settles: the plan has nothing new. */
function later(
  kpis: Omit<WorkbookInput, 'path' | 'embedded'>,
  {
    minutes = 60,
    settings = {},
    listed = true,
    ...rest
  }: { minutes?: number; settings?: SettingsChange; listed?: boolean } & Partial<Story> = {},
) {
  return run({
    site: { workbooks: [workbook(KPIS, { embedded: [{ tables: [ORDERS] }], ...kpis })] },
    settings,
    options: { wait: false },
    before: (world) => {
      const { simulator, clock } = world
      if (!listed) hideTheList(world)
      const { id } = simulator.refresh(simulator.workbook(KPIS), { by: 'ci@example.com' })
      clock.advance({ minutes })
      return { [KPIS]: { [id]: open } }
    },
    ...rest,
  })
}

describe('an open request of an earlier run', () => {
  test('that succeeded is recorded with its window and duration', async () => {
    const finished = await later({ seconds: 90 })
    expect(finished.remembered(KPIS)).toEqual([
      { ...open, job: finished.jobs[0]?.id, outcome: 'refreshed', seconds: 90 },
    ])
    expect(finished.rows).toEqual({ [KPIS]: 'skip up-to-date' })
  })

  test('that failed is recorded with its failure class, and this run requests again', async () => {
    const outcomes = [{ result: 'failed', notes: 'connection refused' } as const, 'success' as const]
    const finished = await later({ seconds: 90, outcomes })
    expect(finished.remembered(KPIS)).toMatchObject([
      { outcome: 'failed', failure: 'unreachable' },
      { outcome: null },
    ])
    expect(finished.rows).toEqual({ [KPIS]: 'requested' })
  })

  test('that failed permanently is not requested again in its window', async () => {
    const finished = await later({ seconds: 90, outcomes: [{ result: 'failed', notes: 'Login failed' }] })
    expect(finished.remembered(KPIS)).toMatchObject([{ outcome: 'failed', failure: 'credentials' }])
    expect(finished.rows).toEqual({ [KPIS]: 'skip failing' })
  })

  test('that was cancelled in Tableau is recorded as cancelled', async () => {
    const finished = await later({ seconds: 90, outcomes: ['cancelled', 'success'] })
    expect(finished.remembered(KPIS)).toMatchObject([{ outcome: 'cancelled' }, { outcome: null }])
  })

  test('that still runs stays open, and the plan waits', async () => {
    const finished = await later({ seconds: 7200 })
    expect(finished.remembered(KPIS)).toEqual([{ ...open, job: finished.jobs[0]?.id }])
    expect(finished.rows).toEqual({ [KPIS]: 'wait in-flight' })
  })

  test.each(['400031', '404'] as const)(
    'that Tableau no longer knows (%s) is settled from the list of jobs, without a wait',
    async (afterEnd) => {
      const settings = { jobs: { afterEnd }, metadata: { service: 'feature-disabled' } } as const
      const finished = await later({ seconds: 30 }, { minutes: 1, settings })
      expect(finished.remembered(KPIS)).toMatchObject([{ outcome: 'refreshed', seconds: 30 }])
    },
  )

  test.each(['400031', '404'] as const)(
    'that Tableau no longer knows (%s), if the list is hidden: the last update decides',
    async (afterEnd) => {
      const settings = { jobs: { afterEnd } }
      const succeeded = await later({ seconds: 90 }, { settings, listed: false })
      expect(succeeded.remembered(KPIS)).toMatchObject([
        { outcome: 'refreshed', seconds: null, window: START },
      ])
      expect(succeeded.rows).toEqual({ [KPIS]: 'skip up-to-date' })
      const failed = await later(
        { seconds: 90, outcomes: ['failed', 'success'] },
        { settings, listed: false },
      )
      expect(failed.remembered(KPIS)).toMatchObject([
        { outcome: 'failed', failure: 'unknown' },
        { outcome: null },
      ])
    },
  )

  describe('without a job id, since the run was killed during the request', () => {
    /** `after`: minutes from the request to a refresh of this extract, whoever requested it. */
    const cutOff = (after: number | null, { listed = true, settings = {}, ...kpis }: CutOff = {}) =>
      later(
        { seconds: 90, ...kpis },
        {
          settings,
          before: (world: World) => {
            const { simulator, clock } = world
            if (!listed) hideTheList(world)
            if (after !== null) {
              clock.advance({ minutes: after })
              simulator.refresh(simulator.workbook(KPIS), { by: 'somebody' })
            }
            clock.advance({ minutes: 60 })
            return { [KPIS]: { [requestKey({ kind: 'unseen', requestedAt: START })]: open } }
          },
        },
      )

    test.each([
      ['made a job, which has succeeded', 0, true, { outcome: 'refreshed', seconds: 90, window: START }],
      [
        'made one some minutes later, since a call may take that long',
        9,
        true,
        { outcome: 'refreshed', window: START },
      ],
      [
        'made none, but somebody has refreshed the extract since: it has the data and uses no window',
        40,
        true,
        { outcome: 'refreshed', window: null },
      ],
      ['may have made one that this user cannot see', 40, false, { outcome: 'refreshed', window: START }],
      ['made none', null, true, { outcome: 'failed', failure: 'unknown' }],
    ])('%s', async (_, after, listed, expected) => {
      const [settled] = (await cutOff(after, { listed })).remembered(KPIS)
      expect(settled).toMatchObject(expected)
    })

    test.each([1, 30, 59])(
      'made none, and the last update was %d s before the request: not a success',
      async (seconds) => {
        const finished = await later(
          { seconds: 10 },
          {
            before: (world: World) => {
              const { simulator, clock } = world
              hideTheList(world)
              simulator.refresh(simulator.workbook(KPIS), { by: 'somebody' })
              clock.advance({ minutes: 60 })
              const requestedAt = START + (10 + seconds) * 1000
              return { [KPIS]: { [requestKey({ kind: 'unseen', requestedAt })]: { ...open, requestedAt } } }
            },
          },
        )
        expect(finished.remembered(KPIS)[0]).toMatchObject({ outcome: 'failed', failure: 'unknown' })
      },
    )

    test.each<[string, CutOff, Partial<RequestFacts>]>([
      ['has succeeded', {}, { outcome: 'refreshed', seconds: 90, window: START }],
      ['has failed', { outcomes: ['failed'] }, { outcome: 'failed', failure: 'unknown' }],
      ['is hidden', { listed: false }, { outcome: 'failed', failure: 'unknown' }],
    ])('made one that only the list shows: it %s there', async (_, rest, expected) => {
      const settings = { jobs: { afterEnd: '400031' }, metadata: { service: 'feature-disabled' } } as const
      const [settled] = (await cutOff(0, { settings, ...rest })).remembered(KPIS)
      expect(settled).toMatchObject(expected)
    })
  })

  test('stays open for two minutes, since Tableau may not list it yet', async () => {
    const finished = await later(
      { seconds: 10 },
      { minutes: 1, settings: { jobs: { afterEnd: '400031' } }, listed: false },
    )
    expect(finished.remembered(KPIS)).toMatchObject([{ outcome: null }])
    expect(finished.rows).toEqual({ [KPIS]: 'wait in-flight' })
  })

  test('that cannot be looked up stays open, and the run goes on', async () => {
    const finished = await later(
      { seconds: 90 },
      {
        around: (http) => (request) =>
          request.url.includes('/jobs/')
            ? Promise.resolve({ status: 500, headers: {}, body: '<html>' })
            : http(request),
      },
    )
    expect(finished.remembered(KPIS)).toMatchObject([{ outcome: null }])
    expect(finished.rows).toEqual({ [KPIS]: 'wait in-flight' })
    expect(finished.events).toEqual([
      expect.stringMatching(/detail workbook:[0-9a-f-]+: earlier job [0-9a-f-]+ could not be looked at: /),
    ])
  })

  test('is settled together with those of overlapping runs', async () => {
    const finished = await later(
      { seconds: 30 },
      {
        before: ({ simulator, clock }: World) => {
          const first = simulator.refresh(simulator.workbook(KPIS)).id
          clock.advance({ minutes: 2 })
          const second = simulator.refresh(simulator.workbook(KPIS)).id
          clock.advance({ minutes: 30 })
          return { [KPIS]: { [first]: open, [second]: { ...open, requestedAt: START + 2 * MINUTE } } }
        },
      },
    )
    expect(finished.remembered(KPIS)).toMatchObject([{ outcome: 'refreshed' }, { outcome: 'refreshed' }])
    expect(finished.rows).toEqual({ [KPIS]: 'skip up-to-date' })
  })
})

test('a settled request is not looked up', async () => {
  const finished = await later(
    {},
    { before: () => ({ [KPIS]: { done: { ...open, outcome: 'refreshed', seconds: 12 } } }) },
  )
  expect(finished.simulator.record.callsTo('query-job')).toEqual([])
  expect(finished.rows).toEqual({ [KPIS]: 'skip up-to-date' })
})

test('a session lost while settling ends the run', async () => {
  const looking = later(
    { seconds: 90 },
    {
      around: (http) => (request) =>
        request.url.includes('/jobs/')
          ? Promise.resolve({
              status: 401,
              headers: {},
              body: JSON.stringify({ error: { code: '401002', summary: 'Unauthorized', detail: 'x' } }),
            })
          : http(request),
    },
  )
  await expect(looking).rejects.toThrow(/^Tableau keeps ending the session/)
})
