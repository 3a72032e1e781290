import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { EventEmitter, once } from 'node:events'
import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { withLastAnswer } from '../../../src/state/cache/last-response.js'

let server: Server
let url: string

beforeEach(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://any')
    if (pathname === '/silence') request.socket.destroy()
    else if (searchParams.has('type'))
      response.setHeader('content-type', searchParams.get('type') ?? '').end(searchParams.get('body'))
    else if (searchParams.has('say')) response.end(JSON.stringify({ message: searchParams.get('say') }))
    else response.writeHead(Number(pathname.slice(1))).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  server.closeAllConnections()
  await once(server.close(), 'close')
})

/** Resolves when the request has an answer or has failed. */
function ask(path: string): Promise<void> {
  return new Promise((resolve) => {
    const request = get(`${url}${path}`, { agent: false }, (response) =>
      response.on('data', () => undefined).on('end', resolve),
    )
    request.on('error', () => resolve())
  })
}

test('the last of several requests counts', async () => {
  const { result, answer } = await withLastAnswer(async () => {
    await ask('/500')
    await ask('/204')
    return 'done'
  })
  expect(result).toBe('done')
  expect(answer).toMatchObject({ kind: 'status', status: 204, call: '204' })
})

test('a broken connection is no-answer; without any request, it is no-request', async () => {
  const storage = new URL(url).host
  expect((await withLastAnswer(() => ask('/silence'))).answer).toEqual({ kind: 'no-answer', storage })
  expect((await withLastAnswer(() => Promise.resolve())).answer).toEqual({ kind: 'no-request' })
})

test.each([
  ['names the storage', 'https://blobs.example/c/1?sig=s', { kind: 'no-answer', storage: 'blobs.example' }],
  ['refuses with a message', 'cache write denied: read-only', { refusal: 'cache write denied: read-only' }],
])('an answer of the service that %s, without a request after it', async (_, message, expected) => {
  const { answer } = await withLastAnswer(() => ask(`/twirp/Cache/Create?say=${encodeURIComponent(message)}`))
  expect(answer).toMatchObject(expected)
})

test('requests of other calls, such as an abandoned one, are ignored', async () => {
  const others = new EventEmitter()
  const earlier = once(others, 'start').then(() => ask('/503'))
  const { answer } = await withLastAnswer(async () => {
    await ask('/200')
    others.emit('start')
    await earlier
  })
  expect(answer).toMatchObject({ kind: 'status', status: 200 })
})

test.each([
  ['text/html', '<p>', 'an HTML page'],
  ['text/plain', 'Bad Gateway', 'text'],
  ['application/json', '{}', null],
])(
  'an answer of the service with content type %s and body %s: unexpected is %s',
  async (type, body, unexpectedBody) => {
    const path = `/twirp/Cache/Get?type=${encodeURIComponent(type)}&body=${encodeURIComponent(body)}`
    expect((await withLastAnswer(() => ask(path))).answer).toMatchObject({ storage: null, unexpectedBody })
  },
)

test('many calls do not make later promises larger', async () => {
  const symbolsOnPromises = () => Object.getOwnPropertySymbols(Promise.resolve()).length
  await withLastAnswer(() => Promise.resolve())
  const afterOne = symbolsOnPromises()
  for (let call = 0; call < 20; call += 1) await withLastAnswer(() => Promise.resolve())
  expect(symbolsOnPromises()).toBe(afterOne)
})
