import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { Step, StepResult } from '../../simulators/runner/runner.js'
import { annotations, DAILY, rowsOf, Stage } from './stage.js'

let stage: Stage
let other: Server | null = null

afterEach(async () => {
  await stage.close()
  other?.closeAllConnections()
  other?.close()
  other = null
})

interface Case {
  readonly name: string
  readonly scenario?: string
  /** May return changes to the step. */
  readonly arrange?: (stage: Stage) => Partial<Step> | Promise<Partial<Step>>
  readonly step?: Partial<Step>
  readonly exitCode: 0 | 1
  readonly says: RegExp
}

/** Each mistake gives one sentence (what, which, what to do), the exit code that docs/inputs.md documents, and a summary. */
function holdsFor(cases: readonly Case[]): void {
  test.each(cases)('$name', async ({ scenario = 'build-ok', arrange, step, exitCode, says }) => {
    stage = await Stage.open(scenario)
    const arranged = (await arrange?.(stage)) ?? {}
    const { main, post } = await stage.run({ ...step, ...arranged })
    const told = sentences(main).filter((sentence) => says.test(sentence))
    expect(told).toHaveLength(1)
    expect(told[0]).not.toMatch(/\n|\bat \w+ \(|undefined|\[object/)
    expect(main.exitCode).toBe(exitCode)
    expect(main.summary.replaceAll(/[`*]/g, '')).toMatch(says)
    expect(main.outputs['rows']).toMatch(/^\[/)
    expect(main.log).not.toMatch(/^\s+at .*:\d+:\d+/m)
    expect(post.exitCode).toBe(0)
    expect(stage.tableau.record.sessionsAlive).toEqual([])
  })
}

function sentences(main: StepResult): string[] {
  return ['error', 'warning', 'notice'].flatMap((level) => annotations(main, level))
}

function remove(file: string): (stage: Stage) => Partial<Step> {
  return ({ workspace }) => {
    rmSync(join(workspace, file))
    return {}
  }
}

function edit(file: string, change: (text: string) => string): (stage: Stage) => Partial<Step> {
  return (on) => {
    on.edit(file, change)
    return {}
  }
}

/** Another server in place of Tableau. */
async function otherServer(
  answer: (url: string) => { status: number; type: string; body: string },
): Promise<Partial<Step>> {
  const server = createServer((request, response) => {
    const { status, type, body } = answer(request.url ?? '')
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  other = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { inputs: { 'tableau-server-url': url } }
}

describe('artifacts', () => {
  holdsFor([
    {
      name: 'no manifest',
      arrange: remove('target/manifest.json'),
      exitCode: 1,
      says: /There is no manifest\.json in target\.[^]*Run dbt build before this step/,
    },
    {
      name: 'a truncated manifest',
      arrange: edit('target/manifest.json', (text) => text.slice(0, -100)),
      exitCode: 1,
      says: /target\/manifest\.json is incomplete JSON/,
    },
    {
      name: 'a folder that does not exist',
      step: { inputs: { 'dbt-artifacts': 'dbt/target' } },
      exitCode: 1,
      says: /There is no manifest\.json in dbt\/target/,
    },
    {
      name: 'no run results',
      arrange: remove('target/run_results.json'),
      exitCode: 0,
      says: /dbt-artifacts has no run results for target\/manifest\.json/,
    },
    {
      name: 'results of dbt compile',
      scenario: 'compile-only',
      exitCode: 0,
      says: /was written by dbt compile, which does not show what landed/,
    },
    {
      name: 'results of dbt docs generate',
      scenario: 'build-then-docs-generate',
      exitCode: 0,
      says: /was written by dbt docs generate/,
    },
    {
      name: 'results of dbt test',
      scenario: 'run-then-test',
      exitCode: 0,
      says: /was written by dbt test[^]*Use dbt build/,
    },
    {
      name: 'results of a retry without the build',
      scenario: 'build-then-retry',
      exitCode: 0,
      says: /was written by dbt retry and lists only the retried nodes/,
    },
    {
      name: 'a build with --empty',
      scenario: 'build-empty',
      exitCode: 0,
      says: /its tables have no rows, so nothing landed/,
    },
    {
      name: 'empty results',
      arrange: edit('target/run_results.json', (text) =>
        JSON.stringify({ ...(JSON.parse(text) as object), results: [] }),
      ),
      exitCode: 0,
      says: /is from a dbt build that selected nothing/,
    },
    {
      name: 'results of an earlier command, because dbt was killed before it wrote its own',
      arrange: async (on) => {
        await on.run()
        on.edit('target/manifest.json', (text) =>
          text.replace(/"invocation_id": ?"[^"]*"/, '"invocation_id": "another"'),
        )
        return {}
      },
      exitCode: 0,
      says: /has no news[^]*If dbt has run since, check in its log why it ended before it wrote its results/,
    },
  ])

  test('no exposures: the summary says so, and no calls are made', async () => {
    stage = await Stage.open('build-ok')
    stage.edit('target/manifest.json', (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), exposures: {} }),
    )
    const main = await stage.main({
      inputs: { 'tableau-server-url': '', 'tableau-token-name': '', 'tableau-token-secret': '' },
    })
    expect(main.exitCode).toBe(0)
    expect(main.summary).toMatch(/no extract|nothing/i)
    expect(stage.tableau.record.calls).toEqual([])
    expect(stage.cache.calls).toEqual([])
  })
})

describe('inputs', () => {
  holdsFor([
    {
      name: 'an unknown value',
      step: { inputs: { 'updates-on': 'some' } },
      exitCode: 1,
      says: /updates-on must be any or all, not "some"/,
    },
    {
      name: 'a wrong number',
      step: { inputs: { timeout: '1h' } },
      exitCode: 1,
      says: /timeout must be a whole number from 1 to 7200 minutes \(5 days\), not "1h"/,
    },
    {
      name: 'a wrong variable',
      step: { environment: { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: 'daily' } },
      exitCode: 1,
      says: /DBT_ACTIVE_EXPOSURES_BUILD_AFTER must be a whole number/,
    },
    {
      name: 'no server',
      step: { inputs: { 'tableau-server-url': '' } },
      exitCode: 1,
      says: /tableau-server-url is empty/,
    },
    {
      name: 'no credentials',
      step: { inputs: { 'tableau-token-name': '', 'tableau-token-secret': '' } },
      exitCode: 1,
      says: /There are no credentials for Tableau: tableau-token-name and tableau-token-secret are empty/,
    },
    {
      name: 'neither server nor credentials',
      step: {
        inputs: { 'tableau-server-url': '', 'tableau-token-name': '', 'tableau-token-secret': '' },
      },
      exitCode: 1,
      says: /These inputs are empty: tableau-server-url, tableau-token-name, tableau-token-secret\./,
    },
    {
      name: 'half of the credentials',
      step: { inputs: { 'tableau-token-secret': '' } },
      exitCode: 1,
      says: /These inputs are empty: tableau-token-secret\.[^]*If the value comes from a secret/,
    },
  ])
})

describe('Tableau', () => {
  holdsFor([
    {
      name: 'a wrong secret',
      step: { inputs: { 'tableau-token-secret': 'wrong-secret' } },
      exitCode: 1,
      says: /tableau-token-(name|secret)/,
    },
    { name: 'a wrong site', step: { inputs: { 'tableau-site': 'amce' } }, exitCode: 1, says: /tableau-site/ },
    {
      name: 'a host that does not exist',
      step: { inputs: { 'tableau-server-url': 'https://tableau.invalid' } },
      exitCode: 1,
      says: /tableau-server-url/,
    },
    {
      name: 'a server that answers HTML',
      arrange: async () =>
        otherServer(() => ({ status: 200, type: 'text/html', body: '<html>Welcome</html>' })),
      exitCode: 1,
      says: /tableau-server-url/,
    },
    {
      name: 'a server that answers nothing',
      arrange: async () => otherServer(() => ({ status: 200, type: 'application/json', body: '' })),
      exitCode: 1,
      says: /tableau-server-url/,
    },
    {
      name: 'a LUID that does not exist',
      arrange: edit('target/manifest.json', (text) =>
        text.replaceAll('9f7c2a3e-41d6-4b8a-8e05-c3a1f6b2d974', '00000000-0000-4000-8000-000000000000'),
      ),
      exitCode: 0,
      says: /Tableau has no workbook 00000000-0000-4000-8000-000000000000/,
    },
    {
      name: 'a name that exists twice',
      arrange: edit('target/manifest.json', (text) =>
        text.replaceAll('Operations/Fulfilment/Open Orders', 'Weekly KPIs'),
      ),
      exitCode: 0,
      says: /Tableau has more than one workbook "Weekly KPIs".*Executive\/Weekly KPIs.*Marketing\/Weekly KPIs/,
    },
  ])

  test('down in the run that built, up in a run that built nothing: everything due is refreshed', async () => {
    stage = await Stage.open('build-ok')
    stage.tableau.faults.add({
      match: {},
      times: 'always',
      effect: { kind: 'answer', status: 503, body: '<html>Maintenance</html>' },
    })
    const down = await stage.run()
    expect(down.main.exitCode).toBe(1)
    expect(annotations(down.main, 'error')).toHaveLength(1)
    stage.tableau.faults.clear()
    stage.edit('target/run_results.json', (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), results: [] }),
    )
    const up = await stage.run()
    expect(up.main.outputs['refreshed']).toBe('10')
  })
})

describe('the cache service', () => {
  const NEW_RUN = { event: DAILY }
  holdsFor([
    {
      name: 'is down',
      arrange: () => ({ ...NEW_RUN, environment: { ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/' } }),
      exitCode: 0,
      says: /Earlier state cannot be read from the Actions cache/,
    },
    {
      name: 'does not exist on this runner',
      arrange: () => ({ ...NEW_RUN, environment: { ACTIONS_RESULTS_URL: '' } }),
      exitCode: 0,
      says: /Earlier state cannot be read from the Actions cache, because the runner offers no cache service/,
    },
    {
      name: 'is read-only for this job',
      arrange: (on) => ({
        environment: on.cacheServer.environment([{ ref: 'refs/heads/main', permission: 'read' }]),
      }),
      exitCode: 0,
      says: /This run's facts cannot be saved to the Actions cache, because the token of this job may only read the cache/,
    },
    {
      name: 'is too slow',
      arrange: (on) => {
        on.cache.inject('GetCacheEntryDownloadURL', { kind: 'slow', delay: 600_000 }, 99)
        return {}
      },
      exitCode: 0,
      says: /Earlier state cannot be read from the Actions cache, because the cache service took longer than 60 s/,
    },
  ])

  test('is down: what landed is still refreshed', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ environment: { ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/' } })
    expect(main.outputs['refreshed']).toBe('10')
  })
})

describe('with an unreadable event file', () => {
  async function runAs(name: string): Promise<StepResult> {
    stage = await Stage.open('build-ok')
    const path = join(stage.workspace, 'event.json')
    writeFileSync(path, 'not JSON')
    const main = await stage.main({ event: { name }, environment: { GITHUB_EVENT_PATH: path } })
    expect(main.exitCode).toBe(0)
    return main
  }

  test('a push continues as a dry run', async () => {
    const main = await runAs('push')
    expect(main.summary).toContain('GitHub did not name the default branch: set production-branch')
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ decision: 'refresh', outcome: null })
  })

  test('a schedule refreshes: it runs on the default branch only', async () => {
    const main = await runAs('schedule')
    expect(main.summary).toContain('cannot be read from GITHUB_EVENT_PATH')
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ decision: 'refresh', outcome: 'refreshed' })
  })
})
