import { message } from '../../src/messages/message.js'
import { describe, expect, test } from '@jest/globals'
import { MINUTE } from '../../src/base/clock.js'
import type { RequestFacts } from '../../src/state/state.js'
import { datasource, workbook, type WorkbookInput } from '../../simulators/tableau/index.js'
import { hideTheList, mostAtOnce, ORDERS, run, START, type World } from './story.js'

/** A workbook with an extract of its own on the orders. */
function kpis(path: string, rest: Omit<WorkbookInput, 'path' | 'embedded'> = {}): WorkbookInput {
  return workbook(path, { embedded: [{ tables: [ORDERS] }], ...rest })
}

const open = (requestedAt: number): RequestFacts => ({
  requestedAt,
  window: null,
  outcome: null,
  failure: null,
  seconds: null,
})

const CREDENTIALS = { result: 'failed', notes: 'com.tableau: Login failed for user sa' } as const
const UNREACHABLE = { result: 'failed', notes: 'connection refused by db.example.com' } as const
const routes = ({ simulator }: World): (string | undefined)[] =>
  simulator.record.calls.map(({ route }) => route)
const posts = ({ simulator }: World): number =>
  simulator.record.calls.filter(({ route }) => route?.startsWith('refresh-') === true).length

describe('a refresh', () => {
  test('is requested, followed and recorded with its outcome', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { seconds: 30, queueSeconds: 10 })] },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(finished.jobs).toMatchObject([{ path: 'Default/KPIs', result: 'success', incremental: false }])
    expect(finished.remembered('Default/KPIs')).toEqual([
      {
        job: finished.jobs[0]?.id,
        requestedAt: START,
        window: START,
        outcome: 'refreshed',
        failure: null,
        seconds: 40,
      },
    ])
    expect(finished.result('Default/KPIs')).toEqual({
      outcome: 'refreshed',
      request: { kind: 'job', job: finished.jobs[0]?.id },
      seconds: 40,
      endedAt: START + 40_000,
      failure: null,
    })
    // At most a quarter of its duration after its end.
    expect(finished.seconds).toBeLessThanOrEqual(50)
    expect(finished.error).toBeNull()
  })

  test('is not requested if the plan skips it', async () => {
    const finished = await run({
      site: { workbooks: [workbook('Default/Live', { embedded: [{ tables: [ORDERS], extract: false }] })] },
    })
    expect(finished.rows).toEqual({ 'Default/Live': 'skip no-extract' })
    expect(finished.jobs).toEqual([])
    expect(finished.seconds).toBe(0)
  })

  test.each<[string, string]>([
    ['The query time resource limit (7200 seconds) was exceeded', 'timeout'],
    ["Login failed for user 'tableau'.", 'credentials'],
    ['Cancelled by ann@example.com', 'unknown'],
  ])('that Tableau cancelled has the class of its notes: %s', async (notes, failure) => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { outcomes: [{ result: 'cancelled', notes }, 'success'] })] },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': `cancelled ${failure}` })
    expect(finished.result('Default/KPIs')?.failure).toEqual({ class: failure, text: notes })
    expect(finished.remembered('Default/KPIs')).toMatchObject([{ outcome: 'cancelled', failure }])
    expect(finished.jobs).toHaveLength(1)
  })

  test('that was cancelled in Tableau is not retried', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { outcomes: ['cancelled', 'success'] })] },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'cancelled' })
    expect(finished.remembered('Default/KPIs')).toMatchObject([{ outcome: 'cancelled', failure: null }])
    expect(finished.jobs).toHaveLength(1)
  })

  test.each([
    [502, 'a gateway that lost Tableau'],
    [504, 'a gateway that waited too long'],
    [413, 'a gateway that accepts no bodies'],
    [403, 'a firewall'],
    [404, 'a proxy that does not know the path'],
  ])(
    'answered by a page with %s, of %s, is not classified as a failure of the database or a permission',
    async (status) => {
      const finished = await run({
        site: { workbooks: [kpis('Default/KPIs')] },
        trouble: ({ simulator }) =>
          simulator.faults.add({
            match: { method: 'POST', path: '/refresh' },
            times: 'always',
            effect: { kind: 'answer', status, body: '<!DOCTYPE html><html>Blocked</html>' },
          }),
      })
      expect(finished.rows).toEqual({ 'Default/KPIs': 'failed no-answer' })
      expect(finished.result('Default/KPIs')?.failure?.text).toMatch(
        new RegExp(
          `^Tableau gave no clear answer .* answered with status ${status} and an HTML page instead of`,
        ),
      )
      expect(finished.remembered('Default/KPIs').map(({ failure }) => failure)).toEqual([
        'no-answer',
        'no-answer',
      ])
      expect(posts(finished)).toBe(2)
    },
  )

  test('that is forced or manual uses no window', async () => {
    const finished = await run({ site: { workbooks: [kpis('Default/KPIs')] }, policy: { manual: true } })
    expect(finished.remembered('Default/KPIs')).toMatchObject([{ outcome: 'refreshed', window: null }])
  })

  test('that fails does not stop the others', async () => {
    const finished = await run({
      site: {
        workbooks: [
          kpis('Default/A', { outcomes: [CREDENTIALS] }),
          kpis('Default/B', { seconds: 90 }),
          kpis('Default/C', { outcomes: [UNREACHABLE] }),
          kpis('Default/D'),
        ],
      },
      trouble: ({ simulator }) => {
        const { luid } = simulator.workbook('Default/D')
        simulator.faults.add({
          match: { method: 'POST', path: `${luid}/refresh` },
          effect: { kind: 'error', code: '403004' },
        })
      },
    })
    expect(finished.rows).toEqual({
      'Default/A': 'failed credentials',
      'Default/B': 'refreshed',
      'Default/C': 'failed unreachable',
      'Default/D': 'failed permission',
    })
    expect(finished.error).toBeNull()
  })
})

describe('a failure', () => {
  test('that is transient is retried once in the same run, half a minute later', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { outcomes: [UNREACHABLE, 'success'] })] },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(finished.result('Default/KPIs')?.firstAttempt).toMatchObject({ failure: { class: 'unreachable' } })
    const [first, second] = finished.jobs
    expect((second?.createdAt ?? 0) - (first?.endedAt ?? 0)).toBeGreaterThanOrEqual(30_000)
    expect(finished.remembered('Default/KPIs')).toMatchObject([
      { outcome: 'failed', failure: 'unreachable' },
      { outcome: 'refreshed', failure: null },
    ])
  })

  test('is not retried twice', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { outcomes: [UNREACHABLE, UNREACHABLE, 'success'] })] },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'failed unreachable' })
    expect(finished.jobs).toHaveLength(2)
  })

  test('that is permanent is not retried', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { outcomes: [CREDENTIALS, 'success'] })] },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'failed credentials' })
    expect(finished.jobs).toHaveLength(1)
    expect(finished.result('Default/KPIs')?.failure?.text).toContain('Login failed')
  })

  test.each<[string, typeof CREDENTIALS | typeof UNREACHABLE, boolean]>([
    ['that is permanent uses up the window, which the row then shows', CREDENTIALS, true],
    ['that may pass uses up no window', UNREACHABLE, false],
  ])('%s', async (_, outcome, isUsed) => {
    const site = { workbooks: [kpis('Default/KPIs', { outcomes: [outcome, outcome] })] }
    const { settled } = await run({ site })
    const { dueAt, known } = settled[0]?.row ?? {}
    expect(known?.window?.end ?? null).toBe(isUsed ? dueAt : null)
    expect(known?.window?.start === undefined).toBe(!isUsed)
  })

  test.each<[string, string, string]>([
    ['409090', 'no-extract', 'there is no extract'],
    ['403004', 'permission', 'this user may not'],
    ['404006', 'permission', 'it is gone'],
  ])('%s of the request itself is %s, tried once, and uses the window: %s', async (code, failure) => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs')] },
      trouble: ({ simulator }) => {
        simulator.faults.add({
          match: { method: 'POST', path: '/refresh' },
          times: 'always',
          effect: { kind: 'error', code },
        })
      },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': `failed ${failure}` })
    expect(posts(finished)).toBe(1)
    expect(finished.remembered('Default/KPIs')).toMatchObject([{ outcome: 'failed', failure, window: START }])
  })

  test('is not retried if the timeout would be over by then', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { outcomes: [UNREACHABLE, 'success'], seconds: 35 })] },
      options: { timeout: MINUTE },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'failed unreachable' })
    expect(finished.jobs).toHaveLength(1)
  })

  test('is reported if the timeout is over before its retry', async () => {
    // B starts when A has ended, and runs until the timeout.
    const finished = await run({
      site: {
        workbooks: [kpis('Default/A', { outcomes: [UNREACHABLE] }), kpis('Default/B', { seconds: 600 })],
      },
      options: { timeout: 2 * MINUTE, maxParallel: 1 },
    })
    expect(finished.rows).toEqual({ 'Default/A': 'failed unreachable', 'Default/B': 'timed-out' })
  })
})

describe('incremental', () => {
  const incremental = { exposures: { 'Default/KPIs': { incremental: true } } }

  test('is requested if configured', async () => {
    const finished = await run({ ...incremental, site: { workbooks: [kpis('Default/KPIs')] } })
    expect(finished.jobs.map((job) => [job.incremental, job.result])).toEqual([[true, 'success']])
  })

  test.each([400, 409, 422] as const)('is requested in full, once, if Tableau answers %d', async (status) => {
    const finished = await run({
      ...incremental,
      site: { workbooks: [kpis('Default/KPIs', { incremental: status })] },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(posts(finished)).toBe(2)
    expect(finished.jobs.map((job) => [job.incremental, job.result])).toEqual([[false, 'success']])
  })

  test('is a full refresh on a server that is too old', async () => {
    const finished = await run({
      ...incremental,
      settings: { restApiVersion: '3.24' },
      site: { workbooks: [kpis('Default/KPIs')] },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(finished.jobs.map((job) => job.incremental)).toEqual([false])
  })
})

describe('the timeout', () => {
  test('leaves a refresh running and its request open in the journal', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/Long', { seconds: 3600 }), kpis('Default/Short')] },
      options: { timeout: 10 * MINUTE },
    })
    expect(finished.rows).toEqual({ 'Default/Long': 'timed-out', 'Default/Short': 'refreshed' })
    expect(finished.seconds).toBe(600)
    expect(finished.remembered('Default/Long')).toMatchObject([{ outcome: null, window: START }])
    expect(finished.jobs.find(({ path }) => path === 'Default/Long')?.phase).toBe('running')
    expect(routes(finished)).not.toContain('cancel-job')
    const long = finished.jobs.find(({ path }) => path === 'Default/Long')
    expect(finished.result('Default/Long')?.request).toEqual({ kind: 'job', job: long?.id })
  })

  test('leaves extracts that were not started as planned', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/A', { seconds: 3600 }), kpis('Default/B')] },
      options: { timeout: 10 * MINUTE, maxParallel: 1 },
    })
    expect(finished.rows).toEqual({ 'Default/A': 'timed-out', 'Default/B': 'refresh first-refresh' })
    expect(finished.remembered('Default/B')).toEqual([])
  })
})

describe('max-parallel', () => {
  const seven = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name, index) =>
    kpis(`Default/${name}`, {
      seconds: 10 + index * 7,
      outcomes: index === 2 ? [UNREACHABLE, 'success'] : ['success'],
    }),
  )

  test.each([1, 2, 3, 7])('%d limits the refreshes in flight', async (maxParallel) => {
    const finished = await run({ site: { workbooks: seven, concurrency: 100 }, options: { maxParallel } })
    expect(new Set(Object.values(finished.rows))).toEqual(new Set(['refreshed']))
    expect(mostAtOnce(finished.jobs)).toBe(maxParallel)
    expect(finished.jobs).toHaveLength(8)
  })

  test('counts jobs of earlier runs that are followed', async () => {
    const finished = await run({
      site: { workbooks: seven.slice(0, 3), concurrency: 100 },
      options: { maxParallel: 1 },
      before: ({ simulator }) => {
        const { id } = simulator.refresh(simulator.workbook('Default/B'), { by: 'ci@example.com' })
        return { 'Default/B': { [id]: open(START) } }
      },
    })
    expect(mostAtOnce(finished.jobs)).toBe(1)
  })
})

describe('wait: false', () => {
  test('requests all refreshes, whatever their number, and polls none', async () => {
    const paths = ['Default/A', 'Default/B', 'Default/C']
    const finished = await run({
      site: { workbooks: paths.map((path) => kpis(path, { seconds: 60 })) },
      options: { wait: false, maxParallel: 2 },
    })
    expect(finished.rows).toEqual(Object.fromEntries(paths.map((path) => [path, 'requested'])))
    expect(finished.jobs).toHaveLength(3)
    expect(routes(finished)).not.toContain('query-job')
    for (const path of paths)
      expect(finished.remembered(path)).toMatchObject([{ outcome: null, window: START }])
    expect(finished.seconds).toBe(0)
  })

  test('leaves a workbook to the next run if its data source was just requested', async () => {
    const finished = await run({
      site: {
        datasources: [datasource('Default/Sales', { tables: [ORDERS] })],
        workbooks: [workbook('Default/KPIs', { embedded: [{ reads: ['Default/Sales'] }] })],
      },
      options: { wait: false },
    })
    expect(finished.rows).toEqual({ 'Default/Sales': 'requested', 'Default/KPIs': 'refresh first-refresh' })
    expect(finished.jobs.map(({ path }) => path)).toEqual(['Default/Sales'])
  })

  test('does not claim the job of an earlier run as its own', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { seconds: 600 })] },
      options: { wait: false },
      before: ({ simulator, clock }) => {
        const { id } = simulator.refresh(simulator.workbook('Default/KPIs'), { by: 'ci@example.com' })
        clock.advance({ minutes: 5 })
        return { 'Default/KPIs': { [id]: open(START) } }
      },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'wait in-flight' })
    expect(finished.jobs).toHaveLength(1)
  })

  test('adopts an existing refresh', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs')] },
      options: { wait: false },
      before: ({ simulator }) => {
        simulator.refresh(simulator.workbook('Default/KPIs'))
        return {}
      },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'requested' })
    expect(posts(finished)).toBe(1)
  })

  test('does not wait for a quota', async () => {
    const site = { workbooks: [kpis('Default/A'), kpis('Default/B')], quotas: { refreshesPerHour: 1 } }
    const finished = await run({ site, options: { wait: false } })
    expect(finished.rows).toEqual({ 'Default/A': 'requested', 'Default/B': 'deferred quota' })
  })
})

describe('a data source and the workbook that reads it', () => {
  const site = (sales: object, book: object = {}) => ({
    datasources: [datasource('Default/Sales', { tables: [ORDERS], seconds: 40, ...sales })],
    workbooks: [
      workbook('Default/KPIs', {
        reads: ['Default/Sales'],
        embedded: [{ reads: ['Default/Sales'], extract: true }],
        ...book,
      }),
      kpis('Default/Other'),
    ],
  })

  test('are refreshed in order, and others do not wait for them', async () => {
    const finished = await run({ site: site({}) })
    const by = Object.fromEntries(finished.jobs.map((job) => [job.path, job]))
    expect(finished.rows).toEqual({
      'Default/Sales': 'refreshed',
      'Default/KPIs': 'refreshed',
      'Default/Other': 'refreshed',
    })
    expect(by['Default/KPIs']?.createdAt).toBeGreaterThanOrEqual(by['Default/Sales']?.endedAt ?? Infinity)
    expect(by['Default/Other']?.createdAt).toBe(by['Default/Sales']?.createdAt)
  })

  test('the workbook is blocked if the data source fails, even in its retry', async () => {
    const finished = await run({ site: site({ outcomes: [UNREACHABLE] }) })
    expect(finished.rows).toEqual({
      'Default/Sales': 'failed unreachable',
      'Default/KPIs': 'blocked',
      'Default/Other': 'refreshed',
    })
    expect(finished.remembered('Default/KPIs')).toEqual([])
  })

  test('the workbook waits for the retry', async () => {
    const finished = await run({ site: site({ outcomes: [UNREACHABLE, 'success'] }) })
    expect(finished.rows).toMatchObject({ 'Default/Sales': 'refreshed', 'Default/KPIs': 'refreshed' })
  })

  test.each([
    ['is cancelled in Tableau', { outcomes: ['cancelled'] }, 'cancelled'],
    ['may not be refreshed', { outcomes: [CREDENTIALS] }, 'failed credentials'],
    ['runs longer than the timeout', { seconds: 3600 }, 'timed-out'],
  ])('the workbook is blocked if the data source %s', async (_, sales, became) => {
    const finished = await run({ site: site(sales), options: { timeout: 10 * MINUTE } })
    expect(finished.rows).toEqual({
      'Default/Sales': became,
      'Default/KPIs': 'blocked',
      'Default/Other': 'refreshed',
    })
  })

  test.each([
    [
      'credentials: its own window is used up, the workbook waits for it alone',
      { outcomes: [CREDENTIALS] },
      true,
    ],
    ['a job that still runs: nothing but its end', { seconds: 3600 }, false],
  ])('the report shows what holds a row back after the run: %s', async (_, sales, isHeld) => {
    const { settled } = await run({ site: site(sales), options: { timeout: 10 * MINUTE } })
    const due = (path: string) =>
      settled.find(({ row }) => row.extract.lineage.content.name === path)?.row.dueAt ?? null
    expect([due('Sales') !== null, due('KPIs')]).toEqual([isHeld, null])
  })

  test('a chain is blocked to its end', async () => {
    const finished = await run({
      site: {
        datasources: [
          datasource('Default/Base', { tables: [ORDERS], seconds: 3600 }),
          datasource('Default/Mart', { reads: ['Default/Base'] }),
        ],
        workbooks: [workbook('Default/KPIs', { embedded: [{ reads: ['Default/Mart'], extract: true }] })],
      },
      options: { timeout: 10 * MINUTE },
    })
    expect(finished.rows).toEqual({
      'Default/Base': 'timed-out',
      'Default/Mart': 'blocked',
      'Default/KPIs': 'blocked',
    })
  })

  test('the workbook is up to date if an earlier run refreshed the data source', async () => {
    // The workbook was refreshed after the request for the data source, so the job brings it nothing new.
    const finished = await run({
      site: site({ seconds: 120 }),
      landedAt: START - 10 * MINUTE,
      before: ({ simulator, clock }) => {
        const { id } = simulator.refresh(simulator.datasource('Default/Sales'), { by: 'ci@example.com' })
        clock.advance({ minutes: 1 })
        return {
          'Default/Sales': { [id]: open(START) },
          'Default/KPIs': { old: { ...open(START + 10 * MINUTE), outcome: 'refreshed', seconds: 5 } },
        }
      },
    })
    expect(finished.rows).toMatchObject({
      'Default/Sales': 'skip up-to-date',
      'Default/KPIs': 'skip up-to-date',
    })
  })
})

test('a workbook whose data source failed is blocked at once, even at max-parallel', async () => {
  const finished = await run({
    site: {
      datasources: [datasource('Default/A', { tables: [ORDERS], seconds: 10, outcomes: [CREDENTIALS] })],
      workbooks: [
        workbook('Default/C', { embedded: [{ reads: ['Default/A'] }] }),
        kpis('Default/B', { seconds: 300 }),
      ],
    },
    options: { maxParallel: 1 },
  })
  expect(finished.rows).toEqual({
    'Default/A': 'failed credentials',
    'Default/C': 'blocked',
    'Default/B': 'refreshed',
  })
  expect(mostAtOnce(finished.jobs)).toBe(1)
})

test('a workbook that only shows a data source live does not wait for it, and is not blocked by it', async () => {
  const finished = await run({
    site: {
      datasources: [datasource('Default/A', { tables: [ORDERS], seconds: 600, outcomes: [CREDENTIALS] })],
      workbooks: [kpis('Default/C', { reads: ['Default/A'], seconds: 10 })],
    },
  })
  expect(finished.rows).toEqual({ 'Default/A': 'failed credentials', 'Default/C': 'refreshed' })
  const [source, shown] = ['Default/A', 'Default/C'].map((path) =>
    finished.jobs.find((job) => job.path === path),
  )
  expect(shown?.endedAt).toBeLessThan(source?.endedAt ?? 0)
})

test('a retry that the quota delays beyond the timeout is not waited for', async () => {
  const finished = await run({
    site: {
      workbooks: [kpis('Default/A', { seconds: 60, outcomes: [UNREACHABLE] }), kpis('Default/B')],
      quotas: { refreshesPerHour: 1 },
    },
    options: { timeout: 40 * MINUTE },
  })
  expect(finished.rows).toEqual({ 'Default/A': 'failed unreachable', 'Default/B': 'deferred quota' })
  expect(finished.seconds).toBeLessThan(5 * 60)
})

describe('our own job that an earlier run left running', () => {
  /** Requested five minutes before this run; takes ten minutes. */
  const left = ({ simulator, clock }: World) => {
    const { id } = simulator.refresh(simulator.workbook('Default/KPIs'), { by: 'ci@example.com' })
    clock.advance({ minutes: 5 })
    return { 'Default/KPIs': { [id]: open(START) } }
  }
  const site = { workbooks: [kpis('Default/KPIs', { seconds: 600 })] }

  test('is followed, and is sufficient if nothing has landed since its request', async () => {
    const finished = await run({ site, before: left, landedAt: START - MINUTE })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'skip up-to-date' })
    expect(finished.jobs).toHaveLength(1)
    expect(finished.seconds).toBeGreaterThanOrEqual(300)
    expect(finished.remembered('Default/KPIs')).toMatchObject([{ outcome: 'refreshed', seconds: 600 }])
    expect(finished.events).toEqual([
      expect.stringMatching(/ refreshed Default\/KPIs$/),
      expect.stringMatching(/ skip up-to-date Default\/KPIs$/),
    ])
  })

  test('is followed, and another refresh is requested for data that landed since', async () => {
    const finished = await run({ site, before: left, landedAt: START + 2 * MINUTE })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(finished.jobs).toHaveLength(2)
    expect(finished.jobs[1]?.createdAt).toBeGreaterThanOrEqual(finished.jobs[0]?.endedAt ?? Infinity)
  })

  test('is followed, and requested again if it failed', async () => {
    const failing = {
      workbooks: [kpis('Default/KPIs', { seconds: 600, outcomes: [UNREACHABLE, 'success'] })],
    }
    const finished = await run({ site: failing, before: left })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(finished.remembered('Default/KPIs')).toMatchObject([
      { outcome: 'failed' },
      { outcome: 'refreshed' },
    ])
  })

  test('still runs at the timeout', async () => {
    const finished = await run({ site, before: left, options: { timeout: 2 * MINUTE } })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'timed-out' })
    expect(finished.remembered('Default/KPIs')).toMatchObject([{ outcome: null }])
  })
})

describe('a dropped poll is not a failure', () => {
  test.each<[string, Parameters<World['simulator']['faults']['add']>[0]['effect']]>([
    ['a broken connection', { kind: 'reset' }],
    ['status 500', { kind: 'error', code: '500000' }],
    ['an HTML page', { kind: 'answer', status: 200, body: '<html>maintenance</html>' }],
    ['status 503', { kind: 'answer', status: 503 }],
    ['silence', { kind: 'silence' }],
    ['a job that Tableau does not know yet', { kind: 'error', code: '400031' }],
  ])('%s, eight times in a row', async (_, effect) => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { seconds: 30 })] },
      trouble: ({ simulator }) => {
        simulator.faults.add({ match: { method: 'GET', path: '/jobs/' }, times: 8, effect })
      },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(finished.jobs).toHaveLength(1)
    expect(finished.error).toBeNull()
  })

  test('is logged once, after three polls of a job have failed in a row', async () => {
    const told = async (times: number) => {
      const finished = await run({
        site: { workbooks: [kpis('Default/KPIs', { seconds: 30 }), kpis('Default/Menu', { seconds: 30 })] },
        trouble: ({ simulator }) => {
          const effect = { kind: 'error', code: '500000' } as const
          simulator.faults.add({ match: { method: 'GET', path: '/jobs/' }, times, effect })
        },
      })
      return finished.events.filter((event) => event.includes('polls fail'))
    }
    expect(await told(2)).toEqual([])
    expect(await told(40)).toEqual([expect.stringMatching(/polls fail: .*500000/)])
  })

  test.each<[string, Parameters<World['simulator']['faults']['add']>[0]['effect'], string]>([
    ['an HTML page', { kind: 'answer', status: 200, body: '<html>login</html>' }, 'no-answer'],
    ['a refusal', { kind: 'error', code: '403004' }, 'permission'],
  ])('but %s until the timeout is not reported as a job that still runs', async (_, effect, why) => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { seconds: 30 })] },
      options: { timeout: 5 * MINUTE },
      trouble: ({ simulator }) =>
        simulator.faults.add({ match: { method: 'GET', path: '/jobs' }, times: 'always', effect }),
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': `timed-out ${why}` })
    expect(finished.remembered('Default/KPIs')).toMatchObject([{ outcome: null }])
  })
})

describe('a job that Tableau forgot', () => {
  test.each(['400031', '404'] as const)('is looked up in the list of jobs: %s', async (afterEnd) => {
    const finished = await run({
      site: {
        workbooks: [
          kpis('Default/KPIs', { seconds: 30 }),
          kpis('Default/Broken', { seconds: 30, outcomes: ['failed'] }),
        ],
      },
      settings: { jobs: { afterEnd }, metadata: { service: 'feature-disabled' } },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed', 'Default/Broken': 'failed unknown' })
    expect(finished.result('Default/KPIs')).toMatchObject({ endedAt: START + 30_000, seconds: 30 })
    expect(finished.jobs.filter(({ path }) => path === 'Default/KPIs')).toHaveLength(1)
  })

  test('and that is not listed has succeeded if the extract was updated since', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { seconds: 30 })] },
      settings: { jobs: { afterEnd: '400031' } },
      trouble: hideTheList,
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(finished.seconds).toBeGreaterThanOrEqual(120)
    expect(finished.result('Default/KPIs')).toMatchObject({ endedAt: START + 30_000, seconds: null })
  })

  test.each(['400031', '404'] as const)(
    'and that the list hides has failed if it was not, and is retried once: %s',
    async (afterEnd) => {
      const finished = await run({
        site: { workbooks: [kpis('Default/KPIs', { seconds: 30, outcomes: ['failed'] })] },
        settings: { jobs: { afterEnd } },
        trouble: hideTheList,
      })
      expect(finished.rows).toEqual({ 'Default/KPIs': 'failed unknown' })
      expect(finished.result('Default/KPIs')?.failure?.text).toContain('no longer knows its job')
      expect(finished.jobs).toHaveLength(2)
    },
  )
})

describe('refreshes through Bridge, which the list shows as successful as soon as a client accepts them', () => {
  const through = (count: number) => ({
    datasources: Array.from({ length: count }, (_, index) =>
      datasource(`Default/D${index}`, {
        tables: [ORDERS],
        bridge: true,
        seconds: 300,
        outcomes: [CREDENTIALS],
      }),
    ),
  })
  const unknown = ({ simulator }: World): void => {
    simulator.faults.add({
      match: { method: 'GET', path: '/jobs/' },
      times: 'always',
      effect: { kind: 'error', code: '400031' },
    })
  }
  const early = { bridgeCompletedEarly: true }

  test('are polled one by one, however many there are', async () => {
    const finished = await run({ site: through(4), settings: { jobs: early } })
    expect(Object.values(finished.rows)).toEqual(Array.from({ length: 4 }, () => 'failed credentials'))
  })

  test('do not count as successful if Query Job does not know them', async () => {
    const finished = await run({ site: through(1), settings: { jobs: early }, trouble: unknown })
    expect(finished.rows).toEqual({ 'Default/D0': 'failed unknown' })
  })

  test('do not count as successful if the answer to the request was lost, either', async () => {
    const finished = await run({
      site: through(1),
      settings: { jobs: early, metadata: { service: 'feature-disabled' } },
      trouble: (world) => {
        unknown(world)
        world.simulator.faults.add({
          match: { method: 'POST', path: '/refresh' },
          effect: { kind: 'silence', when: 'after' },
        })
      },
    })
    expect(finished.rows).toEqual({ 'Default/D0': 'failed unknown' })
  })
})

describe('a rate limit', () => {
  const limited = (refreshesPerHour: number) => ({
    workbooks: [kpis('Default/A'), kpis('Default/B')],
    quotas: { refreshesPerHour },
  })

  test('is waited for within the timeout', async () => {
    const finished = await run({ site: limited(1), options: { timeout: 120 * MINUTE } })
    expect(finished.rows).toEqual({ 'Default/A': 'refreshed', 'Default/B': 'refreshed' })
    expect(finished.seconds).toBeGreaterThanOrEqual(3600)
  })

  test('defers refreshes that would start too late', async () => {
    const finished = await run({ site: limited(1), options: { timeout: 30 * MINUTE } })
    expect(finished.rows).toEqual({ 'Default/A': 'refreshed', 'Default/B': 'deferred quota' })
    expect(finished.remembered('Default/B')).toMatchObject([{ outcome: 'deferred' }])
    expect(finished.seconds).toBeLessThan(60)
  })

  test('does not count as the retry of a transient failure', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { outcomes: [UNREACHABLE, 'success'] })] },
      trouble: ({ simulator }) => {
        simulator.faults.add({
          match: { method: 'POST', path: '/refresh' },
          effect: { kind: 'error', code: '429000', headers: { 'retry-after': '20' } },
        })
      },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(finished.jobs).toHaveLength(2)
  })
})

describe('a run that is cancelled', () => {
  /** The run is cancelled at the n-th query of a job. */
  const cancelledAt = (call: number) => {
    const stop = new AbortController()
    let polls = 0
    return {
      signal: stop.signal,
      around:
        (http: Parameters<NonNullable<Parameters<typeof run>[0]['around']>>[0]): typeof http =>
        (request) => {
          if (request.url.includes('/jobs/')) polls += 1
          if (polls === call) stop.abort()
          return http(request)
        },
    }
  }

  test('stops waiting at once and leaves running refreshes open in the journal', async () => {
    const finished = await run({
      ...cancelledAt(1),
      site: { workbooks: [kpis('Default/KPIs', { seconds: 600 })] },
    })
    expect(finished.seconds).toBeLessThan(10)
    expect(finished.rows).toEqual({ 'Default/KPIs': 'requested' })
    expect(finished.remembered('Default/KPIs')).toMatchObject([{ outcome: null }])
    expect(finished.error).toBeNull()
    expect(routes(finished)).not.toContain('cancel-job')
    expect(finished.simulator.record.signOuts).toHaveLength(1)
  })

  test('before the first request sends none', async () => {
    const stop = new AbortController()
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs')] },
      signal: stop.signal,
      trouble: () => {
        stop.abort()
      },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refresh first-refresh' })
    expect(finished.jobs).toEqual([])
  })

  test('does not request what was not started yet', async () => {
    const finished = await run({
      ...cancelledAt(3),
      site: { workbooks: [kpis('Default/A', { seconds: 60 }), kpis('Default/B')] },
      options: { maxParallel: 1 },
    })
    expect(finished.rows).toEqual({ 'Default/A': 'requested', 'Default/B': 'refresh first-refresh' })
  })
})

describe('on-cancel: cancel', () => {
  test('cancels our own jobs and not those of others', async () => {
    const stop = new AbortController()
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { seconds: 600 })] },
      options: { onCancel: 'cancel' },
      signal: stop.signal,
      trouble: ({ clock }) => void clock.sleep(5_000).then(() => stop.abort()),
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'cancelled' })
    expect(finished.jobs).toMatchObject([{ result: 'cancelled' }])
    // The next run looks up whether the cancel call was in time.
    expect(finished.remembered('Default/KPIs')).toMatchObject([{ outcome: null }])
  })
})

describe('a lost session', () => {
  const endEverySession = ({ simulator }: World): void => {
    simulator.faults.add({
      match: { path: '/jobs/' },
      skip: 2,
      times: 'always',
      effect: { kind: 'end-session' },
    })
  }

  test('is renewed once, and polling continues by job id', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { seconds: 60 })] },
      trouble: ({ simulator }) => {
        simulator.faults.add({ match: { path: '/jobs/' }, skip: 1, effect: { kind: 'end-session' } })
      },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'refreshed' })
    expect(finished.simulator.record.signIns).toHaveLength(2)
    expect(finished.jobs).toHaveLength(1)
  })

  test('that cannot be renewed ends the run in one sentence, and the rows keep their outcomes', async () => {
    const finished = await run({
      site: {
        workbooks: [
          kpis('Default/Done', { seconds: 1 }),
          kpis('Default/Running', { seconds: 600 }),
          kpis('Default/Second', { seconds: 600 }),
          kpis('Default/Waiting', { seconds: 600 }),
        ],
      },
      options: { maxParallel: 2 },
      trouble: endEverySession,
    })
    expect(finished.rows).toEqual({
      'Default/Done': 'refreshed',
      'Default/Running': 'requested',
      'Default/Second': 'requested',
      'Default/Waiting': 'refresh first-refresh',
    })
    expect(finished.error).toEqual(message('AE-SESSION-LOST'))
    expect(finished.remembered('Default/Done')).toMatchObject([{ outcome: 'refreshed' }])
    expect(finished.remembered('Default/Running')).toMatchObject([{ outcome: null }])
  })

  test('during a refresh request loses no job', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/A', { seconds: 60 }), kpis('Default/B', { seconds: 60 })] },
      trouble: ({ simulator }) => {
        const a = simulator.workbook('Default/A').luid
        const b = simulator.workbook('Default/B').luid
        simulator.faults.add({
          match: { path: `${a}/refresh` },
          times: 'always',
          effect: { kind: 'error', code: '401002' },
        })
        simulator.faults.add({
          match: { path: `${b}/refresh` },
          times: 'always',
          effect: { kind: 'delay', seconds: 20 },
        })
      },
    })
    expect(finished.error?.message).toMatch(/401002/)
    expect(finished.rows).toEqual({ 'Default/A': 'refresh first-refresh', 'Default/B': 'requested' })
    expect(finished.jobs.map(({ path }) => path)).toEqual(['Default/B'])
    expect(finished.remembered('Default/B')).toMatchObject([{ outcome: null }])
    // Tableau refused it, so a later refresh by somebody else must not count as ours.
    expect(finished.remembered('Default/A')).toEqual([])
  })

  test('due to a revoked token is reported as such', async () => {
    const finished = await run({
      site: { workbooks: [kpis('Default/KPIs', { seconds: 60 })] },
      trouble: ({ simulator }) => {
        simulator.faults.add({ match: { path: '/jobs/' }, effect: { kind: 'end-session' } })
        simulator.faults.add({
          match: { path: '/auth/signin' },
          times: 'always',
          effect: { kind: 'error', code: '401001' },
        })
      },
    })
    expect(finished.rows).toEqual({ 'Default/KPIs': 'requested' })
    expect(finished.error?.id).toBe('AE-SIGN-IN-TOKEN')
  })
})
