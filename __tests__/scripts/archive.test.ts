import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from '@jest/globals'

const ROOT = join(import.meta.dirname, '../..')
const SQL_PARSER = 'dist/sqlparser.wasm.br'

const scratch = mkdtempSync(join(tmpdir(), 'archive-'))
const environment = {
  ...process.env,
  GIT_INDEX_FILE: join(scratch, 'index'),
  GIT_OBJECT_DIRECTORY: scratch,
  GIT_ALTERNATE_OBJECT_DIRECTORIES: execFileSync(
    'git',
    ['rev-parse', '--path-format=absolute', '--git-path', 'objects'],
    { cwd: ROOT, encoding: 'utf8' },
  ).trim(),
}
/** The working tree as git would commit it, without changing the repository's index and objects. */
let tree = ''

beforeAll(() => {
  git('read-tree', 'HEAD')
  git('add', '--all')
  tree = git('write-tree').toString().trim()
})

function git(...parameters: string[]): Buffer {
  return execFileSync('git', parameters, { cwd: ROOT, env: environment, maxBuffer: 2 ** 28 })
}

/** What a runner downloads for `uses:`, in bytes. */
function packedSize(...paths: string[]): number {
  return git('archive', '--format=tar.gz', tree, ...paths).length
}

test('a runner downloads the action, its README and its license, and nothing else', () => {
  const listed = execFileSync('tar', ['--list'], { input: git('archive', tree) })
  const files = listed
    .toString()
    .split('\n')
    .filter((path) => path !== '' && !path.endsWith('/'))
  const dist = readdirSync(join(ROOT, 'dist')).map((name) => `dist/${name}`)
  expect(files.sort()).toEqual(['LICENSE', 'README.md', 'action.yml', 'package.json', ...dist].sort())
  expect(dist).toEqual(
    expect.arrayContaining([
      'dist/index.js',
      'dist/post.js',
      'dist/licenses.txt',
      'dist/package.json',
      SQL_PARSER,
    ]),
  )
  expect(dist.filter((path) => !/\.js$|\/licenses\.txt$|\/package\.json$/.test(path))).toEqual([SQL_PARSER])
})

test('the download has at most 1.8 MB, and 0.8 MB without the SQL parser', () => {
  expect(packedSize()).toBeLessThan(1_800_000)
  expect(packedSize('.', `:!${SQL_PARSER}`)).toBeLessThan(800_000)
})
