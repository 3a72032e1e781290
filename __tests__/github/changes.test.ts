import { afterEach, expect, test } from '@jest/globals'
import { changedFiles } from '../../src/github/changes.js'
import { GitHubStage, START } from './kit.js'

let stage: GitHubStage
afterEach(() => stage.close())

const files = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    filename: `models/m${index}.sql`,
    status: 'modified' as const,
  }))

test.each([
  ['none', 0, 1, true],
  ['one page', 7, 1, true],
  ['exactly one page, and a look at the next', 100, 2, true],
  ['several pages', 250, 3, true],
  ['as many as GitHub tells', 3000, 30, false],
  ['more than GitHub tells', 4000, 30, false],
])('lists the files of a pull request: %s', async (_, count, calls, complete) => {
  stage = await GitHubStage.open()
  stage.simulator.files.set(7, files(count))
  const found = await changedFiles(await stage.connect(), 7)
  expect(found.files).toHaveLength(Math.min(count, 3000))
  expect(found.complete).toBe(complete)
  expect(stage.simulator.calls).toHaveLength(calls)
})

test('tells where a renamed file was, on an Enterprise Server too', async () => {
  stage = await GitHubStage.open('/api/v3')
  stage.simulator.files.set(7, [
    { filename: 'models/b.sql', status: 'renamed', previous_filename: 'models/a.sql' },
    { filename: 'models/c.sql', status: 'removed' },
  ])
  expect((await changedFiles(await stage.connect(), 7)).files).toEqual([
    { path: 'models/b.sql', status: 'renamed', previousPath: 'models/a.sql' },
    { path: 'models/c.sql', status: 'removed', previousPath: null },
  ])
})

test.each([
  ['a secondary limit with its wait', { status: 403, headers: { 'retry-after': '20' } }, [20_000]],
  [
    'a primary limit that ends soon',
    {
      status: 429,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(START / 1000 + 30) },
    },
    [30_000],
  ],
  ['a bad gateway', { status: 502 }, [1000]],
])('asks again after %s', async (_, fault, slept) => {
  stage = await GitHubStage.open()
  stage.simulator.files.set(7, files(1))
  stage.simulator.faults.push({ path: /files$/, ...fault })
  expect((await changedFiles(await stage.connect(), 7)).files).toHaveLength(1)
  expect(stage.slept).toEqual(slept)
})

test.each([
  [
    'a limit that lasts',
    { status: 403, headers: { 'retry-after': '3600' } },
    "GitHub's rate limit is used up",
    0,
  ],
  [
    'a limit without end',
    { status: 429, headers: { 'retry-after': '1' }, times: 9 },
    "GitHub's rate limit is used up",
    2,
  ],
  [
    'a refusal',
    { status: 403, message: 'Resource not accessible by integration' },
    'GitHub answered 403 (Resource not accessible by integration)',
    0,
  ],
  [
    'a repository that it cannot see',
    { status: 404, message: 'Not Found' },
    'GitHub answered 404 (Not Found)',
    0,
  ],
])('gives up in one sentence at %s', async (_, fault, message, sleeps) => {
  stage = await GitHubStage.open()
  stage.simulator.files.set(7, files(1))
  stage.simulator.faults.push({ path: /files$/, ...fault })
  await expect(changedFiles(await stage.connect(), 7)).rejects.toThrow(message)
  expect(stage.slept).toHaveLength(sleeps)
})

test('says so when GitHub does not answer', async () => {
  stage = await GitHubStage.open()
  const github = await stage.connect()
  await stage.close()
  await expect(changedFiles(github, 7)).rejects.toThrow('GitHub did not answer')
})
