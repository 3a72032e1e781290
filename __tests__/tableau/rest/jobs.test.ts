import { describe, expect, test } from '@jest/globals'
import {
  datasource,
  workbook,
  type SettingsChange,
  type WorkbookInput,
} from '../../../simulators/tableau/index.js'
import type { TableauSession } from '../../../src/tableau/session.js'
import type { Job } from '../../../src/tableau/types.js'
import { acmeWith, CONNECTED_APP, onStage, type Scene, type Stage } from '../stage.js'
import type { JobId } from '../../../src/tableau/types.js'

const ANN = { kind: 'token', name: 'ann', secret: 's3cret' } as const

function scene(rest: Partial<WorkbookInput> = {}, settings: SettingsChange = {}): Scene {
  return {
    settings,
    sites: [
      acmeWith({
        workbooks: [
          workbook('F/Orders', { embedded: [{ tables: ['D.S.T'] }], seconds: 60, queueSeconds: 10, ...rest }),
        ],
        datasources: [datasource('F/DS', { tables: ['D.S.T'], bridge: true, seconds: 60 })],
        tasks: [
          { refreshes: 'F/Orders', frequency: 'Daily', at: '05:30', consecutiveFailedCount: 5 },
          { refreshes: 'F/DS', style: 'server' },
          { refreshes: 'F/DS', style: 'none' },
          {},
          { kind: 'dataAcceleration', refreshes: 'F/Orders' },
        ],
      }),
    ],
  }
}

/** The job of a refresh, queried after this many seconds. */
async function jobAfter(stage: Stage, seconds: number): Promise<Job | 'unknown-now'> {
  const { id } = stage.simulator.refresh(stage.simulator.workbook('F/Orders'))
  stage.clock.advance({ seconds })
  return stage.session((session) => session.job({ id: id as JobId, viaBridge: false }))
}

describe('a job', () => {
  test.each<[number, Partial<Job>]>([
    [5, { state: 'queued', startedAt: null, completedAt: null }],
    [15, { state: 'running', completedAt: null }],
    [75, { state: 'succeeded' }],
  ])('after %i seconds', async (seconds, expected) => {
    await onStage(scene(), async (stage) => {
      const job = await jobAfter(stage, seconds)
      expect(job).toMatchObject({
        ...expected,
        notes: '',
        target: stage.simulator.workbook('F/Orders').luid,
      })
    })
  })

  test('has start and end as instants', async () => {
    await onStage(scene(), async (stage) => {
      const requestedAt = stage.clock.now()
      await expect(jobAfter(stage, 100)).resolves.toMatchObject({
        startedAt: requestedAt + 10_000,
        completedAt: requestedAt + 70_000,
      })
    })
  })

  test('that failed keeps its notes uncut and unescaped', async () => {
    const notes = `Login failed\n::error::boo %0A\\n${'x'.repeat(100_000)}`
    await onStage(scene({ outcomes: [{ result: 'failed', notes }] }), async (stage) => {
      await expect(jobAfter(stage, 100)).resolves.toMatchObject({ state: 'failed', notes })
    })
  })

  test('that failed may have no notes', async () => {
    await onStage(scene({ outcomes: ['failed'] }), async (stage) => {
      await expect(jobAfter(stage, 100)).resolves.toMatchObject({ state: 'failed', notes: '' })
    })
  })

  test('that was cancelled', async () => {
    await onStage(scene({ outcomes: ['cancelled'] }), async (stage) => {
      await expect(jobAfter(stage, 100)).resolves.toMatchObject({ state: 'cancelled' })
    })
  })

  test('includes Tableau’s error code in its notes', async () => {
    const statusNotes = [{ type: 'errorCode', value: '403180', text: 'Nicht zulässig.' }]
    await onStage(scene({ outcomes: [{ result: 'failed', statusNotes }] }), async (stage) => {
      await expect(jobAfter(stage, 100)).resolves.toMatchObject({ notes: '403180 Nicht zulässig.' })
    })
  })

  test('that was cancelled has its notes', async () => {
    const notes = 'No more non-interactive quota remaining for your site'
    await onStage(scene({ outcomes: [{ result: 'cancelled', notes }] }), async (stage) => {
      await expect(jobAfter(stage, 100)).resolves.toMatchObject({ state: 'cancelled', notes })
    })
  })

  test('with an error code among its status notes has failed, whatever its finish code', async () => {
    const statusNotes = [{ type: 'errorCode', value: '1', text: 'It did not work.' }]
    await onStage(scene({ outcomes: [{ result: 'success', statusNotes }] }), async (stage) => {
      await expect(jobAfter(stage, 100)).resolves.toMatchObject({
        state: 'failed',
        notes: 'It did not work.',
      })
    })
  })

  test('with a finish code but no end still runs', async () => {
    await onStage(scene({}, { jobs: { finishCodeEarly: true } }), async (stage) => {
      await expect(jobAfter(stage, 30)).resolves.toMatchObject({ state: 'running' })
    })
  })

  test.each(['all-strings', 'all-typed'] as const)('in JSON with %s', async (scalars) => {
    await onStage(scene({}, { json: { scalars } }), async (stage) => {
      await expect(jobAfter(stage, 100)).resolves.toMatchObject({ state: 'succeeded' })
    })
  })

  test.each(['400031', '404'] as const)(
    'that Tableau does not find (%s) is unknown now',
    async (afterEnd) => {
      await onStage(scene({}, { jobs: { afterEnd } }), async (stage) => {
        await expect(jobAfter(stage, 100)).resolves.toBe('unknown-now')
      })
    },
  )

  test('with an invalid id is unknown now', async () => {
    await onStage(scene(), async ({ session }) => {
      await expect(session((opened) => opened.job({ id: '../x' as JobId, viaBridge: false }))).resolves.toBe(
        'unknown-now',
      )
    })
  })
})

describe('a job through Bridge', () => {
  test.each([true, false])(
    'runs until its finish code is 3, even if it has an end before (%s)',
    async (early) => {
      await onStage(
        scene({}, { jobs: { bridgeCompletedEarly: early, finishCodeEarly: early } }),
        async (stage) => {
          const { id } = stage.simulator.refresh(stage.simulator.datasource('F/DS'))
          const states = await stage.session(async (session) => {
            const seen: unknown[] = []
            for (const seconds of [10, 60]) {
              stage.clock.advance({ seconds })
              const job = await session.job({ id: id as JobId, viaBridge: true })
              seen.push(job === 'unknown-now' ? job : [job.state, job.target])
            }
            return seen
          })
          const { luid } = stage.simulator.datasource('F/DS')
          expect(states).toEqual([
            ['running', luid],
            ['succeeded', luid],
          ])
        },
      )
    },
  )
})

describe('the list of jobs', () => {
  const list = (stage: Stage, question: Parameters<TableauSession['jobs']>[0]) =>
    stage.session((session) => session.jobs(question))

  test('has id, state and times of jobs since an instant', async () => {
    await onStage(scene({ outcomes: ['failed'] }), async (stage) => {
      const { id } = stage.simulator.refresh(stage.simulator.workbook('F/Orders'))
      stage.clock.advance({ minutes: 10 })
      const since = stage.clock.now()
      const second = stage.simulator.refresh(stage.simulator.datasource('F/DS'))
      stage.clock.advance({ seconds: 5 })
      const all = await list(stage, {})
      expect(all).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id, state: 'failed', title: 'Orders', endedAt: since - 530_000 }),
          expect.objectContaining({ id: second.id, state: 'running', title: 'DS', endedAt: null }),
        ]),
      )
      await expect(list(stage, { createdSince: since })).resolves.toMatchObject([{ id: second.id }])
      await expect(list(stage, { title: 'Orders' })).resolves.toMatchObject([{ id }])
      await expect(list(stage, { unfinished: true })).resolves.toMatchObject([{ id: second.id }])
    })
  })

  test('is empty', async () => {
    await onStage(scene(), async (stage) => {
      await expect(list(stage, { title: 'Odd, name: [x] & more' })).resolves.toEqual([])
    })
  })

  test('is not allowed for some users', async () => {
    await onStage(scene(), async ({ session }) => {
      await expect(session((opened) => opened.jobs({}), { credentials: ANN })).resolves.toBe('not-allowed')
    })
  })

  test('is not allowed for a connected app below 3.25, and canQueryJobs is false', async () => {
    await onStage(scene({}, { restApiVersion: '3.24' }), async ({ session, simulator }) => {
      await session(
        async (opened) => {
          expect(opened.canQueryJobs).toBe(false)
          await expect(opened.jobs({})).resolves.toBe('not-allowed')
          await expect(opened.job({ id: 'x' as JobId, viaBridge: false })).rejects.toMatchObject({
            problem: 'scope',
          })
        },
        { credentials: CONNECTED_APP },
      )
      expect(simulator.record.signIns).toHaveLength(1)
      await expect(session(({ canQueryJobs }) => Promise.resolve(canQueryJobs))).resolves.toBe(true)
    })
  })
})

describe('cancelling a job', () => {
  test.each([204, 200] as const)('is asked for, whether Tableau answers %i', async (cancelStatus) => {
    await onStage(scene({}, { jobs: { cancelStatus } }), async (stage) => {
      const { id } = stage.simulator.refresh(stage.simulator.workbook('F/Orders'))
      await stage.session(async (session) => {
        await expect(session.cancel(id as JobId)).resolves.toBe('asked')
        await expect(session.job({ id: id as JobId, viaBridge: false })).resolves.toMatchObject({
          state: 'cancelled',
        })
      })
    })
  })

  test('that does not exist', async () => {
    await onStage(scene(), async ({ session }) => {
      await expect(session((opened) => opened.cancel('4711' as JobId))).resolves.toBe('unknown-now')
    })
  })

  test('needs a scope that a connected app requests only with mayCancel', async () => {
    await onStage(scene(), async (stage) => {
      const { id } = stage.simulator.refresh(stage.simulator.workbook('F/Orders'))
      const cancel = (mayCancel: boolean) =>
        stage.session((session) => session.cancel(id as JobId), { credentials: CONNECTED_APP, mayCancel })
      await expect(cancel(false)).resolves.toBe('not-allowed')
      await expect(cancel(true)).resolves.toBe('asked')
    })
  })
})

describe("refreshes by Tableau's own schedules", () => {
  test('have their targets; other kinds of tasks and tasks without a target are left out', async () => {
    await onStage(scene(), async ({ session, simulator }) => {
      const tasks = await session((opened) => opened.extractTasks())
      expect(tasks).toHaveLength(3)
      expect(tasks).toContainEqual({
        luid: simulator.workbook('F/Orders').luid,
        schedule: null,
        frequency: 'Daily',
        consecutiveFailures: 5,
      })
      // Only schedules of Tableau Server have a name.
      expect(tasks?.map(({ schedule }) => schedule)).toEqual([null, expect.stringMatching(/^Daily /), null])
    })
  })

  test('are unknown with a connected app, which would need another scope', async () => {
    await onStage(scene(), async ({ session, simulator }) => {
      await expect(
        session((opened) => opened.extractTasks(), { credentials: CONNECTED_APP }),
      ).resolves.toBeNull()
      expect(simulator.record.calls.map(({ route }) => route)).toEqual(['server-info', 'sign-in', 'sign-out'])
    })
  })
})
