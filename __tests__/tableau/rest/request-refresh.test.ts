import { describe, expect, test } from '@jest/globals'
import {
  datasource,
  workbook,
  type FaultEffect,
  type SettingsChange,
} from '../../../simulators/tableau/index.js'
import type { RefreshAnswer, RefreshMode, TableauOptions } from '../../../src/tableau/session.js'
import type { Luid } from '../../../src/tableau/types.js'
import { acmeWith, CONNECTED_APP, onStage, type Scene, type Stage } from '../stage.js'

const SCENE: Scene = {
  sites: [
    acmeWith({
      workbooks: [
        workbook('F/Orders', { embedded: [{ tables: ['D.S.T'] }], incremental: 'supported' }),
        workbook('F/Live', { embedded: [{ tables: ['D.S.T'], extract: false }] }),
        workbook('F/Full only', { embedded: [{ tables: ['D.S.T'] }], incremental: 422 }),
      ],
      datasources: [datasource('F/DS', { tables: ['D.S.T'] })],
    }),
  ],
}

interface Ask {
  readonly mode?: RefreshMode
  readonly change?: Partial<TableauOptions>
}

function refresh(stage: Stage, path: string, { mode = 'full', change }: Ask = {}): Promise<RefreshAnswer> {
  const { luid } = stage.simulator.workbook(path)
  return stage.session((session) => session.refresh({ kind: 'workbook', luid: luid as Luid }, mode), change)
}

function withFault(
  effect: FaultEffect,
  settings: SettingsChange = {},
): Promise<{ answer: RefreshAnswer; jobs: number; posts: number }> {
  return onStage({ ...SCENE, settings }, async (stage) => {
    stage.simulator.faults.add({ match: { method: 'POST', path: '/refresh$' }, times: 'always', effect })
    const answer = await refresh(stage, 'F/Orders')
    const posts = stage.simulator.record.calls.filter(({ path }) => path.endsWith('/refresh')).length
    return { answer, posts, jobs: stage.simulator.record.jobs.length }
  })
}

describe('a refresh is requested', () => {
  test.each([202, 200] as const)('with the answer %i', async (status) => {
    await onStage({ ...SCENE, settings: { refresh: { status, runNowBody: 'bare' } } }, async (stage) => {
      const answer = await refresh(stage, 'F/Orders')
      expect(answer).toEqual({ kind: 'requested', jobId: stage.simulator.record.jobs[0]?.id })
    })
  })

  test('of a data source', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      const { luid } = simulator.datasource('F/DS')
      await session((opened) => opened.refresh({ kind: 'datasource', luid: luid as Luid }, 'full'))
      expect(simulator.record.jobs).toMatchObject([{ kind: 'datasource', path: 'F/DS', incremental: false }])
    })
  })

  test('with a connected app', async () => {
    await onStage(SCENE, async (stage) => {
      const answer = await refresh(stage, 'F/Orders', { change: { credentials: CONNECTED_APP } })
      expect(answer).toMatchObject({ kind: 'requested' })
    })
  })

  test('incrementally', async () => {
    await onStage(SCENE, async (stage) => {
      await refresh(stage, 'F/Orders', { mode: 'incremental' })
      expect(stage.simulator.record.jobs).toMatchObject([{ incremental: true }])
    })
  })

  test('again if the first call was certainly never sent', async () => {
    await onStage(SCENE, async (stage) => {
      const { http } = stage.options()
      let posts = 0
      const answer = await refresh(stage, 'F/Orders', {
        change: {
          http: (request) => {
            const isFirst = request.url.endsWith('/refresh') && (posts += 1) === 1
            return http(isFirst ? { ...request, url: 'http://tableau.invalid/' } : request)
          },
        },
      })
      expect(answer).toMatchObject({ kind: 'requested' })
      expect(stage.simulator.record.jobs).toHaveLength(1)
    })
  })
})

describe('a refresh is not possible incrementally', () => {
  test('below version 3.25, without a call', async () => {
    await onStage({ ...SCENE, settings: { restApiVersion: '3.24' } }, async (stage) => {
      await expect(refresh(stage, 'F/Orders', { mode: 'incremental' })).resolves.toEqual({
        kind: 'incremental-refused',
      })
      expect(stage.simulator.record.calls.map(({ route }) => route)).toEqual([
        'server-info',
        'sign-in',
        'sign-out',
      ])
    })
  })

  test.each(['en', 'de'] as const)('if Tableau refuses, whatever its language (%s)', async (language) => {
    await onStage({ ...SCENE, settings: { language } }, async (stage) => {
      await expect(refresh(stage, 'F/Full only', { mode: 'incremental' })).resolves.toEqual({
        kind: 'incremental-refused',
      })
      await expect(refresh(stage, 'F/Full only')).resolves.toMatchObject({ kind: 'requested' })
    })
  })

  test('but a live connection has an error of its own', async () => {
    await onStage(SCENE, async (stage) => {
      await expect(refresh(stage, 'F/Live', { mode: 'incremental' })).resolves.toMatchObject({
        kind: 'refused',
        failure: { class: 'no-extract' },
      })
    })
  })
})

describe('a refresh is refused', () => {
  test.each(['409090', '403069'] as const)(
    'with %s, because there is nothing to refresh',
    async (noExtractError) => {
      await onStage(
        { ...SCENE, settings: { refresh: { noExtractError }, language: 'de' } },
        async (stage) => {
          await expect(refresh(stage, 'F/Live')).resolves.toMatchObject({
            kind: 'refused',
            failure: { class: 'no-extract', text: expect.stringContaining(noExtractError) },
          })
        },
      )
    },
  )

  test('because the user lacks the permission', async () => {
    await onStage(SCENE, async (stage) => {
      const credentials = { kind: 'token', name: 'ann', secret: 's3cret' } as const
      await expect(refresh(stage, 'F/Orders', { change: { credentials } })).resolves.toMatchObject({
        kind: 'refused',
        failure: { class: 'permission' },
      })
    })
  })

  test('because one is already queued, in any language', async () => {
    await onStage({ ...SCENE, settings: { language: 'de' } }, async (stage) => {
      await refresh(stage, 'F/Orders')
      await expect(refresh(stage, 'F/Orders')).resolves.toEqual({ kind: 'already-queued' })
    })
  })

  test.each(['seconds', 'date', 'absent'] as const)(
    'because the quota is used up, with the time to wait (Retry-After: %s)',
    async (retryAfter) => {
      const site = { ...SCENE.sites[0], contentUrl: 'acme', quotas: { refreshesPerHour: 1 } }
      await onStage({ sites: [site], settings: { retryAfter } }, async (stage) => {
        await refresh(stage, 'F/Orders')
        const answer = await refresh(stage, 'F/Full only')
        const wait = answer.kind === 'rate-limited' ? answer.wait : null
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(3_600_000)
      })
    },
  )
})

describe('whether a refresh was requested is unclear', () => {
  test.each<[string, FaultEffect]>([
    ['a reset after it was queued', { kind: 'reset', when: 'after' }],
    ['a page with 502 after it was queued', { kind: 'answer', status: 502, body: '<html>', when: 'after' }],
    ['a page with 504 after it was queued', { kind: 'answer', status: 504, body: '<html>', when: 'after' }],
    ['an empty 503 after it was queued', { kind: 'answer', status: 503, body: '', when: 'after' }],
    ['a server error after it was queued', { kind: 'error', code: '500000', when: 'after' }],
    ['an answer of another kind', { kind: 'answer', status: 200, body: '{}', when: 'after' }],
  ])('after %s: the request is not repeated', async (_, effect) => {
    const { answer, posts, jobs } = await withFault(effect)
    expect(answer).toMatchObject({ kind: 'unclear', why: expect.stringMatching(/^\S[^\n]*\.$/) })
    expect({ posts, jobs }).toEqual({ posts: 1, jobs: 1 })
  })
})

test('a server that cannot be reached has certainly queued nothing', async () => {
  await onStage(SCENE, async (stage) => {
    const { http } = stage.options()
    const answer = await refresh(stage, 'F/Orders', {
      change: {
        http: (request) =>
          http(request.url.endsWith('/refresh') ? { ...request, url: 'http://tableau.invalid/' } : request),
      },
    })
    expect(answer).toMatchObject({ kind: 'unreachable', failure: { class: 'no-answer' } })
  })
})
