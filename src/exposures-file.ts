import { randomUUID } from 'node:crypto'
import { lstat, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { ConfigurationError, sentenceOf } from './errors.js'
import { pointedAt } from './exposures/declared.js'
import type { Discovery } from './exposures/discovered.js'
import type { ExposuresFile } from './exposures/file/exposures-file.js'
import { addressOf, type Inputs } from './inputs.js'
import type { Project } from './project.js'
import { type Run, say, sayAll } from './run.js'

/** A file that the workflow's author named, within the workspace. */
interface WorkspaceFile {
  readonly path: string
  /** Relative to the workspace, with `/`. */
  readonly shown: string
}

/** @throws ConfigurationError for a path that leads out of the workspace, into git's folders, or through a link. */
async function workspaceFile(given: string, workspace: string): Promise<WorkspaceFile> {
  const root = await realpath(workspace)
  const path = resolve(workspace, given)
  const shown = relative(workspace, path).split(sep).join('/')
  if (isOutside(relative(workspace, path)) || isOutside(relative(root, await realFolder(dirname(path))))) {
    throw new ConfigurationError(
      `exposures-file ${given} leads out of the workspace: give a path within the repository.`,
    )
  }
  if (shown.split('/').some((part) => part === '.git' || part === '.github')) {
    throw new ConfigurationError(
      `exposures-file ${given} lies in a folder of git's or GitHub's: give a path in dbt's models folder.`,
    )
  }
  const known = await lstat(path).catch(() => null)
  if (known !== null && !known.isFile()) {
    throw new ConfigurationError(
      `exposures-file ${given} is a link or a folder: give the path of the YAML file itself.`,
    )
  }
  return { path, shown }
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)
}

/** The folder, or as much of it as there is, without links. */
async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder)
  } catch {
    const above = dirname(folder)
    return above === folder ? folder : join(await realFolder(above), relative(above, folder))
  }
}

/** Null when there is none. */
async function readIfThere({ path, shown }: WorkspaceFile): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new ConfigurationError(`The exposures-file ${shown} cannot be read: check its permissions.`)
  }
}

/** Whole or not at all; a file that would not change is not touched. */
async function writeWhole(
  file: WorkspaceFile,
  before: string | null,
  { text }: ExposuresFile,
): Promise<void> {
  if (text === before) return
  const folder = dirname(file.path)
  const beside = join(folder, `.exposures-${randomUUID()}.tmp`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(beside, text)
    await rename(beside, file.path)
  } catch {
    await rm(beside, { force: true })
    throw new ConfigurationError(
      `The exposures-file ${file.shown} cannot be written: check that its folder may be written to.`,
    )
  }
}

interface ToWrite {
  readonly inputs: Inputs
  readonly project: Project
  readonly discovery: Discovery
}

/**
 * Writes the exposures-file, in dry runs too: it changes nothing but the checkout. What is wrong with it makes the step
 * fail, but holds no refresh back.
 */
export async function writeExposures(run: Run, { inputs, project, discovery }: ToWrite): Promise<void> {
  if (inputs.exposuresFile === null) return
  try {
    const file = await workspaceFile(inputs.exposuresFile, run.workspace)
    const text = await readIfThere(file)
    const { exposuresFile } = await import('./exposures/file/exposures-file.js')
    const made = exposuresFile({
      text,
      shown: file.shown,
      discovery,
      manifest: { nodes: project.manifest.nodes, projectName: projectNameOf(project) },
      exposures: project.builds.flatMap(({ manifest: { pointers } }) =>
        pointers.map((pointer) => ({
          name: pointer.name,
          references: pointedAt([pointer], addressOf(inputs)),
        })),
      ),
    })
    await writeWhole(file, text, made)
    run.draft.exposuresFile = file.shown
    sayAll(run, 'warning', made.notices)
    run.log.line(
      `Exposures of ${file.shown}: ${made.entries}, of these ${made.added} new; ${made.removed} removed`,
    )
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    say(run, 'error', sentenceOf(error))
  }
}

/** Empty where there are several projects: then every model is named with its own. */
function projectNameOf({ builds }: Project): string | null {
  const [name = null, ...others] = new Set(builds.map(({ manifest }) => manifest.projectName))
  return others.length === 0 ? name : ''
}
