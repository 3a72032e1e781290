import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readFileCommands } from './file-commands.js'
import { type Ended, type Entry, runInSharedProcess } from './shared-process.js'
import type { MovedClock } from './time.js'
import { type Command, readCommand } from './workflow-commands.js'

const ROOT = join(import.meta.dirname, '../..')
/** As a URL, because Node reads a drive letter as a protocol. */
const PRELOAD = pathToFileURL(join(import.meta.dirname, 'preload.mjs')).href

export interface WorkflowEvent {
  readonly name: string
  readonly ref?: string
  readonly actor?: string
  readonly payload?: Readonly<Record<string, unknown>>
}

/** A step of a job that uses the action. */
export interface Step {
  readonly workspace: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly event?: WorkflowEvent
  readonly runId?: string
  readonly attempt?: string
  /** The virtual time of the process. Default: the real time. */
  readonly clock?: MovedClock
  /** Environment variables of the job, such as those of services. */
  readonly environment?: Readonly<Record<string, string>>
  /** Path of the Node to run it with. Default: the one of this process. */
  readonly node?: string
  /** Runs main in a process that other steps share (shared-process.ts), if it has a clock and no `onStart`. */
  readonly shared?: boolean
  /** Called when the process of main has started. */
  readonly onStart?: (process: ChildProcess) => void
}

export interface StepResult {
  /** Null when a signal killed it. */
  readonly exitCode: number | null
  /** The log as people see it: secrets masked, commands as annotations, without debug lines. */
  readonly log: string
  /** Standard output and standard error, unchanged. */
  readonly raw: string
  readonly commands: readonly Command[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** What main saved for the post step. */
  readonly state: Readonly<Record<string, string>>
}

/** Runs main, then the post step with what main saved, as the runner does (`post-if: always()`). */
export async function runAction(step: Step): Promise<{ main: StepResult; post: StepResult }> {
  const main = await runEntry('index.js', step, {})
  const post = await runPost(step, main)
  return { main, post }
}

export async function runMain(step: Step): Promise<StepResult> {
  return runEntry('index.js', step, {})
}

export async function runPost(step: Step, { state }: Pick<StepResult, 'state'>): Promise<StepResult> {
  const saved = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value] as const)
  return runEntry('post.js', { ...step, onStart: () => undefined }, Object.fromEntries(saved))
}

async function runEntry(entry: string, step: Step, state: Record<string, string>): Promise<StepResult> {
  const temp = mkdtempSync(join(tmpdir(), 'runner-'))
  const file = (name: string): string => {
    const path = join(temp, name)
    writeFileSync(path, '')
    return path
  }
  const files = {
    output: file('output'),
    state: file('state'),
    summary: file('summary'),
    event: file('event.json'),
  }
  writeFileSync(files.event, JSON.stringify(payloadOf(step.event)))
  mkdirSync(join(temp, 'temp'))
  const entryPoint = {
    node: step.node ?? process.execPath,
    file: join(ROOT, 'dist', entry),
    cwd: step.workspace,
    environment: {
      // PROGRAMFILES is where @actions/cache looks for the tar of Git on Windows.
      ...fromHere('PATH', 'TZ', 'PROGRAMFILES'),
      ...runnerEnvironment(step, files),
      RUNNER_TEMP: join(temp, 'temp'),
      ...state,
      ...step.clock?.environment,
      ...step.environment,
    },
  }
  const { clock, shared = false, onStart } = step
  const { exitCode, raw } =
    shared && entry === 'index.js' && clock !== undefined && onStart === undefined
      ? await runInSharedProcess({ ...entryPoint, clock })
      : await runInNewProcess(entryPoint, step)
  return { exitCode, raw, ...readOutput(raw), ...readFiles(files) }
}

async function runInNewProcess(
  { node, file, cwd, environment }: Omit<Entry, 'clock'>,
  { clock, onStart }: Step,
): Promise<Ended> {
  const child = spawn(node, ['--import', PRELOAD, file], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', ...(clock === undefined ? [] : ['ipc' as const])],
    env: environment,
  })
  clock?.attach(child)
  let raw = ''
  for (const output of [child.stdout, child.stderr])
    output?.on('data', (chunk: Buffer) => (raw += chunk.toString()))
  onStart?.(child)
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { exitCode, raw }
}

/** Those of these environment variables that are set in this process. */
function fromHere(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function runnerEnvironment(
  { workspace, inputs = {}, event, runId = '1', attempt = '1' }: Step,
  files: Readonly<Record<'output' | 'state' | 'summary' | 'event', string>>,
): Record<string, string> {
  const given = { ...defaultInputs(), ...inputs }
  const named = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const)
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: event?.actor ?? 'ada',
    GITHUB_EVENT_NAME: event?.name ?? 'schedule',
    GITHUB_EVENT_PATH: files.event,
    GITHUB_OUTPUT: files.output,
    GITHUB_REF: event?.ref ?? 'refs/heads/main',
    GITHUB_REPOSITORY: 'acme/analytics',
    GITHUB_RUN_ATTEMPT: attempt,
    GITHUB_RUN_ID: runId,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_STATE: files.state,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_WORKSPACE: workspace,
    RUNNER_OS: 'Linux',
    RUNNER_DEBUG: '1',
    ...Object.fromEntries(named),
  }
}

/** The defaults in action.yml, which the runner passes like given inputs. */
function defaultInputs(): Record<string, string> {
  const lines = readFileSync(join(ROOT, 'action.yml'), 'utf8').split('\n')
  const defaults: Record<string, string> = {}
  let name = ''
  for (const line of lines.slice(lines.indexOf('inputs:'), lines.indexOf('outputs:'))) {
    name = /^ {2}([a-z-]+):$/.exec(line)?.[1] ?? name
    const value = /^ {4}default: (.*)$/.exec(line)?.[1]
    if (name !== '') defaults[name] = value === undefined ? (defaults[name] ?? '') : literal(value)
  }
  return defaults
}

/** A YAML scalar. The only expression, `github.token`, is empty unless a test sets the input. */
function literal(value: string): string {
  return value.startsWith('${{') ? '' : value.replace(/^'(.*)'$/, '$1')
}

function payloadOf(event: WorkflowEvent | undefined): object {
  return { repository: { default_branch: 'main', full_name: 'acme/analytics' }, ...event?.payload }
}

function readOutput(raw: string): Pick<StepResult, 'log' | 'commands'> {
  const lines = raw.split('\n')
  const commands = lines.flatMap((line) => readCommand(line) ?? [])
  const secrets = commands.filter(({ name }) => name === 'add-mask').map(({ message }) => message)
  const shown = lines.flatMap((line) => {
    const command = readCommand(line)
    if (command === null) return [line]
    const level = /^(error|warning|notice)$/.exec(command.name)?.[1]
    return level === undefined
      ? []
      : [`${level[0]?.toUpperCase() ?? ''}${level.slice(1)}: ${command.message}`]
  })
  const log = secrets
    .filter((secret) => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '***'), shown.join('\n'))
  return { log, commands }
}

function readFiles(
  files: Readonly<Record<'output' | 'state' | 'summary', string>>,
): Pick<StepResult, 'outputs' | 'state' | 'summary'> {
  const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')
  return {
    outputs: readFileCommands(read(files.output)),
    state: readFileCommands(read(files.state)),
    summary: read(files.summary),
  }
}
