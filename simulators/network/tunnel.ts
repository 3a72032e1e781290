import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Duplex } from 'node:stream'

import type { Certificates } from './certificates.js'

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/** Accepts TLS connections and forwards their bytes to a plain server on loopback, as a load balancer does. */
export function startTls({ key, certificate: cert }: Certificates, to: number): Promise<Listening> {
  return listen(createTlsServer({ key, cert }, (socket) => join(socket, connect(to, '127.0.0.1'))))
}

/** A forward proxy that supports only CONNECT. */
export interface ConnectProxy extends Listening {
  readonly url: string
  /** The requested hosts with their ports, in order. */
  readonly asked: readonly string[]
}

/** Forwards each of these hosts to a port on loopback, and refuses all others. */
export async function startConnectProxy(ports: Readonly<Record<string, number>>): Promise<ConnectProxy> {
  const asked: string[] = []
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', ({ url = '' }: IncomingMessage, socket: Duplex) => {
    asked.push(url)
    const port = ports[url]
    if (port === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    const tunnel = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      join(socket, tunnel)
    })
    tunnel.on('error', () => socket.destroy())
  })
  const listening = await listen(server)
  return { ...listening, url: `http://127.0.0.1:${listening.port}`, asked }
}

function join(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one)
  one.on('error', () => other.destroy())
  other.on('error', () => one.destroy())
}

async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
