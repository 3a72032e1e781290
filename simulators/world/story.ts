import type { Instant, Milliseconds } from '../../src/base/clock.js'
import type { FaultInput } from '../tableau/state/faults.js'
import type { SettingsChange } from '../tableau/settings.js'
import type { WorldFreeze } from './freezes.js'
import type { Kinds, Project, SiteName } from './project.js'

/** The settings of a whole story. */
export interface Scenario {
  readonly project: Project
  readonly rhythm: 'hourly' | 'daily'
  /** The minute of the hour, or of the day, that the cron names. */
  readonly minute: number
  readonly start: Instant
  readonly days: number
  readonly buildAfter: number
  readonly tolerance: number | null
  readonly updatesOn: 'any' | 'all'
  /** The input `freeze`. */
  readonly freezes: readonly WorldFreeze[]
  /** The input `stale-after`, in minutes; 0 promises nothing. */
  readonly staleAfter: number
  /** Whether owners are told in a `notify-file`. */
  readonly notifies: boolean
  /** Whether some runs write a site. */
  readonly showsSite: boolean
  readonly maxParallel: number
  readonly onCancel: 'leave' | 'cancel'
  readonly signIn: 'token' | 'connected app'
  /** From here on nothing goes wrong; null if there is no such instant. */
  readonly calmFrom: Instant | null
  readonly tableau: {
    readonly settings: SettingsChange
    readonly concurrency: number
    readonly refreshesPerHour: number | null
    /** Above it Tableau cancels new refreshes until 24:00 UTC. */
    readonly refreshesPerDay: number | null
    /** A refresh schedule in Tableau. */
    readonly scheduled: {
      readonly path: string
      readonly frequency: 'Hourly' | 'Daily'
      readonly at: string
    } | null
  }
}

/** The end of one process of the action, at the n-th call of its ports, or at the n-th of a kind. */
export interface Death {
  /** Of these calls the n-th: all, requests for a refresh, queries of a job, or those that set, change or lift a data-quality warning. */
  readonly of: 'any call' | 'a refresh' | 'a job' | 'a warning'
  readonly call: number
  readonly when: 'before' | 'after'
  /**
   * `cancel`: the runner's signal, and 7.5 seconds later its kill. `kill`: the process alone, so that the post step runs.
   * `machine`: everything stops, and no post step runs.
   */
  readonly by: 'cancel' | 'kill' | 'machine'
}

export interface BuildSpec {
  /** Names of the nodes that are selected; null for all. */
  readonly select: readonly string[] | null
  /** Ids of nodes and tests that fail. */
  readonly failing: readonly string[]
  /** Ids of tests that only warn, by their severity in this build's manifest. */
  readonly warnOnly: readonly string[]
  /** Ids of views whose code changes with this build. */
  readonly changed: readonly string[]
  readonly fullRefresh: boolean
  /** `dbt retry` follows a failure, and succeeds. */
  readonly retry: boolean
  readonly schema: 'prod' | 'dbt_ada'
  /** Whether `dbt source freshness` runs before it; `left over`: an earlier job's `sources.json` is still in the folder. */
  readonly freshness: 'not measured' | 'measured' | 'left over'
  /** Ids of measured sources that were loaded shortly before. */
  readonly loaded: readonly string[]
  /** Ids of measured sources that were loaded too long ago. */
  readonly stale: readonly string[]
  /** Nodes that change their kind with this build. */
  readonly becomes: Kinds
  /** What becomes of the build of another project, which the same workflow runs before. */
  readonly finance: 'not built' | 'success' | 'error'
  /** Only `compile`: no data lands. */
  readonly compileOnly: boolean
  readonly secondsPerNode: number
}

export interface TableauFault {
  /** The n-th call of this run that matches is hit. */
  readonly skip: number
  readonly method: string | null
  readonly path: string | null
  readonly effect: FaultInput['effect']
  /** True if the action must handle it without any visible effect. */
  readonly isLight: boolean
}

export type Trigger = 'schedule' | 'workflow_dispatch' | 'workflow_run' | 'pull_request' | 'branch'

/** A set-up mistake in one run: it refreshes nothing, and all but `switched-off` keep what landed. */
export const MISTAKES = [
  'no-server',
  'wrong-site',
  'no-secret',
  'wrong-secret',
  'wrong-input',
  'wrong-number',
  'wrong-freeze',
  'wrong-map',
  'wrong-select',
  'another-site',
  'switched-off',
] as const

export type Mistake = (typeof MISTAKES)[number]

/** One job that builds and then runs the action. */
export interface RunEvent {
  readonly kind: 'run'
  readonly at: Instant
  readonly number: number
  /** Of the run and its attempts; the same for a re-run. */
  readonly runId: number
  readonly attempt: number
  readonly trigger: Trigger
  /** Of the second site: another step of the same workflow. */
  readonly site: SiteName
  /** Null: it runs the action without a build, on artifacts that an earlier job left. */
  readonly build: BuildSpec | null
  /** It has no build, and plans from the catalogue in state (`dbt-artifacts: none`). */
  readonly fromCatalogue: boolean
  readonly force: boolean
  /** `freeze: none`. */
  readonly thaws: boolean
  readonly dryRun: boolean
  readonly wait: boolean
  /** The error of its clock. */
  readonly skew: Milliseconds
  /** A time server corrects the clock at the n-th call of a port; null for never. */
  readonly skewUntil: number | null
  readonly readOnly: boolean
  /** The release of the action that writes its state; `later` and `earlier` ones have the same version of state. */
  readonly release: 'this' | 'earlier' | 'later'
  /** The input `state-scope`. */
  readonly scope: '' | 'staging'
  /** Null if the run is set up correctly. */
  readonly mistake: Mistake | null
  /** Starts while another run is in progress. */
  readonly isParallel: boolean
  readonly secondToken: boolean
  readonly death: Death | null
  readonly postDeath: Death | null
  readonly tableauFaults: readonly TableauFault[]
  readonly cacheFaults: readonly { readonly call: number; readonly fault: CacheFault }[]
}

export type WorldEvent =
  | RunEvent
  | { readonly kind: 'evict'; readonly at: Instant }
  | { readonly kind: 'others-refresh'; readonly at: Instant; readonly path: string }
  | {
      readonly kind: 'behaviour'
      readonly at: Instant
      readonly path: string
      readonly seconds: number
      readonly result: 'success' | 'failed'
      readonly notes: string
    }

export interface Story {
  readonly seed: number
  readonly scenario: Scenario
  /** In chronological order. */
  readonly events: readonly WorldEvent[]
}

export function cronOf({ rhythm, minute }: Scenario): string {
  return rhythm === 'hourly' ? `${minute} * * * *` : `${minute % 60} ${Math.floor(minute / 60)} * * *`
}

export type CacheFault = 'reset' | 'status-500' | 'torn' | 'truncated' | 'no-answer'
