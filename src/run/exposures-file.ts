import { ConfigurationError } from '../base/errors.js'
import { pointedAt } from '../exposures/declared.js'
import type { Discovery } from '../exposures/discovery/types.js'
import type { Message } from '../messages/message.js'
import type { SiteAddress } from '../tableau/server-address.js'
import type { Project } from './project.js'
import { readWorkspaceFile, workspaceFile, writeWorkspaceFile } from './workspace-file.js'

interface FileRequest {
  /** The input. */
  readonly path: string
  readonly workspace: string
  readonly project: Project
  readonly discovery: Discovery
  readonly site: SiteAddress | null
}

export interface WrittenFile {
  /** Relative to the workspace; null if it could not be written. */
  readonly path: string | null
  readonly line: string | null
  readonly notices: readonly Message[]
}

/**
 * Writes the exposures-file, in dry runs too, as it changes only the checkout. A problem fails the step, and holds back no
 * refresh.
 */
export async function writeExposuresFile(wanted: FileRequest): Promise<WrittenFile> {
  const { workspace, project, discovery, site } = wanted
  try {
    const file = await workspaceFile('exposures-file', wanted.path, workspace)
    const text = await readWorkspaceFile(file)
    const { exposuresFile } = await import('../exposures/file/exposures-file.js')
    const made = exposuresFile({
      text,
      displayPath: file.shown,
      discovery,
      manifest: { nodes: project.manifest.nodes, projectName: projectNameOf(project) },
      exposures: project.builds.flatMap(({ manifest: { pointers } }) =>
        pointers.map((pointer) => ({ name: pointer.name, references: pointedAt([pointer], site) })),
      ),
    })
    if (made.text !== text) await writeWorkspaceFile(file, made.text)
    return {
      path: file.shown,
      line: `Exposures of ${file.shown}: ${made.entries}, of these ${made.added} new; ${made.removed} removed`,
      notices: made.notices,
    }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { path: null, line: null, notices: [error.explanation] }
  }
}

/** Empty where there are several projects: then every model is named with its own. */
function projectNameOf({ builds }: Project): string | null {
  const [name = null, ...others] = new Set(builds.map(({ manifest }) => manifest.projectName))
  return others.length === 0 ? name : ''
}
