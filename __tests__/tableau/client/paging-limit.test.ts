import { describe, expect, test } from '@jest/globals'
import { datasource, workbook } from '../../../simulators/tableau/index.js'
import type { Http } from '../../../src/base/http.js'
import { Paging } from '../../../src/tableau/client/paging-limit.js'
import type { ContentReference } from '../../../src/tableau/types.js'
import { findingsOf, acmeWith, contentsOf, lineageOf, onStage, type Stage } from '../stage.js'

describe('reading a list page by page', () => {
  const pagesOf = (...pages: readonly (readonly [number, string])[]) => {
    const paging = new Paging()
    return pages.map(([rows, mark]) => paging.after({ rows, mark }))
  }

  test.each<[string, readonly (readonly [number, string])[], readonly (RegExp | null)[]]>([
    [
      'goes on while pages bring something',
      [
        [1000, 'a'],
        [1000, 'b'],
      ],
      [null, null],
    ],
    [
      'stops where a page comes again',
      [
        [10, 'a'],
        [10, 'b'],
        [10, 'a'],
      ],
      [null, null, /same page/],
    ],
    ['stops where nobody says how it goes on', [[10, '']], [/where the next page starts/]],
    [
      'stops after the most rows',
      [
        [499_999, 'a'],
        [1, 'b'],
      ],
      [null, /500000 rows/],
    ],
    [
      'passes over an empty page',
      [
        [0, 'a'],
        [5, 'b'],
      ],
      [null, null],
    ],
    [
      'stops after ten empty ones',
      Array.from({ length: 10 }, (_, index) => [0, String(index)] as const),
      [...Array.from({ length: 9 }, () => null), /10 pages in a row were empty/],
    ],
  ])('%s', (_, pages, expected) => {
    expect(pagesOf(...pages)).toEqual(
      expected.map((one) => (one === null ? null : (expect.stringMatching(one) as unknown))),
    )
  })

  test('stops after the most pages', () => {
    const paging = new Paging()
    const stops = Array.from({ length: 5000 }, (_, index) => paging.after({ rows: 1, mark: `${index}` }))
    expect(stops.findIndex((stop) => stop !== null)).toBe(4999)
  })
})

const SITE = acmeWith({
  datasources: [datasource('F/D', { tables: ['DB.S.A'] })],
  workbooks: [workbook('F/W', { embedded: [{ tables: ['DB.S.A'] }] })],
})

/** Answers in Tableau's place; null lets a call through. */
type Instead = (url: URL, body: string) => object | null

function insteadOf(
  { options }: Stage,
  instead: Instead,
): { readonly http: Http; readonly asked: () => number } {
  const { http } = options()
  let asked = 0
  return {
    asked: () => asked,
    http: (request) => {
      const answer = instead(new URL(request.url), request.body ?? '')
      if (answer === null) return http(request)
      asked += 1
      return Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(answer) })
    },
  }
}

const row = (index: number) => ({ id: `id-${index}`, name: `W${index}`, project: { id: 'p', name: 'F' } })
const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => row(from + index))
const BY_ODD_NAME: readonly ContentReference[] = [{ by: 'path', of: 'workbook', path: 'W7, or not' }]

/** What is found, told and asked where the list of workbooks is answered so; by a name that no filter takes. */
async function readWorkbooks(
  pageAt: (number: number) => { readonly total?: number; readonly rows: readonly object[] },
  references = BY_ODD_NAME,
) {
  return onStage({ sites: [SITE] }, async (stage) => {
    const { http, asked } = insteadOf(stage, (url) => {
      if (!url.pathname.endsWith('/workbooks')) return null
      const { total, rows: workbook } = pageAt(Number(url.searchParams.get('pageNumber')))
      return { pagination: { totalAvailable: total }, workbooks: { workbook } }
    })
    const found = await stage.session((session) => findingsOf(session, references), { http })
    return { found, asked: asked(), warnings: stage.warnings, host: new URL(stage.url).host }
  })
}

describe('a list of REST', () => {
  test('that returns the same page again and again: read once, with a warning that names list and host', async () => {
    const { asked, warnings, host } = await readWorkbooks(() => ({ total: 5000, rows: rows(0, 1000) }))
    expect(asked).toBe(2)
    expect(warnings).toEqual([
      `Tableau's list of workbooks was not read to its end, because Tableau returns the same page again; content may be missing in this run. Check what answers at ${host}.`,
    ])
  })

  test('that alternates between two pages', async () => {
    const { asked, warnings } = await readWorkbooks((number) => ({ rows: rows((number % 2) * 1000, 1000) }))
    expect(asked).toBe(3)
    expect(warnings).toEqual([expect.stringMatching(/same page again/)])
  })

  test('that goes on for ever is read up to a limit, which the warning names', async () => {
    const { asked, warnings } = await readWorkbooks((number) => ({ total: 1e9, rows: rows(number, 1) }))
    expect(asked).toBe(5000)
    expect(warnings).toEqual([expect.stringMatching(/at most 500000 rows and 5000 pages are read/)])
  })

  test('of 200,000 rows on one page is read, with a warning that names list and host', async () => {
    const { found, asked, warnings, host } = await readWorkbooks(
      () => ({ total: 200_000, rows: rows(0, 200_000) }),
      [...BY_ODD_NAME, { by: 'path', of: 'workbook', path: 'F/W123456' }],
    )
    expect(found).toMatchObject([{ kind: 'not-found' }, { kind: 'found', content: { name: 'W123456' } }])
    expect(asked).toBe(1)
    expect(warnings).toEqual([
      `Tableau's list of workbooks has 200000 rows on one page, more than requested; all of them were read. Check what answers at ${host}.`,
    ])
  }, 300_000)

  test('that returns a row twice, because it changed meanwhile, is not ambiguous', async () => {
    const { found, warnings } = await readWorkbooks(
      (number) =>
        number === 1 ? { total: 1500, rows: rows(0, 1000) } : { total: 1500, rows: rows(990, 510) },
      [...BY_ODD_NAME, { by: 'path', of: 'workbook', path: 'F/W995' }],
    )
    expect(found[1]).toMatchObject({ kind: 'found' })
    expect(warnings).toEqual([])
  })

  test('of 30,000 rows, as a very large site has, is read completely and without a warning', async () => {
    const { found, asked, warnings } = await readWorkbooks(
      (number) => ({ total: 30_000, rows: rows((number - 1) * 1000, 1000) }),
      [...BY_ODD_NAME, { by: 'path', of: 'workbook', path: 'F/W29999' }],
    )
    expect(found[1]).toMatchObject({ kind: 'found' })
    expect([asked, warnings]).toEqual([30, []])
  })
})

describe('a list of the Metadata API', () => {
  const table = {
    name: 'A',
    schema: 'S',
    fullName: '[S].[A]',
    connectionType: 'snowflake',
    database: { name: 'DB' },
  }
  const query = (index: number) => ({
    id: 'q',
    isUnsupportedCustomSql: false,
    tables: [table],
    downstreamWorkbooks: [{ luid: `other-${index}` }],
    downstreamDatasources: [],
  })

  /** The lineage of a workbook where the list of custom SQL is answered so. */
  async function readCustomSql(pageAt: (page: number) => object) {
    return onStage({ sites: [SITE] }, async (stage) => {
      let page = 0
      const { http: given } = stage.options()
      const http: Http = async (request) => {
        const alias = /(page\d): customSQLTablesConnection/.exec(request.body ?? '')?.[1]
        if (page > 0 && alias === 'page0') {
          const body = JSON.stringify({ data: { page0: pageAt((page += 1)) } })
          return { status: 200, headers: {}, body }
        }
        const answer = await given(request)
        if (alias === undefined) return answer
        const json = JSON.parse(answer.body) as { data: Record<string, object> }
        return { ...answer, body: JSON.stringify({ data: { ...json.data, [alias]: pageAt((page += 1)) } }) }
      }
      const told = await stage.session((session) => lineageOf(session, [['workbook', 'F/W']]), { http })
      return { ...told, pages: page, warnings: stage.warnings }
    })
  }

  const pageOf = (from: number, count: number, endCursor: string | null) => ({
    nodes: Array.from({ length: count }, (_, index) => query(from + index)),
    pageInfo: { hasNextPage: true, endCursor },
  })

  test.each<[string, (page: number) => object, number, RegExp]>([
    ['the same cursor for ever', (page) => pageOf(page, 1, 'A'), 2, /same page again/],
    ['cursors in a circle', (page) => pageOf(page, 1, `${page % 3}`), 4, /same page again/],
    ['empty pages for ever', (page) => pageOf(0, 0, `${page}`), 10, /10 pages in a row were empty/],
    ['no cursor', () => pageOf(0, 1, null), 1, /where the next page starts/],
    ['new pages for ever', (page) => pageOf(page, 1, `${page}`), 5000, /at most 500000 rows and 5000 pages/],
  ])(
    '(%s) is read no further, counts as unknown, and the warning names it',
    async (_, pageAt, pages, why) => {
      const told = await readCustomSql(pageAt)
      expect(told.pages).toBe(pages)
      expect(told.warnings).toContainEqual(
        expect.stringMatching(
          new RegExp(`^Tableau's list of customSQLTables was not read to its end, .*${why.source}`),
        ),
      )
      expect(told.by['workbook:W']).toMatchObject({
        tables: [{ name: 'A' }],
        gaps: ['incomplete-custom-sql'],
      })
      expect(told.notices).toContainEqual(expect.stringMatching(/goes on without an end \(no end\)/))
    },
  )

  test('of 130,000 rows on one page is read, with a warning that names it', async () => {
    const told = await readCustomSql(() => ({
      ...pageOf(0, 130_000, null),
      pageInfo: { hasNextPage: false },
    }))
    expect(told.by['workbook:W']?.tables).toHaveLength(1)
    expect(told.warnings).toEqual([expect.stringMatching(/customSQLTables has 130000 rows on one page/)])
  }, 300_000)
})

test('a list that many polls read gives one warning', async () => {
  await onStage({ sites: [SITE] }, async (stage) => {
    const job = (index: number) => ({ id: `job-${index}`, status: 'InProgress', title: 'W' })
    const { http } = insteadOf(stage, (url) =>
      url.pathname.endsWith('/jobs')
        ? { backgroundJobs: { backgroundJob: Array.from({ length: 1000 }, (_, index) => job(index)) } }
        : null,
    )
    await stage.session(
      async (session) => {
        for (let poll = 0; poll < 3; poll += 1) await expect(session.jobs({})).resolves.toHaveLength(1000)
      },
      { http },
    )
    expect(stage.warnings).toHaveLength(1)
  })
})

test('20,000 contents with one name are ambiguous', async () => {
  const { found } = await readWorkbooks(
    () => ({
      total: 20_000,
      rows: rows(0, 20_000).map((one) => ({ ...one, name: 'Same' })),
    }),
    [...BY_ODD_NAME, { by: 'path', of: 'workbook', path: 'Same' }],
  )
  expect(found[1]?.kind).toBe('ambiguous')
  expect(() => contentsOf(found)).toThrow(/not-found/)
}, 300_000)
