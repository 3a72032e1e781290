import { message, withId } from '../../src/messages/message.js'
import { expect, test } from '@jest/globals'
import type { Runner } from '../../src/run/ports.js'
import { tolerantRunner } from '../../src/run/tolerant-runner.js'
import type { StateStore } from '../../src/state/store.js'
import { workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage } from '../support/tableau.js'

/** A run that refreshes one dashboard, where nothing breaks. */
function run(change: Partial<Use> = {}): Promise<Used> {
  const stage = onStage(
    { workbooks: [workbook('Default/KPIs', { embedded: [{ tables: ['ANALYTICS.MARTS.ORDERS'] }] })] },
    { start: '2026-08-20T06:31:00Z' },
  )
  const exposure = {
    name: 'kpis',
    package_name: 'shop',
    original_file_path: 'models/exposures.yml',
    depends_on: { nodes: ['model.shop.orders'] },
    meta: { active_exposure: { extracts: [{ workbook: 'Default/KPIs' }] } },
  }
  const workspace = artifactsFolder({
    'manifest.json': rawManifest(
      { 'model.shop.orders': {} },
      { exposures: { 'exposure.shop.kpis': exposure } },
    ),
    'run_results.json': rawResults('build', { 'model.shop.orders': { status: 'success', at: '06:30:00' } }),
  })
  return use({ ...stage, store: storeInMemory(), workspace, inputs: {}, event: { name: 'push' }, ...change })
}

test('a store that throws while saving loses the state but not the report', async () => {
  const store: StateStore = { ...storeInMemory(), save: () => Promise.reject(new Error('kaput')) }
  const { exitCode, summary, outputs, counts } = await run({ store })
  expect(exitCode).toBe(0)
  expect(counts).toEqual({ refreshed: 1 })
  expect(outputs['refreshed']).toBe('1')
  expect(summary).toContain('The state of this run could not be saved: kaput')
  expect(summary).not.toContain('What this build landed is saved')
})

test('an output that cannot be written does not prevent the others', async () => {
  const { exitCode, outputs, log } = await run({
    runner: (usual) => ({
      setOutput: (name, value) => {
        if (name === 'rows') throw new Error('ENOSPC: no space left on device, write')
        usual.setOutput(name, value)
      },
    }),
  })
  expect(exitCode).toBe(0)
  expect(Object.keys(outputs).sort()).toEqual([
    'drift',
    'exposures-file',
    'failed',
    'plan-file',
    'refreshed',
    'rows-truncated',
    'skipped',
    'summary-file',
  ])
  expect(log).toContain(
    'Later steps do not see the outputs rows, which could not be written: ENOSPC: no space left on device, write',
  )
})

test('a log line that cannot be written does not prevent summary and outputs', async () => {
  let isOpen = true
  const { exitCode, summary, log, counts } = await run({
    runner: () => ({
      info: (line) => {
        isOpen &&= !line.includes('Completed')
        if (!isOpen) throw new Error('EPIPE: broken pipe, write')
      },
    }),
  })
  expect({ exitCode, counts }).toEqual({ exitCode: 0, counts: { refreshed: 1 } })
  expect(summary).toContain('KPIs')
  expect(log).toContain('The log of this run could not be written: EPIPE: broken pipe, write')
})

test('a runner that cannot save values for the post step warns once', () => {
  const told: string[] = []
  const runner = {
    saveState: () => {
      throw new Error('Missing file at path: /nowhere')
    },
    warning: (message: string) => told.push(message),
  } as unknown as Runner
  const tolerant = tolerantRunner(runner)
  tolerant.saveState('journal', '/tmp/journal')
  tolerant.saveState('done', 'true')
  expect(told).toEqual([
    withId(message('AE-POST-STEP-UNAVAILABLE', { why: 'Missing file at path: /nowhere' })),
  ])
})
