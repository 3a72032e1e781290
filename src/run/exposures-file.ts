import { ConfigurationError, sentenceOf } from '../base/errors.js'
import { pointedAt } from '../exposures/declared.js'
import type { Discovery } from '../exposures/discovery/types.js'
import { addressOf, type Inputs } from './inputs.js'
import type { Project } from './project.js'
import { type Run, say, sayAll } from './run.js'
import { readWorkspaceFile, workspaceFile, writeWorkspaceFile } from './workspace-file.js'

interface ToWrite {
  readonly inputs: Inputs
  readonly project: Project
  readonly discovery: Discovery
}

/**
 * Writes the exposures-file, in dry runs too: it changes nothing but the checkout. What is wrong with it makes the step
 * fail, but holds no refresh back.
 */
export async function writeExposures(run: Run, { inputs, project, discovery }: ToWrite): Promise<void> {
  if (inputs.exposuresFile === null) return
  try {
    const file = await workspaceFile('exposures-file', inputs.exposuresFile, run.workspace)
    const text = await readWorkspaceFile(file)
    const { exposuresFile } = await import('../exposures/file/exposures-file.js')
    const made = exposuresFile({
      text,
      shown: file.shown,
      discovery,
      manifest: { nodes: project.manifest.nodes, projectName: projectNameOf(project) },
      exposures: project.builds.flatMap(({ manifest: { pointers } }) =>
        pointers.map((pointer) => ({
          name: pointer.name,
          references: pointedAt([pointer], addressOf(inputs)),
        })),
      ),
    })
    if (made.text !== text) await writeWorkspaceFile(file, made.text)
    run.draft.exposuresFile = file.shown
    sayAll(run, 'warning', made.notices)
    run.log.line(
      `Exposures of ${file.shown}: ${made.entries}, of these ${made.added} new; ${made.removed} removed`,
    )
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    say(run, 'error', sentenceOf(error))
  }
}

/** Empty where there are several projects: then every model is named with its own. */
function projectNameOf({ builds }: Project): string | null {
  const [name = null, ...others] = new Set(builds.map(({ manifest }) => manifest.projectName))
  return others.length === 0 ? name : ''
}
