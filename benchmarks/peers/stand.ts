import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ActionsCacheServer, startActionsCache } from '../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../simulators/actions-cache/simulator.js'
import { MovedClock } from '../../simulators/runner/time.js'
import { type RunningTableau, startTableau, TableauSimulator } from '../../simulators/tableau/index.js'
import { ADMIN, pathOf, site, type SiteShape, type User } from './site.js'

/** A clock with an adjustable speed: earlier days pass quickly, the measured run passes in real time. */
class StandClock {
  current = new MovedClock(Date.now())

  now(): number {
    return this.current.now()
  }
}

interface Parts {
  readonly clock: StandClock
  readonly tableau: RunningTableau
  readonly cache: ActionsCacheServer
}

/** Everything for one measurement: a new Tableau and Actions cache on loopback, and an empty folder. */
export class Stand {
  /** The instant at which the build's data was in the warehouse. */
  landed: number

  private constructor(
    readonly folder: string,
    readonly user: User,
    readonly simulator: TableauSimulator,
    private readonly parts: Parts,
  ) {
    this.landed = parts.clock.now()
  }

  static async open(shape: SiteShape, user: User = ADMIN): Promise<Stand> {
    const clock = new StandClock()
    const simulator = new TableauSimulator({ sites: [site(shape)], clock })
    const tableau = await startTableau(simulator)
    simulator.configure({ webOrigin: tableau.url })
    const cache = await startActionsCache(new CacheSimulator({ clock }))
    const folder = await mkdtemp(join(tmpdir(), 'benchmark-'))
    return new Stand(folder, user, simulator, { clock, tableau, cache })
  }

  get url(): string {
    return this.parts.tableau.url
  }

  get cache(): ActionsCacheServer {
    return this.parts.cache
  }

  get now(): number {
    return this.parts.clock.now()
  }

  /** Time that begins at `start` and runs `speed` times as fast as ours. */
  setTime(start: number, speed: number): void {
    this.parts.clock.current = new MovedClock(start, speed)
  }

  /** For processes that use the stand's time. */
  get timeEnvironment(): Record<string, string> {
    return this.parts.clock.current.environment
  }

  /** LUIDs in the order of the site's shape. */
  luids(count: number): string[] {
    return Array.from({ length: count }, (_, index) => this.simulator.workbook(pathOf(index)).luid)
  }

  /** How long the next refreshes of a workbook take. */
  setSeconds(index: number, seconds: number): void {
    this.simulator.workbook(pathOf(index)).behaviour.seconds = seconds
  }

  async close(): Promise<void> {
    await Promise.all([this.parts.tableau.close(), this.parts.cache.close()])
    await rm(this.folder, { recursive: true, force: true })
  }
}
