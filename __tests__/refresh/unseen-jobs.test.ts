import { expect, test } from '@jest/globals'
import { MINUTE } from '../../src/base/clock.js'
import { workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage } from '../support/tableau.js'
import { ORDERS } from './story.js'

const START = Date.parse('2026-08-20T06:31:00Z')
const SECRET = 'a connected app secret of thirty-two bytes and more'

const APP = {
  'tableau-token-name': '',
  'tableau-token-secret': '',
  'tableau-client-id': 'app',
  'tableau-secret-id': 'one',
  'tableau-secret-value': SECRET,
  'tableau-username': 'ci@example.com',
}

const EXPOSURE = {
  name: 'kpis',
  package_name: 'shop',
  original_file_path: 'models/exposures.yml',
  depends_on: { nodes: ['model.shop.orders'] },
  meta: { active_exposure: { extracts: [{ workbook: 'Default/KPIs' }] } },
}

test.each([
  ['success', { 'up-to-date': 1 }, 1],
  ['failed', { requested: 1 }, 2],
] as const)(
  'a connected app that may not see jobs requests a refresh and says so; the next run judges by the last update: %s',
  async (outcome, next, jobs) => {
    const { simulator, clock } = onStage(
      {
        workbooks: [
          workbook('Default/KPIs', { embedded: [{ tables: [ORDERS] }], seconds: 60, outcomes: [outcome] }),
        ],
        connectedApps: [{ clientId: 'app', secrets: [{ id: 'one', value: SECRET }] }],
      },
      { start: new Date(START).toISOString(), settings: { restApiVersion: '3.24' } },
    )
    const workspace = artifactsFolder({
      'manifest.json': rawManifest(
        { 'model.shop.orders': {} },
        { exposures: { 'exposure.shop.kpis': EXPOSURE } },
      ),
      'run_results.json': rawResults('build', { 'model.shop.orders': { status: 'success', at: '06:30:00' } }),
    })
    const common = { simulator, clock, workspace, store: storeInMemory(), inputs: APP }
    const event = { name: 'workflow_dispatch' }
    const first = await use({ ...common, event })
    expect(first.counts).toEqual({ requested: 1 })
    expect(first.exitCode).toBe(0)
    expect(first.log).toContain("Tableau's REST API 3.24 shows no jobs to a connected app")
    expect(first.summary).toContain('refreshes are requested but not waited for')
    clock.set(START + 30 * MINUTE)
    expect((await use({ ...common, event })).counts).toEqual(next)
    expect(simulator.record.jobs).toHaveLength(jobs)
  },
)
