import { posix } from 'node:path'
import type { DbtExposure, Manifest } from '../dbt/manifest.js'
import { projectFolder } from '../dbt/project-folder.js'
import type { Unresolved } from '../exposures/types.js'

/** The manifest of a dbt project in the workspace. */
export type LocatedProject = Pick<Manifest, 'path'> & {
  readonly exposures: readonly Pick<DbtExposure, 'id' | 'name' | 'path'>[]
}

/** These exposures with the file and line of each, as far as the workspace has them. */
export async function withPlaces(
  unresolved: readonly Unresolved[],
  projects: readonly LocatedProject[],
  workspace: string,
): Promise<Unresolved[]> {
  // Only here, since most runs need no parser of YAML.
  const { exposureLines } = await import('../dbt/exposure-lines.js')
  const placeOf = async ({ exposure: name, uniqueId }: Unresolved): Promise<Pick<Unresolved, 'place'>> => {
    const isIt = (one: Pick<DbtExposure, 'id' | 'name'>): boolean =>
      uniqueId === undefined ? one.name === name : one.id === uniqueId
    const home = projects.find(({ exposures }) => exposures.some(isIt))
    const path = home?.exposures.find(isIt)?.path ?? ''
    if (home === undefined || path === '') return {}
    const file = posix.join(await projectFolder(workspace, home.path), path)
    const line = (await exposureLines(workspace, file)).get(name)
    return line === undefined ? {} : { place: { file, line } }
  }
  return Promise.all(unresolved.map(async (each) => ({ ...each, ...(await placeOf(each)) })))
}
