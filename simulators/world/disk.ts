import type { Life } from './life.js'

/*
 * The disks of all simulated runners, in memory. The bundle uses this instead of `node:fs` and `node:fs/promises`, as calls
 * to a real disk would make time pass differently in each run.
 */

const files = new Map<string, string>()
/** By the root of a runner: `/runner/<number>`. */
const lives = new Map<string, Life>()

/** Attributes all further calls below `root` to this process. */
export function lend(root: string, life: Life): void {
  lives.set(root, life)
}

export function put(path: string, text: string): void {
  files.set(path, text)
}

export function look(path: string): string | undefined {
  return files.get(path)
}

/** Removes a runner's disk. */
export function scrap(root: string): void {
  lives.delete(root)
  for (const path of files.keys()) if (path.startsWith(`${root}/`)) files.delete(path)
}

function lifeOf(path: string): Life {
  const life = lives.get(path.split('/', 3).join('/'))
  if (life === undefined) throw new Error(`no process may touch ${path}`)
  return life
}

function isFolder(path: string): boolean {
  for (const file of files.keys()) if (file.startsWith(`${path}/`)) return true
  return false
}

function read(path: string): string {
  const text = files.get(path)
  if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`)
  return text
}

export function appendFile(path: string, text: string): Promise<void> {
  return lifeOf(path).through(() => put(path, (files.get(path) ?? '') + text))
}

export function readFile(path: string): Promise<string> {
  return lifeOf(path).through(() => read(path))
}

export function writeFile(path: string, text: string): Promise<void> {
  begin(path, text)
  return lifeOf(path).through(() => put(path, text))
}

/** A process that dies while it writes a file leaves part of it. */
function begin(path: string, text: string, length = text.length >> 1): void {
  if (!lifeOf(path).isOver) put(path, text.slice(0, length))
}

/** A folder exists as soon as it has a file. */
export function mkdir(path: string): Promise<void> {
  return lifeOf(path).through(() => undefined)
}

export function stat(path: string): Promise<{ isDirectory: () => boolean; isFile: () => boolean }> {
  return lifeOf(path).through(() => {
    if (files.has(path)) return { isDirectory: () => false, isFile: () => true }
    if (isFolder(path)) return { isDirectory: () => true, isFile: () => false }
    throw new Error(`ENOENT: no such file or directory, stat '${path}'`)
  })
}

/** This disk has no links. */
export function lstat(path: string): ReturnType<typeof stat> {
  return stat(path)
}

export function realpath(path: string): Promise<string> {
  return lifeOf(path).through(() => path)
}

export function rename(from: string, to: string): Promise<void> {
  return lifeOf(from).through(() => move(from, to))
}

export function rm(path: string): Promise<void> {
  return lifeOf(path).through(() => void files.delete(path))
}

export function existsSync(path: string): boolean {
  return lifeOf(path).throughSync(() => files.has(path) || isFolder(path))
}

export function mkdirSync(path: string): void {
  lifeOf(path).throughSync(() => undefined)
}

export function readFileSync(path: string): string {
  return lifeOf(path).throughSync(() => read(path))
}

export function writeFileSync(path: string, text: string): void {
  begin(path, text)
  lifeOf(path).throughSync(() => put(path, text))
}

export function appendFileSync(path: string, text: string): void {
  const before = read(path)
  begin(path, before + text.slice(0, text.length >> 1), before.length + (text.length >> 1))
  lifeOf(path).throughSync(() => put(path, before + text))
}

export function renameSync(from: string, to: string): void {
  lifeOf(from).throughSync(() => move(from, to))
}

function move(from: string, to: string): void {
  put(to, read(from))
  files.delete(from)
}

/** By descriptor: the bytes that are not read yet. */
const open = new Map<number, { readonly path: string; left: Buffer }>()
let descriptors = 0

export function openSync(path: string): number {
  const left = Buffer.from(lifeOf(path).throughSync(() => read(path)))
  descriptors += 1
  open.set(descriptors, { path, left })
  return descriptors
}

export function fstatSync(descriptor: number): { readonly size: number } {
  return { size: open.get(descriptor)?.left.length ?? 0 }
}

export function readSync(descriptor: number, into: Buffer): number {
  const file = open.get(descriptor)
  if (file === undefined) throw new Error('EBADF: bad file descriptor, read')
  return lifeOf(file.path).throughSync(() => {
    const length = file.left.copy(into)
    file.left = file.left.subarray(length)
    return length
  })
}

export function closeSync(descriptor: number): void {
  open.delete(descriptor)
}
