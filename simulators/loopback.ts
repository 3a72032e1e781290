import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Loopback {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly port: number
  /** Also ends kept-alive connections, which would keep the process running. */
  readonly close: () => Promise<void>
}

/** By default Node closes an idle connection after five seconds, possibly just as a slow client sends its next request. */
const KEEP_ALIVE = { keepAliveTimeout: 600_000 }

/** Serves on loopback; port 0 takes a free one. A handler that rejects breaks the connection. */
export async function startLoopback(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port = 0,
): Promise<Loopback> {
  const server = createServer(KEEP_ALIVE, (request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
