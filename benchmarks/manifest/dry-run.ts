import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type ActionsCacheServer, startActionsCache } from '../../simulators/actions-cache/server.js'
import { scopesFor } from '../../simulators/actions-cache/scopes.js'
import { CacheSimulator } from '../../simulators/actions-cache/simulator.js'
import { runMain } from '../../simulators/runner/runner.js'
import {
  type SiteInput,
  startTableau,
  systemClock,
  TableauSimulator,
  workbook,
} from '../../simulators/tableau/index.js'
import { idOf, nameOf } from './generate.js'

/** As many dashboards as one run can show; the cost of a run beyond reading hardly depends on them. */
export const EXPOSURES = 10

/** A dry run on the production branch saves state; one on another branch only reads it. */
const ON_PRODUCTION = { name: 'schedule', ref: 'refs/heads/main' }
const ON_A_BRANCH = { name: 'push', ref: 'refs/heads/try' }

/** A simulated Tableau and Actions cache, and a workspace with an empty `target/`. */
export class Stand {
  private constructor(
    readonly workspace: string,
    readonly url: string,
    private readonly cache: ActionsCacheServer,
    readonly close: () => Promise<void>,
  ) {}

  static async open(workspace: string): Promise<Stand> {
    const clock = systemClock
    const tableau = new TableauSimulator({ sites: [SITE], clock })
    const server = await startTableau(tableau)
    tableau.configure({ webOrigin: server.url })
    const cache = await startActionsCache(new CacheSimulator({ clock }))
    const close = async (): Promise<void> => {
      await Promise.all([server.close(), cache.close()])
    }
    const stand = new Stand(workspace, server.url, cache, close)
    mkdirSync(dirname(stand.manifest), { recursive: true })
    writeFileSync(join(workspace, 'target/run_results.json'), JSON.stringify(results()))
    return stand
  }

  get manifest(): string {
    return join(this.workspace, 'target/manifest.json')
  }

  /** Milliseconds of a dry run of the built action on a branch, from the start of its process to its end. */
  async dryRun(): Promise<number> {
    return this.#run(ON_A_BRANCH)
  }

  /** Creates the state. */
  async remember(): Promise<void> {
    await this.#run(ON_PRODUCTION)
  }

  async #run(event: typeof ON_A_BRANCH): Promise<number> {
    const started = performance.now()
    const scopes = scopesFor({ event: event.name, ref: event.ref, defaultBranch: 'main' })
    const { exitCode, raw, outputs } = await runMain({
      workspace: this.workspace,
      event,
      environment: this.cache.environment(scopes),
      inputs: {
        'tableau-server-url': this.url,
        'tableau-site': 'acme',
        'tableau-token-name': 'ci',
        'tableau-token-secret': 's3cret',
        'dry-run': 'true',
      },
    })
    const took = performance.now() - started
    const rows = JSON.parse(outputs['rows'] ?? '[]') as { decision: string }[]
    const planned = rows.filter(({ decision }) => decision === 'refresh').length
    if (exitCode !== 0 || planned !== EXPOSURES)
      throw new Error(`the dry run went wrong:\n${raw.slice(-4000)}`)
    return took
  }
}

const SITE: SiteInput = {
  contentUrl: 'acme',
  users: [{ name: 'ci@example.com', admin: true, tokens: [{ name: 'ci', secret: 's3cret' }] }],
  projects: ['Finance'],
  workbooks: Array.from({ length: EXPOSURES }, (_, index) =>
    workbook(`Finance/Dashboard${index}`, {
      owner: 'ci@example.com',
      views: ['Overview'],
      embedded: [{ tables: [`analytics.marts_${index % 40}.${nameOf(index)}`], extract: true }],
    }),
  ),
}

/** Results of a build that has just rebuilt every model behind a dashboard. */
function results() {
  const now = new Date().toISOString()
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
      dbt_version: '1.10.23',
      generated_at: now,
      invocation_id: '11111111-2222-4333-8444-555555555555',
    },
    args: { which: 'build' },
    // The first is a view: the table behind it is three models above.
    results: Array.from({ length: EXPOSURES + 1 }, (_, index) => ({
      unique_id: idOf(index),
      status: 'success',
      message: null,
      timing: [{ name: 'execute', started_at: now, completed_at: now }],
    })),
  }
}
