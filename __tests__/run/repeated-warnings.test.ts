import { anyMessage } from '../support/any-message.js'
import { expect, test } from '@jest/globals'
import type { StateStore } from '../../src/state/store.js'
import { Journal } from '../../src/state/journal.js'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { discoveryWarnings, withRepeatsAsNotices } from '../../src/run/repeated-warnings.js'
import { workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage } from '../support/tableau.js'

const exposure = (name: string, content: string, reads: string) => ({
  name,
  package_name: 'shop',
  original_file_path: 'models/exposures.yml',
  depends_on: { nodes: [reads] },
  meta: { active_exposure: { extracts: [{ workbook: `Default/${content}` }] } },
})

const SOURCE = 'source.shop.raw.goals'
const MODEL = 'model.shop.goals'

const manifestWith = (goals: string) =>
  rawManifest(
    { 'model.shop.orders': {}, [goals]: { freshness: null }, 'model.shop.plan': { reads: [goals] } },
    {
      exposures: {
        'exposure.shop.kpis': exposure('kpis', 'KPIs', 'model.shop.orders'),
        'exposure.shop.targets': exposure('targets', 'Targets', goals),
      },
    },
  )

const embedded = (table: string) => ({ embedded: [{ tables: [`ANALYTICS.MARTS.${table}`] }] })

/** Builds only orders. The dashboard Targets reads goals, by default a source. */
async function run(
  store: StateStore,
  start: string,
  given: { results?: boolean; inputs?: object; goals?: string } = {},
) {
  const stage = onStage(
    {
      workbooks: [
        workbook('Default/KPIs', embedded('ORDERS')),
        workbook('Default/Targets', embedded('GOALS')),
      ],
    },
    { start },
  )
  const workspace = artifactsFolder({
    'manifest.json': manifestWith(given.goals ?? SOURCE),
    ...(given.results === false
      ? {}
      : {
          'run_results.json': rawResults('build', {
            'model.shop.orders': { status: 'success', at: '06:30:00' },
          }),
        }),
  })
  const warnings: string[] = []
  const notices: string[] = []
  const used: Used = await use({
    ...stage,
    store,
    workspace,
    inputs: { ...given.inputs },
    event: { name: 'push' },
    runner: () => ({
      warning: (message: string) => void warnings.push(message),
      notice: (message: string) => void notices.push(message),
    }),
  })
  return { ...used, warnings, notices }
}

const NEVER = /^Targets: no new data known in .*goals yet/

test('an extract of a source that nobody measures is a warning in the first run and a notice from the second on', async () => {
  const store = storeInMemory()
  const first = await run(store, '2026-08-20T06:31:00Z')
  expect(first.summary).toContain('## ⚠️ Active Exposures: 1 refreshed · 1 held back')
  expect(first.warnings).toContainEqual(expect.stringMatching(NEVER))

  for (const start of ['2026-08-21T06:31:00Z', '2026-08-22T06:31:00Z']) {
    const later = await run(store, start)
    expect(later.summary).toMatch(/^## ✅ Active Exposures: /)
    expect(later.summary).not.toContain('What to do')
    expect(later.summary).toContain('no new data known in')
    expect(later.warnings).not.toContainEqual(expect.stringMatching(NEVER))
    expect(later.notices).toContainEqual(expect.stringMatching(NEVER))
  }
})

test('an extract of a model that no run has built is a warning in every run', async () => {
  const store = storeInMemory()
  for (const start of ['2026-08-20T06:31:00Z', '2026-08-21T06:31:00Z']) {
    const { summary, warnings } = await run(store, start, { goals: MODEL })
    expect(summary).toMatch(/^## ⚠️ Active Exposures: /)
    expect(warnings).toContainEqual(expect.stringMatching(/^Targets: no build of goals is known yet/))
  }
})

test('without saved state the warning is given again', async () => {
  await run(storeInMemory(), '2026-08-20T06:31:00Z')
  const { warnings } = await run(storeInMemory(), '2026-08-21T06:31:00Z')
  expect(warnings).toContainEqual(expect.stringMatching(NEVER))
})

test.each([
  ['a run that writes an exposures-file', { 'exposures-file': 'models/found.yml', discover: 'true' }, 0],
  ['any other run', {}, 1],
])('without run results %s gets %j warnings of them', async (_, inputs, count) => {
  const { warnings } = await run(storeInMemory(), '2026-08-20T06:31:00Z', { results: false, inputs })
  expect(warnings.filter((message) => message.includes('no run results'))).toHaveLength(count)
})

test('a run that writes an exposures-file after dbt parse warns of no extract that no run has built', async () => {
  const inputs = { 'exposures-file': 'models/found.yml', discover: 'true' }
  const store = storeInMemory()
  const { summary, warnings, notices } = await run(store, '2026-08-20T06:31:00Z', { results: false, inputs })
  expect(summary).not.toContain('held back')
  expect(summary).toContain('no build of orders is known yet')
  expect(
    [...warnings, ...notices].filter((text) => /is known yet|known in|would refresh/.test(text)),
  ).toEqual([])
  const later = await run(store, '2026-08-20T07:31:00Z')
  expect(later.warnings).toContainEqual(expect.stringMatching(NEVER))
})

test('a missing run_results.json is one warning, and not one more for each extract of a model', async () => {
  const { summary, warnings } = await run(storeInMemory(), '2026-08-20T06:31:00Z', { results: false })
  expect(summary).toContain('2 held back')
  expect(warnings).toEqual([expect.stringContaining('no run results'), expect.stringMatching(NEVER)])
})

test('each warning of discovery is given once, and another one beside it is still a warning', () => {
  const journal = new Journal(mkdtempSync(join(tmpdir(), 'journal-')))
  const given = (now: number, ...messages: string[]) =>
    withRepeatsAsNotices(
      discoveryWarnings(messages.map((text) => anyMessage('warning', text))),
      journal,
      now,
    ).map(({ level }) => level)
  expect(given(1, 'a')).toEqual(['warning'])
  expect(given(2, 'a', 'b')).toEqual(['notice', 'warning'])
  expect([...journal.state.warned.values()]).toEqual([1, 2])
})
