import { describe, expect, test } from '@jest/globals'
import { ConfigurationError } from '../../../src/base/errors.js'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Http } from '../../../src/base/http.js'
import { SessionError } from '../../../src/tableau/client/errors.js'
import type { TableauOptions } from '../../../src/tableau/session.js'
import { startTableau } from '../../../simulators/tableau/index.js'
import { acmeWith, CONNECTED_APP, onStage, TOKEN, type Scene, type Stage } from '../stage.js'

const SCENE: Scene = {
  sites: [
    acmeWith({}),
    { contentUrl: '', users: [{ name: 'root', tokens: [{ name: 'root', secret: 'x' }] }] },
  ],
}

/** The message for users when there is no session. */
async function refusalOf(stage: Stage, change: Partial<TableauOptions>): Promise<Error> {
  const outcome = await stage
    .session(() => Promise.resolve('signed in'), change)
    .catch((error: unknown) => error)
  if (outcome instanceof ConfigurationError || outcome instanceof SessionError) return outcome
  throw new Error(`unexpected: ${String(outcome)}`)
}

describe('signing in', () => {
  test('with a personal access token takes two calls, and signing out one', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      await session(async () => {
        expect(simulator.record.sessionsAlive).toHaveLength(1)
        return Promise.resolve()
      })
      expect(simulator.record.calls.map(({ route }) => route)).toEqual(['server-info', 'sign-in', 'sign-out'])
      expect(simulator.record.sessionsAlive).toHaveLength(0)
    })
  })

  test('with a connected app requests three scopes', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      const scopes = await session(() => Promise.resolve(simulator.sessions.alive[0]?.scopes), {
        credentials: CONNECTED_APP,
      })
      expect(scopes).toEqual(['tableau:content:read', 'tableau:tasks:run', 'tableau:jobs:read'])
    })
  })

  test('with a connected app requests the scope to cancel jobs with mayCancel', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      const scopes = await session(() => Promise.resolve(simulator.sessions.alive[0]?.scopes), {
        credentials: CONNECTED_APP,
        mayCancel: true,
      })
      expect(scopes).toContain('tableau:jobs:update')
    })
  })

  test('with a connected app requests the scope of data-quality warnings with mayWarn', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      const scopes = await session(() => Promise.resolve(simulator.sessions.alive[0]?.scopes), {
        credentials: CONNECTED_APP,
        mayWarn: true,
      })
      expect(scopes).toContain('tableau:labels:*')
    })
  })

  test('on the default site', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      await session(() => Promise.resolve(), {
        site: '',
        credentials: { kind: 'token', name: 'root', secret: 'x' },
      })
      expect(simulator.record.signIns).toMatchObject([{ site: '', succeeded: true }])
    })
  })

  test('through a reverse proxy that serves Tableau below a path', async () => {
    await onStage(SCENE, async ({ session, url, options, simulator }) => {
      const { http } = options()
      const proxy: Http = (request) => http({ ...request, url: request.url.replace(`${url}/bi/`, `${url}/`) })
      await session(() => Promise.resolve(), {
        server: `${url}/bi/#/site/acme/home`,
        http: (request) => {
          expect(request.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/bi\/api\//)
          return proxy(request)
        },
      })
      expect(simulator.record.calls.map(({ route }) => route)).toEqual(['server-info', 'sign-in', 'sign-out'])
    })
  })

  test('below a path where there is no Tableau: the sentence names the path', async () => {
    await onStage(SCENE, async (stage) => {
      const body = '<html>Not found</html>'
      const http: Http = () =>
        Promise.resolve({ status: 404, headers: { 'content-type': 'text/html' }, body })
      const error = await refusalOf(stage, { server: `${stage.url}/bi`, http })
      expect(error.message).toMatch(
        /^No Tableau server answers at http:\/\/127\.0\.0\.1:\d+\/bi: http\S+ returned status 404 /,
      )
    })
  })

  test.each([
    ['3.30', '3.28'],
    ['3.25', '3.25'],
    ['3.9', '3.9'],
  ])('to a server of version %s uses %s', async (restApiVersion, spoken) => {
    await onStage({ ...SCENE, settings: { restApiVersion } }, async ({ session }) => {
      await expect(session(({ version }) => Promise.resolve(version))).resolves.toBe(spoken)
    })
  })

  test('retries if the server is down for a moment', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      simulator.faults.add({ match: { path: 'serverinfo' }, effect: { kind: 'answer', status: 503 } })
      simulator.faults.add({ match: { path: 'signin' }, effect: { kind: 'reset' } })
      await expect(session(() => Promise.resolve('done'))).resolves.toBe('done')
    })
  })

  test.each<[string, TableauOptions['credentials']]>([
    ['a personal access token', TOKEN],
    ['a connected app', CONNECTED_APP],
  ])('amid a burst of sign-ins (401002) is retried after a pause, with %s', async (_, credentials) => {
    await onStage({ ...SCENE, settings: { signIn: { burst: { most: 2, seconds: 8 } } } }, async (stage) => {
      const { simulator, session, clock } = stage
      await session(() => Promise.resolve())
      await session(() => Promise.resolve())
      const start = clock.now()
      await expect(session(() => Promise.resolve('signed in'), { credentials })).resolves.toBe('signed in')
      expect(simulator.record.signIns).toHaveLength(3)
      expect(clock.now() - start).toBeGreaterThanOrEqual(8_000)
    })
  })

  test('after a lost session is retried in a burst as well', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      await session(async (opened) => {
        simulator.faults.add({ match: { path: '/workbooks' }, effect: { kind: 'end-session' } })
        simulator.faults.add({
          match: { path: 'signin' },
          times: 2,
          effect: { kind: 'error', code: '401002' },
        })
        await opened.find([{ by: 'content-url', of: 'workbook', contentUrl: 'X' }])
      })
      expect(simulator.record.sessionsAlive).toHaveLength(0)
    })
  })

  test('masks every secret, in the forms in which a log might show it', async () => {
    await onStage(SCENE, async ({ session, masked, simulator }) => {
      const secret = 'pä"ss+word/=='
      await session(() => Promise.resolve(), { credentials: { ...TOKEN, secret } }).catch(() => undefined)
      expect(masked).toEqual(
        expect.arrayContaining([
          secret,
          encodeURIComponent(secret),
          'pä\\"ss+word/==',
          Buffer.from(secret).toString('base64'),
        ]),
      )
      await session(() => {
        expect(masked).toContain(simulator.sessions.alive[0]?.token)
        return Promise.resolve()
      })
    })
  })

  test('masks secrets before the call that carries them, and logs none', async () => {
    await onStage(SCENE, async ({ session, masked, lines, options }) => {
      const seen: string[] = []
      const { http } = options()
      await session(() => Promise.resolve(), {
        credentials: CONNECTED_APP,
        http: (request) => {
          const jwt = /"jwt":"([^"]+)"/.exec(request.body ?? '')?.[1]
          if (jwt !== undefined) seen.push(jwt)
          for (const secret of [jwt, request.headers['x-tableau-auth']].filter((one) => one !== undefined)) {
            expect(masked).toContain(secret)
          }
          return http(request)
        },
      })
      expect(seen).toHaveLength(1)
      expect(masked).toContain(CONNECTED_APP.secretValue)
      expect(lines.filter((line) => masked.some((secret) => line.includes(secret)))).toEqual([])
      expect(lines.every((line) => !line.includes('\n'))).toBe(true)
    })
  })
})

describe('no session: one sentence says what is wrong, with which input, and what to do', () => {
  test.each<[string, Partial<TableauOptions>, RegExp]>([
    [
      'a wrong secret',
      { credentials: { ...TOKEN, secret: 'old' } },
      /expired, revoked or mistyped\. Check tableau-token-name and tableau-token-secret .* create a new token .*15 days.*tableau-site/,
    ],
    ['a wrong site', { site: 'acmee' }, /tableau-site \("acmee": .* not the display name/],
    ['a default site on Cloud', { site: 'Default' }, /tableau-site \("Default": /],
    ['no site on Cloud', { site: '' }, /tableau-site \(empty means the default site/],
    ['an unknown client', { credentials: { ...CONNECTED_APP, clientId: 'x' } }, /tableau-client-id/],
    ['an unknown secret id', { credentials: { ...CONNECTED_APP, secretId: 'x' } }, /tableau-secret-id/],
    ['a wrong secret value', { credentials: { ...CONNECTED_APP, secretValue: 'x' } }, /tableau-secret-value/],
    [
      'an unknown user',
      { credentials: { ...CONNECTED_APP, username: 'CI@example.com' } },
      /tableau-username \(case matters\)/,
    ],
  ])('%s', async (_, change, sentence) => {
    await onStage(SCENE, async (stage) => {
      const error = await refusalOf(stage, change)
      expect(error).toBeInstanceOf(ConfigurationError)
      expect(error.message).toMatch(/^Tableau refused the sign-in \(401001\): [^\n]*\.$/)
      expect(error.message).toMatch(sentence)
    })
  })

  test('is the same in German, since it does not use the text', async () => {
    await onStage({ ...SCENE, settings: { language: 'de' } }, async (stage) => {
      const error = await refusalOf(stage, { credentials: { ...TOKEN, secret: 'old' } })
      expect(error.message).toMatch(/tableau-token-secret/)
      expect(error.message).not.toMatch(/Fehler/)
    })
  })

  test('another web server at this address', async () => {
    await onStage({ ...SCENE, settings: { serverInfo: 'html' } }, async (stage) => {
      const error = await refusalOf(stage, {})
      expect(error).toBeInstanceOf(ConfigurationError)
      expect(error.message).toMatch(
        /^No Tableau server answers at http:\/\/127\.0\.0\.1:\d+: \S+ returned status 200 and an HTML page\. Check tableau-server-url\.$/,
      )
      expect(stage.simulator.record.calls).toHaveLength(1)
    })
  })

  test.each<[string, object, string]>([
    [
      'a line break in the token',
      { token: 'a\nb', site: { id: 's' } },
      'a session token with invalid characters',
    ],
    [
      'a token with other letters',
      { token: 'ключ', site: { id: 's' } },
      'a session token with invalid characters',
    ],
    ['a site id with a path in it', { token: 'a', site: { id: '../x' } }, 'an invalid site id'],
    ['no token', { site: { id: 's' } }, 'JSON of an unknown shape (credentials.token)'],
  ])('%s', async (_, credentials, came) => {
    await onStage(SCENE, async (stage) => {
      stage.simulator.faults.add({
        match: { path: 'signin' },
        times: 'always',
        effect: { kind: 'answer', status: 200, body: JSON.stringify({ credentials }) },
      })
      const { message } = await refusalOf(stage, {})
      expect(message).toContain(`status 200 and ${came}`)
      expect(message).toMatch(
        / http:\/\/127\.0\.0\.1:\d+\/api\/[\d.]+\/auth\/signin returned status .*\. Check tableau-server-url\.$/,
      )
    })
  })

  test.each<[string, number, string, string]>([
    ['a page that does not exist', 404, '<html>no</html>', 'an HTML page'],
    ['nothing at all', 200, '', 'nothing'],
    ['JSON of something else', 200, '{"hello":1}', 'JSON of an unknown shape'],
    ['XML', 200, '<x/>', 'XML'],
  ])('%s', async (_, status, body, came) => {
    await onStage(SCENE, async (stage) => {
      stage.simulator.faults.add({
        match: { path: 'serverinfo' },
        times: 'always',
        effect: { kind: 'answer', status, body },
      })
      const error = await refusalOf(stage, {})
      expect(error.message).toMatch(/tableau-server-url/)
      expect(error.message).toContain(came)
    })
  })

  test.each<[string, string]>([
    ['http://tableau.invalid', 'The host name of tableau.invalid is not known'],
    ['http://127.0.0.1:9', '127.0.0.1:9 refused the connection'],
  ])('%s', async (server, why) => {
    await onStage(SCENE, async (stage) => {
      const error = await refusalOf(stage, { server })
      expect(error).toBeInstanceOf(SessionError)
      expect(error.message).toContain(why)
      expect(error.message).toMatch(
        /^Signing in to Tableau failed: [^\n]*\. Check tableau-server-url,[^\n]*\.$/,
      )
    })
  })

  test('a server that stays down', async () => {
    await onStage(SCENE, async (stage) => {
      stage.simulator.faults.add({
        match: {},
        times: 'always',
        effect: { kind: 'answer', status: 503, body: '' },
      })
      const error = await refusalOf(stage, {})
      expect(error).toMatchObject({ problem: 'unreachable' })
      expect(error.message).toMatch(
        /^Signing in to Tableau failed in 4 attempts: [^\n]*503[^\n]*\. Check Tableau's status page \(https:\/\/status\.salesforce\.com\/products\/Tableau\)\./,
      )
      expect(stage.simulator.record.calls).toHaveLength(4)
    })
  })

  test.each<[string, TableauOptions['credentials'], string]>([
    ['3.5', TOKEN, '3.6'],
    ['3.16', CONNECTED_APP, '3.17'],
  ])('a server of version %s', async (restApiVersion, credentials, needed) => {
    await onStage({ ...SCENE, settings: { restApiVersion } }, async (stage) => {
      const error = await refusalOf(stage, { credentials })
      expect(error.message).toContain(`needs version ${needed} of the REST API and has ${restApiVersion}. `)
      expect(stage.simulator.record.signIns).toEqual([])
    })
  })

  test.each<[string, number, number]>([
    // Three of the four attempts wait first.
    ['401002', 4, 15],
    ['401001', 1, 0],
  ])(
    'a sign-in that stays refused (%s): %i attempts, then the usual sentence',
    async (code, tries, seconds) => {
      await onStage(SCENE, async (stage) => {
        stage.simulator.faults.add({
          match: { path: 'signin' },
          times: 'always',
          effect: { kind: 'error', code },
        })
        const start = stage.clock.now()
        const { message } = await refusalOf(stage, {})
        expect(message).toMatch(
          new RegExp(`^Tableau refused the sign-in \\(${code}\\): .*\\. Check tableau-token-name`),
        )
        expect(stage.simulator.record.callsTo('sign-in')).toHaveLength(tries)
        const waited = (stage.clock.now() - start) / 1000
        expect(waited).toBeGreaterThanOrEqual(seconds)
        expect(waited).toBeLessThanOrEqual(seconds + 7)
      })
    },
  )

  test.each<[string, string, RegExp]>([
    ['an IP address that is not allowed', '403004', /network address may not sign in/],
    ['another kind of sign-in', '401003', /kind of sign-in/],
    ['a site that does not exist', '404000', /Check tableau-site/],
  ])('%s', async (_, code, sentence) => {
    await onStage(SCENE, async (stage) => {
      stage.simulator.faults.add({ match: { path: 'signin' }, effect: { kind: 'error', code } })
      await expect(refusalOf(stage, {})).resolves.toMatchObject({ message: expect.stringMatching(sentence) })
    })
  })
})

describe('a redirect', () => {
  async function serve<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
    const server = createServer(listener)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    } finally {
      server.close()
      server.closeAllConnections()
    }
  }

  test('to another pod: signs in there by POST, and continues there', async () => {
    await onStage(SCENE, async ({ session, simulator, options }) => {
      const other = await startTableau(simulator)
      simulator.configure({ signIn: { redirectTo: other.url } })
      const { http } = options()
      const origins: string[] = []
      try {
        await session((opened) => opened.find([{ by: 'content-url', of: 'workbook', contentUrl: 'X' }]), {
          http: (request) => {
            origins.push(new URL(request.url).origin)
            return http(request)
          },
        })
        expect(origins.at(-1)).toBe(other.url)
        expect(origins[0]).not.toBe(other.url)
        expect(simulator.record.signIns).toMatchObject([{ succeeded: true }])
      } finally {
        await other.close()
      }
    })
  })

  test.each<[string, string, RegExp]>([
    [
      'to another host',
      'https://evil.example/api/2.4/serverinfo',
      /127\.0\.0\.1:\d+ redirects to https:\/\/evil\.example,/,
    ],
    [
      'to plain http elsewhere',
      'http://tableau.example.com/api/2.4/serverinfo',
      /redirects to http:\/\/tableau\.example\.com,/,
    ],
    ['to a login page', '/#/signin', /redirects to http:\/\/127\.0\.0\.1:\d+,/],
    [
      'with a user name in the URL',
      'https://bob@127.0.0.1/api/2.4/serverinfo',
      /does not send credentials there/,
    ],
    ['without end', '/api/2.4/serverinfo', /keeps redirecting/],
    ['to nowhere', 'http://', /redirect that has no valid address/],
  ])('%s is not followed', async (_, location, sentence) => {
    await serve(
      (_request, response) => response.writeHead(302, { location }).end(),
      (server) =>
        onStage(SCENE, async (stage) => {
          const error = await refusalOf(stage, { server })
          expect(error).toBeInstanceOf(ConfigurationError)
          expect(error.message).toMatch(sentence)
          expect(error.message).toMatch(/tableau-server-url/)
        }),
    )
  })

  test('of the sign-in to another host sends no credentials there', async () => {
    const bodies: string[] = []
    await serve(
      (request, response) => {
        request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()))
        response.end()
      },
      (elsewhere) =>
        onStage(SCENE, async (stage) => {
          // Another name of the same machine counts as another host.
          const location = `${elsewhere.replace('127.0.0.1', 'localhost')}/api/3.27/auth/signin`
          stage.simulator.faults.add({
            match: { path: 'signin' },
            effect: { kind: 'answer', status: 301, headers: { location } },
          })
          await expect(refusalOf(stage, {})).resolves.toBeInstanceOf(ConfigurationError)
        }),
    )
    expect(bodies).toEqual([])
  })
})
