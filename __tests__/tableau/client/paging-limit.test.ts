import { describe, expect, test } from '@jest/globals'
import { PagingLimit } from '../../../src/tableau/client/paging-limit.js'
import { contentsOf, onStage } from '../stage.js'
import {
  BY_ODD_NAME,
  expectOversizedPage,
  expectWholeList,
  insteadOf,
  pageOf,
  readCustomSql,
  readWorkbooks,
  rows,
  SITE,
} from './lists.js'

describe('reading a list page by page', () => {
  const pagesOf = (...pages: readonly (readonly [number, string])[]) => {
    const paging = new PagingLimit()
    return pages.map(([rows, mark]) => paging.after({ rows, mark }))
  }

  test.each<[string, readonly (readonly [number, string])[], readonly (RegExp | null)[]]>([
    [
      'goes on while pages have rows',
      [
        [1000, 'a'],
        [1000, 'b'],
      ],
      [null, null],
    ],
    [
      'stops when a page is repeated',
      [
        [10, 'a'],
        [10, 'b'],
        [10, 'a'],
      ],
      [null, null, /same page/],
    ],
    ['stops without a cursor for the next page', [[10, '']], [/where the next page starts/]],
    [
      'stops at the limit of rows',
      [
        [499_999, 'a'],
        [1, 'b'],
      ],
      [null, /500000 rows/],
    ],
    [
      'goes on after an empty page',
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

  test('stops at the limit of pages', () => {
    const paging = new PagingLimit()
    const stops = Array.from({ length: 5000 }, (_, index) => paging.after({ rows: 1, mark: `${index}` }))
    expect(stops.findIndex((stop) => stop !== null)).toBe(4999)
  })
})

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

  test('that returns a row twice, because it changed while it was read, is not ambiguous', async () => {
    const { found, warnings } = await readWorkbooks(
      (number) =>
        number === 1 ? { total: 1500, rows: rows(0, 1000) } : { total: 1500, rows: rows(990, 510) },
      [...BY_ODD_NAME, { by: 'path', of: 'workbook', path: 'F/W995' }],
    )
    expect(found[1]).toMatchObject({ kind: 'found' })
    expect(warnings).toEqual([])
  })

  test('of 1,200 rows on one page is read, with a warning that names list and host', () =>
    expectOversizedPage(1_200))

  test('of 3,000 rows is read completely and without a warning', () => expectWholeList(3_000))
})

describe('a list of the Metadata API', () => {
  test.each<[string, (page: number) => object, number, RegExp]>([
    ['the same cursor for ever', (page) => pageOf(page, 1, 'A'), 2, /same page again/],
    ['cursors in a circle', (page) => pageOf(page, 1, `${page % 3}`), 4, /same page again/],
    ['empty pages for ever', (page) => pageOf(0, 0, `${page}`), 10, /10 pages in a row were empty/],
    ['no cursor', () => pageOf(0, 1, null), 1, /where the next page starts/],
    ['new pages for ever', (page) => pageOf(page, 1, `${page}`), 5000, /at most 500000 rows and 5000 pages/],
  ])(
    '(%s) is not read further, counts as unknown, and the warning names it',
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

  test('of 1,300 rows on one page is read, with a warning that names it', async () => {
    const told = await readCustomSql(() => ({
      ...pageOf(0, 1_300, null),
      pageInfo: { hasNextPage: false },
    }))
    expect(told.by['workbook:W']?.tables).toHaveLength(1)
    expect(told.warnings).toEqual([expect.stringMatching(/customSQLTables has 1300 rows on one page/)])
  })
})

test('a list that is read for many polls has one warning', async () => {
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

test('2,000 contents with one name are ambiguous', async () => {
  const { found } = await readWorkbooks(
    () => ({
      total: 2_000,
      rows: rows(0, 2_000).map((one) => ({ ...one, name: 'Same' })),
    }),
    [...BY_ODD_NAME, { by: 'path', of: 'workbook', path: 'Same' }],
  )
  expect(found[1]?.kind).toBe('ambiguous')
  expect(() => contentsOf(found)).toThrow(/not-found/)
})
