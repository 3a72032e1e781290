import { tmpdir } from 'node:os'
import type { Http } from '../base/http.js'
import type { Clock } from '../base/clock.js'
import type { StateEntry } from '../state/cache/cache-key.js'
import type { StateStore } from '../state/store.js'
import type { StrayErrors } from '../base/stray-errors.js'

/** The runner as the program sees it: `@actions/core` has this shape. */
export interface Runner {
  getInput(name: string): string
  setOutput(name: string, value: string): void
  /** Stores a value for the post step. */
  saveState(name: string, value: string): void
  getState(name: string): string
  setSecret(secret: string): void
  info(line: string): void
  debug(line: string): void
  /** Runs `work`, and shows its log lines as a foldable group of this name. */
  group<T>(name: string, work: () => Promise<T>): Promise<T>
  error(message: string, properties?: object): void
  warning(message: string, properties?: object): void
  notice(message: string, properties?: object): void
}

/** The folder for files that later steps of the job may read. */
export function temporaryFolder({ RUNNER_TEMP = '' }: NodeJS.ProcessEnv): string {
  return RUNNER_TEMP === '' ? tmpdir() : RUNNER_TEMP
}

/** Everything outside that the program touches, handed in. */
export interface Action {
  readonly runner: Runner
  readonly environment: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly http: Http
  readonly random: () => number
  readonly store: (entry: StateEntry) => Promise<StateStore>
  readonly strayErrors: StrayErrors
  /** Aborted when the runner asks the step to end. */
  readonly signal: AbortSignal
}
