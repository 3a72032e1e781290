import { describe, expect, test } from '@jest/globals'

import { datasource, workbook, type SiteInput } from '../../../simulators/tableau/index.js'
import { attribute, child } from '../../../simulators/tableau/wire/element.js'
import { FORMATS, signedIn, tableau } from './kit.js'

const SITE: Partial<SiteInput> = {
  datasources: [
    datasource('Finance/Orders', { seconds: 10 }),
    datasource('Finance/Live', { extract: false }),
  ],
  workbooks: [
    workbook('Finance/KPIs', { embedded: [{}], seconds: 10 }),
    workbook('Finance/Thin', { reads: ['Finance/Orders'] }),
  ],
}

describe.each(FORMATS)('requesting a refresh, in %s', (format) => {
  test('Refresh → 202 with job (200 mode too)', () => {
    const { simulator } = tableau(SITE)
    const client = signedIn(simulator, { format })
    const { luid } = simulator.workbook('Finance/KPIs')
    const reply = client.post(`/workbooks/${luid}/refresh`)
    expect(reply.status).toBe(202)
    const job = child(reply.root, 'job')
    expect(job?.attributes).toEqual({
      id: simulator.record.jobs[0]?.id,
      mode: 'Asynchronous',
      type: 'RefreshExtract',
      createdAt: '2026-04-13T06:00:00Z',
    })
    expect(child(child(job, 'extractRefreshJob'), 'workbook')?.attributes).toEqual({ id: luid, name: 'KPIs' })

    simulator.configure({ refresh: { status: 200 } })
    const source = simulator.datasource('Finance/Orders').luid
    const second = client.post(`/datasources/${source}/refresh`, '{}')
    expect(second.status).toBe(200)
    expect(attribute(child(child(child(second.root, 'job'), 'extractRefreshJob'), 'datasource'), 'id')).toBe(
      source,
    )
  })

  test('`runNow` with and without `createdAt`/children', () => {
    const { simulator, clock } = tableau({ ...SITE, tasks: [{ refreshes: 'Finance/KPIs' }] })
    const client = signedIn(simulator, { format })
    const task = simulator.site('acme').tasks[0]?.luid ?? ''
    const full = child(client.post(`/tasks/extractRefreshes/${task}/runNow`).root, 'job')
    expect(attribute(full, 'createdAt')).toBe('2026-04-13T06:00:00Z')
    expect(child(full, 'extractRefreshJob')).toBeDefined()
    clock.advance({ minutes: 1 })
    simulator.configure({ refresh: { runNowBody: 'bare' } })
    const bare = child(client.post(`/tasks/extractRefreshes/${task}/runNow`).root, 'job')
    expect(Object.keys(bare?.attributes ?? {}).sort()).toEqual(['id', 'mode', 'type'])
    expect(bare?.children).toEqual([])
    expect(client.post('/tasks/extractRefreshes/nonsense/runNow').code).toBe('404013')
  })

  test('Second refresh while queued or running → 409093 without job id; after the end → new job', () => {
    const { simulator, clock } = tableau({ ...SITE, concurrency: 1 })
    const client = signedIn(simulator, { format })
    const path = `/workbooks/${simulator.workbook('Finance/KPIs').luid}/refresh`
    client.refresh(`/datasources/${simulator.datasource('Finance/Orders').luid}/refresh`)
    const first = client.refresh(path)
    expect(attribute(client.job(first), 'startedAt')).toBeUndefined()
    const queued = client.post(path)
    expect([queued.status, queued.code]).toEqual([409, '409093'])
    expect(queued.text).not.toContain(first)
    expect(queued.text).toContain('is already queued. Not queuing a duplicate.')
    clock.advance({ seconds: 15 })
    expect(attribute(client.job(first), 'startedAt')).toBe('2026-04-13T06:00:10Z')
    expect(client.post(path).code).toBe('409093')
    clock.advance({ seconds: 5 })
    expect(client.refresh(path)).not.toBe(first)
    expect(simulator.record.jobs).toHaveLength(3)
  })

  test('Workbook without own extract → 409090 or 403069 (selectable); unknown ids → 404006 / 404004', () => {
    const { simulator } = tableau(SITE)
    const client = signedIn(simulator, { format })
    const thin = `/workbooks/${simulator.workbook('Finance/Thin').luid}/refresh`
    const live = `/datasources/${simulator.datasource('Finance/Live').luid}/refresh`
    expect(client.post(thin)).toMatchObject({ status: 409, code: '409090' })
    expect(client.post(live).code).toBe('409090')
    expect(client.post(thin).text).toContain(
      "Extract operation for the workbook 'Thin' is not allowed.. (Extract operation for the workbook is not allowed.)",
    )
    simulator.configure({ refresh: { noExtractError: '403069' } })
    expect(client.post(thin)).toMatchObject({ status: 403, code: '403069' })
    expect(client.post(thin).text).toContain(
      'Full extract refresh operation for the workbook is not allowed.',
    )
    simulator.configure({ refresh: { noExtractError: '403180' } })
    expect(client.post(thin).code).toBe('403180')
    expect(client.post('/workbooks/nonsense/refresh').code).toBe('404006')
    expect(client.post('/datasources/nonsense/refresh').code).toBe('404004')
    expect(simulator.record.jobs).toEqual([])
  })

  test('After N starts per hour → 429000 with the wait text, with `Retry-After` in seconds, as date, or absent', () => {
    const { simulator, clock } = tableau({ ...SITE, quotas: { refreshesPerHour: 1 } })
    const client = signedIn(simulator, { format })
    client.refresh(`/workbooks/${simulator.workbook('Finance/KPIs').luid}/refresh`)
    clock.advance({ minutes: 31 })
    const path = `/datasources/${simulator.datasource('Finance/Orders').luid}/refresh`
    const reply = client.post(path)
    expect(reply).toMatchObject({ status: 429, code: '429000' })
    expect(reply.headers['retry-after']).toBe('1740')
    expect(reply.text).toMatch(/api\.rest\.refresh_extracts.*Please retry after 29 minutes\./)
    simulator.configure({ retryAfter: 'date' })
    expect(client.post(path).headers['retry-after']).toBe('Mon, 13 Apr 2026 07:00:00 GMT')
    simulator.configure({ retryAfter: 'absent' })
    expect(client.post(path).headers).not.toHaveProperty('retry-after')
    clock.advance({ minutes: 29 })
    expect(client.post(path).status).toBe(202)
  })

  test('`incremental="true"` refused below 3.25; refused with 400, 409 or 422 for a chosen target', () => {
    const { simulator, clock } = tableau(SITE)
    const client = signedIn(simulator, { format })
    const source = simulator.datasource('Finance/Orders')
    const path = `/datasources/${source.luid}/refresh`
    const incremental = '<tsRequest><extractRefresh incremental="true"/></tsRequest>'
    expect(client.withVersion('3.24').post(path, incremental).status).toBe(400)
    for (const status of [400, 409, 422] as const) {
      source.behaviour.incremental = status
      const reply = client.post(path, incremental)
      expect(reply.status).toBe(status)
      expect(reply.text).toMatch(/incremental/i)
    }
    expect(client.post(path, '<tsRequest><extractRefresh/></tsRequest>').status).toBe(202)
    clock.advance({ minutes: 1 })
    source.behaviour.incremental = 'full-instead'
    client.refresh(path, incremental)
    clock.advance({ minutes: 1 })
    source.behaviour.incremental = 'supported'
    client.refresh(path, incremental)
    expect(simulator.record.jobs.map((job) => job.incremental)).toEqual([false, false, true])
  })
})

test('No permission → 403004; "Run Now" disabled → 403', () => {
  const { simulator } = tableau({
    ...SITE,
    users: [
      { name: 'root', admin: true },
      ...['reader', 'owner', 'leader', 'given'].map((name) => ({ name, password: 'pw' })),
      { name: 'covered', password: 'pw', refreshes: ['Finance'] },
    ],
    projects: [{ path: 'Finance', leaders: ['leader'] }],
    workbooks: ['owner', 'leader', 'covered'].map((name) =>
      workbook(`Finance/${name}`, { embedded: [{}], owner: name === 'owner' ? 'owner' : 'root' }),
    ),
  })
  const asUser = (name: string) => signedIn(simulator, { credentials: { name, password: 'pw' } })
  const pathOf = (name: string): string => `/workbooks/${simulator.workbook(`Finance/${name}`).luid}/refresh`
  for (const name of ['owner', 'leader', 'covered']) {
    expect(asUser('reader').post(pathOf(name))).toMatchObject({ status: 403, code: '403004' })
    expect(asUser(name).post(pathOf(name)).status).toBe(202)
  }
  simulator.site('acme').runNowEnabled = false
  expect(asUser('owner').post(pathOf('owner')).status).toBe(403)
})

test('a refresh without any body is refused', () => {
  const { simulator } = tableau(SITE)
  const client = signedIn(simulator)
  expect(client.post(`/workbooks/${simulator.workbook('Finance/KPIs').luid}/refresh`, '').code).toBe('400000')
})

test('a GraphQL id given to REST → 404 code of that kind', () => {
  const { simulator } = tableau(SITE)
  const client = signedIn(simulator)
  expect(client.post(`/workbooks/${simulator.workbook('Finance/KPIs').id}/refresh`).code).toBe('404006')
  expect(client.post(`/datasources/${simulator.datasource('Finance/Orders').id}/refresh`).code).toBe('404004')
})
