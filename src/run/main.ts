import type { Action } from './ports.js'
import { buildsRead } from '../dbt/build-summary.js'
import type { NodeKey } from '../dbt/types.js'
import { declaredExposures, pointsAtTableau } from '../exposures/declared.js'
import { directionsOf } from '../exposures/other-sites.js'
import { addressOf, type FirstInputs, isSwitchedOff, SWITCHED_OFF } from './inputs.js'
import { isWithoutExposures, type Project, readProject } from './project.js'
import { otherSiteWords } from '../report/other-sites.js'
import { begin, conclude, type Run, note, say, takeFirstInputs, takeInputs } from './run.js'
import type { SiteAddress } from '../tableau/server-address.js'

/** One run of the action, from its inputs to its report. Never rejects; returns the exit code. */
export async function main(action: Action): Promise<number> {
  const run = await begin(action)
  return conclude(run, refreshExposures(run))
}

async function refreshExposures(run: Run): Promise<void> {
  const { action, draft, event } = run
  if (isSwitchedOff(action.environment)) {
    draft.isSwitchedOff = true
    say(run, 'notice', SWITCHED_OFF)
    return
  }
  const noted = await noteBuild(run, takeFirstInputs(run))
  const inputs = takeInputs(run)
  const project = noted?.project ?? (await (await import('./catalogue.js')).openCatalogue(run, inputs))
  const declared = declaredExposures(project.manifest, addressOf(inputs), inputs.policy.buildAfter.minutes)
  draft.declared(declared)
  tellOtherSites(run, project, addressOf(inputs))
  if (event.pullRequest !== null)
    return (await import('./pull-request.js')).previewPullRequest(run, { inputs, project, declared })
  if (isWithoutExposures(declared, inputs, project)) return
  const steps = await import('./steps.js')
  const memory = await steps.openMemory(run, { stateScope: inputs.stateScope, site: addressOf(inputs) })
  const chosen = steps.choose(run, declared, { project, inputs })
  if (isWithoutExposures(chosen, inputs, project)) return
  const landed = noted?.landed ?? new Set()
  await steps.onTableau(run, inputs, async (tableau) => {
    const resolved = await steps.findExtracts(run, { inputs, project, chosen, landed, memory }, tableau)
    await steps.settleEarlier(resolved.extracts, { ...action, ...memory, ...run, tableau })
    await steps.noteOthers(run, resolved, tableau)
    const input = steps.planRun(run, { inputs, project, chosen, resolved, memory })
    if (draft.mode.kind === 'real') await steps.refreshPlanned(run, { input, inputs, tableau, memory })
  })
}

interface NotedBuild {
  readonly project: Project
  /** What is new to this Tableau site. */
  readonly landed: ReadonlySet<NodeKey>
}

/**
 * Facts first: what dbt has built is in state, and on disk, before anything else about this run can be wrong. Null where it
 * plans without dbt's files. Nothing is noted where no run of the project can ever need it, and on a pull request.
 */
async function noteBuild(run: Run, first: FirstInputs): Promise<NotedBuild | null> {
  if (first.dbtArtifacts === 'none') return null
  const project = await readProject(first.dbtArtifacts, run.workspace)
  run.draft.builds = project.builds.flatMap(buildsRead)
  note(run, project.notices)
  const isNeeded =
    first.discovers || project.manifest.exposures.some((one) => pointsAtTableau(one, first.site))
  if (!isNeeded || run.event.pullRequest !== null) return { project, landed: new Set() }
  const { noteFacts, openMemory } = await import('./facts.js')
  const memory = await openMemory(run, first)
  return { project, landed: noteFacts(run, project, memory) }
}

/** Exposures of another server or site: the usual case in a matrix over sites, and a mistake where there are no others. */
function tellOtherSites(run: Run, { manifest }: Project, address: SiteAddress | null): void {
  if (address === null) return
  const directions = directionsOf(manifest.exposures, address)
  const words = otherSiteWords(directions, address)
  if (words === null) return
  const isMistake = directions.here === 0
  run.log.line(words)
  say(run, isMistake ? 'warning' : 'notice', words)
  if (isMistake)
    run.draft.misdirected = directions.elsewhere.reduce((sum, { exposures }) => sum + exposures, 0)
}
