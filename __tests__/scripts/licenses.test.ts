import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { bundledFiles, licensesOf } from '../../scripts/licenses.js'

const DIST = join(import.meta.dirname, '../../dist')

/** Packages that the committed bundle names: webpack leaves a line before each module it joined or refers to. */
function packagesInBundle(): string[] {
  const code = readdirSync(DIST)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(DIST, name), 'utf8'))
    .join('\n')
  const modules = code.matchAll(
    /(?:CONCATENATED|EXTERNAL) MODULE: \S*node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//g,
  )
  return [...new Set([...modules].map(([, name = '']) => name))].sort()
}

test('the committed licenses.txt holds the license of every package that the bundle names', () => {
  const lines = readFileSync(join(DIST, 'licenses.txt'), 'utf8').split('\n')
  const isHeld = (name: string): boolean =>
    lines.some((line, at) => line === name && (at === 0 || lines[at - 1] === '') && lines[at + 2] !== '')
  const packages = packagesInBundle()
  expect(packages).toEqual(expect.arrayContaining(['@actions/core', 'zod']))
  // These are what ncc's own list leaves out; not every one of them has a line of webpack's.
  const leftOut = ['@actions/core', '@actions/exec', '@actions/io', 'tunnel', 'undici']
  expect([...packages, ...leftOut].filter((name) => !isHeld(name))).toEqual([])
})

test('what webpack has put into no chunk is not in the bundle, what it has joined to another module is', () => {
  const stats = {
    modules: [
      { nameForCondition: '/a/root.js', chunks: [1], modules: [{ nameForCondition: '/a/joined.js' }] },
      { nameForCondition: '/a/joined.js', chunks: [] },
      { nameForCondition: '/a/left-out.js', chunks: [] },
      { name: 'external "node:fs"', nameForCondition: null, chunks: [1] },
    ],
  }
  expect(bundledFiles(stats)).toEqual(['/a/root.js', '/a/joined.js'])
})

describe('the license of a package', () => {
  const root = join(mkdtempSync(join(tmpdir(), 'packages-')), 'node_modules')
  const add = (files: Readonly<Record<string, string | object>>): void => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content))
    }
  }
  const of = (...files: string[]): string => licensesOf(files.map((file) => join(root, file)))

  test('is told once, with its notice, in the order of names; our own files have none', () => {
    add({
      '@b/two/package.json': { name: '@b/two', license: 'MIT' },
      '@b/two/LICENSE.md': 'two\r\n',
      '@b/two/lib/package.json': { type: 'module' },
      'one/package.json': { name: 'one', license: 'Apache-2.0' },
      'one/LICENSE': 'one\n',
      'one/NOTICE': 'noted',
    })
    expect(of('one/a.js', '@b/two/lib/x.js', 'one/b.js')).toBe(
      '@b/two\nMIT\ntwo\n\none\nApache-2.0\none\n\nnoted\n',
    )
    expect(licensesOf([join(import.meta.dirname, 'own.ts')])).toBe('')
  })

  test('that lies within another one is that of the outer one where it has none of its own', () => {
    add({
      'outer/package.json': { name: 'outer', license: 'MIT' },
      'outer/LICENSE': 'outer',
      'outer/pkg/package.json': { name: 'inner', license: 'MIT' },
    })
    expect(of('outer/pkg/x.js')).toBe('inner\nMIT\nouter\n')
  })

  test('of which the package brings no text is named with its address', () => {
    add({ 'short/package.json': { name: 'short', license: 'MIT' } })
    expect(of('short/x.js')).toBe(
      'short\nMIT\n(The package brings no text of it: https://spdx.org/licenses/MIT.html)\n',
    )
  })

  test('that there is none stops the build', () => {
    add({ 'bare/package.json': { name: 'bare' } })
    expect(() => of('bare/x.js')).toThrow('bare is bundled and names no license')
  })
})
