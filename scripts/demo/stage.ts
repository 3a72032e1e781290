import { rmSync } from 'node:fs'

import { scopesFor } from '../../simulators/actions-cache/scopes.js'
import { type ActionsCacheServer, startActionsCache } from '../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../simulators/actions-cache/simulator.js'
import { runAction, type StepResult, type WorkflowEvent } from '../../simulators/runner/runner.js'
import { MovedClock } from '../../simulators/runner/time.js'
import {
  acme,
  type JobRecord,
  type RunningTableau,
  startTableau,
  TableauSimulator,
} from '../../simulators/tableau/index.js'
import { checkOut } from './artifacts.js'
import type { Scene } from './week.js'

/** Virtual seconds per real second. Waits are skipped anyway; the slow clock leaves time for a slow machine. */
const SPEED = 0.2

/** From the end of dbt's build to the action's start. */
const HANDOVER_SECONDS = 4

/** A scene that was played. */
export interface Played {
  readonly scene: Scene
  readonly main: StepResult
  readonly post: StepResult
  /** The refreshes that the action requested, and how they ended. */
  readonly jobs: readonly JobRecord[]
}

/** Both simulators on one clock, and the workspace of the scene. */
export class Stage {
  #workspace = ''
  #runId = 0

  private constructor(
    private readonly clock: MovedClock,
    private readonly tableau: TableauSimulator,
    private readonly tableauServer: RunningTableau,
    private readonly cache: ActionsCacheServer,
  ) {}

  static async open(start: string): Promise<Stage> {
    const clock = new MovedClock(start, SPEED)
    const tableau = new TableauSimulator({ sites: [acme()], clock })
    const tableauServer = await startTableau(tableau)
    tableau.configure({ webOrigin: tableauServer.url })
    const cache = await startActionsCache(new CacheSimulator({ clock }))
    return new Stage(clock, tableau, tableauServer, cache)
  }

  async play(scene: Scene): Promise<Played> {
    this.clock.moveTo(scene.at)
    scene.meanwhile?.(this.tableau)
    if (scene.build !== null) this.#checkOut(scene.build)
    if (scene.again !== true) this.#runId += 1
    const before = this.tableau.record.jobs.length
    const { main, post } = await runAction({
      workspace: this.#workspace,
      inputs: this.#inputs(),
      event: scene.event,
      runId: String(this.#runId),
      attempt: scene.again === true ? '2' : '1',
      clock: this.clock,
      environment: this.cache.environment(scopesOf(scene.event)),
    })
    const jobs = this.tableau.record.jobs.slice(before).filter(({ requestedBy }) => requestedBy === USER)
    return { scene, main, post, jobs }
  }

  async close(): Promise<void> {
    this.#clearAway()
    await Promise.all([this.tableauServer.close(), this.cache.close()])
  }

  #checkOut(build: NonNullable<Scene['build']>): void {
    this.#clearAway()
    const endedAt = this.clock.now() - HANDOVER_SECONDS * 1000
    this.#workspace = checkOut(build, { endedAt, tableauUrl: this.tableauServer.url })
  }

  #clearAway(): void {
    if (this.#workspace !== '') rmSync(this.#workspace, { recursive: true, force: true })
  }

  #inputs(): Record<string, string> {
    return {
      'tableau-server-url': this.tableauServer.url,
      'tableau-site': 'acme',
      'tableau-token-name': 'ci',
      'tableau-token-secret': 's3cret',
    }
  }
}

const USER = 'ci@example.com'

function scopesOf({ name, ref = 'refs/heads/main' }: WorkflowEvent): ReturnType<typeof scopesFor> {
  return scopesFor({ event: name, ref, defaultBranch: 'main' })
}
