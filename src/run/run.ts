import { appendFile, readFile } from 'node:fs/promises'
import { type Action, temporaryFolder } from './ports.js'
import type { Milliseconds } from '../base/clock.js'
import { sentenceOf, stackOf } from '../base/errors.js'
import { isManual, modeOf, readEvent, type RunEvent } from '../github/event.js'
import { type FailOn, type FirstInputs, type Inputs, readFirstInputs, readInputs } from './inputs.js'
import type { Memory, SavedMemory } from './saved-state.js'
import type { Notice } from '../base/notice.js'
import { PreparationLimit } from './preparation-limit.js'
import { annotate } from '../report/outputs/annotations.js'
import { Draft } from './report-draft.js'
import { createRunLog, type RunLog } from '../report/log/log.js'
import { type Outputs, outputsOf, writePlanFile } from '../report/outputs/outputs.js'
import { hasErrors, type Report } from '../report/report.js'
import { counts } from '../report/ranking.js'
import { summaryMarkdown } from '../report/summary/summary.js'
import { list } from '../report/words.js'
import { tellOnce } from '../base/stray-errors.js'

/** One run as it goes: what it was given, and what has become known so far. */
export interface Run {
  readonly action: Action
  readonly event: RunEvent
  readonly workspace: string
  readonly draft: Draft
  readonly log: RunLog
  readonly preparation: PreparationLimit
  /** Which rows make the step fail. */
  failOn: readonly FailOn[]
  /** Null until there is something to remember. */
  memory: Memory | null
}

export async function begin(action: Action): Promise<Run> {
  const { environment, clock, runner } = action
  const { payload, problem } = await readPayload(environment['GITHUB_EVENT_PATH'])
  const event = readEvent(environment, payload)
  const run: Run = {
    action,
    event,
    workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    draft: new Draft({ event: event.name, actor: event.actor, startedAt: clock.now() }),
    log: createRunLog(runner, clock),
    preparation: new PreparationLimit(clock),
    failOn: [],
    memory: null,
  }
  if (problem !== null) say(run, 'warning', problem)
  tellStrayErrors(run, (sentence) => say(run, 'warning', sentence))
  return run
}

function tellStrayErrors({ action, log }: Run, tell: (sentence: string) => void): void {
  action.strayErrors.tellTo(tellOnce((stack) => log.detail(stack), tell))
}

async function readPayload(path: string | undefined): Promise<{ payload: unknown; problem: string | null }> {
  try {
    return { payload: path === undefined ? null : JSON.parse(await readFile(path, 'utf8')), problem: null }
  } catch (error) {
    const problem = `The event of this run cannot be read from GITHUB_EVENT_PATH (${sentenceOf(error)}): its cron and the default branch are not known, so only production-branch can make this a real run.`
    return { payload: null, problem }
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
 * leaves saving to the post step, also where it is cancelled while it saves: the runner gives it no time. Returns the exit code; never rejects.
 */
export async function conclude(run: Run, story: Promise<void>): Promise<number> {
  const { action, draft } = run
  const { signal } = action
  try {
    await Promise.race([story, graceAfterSignal(action)])
  } catch (error) {
    run.log.detail(stackOf(error))
    draft.error = sentenceOf(error)
  }
  sayUnresolved(run)
  if (!signal.aborted) await Promise.race([save(run), graceAfterSignal(action)])
  if (signal.aborted) sayCancelled(run)
  const report = draft.finish(action.clock.now())
  tellStrayErrors(run, (sentence) => action.runner.warning(sentence))
  await publish(run, report)
  return failed(report, run.failOn) || signal.aborted ? 1 : 0
}

/** Unresolved exposures are warnings; that the step fails on them is an error of its own. */
function sayUnresolved(run: Run): void {
  const { unresolved, misdirected, error } = run.draft
  if (error !== null || !run.failOn.includes('unresolved')) return
  const fails = (why: string): void => say(run, 'error', `fail-on names unresolved: ${why}.`)
  if (misdirected > 0) fails("none of the exposures is of this run's Tableau site")
  if (unresolved.length === 0) return
  const count = unresolved.length === 1 ? '1 exposure is' : `${unresolved.length} exposures are`
  fails(`${count} unresolved (${list(unresolved.map(({ exposure }) => exposure))})`)
}

async function save(run: Run): Promise<void> {
  if (run.memory === null) return
  const { problems, keepsLandings } = await saved(run, run.memory)
  const { error, misdirected, builds } = run.draft
  sayAll(run, 'warning', problems)
  const isCutShort = error !== null || misdirected > 0
  if (isCutShort && builds.length > 0 && keepsLandings) say(run, 'notice', KEPT)
}

/** The report does not depend on what becomes of the state. */
async function saved({ log }: Run, memory: Memory): Promise<SavedMemory> {
  try {
    return await memory.save()
  } catch (error) {
    log.detail(stackOf(error))
    return {
      problems: [`The state of this run could not be saved: ${sentenceOf(error)}`],
      keepsLandings: false,
    }
  }
}

const KEPT = 'What landed in this build is kept all the same: the next run that reaches Tableau refreshes it.'

/** A cancelled step has 7.5 seconds (docs/facts/github-actions.md#cancelled-steps); by then everything is written. */
const GRACE: Milliseconds = 5_000

function sayCancelled(run: Run): void {
  const { draft } = run
  draft.cancelled = true
  const what =
    draft.rows.length === 0
      ? 'before it asked for a refresh'
      : 'and the next run learns from Tableau how its refreshes ended'
  say(run, 'warning', `This run was cancelled ${what}.`)
}

function graceAfterSignal({ signal, clock }: Action): Promise<void> {
  return new Promise((resolve) => {
    const wait = (): void => void clock.sleep(GRACE).then(() => resolve())
    if (signal.aborted) wait()
    else signal.addEventListener('abort', wait, { once: true })
  })
}

async function publish(run: Run, report: Report): Promise<void> {
  const { runner, environment } = run.action
  await attempt(run, 'log', () => run.log.done(report))
  await attempt(run, 'annotations', () => annotate(report, runner))
  const planFile = await attempt(run, 'plan file', () => writePlanFile(temporaryFolder(environment), report))
  await attempt(run, 'summary', () => writeSummary(environment['GITHUB_STEP_SUMMARY'], report))
  await attempt(run, 'outputs', () => setOutputs(run, outputsOf(report, planFile ?? '')))
}

async function writeSummary(path: string | undefined, report: Report): Promise<void> {
  if (path !== undefined && path !== '') await appendFile(path, `${summaryMarkdown(report)}\n`)
}

function setOutputs({ action: { runner } }: Run, outputs: Outputs): void {
  const missing: string[] = []
  let why = ''
  for (const [name, value] of Object.entries<string>({ ...outputs })) {
    try {
      runner.setOutput(name, value)
    } catch (error) {
      missing.push(name)
      why = sentenceOf(error)
    }
  }
  if (missing.length > 0)
    runner.warning(
      `Later steps do not see the outputs ${missing.join(', ')}, which could not be written: ${why}`,
    )
}

/** Telling one thing must not depend on whether another could be told; null where it could not. */
async function attempt<T>(run: Run, what: string, tell: () => T | Promise<T>): Promise<T | null> {
  try {
    return await tell()
  } catch (error) {
    run.log.detail(stackOf(error))
    run.action.runner.warning(`The ${what} of this run could not be written: ${sentenceOf(error)}`)
    return null
  }
}

function failed(report: Report, failOn: readonly FailOn[]): boolean {
  return (
    report.error !== null || hasErrors(report) || (failOn.includes('failure') && counts(report).failed > 0)
  )
}
