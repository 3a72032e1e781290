import { describe, expect, test } from '@jest/globals'
import { CODES } from '../../../simulators/tableau/metadata/codes.js'
import { datasource, workbook, type FaultEffect, type SiteInput } from '../../../simulators/tableau/index.js'
import { codeOf, MEANINGS } from '../../../src/tableau/lineage/metadata-codes.js'
import type { ContentLineage } from '../../../src/tableau/types.js'
import { acmeWith, lineageOf, onStage, type Stage } from '../stage.js'

const twenty = Array.from({ length: 20 }, (_, index) =>
  workbook(`F/W${index}`, {
    embedded: [{ tables: Array.from({ length: 10 }, (__, table) => `DB.S.T${index}_${table}`) }],
  }),
)

type Injected = Omit<Extract<FaultEffect, { kind: 'metadata' }>, 'kind'>

interface Told {
  readonly by: Readonly<Record<string, ContentLineage>>
  readonly notices: readonly string[]
  /** Calls of the Metadata API. */
  readonly asked: number
  /** Duration until the end. */
  readonly seconds: number
}

/** The lineage of twenty workbooks with ten tables each, where it comes from, and the number of calls. */
async function learn(
  {
    site = {},
    settings = {},
    as = 'ci',
  }: { site?: Partial<SiteInput>; settings?: object; as?: 'ci' | 'ann' },
  before: (stage: Stage) => void = () => undefined,
): Promise<Told> {
  const scene = { sites: [acmeWith({ workbooks: twenty, ...site })], settings: { metadata: settings } }
  return onStage(scene, async (stage) => {
    before(stage)
    const start = stage.clock.now()
    const all = stage.simulator.sites[0]?.workbooks ?? []
    const told = await stage.session(
      (session) =>
        lineageOf(
          session,
          all.map(({ path }) => ['workbook', path]),
        ),
      { credentials: { kind: 'token', name: as, secret: 's3cret' } },
    )
    const asked = stage.simulator.record.callsTo('metadata').length
    return { ...told, asked, seconds: (stage.clock.now() - start) / 1000 }
  })
}

/** The same while this error answers all queries, or some. */
function learnDespite(effect: Injected, times: number | 'always' = 'always'): Promise<Told> {
  return learn({}, ({ simulator }) =>
    simulator.faults.add({ match: { path: 'graphql' }, times, effect: { kind: 'metadata', ...effect } }),
  )
}

/** The number of tables; null if there may be more. */
const tablesOf = ({ by }: Told) =>
  Object.values(by).map(({ tables, gaps }) => (gaps.length === 0 ? tables.length : null))
const whole = twenty.map(() => 10)
const unknown = twenty.map(() => null)

test('every code that Tableau can send is in the table', () => {
  expect([...MEANINGS.keys()]).toEqual(expect.arrayContaining(Object.keys(CODES)))
})

describe('partial answers with a warning', () => {
  test.each([
    ['NODE_LIMIT_EXCEEDED', { nodeLimit: 60 }],
    ['TIME_LIMIT_EXCEEDED', { secondsPerNode: 0.1, timeLimitSeconds: 5, timeLimitShape: 'coded' }],
    ['a time limit without code', { secondsPerNode: 0.1, timeLimitSeconds: 5, timeLimitShape: 'bare' }],
  ])('%s: smaller pages complete them', async (_, settings) => {
    const told = await learn({ settings })
    expect(tablesOf(told)).toEqual(whole)
    expect(told.notices).toEqual([])
    expect(told.asked).toBeGreaterThan(2)
  })

  test.each([
    ['NODE_LIMIT_EXCEEDED', { nodeLimit: 4 }, /limit of nodes.*\(NODE_LIMIT_EXCEEDED\).*limits\.count\.$/],
    [
      'TIME_LIMIT_EXCEEDED',
      { secondsPerNode: 1, timeLimitSeconds: 4, timeLimitShape: 'coded' },
      /out of time.*\(TIME_LIMIT_EXCEEDED\).*The next run asks again\.$/,
    ],
  ])('%s permanently: unknown, and the notice has its name', async (_, settings, sentence) => {
    const told = await learn({ settings })
    expect(tablesOf(told)).toEqual(unknown)
    expect(told.notices).toContainEqual(expect.stringMatching(sentence))
  })

  test('RATE_EXCEEDED is retried after a pause', async () => {
    const told = await learnDespite({ code: 'RATE_EXCEEDED', data: 'absent' }, 5)
    expect(tablesOf(told)).toEqual(whole)
    expect(told.seconds).toBeGreaterThan(0)
  })
})

describe('lineage that is switched off', () => {
  test.each([
    [
      'site-disabled',
      /^The Metadata API is switched off for this site \(SITE_DISABLED; .*\), so it is not known /,
    ],
    ['feature-disabled', /^The Metadata API is switched off on this server \(FEATURE_DISABLED; .*tsm /],
    ['access-denied', /^The signed-in user may not use the Metadata API \(ACCESS_DENIED; .*administrator\)/],
  ])('(%s) is queried once', async (service, sentence) => {
    const told = await learn({ settings: { service } })
    expect(told).toMatchObject({ asked: 1, seconds: 0, notices: [expect.stringMatching(sentence)] })
    expect(Object.values(told.by).map(({ hasExtract }) => hasExtract)).toEqual(twenty.map(() => true))
  })
})

describe('something else answers instead of the Metadata API', () => {
  test.each<[string, FaultEffect, RegExp]>([
    [
      'a page of a firewall',
      { kind: 'answer', status: 403, body: '<!DOCTYPE html><p>Blocked' },
      /^The Metadata API could not be asked, because http\S+graphql answered with status 403 and an HTML page /,
    ],
    [
      'a proxy that blocks POST',
      { kind: 'answer', status: 405, body: 'Not allowed' },
      /^The Metadata API could not be asked, because http\S+graphql answered with status 405 and text /,
    ],
    [
      'a server without it',
      { kind: 'answer', status: 404, body: '<!DOCTYPE html>' },
      /^The Metadata API is switched off, so it is not known /,
    ],
    [
      'Tableau itself',
      { kind: 'error', code: '403004' },
      /^The Metadata API refuses the signed-in user \(403004\), so it is not known /,
    ],
  ])('%s is named', async (_, effect, sentence) => {
    const told = await learn({}, ({ simulator }) =>
      simulator.faults.add({ match: { path: 'graphql' }, times: 'always', effect }),
    )
    expect(told.notices).toEqual([expect.stringMatching(sentence)])
  })
})

describe('a code affects only the lists that it concerns', () => {
  test('FILTER_REQUIRED for custom SQL: tables, extracts and readings stay known', async () => {
    const site = {
      datasources: [datasource('F/D', { tables: ['DB.S.A'] })],
      workbooks: [workbook('F/W', { reads: ['F/D'], embedded: [{ tables: ['DB.S.B'] }] })],
    }
    const { by, notices } = await learn({ site, settings: { nonAdmins: 'everything' }, as: 'ann' })
    expect(by['workbook:W']).toMatchObject({
      hasExtract: true,
      tables: [{ name: 'B' }],
      live: { reads: [by['datasource:D']?.content.luid] },
    })
    expect(notices.join('\n')).not.toMatch(/every node in depends_on counts for each extract/)
    expect(notices).toContainEqual(
      expect.stringMatching(
        /custom SQL, to administrators only \(FILTER_REQUIRED\).*Sign in as a site administrator\.$/,
      ),
    )
  })

  test('an administrator meets no FILTER_REQUIRED', async () => {
    expect(tablesOf(await learn({}))).toEqual(whole)
  })

  test.each<[string, Injected]>([
    ['of its own', { code: 'ACCESS_DENIED', path: ['page1'], data: 'absent' }],
    ['that no other query helps', { code: 'INVALID_ARGUMENT', path: ['page1', 'nodes'], data: 'absent' }],
  ])('a refusal %s of one list does not affect the other', async (_, effect) => {
    const told = await learnDespite(effect, 1)
    expect(tablesOf(told)).toEqual(whole)
    expect(told).toMatchObject({ asked: 2, notices: [] })
  })

  test('an error of one list does not affect the other', async () => {
    const told = await learnDespite({ code: 'SOMETHING_NEW', path: ['page1'] })
    // The custom SQL counts as unknown. The workbooks were complete at once, so only the custom SQL was queried again.
    expect(Object.values(told.by).map(({ hasExtract }) => hasExtract)).toEqual(twenty.map(() => true))
    expect(told.notices).toContainEqual(expect.stringMatching(/\(SOMETHING_NEW\)/))
  })

  test.each([
    ['one page is complete without an order', 200, []],
    ['of several pages some rows may be missing', 20, [expect.stringMatching(/USER_VISIBILITY_IS_LIMITED/)]],
  ])('USER_VISIBILITY_IS_LIMITED: %s', async (_, nodeLimit, notices) => {
    const queries = Array.from({ length: 30 }, (__, index) => ({ query: `q${index}`, tables: [`S${index}`] }))
    const site = { workbooks: [workbook('F/W', { embedded: [{ customSql: queries }] })] }
    const told = await learn({ site, settings: { nodeLimit } }, ({ simulator }) =>
      simulator.faults.add({
        match: { path: 'graphql' },
        times: 'always',
        effect: { kind: 'metadata', code: 'USER_VISIBILITY_IS_LIMITED' },
      }),
    )
    expect(told.notices.filter((notice) => notice.includes('('))).toEqual(notices)
  })

  test.each(['PERMISSIONS_MODE_SWITCHED', 'MAX_PAGE_SIZE_EXCEEDED'])(
    '%s leaves rows complete',
    async (code) => {
      const told = await learnDespite({ code })
      expect(tablesOf(told)).toEqual(whole)
      expect(told).toMatchObject({ asked: 1, notices: [] })
    },
  )

  test.each(['INHERITANCE_INCOMPLETE', 'LINKED_RESULTS_INCOMPLETE', 'BACKFILL_RUNNING'])(
    '%s: nothing is known, and there is no retry',
    async (code) => {
      const told = await learnDespite({ code })
      expect(tablesOf(told)).toEqual(unknown)
      expect(told).toMatchObject({ asked: 1, seconds: 0 })
      expect(told.notices).toContainEqual(expect.stringContaining(`(${code})`))
    },
  )
})

describe('a code that is not in the table', () => {
  test.each<[string, Injected, string]>([
    ['as an error', { code: 'QUERY_TOO_COMPLEX' }, 'QUERY_TOO_COMPLEX'],
    ['as a warning', { code: 'QUERY_TOO_COMPLEX', severity: 'WARNING' }, 'QUERY_TOO_COMPLEX'],
    ['in another case', { code: 'queryTooComplex2', data: 'absent' }, 'queryTooComplex2'],
    ['that is not a word', { code: 'a\n::error::b' }, 'no code'],
    ['that is missing', { message: 'unexpected error occurred', data: 'absent' }, 'no code'],
  ])(
    '(%s) makes the answer incomplete, is named, and costs a few calls and seconds',
    async (_, effect, name) => {
      const told = await learnDespite(effect)
      expect(tablesOf(told)).toEqual(unknown)
      expect(told.notices).toContainEqual(expect.stringContaining(`(${name})`))
      expect(told.asked).toBeLessThanOrEqual(6)
      expect(told.seconds).toBeLessThan(5)
    },
  )

  test('only once: the answer is complete', async () => {
    expect(tablesOf(await learnDespite({ code: 'QUERY_TOO_COMPLEX', data: 'first-half' }, 3))).toEqual(whole)
  })

  test.each<[string, Parameters<typeof codeOf>[0], string]>([
    ['a classification', { message: 'x', classification: 'ValidationError' }, 'ValidationError'],
    [
      'a code next to a classification',
      { message: 'x', code: 'A_B', classification: 'ValidationError' },
      'A_B',
    ],
    [
      'a time limit by its text',
      { message: 'Execution canceled because timeout of 30000 millis was reached' },
      'TIME_LIMIT_EXCEEDED',
    ],
    ['a code whose text mentions time', { message: 'the time limit', code: 'A_B' }, 'A_B'],
    ['nothing at all', { message: null }, 'no code'],
  ])('%s', (_, error, code) => {
    expect(codeOf(error)).toBe(code)
  })
})

describe('errors of any shape', () => {
  test.each([
    ['no list', 'nonsense'],
    ['entries that are not errors', [null, 7, 'text', {}]],
    ['members of a wrong type', [{ message: 7, path: 'page0', extensions: 'none' }]],
    ['an unknown path', [{ message: 'x', path: ['elsewhere', 3], extensions: { code: [] } }]],
  ])('%s: an incomplete answer, and no crash', async (_, errors) => {
    const told = await learn({}, ({ simulator }) =>
      simulator.faults.add({
        match: { path: 'graphql' },
        times: 'always',
        effect: {
          kind: 'answer',
          status: 200,
          body: JSON.stringify({ data: { page0: { nodes: [] }, page1: { nodes: [] } }, errors }),
        },
      }),
    )
    expect(tablesOf(told)).toEqual(unknown)
    expect(told.notices).toContainEqual(expect.stringContaining('(no code)'))
    expect(told.asked).toBeLessThanOrEqual(5)
  })

  test.each([
    ['one code', (): string => 'BACKFILL_RUNNING', /\(BACKFILL_RUNNING\)/],
    [
      'as many codes',
      (index: number): string => `CODE_${index}`,
      /\(CODE_0, CODE_1, CODE_2, CODE_3, CODE_4 and 4995 more\)/,
    ],
  ])('more than 5,000 of them, %s', async (_, codeAt, sentence) => {
    const errors = Array.from({ length: 5_100 }, (__, index) => ({ extensions: { code: codeAt(index) } }))
    const body = JSON.stringify({ data: { page0: { nodes: [] }, page1: { nodes: [] } }, errors })
    const told = await learn({}, ({ simulator }) =>
      simulator.faults.add({
        match: { path: 'graphql' },
        times: 'always',
        effect: { kind: 'answer', status: 200, body },
      }),
    )
    expect(tablesOf(told)).toEqual(unknown)
    expect(told.notices).toContainEqual(expect.stringMatching(sentence))
    expect(told.notices).toContainEqual(
      expect.stringMatching(/more errors than are read \(too many errors\)/),
    )
    expect(told.notices.length).toBeLessThan(5)
    expect(told.asked).toBeLessThanOrEqual(5)
  })

  test.each([302, 400])(
    'a page with status %d, as a gateway sends it, ends the lineage and not the run',
    async (status) => {
      const told = await learn({}, ({ simulator }) =>
        simulator.faults.add({
          match: { path: 'graphql' },
          times: 'always',
          effect: { kind: 'answer', status, body: '<html>login</html>' },
        }),
      )
      expect(tablesOf(told)).toEqual(unknown)
      expect(told.notices).toEqual([
        expect.stringMatching(
          /^The Metadata API could not be asked, because http.* answered with status \d+ and an HTML page /,
        ),
      ])
    },
  )

  test.each([
    ['an empty answer', ''],
    ['a list', '[]'],
    ['a text', '"sign in first"'],
  ])('%s counts as no response: it is retried, then REST answers', async (_, body) => {
    const told = await learn({}, ({ simulator }) =>
      simulator.faults.add({
        match: { path: 'graphql' },
        times: 'always',
        effect: { kind: 'answer', status: 200, body },
      }),
    )
    expect(tablesOf(told)).toEqual(unknown)
    expect(told.notices).toEqual([
      expect.stringMatching(/^The Metadata API does not answer, so it is not known /),
    ])
  })
})
