import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Before all tests: what they leave in the temporary folder stays in one of its own, which temp-folder-end.ts removes. */
export default function begin(): void {
  const folder = mkdtempSync(join(tmpdir(), 'active-exposures-tests-'))
  // Windows reads TEMP.
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder })
}
