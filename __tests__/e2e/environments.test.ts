import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { Step, StepResult } from '../../simulators/runner/runner.js'
import { unpack } from '../support/artifacts.js'
import { rowsOf, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

const HOUR = 3_600_000
const EXTRACTS = 10

type Results = { status: string; [field: string]: unknown }[]

/** Artifacts of a later build: the same files with later times, optionally with other results. */
function rewrite(
  workspace: string,
  hours: number,
  change: (results: Results) => Results = (same) => same,
): void {
  const path = join(workspace, 'target/run_results.json')
  const later = readFileSync(path, 'utf8').replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, (instant) =>
    new Date(Date.parse(instant) + hours * HOUR).toISOString(),
  )
  const file = JSON.parse(later) as { results: Results }
  writeFileSync(path, JSON.stringify({ ...file, results: change(file.results) }))
}

/** A development build of the same project: the same unique ids in another schema. */
function developmentBuild(): string {
  const workspace = unpack('core-1.12', 'dev-schema')
  const manifest = join(workspace, 'target/manifest.json')
  writeFileSync(
    manifest,
    readFileSync(manifest, 'utf8').replaceAll('https://10ax.online.tableau.com', stage.server.url),
  )
  return workspace
}

function reasons(main: StepResult): string[] {
  return [
    ...new Set(Object.values(rowsOf(main)).map(({ decision, reason }) => `${decision} ${reason}`)),
  ].sort()
}

describe('two environments on one site whose builds share unique ids', () => {
  test.each([
    ['the same state-scope', { production: '', development: '' }],
    ['separate state-scopes', { production: 'production', development: 'development' }],
  ])('with %s, development neither refreshes nor delays what production shows', async (_, scopes) => {
    stage = await Stage.open('build-ok')
    const dev = developmentBuild()
    // On the production branch and scheduled: only the schema shows that this is not production.
    const development = async (): Promise<StepResult> =>
      await stage.main({ workspace: dev, inputs: { 'state-scope': scopes.development } })
    const production = async (): Promise<StepResult> =>
      await stage.main({ inputs: { 'state-scope': scopes.production } })

    expect(reasons(await development())).toEqual([
      'skip no-extract',
      'skip other-environment',
      'unresolved misconfigured',
    ])
    expect(stage.refreshes).toEqual([])
    expect((await production()).outputs['refreshed']).toBe(String(EXTRACTS))

    stage.clock.advance({ hours: 12 })
    rewrite(dev, 12, (results) => results.map((result) => ({ ...result, status: 'error' })))
    expect(reasons(await development())).not.toContain('refresh new-data')
    expect(stage.refreshes).toHaveLength(EXTRACTS)

    stage.clock.advance({ hours: 12 })
    rewrite(stage.workspace, 24)
    const nextDay = await production()
    expect(nextDay.outputs['refreshed']).toBe(String(EXTRACTS))
    expect(reasons(nextDay)).not.toContain('skip upstream-failed')
    expect(stage.refreshes).toHaveLength(2 * EXTRACTS)
  })
})

describe('one workflow for several GitHub environments', () => {
  // In an environment without the variable, `vars` gives an empty text.
  test.each<[string, Step['environment'], string]>([
    ['production', { DBT_ACTIVE_EXPOSURES: '1', DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '720' }, String(EXTRACTS)],
    [
      'without variables',
      { DBT_ACTIVE_EXPOSURES: '', DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '' },
      String(EXTRACTS),
    ],
    ['staging', { DBT_ACTIVE_EXPOSURES: 'False', DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '' }, '0'],
  ])('%s', async (_, environment, refreshed) => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ environment: environment ?? {} })
    expect(main.exitCode).toBe(0)
    expect(main.outputs['refreshed']).toBe(refreshed)
    if (refreshed === '0') expect(stage.tableau.record.calls).toEqual([])
  })
})
