import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import * as z from 'zod'
import { ConfigurationError } from '../../base/errors.js'
import { portable } from '../../base/paths.js'
import { message } from '../../messages/message.js'
import type { Artifacts } from '../facts.js'
import { NotJsonError, readJsonFile } from './json-file.js'
import { type JoinedManifest, joinManifests, oldestFirst, withNodesOfOwners } from './join-manifests.js'
import type { Manifest } from '../manifest.js'
import { ManifestReader } from './read-manifest.js'
import { parseRunResults, type RunResults, WANTED_OF_RESULTS } from './run-results.js'
import { parseSources, type SourcesFile } from './sources.js'

/** The artifacts of this run: each build with its own manifest, and all manifests joined into one. */
export interface DbtProject extends JoinedManifest {
  readonly builds: readonly Artifacts[]
  /** Why the files of a folder were left out; null if all could be read. */
  readonly unreadable: ConfigurationError | null
}

const ARTIFACT_NAMES = ['manifest.json', 'run_results.json', 'sources.json']

/**
 * Reads the artifacts at `patterns`: folders (the three artifacts in each, no subfolders), files, or globs. If a file is not
 * what dbt writes, its whole folder is left out, and the other folders still count.
 * @throws ConfigurationError if there is no manifest.
 */
export async function readDbtProject(patterns: readonly string[], root: string): Promise<DbtProject> {
  const found = await findFiles(patterns, root)
  const { files, unreadable } = readFiles([...new Set([...found.values()].flat())], root)
  const manifests = withNodesOfOwners(
    files.flatMap((file) => (file.kind === 'manifest' ? [file.manifest] : [])),
  )
  const first = manifests[0]
  if (first === undefined) {
    throw unreadable ?? new ConfigurationError(message('AE-NO-MANIFEST', { paths: patterns.join(', ') }))
  }
  const manifestFor = (file: { invocationId?: string | null; path: string }): Manifest =>
    manifestOf(file, manifests) ?? first
  const builds = manifests.map((manifest) => ({
    manifest,
    runResults: files.flatMap((file) =>
      file.kind === 'run-results' && manifestFor(file.results) === manifest ? [file.results] : [],
    ),
    sources: files.flatMap((file) =>
      file.kind === 'sources' && manifestFor(file.sources) === manifest ? [file.sources] : [],
    ),
  }))
  const { manifest, notices } = joinManifests(manifests)
  const empty = patterns.filter((pattern) => found.get(pattern)?.length === 0)
  const missing = empty.length === 0 ? [] : [message('AE-ARTIFACTS-NOT-FOUND', { paths: empty.join(', ') })]
  return { builds, manifest, notices: [...missing, ...notices], unreadable }
}

/** The artifacts among these files, except those in the folder of one that cannot be read. */
function readFiles(
  paths: readonly string[],
  root: string,
): { readonly files: readonly ArtifactFile[]; readonly unreadable: ConfigurationError | null } {
  const files: { readonly folder: string; readonly file: ArtifactFile }[] = []
  const broken = new Set<string>()
  let unreadable: ConfigurationError | null = null
  for (const path of paths) {
    const folder = dirname(path)
    try {
      const file = artifactIn(path, portable(relative(root, path)))
      if (file !== null) files.push({ folder, file })
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      unreadable ??= error
      broken.add(folder)
    }
  }
  return { files: files.filter(({ folder }) => !broken.has(folder)).map(({ file }) => file), unreadable }
}

type ArtifactFile =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'run-results'; readonly results: RunResults }
  | { readonly kind: 'sources'; readonly sources: SourcesFile }

/** The files of each pattern. A file reached by several links keeps the path by which it was found first. */
async function findFiles(
  patterns: readonly string[],
  root: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const byRealPath = new Map<string, string>()
  const found = new Map<string, readonly string[]>()
  for (const pattern of patterns) {
    const files: string[] = []
    for (const path of await expand(pattern, root)) {
      for (const file of await artifactsAt(path)) {
        const real = await realpath(file).catch(() => file)
        const known = byRealPath.get(real) ?? file
        byRealPath.set(real, known)
        files.push(known)
      }
    }
    found.set(pattern, files)
  }
  return found
}

/** A path that exists is used as it is, even if it looks like a glob; anything else is a glob of folders and JSON files. */
async function expand(pattern: string, root: string): Promise<string[]> {
  const path = resolve(root, pattern)
  if ((await kindOf(path)) !== 'nothing') return [path]
  const { glob } = await import('tinyglobby')
  const options = { cwd: root, absolute: true, onlyFiles: false, expandDirectories: false }
  // Folders that cannot be read are passed over. It only throws for patterns that no path can match: too long, or four dots.
  const matches = await glob(portable(pattern), options).catch(() => [])
  const wanted = matches.filter((match) => /(?:\/|\.json)$/i.test(match)).sort()
  return wanted.map((match) => resolve(match))
}

async function artifactsAt(path: string): Promise<string[]> {
  if ((await kindOf(path)) === 'file') return [path]
  const files = ARTIFACT_NAMES.map((name) => join(path, name))
  const kinds = await Promise.all(files.map(kindOf))
  return files.filter((_, index) => kinds[index] === 'file')
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) return 'folder'
    // Reading a pipe or a device could block forever.
    return found.isFile() ? 'file' : 'nothing'
  } catch {
    return 'nothing'
  }
}

const anyArtifact = z.object({ metadata: z.object({ dbt_schema_version: z.string() }) })

/** Renamed copies of artifacts usually keep one of these words. */
const ARTIFACT_WORD = /manifest|run[-_]?results|sources/i

/** Null for a file that is not JSON, unless its name says that it should be an artifact. */
function artifactIn(path: string, displayPath: string): ArtifactFile | null {
  try {
    return readArtifact(path, displayPath)
  } catch (error) {
    if (error instanceof NotJsonError && !ARTIFACT_WORD.test(basename(path))) return null
    throw error
  }
}

/** Null for another JSON file, such as a catalog.json or tsconfig.json that a glob matches too. */
function readArtifact(path: string, displayPath: string): ArtifactFile | null {
  const manifest = new ManifestReader()
  const picked = readJsonFile(path, displayPath, { ...WANTED_OF_RESULTS, ...manifest.wanted })
  const parsed = anyArtifact.safeParse(picked)
  const schema = parsed.success ? parsed.data.metadata.dbt_schema_version : ''
  if (schema.includes('/manifest/'))
    return { kind: 'manifest', manifest: manifest.manifestOf(picked, displayPath) }
  if (schema.includes('/run-results/'))
    return { kind: 'run-results', results: parseRunResults(picked, displayPath) }
  if (schema.includes('/sources/')) return { kind: 'sources', sources: parseSources(picked, displayPath) }
  if (!ARTIFACT_NAMES.includes(basename(path))) return null
  throw new ConfigurationError(message('AE-FILE-NOT-DBT', { path: displayPath }))
}

/** The manifest of the same dbt command, else the one in the same folder, else the newest. */
function manifestOf(
  file: { readonly invocationId?: string | null; readonly path: string },
  manifests: readonly Manifest[],
): Manifest | undefined {
  const isSame = ({ invocationId }: Manifest): boolean =>
    invocationId !== null && invocationId === file.invocationId
  const isBeside = ({ path }: Manifest): boolean => dirname(path) === dirname(file.path)
  const copies = manifests.filter(isSame)
  return copies.find(isBeside) ?? copies[0] ?? manifests.find(isBeside) ?? oldestFirst(manifests).at(-1)
}
