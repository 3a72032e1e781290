import { describe, expect, test } from '@jest/globals'

import { workbook } from '../../../simulators/tableau/index.js'
import { attribute, child, type Element } from '../../../simulators/tableau/wire/element.js'
import { FORMATS, items, signedIn, tableau } from './kit.js'

const KPIS = workbook('Finance/KPIs', { embedded: [{}], seconds: 60 })

describe.each(FORMATS)('tasks in %s', (format) => {
  test('Tasks list without paging; Cloud and Server schedules; task without target', () => {
    const { simulator } = tableau({
      workbooks: [KPIS],
      tasks: [
        { refreshes: 'Finance/KPIs', at: '18:20' },
        { refreshes: 'Finance/KPIs', style: 'server', frequency: 'Weekly' },
        { style: 'none' },
        { kind: 'dataAcceleration' },
      ],
    })
    const client = signedIn(simulator, { format })
    const reply = client.get('/tasks/extractRefreshes?pageSize=1')
    expect(child(reply.root, 'pagination')).toBeUndefined()
    const [cloud, server, bare, other] = items(reply.root, 'tasks').map((task) => task.children[0])
    const schedule = (task: Element | undefined): Element | undefined => child(task, 'schedule')
    expect(schedule(cloud)?.attributes).toEqual({ frequency: 'Daily', nextRunAt: '2026-04-13T18:20:00Z' })
    expect(child(schedule(cloud), 'frequencyDetails')?.attributes).toMatchObject({ start: '18:20:00' })
    expect(attribute(child(cloud, 'workbook'), 'id')).toBe(simulator.workbook('Finance/KPIs').luid)
    expect(attribute(cloud, 'type')).toBe('FullRefresh')
    expect(schedule(server)?.attributes).toMatchObject({
      name: 'Weekly 02:20',
      state: 'Active',
      type: 'Extract',
    })
    expect(attribute(server, 'type')).toBe('RefreshExtractTask')
    expect(bare?.children).toEqual([])
    expect(other?.name).toBe('dataAcceleration')
    const id = attribute(cloud, 'id') ?? ''
    expect(
      attribute(
        child(child(client.get(`/tasks/extractRefreshes/${id}`).root, 'task'), 'extractRefresh'),
        'id',
      ),
    ).toBe(id)
  })

  test('`consecutiveFailedCount` up to 5 → suspended; a successful manual run resumes', () => {
    const { simulator, clock } = tableau({
      workbooks: [{ ...KPIS, outcomes: [...Array<'failed'>(5).fill('failed'), 'success'] }],
      tasks: [{ refreshes: 'Finance/KPIs', style: 'server' }],
    })
    const state = (): unknown[] => {
      const client = signedIn(simulator, { format })
      const task = items(client.get('/tasks/extractRefreshes').root, 'tasks')[0]?.children[0]
      return [attribute(task, 'consecutiveFailedCount'), attribute(child(task, 'schedule'), 'state')]
    }
    expect(state()).toEqual(['0', 'Active'])
    clock.advance({ days: 2 })
    expect(state()).toEqual(['2', 'Active'])
    clock.advance({ days: 8 })
    expect(state()).toEqual(['5', 'Suspended'])
    expect(simulator.record.jobs).toHaveLength(5)
    signedIn(simulator).refresh(`/workbooks/${simulator.workbook('Finance/KPIs').luid}/refresh`)
    clock.advance({ hours: 1 })
    expect(state()).toEqual(['0', 'Active'])
    clock.advance({ days: 1 })
    expect(simulator.record.jobs.at(-1)?.requestedBy).toBe('schedule')
  })
})

test("Tableau's own schedule refreshes when it is due, without any call", () => {
  const { simulator, clock } = tableau({
    workbooks: [KPIS],
    tasks: [{ refreshes: 'Finance/KPIs', frequency: 'Hourly', at: '00:15', incremental: true }],
  })
  clock.advance({ hours: 3 })
  simulator.advanceSchedules()
  const times = simulator.record.jobs.map((job) => new Date(job.createdAt).toISOString().slice(11, 16))
  expect(times).toEqual(['06:15', '07:15', '08:15'])
  expect(simulator.record.jobs.map((job) => job.incremental)).toEqual([true, true, true])
  expect(simulator.record.lastRefresh(simulator.workbook('Finance/KPIs').luid)).toBe(
    Date.parse('2026-04-13T08:16:00Z'),
  )
})

test('a week passes in one step, with every run in order', () => {
  const { simulator, clock } = tableau({ workbooks: [KPIS], tasks: [{ refreshes: 'Finance/KPIs' }] })
  clock.advance({ days: 7 })
  expect(simulator.record.jobs.map((job) => job.phase)).toEqual(Array(7).fill('ended'))
})

test('a user who is not an administrator sees only the tasks of their own content', () => {
  const { simulator } = tableau({
    users: [
      { name: 'root', admin: true },
      { name: 'ann', password: 'pw' },
    ],
    workbooks: [KPIS, workbook('Finance/Mine', { embedded: [{}], owner: 'ann' })],
    tasks: [{ refreshes: 'Finance/KPIs' }, { refreshes: 'Finance/Mine' }, {}],
  })
  const ann = signedIn(simulator, { credentials: { name: 'ann', password: 'pw' } })
  expect(items(ann.get('/tasks/extractRefreshes').root, 'tasks')).toHaveLength(1)
})

test('linked tasks run', () => {
  const { simulator } = tableau({ linkedTasks: [{ name: 'Nightly' }] })
  const client = signedIn(simulator)
  const id = simulator.site('acme').linkedTasks[0]?.luid ?? ''
  const job = child(client.post(`/tasks/linked/${id}/runNow`).root, 'linkedTaskJob')
  expect(job?.attributes).toMatchObject({ linkedTaskId: id, status: 'InProgress' })
  expect(client.get('/tasks/linked').text).toContain(id)
  expect(client.post('/tasks/linked/nonsense/runNow').code).toBe('404013')
})
