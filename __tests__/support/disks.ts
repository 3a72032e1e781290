import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own with this much room; `unmount` it. */
export function mountDisk(size: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'))
  mount(['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder])
  return folder
}

/** From now on nothing can be written there; `unmount` it. */
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

/** Only root may, and not in every container. */
export const canMount = ((): boolean => {
  try {
    unmount(mountDisk('4k'))
    return true
  } catch {
    return false
  }
})()
