// Builds dist/ from nothing: chunk names change with the dependencies, and a stale chunk must not stay behind.
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
execFileSync('npx', ['ncc', 'build', 'src/index.ts', '--out', 'dist', '--license', 'licenses.txt'], {
  stdio: 'inherit',
})
// The post step is the same bundle, started under another name (src/index.ts tells by it).
writeFileSync('dist/post.js', "import './index.js'\n")
