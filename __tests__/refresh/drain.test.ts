import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { MINUTE } from '../../src/base/clock.js'
import { workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage } from '../support/tableau.js'
import { ORDERS } from './story.js'

const DUE = 200
const START = Date.parse('2026-08-20T06:31:00Z')

const nameOf = (index: number): string => `B${String(index).padStart(3, '0')}`

/** 200 dashboards on one table that a build has just filled, on a site that starts 60 refreshes an hour. */
function stage() {
  return onStage(
    {
      workbooks: Array.from({ length: DUE }, (_, index) =>
        workbook(`Default/${nameOf(index)}`, { embedded: [{ tables: [ORDERS] }], seconds: 60 }),
      ),
      quotas: { refreshesPerHour: 60 },
    },
    { start: new Date(START).toISOString() },
  )
}

function built(): string {
  const exposures = Array.from({ length: DUE }, (_, index) => [
    `exposure.shop.${nameOf(index)}`,
    {
      name: nameOf(index),
      package_name: 'shop',
      original_file_path: 'models/exposures.yml',
      depends_on: { nodes: ['model.shop.orders'] },
      meta: { active_exposure: { extracts: [{ workbook: `Default/${nameOf(index)}` }] } },
    },
  ])
  return artifactsFolder({
    'manifest.json': rawManifest({ 'model.shop.orders': {} }, { exposures: Object.fromEntries(exposures) }),
    'run_results.json': rawResults('build', { 'model.shop.orders': { status: 'success', at: '06:30:00' } }),
  })
}

test('200 due extracts at 60 starts an hour: a build starts 60, and a cron without dbt files drains the rest, none twice', async () => {
  const { simulator, clock } = stage()
  const store = storeInMemory()
  const common = { simulator, clock, store }
  const patience = { timeout: '20', 'max-parallel': '20' }
  const runs: Used[] = [
    await use({
      ...common,
      workspace: built(),
      inputs: patience,
      event: { name: 'schedule', schedule: '30 6 * * *' },
    }),
  ]
  for (let hour = 1; hour < 5; hour += 1) {
    clock.set(START + hour * 61 * MINUTE)
    runs.push(
      await use({
        ...common,
        workspace: mkdtempSync(join(tmpdir(), 'empty-')),
        inputs: { ...patience, 'dbt-artifacts': 'none' },
        event: { name: 'schedule', schedule: '30 * * * *' },
      }),
    )
  }
  expect(runs.map(({ counts }) => counts)).toEqual([
    { refreshed: 60, deferred: 140 },
    { refreshed: 60, failed: 80, 'up-to-date': 60 },
    { refreshed: 60, failed: 20, 'up-to-date': 120 },
    { refreshed: 20, 'up-to-date': 180 },
    { 'up-to-date': 200 },
  ])
  // A second deferral in a row is a failure, so that people notice the delay.
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 1, 1, 0, 0])
  expect(new Set(simulator.record.jobs.map(({ path }) => path)).size).toBe(DUE)
  expect(simulator.record.jobs).toHaveLength(DUE)
  // Runs without dbt files resolve no exposures.
  expect(runs[4]?.summary).toContain('planned without dbt files: exposures as of')
  expect(store.text()).toContain('"catalogue"')
})
