import { describe, expect, test } from '@jest/globals'
import { MINUTE } from '../../src/base/clock.js'
import { workbook, type WorkbookInput } from '../../simulators/tableau/index.js'
import { mostAtOnce, ORDERS, run, START, type Story, type Told, type World } from './story.js'

const KPIS = 'Default/KPIs'

function kpis(rest: Omit<WorkbookInput, 'path' | 'embedded'> = {}): WorkbookInput {
  return workbook(KPIS, { embedded: [{ tables: [ORDERS] }], seconds: 60, ...rest })
}

/** Somebody starts a refresh in the browser, `minutes` before our run. */
function somebody(minutes = 0): (world: World) => Record<string, never> {
  return ({ simulator, clock }) => {
    simulator.refresh(simulator.workbook(KPIS))
    clock.advance({ minutes })
    return {}
  }
}

function mayNotList({ simulator }: World): void {
  simulator.faults.add({
    match: { path: '/jobs\\?' },
    times: 'always',
    effect: { kind: 'error', code: '403004' },
  })
}

type Effect = Parameters<World['simulator']['faults']['add']>[0]['effect']

function answering(effect: Effect, { hidden = false } = {}): (world: World) => void {
  return (world) => {
    if (hidden) mayNotList(world)
    world.simulator.faults.add({ match: { method: 'POST', path: '/refresh' }, effect })
  }
}

const ours = ({ jobs }: Told): number => jobs.filter((job) => job.requestedBy !== 'somebody else').length

async function play(story: Partial<Story>): Promise<Told> {
  const finished = await run({ site: { workbooks: [kpis()] }, ...story })
  // Tableau's record never shows two jobs of one extract at once.
  expect(mostAtOnce(finished.jobs)).toBeLessThanOrEqual(1)
  return finished
}

describe('an existing refresh by somebody else', () => {
  test('is adopted if it started after the newest landing', async () => {
    const finished = await play({ before: somebody() })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(ours(finished)).toBe(0)
    expect(finished.remembered(KPIS)).toMatchObject([
      { job: finished.jobs[0]?.id, outcome: 'refreshed', window: START },
    ])
  })

  test('is adopted if it is still queued', async () => {
    const finished = await play({
      site: { workbooks: [kpis({ queueSeconds: 900 })] },
      before: somebody(10),
      landedAt: START + 5 * MINUTE,
    })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(ours(finished)).toBe(0)
  })

  test('that started before the newest landing is followed, and then ours is requested', async () => {
    const finished = await play({
      site: { workbooks: [kpis({ seconds: 900 })] },
      before: somebody(10),
      landedAt: START + 5 * MINUTE,
    })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(ours(finished)).toBe(1)
    expect(finished.remembered(KPIS)).toHaveLength(1)
  })

  test.each([
    ['a second', 1],
    ['half a minute', 30],
  ])('that started %s before the newest landing is not adopted', async (_, seconds) => {
    const finished = await play({
      site: { workbooks: [kpis({ seconds: 900 })] },
      before: somebody(10),
      landedAt: START + seconds * 1000,
    })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(ours(finished)).toBe(1)
  })

  test('is recorded with its start: data that lands later is not in it', async () => {
    const finished = await play({ site: { workbooks: [kpis({ seconds: 900 })] }, before: somebody(10) })
    expect(ours(finished)).toBe(0)
    expect(finished.remembered(KPIS)).toMatchObject([{ requestedAt: finished.jobs[0]?.startedAt }])
    expect(finished.jobs[0]?.startedAt).toBe(START)
  })

  test('is recognised in every language', async () => {
    const finished = await play({ before: somebody(), settings: { language: 'de' } })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(ours(finished)).toBe(0)
  })

  test('that fails is a transient failure: ours is requested next', async () => {
    const finished = await play({
      site: { workbooks: [kpis({ outcomes: ['failed', 'success'] })] },
      before: somebody(),
    })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(ours(finished)).toBe(1)
  })

  test('that this user cannot see: the request is repeated until Tableau accepts it', async () => {
    const finished = await play({ before: somebody(), trouble: mayNotList })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(ours(finished)).toBe(1)
  })

  test('that takes longer than the timeout is left to the next run, and is a failure the second time', async () => {
    const story = { site: { workbooks: [kpis({ seconds: 7200 })] }, before: somebody(), trouble: mayNotList }
    const first = await play({ ...story, options: { timeout: 5 * MINUTE } })
    expect(first.rows).toEqual({ [KPIS]: 'deferred unknown' })
    const [noted] = first.remembered(KPIS)
    expect(noted).toMatchObject({ outcome: 'deferred' })
    if (noted === undefined) throw new Error('nothing noted')
    const second = await play({
      ...story,
      options: { timeout: 5 * MINUTE },
      before: (world) => {
        somebody()(world)
        return { [KPIS]: { [noted.job]: { ...noted, requestedAt: START - 60 * MINUTE } } }
      },
    })
    expect(second.rows).toEqual({ [KPIS]: 'failed unknown' })
  })
})

describe('an ambiguous answer to a refresh request', () => {
  const DOUBTS: readonly [string, Effect][] = [
    ['a broken connection', { kind: 'reset', when: 'after' }],
    ['an HTML page of a proxy', { kind: 'answer', status: 502, body: '<html>', when: 'after' }],
    ['a refusal with 403', { kind: 'error', code: '403004', when: 'after' }],
  ]

  test.each([...DOUBTS, ['silence', { kind: 'silence', when: 'after' }] as [string, Effect]])(
    '%s: the job is found in the list and followed',
    async (_, effect) => {
      const finished = await play({ trouble: answering(effect) })
      expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
      expect(finished.jobs).toHaveLength(1)
    },
  )

  test.each(DOUBTS)('%s, and this user cannot see the job: the last update decides', async (_, effect) => {
    const finished = await play({ trouble: answering(effect, { hidden: true }) })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(finished.jobs).toHaveLength(1)
  })

  test.each<[string, number, number]>([
    ['in the same run', 1800, 60],
    ['in a later run', 1800, 20],
  ])(
    'whose job this user cannot see and takes longer than we wait: it is not requested again %s',
    async (_, seconds, timeout) => {
      const site = { workbooks: [kpis({ seconds })] }
      const trouble = answering({ kind: 'reset', when: 'after' }, { hidden: true })
      const first = await play({ site, trouble, options: { timeout: timeout * MINUTE } })
      expect(first.jobs).toHaveLength(1)
      if (timeout === 60) expect(first.rows).toEqual({ [KPIS]: 'refreshed' })
      const next = await play({
        site,
        before: (world) => {
          mayNotList(world)
          world.simulator.refresh(world.simulator.workbook(KPIS), { by: 'ourselves' })
          world.clock.advance({ minutes: timeout })
          return {
            [KPIS]: Object.fromEntries(first.remembered(KPIS).map(({ job, ...facts }) => [job, facts])),
          }
        },
      })
      expect(next.rows).toEqual({ [KPIS]: 'skip up-to-date' })
      expect(next.jobs).toHaveLength(1)
    },
  )

  test('no answer at all, and this user cannot see the job: the request is not repeated', async () => {
    const finished = await play({ trouble: answering({ kind: 'silence', when: 'after' }, { hidden: true }) })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(finished.jobs).toHaveLength(1)
  })

  /** A call and its retries. */
  const ONE_LOOK = 5

  test.each(DOUBTS)(
    '%s, and the list of jobs cannot be read then: the refresh is not requested again',
    async (_, effect) => {
      const trouble = (world: World): void => {
        answering(effect)(world)
        world.simulator.faults.add({
          match: { path: '/jobs\\?' },
          times: ONE_LOOK,
          effect: { kind: 'answer', status: 200, body: '<html>', when: 'before' },
        })
      }
      const finished = await play({ trouble })
      expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
      expect(finished.jobs).toHaveLength(1)
      const requests = finished.simulator.record.calls.filter(({ path }) => path.endsWith('/refresh'))
      expect(requests).toHaveLength(1)
    },
  )

  test('a connection broken before Tableau got the request: no job is listed, so it is repeated', async () => {
    const finished = await play({ trouble: answering({ kind: 'reset', when: 'before' }) })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(finished.jobs).toHaveLength(1)
  })

  test('a connection broken before Tableau got the request: a job that an earlier run recorded does not count as ours', async () => {
    const finished = await play({
      policy: { force: true },
      site: { workbooks: [kpis({ seconds: 10 })] },
      before: ({ simulator, clock }) => {
        const { id } = simulator.refresh(simulator.workbook(KPIS), { by: 'ourselves, before' })
        clock.advance({ minutes: 2 })
        return {
          [KPIS]: {
            [id]: { requestedAt: START, window: START, outcome: 'refreshed', failure: null, seconds: 10 },
          },
        }
      },
      trouble: answering({ kind: 'reset', when: 'before' }),
    })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(finished.jobs).toHaveLength(2)
  })

  test('a genuine 403 is a missing permission', async () => {
    const finished = await play({ trouble: answering({ kind: 'error', code: '403004' }) })
    expect(finished.rows).toEqual({ [KPIS]: 'failed permission' })
    expect(finished.jobs).toHaveLength(0)
  })

  test('a genuine 403 of a user who cannot see jobs is a missing permission too', async () => {
    const trouble = (world: World): void => {
      mayNotList(world)
      const match = { method: 'POST', path: '/refresh' }
      world.simulator.faults.add({ match, times: 'always', effect: { kind: 'error', code: '403004' } })
    }
    const finished = await play({ trouble })
    expect(finished.rows).toEqual({ [KPIS]: 'failed permission' })
    expect(finished.jobs).toHaveLength(0)
  })

  test('if the run is killed then, the next one neither repeats nor loses the refresh', async () => {
    const stop = new AbortController()
    const cancelled = await play({
      signal: stop.signal,
      trouble: (world) => {
        answering({ kind: 'reset', when: 'after' }, { hidden: true })(world)
        void world.clock.sleep(5_000).then(() => stop.abort())
      },
    })
    expect(cancelled.remembered(KPIS)).toMatchObject([{ outcome: null }])
    const [open] = cancelled.remembered(KPIS)
    if (open === undefined) throw new Error('nothing noted')
    const next = await play({
      before: ({ simulator, clock }) => {
        simulator.refresh(simulator.workbook(KPIS), { by: 'ourselves, yesterday' })
        clock.advance({ minutes: 10 })
        return { [KPIS]: { [open.job]: open } }
      },
    })
    expect(next.rows).toEqual({ [KPIS]: 'skip up-to-date' })
  })
})

describe('our own job after a lost answer', () => {
  test('counts as ours even if it started in the second of the landing', async () => {
    const finished = await play({
      landedAt: START,
      trouble: answering({ kind: 'reset', when: 'after' }),
    })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(finished.jobs).toHaveLength(1)
  })

  test('is not requested again if Query Job no longer knows the job', async () => {
    const finished = await play({
      site: { workbooks: [kpis({ seconds: 10 })] },
      settings: { jobs: { afterEnd: '400031' } },
      trouble: answering({ kind: 'silence', when: 'after' }),
    })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(finished.jobs).toHaveLength(1)
  })
})

/** Only the list shows the job after its end, without its target and notes. */
describe.each(['400031', '404'] as const)('a job known from the list alone (%s)', (afterEnd) => {
  const settings = { jobs: { afterEnd }, metadata: { service: 'feature-disabled' } } as const
  const lost = answering({ kind: 'silence', when: 'after' })
  /** A workbook of the same name: the list cannot tell its jobs from ours. */
  const namesake = workbook('Archive/KPIs', { embedded: [{ tables: [ORDERS] }], seconds: 10 })

  test('the only candidate has succeeded: so has ours', async () => {
    const finished = await play({ site: { workbooks: [kpis({ seconds: 10 })] }, settings, trouble: lost })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(finished.result(KPIS)).toMatchObject({ endedAt: START + 10_000, seconds: 10 })
    expect(finished.jobs).toHaveLength(1)
    expect(finished.seconds).toBeLessThan(120)
  })

  test.each(['failed', 'cancelled'] as const)('the only candidate has %s: so has ours', async (outcome) => {
    const site = { workbooks: [kpis({ seconds: 10, outcomes: [outcome, 'success'] })] }
    const finished = await play({ site, settings, trouble: lost })
    // A failure of unknown cause is retried once.
    expect(finished.rows).toEqual({ [KPIS]: outcome === 'failed' ? 'refreshed' : 'cancelled' })
    expect(finished.remembered(KPIS)[0]).toMatchObject({
      outcome,
      failure: outcome === 'failed' ? 'unknown' : null,
    })
    expect(finished.seconds).toBeLessThan(240)
  })

  test('the only candidate still runs: the run waits longer than for a job that it cannot see', async () => {
    const finished = await play({
      site: { workbooks: [kpis({ seconds: 2400 })] },
      settings: { metadata: { service: 'feature-disabled' } },
      trouble: (world) => {
        lost(world)
        const code = afterEnd === '404' ? '404031' : '400031'
        world.simulator.faults.add({
          match: { method: 'GET', path: '/jobs/' },
          times: 'always',
          effect: { kind: 'error', code },
        })
      },
    })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed' })
    expect(finished.jobs).toHaveLength(1)
    expect(finished.seconds).toBeGreaterThanOrEqual(2400)
  })

  test('with two candidates neither counts, since one may be of the other workbook of that name', async () => {
    const upToDate = {
      requestedAt: START,
      window: START,
      outcome: 'refreshed',
      failure: null,
      seconds: 10,
    } as const
    const finished = await run({
      site: { workbooks: [kpis({ seconds: 10 }), namesake] },
      settings,
      before: () => ({ 'Archive/KPIs': { earlier: upToDate } }),
      trouble: (world) => {
        lost(world)
        world.simulator.refresh(world.simulator.workbook('Archive/KPIs'), { by: 'somebody' })
      },
      options: { timeout: 20 * MINUTE },
    })
    expect(finished.result(KPIS)).toMatchObject({ outcome: 'timed-out' })
  })

  test('a job that state knows to be of the other workbook is no candidate', async () => {
    const finished = await run({
      site: { workbooks: [kpis({ seconds: 10 }), namesake] },
      settings,
      trouble: (world) => {
        const path = `/workbooks/${world.simulator.workbook(KPIS).luid}/refresh`
        // Our request never reached Tableau.
        world.simulator.faults.add({
          match: { method: 'POST', path },
          effect: { kind: 'silence', when: 'before' },
        })
      },
    })
    expect(finished.rows).toEqual({ [KPIS]: 'refreshed', 'Archive/KPIs': 'refreshed' })
    expect(finished.jobs.map(({ path }) => path).sort()).toEqual(['Archive/KPIs', KPIS])
  })

  test('the last update decides if it is known', async () => {
    const site = { workbooks: [kpis({ seconds: 10 })] }
    const finished = await play({ site, settings: { jobs: { afterEnd } }, trouble: lost })
    expect(finished.result(KPIS)).toMatchObject({
      outcome: 'refreshed',
      endedAt: START + 10_000,
      seconds: null,
    })
  })
})
