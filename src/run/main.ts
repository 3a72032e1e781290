import { buildSummaries, freshnessSummaries } from '../dbt/build-summary.js'
import { declaredExposures } from '../exposures/declared.js'
import { chooseExposures } from '../exposures/select/select.js'
import { branchProblems, modeOf, type PullRequest, readEvent, scheduleProblems } from '../github/event.js'
import type { Message } from '../messages/message.js'
import type { Plan } from '../plan/types.js'
import { attemptText } from '../report/attempt-text.js'
import { conclude } from './conclude.js'
import { findOtherSites, loadState, noteBuild, openCatalogue } from './first-steps.js'
import { readEventFile } from './event-file.js'
import { addressOf, readFirstInputs, readInputs, runOptions } from './inputs.js'
import type { Action } from './ports.js'
import { nodeFiles } from './node-files.js'
import { isWithoutExposures, readProject } from './project.js'
import { plannedRows } from './report-draft.js'
import { begin, report, type Run } from './run.js'
import type { BeforeTableau } from './tableau-steps.js'

/** One run of the action, from its inputs to its report. Never rejects; returns the exit code. */
export async function main(action: Action): Promise<number> {
  const { payload, problem } = await readEventFile(action.environment)
  const run = begin(action, readEvent(action.environment, payload))
  report(run, { notices: problem === null ? [] : [problem] })
  return conclude(run, refreshExposures(run, problem))
}

/** The steps of a run, in their order. A step returns what it found; only this file writes it to the report. */
async function refreshExposures(run: Run, eventProblem: Message | null): Promise<void> {
  const { action, event, startedAt, workspace } = run
  const { clock, environment, runner } = action
  const input = (name: string): string => runner.getInput(name)
  const first = readFirstInputs(input)
  const mode = modeOf(event, first)
  // An event that cannot be read has a warning that says the same.
  const unknown = eventProblem === null ? branchProblems(event, first) : []
  report(run, { mode, notices: [...scheduleProblems(event, first), ...unknown] })
  const built = first.dbtArtifacts === 'none' ? null : await readProject(first.dbtArtifacts, workspace)
  const artifacts = built?.builds ?? []
  report(run, { builds: artifacts.flatMap(buildSummaries), freshness: artifacts.flatMap(freshnessSummaries) })
  report(run, { notices: built?.notices ?? [] })
  const state = (run.state = await loadState(action, { mode, first, built }))
  const noted = await noteBuild(state, { built, event, first, startedAt, now: clock.now() })
  report(run, noted.found)
  if (built !== null && built.unreadable !== null) throw built.unreadable

  const inputs = readInputs(input, environment, event.pullRequest?.untrusted)
  run.failOn = inputs.failOn
  run.onCancel = inputs.onCancel
  run.notifyFile = inputs.notifyFile
  report(run, { options: runOptions(inputs, event) })
  report(run, { line: attemptText(run.draft.finish(clock.now())) })
  const site = addressOf(inputs)
  const { project, found } = built
    ? { project: built, found: {} }
    : await openCatalogue(state, site, clock.now())
  report(run, found)
  const declared = declaredExposures(project.manifest, site, inputs.policy.buildAfter.minutes)
  const { leftOut, unresolved } = declared
  const projects = project.builds.map(({ manifest }) => manifest)
  report(run, { owned: project.manifest.exposures, projects, leftOut, unresolved })
  report(run, findOtherSites(project, site))

  const { landed, slot } = noted
  const known = { mode, inputs, site, project, declared, landed, slot, state, reached: null }
  if (event.pullRequest === null) await planAndRefresh(run, known)
  else await reviewPullRequest(run, event.pullRequest, known)
}

/** The plan of the build after the merge, with production's nodes and without refreshes, and a comment about it. */
async function reviewPullRequest(run: Run, pull: PullRequest, known: BeforeTableau): Promise<void> {
  const { action, draft, workspace } = run
  const { openReview } = await import('./pull-request.js')
  const review = await openReview({ action, workspace, pull, known })
  report(run, review.found)
  const planned = await planAndRefresh(run, review.afterMerge)
  report(run, await review.impact(planned))
  report(run, await review.comment(draft.parts))
}

/** From the exposures to their refreshes. Returns the plan; null if there is nothing to plan, or no access to Tableau. */
async function planAndRefresh(run: Run, known: BeforeTableau): Promise<Plan | null> {
  const { action, event, log, preparation, workspace } = run
  const { clock, signal } = action
  const { mode, inputs, site, project, declared, state, slot, reached } = known
  if (state === null || isWithoutExposures(declared, inputs, project)) return null
  const steps = await import('./tableau-steps.js')
  const withoutAccess = steps.missingAccess(event.pullRequest, inputs)
  if (withoutAccess !== null) {
    report(run, { notices: [withoutAccess] })
    return null
  }
  const chosen = chooseExposures(declared, project.manifest, inputs.selection)
  report(run, { leftOut: chosen.leftOut, unresolved: chosen.unresolved, notices: chosen.switchedOff })
  if (isWithoutExposures(chosen, inputs, project)) {
    report(run, { notices: chosen.unmatched.values() })
    return null
  }
  report(run, { tableau: site })
  preparation.set(inputs.timeout)
  const { journal } = state
  const hooks = {
    beforeCall: preparation.check,
    log: (line: string) => log.detail(line),
    warn: (problem: Message) => report(run, { notices: [problem] }),
  }
  const mayWarn = steps.worksOnWarnings(inputs, journal)
  return steps.withSession(action, { ...inputs, mayWarn }, hooks, async (tableau) => {
    const now = clock.now()
    const { discovered, catalogue, found } = await steps.discover(known, { journal, now }, tableau)
    report(run, found)
    const resolved = await steps.findExtracts({ inputs, project, chosen, discovered, catalogue }, tableau)
    if (project.answers === null) {
      report(run, steps.saveCatalogue({ project, resolved, journal, now }))
      report(run, await steps.exportExposures({ inputs, site, project, workspace, discovered }))
      const written = run.draft.parts.exposuresFile
      const compared = { inputs, site, project, chosen, discovered, resolved, written }
      report(run, await steps.findDrift(compared, tableau))
    }
    const ports = { tableau, journal, clock, log }
    const { settled, ...ended } = await steps.settle(resolved, ports)
    report(run, ended.found)
    report(run, await steps.findForeignRefreshes(resolved, ports))
    const fileOf = await nodeFiles(project.builds, workspace)
    const to = { mode, inputs, project, slot, reached, event, state, chosen, resolved, fileOf }
    const { plan, shown, input, ...planning } = steps.planExtracts({ ...to, now: clock.now() })
    report(run, { ...plannedRows(shown), ...planning })
    log.planned(shown, mode, planning.forecast)
    if (inputs.site !== null) run.site = { ...inputs.site, project: project.manifest, resolved, input }
    if (mode.kind !== 'real') return plan
    report(run, steps.noticesBeforeRefresh({ inputs, settled, plan }, tableau))
    preparation.lift()
    report(run, await steps.refreshExtracts({ rows: plan.extracts, input, inputs, signal }, ports))
    report(run, steps.noticesAfterRefresh(settled, run.draft.parts.rows, inputs))
    const after = { report: run.draft.finish(clock.now()), inputs, project, resolved, action }
    report(run, await steps.setQualityWarnings(after, { ...ports, state }))
    return plan
  })
}
