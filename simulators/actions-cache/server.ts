import type { IncomingMessage, ServerResponse } from 'node:http'
import { sleepBy, type Clock } from '../clock.js'
import { startLoopback, type Loopback } from '../loopback.js'
import type { SimulatorResponse } from './http.js'
import type { Scope } from './scopes.js'
import type { CacheSimulator } from './simulator.js'

export interface ActionsCacheServer extends Loopback {
  /** The environment of a JavaScript action whose token has these scopes (docs/facts/github-actions.md#cache-environment). */
  environment(scopes: readonly Scope[]): Record<string, string>
}

/** Serves the simulator on loopback; `port` 0 or none means a free one. */
export async function startActionsCache(
  simulator: CacheSimulator,
  { port = 0 }: { readonly port?: number } = {},
): Promise<ActionsCacheServer> {
  const server = await startLoopback((request, response) => answer(simulator, request, response), port)
  return {
    ...server,
    environment: (scopes) => ({
      ACTIONS_RESULTS_URL: `${server.url}/`,
      ACTIONS_RUNTIME_TOKEN: simulator.token({ scopes }),
      ACTIONS_CACHE_SERVICE_V2: 'True',
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
