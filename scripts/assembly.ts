import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/*
 * Compiles src/json/assembly/scan.ts to src/json/scan-wasm.ts.
 * Usage: npm run assembly [-- --check]; with --check nothing is written, and a stale file is an error.
 */

const ROOT = join(import.meta.dirname, '..')
const MADE = 'src/json/scan-wasm.ts'

const folder = mkdtempSync(join(tmpdir(), 'assembly-'))
const wasm = join(folder, 'scan.wasm')
const options = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--outFile', wasm]
execFileSync('npx', ['asc', 'src/json/assembly/scan.ts', ...options], {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'inherit'],
})
const text = `// Made of assembly/scan.ts and layout.ts by npm run assembly.
export const SCAN =
  '${readFileSync(wasm, 'base64')}'
`
rmSync(folder, { recursive: true })

if (!process.argv.includes('--check')) writeFileSync(join(ROOT, MADE), text)
else if (readFileSync(join(ROOT, MADE), 'utf8') !== text) {
  console.error(`${MADE} is stale: run npm run assembly and commit what it writes.`)
  process.exitCode = 1
}
