import { describe, expect, test } from '@jest/globals'
import {
  BY_ODD_NAME,
  expectOversizedPage,
  expectWholeList,
  pageOf,
  readCustomSql,
  readWorkbooks,
  rows,
} from './lists.js'

/* Lists too long for a call with one argument per row, or for recursion. */

describe('a list of REST', () => {
  test('of 200,000 rows on one page is read, with a warning that names list and host', () =>
    expectOversizedPage(200_000))

  test('of 30,000 rows, as a very large site has, is read completely and without a warning', () =>
    expectWholeList(30_000))
})

test('a list of the Metadata API of 130,000 rows on one page is read, with a warning that names it', async () => {
  const told = await readCustomSql(() => ({
    ...pageOf(0, 130_000, null),
    pageInfo: { hasNextPage: false },
  }))
  expect(told.by['workbook:W']?.tables).toHaveLength(1)
  expect(told.warnings).toEqual([expect.stringMatching(/customSQLTables has 130000 rows on one page/)])
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
})
