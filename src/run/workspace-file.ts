import { randomUUID } from 'node:crypto'
import { lstat, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ConfigurationError } from '../base/errors.js'
import { pathWithin } from '../base/paths.js'
import { message } from '../messages/message.js'

/** A file in the workspace that an input names, outside `.git` and `.github`. */
export interface WorkspaceFile {
  readonly input: string
  /** The workspace and the file, with links resolved. */
  readonly root: string
  readonly path: string
  /** Relative to the workspace, with `/`. */
  readonly shown: string
}

/**
 * Checks that a file may be written, by its real path, since a folder above it may be a link.
 * @throws ConfigurationError for a path out of the workspace, in git's or GitHub's folders, or that is a link.
 */
export async function workspaceFile(input: string, given: string, workspace: string): Promise<WorkspaceFile> {
  const root = await realpath(workspace)
  const wanted = resolve(workspace, given)
  const folder = await realFolder(dirname(wanted))
  const path = join(folder ?? dirname(wanted), basename(wanted))
  const shown = pathWithin(root, path)
  if (folder === null || shown === null) {
    throw new ConfigurationError(message('AE-PATH-OUTSIDE', { input, path: given }))
  }
  if (isForbidden(shown)) {
    throw new ConfigurationError(message('AE-PATH-FORBIDDEN', { input, path: given }))
  }
  const known = await lstat(path).catch(() => null)
  if (known !== null && !known.isFile()) {
    throw new ConfigurationError(message('AE-PATH-NOT-A-FILE', { input, path: given }))
  }
  return { input, root, path, shown }
}

/** The folder with links resolved, also if it does not exist yet; null for a dangling link, whose target may appear later. */
async function realFolder(folder: string): Promise<string | null> {
  try {
    return await realpath(folder)
  } catch {
    const isThere = await lstat(folder).then(
      () => true,
      () => false,
    )
    const above = dirname(folder)
    if (isThere || above === folder) return null
    const real = await realFolder(above)
    return real === null ? null : join(real, basename(folder))
  }
}

/** Whether some file system reads this path as one in `.git` or `.github`. */
function isForbidden(path: string): boolean {
  return path.split(/[/\\]/).some((part) => FORBIDDEN.test(asFileSystemsRead(part)))
}

/** Includes the short names of Windows. */
const FORBIDDEN = /^(?:\.git|\.github|git~\d+|github~\d+)$/

/** Windows ignores trailing dots and spaces and anything after `:`; macOS ignores invisible characters (git, path.c). */
function asFileSystemsRead(name: string): string {
  const [withoutStream = ''] = name.replace(/\p{Cf}/gu, '').split(':', 1)
  return withoutStream.replace(/[. ]+$/, '').toLowerCase()
}

/** The text of the file; null if it does not exist. @throws ConfigurationError if it cannot be read. */
export async function readWorkspaceFile({ input, path, shown }: WorkspaceFile): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new ConfigurationError(
      message('AE-EXPOSURES-FILE-UNREADABLE', { input, path: shown, why: whyOf(error) }),
    )
  }
}

/** Writes the whole file or nothing. @throws ConfigurationError if it cannot be written. */
export async function writeWorkspaceFile(file: WorkspaceFile, text: string): Promise<void> {
  const temporary = join(dirname(file.path), `.${randomUUID()}.tmp`)
  try {
    await mkdir(dirname(file.path), { recursive: true })
    // Check again: a folder may have been replaced by a link since.
    await workspaceFile(file.input, file.path, file.root)
    await writeFile(temporary, text, { flag: 'wx' })
    await replaceFile(temporary, file.path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    if (error instanceof ConfigurationError) throw error
    throw new ConfigurationError(
      message('AE-EXPOSURES-FILE-NOT-WRITTEN', { input: file.input, path: file.shown, why: whyOf(error) }),
    )
  }
}

/** Windows refuses to replace a file that another program, such as a virus scanner, has open for a moment. */
const IN_USE = ['EACCES', 'EBUSY', 'EPERM']
const PAUSES = [20, 100, 500]

async function replaceFile(from: string, to: string): Promise<void> {
  for (const pause of PAUSES) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      if (!IN_USE.includes(codeOf(error))) throw error
      await setTimeout(pause)
    }
  }
  await rename(from, to)
}

/** The code of a system error, such as `EACCES`. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error'
}

/** What a system error means, with its code. */
export function whyOf(error: unknown): string {
  const code = codeOf(error)
  const meaning = MEANINGS.get(code)
  return meaning === undefined ? code : `${meaning}, ${code}`
}

const MEANINGS = new Map([
  ['EACCES', 'access is denied'],
  ['EEXIST', 'a file is in the way'],
  ['EISDIR', 'it is a folder'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'a part of the path is a file'],
  ['EPERM', 'access is denied'],
  ['EROFS', 'the file system is read-only'],
])
