import type { Action } from './action.js'
import { readDbtProject } from './dbt/artifacts.js'
import { declaredExposures } from './exposures/declared.js'
import { modeOf } from './github/event.js'
import { addressOf, isSwitchedOff, readInputs, SWITCHED_OFF } from './inputs.js'
import { begin, conclude, type Run, say } from './run.js'

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
  const inputs = readInputs((name) => action.runner.getInput(name), action.environment)
  run.failOn = inputs.failOn
  draft.mode = modeOf(event, inputs)
  const project = await readDbtProject(inputs.dbtArtifacts, run.workspace)
  const declared = declaredExposures(project.manifest, addressOf(inputs), inputs.policy.buildAfter.minutes)
  draft.declared(declared)
  if (declared.ours.length === 0) return
  const steps = await import('./steps.js')
  const memory = await steps.openMemory(run, inputs)
  steps.noteFacts(run, project, memory)
  await steps.onTableau(run, inputs, async (tableau) => {
    const resolved = await steps.resolveExposures(declared.ours, tableau, { ...project, ...inputs })
    await steps.settleEarlier(resolved.extracts, { ...action, ...memory, ...run, tableau })
    await steps.noteOthers(run, resolved, tableau)
    const input = steps.planInput(run, { inputs, project, declared, resolved, memory })
    const planned = steps.plan(input)
    draft.planned(planned)
    run.log.planned(planned, draft.mode)
    if (draft.mode.kind === 'real') await steps.refreshPlanned(run, { input, inputs, tableau, memory })
  })
}
