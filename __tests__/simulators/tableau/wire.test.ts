import { describe, expect, test } from '@jest/globals'

import { decodeBody } from '../../../simulators/tableau/wire/decode.js'
import type { Element } from '../../../simulators/tableau/wire/element.js'
import { ask, FORMATS, signedIn, tableau, type Client } from './kit.js'

const SITE = {
  datasources: [
    { path: 'Finance/Orders', tables: ['DB.S.ORDERS'], tags: ['daily', 'a "quoted" <tag> & more'] },
  ],
  workbooks: [
    {
      path: 'Finance/Weekly KPIs',
      views: ['Overview'],
      reads: ['Finance/Orders'],
      embedded: [{}],
      tags: ['daily'],
    },
    { path: 'Marketing/Leads', views: ['One', 'Two'] },
  ],
  tasks: [{ refreshes: 'Finance/Orders' }],
}

describe('serverinfo', () => {
  test('without auth, selectable version and `main`; higher version in a path → 404003', () => {
    const { simulator } = tableau()
    for (const path of ['/serverinfo', '/serverInfo']) {
      const { status, text } = ask(simulator, path, { version: '2.4' })
      expect(status).toBe(200)
      expect(JSON.parse(text)).toEqual({
        serverInfo: {
          productVersion: { value: '2025.3.0', build: '20253.25.1201.1200' },
          restApiVersion: '3.27',
        },
      })
    }
    simulator.configure({ restApiVersion: '3.9', productVersion: 'main' })
    expect(ask(simulator, '/serverinfo', { version: '2.4', format: 'xml' }).text).toContain(
      '<serverInfo><productVersion build="20253.25.1201.1200">main</productVersion><restApiVersion>3.9</restApiVersion></serverInfo>',
    )
    const reply = ask(simulator, '/serverinfo', { version: '3.10' })
    expect([reply.status, reply.code]).toEqual([404, '404003'])
    expect(reply.text).toContain("Unknown resource '/3.10/serverinfo' specified in URI.")
    expect(ask(simulator, '/serverinfo', { version: '2.3' }).code).toBe('404003')
  })

  test('HTML-with-200 mode', () => {
    const { simulator } = tableau({}, { serverInfo: 'html' })
    const { status, headers, text } = ask(simulator, '/serverinfo')
    expect([status, headers['content-type']]).toEqual([200, 'text/html'])
    expect(text).toMatch(/^<!doctype html>/)
  })

  test('an endpoint that a version does not have yet is 404003, a wrong method 405000', () => {
    const { simulator } = tableau(SITE)
    const client = signedIn(simulator)
    const { luid } = simulator.workbook('Marketing/Leads')
    expect(client.withVersion('2.7').post(`/workbooks/${luid}/refresh`).code).toBe('404003')
    expect(client.withVersion('3.0').get('/jobs').code).toBe('404003')
    expect(client.post('/workbooks').code).toBe('405000')
    expect(client.get('/nonsense').code).toBe('404003')
  })
})

test("`Accept` picks the format independently of the request's `Content-Type`; default XML", () => {
  const { simulator } = tableau()
  const json = { method: 'POST', body: '{"credentials":{}}' }
  expect(ask(simulator, '/auth/signin', { ...json, format: 'xml' }).text).toMatch(/^<\?xml /)
  const xml = { method: 'POST', body: '<tsRequest><credentials/></tsRequest>' }
  const answer = ask(simulator, '/auth/signin', { ...xml, format: 'json' })
  expect(answer.headers['content-type']).toBe('application/json;charset=utf-8')
  expect(JSON.parse(answer.text)).toMatchObject({ error: { code: '400000' } })
  const plain = simulator.handle({ method: 'GET', url: '/api/2.4/serverinfo', headers: {}, body: '' })
  expect(plain.headers['content-type']).toMatch(/^application\/xml/)
  expect(plain.body).toContain('<tsResponse xmlns="http://tableau.com/api" ')
})

describe('JSON quirks', () => {
  const jsonOf = (client: Client, path: string): unknown => JSON.parse(client.get(path).text)

  test('`pagination` as strings; `{}` for empty lists', () => {
    const { simulator } = tableau(SITE)
    const client = signedIn(simulator)
    expect(jsonOf(client, '/workbooks?pageSize=1')).toMatchObject({
      pagination: { pageNumber: '1', pageSize: '1', totalAvailable: '2' },
      workbooks: { workbook: [{ name: 'Weekly KPIs', showTabs: 'false', size: '2' }] },
    })
    expect(jsonOf(client, '/jobs')).toMatchObject({ pagination: { totalAvailable: '0' }, backgroundJobs: {} })
    const asXml = { token: client.token, format: 'xml' } as const
    expect(ask(simulator, `/sites/${client.siteId}/jobs`, asXml).text).toContain('<backgroundJobs/>')
    expect(jsonOf(signedIn(tableau().simulator), '/tasks/extractRefreshes')).toEqual({ tasks: {} })
    expect(jsonOf(client, '/datasources')).toMatchObject({
      datasources: { datasource: [{ hasExtracts: true, isCertified: false, encryptExtracts: 'false' }] },
    })
  })

  test('children come before attributes', () => {
    const client = signedIn(tableau(SITE).simulator)
    expect(client.get('/workbooks').text).toMatch(/"workbook":\[\{"project":\{.*?\},"owner":\{.*?"id":/)
  })

  test('single-object and bare-array variants', () => {
    const { simulator } = tableau(SITE, { json: { lists: 'single-object' } })
    const client = signedIn(simulator)
    expect(jsonOf(client, '/datasources')).toMatchObject({ datasources: { datasource: { name: 'Orders' } } })
    expect(jsonOf(client, '/workbooks')).toMatchObject({ workbooks: { workbook: [{}, {}] } })
    simulator.configure({ json: { lists: 'bare-array' } })
    expect(jsonOf(client, '/tasks/extractRefreshes')).toMatchObject({ tasks: [{ extractRefresh: {} }] })
    expect(jsonOf(client, '/jobs')).toMatchObject({ backgroundJobs: [] })
  })

  test('number-or-string modes', () => {
    const { simulator } = tableau(SITE, { json: { scalars: 'all-typed' } })
    const client = signedIn(simulator)
    expect(jsonOf(client, '/workbooks')).toMatchObject({
      pagination: { totalAvailable: 2 },
      workbooks: { workbook: [{ showTabs: false, size: 2 }, {}] },
    })
    simulator.configure({ json: { scalars: 'all-strings' } })
    expect(jsonOf(client, '/datasources')).toMatchObject({
      datasources: { datasource: [{ hasExtracts: 'true' }] },
    })
  })
})

test('members that may be missing in real bodies can be left out', () => {
  const { simulator } = tableau(SITE, { omit: ['project', 'owner', 'webpageUrl'] })
  const { text } = signedIn(simulator).get('/workbooks')
  expect(text).toContain('"name":"Weekly KPIs"')
  expect(text).not.toMatch(/project|owner|webpageUrl/)
})

test('a setting that does not exist is refused', () => {
  const { simulator } = tableau()
  const change: object = { metadata: { nodeLimits: 1 } }
  expect(() => simulator.configure(change)).toThrow('there is no setting nodeLimits')
  const another: object = { languages: 'de' }
  expect(() => simulator.configure(another)).toThrow('there is no setting languages')
})

test('both formats have the same content, for every call', () => {
  const { simulator } = tableau(SITE)
  const { luid } = simulator.workbook('Finance/Weekly KPIs')
  const client = signedIn(simulator)
  const job = client.refresh(`/workbooks/${luid}/refresh`)
  const paths = [
    ...['/workbooks?fields=_all_', '/datasources', '/views', '/projects', '/tasks/extractRefreshes', '/jobs'],
    ...[`/workbooks/${luid}`, `/workbooks/${luid}/connections`, `/jobs/${job}`, '', '/workbooks/nonsense'],
  ]
  for (const path of paths) {
    const [json, xml] = FORMATS.map((format) => {
      const options = { token: client.token, format }
      const { text, headers, status } = ask(simulator, `/sites/${client.siteId}${path}`, options)
      return { status, trees: decodeBody(text, headers['content-type'])?.children.map(canonical) }
    })
    expect(json).toEqual(xml)
  }
})

/** Only XML distinguishes attributes and text-only children, and their order has no meaning. */
function canonical(element: Element | undefined): unknown {
  if (element === undefined) return undefined
  const members: [string, unknown][] = Object.entries(element.attributes).map(([name, value]) => [
    name,
    String(value),
  ])
  for (const child of element.children) members.push([child.name, child.text ?? canonical(child)])
  return members.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
}

test('Localised summary and detail with an unchanged code', () => {
  const { simulator } = tableau({ workbooks: [{ path: 'Finance/KPIs', embedded: [{}] }] }, { language: 'de' })
  const client = signedIn(simulator)
  const { luid } = simulator.workbook('Finance/KPIs')
  client.refresh(`/workbooks/${luid}/refresh`)
  const reply = client.post(`/workbooks/${luid}/refresh`)
  expect(JSON.parse(reply.text)).toEqual({
    error: {
      summary: 'Ressourcenkonflikt',
      detail: "Auftrag für 'KPIs' befindet sich bereits in der Warteschlange.",
      code: '409093',
    },
  })
  simulator.configure({ language: 'en' })
  expect(client.post(`/workbooks/${luid}/refresh`)).toMatchObject({ status: 409, code: '409093' })
})
