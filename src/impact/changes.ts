/* What a pull request changes: compared with production's manifest if given, else by its changed files. */

import { stat } from 'node:fs/promises'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { changedByFiles, type MappedFiles } from '../dbt/compare/changed-files.js'
import { type ComparedManifest, readComparedManifest } from '../dbt/compare/compared-manifest.js'
import { modifiedSince } from '../dbt/compare/modified.js'
import { ConfigurationError } from '../base/errors.js'
import { changedFiles, type ChangedFiles } from '../github/changed-files.js'
import type { GitHub } from '../github/client.js'
import { GitHubError, remedyFor } from '../github/errors.js'
import type { ProjectChanges } from './reach.js'
import type { Notice } from '../base/notice.js'

export interface Changes {
  readonly projects: readonly ProjectChanges[]
  readonly caveats: readonly string[]
}

export interface ChangesInput {
  readonly workspace: string
  /** Paths of this build's manifests. */
  readonly manifests: readonly string[]
  readonly baseManifest: readonly string[]
  readonly pullNumber: number
  /** Null without a token. */
  readonly github: GitHub | null
}

/** The changes, or a notice that says why they are not known. */
export type ChangesFound = Changes | Notice

/**
 * What the pull request changes.
 * @throws ConfigurationError when a manifest is missing or cannot be read.
 */
export async function changesOf(input: ChangesInput): Promise<ChangesFound> {
  const { workspace, manifests, baseManifest } = input
  if (manifests.length === 0) return { level: 'notice', message: NO_FILES }
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

const NO_FILES =
  "What the pull request reaches is not known without dbt's files: run dbt parse before this step, and set dbt-artifacts to its target folder."

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
    throw new ConfigurationError(
      `base-manifest ${path} is not there: download production's manifest.json before this step, or leave base-manifest empty to go by the changed files.`,
    )
  }
}

function byBaseManifest(current: readonly CurrentManifest[], bases: readonly ComparedManifest[]): Changes {
  const caveats = new Set<string>()
  const projects = current.flatMap(({ manifest, folder }): ProjectChanges[] => {
    const name = manifest.projectName
    const base =
      bases.find((each) => each.projectName === name) ?? (bases.length === 1 ? bases[0] : undefined)
    if (base === undefined || (base.projectName !== null && base.projectName !== name)) {
      caveats.add(
        `base-manifest has no manifest of the project ${name ?? 'without a name'}: its changes are not known.`,
      )
      return []
    }
    const { changes, rules } = modifiedSince(base, manifest)
    if (rules === 'fallback') {
      caveats.add(
        `base-manifest is of dbt ${base.dbtVersion}, this build of dbt ${manifest.dbtVersion}: compared by code, dependencies, relation and materialization only.`,
      )
    }
    return [{ current: manifest, base, folder, changes }]
  })
  return { projects, caveats: [...caveats] }
}

async function byFiles(input: ChangesInput, current: readonly CurrentManifest[]): Promise<ChangesFound> {
  const listed = await listFiles(input)
  if ('level' in listed) return listed
  const changed = listed.files.filter(({ status }) => status !== 'removed').map(({ path }) => path)
  const gone = listed.files.flatMap(({ path, status, previousPath }) =>
    status === 'removed' ? [path] : (previousPath ?? []),
  )
  const mapped = current.map(({ manifest, folder }) => ({
    current: manifest,
    base: null,
    folder,
    ...changedByFiles(manifest, { changed, gone }, folder),
  }))
  return { projects: mapped, caveats: caveatsOf(mapped, listed) }
}

async function listFiles({ github, pullNumber }: ChangesInput): Promise<ChangedFiles | Notice> {
  const why = 'What the pull request reaches is not known'
  if (github === null) {
    const message = `${why}: give base-manifest, or github-token to read its changed files.`
    return { level: 'notice', message }
  }
  try {
    return await changedFiles(github, pullNumber)
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const remedy = `${remedyFor(error, 'pull-requests: read')}, or give base-manifest.`
    const message = `${why}: its changed files cannot be read: ${error.message}. ${remedy}`
    return { level: 'warning', message }
  }
}

function caveatsOf(mapped: readonly MappedFiles[], { complete }: ChangedFiles): string[] {
  const unmapped = [...new Set(mapped.flatMap((each) => each.unmapped))]
  const gone = new Set(mapped.flatMap((each) => each.gone)).size
  const named = `${unmapped.slice(0, 5).join(', ')}${unmapped.length > 5 ? ` and ${unmapped.length - 5} more` : ''}`
  return [
    ...(complete ? [] : ['GitHub lists only the first 3000 changed files; the others are not looked at.']),
    ...(unmapped.length === 0
      ? []
      : [
          `What ${named} changes cannot be told from changed files: give base-manifest to compare with production.`,
        ]),
    ...(gone === 0
      ? []
      : [
          `${gone} removed or renamed ${gone === 1 ? 'file is' : 'files are'} not followed: what hung on them is known only with base-manifest.`,
        ]),
    ...(mapped.some(({ wholeYaml }) => wholeYaml)
      ? [
          'All that a changed YAML file describes counts as changed; with base-manifest only what differs does.',
        ]
      : []),
  ]
}

/** The folder of the manifest's dbt project, relative to the workspace; empty for the workspace itself, or if none is found. */
async function projectFolder(workspace: string, manifestPath: string): Promise<string> {
  let folder = dirname(resolve(workspace, manifestPath))
  while (!relative(workspace, folder).startsWith('..')) {
    if (await exists(join(folder, 'dbt_project.yml')))
      return relative(workspace, folder).split(sep).join(posix.sep)
    if (folder === resolve(workspace)) break
    folder = dirname(folder)
  }
  return ''
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
