// Removes dist/ first: chunk names change with the dependencies, and no stale chunk must remain.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundledFiles, licensesOf } from './licenses.ts'

const temp = mkdtempSync(join(tmpdir(), 'build-'))
const stats = join(temp, 'stats.json')
rmSync('dist', { recursive: true, force: true })
execFileSync('npx', ['ncc', 'build', 'src/index.ts', '--out', 'dist', '--stats-out', stats], {
  stdio: 'inherit',
})
// The post step is the same bundle under another name; src/index.ts checks the name.
writeFileSync('dist/post.js', "import './index.js'\n")
// ncc's own list of licenses is incomplete: @actions/core is missing, for example.
writeFileSync('dist/licenses.txt', licensesOf(bundledFiles(JSON.parse(readFileSync(stats, 'utf8')))))
rmSync(temp, { recursive: true, force: true })
