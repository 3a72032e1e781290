import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from '@jest/globals'
import type { Metafile } from 'esbuild'
import { bundle, bundledFiles, NAMED } from '../../scripts/bundle.js'

const ROOT = join(import.meta.dirname, '../..')

let outputs: Metafile['outputs']

beforeAll(async () => {
  outputs = (await bundle(mkdtempSync(join(tmpdir(), 'bundle-')))).outputs
})

/** The chunks that are loaded with this file, before anything is imported lazily. */
function chunksLoadedWith(entry: string): Set<string> {
  const chunks = new Set(Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === entry))
  expect(chunks.size).toBe(1)
  // Iterating over a set includes what is added meanwhile.
  for (const chunk of chunks) {
    const { imports = [] } = outputs[chunk] ?? {}
    imports
      .filter(({ kind, external }) => kind === 'import-statement' && external !== true)
      .forEach(({ path }) => chunks.add(path))
  }
  return chunks
}

/** The files of ours and of packages that are loaded with this one. */
function loadedWith(entry: string): string[] {
  return [...chunksLoadedWith(entry)].flatMap((chunk) => Object.keys(outputs[chunk]?.inputs ?? {}))
}

function packagesLoadedWith(entry: string): string[] {
  const names = loadedWith(entry).flatMap(
    (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.slice(1) ?? [],
  )
  return [...new Set(names)]
}

test('a post step with nothing to save loads two files of ours and no package', () => {
  expect(loadedWith('src/post.ts').sort()).toEqual(['src/post.ts', 'src/run/left-for-post.ts'])
})

test('both entry points load only what is needed to log a line', () => {
  expect(packagesLoadedWith('src/index.ts')).toEqual(['@actions/core'])
})

const FOR_REFRESHES = [
  '@actions/cache',
  '@actions/github',
  '@actions/http-client',
  '@guanmingchiu/sqlparser-ts',
  'jose',
  'luxon',
  'undici',
  'yaml',
]

test.each([
  [
    'that is switched off',
    'src/run/switched-off.ts',
    [...FOR_REFRESHES, 'croner', 'zod', 'picomatch', 'tinyglobby'],
  ],
  ['without an exposure of Tableau', 'src/run/main.ts', [...FOR_REFRESHES, 'tinyglobby']],
])('a run %s loads no package that it does not need', (_, entry, unneeded) => {
  const loaded = packagesLoadedWith(entry)
  expect(loaded).toContain('mdast-util-to-markdown')
  expect(loaded.filter((name) => unneeded.includes(name))).toEqual([])
})

/** Chunks and kB from the start of the process, with `src/index.ts`. */
function startCost(entry: string): { readonly chunks: number; readonly kilobytes: number } {
  const chunks = new Set([...chunksLoadedWith('src/index.ts'), ...chunksLoadedWith(entry)])
  const bytes = [...chunks].reduce((sum, chunk) => sum + (outputs[chunk]?.bytes ?? NaN), 0)
  return { chunks: chunks.size, kilobytes: Math.ceil(bytes / 1000) }
}

// CPU time depends on the machine (docs/benchmarks-start.md); what is loaded does not, and explains most of it.
test.each([
  ['that is switched off', 'src/run/switched-off.ts', { chunks: 11, kilobytes: 310 }],
  ['without an exposure of Tableau', 'src/run/main.ts', { chunks: 15, kilobytes: 530 }],
])('a run %s loads few chunks and few kB', (_, entry, most) => {
  const { chunks, kilobytes } = startCost(entry)
  expect(chunks).toBeLessThanOrEqual(most.chunks)
  expect(kilobytes).toBeLessThanOrEqual(most.kilobytes)
  // So that the limits above are tightened when less is loaded.
  expect(kilobytes).toBeGreaterThan(most.kilobytes - 50)
})

const COMPARED_NAME = /\.constructor\.name === ["'](\w+)["']|\.name === (\w+)\.name\b/g

test('classes whose names are compared at run time keep them', () => {
  const files = bundledFiles({ outputs }).filter((file) => file.includes('/node_modules/'))
  const texts = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  const compared = texts.flatMap(({ text }) =>
    [...text.matchAll(COMPARED_NAME)].map(([, name, other = '']) => name ?? other),
  )
  expect(compared).toEqual(expect.arrayContaining(['ReserveCacheError', 'AnonymousCredential']))
  const declared = new RegExp(`\\bclass (?:${[...new Set(compared)].join('|')})\\b`)
  const renamed = texts.filter(({ file, text }) => declared.test(text) && !NAMED.test(file))
  expect(renamed.map(({ file }) => file)).toEqual([])
})

test('an error of @actions/cache has the name that it compares', () => {
  const chunk = Object.keys(outputs).find((path) => /\/cache-[A-Z0-9]+\.js$/.test(path)) ?? ''
  const script =
    'const { ReserveCacheError } = await import(process.argv[1]); console.log(ReserveCacheError.name)'
  const parameters = ['--input-type=module', '--eval', script, pathToFileURL(resolve(ROOT, chunk)).href]
  expect(execFileSync(process.execPath, parameters, { encoding: 'utf8' }).trim()).toBe('ReserveCacheError')
})
