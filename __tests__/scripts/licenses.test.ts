import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { bundle, bundledFiles } from '../../scripts/bundle.js'
import { licensesOf } from '../../scripts/licenses.js'

const DIST = join(import.meta.dirname, '../../dist')

test('the committed licenses.txt holds the license of every package in the bundle', async () => {
  const { outputs } = await bundle(mkdtempSync(join(tmpdir(), 'bundle-')))
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs))
  const packages = inputs.flatMap(
    (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.slice(1) ?? [],
  )
  expect(packages).toEqual(expect.arrayContaining(['@actions/core', 'undici', 'zod']))
  const lines = readFileSync(join(DIST, 'licenses.txt'), 'utf8').split('\n')
  const isHeld = (name: string): boolean =>
    lines.some((line, at) => line === name && (at === 0 || lines[at - 1] === '') && lines[at + 2] !== '')
  expect([...new Set(packages)].filter((name) => !isHeld(name))).toEqual([])
})

test('every package that users install has a license that allows redistribution', () => {
  const lock = JSON.parse(readFileSync(join(DIST, '../package-lock.json'), 'utf8')) as {
    packages: Record<string, { license?: string; dev?: boolean }>
  }
  const passedOn = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true)
  expect(passedOn.length).toBeGreaterThan(50)
  const permissive = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0']
  const isPermissive = (license: string): boolean =>
    license
      .replaceAll(/[()]/g, '')
      .split(' AND ')
      .every((one) => permissive.includes(one))
  expect(passedOn.filter(([, { license = '' }]) => !isPermissive(license))).toEqual([])
})

test('a package without code in the bundle is not listed', () => {
  const output = {
    bytes: 1,
    imports: [],
    exports: [],
    inputs: { 'src/index.ts': { bytesInOutput: 1 }, 'node_modules/left-out/index.js': { bytesInOutput: 0 } },
  }
  expect(bundledFiles({ outputs: { 'dist/index.js': output } })).toEqual([
    join(import.meta.dirname, '../../src/index.ts'),
  ])
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

  test('is listed once, with its notice, in the order of names; our own files have none', () => {
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

  test('inside another package is that of the outer one if it has none itself', () => {
    add({
      'outer/package.json': { name: 'outer', license: 'MIT' },
      'outer/LICENSE': 'outer',
      'outer/pkg/package.json': { name: 'inner', license: 'MIT' },
    })
    expect(of('outer/pkg/x.js')).toBe('inner\nMIT\nouter\n')
  })

  test('without a text in the package is listed with its address', () => {
    add({ 'short/package.json': { name: 'short', license: 'MIT' } })
    expect(of('short/x.js')).toBe(
      'short\nMIT\n(The package brings no text of it: https://spdx.org/licenses/MIT.html)\n',
    )
  })

  test('must exist, or the build fails', () => {
    add({ 'bare/package.json': { name: 'bare' } })
    expect(() => of('bare/x.js')).toThrow('bare is bundled and names no license')
  })
})
