import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathWithin } from '../base/paths.js'
import type { Artifacts } from '../dbt/facts.js'
import type { FindFile } from '../dbt/failure-details.js'
import { projectFolder } from '../dbt/project-folder.js'

/**
 * Finds the files of the nodes of these projects. A node of a package has none here: its path is relative to the package,
 * which lies outside the repository or is not committed.
 */
export async function nodeFiles(
  builds: readonly { readonly manifest: Pick<Artifacts['manifest'], 'path' | 'projectName'> }[],
  workspace: string,
): Promise<FindFile> {
  const folders = new Map<string, string>()
  for (const { manifest } of builds) {
    const { projectName, path } = manifest
    if (projectName !== null) folders.set(projectName, await projectFolder(workspace, path))
  }
  return ({ packageName, path }) => {
    const folder = folders.get(packageName)
    if (folder === undefined || path === '') return null
    const file = resolve(workspace, folder, path)
    const within = pathWithin(workspace, file)
    return within === null ? null : { path: within, exists: existsSync(file) }
  }
}
