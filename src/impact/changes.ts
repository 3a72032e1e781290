/* What a pull request changes: by comparison with production's manifest if it is given, else by its changed files. */

import { stat } from 'node:fs/promises'
import { join, posix, resolve } from 'node:path'
import {
  changedByFiles,
  type KnownExposure,
  type MappedFiles,
  removedExposures,
  withNewExposures,
} from '../dbt/compare/changed-files.js'
import { type ComparedManifest, readComparedManifest } from '../dbt/compare/compared-manifest.js'
import { projectFolder } from '../dbt/project-folder.js'
import { modifiedSince } from '../dbt/compare/modified.js'
import { ConfigurationError } from '../base/errors.js'
import { withSlashes } from '../base/paths.js'
import { changedFiles, type ChangedFiles } from '../github/changed-files.js'
import type { GitHub } from '../github/client.js'
import { GitHubError, remedyFor } from '../github/errors.js'
import { NOTHING_UNKNOWN, type UnknownEffect } from './impact.js'
import type { ProjectChanges } from './reach.js'
import { message, type Message } from '../messages/message.js'

export interface Changes {
  readonly projects: readonly ProjectChanges[]
  readonly caveats: readonly string[]
  readonly unknown: UnknownEffect
}

export interface ChangesInput {
  readonly workspace: string
  /** Paths of this build's manifests. */
  readonly manifests: readonly string[]
  readonly baseManifest: readonly string[]
  readonly pullNumber: number
  /** Null without a token. */
  readonly github: GitHub | null
  /** Production's exposures as its newest run saved them; null if none did. */
  readonly saved: readonly KnownExposure[] | null
}

/** The changes, or a notice that says why they are not known. */
export type ChangesFound = Changes | Message

/**
 * What the pull request changes.
 * @throws ConfigurationError when a manifest is missing or cannot be read.
 */
export async function changesOf(input: ChangesInput): Promise<ChangesFound> {
  const { workspace, manifests, baseManifest } = input
  if (manifests.length === 0) return message('AE-REACH-NEEDS-ARTIFACTS')
  const current = await Promise.all(
    manifests.map(async (path) => ({
      manifest: readComparedManifest(resolve(workspace, path), path),
      folder: await projectFolder(workspace, path),
    })),
  )
  return baseManifest.length > 0
    ? byBaseManifest(current, await readBases(workspace, baseManifest))
    : byFiles(input, current)
}

interface CurrentManifest {
  readonly manifest: ComparedManifest
  readonly folder: string
}

async function readBases(root: string, paths: readonly string[]): Promise<ComparedManifest[]> {
  return Promise.all(
    paths.map(async (path) => {
      const full = resolve(root, path)
      const isFolder = await stat(full).then((found) => found.isDirectory(), missingBaseManifest(path))
      return readComparedManifest(isFolder ? join(full, 'manifest.json') : full, `base-manifest ${path}`)
    }),
  )
}

function missingBaseManifest(path: string): () => never {
  return () => {
    throw new ConfigurationError(message('AE-BASE-MANIFEST-MISSING', { path }))
  }
}

function byBaseManifest(current: readonly CurrentManifest[], bases: readonly ComparedManifest[]): Changes {
  const caveats = new Set<string>()
  const projects = current.flatMap(({ manifest, folder }): ProjectChanges[] => {
    const name = manifest.projectName
    const base =
      bases.find((each) => each.projectName === name) ?? (bases.length === 1 ? bases[0] : undefined)
    if (base === undefined || (base.projectName !== null && base.projectName !== name)) {
      const project = name ?? 'without a name'
      caveats.add(message('AE-BASE-MANIFEST-OF-OTHER-PROJECT', { project }).message)
      return []
    }
    const { changes, rules } = modifiedSince(base, manifest)
    if (rules === 'fallback') {
      const versions = { base: base.dbtVersion, version: manifest.dbtVersion }
      caveats.add(message('AE-BASE-MANIFEST-OF-OTHER-DBT', versions).message)
    }
    return [{ current: manifest, base, folder, changes }]
  })
  return { projects, caveats: [...caveats], unknown: NOTHING_UNKNOWN }
}

async function byFiles(input: ChangesInput, current: readonly CurrentManifest[]): Promise<ChangesFound> {
  const listed = await listFiles(input)
  if ('level' in listed) return listed
  const changed = listed.files.filter(({ status }) => status !== 'removed').map(({ path }) => path)
  const gone = listed.files.flatMap(({ path, status, previousPath }) =>
    status === 'removed' ? [path] : (previousPath ?? []),
  )
  const mapped = current.map(({ manifest, folder }) => {
    const files = { changed, gone }
    const found = changedByFiles(manifest, files, folder)
    const known = input.saved ?? []
    const removed = removedExposures(manifest, files, { folder, known })
    const changes = withNewExposures(found.changes, manifest, known)
    return { current: manifest, base: null, folder, ...found, changes: [...changes, ...removed] }
  })
  const caveats = caveatsOf(mapped, { ...listed, knowsExposures: input.saved !== null })
  return { projects: mapped, caveats, unknown: unknownIn(mapped, listed) }
}

async function listFiles({ github, pullNumber }: ChangesInput): Promise<ChangedFiles | Message> {
  if (github === null) return message('AE-REACH-NEEDS-TOKEN')
  try {
    return await changedFiles(github, pullNumber)
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const remedy = remedyFor(error, 'pull-requests: read')
    return message('AE-CHANGED-FILES-UNREADABLE', { why: error.message, remedy })
  }
}

function unknownIn(mapped: readonly MappedFiles[], { files }: ChangedFiles): UnknownEffect {
  const unmappedFiles = [...new Set(mapped.flatMap(({ unmapped }) => unmapped))]
  return {
    gone: new Set(mapped.flatMap(({ gone }) => gone)).size,
    goneHow: files.some(({ status }) => status === 'renamed') ? 'removed or renamed' : 'removed',
    unmapped: unmappedFiles.length,
    unmappedFiles,
  }
}

/** Of exposures in a changed YAML file that production has too, or may have. */
function editedExposures(mapped: readonly ProjectChanges[], knowsExposures: boolean): Message[] {
  const files = mapped.flatMap(({ current, folder, changes }) =>
    changes
      .filter(({ id, how }) => id.startsWith('exposure.') && how === 'changed')
      .map(({ id }) => posix.join(folder, withSlashes(current.nodes.get(id)?.original_file_path ?? ''))),
  )
  if (files.length === 0) return []
  const id = knowsExposures ? 'AE-EDITED-EXPOSURES-SAVED' : 'AE-EDITED-EXPOSURES'
  const exposures = `${files.length} ${files.length === 1 ? 'exposure' : 'exposures'}`
  return [message(id, { exposures, files: named([...new Set(files)]) })]
}

const FILES_NAMED = 5

function named(files: readonly string[]): string {
  const rest = files.length - FILES_NAMED
  return `${files.slice(0, FILES_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function caveatsOf(
  mapped: readonly (ProjectChanges & MappedFiles)[],
  { complete, knowsExposures }: { readonly complete: boolean; readonly knowsExposures: boolean },
): string[] {
  const yaml = knowsExposures ? 'AE-CHANGED-FILES-YAML-SAVED' : 'AE-CHANGED-FILES-YAML'
  const unmapped = [...new Set(mapped.flatMap((each) => each.unmapped))]
  const gone = new Set(mapped.flatMap((each) => each.gone)).size
  const goneFiles = `${gone} removed or renamed ${gone === 1 ? 'file' : 'files'}`
  const found = [
    ...(complete ? [] : [message('AE-CHANGED-FILES-INCOMPLETE')]),
    ...(unmapped.length === 0 ? [] : [message('AE-CHANGED-FILES-UNMAPPED', { files: named(unmapped) })]),
    ...(gone === 0 ? [] : [message('AE-CHANGED-FILES-GONE', { files: goneFiles })]),
    ...(mapped.some(({ wholeYaml }) => wholeYaml) ? [message(yaml)] : []),
    ...editedExposures(mapped, knowsExposures),
  ]
  return found.map(({ message: caveat }) => caveat)
}
