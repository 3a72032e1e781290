import { posix } from 'node:path'
import type { Instant } from '../base/clock.js'
import { addTo } from '../base/add-to.js'
import { withSlashes } from '../base/paths.js'
import { filesOf } from '../dbt/compare/changed-files.js'
import { type ComparedManifest, type ComparedNode, parentsOf } from '../dbt/compare/compared-manifest.js'
import { reach } from '../dbt/lineage.js'
import type { DbtExposure } from '../dbt/manifest.js'
import { reachedBy } from '../dbt/compare/modified.js'
import type { NodeChange } from '../dbt/compare/change.js'
import { nodeName, type UniqueId } from '../dbt/types.js'
import type { Exposure, LeftOut, Unresolved } from '../exposures/types.js'
import type { ExtractRow } from '../plan/types.js'
import type { ChangedNode, Impact, ReachedExposure, RemovedExposure, UnknownEffect } from './impact.js'

/** What a pull request changes in one dbt project. */
export interface ProjectChanges {
  readonly current: ComparedManifest
  /** Production's manifest; null if only changed files are known. */
  readonly base: ComparedManifest | null
  /** The project's folder, relative to the repository's root; empty for the root. */
  readonly folder: string
  readonly changes: readonly NodeChange[]
}

export interface ImpactInput {
  readonly projects: readonly ProjectChanges[]
  readonly exposures: readonly DbtExposure[]
  /** Production's exposures as its newest run saved them; empty if none did. */
  readonly saved: readonly DbtExposure[]
  readonly leftOut: readonly LeftOut[]
  readonly unresolved: readonly Unresolved[]
  /** The plan of the build after the merge; null if Tableau was not queried. */
  readonly rows: readonly ExtractRow[] | null
  readonly caveats: readonly string[]
  readonly unknown: UnknownEffect
  readonly now: Instant
}

/** The changed nodes and everything downstream of them, in all projects, each with the nearest changed nodes. */
export function nodesReached(projects: readonly ProjectChanges[]): Map<UniqueId, readonly UniqueId[]> {
  const causes = new Map<UniqueId, UniqueId[]>()
  for (const { changes, current, base } of projects)
    for (const [id, nearest] of reachedBy(changes, current, base))
      for (const cause of nearest) addTo(causes, id, cause)
  return causes
}

/** Finds the exposures downstream of what changed, and their extracts. */
export function impactOf(input: ImpactInput): Impact {
  const { projects, exposures, rows, caveats, unknown, now } = input
  const reached = nodesReached(projects)
  const all = [...exposures.map(declared), ...discovered(rows ?? [])]
  return {
    changed: projects.flatMap(changedNodes),
    exposures: all
      .filter(({ reads }) => reads.some((id) => reached.has(id)))
      .map((exposure) => reachedExposure(exposure, { ...input, reached })),
    removedExposures: projects.flatMap((project) => removedExposures(project, input.saved)),
    unknown,
    parentsOf: (id) => projects.flatMap((project) => parentsIn(project, id)),
    tableauQueried: rows !== null,
    caveats,
    now,
  }
}

function parentsIn({ current, base }: ProjectChanges, id: UniqueId): UniqueId[] {
  const [now, before] = [current, base].map((manifest) => parentsInManifest(id, manifest))
  const isRemoved = !current.nodes.has(id)
  return [...(now ?? []), ...(before ?? []).filter((parent) => isRemoved || !current.nodes.has(parent))]
}

function parentsInManifest(id: UniqueId, manifest: ComparedManifest | null): UniqueId[] {
  const node = manifest?.nodes.get(id)
  return node === undefined ? [] : (parentsOf(node) as UniqueId[])
}

/** A declared or discovered exposure that the change may reach. */
interface ImpactCandidate extends Pick<Exposure, 'name' | 'label' | 'owner' | 'maturity' | 'path'> {
  readonly id: UniqueId
  /** Its ids in dbt's graph: of a declared exposure its own, of a discovered one those of the nodes that it reads. */
  readonly reads: readonly UniqueId[]
}

function declared(exposure: DbtExposure): ImpactCandidate {
  return { ...exposure, reads: [exposure.id] }
}

function discovered(rows: readonly ExtractRow[]): ImpactCandidate[] {
  const all = rows.flatMap(({ extract }) => extract.exposures.filter(({ origin }) => origin === 'discovered'))
  const each = new Map(all.map((exposure) => [exposure.uniqueId, exposure]))
  return [...each.values()].map((exposure) => ({
    ...exposure,
    id: exposure.uniqueId,
    reads: exposure.upstream,
  }))
}

/** Kinds of nodes that are not listed as changed: nothing is downstream of them, and exposures are listed separately. */
const NOT_REPORTED = /^(test|unit_test|exposure|operation|analysis|doc)\./

function changedNodes(project: ProjectChanges): ChangedNode[] {
  return project.changes
    .filter(({ id }) => !NOT_REPORTED.test(id))
    .map((change) => ({
      ...change,
      file: fileOf(project.current.nodes.get(change.id), project),
    }))
}

function removedExposures(
  { changes, base, folder }: ProjectChanges,
  saved: readonly DbtExposure[],
): RemovedExposure[] {
  const removed = changes.filter(({ id, how }) => how === 'removed' && id.startsWith('exposure.'))
  return removed.map(({ id }) => {
    const node = base?.nodes.get(id)
    const known = node === undefined ? saved.find((each) => each.id === id) : fromCompared(node)
    const name = nodeName(id)
    const file = posix.join(folder, withSlashes(known?.path ?? ''))
    const { label, owner, maturity } = known ?? { label: null, owner: null, maturity: null }
    return { name, label: label ?? name, owner, maturity, file: known?.path ? file : '' }
  })
}

type DescribedExposure = Pick<DbtExposure, 'label' | 'owner' | 'maturity' | 'path'>

function fromCompared({ label, owner, maturity, original_file_path }: ComparedNode): DescribedExposure {
  const ownerName = typeof owner === 'object' && owner !== null && 'name' in owner ? owner.name : null
  return {
    label: textOrNull(label),
    owner: textOrNull(ownerName),
    maturity: textOrNull(maturity),
    path: original_file_path ?? '',
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function fileOf(node: ComparedNode | undefined, { folder, current }: ProjectChanges): string | null {
  const [file] = node === undefined || node.package_name !== current.projectName ? [] : filesOf(node)
  return file === undefined ? null : posix.join(folder, file)
}

interface ReachContext extends ImpactInput {
  readonly reached: ReadonlyMap<UniqueId, readonly UniqueId[]>
}

function whyLeftOut(leftOut: LeftOut | undefined): string | undefined {
  if (leftOut?.reason === 'switched-off') return `switched off (${leftOut.why})`
  if (leftOut?.reason === 'not-selected') return `left out ${leftOut.why}`
  return leftOut?.why
}

function reachedExposure(exposure: ImpactCandidate, context: ReachContext): ReachedExposure {
  const { projects, leftOut, unresolved } = context
  const { id, name, label, owner, maturity, path, reads } = exposure
  const home = projects.find(({ current }) => current.nodes.has(id))
  const changed = home === undefined ? null : exposureChange(id, home)
  const extracts = extractsOf(exposure, changed !== null, context)
  const why =
    whyLeftOut(leftOut.find((each) => each.exposure === name)) ??
    unresolved.find((each) => each.exposure === name)?.message
  return {
    id,
    name,
    label: label ?? name,
    owner,
    maturity,
    file: home === undefined || path === '' ? '' : posix.join(home.folder, path),
    line: null,
    changed,
    changedUpstream: projects.flatMap((project) => changedAncestors(reads, project)),
    extracts,
    noExtractReason: extracts.length > 0 ? null : (why ?? null),
  }
}

function exposureChange(id: UniqueId, { base, changes }: ProjectChanges): ReachedExposure['changed'] {
  const change = changes.find((each) => each.id === id)
  if (change === undefined) return null
  if (change.how === 'new') return 'new'
  return base === null ? 'file-edited' : 'changed'
}

/** Its extracts that read a reached node, directly or through a data source; all its extracts if the exposure itself changed. */
function extractsOf(
  { id }: ImpactCandidate,
  changed: boolean,
  { rows, reached }: ReachContext,
): ExtractRow[] {
  const all = rows ?? []
  const reachedKeys = new Set(
    all
      .filter(({ extract }) => extract.upstream.some(({ node }) => reached.has(node)))
      .map(({ extract }) => extract.key),
  )
  return all.filter(
    ({ extract }) =>
      extract.exposures.some(({ uniqueId }) => uniqueId === id) &&
      (changed || reachedKeys.has(extract.key) || extract.reads.some((key) => reachedKeys.has(key))),
  )
}

/** The changed nodes upstream of an exposure, nearest first. Only production's manifest has the removed ones. */
function changedAncestors(reads: readonly UniqueId[], project: ProjectChanges): ChangedNode[] {
  const above = (manifest: ComparedManifest): UniqueId[] => [
    ...reach(reads, (id) => parentsInManifest(id, manifest)),
  ]
  const order = [...above(project.current), ...(project.base === null ? [] : above(project.base))]
  const known = new Map(changedNodes(project).map((node) => [node.id, node]))
  return [...new Set(order)].flatMap((id) => known.get(id) ?? [])
}
