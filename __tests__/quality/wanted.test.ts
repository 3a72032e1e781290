import { describe, expect, test } from '@jest/globals'
import type { Decision, Freshness } from '../../src/plan/types.js'
import type { Wanted } from '../../src/quality/step.js'
import { subjectsOf } from '../../src/quality/subjects.js'
import { wantedWarning } from '../../src/quality/wanted.js'
import { type ReportRow, wordingContext } from '../../src/report/report.js'
import { requestKey } from '../../src/state/request-id.js'
import type { ExtractKey, QualityWarningFacts, RefreshState } from '../../src/state/state.js'
import {
  failed,
  job,
  key,
  knownOf,
  newData,
  nodesNamed,
  planRow,
  refreshed,
  report,
  result,
  time,
} from '../report/stories.js'

const skip = (reason: string, more: object = {}): Decision => ({ kind: 'skip', reason, ...more }) as Decision
const UP_TO_DATE = skip('up-to-date', { landedAt: time('06:01:00'), pendingDataSources: [] })
const FROZEN = skip('frozen', { until: time('00:00:00', '2026-11-26') })
const HELD = skip('upstream-failed', {
  problems: nodesNamed('a', 'b').map((node) => ({ node, kind: 'node', failedAt: time('06:01:00') })),
})
const FAILING = skip('failing', { failure: 'bridge', since: time('06:00:00'), orEarlier: false })
const FAILED_BEFORE = {
  failure: 'bridge',
  since: time('06:00:00', '2026-11-20'),
  newest: time('06:00:00', '2026-11-23'),
  orEarlier: false,
} as const
const OLD: Freshness = {
  newestDataAt: time('05:50:00', '2026-11-23'),
  promised: 12 * 3_600_000,
  staleSince: time('17:50:00', '2026-11-23'),
}

function row(
  decision: Decision,
  {
    end = null,
    freshness,
    fails = false,
    kind = 'datasource',
  }: {
    end?: ReportRow['result']
    freshness?: Freshness
    fails?: boolean
    kind?: 'datasource' | 'workbook'
  } = {},
): ReportRow {
  const known = {
    ...knownOf([]),
    ...(freshness !== undefined && { freshness }),
    failing: fails ? FAILED_BEFORE : null,
  }
  return { row: planRow({ name: 'Orders', kind }, decision, { known }), result: end }
}

const wantedFor = (one: ReportRow, isRefreshedSince = false): Wanted => {
  const made = report([one])
  return wantedWarning(one, made, wordingContext(made), isRefreshedSince)
}
const warning = (type: string, cause: string) => ({ kind: 'warning', type, cause })
const STALE_SENTENCE =
  'Its data is older than promised (at most 12 h old): it is from Mon 23 Nov 2026, 05:50 UTC.'
const FAILED_SENTENCE = 'Its last refresh failed: the embedded credentials were refused.'

describe('a data source calls for', () => {
  test.each<[string, ReportRow, object]>([
    [
      'a warning if its refresh failed',
      row(newData('a'), { end: failed() }),
      warning('WARNING', FAILED_SENTENCE),
    ],
    [
      'a warning if it is held back, with what failed',
      row(HELD),
      warning(
        'WARNING',
        'It keeps its last good data, because something upstream failed. Model a was not built on Tue 24 Nov 2026, 06:01 UTC (and 1 more).',
      ),
    ],
    ['a warning if it was blocked', row(newData('a'), { end: result('blocked') }), { type: 'WARNING' }],
    ['a warning if it was cancelled', row(newData('a'), { end: result('cancelled') }), { type: 'WARNING' }],
    ['a warning while its refreshes fail', row(FAILING), { type: 'WARNING' }],
    ['another type if it is stale', row(UP_TO_DATE, { freshness: OLD }), warning('STALE', STALE_SENTENCE)],
    [
      'both sentences if it failed and is stale',
      row(newData('a'), { end: failed(), freshness: OLD }),
      warning('WARNING', `${FAILED_SENTENCE} ${STALE_SENTENCE}`),
    ],
    ['no new one while it is frozen', row(FROZEN, { freshness: OLD }), { kind: 'as-it-is' }],
    ['none once it was refreshed', row(newData('a'), { end: refreshed(3) }), { kind: 'nothing' }],
    ['none if it has the newest data', row(UP_TO_DATE), { kind: 'nothing' }],
    ['none if its window is used', row(skip('build-after')), { kind: 'nothing' }],
    ['none if it has no extract any more', row(skip('no-extract')), { kind: 'nothing' }],
    [
      'what it has if it only waits, and its last refresh failed',
      row(skip('waiting-for-upstream', { waitingFor: nodesNamed('b') }), { fails: true }),
      { kind: 'as-it-is' },
    ],
    [
      'what it has if it was only requested',
      row(newData('a'), { end: result('requested') }),
      { kind: 'as-it-is' },
    ],
    ['what it has while it runs', row(newData('a'), { end: result('timed-out') }), { kind: 'as-it-is' }],
    [
      'what it has while a job of an earlier run runs',
      row({ kind: 'wait', reason: 'in-flight', request: job('1'), requestedAt: time('05:00:00') }),
      { kind: 'as-it-is' },
    ],
    [
      'what it has if it belongs to another environment',
      row(skip('other-environment', { pairs: [] })),
      { kind: 'as-it-is' },
    ],
  ])('%s', (_, one, wanted) => {
    expect(wantedFor(one)).toMatchObject(wanted)
  })
})

describe('a data source whose refresh was only requested, or still runs,', () => {
  const inFlight: Decision = {
    kind: 'wait',
    reason: 'in-flight',
    request: job('1'),
    requestedAt: time('05:00:00'),
  }
  test.each<[string, (fails: boolean) => ReportRow]>([
    ['requested', (fails) => row(newData('a'), { end: result('requested'), fails })],
    ['in flight', (fails) => row(inFlight, { fails })],
  ])('goes by how the refresh before it ended (%s)', (_, one) => {
    expect(wantedFor(one(true))).toEqual(
      warning('WARNING', 'Its refreshes fail: Tableau Bridge was busy or not connected.'),
    )
    expect(wantedFor(one(true), true)).toMatchObject({ kind: 'warning' })
    expect(wantedFor(one(false), true)).toEqual({ kind: 'nothing' })
    expect(wantedFor(one(false))).toEqual({ kind: 'as-it-is' })
  })
})

describe('a run looks at', () => {
  const ORDERS = key('Orders', 'datasource')
  const GONE = 'datasource:luid-gone' as ExtractKey
  const known = (...all: readonly [ExtractKey, Partial<QualityWarningFacts>][]) =>
    new Map(
      all.map(([of, more]) => [of, { at: 0, mayStand: true, project: 'shop', unseenSince: null, ...more }]),
    )
  const keys = (rows: readonly ReportRow[], more: Partial<Parameters<typeof subjectsOf>[0]> = {}) =>
    subjectsOf({
      isOn: true,
      report: report(rows),
      known: new Map(),
      requests: new Map(),
      project: 'shop',
      isElsewhere: () => false,
      ...more,
    }).map(({ key: of, wanted }) => `${of} ${wanted.kind}`)

  test('a failed data source, no workbook, and a healthy one that no run has looked at', () => {
    const end = failed()
    expect(keys([row(newData('a'), { end }), row(newData('a'), { end, kind: 'workbook' })])).toEqual([
      `${ORDERS} warning`,
    ])
    expect(keys([row(UP_TO_DATE)])).toEqual([`${ORDERS} nothing`])
  })

  test('a healthy one again only if it may have one of ours', () => {
    expect(keys([row(UP_TO_DATE)], { known: known([ORDERS, {}]) })).toEqual([`${ORDERS} nothing`])
    expect(keys([row(UP_TO_DATE)], { known: known([ORDERS, { mayStand: false }]) })).toEqual([])
  })

  test('one that has left the project, before all others, but not one of another project or one that is only not selected', () => {
    const of = { known: known([ORDERS, {}], [GONE, {}]) }
    expect(keys([row(HELD)], of)).toEqual([`${GONE} nothing`, `${ORDERS} warning`])
    expect(keys([row(HELD)], { ...of, isElsewhere: (one) => one === GONE })).toEqual([`${ORDERS} warning`])
    expect(keys([], { known: known([GONE, { project: 'other' }]) })).toEqual([])
  })

  test('none of those that left the plan while an exposure is unresolved, except once it is switched off', () => {
    const made = report([row(HELD)], {
      unresolved: [{ exposure: 'sales', reason: 'not-found', message: 'No.', candidates: [] }],
    })
    const of = { known: known([ORDERS, {}], [GONE, {}]), report: made }
    expect(keys([], of)).toEqual([`${ORDERS} warning`])
    expect(keys([], { ...of, isOn: false })).toEqual([`${ORDERS} nothing`, `${GONE} nothing`])
  })

  test('one whose refresh was requested: its warning goes if a refresh that ended after it has succeeded', () => {
    const success = { outcome: 'refreshed', failure: null, window: null, requestedAt: 1_000, seconds: 60 }
    const requests = new Map([
      [ORDERS, new Map([[requestKey(job('1')), success]])],
    ]) as RefreshState['requests']
    const requested = [row(newData('a'), { end: result('requested') })]
    expect(keys(requested, { requests, known: known([ORDERS, { at: 60_000 }]) })).toEqual([
      `${ORDERS} nothing`,
    ])
    expect(keys(requested, { requests, known: known([ORDERS, { at: 62_000 }]) })).toEqual([
      `${ORDERS} as-it-is`,
    ])
  })

  test('all that it may have set, once it is switched off', () => {
    const of = { isOn: false, known: known([ORDERS, {}], [GONE, {}]) }
    expect(keys([row(HELD)], of)).toEqual([`${ORDERS} nothing`, `${GONE} nothing`])
    expect(keys([row(HELD)], { isOn: false })).toEqual([])
  })
})
