import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { EventEmitter, once } from 'node:events'
import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { withLastAnswer } from '../../src/state/cache-answers.js'

let server: Server
let url: string

beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url === '/silence') request.socket.destroy()
    else response.writeHead(Number(request.url?.slice(1))).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  server.closeAllConnections()
  await once(server.close(), 'close')
})

/** Resolves when it is answered, or when that has failed. */
function ask(path: string): Promise<void> {
  return new Promise((resolve) => {
    const request = get(`${url}${path}`, { agent: false }, (response) => response.resume().on('end', resolve))
    request.on('error', () => resolve())
  })
}

test('of several requests the last one counts', async () => {
  const { result, answer } = await withLastAnswer(async () => {
    await ask('/500')
    await ask('/204')
    return 'done'
  })
  expect(result).toBe('done')
  expect(answer).toEqual({ kind: 'status', status: 204, method: 'GET', call: '204' })
})

test('a broken connection is silence, and no request is none', async () => {
  expect((await withLastAnswer(() => ask('/silence'))).answer).toEqual({ kind: 'silence' })
  expect((await withLastAnswer(() => Promise.resolve())).answer).toEqual({ kind: 'none' })
})

test('what others ask meanwhile, as an earlier call that was given up does, says nothing of this one', async () => {
  const others = new EventEmitter()
  const earlier = once(others, 'start').then(() => ask('/503'))
  const { answer } = await withLastAnswer(async () => {
    await ask('/200')
    others.emit('start')
    await earlier
  })
  expect(answer).toMatchObject({ kind: 'status', status: 200 })
})
