import { describe, expect, test } from '@jest/globals'
import { message } from '../../src/messages/message.js'
import type { Decision, Freshness } from '../../src/plan/types.js'
import type { RefreshResult } from '../../src/refresh/outcome.js'
import type { Instant } from '../../src/base/clock.js'
import type { UniqueId } from '../../src/dbt/types.js'
import type { Exposure } from '../../src/exposures/types.js'
import { requestKey } from '../../src/state/request-id.js'
import type { ReportRow } from '../../src/report/report.js'
import type { Tile } from '../../src/site/tiles.js'
import { tilesOf } from '../../src/site/tiles.js'
import {
  exposure,
  failed,
  job,
  key,
  newData,
  node,
  nodesNamed,
  planRow,
  refreshed,
  result,
  time,
} from '../report/stories.js'
import { problem, source } from './source.js'

const row = (decision: Decision, ended: RefreshResult | null = null, name = 'KPIs'): ReportRow => ({
  row: planRow({ name }, decision),
  result: ended,
})
const skip = (reason: string, more: object = {}): Decision => ({ kind: 'skip', reason, ...more }) as Decision
const upToDate = skip('up-to-date', { landedAt: time('06:01:00'), pendingDataSources: [] })

const tileOf = (...given: Parameters<typeof source>): Tile => {
  const [tile] = tilesOf(source(...given)).all
  if (tile === undefined) throw new Error('no tile')
  return tile
}
const told = ({ health, reason }: Tile): string[] => [health, reason]

const afterFailure = (one: ReportRow): ReportRow => {
  const newest = time('06:04:00', '2026-11-23')
  const failing = { failure: 'credentials', since: newest, newest, orEarlier: false } as const
  return { ...one, row: { ...one.row, known: { ...one.row.known, failing } } }
}

test.each<[string, ReportRow]>([
  ['a run of something else that leaves it as it is', row(upToDate)],
  ['new data that the next run reads', row(newData('fct_orders'))],
  ['a window', row(skip('build-after'))],
  ['a freeze', row(skip('frozen', { until: time('00:00:00', '2026-11-25') }))],
  ['a refresh that was only requested', row(newData('fct_orders'), result('requested'))],
  ['a refresh that was put off', row(newData('fct_orders'), result('deferred'))],
])('an exposure whose last refresh failed stays degraded after %s', (_, one) => {
  expect(told(tileOf([afterFailure(one)]))).toEqual([
    'degraded',
    'Its refreshes fail: the embedded credentials were refused.',
  ])
})

test('an exposure is healthy again after a refresh, and without an extract nothing fails', () => {
  expect(tileOf([afterFailure(row(newData('fct_orders'), refreshed(12)))]).health).toBe('healthy')
  expect(tileOf([afterFailure(row(skip('no-extract')))]).health).toBe('healthy')
})

describe('the state of an exposure', () => {
  test.each<[string, string, ReportRow]>([
    ['healthy', 'Refreshed by the run that wrote this page.', row(newData('fct_orders'), refreshed(12))],
    ['healthy', 'It has the newest data.', row(upToDate)],
    [
      'healthy',
      'It was refreshed in this window; newer data waits for the next one.',
      row(skip('build-after')),
    ],
    [
      'healthy',
      'Refreshes are frozen until Wed 25 Nov 2026, 00:00 UTC.',
      row(skip('frozen', { until: time('00:00:00', '2026-11-25') })),
    ],
    [
      'healthy',
      'New data waits until fct_orders has new data too.',
      row(skip('waiting-for-upstream', { waitingFor: nodesNamed('fct_orders') })),
    ],
    ['healthy', 'It has no extract: what is built is shown at once.', row(skip('no-extract'))],
    ['healthy', 'Its refresh has been requested.', row(newData('fct_orders'), result('requested'))],
    ['healthy', 'New data waits for the next run.', row(newData('fct_orders'))],
    [
      'healthy',
      'Its refresh is running in Tableau.',
      row({ kind: 'wait', reason: 'in-flight', request: job('1'), requestedAt: time('05:00:00') }),
    ],
    [
      'caution',
      'Its refresh was still running in Tableau when the run ended.',
      row(newData('fct_orders'), result('timed-out')),
    ],
    ['caution', 'Its refresh was put off to a later run.', row(newData('fct_orders'), result('deferred'))],
    [
      'degraded',
      'Its last refresh failed: the embedded credentials were refused.',
      row(newData('fct_orders'), failed({ text: 'Login failed for user "ana@example.com"' })),
    ],
    [
      'degraded',
      'Its last refresh failed: Tableau gave no reason that this action knows.',
      row(newData('fct_orders'), failed({ class: 'unknown', text: 'at 10.0.0.7, user ana@example.com' })),
    ],
    [
      'degraded',
      'Its last refresh was cancelled in Tableau.',
      row(newData('fct_orders'), result('cancelled')),
    ],
    [
      'degraded',
      'A data source that it reads could not be refreshed.',
      row(newData('fct_orders'), result('blocked')),
    ],
    [
      'degraded',
      'Its refreshes fail: Tableau could not reach the database.',
      row(skip('failing', { failure: 'unreachable', since: 0, orEarlier: false })),
    ],
    [
      'unknown',
      'No build of what it reads is known yet.',
      row(skip('never-landed', { upstream: nodesNamed('fct_orders') })),
    ],
    [
      'unknown',
      'It reads another database or schema than this project builds.',
      row(skip('other-environment', { pairs: [] })),
    ],
    [
      'unknown',
      'A part of what it reads is not visible to this action.',
      row(skip('not-visible', { landed: [] })),
    ],
  ])('%s: %s', (health, reason, only) => {
    expect(told(tileOf([only]))).toEqual([health, reason])
  })

  test('is degraded by what failed upstream, and says what and when', () => {
    const failing = problem('test.shop.unique_orders')
    const held = row(skip('upstream-failed', { problems: [failing] }))
    expect(tileOf([held], { problems: { fct_orders: [failing] } })).toMatchObject({
      health: 'degraded',
      reason: 'Test unique_orders failed on Tue 24 Nov 2026, 06:01 UTC.',
      messageId: 'AE-UPSTREAM-FAILED',
    })
  })

  test.each<[string, ReturnType<typeof problem>]>([
    ['Test unique_orders warned', problem('test.shop.unique_orders')],
    ['Source raw.orders had a source freshness warning', problem('source.shop.raw.orders', 'freshness')],
    ['Model stg_orders was skipped', problem('model.shop.stg_orders', 'node')],
  ])('is a caution if upstream something only warns: %s', (words, warning) => {
    const tile = tileOf([row(newData('fct_orders'), refreshed(12))], { warnings: { fct_orders: [warning] } })
    expect(told(tile)).toEqual(['caution', `${words} on Tue 24 Nov 2026, 06:01 UTC.`])
  })

  test('is degraded also if it was refreshed all the same, or shows its data live', () => {
    const problems = { fct_orders: [problem('model.shop.stg_orders', 'node')] }
    expect(tileOf([row(newData('fct_orders'), refreshed(12))], { problems }).health).toBe('degraded')
    expect(tileOf([row(skip('no-extract'))], { problems }).health).toBe('degraded')
  })

  test('is the worst of its extracts, which the reason names', () => {
    const shared = exposure('board', 'Board')
    const rows = [
      { row: planRow({ name: 'Targets', exposures: [shared] }, newData('fct_orders')), result: refreshed(9) },
      { row: planRow({ name: 'Revenue', exposures: [shared] }, newData('fct_orders')), result: failed() },
    ]
    const tiles = tilesOf(source(rows, { exposures: [] })).all
    expect(new Set(tiles.map(({ reason }) => reason))).toEqual(
      new Set(['Revenue: its last refresh failed: the embedded credentials were refused.']),
    )
  })

  test('is unknown without an extract if no build is known', () => {
    expect(told(tileOf([row(skip('no-extract'))], { neverLanded: ['fct_orders'] }))).toEqual([
      'unknown',
      'It has no extract, and no build of what it reads is known yet.',
    ])
  })
})

describe('an exposure that the run has not planned', () => {
  const other = { ...exposure('sandbox'), upstream: nodesNamed('fct_orders'), extracts: [] }

  test('has the state of the models behind it', () => {
    expect(told(tileOf([], { exposures: [other] }))).toEqual([
      'healthy',
      'The models behind it are built; its own refresh is not part of this action.',
    ])
    const problems = { fct_orders: [problem('test.shop.unique_orders')] }
    expect(tileOf([], { exposures: [other], problems }).health).toBe('degraded')
  })

  test('is unknown if nothing is known of them', () => {
    expect(told(tileOf([], { exposures: [other], neverLanded: ['fct_orders'] }))).toEqual([
      'unknown',
      'Nothing is known of it.',
    ])
  })

  test('has what the plan would say if it was only not selected', () => {
    const extract = planRow({ name: 'Sandbox', exposures: [other] }, upToDate, {
      lastRefreshedAt: time('06:00:00', '2026-11-23'),
    })
    expect(tileOf([], { exposures: [other], unselected: [extract] })).toMatchObject({
      health: 'healthy',
      reason: 'It has the newest data.',
      lastRefreshedAt: time('06:00:00', '2026-11-23'),
    })
  })

  test('has the last refresh that state knows, if discovery found it earlier', () => {
    const requests = new Map([
      [
        'workbook:1',
        new Map([['7', { requestedAt: 5, window: null, outcome: 'refreshed', failure: null, seconds: 1 }]]),
      ],
    ]) as unknown as ReturnType<typeof source>['requests']
    const found = { ...other, extracts: ['workbook:1' as const] } as unknown as typeof other
    expect(tileOf([], { exposures: [found], requests }).lastRefreshedAt).toBe(5)
  })

  test.each([
    ['misconfigured', 'Its settings in dbt are not valid.'],
    ['not-found', 'Its content was not found in Tableau.'],
    ['ambiguous', 'Tableau has several contents that it may mean.'],
  ] as const)('is unknown if it is not resolved, without candidates: %s', (reason, sentence) => {
    const { message: text } = message('AE-NOT-FOUND', { content: 'workbook', place: 'url' })
    const unresolved = [
      { exposure: 'sandbox', reason, message: text, candidates: [{ name: 'X', address: null }] },
    ]
    expect(told(tileOf([], { exposures: [other], report: { unresolved } }))).toEqual(['unknown', sentence])
  })
})

describe('owners', () => {
  const owned = [{ id: exposure('KPIs').uniqueId, name: 'KPIs', owners: ['Ana', 'ana@example.com'] }]

  test('are named only if asked for, and never with an address', () => {
    const rows = [row(upToDate)]
    expect(tileOf(rows, { report: { owned } }).owners).toEqual([])
    expect(tileOf(rows, { report: { owned }, showOwners: true }).owners).toEqual(['Ana'])
  })
})

test('of two exposures of one name, only the one that was not found is unknown', () => {
  const one = row(upToDate, null, 'kpis')
  const id = 'exposure.finance.kpis' as UniqueId
  const other = { ...exposure('kpis'), uniqueId: id, extracts: [] }
  const gone = { exposure: 'kpis', uniqueId: id, reason: 'not-found', message: 'x', candidates: [] } as const
  const { all } = tilesOf(source([one], { exposures: [other], report: { unresolved: [gone] } }))
  expect(all.map((tile) => [tile.id, tile.health])).toEqual([
    [id, 'unknown'],
    ['exposure.shop.kpis', 'healthy'],
  ])
})

describe('the instants of an exposure', () => {
  const HOUR = 3_600_000
  const promising = (name: string, promised: number | null): Exposure => {
    const one = exposure(name)
    return { ...one, settings: { ...one.settings, staleAfter: (promised ?? 0) / 60_000 } }
  }
  const withFreshness = (name: string, freshness: Freshness, decision = skip('build-after')): ReportRow => {
    const planned = planRow({ name, exposures: [promising('board', freshness.promised)] }, decision)
    const known = { ...planned.known, freshness }
    return {
      row: { ...planned, known, lastRefreshedAt: time('04:00:00'), dueAt: time('09:00:00') },
      result: null,
    }
  }

  test('are those of its oldest data, its oldest refresh and its earliest next one', () => {
    const rows = [
      withFreshness('A', { newestDataAt: time('03:59:00'), promised: 12 * HOUR, staleSince: null }),
      withFreshness('B', { newestDataAt: time('03:00:00'), promised: null, staleSince: null }),
    ]
    expect(tileOf(rows)).toMatchObject({
      newestDataAt: time('03:00:00'),
      freshUntil: time('15:59:00'),
      lastRefreshedAt: time('04:00:00'),
      notBefore: time('09:00:00'),
      nodes: [node('fct_orders')],
    })
  })

  test('an exposure is as stale as its own promise says, whatever others that share the extract promise', () => {
    const freshness = { newestDataAt: time('03:00:00'), promised: HOUR, staleSince: time('04:00:00') }
    const exposures = [
      promising('nothing', null),
      promising('a_day', 24 * HOUR),
      promising('two_hours', 2 * HOUR),
      promising('an_hour', HOUR),
    ]
    const planned = planRow({ name: 'A', exposures }, upToDate)
    const shared = { row: { ...planned, known: { ...planned.known, freshness } }, result: null }
    const tiles = tilesOf(source([shared])).all.map(({ name, health, freshUntil }) => [
      name,
      health,
      freshUntil,
    ])
    expect(tiles).toEqual([
      ['an_hour', 'degraded', time('04:00:00')],
      ['two_hours', 'degraded', time('05:00:00')],
      ['a_day', 'healthy', time('03:00:00', '2026-11-25')],
      ['nothing', 'healthy', null],
    ])
  })

  test('the last refresh may be one by a schedule in Tableau, but not the end of our own', () => {
    const updated = (extractUpdatedAt: Instant, lastRefreshedAt: Instant | null): ReportRow => {
      const planned = planRow({ name: 'A' }, upToDate)
      const lineage = { ...planned.extract.lineage, extractUpdatedAt }
      return { row: { ...planned, lastRefreshedAt, extract: { ...planned.extract, lineage } }, result: null }
    }
    const ours = {
      requestedAt: time('04:00:00'),
      outcome: 'refreshed',
      window: null,
      failure: null,
      seconds: 60,
    } as const
    const requests = new Map([[key('A'), new Map([[requestKey(job('7')), ours]])]])
    expect(tileOf([updated(time('05:00:00'), null)]).lastRefreshedAt).toBe(time('05:00:00'))
    expect(tileOf([updated(time('04:01:10'), ours.requestedAt)], { requests }).lastRefreshedAt).toBe(
      time('04:00:00'),
    )
    expect(tileOf([updated(time('09:00:00'), ours.requestedAt)], { requests }).lastRefreshedAt).toBe(
      time('09:00:00'),
    )
  })

  test('data that is older than promised degrades it, or is a caution in a freeze', () => {
    const stale = { newestDataAt: time('03:00:00'), promised: 2 * HOUR, staleSince: time('05:00:00') }
    expect(tileOf([withFreshness('A', stale)])).toMatchObject({
      health: 'degraded',
      reason: 'Its data is older than promised (at most 2 h old): it is from Tue 24 Nov 2026, 03:00 UTC.',
      messageId: 'AE-STALE-WINDOW',
    })
    const frozen = skip('frozen', { until: time('00:00:00', '2026-11-25') })
    expect(tileOf([withFreshness('A', { ...stale, newestDataAt: null }, frozen)])).toMatchObject({
      health: 'caution',
      reason: 'Its data is older than promised (at most 2 h old): it was never refreshed.',
      messageId: 'AE-STALE-FROZEN',
    })
  })
})
