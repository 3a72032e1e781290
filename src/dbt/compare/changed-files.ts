import { posix } from 'node:path'
import { withSlashes } from '../../base/paths.js'
import { type ComparedManifest, type ComparedNode, reachesAny } from './compared-manifest.js'
import type { UniqueId } from '../types.js'
import type { NodeChange } from './change.js'

/** The files of a pull request; paths are relative to the repository's root. */
export interface PullRequestFiles {
  readonly changed: readonly string[]
  /** Removed files, and the previous paths of renamed ones. */
  readonly gone: readonly string[]
}

export interface MappedFiles {
  readonly changes: readonly NodeChange[]
  /** Files of the project that belong to no single node, such as dbt_project.yml. */
  readonly unmapped: readonly string[]
  /** Files of the project that are gone; which nodes they held is unknown. */
  readonly gone: readonly string[]
  /** Whether a changed YAML file made all nodes that it describes, other than exposures, count as changed. */
  readonly wholeYaml: boolean
}

/** Any of these may change any node; only a comparison of two manifests shows which. */
const PROJECT_FILE =
  /^(dbt_project|packages|dependencies|package-lock|profiles|selectors|vars)\.ya?ml$|^\.env$/

const DBT_FILE = /\.(sql|py|ya?ml|csv)$/

/**
 * The nodes that the files of a pull request may change: nodes whose own file or YAML file is among them, and nodes that call a
 * macro from one of them. `folder` is the dbt project's folder in the repository, empty for the root.
 */
export function changedByFiles(
  manifest: ComparedManifest,
  files: PullRequestFiles,
  folder: string,
): MappedFiles {
  const changed = new Set(files.changed.flatMap((path) => withinProject(path, folder)))
  const gone = files.gone.flatMap((path) => withinProject(path, folder)).filter((path) => DBT_FILE.test(path))
  const macros = macrosIn(manifest, changed)
  const used = new Set<string>([...manifest.macros.values()].flatMap((macro) => filesOf(macro)))
  const changes: NodeChange[] = []
  let wholeYaml = false
  for (const node of manifest.nodes.values()) {
    if (node.package_name !== manifest.projectName && manifest.projectName !== null) continue
    const own = filesOf(node)
    for (const file of own) used.add(file)
    const hits = own.filter((file) => changed.has(file))
    wholeYaml ||= !isExposure(node.id) && hits.some((file) => /\.ya?ml$/.test(file))
    const byMacro = hits.length === 0 && reachesAny(node.depends_on.macros, macros, manifest)
    if (hits.length > 0 || byMacro)
      changes.push({ id: node.id, how: 'changed', parts: byMacro ? ['macros'] : [] })
  }
  const unmapped = [...changed].filter(
    (file) => PROJECT_FILE.test(file) || (DBT_FILE.test(file) && !used.has(file)),
  )
  return { changes, unmapped: unmapped.map((file) => posix.join(folder, file)), gone, wholeYaml }
}

/** An exposure that production has, with its YAML file within the project. */
export interface KnownExposure {
  readonly id: UniqueId
  readonly path: string
}

/** The exposures of production that the manifest no longer has, and whose YAML file the pull request touches. */
export function removedExposures(
  { nodes, projectName }: ComparedManifest,
  { changed, gone }: PullRequestFiles,
  { folder, known }: { readonly folder: string; readonly known: readonly KnownExposure[] },
): NodeChange[] {
  const touched = new Set([...changed, ...gone].flatMap((path) => withinProject(path, folder)))
  return known
    .filter(({ id }) => id.split('.')[1] === projectName && !nodes.has(id))
    .filter(({ path }) => touched.has(withSlashes(path)))
    .map(({ id }) => ({ id, how: 'removed', parts: [] }))
}

/** The changes, of which those of exposures that production does not have are new; as they are if it has none of the project. */
export function withNewExposures(
  changes: readonly NodeChange[],
  { projectName }: Pick<ComparedManifest, 'projectName'>,
  known: readonly Pick<KnownExposure, 'id'>[],
): NodeChange[] {
  const ids = new Set(known.map(({ id }) => id))
  const isKnown = [...ids].some((id) => id.split('.')[1] === projectName)
  return changes.map((change) =>
    isKnown && isExposure(change.id) && !ids.has(change.id) ? { ...change, how: 'new' } : change,
  )
}

function isExposure(id: string): boolean {
  return id.startsWith('exposure.')
}

function withinProject(path: string, folder: string): string[] {
  if (folder === '') return [path]
  return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []
}

type FilePaths = Pick<ComparedNode, 'original_file_path' | 'patch_path'>

/** Its own file, and the YAML file that describes it (`acme://models/_marts.yml`; v2 omits the project). */
export function filesOf({ original_file_path, patch_path }: FilePaths): string[] {
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
