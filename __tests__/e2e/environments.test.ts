import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { Step, StepResult } from '../../simulators/runner/runner.js'
import { workbook } from '../../simulators/tableau/index.js'
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

describe('two BigQuery projects with the same datasets', () => {
  const reads = (name: string, fullName: string) =>
    workbook(`Finance/${name}`, {
      views: ['V'],
      embedded: [
        {
          tables: [{ name: name.toLowerCase(), schema: 'marts', fullName, database: 'Acme Production' }],
        },
      ],
    })

  /** The artifacts of a build of `marts.orders` and `marts.customers` in this GCP project. */
  function build(project: string): void {
    const model = (name: string) => ({
      resource_type: 'model',
      name,
      alias: name,
      package_name: 'shop',
      database: project,
      schema: 'marts',
      config: { materialized: 'table' },
    })
    const exposure = (name: string) => ({
      name: name.toLowerCase(),
      package_name: 'shop',
      url: `${stage.server.url}/#/site/acme/views/${name}/V`,
      depends_on: { nodes: [`model.shop.${name.toLowerCase()}`] },
    })
    stage.edit('target/manifest.json', (text) => {
      const { metadata } = JSON.parse(text) as { metadata: object }
      return JSON.stringify({
        metadata: { ...metadata, adapter_type: 'bigquery', project_name: 'shop' },
        nodes: { 'model.shop.orders': model('orders'), 'model.shop.customers': model('customers') },
        exposures: {
          'exposure.shop.orders': exposure('Orders'),
          'exposure.shop.customers': exposure('Customers'),
        },
      })
    })
    stage.edit('target/run_results.json', (text) => {
      const { results, ...rest } = JSON.parse(text) as { results: object[] }
      const ids = ['model.shop.orders', 'model.shop.customers']
      const built = ids.map((unique_id) => ({ ...results[0], status: 'success', message: 'OK', unique_id }))
      return JSON.stringify({ ...rest, results: built })
    })
  }

  test.each([
    ['development', 'acme-dev', ['skip other-environment'], 0],
    ['production', 'acme-prod', ['refresh first-refresh'], 2],
  ])('%s: a name without the project is judged by the other extracts', async (_, project, found, count) => {
    stage = await Stage.open('build-ok', {
      change: (site) => ({
        ...site,
        connectionType: 'bigquery',
        datasources: [],
        tasks: [],
        workbooks: [reads('Customers', '[acme-prod.marts].[customers]'), reads('Orders', '[marts].[orders]')],
      }),
    })
    build(project)
    expect(reasons(await stage.main())).toEqual(found)
    expect(stage.refreshes).toHaveLength(count)
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
