import { message } from '../../../src/messages/message.js'
import { anyMessage } from '../../support/any-message.js'
import { describe, expect, test } from '@jest/globals'

import type { UniqueId } from '../../../src/dbt/types.js'
import type { Search } from '../../../src/exposures/discovery/types.js'
import type { Decision } from '../../../src/plan/types.js'
import { nothingFound } from '../../../src/run/discovery.js'
import { askedText, nearMissesText } from '../../../src/report/log/discovery-line.js'
import { createRunLog, type RunLog } from '../../../src/report/log/log.js'
import { annotationsOf } from '../../../src/report/outputs/annotations.js'
import { toRows } from '../../../src/report/outputs/rows.js'
import type { Report, ReportRow } from '../../../src/report/report.js'
import { HOSTILE } from '../hostile.js'
import {
  exposure,
  failed,
  key,
  knownOf,
  newData,
  node,
  nodesNamed,
  NOW,
  planRow,
  refreshed,
  report,
  result,
  staleMorning,
  time,
  job,
} from '../stories.js'

interface LoggedRun {
  readonly log: RunLog
  readonly lines: string[]
  readonly debug: string[]
  readonly pass: (seconds: number) => void
}

function createLog(): LoggedRun {
  const lines: string[] = []
  const debug: string[] = []
  let now = time('06:02:11')
  const output = { info: (line: string) => lines.push(line), debug: (line: string) => debug.push(line) }
  const log = createRunLog(output, { now: () => now })
  return { log, lines, debug, pass: (seconds) => (now += seconds * 1000) }
}

function logAll({ rows, ...rest }: Report, failsOnFailure = true): LoggedRun {
  const printed = createLog()
  const all = { ...rest, rows }
  printed.log.planned({ ...rest, extracts: rows.map(({ row }) => row) }, rest.mode)
  for (const { row, result: end } of rows) {
    if (end === null) continue
    printed.log.started(row)
    printed.pass(end.seconds ?? 0)
    printed.log.ended(row, end)
  }
  printed.log.done(all, failsOnFailure)
  return printed
}

const ESCAPE = '\u001B'
const plain = (line: string): string => line.replace(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '')

test("the morning on which the CFO dashboard is stale, in the style of dbt's log", () => {
  expect(logAll(staleMorning()).lines.map(plain).join('\n')).toBe(
    `06:02:11  Found 5 extracts of 3 exposures, 1 more exposure unresolved, 1 more exposure left out
06:02:11
06:02:11  6 of 6 UNRESOLVED exposure old_forecast ........................................ [UNRESOLVED not-found]
06:02:11    No workbook at views/Forecast on site acme; correct the url in models/exposures.yml. Nearest, with the URL to paste: Finance/Forecast 2026 (https://tableau.example/#/workbooks/7), Finance/Forecasting (https://tableau.example/#/workbooks/8). It is not refreshed until this is corrected.
06:02:11  3 of 6 HELD workbook Finance/Board/Weekly KPIs ................................. [HELD upstream-failed]
06:02:11    test not_null_fct_revenue_id failed at 06:01 UTC
06:02:11  5 of 6 SKIP workbook Operations/Stock levels ................................... [SKIP build-after]
06:02:11    refreshed at 05:02 UTC; not before 05:00 UTC tomorrow (25 Nov)
06:02:11  1 of 6 START refresh data source Finance/Orders ................................ [RUN]
06:02:11    new data in fct_orders, dim_customers
06:03:24  1 of 6 OK refreshed data source Finance/Orders ................................. [OK in 73.1s]
06:03:24  2 of 6 START refresh workbook Finance/Sales board .............................. [RUN]
06:03:24    new data in Orders
06:04:05  2 of 6 OK refreshed workbook Finance/Sales board ............................... [OK in 41.6s]
06:04:05  4 of 6 START refresh workbook Finance/Board/Cash flow .......................... [RUN]
06:04:05    new data in fct_payments
06:05:18  4 of 6 ERROR refreshing workbook Finance/Board/Cash flow ....................... [ERROR in 73.0s]
06:05:18
06:05:18  Finished refreshing 2 extracts in 3 min 1 s (181.00s).
06:05:18
06:05:18  Completed with 1 error and 3 warnings:
06:05:18
06:05:18  Failure in refresh workbook Finance/Board/Cash flow
06:05:18    the embedded credentials were refused
06:05:18    Tableau: Unable to connect to the Snowflake server.
06:05:18    Incorrect username or password was specified.
06:05:18    > Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; unlock or renew the account in the database first if it is locked or expired. To refresh it at once after that, run the manual workflow (https://github.com/active-exposures/active-exposures/blob/main/docs/manual-refresh.md) with select: cfo_weekly and force; otherwise the next run does.
06:05:18
06:05:18  Done. REFRESHED=2 SKIP=1 ERROR=1 HELD=1 UNRESOLVED=1 TOTAL=6
06:05:18  This step fails, because 1 extract failed (fail-on: failure).`,
  )
})

test('content without an extract is not counted as one', () => {
  const rows = [
    planRow({ name: 'Orders' }, newData('a')),
    planRow({ name: 'Tour' }, { kind: 'skip', reason: 'no-extract' }),
  ]
  const { lines } = logAll(report(rows.map((row) => ({ row, result: null }))))
  expect(lines[0]).toBe('06:02:11  Found 1 extract of 2 exposures, 1 without an extract')
})

test('only the word in brackets is coloured', () => {
  const { lines } = logAll(staleMorning())
  const ending = (of: string): string => lines.find((line) => line.includes(of))?.split('... [')[1] ?? ''
  expect(ending('HELD workbook Finance/Board')).toBe(`${ESCAPE}[33mHELD${ESCAPE}[0m upstream-failed]`)
  expect(ending('OK refreshed data source')).toBe(`${ESCAPE}[32mOK${ESCAPE}[0m in 73.1s]`)
})

test('a row whose data only the pull request changes has the reason of its row in the outputs, and says what changes', () => {
  const mode = { kind: 'dry', why: 'this is a pull request', onProduction: false } as const
  const landed = [{ id: node('fct_orders'), at: NOW, changed: [node('fct_orders')] }]
  const rows = [{ row: planRow({ name: 'Orders' }, { ...newData(), landed } as Decision), result: null }]
  const given = report(rows, { mode })
  const { lines } = logAll(given)
  const [{ reason } = { reason: 'none' }] = toRows(given)
  expect(lines.join()).toContain(`. [DRY ${reason}]`)
  expect(lines.join()).toContain('fct_orders changes with this pull request')
})

test('a dry run says why, lists every row, and ends with what it would do', () => {
  const mode = {
    kind: 'dry',
    why: 'feature/kpis is not the production branch main',
    onProduction: false,
  } as const
  const rows = [{ row: planRow({ name: 'Orders' }, newData('fct_orders')), result: null }]
  expect(logAll(report(rows, { mode })).lines.map(plain)).toEqual([
    '06:02:11  Found 1 extract of 1 exposure',
    '06:02:11  Dry run, nothing is refreshed: feature/kpis is not the production branch main',
    '06:02:11',
    '06:02:11  1 of 1 WOULD refresh workbook Finance/Orders ................................... [DRY new-data]',
    '06:02:11    new data in fct_orders',
    '06:02:11',
    '06:02:11  Finished the dry run in 3 min 1 s (181.00s).',
    '06:02:11',
    '06:02:11  Completed successfully',
    '06:02:11',
    '06:02:11  Done. REFRESHED=0 SKIP=0 ERROR=0 WOULD-REFRESH=1 TOTAL=1',
    '06:02:11  Nothing was refreshed or saved: feature/kpis is not the production branch main.',
  ])
})

test('a run that stopped with an error points to its annotation, and logs neither the text again nor counts', () => {
  const error = anyMessage('error', 'Tableau refused the sign-in: renew the token.')
  const lines = logAll(report([], { error })).lines.map(plain)
  expect(lines.slice(-1)).toEqual([
    '06:02:11  This step fails, because the run stopped at the error above (AE-UNEXPECTED).',
  ])
  expect(lines.join()).not.toContain('renew the token')
})
test('a run that only held rows back completes with warnings', () => {
  const never = { kind: 'skip', reason: 'never-landed', upstream: nodesNamed('fct_orders') } as const
  const { lines } = logAll(report([{ row: planRow({ name: 'A' }, never), result: null }]))
  expect(lines.map(plain)).toContain('06:02:11  Completed with 1 warning')
})

test('rows that a warning explains do not count again: after dbt compile no extract has new data', () => {
  const never = { kind: 'skip', reason: 'never-landed', upstream: nodesNamed('fct_orders') } as const
  const rows = ['A', 'B'].map((name) => ({ row: planRow({ name }, never), result: null }))
  const notices = [
    message('AE-RESULTS-OVERWRITTEN', { path: 'target/run_results.json', command: 'dbt compile' }),
  ]
  const compiled = report(rows, { builds: [], notices })
  expect(annotationsOf(compiled).map(({ level }) => level)).toEqual(['warning'])
  expect(logAll(compiled).lines.map(plain)).toContain('06:02:11  Completed with 1 warning')
})

test('warnings beyond the ten that GitHub shows count too', () => {
  const notices = Array.from({ length: 12 }, (_, index) => anyMessage('warning', `Warning ${index}.`))
  const { lines } = logAll(report([], { notices }))
  expect(lines.map(plain)).toContain('06:02:11  Completed with 12 warnings')
})

describe('extracts that one cause holds back', () => {
  const held = (clock: string, name = 'plausible'): Decision => ({
    kind: 'skip',
    reason: 'upstream-failed',
    problems: [
      { node: `test.shop.${name}.1a2b3c4d5e` as UniqueId, kind: 'test' as const, failedAt: time(clock) },
    ],
  })
  const rows = (...clocks: string[]): ReportRow[] =>
    clocks.map((clock, index) => ({ row: planRow({ name: `W${index}` }, held(clock)), result: null }))
  const skip = (place: number, name: string, of: number): string =>
    `06:02:11  ${`${place} of ${of} HELD workbook Finance/${name} `.padEnd(80, '.')} [HELD upstream-failed]`

  test('are one warning, as they are one annotation', () => {
    const one = rows('06:01:00', '05:01:00', '06:01:00')
    expect(logAll(report(one)).lines.map(plain)).toContain('06:02:11  Completed with 1 warning')
    const other = { row: planRow({ name: 'Other' }, held('06:01:00', 'unique')), result: null }
    const two = report([...one, other])
    expect(logAll(two).lines.map(plain)).toContain('06:02:11  Completed with 2 warnings')
    expect(annotationsOf(two).filter(({ level }) => level === 'warning')).toHaveLength(2)
  })

  test('have a line with the reason each, so that a line found by its name says why', () => {
    const { lines } = logAll(report(rows('06:01:00', '06:01:00')))
    expect(lines.map(plain).slice(2, 6)).toEqual([
      skip(1, 'W0', 2),
      '06:02:11    test plausible failed at 06:01 UTC',
      skip(2, 'W1', 2),
      '06:02:11    test plausible failed at 06:01 UTC',
    ])
  })

  test('are counted apart from those skipped as intended, and from exposures without an extract', () => {
    const intended = planRow({ name: 'Tour' }, { kind: 'skip', reason: 'no-extract' })
    const { unresolved } = staleMorning()
    const { lines } = logAll(
      report([...rows('06:01:00', '05:01:00'), { row: intended, result: null }], { unresolved }),
    )
    expect(lines.map(plain).at(-1)).toBe(
      '06:02:11  Done. REFRESHED=0 SKIP=1 ERROR=0 HELD=2 UNRESOLVED=1 TOTAL=4',
    )
  })
})

const drifted = anyMessage('error', 'Exposures differ from Tableau in 2 points.')

test.each<[string, Partial<Report>, string]>([
  ['an error that belongs to no row', { notices: [drifted] }, 'Completed with 1 error and 0 warnings.'],
  [
    'exposures of another site alone',
    { misdirected: 3, notices: [anyMessage('warning', 'All 3 exposures point at another site.')] },
    'Completed with 1 warning',
  ],
])('a run with %s does not log success', (_, more, line) => {
  const { lines } = logAll(report([], more))
  expect(lines.map(plain)).toContain(`06:02:11  ${line}`)
})

test('a run whose exposures are all of another site does not say that there is nothing to refresh', () => {
  const lines = logAll(report([], { misdirected: 3 }))
    .lines.map(plain)
    .join('\n')
  expect(lines).not.toContain('Nothing to refresh')
  expect(lines).toContain('Nothing was refreshed: none of the exposures is of this Tableau site.')
})

test('a cancelled run logs neither completion nor success', () => {
  const { lines } = logAll(report([], { cancelled: true }))
  expect(lines.map(plain).slice(-3)).toEqual([
    '06:02:11',
    '06:02:11  Done. REFRESHED=0 SKIP=0 ERROR=0 TOTAL=0',
    '06:02:11  This step fails, because the run was cancelled after 3 min 1 s.',
  ])
})

test('a run that is switched off logs nothing but its notice', () => {
  const { log, lines } = createLog()
  log.done(report([], { mode: { kind: 'off' }, builds: [], tableau: null }), true)
  expect(lines).toEqual([])
})

const failedRow = { row: planRow({ name: 'A' }, newData('a')), result: failed() }
const unresolved = message('AE-UNRESOLVED-FAILS', { exposures: 'a' })

test.each<[string, Report, boolean, string]>([
  [
    'stopped early',
    report([failedRow], { error: anyMessage('error', 'x') }),
    true,
    'This step fails, because the run stopped at the error above (AE-UNEXPECTED).',
  ],
  [
    'is red by fail-on: unresolved',
    report([], { notices: [unresolved] }),
    true,
    'This step fails, because exposures are unresolved (fail-on: unresolved).',
  ],
  [
    'is red by two causes of fail-on',
    report([], { notices: [drifted, unresolved] }),
    true,
    'This step fails, because of the error above (AE-UNEXPECTED), and because exposures are unresolved (fail-on: unresolved).',
  ],
  [
    'failed in several ways, each by its name',
    report([
      failedRow,
      ...(['blocked', 'cancelled', 'cancelled', 'timed-out'] as const).map((outcome) => ({
        ...failedRow,
        result: result(outcome),
      })),
    ]),
    true,
    'This step fails, because 1 extract failed, 1 was still running at the timeout, 2 were cancelled, 1 was blocked (fail-on: failure).',
  ],
  [
    'ended at the timeout, and differs from Tableau',
    report([{ ...failedRow, result: result('timed-out') }], { notices: [drifted] }),
    true,
    'This step fails, because 1 extract was still running at the timeout (fail-on: failure), and because of the error above (AE-UNEXPECTED).',
  ],
  [
    'is red by a refresh of an earlier run',
    report([], {
      failedSince: [
        {
          id: 'AE-EARLIER-REQUEST-FAILED',
          extracts: [failedRow.row.extract],
          cause: 'x',
          next: 'y',
          remedy: 'z',
        },
      ],
      notices: [
        message('AE-EARLIER-REQUEST-FAILS', { extracts: 'A', why: 'x', next: 'y', remedy: 'z' }),
        message('AE-STALE-FAILS', { extracts: 'A' }),
      ],
    }),
    true,
    'This step fails, because a refresh that an earlier run requested failed: A (fail-on: failure), and because data is older than stale_after promises (fail-on: stale).',
  ],
  [
    'failed under fail-on: never',
    report([failedRow]),
    false,
    'This step succeeds although 1 extract failed: fail-on does not name failure.',
  ],
  [
    'is of another site',
    report([], { misdirected: 3 }),
    true,
    'Nothing was refreshed: none of the exposures is of this Tableau site.',
  ],
  ['is as usual', report([]), true, 'Done. REFRESHED=0 SKIP=0 ERROR=0 TOTAL=0'],
])('the last line of a run that %s says so', (_, ended, failsOnFailure, line) => {
  expect(logAll(ended, failsOnFailure).lines.map(plain).at(-1)?.slice('06:02:11  '.length)).toBe(line)
})

test('what was due and was not started has a line that says why', () => {
  const orders = {
    row: planRow({ name: 'Orders', kind: 'datasource' }, newData('a')),
    result: result('requested'),
  }
  const reader = {
    row: planRow({ name: 'Menu' }, { ...newData('Orders'), after: [orders.row.extract.key] } as Decision),
    result: null,
  }
  const { lines } = logAll(report([orders, reader]))
  const at = lines.findIndex((line) => line.includes('NOT STARTED'))
  expect(lines.slice(at, at + 2).map((line) => plain(line).slice('06:02:11  '.length))).toEqual([
    `${'2 of 2 NOT STARTED refresh of workbook Finance/Menu '.padEnd(80, '.')} [NOT STARTED]`,
    '  it waits for the data source Orders, whose refresh this run requested and did not wait for; the next run, such as a drain, refreshes it if that refresh has ended well',
  ])
})

test.each([
  [
    'data that is older than promised, also of what was refreshed',
    report([
      {
        row: planRow({ name: 'A' }, newData('a'), {
          known: { ...knownOf([]), freshness: { newestDataAt: NOW, promised: 1, staleSince: NOW } },
        }),
        result: refreshed(3),
      },
    ]),
    'Done. REFRESHED=1 SKIP=0 ERROR=0 TOTAL=1 STALE=1',
  ],
  [
    'exposures of another site',
    report([], { misdirected: 3 }),
    'Done. REFRESHED=0 SKIP=0 ERROR=0 TOTAL=0 OTHER-SITE=3',
  ],
  [
    'refreshes that failed after the run that requested them',
    report([], {
      failedSince: [
        {
          id: 'AE-EARLIER-REQUEST-FAILED',
          extracts: [failedRow.row.extract],
          cause: 'x',
          next: 'y',
          remedy: 'z',
        },
      ],
    }),
    'Done. REFRESHED=0 SKIP=0 ERROR=0 TOTAL=0 EARLIER-FAILED=1',
  ],
  [
    'what a cancelled run has left running',
    report([{ row: planRow({ name: 'A' }, newData('a')), result: result('requested') }], { cancelled: true }),
    'Done. REFRESHED=0 SKIP=0 ERROR=0 RUNNING=1 TOTAL=1',
  ],
])('the counts also name %s', (_, ended, line) => {
  const texts = logAll(ended).lines.map((text) => plain(text).slice('06:02:11  '.length))
  expect(texts).toContain(line)
})

test('every kind of failure counts as an error, as in the line before, and a colon comes only before failures', () => {
  const blocked = { row: planRow({ name: 'B' }, newData('a')), result: result('blocked') }
  const { lines } = logAll(report([failedRow, blocked]), true)
  const texts = lines.map((line) => plain(line).slice('06:02:11  '.length))
  expect(texts).toContain('Done. REFRESHED=0 SKIP=0 ERROR=2 TOTAL=2')
  expect(texts).toContain('Completed with 2 errors and 0 warnings:')
})

test('what failed since an earlier run is counted by extract, as in the last line, and said to be of that run', () => {
  const values = { extracts: 'A', why: 'x', next: 'y', remedy: 'z' }
  const earlier = { id: 'AE-EARLIER-REQUEST-FAILS', cause: 'x', next: 'y', remedy: 'z' } as const
  const { extract } = failedRow.row
  const ended = report([failedRow], {
    failedSince: [{ ...earlier, extracts: [extract, extract] }],
    notices: [message('AE-EARLIER-REQUEST-FAILS', values), message('AE-STALE-FAILS', { extracts: 'A' })],
  })
  const texts = logAll(ended, true).lines.map((line) => plain(line).slice('06:02:11  '.length))
  expect(texts).toContain('Completed with 4 errors, 2 of an earlier run, and 0 warnings:')
  expect(texts).toContain('Done. REFRESHED=0 SKIP=0 ERROR=1 TOTAL=1 EARLIER-FAILED=2')
})

test.each([
  [[], 'Completed successfully'],
  [['warning'], 'Completed with 1 warning'],
  [['notice'], 'Completed successfully'],
] as const)('warnings that belong to no row count, notices do not: %j', (levels, line) => {
  const notices = levels.map((level) => anyMessage(level, 'x'))
  expect(logAll(report([], { notices })).lines.map(plain)).toContain(`06:02:11  ${line}`)
})

test('an extract that only discovery found is marked', () => {
  const { log, lines } = createLog()
  const found = { ...exposure('Menu'), origin: 'discovered' } as const
  log.started(planRow({ name: 'Menu', exposures: [found] }, newData('a')))
  log.started(planRow({ name: 'Menu', exposures: [found, exposure('menu')] }, newData('a')))
  expect(lines[0]).toContain('START refresh discovered workbook Finance/Menu ')
  expect(lines[2]).toContain('START refresh workbook Finance/Menu ')
})

describe('a search of discovery that found nothing', () => {
  const other = { kind: 'other-connector', connector: 'snowflake' } as const
  test.each<[string, Search['nearMisses'], string | null]>([
    ['no near miss', [], null],
    [
      'tables of another kind of database',
      [other, other, other],
      "3 tables of these names are read through connector snowflake, which dbt's duckdb cannot have built",
    ],
    [
      'a table in another schema',
      [{ kind: 'elsewhere', dbt: 'shop.dev.orders', tableau: 'shop.prod.orders' }],
      'shop.prod.orders is read, and dbt builds shop.dev.orders',
    ],
  ])('says what it searched for, with %s', (_, nearMisses, misses) => {
    const tables = ['orders', 'customers', 'products', 'days']
    const search = { tables, nearMisses }
    expect(askedText(search)).toBe('4 tables and views of this run (orders, customers, products and 1 more)')
    expect(nearMissesText(search, 'duckdb')).toBe(misses)
  })
})

test('a search that found nothing is told once: in the log, or in a notice if there are near misses', () => {
  const search: Search = { tables: ['orders'], nearMisses: [] }
  const bare = { adapterType: 'duckdb', exposures: [] }
  expect(nothingFound({ search }, bare)).toEqual({
    line: 'Discovery found nothing: no content in Tableau reads the 1 table or view of this run (orders)',
    notices: [],
  })
  const nearMisses = [{ kind: 'other-connector', connector: 'snowflake' }] as const
  const told = nothingFound({ search: { ...search, nearMisses } }, bare)
  expect(told.line).toBeNull()
  expect(told.notices.map(({ id }) => id)).toEqual(['AE-DISCOVERY-OTHER-DATABASE'])
  expect(told.notices.map(({ level }) => level)).toEqual(['warning'])
  const beside = nothingFound({ search: { ...search, nearMisses } }, { ...bare, exposures: ['menu'] })
  expect(beside.notices.map(({ level }) => level)).toEqual(['notice'])
  expect(told.notices[0]?.message).not.toContain('relation-map')
  const elsewhere = { kind: 'elsewhere', dbt: 'shop.dev.orders', tableau: 'shop.prod.orders' } as const
  const both = nothingFound({ search: { ...search, nearMisses: [...nearMisses, elsewhere] } }, bare)
  expect(both.notices.map(({ id }) => id)).toEqual(['AE-DISCOVERY-NEAR-MISSES'])
  expect(both.notices[0]?.message).toMatch(/Near misses: shop\.prod\.orders is read.*Set relation-map/)
})

test('extracts that no exposure declares are counted by themselves', () => {
  const { log, lines } = createLog()
  const discovered = { ...exposure('board'), origin: 'discovered' as const }
  const rows = [
    planRow({ name: 'Orders', exposures: [exposure('a'), exposure('b')] }, newData('a')),
    planRow({ name: 'Board', exposures: [discovered] }, newData('a')),
  ]
  log.planned({ extracts: rows, unresolved: [], leftOut: [] }, { kind: 'real' })
  expect(lines[0]).toBe(
    '06:02:11  Found 1 extract of 2 exposures, 1 more by discovery that no exposure declares',
  )
})

describe('progress', () => {
  test('is logged at once and then every fifteen seconds', () => {
    const { log, lines, pass } = createLog()
    const orders = planRow({ name: 'Orders' }, newData('a'))
    log.planned({ extracts: [orders], unresolved: [], leftOut: [] }, { kind: 'real' })
    const before = lines.length
    for (let second = 0; second <= 30; second += 1) {
      log.progress([{ key: key('Orders'), since: time('06:02:11') }])
      pass(1)
    }
    expect(lines.slice(before)).toEqual([
      '06:02:11  1 running: Orders (0 s)',
      '06:02:26  1 running: Orders (15 s)',
      '06:02:41  1 running: Orders (30 s)',
    ])
  })

  test('is logged less often the longer a refresh runs', () => {
    const { log, lines, pass } = createLog()
    log.planned(
      { extracts: [planRow({ name: 'Orders' }, newData('a'))], unresolved: [], leftOut: [] },
      { kind: 'real' },
    )
    const before = lines.length
    for (let second = 0; second <= 7200; second += 5) {
      log.progress([{ key: key('Orders'), since: time('06:02:11') }])
      pass(5)
    }
    const logged = lines.slice(before)
    expect(logged.length).toBeLessThan(30)
    expect(logged.at(-1)).toMatch(/1 running: Orders \(1 h \d\d min\)$/)
  })

  test('a name with a comma is in quotes', () => {
    const { log, lines } = createLog()
    const kpis = planRow({ name: 'KPIs, sandbox' }, newData('a'))
    log.planned({ extracts: [kpis], unresolved: [], leftOut: [] }, { kind: 'real' })
    log.progress([{ key: kpis.extract.key, since: time('06:01:11') }])
    expect(lines.at(-1)).toBe('06:02:11  1 running: "KPIs, sandbox" (1 min)')
  })

  test('logs nothing if nothing is running', () => {
    const { log, lines } = createLog()
    log.progress([])
    expect(lines).toEqual([])
  })
})

test('a row that is planned again keeps its number', () => {
  const { log, lines } = createLog()
  const wait = {
    kind: 'wait',
    reason: 'in-flight',
    request: job('j'),
    requestedAt: time('05:58:00'),
  } as const
  const skip = {
    kind: 'skip',
    reason: 'up-to-date',
    landedAt: time('05:00:00'),
    pendingDataSources: [],
  } as const
  const extracts = [planRow({ name: 'A' }, newData('a')), planRow({ name: 'B' }, wait)]
  log.planned({ extracts, unresolved: [], leftOut: [] }, { kind: 'real' })
  log.decided(planRow({ name: 'B' }, skip))
  expect(lines.map(plain).slice(2)).toEqual([
    `06:02:11  ${'2 of 2 WAIT for workbook Finance/B '.padEnd(80, '.')} [WAIT in-flight]`,
    '06:02:11    the refresh requested at 05:58 UTC is still running',
    `06:02:11  ${'2 of 2 SKIP workbook Finance/B '.padEnd(80, '.')} [SKIP up-to-date]`,
    '06:02:11    nothing new since its last refresh (data from 05:00 UTC)',
  ])
})

test.each([
  ['cancelled', 'ERROR cancelled in 5.0s'],
  ['timed-out', 'ERROR timed-out in 5.0s'],
  ['blocked', 'ERROR blocked in 5.0s'],
  ['deferred', 'DEFER in 5.0s'],
  ['requested', 'REQUESTED in 5.0s'],
] as const)('outcome %s', (outcome, bracket) => {
  const { log, lines } = createLog()
  log.ended(planRow({ name: 'A' }, newData('a')), result(outcome, { seconds: 5 }))
  expect(plain(lines[0] ?? '').endsWith(`[${bracket}]`)).toBe(true)
})

test('a deferred refresh says why, and when it is tried again', () => {
  const { log, lines } = createLog()
  const quota = { class: 'quota', text: 'No quota' } as const
  const row = planRow({ name: 'A' }, newData('a'), { dueAt: time('00:00:00', '2026-11-25') })
  log.ended(row, result('deferred', { failure: quota }))
  const hourly = { class: 'quota', text: '429000 Too Many Requests' } as const
  log.ended(planRow({ name: 'B' }, newData('a')), result('deferred', { failure: hourly }))
  expect(lines.map(plain).filter((_, index) => index % 2 === 1)).toEqual([
    "06:02:11    the site's daily quota for refreshes is used up; not tried again before 00:00 UTC tomorrow (25 Nov)",
    "06:02:11    the site's hourly quota for refreshes is used up; the next run tries again",
  ])
})

test.each([
  [failed({ class: 'bridge' }), 'after 73.0s', 'Tableau Bridge was busy or not connected'],
  [
    result('failed', { failure: { class: 'no-answer', text: '' } }),
    null,
    'Tableau did not answer the request',
  ],
])(
  'a failure that is retried in this run is not an error, and its reason is logged: %#',
  (end, after, why) => {
    const { log, lines } = createLog()
    const extracts = [planRow({ name: 'Orders', kind: 'datasource' }, newData('a'))]
    log.planned({ extracts, unresolved: [], leftOut: [] }, { kind: 'real' })
    for (const row of extracts) log.retrying(row, end, 30_000)
    expect(lines.map(plain).slice(2)).toEqual([
      `06:02:11  ${'1 of 1 RETRY refresh of data source Finance/Orders '.padEnd(80, '.')} [RETRY in 30 s]`,
      `06:02:11    failed${after === null ? '' : ` ${after}`}: ${why}`,
    ])
  },
)

test('a job that was cancelled before it began shows no duration', () => {
  const { log, lines } = createLog()
  log.ended(planRow({ name: 'A' }, newData('a')), result('cancelled', { seconds: 0 }))
  log.ended(planRow({ name: 'B' }, newData('a')), result('refreshed', { seconds: 0 }))
  expect(lines.map((line) => plain(line).split('... ')[1])).toEqual(['[ERROR cancelled]', '[OK in 0.0s]'])
})

test('failures with the same reason, message and remedy share one block, even if they are not adjacent', () => {
  const of = (name: string, text: string): ReportRow => ({
    row: planRow({ name }, newData('a')),
    result: failed({ class: 'bridge', text }),
  })
  const { lines } = logAll(report([of('A', 'busy'), of('B', 'gone'), of('C', 'busy')]))
  const all = lines.map((line) => plain(line).slice('06:02:11  '.length))
  const remedy =
    '  > Check that a Bridge client of its pool is running and connected, or let the pool run more refreshes at once.'
  expect(all.slice(all.indexOf('Failure in refresh workbook Finance/A'), -3)).toEqual([
    'Failure in refresh workbook Finance/A',
    'Failure in refresh workbook Finance/C',
    '  Tableau Bridge was busy or not connected',
    '  Tableau: busy',
    remedy,
    '',
    'Failure in refresh workbook Finance/B',
    '  Tableau Bridge was busy or not connected',
    '  Tableau: gone',
    remedy,
  ])
})

describe('the line that says what the run did', () => {
  const skipped: ReportRow = {
    row: planRow({ name: 'S' }, { kind: 'skip', reason: 'build-after' }),
    result: null,
  }
  const ended = (name: string, end: ReportRow['result']): ReportRow => ({
    row: planRow({ name }, newData('a')),
    result: end,
  })
  const took = 'in 3 min 1 s (181.00s).'
  test.each<[string, readonly ReportRow[], string]>([
    ['without rows', [], 'Nothing to refresh.'],
    ['with skipped rows only', [skipped], 'Nothing to refresh.'],
    [
      'with rows held back',
      [
        {
          row: planRow({ name: 'A' }, { kind: 'skip', reason: 'upstream-failed', problems: [] }),
          result: null,
        },
        skipped,
      ],
      'Nothing was refreshed.',
    ],
    ['with a failure only', [ended('A', failed()), skipped], `Finished refreshing 0 extracts ${took}`],
    [
      'that waits for nothing',
      [ended('A', result('requested'))],
      `Finished requesting the refresh of 1 extract ${took}`,
    ],
    [
      'that does not wait for all',
      [ended('A', result('requested')), ended('B', result('refreshed'))],
      `Finished refreshing 1 extract ${took}`,
    ],
  ])('of a run %s', (_, rows, line) => {
    expect(logAll(report(rows)).lines.map((each) => plain(each).slice('06:02:11  '.length))).toContain(line)
  })
})

test('details go to the debug log only', () => {
  const { log, lines, debug } = createLog()
  log.detail('Restored state of run 42')
  expect([lines, debug]).toEqual([[], ['Restored state of run 42']])
})

test('a test that only warned has a line before the last, as in the summary', () => {
  const id = 'test.shop.plausible' as UniqueId
  const rows = [{ row: planRow({ name: 'Orders' }, newData('a')), result: refreshed(3) }]
  const [build] = report([]).builds
  if (build === undefined) throw new Error('The story has no build.')
  const { lines } = logAll(
    report(rows, {
      builds: [{ ...build, warned: [{ id, results: 12 }] }],
      belowWarned: new Map([[id, [key('Orders')]]]),
    }),
  )
  expect(lines.map(plain).slice(-4)).toEqual(
    [
      '',
      'Newly warned by dbt: test plausible (12 results, upstream of Orders); a warning holds nothing back',
      '',
      'Done. REFRESHED=1 SKIP=0 ERROR=0 TOTAL=1',
    ].map((text) => `06:02:14  ${text}`.trimEnd()),
  )
})

test('unresolved exposures are numbered after the extracts, so that the last number is the total', () => {
  const { unresolved } = staleMorning()
  const rows = [{ row: planRow({ name: 'Orders' }, newData('a')), result: refreshed(3) }]
  const lines = logAll(report(rows, { unresolved })).lines.map(plain)
  expect(lines).toContainEqual(
    expect.stringMatching(/ 2 of 2 UNRESOLVED exposure old_forecast \.+ \[UNRESOLVED not-found\]$/),
  )
  expect(lines).toContainEqual(expect.stringContaining(' 1 of 2 START '))
  expect(lines.at(-1)).toMatch(/ UNRESOLVED=1 TOTAL=2$/)
})

test.each(HOSTILE.map((name) => [name.slice(0, 40), name]))(
  'a hostile name stays in its line: %j',
  (_, name) => {
    const rows = [
      {
        row: planRow({ name, project: name, exposures: [exposure(name)] }, newData(name)),
        result: failed({ text: name }),
      },
    ]
    const unresolved = [
      { exposure: name, reason: 'not-found', message: name, candidates: [{ name, address: name }] },
    ] as const
    const logged = logAll(
      report(rows, {
        unresolved,
        error: anyMessage('error', name),
        mode: { kind: 'dry', why: name, onProduction: false },
      }),
    )
    logged.log.line(name)
    logged.log.detail(name)
    logged.log.progress([{ key: rows[0]?.row.extract.key ?? key(name), since: 0 }])
    for (const line of [...logged.lines.map(plain), ...logged.debug]) {
      expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cs}\u202A-\u202E\u2028]/u)
      expect(line.length).toBeLessThanOrEqual(4001)
    }
    expect(logged.lines.every((line) => /^\d\d:\d\d:\d\d( {2}\S|  {4}\S|$| {2})/.test(line))).toBe(true)
  },
)
