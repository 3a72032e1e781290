import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { PREFIX } from './temp-folder.js'

/** After all tests. */
export default function end(): void {
  if (tmpdir().includes(PREFIX)) rmSync(tmpdir(), { recursive: true, force: true, maxRetries: 3 })
}
