import { afterEach, expect, test } from '@jest/globals'
import { systemClock } from '../../src/base/clock.js'
import { changedFiles } from '../../src/github/changed-files.js'
import { connectGitHub } from '../../src/github/client.js'
import { GitHubError, remedyFor } from '../../src/github/errors.js'
import type { Fault } from '../../simulators/github/simulator.js'
import { GitHubStage, START } from './kit.js'

let stage: GitHubStage
afterEach(() => stage.close())

const PAGE = '<!DOCTYPE html><html><body>Sign in</body></html>'
const PERMISSION = 'Give the job permissions: pull-requests: read'
const LATER = 'Run this job again later'
const NETWORK = 'Check GITHUB_API_URL, and the network and proxy between this runner and GitHub'

const files = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    filename: `models/m${index}.sql`,
    status: 'modified' as const,
  }))

test.each([
  ['none', 0, 1, true],
  ['one page', 7, 1, true],
  ['exactly one page, and a request for the next', 100, 2, true],
  ['several pages', 250, 3, true],
  ['as many as GitHub lists', 3000, 30, false],
  ['more than GitHub lists', 4000, 30, false],
])('lists the files of a pull request: %s', async (_, count, calls, complete) => {
  stage = await GitHubStage.open()
  stage.simulator.files.set(7, files(count))
  const found = await changedFiles(stage.connect(), 7)
  expect(found.files).toHaveLength(Math.min(count, 3000))
  expect(found.complete).toBe(complete)
  expect(stage.simulator.calls).toHaveLength(calls)
})

test('has the previous path of a renamed file, also on GitHub Enterprise Server', async () => {
  stage = await GitHubStage.open('/api/v3')
  stage.simulator.files.set(7, [
    { filename: 'models/b.sql', status: 'renamed', previous_filename: 'models/a.sql' },
    { filename: 'models/c.sql', status: 'removed' },
  ])
  expect((await changedFiles(stage.connect(), 7)).files).toEqual([
    { path: 'models/b.sql', status: 'renamed', previousPath: 'models/a.sql' },
    { path: 'models/c.sql', status: 'removed', previousPath: null },
  ])
})

test.each([
  [
    'a secondary rate limit that says how long to wait',
    { status: 403, headers: { 'retry-after': '20' } },
    [20_000],
  ],
  [
    'a primary rate limit that ends soon',
    {
      status: 429,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(START / 1000 + 30) },
    },
    [30_000],
  ],
  ['a bad gateway', { status: 502 }, [1000]],
  ["a gateway's HTML page", { status: 502, body: PAGE }, [1000]],
  ['a maintenance page with status 200', { status: 200, body: PAGE }, [1000]],
])('retries after %s', async (_, fault, slept) => {
  stage = await GitHubStage.open()
  stage.simulator.files.set(7, files(1))
  stage.simulator.faults.push({ path: /files$/, ...fault })
  expect((await changedFiles(stage.connect(), 7)).files).toHaveLength(1)
  expect(stage.slept).toEqual(slept)
})

const FAILURES: readonly {
  readonly name: string
  readonly fault: Omit<Fault, 'path'>
  readonly message: string | RegExp
  readonly remedy: string
  readonly sleeps: number
}[] = [
  {
    name: 'a rate limit that lasts an hour',
    fault: { status: 403, headers: { 'retry-after': '3600' } },
    message: "GitHub's rate limit is used up",
    remedy: LATER,
    sleeps: 0,
  },
  {
    name: 'a rate limit after every try',
    fault: { status: 429, headers: { 'retry-after': '1' } },
    message: "GitHub's rate limit is used up",
    remedy: LATER,
    sleeps: 2,
  },
  {
    name: 'a missing permission',
    fault: { status: 403, message: 'Resource not accessible by integration' },
    message: 'GitHub answered 403 (Resource not accessible by integration)',
    remedy: PERMISSION,
    sleeps: 0,
  },
  {
    name: 'a repository that the token cannot see',
    fault: { status: 404, message: 'Not Found' },
    message: 'GitHub answered 404 (Not Found)',
    remedy: PERMISSION,
    sleeps: 0,
  },
  {
    name: 'a token that has expired',
    fault: { status: 401, message: 'Bad credentials' },
    message: 'GitHub answered 401 (Bad credentials)',
    remedy: 'Check github-token: it is invalid or has expired',
    sleeps: 0,
  },
  {
    name: 'an outage',
    fault: { status: 503, message: 'Unavailable', headers: { 'retry-after': '7' } },
    message: 'GitHub answered 503 (Unavailable)',
    remedy: LATER,
    sleeps: 2,
  },
  {
    name: 'a login page',
    fault: { status: 200, body: PAGE },
    message: /^http:\S+ answered with status 200 and an HTML page instead of GitHub's JSON$/,
    remedy: NETWORK,
    sleeps: 2,
  },
  {
    name: "a firewall's HTML page",
    fault: { status: 403, body: PAGE },
    message: /answered with status 403 and an HTML page instead/,
    remedy: NETWORK,
    sleeps: 0,
  },
  {
    name: 'an object instead of an array',
    fault: { status: 200, body: { files: [] } },
    message: /answered with status 200 and JSON of an unknown shape instead/,
    remedy: NETWORK,
    sleeps: 2,
  },
  {
    name: 'an array of something else',
    fault: { status: 200, body: [{ filename: 7 }] },
    message: /answered with status 200 and JSON of an unknown shape \(0\.filename\) instead/,
    remedy: NETWORK,
    sleeps: 2,
  },
  {
    name: 'a request that GitHub does not accept',
    fault: { status: 422, body: { message: 'Validation Failed' } },
    message: /Validation Failed/,
    remedy:
      "Read GitHub's message: GitHub will refuse the same request again; report it if it explains nothing",
    sleeps: 0,
  },
  {
    name: 'an empty response',
    fault: { status: 204 },
    message: /answered with status 204 and nothing instead/,
    remedy: NETWORK,
    sleeps: 2,
  },
]

test.each(FAILURES)('gives up after $name, with one clause and a remedy', async (failure) => {
  const { fault, message, remedy, sleeps } = failure
  stage = await GitHubStage.open()
  stage.simulator.files.set(7, files(1))
  stage.simulator.faults.push({ path: /files$/, times: 9, ...fault })
  const error = await failureOf(changedFiles(stage.connect(), 7))
  expect(error.message).toMatch(message)
  expect(remedyFor(error, 'pull-requests: read')).toBe(remedy)
  expect(stage.slept).toHaveLength(sleeps)
})

test('says so if GitHub does not answer', async () => {
  stage = await GitHubStage.open()
  const github = stage.connect()
  await stage.close()
  const error = await failureOf(changedFiles(github, 7))
  expect(error.message).toBe('GitHub did not answer')
  expect(remedyFor(error, 'pull-requests: read')).toBe(NETWORK)
})

test('says why if GitHub cannot be called', async () => {
  stage = await GitHubStage.open()
  const github = connectGitHub({ token: '', repository: 'a/b', apiUrl: 'https://x', clock: systemClock })
  expect((await failureOf(changedFiles(github, 7))).message).toMatch(/^GitHub could not be called \(.*token/)
})

async function failureOf(call: Promise<unknown>): Promise<GitHubError> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof GitHubError)) throw new Error(`rejected with ${String(error)}`)
  return error
}
