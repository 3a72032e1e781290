import { expect, test } from '@jest/globals'
import { workbook } from '../../../simulators/tableau/index.js'
import { acmeWith, lineageOf, onStage } from '../stage.js'

const SITE = acmeWith({ workbooks: [workbook('F/W', { embedded: [{ tables: ['DB.S.A'] }] })] })

test('300,000 errors with as many codes: an incomplete answer, and a few sentences', async () => {
  const errors = Array.from({ length: 300_000 }, (_, index) => ({ extensions: { code: `CODE_${index}` } }))
  const body = JSON.stringify({ data: { page0: { nodes: [] }, page1: { nodes: [] } }, errors })
  const { by, notices } = await onStage({ sites: [SITE] }, async ({ simulator, session }) => {
    simulator.faults.add({
      match: { path: 'graphql' },
      times: 'always',
      effect: { kind: 'answer', status: 200, body },
    })
    return session((tableau) => lineageOf(tableau, [['workbook', 'F/W']]))
  })
  expect(by['workbook:W']?.gaps).not.toEqual([])
  expect(notices).toContainEqual(expect.stringMatching(/CODE_4 and 4995 more\)/))
  expect(notices.length).toBeLessThan(5)
})
