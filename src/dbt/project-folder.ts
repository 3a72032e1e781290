import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathWithin } from '../base/paths.js'

/** The folder of the manifest's dbt project, relative to the workspace; empty for the workspace itself, or if none is found. */
export async function projectFolder(workspace: string, manifestPath: string): Promise<string> {
  for (let folder = dirname(resolve(workspace, manifestPath)); ; folder = dirname(folder)) {
    const within = pathWithin(workspace, folder)
    if (within === null || within === '') return ''
    if (await exists(join(folder, 'dbt_project.yml'))) return within
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
