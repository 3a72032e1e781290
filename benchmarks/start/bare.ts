import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { NODE_BUNDLE } from '../../scripts/node-bundle.js'

const ROOT = join(import.meta.dirname, '../..')

export function emptyScript(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'empty-')), 'index.mjs')
  writeFileSync(file, '')
  return file
}

/** A minimal action in one minified file; returns its path. */
export async function bareAction(): Promise<string> {
  const folder = join(ROOT, 'build/bare-action')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, 'index.mjs')
  await build({
    stdin: {
      contents: "import * as core from '@actions/core'\ncore.info('nothing to do')\n",
      resolveDir: ROOT,
    },
    outfile,
    ...NODE_BUNDLE,
    minify: true,
  })
  return outfile
}
