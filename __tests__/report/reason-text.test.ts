import { describe, expect, test } from '@jest/globals'

import type { Problem, UniqueId } from '../../src/dbt/types.js'
import type { Decision, ExtractRow } from '../../src/plan/types.js'
import type { Outcome } from '../../src/refresh/outcome.js'
import { nextRefreshText } from '../../src/report/summary/not-before.js'
import { type ReportRow, wordingContext } from '../../src/report/report.js'
import { toRows } from '../../src/report/outputs/rows.js'
import { counts, lastRefreshOf, worstFirst } from '../../src/report/ranking.js'
import { summaryMarkdown } from '../../src/report/summary/summary.js'
import { STATUS, statusOf } from '../../src/report/status.js'
import { afterMergeText } from '../../src/report/pull-request/impact-text.js'
import { decisionText } from '../../src/report/decision-text.js'
import { causeOf, reasonOf } from '../../src/report/reason-text.js'
import { messageIdOf } from '../../src/report/message-ids.js'
import { messageOf, sharedMessageOf, remedyOf } from '../../src/report/remedies.js'
import { type Luid, NO_READING } from '../../src/tableau/types.js'
import { FAILURE_CLASSES, type FailureClass } from '../../src/tableau/failures/classes.js'
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
  time,
  job,
} from './stories.js'

const context = { now: NOW, names: new Map([[key('Orders', 'datasource'), 'Orders']]) }
const problem = (kind: Problem['kind'], name: string): Problem => ({
  node: node(name),
  kind,
  failedAt: time('06:02:00'),
})
const said = (text: string): Pick<Problem, 'details'> => ({ details: { kind: 'message', text } })
type Skip = Extract<Decision, { kind: 'skip' }>
type WithoutKind<S> = S extends Skip ? Omit<S, 'kind'> : never
const skip = (decision: WithoutKind<Skip>): Decision => ({ kind: 'skip', ...decision })
const real = { kind: 'real' } as const
const moment = { mode: real, run: report([]).run }
const dry = { kind: 'dry', why: 'a pull request', onProduction: false } as const

const afterMerge = (...names: string[]) => nodesNamed(...names).map((id) => ({ id, at: NOW, changed: [id] }))
const downstream = (name: string, ...of: string[]) => ({
  id: node(name),
  at: NOW,
  changed: nodesNamed(...of),
})

interface Telling {
  readonly decision: Decision
  readonly times?: Partial<Pick<ExtractRow, 'lastRefreshedAt' | 'dueAt'>>
  readonly reason: string
  readonly next: string
}

const decisions: Record<string, Telling> = {
  'new data': {
    decision: newData('fct_orders', 'dim_customers'),
    reason: 'new data in fct_orders, dim_customers',
    next: 'with the next run',
  },
  'much new data': {
    decision: newData('a', 'b', 'c', 'd', 'e'),
    reason: 'new data in a, b, c and 2 more',
    next: 'with the next run',
  },
  'a change of the pull request': {
    decision: { ...newData('fct_orders'), landed: afterMerge('fct_orders') } as Decision,
    reason: 'fct_orders changes with this pull request',
    next: 'with the next run',
  },
  'changes of the pull request, and new data in production': {
    decision: {
      ...newData('fct_orders'),
      landed: [{ id: node('dim_dates'), at: NOW }, ...afterMerge('fct_orders', 'rpt_orders')],
    } as Decision,
    reason: 'new data in dim_dates; fct_orders, rpt_orders change with this pull request',
    next: 'with the next run',
  },
  'a change upstream by the pull request': {
    decision: {
      ...newData('rpt_orders'),
      landed: [downstream('rpt_orders', 'fct_orders')],
    } as Decision,
    reason: 'rpt_orders is downstream of fct_orders, which this pull request changes',
    next: 'with the next run',
  },
  'a change of the pull request, and what is downstream of two others': {
    decision: {
      ...newData('a'),
      landed: [...afterMerge('a'), downstream('b', 'x', 'y'), downstream('c', 'x')],
    } as Decision,
    reason: 'a changes with this pull request; b, c are downstream of x, y, which this pull request changes',
    next: 'with the next run',
  },
  'first refresh, after the merge': {
    decision: {
      ...newData('fct_orders'),
      reason: 'first-refresh',
      landed: afterMerge('fct_orders'),
    } as Decision,
    reason: 'first refresh: fct_orders changes with this pull request',
    next: 'with the next run',
  },
  'first refresh': {
    decision: { ...newData('fct_orders'), reason: 'first-refresh' } as Decision,
    reason: 'first refresh: new data in fct_orders',
    next: 'with the next run',
  },
  'forced past a window': {
    decision: {
      ...newData('fct_orders'),
      reason: 'forced',
      overriddenSkip: { kind: 'skip', reason: 'build-after' },
    } as Decision,
    times: { lastRefreshedAt: time('01:05:00'), dueAt: time('06:00:00', '2026-11-25') },
    reason: 'forced, although it was refreshed at 01:05 UTC',
    next: 'with the next run',
  },
  'forced on a day off': {
    decision: {
      ...newData('fct_orders'),
      reason: 'forced',
      overriddenSkip: { kind: 'skip', reason: 'build-after', isDayOff: true },
    } as Decision,
    times: { lastRefreshedAt: time('01:05:00') },
    reason: 'forced, although its build_after has no time on this day',
    next: 'with the next run',
  },
  'forced past nothing new': {
    decision: {
      ...newData(),
      reason: 'forced',
      overriddenSkip: {
        kind: 'skip',
        reason: 'up-to-date',
        landedAt: time('05:01:00'),
        pendingDataSources: [],
      },
    } as Decision,
    reason: 'forced, although nothing is new since its last refresh (data from 05:01 UTC)',
    next: 'with the next run',
  },
  'forced past missing data': {
    decision: {
      ...newData(),
      reason: 'forced',
      overriddenSkip: {
        kind: 'skip',
        reason: 'waiting-for-upstream',
        waitingFor: ['model.shop.fct_orders' as UniqueId],
      },
    } as Decision,
    reason: 'forced, although no new data is known in fct_orders yet (updates_on: all)',
    next: 'with the next run',
  },
  'forced past failures': {
    decision: {
      ...newData(),
      reason: 'forced',
      overriddenSkip: {
        kind: 'skip',
        reason: 'failing',
        since: time('05:01:00'),
        orEarlier: false,
        failure: 'credentials',
      },
    } as Decision,
    reason: 'forced, although it has been failing since 05:01 UTC: the embedded credentials were refused',
    next: 'with the next run',
  },
  forced: {
    decision: { ...newData(), reason: 'forced' } as Decision,
    reason: 'forced',
    next: 'with the next run',
  },
  'in flight': {
    decision: { kind: 'wait', reason: 'in-flight', request: job('7'), requestedAt: time('05:58:00') },
    reason: 'the refresh requested at 05:58 UTC is still running',
    next: 'still running; the next run looks it up',
  },
  'no extract': {
    decision: skip({ reason: 'no-extract' }),
    reason: 'no extract to refresh: its connections are live',
    next: '–',
  },
  hidden: {
    decision: skip({
      reason: 'not-visible',
      landed: [{ id: 'model.shop.fct_orders' as UniqueId, at: NOW }],
    }),
    reason:
      'it has no extract of its own, and some published data sources behind it are not visible to the signed-in user, so new data in fct_orders may be missing',
    next: 'once visible',
  },
  'other environment': {
    decision: skip({
      reason: 'other-environment',
      pairs: [
        { dbt: 'shop.dev.fct_orders', tableau: 'shop.prod.fct_orders' },
        { dbt: 'shop.dev.dim', tableau: 'shop.prod.dim' },
      ],
    }),
    reason: 'dbt builds shop.dev.fct_orders, but Tableau reads shop.prod.fct_orders (and 1 more)',
    next: 'once fixed',
  },
  'another environment, which only other extracts show': {
    decision: skip({ reason: 'other-environment', pairs: [] }),
    reason: 'other extracts of this run read another database or schema than this build writes',
    next: 'once fixed',
  },
  'a failed test': {
    decision: skip({ reason: 'upstream-failed', problems: [problem('test', 'not_null_fct_orders_id')] }),
    reason: 'test not_null_fct_orders_id failed at 06:02 UTC',
    next: 'once fixed',
  },
  'failed models': {
    decision: skip({
      reason: 'upstream-failed',
      problems: [problem('node', 'stg_orders'), problem('node', 'stg_x')],
    }),
    reason: 'stg_orders failed at 06:02 UTC (and 1 more)',
    next: 'once fixed',
  },
  'a failed test, with what dbt says': {
    decision: skip({
      reason: 'upstream-failed',
      problems: [
        { ...problem('test', 'x'), ...said('Got 3 results, configured to fail if != 0') },
        problem('node', 'stg_x'),
      ],
    }),
    reason: 'test x failed at 06:02 UTC: Got 3 results, configured to fail if != 0 (and 1 more)',
    next: 'once fixed',
  },
  'a database error, without the title that repeats the name': {
    decision: skip({
      reason: 'upstream-failed',
      problems: [
        {
          ...problem('node', 'orders'),
          ...said(
            'Runtime Error in model orders (models/orders.sql)\n  Binder Error: no column EUR!\n  LINE 1',
          ),
        },
      ],
    }),
    reason: 'orders failed at 06:02 UTC: Binder Error: no column EUR',
    next: 'once fixed',
  },
  'a hostile message': {
    decision: skip({
      reason: 'upstream-failed',
      problems: [{ ...problem('node', 'orders'), ...said(`##[error]${'x'.repeat(900)}`) }],
    }),
    reason: `orders failed at 06:02 UTC: ## [error]${'x'.repeat(149)}…`,
    next: 'once fixed',
  },
  'a source with its newest row and limit': {
    decision: skip({
      reason: 'upstream-failed',
      problems: [
        {
          ...problem('freshness', 'shop.orders'),
          details: { kind: 'age', newestRowAt: time('04:00:00', '2026-11-23'), errorAfter: '24 hours' },
        },
      ],
    }),
    reason:
      'dbt source freshness reported an error for shop.orders at 06:02 UTC: its newest row is from 04:00 UTC yesterday (23 Nov), and error_after is 24 hours',
    next: 'once fixed',
  },
  'a stale source': {
    decision: skip({ reason: 'upstream-failed', problems: [problem('freshness', 'shop.orders')] }),
    reason: 'dbt source freshness reported an error for shop.orders at 06:02 UTC',
    next: 'once fixed',
  },
  'never landed': {
    decision: skip({ reason: 'never-landed', upstream: nodesNamed('fct_orders') }),
    reason: 'no build of fct_orders is known yet',
    next: 'with new data',
  },
  'up to date': {
    decision: skip({ reason: 'up-to-date', landedAt: time('05:01:00'), pendingDataSources: [] }),
    reason: 'nothing new since its last refresh (data from 05:01 UTC)',
    next: 'with new data',
  },
  'up to date, in a window that is used up': {
    decision: skip({ reason: 'up-to-date', landedAt: time('05:01:00'), pendingDataSources: [] }),
    times: { dueAt: time('06:00:00', '2026-11-25') },
    reason: 'nothing new since its last refresh (data from 05:01 UTC)',
    next: 'not before 25 Nov 06:00, with new data',
  },
  'up to date, and its window is over': {
    decision: skip({ reason: 'up-to-date', landedAt: time('05:01:00'), pendingDataSources: [] }),
    times: { dueAt: time('05:30:00') },
    reason: 'nothing new since its last refresh (data from 05:01 UTC)',
    next: 'with new data',
  },
  'held back by a failure, in a window that is used up': {
    decision: skip({ reason: 'upstream-failed', problems: [problem('freshness', 'shop.orders')] }),
    times: { dueAt: time('06:00:00', '2026-11-25') },
    reason: 'dbt source freshness reported an error for shop.orders at 06:02 UTC',
    next: 'not before 25 Nov 06:00, once fixed',
  },
  'without an extract, whatever its window': {
    decision: skip({ reason: 'no-extract' }),
    times: { dueAt: time('06:00:00', '2026-11-25') },
    reason: 'no extract to refresh: its connections are live',
    next: '–',
  },
  'waiting for others': {
    decision: skip({
      reason: 'waiting-for-upstream',
      waitingFor: nodesNamed('dim_customers', 'dim_products'),
    }),
    reason: 'waiting for new data in dim_customers, dim_products too (updates_on: all)',
    next: 'once all have new data',
  },
  'build-after': {
    decision: skip({ reason: 'build-after' }),
    times: { lastRefreshedAt: time('01:05:00'), dueAt: time('06:00:00', '2026-11-25') },
    reason: 'refreshed at 01:05 UTC; not before 06:00 UTC tomorrow (25 Nov)',
    next: 'not before 25 Nov 06:00',
  },
  'build-after of an unknown past': {
    decision: skip({ reason: 'build-after' }),
    reason: 'its window is used up',
    next: 'with the next run',
  },
  'build-after on a day off': {
    decision: skip({ reason: 'build-after', isDayOff: true }),
    times: { lastRefreshedAt: time('01:05:00'), dueAt: time('22:00:00', '2026-11-25') },
    reason: 'its build_after has no time on this day; not before 22:00 UTC tomorrow (25 Nov)',
    next: 'not before 25 Nov 22:00',
  },
  frozen: {
    decision: skip({ reason: 'frozen', until: time('00:00:00', '2026-12-02') }),
    times: { lastRefreshedAt: time('01:05:00'), dueAt: time('06:00:00', '2026-12-02') },
    reason: 'frozen until 00:00 UTC on 2 Dec; what is new follows after it',
    next: 'not before 2 Dec 06:00',
  },
  failing: {
    decision: skip({
      reason: 'failing',
      failure: 'credentials',
      since: time('05:58:00', '2026-11-23'),
      orEarlier: false,
    }),
    reason: 'failing since 05:58 UTC yesterday (23 Nov): the embedded credentials were refused',
    next: 'once fixed',
  },
  'failing for longer than state remembers': {
    decision: skip({
      reason: 'failing',
      failure: 'unreachable',
      since: time('01:58:00'),
      orEarlier: true,
    }),
    times: { dueAt: time('08:00:00') },
    reason:
      'failing since 01:58 UTC or earlier: Tableau could not reach the database; not tried again before 08:00 UTC',
    next: 'not before today 08:00',
  },
}

test.each(Object.entries(decisions))('decision, %s', (_, { decision, times, reason, next }) => {
  const row = { row: planRow({ name: 'Weekly KPIs' }, decision, times), result: null }
  expect(reasonOf(row, context)).toBe(reason)
  expect(nextRefreshText(row, moment)).toBe(next)
})

const LIVE = 'no extract to refresh: its connections are live'

test.each([
  ['nothing at all', { hasExtract: false }, 'no extract to refresh: it has no data source'],
  ['something hidden', { hasExtract: false, gaps: ['hidden-source'] }, LIVE],
  ['a live table', { hasExtract: false, live: { ...NO_READING, reads: ['x' as Luid] } }, LIVE],
] as const)('a workbook of which Tableau shows %s', (_, lineage, expected) => {
  const row = planRow({ name: 'Tour' }, skip({ reason: 'no-extract' }))
  const extract = { ...row.extract, reads: [], lineage: { ...row.extract.lineage, ...lineage } }
  expect(decisionText({ ...row, extract }, context)).toBe(expected)
  const afterwards = afterMergeText({ ...row, extract }, context)
  expect(afterwards.includes('no data source')).toBe(expected !== LIVE)
})

test.each([
  ['only the pull request changes', [], 'AE-CHANGED-BY-PULL-REQUEST'],
  ['production has new data too', [{ id: node('dim_dates'), at: NOW }], 'AE-NEW-DATA'],
])('a row of a pull request has a message of its own if %s', (_, landings, id) => {
  const landed = [...landings, ...afterMerge('fct_orders')]
  const row = planRow({ name: 'Weekly KPIs' }, { ...newData(), landed } as Decision)
  expect(messageIdOf({ row, result: null }, {})).toBe(id)
})

test('extracts that read other tables in the same wrong place have one cause', () => {
  const cause = (table: string) => {
    const pairs = [{ dbt: `shop.dev.${table}`, tableau: `shop.prod.${table}` }]
    return causeOf(
      { row: planRow({ name: table }, skip({ reason: 'other-environment', pairs })), result: null },
      context,
    )
  }
  expect(cause('fct_orders')).toBe('dbt builds in shop.dev, but Tableau reads shop.prod')
  expect(cause('"Odd.Name"')).toBe(cause('fct_orders'))
})

describe('two nodes with the same name in two projects', () => {
  const [ours, theirs] = ['model.shop.orders', 'model.finance.orders'] as UniqueId[] as [UniqueId, UniqueId]
  const both = [ours, theirs]
  const row = (decision: Decision): ReportRow => {
    const planned = planRow({ name: 'Sales' }, decision)
    const upstream = [ours, theirs].map((id) => ({ node: id, via: null, declared: true }))
    return { row: { ...planned, extract: { ...planned.extract, upstream } }, result: null }
  }
  const failedNode = { node: theirs, kind: 'node', failedAt: time('06:02:00') } as const
  test.each<[string, Decision, string]>([
    [
      'new data',
      { ...newData(), landed: [{ id: theirs, at: NOW }] } as Decision,
      'new data in finance.orders',
    ],
    [
      'nodes that it waits for',
      skip({ reason: 'waiting-for-upstream', waitingFor: both }),
      'waiting for new data in shop.orders, finance.orders too (updates_on: all)',
    ],
    [
      'nodes that never landed',
      skip({ reason: 'never-landed', upstream: both }),
      'no build of shop.orders, finance.orders is known yet',
    ],
    [
      'what failed',
      skip({ reason: 'upstream-failed', problems: [failedNode] }),
      'finance.orders failed at 06:02 UTC',
    ],
  ])('have different display names: %s', (_, decision, expected) => {
    const one = row(decision)
    expect(reasonOf(one, wordingContext(report([one], { mode: dry })))).toBe(expected)
  })

  test('are both listed in the remedy', () => {
    const problems = [failedNode, { ...failedNode, node: ours }]
    const one = row(skip({ reason: 'upstream-failed', problems }))
    expect(remedyOf(one, wordingContext(report([one])))).toMatch(
      /^Fix finance\.orders, shop\.orders; then start a new run of the workflow, or let it run dbt build --select orders\+;/,
    )
  })

  test('two tests, and two data sources in two Tableau projects, too', () => {
    const tests = ['test.shop.unique_id.5c1e6d0f2a', 'test.finance.unique_id.9b7a3e4d10'].map((id) => ({
      ...failedNode,
      node: id as UniqueId,
      kind: 'test' as const,
    }))
    const one = row(skip({ reason: 'upstream-failed', problems: tests }))
    expect(reasonOf(one, wordingContext(report([one])))).toBe(
      'test shop.unique_id failed at 06:02 UTC (and 1 more)',
    )
    const sources = ['Finance', 'Marketing'].map((project, index) => {
      const planned = planRow({ name: `Sales${index}`, kind: 'datasource', project }, newData())
      const { lineage } = planned.extract
      const content = { ...lineage.content, name: 'Sales' }
      return {
        row: { ...planned, extract: { ...planned.extract, lineage: { ...lineage, content } } },
        result: null,
      }
    })
    const pendingDataSources = [{ key: key('Sales1', 'datasource'), dueAt: time('12:00:00') }]
    const reader = row(skip({ reason: 'up-to-date', landedAt: time('05:01:00'), pendingDataSources }))
    expect(reasonOf(reader, wordingContext(report([...sources, reader])))).toBe(
      'nothing new since its last refresh (data from 05:01 UTC); waits for data source Marketing/Sales, not before 12:00 UTC',
    )
  })
})

describe('new data that comes through a published data source', () => {
  const ORDERS = key('Orders', 'datasource')
  const upstream = [node('fct_orders'), ORDERS]
  const fresh = newData('fct_orders')
  const both: Decision =
    fresh.kind === 'refresh' ? { ...fresh, landed: upstream.map((id) => ({ id, at: NOW })) } : fresh

  test.each<[string, Decision, string]>([
    ['landed', both, 'new data in fct_orders, data source Orders'],
    [
      'awaited',
      skip({ reason: 'waiting-for-upstream', waitingFor: [ORDERS] }),
      'waiting for new data in data source Orders too (updates_on: all)',
    ],
    [
      'awaited, because its refresh is not due',
      skip({
        reason: 'waiting-for-upstream',
        waitingFor: [ORDERS],
        pendingDataSources: [{ key: ORDERS, dueAt: time('12:00:00') }],
      }),
      'waiting for the refresh of data source Orders, not before 12:00 UTC (updates_on: all)',
    ],
    [
      'awaited beside a node',
      skip({
        reason: 'waiting-for-upstream',
        waitingFor: upstream,
        pendingDataSources: [{ key: ORDERS, dueAt: null }],
      }),
      'waiting for new data in fct_orders and for the refresh of data source Orders (updates_on: all)',
    ],
    [
      'never seen',
      skip({ reason: 'never-landed', upstream }),
      'no build of fct_orders and no refresh of data source Orders is known yet',
    ],
  ])('%s, names it as one', (_, decision, reason) => {
    expect(decisionText(planRow({ name: 'x' }, decision), context)).toBe(reason)
  })
})

test('for a data source that was never refreshed, the remedy is not a build', () => {
  const planned = planRow(
    { name: 'Board', via: 'Orders', reads: ['Orders'] },
    skip({ reason: 'never-landed', upstream: [key('Orders', 'datasource')] }),
  )
  expect(messageOf({ row: planned, result: null }, context)).toBe(
    'no refresh of Orders by this action is known yet. See the row of the data source that it reads, and check select and exclude; its refresh follows that of the data source.',
  )
})

test('an extract that reads nothing of the project is not called a live connection', () => {
  const planned = planRow({ name: 'Accounts' }, skip({ reason: 'no-extract' }))
  const row = {
    ...planned,
    extract: { ...planned.extract, unrelated: ['[crm].[accounts]', '[crm].[deals]'] },
  }
  expect(messageOf({ row, result: null }, context)).toBe(
    'its extract reads no table of this dbt project, only [crm].[accounts], [crm].[deals]',
  )
})

test('for hidden data sources, the remedy names users who can see them', () => {
  const row = planRow({ name: 'KPIs' }, skip({ reason: 'not-visible', landed: [] }))
  expect(messageOf({ row, result: null }, context)).toBe(
    'it has no extract of its own, and some published data sources behind it are not visible to the signed-in user. Sign in as a site administrator, or as a user who may view and connect to it and to its data sources; or name these in meta.active_exposure.extracts.',
  )
})

test('sources have another reason than nodes that dbt has not built yet', () => {
  const never = (...upstream: string[]) => {
    const row = planRow(
      { name: 'Targets', upstream },
      skip({ reason: 'never-landed', upstream: nodesNamed(...upstream) }),
    )
    const nodes = upstream.map((name) => ({
      node: `source.shop.${name}` as UniqueId,
      via: null,
      declared: true,
    }))
    return { row: { ...row, extract: { ...row.extract, upstream: nodes } }, result: null }
  }
  expect(messageOf(never('finance.goals'), context)).toMatch(
    /^no new data known in finance\.goals yet\. Measure its sources with dbt source freshness/,
  )
  expect(messageOf(never(), context)).toMatch(/^depends_on of its exposure is empty/)
})

test('what a dry run would refresh waits for nothing', () => {
  const row = { row: planRow({ name: 'Weekly KPIs' }, newData('fct_orders')), result: null }
  expect(nextRefreshText(row, { ...moment, mode: dry })).toBe('now, in a real run')
})

test('after a failure the next run tries again, unless the failure is permanent', () => {
  const row = planRow({ name: 'Weekly KPIs' }, newData('fct_orders'))
  const next = (failure: FailureClass): string =>
    nextRefreshText({ row, result: failed({ class: failure }) }, moment)
  expect([next('unreachable'), next('bridge'), next('credentials'), next('permission')]).toEqual([
    'with the next run',
    'with the next run',
    'once fixed',
    'once fixed',
  ])
  const spaced = { row: { ...row, dueAt: time('08:00:00') }, result: failed({ class: 'unreachable' }) }
  expect(nextRefreshText(spaced, moment)).toBe('not before today 08:00')
})

const outcomes: Record<Outcome, string> = {
  refreshed: 'new data in fct_orders',
  failed: 'the embedded credentials were refused',
  cancelled: 'the job was cancelled in Tableau',
  'timed-out':
    'it was still running in Tableau when the timeout was over; the next run asks Tableau how it ended',
  blocked: 'it reads Orders, which could not be refreshed in this run',
  deferred: "the site's daily quota for refreshes is used up; the next run tries again",
  requested: 'requested, not waited for: new data in fct_orders',
}

test.each(Object.entries(outcomes))('outcome, %s', (outcome, reason) => {
  const row = planRow({ name: 'Weekly KPIs', reads: ['Orders'] }, newData('fct_orders'))
  const quota = { failure: { class: 'quota', text: '' } } as const
  const end =
    outcome === 'failed' ? failed() : result(outcome as Outcome, outcome === 'deferred' ? quota : {})
  expect(reasonOf({ row, result: end }, context)).toBe(reason)
})

test.each<[FailureClass, string, string]>([
  [
    'quota',
    "the job was cancelled in Tableau: the site's daily quota for refreshes is used up",
    "the site's daily quota for refreshes is used up",
  ],
  ['timeout', 'the job was cancelled in Tableau: a time limit was reached', 'a time limit was reached'],
  ['unknown', 'the job was cancelled in Tableau', 'the job was cancelled in Tableau'],
])('a job that was cancelled with notes of class %s', (failure, reason, cause) => {
  const row = planRow({ name: 'x' }, newData('a'))
  const end = result('cancelled', { failure: { class: failure, text: 'Notes' } })
  expect(reasonOf({ row, result: end }, context)).toBe(reason)
  expect(causeOf({ row, result: end }, context)).toBe(cause)
})

test('a job whose status could not be read is not reported as running', () => {
  const end = result('timed-out', { failure: { class: 'no-answer', text: 'an HTML page' } })
  expect(reasonOf({ row: planRow({ name: 'x' }, newData('a')), result: end }, context)).toBe(
    'its job could not be read (Tableau did not answer the request) when the timeout was over; the next run asks Tableau how it ended',
  )
})

test("a refresh deferred because of somebody else's refresh does not mention a quota", () => {
  const end = result('deferred', { failure: { class: 'unknown', text: 'hidden' } })
  expect(reasonOf({ row: planRow({ name: 'x' }, newData('a')), result: end }, context)).toBe(
    'another refresh of it, not by this action, was running until this run ended; the next run tries again',
  )
})

test.each([
  [['Orders', 'Stock'], 'it reads Orders, Stock, one of which could not be refreshed in this run'],
  [['Gone'], 'a data source that it reads could not be refreshed in this run'],
])('blocked by %j', (reads, reason) => {
  const names = new Map(['Orders', 'Stock'].map((name) => [key(name, 'datasource'), name]))
  const row = { row: planRow({ name: 'x', reads }, newData('a')), result: result('blocked') }
  expect(reasonOf(row, { now: NOW, names })).toBe(reason)
})

test('a finished job of an earlier run is reported as one', () => {
  const wait = { kind: 'wait', reason: 'in-flight', request: job('7'), requestedAt: NOW } as const
  const row = { row: planRow({ name: 'x' }, wait), result: refreshed(3) }
  expect(reasonOf(row, context)).toBe('a refresh that was already running has finished')
})

test.each(FAILURE_CLASSES)('a failure of class %s has its own explanation and remedy', (failure) => {
  const others = FAILURE_CLASSES.filter((each) => each !== failure)
  const told = (each: FailureClass): string =>
    reasonOf({ row: planRow({ name: 'x' }, newData()), result: failed({ class: each }) }, context)
  expect(others.map(told)).not.toContain(told(failure))
  const held = planRow({ name: 'x' }, skip({ reason: 'failing', failure, since: NOW, orEarlier: false }))
  const remedy = remedyOf({ row: held, result: null }, context)
  expect(remedy).toMatch(/^[A-Z][^\n]*\.$/)
  const firstDay = result('failed', { failure: { class: failure, text: 'x' } })
  expect(remedyOf({ row: planRow({ name: 'x' }, newData()), result: firstDay }, context)).toBe(remedy)
})

describe('a message', () => {
  test('has the remedy for the failed refresh', () => {
    const row = { row: planRow({ name: 'x' }, newData('fct_orders')), result: failed() }
    expect(messageOf(row, context)).toBe(
      'the embedded credentials were refused. Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; unlock or renew the account in the database first if it is locked or expired. To refresh it at once after that, run the manual workflow (https://github.com/active-exposures/active-exposures/blob/main/docs/manual-refresh.md) with select: x and force; otherwise the next run does.',
    )
  })

  test.each([
    [
      'the end of its window',
      { dueAt: time('12:00:00') },
      /select: x and force; otherwise the first run after 12:00 UTC does\.$/,
    ],
    ['a window that is over', { dueAt: NOW - 1 }, /otherwise the next run does\.$/],
    ['no window', {}, /otherwise the next run does\.$/],
  ])('names the exposure to select, and %s', (_, times, said) => {
    const row = { row: planRow({ name: 'x' }, newData('fct_orders'), times), result: failed() }
    expect(messageOf(row, context)).toMatch(said)
  })

  test('names all exposures with the same failure, but not many, nor one end of several windows', () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => ({
      row: planRow({ name }, newData('fct_orders'), { dueAt: NOW + (index + 1) * 60_000 }),
      result: failed({ class: 'permission' }),
    }))
    const said = (some: typeof rows) => sharedMessageOf(some as [(typeof rows)[0]], context)
    expect(said(rows.slice(0, 1))).toContain('To refresh it at once')
    expect(said(rows.slice(0, 2))).toMatch(
      /with select: a b and force; otherwise the first runs after their windows do\.$/,
    )
    expect(said(rows)).toContain('with their exposures in select and force')
  })

  test('selects by its LUID what only discovery knows', () => {
    const found = { ...exposure('Marketing/Board', 'board'), origin: 'discovered' as const }
    const row = planRow({ name: 'Board', exposures: [found] }, newData('m'))
    expect(messageOf({ row, result: failed() }, context)).toContain(
      `with select: workbook:${row.extract.lineage.content.luid} and force`,
    )
  })

  test('does not send a person to the manual workflow for what may pass', () => {
    const row = { row: planRow({ name: 'x' }, newData('m')), result: failed({ class: 'unreachable' }) }
    expect(messageOf(row, context)).not.toContain('manual')
  })

  const remedyFor = (...problems: Problem[]): string | null =>
    remedyOf(
      { row: planRow({ name: 'x' }, skip({ reason: 'upstream-failed', problems })), result: null },
      context,
    )
  const testOf = (kind: 'test' | 'unit-test', ...tested: string[]): Problem => ({
    ...problem(kind, `a_test_of_${tested.length}`),
    tested: tested.map((id) => id as UniqueId),
  })
  const ORDERS = 'model.shop.fct_orders'

  test('names each node only once', () => {
    expect(
      remedyFor(testOf('test', ORDERS), {
        ...testOf('test', ORDERS),
        node: 'test.shop.other.0123456789' as UniqueId,
      }),
    ).toBe(
      'Fix the data, or the test if it is wrong; then start a new run of the workflow, or let it run dbt build --select fct_orders+; the refresh follows in that run.',
    )
  })

  test.each<[string, Problem, string]>([
    [
      'a failed model',
      problem('node', 'orders'),
      'Fix orders; then start a new run of the workflow, or let it run dbt build --select orders+',
    ],
    [
      'a failed snapshot',
      { ...problem('node', 'x'), node: 'snapshot.shop.customers_snapshot' as UniqueId },
      'Fix customers_snapshot; then start a new run of the workflow, or let it run dbt build --select customers_snapshot+',
    ],
    [
      'a failed test',
      testOf('test', ORDERS),
      'Fix the data, or the test if it is wrong; then start a new run of the workflow, or let it run dbt build --select fct_orders+',
    ],
    [
      'a test of a version',
      testOf('test', 'model.shop.dim_customers.v2'),
      'Fix the data, or the test if it is wrong; then start a new run of the workflow, or let it run dbt build --select dim_customers.v2+',
    ],
    [
      'a test of a source',
      testOf('test', 'source.shop.raw.orders'),
      'Fix the data, or the test if it is wrong; then start a new run of the workflow, or let it run dbt build --select source:raw.orders+',
    ],
    [
      'a relationships test',
      testOf('test', ORDERS, 'model.shop.customers'),
      'Fix the data, or the test if it is wrong; then start a new run of the workflow, or let it run dbt build --select fct_orders+ customers+',
    ],
    [
      'a test of many models',
      testOf('test', ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `model.shop.${name}`)),
      'Fix the data, or the test if it is wrong; then start a new run of the workflow',
    ],
    [
      'a unit test',
      testOf('unit-test', ORDERS),
      'Fix the code behind a_test_of_1; then start a new run of the workflow, or let it run dbt build --select fct_orders+',
    ],
    [
      'a stale source',
      problem('freshness', 'raw.orders'),
      'Load new data into raw.orders; then start a new run of the workflow, which must run dbt source freshness too',
    ],
  ])('says how to rebuild what dbt skipped below %s', (_, held, cure) => {
    expect(remedyFor(held)).toBe(`${cure}; the refresh follows in that run.`)
  })

  test('says how to clear each kind of problem', () => {
    expect(remedyFor(problem('node', 'orders'), testOf('test', 'model.shop.customers'))).toBe(
      'Fix orders; fix the data that a_test_of_1 checks; then start a new run of the workflow, or let it run dbt build --select orders+ customers+; the refresh follows in that run.',
    )
    expect(remedyFor(problem('freshness', 'raw.orders'), problem('node', 'orders'))).toBe(
      'Load new data into raw.orders; fix orders; then start a new run of the workflow, which must run dbt source freshness too; the refresh follows in that run.',
    )
  })

  const inFile = (one: Problem, path: string): Problem => ({ ...one, file: { path, exists: true } })

  test.each<[string, Problem[], string]>([
    [
      'a failed test',
      [inFile(testOf('test', ORDERS), 'shop/tests/assert_amounts.sql')],
      'Fix the data, or the test if it is wrong (shop/tests/assert_amounts.sql);',
    ],
    [
      'a failed model',
      [inFile(problem('node', 'orders'), 'models/orders.sql')],
      'Fix orders (models/orders.sql);',
    ],
    [
      'a unit test',
      [inFile(testOf('unit-test', ORDERS), 'models/orders.yml')],
      'Fix the code behind a_test_of_1 (models/orders.yml);',
    ],
    [
      'a model and a test',
      [
        inFile(problem('node', 'orders'), 'models/orders.sql'),
        inFile(testOf('test', 'model.shop.customers'), 'models/customers.yml'),
      ],
      'Fix orders (models/orders.sql); fix the data that a_test_of_1 checks (models/customers.yml);',
    ],
    [
      'tests of one file and of others',
      ['a', 'a', 'b', 'c', 'd'].map((name) => inFile(testOf('test', ORDERS), `tests/${name}.yml`)),
      'Fix the data, or the test if it is wrong (tests/a.yml, tests/b.yml, tests/c.yml and 1 more);',
    ],
    [
      'a stale source, whose file is not to be mended',
      [inFile(problem('freshness', 'raw.orders'), 'models/sources.yml')],
      'Load new data into raw.orders;',
    ],
  ])('names the file of %s', (_, problems, cure) => {
    expect(remedyFor(...problems)?.startsWith(cure)).toBe(true)
  })

  test('is only the reason if there is nothing to do', () => {
    const row = {
      row: planRow({ name: 'x' }, skip({ reason: 'up-to-date', landedAt: NOW, pendingDataSources: [] })),
      result: null,
    }
    expect(messageOf(row, context)).toBe('nothing new since its last refresh (data from 06:05 UTC)')
  })

  test('says how old the data is, not when a data source between was refreshed', () => {
    const freshness = { newestDataAt: time('05:10:00'), promised: null, staleSince: null }
    const upToDate = skip({ reason: 'up-to-date', landedAt: NOW, pendingDataSources: [] })
    const row = planRow({ name: 'x' }, upToDate, { known: { ...knownOf([]), freshness } })
    expect(messageOf({ row, result: null }, context)).toBe(
      'nothing new since its last refresh (data from 05:10 UTC)',
    )
  })
})

describe('status', () => {
  const planned = { row: planRow({ name: 'x' }, newData('a')), result: null }

  test('of a planned refresh depends on the mode', () => {
    expect(statusOf(planned, dry)).toBe('would-refresh')
    expect(statusOf(planned, real)).toBe('not-started')
  })

  test('is held for a skip that somebody should fix, skipped for others', () => {
    const statuses = [
      'a failed test',
      'never landed',
      'failing',
      'other environment',
      'up to date',
      'build-after',
    ].map((name) => {
      const decision = decisions[name]?.decision ?? newData()
      return statusOf({ row: planRow({ name }, decision), result: null }, real)
    })
    expect(statuses).toEqual(['held', 'held', 'held', 'held', 'skipped', 'skipped'])
  })

  test('comes from the outcome if there is one, not from the decision', () => {
    const row = planRow({ name: 'x' }, skip({ reason: 'up-to-date', landedAt: NOW, pendingDataSources: [] }))
    expect(statusOf({ row, result: refreshed(3) }, real)).toBe('refreshed')
  })

  test('ranks are distinct, so that the order is total', () => {
    const ranks = Object.values(STATUS).map(({ rank }) => rank)
    expect(new Set(ranks).size).toBe(ranks.length)
  })
})

describe('the end of a run', () => {
  const requested = { row: planRow({ name: 'x' }, newData('a')), result: result('requested') }
  const planned = { row: planRow({ name: 'x' }, newData('a')), result: null }
  const told = (row: ReportRow, ended: Parameters<typeof report>[1]): string[] => {
    const of = wordingContext(report([row], ended))
    return [messageIdOf(row, of), reasonOf(row, of)]
  }

  test('tells what it left running from what it was told not to wait for', () => {
    expect(told(requested, { cancelled: true })).toEqual([
      'AE-LEFT-RUNNING',
      'requested, and the run was cancelled before it ended: new data in a',
    ])
    expect(told(requested, {})).toEqual(['AE-REQUESTED', 'requested, not waited for: new data in a'])
  })

  test('tells what it asked Tableau to cancel from what a person cancelled there', () => {
    const asked = { row: planRow({ name: 'x' }, newData('a')), result: result('cancelled') }
    const withRun = [
      'AE-CANCELLED-WITH-RUN',
      'this run was cancelled and asked Tableau to cancel its job too (on-cancel: cancel); the next run looks up how it ended',
    ]
    expect(told(asked, { cancelled: true })).toEqual(withRun)
    expect(messageOf(asked, wordingContext(report([asked], { cancelled: true })))).toBe(withRun[1])
    const byPerson = { ...asked, result: result('cancelled', { endedAt: NOW, seconds: 40 }) }
    expect(told(byPerson, { cancelled: true })).toEqual(['AE-CANCELLED', 'the job was cancelled in Tableau'])
  })

  test('tells what a real run has not started from what a dry run would refresh', () => {
    expect(told(planned, {})).toEqual(['AE-NOT-STARTED', 'the run ended before its refresh: new data in a'])
    expect(told(planned, { mode: dry })).toEqual(['AE-NEW-DATA', 'new data in a'])
  })

  test('names the length of the timeout', () => {
    const { run } = report([])
    const late = { row: planRow({ name: 'x' }, newData('a')), result: result('timed-out') }
    const options = { ...run.options, timeout: 15 * 60_000 }
    expect(told(late, { run: { ...run, options } })[1]).toBe(
      'it was still running in Tableau when the timeout of 15 min was over; the next run asks Tableau how it ended',
    )
  })

  test('has the cause of a cancelled job where Tableau gives one, and no duration if it never ran', () => {
    const quota = { class: 'quota', text: 'No more quota' } as const
    const cancelled = {
      row: planRow({ name: 'x' }, newData('a')),
      result: result('cancelled', { failure: quota, seconds: 0 }),
    }
    expect(toRows(report([cancelled]))).toMatchObject([{ messageId: 'AE-FAILED-QUOTA', seconds: null }])
    const byHand = { ...cancelled, result: result('cancelled', { seconds: 40 }) }
    expect(toRows(report([byHand]))).toMatchObject([
      { messageId: 'AE-CANCELLED', seconds: 40, message: expect.stringContaining("site's Jobs page") },
    ])
  })
})

test('a row is due at an instant only while that is still to come', () => {
  const dueAt = (clock: string): unknown =>
    toRows(
      report([{ row: planRow({ name: 'x' }, newData('a'), { dueAt: time(clock) }), result: refreshed(3) }]),
    )[0]?.dueAt
  expect(dueAt('06:05:12')).toBe('2026-11-24T06:05:12.000Z')
  expect(dueAt('06:02:30')).toBeNull()
})

test.each([
  ['requested, and nobody knows how it ends', result('requested'), {}],
  ['planned by a dry run', null, { mode: { kind: 'dry', why: 'dry-run is true', onProduction: true } }],
  ['planned, and the run ended before', null, { cancelled: true }],
] as const)('a refresh that is %s has used no window, so nothing is due later', (_, end, more) => {
  const row = planRow({ name: 'x' }, newData('a'), { dueAt: time('06:00:00', '2026-11-25') })
  expect(toRows(report([{ row, result: end }], more))[0]?.dueAt).toBeNull()
})

test.each([
  ['deferred', 'deferred', "the site's daily quota for refreshes is used up"],
  [
    'cancelled',
    'cancelled',
    "the job was cancelled in Tableau: the site's daily quota for refreshes is used up",
  ],
  ['failed, because it was deferred twice', 'failed', "the site's daily quota for refreshes is used up"],
] as const)(
  'a used-up daily quota, %s: sentence, row and summary name the same instant',
  (_, outcome, what) => {
    const end = result(outcome, { failure: { class: 'quota', text: 'No quota' } })
    const row = planRow({ name: 'Menu' }, newData('a'), { dueAt: time('00:00:00', '2026-11-25') })
    const told = report([{ row, result: end }])
    expect(reasonOf({ row, result: end }, context)).toBe(
      `${what}; not tried again before 00:00 UTC tomorrow (25 Nov)`,
    )
    expect(toRows(told)[0]?.dueAt).toBe('2026-11-25T00:00:00.000Z')
    expect(summaryMarkdown(told)).toContain('not before 25 Nov 00:00')
    expect(summaryMarkdown(told)).not.toContain('the next run tries again')
  },
)

test('content without an extract says why: its connection, or the data sources that it shows', () => {
  const none = skip({ reason: 'no-extract' })
  const bare = planRow({ name: 'Tour', reads: ['Orders'] }, none)
  const lineage = { ...bare.extract.lineage, hasExtract: false }
  expect(reasonOf({ row: { ...bare, extract: { ...bare.extract, lineage } }, result: null }, context)).toBe(
    'no extract of its own to refresh: it shows the data source Orders',
  )
})

describe('counts', () => {
  const outcomeRows = (Object.keys(outcomes) as Outcome[]).map((outcome) => ({
    row: planRow({ name: outcome }, newData('a')),
    result: result(outcome),
  }))
  const skipRow = { row: planRow({ name: 'skip' }, skip({ reason: 'build-after' })), result: null }

  test('failed, cancelled, timed-out and blocked count as failed; open rows do not count', () => {
    expect(counts(report([...outcomeRows, skipRow]))).toEqual({
      refreshed: 1,
      skipped: 1,
      held: 0,
      failed: 4,
    })
  })

  test('the worst rows come first, equal ones in the order of the plan', () => {
    const names = worstFirst(report([skipRow, ...outcomeRows])).map(
      ({ row }) => row.extract.lineage.content.name,
    )
    expect(names).toEqual([
      'failed',
      'timed-out',
      'cancelled',
      'blocked',
      'deferred',
      'requested',
      'refreshed',
      'skip',
    ])
  })
})

test('a success at the second attempt tells why the first failed', () => {
  const row = planRow({ name: 'x' }, newData('a'))
  const second = { ...refreshed(60), firstAttempt: failed({ class: 'bridge' }) }
  expect(reasonOf({ row, result: second }, report([]).wording)).toBe(
    'new data in a; the first attempt failed: Tableau Bridge was busy or not connected',
  )
})

test('the last refresh of a refreshed row is the instant of its request, as in state', () => {
  const row = planRow({ name: 'x' }, newData('a'), { lastRefreshedAt: time('01:00:00') })
  expect(lastRefreshOf({ row, result: refreshed(60) })).toBe(time('06:03:00'))
  expect(lastRefreshOf({ row, result: failed() })).toBe(time('01:00:00'))
})
