import { describe, test } from '@jest/globals'

const isWindows = process.platform === 'win32'

/** Windows cannot send signals that a process can handle, and has no named pipes as files (docs/platforms.md). */
export const posixTest = isWindows ? test.skip : test
export const describePosix = isWindows ? describe.skip : describe
