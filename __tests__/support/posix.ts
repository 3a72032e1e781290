import { describe, test } from '@jest/globals'

const isWindows = process.platform === 'win32'

/** Windows can send no signal that a process may meet, and has no pipes with a name (docs/platforms.md). */
export const posixTest = isWindows ? test.skip : test
export const describePosix = isWindows ? describe.skip : describe
