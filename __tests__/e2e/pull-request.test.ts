import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { startGitHub, type GitHubServer } from '../../simulators/github/server.js'
import { type File, GitHubSimulator } from '../../simulators/github/simulator.js'
import type { Step } from '../../simulators/runner/runner.js'
import { all, cells, parsed } from '../report/parsed.js'
import { annotations, FORK_PULL_REQUEST, PULL_REQUEST, rowsOf, Stage } from './stage.js'

const EXAMPLE = join(import.meta.dirname, '../../examples/acme-analytics')

let stage: Stage
let github: GitHubSimulator
let server: GitHubServer

afterEach(async () => {
  await Promise.all([stage.close(), server.close()])
})

async function open({ basePath = '', engine = 'core-1.12' as const } = {}): Promise<void> {
  stage = await Stage.open('build-ok', { engine })
  github = new GitHubSimulator({
    repository: 'acme/analytics',
    callers: [
      { token: 'ghs_write', login: 'github-actions[bot]', type: 'Bot', may: 'write' },
      { token: 'ghs_read', login: 'github-actions[bot]', type: 'Bot', may: 'read' },
      { token: 'ghs_none', login: 'github-actions[bot]', type: 'Bot', may: 'none' },
    ],
  })
  server = await startGitHub(github, { basePath })
  cpSync(EXAMPLE, stage.workspace, { recursive: true })
}

const CHANGED: readonly File[] = [{ filename: 'models/marts/fct_orders.sql', status: 'modified' }]

async function preview(files: readonly File[], { inputs, ...step }: Partial<Step> = {}) {
  github.files.set(7, files)
  const main = await stage.main({
    event: PULL_REQUEST,
    inputs: { 'github-token': 'ghs_write', ...inputs },
    environment: { GITHUB_API_URL: server.apiUrl },
    ...step,
  })
  return main
}

function noticesOf({ commands }: Awaited<ReturnType<typeof preview>>) {
  const notices = commands.filter(({ name }) => name === 'notice')
  expect(notices.length).toBeLessThanOrEqual(10)
  return notices
}

interface RawManifest {
  readonly exposures: Record<string, { depends_on: { nodes: string[] } }>
  readonly nodes: Record<string, { unique_id: string; raw_code: string; depends_on: { nodes: string[] } }>
}

/** Production's manifest as it was before the pull request. */
function production(change: (manifest: RawManifest) => void): void {
  const manifest = JSON.parse(
    readFileSync(join(stage.workspace, 'target/manifest.json'), 'utf8'),
  ) as RawManifest
  change(manifest)
  mkdirSync(join(stage.workspace, 'production'))
  writeFileSync(join(stage.workspace, 'production/manifest.json'), JSON.stringify(manifest))
}

describe('a pull request of this repository', () => {
  test('gets one comment, which a second run updates and a third removes', async () => {
    await open()
    const first = await preview(CHANGED)
    expect(first.exitCode).toBe(0)
    const [comment] = github.comments
    expect(comment?.body).toContain(
      '### 📊 Active Exposures: reaches Order overview, Customer 360, Open orders and 6 more\n',
    )
    expect(comment?.body).toContain('After merge: ')
    expect(comment?.body).toContain('refreshes with the next build')
    expect(comment?.body).toMatch(/models\/(?:<wbr>)?exposures\.(?:<wbr>)?yml:\u200B?\d+/)
    expect(comment?.body).toContain('```mermaid')
    expect(first.summary).toContain('What this pull request reaches')

    await preview([...CHANGED, { filename: 'models/marts/rpt_menu.sql', status: 'modified' }])
    expect(github.comments.map(({ id }) => id)).toEqual([comment?.id])
    expect(github.comments[0]?.body).toContain('Menu')

    await preview([{ filename: 'README.md', status: 'modified' }])
    expect(github.comments).toEqual([])
    expect(stage.refreshes).toEqual([])
    expect(stage.cache.entries).toEqual([])
  })

  test("reads production's state from the base branch: a used window waits", async () => {
    await open()
    await stage.main()
    stage.clock.advance({ minutes: 30 })
    const main = await preview(CHANGED)
    expect(github.comments[0]?.body).toMatch(
      /After merge: .* later, the first not before \d\d:\d\d UTC on \d+ Nov/,
    )
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ decision: 'skip', reason: 'build-after' })
    // A view with a window of 30 minutes is due again.
    expect(rowsOf(main)['Open Orders']).toMatchObject({ decision: 'refresh' })
    expect(rowsOf(main)['Menu']).toMatchObject({ reason: 'up-to-date' })
  })

  test('names the data source that a workbook waits for, and shows no expected landing as known', async () => {
    await open()
    await stage.main()
    stage.clock.advance({ minutes: 30 })
    const main = await preview([{ filename: 'models/marts/dim_customers_v2.sql', status: 'modified' }])
    expect(github.comments[0]?.body).toMatch(/waits for data source Customers, not before \d\d:\d\d UTC/)
    expect(rowsOf(main)['Customer 360']).toMatchObject({ reason: 'up-to-date' })
    const [, remembered = ''] =
      /<summary>State of the extracts<\/summary>([^]*?)<\/details>/.exec(main.summary) ?? []
    const landings = all(parsed(remembered), 'table')
      .flatMap(cells)
      .slice(1)
      .map((row) => row[1] ?? '')
    const clock = (landing: string): string => /today (\d\d:\d\d)/.exec(landing)?.[1] ?? ''
    const now = new Date(stage.clock.now() - 20 * 60_000).toISOString().slice(11, 16)
    expect(landings.filter((landing) => landing.startsWith('today')).length).toBeGreaterThan(3)
    expect(landings.filter((landing) => clock(landing) > now)).toEqual([])
  })

  test('a build in a separate schema is matched with production', async () => {
    await open()
    await stage.main()
    stage.edit('target/manifest.json', (text) =>
      text.replaceAll('"schema": "analytics', '"schema": "ci_pr_7'),
    )
    stage.edit('target/run_results.json', (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), results: [] }),
    )
    stage.clock.advance({ hours: 30 })
    const main = await preview(CHANGED)
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ decision: 'refresh', reason: 'new-data' })
    expect(annotations(main, 'warning').join('\n')).not.toMatch(/another|AE-OTHER-ENVIRONMENT/)
    expect(main.summary).not.toContain('relation-map')
  })

  test('base-manifest shows what differs, including removed nodes, without listing files', async () => {
    await open()
    production(({ nodes }) => {
      const [weekly, menu] = [nodes['model.acme.agg_weekly_kpis'], nodes['model.acme.rpt_menu']]
      if (weekly === undefined || menu === undefined) throw new Error('The example has changed.')
      weekly.raw_code += '\n-- as it was'
      nodes['model.acme.old_menu'] = { ...structuredClone(menu), unique_id: 'model.acme.old_menu' }
      menu.depends_on.nodes.push('model.acme.old_menu')
    })
    const main = await preview([], { inputs: { 'base-manifest': 'production' } })
    expect(main.exitCode).toBe(0)
    expect(github.calls.some(({ path }) => path.includes('/files'))).toBe(false)
    const body = github.comments[0]?.body ?? ''
    expect(body).toContain('- agg_weekly_kpis (code) → 2 exposures')
    expect(body).toContain('- ⚠️ old_menu (removed) → 1 exposure')
    expect(body).toContain('After merge: 2 extracts refresh with the next build')
  })

  test("names the label, owner and file of an exposure that it deletes, as production's newest run had it", async () => {
    await open()
    await stage.main()
    stage.clock.advance({ hours: 1 })
    stage.edit('target/manifest.json', (text) => {
      const manifest = JSON.parse(text) as RawManifest
      delete manifest.exposures['exposure.acme.menu']
      return JSON.stringify(manifest)
    })
    const notices = noticesOf(await preview([{ filename: 'models/exposures.yml', status: 'modified' }]))
    const body = github.comments[0]?.body ?? ''
    expect(body).toContain('### 📊 Active Exposures: removes the exposure Menu; no data changes\n')
    expect(body).toContain('- **Menu** <sub>Kitchen · maturity medium · models/exposures.yml</sub>\n')
    expect(notices.map(({ properties }) => [properties['title'], properties['file']])).toContainEqual([
      'Removes the exposure Menu',
      'models/exposures.yml',
    ])
  })

  test('annotates the changed model, and an exposure that has changed at its own line', async () => {
    await open()
    production(({ exposures }) => {
      const kpis = exposures['exposure.acme.weekly_kpis']
      if (kpis === undefined) throw new Error('The example has changed.')
      kpis.depends_on.nodes.pop()
    })
    const files = [...CHANGED, { filename: 'models/exposures.yml', status: 'modified' }] as const
    const edited = noticesOf(await preview(files))
    expect(edited).toContainEqual(
      expect.objectContaining({
        properties: expect.objectContaining({ file: 'models/marts/fct_orders.sql', line: '1' }),
      }),
    )
    expect(edited.filter(({ properties }) => properties['file'] === 'models/exposures.yml')).toEqual([])
    const compared = noticesOf(await preview(files, { inputs: { 'base-manifest': 'production' } }))
    const lines = readFileSync(join(EXAMPLE, 'models/exposures.yml'), 'utf8').split('\n')
    const kpis = compared.find(({ message }) => message.startsWith('Weekly KPIs:'))
    expect(lines[Number(kpis?.properties['line']) - 1]).toContain('name: weekly_kpis')
  })

  test('a project in a folder of a monorepo', async () => {
    await open()
    const folder = join(stage.workspace, 'dbt/acme')
    mkdirSync(dirname(folder), { recursive: true })
    cpSync(EXAMPLE, folder, { recursive: true })
    cpSync(join(stage.workspace, 'target'), join(folder, 'target'), { recursive: true })
    const inputs = { 'dbt-artifacts': 'dbt/acme/target' }
    await preview([{ filename: 'models/marts/fct_orders.sql', status: 'modified' }], { inputs })
    expect(github.comments).toEqual([])
    await preview([{ filename: 'dbt/acme/models/marts/fct_orders.sql', status: 'modified' }], { inputs })
    expect(github.comments[0]?.body).toMatch(
      /dbt\/(?:<wbr>)?acme\/(?:<wbr>)?models\/(?:<wbr>)?exposures\.(?:<wbr>)?yml:\u200B?\d+/,
    )
  })

  test('says what changed files cannot show', async () => {
    await open()
    await preview([
      ...CHANGED,
      { filename: 'dbt_project.yml', status: 'modified' },
      { filename: 'models/marts/old.sql', status: 'removed' },
    ])
    const body = github.comments[0]?.body ?? ''
    expect(body).toContain(
      'It is not clear from the changed files alone which nodes change with dbt_project.yml',
    )
    expect(body).toContain('What depended on 1 removed or renamed file is not known')
  })

  test.each([
    ['never', CHANGED, 0],
    ['always', [], 1],
    ['auto', [], 0],
  ])('comment: %s', async (comment, files, comments) => {
    await open()
    await preview(files, { inputs: { comment } })
    expect(github.comments).toHaveLength(comments)
  })

  test('without the permission it continues and names it', async () => {
    await open()
    const read = await preview(CHANGED, { inputs: { 'github-token': 'ghs_read' } })
    expect(read.exitCode).toBe(0)
    expect(read.summary).toContain('pull-requests: write')
    const none = await preview(CHANGED, { inputs: { 'github-token': 'ghs_none' } })
    expect(none.exitCode).toBe(0)
    expect(none.summary).toContain('pull-requests: read')
  })

  test.each([
    ['a login page', '<html>Sign in</html>', 'an HTML page'],
    ['an object', { message: 'hello' }, 'JSON of an unknown shape'],
  ])('%s instead of GitHub gives one sentence that does not mention permissions', async (_, body, came) => {
    await open()
    github.faults.push({ path: /(files|comments)$/, status: 200, body, times: 9 })
    const main = await preview(CHANGED)
    expect(main.exitCode).toBe(0)
    expect(main.summary).toMatch(
      new RegExp(
        `its changed files cannot be read: .* answered with status 200 and ${came} instead of GitHub`,
      ),
    )
    expect(main.summary).toContain('Check GITHUB_API_URL')
    expect(main.summary).not.toContain('permissions')
    expect(rowsOf(main)['Weekly KPIs']).toBeDefined()
    production(() => undefined)
    stage.edit('production/manifest.json', (text) => text.replaceAll('select', 'SELECT'))
    const compared = await preview(CHANGED, { inputs: { 'base-manifest': 'production', comment: 'always' } })
    expect(compared.exitCode).toBe(0)
    expect(compared.summary).toMatch(
      new RegExp(`comment on the pull request could not be updated: .* ${came}`),
    )
    expect(compared.summary).not.toContain('permissions')
  })

  test('on GitHub Enterprise Server, with a rate limit, and the token masked', async () => {
    await open({ basePath: '/api/v3' })
    github.faults.push({ path: /files$/, status: 429, headers: { 'retry-after': '10' } })
    const main = await preview(CHANGED)
    expect(github.comments).toHaveLength(1)
    expect(main.raw).toContain('::add-mask::ghs_write')
    expect(main.raw.replace(/^::add-mask::.*$/gm, '') + main.summary).not.toContain('ghs_write')
  })

  test('when Tableau refuses the sign-in, the reached exposures are still shown', async () => {
    await open()
    const main = await preview(CHANGED, { inputs: { 'tableau-token-secret': 'wrong' } })
    expect(main.exitCode).toBe(1)
    expect(main.summary).toContain('9 exposures')
    expect(github.comments).toEqual([])
  })

  test('a missing base-manifest gives one sentence', async () => {
    await open()
    const main = await preview(CHANGED, { inputs: { 'base-manifest': 'nowhere' } })
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error')).toEqual([
      expect.stringContaining('base-manifest nowhere does not exist'),
    ])
  })
})

describe('a pull request of a fork', () => {
  const inputs = { 'tableau-token-secret': '', 'github-token': 'ghs_read' }

  test('is planned from the manifest alone, without Tableau and without a comment', async () => {
    await open()
    const main = await preview(CHANGED, { event: FORK_PULL_REQUEST, inputs })
    expect(main.exitCode).toBe(0)
    expect(stage.tableau.record.calls).toEqual([])
    expect(github.comments).toEqual([])
    expect(main.summary).toContain('Weekly KPIs')
    expect(main.summary).toContain('from Dependabot no secrets')
    expect(main.summary).toContain('is read-only, so there is no comment')
  })

  test('dry-run: false refreshes nothing either', async () => {
    await open()
    await preview(CHANGED, { event: PULL_REQUEST, inputs: { 'dry-run': 'false' } })
    expect(stage.refreshes).toEqual([])
  })
})
