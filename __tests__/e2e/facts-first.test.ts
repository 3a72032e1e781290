import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { runMain, runPost, type Step, type StepResult } from '../../simulators/runner/runner.js'
import { annotations, DAILY, Stage } from './stage.js'

/* What dbt has built is known to the next run, whatever was wrong with the run after the build. */

let stage: Stage

afterEach(() => stage.close())

/** Extracts behind the example's exposures. */
const ALL_THAT_IS_DUE = '10'

const KEPT = 'What this build landed is saved'

/** Artifacts of a dbt run that built nothing. */
function buildsNothing(on: Stage): void {
  on.edit('target/run_results.json', (text) =>
    JSON.stringify({ ...(JSON.parse(text) as object), results: [] }),
  )
}

interface Mistake {
  readonly name: string
  readonly step: Partial<Step>
  readonly exitCode: 0 | 1
  readonly says: RegExp
}

const inputs = (changed: Record<string, string>): Partial<Step> => ({ inputs: changed })

const MISTAKES: readonly Mistake[] = [
  {
    name: 'no server',
    step: inputs({ 'tableau-server-url': '' }),
    exitCode: 1,
    says: /tableau-server-url is empty/,
  },
  {
    name: 'a server that is no address',
    step: inputs({ 'tableau-server-url': 'http://' }),
    exitCode: 1,
    says: /tableau-server-url is not the address of a server/,
  },
  {
    name: 'a server that does not exist',
    step: inputs({ 'tableau-server-url': 'https://tableau.invalid' }),
    exitCode: 1,
    says: /tableau-server-url/,
  },
  {
    name: 'another site',
    step: inputs({ 'tableau-site': 'amce' }),
    exitCode: 1,
    says: /tableau-site/,
  },
  {
    name: 'the display name of the site',
    step: inputs({ 'tableau-site': 'Acme Corp.' }),
    exitCode: 1,
    says: /tableau-site "Acme Corp." is not the content URL of a site/,
  },
  {
    name: 'an empty secret',
    step: inputs({ 'tableau-token-secret': '' }),
    exitCode: 1,
    says: /These inputs are empty: tableau-token-secret/,
  },
  {
    name: 'a wrong secret',
    step: inputs({ 'tableau-token-secret': 'wrong' }),
    exitCode: 1,
    says: /tableau-token-secret/,
  },
  {
    name: 'a wrong value of an input',
    step: inputs({ 'updates-on': 'some' }),
    exitCode: 1,
    says: /updates-on must be any or all/,
  },
  {
    name: 'a wrong dry-run',
    step: inputs({ 'dry-run': 'maybe' }),
    exitCode: 1,
    says: /dry-run must be auto, true or false/,
  },
  {
    name: 'a wrong variable',
    step: { environment: { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: 'daily' } },
    exitCode: 1,
    says: /DBT_ACTIVE_EXPOSURES_BUILD_AFTER must be a whole number/,
  },
  {
    name: 'inputs that do not go together',
    step: inputs({ 'exposures-file': 'models/tableau.yml' }),
    exitCode: 1,
    says: /exposures-file is set, but discover is false/,
  },
  {
    name: 'a select that matches nothing',
    step: inputs({ select: 'weekly_kpsi' }),
    exitCode: 1,
    says: /weekly_kpsi matches nothing/,
  },
]

describe('a full build with a mistake in the configuration, then a run that builds nothing', () => {
  test.each(MISTAKES)('$name: everything due is refreshed', async ({ step, exitCode, says }) => {
    stage = await Stage.open('build-ok')
    const main = await stage.main(step)
    expect(main.exitCode).toBe(exitCode)
    expect(annotations(main, 'error').join('\n')).toMatch(says)
    expect(annotations(main, 'notice').join('\n')).toContain(KEPT)
    expect(main.summary).not.toContain('no dbt build was read')
    expect(stage.refreshes).toEqual([])

    buildsNothing(stage)
    const corrected = await stage.main()
    expect(corrected.outputs['refreshed']).toBe(ALL_THAT_IS_DUE)
  })

  test('all exposures point at another site: everything due is refreshed', async () => {
    stage = await Stage.open('build-ok')
    const manifest = join(stage.workspace, 'target/manifest.json')
    const right = readFileSync(manifest, 'utf8')
    writeFileSync(manifest, right.replaceAll('/site/acme/', '/site/beta/').replaceAll('active_exposure', 'x'))
    const main = await stage.main()
    expect(main.exitCode).toBe(0)
    expect(main.summary).not.toContain('no dbt build was read')
    expect(stage.tableau.record.calls).toEqual([])
    writeFileSync(manifest, right)
    buildsNothing(stage)
    const corrected = await stage.main()
    expect(corrected.outputs['refreshed']).toBe(ALL_THAT_IS_DUE)
  })

  test('the artifacts of another project are truncated: everything due is refreshed', async () => {
    stage = await Stage.open('build-ok')
    const crm = join(stage.workspace, 'crm/target')
    mkdirSync(crm, { recursive: true })
    writeFileSync(join(crm, 'manifest.json'), '{"metadata":')
    const main = await stage.main({ inputs: { 'dbt-artifacts': 'target\ncrm/target' } })
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error')).toEqual([
      expect.stringMatching(/^crm\/target\/manifest\.json is incomplete JSON/),
    ])
    expect(main.log).toContain(KEPT)
    expect(stage.refreshes).toEqual([])
    buildsNothing(stage)
    const corrected = await stage.main()
    expect(corrected.outputs['refreshed']).toBe(ALL_THAT_IS_DUE)
  })

  test('with dry-run: true on the production branch: everything due is refreshed', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { 'dry-run': 'true' } })
    expect(stage.refreshes).toEqual([])
    buildsNothing(stage)
    const main = await stage.main()
    expect(main.outputs['refreshed']).toBe(ALL_THAT_IS_DUE)
  })
})

describe('a run never claims to keep what it does not', () => {
  test.each<[string, Partial<Step>]>([
    ['dbt-artifacts', { inputs: { 'dbt-artifacts': 'none\ntarget' } }],
    ['production-branch', { inputs: { 'production-branch': 'release', 'updates-on': 'some' } }],
  ])('a mistake in %s', async (_, step) => {
    stage = await Stage.open('build-ok')
    const main = await stage.main(step)
    expect(main.exitCode).toBe(1)
    expect(main.log).not.toContain(KEPT)
    expect(stage.cache.entries).toEqual([])
  })

  test('a read-only cache', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({
      inputs: { 'updates-on': 'some' },
      environment: stage.cacheServer.environment([{ ref: 'refs/heads/main', permission: 'read' }]),
    })
    expect(main.exitCode).toBe(1)
    expect(main.log).not.toContain(KEPT)
    expect(annotations(main, 'warning').join()).toContain('cannot be saved to the Actions cache')
  })

  test('a mistake in a project without Tableau exposures: no calls are made', async () => {
    stage = await Stage.open('build-ok')
    stage.edit('target/manifest.json', (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), exposures: {} }),
    )
    const main = await stage.main({ inputs: { 'updates-on': 'some' } })
    expect(main.exitCode).toBe(1)
    expect(main.log).not.toContain(KEPT)
    expect(stage.cache.calls).toEqual([])
  })

  test('a run that is switched off touches nothing, and says what to do instead', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ environment: { DBT_ACTIVE_EXPOSURES: '0' } })
    expect(main.exitCode).toBe(0)
    expect(annotations(main, 'notice')).toEqual([
      expect.stringMatching(/does not save what this build landed.*dry-run: true/),
    ])
    expect(stage.cache.calls).toEqual([])
    expect(stage.tableau.record.calls).toEqual([])
    expect(main.summary).toMatch(/^## ⏸️ Active Exposures: switched off\n/)
    expect(main.summary).not.toMatch(/no dbt build was read|extract|to look up/i)
    expect(main.log).not.toContain('Completed successfully')
  })
})

test('a run with a mistake that is killed leaves what landed to the post step, in a dry run too', async () => {
  stage = await Stage.open('build-ok')
  const step = stage.step({
    inputs: { 'dry-run': 'true' },
    onStart: (child) => {
      const poll = setInterval(() => {
        if (stage.tableau.record.calls.length === 0) return
        clearInterval(poll)
        child.kill('SIGKILL')
      }, 5)
    },
  })
  await runPost(step, await runMain(step))
  expect(stage.cache.entries).toHaveLength(1)
  buildsNothing(stage)
  const main = await stage.main()
  expect(main.outputs['refreshed']).toBe(ALL_THAT_IS_DUE)
})

test('results counted by another site are new for this site, and its slot is that of the build', async () => {
  stage = await Stage.open('build-ok', { sites: ['acme', 'beta'] })
  const event = { ...DAILY, payload: {} }
  const first = await stage.run({ event })
  const before = stage.refreshes.length
  stage.edit('target/manifest.json', (text) => text.replaceAll('/site/acme/', '/site/beta/'))
  stage.clock.advance({ hours: 3 })
  const second = await stage.main({ event, inputs: { 'tableau-site': 'beta' } })
  expect(stage.refreshes.length - before).toBe(Number(ALL_THAT_IS_DUE))
  expect(second.log).not.toContain('an earlier run has already counted it')
  expect(annotations(second, 'notice').join()).toContain('This is the first run for this Tableau site')
  const slotIn = ({ summary }: StepResult): string | undefined => /scheduled for ([^,]*),/.exec(summary)?.[1]
  expect(slotIn(second)).toBe(slotIn(first.main))

  const again = await stage.main({ event, inputs: { 'tableau-site': 'beta' } })
  expect(annotations(again, 'notice').join()).toContain('an earlier run has already counted it')
})
