import { buildSummaries } from '../dbt/build-summary.js'
import type { NodeKey } from '../dbt/types.js'
import { declaredExposures, pointsAtTableau } from '../exposures/declared.js'
import { countBySite } from '../exposures/other-sites.js'
import { modeOf, readEvent } from '../github/event.js'
import { otherSiteMessage } from '../report/other-sites.js'
import { conclude } from './conclude.js'
import {
  addressOf,
  runOptions,
  type FirstInputs,
  type Inputs,
  readFirstInputs,
  readInputs,
} from './inputs.js'
import type { Action } from './ports.js'
import { readEventFile } from './event-file.js'
import { isWithoutExposures, type Project, readProject } from './project.js'
import { begin, type Run } from './run.js'

/** One run of the action, from its inputs to its report. Never rejects; returns the exit code. */
export async function main(action: Action): Promise<number> {
  const { payload, problem } = await readEventFile(action.environment)
  const run = begin(action, readEvent(action.environment, payload))
  if (problem !== null) run.draft.say(problem)
  return conclude(run, refreshExposures(run))
}

async function refreshExposures(run: Run): Promise<void> {
  const { action, draft, event, workspace } = run
  const { environment, runner } = action
  const input = (name: string): string => runner.getInput(name)
  const first = readFirstInputs(input)
  draft.mode = modeOf(event, first)
  const built = first.dbtArtifacts === 'none' ? null : await readProject(first.dbtArtifacts, workspace)
  draft.builds = built?.builds.flatMap(buildSummaries) ?? []
  draft.note(built?.notices ?? [])
  const landed = await noteBuild(run, first, built)

  const inputs = readInputs(input, environment, event.pullRequest?.untrusted)
  run.failOn = inputs.failOn
  draft.options = runOptions(inputs, event)
  const project = built ?? (await openCatalogue(run, inputs))
  const declared = declaredExposures(project.manifest, addressOf(inputs), inputs.policy.buildAfter.minutes)
  draft.owned = project.manifest.exposures
  draft.declared(declared)
  reportOtherSites(run, project, inputs)

  if (event.pullRequest !== null) {
    const { reviewPullRequest } = await import('./pull-request.js')
    return reviewPullRequest(run, event.pullRequest, { inputs, project, declared, landed })
  }
  if (run.state === null || isWithoutExposures(declared, inputs, project)) return
  const { planAndRefresh } = await import('./plan-and-refresh.js')
  await planAndRefresh(run, { inputs, project, declared, landed, state: run.state, reached: null })
}

/**
 * Facts first: what dbt built is in state, and on disk, before anything else in this run can go wrong. A project without
 * Tableau exposures needs no state, and loads none. Returns the nodes that landed since a run of this site last looked.
 */
async function noteBuild(run: Run, first: FirstInputs, built: Project | null): Promise<ReadonlySet<NodeKey>> {
  const { action, draft, event } = run
  const needsState =
    built === null
      ? first.site !== null
      : first.discovers || built.manifest.exposures.some((one) => pointsAtTableau(one, first.site))
  if (!needsState) return new Set()
  const { openState, problemsOf } = await import('./saved-state.js')
  run.state = await openState(action, draft.mode, first)
  if (built === null) return new Set()
  draft.note(problemsOf(run.state))
  const { noteFacts, slotOfRun } = await import('./facts.js')
  const now = action.clock.now()
  const { landed, fresh, notices: said } = noteFacts(built.builds, run.state.journal, { now, ...first })
  draft.slot = slotOfRun(event, fresh, draft.slot)
  draft.hasNews = fresh.length > 0
  // The build of a pull request says nothing of production.
  if (event.pullRequest === null) draft.note(said)
  return landed
}

/** The project as the newest run with dbt files saved it. */
async function openCatalogue({ action, draft, log, state }: Run, inputs: Inputs): Promise<Project> {
  const { catalogueAge, keptProject } = await import('./catalogue.js')
  const { project, builtAt, notices: problems } = keptProject(state, addressOf(inputs))
  draft.note(problems)
  draft.catalogueOf = builtAt
  const age = catalogueAge(builtAt, action.clock.now())
  log.line(age.line)
  draft.note(age.warnings)
  return project
}

/** Exposures of another server or site are normal in a matrix over sites, and probably a mistake if there are no others. */
function reportOtherSites({ draft, log }: Run, { manifest }: Project, inputs: Inputs): void {
  const address = addressOf(inputs)
  if (address === null) return
  const directions = countBySite(manifest.exposures, address)
  draft.sites = { counts: directions, address }
  const found = otherSiteMessage(directions, address)
  if (found === null) return
  log.line(found.message)
  draft.say(found)
  if (directions.here > 0) return
  draft.misdirected = directions.elsewhere.reduce((sum, { exposures }) => sum + exposures, 0)
}
