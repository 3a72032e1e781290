import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { ConfigurationError } from '../../src/base/errors.js'
import { createHttp, HttpError, TooLargeError, type HttpRequest } from '../../src/base/http.js'

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void

const closers: (() => void)[] = []
let http: ReturnType<typeof createHttp>
let environment: NodeJS.ProcessEnv

beforeEach(() => {
  environment = { ...process.env }
  for (const name of Object.keys(process.env).filter((one) => /^(https?|no)_proxy$/i.test(one))) {
    Reflect.deleteProperty(process.env, name)
  }
  http = createHttp()
})

afterEach(() => {
  process.env = environment
  http.close()
  closers.splice(0).forEach((close) => close())
})

async function serve(
  handler: Handler,
): Promise<{ readonly url: string; readonly port: number; readonly server: Server }> {
  const server = createServer(handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, server }
}

function get(url: string, more: Partial<HttpRequest> = {}): Promise<unknown> {
  return http({ method: 'GET', url, headers: {}, timeLimit: 60_000, ...more })
}

async function failureOf(promise: Promise<unknown>): Promise<HttpError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof HttpError) return error
    throw error
  }
  throw new Error('there was a response')
}

describe('a response', () => {
  test.each([200, 204, 401, 404, 500, 503])('with status %i is returned', async (status) => {
    const { url } = await serve((_, outgoing) => outgoing.writeHead(status).end())
    await expect(get(url)).resolves.toMatchObject({ status, body: '' })
  })

  test('with a redirect is returned, not followed', async () => {
    const paths: (string | undefined)[] = []
    const { url } = await serve((incoming, outgoing) => {
      paths.push(incoming.url)
      outgoing.writeHead(301, { Location: '/elsewhere' }).end()
    })
    await expect(get(`${url}/start`)).resolves.toMatchObject({
      status: 301,
      headers: { location: '/elsewhere' },
    })
    expect(paths).toEqual(['/start'])
  })

  test('has header names in lower case, repeated headers joined, and a UTF-8 body', async () => {
    const { url } = await serve((_, outgoing) => {
      outgoing.setHeader('Set-Cookie', ['a=1', 'b=2'])
      outgoing.setHeader('Retry-After', '30')
      outgoing.end('Umsätze')
    })
    await expect(get(url)).resolves.toMatchObject({
      headers: { 'set-cookie': 'a=1, b=2', 'retry-after': '30' },
      body: 'Umsätze',
    })
  })

  test('of 2 MB in many pieces is read', async () => {
    const { url } = await serve((_, outgoing) => {
      for (let piece = 0; piece < 64; piece += 1) outgoing.write('x'.repeat(32 * 1024))
      outgoing.end()
    })
    await expect(get(url)).resolves.toMatchObject({ body: 'x'.repeat(2 * 1024 * 1024) })
  })

  test('with status 503 is not followed by a retry', async () => {
    let asked = 0
    const { url } = await serve((_, outgoing) => {
      asked += 1
      outgoing.writeHead(503).end()
    })
    await get(url)
    expect(asked).toBe(1)
  })
})

test('a request carries method, path, query, headers, body and its length', async () => {
  const { url } = await serve((incoming, outgoing) => {
    const { method, headers } = incoming
    incoming.setEncoding('utf8')
    let body = ''
    incoming.on('data', (chunk: string) => (body += chunk))
    incoming.on('end', () => outgoing.end(JSON.stringify({ method, path: incoming.url, headers, body })))
  })
  const answer = await http({
    method: 'POST',
    url: `${url}/a/b?filter=name:eq:Ums%C3%A4tze`,
    headers: { 'x-one': '1' },
    body: '<tsRequest name="ä"/>',
    timeLimit: 60_000,
  })
  expect(JSON.parse(answer.body)).toMatchObject({
    method: 'POST',
    path: '/a/b?filter=name:eq:Ums%C3%A4tze',
    headers: { 'x-one': '1', 'content-length': '22', 'user-agent': 'active-exposures' },
    body: '<tsRequest name="ä"/>',
  })
})

test('an empty POST has the content length 0', async () => {
  const { url } = await serve((incoming, outgoing) => outgoing.end(incoming.headers['content-length']))
  await expect(get(url, { method: 'POST' })).resolves.toMatchObject({ body: '0' })
})

describe('a request fails', () => {
  test('at a closed port: certainly never sent', async () => {
    const { url, server, port } = await serve(() => undefined)
    await new Promise((resolve) => server.close(resolve))
    const failure = await failureOf(get(`${url}/secret-path`))
    expect(failure).toMatchObject({ neverSent: true })
    expect(failure.message).toBe(`127.0.0.1:${port} refused the connection (ECONNREFUSED).`)
  })

  test('for a host name that does not exist: certainly never sent', async () => {
    const failure = await failureOf(get('http://tableau.invalid/'))
    expect(failure.neverSent).toBe(true)
    expect(failure.message).toMatch(
      /^The host name of tableau\.invalid is not known \((ENOTFOUND|EAI_AGAIN)\)\.$/,
    )
  })

  test.each(['ftp://tableau.test/', 'not a url', ''])(
    'for an address that is not an http or https URL: %j',
    async (url) => {
      const failure = await failureOf(get(url))
      expect(failure).toMatchObject({ neverSent: true, message: 'The address is not an http or https URL.' })
    },
  )

  test('after a reset: it may have been sent', async () => {
    const { url } = await serve((incoming) => incoming.socket.resetAndDestroy())
    const failure = await failureOf(get(url, { method: 'POST', body: 'x' }))
    expect(failure).toMatchObject({ neverSent: false })
    expect(failure.message).toMatch(/^The connection to 127\.0\.0\.1:\d+ broke off \(ECONNRESET\)\.$/)
  })

  test('if the body is truncated', async () => {
    const { url } = await serve((incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' })
      outgoing.write('half', () => incoming.socket.destroy())
    })
    await expect(failureOf(get(url))).resolves.toMatchObject({ neverSent: false })
  })

  test('at the time limit, which includes the last byte of the body', async () => {
    const { url } = await serve((_, outgoing) => {
      outgoing.writeHead(200)
      const trickle = setInterval(() => outgoing.write('.'), 20)
      outgoing.on('close', () => clearInterval(trickle))
    })
    const failure = await failureOf(get(url, { timeLimit: 200 }))
    expect(failure.neverSent).toBe(false)
    expect(failure.message).toMatch(/no complete answer within 0\.2 s/)
  })

  test('if the body is larger than the limit', async () => {
    const { url } = await serve((_, outgoing) => outgoing.end('x'.repeat(1001)))
    const small = createHttp({ sizeLimit: 1000 })
    closers.push(small.close)
    const failure = await failureOf(small({ method: 'GET', url, headers: {}, timeLimit: 60_000 }))
    expect(failure).toBeInstanceOf(TooLargeError)
    expect(failure.message).toMatch(/^The answer of 127\.0\.0\.1:\d+ is larger than 1000 bytes\.$/)
  })

  test('if it was aborted before it started: nothing is sent', async () => {
    let sent = 0
    const { url } = await serve((_, outgoing) => outgoing.end(String((sent += 1))))
    const failure = await failureOf(get(url, { signal: AbortSignal.abort() }))
    expect(failure).toMatchObject({ neverSent: true })
    expect(failure.message).toMatch(/the request was broken off/)
    await expect(get(url)).resolves.toMatchObject({ body: '1' })
  })

  test('if it is aborted while it waits', async () => {
    const controller = new AbortController()
    const { url } = await serve(() => controller.abort())
    const failure = await failureOf(get(url, { signal: controller.signal }))
    expect(failure).toMatchObject({ neverSent: false })
    expect(failure.message).toMatch(/the request was broken off/)
  })
})

describe('connections', () => {
  test('are reused by the next request, and closed by close', async () => {
    const sockets = new Set<Socket>()
    const { url } = await serve((incoming, outgoing) => {
      sockets.add(incoming.socket)
      outgoing.end('ok')
    })
    await get(url)
    await get(url)
    const [socket, ...others] = sockets
    expect(others).toEqual([])
    const closed = new Promise((resolve) => socket?.once('close', resolve))
    http.close()
    await closed
  })
})

describe('an invalid request', () => {
  test.each([
    [
      'a line break in a header',
      { 'x-tableau-auth': 'a\nb' },
      'the header x-tableau-auth contains a character',
    ],
    ['a letter beyond Latin-1', { authorization: 'Bearer \u{1F511}' }, 'the header authorization contains'],
  ])('(%s) gives a sentence that names host and header, not the value', async (_, headers, why) => {
    const { url } = await serve((__, outgoing) => outgoing.end())
    const failure: unknown = await get(url, { headers }).catch((error: unknown) => error)
    expect(String(failure)).toMatch(/^Error: The request to 127\.0\.0\.1:\d+ cannot be sent: /)
    expect(String(failure)).toContain(why)
  })
})

describe('a proxy set by an environment variable', () => {
  /** A proxy that connects every tunnel to the same server, and records the requested host and login. */
  async function serveProxy(
    target: number,
    refuseWith?: string,
  ): Promise<{ readonly url: string; readonly asked: string[] }> {
    const asked: string[] = []
    const { url, server } = await serve((_, outgoing) => outgoing.writeHead(400).end())
    server.on('connect', (incoming, socket) => {
      asked.push(`${incoming.url ?? ''} ${incoming.headers['proxy-authorization'] ?? ''}`.trim())
      if (refuseWith !== undefined) {
        socket.end(`HTTP/1.1 ${refuseWith}\r\n\r\n`)
        return
      }
      const tunnel = connect(target, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        tunnel.pipe(socket).pipe(tunnel)
      })
      closers.push(() => tunnel.destroy())
    })
    return { url, asked }
  }

  test('is used, with its user name and password', async () => {
    const { port } = await serve((incoming, outgoing) => outgoing.end(`hello ${incoming.headers.host ?? ''}`))
    const proxy = await serveProxy(port)
    process.env['http_proxy'] = proxy.url.replace('//', '//bob:pa%3Ass@')
    await expect(get('http://tableau.test/')).resolves.toMatchObject({ body: 'hello tableau.test' })
    expect(proxy.asked).toEqual([`tableau.test:80 Basic ${Buffer.from('bob:pa:ss').toString('base64')}`])
  })

  test('is not used for the hosts in no_proxy', async () => {
    const proxy = await serveProxy(0)
    process.env['http_proxy'] = proxy.url
    process.env['no_proxy'] = 'tableau.invalid'
    await failureOf(get('http://tableau.invalid/'))
    expect(proxy.asked).toEqual([])
  })

  test('that refuses is named without its password, and nothing is sent', async () => {
    const proxy = await serveProxy(0, '407 Proxy Authentication Required')
    process.env['http_proxy'] = proxy.url.replace('//', '//bob:hunter2@')
    const failure = await failureOf(get('http://tableau.test/'))
    expect(failure.neverSent).toBe(true)
    expect(failure.message).toMatch(
      /^The proxy 127\.0\.0\.1:\d+ did not connect to tableau\.test \(status 407\): check the user name and password in the environment variable http_proxy\.$/,
    )
  })

  test('that is not running is named', async () => {
    process.env['http_proxy'] = 'http://bob:hunter2@127.0.0.1:9'
    const failure = await failureOf(get('http://tableau.test/'))
    expect(failure).toMatchObject({ neverSent: true })
    expect(failure.message).toBe(
      'The proxy 127.0.0.1:9 did not connect to tableau.test (ECONNREFUSED): check the environment variable http_proxy, and that the proxy may reach tableau.test.',
    )
  })

  test.each([
    ['a bare % in the password', 'http://bob:hun%ter2@127.0.0.1:9'],
    ['no scheme', 'bob.hunter2.example:8080'],
    ['a blank', 'http://bob hunter2:8080'],
    ['no host', 'http://'],
    ['a port out of range', 'http://hunter2.example:99999'],
    ['another protocol', 'socks5://bob:hunter2@127.0.0.1:9'],
  ])('with an invalid address (%s): the failure names the variable, never its value', async (_, value) => {
    process.env['http_proxy'] = value
    const failure = await failureOf(get('http://tableau.invalid/'))
    expect(failure).toMatchObject({ neverSent: true })
    expect(failure.message).toMatch(
      /tableau\.invalid.*; the environment variable http_proxy is not the address of a proxy, as in http:\/\/proxy\.example\.com:8080 \(.*%25\)\.$/,
    )
    expect(failure.message).not.toMatch(/hunter2|hun%ter2/)
  })

  test.each([
    ['HTTP_PROXY', 'bob:hun%ter2@proxy.example:8080'],
    ['http_proxy', '%'],
  ])('that makes the client throw (%s) gives a sentence that names the variable', async (name, value) => {
    process.env[name] = value
    const failure: unknown = await get('http://tableau.invalid/').catch((error: unknown) => error)
    expect(String(failure)).toMatch(
      new RegExp(`tableau\\.invalid.*the environment variable ${name} is not the address of a proxy`),
    )
    expect(failure instanceof ConfigurationError || failure instanceof HttpError).toBe(true)
    expect(String(failure)).not.toMatch(/hun|URI malformed/)
  })

  test.each(['127.0.0.1:9', 'http://127.0.0.1:9'])('%s is a valid address', async (value) => {
    process.env['http_proxy'] = value
    const failure = await failureOf(get('http://tableau.test/'))
    expect(failure.message).toMatch(/^The proxy 127\.0\.0\.1:9 did not connect to tableau\.test/)
    expect(failure.message).not.toMatch(/is not the address of a proxy/)
  })

  test('with an invalid address does not matter if the request succeeds without it', async () => {
    const { url } = await serve((_, outgoing) => outgoing.end('hello'))
    process.env['http_proxy'] = 'http://%'
    await expect(get(url)).resolves.toMatchObject({ body: 'hello' })
  })
})
