import { ConfigurationError } from '../base/errors.js'
import { linkedContent } from '../exposures/declared.js'
import type { Discovery } from '../exposures/discovery/types.js'
import type { Message } from '../messages/message.js'
import type { Report } from '../report/report.js'
import type { SiteAddress } from '../tableau/server-address.js'
import type { Project } from './project.js'
import { readWorkspaceFile, workspaceFile, writeWorkspaceFile } from './workspace-file.js'

interface FileRequest {
  /** The input `exposures-file`. */
  readonly path: string
  readonly workspace: string
  readonly project: Project
  readonly discovery: Discovery
  readonly site: SiteAddress | null
}

export interface WrittenFile {
  /** Null if it could not be written. */
  readonly exposuresFile: Report['exposuresFile']
  /** For the log; null if it could not be written. */
  readonly line: string | null
  readonly notices: readonly Message[]
}

/**
 * Writes the exposures-file, also in a dry run: it changes only the checkout. A configuration error fails the step, but
 * the refreshes go on.
 */
export async function writeExposuresFile(wanted: FileRequest): Promise<WrittenFile> {
  const { workspace, project, discovery, site } = wanted
  try {
    const target = await workspaceFile('exposures-file', wanted.path, workspace)
    const text = await readWorkspaceFile(target)
    const { exposuresFile } = await import('../exposures/file/exposures-file.js')
    const file = exposuresFile({
      text,
      displayPath: target.shown,
      discovery,
      manifest: { nodes: project.manifest.nodes, projectName: projectNameOf(project) },
      exposures: project.builds.flatMap(({ manifest: { exposureLinks } }) =>
        exposureLinks.map((pointer) => ({ name: pointer.name, references: linkedContent([pointer], site) })),
      ),
    })
    if (file.text !== text) await writeWorkspaceFile(target, file.text)
    const { luids, added, removed, notices } = file
    return {
      exposuresFile: { path: target.shown, luids, added, removed },
      line: `Exposures of ${target.shown}: ${luids.size}, of these ${added} new; ${removed} removed`,
      notices,
    }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { exposuresFile: null, line: null, notices: [error.explanation] }
  }
}

/** Empty for several projects: then the file names every model with its project. */
function projectNameOf({ builds }: Project): string | null {
  const [name = null, ...others] = new Set(builds.map(({ manifest }) => manifest.projectName))
  return others.length === 0 ? name : ''
}
