import type { Action } from './action.js'
import { declaredExposures } from './exposures/declared.js'
import { addressOf, isSwitchedOff, SWITCHED_OFF } from './inputs.js'
import { openProject } from './project.js'
import { begin, conclude, type Run, say, takeInputs } from './run.js'

/** One run of the action, from its inputs to its report. Never rejects; returns the exit code. */
export async function main(action: Action): Promise<number> {
  const run = await begin(action)
  return conclude(run, refreshExposures(run))
}

async function refreshExposures(run: Run): Promise<void> {
  const { action, draft, event } = run
  if (isSwitchedOff(action.environment)) {
    say(run, 'notice', SWITCHED_OFF)
    return
  }
  const inputs = takeInputs(run)
  const project = await openProject(run, inputs)
  const declared = declaredExposures(project.manifest, addressOf(inputs), inputs.policy.buildAfter.minutes)
  draft.declared(declared)
  if (event.pullRequest !== null)
    return (await import('./pull-request.js')).previewPullRequest(run, { inputs, project, declared })
  if (declared.ours.length === 0 && inputs.discover === null) return
  const steps = await import('./steps.js')
  const memory = await steps.openMemory(run, inputs)
  const landed = steps.noteFacts(run, project, memory)
  const chosen = steps.choose(run, declared, { project, inputs })
  if (chosen.ours.length === 0 && inputs.discover === null) return
  await steps.onTableau(run, inputs, async (tableau) => {
    const resolved = await steps.findExtracts(run, { inputs, project, chosen, landed, memory }, tableau)
    await steps.settleEarlier(resolved.extracts, { ...action, ...memory, ...run, tableau })
    await steps.noteOthers(run, resolved, tableau)
    const input = steps.planRun(run, { inputs, project, chosen, resolved, memory })
    if (draft.mode.kind === 'real') await steps.refreshPlanned(run, { input, inputs, tableau, memory })
  })
}
