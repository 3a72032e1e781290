import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { annotations, PULL_REQUEST, rowsOf, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

const ALL = [
  'Executive/Board Targets success',
  'Executive/Revenue Metrics success',
  'Executive/Weekly KPIs success',
  'Finance/Orders success',
  'Finance/Payments Monitor success',
  'Finance/Revenue Explorer success',
  'Operations/Fulfilment/Open Orders success',
  'Operations/Menu success',
  'Service/Customer 360 success',
  'Service/Customers success',
]

describe('a step after dbt build', () => {
  test('refreshes what landed, gives a reason for every extract, and refreshes nothing twice', async () => {
    stage = await Stage.open('build-ok', { ownProcesses: true })
    const { main, post } = await stage.run()

    expect(main.exitCode).toBe(0)
    expect([...stage.refreshes].sort()).toEqual(ALL)
    expect(main.outputs).toMatchObject({
      refreshed: '10',
      skipped: '1',
      failed: '0',
      'rows-truncated': 'false',
    })
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({
      decision: 'refresh',
      reason: 'first-refresh',
      outcome: 'refreshed',
      message: 'first refresh: new data in agg_weekly_kpis',
    })
    expect(rowsOf(main)['customer_history']).toMatchObject({
      decision: 'unresolved',
      reason: 'misconfigured',
    })
    expect(main.log).toContain('Done. REFRESHED=10 SKIP=1 ERROR=0 UNRESOLVED=1 TOTAL=12')
    expect(main.summary).toContain('10 refreshed · 1 skipped · 1 unresolved')
    expect(post).toMatchObject({ exitCode: 0, raw: '' })

    stage.clock.advance({ minutes: 10 })
    const again = await stage.run()
    expect(again.main.exitCode).toBe(0)
    expect(stage.refreshes).toHaveLength(ALL.length)
    expect(again.main.outputs).toMatchObject({ refreshed: '0', skipped: '11', failed: '0' })
    expect(rowsOf(again.main)['Weekly KPIs']).toMatchObject({ decision: 'skip', reason: 'up-to-date' })
  })

  test('refreshes a data source before the workbook that reads it', async () => {
    stage = await Stage.open('build-ok')
    await stage.main()
    const jobs = stage.tableau.record.jobs
    const source = jobs.find((job) => job.path === 'Service/Customers')
    const workbook = jobs.find((job) => job.path === 'Service/Customer 360')
    expect(workbook?.createdAt).toBeGreaterThanOrEqual(source?.endedAt ?? Infinity)
  })

  test('signs in once, signs out, and prints secrets only to mask them', async () => {
    stage = await Stage.open('build-ok', { ownProcesses: true })
    const main = await stage.main()
    expect(stage.tableau.record.signIns).toHaveLength(1)
    expect(stage.tableau.record.signOuts).toHaveLength(1)
    expect(stage.tableau.record.sessionsAlive).toEqual([])
    const token = stage.tableau.record.calls.find((call) => call.token !== undefined)?.token ?? ''
    const withoutMasks = main.raw
      .split('\n')
      .filter((line) => !line.startsWith('::add-mask::'))
      .join('\n')
    for (const secret of ['s3cret', token]) {
      expect(secret).not.toBe('')
      expect(main.raw).toContain(`::add-mask::${secret}`)
      expect(withoutMasks + main.summary + JSON.stringify([main.outputs, main.state])).not.toContain(secret)
    }
  })

  test('writes rows that match their schema, and the same rows, with the addresses of owners, to the plan file', async () => {
    stage = await Stage.open('build-test-failure')
    const main = await stage.main()
    const schema: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../docs/rows.schema.json'), 'utf8'),
    )
    const validate = new Ajv2020({ validateFormats: false }).compile(schema as object)
    const rows: unknown = JSON.parse(main.outputs['rows'] ?? '')
    expect(validate(rows)).toBe(true)
    const planned = readFileSync(main.outputs['plan-file'] ?? '', 'utf8')
    expect(planned).toContain('service@example.com')
    const withoutAddresses = (key: string, value: unknown): unknown => (key === 'emails' ? [] : value)
    expect(JSON.parse(planned, withoutAddresses)).toEqual(rows)
  })

  test('after a failed build refreshes what is healthy, and names the test that holds back the rest', async () => {
    stage = await Stage.open('build-test-failure', { ownProcesses: true })
    const main = await stage.main()
    expect([...stage.refreshes].sort()).toEqual([
      'Executive/Board Targets success',
      'Finance/Payments Monitor success',
      'Operations/Menu success',
    ])
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ decision: 'skip', reason: 'upstream-failed' })
    expect(rowsOf(main)['Weekly KPIs']?.message).toContain('assert_order_amount_is_plausible')
    expect(main.exitCode).toBe(0)
  })

  test.each(['core-1.8', 'core-1.10', 'v2'] as const)(
    'does the same with the artifacts of %s',
    async (engine) => {
      stage = await Stage.open('build-ok', { engine, ownProcesses: true })
      await stage.main()
      expect([...stage.refreshes].sort()).toEqual(ALL)
    },
  )

  test('signs in with a connected app instead of a token', async () => {
    stage = await Stage.open('build-ok', { ownProcesses: true })
    const main = await stage.main({
      inputs: {
        'tableau-token-name': '',
        'tableau-token-secret': '',
        'tableau-client-id': 'client-1',
        'tableau-secret-id': 'secret-1',
        'tableau-secret-value': 'connected-app-secret-value',
        'tableau-username': 'ci@example.com',
      },
    })
    expect(main.exitCode).toBe(0)
    expect(stage.refreshes).toHaveLength(ALL.length)
    expect(main.raw.replace(/^::add-mask::.*$/gm, '')).not.toContain('connected-app-secret-value')
  })
})

describe('failures in Tableau', () => {
  test('one broken credential fails its row with a remedy and the step; the others are refreshed', async () => {
    stage = await Stage.open('build-ok')
    stage.breaks('Executive/Weekly KPIs', 'com.tableausoftware.nativeapi: Login failed for user svc')
    const main = await stage.main()
    expect(main.exitCode).toBe(1)
    expect(main.outputs).toMatchObject({ refreshed: '9', failed: '1' })
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ outcome: 'failed' })
    const remedy = 'Let the owner of the connection enter its credentials again in Tableau'
    expect(annotations(main, 'error').join()).toContain(remedy)
    expect(main.summary).toContain('Login failed for user svc')
    stage.clock.advance({ hours: 2 })
    const later = await stage.main({ inputs: { select: 'weekly_kpis' } })
    expect(rowsOf(later)['Weekly KPIs']).toMatchObject({ reason: 'failing', outcome: null })
    expect(rowsOf(later)['Weekly KPIs']?.message).toContain(remedy)
  })

  test('fail-on: never keeps the step green and the row red', async () => {
    stage = await Stage.open('build-ok')
    stage.breaks('Executive/Weekly KPIs', 'Login failed')
    const main = await stage.main({ inputs: { 'fail-on': 'never' } })
    expect(main).toMatchObject({ exitCode: 0, outputs: { failed: '1' } })
  })

  test('fail-on: unresolved turns the step red for a misconfigured exposure', async () => {
    stage = await Stage.open('build-ok')
    expect((await stage.main({ inputs: { 'fail-on': 'failure, unresolved' } })).exitCode).toBe(1)
  })
})

describe('a dry run', () => {
  test('on a pull request prints the plan, and writes nothing to Tableau or the cache', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ event: PULL_REQUEST })
    expect(main.exitCode).toBe(0)
    expect(stage.refreshes).toEqual([])
    expect(stage.cache.entries).toEqual([])
    expect(main.state).toEqual({})
    expect(main.summary).toContain('this is a pull request, not the production branch main')
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ decision: 'refresh', outcome: null })
  })

  test('on the production branch remembers what landed, and the next run refreshes it', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { 'dry-run': 'true' } })
    expect(stage.refreshes).toEqual([])
    // One entry with dbt's facts, one with the site's catalogue.
    expect(stage.cache.entries).toHaveLength(2)
    stage.edit('target/run_results.json', (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), results: [] }),
    )
    await stage.main()
    expect([...stage.refreshes].sort()).toEqual(ALL)
  })
})

describe('other switches', () => {
  test('wait: false requests without waiting; the next run looks up how it ended', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ inputs: { wait: 'false' } })
    expect(main.exitCode).toBe(0)
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ outcome: 'requested' })
    stage.clock.advance({ minutes: 10 })
    const next = await stage.run()
    expect(rowsOf(next.main)['Weekly KPIs']).toMatchObject({ decision: 'skip', reason: 'up-to-date' })
    expect(stage.refreshes.filter((refresh) => refresh.startsWith('Executive/Weekly KPIs'))).toHaveLength(1)
  })

  test('DBT_ACTIVE_EXPOSURES=0 switches it off', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ environment: { DBT_ACTIVE_EXPOSURES: '0' } })
    expect(main.exitCode).toBe(0)
    expect(main.summary).toContain('DBT_ACTIVE_EXPOSURES switches this action off')
    expect(stage.tableau.record.calls).toEqual([])
  })

  test('DBT_ACTIVE_EXPOSURES_BUILD_AFTER sets the window, and the input overrides it', async () => {
    stage = await Stage.open('build-ok')
    await stage.main()
    const due = async (inputs: Record<string, string>): Promise<unknown> => {
      const main = await stage.main({
        inputs,
        environment: { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '600' },
      })
      const rows = JSON.parse(main.outputs['rows'] ?? '') as {
        extract: { name: string } | null
        dueAt: string
      }[]
      return rows.find((row) => row.extract?.name === 'Weekly KPIs')?.dueAt
    }
    // The first run uses a window, and the second one sees it in state.
    const start = Date.parse(String(await due({ 'build-after': '1440' }))) - 1440 * 60_000
    expect(Date.parse(String(await due({}))) - start).toBe(600 * 60_000)
  })
})
