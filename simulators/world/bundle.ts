import { build, type Plugin } from 'esbuild'
import { cpSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { NODE_BUNDLE } from '../../scripts/node-bundle.js'

const HERE = import.meta.dirname
const ROOT = join(HERE, '../..')
const SOURCE = join(ROOT, 'src')

/** A change to the program: one text in one file is replaced. */
export interface Patch {
  /** Relative to the root of the repository. */
  readonly file: string
  readonly from: string
  readonly to: string
}

/**
 * Bundles the program and its world into one file. Only the disk and the cache client are replaced by simulated ones, and
 * the mutations are applied. Returns the path of the bundle, in a temporary folder.
 */
export async function bundle(patches: readonly Patch[] = []): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'world-'))
  const outfile = join(folder, 'bundle', 'worker.mjs')
  await build({
    entryPoints: [join(HERE, 'worker.ts')],
    outfile,
    ...NODE_BUNDLE,
    logLevel: 'error',
    sourcemap: 'inline',
    sourcesContent: false,
    plugins: [inPlaceOf(), patched(patches)],
  })
  cpSync(SQL_PARSER, join(folder, 'wasm'), { recursive: true })
  return outfile
}

/** It reads its module from the folder `wasm` beside its own. */
const SQL_PARSER = join(ROOT, 'node_modules/@guanmingchiu/sqlparser-ts/wasm')

function inPlaceOf(): Plugin {
  const isOfProgram = (importer: string): boolean => importer.startsWith(`${SOURCE}/`)
  return {
    name: 'in-place-of',
    setup: (builder) => {
      builder.onResolve({ filter: /^node:fs(\/promises)?$/ }, ({ importer }) =>
        isOfProgram(importer) ? { path: join(HERE, 'disk.ts') } : undefined,
      )
      builder.onResolve({ filter: /\/cache-client\.js$/ }, ({ importer }) =>
        isOfProgram(importer) ? { path: join(HERE, 'cache-client.ts') } : undefined,
      )
    },
  }
}

function patched(patches: readonly Patch[]): Plugin {
  const files = new Set(patches.map(({ file }) => resolve(ROOT, file)))
  return {
    name: 'patched',
    setup: (builder) => {
      builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!files.has(path)) return undefined
        const mine = patches.filter(({ file }) => resolve(ROOT, file) === path)
        return {
          contents: mine.reduce(apply, readFileSync(path, 'utf8')),
          loader: 'ts',
          resolveDir: dirname(path),
        }
      })
    },
  }
}

function apply(text: string, { file, from, to }: Patch): string {
  if (text.split(from).length !== 2) {
    throw new Error(`${relative(ROOT, resolve(ROOT, file))} has not exactly one place that reads: ${from}`)
  }
  return text.replace(from, () => to)
}
