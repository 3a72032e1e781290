import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'

import type { Report, ReportRow } from '../../src/report/report.js'
import { runLink } from '../../src/run/run-link.js'
import { writeNews } from '../../src/run/news.js'
import type { RefreshState } from '../../src/state/state.js'
import { failed, key, newData, planRow, refreshed, report } from '../report/stories.js'

const row = (result: ReportRow['result']): ReportRow => ({
  row: planRow({ name: 'Menu' }, newData('fct_orders')),
  result,
})
const FAILED = report([row(failed())])
const REFRESHED = report([row(refreshed(3))])

let workspace: string
let known: RefreshState['told']

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'news-'))
  known = new Map()
})

/** One run, after which what it told is remembered. */
async function write(given: Report, path = 'out/news.json', run: string | null = null) {
  const { found, told } = await writeNews({ path, workspace, report: given, run, known })
  known = new Map([...known, ...told])
  return found
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(workspace, path), 'utf8')) as unknown
const isThere = (path: string): boolean => existsSync(join(workspace, path))

describe('the notify-file is written', () => {
  test('with a message for each service, and what it tells is remembered', async () => {
    expect(await write(FAILED)).toEqual({
      newsCount: 1,
      line: 'News for owners in out/news.json: 1 extract',
    })
    expect(read('out/news.json')).toMatchObject({ news: [{ kind: 'failed' }] })
    expect(read('out/news.slack.json')).toMatchObject({ text: 'Active Exposures: 1 failed' })
    expect(read('out/news.teams.json')).toMatchObject({ type: 'message' })
    expect(known.get(key('Menu'))?.causes).toEqual(['failed credentials'])
  })

  test('without messages if nothing is new, and without those of an earlier run', async () => {
    await write(FAILED)
    expect(await write(FAILED)).toMatchObject({ newsCount: 0 })
    expect(read('out/news.json')).toMatchObject({ news: [] })
    expect([isThere('out/news.slack.json'), isThere('out/news.teams.json')]).toEqual([false, false])
    expect(await write(REFRESHED)).toMatchObject({ newsCount: 1 })
    expect(read('out/news.json')).toMatchObject({ news: [{ kind: 'recovered' }] })
  })

  test('with the news of an earlier use in the same run, which no step may have sent yet', async () => {
    const other = report([{ ...row(failed()), row: planRow({ name: 'Orders' }, newData('fct_orders')) }])
    const [first, second] = [
      'https://github.com/acme/shop/actions/runs/7',
      'https://github.com/acme/shop/actions/runs/8',
    ]
    await write(FAILED, undefined, first)
    expect(await write(FAILED, undefined, first)).toMatchObject({ newsCount: 0 })
    expect(read('out/news.slack.json')).toMatchObject({ text: 'Active Exposures: 1 failed' })
    expect(await write(other, undefined, first)).toMatchObject({ newsCount: 1 })
    expect(read('out/news.json')).toMatchObject({
      text: 'Active Exposures: 2 failed',
      news: [{ extract: { name: 'Menu' } }, { extract: { name: 'Orders' } }],
    })
    await write(FAILED, undefined, second)
    expect(read('out/news.json')).toMatchObject({ news: [] })
    expect(isThere('out/news.slack.json')).toBe(false)
  })

  test.each(['{', '[]', '{"version":"1.0","run":"x","text":"","news":[{}]}'])(
    'over what is no file of this action: %s',
    async (text) => {
      writeFileSync(join(workspace, 'news.json'), text)
      await write(FAILED, 'news.json', 'x')
      expect(read('news.json')).toMatchObject({ news: [{ kind: 'failed' }] })
    },
  )

  test('without news in a dry run, which remembers nothing', async () => {
    const dry = { ...FAILED, mode: { kind: 'dry', why: 'a test', onProduction: true } } as const
    expect(await write(dry)).toMatchObject({ newsCount: 0 })
    expect(known.size).toBe(0)
  })

  test.each([
    ['../news.json', 'AE-PATH-OUTSIDE'],
    ['.github/news.json', 'AE-PATH-FORBIDDEN'],
    ['folder.json', 'AE-PATH-NOT-A-FILE'],
  ])('not at %s (%s), and then nothing counts as told', async (path, id) => {
    mkdirSync(join(workspace, 'folder.json'))
    const { newsCount, notices = [] } = await write(FAILED, path)
    expect(newsCount).toBeUndefined()
    expect([...notices].map((one) => `${one.level} ${one.id}`)).toEqual([`error ${id}`])
    expect(known.size).toBe(0)
  })
})

test('a path below a file is explained', async () => {
  await write(FAILED, 'out.json')
  known = new Map()
  const { notices = [] } = await write(FAILED, 'out.json/news.json')
  expect([...notices].map((one) => one.message).join()).toMatch(
    / \(a (?:part of the path is a file|file is in the way), E/,
  )
})

test.each([
  [
    { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '7' },
    'https://github.com/acme/shop/actions/runs/7',
  ],
  [{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: '', GITHUB_RUN_ID: '7' }, null],
  [{}, null],
])('the link of a run: %j is %s', (environment, link) => {
  expect(runLink(environment)).toBe(link)
})
