import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { tmpdir } from 'node:os'

/** After all tests. */
export default function end(): void {
  // Jest cannot import in this file, so the name is here and in temp-folder.ts.
  if (basename(tmpdir()).startsWith('active-exposures-tests-'))
    rmSync(tmpdir(), { recursive: true, force: true, maxRetries: 3 })
}
