import { message } from '../../src/messages/message.js'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { annotations, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

const FILE = 'models/tableau.yml'

const readFile = (): string => readFileSync(join(stage.workspace, FILE), 'utf8')

interface Written {
  readonly name: string
  readonly depends_on: string[]
  readonly owner: Record<string, string>
  readonly url: string
}

const exposures = (): Written[] => (parse(readFile()) as { exposures: Written[] }).exposures

test('a dry run writes what no exposure declares, and refreshes nothing', async () => {
  stage = await Stage.open('build-ok')
  const main = await stage.main({
    inputs: { discover: 'true', 'exposures-file': FILE, 'dry-run': 'true' },
  })
  expect(main.exitCode).toBe(0)
  expect(stage.refreshes).toEqual([])
  expect(main.outputs['exposures-file']).toBe(FILE)
  expect(exposures().map(({ name, depends_on }) => [name, depends_on])).toEqual([
    ['campaigns', ["ref('dim_customers', v=2)", "ref('fct_orders')"]],
    ['marketing_weekly_kpis', ["ref('agg_weekly_kpis')"]],
  ])
  expect(main.log).toContain(`Exposures of ${FILE}: 2, of these 2 new; 0 removed`)

  const before = readFile()
  const again = await stage.main({ inputs: { discover: 'true', 'exposures-file': FILE, 'dry-run': 'true' } })
  expect(again.exitCode).toBe(0)
  expect(readFile()).toBe(before)
})

test('dashboards without an exposure are drift, which fails the step only with fail-on: drift', async () => {
  stage = await Stage.open('build-ok')
  const main = await stage.main({ inputs: { discover: 'true', 'dry-run': 'true' } })
  expect(main.exitCode).toBe(0)
  const drift = JSON.parse(main.outputs['drift'] ?? '') as {
    kind: string
    exposure: string | null
    message: string
  }[]
  expect(drift.map(({ kind, exposure, message }) => [kind, exposure, message])).toEqual([
    ['no-exposure', null, reads('dim_customers.v2, fct_orders')],
    ['no-exposure', null, reads('agg_weekly_kpis')],
  ])
  expect(main.summary).toContain('### Drift')
  const strict = await stage.main({ inputs: { discover: 'true', 'fail-on': 'drift', 'dry-run': 'true' } })
  expect(strict.exitCode).toBe(1)
  expect(annotations(strict, 'error')).toEqual([
    message('AE-DRIFT-FAILS', {
      differences: '2 points: Marketing/Campaigns (no exposure), Marketing/Weekly KPIs (no exposure)',
    }).message,
  ])
  expect(strict.summary).toMatch(/^## ❌ /)
  expect(strict.log).not.toContain('Completed successfully')
})

const reads = (nodes: string): string => message('AE-DRIFT-NO-EXPOSURE', { nodes }).message

test('without discover, declared exposures are compared with Tableau', async () => {
  stage = await Stage.open('build-ok')
  stage.edit('target/manifest.json', (text) =>
    text
      .replaceAll('/views/OrderOverview/Orders', '/views/Gone/Orders')
      .replaceAll('/views/Menu/Prices', '/views/WeeklyKPIs/Overview'),
  )
  const main = await stage.main({ inputs: { 'fail-on': 'drift', 'dry-run': 'true' } })
  expect(main.exitCode).toBe(1)
  const drift = JSON.parse(main.outputs['drift'] ?? '') as {
    kind: string
    exposure: string
    nodes: string[]
  }[]
  expect(drift.map(({ kind, exposure, nodes }) => [kind, exposure, nodes])).toEqual([
    ['dead', 'order_overview', []],
    ['not-declared', 'menu', ['model.acme.agg_weekly_kpis']],
    ['not-read', 'menu', ['model.acme.rpt_menu']],
  ])
})

test.each([['not YAML', 'exposures: [\n', 'models/tableau.yml is not valid YAML']])(
  'a file that is %s stays unchanged, and the refreshes continue',
  async (_, text, told) => {
    stage = await Stage.open('build-ok')
    mkdirSync(join(stage.workspace, 'models'))
    writeFileSync(join(stage.workspace, FILE), text)
    const main = await stage.main({ inputs: { discover: 'true', 'exposures-file': FILE } })
    expect(main.exitCode).toBe(1)
    expect(readFile()).toBe(text)
    expect(annotations(main, 'error').join()).toContain(told)
    expect(stage.refreshes.length).toBeGreaterThan(5)
    expect(main.outputs['exposures-file']).toBe('')
  },
)

test.each([
  ['../tableau.yml', 'is outside the workspace'],
  ['/etc/tableau.yml', 'is outside the workspace'],
  ['out/tableau.yml', 'is outside the workspace'],
  ['.github/workflows/ci.yml', 'is in a folder of git or GitHub'],
  ['.GitHub/workflows/ci.yml', 'is in a folder of git or GitHub'],
  ['ci/ci.yml', 'is in a folder of git or GitHub'],
  ['linked.yml', 'is a link or a folder'],
])('%s is not allowed', async (path, told) => {
  stage = await Stage.open('build-ok')
  symlinkSync('/tmp', join(stage.workspace, 'out'))
  mkdirSync(join(stage.workspace, '.github/workflows'), { recursive: true })
  symlinkSync('.github/workflows', join(stage.workspace, 'ci'))
  symlinkSync('target/manifest.json', join(stage.workspace, 'linked.yml'))
  const main = await stage.main({
    inputs: { discover: 'true', 'exposures-file': path, 'dry-run': 'true' },
  })
  expect(main.exitCode).toBe(1)
  expect(annotations(main, 'error').join()).toContain(told)
  expect(existsSync('/tmp/tableau.yml')).toBe(false)
  expect(readdirSync(join(stage.workspace, '.github/workflows'))).toEqual([])
})

test('it needs discover', async () => {
  stage = await Stage.open('build-ok')
  const main = await stage.main({ inputs: { 'exposures-file': FILE } })
  expect(main.exitCode).toBe(1)
  expect(annotations(main, 'error').join()).toContain('exposures-file is set, but discover is false')
})
