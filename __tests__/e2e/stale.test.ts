import { afterEach, describe, expect, test } from '@jest/globals'
import { annotations, rowsOf, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

describe('data that is older than promised', () => {
  test('is told with its cause, fails the step if asked to, and not in a freeze', async () => {
    stage = await Stage.open('build-ok')
    const promise = { 'stale-after': '720', 'fail-on': 'failure, stale' }
    const built = await stage.main({ inputs: promise })
    expect(built).toMatchObject({ exitCode: 0, outputs: { refreshed: '10', stale: '0' } })

    stage.clock.advance({ hours: 13 })
    const stale = await stage.run({ inputs: promise })
    expect(stale.main).toMatchObject({ exitCode: 1, outputs: { refreshed: '0', stale: '10' } })
    expect(rowsOf(stale.main)['Weekly KPIs']).toMatchObject({
      reason: 'up-to-date',
      staleCause: 'nothing has landed upstream since',
    })
    expect(annotations(stale.main, 'warning').join()).toContain('nothing newer has landed upstream: ')
    expect(stale.main.summary).toMatch(
      /\*\*Stale:\*\* 10 extracts, data from .+, because nothing has landed upstream since\./,
    )
    expect(stale.main.log).toContain(
      'This step fails, because data is older than stale_after promises (fail-on: stale)',
    )

    const day = new Date(stage.clock.now()).toISOString().slice(0, 10)
    const frozen = await stage.main({ inputs: { ...promise, freeze: day } })
    expect(frozen).toMatchObject({ exitCode: 0, outputs: { stale: '10' } })
  })
})
