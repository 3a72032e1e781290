import { randomUUID } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Action } from './action.js'
import type { Milliseconds } from './clock.js'
import { sentenceOf } from './errors.js'
import { isManual, modeOf, readEvent, type RunEvent } from './github/event.js'
import { type FailOn, type FirstInputs, type Inputs, readFirstInputs, readInputs } from './inputs.js'
import type { Memory } from './memory.js'
import type { Notice } from './notice.js'
import { annotate } from './report/annotations.js'
import { Draft } from './report/draft.js'
import { createRunLog, type RunLog } from './report/log.js'
import { outputsOf, writePlanFile } from './report/outputs.js'
import { counts, type Report } from './report/report.js'
import { summaryMarkdown } from './report/summary.js'

/** One run as it goes: what it was given, and what has become known so far. */
export interface Run {
  readonly action: Action
  readonly event: RunEvent
  readonly workspace: string
  readonly draft: Draft
  readonly log: RunLog
  /** Which rows make the step fail. */
  failOn: readonly FailOn[]
  /** Null until there is something to remember. */
  memory: Memory | null
}

export async function begin(action: Action): Promise<Run> {
  const { environment, clock, runner } = action
  const event = readEvent(environment, await readPayload(environment['GITHUB_EVENT_PATH']))
  return {
    action,
    event,
    workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    draft: new Draft({ event: event.name, actor: event.actor, startedAt: clock.now() }),
    log: createRunLog(runner, clock),
    failOn: [],
    memory: null,
  }
}

async function readPayload(path: string | undefined): Promise<unknown> {
  try {
    return path === undefined ? null : JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}

/**
 * The inputs without which no facts can be noted, and what they mean for the run: whether it is real.
 * @throws ConfigurationError
 */
export function takeFirstInputs({ action, draft, event }: Run): FirstInputs {
  const first = readFirstInputs((name) => action.runner.getInput(name))
  draft.mode = modeOf(event, first)
  return first
}

/**
 * All that the workflow's author asked for, and what it means for the run as a whole.
 * @throws ConfigurationError
 */
export function takeInputs(run: Run): Inputs {
  const { action, draft, event } = run
  const lacksSecrets = event.pullRequest?.untrusted ?? false
  const inputs = readInputs((name) => action.runner.getInput(name), action.environment, lacksSecrets)
  run.failOn = inputs.failOn
  draft.asked = {
    manual: isManual(event),
    force: inputs.policy.force,
    select: textOf(inputs.selection.select),
    exclude: textOf(inputs.selection.exclude),
  }
  return inputs
}

function textOf(parts: Inputs['selection']['select']): string {
  return parts.map(({ text }) => text).join(' ')
}

export function say({ draft }: Run, level: Notice['level'], ...messages: readonly string[]): void {
  for (const message of messages) draft.notices.push({ level, message })
}

/** The same for as many as there are: an argument list ends where the stack does. */
export function sayAll(run: Run, level: Notice['level'], messages: Iterable<string>): void {
  for (const message of messages) say(run, level, message)
}

export function note({ draft }: Run, notices: Iterable<Notice>): void {
  for (const notice of notices) draft.notices.push(notice)
}

/**
 * Waits for the story to end, well or badly, then saves the state and tells all there is to tell. A cancelled run
 * leaves saving to the post step: the runner gives it no time. Returns the exit code; never rejects.
 */
export async function conclude(run: Run, story: Promise<void>): Promise<number> {
  const { action, draft } = run
  const { signal } = action
  try {
    await Promise.race([story, graceAfterSignal(action)])
  } catch (error) {
    run.log.detail(error instanceof Error && error.stack !== undefined ? error.stack : String(error))
    draft.error = sentenceOf(error)
  }
  if (signal.aborted) say(run, 'warning', CANCELLED)
  else await save(run)
  const report = draft.finish(action.clock.now())
  await publish(run, report)
  return failed(report, run.failOn) || signal.aborted ? 1 : 0
}

async function save(run: Run): Promise<void> {
  if (run.memory === null) return
  const { problems, keepsLandings } = await run.memory.save()
  const { error, builds } = run.draft
  sayAll(run, 'warning', problems)
  if (error !== null && builds.length > 0 && keepsLandings) say(run, 'notice', KEPT)
}

const KEPT = 'What landed in this build is kept all the same: the next run that reaches Tableau refreshes it.'

/** The runner kills a cancelled step 7.5 seconds after its signal; by then all is written (DESIGN §5, Death). */
const GRACE: Milliseconds = 5_000

const CANCELLED = 'This run was cancelled: the next run learns from Tableau how its refreshes ended.'

function graceAfterSignal({ signal, clock }: Action): Promise<void> {
  return new Promise((resolve) => {
    const wait = (): void => void clock.sleep(GRACE).then(() => resolve())
    if (signal.aborted) wait()
    else signal.addEventListener('abort', wait, { once: true })
  })
}

async function publish(run: Run, report: Report): Promise<void> {
  const { runner, environment } = run.action
  run.log.done(report)
  annotate(report, runner)
  const planFile = join(environment['RUNNER_TEMP'] ?? tmpdir(), `active-exposures-plan-${randomUUID()}.json`)
  await attempt(run, () => writePlanFile(planFile, report))
  await attempt(run, () => writeSummary(environment['GITHUB_STEP_SUMMARY'], report))
  for (const [name, value] of Object.entries<string>({ ...outputsOf(report, planFile) }))
    runner.setOutput(name, value)
}

async function writeSummary(path: string | undefined, report: Report): Promise<void> {
  if (path !== undefined && path !== '') await appendFile(path, `${summaryMarkdown(report)}\n`)
}

/** Telling one thing must not depend on whether another could be told. */
async function attempt(run: Run, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    run.action.runner.warning(`The report is incomplete: ${sentenceOf(error)}`)
  }
}

function failed(report: Report, failOn: readonly FailOn[]): boolean {
  return (
    report.error !== null ||
    report.notices.some(({ level }) => level === 'error') ||
    (failOn.includes('failure') && counts(report).failed > 0) ||
    (failOn.includes('unresolved') && report.unresolved.length > 0) ||
    (failOn.includes('drift') && (report.drift?.drift.length ?? 0) > 0)
  )
}
