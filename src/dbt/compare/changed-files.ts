import { posix } from 'node:path'
import { withSlashes } from '../../base/paths.js'
import { type ComparedManifest, type ComparedNode, reachesAny } from './compared-manifest.js'
import type { NodeChange } from './change.js'

export interface FilesOfChange {
  /** Paths from the repository's root. */
  readonly changed: readonly string[]
  /** Files that are no longer there: removed, or renamed since. */
  readonly gone: readonly string[]
}

export interface MappedFiles {
  readonly changes: readonly NodeChange[]
  /** Files of the project that say nothing of single nodes, such as dbt_project.yml. */
  readonly unmapped: readonly string[]
  /** Files of the project that are gone, with what they held. */
  readonly gone: readonly string[]
  /** Whether all that a YAML file describes had to be taken for changed. */
  readonly wholeYaml: boolean
}

/** Any of these may change any node; which, only two manifests can tell. */
const ABOUT_ALL = /^(dbt_project|packages|dependencies|package-lock|profiles|selectors|vars)\.ya?ml$|^\.env$/

const OF_DBT = /\.(sql|py|ya?ml|csv)$/

/**
 * What changed, by the files of a pull request: nodes whose own file, or whose YAML file, is among them, and nodes that
 * call a macro from one of them. `folder` is where the dbt project lies below the repository's root, `` for the root.
 */
export function changedByFiles(
  manifest: ComparedManifest,
  files: FilesOfChange,
  folder: string,
): MappedFiles {
  const changed = new Set(files.changed.flatMap((path) => withinProject(path, folder)))
  const gone = files.gone.flatMap((path) => withinProject(path, folder)).filter((path) => OF_DBT.test(path))
  const macros = macrosIn(manifest, changed)
  const used = new Set<string>([...manifest.macros.values()].flatMap((macro) => filesOf(macro)))
  const changes: NodeChange[] = []
  let wholeYaml = false
  for (const node of manifest.nodes.values()) {
    if (node.package_name !== manifest.projectName && manifest.projectName !== null) continue
    const own = filesOf(node)
    for (const file of own) used.add(file)
    const hits = own.filter((file) => changed.has(file))
    wholeYaml ||= hits.some((file) => /\.ya?ml$/.test(file))
    const byMacro = hits.length === 0 && reachesAny(node.depends_on.macros, macros, manifest)
    if (hits.length > 0 || byMacro)
      changes.push({ id: node.id, how: 'changed', parts: byMacro ? ['macros'] : [] })
  }
  const unmapped = [...changed].filter(
    (file) => ABOUT_ALL.test(file) || (OF_DBT.test(file) && !used.has(file)),
  )
  return { changes, unmapped: unmapped.map((file) => posix.join(folder, file)), gone, wholeYaml }
}

function withinProject(path: string, folder: string): string[] {
  if (folder === '') return [path]
  return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []
}

type WithFiles = Pick<ComparedNode, 'original_file_path' | 'patch_path'>

/** Its own file, and the YAML file that describes it (`acme://models/_marts.yml`; v2 leaves the project out). */
export function filesOf({ original_file_path, patch_path }: WithFiles): string[] {
  const patch = patch_path?.replace(/^[^/]*:\/\//, '') ?? null
  const all = [original_file_path, patch].filter((path) => path !== null && path !== '')
  return [...new Set(all as string[])].map(withSlashes)
}

function macrosIn({ macros, projectName }: ComparedManifest, files: ReadonlySet<string>): Set<string> {
  return new Set(
    [...macros]
      .filter(
        ([, macro]) => macro.package_name === projectName && filesOf(macro).some((file) => files.has(file)),
      )
      .map(([id]) => id),
  )
}
