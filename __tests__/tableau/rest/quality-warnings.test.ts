import { describe, expect, test } from '@jest/globals'
import type { Luid } from '../../../src/tableau/types.js'
import { SessionError } from '../../../src/tableau/client/errors.js'
import { datasource } from '../../../simulators/tableau/index.js'
import { acmeWith, CONNECTED_APP, onStage, type Scene } from '../stage.js'

const SCENE: Scene = { sites: [acmeWith({ datasources: [datasource('Finance/Orders', {})] })] }
const HOSTILE = `"/><dataQualityWarning type='x'/> & ]]> naïve 😀 \\`

describe('data-quality warnings', () => {
  test.each(['array', 'single-object', 'bare-array'] as const)(
    'are set, read, changed and lifted; their text arrives as it is (lists: %s)',
    async (lists) => {
      await onStage(SCENE, async ({ session, simulator }) => {
        simulator.configure({ json: { lists } })
        const luid = simulator.datasource('Finance/Orders').luid as Luid
        await session(async ({ qualityWarnings }) => {
          expect(await qualityWarnings.of(luid)).toEqual([])
          await qualityWarnings.set(luid, { type: 'WARNING', message: HOSTILE })
          const [set] = await qualityWarnings.of(luid)
          expect(set).toMatchObject({ type: 'WARNING', message: HOSTILE, isActive: true, isSevere: false })
          const id = set?.id ?? ''
          await qualityWarnings.change(id, { type: 'STALE', message: 'Old.' })
          expect(await qualityWarnings.of(luid)).toMatchObject([{ id, type: 'STALE', message: 'Old.' }])
          await qualityWarnings.lift(id)
          await qualityWarnings.lift(id)
          expect(await qualityWarnings.of(luid)).toEqual([])
        })
      })
    },
  )

  test('of a data source that Tableau does not show are not known', async () => {
    await onStage(SCENE, async ({ session }) => {
      await expect(
        session(({ qualityWarnings }) => qualityWarnings.of('gone' as Luid)),
      ).rejects.toMatchObject({
        status: 404,
      })
    })
  })

  test.each(['{"status":"ok"}', '{}', '[]', '<html>Welcome</html>'])(
    'are not known to be none if something else than Tableau answers: %s',
    async (body) => {
      await onStage(SCENE, async ({ session, simulator }) => {
        const luid = simulator.datasource('Finance/Orders').luid as Luid
        simulator.faults.add({
          match: { path: 'dataQualityWarnings' },
          times: 'always',
          effect: { kind: 'answer', status: 200, body },
        })
        await expect(session(({ qualityWarnings }) => qualityWarnings.of(luid))).rejects.toThrow()
      })
    },
  )

  test('need their scope, without which the session cannot be used for them', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      const luid = simulator.datasource('Finance/Orders').luid as Luid
      const ask = (mayWarn: boolean) =>
        session(({ qualityWarnings }) => qualityWarnings.of(luid), { credentials: CONNECTED_APP, mayWarn })
      expect(await ask(true)).toEqual([])
      await expect(ask(false)).rejects.toThrow(SessionError)
    })
  })
})
