import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { WorkflowEvent } from '../../simulators/runner/runner.js'
import { annotations, rowsOf, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

const FOUND = ['Marketing/Campaigns success', 'Marketing/Weekly KPIs success']

describe('with discover on', () => {
  test('undeclared dashboards are refreshed too; the first run says how many', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ inputs: { discover: 'true' } })
    expect(main.exitCode).toBe(0)
    expect(stage.refreshes).toEqual(expect.arrayContaining(FOUND))
    expect(stage.refreshes).toHaveLength(new Set(stage.refreshes).size)
    expect(rowsOf(main)['Campaigns']).toMatchObject({ decision: 'refresh', reason: 'first-refresh' })
    expect(annotations(main, 'notice')).toContainEqual(
      expect.stringMatching(
        /^Discovery found 2 extracts \(Marketing\/Campaigns, Marketing\/Weekly KPIs\) that no exposure declares.*this run refreshes all of them\./,
      ),
    )
    expect(annotations(main, 'warning').filter((message) => /may be missing/.test(message))).toEqual([])

    stage.clock.advance({ minutes: 10 })
    const before = stage.refreshes.length
    const again = await stage.run({ inputs: { discover: 'true' } })
    expect(stage.refreshes).toHaveLength(before)
    expect(rowsOf(again.main)['Campaigns']).toMatchObject({ decision: 'skip', reason: 'up-to-date' })
    expect(annotations(again.main, 'notice').filter((message) => /^Discovery found/.test(message))).toEqual(
      [],
    )
  })

  test('a dashboard that an exposure switches off is not discovered, also if it is known only by its URL', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { discover: 'true' } })
    expect(stage.refreshes.map((line) => line.replace(/ \w+$/, ''))).not.toContain('Finance/Forecast')
  })

  test('only in the projects that the globs name', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ inputs: { discover: 'Finance/**\n!Marketing' } })
    expect(Object.keys(rowsOf(main))).not.toContain('Campaigns')
  })

  test.each(['yes', 'Finanse/**'])(
    '%s, which matches no project, gives a warning that lists the projects',
    async (given) => {
      stage = await Stage.open('build-ok')
      const main = await stage.main({ inputs: { discover: given, 'dry-run': 'true' } })
      expect(annotations(main, 'warning')).toContainEqual(
        expect.stringMatching(
          /^discover matches none of the Tableau projects with content that reads this dbt project \(Executive, Finance, .* and \d more\)\. Set it to true, or to globs/,
        ),
      )
    },
  )

  test('a project without declared exposures works too', async () => {
    stage = await Stage.open('build-ok')
    stage.edit('target/manifest.json', (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), exposures: {}, disabled: {} }),
    )
    const main = await stage.main({ inputs: { discover: 'true' } })
    expect(main.exitCode).toBe(0)
    expect(stage.refreshes).toEqual(expect.arrayContaining([...FOUND, 'Executive/Revenue Metrics success']))
  })

  test('an extract held back by a window is found again by a later run that builds none of its nodes', async () => {
    stage = await Stage.open('build-ok')
    const inputs = { discover: 'true', 'build-after': '60', 'build-after-tolerance': '0' }
    await stage.main({ inputs, event: PUSH })
    const landed = stage.clock.now() + 60_000
    stage.edit('target/run_results.json', (text) => later(text, landed))
    stage.clock.advance({ minutes: 10 })
    const held = await stage.run({ inputs, event: PUSH })
    expect(rowsOf(held.main)['Campaigns']).toMatchObject({ decision: 'skip', reason: 'build-after' })
    stage.edit('target/run_results.json', (text) => later(text, landed + 3_600_000, ['model.acme.rpt_menu']))
    stage.clock.advance({ minutes: 70 })
    const main = await stage.main({ inputs, event: PUSH })
    expect(rowsOf(main)['Campaigns']).toMatchObject({ decision: 'refresh', reason: 'new-data' })
  })
})

describe('without dbt files', () => {
  const byHand = (inputs: Record<string, string>) =>
    stage.run({
      workspace: mkdtempSync(join(tmpdir(), 'empty-')),
      event: { name: 'workflow_dispatch', payload: {} },
      inputs: { 'dbt-artifacts': 'none', ...inputs },
    })

  test('a discovered dashboard can be refreshed by hand, by its path in Tableau', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { discover: 'true' } })
    const before = stage.refreshes.length
    stage.clock.advance({ minutes: 10 })
    const { main } = await byHand({ select: 'workbook:Marketing/Campaigns', force: 'true' })
    expect(main.exitCode).toBe(0)
    expect(stage.refreshes.slice(before)).toEqual(['Marketing/Campaigns success'])
  })

  test('the same in a project without declared exposures', async () => {
    stage = await Stage.open('build-ok')
    stage.edit('target/manifest.json', (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), exposures: {}, disabled: {} }),
    )
    await stage.main({ inputs: { discover: 'true', 'dry-run': 'true' } })
    expect(stage.refreshes).toEqual([])
    const { main } = await byHand({})
    expect(main.exitCode).toBe(0)
    expect(stage.refreshes).toEqual(expect.arrayContaining(FOUND))
  })
})

const PUSH: WorkflowEvent = { name: 'push', payload: {} }

/** The results of another build at this time, with only these nodes. */
function later(text: string, at: number, only?: readonly string[]): string {
  const file = JSON.parse(text) as {
    metadata: Record<string, string>
    results: { unique_id: string; timing: Record<string, string>[] }[]
  }
  const iso = new Date(at).toISOString()
  return JSON.stringify({
    ...file,
    metadata: { ...file.metadata, generated_at: iso },
    results: file.results
      .filter(({ unique_id: id }) => only?.includes(id) !== false)
      .map((result) => ({
        ...result,
        timing: result.timing.map((step) => ({ ...step, started_at: iso, completed_at: iso })),
      })),
  })
}
