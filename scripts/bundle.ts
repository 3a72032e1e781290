import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build, type Metafile, type Plugin, transform } from 'esbuild'
import { licensesOf } from './licenses.js'
import { NODE_BUNDLE } from './node-bundle.js'

const ROOT = join(import.meta.dirname, '..')

/** Bundles main and the post step into a folder: what both need, and what is imported lazily, in chunks of their own. */
export async function bundle(folder: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/index.ts', 'src/post.ts'],
    outdir: folder,
    chunkNames: '[name]-[hash]',
    ...NODE_BUNDLE,
    splitting: true,
    minify: true,
    // The texts are complete in licenses.txt.
    legalComments: 'none',
    plugins: [
      lazyPartsAfterMain,
      withNames,
      withoutSideEffects,
      withoutOptionalPicomatch,
      compressedSqlParser,
    ],
    metafile: true,
  })
  refuseLazyCommonJs(metafile)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n')
  writeFileSync(join(folder, 'licenses.txt'), licensesOf(bundledFiles(metafile)))
  return metafile
}

/** Gives CommonJS packages that are imported lazily the named exports that they have in Node, but not in the bundle. */
function refuseLazyCommonJs({ inputs }: Metafile): void {
  for (const [file, { imports }] of Object.entries(inputs)) {
    const lazy = imports.find(({ kind, path }) => kind === 'dynamic-import' && inputs[path]?.format === 'cjs')
    if (lazy !== undefined && file.startsWith('src/'))
      throw new Error(`${file} imports CommonJS lazily: ${lazy.path}`)
  }
}

/** Absolute paths of the files whose code is in the bundle. */
export function bundledFiles({ outputs }: Pick<Metafile, 'outputs'>): string[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs))
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  return [...new Set(used.map(([file]) => resolve(ROOT, file)))]
}

const AFTER_MAIN = 'after-main'
/** They import lazily what may come before `main`. */
const BEFORE_MAIN = ['src/index.ts', 'src/post.ts']

/**
 * Lets what is imported lazily after `main` has started import `main` too. Code splitting makes a chunk for each set of entry
 * points that share a file, so without this, `main` would be in fifty chunks, and starting them would cost more than their work.
 */
const lazyPartsAfterMain: Plugin = {
  name: 'lazy-parts-after-main',
  setup: (esbuild) => {
    esbuild.onResolve({ filter: /^\.{1,2}\// }, ({ kind, importer, path, resolveDir }) => {
      const by = fromRoot(importer)
      if (kind !== 'dynamic-import' || !by.startsWith('src/') || BEFORE_MAIN.includes(by)) return null
      return { namespace: AFTER_MAIN, path: fromRoot(join(resolveDir, path)) }
    })
    esbuild.onLoad({ filter: /./, namespace: AFTER_MAIN }, ({ path }) => ({
      contents: `import './src/run/main.js'\nexport * from './${path}'`,
      resolveDir: ROOT,
    }))
  },
}

/** The same on every machine, since names of chunks depend on it. */
function fromRoot(path: string): string {
  return relative(ROOT, path).replaceAll('\\', '/')
}

/** Marks these packages as free of side effects, which they do not declare. Otherwise logging a line would load an HTTP client. */
const SILENT = /[\\/]node_modules[\\/]@actions[\\/](?:core|http-client)[\\/]/

const withoutSideEffects: Plugin = {
  name: 'without-side-effects',
  setup: (esbuild) => {
    esbuild.onResolve({ filter: /^(?:@actions\/(?:core|http-client)$|\.)/ }, async ({ path, ...context }) => {
      const isAsked = context.pluginData === SILENT
      if (isAsked || (path.startsWith('.') && !SILENT.test(context.importer))) return null
      const { importer, kind, resolveDir } = context
      const found = await esbuild.resolve(path, { importer, kind, resolveDir, pluginData: SILENT })
      return { ...found, sideEffects: false }
    })
  },
}

/** They compare the names of classes at run time. Names of all else would be set at each start, which is a twentieth of its cost. */
export const NAMED = /[\\/]node_modules[\\/](?:@actions[\\/]cache|@azure)[\\/].*\.m?js$/

const withNames: Plugin = {
  name: 'with-names',
  setup: (esbuild) => {
    esbuild.onLoad({ filter: NAMED }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { keepNames: true })
      return { contents: code, loader: 'js' }
    })
  },
}

const OPTIONAL = /__require\.resolve\("picomatch"\);\s*pm = __require\("picomatch"\);/

/** fdir takes a picomatch that it finds at run time, anywhere above dist/. tinyglobby hands it one, so nothing outside dist/ has to be loaded. */
const withoutOptionalPicomatch: Plugin = {
  name: 'without-optional-picomatch',
  setup: (esbuild) => {
    esbuild.onLoad({ filter: /[\\/]node_modules[\\/]fdir[\\/]dist[\\/]index\.mjs$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8')
      if (!OPTIONAL.test(code)) throw new Error(`${path} looks for picomatch in another way`)
      return { contents: code.replace(OPTIONAL, ''), loader: 'js' }
    })
  },
}

const PARSER = 'readFile(new URL("../wasm/sqlparser_rs_wasm_bg.wasm", import.meta.url))'
const COMPRESSED = 'sqlparser.wasm.br'

/** Decompresses the SQL parser's WebAssembly when a run needs it: uncompressed, it would be most of the download. */
const compressedSqlParser: Plugin = {
  name: 'compressed-sql-parser',
  setup: (esbuild) => {
    esbuild.onLoad({ filter: /sqlparser-ts[\\/]dist[\\/]index\.mjs$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8')
      if (code.split(PARSER).length !== 2) throw new Error(`${path} loads its WebAssembly in another way`)
      const expanded = `(await import("node:zlib")).brotliDecompressSync(await readFile(new URL("./${COMPRESSED}", import.meta.url)))`
      return { contents: code.replace(PARSER, expanded), loader: 'js' }
    })
  },
}

/** Writes the SQL parser's WebAssembly where the bundle looks for it. Takes half a minute. */
export function compressSqlParser(folder: string): void {
  const wasm = join(ROOT, 'node_modules/@guanmingchiu/sqlparser-ts/wasm/sqlparser_rs_wasm_bg.wasm')
  writeFileSync(join(folder, COMPRESSED), brotliCompressSync(readFileSync(wasm)))
}
