import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Before all tests: what they leave in the temporary folder stays in one of its own, which temp-folder-end.ts removes. */
export default function begin(): void {
  process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'active-exposures-tests-'))
}
