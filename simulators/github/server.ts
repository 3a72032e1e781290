import type { IncomingMessage, ServerResponse } from 'node:http'
import { startLoopback } from '../loopback.js'
import type { GitHubSimulator } from './simulator.js'

export interface GitHubServer {
  /** What the runner calls `GITHUB_API_URL`; without a trailing slash. */
  readonly apiUrl: string
  close(): Promise<void>
}

/** Serves the simulator on loopback; `basePath` is `/api/v3` on GitHub Enterprise Server. */
export async function startGitHub(
  simulator: GitHubSimulator,
  { port = 0, basePath = '' }: { readonly port?: number; readonly basePath?: string } = {},
): Promise<GitHubServer> {
  let apiUrl = ''
  const { url, close } = await startLoopback(
    (request, response) => answer(simulator, { request, response, apiUrl, basePath }),
    port,
  )
  apiUrl = `${url}${basePath}`
  return { apiUrl, close }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly apiUrl: string
  readonly basePath: string
}

async function answer(simulator: GitHubSimulator, exchange: Exchange): Promise<void> {
  const { request, response, apiUrl, basePath } = exchange
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = request.url ?? '/'
  const known = url.startsWith(`${basePath}/`)
  const { status, headers, body } = simulator.handle({
    method: request.method ?? 'GET',
    url: known ? url.slice(basePath.length) : '/outside',
    authorization: request.headers.authorization ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
    base: `${apiUrl}/repos/${simulator.repository}`,
  })
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  if (body === null) response.end()
  else response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
