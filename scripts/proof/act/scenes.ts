import { deepStrictEqual, match, ok, strictEqual } from 'node:assert'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { World } from './world.js'

interface Scene {
  readonly name: string
  /** Rejects if something is not as it should be. */
  readonly play: (world: World) => Promise<void>
}

const BUILD = { workflow: 'after-build.yml', event: 'schedule', payload: { schedule: '0 6 * * *' } } as const
const MANUAL = { workflow: 'manual.yml', event: 'workflow_dispatch' } as const

/** In this order: each finds the state that the one before has saved in act's cache. */
export const scenes: readonly Scene[] = [
  {
    name: 'after-build.yml builds with dbt and refreshes, and uploads the manifest',
    async play(world) {
      strictEqual(await world.run(BUILD), 0)
      const refreshed = world.refreshesSince(0)
      ok(refreshed.includes('Executive/Weekly KPIs success'), refreshed.join('\n'))
      ok(
        refreshed.every((one) => one.endsWith(' success')),
        refreshed.join('\n'),
      )
      ok(existsSync(join(world.artifacts, 'target/manifest.json')))
      ok(
        world.proxy.asked.every((host) => host === '10ax.online.tableau.com:443'),
        world.proxy.asked.join(),
      )
    },
  },
  {
    name: 'drain.yml finds in the cache that nothing is pending',
    async play(world) {
      const { mark } = world
      strictEqual(await world.run({ workflow: 'drain.yml', event: 'schedule' }), 0)
      deepStrictEqual(world.refreshesSince(mark), [])
    },
  },
  {
    name: 'manual.yml refreshes one exposure with force',
    async play(world) {
      const { mark } = world
      const inputs = { select: 'weekly_kpis', force: 'true', 'dry-run': 'false' }
      strictEqual(await world.run({ ...MANUAL, payload: { inputs } }), 0)
      deepStrictEqual(world.refreshesSince(mark), ['Executive/Weekly KPIs success'])
    },
  },
  {
    name: 'freeze.yml with TABLEAU_FREEZE builds, and refreshes nothing',
    async play(world) {
      const { mark } = world
      const variables = { TABLEAU_FREEZE: '2020-01-01..2099-12-31 Europe/Berlin' }
      strictEqual(await world.run({ workflow: 'freeze.yml', event: 'schedule', variables }), 0)
      deepStrictEqual(world.refreshesSince(mark), [])
      match(world.lastLog, /frozen until/i)
    },
  },
  {
    name: 'after-build.yml with a model that fails is red, and refreshes only what is healthy',
    async play(world) {
      const { mark } = world
      world.edit('dbt_project.yml', (text) =>
        text.replace('reporting_currency_rate: 1', 'reporting_currency_rate: EUR'),
      )
      strictEqual(await world.run(BUILD), 1)
      const refreshed = world.refreshesSince(mark)
      ok(refreshed.length > 0)
      deepStrictEqual(
        refreshed.filter((one) => /Weekly KPIs|Revenue Explorer/.test(one)),
        [],
      )
      match(world.lastLog, /fct_revenue_daily/)
      world.edit('dbt_project.yml', (text) =>
        text.replace('reporting_currency_rate: EUR', 'reporting_currency_rate: 1'),
      )
    },
  },
  {
    name: 'environments.yml builds staging after a push, and leaves Tableau alone',
    async play(world) {
      const { length } = world.tableau.record.calls
      const variables = { DBT_ACTIVE_EXPOSURES: '0' }
      strictEqual(
        await world.run({
          workflow: 'environments.yml',
          event: 'push',
          payload: { ref: 'refs/heads/main' },
          variables,
        }),
        0,
      )
      strictEqual(world.tableau.record.calls.length, length)
    },
  },
  {
    name: 'exposures-pull-request.yml writes the dashboards that Tableau shows, pushes a branch and opens a pull request',
    async play(world) {
      const { mark } = world
      strictEqual(await world.run({ workflow: 'exposures-pull-request.yml', event: 'schedule' }), 0)
      deepStrictEqual(world.refreshesSince(mark), [])
      match(world.fileOn('exposures-from-tableau', 'models/tableau.yml'), /^exposures:\n/m)
      match(world.ghCalls, /^pr create --head exposures-from-tableau /m)
    },
  },
  {
    name: 'pull-request.yml comments which dashboards a change reaches',
    async play(world) {
      const { mark } = world
      world.github.files.set(7, [{ filename: 'models/marts/fct_orders.sql', status: 'modified' }])
      const head = { ref: 'change', sha: '0'.repeat(40), repo: { full_name: 'acme/analytics' } }
      const payload = { number: 7, pull_request: { number: 7, head, base: { ref: 'main' } } }
      strictEqual(await world.run({ workflow: 'pull-request.yml', event: 'pull_request', payload }), 0)
      deepStrictEqual(world.refreshesSince(mark), [])
      match(world.github.comments.map(({ body }) => body).join(), /weekly_kpis|Weekly KPIs/)
    },
  },
  {
    name: 'a killed step of after-build.yml is followed by its post step, which saves what was requested',
    async play(world) {
      const { mark } = world
      world.tableau.workbook('Executive/Weekly KPIs').behaviour.seconds = 20
      let killed = false
      await world.run(BUILD, async (act) => {
        while (!killed && act.exitCode === null) {
          await new Promise((resolve) => setTimeout(resolve, 200))
          if (!world.refreshesSince(mark).some((one) => one.startsWith('Executive/Weekly KPIs'))) continue
          killed = act.kill('SIGINT')
        }
      })
      ok(killed, 'the refresh was never requested')
      match(world.lastLog, /Post Run active-exposures|Run Post active-exposures/)
      const before = world.mark
      strictEqual(await world.run({ workflow: 'drain.yml', event: 'schedule' }), 0)
      // Its job went on in Tableau: the next run looks it up, and requests no second one.
      deepStrictEqual(
        world.refreshesSince(before).filter((one) => one.startsWith('Executive/Weekly KPIs')),
        [],
      )
    },
  },
]
