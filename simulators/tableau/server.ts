import type { IncomingMessage, ServerResponse } from 'node:http'

import { sleepBy } from '../clock.js'
import { startLoopback, type Loopback } from '../loopback.js'
import { control } from './control.js'
import type { SimulatedRequest, SimulatedResponse } from './exchange.js'
import type { TableauSimulator } from './simulator.js'

export type RunningTableau = Loopback

/** Serves the simulator over HTTP on loopback. Port 0 (the default) takes a free port. */
export async function startTableau(simulator: TableauSimulator, { port = 0 } = {}): Promise<RunningTableau> {
  return startLoopback((incoming, outgoing) => serve(simulator, incoming, outgoing), port)
}

async function serve(
  simulator: TableauSimulator,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await read(incoming)
  const isControl = request.url === '/__control'
  const response = isControl ? control(simulator, request) : simulator.handle(request)
  const wait = response.fate === 'silent' ? Infinity : response.delaySeconds * 1000
  if (wait > 0) await sleepBy(simulator.clock, wait, closed(outgoing))
  write(response, incoming, outgoing, isControl)
}

function closed(outgoing: ServerResponse): AbortSignal {
  const over = new AbortController()
  outgoing.once('close', () => over.abort())
  return over.signal
}

async function read(incoming: IncomingMessage): Promise<SimulatedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array))
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function write(
  response: SimulatedResponse,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  isControl: boolean,
): void {
  switch (response.fate) {
    case 'silent':
      return
    case 'reset':
      incoming.socket.resetAndDestroy()
      return
    case 'answered':
      // Every real answer sets two cookies (docs/facts/tableau.md#response-headers); a client does not need them.
      if (!isControl) outgoing.setHeader('set-cookie', ['hid=sim; path=/; HttpOnly', 'AWSELB=sim; path=/'])
      outgoing.writeHead(response.status, { ...response.headers })
      outgoing.end(response.body)
  }
}
