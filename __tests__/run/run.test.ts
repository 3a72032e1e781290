import { message, withId } from '../../src/messages/message.js'
import { describe, expect, test } from '@jest/globals'
import { type Http, HttpError } from '../../src/base/http.js'
import type { Runner } from '../../src/run/ports.js'
import { missingStateNotice } from '../../src/run/saved-state.js'
import { tolerantRunner } from '../../src/run/tolerant-runner.js'
import { EMPTY_STATE, type ExtractKey } from '../../src/state/state.js'
import type { StateStore } from '../../src/state/store.js'
import { workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage } from '../support/tableau.js'

/** A run that refreshes one dashboard without any failure. */
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

describe('a run that cannot sign in', () => {
  const SAVED = 'What this build landed is saved'
  const around =
    (http: Http): Http =>
    (request) =>
      request.url.endsWith('/auth/signin')
        ? Promise.reject(new HttpError('the connection was refused', true))
        : http(request)

  test('says that what this build landed is saved', async () => {
    expect((await run({ around })).summary).toContain(SAVED)
  })

  test('does not say so if an earlier run has refreshed everything that this build landed', async () => {
    const store = storeInMemory()
    expect((await run({ store })).counts).toEqual({ refreshed: 1 })
    const { exitCode, summary } = await run({ store, around })
    expect(exitCode).toBe(1)
    expect(summary).not.toContain(SAVED)
  })
})

test.each([
  ['never refreshed anything: no build is missing', 0, null],
  ['refreshed something that an earlier build landed', 1, 'AE-LANDINGS-MISSING'],
])('with state of the site only, which %s', (_, requests, id) => {
  const state = {
    ...EMPTY_STATE,
    requests: new Map(Array.from({ length: requests }, () => [KEY, new Map()])),
  }
  const known = { dbt: { state, found: false, problem: null }, site: { state, found: true, problem: null } }
  expect(missingStateNotice(known, { kind: 'real' })?.id ?? null).toBe(id)
})

const KEY = 'workbook:1' as ExtractKey

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
    'earlier-failed',
    'exposures-file',
    'failed',
    'held',
    'message',
    'message-id',
    'news',
    'plan-file',
    'refreshed',
    'rows-truncated',
    'rows-version',
    'site-folder',
    'skipped',
    'stale',
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
