import { expect } from '@jest/globals'
import { datasource, workbook } from '../../../simulators/tableau/index.js'
import type { Http } from '../../../src/base/http.js'
import type { ContentReference } from '../../../src/tableau/types.js'
import { acmeWith, findingsOf, lineageOf, onStage, type Stage } from '../stage.js'

/* Lists of Tableau whose pages the test provides. */

export const SITE = acmeWith({
  datasources: [datasource('F/D', { tables: ['DB.S.A'] })],
  workbooks: [workbook('F/W', { embedded: [{ tables: ['DB.S.A'] }] })],
})

/** Answers instead of the simulator; null passes the call on. */
type Instead = (url: URL, body: string) => object | null

export function insteadOf(
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
export const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => row(from + index))
export const BY_ODD_NAME: readonly ContentReference[] = [{ by: 'path', of: 'workbook', path: 'W7, or not' }]

/** Findings, warnings and calls with this answer for the list of workbooks, for a name that cannot be used in a filter. */
export async function readWorkbooks(
  pageAt: (number: number) => { readonly total?: number; readonly rows: readonly object[] },
  references = BY_ODD_NAME,
) {
  return onStage({ sites: [SITE] }, async (stage) => {
    const { http, asked } = insteadOf(stage, (url) => {
      // The sorted list is the newest content, which is searched for similar names.
      if (!url.pathname.endsWith('/workbooks') || url.searchParams.has('sort')) return null
      const { total, rows: workbook } = pageAt(Number(url.searchParams.get('pageNumber')))
      return { pagination: { totalAvailable: total }, workbooks: { workbook } }
    })
    const found = await stage.session((session) => findingsOf(session, references), { http })
    return { found, asked: asked(), warnings: stage.warnings, host: new URL(stage.url).host }
  })
}

/** All workbooks on one page, more than requested: each is found, and a warning names list and host. */
export async function expectOversizedPage(size: number): Promise<void> {
  const last = `W${size - 1}`
  const { found, asked, warnings, host } = await readWorkbooks(
    () => ({ total: size, rows: rows(0, size) }),
    [...BY_ODD_NAME, { by: 'path', of: 'workbook', path: `F/${last}` }],
  )
  expect(found).toMatchObject([{ kind: 'not-found' }, { kind: 'found', content: { name: last } }])
  expect(asked).toBe(1)
  expect(warnings).toEqual([
    `Tableau's list of workbooks has ${size} rows on one page, more than requested; all of them were read. Check what answers at ${host}.`,
  ])
}

/** Workbooks on pages of a thousand: all are read, and there is no warning. */
export async function expectWholeList(size: number): Promise<void> {
  const { found, asked, warnings } = await readWorkbooks(
    (number) => ({ total: size, rows: rows((number - 1) * 1000, 1000) }),
    [...BY_ODD_NAME, { by: 'path', of: 'workbook', path: `F/W${size - 1}` }],
  )
  expect(found[1]).toMatchObject({ kind: 'found' })
  expect([asked, warnings]).toEqual([size / 1000, []])
}

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

/** The lineage of a workbook with this answer for the list of custom SQL. */
export async function readCustomSql(pageAt: (page: number) => object) {
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

export const pageOf = (from: number, count: number, endCursor: string | null) => ({
  nodes: Array.from({ length: count }, (_, index) => query(from + index)),
  pageInfo: { hasNextPage: true, endCursor },
})
