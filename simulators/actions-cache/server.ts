import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sleepBy, type Clock } from '../clock.js'
import type { SimulatorResponse } from './http.js'
import type { Scope } from './scopes.js'
import type { CacheSimulator } from './simulator.js'

export interface ActionsCacheServer {
  /** Without a trailing slash. */
  readonly url: string
  /** What the runner gives a JavaScript action whose token has these scopes (facts/actions-platform.md §5.1). */
  environment(scopes: readonly Scope[]): Record<string, string>
  /** Ends kept-alive connections too, which would hold the process. */
  close(): Promise<void>
}

/** Serves the simulator on loopback; `port` 0 or none means a free one. */
export async function startActionsCache(
  simulator: CacheSimulator,
  { port = 0 }: { readonly port?: number } = {},
): Promise<ActionsCacheServer> {
  const server = createServer((request, response) => {
    answer(simulator, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    environment: (scopes) => ({
      ACTIONS_RESULTS_URL: `${url}/`,
      ACTIONS_RUNTIME_TOKEN: simulator.token({ scopes }),
      ACTIONS_CACHE_SERVICE_V2: 'True',
    }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  simulator: CacheSimulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method = 'GET', url = '/' } = request
  const answered = simulator.handle({ method, url, headers: flat(request), body: Buffer.concat(chunks) })
  await send(response, answered, simulator.clock)
}

async function send(
  response: ServerResponse,
  { status, headers, body, transport = {} }: SimulatorResponse,
  clock: Clock,
): Promise<void> {
  if (transport.reset === true) {
    response.destroy()
    return
  }
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  await transport.until
  if (transport.delay !== undefined) await sleepBy(clock, transport.delay, closed.signal)
  if (!closed.signal.aborted) response.writeHead(status, headers).end(body)
}

function flat(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}
