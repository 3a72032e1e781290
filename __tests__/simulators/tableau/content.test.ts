import { describe, expect, test } from '@jest/globals'

import { datasource, workbook, type SiteInput } from '../../../simulators/tableau/index.js'
import { attribute, child } from '../../../simulators/tableau/wire/element.js'
import { ask, FORMATS, items, named, signedIn, tableau } from './kit.js'

const SITE: Partial<SiteInput> = {
  datasources: [
    datasource('Finance/Orders', { tables: ['DB.S.ORDERS'], tags: ['daily'], number: 3566752 }),
    datasource('Finance/Live', { extract: false }),
    datasource('Finance/On Premises', { bridge: true, type: 'sqlserver' }),
  ],
  workbooks: [
    workbook('Finance/Weekly KPIs', {
      views: ['Over View', { name: 'Draft', hidden: true }],
      reads: ['Finance/Orders'],
      embedded: [{ tables: ['DB.S.GOALS'] }],
      createdAt: '2025-01-02T00:00:00Z',
    }),
    workbook('Marketing/Weekly KPIs', {
      views: ['Over View'],
      createdAt: '2025-06-01T00:00:00Z',
      number: 265605,
    }),
    workbook('Default/Mine', {
      personalSpace: true,
      reads: ['Finance/Orders'],
      createdAt: '2025-07-01T00:00:00Z',
    }),
  ],
}

describe.each(FORMATS)('lists in %s', (format) => {
  test('Page past the end → 400006; pageSize over 1000 or under 1 → 400-class error', () => {
    const client = signedIn(tableau(SITE).simulator, { format })
    const codeOf = (query: string): unknown => client.get(`/workbooks?${query}`).code
    expect(items(client.get('/workbooks?pageSize=2&pageNumber=2').root, 'workbooks')).toHaveLength(1)
    expect(codeOf('pageSize=2&pageNumber=3')).toBe('400006')
    expect(codeOf('pageNumber=0')).toBe('400006')
    expect(codeOf('pageSize=1001')).toBe('400007')
    expect(codeOf('pageSize=0')).toBe('400007')
    expect(codeOf('pageSize=1000')).toBeUndefined()
  })

  test.each([
    ['name:eq:Weekly KPIs', 2],
    ['name:eq:weekly kpis', 0],
    ['name:eq:Weekly KPIs,projectName:eq:Finance', 1],
    ['name:in:[Mine,Weekly KPIs]', 3],
    ['createdAt:gt:2025-01-02T00:00:00Z', 2],
    ['createdAt:gte:2025-01-02T00:00:00Z', 3],
    ['createdAt:lt:2025-06-01T00:00:00Z', 1],
    ['createdAt:lte:2025-06-01T00:00:00Z', 2],
    ['hasExtracts:eq:true', 1],
    ['sheetCount:gt:1', 1],
  ])('Filters are AND-ed and case-sensitive: %s', (filter, found) => {
    const client = signedIn(tableau(SITE).simulator, { format })
    expect(
      items(client.get(`/workbooks?filter=${encodeURIComponent(filter)}`).root, 'workbooks'),
    ).toHaveLength(found)
  })

  test.each([
    'luid:eq:x',
    'name:has:KPIs',
    'name:eq',
    'nonsense',
    'name:in:Mine',
    'name:eq:A, B',
    'name:eq:A & B',
  ])('unknown field or operator → 400000: %s', (filter) => {
    const client = signedIn(tableau(SITE).simulator, { format })
    expect(client.get(`/workbooks?filter=${encodeURIComponent(filter)}`)).toMatchObject({
      status: 400,
      code: '400000',
    })
  })

  test('sort puts rows in order, and an unknown field is refused', () => {
    const client = signedIn(tableau(SITE).simulator, { format })
    const names = items(client.get('/workbooks?sort=name:asc,createdAt:desc').root, 'workbooks').map(
      (one) => [attribute(one, 'name'), attribute(child(one, 'project'), 'name')],
    )
    expect(names).toEqual([
      ['Mine', undefined],
      ['Weekly KPIs', 'Marketing'],
      ['Weekly KPIs', 'Finance'],
    ])
    expect(client.get('/workbooks?sort=nonsense:asc').code).toBe('400000')
  })

  test('`hasExtracts` only with `fields=_all_` or when named; Personal Space workbook without project', () => {
    const client = signedIn(tableau(SITE).simulator, { format })
    const list = (query = '') => items(client.get(`/workbooks${query}`).root, 'workbooks')
    const hasExtracts = (query = '') => list(query).map((one) => attribute(one, 'hasExtracts'))
    expect(hasExtracts()).toEqual([undefined, undefined, undefined])
    expect(hasExtracts('?fields=_all_')).toEqual(['true', 'false', 'false'])
    expect(hasExtracts('?fields=_default_,workbook.hasExtracts')).toEqual(['true', 'false', 'false'])
    const [first] = list('?fields=workbook.hasExtracts')
    expect(Object.keys(first?.attributes ?? {}).sort()).toEqual(['hasExtracts', 'id'])
    const mine = named(list('?fields=_all_'), 'Mine')
    expect(child(mine, 'project')).toBeUndefined()
    expect(attribute(child(mine, 'location'), 'type')).toBe('PersonalSpace')
    expect(attribute(child(first, 'location'), 'type')).toBeUndefined()
  })

  test('Duplicate workbook names in two projects with suffixed contentUrl', () => {
    const client = signedIn(tableau(SITE).simulator, { format })
    const urls = items(client.get('/workbooks?filter=name:eq:Weekly%20KPIs').root, 'workbooks').map((one) =>
      attribute(one, 'contentUrl'),
    )
    expect(urls[0]).toBe('WeeklyKPIs')
    expect(urls[1]).toMatch(/^WeeklyKPIs_\d+$/)
  })

  test('Workbook detail includes views; connections of both kinds; `useRemoteQueryAgent` data source', () => {
    const { simulator } = tableau(SITE)
    const client = signedIn(simulator, { format })
    const book = simulator.workbook('Finance/Weekly KPIs')
    const detail = child(client.get(`/workbooks/${book.luid}`).root, 'workbook')
    expect(attribute(detail, 'hasExtracts')).toBeUndefined()
    expect(items(detail, 'views').map((one) => attribute(one, 'contentUrl'))).toEqual([
      'WeeklyKPIs/sheets/OverView',
    ])

    const [published, own] = items(client.get(`/workbooks/${book.luid}/connections`).root, 'connections')
    expect(attribute(child(published, 'datasource'), 'id')).toBe(simulator.datasource('Finance/Orders').luid)
    expect(attribute(own, 'type')).toBe('snowflake')
    expect(attribute(own, 'embedPassword')).toBeUndefined()
    const source = simulator.datasource('Finance/Orders')
    const [connection] = items(client.get(`/datasources/${source.luid}/connections`).root, 'connections')
    expect(child(connection, 'datasource')).toBeUndefined()
    expect(attribute(connection, 'embedPassword')).toBe('true')

    const sources = items(client.get('/datasources').root, 'datasources')
    expect(attribute(named(sources, 'On Premises'), 'useRemoteQueryAgent')).toBe('true')
    expect(attribute(named(sources, 'Live'), 'hasExtracts')).toBe('false')
    const { luid } = simulator.datasource('Finance/On Premises')
    expect(attribute(child(client.get(`/datasources/${luid}`).root, 'datasource'), 'type')).toBe('sqlserver')
  })

  test('a view is found by its contentUrl and names its workbook; hidden views are not listed', () => {
    const { simulator } = tableau(SITE)
    const client = signedIn(simulator, { format })
    const [view, ...others] = items(
      client.get('/views?filter=contentUrl:eq:WeeklyKPIs/sheets/OverView').root,
      'views',
    )
    expect(others).toEqual([])
    expect(attribute(child(view, 'workbook'), 'id')).toBe(simulator.workbook('Finance/Weekly KPIs').luid)
    expect(attribute(child(view, 'workbook'), 'contentUrl')).toBeUndefined()
    const [full] = items(client.get('/views?fields=_all_').root, 'views')
    expect(attribute(child(full, 'workbook'), 'hasExtracts')).toBe('true')
    expect(items(client.get('/views').root, 'views')).toHaveLength(2)
    expect(client.get(`/views/${attribute(view, 'id') ?? ''}`).status).toBe(200)
    expect(client.get('/views/nonsense').code).toBe('404011')
  })
})

test('the number in webpageUrl is the one given, with the site in the address', () => {
  const { simulator } = tableau(SITE)
  const client = signedIn(simulator)
  const workbooks = items(client.get('/workbooks').root, 'workbooks').map((one) =>
    attribute(one, 'webpageUrl'),
  )
  expect(workbooks).toContain('https://10ax.online.tableau.com/#/site/acme/workbooks/265605')
  const sources = items(client.get('/datasources').root, 'datasources').map((one) =>
    attribute(one, 'webpageUrl'),
  )
  expect(sources).toContain('https://10ax.online.tableau.com/#/site/acme/datasources/3566752')
})

test('a data source is found by the tables it reads', () => {
  const client = signedIn(tableau(SITE).simulator)
  const found = items(client.get('/datasources?filter=tableName:eq:ORDERS').root, 'datasources')
  expect(found.map((one) => attribute(one, 'name'))).toEqual(['Orders'])
})

test('a user who is not an administrator sees what they may see; the rest is not found', () => {
  const { simulator } = tableau({
    ...SITE,
    users: [
      { name: 'root', admin: true },
      { name: 'ann', password: 'pw', sees: ['Marketing'] },
    ],
  })
  const ann = signedIn(simulator, { credentials: { name: 'ann', password: 'pw' } })
  expect(items(ann.get('/workbooks').root, 'workbooks')).toHaveLength(1)
  expect(ann.get(`/workbooks/${simulator.workbook('Finance/Weekly KPIs').luid}`).code).toBe('404006')
})

test('the site tells runNowEnabled, and answers to its name and contentUrl', () => {
  const { simulator } = tableau({ runNowEnabled: false, name: 'Acme Inc' })
  const client = signedIn(simulator)
  const { text } = client.get('')
  expect(JSON.parse(text)).toEqual({
    site: { id: client.siteId, name: 'Acme Inc', contentUrl: 'acme', state: 'Active', runNowEnabled: false },
  })
  const other = (path: string) => ask(simulator, `/sites/${path}`, { token: client.token })
  expect(other('acme?key=contentUrl').status).toBe(200)
  expect(other('Acme%20Inc?key=name').status).toBe(200)
  expect(other('nonsense?key=name').status).toBe(404)
})

test('LUIDs depend only on names, and can be given', () => {
  const [one, two] = [tableau(SITE).simulator, tableau(SITE).simulator]
  expect(one.workbook('Finance/Weekly KPIs').luid).toBe(two.workbook('Finance/Weekly KPIs').luid)
  expect(one.workbook('Finance/Weekly KPIs').luid).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  const luid = '9f7c2a3e-41d6-4b8a-8e05-c3a1f6b2d974'
  expect(tableau({ workbooks: [{ path: 'A/B', luid }] }).simulator.workbook('A/B').luid).toBe(luid)
})

test('content that names something that does not exist is refused at once', () => {
  expect(() => tableau({ workbooks: [workbook('A/B', { reads: ['A/C'] })] })).toThrow('no data source A/C')
  expect(() => tableau({ tasks: [{ refreshes: 'A/C' }] })).toThrow('no data source or workbook A/C')
  expect(() => tableau({ workbooks: [workbook('A/B', { owner: 'nobody' })] })).toThrow('no user nobody')
})

test('virtual connections, flows, projects and users are listed', () => {
  const { simulator } = tableau({
    projects: ['Finance/Reports'],
    virtualConnections: [{ path: 'Finance/Warehouse', tables: [{ name: 'ORDERS', extracted: true }] }],
    flows: [{ path: 'Finance/Prep' }],
  })
  const client = signedIn(simulator)
  const [connection] = items(client.get('/virtualConnections').root, 'virtualConnections')
  expect(connection?.attributes).toMatchObject({ name: 'Warehouse', hasExtracts: true })
  expect(items(client.get('/flows').root, 'flows').map((one) => attribute(one, 'name'))).toEqual(['Prep'])
  const reports = items(client.get('/projects?filter=name:eq:Reports').root, 'projects')
  const parent = attribute(reports[0], 'parentProjectId')
  expect(items(client.get(`/projects?filter=parentProjectId:eq:${parent ?? ''}`).root, 'projects')).toEqual(
    reports,
  )
  const user = simulator.site('acme').users[0]?.luid ?? ''
  expect(attribute(child(client.get(`/users/${user}`).root, 'user'), 'name')).toBe('ann')
  expect(client.get('/users/nobody').code).toBe('404002')
})
