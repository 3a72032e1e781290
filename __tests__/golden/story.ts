import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Build, checkOut } from '../../scripts/demo/artifacts.js'
import { type GitHubServer, startGitHub } from '../../simulators/github/server.js'
import { type File, GitHubSimulator } from '../../simulators/github/simulator.js'
import type { StepResult, WorkflowEvent } from '../../simulators/runner/runner.js'
import type { SiteInput, TableauSimulator } from '../../simulators/tableau/index.js'
import { DAILY, Stage } from '../e2e/stage.js'

const EXAMPLE = join(import.meta.dirname, '../../examples/acme-analytics')
const START = '2026-11-30T06:00:00.000Z'

/** Time passes only while every process waits, so a slow machine does not change any instant in the texts. */
const STANDS_STILL = 1e-9

/** How the action is used once. */
export interface Use {
  /** When it starts, in UTC. */
  readonly at: string
  readonly event?: WorkflowEvent
  readonly attempt?: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  /** When the runner asks it to end. */
  readonly cancelledAt?: string
}

/** What one use left for people and for later steps. */
export interface Told {
  readonly use: Use
  readonly main: StepResult
  readonly post: StepResult
  /** The comments on the pull request. */
  readonly comments: readonly string[]
  /** What the texts name that differs from machine to machine. */
  readonly places: { readonly workspace: string; readonly tableauUrl: string }
}

/** The example's repository, its Tableau site and its pull request 7, from Monday, 30 November 2026, 06:00 UTC. */
export class Story {
  readonly github: GitHubSimulator
  #workspace = ''
  #runId = 0

  private constructor(
    private readonly stage: Stage,
    private readonly githubServer: GitHubServer,
    github: GitHubSimulator,
  ) {
    this.github = github
  }

  static async open(change: (site: SiteInput) => SiteInput = (site) => site): Promise<Story> {
    const stage = await Stage.open('build-ok', {
      change: (site) => change({ ...withOwnDurations(site), tasks: [] }),
      start: START,
      speed: STANDS_STILL,
    })
    const github = new GitHubSimulator({ repository: 'acme/analytics', callers: [WORKFLOW] })
    return new Story(stage, await startGitHub(github), github)
  }

  get tableau(): TableauSimulator {
    return this.stage.tableau
  }

  get workspace(): string {
    return this.#workspace
  }

  /** A new checkout, in which dbt's last command ended at this instant. */
  build(endedAt: string, build: Partial<Build> = {}): void {
    this.#clearAway()
    const changes = { endedAt: Date.parse(endedAt), tableauUrl: this.stage.server.url }
    this.#workspace = checkOut({ scenario: 'build-ok', typoMended: true, ...build }, changes)
    cpSync(EXAMPLE, this.#workspace, { recursive: true })
  }

  /** Changes a file of the workspace, or writes another one like it. */
  edit(file: string, change: (text: string) => string, into = file): void {
    const target = join(this.#workspace, into)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, change(readFileSync(join(this.#workspace, file), 'utf8')))
  }

  /** The scheduled workflow of this day: dbt builds, then the action starts. */
  async daily(day: string, build: Partial<Build> = {}, use: Partial<Use> = {}): Promise<Told> {
    this.build(`${day}T06:04:00.000Z`, build)
    return this.run({ at: `${day}T06:04:09.000Z`, ...use })
  }

  async run(use: Use): Promise<Told> {
    const { at, event = DAILY, attempt = '1', inputs = {}, environment = {}, cancelledAt } = use
    this.stage.clock.moveTo(at)
    if (attempt === '1') this.#runId += 1
    const step = this.stage.step({
      workspace: this.#workspace,
      event,
      attempt,
      runId: String(this.#runId),
      inputs: { ...this.stage.signIn, 'github-token': WORKFLOW.token, ...inputs },
      onStart: (child) => {
        if (cancelledAt !== undefined) this.stage.clock.ringAt(cancelledAt, () => child.kill('SIGINT'))
      },
    })
    const { main, post } = await this.stage.run({
      ...step,
      environment: {
        ...step.environment,
        GITHUB_API_URL: this.githubServer.apiUrl,
        SIMULATED_RANDOM: '1',
        TZ: 'UTC',
        ...environment,
      },
    })
    const places = { workspace: this.#workspace, tableauUrl: this.stage.server.url }
    return { use, main, post, comments: this.github.comments.map(({ body }) => body), places }
  }

  /** The files that pull request 7 changes. */
  changes(...files: readonly string[]): void {
    this.github.files.set(
      7,
      files.map((filename): File => ({ filename, status: 'modified' })),
    )
  }

  async close(): Promise<void> {
    this.#clearAway()
    await Promise.all([this.stage.close(), this.githubServer.close()])
  }

  #clearAway(): void {
    if (this.#workspace !== '') rmSync(this.#workspace, { recursive: true, force: true })
  }
}

const WORKFLOW = {
  token: 'ghs_workflow',
  login: 'github-actions[bot]',
  type: 'Bot',
  may: 'write',
} as const

/** Different durations, so that no two refreshes end at the same instant and the log has one order. */
function withOwnDurations(site: SiteInput): SiteInput {
  const timed = <T extends object>(all: readonly T[] = [], first: number): T[] =>
    all.map((content, index) => ({ ...content, seconds: first + 7 * index }))
  return { ...site, datasources: timed(site.datasources, 20), workbooks: timed(site.workbooks, 34) }
}
