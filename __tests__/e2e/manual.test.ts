import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { StepResult, WorkflowEvent } from '../../simulators/runner/runner.js'
import { DOCS } from '../../src/messages/docs.js'
import { annotations, PULL_REQUEST, rowsOf, Stage } from './stage.js'
import { CONSTANT_HTML } from '../report/parsed.js'

let stage: Stage
let prepared: Promise<Stage> | null = null

afterEach(async () => {
  if (stage !== (await prepared)) await stage.close()
})

afterAll(async () => {
  await (await prepared)?.close()
})

/** One stage on which a dry run has saved the catalogue, for all tests that refresh nothing. */
async function afterDryRun(): Promise<Stage> {
  prepared ??= Stage.open('build-ok').then(async (opened) => {
    await opened.main({ inputs: { 'dry-run': 'true' } })
    return opened
  })
  return prepared
}

const KPIS = 'Executive/Weekly KPIs'
const BY_HAND: WorkflowEvent = { name: 'workflow_dispatch', actor: 'ada' }
const DRAIN: WorkflowEvent = { name: 'schedule', payload: { schedule: '30 * * * *' } }

interface Wanted {
  readonly event?: WorkflowEvent
  readonly inputs?: Record<string, string>
}

/** A run in an empty workspace, as in a job without a checkout. */
async function withoutFiles({ event = BY_HAND, inputs = {} }: Wanted = {}): Promise<StepResult> {
  const workspace = mkdtempSync(join(tmpdir(), 'empty-'))
  const main = await stage.main({
    workspace,
    event,
    inputs: { 'dbt-artifacts': 'none', ...inputs },
  })
  return main
}

/** The decision of each row, by the name of its extract. */
function decisions(main: StepResult): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rowsOf(main)).map(([name, { decision, reason }]) => [name, `${decision} ${reason}`]),
  )
}

const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g

function tomorrow(instant: string): string {
  return new Date(Date.parse(instant) + 24 * 3600_000).toISOString()
}

const refreshed = (): string[] => stage.refreshes.map((told) => told.replace(/ \w+$/, '')).sort()

describe('a run without any dbt files', () => {
  test.each([
    ['by hand', BY_HAND],
    ['by its own cron', DRAIN],
    ['after another workflow', { name: 'repository_dispatch' }],
  ])('%s refreshes what a build left to do, from the catalogue that the build kept', async (_, event) => {
    stage = await Stage.open('build-ok')
    const build = await stage.main({ inputs: { 'dry-run': 'true' } })
    stage.clock.advance({ hours: 3 })
    const main = await withoutFiles({ event })
    expect(main.exitCode).toBe(0)
    expect(main.outputs).toMatchObject({ refreshed: '10', failed: '0' })
    expect(decisions(main)).toEqual(decisions(build))
    expect(main.summary).toMatch(
      /planned without dbt files: exposures as of \d\d:\d\d UTC, newest data from \d\d:\d\d UTC/,
    )
    expect(main.log).toMatch(
      /Planning without dbt's files: the exposures are of the catalogue saved 3 h ago, at /,
    )
    expect(main.log).toMatch(/Newest data that earlier builds have brought: from \d\d:\d\d UTC/)
  })

  test('calls Tableau only for the refreshes and how they end', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { 'dry-run': 'true' } })
    const before = stage.tableau.record.calls.length
    await withoutFiles({ inputs: { select: 'weekly_kpis' } })
    const routes = stage.tableau.record.calls.slice(before).map(({ route }) => route)
    expect([...new Set(routes)].sort()).toEqual([
      'query-job',
      'refresh-workbook',
      'server-info',
      'sign-in',
      'sign-out',
    ])
    expect(refreshed()).toEqual([KPIS])
  })

  test('with nothing to do signs in and out again', async () => {
    stage = await Stage.open('build-ok')
    await stage.main()
    const before = stage.tableau.record.calls.length
    const main = await withoutFiles({ event: DRAIN })
    expect(main).toMatchObject({ exitCode: 0, outputs: { refreshed: '0', skipped: '11' } })
    const routes = stage.tableau.record.calls.slice(before).map(({ route }) => route)
    expect(routes).toEqual(['server-info', 'sign-in', 'sign-out'])
  })

  test('skips what an earlier build left unhealthy, and names the test', async () => {
    stage = await Stage.open('build-test-failure')
    const build = await stage.main({ inputs: { 'dry-run': 'true' } })
    const main = await withoutFiles({ inputs: { force: 'true' } })
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ reason: 'upstream-failed' })
    // dbt's own words are not kept.
    const words = ': Got 12 results, configured to fail if != 0'
    expect(rowsOf(build)['Weekly KPIs']?.message).toContain(words)
    // The catalogue keeps neither dbt's words nor the file of a test.
    const file = ' (tests/assert_order_amount_is_plausible.sql)'
    expect(rowsOf(main)['Weekly KPIs']?.message).toBe(
      rowsOf(build)['Weekly KPIs']?.message.replace(words, '').replace(file, ''),
    )
    expect(refreshed()).toEqual(['Executive/Board Targets', 'Finance/Payments Monitor', 'Operations/Menu'])
  })

  test('fails with the advice to build first if no run has kept a catalogue', async () => {
    stage = await Stage.open('build-ok')
    const main = await withoutFiles()
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error')).toEqual([
      expect.stringMatching(
        /^dbt-artifacts is none, but no run has saved a catalogue .*\. Run this action once after dbt build.* see "everything is refreshed once more" in https:\/\/\S+\/docs\/troubleshooting\.md\.$/,
      ),
    ])
    expect(annotations(main, 'notice')).toEqual([])
    expect(stage.tableau.record.calls).toEqual([])
  })

  test('does not see the catalogue of another state-scope', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { 'state-scope': 'prod', 'dry-run': 'true' } })
    expect((await withoutFiles()).exitCode).toBe(1)
    expect((await withoutFiles({ inputs: { 'state-scope': 'prod' } })).exitCode).toBe(0)
  })

  test.each([
    ['does not answer', { ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/' }, 'the cache service did not answer'],
    ['is not offered', { ACTIONS_RESULTS_URL: '' }, 'the runner offers no cache service'],
    ['may not be read', { ACTIONS_CACHE_MODE: 'none' }, 'cache-mode: none'],
  ])('names the cache if it %s, instead of saying that nothing was saved', async (_, environment, why) => {
    stage = await afterDryRun()
    const workspace = mkdtempSync(join(tmpdir(), 'empty-'))
    const main = await stage.main({ workspace, inputs: { 'dbt-artifacts': 'none' }, environment })
    expect(main.exitCode).toBe(1)
    const told = ['error', 'warning'].flatMap((level) => annotations(main, level))
    expect(told.filter((sentence) => sentence.includes(why))).toEqual([
      expect.stringMatching(/^Earlier state cannot be read .*\. Run again once state can be read/),
    ])
    expect(told.join()).not.toContain('no run has saved')
  })

  test('warns if the catalogue is older than a week', async () => {
    stage = await Stage.open('build-ok')
    await stage.main()
    stage.clock.advance({ hours: 6 * 24 })
    expect(annotations(await withoutFiles(), 'warning').join()).not.toContain('catalogue')
    stage.clock.advance({ hours: 2 * 24 })
    expect(annotations(await withoutFiles(), 'warning').join()).toContain('a catalogue saved 8 days ago')
  })

  test('on a pull request shows the same plan and refreshes nothing', async () => {
    stage = await afterDryRun()
    const main = await withoutFiles({ event: PULL_REQUEST })
    expect(main.exitCode).toBe(0)
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ decision: 'refresh', outcome: null })
    expect(refreshed()).toEqual([])
  })

  test('fails the row of a workbook that has vanished from Tableau, and refreshes the others', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { 'dry-run': 'true' } })
    const { workbooks } = stage.tableau.site('acme')
    const others = workbooks.filter(({ path }) => path !== KPIS)
    Object.assign(stage.tableau.site('acme'), { workbooks: others })
    const main = await withoutFiles()
    expect(main.exitCode).toBe(1)
    expect(main.outputs).toMatchObject({ refreshed: '9', failed: '1' })
    expect(rowsOf(main)['Weekly KPIs']?.message).toContain('Check that it still exists')
  })
})

test('a missing manifest: the error names dbt-artifacts: none', async () => {
  stage = await Stage.open('build-ok')
  const main = await withoutFiles({ inputs: { 'dbt-artifacts': 'target' } })
  expect(main.exitCode).toBe(1)
  expect(annotations(main, 'error').join()).toContain('set it to none to plan from what an earlier run saved')
})

describe('a refresh by hand', () => {
  test('forced: shows who started it and the skip that each row overrides', async () => {
    stage = await Stage.open('build-ok')
    await stage.main()
    stage.clock.advance({ hours: 1 })
    const main = await stage.main({
      event: { ...BY_HAND, actor: 'octo[bot]' },
      inputs: { force: 'true', select: 'weekly_kpis menu' },
    })
    expect(main.summary).toMatch(/Started by \*\*octo\\\[bot]\*\* · select: `weekly_kpis menu` · force/)
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({
      decision: 'refresh',
      reason: 'forced',
      outcome: 'refreshed',
    })
    expect(rowsOf(main)['Weekly KPIs']?.message).toMatch(
      /^forced, although nothing is new since its last refresh \(data from \d\d:\d\d UTC\)$/,
    )
    expect(Object.keys(rowsOf(main)).sort()).toEqual(['Menu', 'Weekly KPIs'])
    expect(main.summary).toMatch(/Left out, \d+ not selected: /)
  })

  test("uses up no window: tomorrow's scheduled refresh still happens", async () => {
    stage = await Stage.open('build-ok')
    await stage.main()
    stage.clock.advance({ hours: 20 })
    await withoutFiles({ inputs: { force: 'true', select: 'weekly_kpis' } })
    expect(refreshed().filter((path) => path === KPIS)).toHaveLength(2)
    stage.clock.advance({ hours: 4 })
    stage.edit('target/run_results.json', (text) => text.replace(INSTANT, tomorrow))
    const main = await stage.main()
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ reason: 'new-data', outcome: 'refreshed' })
    expect(refreshed().filter((path) => path === KPIS)).toHaveLength(3)
  })

  test('as a dry run shows the same plan and refreshes nothing', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { 'dry-run': 'true' } })
    const inputs = { select: 'tag:finance', force: 'true' }
    const dry = await withoutFiles({ inputs: { ...inputs, 'dry-run': 'true' } })
    expect(refreshed()).toEqual([])
    const real = await withoutFiles({ inputs })
    expect(decisions(dry)).toEqual(decisions(real))
    expect(Object.values(rowsOf(dry)).map(({ message }) => message)).toEqual(
      Object.values(rowsOf(real)).map(({ message }) => message),
    )
    expect(refreshed()).toEqual(['Finance/Orders', 'Finance/Payments Monitor', 'Finance/Revenue Explorer'])
  })
})

describe('select', () => {
  test.each([
    ['weekly_kpi', 'select: weekly_kpi matches nothing. Check its spelling; similar names are weekly_kpis.'],
    ['tag:finanse', 'select: tag:finanse matches nothing. Check its spelling; similar names are finance.'],
    [
      'fct_orders',
      'select: fct_orders is a model, not an exposure. Write fct_orders+ to select the exposures downstream of it.',
    ],
    ['workbook:"Weekly KPI"', 'similar names are Weekly KPIs.'],
  ])(
    '%s, which matches nothing, fails with the nearest names and refreshes nothing',
    async (select, sentence) => {
      stage = await afterDryRun()
      const main = await withoutFiles({ inputs: { select } })
      expect(main.exitCode).toBe(1)
      expect(annotations(main, 'error').join()).toContain(sentence)
      expect(refreshed()).toEqual([])
    },
  )

  test('that leaves no exposure is no failure, and warns about parts without a match', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ inputs: { select: 'menu mennu', exclude: 'tag:operations' } })
    expect(main).toMatchObject({ exitCode: 0, outputs: { refreshed: '0' } })
    expect(annotations(main, 'warning')).toEqual([
      'select: mennu matches nothing. Check its spelling; similar names are menu.',
    ])
    expect(stage.tableau.record.calls).toEqual([])
  })

  test('that matches nothing fails, and the landings of the build are kept', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ inputs: { select: 'weekly_kpi' } })
    expect(main.exitCode).toBe(1)
    expect(stage.tableau.record.calls).toEqual([])
    stage.edit('target/run_results.json', (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), results: [] }),
    )
    await stage.main({ inputs: { select: 'weekly_kpis' } })
    expect(refreshed()).toEqual([KPIS])
  })

  test('by a workbook, by what is downstream of a model, and with an exclusion', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({
      inputs: {
        select: 'workbook:"weekly kpis"\nfct_orders+',
        exclude: 'datasource:Service/* tag:executive,path:nowhere',
      },
    })
    expect(refreshed()).toEqual([
      'Executive/Revenue Metrics',
      KPIS,
      'Finance/Orders',
      'Finance/Revenue Explorer',
      'Operations/Fulfilment/Open Orders',
    ])
    // Its data source is not selected, but updates_on: all still waits for it: a selection does not shrink the upstream.
    expect(rowsOf(main)['Customer 360']).toMatchObject({ reason: 'waiting-for-upstream' })
    expect(annotations(main, 'warning').join()).toContain('exclude: path:nowhere matches nothing')
  })

  test('keeps the catalogue complete', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { select: 'weekly_kpis', 'dry-run': 'true' } })
    const main = await withoutFiles({ inputs: { 'dry-run': 'true' } })
    expect(Object.keys(rowsOf(main))).toHaveLength(12)
  })
})

describe('hostile names', () => {
  const NAMES = [
    '::error::pwned',
    'x\n::error::pwned',
    '##[error]pwned',
    '</details><img src=x onerror=alert(1)>',
    '[text](javascript:alert(1)) | `a` |',
    '"]; click b1 href "javascript:alert(1)"',
  ]

  test('from a manifest through the catalogue are harmless', async () => {
    stage = await Stage.open('build-ok')
    stage.edit('target/manifest.json', (text) => {
      const manifest = JSON.parse(text) as { exposures: Record<string, Record<string, unknown>> }
      const some = Object.values(manifest.exposures).slice(0, NAMES.length)
      some.forEach((exposure, index) => {
        const name = NAMES[index]
        Object.assign(exposure, { name, label: name, owner: { name }, maturity: name, tags: [name] })
      })
      return JSON.stringify(manifest)
    })
    await stage.main({ inputs: { 'dry-run': 'true' } })
    const main = await withoutFiles({
      event: { ...BY_HAND, actor: NAMES[3] ?? '' },
      inputs: { force: 'true' },
    })
    expect(main.exitCode).toBe(0)
    harmless(main)
  })

  test.each(NAMES)('in select, exclude and actor: %j', async (name) => {
    stage = await afterDryRun()
    const quoted = name.replaceAll('"', '')
    const nothing = await withoutFiles({
      event: { ...BY_HAND, actor: name },
      inputs: { select: `tag:"${quoted}"` },
    })
    expect(nothing.exitCode).toBe(1)
    harmless(nothing)
    const excluded = await withoutFiles({
      event: { ...BY_HAND, actor: name },
      inputs: { select: 'menu', exclude: `workbook:"${quoted}"`, 'dry-run': 'true' },
    })
    expect(excluded.exitCode).toBe(0)
    harmless(excluded)
  })

  /** No name starts a workflow command, and the summary contains only the action's own HTML, images and links. */
  function harmless({ raw, summary, commands }: StepResult): void {
    expect(commands.filter(({ message }) => message.trim() === 'pwned')).toEqual([])
    expect(raw).not.toMatch(/^\s*(::error::pwned|##\[error\])/m)
    const nodes = everyNode(
      fromMarkdown(summary, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
    )
    const html = nodes.flatMap((node) => (node.type === 'html' ? [node.value] : []))
    expect(html.filter((value) => !CONSTANT_HTML.test(value))).toEqual([])
    expect(nodes.filter(({ type }) => type === 'image')).toEqual([])
    const links = nodes.flatMap((node) => (node.type === 'link' ? [node.url] : []))
    const ours = [`${stage.server.url}/`, `${DOCS}/`]
    expect(links.filter((url) => !ours.some((start) => url.startsWith(start)))).toEqual([])
  }

  function everyNode(node: Nodes): Nodes[] {
    return [node, ...('children' in node ? node.children.flatMap(everyNode) : [])]
  }
})
