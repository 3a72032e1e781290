import { afterEach, describe, expect, test } from '@jest/globals'
import type { StepResult } from '../../simulators/runner/runner.js'
import { annotations, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

/** From now on each of these calls gets this answer, or the first few. */
function answers(path: string, body: object, times: number | 'always' = 'always'): void {
  const effect = { kind: 'answer', status: 200, body: JSON.stringify(body) } as const
  stage.tableau.faults.add({ match: { path }, times, effect })
}

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    name: `N${index}`,
    contentUrl: `N${index}`,
  }))

function expectWords({ log, summary, raw }: StepResult): void {
  expect(log + summary + raw).not.toMatch(
    /Maximum call stack|URI malformed|Invalid character|^\s+at .*:\d+:\d+/m,
  )
}

const WORKBOOKS = '/workbooks\\?'

describe('a huge or endless answer ends in a sentence that names the list and the host', () => {
  test.each<[string, { path: string; body: object; times?: number }, string, RegExp]>([
    [
      '130,000 rows on one page',
      {
        path: WORKBOOKS,
        body: { pagination: { totalAvailable: 130_000 }, workbooks: { workbook: rows(130_000) } },
        times: 1,
      },
      'warning',
      /^Tableau's list of workbooks has 130000 rows on one page, .* Check what answers at 127\.0\.0\.1:\d+\.$/,
    ],
    [
      'the same page for ever',
      {
        path: WORKBOOKS,
        body: { pagination: { totalAvailable: 5000 }, workbooks: { workbook: rows(1000) } },
      },
      'warning',
      /^Tableau's list of workbooks was not read to its end, .* same page again; .* Check what answers at 127\.0\.0\.1:\d+\.$/,
    ],
    [
      '300,000 errors at once',
      {
        path: 'graphql',
        body: { data: {}, errors: Array.from({ length: 300_000 }, () => ({ message: 'x' })) },
      },
      'notice',
      /^The Metadata API answered with more errors than are read \(too many errors\), so /,
    ],
  ])('%s', async (_, { path, body, times }, level, sentence) => {
    stage = await Stage.open('build-ok')
    answers(path, body, times)
    const main = await stage.main()
    expect(annotations(main, level)).toContainEqual(expect.stringMatching(sentence))
    expect(main.exitCode).toBe(0)
    expectWords(main)
  })
})

test('a line break in the session token', async () => {
  stage = await Stage.open('build-ok')
  answers('signin', { credentials: { token: 'abc\ndef', site: { id: 's' } } })
  const main = await stage.main()
  expect(annotations(main, 'error')).toEqual([
    expect.stringMatching(
      /http:.*\/auth\/signin returned status 200 and a session token with invalid characters\. Check /,
    ),
  ])
  expect(main.exitCode).toBe(1)
  expect(main.summary).not.toBe('')
  expectWords(main)
})

test.each([
  ['that the client cannot read', 'robot:hun%ter2@proxy.example:8080'],
  ['that the client ignores', 'proxy.example:8080'],
])('a proxy %s', async (_, proxy) => {
  stage = await Stage.open('build-ok')
  const server = 'http://tableau.invalid'
  stage.edit('target/manifest.json', (text) => text.replaceAll(stage.server.url, server))
  const main = await stage.main({
    inputs: { 'tableau-server-url': server },
    environment: { http_proxy: proxy },
  })
  expect(annotations(main, 'error')).toEqual([
    expect.stringMatching(
      /tableau\.invalid.*the environment variable http_proxy is not the address of a proxy/,
    ),
  ])
  expect(main.exitCode).toBe(1)
  expectWords(main)
})

test('slow answers use up the time for the steps before the refreshes', async () => {
  stage = await Stage.open('build-ok')
  stage.tableau.configure({ metadata: { nodeLimit: 20 } })
  stage.tableau.faults.add({
    match: { path: 'graphql' },
    times: 'always',
    effect: { kind: 'delay', seconds: 58 },
  })
  const main = await stage.main({ inputs: { discover: 'true', timeout: '1' } })
  expect(annotations(main, 'error')).toEqual([
    expect.stringMatching(
      /^Reading Tableau before the refreshes took longer than 15 minutes, so nothing was refreshed; time ran out while (asking|reading) .*\. Raise timeout, /,
    ),
  ])
  expect(main.exitCode).toBe(1)
  expect(stage.refreshes).toEqual([])
  expect(stage.tableau.record.sessionsAlive).toEqual([])
  stage.tableau.faults.clear()
  stage.tableau.configure({ metadata: { nodeLimit: 20_000 } })
  await stage.main()
  expect(stage.refreshes.length).toBeGreaterThan(0)
  expectWords(main)
})
