import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { writeSiteFiles } from '../../src/run/site-folder.js'

let outside: string
let workspace: string

beforeEach(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'site-folder-')))
  workspace = join(outside, 'work')
  mkdirSync(join(workspace, '.github'), { recursive: true })
})

afterEach(() => {
  rmSync(outside, { recursive: true, force: true })
})

const write = (given: string, ...names: string[]) =>
  writeSiteFiles(given, workspace, [
    ...names.map((name) => ({ path: `exposures/${name}.html`, content: () => name })),
    { path: 'index.html', content: () => names.join() },
  ])
const put = (path: string, text: string) => {
  mkdirSync(join(workspace, path, '..'), { recursive: true })
  writeFileSync(join(workspace, path), text)
}
const read = (path: string) => readFileSync(join(workspace, path), 'utf8')
const list = (folder: string) => readdirSync(join(workspace, folder)).sort()

describe('the folder of the site', () => {
  test('gets the files, and is made if it does not exist', async () => {
    expect(await write('build/site', 'a', 'b')).toBe('build/site')
    expect(list('build/site')).toEqual(['active-exposures-site.json', 'exposures', 'index.html'])
    expect(read('build/site/index.html')).toBe('a,b')
  })

  test('loses the pages of exposures that are gone, and nothing else', async () => {
    await write('site', 'a', 'b')
    put('site/CNAME', 'data.example.com')
    put('site/exposures/own.html', 'mine')
    await write('site', 'b', 'c')
    expect(list('site/exposures')).toEqual(['b.html', 'c.html', 'own.html'])
    expect(read('site/CNAME')).toBe('data.example.com')
  })

  test.each([
    ['../../../victim'],
    ['exposures/../../../victim'],
    ['/victim'],
    ['index.html/../../victim.html'],
  ])('keeps what only a forged list names: %s', async (path) => {
    writeFileSync(join(outside, 'victim'), 'safe')
    put('victim.html', 'safe')
    put('site/active-exposures-site.json', JSON.stringify({ files: [path] }))
    await write('site', 'a')
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('safe')
    expect(read('victim.html')).toBe('safe')
  })

  test.each(['{', '[]', '{"files":7}', ''])('does not need a readable list: %j', async (text) => {
    put('site/active-exposures-site.json', text)
    await write('site', 'a')
    expect(read('site/exposures/a.html')).toBe('a')
  })

  test('is taken over from a run that died while it wrote', async () => {
    const dies = {
      path: 'exposures/b.html',
      content: () => {
        throw new Error('killed')
      },
    }
    const first = { path: 'exposures/a.html', content: () => 'a' }
    const index = { path: 'index.html', content: () => 'all' }
    await expect(writeSiteFiles('site', workspace, [first, dies, index])).rejects.toThrow()
    await write('site', 'a', 'b')
    expect(list('site/exposures')).toEqual(['a.html', 'b.html'])
  })

  test('replaces links and not what they point to', async () => {
    await write('site', 'a')
    writeFileSync(join(outside, 'victim'), 'safe')
    rmSync(join(workspace, 'site/exposures/a.html'))
    symlinkSync(join(outside, 'victim'), join(workspace, 'site/exposures/a.html'))
    await write('site', 'a')
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('safe')
    expect(read('site/exposures/a.html')).toBe('a')
  })
})

describe('a folder is refused', () => {
  test.each([
    ['outside the workspace', '../elsewhere', 'AE-PATH-OUTSIDE'],
    ['the workspace itself', '.', 'AE-SITE-FOLDER-WORKSPACE'],
    ['the workspace in other words', 'x/..', 'AE-SITE-FOLDER-WORKSPACE'],
    ['in .github', '.github/site', 'AE-PATH-FORBIDDEN'],
    ['in .git', '.git', 'AE-PATH-FORBIDDEN'],
  ])('%s', async (_, given, id) => {
    await expect(write(given, 'a')).rejects.toMatchObject({ explanation: { id } })
    expect(existsSync(join(workspace, given, 'exposures'))).toBe(false)
  })

  test('with an index.html of somebody else', async () => {
    put('docs/index.html', 'mine')
    await expect(write('docs', 'a')).rejects.toMatchObject({ explanation: { id: 'AE-SITE-FOLDER-FOREIGN' } })
    expect(read('docs/index.html')).toBe('mine')
  })

  test('with a page of somebody else that an exposure would replace, on the first write and on later ones', async () => {
    put('first/exposures/menu.html', 'mine')
    await expect(write('first', 'a', 'menu')).rejects.toMatchObject({
      explanation: {
        id: 'AE-SITE-FOLDER-FOREIGN',
        message: expect.stringContaining('first has a file exposures/menu.html that') as unknown,
      },
    })
    expect(list('first')).toEqual(['exposures'])
    expect(list('first/exposures')).toEqual(['menu.html'])

    await write('later', 'a')
    put('later/exposures/menu.html', 'mine')
    await expect(write('later', 'menu')).rejects.toMatchObject({
      explanation: { id: 'AE-SITE-FOLDER-FOREIGN' },
    })
    expect([read('later/exposures/menu.html'), read('later/exposures/a.html')]).toEqual(['mine', 'a'])
  })

  test('that leads out by a link, itself or below', async () => {
    mkdirSync(join(outside, 'elsewhere'))
    symlinkSync(join(outside, 'elsewhere'), join(workspace, 'linked'))
    await expect(write('linked', 'a')).rejects.toMatchObject({ explanation: { id: 'AE-PATH-OUTSIDE' } })
    mkdirSync(join(workspace, 'site'))
    symlinkSync(join(outside, 'elsewhere'), join(workspace, 'site/exposures'))
    await expect(write('site', 'a')).rejects.toMatchObject({ explanation: { id: 'AE-PATH-OUTSIDE' } })
    expect(readdirSync(join(outside, 'elsewhere'))).toEqual([])
  })

  test('where a file is in the way', async () => {
    put('site', 'a file')
    await expect(write('site', 'a')).rejects.toMatchObject({
      explanation: {
        id: 'AE-SITE-NOT-WRITTEN',
        message: expect.stringMatching(
          /^The site cannot be written to site \((?:a part of the path is a file|a file is in the way), E/,
        ) as unknown,
      },
    })
  })
})
