import { describe, expect, test } from '@jest/globals'

import { workbook } from '../../../simulators/tableau/index.js'
import { ask, signedIn, tableau } from './kit.js'

const SITE = { workbooks: [workbook('Finance/KPIs', { embedded: [{}], seconds: 10 })] }

function ready() {
  const { simulator, clock } = tableau(SITE)
  const client = signedIn(simulator)
  return { simulator, clock, client, path: `/workbooks/${simulator.workbook('Finance/KPIs').luid}/refresh` }
}

describe('HTML 502, 503 with empty body, connection reset after the POST was queued; the retry then meets 409093', () => {
  test.each([
    ['HTML 502', { kind: 'answer', status: 502, body: '<html>Bad Gateway</html>', when: 'after' }, 502],
    ['503 with empty body', { kind: 'answer', status: 503, when: 'after' }, 503],
    ['reset', { kind: 'reset', when: 'after' }, 0],
    ['silence', { kind: 'silence', when: 'after' }, 0],
    ['500000 in Tableau’s own words', { kind: 'error', code: '500000', when: 'after' }, 500],
  ] as const)('%s', (_, effect, status) => {
    const { simulator, client, path } = ready()
    simulator.faults.add({ match: { method: 'POST', path: /\/refresh$/ }, effect })
    expect(client.post(path).status).toBe(status)
    expect(simulator.record.jobs).toHaveLength(1)
    expect(client.post(path).code).toBe('409093')
  })

  test.each([
    [{ kind: 'answer', status: 502, body: '<html>Bad Gateway</html>' }],
    [{ kind: 'reset' }],
    [{ kind: 'error', code: '403069' }],
  ] as const)('and the same before the call had an effect: %j', (effect) => {
    const { simulator, client, path } = ready()
    simulator.faults.add({ match: { path: '/refresh$' }, effect })
    client.post(path)
    expect(simulator.record.jobs).toEqual([])
    expect(client.post(path).status).toBe(202)
  })

  test('an HTML page says so in its content type', () => {
    const { simulator, client, path } = ready()
    simulator.faults.add({ match: {}, effect: { kind: 'answer', status: 502, body: '<html/>' } })
    expect(client.post(path)).toMatchObject({ headers: { 'content-type': 'text/html' }, text: '<html/>' })
  })
})

test('faults affect the given number of calls, from the given one on, and can be removed', () => {
  const { simulator, client } = ready()
  const effect = { kind: 'answer', status: 503 } as const
  simulator.faults.add({ match: { method: 'get', path: '/jobs' }, skip: 1, times: 2, effect })
  expect([1, 2, 3, 4].map(() => client.get('/jobs').status)).toEqual([200, 503, 503, 200])
  const takeBack = simulator.faults.add({ match: {}, times: 'always', effect })
  expect([client.get('/jobs').status, client.get('/workbooks').status]).toEqual([503, 503])
  takeBack()
  expect(client.get('/jobs').status).toBe(200)
  simulator.faults.add({ match: {}, times: 'always', effect })
  simulator.faults.clear()
  expect(client.get('/jobs').status).toBe(200)
})

test('a fault may end a session during a call', () => {
  const { simulator, client } = ready()
  simulator.faults.add({ match: { path: '/jobs' }, skip: 1, effect: { kind: 'end-session' } })
  expect([client.get('/jobs').status, client.get('/jobs').code, client.get('/workbooks').code]).toEqual([
    200,
    '401002',
    '401002',
  ])
  expect(simulator.record.sessionsAlive).toEqual([])
})

test('a delay is returned to the caller, who waits', () => {
  const { simulator, client } = ready()
  simulator.faults.add({ match: { path: '/jobs' }, effect: { kind: 'delay', seconds: 7 } })
  const request = {
    method: 'GET',
    url: `/api/3.27/sites/${client.siteId}/jobs`,
    headers: { 'x-tableau-auth': client.token },
    body: '',
  }
  expect(
    [simulator.handle(request), simulator.handle(request)].map((one) => [one.status, one.delaySeconds]),
  ).toEqual([
    [200, 7],
    [200, 0],
  ])
})

test('an injected error has the given text, else that of its code', () => {
  const { simulator, client } = ready()
  const error = { kind: 'error', code: '403999', summary: 'Verboten', detail: 'Ohne Grund' } as const
  simulator.faults.add({ match: {}, effect: { ...error, headers: { 'retry-after': '5' } } })
  const reply = client.get('/workbooks')
  expect(reply).toMatchObject({ status: 403, code: '403999', headers: { 'retry-after': '5' } })
  expect(reply.text).toContain('Ohne Grund')
  simulator.faults.add({ match: {}, effect: { kind: 'error', code: '401002' } })
  expect(client.get('/workbooks').text).toContain('Invalid authentication credentials were provided.')
})

test('the record has every call and its result, and no secret', () => {
  const { simulator, clock, client, path } = ready()
  simulator.faults.add({ match: { path: '/jobs' }, effect: { kind: 'reset' } })
  clock.advance({ seconds: 1 })
  client.post(path)
  client.post(path)
  client.get('/jobs?pageSize=5')
  ask(simulator, '/auth/signin', {
    method: 'POST',
    body: '{"credentials":{"name":"ann","password":"wrong","site":{"contentUrl":"acme"}}}',
  })
  const told = simulator.record.calls.map(({ route, method, status, tableauCode, user, fate, query }) =>
    [route, method, status, tableauCode, user, fate, query].join(' '),
  )
  expect(told).toEqual([
    'sign-in POST 200   answered ',
    'refresh-workbook POST 202  ann answered ',
    'refresh-workbook POST 409 409093 ann answered ',
    'query-jobs GET 0   reset pageSize=5',
    'sign-in POST 401 401001  answered ',
  ])
  expect(simulator.record.callsTo('refresh-workbook')).toHaveLength(2)
  expect(simulator.record.signIns.map(({ kind, succeeded }) => [kind, succeeded])).toEqual([
    ['pat', true],
    ['password', false],
  ])
  expect(simulator.record.calls[1]?.at).toBe(Date.parse('2026-04-13T06:00:01Z'))
  expect(JSON.stringify(simulator.record.dump())).not.toMatch(/s3cret|wrong/)
})
