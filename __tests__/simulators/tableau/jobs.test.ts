import { describe, expect, test } from '@jest/globals'

import {
  datasource,
  workbook,
  type SettingsChange,
  type SiteInput,
} from '../../../simulators/tableau/index.js'
import { attribute, child, type Element } from '../../../simulators/tableau/wire/element.js'
import { FORMATS, items, signedIn, tableau, textOf, type Format } from './kit.js'

const SITE: Partial<SiteInput> = {
  datasources: [datasource('Finance/On Premises', { bridge: true, seconds: 10 })],
  workbooks: [workbook('Finance/KPIs', { embedded: [{}], seconds: 10, queueSeconds: 4 })],
}

function started(format: Format, settings: SettingsChange = {}) {
  const { simulator, clock } = tableau(SITE, settings)
  const client = signedIn(simulator, { format })
  const start = (): string => client.refresh(`/workbooks/${simulator.workbook('Finance/KPIs').luid}/refresh`)
  return { simulator, clock, client, start }
}

/** The attributes that show the progress of a job. */
function stateOf(job: Element): unknown[] {
  return ['progress', 'startedAt', 'completedAt', 'finishCode'].map((name) => attribute(job, name))
}

describe.each(FORMATS)('jobs in %s', (format) => {
  test('Job goes queued → running → done; `completedAt` only at the end', () => {
    const { clock, client, start } = started(format)
    const id = start()
    expect(stateOf(client.job(id))).toEqual(['0', undefined, undefined, undefined])
    clock.advance({ seconds: 9 })
    expect(stateOf(client.job(id))).toEqual(['50', '2026-04-13T06:00:04Z', undefined, undefined])
    clock.advance({ seconds: 5 })
    expect(stateOf(client.job(id))).toEqual(['100', '2026-04-13T06:00:04Z', '2026-04-13T06:00:14Z', '0'])
  })

  test('finishCode 0, 1, 2, 3', () => {
    const { simulator, clock, client, start } = started(format)
    const { behaviour } = simulator.workbook('Finance/KPIs')
    const codes = (['success', 'failed', 'cancelled'] as const).map((result) => {
      behaviour.outcomes = [{ result, statusNotes: [] }]
      const id = start()
      clock.advance({ minutes: 1 })
      return attribute(client.job(id), 'finishCode')
    })
    const bridge = client.refresh(`/datasources/${simulator.datasource('Finance/On Premises').luid}/refresh`)
    clock.advance({ minutes: 1 })
    expect([...codes, attribute(client.job(bridge), 'finishCode')]).toEqual(['0', '1', '2', '3'])
  })

  test('Bridge job shows 0, later 3; a mode with `completedAt` already set at 0', () => {
    const { simulator, clock, client } = started(format)
    const path = `/datasources/${simulator.datasource('Finance/On Premises').luid}/refresh`
    const id = client.refresh(path)
    clock.advance({ seconds: 5 })
    expect(stateOf(client.job(id))).toEqual(['50', '2026-04-13T06:00:00Z', undefined, '0'])
    simulator.configure({ jobs: { bridgeCompletedEarly: true } })
    expect(stateOf(client.job(id))).toEqual(['50', '2026-04-13T06:00:00Z', '2026-04-13T06:00:00Z', '0'])
    clock.advance({ seconds: 5 })
    expect(stateOf(client.job(id))).toEqual(['100', '2026-04-13T06:00:00Z', '2026-04-13T06:00:10Z', '3'])
  })

  test.each([
    ['absent', undefined],
    ['multi-line', 'Login failed\nfor user svc\\nagain'],
    ['100 kB', 'x'.repeat(100_000)],
    ['a workflow command', '::error::owned %0A <b>&amp;</b>'],
  ])('Failed job with notes: %s', (_, notes) => {
    const { simulator, clock, client, start } = started(format)
    simulator.workbook('Finance/KPIs').behaviour.outcomes = [
      notes === undefined
        ? { result: 'failed', statusNotes: [] }
        : { result: 'failed', notes, statusNotes: [] },
    ]
    const id = start()
    expect(textOf(child(client.job(id), 'extractRefreshJob'), 'notes')).toBeUndefined()
    clock.advance({ minutes: 1 })
    const reply = client.get(`/jobs/${id}`)
    expect(reply.status).toBe(200)
    expect(attribute(child(reply.root, 'job'), 'finishCode')).toBe('1')
    expect(textOf(child(child(reply.root, 'job'), 'extractRefreshJob'), 'notes')).toBe(notes)
  })

  test('finishCode 0 with an `errorCode` statusNote', () => {
    const { simulator, clock, client, start } = started(format)
    const note = { type: 'errorCode', value: '403180', text: 'not allowed' }
    simulator.workbook('Finance/KPIs').behaviour.outcomes = [{ result: 'success', statusNotes: [note] }]
    const id = start()
    expect(child(client.job(id), 'statusNotes')).toBeUndefined()
    clock.advance({ minutes: 1 })
    expect(attribute(client.job(id), 'finishCode')).toBe('0')
    expect(items(client.job(id), 'statusNotes')[0]?.attributes).toEqual(note)
  })

  test('finishCode present without `completedAt` must not end the wait', () => {
    const { clock, client, start } = started(format, { jobs: { finishCodeEarly: true } })
    const id = start()
    clock.advance({ seconds: 5 })
    expect(stateOf(client.job(id))).toEqual(['10', '2026-04-13T06:00:04Z', undefined, '1'])
    clock.advance({ seconds: 9 })
    expect(stateOf(client.job(id)).slice(2)).toEqual(['2026-04-13T06:00:14Z', '0'])
  })

  test('Query Job → 400031 or 404 for the first n polls, or for ever after the end', () => {
    const { simulator, clock, client, start } = started(format)
    const id = start()
    for (const code of ['400031', '404031']) {
      const match = { method: 'GET', path: '/jobs/[^/]+$' }
      simulator.faults.add({ match, times: 2, effect: { kind: 'error', code } })
      const seen = [1, 2, 3].map(() => client.get(`/jobs/${id}`))
      expect(seen.map((one) => one.status)).toEqual([Number(code.slice(0, 3)), Number(code.slice(0, 3)), 200])
      expect(seen.map((one) => one.code)).toEqual([code, code, undefined])
    }
    simulator.configure({ jobs: { afterEnd: '400031' } })
    expect(client.get(`/jobs/${id}`).status).toBe(200)
    clock.advance({ minutes: 1 })
    expect(client.get(`/jobs/${id}`).code).toBe('400031')
    simulator.configure({ jobs: { afterEnd: '404' } })
    expect(client.get(`/jobs/${id}`).status).toBe(404)
    expect(attribute(items(client.get('/jobs').root, 'backgroundJobs')[0], 'id')).toBe(id)
  })

  test('Jobs list: `status`, `endedAt`, no finishCode or notes', () => {
    const { simulator, clock, client, start } = started(format)
    simulator.workbook('Finance/KPIs').behaviour.outcomes = [
      { result: 'success', statusNotes: [] },
      { result: 'failed', notes: 'Login failed', statusNotes: [] },
    ]
    const listed = (): (string | undefined)[] =>
      items(client.get('/jobs').root, 'backgroundJobs').map((one) => attribute(one, 'status'))
    start()
    expect(listed()).toEqual(['Pending'])
    clock.advance({ seconds: 5 })
    expect(listed()).toEqual(['InProgress'])
    clock.advance({ minutes: 1 })
    start()
    clock.advance({ minutes: 1 })
    client.put(`/jobs/${start()}`)
    expect(listed()).toEqual(['Success', 'Failed', 'Cancelled'])
    const [, failed] = items(client.get('/jobs').root, 'backgroundJobs')
    expect(Object.keys(failed?.attributes ?? {})).toEqual(
      expect.arrayContaining([
        'id',
        'status',
        'createdAt',
        'startedAt',
        'endedAt',
        'priority',
        'jobType',
        'title',
      ]),
    )
    expect(client.get('/jobs').text).not.toMatch(/finishCode|notes|completedAt|Login failed/)
  })

  test('Jobs list: its filters; `id` filter refused', () => {
    const { clock, client, start } = started(format)
    start()
    clock.advance({ minutes: 1 })
    const second = start()
    const found = (filter: string): (string | undefined)[] =>
      items(client.get(`/jobs?filter=${encodeURIComponent(filter)}`).root, 'backgroundJobs').map((one) =>
        attribute(one, 'id'),
      )
    expect(found('jobType:in:[refresh_extracts,increment_extracts],title:eq:KPIs,progress:lt:100')).toEqual([
      second,
    ])
    expect(found('status:eq:Pending')).toEqual([second])
    expect(found('createdAt:gt:2026-04-13T06:00:30Z')).toEqual([second])
    expect(found('completedAt:lte:2026-04-13T06:00:14Z')).toHaveLength(1)
    expect(found('title:has:KP')).toHaveLength(2)
    expect(found('jobType:eq:run_flow')).toEqual([])
    for (const filter of [`id:eq:${second}`, 'status:in:[Pending]', 'title:gt:A']) {
      expect(client.get(`/jobs?filter=${encodeURIComponent(filter)}`).code).toBe('400000')
    }
  })

  test('Cancel → 204 (200 mode), job then finishCode 2; cancelling a finished job changes nothing', () => {
    const { simulator, clock, client, start } = started(format)
    const id = start()
    clock.advance({ seconds: 6 })
    expect(client.put(`/jobs/${id}`)).toMatchObject({ status: 204, text: '' })
    expect(stateOf(client.job(id)).slice(2)).toEqual(['2026-04-13T06:00:06Z', '2'])
    simulator.configure({ jobs: { cancelStatus: 200 } })
    const queued = start()
    expect(client.put(`/jobs/${queued}`).status).toBe(200)
    expect(stateOf(client.job(queued)).slice(1)).toEqual([undefined, '2026-04-13T06:00:06Z', '2'])
    const whole = start()
    clock.advance({ minutes: 1 })
    client.put(`/jobs/${whole}`)
    expect(attribute(client.job(whole), 'finishCode')).toBe('0')
    expect(simulator.record.jobs.map((job) => job.result)).toEqual(['cancelled', 'cancelled', 'success'])
  })

  test('Flow run: job RunFlow, empty `completedAt` while running', () => {
    const { simulator, clock } = tableau({ flows: [{ path: 'Finance/Prep', seconds: 10 }] })
    const client = signedIn(simulator, { format })
    const job = child(client.post(`/flows/${simulator.flow('Finance/Prep').luid}/run`).root, 'job')
    expect(attribute(job, 'type')).toBe('RunFlow')
    const run = attribute(child(job, 'runFlowJobType'), 'flowRunId') ?? ''
    const stateOfRun = (): unknown[] => {
      const found = child(client.get(`/flows/runs/${run}`).root, 'flowRun')
      return ['status', 'completedAt', 'backgroundJobId'].map((name) => attribute(found, name))
    }
    expect(stateOfRun()).toEqual(['InProgress', '', attribute(job, 'id')])
    clock.advance({ seconds: 10 })
    expect(stateOfRun()).toEqual(['Success', '2026-04-13T06:00:10Z', attribute(job, 'id')])
    expect(client.get('/flows/runs/nonsense').code).toBe('404003')
    expect(client.post('/flows/nonsense/run').code).toBe('404003')
  })
})

test('Jobs list: non-admin → 403 (switchable)', () => {
  const { simulator } = tableau({
    ...SITE,
    users: [
      { name: 'root', admin: true },
      { name: 'ann', password: 'pw' },
    ],
  })
  const ann = signedIn(simulator, { credentials: { name: 'ann', password: 'pw' } })
  expect(ann.get('/jobs')).toMatchObject({ status: 403, code: '403004' })
  simulator.configure({ jobs: { listForNonAdmins: 'allowed' } })
  expect(ann.get('/jobs').status).toBe(200)
})

test('a site runs a limited number of refreshes at once; the others wait, and start earlier if one is cancelled', () => {
  const { simulator, clock } = tableau({
    concurrency: 2,
    workbooks: ['A', 'B', 'C', 'D'].map((name) => workbook(`P/${name}`, { embedded: [{}], seconds: 10 })),
  })
  const client = signedIn(simulator)
  const ids = ['A', 'B', 'C', 'D'].map((name) =>
    client.refresh(`/workbooks/${simulator.workbook(`P/${name}`).luid}/refresh`),
  )
  const startOf = (index: number): string | undefined => attribute(client.job(ids[index] ?? ''), 'startedAt')
  clock.advance({ seconds: 4 })
  client.put(`/jobs/${ids[0] ?? ''}`)
  clock.advance({ seconds: 26 })
  expect([0, 1, 2, 3].map(startOf)).toEqual([
    '2026-04-13T06:00:00Z',
    '2026-04-13T06:00:00Z',
    '2026-04-13T06:00:04Z',
    '2026-04-13T06:00:10Z',
  ])
})

test('beyond the capacity of a day a refresh is cancelled with its reason in the notes, until 24:00 UTC', () => {
  const { simulator, clock } = tableau({ ...SITE, quotas: { refreshesPerDay: 2 } })
  const refreshed = (): string => {
    const client = signedIn(simulator)
    const id = client.refresh(`/workbooks/${simulator.workbook('Finance/KPIs').luid}/refresh`)
    clock.advance({ minutes: 1 })
    const job = client.job(id)
    const notes = textOf(child(job, 'extractRefreshJob'), 'notes')
    return `${attribute(job, 'finishCode') ?? ''} ${notes ?? ''}`.trim()
  }
  expect([refreshed(), refreshed(), refreshed(), refreshed()]).toEqual([
    '0',
    '0',
    '2 No more non-interactive quota remaining for your site',
    '2 No more non-interactive quota remaining for your site',
  ])
  clock.advance({ hours: 18 })
  expect(refreshed()).toBe('0')
})

test('the quota of job queries is one per site and day', () => {
  const { simulator, clock } = tableau({ ...SITE, quotas: { jobQueriesPerDay: 2 } })
  const client = signedIn(simulator)
  expect([1, 2, 3].map(() => client.get('/jobs').status)).toEqual([200, 200, 429])
  clock.advance({ days: 1 })
  expect(signedIn(simulator).get('/jobs').status).toBe(200)
})

test('somebody else’s refresh is shown, and prevents another one', () => {
  const { simulator } = tableau(SITE)
  const foreign = simulator.refresh(simulator.workbook('Finance/KPIs'), { by: 'bob' })
  const client = signedIn(simulator)
  expect(client.post(`/workbooks/${simulator.workbook('Finance/KPIs').luid}/refresh`).code).toBe('409093')
  expect(attribute(items(client.get('/jobs').root, 'backgroundJobs')[0], 'id')).toBe(foreign.id)
  expect(simulator.record.jobs[0]?.requestedBy).toBe('bob')
})
