import { afterEach, describe, expect, test } from '@jest/globals'
import { runMain, type StepResult } from '../../simulators/runner/runner.js'
import { posixTest } from '../support/posix.js'
import { annotations, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

const inputs = { 'data-quality-warning': 'true' }
const ORDERS = 'Finance/Orders'

/** From now on, refreshes of this data source fail with these notes; without notes, they succeed. */
function orders(notes: string | null): void {
  stage.tableau.datasource(ORDERS).behaviour.outcomes =
    notes === null ? [{ result: 'success', statusNotes: [] }] : [{ result: 'failed', notes, statusNotes: [] }]
}

const standing = (): string[] =>
  stage.tableau.qualityWarnings.all.map(({ content, message }) => `${content.path}: ${message}`)

/** Calls to the warnings of Tableau so far. */
const calls = (): number =>
  stage.tableau.record.calls.filter(({ path }) => path.includes('/dataQualityWarnings/')).length

async function anHourLater(more: Record<string, string> = {}): Promise<StepResult> {
  stage.clock.advance({ hours: 1 })
  return stage.main({ inputs: { ...inputs, force: 'true', ...more } })
}

describe('data-quality warnings', () => {
  test('are set with reason and link, kept, changed, and lifted, and cost no call before and after that', async () => {
    stage = await Stage.open('build-ok')
    orders(null)
    await stage.main({ inputs })
    const sought = calls()
    await anHourLater()
    expect(calls()).toBe(sought)

    orders('Login failed for user svc')
    const failed = await anHourLater()
    expect(failed.log).toContain('Data-quality warnings: 1 set')
    expect(standing()).toEqual([
      expect.stringMatching(
        /^Finance\/Orders: Active Exposures \([0-9a-f-]+\): Its last refresh failed: the embedded credentials were refused\. Run: https:\/\/github\.com\/acme\/analytics\/actions\/runs\/3 - It is lifted when the data is healthy again$/,
      ),
    ])
    const [first] = standing()
    expect((await anHourLater()).log).toContain('Data-quality warnings: 1 kept')
    expect(standing()).toEqual([first])

    orders('the Tableau Bridge client is offline')
    expect((await anHourLater()).log).toContain('Data-quality warnings: 1 changed')
    expect(standing()).toEqual([expect.stringMatching(/runs\/5 - It is lifted/)])

    orders(null)
    expect((await anHourLater()).log).toContain('Data-quality warnings: 1 lifted')
    expect(standing()).toEqual([])
    const after = calls()
    await anHourLater()
    expect(calls()).toBe(after)
  })

  test('of people stay as they are, and are named once', async () => {
    stage = await Stage.open('build-ok')
    const { tableau } = stage
    const content = tableau.datasource(ORDERS)
    const [owner] = tableau.site('acme').users
    if (owner === undefined) throw new Error('no user')
    const text = { type: 'WARNING', message: 'Prices are wrong.', isActive: true, isSevere: true }
    tableau.qualityWarnings.add({ site: tableau.site('acme'), content, owner }, text, stage.clock.now())
    const before = tableau.qualityWarnings.all
    orders('Login failed for user svc')
    const notices = annotations(await stage.main({ inputs }), 'notice').join('\n')
    expect(notices).toContain('Orders: somebody else has set a data-quality warning there')
    expect(annotations(await anHourLater(), 'notice').join('\n')).not.toContain('somebody else')
    orders(null)
    await anHourLater()
    expect(tableau.qualityWarnings.all).toEqual(before)
  })

  test('on a site without Data Management are refused with one notice, which fails nothing', async () => {
    stage = await Stage.open('build-ok')
    stage.tableau.configure({ qualityWarnings: { licensed: false } })
    orders('Login failed for user svc')
    const refused = await stage.main({ inputs: { ...inputs, 'fail-on': 'never' } })
    expect(refused.exitCode).toBe(0)
    const about = annotations(refused, 'notice').filter((notice) => notice.includes('data-quality'))
    expect(about).toEqual([
      expect.stringMatching(
        /^Tableau refused the data-quality warnings of .*Orders.*: Tableau answered 403157 /,
      ),
    ])
    expect(annotations(refused, 'warning').join()).not.toContain('data-quality')
  })

  test('are lifted when they are switched off, and then cost no call', async () => {
    stage = await Stage.open('build-ok')
    orders('Login failed for user svc')
    await stage.main({ inputs })
    expect(standing()).toHaveLength(1)
    await anHourLater({ 'data-quality-warning': 'false' })
    expect(standing()).toEqual([])
    const before = calls()
    await anHourLater({ 'data-quality-warning': '' })
    expect(calls()).toBe(before)
  })

  test('that a lost state does not name are lifted by switching them on for one run, and off again', async () => {
    stage = await Stage.open('build-ok')
    orders('Login failed for user svc')
    await stage.main({ inputs })
    stage.cache.clear()
    await anHourLater({ 'data-quality-warning': 'false' })
    expect(standing()).toHaveLength(1)
    await anHourLater()
    await anHourLater({ 'data-quality-warning': 'false' })
    expect(standing()).toEqual([])
  })

  test('of a connected app are lifted when they are switched off, and no session stays open', async () => {
    stage = await Stage.open('build-ok')
    const app = {
      'tableau-token-name': '',
      'tableau-token-secret': '',
      'tableau-client-id': 'client-1',
      'tableau-secret-id': 'secret-1',
      'tableau-secret-value': 'connected-app-secret-value',
      'tableau-username': 'ci@example.com',
    }
    orders('Login failed for user svc')
    await stage.main({ inputs: { ...inputs, ...app } })
    expect(standing()).toHaveLength(1)
    await anHourLater({ 'data-quality-warning': 'false', ...app })
    expect(standing()).toEqual([])
    expect(stage.tableau.record.sessionsAlive).toEqual([])
  })

  test('are neither set nor lifted by a dry run', async () => {
    stage = await Stage.open('build-ok')
    orders('Login failed for user svc')
    await stage.main({ inputs })
    orders(null)
    const before = calls()
    await anHourLater({ 'dry-run': 'true' })
    expect([calls(), standing().length]).toEqual([before, 1])
  })

  test('are not set if the state cannot remember them', async () => {
    stage = await Stage.open('build-ok')
    orders('Login failed for user svc')
    stage.cache.inject('CreateCacheEntry', { kind: 'status', status: 400 }, 1)
    const run = await stage.main({ inputs })
    expect(annotations(run, 'notice').join()).toContain('No new data-quality warning was set on Orders')
    expect(standing()).toEqual([])
    await anHourLater()
    expect(standing()).toHaveLength(1)
  })

  posixTest('are lifted also after a run that was killed between the call and the save', async () => {
    stage = await Stage.open('build-ok')
    orders('Login failed for user svc')
    const killed = await runMain(
      stage.step({
        inputs,
        onStart: (child) => {
          const watch = setInterval(() => {
            if (stage.tableau.qualityWarnings.all.length === 0 && child.exitCode === null) return
            clearInterval(watch)
            child.kill('SIGKILL')
          }, 1)
        },
      }),
    )
    expect([killed.exitCode, standing().length]).toEqual([null, 1])
    orders(null)
    expect((await anHourLater()).log).toContain('Data-quality warnings: 1 lifted')
    expect(standing()).toEqual([])
  })
})
