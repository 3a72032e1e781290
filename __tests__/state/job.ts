import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Clock, Instant } from '../../src/base/clock.js'
import { actionsCacheStore, actionsEnvironment } from '../../src/state/cache/cache-store.js'
import type { StateEntry } from '../../src/state/cache/cache-key.js'
import type { StateStore } from '../../src/state/store.js'
import { scopesFor, type Scope } from '../../simulators/actions-cache/scopes.js'
import type { ActionsCacheServer } from '../../simulators/actions-cache/server.js'

export const REPOSITORY = join(import.meta.dirname, '../..')

/** Arguments with which node runs a TypeScript file, without another process and from any working directory. */
export function runTypeScript(file: string, ...rest: string[]): string[] {
  return ['--import', pathToFileURL(join(REPOSITORY, 'node_modules/tsx/dist/loader.mjs')).href, file, ...rest]
}

export const NOW: Instant = Date.UTC(2026, 2, 1, 6)
export const MAIN = scopesFor({ event: 'push', ref: 'refs/heads/main', defaultBranch: 'main' })

/** Always NOW: pauses take no time, and time limits are never reached. */
export const clock: Clock = {
  now: () => NOW,
  sleep: (_, signal) =>
    new Promise((resolve) => {
      if (signal === undefined) resolve()
      else signal.addEventListener('abort', () => resolve())
    }),
}

export const SERVER = 'https://10ax.online.tableau.com'

/** The state-scope of the matrix of sites. */
export const MATRIX = 'matrix'

export const ACME = {
  of: 'site',
  server: SERVER,
  site: 'acme',
  stateScope: '',
} as const satisfies StateEntry

export interface JobOptions {
  readonly scopes?: readonly Scope[]
  readonly entry?: StateEntry
  readonly cacheMode?: string
  readonly clock?: Clock
  readonly attempt?: { readonly runId: string; readonly runAttempt: string }
}

const CHANGED = [
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_CACHE_MODE',
  'GITHUB_WORKSPACE',
  'RUNNER_TEMP',
  'GITHUB_SERVER_URL',
  'PATH',
]

/** A runner for the real cache client, which reads the environment and the working directory of the process. */
export class Runner {
  readonly workspace: string
  readonly #root = realpathSync(mkdtempSync(join(tmpdir(), 'runner-')))
  readonly #before = { folder: process.cwd(), env: CHANGED.map((name) => [name, process.env[name]] as const) }

  constructor() {
    this.workspace = mkdtempSync(join(this.#root, 'workspace-'))
    process.chdir(this.workspace)
    this.set({
      GITHUB_WORKSPACE: this.workspace,
      RUNNER_TEMP: mkdtempSync(join(this.#root, 'temp-')),
      GITHUB_SERVER_URL: undefined,
    })
  }

  /** The store of another job, whose token has these scopes. */
  job(server: ActionsCacheServer, options: JobOptions = {}): StateStore {
    const { scopes = MAIN, cacheMode } = options
    this.set({ ...server.environment(scopes), ACTIONS_CACHE_MODE: cacheMode })
    return actionsCacheStore({
      entry: options.entry ?? ACME,
      environment: {
        ...actionsEnvironment(process.env),
        ...(options.attempt ?? { runId: '77', runAttempt: '1' }),
      },
      clock: options.clock ?? clock,
    })
  }

  set(variables: Readonly<Record<string, string | undefined>>): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
    }
  }

  /** Leaves only these programs on the PATH, as in a slim container. */
  has(...programs: readonly string[]): void {
    const folder = mkdtempSync(join(this.#root, 'bin-'))
    for (const program of programs) symlinkSync(programAt(program), join(folder, program))
    this.set({ PATH: folder })
  }

  dispose(): void {
    process.chdir(this.#before.folder)
    this.set(Object.fromEntries(this.#before.env))
    rmSync(this.#root, { recursive: true, force: true })
  }
}

const PATH = (process.env['PATH'] ?? '').split(delimiter)

function programAt(name: string): string {
  const found = PATH.map((folder) => join(folder, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`${name} is not installed`)
  return found
}
