import { message } from '../../src/messages/message.js'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { StepResult } from '../../simulators/runner/runner.js'
import { annotations, Stage } from './stage.js'

let stage: Stage

afterEach(() => stage.close())

/** Every exposure of the example that has an address in Tableau points at site acme, and none names extracts. */
async function withAddressesOnly(): Promise<Stage> {
  const opened = await Stage.open('build-ok')
  opened.edit('target/manifest.json', (text) => text.replaceAll('active_exposure', 'another_key'))
  return opened
}

const headline = ({ summary }: StepResult): string => summary.split('\n', 1).join()

describe('when no exposure belongs to the site of this run', () => {
  const words = (): string =>
    `All 12 Tableau exposures point at site acme on ${new URL(stage.server.url).host}, but this run is for site acmee. Check tableau-site: did you mean acme?`

  test('annotation, log and headline say so, and no session is opened', async () => {
    stage = await withAddressesOnly()
    const main = await stage.main({ inputs: { 'tableau-site': 'acmee' } })
    expect(main.exitCode).toBe(0)
    expect(annotations(main, 'warning')).toEqual([words()])
    expect(main.log).not.toMatch(/^\d\d:\d\d:\d\d {2}All 12 Tableau exposures/m)
    expect(main.summary).toContain('**Nothing was refreshed:** All 12 Tableau exposures point at site acme')
    expect(headline(main)).toBe('## ⚠️ Active Exposures: 0 refreshed · 12 of another site')
    expect(main.log).toContain('Completed with 1 warning')
    expect(main.summary).not.toContain('no dbt build was read')
    expect(annotations(main, 'notice').join()).toContain('What this build landed is saved')
    expect(stage.tableau.record.calls).toEqual([])
  })

  test('fail-on: unresolved counts it', async () => {
    stage = await withAddressesOnly()
    const main = await stage.main({ inputs: { 'tableau-site': 'acmee', 'fail-on': 'unresolved' } })
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'warning')).toEqual([words()])
    expect(annotations(main, 'error')).toEqual([message('AE-SITE-MISMATCH-FAILS').message])
    expect(headline(main)).toBe('## ❌ Active Exposures: 0 refreshed · 12 of another site')
    expect(main.log).not.toContain('Completed successfully')
  })
})

test('when some exposures are of this site, a notice counts the others and the step succeeds', async () => {
  stage = await Stage.open('build-ok')
  stage.edit('target/manifest.json', (text) =>
    text.replaceAll('/site/acme/views/WeeklyKPIs', '/site/beta/views/WeeklyKPIs'),
  )
  const main = await stage.main({ inputs: { 'fail-on': 'unresolved', exclude: 'customer_history' } })
  expect(main.exitCode).toBe(0)
  expect(annotations(main, 'notice').join('\n')).toContain(
    `1 of 13 exposures point at other sites (1 at site beta on ${new URL(stage.server.url).host}); this run is for site acme.`,
  )
  expect(main.outputs['refreshed']).toBe('9')
})

test.each([
  ['in upper case', () => 'ACME'],
  ['as a full address', () => `${stage.server.url}/#/site/acme/home`],
])('the site %s is this site', async (_, site) => {
  stage = await Stage.open('build-ok')
  const main = await stage.main({ inputs: { 'tableau-site': site() } })
  expect(main.outputs['refreshed']).toBe('10')
  expect(main.log).not.toContain('this run is for')
})

test('fail-on: unresolved gives an error annotation, and neither headline nor log reports success', async () => {
  stage = await Stage.open('build-ok')
  const main = await stage.main({ inputs: { 'fail-on': 'unresolved' } })
  expect(main.exitCode).toBe(1)
  expect(annotations(main, 'error')).toEqual([
    message('AE-UNRESOLVED-FAILS', { exposures: 'customer_history' }).message,
  ])
  expect(headline(main)).toMatch(/^## ❌ Active Exposures: 10 refreshed · /)
  expect(main.log).toContain('Completed with 1 error and ')
})
