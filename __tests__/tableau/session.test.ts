import { describe, expect, test } from '@jest/globals'
import { HttpError } from '../../src/base/http.js'
import { NotTableauError } from '../../src/tableau/client/errors.js'
import { workbook, type FaultEffect } from '../../simulators/tableau/index.js'
import { until } from '../support/until.js'
import { findingsOf, acmeWith, CONNECTED_APP, onStage, type Scene } from './stage.js'

const SCENE: Scene = {
  sites: [acmeWith({ workbooks: [workbook('Finance/Orders', { embedded: [{ tables: ['D.S.T'] }] })] })],
}
const BY_URL = { by: 'content-url', of: 'workbook', contentUrl: 'Orders' } as const

describe('signing out', () => {
  test.each(['works', 'fails-401', 'fails-500'] as const)(
    'that %s hides neither a result nor an error',
    async (signOut) => {
      await onStage({ ...SCENE, settings: { signOut } }, async ({ session, simulator }) => {
        await expect(session(() => Promise.resolve('result'))).resolves.toBe('result')
        await expect(session(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
        expect(simulator.record.callsTo('sign-out')).toHaveLength(2)
      })
    },
  )

  test('without an answer does not hide the result either', async () => {
    await onStage(SCENE, async ({ session, simulator, lines }) => {
      simulator.faults.add({ match: { path: 'signout' }, effect: { kind: 'reset' } })
      await expect(session(() => Promise.resolve('result'))).resolves.toBe('result')
      expect(lines.at(-1)).toMatch(/^Signing out of Tableau failed: /)
    })
  })
})

test('a call that was not awaited does not sign in again after the sign-out', async () => {
  await onStage(SCENE, async ({ session, simulator }) => {
    const late = await session((opened) => Promise.resolve(() => findingsOf(opened, [BY_URL])))
    await expect(late()).rejects.toMatchObject({ problem: 'lost' })
    expect(simulator.record.signIns).toHaveLength(1)
    expect(simulator.record.sessionsAlive).toHaveLength(0)
  })
})

describe('a session that ends early', () => {
  test('is renewed once for all calls that find it ended', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      await session(async (opened) => {
        simulator.faults.add({ match: { path: '/workbooks|graphql' }, effect: { kind: 'end-session' } })
        const findings = await findingsOf(opened, [BY_URL, { by: 'number', of: 'workbook', number: '1' }])
        expect(findings).toMatchObject([{ kind: 'found' }, { kind: 'not-found' }])
      })
      expect(simulator.record.signIns).toHaveLength(2)
      expect(simulator.record.sessionsAlive).toHaveLength(0)
    })
  })

  test('after 2 hours without a call is renewed', async () => {
    await onStage(SCENE, async ({ session, clock }) => {
      await session(async (opened) => {
        clock.advance({ hours: 3 })
        await expect(findingsOf(opened, [BY_URL])).resolves.toMatchObject([{ kind: 'found' }])
      })
    })
  })

  test('just before a refresh is renewed, and the refused refresh is requested again', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      await session(async (opened) => {
        simulator.faults.add({ match: { path: '/refresh$' }, effect: { kind: 'end-session' } })
        const { luid } = simulator.workbook('Finance/Orders')
        await expect(
          opened.refresh({ kind: 'workbook', luid: luid as never }, 'full'),
        ).resolves.toMatchObject({
          kind: 'requested',
        })
      })
      expect(simulator.record.jobs).toHaveLength(1)
    })
  })

  test('immediately after its renewal is an error that names the shared token', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      simulator.faults.add({ match: { path: '/workbooks' }, times: 2, effect: { kind: 'end-session' } })
      await expect(session((opened) => findingsOf(opened, [BY_URL]))).rejects.toMatchObject({
        problem: 'lost',
        message: expect.stringMatching(
          /same personal access token, .*one session only\. .*concurrency group/,
        ),
      })
    })
  })

  test('four times in a run is an error: two runs would keep ending each other’s sessions', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      await session(async (opened) => {
        for (let times = 1; times <= 4; times += 1) {
          simulator.faults.add({ match: { path: '/workbooks' }, effect: { kind: 'end-session' } })
          const found = findingsOf(opened, [BY_URL])
          await (times < 4
            ? expect(found).resolves.toHaveLength(1)
            : expect(found).rejects.toMatchObject({ problem: 'lost' }))
        }
      })
      expect(simulator.record.signIns).toHaveLength(4)
    })
  })

  test('of a connected app without a scope is an error that names the scope', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      simulator.faults.add({
        match: { path: '/workbooks' },
        times: 'always',
        effect: { kind: 'error', code: '401002' },
      })
      await expect(
        session((opened) => findingsOf(opened, [BY_URL]), { credentials: CONNECTED_APP }),
      ).rejects.toMatchObject({
        problem: 'scope',
        message: expect.stringMatching(/lacks a scope/),
      })
    })
  })

  test('of a connected app is signed out too if it was renewed for the lack of a scope', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      const luid = simulator.workbook('Finance/Orders').luid as never
      await session(
        (opened) => expect(opened.qualityWarnings.of(luid)).rejects.toMatchObject({ problem: 'scope' }),
        {
          credentials: CONNECTED_APP,
        },
      )
      expect(simulator.record.signIns).toHaveLength(2)
      expect(simulator.record.sessionsAlive).toHaveLength(0)
    })
  })
})

describe('a reading call', () => {
  test.each<[string, FaultEffect]>([
    ['a page with 502', { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' }],
    ['an empty 503', { kind: 'answer', status: 503, body: '' }],
    ['a page with 200', { kind: 'answer', status: 200, body: '<html>Maintenance</html>' }],
    ['a reset', { kind: 'reset' }],
    ['a server error', { kind: 'error', code: '500000' }],
    ['a rate limit', { kind: 'error', code: '429000', headers: { 'retry-after': '7' } }],
  ])('survives %s', async (_, effect) => {
    await onStage(SCENE, async ({ session, simulator }) => {
      simulator.faults.add({ match: { path: '/workbooks' }, times: 2, effect })
      await expect(session((opened) => findingsOf(opened, [BY_URL]))).resolves.toMatchObject([
        { kind: 'found' },
      ])
    })
  })

  test('fails after five attempts', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      simulator.faults.add({ match: { path: '/workbooks' }, times: 'always', effect: { kind: 'reset' } })
      await expect(session((opened) => findingsOf(opened, [BY_URL]))).rejects.toBeInstanceOf(HttpError)
      expect(simulator.record.calls.filter(({ path }) => path.endsWith('/workbooks'))).toHaveLength(5)
    })
  })

  test('that another web server answers is an error with address, status and kind of body', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      simulator.faults.add({
        match: { path: '/workbooks' },
        times: 'always',
        effect: { kind: 'answer', status: 404, body: '<!DOCTYPE html>' },
      })
      const error = await session((opened) => findingsOf(opened, [BY_URL])).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(NotTableauError)
      expect(String(error)).toMatch(
        /\/workbooks answered with status 404 and an HTML page instead of Tableau's JSON\.$/,
      )
    })
  })

  test.each(['{}', '{"message":"sign in first"}'])(
    '%s instead of a list is not an empty list',
    async (body) => {
      await onStage(SCENE, async ({ session, simulator }) => {
        simulator.faults.add({
          match: { path: '/workbooks' },
          times: 'always',
          effect: { kind: 'answer', status: 200, body },
        })
        const error = await session((opened) => findingsOf(opened, [BY_URL])).catch(
          (caught: unknown) => caught,
        )
        expect(String(error)).toMatch(
          /\/workbooks answered with status 200 and JSON without workbooks instead of/,
        )
      })
    },
  )

  test('ends when the run is cancelled, which still signs out', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      const controller = new AbortController()
      simulator.faults.add({ match: { path: '/workbooks' }, times: 'always', effect: { kind: 'silence' } })
      const found = session(
        (opened) => {
          void until(() => simulator.record.calls.some(({ path }) => path.endsWith('/workbooks'))).then(() =>
            controller.abort(),
          )
          return findingsOf(opened, [BY_URL])
        },
        { signal: controller.signal },
      )
      await expect(found).rejects.toThrow(/the request was broken off/)
      expect(simulator.record.sessionsAlive).toHaveLength(0)
    })
  })
})
