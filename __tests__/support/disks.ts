import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Mounts a disk of this size; `unmount` it. */
export function mountDisk(size: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'))
  mount(['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder])
  return folder
}

/** Mounts the folder read-only; `unmount` it. */
export function makeReadOnly(folder: string): void {
  mount(['--bind', folder, folder])
  mount(['-o', 'remount,ro,bind', folder])
}

export function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder])
}

function mount(options: readonly string[]): void {
  execFileSync('mount', options, { stdio: 'ignore' })
}

/** Only root can mount, and not in every container. */
export const canMount = ((): boolean => {
  try {
    unmount(mountDisk('4k'))
    return true
  } catch {
    return false
  }
})()
