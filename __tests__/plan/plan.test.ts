import { describe, expect, test } from '@jest/globals'

import { plan, planExtract } from '../../src/plan/plan.js'
import type { UniqueId } from '../../src/dbt/types.js'
import type { PlanInput } from '../../src/plan/types.js'
import type { RequestFacts } from '../../src/state/state.js'
import {
  april,
  decisionOn,
  exposure,
  extract,
  failed,
  input,
  key,
  nodes,
  POLICY,
  problem,
  refreshed,
  requests,
  running,
  status,
  verdict,
} from './build.js'

const SALES = 'workbook:sales'

const change = (given: PlanInput, changes: Parameters<typeof extract>[1]): PlanInput => ({
  ...given,
  extracts: given.extracts.map((known) => ({ ...known, ...pick(extract(known.key, changes), changes) })),
})

function pick(built: ReturnType<typeof extract>, changes: object = {}): Partial<typeof built> {
  const names = Object.keys(changes).map((name) => (name === 'hasExtract' ? 'lineage' : name))
  return Object.fromEntries(Object.entries(built).filter(([name]) => names.includes(name)))
}

function remember(given: PlanInput, request: RequestFacts): PlanInput {
  return requestsOf(given, [...(given.requests.get(key(SALES))?.values() ?? []), request])
}

function requestsOf(given: PlanInput, list: RequestFacts[]): PlanInput {
  return { ...given, requests: requests({ [SALES]: list }) }
}

function setNode(given: PlanInput, name: string, known: ReturnType<typeof status>): PlanInput {
  return { ...given, nodes: new Map([...given.nodes, ...nodes({ [name]: known })]) }
}

/** For each row, what makes it apply to an extract that is due. */
const ROWS: { row: string; reason: string; forced: boolean; add: (given: PlanInput) => PlanInput }[] = [
  {
    row: '3a',
    reason: 'skip no-extract',
    forced: false,
    add: (given) => change(given, { hasExtract: false }),
  },
  {
    row: '3b',
    reason: 'skip no-extract',
    forced: false,
    add: (given) => change(given, { unrelated: ['[crm].[accounts]'] }),
  },
  {
    row: '3c',
    reason: 'skip other-environment',
    forced: false,
    add: (given) => change(given, { otherEnvironment: [{ dbt: 'dev.s.t', tableau: 'prod.s.t' }] }),
  },
  {
    row: '4',
    reason: 'wait in-flight',
    forced: false,
    add: (given) => remember(given, running(april('14 04:00'))),
  },
  {
    row: '5',
    reason: 'skip upstream-failed',
    forced: false,
    add: (given) => {
      const known = [...given.nodes.values()][0]
      const problems = [problem('fct_orders', 'node', april('14 05:40'))]
      return setNode(given, 'fct_orders', status(known?.landedAt ?? null, { problems }))
    },
  },
  {
    row: '6',
    reason: 'skip never-landed',
    forced: false,
    add: (given) => {
      const cleared = [...given.nodes].map(([id, known]) => [id, { ...known, landedAt: null }] as const)
      return { ...given, nodes: new Map(cleared) }
    },
  },
  {
    row: '7',
    reason: 'skip up-to-date',
    forced: true,
    add: (given) => remember(given, refreshed(april('14 05:55'), null)),
  },
  {
    row: '8',
    reason: 'skip waiting-for-upstream',
    forced: true,
    add: (given) => ({
      ...change(given, { upstream: ['fct_orders', 'dim_dates'] }),
      policy: { ...given.policy, updatesOn: 'all' },
    }),
  },
  {
    row: '9',
    reason: 'skip build-after',
    forced: true,
    add: (given) => remember(given, refreshed(april('14 02:00'), april('14 02:00'))),
  },
  {
    row: '10a',
    reason: 'skip failing',
    forced: true,
    add: (given) => remember(given, failed(april('14 02:30'), april('14 02:00'), 'credentials')),
  },
  {
    row: '10b',
    reason: 'skip failing',
    forced: true,
    add: (given) =>
      ['14 03:05', '14 04:05', '14 05:05'].reduce(
        (known, at) => remember(known, failed(april(at), april('14 03:00'), 'bridge')),
        given,
      ),
  },
]

const pairs = ROWS.flatMap((first, index) => ROWS.slice(index + 1).map((second) => ({ first, second })))

describe('the table of decisions', () => {
  test('row 11: when no other row applies, refresh', () => {
    expect(decisionOn(SALES, input())).toEqual({
      kind: 'refresh',
      reason: 'new-data',
      window: april('14 06:00'),
      incremental: false,
      landed: [{ id: 'model.shop.fct_orders', at: april('14 05:50') }],
      after: [],
      overriddenSkip: null,
    })
  })

  test.each(ROWS)('row $row alone: $reason', ({ add, reason }) => {
    expect(verdict(SALES, add(input()))).toBe(reason)
  })

  test.each(pairs)('row $first.row comes before row $second.row', ({ first, second }) => {
    expect(verdict(SALES, second.add(first.add(input())))).toBe(first.reason)
    expect(verdict(SALES, first.add(second.add(input())))).toBe(first.reason)
  })

  test.each(ROWS)('force overrides row $row: $forced', ({ add, reason, forced }) => {
    const given = add(input({ policy: { ...POLICY, force: true } }))
    expect(verdict(SALES, given)).toBe(forced ? 'refresh forced' : reason)
    const { overriddenSkip } = { overriddenSkip: null, ...decisionOn(SALES, given) }
    expect(overriddenSkip?.reason ?? null).toBe(forced ? reason.replace('skip ', '') : null)
  })
})

describe('row 10, after three runs with the same failure', () => {
  const alike = (...at: string[]): PlanInput => {
    return requestsOf(
      input(),
      at.map((text) => failed(april(text), null, 'unreachable')),
    )
  }
  const three = ['14 01:00', '14 02:00', '14 03:00'] as const
  const EARLY = { slot: april('14 05:00'), now: april('14 05:55') }

  test.each([
    { minutes: 1440, slot: '14 05:59', next: '14 06:00' },
    { minutes: 1440, slot: '14 06:00', next: null },
    { minutes: 0, slot: '14 03:59', next: '14 04:00' },
    { minutes: 0, slot: '14 04:00', next: null },
    { minutes: 480, slot: '14 04:00', next: null },
    { minutes: 7 * 1440, slot: '14 23:59', next: '15 00:00' },
    { minutes: 7 * 1440, slot: '15 00:00', next: null },
    { minutes: 30 * 1440, slot: '14 23:59', next: '15 00:00' },
  ])('a window of $minutes minutes, at $slot: next try $next', ({ minutes, slot, next }) => {
    const [row] = plan({
      ...alike(...three),
      nodes: nodes({ fct_orders: status(april(slot)) }),
      policy: { ...POLICY, buildAfter: { minutes, at: null, timezone: null } },
      slot: april(slot),
      now: april(slot),
    }).extracts
    expect(row?.decision.reason).toBe(next === null ? 'first-refresh' : 'failing')
    if (next !== null) expect(row?.dueAt).toBe(april(next))
  })

  test('counts from the real time, not from the slot of a late run', () => {
    expect(verdict(SALES, { ...alike(...three), slot: april('14 05:00'), now: april('14 06:05') })).toBe(
      'refresh first-refresh',
    )
  })

  test('gives the class, the time of the first failure, and whether it may have started earlier', () => {
    expect(decisionOn(SALES, { ...alike(...three), ...EARLY })).toEqual({
      kind: 'skip',
      reason: 'failing',
      failure: 'unreachable',
      since: april('14 01:00'),
      orEarlier: false,
    })
    const long = alike('13 23:00', '14 00:00', ...three)
    expect(decisionOn(SALES, { ...long, ...EARLY })).toMatchObject({ orEarlier: true })
  })

  test.each([
    { name: 'two runs only', given: alike('14 02:00', '14 03:00') },
    {
      name: 'a success that we requested since',
      given: remember(alike(...three), refreshed(april('14 03:30'), null)),
    },
    { name: 'a success by anyone since', given: updatedAt(alike(...three), '14 03:30') },
  ])('tries again after $name', ({ given }) => {
    expect(decisionOn(SALES, { ...given, ...EARLY }).kind).toBe('refresh')
  })

  test('a success before the failures does not count', () => {
    const given = { ...updatedAt(alike(...three), '14 02:59'), ...EARLY }
    expect(verdict(SALES, given)).toBe('skip failing')
  })

  test('the update of the failed refresh itself does not count', () => {
    expect(verdict(SALES, { ...updatedAt(alike(...three), '14 03:00'), ...EARLY })).toBe('skip failing')
  })

  function updatedAt(given: PlanInput, at: string): PlanInput {
    const extracts = given.extracts.map((known) => ({
      ...known,
      lineage: { ...known.lineage, extractUpdatedAt: april(at) },
    }))
    return { ...given, extracts }
  }
})

describe('row 3', () => {
  test('content whose extract is unknown is planned as an extract', () => {
    expect(verdict(SALES, change(input(), { hasExtract: null }))).toBe('refresh new-data')
  })

  test.each([
    { name: 'nothing is hidden', mayHideSources: false, said: 'skip no-extract' },
    { name: 'a data source may be hidden behind it', mayHideSources: true, said: 'skip not-visible' },
  ])('content without an extract, when $name: $said', ({ mayHideSources, said }) => {
    expect(verdict(SALES, change(input(), { hasExtract: false, mayHideSources }))).toBe(said)
  })

  test.each([...ROWS].slice(3))('row $row comes before not-visible', ({ add, reason }) => {
    const given = add(change(input(), { hasExtract: false, mayHideSources: true }))
    expect(verdict(SALES, given)).toBe(reason)
  })

  test('an extract of its own is refreshed, whatever else may be hidden', () => {
    expect(verdict(SALES, change(input(), { mayHideSources: true }))).toBe('refresh new-data')
  })

  test('not-visible names the new data, and force does not override it', () => {
    const given = change(input({ policy: { ...POLICY, force: true } }), {
      hasExtract: false,
      mayHideSources: true,
    })
    expect(decisionOn(SALES, given)).toEqual({
      kind: 'skip',
      reason: 'not-visible',
      landed: [{ id: 'model.shop.fct_orders', at: april('14 05:50') }],
    })
  })

  test('other-environment names both tables', () => {
    const pair = { dbt: 'dev.s.t', tableau: 'prod.s.t' }
    const decision = decisionOn(SALES, change(input(), { otherEnvironment: [pair], elsewhere: [pair] }))
    expect(decision).toMatchObject({ pairs: [pair] })
  })

  test('other-environment names no table that only other extracts read', () => {
    const pair = { dbt: 'dev.s.t', tableau: 'prod.s.t' }
    const decision = decisionOn(SALES, change(input(), { otherEnvironment: [pair], elsewhere: [] }))
    expect(decision).toEqual({ kind: 'skip', reason: 'other-environment', pairs: [] })
  })
})

test('what landed since the last refresh is known, whatever the decision', () => {
  const used = refreshed(april('14 05:00'), april('14 05:00'))
  const [row] = plan(requestsOf(setNode(input(), 'fct_orders', status(april('14 05:50'))), [used])).extracts
  expect(row?.decision.reason).toBe('build-after')
  expect(row?.known.landed).toEqual([{ id: 'model.shop.fct_orders', at: april('14 05:50') }])
})

describe('a node that is expected to land after the merge of a pull request', () => {
  const expecting = (landedAt: number | null, list: RequestFacts[]): PlanInput => {
    const given = setNode(requestsOf(input(), list), 'fct_orders', status(landedAt))
    return { ...given, expected: new Map([...given.nodes.keys()].map((id) => [id, [id]])) }
  }
  const done = refreshed(april('13 06:20'), april('13 06:00'))

  test.each([
    { name: 'landed before the last refresh', landedAt: april('13 06:10'), list: [done], said: 'new-data' },
    { name: 'never landed', landedAt: null, list: [], said: 'first-refresh' },
  ])(
    'counts as new data if it $name, and the known landing is still reported',
    ({ landedAt, list, said }) => {
      const [row] = plan(expecting(landedAt, list)).extracts
      expect(row?.decision).toMatchObject({
        kind: 'refresh',
        reason: said,
        landed: [{ id: 'model.shop.fct_orders', at: april('14 06:00'), changed: ['model.shop.fct_orders'] }],
      })
      expect(row?.known.newest?.at ?? null).toBe(landedAt)
    },
  )

  test('waits for its window like any other node', () => {
    const used = refreshed(april('14 05:00'), april('14 05:00'))
    expect(verdict(SALES, expecting(april('13 06:10'), [used]))).toBe('skip build-after')
  })
})

test('row 4 gives the newest open job and when it was requested', () => {
  const given = remember(remember(input(), running(april('14 04:00'))), running(april('14 05:00')))
  expect(decisionOn(SALES, given)).toMatchObject({
    request: { kind: 'job', job: 'job-2' },
    requestedAt: april('14 05:00'),
  })
})

describe('row 5', () => {
  const stale = problem('raw_orders', 'freshness', april('14 05:00'))
  const pk = problem('unique_orders', 'test', april('14 05:10'))
  const late = problem('not_null_orders', 'test', april('14 05:12'))
  const skipped = problem('dim_dates', 'node', april('14 04:00'))
  const sick = (...problems: ReturnType<typeof problem>[]): ReturnType<typeof status> =>
    status(april('14 05:50'), { problems })

  test('names each problem once, root causes first', () => {
    const given = change(input(), { upstream: ['fct_orders', 'dim_dates'] })
    const statuses = nodes({
      fct_orders: sick(skipped, { ...pk, failedAt: april('13 05:10') }, late),
      dim_dates: sick(stale, pk),
    })
    expect(decisionOn(SALES, { ...given, nodes: statuses })).toMatchObject({
      problems: [pk, late, stale, skipped],
    })
  })

  test('of one problem seen through two nodes, names the newest failure; of one kind, the earliest first', () => {
    const given = change(input(), { upstream: ['fct_orders', 'dim_dates'] })
    const older = { ...pk, failedAt: april('13 05:10') }
    const statuses = nodes({ fct_orders: sick(late, pk), dim_dates: sick(older) })
    expect(decisionOn(SALES, { ...given, nodes: statuses })).toMatchObject({ problems: [pk, late] })
  })

  test.each<[string, string[], string]>([
    ['on both tables', ['fct_orders', 'dim_customers'], 'skip upstream-failed'],
    [
      'on a table built from one of them, and on the other',
      ['agg_orders', 'dim_customers'],
      'skip upstream-failed',
    ],
    [
      'on both tables, one of them through a data source',
      ['fct_orders', 'dim_customers via datasource:c'],
      'skip upstream-failed',
    ],
    ['on only one of them', ['fct_orders'], 'refresh new-data'],
    ['on the other and a table built from it', ['dim_customers', 'agg_customers'], 'refresh new-data'],
  ])('a failed test between two tables holds back an extract %s: %j', (_, upstream, expected) => {
    const fresh = status(april('14 05:50'))
    const orders = nodes({ fct_orders: fresh, agg_orders: fresh })
    const customers = nodes({ dim_customers: fresh, agg_customers: fresh })
    const downstream = [new Set(orders.keys()), new Set(customers.keys())]
    const given = {
      ...change(input(), { upstream }),
      nodes: new Map([...orders, ...customers]),
      jointTests: [{ problem: pk, downstream }],
    }
    expect(verdict(SALES, given)).toBe(expected)
  })

  test('problems of nodes read through a published data source count too', () => {
    const given = input({
      extracts: [
        extract(SALES, { upstream: ['fct_orders via datasource:orders'], reads: ['datasource:orders'] }),
      ],
      nodes: nodes({ fct_orders: sick(pk) }),
    })
    expect(verdict(SALES, given)).toBe('skip upstream-failed')
  })

  test.each([
    { one: 'refresh', other: 'refresh', said: 'refresh new-data' },
    { one: 'refresh', other: 'skip', said: 'skip upstream-failed' },
    { one: 'skip', other: 'skip', said: 'skip upstream-failed' },
  ] as const)('exposures that say $one and $other: $said', ({ one, other, said }) => {
    const exposures = [exposure('a', { onUpstreamFailure: one }), exposure('b', { onUpstreamFailure: other })]
    const given = { ...change(input(), { exposures }), nodes: nodes({ fct_orders: sick(pk) }) }
    expect(verdict(SALES, given)).toBe(said)
  })
})

describe('row 6', () => {
  test('lists the nodes that never landed', () => {
    const given = { ...change(input(), { upstream: ['a', 'b'] }), nodes: nodes({ a: status(null) }) }
    expect(decisionOn(SALES, given)).toMatchObject({
      reason: 'never-landed',
      upstream: ['model.shop.a', 'model.shop.b'],
    })
  })

  test('an extract without upstream is never-landed', () => {
    expect(verdict(SALES, change(input(), { upstream: [] }))).toBe('skip never-landed')
  })

  test('one known landing is enough to refresh', () => {
    expect(verdict(SALES, change(input(), { upstream: ['unheard_of', 'fct_orders'] }))).toBe(
      'refresh new-data',
    )
  })
})

describe('row 7', () => {
  test.each([
    { requested: '14 05:49', said: 'refresh new-data' },
    { requested: '14 05:50', said: 'skip up-to-date' },
    { requested: '14 05:51', said: 'skip up-to-date' },
  ])('landed at 05:50, requested at $requested: $said', ({ requested, said }) => {
    expect(verdict(SALES, requestsOf(input(), [refreshed(april(requested), null)]))).toBe(said)
  })

  test('gives the newest landing and the last refresh', () => {
    const given = remember(input(), refreshed(april('14 05:55'), null))
    expect(plan(given).extracts[0]).toMatchObject({
      decision: { landedAt: april('14 05:50') },
      lastRefreshedAt: april('14 05:55'),
      dueAt: null,
    })
  })

  test.each([
    failed(april('14 05:55'), april('14 05:00'), 'bridge'),
    { ...refreshed(april('14 05:55'), null), outcome: 'cancelled' } as const,
  ])('a request that ended $outcome does not count as a refresh', (request) => {
    expect(verdict(SALES, remember(input(), request))).toBe('refresh new-data')
  })
})

describe('row 8', () => {
  const all = { ...POLICY, updatesOn: 'all' } as const
  const two = (dates: ReturnType<typeof status>): PlanInput =>
    setNode(change(input({ policy: all }), { upstream: ['fct_orders', 'dim_dates'] }), 'dim_dates', dates)

  test.each([
    { landed: null, said: 'skip waiting-for-upstream' },
    { landed: april('13 06:20'), said: 'skip waiting-for-upstream' },
    { landed: april('13 06:21'), said: 'refresh new-data' },
  ])('the other node landed at $landed: $said', ({ landed, said }) => {
    expect(verdict(SALES, two(status(landed)))).toBe(said)
  })

  test('lists the nodes without a new landing', () => {
    expect(decisionOn(SALES, two(status(null)))).toMatchObject({ waitingFor: ['model.shop.dim_dates'] })
  })

  test('it does not wait for nodes that only Tableau shows, such as a seed that may never land again', () => {
    const given = two(status(null))
    const extracts = given.extracts.map((one) => ({
      ...one,
      upstream: one.upstream.map((each) => ({ ...each, declared: each.node.endsWith('fct_orders') })),
    }))
    expect(verdict(SALES, { ...given, extracts })).toBe('refresh new-data')
    const none = extracts.map((one) => ({
      ...one,
      upstream: one.upstream.map((each) => ({ ...each, declared: false })),
    }))
    expect(verdict(SALES, { ...given, extracts: none })).toBe('skip waiting-for-upstream')
  })

  test('before the first refresh, every node must have landed once', () => {
    const never = { ...two(status(null)), requests: requests({}) }
    expect(verdict(SALES, never)).toBe('skip waiting-for-upstream')
    expect(verdict(SALES, { ...two(status(april('01 00:00'))), requests: requests({}) })).toBe(
      'refresh first-refresh',
    )
  })
})

describe('rows 9 and 10', () => {
  test('a window used on Monday at 06:00 ends on Tuesday at 06:00, less 60 minutes of tolerance', () => {
    const landed = nodes({ fct_orders: status(april('14 04:00')) })
    const early = input({ nodes: landed, slot: april('14 04:59') })
    expect(plan(early).extracts[0]).toMatchObject({
      decision: { reason: 'build-after' },
      dueAt: april('14 06:00'),
    })
    const inTime = plan(input({ nodes: landed, slot: april('14 05:00') })).extracts[0]
    expect(inTime).toMatchObject({
      decision: { reason: 'new-data', window: april('14 06:00') },
      dueAt: april('15 06:00'),
    })
  })

  test.each([
    { failure: 'credentials', said: 'skip failing' },
    { failure: 'permission', said: 'skip failing' },
    { failure: 'no-extract', said: 'skip failing' },
    { failure: 'quota', said: 'refresh new-data' },
    { failure: 'timeout', said: 'refresh new-data' },
    { failure: 'bridge', said: 'refresh new-data' },
    { failure: 'unreachable', said: 'refresh new-data' },
    { failure: 'unknown', said: 'refresh new-data' },
  ] as const)('after a failure of class $failure: $said', ({ failure, said }) => {
    expect(verdict(SALES, remember(input(), failed(april('14 02:30'), april('14 02:00'), failure)))).toBe(
      said,
    )
  })

  test('gives the time of the first failure and the class of the newest', () => {
    const given = requestsOf(input(), [
      failed(april('10 06:20'), april('10 06:00'), 'credentials'),
      refreshed(april('11 06:20'), april('11 06:00')),
      failed(april('12 06:10'), april('12 06:00'), 'bridge'),
      failed(april('12 06:20'), april('12 06:00'), 'credentials'),
      failed(april('14 02:20'), april('14 02:00'), 'permission'),
    ])
    expect(plan(given).extracts[0]).toMatchObject({
      decision: { reason: 'failing', since: april('12 06:20'), failure: 'permission' },
      lastRefreshedAt: april('11 06:20'),
      dueAt: april('15 02:00'),
    })
  })

  test('is no longer failing after a manual run succeeded', () => {
    const broken = remember(input(), failed(april('14 02:30'), april('14 02:00'), 'credentials'))
    expect(verdict(SALES, remember(broken, refreshed(april('14 03:00'), null)))).toBe('skip build-after')
  })

  test('build-after 0 means no window', () => {
    const policy = { ...POLICY, buildAfter: { minutes: 0, at: '06:00', timezone: null } }
    const given = remember(input({ policy }), refreshed(april('14 05:45'), april('14 05:45')))
    expect(plan(given).extracts[0]).toMatchObject({
      decision: { reason: 'new-data', window: null },
      dueAt: null,
    })
  })
})

describe('row 11', () => {
  test('the first refresh starts the windows at its slot', () => {
    expect(decisionOn(SALES, input({ requests: requests({}) }))).toMatchObject({
      reason: 'first-refresh',
      window: april('14 06:00'),
    })
  })

  test.each([
    { policy: { ...POLICY, manual: true }, reason: 'new-data', dueAt: null },
    { policy: { ...POLICY, force: true }, reason: 'forced', dueAt: null },
  ])('a manual or forced request uses no window: $reason', ({ policy, reason, dueAt }) => {
    expect(plan(input({ policy })).extracts[0]).toMatchObject({
      decision: { kind: 'refresh', reason, window: null },
      dueAt,
    })
  })

  test('a forced refresh in a used window still has the end of that window', () => {
    const given = remember(
      input({ policy: { ...POLICY, force: true } }),
      refreshed(april('14 02:00'), april('14 02:00')),
    )
    expect(plan(given).extracts[0]).toMatchObject({
      decision: { reason: 'forced', window: null },
      dueAt: april('15 02:00'),
    })
  })

  test('lists the landings since the last refresh, newest first', () => {
    const given = setNode(
      setNode(
        change(input(), { upstream: ['old', 'fct_orders', 'dim_dates'] }),
        'dim_dates',
        status(april('14 05:55')),
      ),
      'old',
      status(april('12 06:00')),
    )
    expect(decisionOn(SALES, given)).toMatchObject({
      landed: [
        { id: 'model.shop.dim_dates', at: april('14 05:55') },
        { id: 'model.shop.fct_orders', at: april('14 05:50') },
      ],
    })
  })

  test.each([
    { said: 'configured', one: true, other: true, full: null, force: false, incremental: true },
    {
      said: 'exposures disagree',
      one: true,
      other: false,
      full: null,
      force: false,
      incremental: false,
    },
    {
      said: 'full refresh of a node since the last success',
      one: true,
      other: true,
      full: '14 05:50',
      force: false,
      incremental: false,
    },
    {
      said: 'full refresh of a node before the last success',
      one: true,
      other: true,
      full: '13 06:20',
      force: false,
      incremental: true,
    },
    { said: 'forced', one: true, other: true, full: null, force: true, incremental: false },
  ])('incremental ($said): $incremental', ({ one, other, full, force, incremental }) => {
    const exposures = [exposure('a', { incremental: one }), exposure('b', { incremental: other })]
    const landed = status(april('14 05:50'), { fullRefreshAt: full === null ? null : april(full) })
    const given = change(input({ policy: { ...POLICY, force }, nodes: nodes({ fct_orders: landed }) }), {
      exposures,
    })
    expect(decisionOn(SALES, given)).toMatchObject({ kind: 'refresh', incremental })
  })

  test.each([
    { full: null, incremental: true },
    { full: april('01 00:00'), incremental: false },
  ])(
    'the first refresh, with a full refresh of a node at $full, is incremental: $incremental',
    ({ full, incremental }) => {
      const landed = status(april('14 05:50'), { fullRefreshAt: full })
      const given = input({ nodes: nodes({ fct_orders: landed }), requests: requests({}) })
      const exposures = [exposure('a', { incremental: true })]
      expect(decisionOn(SALES, change(given, { exposures }))).toMatchObject({ incremental })
    },
  )
})

describe('what is known of an extract, whatever the decision', () => {
  const knownOf = (given: PlanInput) => plan(given).extracts[0]?.known

  test('the newest landing upstream', () => {
    const given = change(input(), { upstream: ['never', 'old', 'fct_orders', 'older'] })
    const landed = nodes({
      never: status(null),
      old: status(april('13 05:00')),
      fct_orders: status(april('14 05:50')),
      older: status(april('12 05:00')),
    })
    expect(knownOf({ ...given, nodes: landed })?.newest).toEqual({
      id: 'model.shop.fct_orders',
      at: april('14 05:50'),
    })
    expect(knownOf({ ...given, nodes: nodes({ never: status(null) }) })?.newest).toBeNull()
  })

  test('in another environment, what this build has written brings no new data', () => {
    const pair = { dbt: 'dev.s.t', tableau: 'prod.s.t' }
    const given = change(input(), { upstream: ['fct_orders'], otherEnvironment: [pair], elsewhere: [pair] })
    const known = knownOf({ ...given, nodes: nodes({ fct_orders: status(april('14 05:50')) }) })
    expect(known).toMatchObject({ newest: null, landed: [] })
  })

  test('in another environment, a source still does', () => {
    const source = { id: 'source.shop.payments', at: april('14 05:50') }
    const pair = { dbt: 'dev.s.t', tableau: 'prod.s.t' }
    const given = change(input(), { otherEnvironment: [pair] })
    const [first] = given.extracts
    const upstream = [{ node: source.id as UniqueId, via: null, declared: true }]
    const landed = new Map([[source.id as UniqueId, status(source.at)]])
    const extracts = first === undefined ? [] : [{ ...first, upstream }]
    expect(knownOf({ ...given, extracts, nodes: landed })).toMatchObject({ newest: source, landed: [source] })
  })

  test('the last used window', () => {
    expect(knownOf(input())?.window).toEqual({ start: april('13 06:00'), end: april('14 06:00') })
    expect(knownOf(input({ requests: requests({}) }))?.window).toBeNull()
    const buildAfter = { minutes: 0, at: null, timezone: null }
    expect(knownOf(input({ policy: { ...POLICY, buildAfter } }))?.window).toBeNull()
  })
})

describe('the data sources of an extract', () => {
  const book = extract(SALES, {
    upstream: ['fct_orders via datasource:orders'],
    reads: ['datasource:hidden'],
  })
  const source = extract('datasource:orders')
  const given = input({
    extracts: [book],
    others: [extract('datasource:else'), source],
    requests: requests({
      [SALES]: [refreshed(april('14 02:10'), april('13 06:00'))],
      'datasource:orders': [refreshed(april('14 02:00'), april('14 02:00'))],
    }),
  })

  test.each([
    ['planned with all others', () => plan(given).extracts[0]],
    ['planned again alone', () => planExtract(given, book)],
    [
      'planned again alone, beside them',
      () => planExtract({ ...given, extracts: [source, book], others: [] }, book),
    ],
  ])('are found, planned or not: %s', (_, rowOf) => {
    const row = rowOf()
    expect(row?.dataSources).toEqual(new Map([['datasource:orders', source.lineage.content]]))
    expect(row?.decision).toMatchObject({
      reason: 'up-to-date',
      pendingDataSources: [{ key: 'datasource:orders', dueAt: april('15 02:00') }],
    })
  })
})

test('a permanent failure is tried again when its window has ended', () => {
  const given = requestsOf(input(), [failed(april('12 06:20'), april('12 06:00'), 'credentials')])
  expect(verdict(SALES, given)).toBe('refresh first-refresh')
})

describe('a never-landed extract of which an earlier run warned', () => {
  const warnedBefore = (id: string, given: PlanInput): unknown => {
    const warned: PlanInput['warned'] = new Map([[`never-landed ${id}` as const, april('13 06:00')]])
    return plan({ ...given, warned }).extracts[0]?.known.warnedBefore
  }
  const neverLanded = change(input(), { upstream: [] })

  test('is known by its key', () => {
    expect(warnedBefore(SALES, neverLanded)).toBe(true)
    expect(warnedBefore('workbook:other', neverLanded)).toBeUndefined()
  })

  test('is a new problem once it is held back for another reason', () => {
    const failed = problem('unique_orders', 'test', april('14 05:10'))
    const given = input({ nodes: nodes({ fct_orders: status(april('14 05:50'), { problems: [failed] }) }) })
    expect(verdict(SALES, given)).toBe('skip upstream-failed')
    expect(warnedBefore(SALES, given)).toBeUndefined()
  })
})

test('after somebody refreshed an extract that failed, the same window is used', () => {
  const given = remember(input(), failed(april('14 02:30'), april('14 02:00'), 'credentials'))
  const extracts = given.extracts.map((one) => ({
    ...one,
    lineage: { ...one.lineage, extractUpdatedAt: april('14 03:00') },
  }))
  expect(decisionOn(SALES, { ...given, extracts })).toMatchObject({
    reason: 'new-data',
    window: april('14 02:00'),
  })
})

test('a forced refresh of what is up to date says so', () => {
  const given = remember(input({ policy: { ...POLICY, force: true } }), refreshed(april('14 05:55'), null))
  expect(decisionOn(SALES, given)).toMatchObject({
    overriddenSkip: { reason: 'up-to-date', landedAt: april('14 05:50'), pendingDataSources: [] },
  })
})

test('left out and unresolved exposures are passed on', () => {
  const exposures = {
    unresolved: [{ exposure: 'a', reason: 'not-found', message: 'No workbook.', candidates: [] }],
    leftOut: [{ exposure: 'b', reason: 'not-selected', why: 'switched off' }],
  } as const
  expect(plan(input({ exposures }))).toMatchObject(exposures)
})

test('an extract that is planned again after a conflicting job uses the newest facts', () => {
  const before = remember(input(), running(april('14 04:00')))
  const [sales = extract(SALES)] = before.extracts
  const jobs = (ended: RequestFacts): PlanInput =>
    requestsOf(input(), [refreshed(april('13 06:20'), april('13 06:00')), ended])
  expect(plan(before).extracts[0]?.decision.kind).toBe('wait')
  const succeeded = jobs(refreshed(april('14 04:00'), april('14 03:00')))
  expect(planExtract(succeeded, sales).decision.reason).toBe('build-after')
  const gaveUp = jobs(failed(april('14 04:00'), april('14 03:00'), 'timeout'))
  expect(planExtract(gaveUp, sales).decision.reason).toBe('new-data')
})
