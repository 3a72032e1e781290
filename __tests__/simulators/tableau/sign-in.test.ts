import { describe, expect, test } from '@jest/globals'

import { TableauSimulator } from '../../../simulators/tableau/index.js'
import { attribute, child } from '../../../simulators/tableau/wire/element.js'
import { APP, ask, FORMATS, mintJwt, PAT, signedIn, signInBody, signInReply, tableau } from './kit.js'

const XML_PAT =
  '<tsRequest><credentials personalAccessTokenName="ci" personalAccessTokenSecret="s3cret"><site contentUrl="acme"/></credentials></tsRequest>'

describe.each(FORMATS)('signing in, answered in %s', (format) => {
  test('Sign-in by PAT, password and JWT returns site, user, token', () => {
    const { simulator, clock } = tableau({ connectedApps: [APP] })
    const ways = [PAT, { name: 'ann', password: 'pw' }, { jwt: mintJwt(clock.now()) }]
    for (const credentials of ways) {
      const reply = ask(simulator, '/auth/signin', { method: 'POST', body: signInBody(credentials), format })
      expect(reply.status).toBe(200)
      const found = child(reply.root, 'credentials')
      expect(attribute(found, 'token')).toContain('|')
      expect(attribute(child(found, 'site'), 'id')).toBe(simulator.site('acme').luid)
      expect(attribute(child(found, 'user'), 'id')).toBe(simulator.site('acme').users[0]?.luid)
    }
  })

  test('bad secret, unknown site, expired PAT → 401001', () => {
    const { simulator, clock } = tableau({
      users: [{ name: 'ann', tokens: [{ name: 'ci', secret: 's3cret', expiresAt: '2026-04-14T00:00:00Z' }] }],
    })
    const codeOf = (credentials: Record<string, string>, site = 'acme'): unknown => {
      const reply = ask(simulator, '/auth/signin', {
        method: 'POST',
        body: signInBody(credentials, site),
        format,
      })
      return [reply.status, reply.code]
    }
    expect(codeOf({ ...PAT, personalAccessTokenSecret: 'wrong' })).toEqual([401, '401001'])
    expect(codeOf(PAT, 'nowhere')).toEqual([401, '401001'])
    expect(codeOf({ name: 'ann', password: 'pw' })).toEqual([401, '401001'])
    expect(codeOf(PAT)).toEqual([200, undefined])
    clock.advance({ days: 1 })
    expect(codeOf(PAT)).toEqual([401, '401001'])
  })
})

test('a PAT expires after 15 consecutive days unused, and stays valid while it is used', () => {
  const { simulator, clock } = tableau()
  for (let fortnight = 0; fortnight < 3; fortnight += 1) {
    expect(signInReply(simulator, PAT).status).toBe(200)
    clock.advance({ days: 14 })
  }
  clock.advance({ days: 1 })
  expect(signInReply(simulator, PAT).code).toBe('401001')
})

test('an XML body is read whatever format is asked for, and a malformed one is 400000', () => {
  const { simulator } = tableau()
  for (const contentType of ['text/xml', 'application/xml']) {
    const reply = ask(simulator, '/auth/signin', { method: 'POST', body: XML_PAT, contentType })
    expect(reply.status).toBe(200)
  }
  const asJson = { method: 'POST', body: XML_PAT, contentType: 'application/json' }
  expect(ask(simulator, '/auth/signin', asJson).code).toBe('400000')
  const asXml = { method: 'POST', body: signInBody(PAT), contentType: 'text/xml' }
  expect(ask(simulator, '/auth/signin', asXml).code).toBe('400000')
})

test('Sign-in may answer 301 to another origin; only a repeated POST succeeds', () => {
  const { simulator } = tableau({}, { signIn: { redirectTo: 'https://10ax.online.tableau.com' } })
  const post = { method: 'POST', body: signInBody(PAT) }
  const first = ask(simulator, '/auth/signin', { ...post, host: 'online.tableau.com' })
  expect(first.status).toBe(301)
  expect(first.headers['location']).toBe('https://10ax.online.tableau.com/api/3.27/auth/signin')
  const pod = '10ax.online.tableau.com'
  expect(ask(simulator, '/auth/signin', { method: 'GET', host: pod }).code).toBe('405000')
  expect(ask(simulator, '/auth/signin', { ...post, host: pod }).status).toBe(200)
})

test('A second sign-in with the same PAT makes the first token answer 401002; JWT sessions do not (switchable)', () => {
  const { simulator, clock } = tableau({ connectedApps: [APP] })
  const first = signedIn(simulator)
  const second = signedIn(simulator)
  expect(first.get('/workbooks').code).toBe('401002')
  expect(second.get('/workbooks').status).toBe(200)

  const jwt = (): Record<string, string> => ({ jwt: mintJwt(clock.now()) })
  const one = signedIn(simulator, { credentials: jwt() })
  const two = signedIn(simulator, { credentials: jwt() })
  expect([one.get('/workbooks').status, two.get('/workbooks').status]).toEqual([200, 200])
  simulator.configure({ signIn: { jwtSingleSession: true, patSingleSession: false } })
  const three = signedIn(simulator, { credentials: jwt() })
  expect([two.get('/workbooks').code, three.get('/workbooks').status]).toEqual(['401002', 200])
  signedIn(simulator)
  expect(second.get('/workbooks').status).toBe(200)
})

test('an empty contentUrl is the default site; its addresses name no site', () => {
  const { simulator } = tableau({ contentUrl: '', workbooks: [{ path: 'Default/KPIs', number: 1 }] })
  const client = signedIn(simulator, { contentUrl: '' })
  expect(client.get('/workbooks').text).toContain('https://10ax.online.tableau.com/#/workbooks/1')
})

test('the same PAT on another site ends the first session too', () => {
  const both = new TableauSimulator({ sites: [{ contentUrl: 'acme' }, { contentUrl: 'acme2' }] })
  const first = signedIn(both)
  signedIn(both, { contentUrl: 'acme2' })
  expect(first.get('/workbooks').code).toBe('401002')
})

test("Token expires after a settable time → 401002; missing header → 401000; other site's id → 401002", () => {
  const { simulator, clock } = tableau()
  const client = signedIn(simulator)
  clock.advance({ minutes: 119 })
  expect(client.get('/workbooks').status).toBe(200)
  clock.advance({ minutes: 120 })
  expect(client.get('/workbooks').code).toBe('401002')

  simulator.configure({ session: { lifetimeMinutes: 5 } })
  const short = signedIn(simulator)
  clock.advance({ minutes: 5 })
  expect(short.get('/workbooks').code).toBe('401002')

  const { siteId, token } = signedIn(simulator)
  expect(ask(simulator, `/sites/${siteId}/workbooks`).code).toBe('401000')
  expect(ask(simulator, '/sites/00000000-0000-4000-8000-000000000000/workbooks', { token }).code).toBe(
    '401002',
  )
})

const seconds = (now: number): number => now / 1000

describe('JWT: HS256 checked with kid, iss, sub, aud, jti, exp ≤ 10 min; each fault → 401 with its code in the detail', () => {
  test.each([
    ['a wrong secret', () => ({ secret: 'another' }), 10084],
    ['no kid', () => ({ header: { kid: undefined } }), 10083],
    ['no iss anywhere', () => ({ header: { iss: undefined }, claims: { iss: undefined } }), 10083],
    ['another algorithm', () => ({ header: { alg: 'none' } }), 10087],
    ['an unknown client', () => ({ header: { iss: 'client-2' } }), 126],
    ['an unknown secret id', () => ({ header: { kid: 'secret-2' } }), 127],
    ['an unknown user', () => ({ claims: { sub: 'bob' } }), 16],
    ["the user's name in another case", () => ({ claims: { sub: 'Ann' } }), 16],
    ['no user', () => ({ claims: { sub: undefined } }), 5],
    ['another audience', () => ({ claims: { aud: 'looker' } }), 10084],
    ['no jti', () => ({ claims: { jti: undefined } }), 10084],
    ['a lifetime of eleven minutes', (now: number) => ({ claims: { exp: seconds(now) + 660 } }), 16],
    ['an end in the past', (now: number) => ({ claims: { exp: seconds(now) - 60 } }), 16],
    ['a beginning in the future', (now: number) => ({ claims: { nbf: seconds(now) + 60 } }), 16],
  ] as const)('%s', (_, change, code) => {
    const { simulator, clock } = tableau({ connectedApps: [APP] })
    const reply = signInReply(simulator, { jwt: mintJwt(clock.now(), change(clock.now())) })
    expect([reply.status, reply.code]).toEqual([401, '401001'])
    expect(reply.text).toContain(`errorCode=${code},`)
  })

  test('a disabled app, and a text that is not a JWT', () => {
    const { simulator, clock } = tableau({ connectedApps: [{ ...APP, enabled: false }] })
    expect(signInReply(simulator, { jwt: mintJwt(clock.now()) }).text).toContain('errorCode=10090,')
    expect(signInReply(simulator, { jwt: 'not.a.jwt' }).text).toContain('errorCode=10084,')
    const uat = { method: 'POST', body: signInBody({ jwt: mintJwt(clock.now()), isUat: true }) }
    expect(ask(simulator, '/auth/signin', uat).text).toContain('errorCode=67,')
  })

  test('iss only in the claims is enough', () => {
    const { simulator, clock } = tableau({ connectedApps: [APP] })
    const jwt = mintJwt(clock.now(), { header: { iss: undefined } })
    expect(signInReply(simulator, { jwt }).status).toBe(200)
  })
})

test('Missing scope → 401002; job calls with JWT below 3.25 → 401', () => {
  const { simulator, clock } = tableau({
    connectedApps: [APP],
    workbooks: [{ path: 'Finance/KPIs', embedded: [{}] }],
  })
  const grant = (...scp: string[]): ReturnType<typeof signedIn> =>
    signedIn(simulator, { credentials: { jwt: mintJwt(clock.now(), { claims: { scp } }) } })
  const { luid } = simulator.workbook('Finance/KPIs')

  const reader = grant('tableau:content:read')
  expect(reader.get('/workbooks').status).toBe(200)
  expect(reader.post(`/workbooks/${luid}/refresh`).code).toBe('401002')
  expect(simulator.record.jobs).toEqual([])
  const job = grant('tableau:tasks:run').refresh(`/workbooks/${luid}/refresh`)
  expect(grant('tableau:tasks:run').get(`/jobs/${job}`).code).toBe('401002')
  const watcher = grant('tableau:jobs:read')
  expect(watcher.get(`/jobs/${job}`).status).toBe(200)
  expect(watcher.withVersion('3.24').get(`/jobs/${job}`)).toMatchObject({ status: 401, code: '401002' })
  expect(watcher.withVersion('3.24').get('/jobs').status).toBe(401)
  expect(signedIn(simulator).withVersion('3.24').get(`/jobs/${job}`).status).toBe(200)
  expect(grant('tableau:content:*').get('/datasources').status).toBe(200)
  expect(grant('tableau:jobs:read').graphql('{ workbooks { luid } }').status).toBe(401)
})

test('Sign-out → 204, second use of the token → 401002; a mode where sign-out itself fails', () => {
  const { simulator } = tableau()
  const client = signedIn(simulator)
  const signOut = (): ReturnType<typeof ask> =>
    ask(simulator, '/auth/signout', { method: 'POST', token: client.token })
  expect(signOut()).toMatchObject({ status: 204, text: '' })
  expect(client.get('/workbooks').code).toBe('401002')
  expect(simulator.record.sessionsAlive).toEqual([])
  expect(simulator.record.signOuts).toHaveLength(1)

  const again = signedIn(simulator)
  for (const [mode, status] of [
    ['fails-401', 401],
    ['fails-500', 500],
  ] as const) {
    simulator.configure({ signOut: mode })
    const reply = ask(simulator, '/auth/signout', { method: 'POST', token: again.token })
    expect(reply.status).toBe(status)
  }
  expect(simulator.record.sessionsAlive).toHaveLength(1)
})

test('switching the site gives a new token; to the same site it is 403070', () => {
  const simulator = new TableauSimulator({ sites: [{ contentUrl: 'acme' }, { contentUrl: 'acme2' }] })
  const client = signedIn(simulator)
  const to = (contentUrl: string): ReturnType<typeof ask> =>
    ask(simulator, '/auth/switchSite', {
      method: 'POST',
      body: JSON.stringify({ site: { contentUrl } }),
      token: client.token,
    })
  expect(to('acme').code).toBe('403070')
  const reply = to('acme2')
  expect(attribute(child(child(reply.root, 'credentials'), 'site'), 'contentUrl')).toBe('acme2')
  expect(client.get('/workbooks').code).toBe('401002')
})
