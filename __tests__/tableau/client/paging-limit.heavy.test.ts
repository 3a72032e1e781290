import { describe, expect, test } from '@jest/globals'
import { BY_ODD_NAME, pageOf, readCustomSql, readWorkbooks, rows } from './lists.js'

/* Lists as long as a call with an argument per row could not take, and longer than any recursion. */

describe('a list of REST', () => {
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
