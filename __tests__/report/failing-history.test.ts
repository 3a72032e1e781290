import { describe, expect, test } from '@jest/globals'
import { plan } from '../../src/plan/plan.js'
import type { ExtractRow } from '../../src/plan/types.js'
import type { FailingStreak } from '../../src/state/request-history.js'
import { createRunLog } from '../../src/report/log/log.js'
import { annotationsOf } from '../../src/report/outputs/annotations.js'
import { toRows } from '../../src/report/outputs/rows.js'
import type { ReportRow } from '../../src/report/report.js'
import { summaryMarkdown } from '../../src/report/summary/summary.js'
import { failed as failedBefore, HOUR, input, refreshed as refreshedBefore, requests } from '../plan/build.js'
import { readable } from './parsed.js'
import { failed, newData, planRow, refreshed, report, result, time } from './stories.js'

const YESTERDAY = time('06:02:30', '2026-11-23')

function row(name: string, failing: FailingStreak | null, ended: ReportRow['result']): ReportRow {
  const planned = planRow({ name }, newData('m'))
  return { row: { ...planned, known: { ...planned.known, failing } }, result: ended }
}

const SINCE = { since: YESTERDAY, orEarlier: false, failure: 'credentials', newest: YESTERDAY } as const

function logged(...rows: readonly ReportRow[]): string {
  const lines: string[] = []
  const output = { info: (line: string) => lines.push(line), debug: () => undefined }
  const log = createRunLog(output, { now: () => time('06:05:11') })
  log.planned({ extracts: rows.map((one) => one.row), unresolved: [], leftOut: [] }, { kind: 'real' })
  for (const { row: planned, result: ended } of rows) if (ended !== null) log.ended(planned, ended)
  log.done(report(rows), true)
  return lines.join('\n')
}

const summaryOf = (...rows: readonly ReportRow[]): string => readable(summaryMarkdown(report(rows)))

describe('an extract that fails again', () => {
  const again = row('Menu', SINCE, failed())

  test('says since when in the first line, in its line of the table, in the log and in its annotation', () => {
    const markdown = summaryOf(again)
    const since = 'failing since 06:02 UTC yesterday (23 Nov)'
    expect(markdown).toContain(`**Failed:** Menu, because the embedded credentials were refused, ${since}.`)
    expect(markdown).toContain(' · failing since 23 Nov 06:02</sub>')
    expect(logged(again)).toMatch(
      /Failure in refresh workbook Finance\/Menu \(failing since 06:02 UTC yesterday/,
    )
    expect(annotationsOf(report([again]))[0]?.message).toContain(
      `Menu: the embedded credentials were refused; ${since}. Let the owner`,
    )
  })

  test('has the instant in its row, and what fails for the first time has none', () => {
    const rows = toRows(report([again, row('Orders', null, failed())]))
    expect(rows.map(({ failingSince, recoveredFrom }) => [failingSince, recoveredFrom])).toEqual([
      ['2026-11-23T06:02:30.000Z', null],
      [null, null],
    ])
    expect(summaryOf(row('Orders', null, failed()))).not.toContain('failing since')
  })

  test('shares a row of the table with others of its cause, each with its own instant', () => {
    const earlier = { ...SINCE, since: time('06:00:00', '2026-11-20'), orEarlier: true }
    const markdown = summaryOf(again, row('Orders', earlier, failed()))
    expect(markdown).toContain('**Failed:** Menu, Orders, because the embedded credentials were refused.')
    expect(markdown).toContain('failing since 20 Nov 06:00 or earlier')
    expect(markdown.match(/❌ \*\*2 failed\*\*/g)).toHaveLength(1)
  })
})

describe('an extract that succeeds after it has failed', () => {
  const recovered = row('Menu', SINCE, refreshed(3))

  test('is named as recovered in the first line, in its line of the table and in the log', () => {
    const markdown = summaryOf(recovered, row('Orders', null, refreshed(3)))
    expect(markdown).toContain(
      '**Refreshed:** Menu, Orders. **Recovered:** Menu, which had failed since 06:02 UTC yesterday (23 Nov).',
    )
    expect(markdown).toContain(' · recovered: had failed since 23 Nov 06:02')
    expect(logged(recovered)).toContain('  recovered: had failed since 06:02 UTC yesterday (23 Nov)')
  })

  test('says so in its row', () => {
    expect(toRows(report([recovered]))).toMatchObject([
      {
        failingSince: null,
        recoveredFrom: '2026-11-23T06:02:30.000Z',
        message: 'new data in m; recovered: had failed since 06:02 UTC yesterday (23 Nov)',
      },
    ])
  })
})

test.each(['requested', 'timed-out'] as const)(
  'a refresh that is %s still fails since then, as far as is known',
  (outcome) => {
    const open = row('Menu', SINCE, result(outcome))
    expect(toRows(report([open]))).toMatchObject([
      { failingSince: '2026-11-23T06:02:30.000Z', recoveredFrom: null },
    ])
  },
)

test.each(['blocked', 'deferred'] as const)(
  'a refresh that is %s was not tried, and tells its own cause only',
  (outcome) => {
    expect(toRows(report([row('Menu', SINCE, result(outcome))]))).toMatchObject([{ failingSince: null }])
  },
)

describe('the plan knows since when an extract fails', () => {
  const base = input()
  const knownOf = (...facts: Parameters<typeof requests>[0][string]): ExtractRow['known'] | undefined =>
    plan({ ...base, requests: requests({ 'workbook:sales': facts }) }).extracts[0]?.known
  const hours = (count: number): number => base.now - count * HOUR

  test('by its oldest failure since the last success, of whatever class', () => {
    const known = knownOf(
      failedBefore(hours(50), null, 'bridge'),
      refreshedBefore(hours(40), null),
      failedBefore(hours(30), null, 'timeout'),
      failedBefore(hours(20), null, 'bridge'),
    )
    expect(known?.failing).toMatchObject({ since: hours(30), orEarlier: false })
  })

  test('or earlier, if state has dropped requests; not after a success', () => {
    const five = [50, 40, 30, 20, 10].map((count) => failedBefore(hours(count), null, 'bridge'))
    expect(knownOf(...five)?.failing).toMatchObject({ since: hours(50), orEarlier: true })
    expect(
      knownOf(failedBefore(hours(9), null, 'bridge'), refreshedBefore(hours(8), null))?.failing,
    ).toBeNull()
    expect(knownOf()?.failing).toBeNull()
  })
})
