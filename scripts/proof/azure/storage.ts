import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'

import { CacheSimulator } from '../../../simulators/actions-cache/simulator.js'
import { scopesFor } from '../../../simulators/actions-cache/scopes.js'
import { startLoopback, type Loopback } from '../../../simulators/loopback.js'
import { issueCertificate } from '../../../simulators/network/certificates.js'
import { startConnectProxy, startTls, type ConnectProxy } from '../../../simulators/network/tunnel.js'
import { ACCOUNT, accountQuery, signedQuery } from './sas.js'

/** The client uses Azure's own download code only for hosts of Azure. */
const HOST = `${ACCOUNT}.blob.core.windows.net`
const CONTAINER = 'actions-cache'
const HOUR = 3_600_000
const SERVICE = '/twirp/github.actions.results.api.v1.CacheService/'

/** Azurite behind TLS and a proxy, as Azure's storage; it prints a line for each request. */
class Azurite {
  readonly requests: string[] = []
  #port = 0

  private constructor(private readonly process: ChildProcess) {}

  static async start(program: string, node: string): Promise<Azurite> {
    const options = [
      '--inMemoryPersistence',
      '--skipApiVersionCheck',
      '--blobHost',
      '127.0.0.1',
      '--blobPort',
      '0',
    ]
    const azurite = new Azurite(
      spawn(node, [program, ...options, '--disableTelemetry'], { stdio: ['ignore', 'pipe', 'inherit'] }),
    )
    await azurite.#listening()
    const created = await fetch(
      `${azurite.url}/${CONTAINER}?restype=container&${accountQuery(soon()).toString()}`,
      {
        method: 'PUT',
      },
    )
    if (created.status !== 201) throw new Error(`azurite answered ${created.status}: ${await created.text()}`)
    return azurite
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/${ACCOUNT}`
  }

  /** The bytes of a blob; null if it has none. */
  async bytesOf(blob: string): Promise<Buffer | null> {
    const path = `${CONTAINER}/${blob}`
    const response = await fetch(`${this.url}/${path}?${signedQuery('b', path, 'r', soon()).toString()}`)
    return response.ok ? Buffer.from(await response.arrayBuffer()) : null
  }

  stop(): void {
    this.process.kill()
  }

  #listening(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.process.once('error', reject)
      this.process.once('exit', (code) => reject(new Error(`azurite ended with ${code}`)))
      this.process.stdout?.on('data', (chunk: Buffer) => {
        for (const line of chunk.toString().split('\n')) {
          const port = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
          if (port !== undefined) this.#port = Number(port)
          const request = /"([A-Z]+ \S+)[^"]*" (\d+)/.exec(line)
          if (request !== null) this.requests.push(`${request[1]} ${request[2]}`)
        }
        if (this.#port !== 0) resolve()
      })
    })
  }
}

function soon(): Date {
  return new Date(Date.now() + HOUR)
}

/** Passes bytes on to a port, and breaks connections when it is told to. */
class Cutter {
  /** So many of the next connections break after so many bytes. */
  next = { times: 0, after: 0 }
  cuts = 0
  readonly #server: Server

  private constructor(to: number) {
    this.#server = createServer((socket) => {
      const onward = connect(to, '127.0.0.1')
      let seen = 0
      socket.on('data', (chunk) => {
        seen += chunk.length
        if (this.next.times === 0 || seen < this.next.after) return
        this.next.times -= 1
        this.cuts += 1
        socket.destroy()
        onward.destroy()
      })
      socket.pipe(onward).pipe(socket)
      for (const one of [socket, onward]) one.on('error', () => one.destroy())
    })
  }

  static async start(to: number): Promise<Cutter> {
    const cutter = new Cutter(to)
    await new Promise<void>((resolve) => cutter.#server.listen(0, '127.0.0.1', resolve))
    return cutter
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  close(): void {
    this.#server.close()
  }
}

interface Reserved {
  readonly blob: string
  /** Where the simulator takes the bytes, which it needs to know their size. */
  readonly upload: string
}

interface Parts {
  readonly home: string
  readonly azurite: Azurite
  readonly cutter: Cutter
  readonly proxy: ConnectProxy
  readonly authority: string
  readonly closing: readonly (() => unknown)[]
}

/** The cache service of the simulator, whose entries have their bytes in azurite. */
export class CacheOnAzure {
  readonly simulator = new CacheSimulator()
  /** For how long addresses are signed; below zero, they have expired. */
  validFor = HOUR
  readonly #reserved = new Map<string, Reserved>()

  private constructor(private readonly parts: Parts) {}

  #index: Loopback | null = null

  get azurite(): Azurite {
    return this.parts.azurite
  }

  get cutter(): Cutter {
    return this.parts.cutter
  }

  static async start(home: string, azuriteProgram: string, node: string): Promise<CacheOnAzure> {
    const azurite = await Azurite.start(azuriteProgram, node)
    const cutter = await Cutter.start(azurite.port)
    const certificates = issueCertificate([HOST], { parent: home })
    const tls = await startTls(certificates, cutter.port)
    const proxy = await startConnectProxy({ [`${HOST}:443`]: tls.port })
    const closing = [() => proxy.close(), () => tls.close(), () => cutter.close(), () => azurite.stop()]
    const cache = new CacheOnAzure({
      azurite,
      cutter,
      proxy,
      home,
      authority: certificates.authority,
      closing,
    })
    cache.#index = await startLoopback((request, response) => cache.#answer(request, response))
    return cache
  }

  async close(): Promise<void> {
    await this.#index?.close()
    for (const close of this.parts.closing) await close()
  }

  /** The hosts that the proxy was asked for. */
  get asked(): readonly string[] {
    return this.parts.proxy.asked
  }

  /** The environment of a job of the default branch, and a new workspace. */
  environment(): NodeJS.ProcessEnv {
    const { home, proxy, authority } = this.parts
    const scopes = scopesFor({ event: 'push', ref: 'refs/heads/main', defaultBranch: 'main' })
    return {
      PATH: process.env['PATH'],
      HOME: home,
      ACTIONS_RESULTS_URL: `${this.#index?.url ?? ''}/`,
      ACTIONS_RUNTIME_TOKEN: this.simulator.token({ scopes }),
      ACTIONS_CACHE_SERVICE_V2: 'True',
      GITHUB_WORKSPACE: mkdtempSync(join(home, 'workspace-')),
      RUNNER_TEMP: mkdtempSync(join(home, 'temp-')),
      HTTPS_PROXY: proxy.url,
      NO_PROXY: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: authority,
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const call = request.url?.replace(SERVICE, '') ?? ''
    const asked = JSON.parse(body.toString()) as { readonly key: string; readonly version: string }
    const name = `${asked.version} ${asked.key}`
    if (call === 'FinalizeCacheEntryUpload') await this.#fetchBytes(name)
    const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' }
    const answer = this.simulator.handle({ method: 'POST', url: request.url ?? '/', headers, body })
    response.writeHead(answer.status, answer.headers).end(this.#onAzure(name, answer.body.toString()))
  }

  /** The answer with addresses in Azure in place of the simulator's own. */
  #onAzure(name: string, text: string): string {
    return text.replace(
      /"http:[^"]*\/actions-cache\/(\d+)\?sp=([rw])[^"]*"/,
      (quoted, id: string, permission: string) => {
        const blob = `entry-${id}`
        if (permission === 'w') this.#reserved.set(name, { blob, upload: JSON.parse(quoted) as string })
        const path = `${CONTAINER}/${blob}`
        const query = signedQuery(
          'b',
          path,
          permission === 'w' ? 'cw' : 'r',
          new Date(Date.now() + this.validFor),
        )
        return JSON.stringify(`https://${HOST}/${path}?${query.toString()}`)
      },
    )
  }

  async #fetchBytes(name: string): Promise<void> {
    const reserved = this.#reserved.get(name)
    const bytes = reserved === undefined ? null : await this.azurite.bytesOf(reserved.blob)
    if (reserved === undefined || bytes === null) return
    const { pathname, search } = new URL(reserved.upload)
    this.simulator.handle({ method: 'PUT', url: pathname + search, headers: {}, body: bytes })
  }
}
