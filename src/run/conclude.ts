import { appendFile } from 'node:fs/promises'
import type { Milliseconds } from '../base/clock.js'
import { clauseOf, explanationOf, stackOf } from '../base/errors.js'
import { message, type Message, withId } from '../messages/message.js'
import { annotate } from '../report/outputs/annotations.js'
import { type Outputs, outputsOf, writePlanFile, writeSummaryFile } from '../report/outputs/outputs.js'
import { wrongSiteMessage } from '../report/other-sites.js'
import { counts, nameOf } from '../report/ranking.js'
import { hasErrors, type Report, type ReportRow } from '../report/report.js'
import { staleMessages } from '../report/staleness.js'
import { summaryMarkdown } from '../report/summary/summary.js'
import { list } from '../report/lists.js'
import { withPlaces } from './exposure-places.js'
import type { FailOn } from './inputs.js'
import { runLink } from './run-link.js'
import { type Action, temporaryFolder } from './ports.js'
import type { ReportDraft } from './report-draft.js'
import { report, reportStrayErrors, type Run } from './run.js'
import type { SavedState, SaveResult } from './saved-state.js'
import { EMPTY_STATE, type RefreshState } from '../state/state.js'

/**
 * Waits for the steps to end, saves the state and writes the report, whether they succeeded or failed. A cancelled run has
 * no time to save and leaves that to the post step. Never rejects.
 * @returns the exit code.
 */
export async function conclude(run: Run, steps: Promise<void>): Promise<number> {
  const { action, draft } = run
  const { signal } = action
  try {
    await Promise.race([steps, graceAfterSignal(action)])
  } catch (error) {
    run.log.detail(stackOf(error))
    // A cancelled run ends its calls in flight; their errors are not failures.
    if (!signal.aborted) draft.add({ error: explanationWithSite(error, draft) })
  }
  if (!signal.aborted) await locateUnresolved(run)
  reportUnresolved(run)
  reportStale(run)
  const told = signal.aborted ? NOTHING_TOLD : await reportNews(run)
  const isSaved = signal.aborted ? null : await inTime(save(run), action)
  if (signal.aborted) reportCancelled(run)
  if (!signal.aborted) await inTime(addSite(run), action)
  const finished = draft.finish(action.clock.now())
  reportStrayErrors(run, (problem) => action.runner.warning(withId(problem)))
  const isPublished = await publish(run, finished)
  // Last: only now can a later step send the news.
  if (isSaved === true && isPublished) await remember(run, told)
  return failed(finished, run.failOn) || signal.aborted ? 1 : 0
}

/** Explains an error. If a sign-in was refused and most exposures point at other sites, names the site as the cause. */
function explanationWithSite(error: unknown, { sites }: ReportDraft): Message {
  const explanation = explanationOf(error)
  const wrongSite = sites === null ? null : wrongSiteMessage(explanation, sites.counts, sites.address)
  return wrongSite ?? explanation
}

/** Finds the line of each unresolved exposure, for its annotation. */
async function locateUnresolved({ draft, workspace, log }: Run): Promise<void> {
  const { unresolved } = draft.parts
  if (unresolved.length === 0) return
  try {
    draft.add({ unresolved: await withPlaces(unresolved, draft.projects, workspace) })
  } catch (error) {
    log.detail(stackOf(error))
  }
}

/** Each unresolved exposure is a warning; `fail-on: unresolved` adds the error that fails the step. */
function reportUnresolved(run: Run): void {
  const { unresolved, misdirected, error } = run.draft.parts
  if (error !== null || !run.failOn.includes('unresolved')) return
  if (misdirected > 0) run.draft.add({ notices: [message('AE-SITE-MISMATCH-FAILS')] })
  if (unresolved.length === 0) return
  const exposures = list(unresolved.map(({ exposure }) => exposure))
  run.draft.add({ notices: [message('AE-UNRESOLVED-FAILS', { exposures })] })
}

/** Judged at the end, since a refresh of this run makes data fresh. */
function reportStale({ draft, action, failOn }: Run): void {
  draft.add({ notices: staleMessages(draft.finish(action.clock.now()), failOn.includes('stale')) })
}

const NOTHING_TOLD: RefreshState['told'] = new Map()

/** Returns what is to be remembered as told. A cancelled run leaves its news to the next one. */
async function reportNews(run: Run): Promise<RefreshState['told']> {
  const { draft, action, state, notifyFile, workspace } = run
  if (notifyFile === null) return NOTHING_TOLD
  const known = state?.journal.state.told ?? null
  const finished = draft.finish(action.clock.now())
  const link = runLink(action.environment)
  const written = await attempt(run, 'notify-file', async () => {
    const { writeNews } = await import('./news.js')
    return writeNews({ path: notifyFile, workspace, report: finished, run: link, known })
  })
  if (written === null) return NOTHING_TOLD
  report(run, written.found)
  return written.told
}

/** Saves the state again. If that fails, owners hear twice, which is better than never; a cancelled job sends nothing. */
async function remember(run: Run, told: RefreshState['told']): Promise<void> {
  const { state, action } = run
  if (state === null || told.size === 0 || action.signal.aborted) return
  state.journal.update({ ...EMPTY_STATE, told })
  const result = await inTime(saved(run, state), action)
  for (const problem of result?.problems ?? []) action.runner.warning(withId(problem))
}

/** Returns whether all was saved. */
async function save(run: Run): Promise<boolean> {
  if (run.state === null) return true
  const { problems, landingsSaved } = await saved(run, run.state)
  const { error, misdirected, builds } = run.draft.parts
  run.draft.add({ notices: problems })
  const isCutShort = error !== null || misdirected > 0
  const hasLanded = run.draft.hasNews && builds.some(({ landed }) => landed > 0)
  if (isCutShort && hasLanded && landingsSaved) run.draft.add({ notices: [message('AE-LANDINGS-SAVED')] })
  return problems.length === 0
}

/** A failed save must not prevent the report. */
async function saved({ log }: Run, state: SavedState): Promise<SaveResult> {
  try {
    return await state.save()
  } catch (error) {
    log.detail(stackOf(error))
    return { problems: [message('AE-STATE-SAVE-FAILED', { why: clauseOf(error) })], landingsSaved: false }
  }
}

/** Writes the site. It shows the report so far, to which it only adds its own problems. */
async function addSite(run: Run): Promise<void> {
  const { site, state, workspace, draft, action } = run
  if (site === null || state === null) return
  if (draft.parts.mode.kind === 'dry') {
    run.log.line('A dry run writes no site')
    return
  }
  await attempt(run, 'site', async () => {
    const { writeSite } = await import('./site-folder.js')
    const context = { state: state.journal.state, workspace }
    report(run, await writeSite(site, draft.finish(action.clock.now()), context))
  })
}

/** A cancelled step has 7.5 seconds (docs/facts/github-actions.md#cancelled-steps), and the report needs some of them. */
const GRACE: Milliseconds = 5_000

function reportCancelled(run: Run): void {
  const { draft } = run
  draft.add({ cancelled: true, notices: [cancelledMessage(draft.parts.rows, run.onCancel)] })
}

/** With `on-cancel: cancel`, only what Tableau did not agree to cancel is left running. */
function cancelledMessage(rows: readonly ReportRow[], onCancel: Run['onCancel']): Message {
  if (rows.length === 0) return message('AE-RUN-CANCELLED-EARLY')
  const running = rows.filter(({ result }) => result?.outcome === 'requested')
  if (running.length === 0) return message('AE-RUN-CANCELLED')
  const refreshes = running.length === 1 ? '1 refresh continues' : `${running.length} refreshes continue`
  return onCancel === 'cancel'
    ? message('AE-REFRESHES-NOT-CANCELLED', { extracts: list(running.map(nameOf)), refreshes })
    : message('AE-REFRESHES-CONTINUE', { refreshes })
}

/** The result of this work; null if the grace of a cancelled step ends first. */
async function inTime<T>(work: Promise<T>, action: Action): Promise<T | null> {
  return Promise.race([work, graceAfterSignal(action).then(() => null)])
}

function graceAfterSignal({ signal, clock }: Action): Promise<void> {
  return new Promise((resolve) => {
    const wait = (): void => void clock.sleep(GRACE).then(() => resolve())
    if (signal.aborted) wait()
    else signal.addEventListener('abort', wait, { once: true })
  })
}

/** Returns whether the outputs are set. */
async function publish(run: Run, report: Report): Promise<boolean> {
  const { runner, environment, signal } = run.action
  const folder = temporaryFolder(environment)
  await attempt(run, 'annotations', () => annotate(report, runner))
  await attempt(run, 'log', () => run.log.done(report, run.failOn.includes('failure')))
  const plan = await attempt(run, 'plan file', () => writePlanFile(folder, report))
  await attempt(run, 'summary', () => writeSummary(environment['GITHUB_STEP_SUMMARY'], report))
  // A cancelled step has no time for a file without a size limit.
  const summary = signal.aborted
    ? null
    : await attempt(run, 'summary file', () => writeSummaryFile(folder, report))
  const isSet = await attempt(run, 'outputs', () => setOutputs(run, outputsOf(report, { plan, summary })))
  return isSet === true
}

async function writeSummary(path: string | undefined, report: Report): Promise<void> {
  if (path !== undefined && path !== '') await appendFile(path, `${summaryMarkdown(report)}\n`)
}

/** Returns whether all are set. */
function setOutputs({ action: { runner } }: Run, outputs: Outputs): boolean {
  const missing: string[] = []
  let why = ''
  for (const [name, value] of Object.entries<string>({ ...outputs })) {
    try {
      runner.setOutput(name, value)
    } catch (error) {
      missing.push(name)
      why = clauseOf(error)
    }
  }
  if (missing.length > 0)
    runner.warning(withId(message('AE-OUTPUTS-NOT-WRITTEN', { outputs: missing.join(', '), why })))
  return missing.length === 0
}

/** Runs `write`; a failure is a warning and returns null, so that the other outputs are still written. */
async function attempt<T>(run: Run, what: string, write: () => T | Promise<T>): Promise<T | null> {
  try {
    return await write()
  } catch (error) {
    run.log.detail(stackOf(error))
    run.action.runner.warning(withId(message('AE-NOT-WRITTEN', { what, why: clauseOf(error) })))
    return null
  }
}

function failed(report: Report, failOn: readonly FailOn[]): boolean {
  return (
    report.error !== null || hasErrors(report) || (failOn.includes('failure') && counts(report).failed > 0)
  )
}
