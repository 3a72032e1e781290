import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Http } from '../../src/base/http.js'
import { describeCall } from '../../src/tableau/client/describe-call.js'
import { workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage, type Stage } from '../support/tableau.js'

let stage: Stage
let store: ReturnType<typeof storeInMemory>

beforeEach(() => {
  const orders = { embedded: [{ tables: ['ANALYTICS.MARTS.ORDERS'] }], seconds: 35 * 60 }
  // A filter cannot contain this name, so the whole list is read.
  stage = onStage({ workbooks: [workbook('Default/shop, web', orders)] }, { start: '2026-08-20T06:31:00Z' })
  store = storeInMemory()
})

function build(inputs: Readonly<Record<string, string>>, around: (http: Http) => Http = (http) => http) {
  const exposure = {
    name: 'shop',
    package_name: 'shop',
    original_file_path: 'models/exposures.yml',
    depends_on: { nodes: ['model.shop.orders'] },
    meta: { active_exposure: { extracts: [{ workbook: 'Default/shop, web' }] } },
  }
  const workspace = artifactsFolder({
    'manifest.json': rawManifest(
      { 'model.shop.orders': {} },
      { exposures: { 'exposure.shop.shop': exposure } },
    ),
    'run_results.json': rawResults('build', { 'model.shop.orders': { status: 'success', at: '06:30:00' } }),
  })
  return use({ ...stage, store, workspace, inputs, event: { name: 'push' }, around })
}

const minutes = (from: number): number => (stage.clock.now() - from) / 60_000

/** The list of workbooks never ends, and each of its pages takes this many seconds. */
function endless(seconds: number): (http: Http) => Http {
  return (http) => async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (!pathname.endsWith('/workbooks')) return http(request)
    await stage.clock.sleep(seconds * 1000)
    const page = Number(searchParams.get('pageNumber'))
    const rows = Array.from({ length: 10 }, (_, row) => ({
      id: `w${page}-${row}`,
      name: `W${page}-${row}`,
    }))
    return {
      status: 200,
      headers: {},
      body: JSON.stringify({ pagination: { totalAvailable: 1e6 }, workbooks: { workbook: rows } }),
    }
  }
}

/** Every call to the Metadata API takes this long and gets no answer. */
function silent(seconds: number): (http: Http) => Http {
  return (http) => async (request) => {
    if (!request.url.endsWith('/graphql')) return http(request)
    await stage.clock.sleep(seconds * 1000)
    return { status: 503, headers: {}, body: '' }
  }
}

describe('the time before the refreshes', () => {
  test.each([
    ['the default', {}, 60, 90],
    ['a longer timeout', { timeout: '120' }, 120, 180],
    ['at least 15 minutes', { timeout: '1' }, 15, 23],
  ])('is limited: %s', async (_, inputs, limit, page) => {
    const start = stage.clock.now()
    const { exitCode, log, summary } = await build(inputs, endless(40))
    expect(exitCode).toBe(1)
    const sentence = new RegExp(
      `Reading Tableau before the refreshes took longer than ${limit} minutes, so nothing was refreshed; time ran out while reading workbooks \\(page ${page + 1}\\)\\. Raise timeout`,
    )
    expect(log).toMatch(sentence)
    expect(summary).toContain(`took longer than ${limit} minutes`)
    expect(minutes(start)).toBeGreaterThanOrEqual(limit)
    expect(minutes(start)).toBeLessThan(limit + 2)
    expect(stage.simulator.record.jobs).toEqual([])
    expect(stage.simulator.record.sessionsAlive).toEqual([])
  })

  test('loses no landing when it runs out: the next run refreshes it', async () => {
    await build({}, endless(40))
    const { counts } = await build({})
    expect(counts).toEqual({ refreshed: 1 })
  })

  test('runs out while the Metadata API does not answer', async () => {
    const { exitCode, log } = await build({ timeout: '1' }, silent(600))
    expect(exitCode).toBe(1)
    expect(log).toMatch(
      /ran out while asking the Metadata API for workbooks( and customSQLTables)?\. Raise timeout/,
    )
  })

  test('does not end because a time server sets the clock forward', async () => {
    let isSet = false
    const corrected =
      (http: Http): Http =>
      async (request) => {
        if (!isSet) await stage.clock.sleep(90 * 60_000)
        isSet = true
        return http(request)
      }
    const { exitCode, counts }: Used = await build({}, corrected)
    expect([exitCode, counts]).toEqual([0, { refreshed: 1 }])
  })

  test('does not include the refreshes', async () => {
    const slow =
      (http: Http): Http =>
      async (request) => {
        if (request.url.includes('/workbooks?')) await stage.clock.sleep(10 * 60_000)
        return http(request)
      }
    const start = stage.clock.now()
    const { exitCode, counts }: Used = await build({ timeout: '40' }, slow)
    expect([exitCode, counts]).toEqual([0, { refreshed: 1 }])
    expect(minutes(start)).toBeGreaterThan(40)
  })
})

test.each([
  ['https://t/api/2.4/serverinfo', '', 'looking for the server'],
  ['https://t/api/3.27/auth/signin', '{}', 'signing in'],
  [
    'https://t/api/3.27/sites/8a-1/workbooks?filter=name:eq:a&pageSize=1000&pageNumber=1',
    '',
    'reading workbooks',
  ],
  ['https://t/api/3.27/sites/8a-1/jobs?pageNumber=312', '', 'reading jobs (page 312)'],
  ['https://t/api/3.27/sites/8a-1/workbooks/6f1f-22/connections', '', 'reading connections of workbooks'],
  ['https://t/api/3.27/sites/8a-1/tasks/extractRefreshes', '', 'reading extractRefreshes of tasks'],
  [
    'https://t/api/metadata/graphql',
    JSON.stringify({
      query:
        'query L {\n  page0: workbooksConnection(first: 1) { x }\n  page1: customSQLTablesConnection(first: 2) { y } }',
    }),
    'asking the Metadata API for workbooks and customSQLTables',
  ],
])('%s%s is %s', (url, body, words) => {
  expect(describeCall({ url, body })).toBe(words)
})
