import { describe, expect, test } from '@jest/globals'

import type { Decision, Freshness } from '../../src/plan/types.js'
import { createRunLog } from '../../src/report/log/log.js'
import { annotationsOf } from '../../src/report/outputs/annotations.js'
import { outputsOf } from '../../src/report/outputs/outputs.js'
import { toRows } from '../../src/report/outputs/rows.js'
import { type Report, type ReportRow, wordingContext } from '../../src/report/report.js'
import { staleCause, staleMessage, staleMessages, staleText } from '../../src/report/staleness.js'
import { summaryMarkdown } from '../../src/report/summary/summary.js'
import { oneLine } from '../../src/base/untrusted-text.js'
import { HOSTILE } from './hostile.js'
import { readable } from './parsed.js'
import {
  failed,
  knownOf,
  newData,
  nodesNamed,
  NOW,
  planRow,
  refreshed,
  report,
  result,
  time,
} from './stories.js'

/** Data from yesterday at 05:50, promised to be at most 12 hours old. */
const STALE: Freshness = {
  newestDataAt: time('05:50:00', '2026-11-23'),
  promised: 12 * 3_600_000,
  staleSince: time('17:50:00', '2026-11-23'),
}
const FRESH: Freshness = { ...STALE, staleSince: null }

const UP_TO_DATE: Decision = {
  kind: 'skip',
  reason: 'up-to-date',
  landedAt: time('05:50:00', '2026-11-23'),
  pendingDataSources: [],
}
const TEST_FAILED = {
  kind: 'skip',
  reason: 'upstream-failed',
  problems: nodesNamed('fct_orders').map((node) => ({ node, kind: 'test', failedAt: time('06:01:00') })),
} as const satisfies Decision
const NOT_DUE: Decision = { kind: 'skip', reason: 'build-after' }
const FROZEN: Decision = { kind: 'skip', reason: 'frozen', until: time('00:00:00', '2026-11-26') }

function row(
  decision: Decision,
  end: ReportRow['result'] = null,
  { name = 'Menu', freshness = STALE }: { readonly name?: string; readonly freshness?: Freshness } = {},
): ReportRow {
  const known = { ...knownOf([]), freshness }
  return { row: planRow({ name }, decision, { known, dueAt: time('10:00:00') }), result: end }
}

const DRY: Partial<Report> = { mode: { kind: 'dry', why: 'dry-run is true', onProduction: true } }

function causeOf(given: ReportRow, more: Partial<Report> = {}): string {
  const made = report([given], more)
  return staleCause(given, made, wordingContext(made))
}

describe('the cause of stale data', () => {
  test.each([
    ['nothing new', row(UP_TO_DATE), 'nothing has landed upstream since', 'AE-STALE-NO-NEW-DATA'],
    [
      'refreshed without newer data',
      row(newData('fct_orders'), refreshed(3)),
      'nothing has landed upstream since',
      'AE-STALE-NO-NEW-DATA',
    ],
    ['held back by a test', row(TEST_FAILED), 'test fct_orders failed at 06:01 UTC on 24 Nov', 'AE-STALE'],
    [
      'held back by a test for days',
      row({
        ...TEST_FAILED,
        problems: TEST_FAILED.problems.map((each) => ({ ...each, okAt: time('06:01:00', '2026-11-22') })),
      }),
      'test fct_orders failed at 06:01 UTC on 24 Nov (last good result at 06:01 UTC on 22 Nov)',
      'AE-STALE',
    ],
    [
      'its window',
      row(NOT_DUE),
      'build_after allows no refresh before 10:00 UTC on 24 Nov',
      'AE-STALE-WINDOW',
    ],
    ['a freeze', row(FROZEN), 'it is frozen until 00:00 UTC on 26 Nov', 'AE-STALE-FROZEN'],
    [
      'failing for some time',
      row({
        kind: 'skip',
        reason: 'failing',
        failure: 'credentials',
        since: time('06:04:00', '2026-11-23'),
        orEarlier: false,
      }),
      'failing since 06:04 UTC on 23 Nov: the embedded credentials were refused; not tried again before 10:00 UTC on 24 Nov',
      'AE-STALE',
    ],
    [
      'failed in this run',
      row(newData('fct_orders'), failed()),
      'the embedded credentials were refused',
      'AE-STALE',
    ],
    [
      'deferred',
      row(newData('fct_orders'), result('deferred', { failure: { class: 'quota', text: '' } })),
      "the site's daily quota for refreshes is used up; not tried again before 10:00 UTC on 24 Nov",
      'AE-STALE',
    ],
    ['cut off', row(newData('fct_orders')), 'the run ended before its refresh', 'AE-STALE'],
  ])('%s', (_, given, cause, id) => {
    expect(causeOf(given)).toBe(cause)
    expect(staleMessage(given)).toBe(id)
  })

  test('a dry run shows it as it stands', () => {
    expect(causeOf(row(newData('fct_orders')), DRY)).toBe('this dry run does not refresh it')
  })

  test('is told with the age of the data and what was promised', () => {
    const given = row(TEST_FAILED)
    const made = report([given])
    expect(staleText(given, made, wordingContext(made))).toBe(
      'data from 05:50 UTC yesterday (23 Nov), promised: at most 12 h old, because test fct_orders failed at 06:01 UTC on 24 Nov',
    )
  })

  test('an extract that was never refreshed has data of unknown age', () => {
    const given = row(TEST_FAILED, null, { freshness: { ...STALE, newestDataAt: null } })
    const made = report([given])
    expect(staleText(given, made, wordingContext(made))).toBe(
      'never refreshed, promised: at most 12 h old, because test fct_orders failed at 06:01 UTC on 24 Nov',
    )
  })
})

describe('stale data is reported', () => {
  const rows = [
    row(UP_TO_DATE),
    row(TEST_FAILED, null, { name: 'Board' }),
    row(FROZEN, null, { name: 'Month end' }),
  ]
  const stale = report(rows)
  const told = { ...stale, notices: staleMessages(stale, true) }

  test('by one message for each remedy, and an error without what is frozen if fail-on names it', () => {
    expect(told.notices.map(({ id, level }) => `${level} ${id}`)).toEqual([
      'warning AE-STALE',
      'warning AE-STALE-NO-NEW-DATA',
      'notice AE-STALE-FROZEN',
      'error AE-STALE-FAILS',
    ])
    expect(told.notices.at(-1)?.message).toBe(
      'Data is older than stale_after promises (fail-on: stale): Board, Menu.',
    )
    expect(staleMessages(stale, false).map(({ level }) => level)).not.toContain('error')
    expect(staleMessages(report([row(FROZEN)]), true).map(({ level }) => level)).toEqual(['notice'])
  })

  test('in the first line, under What to do, and with its instant in the table', () => {
    const summary = readable(summaryMarkdown(told))
    expect(summary).toContain(
      '**Stale:** Board, data from 05:50 UTC yesterday (23 Nov), for the same reason; Menu, data from',
    )
    expect(summary).toContain('⚠️ **Menu**: Check whether its upstream is still built;')
    expect(summary).toContain('3 stale')
    expect(summary).toContain('stale since 23 Nov 17:50')
    expect(summary.match(/Data is older/g)).toHaveLength(1)
  })

  test('of many extracts with one cause, by one sentence', () => {
    const alike = report(['Board', 'Menu', 'Orders', 'Tour'].map((name) => row(TEST_FAILED, null, { name })))
    expect(staleMessages(alike, false).map(({ title }) => title)).toEqual(['4 extracts stale'])
    expect(staleMessages(alike, false).map(({ message }) => message)).toEqual([
      'Data is older than stale_after promises: Board, Menu, Orders and 1 more (data from 05:50 UTC yesterday (23 Nov), promised: at most 12 h old, because test fct_orders failed at 06:01 UTC on 24 Nov). Remove the cause, or promise less: in stale_after of the exposure or, where it has none, in the input stale-after.',
    ])
    expect(readable(summaryMarkdown(alike))).toContain(
      '**Held back:** 4 extracts, because test fct_orders failed. **Stale:** 4 extracts, data from 05:50 UTC yesterday (23 Nov), for the same reason.',
    )
  })

  test('in the rows and by a count', () => {
    const outputs = outputsOf(stale, { plan: null, summary: null })
    expect(outputs.stale).toBe('3')
    expect(toRows(stale)[0]).toMatchObject({
      newestDataAt: '2026-11-23T05:50:00.000Z',
      staleSince: '2026-11-23T17:50:00.000Z',
      staleCause: 'test fct_orders failed at 06:01 UTC on 24 Nov',
    })
  })

  test('in the log', () => {
    const lines: string[] = []
    const output = { info: (line: string) => lines.push(line), debug: () => undefined }
    createRunLog(output, { now: () => NOW }).done(told, true)
    expect(lines.filter((line) => line.includes('Stale')).map((line) => line.slice(0, 100))).toEqual([
      expect.stringContaining('Stale\u001B[0m workbook Finance/Board: data from 05:50 UTC'),
      expect.stringContaining('Stale\u001B[0m workbook Finance/Menu: data from 05:50 UTC'),
      expect.stringContaining('Stale\u001B[0m workbook Finance/Month end: data from'),
    ])
    expect(lines.at(-1)).toContain(
      'This step fails, because data is older than stale_after promises (fail-on: stale)',
    )
  })

  test('in one line of the log if all have one cause', () => {
    const lines: string[] = []
    const alike = report(['Board', 'Menu', 'Orders', 'Tour'].map((name) => row(TEST_FAILED, null, { name })))
    const output = { info: (line: string) => lines.push(line), debug: () => undefined }
    createRunLog(output, { now: () => NOW }).done(alike, true)
    const stale = lines.filter((line) => line.includes('Stale'))
    expect(stale).toHaveLength(1)
    expect(stale[0]).toContain(' 4 extracts (Board, Menu, Orders and 1 more): data from 05:50 UTC yesterday')
  })

  test('nowhere if it is as fresh as promised', () => {
    const fresh = report([row(UP_TO_DATE, null, { freshness: FRESH })])
    expect(staleMessages(fresh, true)).toEqual([])
    expect(summaryMarkdown(fresh)).not.toMatch(/stale/i)
    expect(toRows(fresh)[0]).toMatchObject({ staleSince: null, staleCause: null })
  })

  test('not on a pull request', () => {
    const pull = { ...stale, run: { ...stale.run, event: 'pull_request' } }
    expect(staleMessages(pull, true)).toEqual([])
    expect(outputsOf(pull, { plan: null, summary: null }).stale).toBe('0')
  })

  test('without breaking out of its place, whatever the names are', () => {
    for (const name of HOSTILE) {
      const hostile = report([row(UP_TO_DATE, null, { name })])
      const made = { ...hostile, notices: staleMessages(hostile, true) }
      for (const { message } of annotationsOf(made)) expect(message).toBe(oneLine(message, 4000))
    }
  })
})
