import { type Instant, parseInstant } from '../base/clock.js'
import { message, type Message } from '../messages/message.js'
import type { Payload } from './payload.js'

/** The event that started this run. */
export interface RunEvent {
  /** `push`, `schedule`, `workflow_dispatch`, `workflow_run`, `pull_request`, … */
  readonly name: string
  /** Who started the run; for a re-run, who re-ran it. */
  readonly actor: string | null
  /** 1, or more for a run that somebody has started again. */
  readonly attempt: number
  /** The cron line of a `schedule`. */
  readonly cron: string | null
  readonly defaultBranch: string | null
  readonly ref: RunRef
  /** When the run that triggered a `workflow_run` was created. */
  readonly triggeredAt: Instant | null
  /** Null unless the event is `pull_request` or `pull_request_target`. */
  readonly pullRequest: PullRequest | null
}

export interface PullRequest {
  readonly number: number
  /** From a fork or Dependabot: GitHub gives it no secrets and a read-only token. */
  readonly untrusted: boolean
}

/** The ref that the run represents: a branch of this repository, or something that is never production. */
export type RunRef =
  { readonly kind: 'branch'; readonly branch: string } | { readonly kind: 'other'; readonly what: string }

/** Reads the runner's environment and the event's payload; missing members are null. */
export function readEvent(environment: NodeJS.ProcessEnv, event: Payload): RunEvent {
  const name = environment['GITHUB_EVENT_NAME'] ?? 'unknown'
  const home = homeOf(event, environment)
  const ref =
    name === 'workflow_run' ? triggeringRef(event, home) : ownRef(name, environment['GITHUB_REF'] ?? '')
  return {
    name,
    actor: environment['GITHUB_TRIGGERING_ACTOR'] ?? environment['GITHUB_ACTOR'] ?? null,
    attempt: attemptIn(environment),
    cron: event.schedule ?? null,
    defaultBranch: defaultBranchOf(event, name, ref),
    ref,
    triggeredAt: parseInstant(event.workflow_run?.created_at),
    pullRequest: pullRequestOf(name, event, { home, actor: environment['GITHUB_ACTOR'] ?? '' }),
  }
}

/** 1 where the runner does not tell. */
function attemptIn({ GITHUB_RUN_ATTEMPT: given = '' }: NodeJS.ProcessEnv): number {
  return /^[1-9]\d{0,5}$/.test(given) ? Number(given) : 1
}

/** A schedule runs on the default branch; its payload may lack the repository (docs/facts/github-actions.md#event-payloads). */
function defaultBranchOf({ repository }: Payload, eventName: string, ref: RunRef): string | null {
  const own = eventName === 'schedule' && ref.kind === 'branch' ? ref.branch : null
  return repository?.default_branch ?? own
}

/** `owner/name` of the repository that runs this workflow: from the payload, else from GITHUB_REPOSITORY. */
function homeOf({ repository }: Payload, environment: NodeJS.ProcessEnv): string | undefined {
  return repository?.full_name ?? environment['GITHUB_REPOSITORY']
}

/** Whether a person started this run. */
export function isManual({ name }: RunEvent): boolean {
  return name === 'workflow_dispatch'
}

/** `pull_request_target` runs with the secrets and the token of the base repository, whoever opened it. */
function pullRequestOf(
  name: string,
  event: Payload,
  { home, actor }: { readonly home: string | undefined; readonly actor: string },
): PullRequest | null {
  const pull = event.pull_request
  if (pull === undefined || !name.startsWith('pull_request')) return null
  const fromFork = home === undefined || pull.head?.repo?.full_name !== home
  const untrusted = name !== 'pull_request_target' && (fromFork || actor === 'dependabot[bot]')
  return { number: pull.number, untrusted }
}

/** Only runs of this repository count: a branch of a fork may have the name of the production branch. */
function triggeringRef(event: Payload, home: string | undefined): RunRef {
  const run = event.workflow_run
  if (run === undefined) return { kind: 'other', what: 'a workflow run that GitHub did not describe' }
  if (run.event.startsWith('pull_request')) return { kind: 'other', what: 'a run of a pull request' }
  if (home === undefined || run.head_repository?.full_name !== home) {
    return { kind: 'other', what: 'a run of another repository' }
  }
  return run.head_branch === null
    ? { kind: 'other', what: 'a run without a branch' }
    : { kind: 'branch', branch: run.head_branch }
}

function ownRef(eventName: string, ref: string): RunRef {
  if (eventName.startsWith('pull_request')) return { kind: 'other', what: 'a pull request' }
  if (ref.startsWith('refs/heads/')) return { kind: 'branch', branch: ref.slice('refs/heads/'.length) }
  if (ref.startsWith('refs/tags/'))
    return { kind: 'other', what: `the tag ${ref.slice('refs/tags/'.length)}` }
  return { kind: 'other', what: ref === '' ? 'no branch' : ref }
}

/** Whether a run refreshes (`real`), stops after the plan (`dry`), or does nothing at all (`off`). */
export type Mode =
  | { readonly kind: 'real' }
  | {
      readonly kind: 'dry'
      /** Completes "dry run: …". */
      readonly why: string
      /** Whether what landed in this run counts for production. */
      readonly onProduction: boolean
      /** The only reason is that it runs on another branch. */
      readonly byBranch?: boolean
    }
  | { readonly kind: 'off' }

/** Whether what landed in this run counts for production. */
export function isOnProduction(mode: Mode): boolean {
  return mode.kind === 'real' || (mode.kind === 'dry' && mode.onProduction)
}

interface ModeInputs {
  readonly dryRun: 'auto' | boolean
  readonly productionBranch: string | null
}

/** A warning if a schedule runs on a branch other than production's: none of its runs refreshes, and nobody notices. */
export function scheduleProblems(
  { name, ref }: RunEvent,
  { dryRun, productionBranch }: ModeInputs,
): Message[] {
  if (name !== 'schedule' || dryRun !== 'auto' || productionBranch === null) return []
  if (ref.kind !== 'branch' || ref.branch === productionBranch) return []
  return [message('AE-SCHEDULE-NEVER-REFRESHES', { production: productionBranch, branch: ref.branch })]
}

/** A warning if a run on a branch is a dry run only because its event does not name the default branch. */
export function branchProblems(
  { name, ref, defaultBranch }: RunEvent,
  { dryRun, productionBranch }: ModeInputs,
): Message[] {
  if (dryRun !== 'auto' || (productionBranch ?? defaultBranch) !== null || ref.kind !== 'branch') return []
  return [message('AE-DEFAULT-BRANCH-UNKNOWN', { event: name, branch: ref.branch })]
}

/**
 * Whether this run may refresh. `auto` is real only on the production branch; a pull request is never real. A dry run on the
 * production branch still saves what landed (docs/state.md#what-is-kept); any other dry run saves nothing.
 */
export function modeOf(event: RunEvent, inputs: ModeInputs): Exclude<Mode, { kind: 'off' }> {
  const production = inputs.productionBranch ?? event.defaultBranch
  const onProduction = event.ref.kind === 'branch' && event.ref.branch === production
  if (inputs.dryRun === true) return { kind: 'dry', why: 'dry-run is true', onProduction }
  const asked = inputs.dryRun === false && !event.name.startsWith('pull_request')
  if (asked || onProduction) return { kind: 'real' }
  const here = event.ref.kind === 'branch' ? `branch ${event.ref.branch}` : event.ref.what
  const there =
    production === null
      ? 'and GitHub did not name the default branch: set production-branch'
      : `not the production branch ${production}`
  return {
    kind: 'dry',
    why: `this is ${here}, ${there}`,
    onProduction: false,
    ...(event.ref.kind === 'branch' && { byBranch: true }),
  }
}
