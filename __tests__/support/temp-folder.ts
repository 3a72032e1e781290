import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Before all tests: sets a separate temporary folder, which temp-folder-end.ts removes with everything that tests left in it. */
export default function begin(): void {
  const folder = mkdtempSync(join(tmpdir(), 'active-exposures-tests-'))
  // Windows reads TEMP.
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder })
}
