import { CATALOGUE } from '../../src/messages/catalogue.js'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startActionsCache, type ActionsCacheServer } from '../../simulators/actions-cache/server.js'
import { scopesFor } from '../../simulators/actions-cache/scopes.js'
import { CacheSimulator } from '../../simulators/actions-cache/simulator.js'
import {
  runAction,
  runMain,
  type Step,
  type StepResult,
  type WorkflowEvent,
} from '../../simulators/runner/runner.js'
import { MovedClock } from '../../simulators/runner/time.js'
import {
  acme,
  startTableau,
  TableauSimulator,
  type RunningTableau,
  type SiteInput,
} from '../../simulators/tableau/index.js'
import { type Engine, unpack } from '../support/artifacts.js'

/** Virtual seconds per real second. Waits are skipped; a step that must take less than two seconds has ten real ones. */
const SPEED = 0.2
const CLOUD = 'https://10ax.online.tableau.com'

interface StageOptions {
  readonly engine?: Engine
  /** Content URLs of sites that all have the same content. */
  readonly sites?: readonly string[]
  /** Replaces the content of the example on these sites. */
  readonly change?: (site: SiteInput) => SiteInput
  /** Default: a minute after dbt ended. */
  readonly start?: string
  /** Virtual seconds per real second. */
  readonly speed?: number
  /** Whether each step has its own process, as on a runner. By default main of most steps shares one. */
  readonly ownProcesses?: boolean
}

interface Parts extends Pick<Stage, 'clock' | 'tableau' | 'cache'> {
  readonly ownProcesses: boolean
}

/** Everything outside the action: real servers on loopback, and a workspace with artifacts that real dbt wrote. */
export class Stage {
  readonly clock: MovedClock
  readonly tableau: TableauSimulator
  readonly cache: CacheSimulator
  readonly #shared: boolean
  #runs = 0

  private constructor(
    readonly workspace: string,
    readonly server: RunningTableau,
    readonly cacheServer: ActionsCacheServer,
    parts: Parts,
  ) {
    this.clock = parts.clock
    this.tableau = parts.tableau
    this.cache = parts.cache
    this.#shared = !parts.ownProcesses
  }

  static async open(
    scenario: string,
    {
      engine = 'core-1.12',
      sites = ['acme'],
      change = (site) => site,
      start,
      speed = SPEED,
      ownProcesses = false,
    }: StageOptions = {},
  ): Promise<Stage> {
    const workspace = unpack(engine, scenario)
    const clock = new MovedClock(start ?? minuteAfterBuild(workspace), speed)
    const content = change(acme({ seconds: 12 }))
    const tableau = new TableauSimulator({
      sites: sites.map((contentUrl) => ({ ...content, contentUrl })),
      clock,
    })
    const cache = new CacheSimulator({ clock })
    const server = await startTableau(tableau)
    tableau.configure({ webOrigin: server.url })
    const cacheServer = await startActionsCache(cache)
    const stage = new Stage(workspace, server, cacheServer, { clock, tableau, cache, ownProcesses })
    stage.edit('target/manifest.json', (text) => text.replaceAll(CLOUD, server.url))
    return stage
  }

  edit(file: string, change: (text: string) => string): void {
    const path = join(this.workspace, file)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }

  /** The main step alone, after which the post step has nothing to do. */
  async main(step: Partial<Step> = {}): Promise<StepResult> {
    return runMain(this.step(step))
  }

  /** One use of the action: main, then post. */
  async run(step: Partial<Step> = {}): Promise<{ main: StepResult; post: StepResult }> {
    return runAction(this.step(step))
  }

  step({ inputs, environment, event = DAILY, ...rest }: Partial<Step> = {}): Step {
    this.#runs += 1
    return {
      runId: String(this.#runs),
      node: process.env['ACTION_NODE'] ?? process.execPath,
      workspace: this.workspace,
      event,
      inputs: { ...this.signIn, ...inputs },
      clock: this.clock,
      shared: this.#shared,
      environment: {
        ...this.cacheServer.environment(scopesOf(event)),
        ...environment,
      },
      ...rest,
    }
  }

  get signIn(): Record<string, string> {
    return {
      'tableau-server-url': this.server.url,
      'tableau-site': 'acme',
      'tableau-token-name': 'ci',
      'tableau-token-secret': 's3cret',
    }
  }

  /** The refreshes that the action requested, oldest first: which content, and how each ended. */
  get refreshes(): string[] {
    return this.tableau.record.jobs
      .filter((job) => job.requestedBy === 'ci@example.com')
      .map((job) => `${job.path} ${job.result ?? job.phase}`)
  }

  /** From now on this workbook's refreshes fail with these notes. */
  breaks(workbook: string, notes: string): void {
    this.tableau.workbook(workbook).behaviour.outcomes = [{ result: 'failed', notes, statusNotes: [] }]
  }

  async close(): Promise<void> {
    await Promise.all([this.server.close(), this.cacheServer.close()])
  }
}

function minuteAfterBuild(workspace: string): number {
  const results = JSON.parse(readFileSync(join(workspace, 'target/run_results.json'), 'utf8')) as {
    metadata: { generated_at: string }
  }
  return Date.parse(results.metadata.generated_at) + 60_000
}

export const DAILY: WorkflowEvent = { name: 'schedule', payload: { schedule: '0 6 * * *' } }
export const PULL_REQUEST: WorkflowEvent = {
  name: 'pull_request',
  ref: 'refs/pull/7/merge',
  payload: { number: 7, pull_request: { number: 7, head: { repo: { full_name: 'acme/analytics' } } } },
}
export const FORK_PULL_REQUEST: WorkflowEvent = {
  ...PULL_REQUEST,
  actor: 'mallory',
  payload: { number: 7, pull_request: { number: 7, head: { repo: { full_name: 'mallory/analytics' } } } },
}

function scopesOf({ name, ref = 'refs/heads/main' }: WorkflowEvent) {
  return scopesFor({ event: name, ref, defaultBranch: 'main' })
}

/** The rows of the output, by the name of their extract. */
export function rowsOf({
  outputs,
}: StepResult): Record<
  string,
  { decision: string; reason: string; outcome: string | null; message: string }
> {
  const rows = JSON.parse(outputs['rows'] ?? '[]') as {
    extract: { name: string } | null
    exposures: string[]
    decision: string
    reason: string
    outcome: string | null
    message: string
  }[]
  return Object.fromEntries(rows.map((row) => [row.extract?.name ?? row.exposures.join(), row]))
}

export function annotations({ commands }: StepResult, level: string): string[] {
  return commands.filter(({ name }) => name === level).map(({ message }) => withoutId(message))
}

/** Every annotation ends in the id of an entry of the catalogue, but those of the cache client. */
function withoutId(annotation: string): string {
  if (/^(?:Failed to (?:restore|save)|\w*CacheArchive\w*): /.test(annotation)) return annotation
  const [, text, id = ''] = /^(.*) \[(AE-[A-Z0-9-]+)\]$/s.exec(annotation) ?? []
  if (text === undefined || !Object.hasOwn(CATALOGUE, id)) throw new Error(`No id: ${annotation}`)
  return text
}
