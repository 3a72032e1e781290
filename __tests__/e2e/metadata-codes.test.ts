import { afterEach, describe, expect, test } from '@jest/globals'
import type { FaultEffect, SettingsChange } from '../../simulators/tableau/index.js'
import { annotations, rowsOf, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

interface Seen {
  readonly refreshes: readonly string[]
  readonly rows: Readonly<Record<string, readonly [string, string]>>
  readonly asked: number
  readonly told: readonly string[]
}

/** One run with discover, on a new Tableau site. */
async function discovering(
  settings: SettingsChange['metadata'],
  effect?: Extract<FaultEffect, { kind: 'metadata' }>,
): Promise<Seen> {
  stage = await Stage.open('build-ok')
  stage.tableau.configure({ metadata: { ...settings } })
  if (effect !== undefined) stage.tableau.faults.add({ match: { path: 'graphql' }, times: 'always', effect })
  const main = await stage.main({ inputs: { discover: 'true' } })
  expect(main.exitCode).toBe(0)
  return {
    refreshes: stage.refreshes.toSorted(),
    rows: Object.fromEntries(
      Object.entries(rowsOf(main)).map(([name, { decision, reason }]) => [name, [decision, reason]]),
    ),
    asked: stage.tableau.record.callsTo('metadata').length,
    told: [...annotations(main, 'warning'), ...annotations(main, 'notice')],
  }
}

describe('a site whose answers are partial', () => {
  test.each([
    ['NODE_LIMIT_EXCEEDED', { nodeLimit: 40 }],
    ['TIME_LIMIT_EXCEEDED', { secondsPerNode: 0.1, timeLimitSeconds: 4, timeLimitShape: 'coded' }],
  ] as const)('(%s, a warning) refreshes the same as with complete answers', async (code, settings) => {
    const whole = await discovering({})
    await stage.close()
    const parts = await discovering(settings)
    expect(parts.asked).toBeGreaterThan(whole.asked)
    expect(parts).toMatchObject({ refreshes: whole.refreshes, rows: whole.rows })
    expect(parts.told.filter((line) => line.includes(code))).toEqual([])
  })
})

test('a site whose Metadata API is switched off is queried once, and the run says so', async () => {
  const { asked, told } = await discovering({ service: 'site-disabled' })
  expect(asked).toBe(1)
  expect(told).toContainEqual(
    expect.stringMatching(/^The Metadata API is switched off for this site \(SITE_DISABLED;/),
  )
})

test('an unknown error code is named, and costs a few calls', async () => {
  const { asked, told } = await discovering(
    {},
    { kind: 'metadata', code: 'SOMETHING_NEW', message: 'What?', data: 'absent' },
  )
  expect(told).toContainEqual(expect.stringMatching(/does not know \(SOMETHING_NEW\), so /))
  expect(asked).toBeLessThan(12)
})
